// Writes a ZIP archive: the same members make the same bytes.
//
// Spec: APPNOTE.TXT 6.3, stored and deflated members, no Zip64, no encryption, every
// date 1980-01-01. Pure; any thread.

#pragma once

#include <span>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

struct ZipPart {
  std::string name;  // "/" between folders
  Bytes bytes;
  bool pack = true;  // Deflate; else, and where that is no gain, stored
};

// In the order given. Fails with kTooLarge beyond what the format without Zip64 holds
// (65,535 members, 4 GiB).
[[nodiscard]] Result<Bytes> WriteZip(std::span<const ZipPart> parts);

}  // namespace avouch::container
