// Files and folders to read: mapped, read whole, listed. Errors are values.
//
// Symbolic links are followed by the system; nothing here writes. A MappedFile
// may be read from several threads.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

class MappedFile {
 public:
  // Fails with kNotFound or kIo. An empty file maps to an empty view.
  [[nodiscard]] static Result<MappedFile> Open(const std::string& path);
  MappedFile(MappedFile&& other) noexcept;
  MappedFile& operator=(MappedFile&& other) noexcept;
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;
  ~MappedFile();

  [[nodiscard]] BytesView bytes() const { return {data_, size_}; }

 private:
  MappedFile() = default;
  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

// Fails with kNotFound, kIo, or kTooLarge beyond `limit` bytes.
[[nodiscard]] Result<Bytes> ReadWholeFile(const std::string& path, std::uint64_t limit);

enum class FileKind { kNone, kFile, kFolder, kOther };
[[nodiscard]] FileKind KindOf(const std::string& path);

struct FolderEntry {
  std::string name;
  FileKind kind = FileKind::kNone;  // Of the entry itself; a symbolic link is kOther
};
// Sorted by name, without "." and "..". Fails with kNotFound, kIo, or kTooLarge
// beyond `limit` entries.
[[nodiscard]] Result<std::vector<FolderEntry>> ListFolder(const std::string& path,
                                                          std::size_t limit);
// The absolute path without symbolic links. Fails with kNotFound or kIo.
[[nodiscard]] Result<std::string> RealPath(const std::string& path);

}  // namespace avouch::os
