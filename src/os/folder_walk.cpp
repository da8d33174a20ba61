#include "os/folder_walk.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace avouch::os {
namespace {

constexpr std::size_t kListing = 32u << 10;
constexpr std::size_t kReadWhole = 128u << 10;  // Smaller files are read, larger ones mapped
constexpr int kFolderFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK;

// What getdents64 writes.
struct Listed {
  std::uint64_t inode;
  std::int64_t next;
  std::uint16_t length;
  std::uint8_t type;
  char name[1];
};

bool IsStorage(int fd) {
  struct statfs status;
  if (fstatfs(fd, &status) != 0) return true;
  constexpr std::uint32_t kNone[] = {0x9FA0,     0x62656572, 0x27E0EB,   0x63677270, 0x1CD1,
                                     0x64626720, 0x74726163, 0x73636673, 0xCAFE4A11, 0x19800202,
                                     0x6165676C, 0x42494E4D, 0x62656570, 0xDE5E81E4};
  return std::ranges::find(kNone, static_cast<std::uint32_t>(status.f_type)) == std::end(kNone);
}

// A folder that is being listed.
struct Level {
  int fd = -1;
  dev_t device = 0;
  std::size_t path = 0;  // Length of its path
  std::size_t at = 0, end = 0;
  std::unique_ptr<char[]> listing;

  Level() : listing(new char[kListing]) {}
  Level(Level&& other) noexcept
      : fd(std::exchange(other.fd, -1)),
        device(other.device),
        path(other.path),
        at(other.at),
        end(other.end),
        listing(std::move(other.listing)) {}
  Level& operator=(Level&&) = delete;
  ~Level() {
    if (fd >= 0) close(fd);
  }

  // The next entry but "." and ".."; nullptr at the end. *failed tells an error.
  const Listed* Next(bool* failed) {
    for (;;) {
      if (at == end) {
        const long got = syscall(SYS_getdents64, fd, listing.get(), kListing);
        if (got < 0) *failed = true;
        if (got <= 0) return nullptr;
        at = 0;
        end = static_cast<std::size_t>(got);
      }
      const auto* entry = reinterpret_cast<const Listed*>(listing.get() + at);
      at += entry->length;
      const char* name = entry->name;
      if (name[0] != '.' || (name[1] != '\0' && (name[1] != '.' || name[2] != '\0'))) return entry;
    }
  }
};

class Walk {
 public:
  explicit Walk(WalkVisitor& visitor) : visitor_(visitor) {}

  Result<WalkCounts> Run(const std::string& root) {
    Level first;
    first.fd = open(root.c_str(), kFolderFlags & ~O_NOFOLLOW);
    struct stat status;
    if (first.fd < 0 || fstat(first.fd, &status) != 0)
      return Fail(errno == ENOENT || errno == ENOTDIR ? ErrorKind::kNotFound : ErrorKind::kIo,
                  std::strerror(errno), root);
    first.device = status.st_dev;
    levels_.push_back(std::move(first));
    while (!levels_.empty()) Step();
    return counts_;
  }

 private:
  void Step() {
    Level& level = levels_.back();
    path_.resize(level.path);
    bool failed = false;
    const Listed* entry = level.Next(&failed);
    if (failed) visitor_.Left(path_, "cannot be listed");
    if (entry == nullptr) return levels_.pop_back();
    if (level.path > 0) path_ += '/';
    path_ += entry->name;
    switch (TypeOf(level.fd, *entry)) {
      case DT_REG: {
        ++counts_.files;
        WalkedFile file(path_, level.fd, entry->name);
        return visitor_.File(file);
      }
      case DT_DIR:
        return Enter(level, entry->name);
      case DT_LNK:
        return void(++counts_.links);
      case DT_UNKNOWN:
        return visitor_.Left(path_, "cannot be looked at");
      default:
        ++counts_.others;
    }
  }

  static std::uint8_t TypeOf(int folder, const Listed& entry) {
    if (entry.type != DT_UNKNOWN) return entry.type;
    struct stat status;
    if (fstatat(folder, entry.name, &status, AT_SYMLINK_NOFOLLOW) != 0) return DT_UNKNOWN;
    return IFTODT(status.st_mode);
  }

  void Enter(const Level& parent, const char* name) {
    ++counts_.folders;
    if (!visitor_.Enters(path_)) return;
    if (levels_.size() > kMaxWalkDepth) return visitor_.Left(path_, "deeper than is walked");
    Level level;
    level.fd = openat(parent.fd, name, kFolderFlags);
    struct stat status;
    if (level.fd < 0 || fstat(level.fd, &status) != 0)
      return visitor_.Left(path_, errno == EMFILE ? "deeper than is walked" : "cannot be opened");
    if (status.st_dev != parent.device && !IsStorage(level.fd))
      return visitor_.Left(path_, "no files of a disk");
    level.device = status.st_dev;
    level.path = path_.size();
    levels_.push_back(std::move(level));
  }

  WalkVisitor& visitor_;
  WalkCounts counts_;
  std::vector<Level> levels_;
  std::string path_;
};

}  // namespace

WalkedFile::~WalkedFile() {
  if (mapped_ != nullptr) munmap(mapped_, size_);
  if (fd_ >= 0) close(fd_);
}

bool WalkedFile::Look(std::uint32_t* mode, std::uint64_t* size) const {
  struct stat status;
  if (fstatat(folder_, name_, &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
  *mode = status.st_mode & 07777;
  *size = static_cast<std::uint64_t>(status.st_size);
  return S_ISREG(status.st_mode);
}

Status WalkedFile::Open() {
  if (fd_ >= 0) return {};
  fd_ = openat(folder_, name_, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  struct stat status;
  if (fd_ < 0 || fstat(fd_, &status) != 0) return Fail(ErrorKind::kIo, std::strerror(errno));
  if (!S_ISREG(status.st_mode)) return Fail(ErrorKind::kUnsupported, "no regular file");
  size_ = static_cast<std::uint64_t>(status.st_size);
  return {};
}

Result<BytesView> WalkedFile::Head(std::size_t size) {
  AVOUCH_CHECK_OK(Open());
  bytes_.resize(size);
  const ssize_t got = pread(fd_, bytes_.data(), size, 0);
  if (got < 0) return Fail(ErrorKind::kIo, std::strerror(errno));
  bytes_.resize(static_cast<std::size_t>(got));
  return BytesView(bytes_);
}

Result<BytesView> WalkedFile::All(std::uint64_t limit) {
  AVOUCH_CHECK_OK(Open());
  if (size_ > limit) return Fail(ErrorKind::kTooLarge, "larger than is read");
  if (size_ > kReadWhole && mapped_ == nullptr) {
    void* at = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd_, 0);
    if (at == MAP_FAILED) return Fail(ErrorKind::kIo, std::strerror(errno));
    mapped_ = static_cast<char*>(at);
  }
  if (mapped_ != nullptr) return BytesView(mapped_, size_);
  bytes_.resize(size_);
  std::size_t done = 0;
  while (done < size_) {  // It may have shrunk since.
    const ssize_t got = pread(fd_, bytes_.data() + done, size_ - done, static_cast<off_t>(done));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return Fail(ErrorKind::kIo, std::strerror(errno));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  bytes_.resize(done);
  return BytesView(bytes_);
}

Result<WalkCounts> WalkFolder(const std::string& root, WalkVisitor& visitor) {
  return Walk(visitor).Run(root);
}

}  // namespace avouch::os
