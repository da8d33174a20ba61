// The folder of a trust centre as it was published last: its list of sums, and the
// bundles that are kept in it.
//
// The list is `sha256sum`'s: anyone can hold the files against it. Reads only. One
// thread.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/bundle_file.h"
#include "os/whole_folder.h"

namespace avouch::app {

inline constexpr std::string_view kSumsFile = "SHA256SUMS";

struct PublishedFolder {
  std::string sums;                                  // Bytes of the list; empty: none
  std::vector<std::unique_ptr<BundleFile>> bundles;  // Proved
};

// A folder that is not there, or is empty, holds nothing.
// Fails with kUsage when it holds what is not in its list, kIntegrity when a bundle in the
// list is not there, is not that one or proves nothing; kMalformed for a list that is none.
[[nodiscard]] Result<PublishedFolder> ReadPublished(const std::string& folder,
                                                    const std::string& fingerprint, Time now);

// True when the list is still the one that was read.
[[nodiscard]] bool IsUnchanged(const std::string& folder, const PublishedFolder& before);

// The list of `files`, which are sorted by name.
[[nodiscard]] std::string SumsOf(const std::vector<os::FolderFile>& files);

}  // namespace avouch::app
