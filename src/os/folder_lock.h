// One process at a time in a folder: for files that are read, changed and written.
//
// The lock is the kernel's (flock on the folder itself), so nothing is left behind
// by a process that ends, however it ends. It binds those who ask for it. One thread.

#pragma once

#include <string>

#include "base/result.h"

namespace avouch::os {

class FolderLock {
 public:
  // Waits until the folder is free. Fails with kIo.
  [[nodiscard]] static Result<FolderLock> Take(const std::string& folder);
  FolderLock(FolderLock&& other) noexcept;
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock();  // Lets go.

 private:
  explicit FolderLock(int fd) : fd_(fd) {}

  int fd_;
};

}  // namespace avouch::os
