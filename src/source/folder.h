// A folder that is no repository, as files to visit: a root file system, an unpacked release.
//
// Reads only; no link is followed (os/folder_walk.h). One thread.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "source/file_visitor.h"

namespace avouch::source {

struct FolderOptions {
  std::vector<std::string> leave;  // Folders below the root that are not entered: "proc", "a/b"
};

// Fails with kNotFound or kIo when `root` cannot be opened; what fails inside is Left.
[[nodiscard]] Result<FileCounts> VisitFolder(const std::string& root, const FolderOptions& options,
                                             FileVisitor& visitor);

}  // namespace avouch::source
