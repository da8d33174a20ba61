#include "os/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

namespace avouch::os {
namespace {

// Owns a file descriptor; closes it unless told that somebody did.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  [[nodiscard]] int get() const { return fd_; }
  [[nodiscard]] bool Close() { return close(std::exchange(fd_, -1)) == 0; }

 private:
  int fd_;
};

std::unexpected<Error> FailWith(int error, std::string_view doing, const std::string& path) {
  return Fail(ErrorKind::kIo, std::string(doing) + ": " + std::strerror(error), path);
}

bool WriteAll(int fd, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

// All that `write` gives, into the file that `fd` is of, which is called `path`.
Status WritePieces(int fd, const std::string& path, const WriteInto& write) {
  return write([&](BytesView piece) -> Status {
    if (!WriteAll(fd, piece)) return FailWith(errno, "cannot write", path);
    return {};
  });
}

Status WriteInPlace(const std::string& path, const WriteInto& write) {
  const Descriptor file(open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (file.get() < 0) return FailWith(errno, "cannot write", path);
  return WritePieces(file.get(), path, write);
}

// Syncs the folder that holds `path`, so that the new name survives a crash.
Status SyncFolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  const std::string folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
  const Descriptor fd(open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (fd.get() < 0) return {};  // A folder one may write to but not list: nothing to sync by.
  if (fsync(fd.get()) != 0 && errno != EINVAL) return FailWith(errno, "cannot sync", folder);
  return {};
}

// ".name.avouch-<pid>-<n>" beside `path`: unique among living processes.
std::string BesideName(const std::string& path) {
  static std::atomic<unsigned> next{0};
  const std::size_t slash = path.rfind('/');
  const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
  return path.substr(0, start) + "." + path.substr(start) + ".avouch-" + std::to_string(getpid()) +
         "-" + std::to_string(next++);
}

// `name` is what the file will be called, for errors.
Status WriteAndSync(const std::string& path, const std::string& name, const WriteInto& write,
                    mode_t mode, bool set_mode) {
  Descriptor file(open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode));
  if (file.get() < 0) return FailWith(errno, "cannot create", name);
  // Confined (os/sandbox.h), modes cannot be changed: the file then has `mode` less the umask.
  if (set_mode && fchmod(file.get(), mode) != 0 && errno != EPERM) {
    return FailWith(errno, "cannot set the mode", name);
  }
  AVOUCH_CHECK_OK(WritePieces(file.get(), name, write));
  if (fsync(file.get()) != 0 || !file.Close()) return FailWith(errno, "cannot write", name);
  return {};
}

Status Replace(const std::string& path, const WriteInto& write, mode_t mode, bool set_mode) {
  const std::string beside = BesideName(path);
  Status written = WriteAndSync(beside, path, write, mode, set_mode);
  if (written && rename(beside.c_str(), path.c_str()) != 0) {
    written = FailWith(errno, "cannot write", path);
  }
  if (!written) {
    unlink(beside.c_str());
    return written;
  }
  return SyncFolderOf(path);
}

WriteInto Whole(BytesView bytes) {
  return [bytes](const ByteSink& sink) { return sink(bytes); };
}

}  // namespace

Status WriteFileDurably(const std::string& path, BytesView bytes) {
  return WriteFileInPieces(path, Whole(bytes));
}

Status WriteFileInPieces(const std::string& path, const WriteInto& write) {
  struct stat status{};
  if (stat(path.c_str(), &status) != 0) return Replace(path, write, 0666, false);
  if (S_ISDIR(status.st_mode)) return FailWith(EISDIR, "cannot write", path);
  if (!S_ISREG(status.st_mode)) return WriteInPlace(path, write);
  char resolved[PATH_MAX];
  const char* target = realpath(path.c_str(), resolved);
  if (target == nullptr) return FailWith(errno, "cannot write", path);
  return Replace(target, write, status.st_mode & 07777, true);
}

Status WriteNewFileDurably(const std::string& path, BytesView bytes) {
  const std::string beside = BesideName(path);
  Status written = WriteAndSync(beside, path, Whole(bytes), 0666, false);
  if (written && link(beside.c_str(), path.c_str()) != 0) {
    written = errno == EEXIST ? Fail(ErrorKind::kUsage, "is there already", path)
                              : FailWith(errno, "cannot write", path);
  }
  unlink(beside.c_str());
  if (!written) return written;
  return SyncFolderOf(path);
}

Status MakeFolders(const std::string& path) {
  std::error_code error;
  std::filesystem::create_directories(path, error);
  if (error) return FailWith(error.value(), "cannot make the folder", path);
  return {};
}

}  // namespace avouch::os
