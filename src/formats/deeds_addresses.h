// What a command brings in from elsewhere by an address, and the file that it writes.
//
// curl and wget count where what they fetch is kept or handed on: what is only shown, looked
// through, asked of an interface or sent is no fetch. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "formats/shell.h"

namespace avouch::formats {

enum class FetchedFrom {
  kAddress,  // curl, wget and the like; svn and hg, too
  kGit,      // git clone, or a remote of a repository that is made here
  kStore,    // A bucket, another machine, a release of a forge: whose it is, is not told
  kMoved,    // git submodule update --remote: past the commit that the tree fixes
};

struct Fetch {
  FetchedFrom from = FetchedFrom::kAddress;
  std::string address;  // As written, or the whole command where no address is
  std::string file;     // Last part of the path that is written; empty: it goes into a pipe
};

// What `command` fetches.
[[nodiscard]] std::vector<Fetch> FetchesOf(const Command& command);

// Shows what it fetches, unless that is kept: "http", "iwr"; in lower case.
[[nodiscard]] bool OnlyShows(std::string_view program);

// The last part of a path.
[[nodiscard]] inline std::string_view LastPart(std::string_view path) {
  return path.substr(path.find_last_of('/') + 1);
}

}  // namespace avouch::formats
