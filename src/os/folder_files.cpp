#include "os/folder_files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

namespace avouch::os {
namespace {

constexpr int kFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;

std::unexpected<Error> Failed(std::string_view path) {
  const int code = errno;
  const bool absent = code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENAMETOOLONG;
  return Fail(absent ? ErrorKind::kNotFound : ErrorKind::kIo, std::strerror(code),
              std::string(path));
}

struct Opened {
  int fd = -1;
  ~Opened() {
    if (fd >= 0) close(fd);
  }
};

// Step by step, so that no link on the way is followed.
int OpenBelow(int root, std::string_view path, int last) {
  Opened at;
  int folder = root;
  for (;;) {
    const std::size_t slash = path.find('/');
    const std::string step(path.substr(0, slash));
    if (step.empty() || step == "." || step == ".." || step.find('\0') != step.npos) {
      errno = ENOENT;
      return -1;
    }
    const bool end = slash == path.npos;
    const int next = openat(folder, step.c_str(), end ? last : kFolder);
    if (end || next < 0) return next;
    if (at.fd >= 0) close(at.fd);
    at.fd = folder = next;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace

Result<FolderFiles> FolderFiles::Open(const std::string& folder) {
  FolderFiles out;
  out.fd_ = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (out.fd_ < 0) return Failed(folder);
  return out;
}

FolderFiles::FolderFiles(FolderFiles&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}

FolderFiles& FolderFiles::operator=(FolderFiles&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

FolderFiles::~FolderFiles() {
  if (fd_ >= 0) close(fd_);
}

Result<Bytes> FolderFiles::Read(std::string_view path, std::uint64_t limit) const {
  const Opened file{OpenBelow(fd_, path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)};
  if (file.fd < 0) return Failed(path);
  struct stat status;
  if (fstat(file.fd, &status) != 0) return Failed(path);
  if (!S_ISREG(status.st_mode))
    return Fail(ErrorKind::kNotFound, "not a regular file", std::string(path));
  const auto size = static_cast<std::uint64_t>(status.st_size);
  Bytes out;  // A file may still grow or shrink: its size is a hint.
  out.resize(std::min(size, limit) + 1);
  std::size_t have = 0;
  for (;;) {
    const ssize_t n = read(file.fd, out.data() + have, out.size() - have);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failed(path);
    have += static_cast<std::size_t>(n);
    if (have > limit) return Fail(ErrorKind::kTooLarge, "larger than expected", std::string(path));
    if (n == 0) break;
    if (have == out.size()) out.resize(std::min(out.size() * 2, limit + 1));
  }
  out.resize(have);
  return out;
}

Result<std::vector<std::string>> FolderFiles::Folders(std::string_view path,
                                                      std::size_t limit) const {
  const int fd = OpenBelow(fd_, path, kFolder);
  if (fd < 0) return Failed(path);
  DIR* folder = fdopendir(fd);
  if (folder == nullptr) {
    const auto failed = Failed(path);
    close(fd);
    return failed;
  }
  std::vector<std::string> out;
  std::size_t seen = 0;
  while (const dirent* entry = readdir(folder)) {
    const std::string_view name = entry->d_name;
    if (++seen > limit) break;
    if (name == "." || name == ".." || (entry->d_type != DT_DIR && entry->d_type != DT_UNKNOWN))
      continue;
    out.emplace_back(name);
  }
  closedir(folder);
  if (seen > limit)
    return Fail(ErrorKind::kTooLarge, "more entries than expected", std::string(path));
  std::ranges::sort(out);
  return out;
}

}  // namespace avouch::os
