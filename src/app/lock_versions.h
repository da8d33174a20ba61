// Reads the versions of lock files one after another, and of each only what is not in the one
// before (formats/lock_pieces.h).
//
// What it gives is what reading the whole gives: the first version of a file is read both
// ways, and where the two differ, or a piece cannot be read alone, the whole is read. Of each
// file one version is remembered, within a bound for all together. One thread.

#pragma once

#include <cstdint>
#include <list>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/lock_pieces.h"
#include "formats/table.h"
#include "inventory/history.h"

namespace avouch::app {

// What one entry of a lock names, or a whole file. Versions that have it share it.
struct NamedEntry {
  std::vector<inventory::NamedPackage> packages;
  bool alone = true;  // False: it cannot be read without the rest of its file
  // Their numbers in a history, once it was asked for them: by the one who folds, not by readers.
  inventory::NamedState numbers;
  bool numbered = false;
};
using NamedEntries = std::vector<std::shared_ptr<NamedEntry>>;

class LockVersions {
 public:
  // Remembers versions of files that take so many bytes, and the one read last.
  explicit LockVersions(std::size_t limit) : limit_(limit) {}

  // What the file names, in the order of the file. `file`: a number for its path. `again`: more of
  // its versions follow, so that it pays to remember this. Fails as the format's reader does.
  [[nodiscard]] Result<NamedEntries> Read(std::uint32_t file, const std::string& path,
                                          const formats::Format& format,
                                          const std::shared_ptr<const Bytes>& bytes, bool again);

 private:
  struct Version {
    std::uint32_t file = 0;
    std::shared_ptr<const Bytes> bytes;  // The pieces are views into it
    formats::LockPieces cut;
    NamedEntries entries;   // Of the rest, then of each piece
    std::size_t cost = 0;   // What it takes, about
    bool compared = false;  // A version was read both ways
    bool differs = false;   // And was not the same: no other is read in pieces
  };

  Version& VersionOf(std::uint32_t file);
  static NamedEntries ReadPieces(const std::string& path, const formats::Format& format,
                                 const formats::LockPieces& cut, const Version& before);
  void Remember(Version& version, const std::shared_ptr<const Bytes>& bytes,
                formats::LockPieces cut, NamedEntries entries);

  std::size_t limit_, held_ = 0;
  std::list<Version> versions_;  // The one read last in front
  std::unordered_map<std::uint32_t, std::list<Version>::iterator> places_;
};

}  // namespace avouch::app
