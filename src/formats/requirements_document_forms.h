// The forms of written requirements: prose and tables, StrictDoc documents,
// Doorstop items.
//
// Spec: StrictDoc's grammar of [REQUIREMENT], [SECTION] and FIELD: value with
// >>> <<< blocks; Doorstop's item files, one YAML map each, named by their id.
// For requirements_document.cpp. Any thread.

#pragma once

#include "formats/requirements_document.h"

namespace avouch::formats {

// One requirement as it was found, before repeated ones are joined.
struct FoundRequirement {
  enum Form { kHeading, kItem, kRow, kOther } form = kOther;
  model::WrittenRequirement requirement;
  bool weak = false;  // Counts when nothing else states the id
};

// With the regular form, ids whose prefix two requirements share.
[[nodiscard]] std::vector<FoundRequirement> ReadFromProse(const Path& path, BytesView bytes,
                                                          const RequirementIds& ids);

[[nodiscard]] bool IsStrictDoc(const Path& path, BytesView bytes);
[[nodiscard]] std::vector<FoundRequirement> ReadStrictDoc(const Path& path, BytesView bytes);

[[nodiscard]] bool IsDoorstopItem(const Path& path, BytesView bytes);
// Inactive items and those that are not normative are none.
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<std::vector<FoundRequirement>> ReadDoorstopItem(const Path& path,
                                                                     BytesView bytes);

}  // namespace avouch::formats
