// A folder that is there whole, as it was or as it is to be, whatever happens while
// writing.
//
// All files go to a new folder beside the target, are synced, and the two folders
// change places in one step (renameat2, RENAME_EXCHANGE); where the file system cannot
// do that, the old one steps aside first, and for that moment there is none. A crash
// leaves the old folder, or the new one, and perhaps a ".name.avouch-…" beside it.
//
// One writer at a time.

#pragma once

#include <span>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

struct FolderFile {
  std::string name;  // Below the folder, "rota/claims.html": plain parts, none of them ".."
  BytesView bytes;
};

// Puts a folder with exactly `files` at `path`; what was there is gone. The folder above
// must exist. A symbolic link at `path` stays, and what it leads to is replaced.
// Fails with kIo, naming the path and the reason, kUsage when `path` is a file; what was
// there is then intact.
// REQUIRES: every name is as said above, and none is given twice.
[[nodiscard]] Status WriteFolderWhole(const std::string& path, std::span<const FolderFile> files);

}  // namespace avouch::os
