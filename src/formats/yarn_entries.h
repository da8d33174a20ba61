// The entries of a yarn.lock as they are written: by Yarn 1 in a syntax of its own, by later
// ones in YAML.
//
// Spec: none is published; what Yarn's own parser takes. Pure; any thread.

#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::formats {

// Views into the document, or into YarnEntries::spelled.
struct YarnEntry {
  std::vector<std::string_view> descriptors;  // "name@range": what is asked for and is this
  std::string_view version;
  std::string_view resolved;    // Yarn 1: address, "#" and SHA-1 behind it. Later: "name@npm:1.0.0"
  std::string_view digest;      // integrity, or checksum of later ones
  std::string_view conditions;  // "os=darwin": not fetched elsewhere, so perhaps without digest
  std::vector<std::pair<std::string_view, std::string_view>> needs;  // Names and ranges
  std::uint32_t line = 0;
};

struct YarnEntries {
  std::vector<YarnEntry> entries;
  std::deque<std::string> spelled;  // Texts whose escapes were taken out
};

// Fails with kMalformed at the first line that is no entry, field or need.
[[nodiscard]] Result<YarnEntries> ReadYarnClassic(const Path& path, BytesView bytes);

// `root` is the whole document, which must live on.
[[nodiscard]] YarnEntries YarnEntriesOf(const syntax::Node& root);

}  // namespace avouch::formats
