// What every reader sees of a commit, a folder or an archive: paths and blobs.
//
// A Tree may be read from several threads at once.

#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/path.h"
#include "base/result.h"

namespace avouch::source {

enum class EntryKind { kFile, kExecutable, kSymlink, kSubmodule };

struct Entry {
  Path path;
  EntryKind kind = EntryKind::kFile;
  ObjectId id;  // Blob id; the commit's for a submodule
};

class Tree {
 public:
  virtual ~Tree() = default;
  // All entries, sorted by path bytes.
  [[nodiscard]] virtual const std::vector<Entry>& entries() const = 0;
  // Entries and subtrees that were not there to be read, or not fit to be.
  [[nodiscard]] virtual long long missing() const = 0;
  // The bytes of a file or symlink. Fails with kNotFound (missing object),
  // kIntegrity (other bytes than its id says), kTooLarge (more than `limit`).
  [[nodiscard]] virtual Result<Bytes> Read(const Entry& entry, std::uint64_t limit) const = 0;

  // The entry at `path`, or null.
  [[nodiscard]] const Entry* Find(std::string_view path) const;
};

// A tree of files held in memory, path to bytes; ids are SHA-1 blob ids.
class MemoryTree : public Tree {
 public:
  struct File {
    std::string path;
    Bytes bytes;
    EntryKind kind = EntryKind::kFile;
  };
  explicit MemoryTree(std::vector<File> files);
  [[nodiscard]] const std::vector<Entry>& entries() const override { return entries_; }
  [[nodiscard]] long long missing() const override { return 0; }
  [[nodiscard]] Result<Bytes> Read(const Entry& entry, std::uint64_t limit) const override;

 private:
  std::vector<Entry> entries_;
  std::vector<Bytes> bytes_;
};

}  // namespace avouch::source
