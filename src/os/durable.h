// Files that are there whole or not at all, whatever happens while writing.
//
// The bytes go to a new file beside the target, are synced, and take the
// target's name in one step; the folder is synced last. A crash leaves the old
// file, or the new one, and perhaps a ".name.avouch-…" beside it.
//
// Any thread; two writers of one path leave the file of one of them.

#pragma once

#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

// Puts `bytes` in place of what is at `path`. A symbolic link stays and what it
// leads to is replaced; a pipe or device is written to as it is. A new file
// gets mode 0666 less the umask, an existing one keeps its mode.
// Fails with kIo, naming the path and the reason; the old file is then intact.
[[nodiscard]] Status WriteFileDurably(const std::string& path, BytesView bytes);

// The same of what `write` gives to its sink piece by piece, so that it is never held whole.
// Fails as it does, and as `write` does.
using ByteSink = std::function<Status(BytesView)>;
using WriteInto = std::function<Status(const ByteSink&)>;
[[nodiscard]] Status WriteFileInPieces(const std::string& path, const WriteInto& write);

// As WriteFileDurably, but never in place of anything: two writers of one name
// make one file, and the other is told.
// Fails with kIo; kUsage when there is something at `path` already, a broken link too.
[[nodiscard]] Status WriteNewFileDurably(const std::string& path, BytesView bytes);

// Makes `path` and the folders above it, mode 0777 less the umask; fine when it
// is there. Fails with kIo.
[[nodiscard]] Status MakeFolders(const std::string& path);

}  // namespace avouch::os
