#include "os/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>

namespace avouch::os {
namespace {

std::unexpected<Error> Failed(const std::string& path) {
  int code = errno;
  bool absent = code == ENOENT || code == ENOTDIR;
  return Fail(absent ? ErrorKind::kNotFound : ErrorKind::kIo, std::strerror(code), path);
}

struct Descriptor {
  int fd;
  ~Descriptor() {
    if (fd >= 0) close(fd);
  }
};

}  // namespace

MappedFile::MappedFile(MappedFile&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

MappedFile& MappedFile::operator=(MappedFile&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  return *this;
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) munmap(const_cast<char*>(data_), size_);
}

Result<MappedFile> MappedFile::Open(const std::string& path) {
  Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.fd < 0) return Failed(path);
  struct stat status;
  if (fstat(file.fd, &status) != 0) return Failed(path);
  if (!S_ISREG(status.st_mode)) return Fail(ErrorKind::kIo, "not a regular file", path);
  MappedFile out;
  if (status.st_size == 0) return out;
  void* data =
      mmap(nullptr, static_cast<std::size_t>(status.st_size), PROT_READ, MAP_PRIVATE, file.fd, 0);
  if (data == MAP_FAILED) return Failed(path);
  out.data_ = static_cast<const char*>(data);
  out.size_ = static_cast<std::size_t>(status.st_size);
  return out;
}

Result<Bytes> ReadWholeFile(const std::string& path, std::uint64_t limit) {
  Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
  if (file.fd < 0) return Failed(path);
  struct stat status;
  if (fstat(file.fd, &status) != 0) return Failed(path);
  if (!S_ISREG(status.st_mode)) return Fail(ErrorKind::kIo, "not a regular file", path);
  Bytes out;  // A file may still grow or shrink: its size is a hint.
  out.reserve(std::min<std::uint64_t>(static_cast<std::uint64_t>(status.st_size), limit));
  char buffer[65536];
  for (;;) {
    ssize_t n = read(file.fd, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return Failed(path);
    if (n == 0) return out;
    out.append(buffer, static_cast<std::size_t>(n));
    if (out.size() > limit) return Fail(ErrorKind::kTooLarge, "larger than expected", path);
  }
}

FileKind KindOf(const std::string& path) {
  struct stat status;
  if (stat(path.c_str(), &status) != 0) return FileKind::kNone;
  if (S_ISREG(status.st_mode)) return FileKind::kFile;
  return S_ISDIR(status.st_mode) ? FileKind::kFolder : FileKind::kOther;
}

Result<std::vector<FolderEntry>> ListFolder(const std::string& path, std::size_t limit) {
  DIR* folder = opendir(path.c_str());
  if (folder == nullptr) return Failed(path);
  std::vector<FolderEntry> out;
  while (dirent* entry = readdir(folder)) {
    std::string name = entry->d_name;
    if (name == "." || name == "..") continue;
    FileKind kind = entry->d_type == DT_REG       ? FileKind::kFile
                    : entry->d_type == DT_DIR     ? FileKind::kFolder
                    : entry->d_type == DT_UNKNOWN ? KindOf(path + "/" + name)
                                                  : FileKind::kOther;
    out.push_back({std::move(name), kind});
    if (out.size() > limit) {
      closedir(folder);
      return Fail(ErrorKind::kTooLarge, "more than " + std::to_string(limit) + " entries", path);
    }
  }
  closedir(folder);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  return out;
}

Result<std::string> RealPath(const std::string& path) {
  char* real = realpath(path.c_str(), nullptr);
  if (real == nullptr) return Failed(path);
  std::string out = real;
  std::free(real);
  return out;
}

}  // namespace avouch::os
