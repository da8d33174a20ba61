// avouch sbom history: when each component came in and each version changed, from
// the whole history of dependency files.
//
// Reads a repository; writes nothing. One thread.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "git/repository.h"
#include "inventory/history.h"

namespace avouch::app {

struct HistorySource {
  const git::Repository& repository;
  std::string commit = "HEAD";
  int threads = 2;
};

// Fails as git::Sweep does. What cannot be read makes it partial.
[[nodiscard]] Result<inventory::ToldHistory> FindComponentHistory(const HistorySource& source);

}  // namespace avouch::app
