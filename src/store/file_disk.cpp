#include "store/file_disk.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "os/file.h"

namespace avouch::store {
namespace {

constexpr std::size_t kMaxEntriesInAFolder = 1'000'000;

std::unexpected<Error> Failed(std::string_view doing, const std::string& path) {
  int code = errno;
  ErrorKind kind = code == ENOENT || code == ENOTDIR ? ErrorKind::kNotFound : ErrorKind::kIo;
  return Fail(kind, std::string(doing) + ": " + std::strerror(code), path);
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

bool WriteAll(int fd, BytesView bytes) {
  while (!bytes.empty()) {
    ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

class FileLock final : public Disk::Lock {
 public:
  explicit FileLock(int fd) : descriptor_(fd) {}

 private:
  Descriptor descriptor_;  // Closing it gives the lock back, and so does the end of the process
};

}  // namespace

FileDisk::~FileDisk() {
  for (const auto& [path, fd] : written_) close(fd);
}

std::string FileDisk::At(const std::string& path) const {
  return path.empty() ? folder_ : folder_ + "/" + path;
}

void FileDisk::Close(const std::string& path) {
  auto found = written_.find(path);
  if (found == written_.end()) return;
  close(found->second);
  written_.erase(found);
}

Result<Bytes> FileDisk::Read(const std::string& path, std::uint64_t offset, std::uint64_t limit) {
  Descriptor file(open(At(path).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOFOLLOW));
  if (file.get() < 0) return Failed("cannot read", At(path));
  struct stat status{};
  if (fstat(file.get(), &status) != 0) return Failed("cannot read", At(path));
  if (!S_ISREG(status.st_mode)) return Fail(ErrorKind::kIo, "not a regular file", At(path));
  Bytes out;
  char buffer[65536];
  for (;;) {
    ssize_t count =
        pread(file.get(), buffer, sizeof buffer, static_cast<off_t>(offset + out.size()));
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Failed("cannot read", At(path));
    if (count == 0) return out;
    out.append(buffer, static_cast<std::size_t>(count));
    if (out.size() > limit) return Fail(ErrorKind::kTooLarge, "larger than expected", At(path));
  }
}

Result<std::vector<std::string>> FileDisk::List(const std::string& folder) {
  AVOUCH_TRY(std::vector<os::FolderEntry> entries,
             os::ListFolder(At(folder), kMaxEntriesInAFolder));
  std::vector<std::string> out;
  for (os::FolderEntry& entry : entries) out.push_back(std::move(entry.name));
  return out;
}

Status FileDisk::MakeFolder(const std::string& path) {
  if (mkdir(At(path).c_str(), 0777) == 0) return {};
  if (errno == EEXIST && os::KindOf(At(path)) == os::FileKind::kFolder) return {};
  return Failed("cannot make the folder", At(path));
}

Status FileDisk::WriteTo(const std::string& path, BytesView bytes, int flags) {
  Close(path);
  int fd = open(At(path).c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | flags, 0666);
  if (fd < 0) return Failed("cannot write", At(path));
  written_[path] = fd;
  if (!WriteAll(fd, bytes)) return Failed("cannot write", At(path));
  return {};
}

Status FileDisk::Write(const std::string& path, BytesView bytes) {
  return WriteTo(path, bytes, O_CREAT | O_TRUNC);
}

Status FileDisk::Append(const std::string& path, BytesView bytes) {
  return WriteTo(path, bytes, O_APPEND);
}

// What is synced is put out of memory, so that who reads it back reads the disk.
Status FileDisk::Sync(const std::string& path) {
  auto found = written_.find(path);
  if (found == written_.end()) return Fail(ErrorKind::kIo, "nothing written to sync", At(path));
  bool synced = fsync(found->second) == 0;
  Status out = synced ? Status() : Failed("cannot sync", At(path));
  if (synced) (void)posix_fadvise(found->second, 0, 0, POSIX_FADV_DONTNEED);
  Close(path);
  return out;
}

Status FileDisk::SyncFolder(const std::string& path) {
  Descriptor folder(open(At(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || fsync(folder.get()) != 0) return Failed("cannot sync", At(path));
  return {};
}

Status FileDisk::Rename(const std::string& from, const std::string& to) {
  if (rename(At(from).c_str(), At(to).c_str()) != 0) return Failed("cannot put in place", At(to));
  return {};
}

Status FileDisk::Remove(const std::string& path) {
  if (unlink(At(path).c_str()) != 0) return Failed("cannot remove", At(path));
  return {};
}

Result<std::unique_ptr<Disk::Lock>> FileDisk::TakeLock(const std::string& path) {
  int fd = open(At(path).c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
  if (fd < 0) return Failed("cannot lock", At(path));
  auto lock = std::make_unique<FileLock>(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno != EWOULDBLOCK) return Failed("cannot lock", At(path));
  return Fail(ErrorKind::kIo, "another process writes here", At(path), "wait until it is done");
}

}  // namespace avouch::store
