// Written requirements with stable ids: what they say, whether they are about
// security, and what the document names as their test.
//
// Read: Markdown, reStructuredText, AsciiDoc and plain text (headings, items and
// table rows that open with an id), StrictDoc, and Doorstop items. ReqIF, sheets
// and word processors' files are said to be unread. A place that only mentions an
// id ("see ROTA-3") is no requirement. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/requirements_document_ids.h"
#include "model/evidence.h"
#include "model/paper.h"

namespace avouch::formats {

// Requirements kept of one document; the largest real one seen has 3,000.
inline constexpr std::size_t kMaxRequirements = 20'000;

struct DuplicateId {
  std::string id;
  std::vector<model::Place> places;  // Two or more, by line

  bool operator==(const DuplicateId&) const = default;
};

struct RequirementsDocument {
  std::vector<model::WrittenRequirement> requirements;  // By place; the first of each id
  std::vector<DuplicateId> duplicates;                  // By id
  std::vector<model::LeftOut> left;
};

// `ids` is the pattern of avouch.yaml, or "": then ids of the regular form count
// whose prefix at least two requirements of the document share. Requirements
// withdrawn by their own row or heading are left out.
// Fails with kTooLarge beyond kMaxProseBytes, kUnsupported on forms that are not
// read, kMalformed on a Doorstop item that is no YAML, kConfiguration on `ids`.
[[nodiscard]] Result<RequirementsDocument> ReadRequirementsDocument(const Path& path,
                                                                    BytesView bytes,
                                                                    std::string_view ids);

// The same id in several documents is given twice as well. Sorted by id.
[[nodiscard]] std::vector<DuplicateId> DuplicatesAcross(
    const std::vector<RequirementsDocument>& documents);

// Words of security in `lower`, which is in lower case: sign-in, roles, secrets,
// encryption, input checks, logs of access.
[[nodiscard]] bool SpeaksOfSecurity(std::string_view lower);

}  // namespace avouch::formats
