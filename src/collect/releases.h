// Which tags are releases.
//
// What configuration says; else tags that parse as versions, the family with
// the most of them when a repository tags several things; candidates, markers
// and moving aliases are none. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "git/history.h"
#include "model/history.h"
#include "model/product.h"

namespace avouch::collect {

struct ReleaseReading {
  std::vector<model::Release> releases;   // Newest first
  std::vector<std::string> others;        // Names of other tags, sorted
};

[[nodiscard]] ReleaseReading ReadReleases(const git::History& history, const model::ReleaseRule& rule);

[[nodiscard]] model::SignatureKind KindOf(git::Armour armour);

}  // namespace avouch::collect
