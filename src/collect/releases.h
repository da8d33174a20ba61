// Tags read as releases of the product.
//
// Rule 8 of the project's rules (docs/rules.md): a release is what configuration
// says, else tags that parse as versions, else nothing. Where a repository tags
// several products ("api/v1.2.0", "web/v3.0.1"), the family of tags that moved
// most lately is taken, and the rest is listed. Any thread.

#pragma once

#include <string>
#include <vector>

#include "git/history.h"
#include "model/history.h"
#include "model/product.h"

namespace avouch::collect {

// Ours: ten thousand releases are one a day for a quarter of a century. Of more, the
// newest are told and the rest is counted.
inline constexpr std::size_t kMaxReleases = 10'000;
inline constexpr std::size_t kMaxOtherTags = 50;  // People read some; all are counted

struct Releases {
  std::vector<model::Release> releases;  // Newest first, by date, then tag; kMaxReleases at most
  long long older = 0;                   // Further ones, left out
  std::vector<std::string> others;       // The first kMaxOtherTags of all other tags, sorted
  std::string family;                    // Prefix taken: "v", "api/v"; empty without one
};

[[nodiscard]] Releases FindReleases(const git::History& history, const model::ReleaseRule& rule);

// Families are the same product when only "v", "release-" and the like differ:
// "v", "release-" and "" are "", "api/v" is "api/".
[[nodiscard]] std::string FamilyOf(std::string_view prefix);

}  // namespace avouch::collect
