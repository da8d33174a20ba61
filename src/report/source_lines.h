// Which sources a product is made of, and what each shows: the same words in every
// report. Of a product of one source all of it is empty.
//
// Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/assessment.h"

namespace avouch::report {

// "rota at 4562c55c, 22 Jul 2026 · 120 files, 34 commits, 2 tags", or "infra: NOT READ,
// no such folder: no claim is met without it"; in the order of avouch.yaml.
[[nodiscard]] std::vector<std::string> SourceLines(const model::Assessment& assessment);

// "rota 3 of 3 · infra: nothing of this kind": what each source shows of a check.
[[nodiscard]] std::string SourcesOf(const model::CheckResult& check);

// The two parts of a path such as "rota:src/x.py"; the first is empty when no source is
// named.
struct SourcedPath {
  std::string source;
  Path path;
};
[[nodiscard]] SourcedPath SplitSource(const model::Assessment& assessment, const Path& path);

}  // namespace avouch::report
