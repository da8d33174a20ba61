// A folder walked once, whatever is in it: no link is followed, nothing is opened that no
// one asks for, and memory does not grow with what is there.
//
// Each folder is opened below its parent's descriptor without following links, so that
// nobody who renames under the walk leads it out of the root. Iterative; one buffer for
// each level. The order is the file system's: who keeps results sorts them. One thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

// Levels below the root; the deepest trees of packages seen have some 60. A level holds a
// descriptor and a buffer.
inline constexpr std::size_t kMaxWalkDepth = 250;

// A regular file while the walk stands on it.
class WalkedFile {
 public:
  WalkedFile(std::string_view path, int folder, const char* name)
      : path_(path), folder_(folder), name_(name) {}
  ~WalkedFile();
  WalkedFile(const WalkedFile&) = delete;
  WalkedFile& operator=(const WalkedFile&) = delete;

  [[nodiscard]] std::string_view path() const { return path_; }  // Below the root
  // Permission bits and size, by one call of the system; false when it is gone.
  [[nodiscard]] bool Look(std::uint32_t* mode, std::uint64_t* size) const;
  // The first `size` bytes, fewer when there are no more. Fails with kIo.
  [[nodiscard]] Result<BytesView> Head(std::size_t size);
  // All bytes. Fails with kIo, kTooLarge beyond `limit`, kUnsupported (no regular file now).
  [[nodiscard]] Result<BytesView> All(std::uint64_t limit);

 private:
  [[nodiscard]] Status Open();

  std::string_view path_;
  int folder_;
  const char* name_;
  int fd_ = -1;
  std::uint64_t size_ = 0;
  Bytes bytes_;
  char* mapped_ = nullptr;
};

class WalkVisitor {
 public:
  virtual ~WalkVisitor() = default;
  virtual void File(WalkedFile& file) = 0;
  virtual bool Enters(std::string_view folder) = 0;  // False: left out as a whole
  virtual void Left(std::string_view path, std::string_view why) = 0;
};

struct WalkCounts {
  long long files = 0, folders = 0, links = 0;
  long long others = 0;  // Devices, pipes, sockets: never opened

  bool operator==(const WalkCounts&) const = default;
};

// Folders on file systems that are no storage (proc, sysfs and the like) are left.
// Fails with kNotFound or kIo when `root` cannot be opened or is no folder.
[[nodiscard]] Result<WalkCounts> WalkFolder(const std::string& root, WalkVisitor& visitor);

}  // namespace avouch::os
