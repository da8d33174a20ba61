#include "report/source_lines.h"

#include <algorithm>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

std::string OutcomeOf(const model::SourceOutcome& one) {
  const std::string count =
      one.of > 0 ? " " + Thousands(one.good) + " of " + Thousands(one.of) : std::string();
  switch (one.outcome) {
    case model::Outcome::kSatisfied:
      return count.empty() ? " shown" : count;
    case model::Outcome::kViolated:
      return count + ": contradicts it";
    case model::Outcome::kNoEvidence:
      return count + (one.nothing ? ": nothing of this kind" : ": open");
    case model::Outcome::kNotApplicable:
      return ": not applicable";
  }
  return {};
}

}  // namespace

std::vector<std::string> SourceLines(const model::Assessment& assessment) {
  std::vector<std::string> out;
  for (const auto& source : assessment.subject.sources) {
    if (!source.left.empty()) {
      out.push_back(source.name + ": NOT READ, " + source.left + ": no claim is met without it");
      continue;
    }
    out.push_back(source.name + " at " + ShortCommit(source.commit) + ", " +
                  ToHumanDate(source.commit_date) +
                  (source.prefix.empty() ? "" : ", folder " + source.prefix) + " · " +
                  Count("file", source.files) + ", " + Count("commit", source.commits) + ", " +
                  Count("tag", source.tags));
  }
  return out;
}

std::string SourcesOf(const model::CheckResult& check) {
  std::string out;
  for (const auto& one : check.sources)
    out += (out.empty() ? "" : " · ") + one.source + OutcomeOf(one);
  return out;
}

SourcedPath SplitSource(const model::Assessment& assessment, const Path& path) {
  const std::size_t colon = path.bytes.find(':');
  if (colon == std::string::npos) return {"", path};
  const std::string name = path.bytes.substr(0, colon);
  const bool known = std::ranges::any_of(assessment.subject.sources,
                                         [&](const auto& source) { return source.name == name; });
  if (!known) return {"", path};
  return {name, Path(path.bytes.substr(colon + 1))};
}

}  // namespace avouch::report
