// What walks over a folder or an image tell of its files, and ask.
//
// One thread: the walk's.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"

namespace avouch::source {

enum class Wish {
  kLeave,
  kRead,     // By its name
  kLarge,    // The same, of a kind that may be as large as programs: archives
  kProgram,  // By its name it may be a program or library: its first bytes tell
  kUnsure,   // The same, where its mode lets somebody execute it
};

struct VisitedFile {
  std::string_view path;    // Below the root, clean: "usr/bin/tea"
  std::uint32_t layer = 0;  // Of an image, from the lowest; 0 in a folder
};

class FileVisitor {
 public:
  virtual ~FileVisitor() = default;
  // Of a folder on disk: go into it? False is a decision of the visitor's, told by nobody else.
  [[nodiscard]] virtual bool Enters(std::string_view) { return true; }
  // Asked of each file; cheap.
  [[nodiscard]] virtual Wish Wants(std::string_view path) = 0;
  // Of a file that may be a program: read it whole?
  [[nodiscard]] virtual bool IsProgram(BytesView head) = 0;
  // The bytes of a file that was wished for; a view for this call.
  virtual void Read(const VisitedFile& file, BytesView bytes) = 0;
  // What layers below `layer` have at `path` is no more; with `below`, what they have below
  // it likewise (then "" is everything); without `self`, only that.
  virtual void Gone(std::string_view path, bool self, bool below, std::uint32_t layer) = 0;
  // Something that was wished for, or could hold what would be, was not read.
  virtual void Left(std::string_view path, std::string why) = 0;
};

inline constexpr std::size_t kProgramHead = 64;  // Bytes given to IsProgram, where there are

// What is looked at in one walk.
struct FileCounts {
  long long files = 0, folders = 0, links = 0;
  long long others = 0;   // Devices, pipes, sockets: never opened
  long long refused = 0;  // Entries of archives whose names lead elsewhere

  bool operator==(const FileCounts&) const = default;
};

}  // namespace avouch::source
