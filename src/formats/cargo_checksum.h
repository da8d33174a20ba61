// .cargo-checksum.json: what the files of a vendored crate were when it was copied.
//
// Spec: The Cargo Book, "Source Replacement", directory sources. Pure; any thread.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

inline constexpr std::string_view kCargoChecksumName = ".cargo-checksum.json";

struct CargoChecksum {
  std::string package;  // SHA-256 of the .crate file, hex; empty = not told (of git)
  std::vector<std::pair<std::string, std::string>> files;  // Path in the crate, SHA-256 in hex
};

// Fails with kMalformed where it is no JSON, or a digest is no text.
[[nodiscard]] Result<CargoChecksum> ReadCargoChecksum(const Path& path, BytesView bytes);

}  // namespace avouch::formats
