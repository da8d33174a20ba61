// Files below one folder, each by its path from there: what lies in a cache of packages.
//
// No symbolic link below the folder is followed, and no path leads out of it. Reads only. One
// thread may use it at a time.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

class FolderFiles {
 public:
  // Fails with kNotFound or kIo.
  [[nodiscard]] static Result<FolderFiles> Open(const std::string& folder);
  FolderFiles(FolderFiles&& other) noexcept;
  FolderFiles& operator=(FolderFiles&& other) noexcept;
  FolderFiles(const FolderFiles&) = delete;
  FolderFiles& operator=(const FolderFiles&) = delete;
  ~FolderFiles();

  // `path`: "a/b/c", without empty steps, "." and "..": anything else is not found.
  // Fails with kNotFound, kIo, or kTooLarge beyond `limit` bytes.
  [[nodiscard]] Result<Bytes> Read(std::string_view path, std::uint64_t limit) const;
  // Names of the folders in the folder `path`, sorted. Fails likewise, beyond `limit` entries.
  [[nodiscard]] Result<std::vector<std::string>> Folders(std::string_view path,
                                                         std::size_t limit) const;

 private:
  FolderFiles() = default;
  int fd_ = -1;
};

}  // namespace avouch::os
