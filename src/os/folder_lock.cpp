#include "os/folder_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace avouch::os {

Result<FolderLock> FolderLock::Take(const std::string& folder) {
  FolderLock lock(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  int done = lock.fd_ < 0 ? -1 : flock(lock.fd_, LOCK_EX);
  while (done != 0 && lock.fd_ >= 0 && errno == EINTR) done = flock(lock.fd_, LOCK_EX);
  if (done == 0) return lock;
  return Fail(ErrorKind::kIo, std::string("cannot lock: ") + std::strerror(errno), folder);
}

FolderLock::FolderLock(FolderLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderLock::~FolderLock() {
  if (fd_ >= 0) close(fd_);
}

}  // namespace avouch::os
