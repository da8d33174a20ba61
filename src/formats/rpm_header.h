// One header of an RPM package, as its database keeps it: tags to values.
//
// Spec: rpm's "Package Format", "Header Structure", without the magic and the
// reserved word. Views into the bytes; pure; any thread.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::formats {

enum class RpmTag : std::uint32_t {
  kName = 1000,
  kVersion = 1001,
  kRelease = 1002,
  kEpoch = 1003,
  kVendor = 1011,
  kLicence = 1014,
  kUrl = 1020,
  kArchitecture = 1022,
  kSourceRpm = 1044,
  kProvides = 1047,
  kRequires = 1049,
  kFolderIndexes = 1116,
  kFileNames = 1117,
  kFolderNames = 1118,
};

class RpmHeader {
 public:
  // Fails with kMalformed: counts or offsets that lead outside.
  [[nodiscard]] static Result<RpmHeader> Read(BytesView blob);

  // The string, or the first of a list; "" when there is none.
  [[nodiscard]] std::string_view Text(RpmTag tag) const;
  [[nodiscard]] std::vector<std::string_view> Texts(RpmTag tag) const;
  [[nodiscard]] std::optional<std::uint32_t> Number(RpmTag tag) const;
  [[nodiscard]] std::vector<std::uint32_t> Numbers(RpmTag tag) const;

 private:
  struct Entry {
    std::uint32_t type = 0, offset = 0, count = 0;
  };
  explicit RpmHeader(BytesView index, BytesView data) : index_(index), data_(data) {}
  [[nodiscard]] std::optional<Entry> Find(RpmTag tag) const;

  BytesView index_, data_;
};

}  // namespace avouch::formats
