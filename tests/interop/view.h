// What one program sees in a repository, as sorted lines of text, by topic; so
// that two programs that see the same have the same lines.
//
// Topics: "commits" (id, tree, parents, people, times), "paths" (of HEAD: mode, id,
// path), "tags" (name, kind, commit, tagger's time), "branches", "on branch" (ids of
// commits that a branch reaches), "changes" (of commits that merge nothing: commit,
// before, after, path), "objects" (id, type, size of a sample). One thread.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace avouch::interop {

using View = std::map<std::string, std::vector<std::string>>;

// Whether an object is in the sample: a sixteenth of them, or all.
[[nodiscard]] bool IsSampled(const std::string& hex, bool all);

// As our reader sees it. `objects` are the ids whose type and size are wanted.
// Fails as the reader does.
[[nodiscard]] Result<View> OurView(const std::string& path,
                                   const std::vector<std::string>& objects);

// As the git program sees it: the oracle, so a failure ends the test program.
[[nodiscard]] View GitView(const std::string& path, bool all_objects);
// Runs git in the repository; returns what it wrote.
[[nodiscard]] std::string RunGit(const std::string& path, const std::string& arguments,
                                 const std::string& input = {});

// As libgit2 sees it: "commits", "paths", "branches" and "objects" only. None when it
// cannot open the repository, such as one of SHA-256; fails when it is not built in.
[[nodiscard]] std::optional<View> LibraryView(const std::string& path,
                                              const std::vector<std::string>& objects);
[[nodiscard]] bool HasLibrary();

// The first lines that only one of the two has; empty when they are the same.
[[nodiscard]] std::string Differences(const std::vector<std::string>& ours,
                                      const std::vector<std::string>& theirs);

}  // namespace avouch::interop
