// Holds Avouch to what a careful reader found in real repositories.
//
// rows.tsv: repository, commit, key, expected, why. A key is a check's id (the
// expected value is its outcome) or a fact ("fact:people"). Repositories come
// from AVOUCH_REPOSITORIES (DIR/owner+name, bare or not, or DIR/owner+name/repo);
// those that are absent are named and skipped. Fails when precision or recall of
// an outcome drops below the floor, or any fact differs.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>

#include "app/assess.h"
#include "base/text.h"
#include "statement/observation.h"

namespace avouch {
namespace {

constexpr double kFloor = 0.98;

struct Row {
  std::string repository, commit, key, expected, why;
};

std::vector<Row> ReadRows() {
  std::ifstream in(AVOUCH_SOURCE_DIR "/tests/quality/rows.tsv");
  std::vector<Row> rows;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line[0] == '#') continue;
    auto cells = Split(line, '\t');
    if (cells.size() < 4) {
      ADD_FAILURE() << "a row with fewer than four cells: " << line;
      continue;
    }
    rows.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[2]),
                    std::string(cells[3]), cells.size() > 4 ? std::string(cells[4]) : ""});
  }
  return rows;
}

std::string FindRepository(const std::string& name) {
  const char* folder = std::getenv("AVOUCH_REPOSITORIES");
  if (folder == nullptr) return {};
  std::string base = std::string(folder) + "/" + ReplaceAll(name, "/", "+");
  for (const std::string& path : {base + "/repo", base, base + "/.git"})
    if (std::filesystem::exists(path + "/HEAD") || std::filesystem::exists(path + "/.git"))
      return path;
  return {};
}

template <class T>
bool Facts(const app::Assessed& assessed, std::string_view family, T& facts) {
  for (const auto& observation : assessed.observations) {
    if (observation.family != family) continue;
    model::Coverage coverage;
    auto read = statement::ReadObservation(observation.bytes, facts, coverage);
    EXPECT_TRUE(read.has_value()) << (read ? "" : ToString(read.error()));
    return read.has_value();
  }
  return false;
}

// The facts that rows may name, all from the observations' bytes.
std::map<std::string, std::string> AllFacts(const app::Assessed& assessed) {
  std::map<std::string, std::string> out;
  auto set = [&](const std::string& key, long long value) {
    out["fact:" + key] = std::to_string(value);
  };
  model::HistoryFacts history;
  if (Facts(assessed, "history", history)) {
    set("commits", history.commits);
    set("merges", history.merges);
    set("tags", history.tags);
    long long robots = 0;
    for (const auto& person : history.people) robots += person.robot;
    set("people", static_cast<long long>(history.people.size()) - robots);
    set("robots", robots);
    set("releases", static_cast<long long>(history.releases.size()));
    for (const auto& file : history.files) set("changes:" + file.path.bytes, file.changes);
  }
  model::ComponentFacts components;
  if (Facts(assessed, "components", components)) {
    for (const auto& manifest : components.manifests) {
      if (!manifest.lock) {
        set("requirements:" + manifest.path.bytes,
            static_cast<long long>(manifest.requirements.size()));
        continue;
      }
      long long with = 0;
      for (const auto& component : manifest.components) with += !component.digests.empty();
      set("components:" + manifest.path.bytes, static_cast<long long>(manifest.components.size()));
      set("digests:" + manifest.path.bytes, with);
    }
    set("submodules", static_cast<long long>(components.submodules.size()));
    set("unread", static_cast<long long>(components.unread.size()));
    set("vendored", static_cast<long long>(components.vendored.size()));
    for (const auto& copy : components.vendored)
      out["copy:" + copy.path.bytes] = copy.version.empty() ? "-" : copy.version;
  }
  model::PipelineFacts pipelines;
  if (Facts(assessed, "pipelines", pipelines)) {
    long long workflows = 0;
    for (const auto& pipeline : pipelines.pipelines)
      workflows += pipeline.system == model::CiSystem::kGithubWorkflow;
    set("workflows", workflows);
  }
  model::ContainerFacts containers;
  if (Facts(assessed, "containers", containers)) {
    set("dockerfiles", static_cast<long long>(containers.dockerfiles.size()));
    set("composes", static_cast<long long>(containers.composes.size()));
  }
  model::AutomationFacts automation;
  if (Facts(assessed, "automation", automation)) {
    long long rules = 0;
    for (const auto& tool : automation.tools) rules += static_cast<long long>(tool.rules.size());
    set("update-rules", rules);
  }
  for (const auto& claim : assessed.assessment.claims) {
    out["verdict:" + claim.claim] = model::Name(claim.verdict);
    for (const auto& check : claim.checks) {
      out[check.check] = model::Name(check.outcome);
      out["count:" + check.check] = std::to_string(check.good) + "/" + std::to_string(check.of);
    }
  }
  return out;
}

struct Score {
  long long right = 0, said = 0, expected = 0;
};

TEST(Quality, OutcomesAndFactsOfRealRepositoriesHold) {
  std::map<std::pair<std::string, std::string>, std::vector<Row>> groups;
  for (auto& row : ReadRows()) groups[{row.repository, row.commit}].push_back(row);
  std::map<std::string, Score> scores;
  long long rows = 0, skipped = 0;
  std::ostringstream wrong;
  for (const auto& [key, group] : groups) {
    std::string path = FindRepository(key.first);
    if (path.empty()) {
      std::cout << "absent, " << group.size() << " rows skipped: " << key.first << "\n";
      skipped += static_cast<long long>(group.size());
      continue;
    }
    app::AssessOptions options;
    options.path = path;
    options.commit = key.second;
    options.at = StartOf({2026, 11, 24});
    auto assessed = app::Assess(options);
    ASSERT_TRUE(assessed.has_value()) << key.first << ": " << ToString(assessed.error());
    auto facts = AllFacts(*assessed);
    for (const auto& row : group) {
      ++rows;
      std::string got = facts.contains(row.key) ? facts[row.key] : "(absent)";
      bool outcome = row.key.find(':') == std::string::npos;
      if (outcome) {
        ++scores[row.expected].expected;
        ++scores[got].said;
        scores[row.expected].right += got == row.expected;
      } else {
        EXPECT_EQ(got, row.expected) << row.repository << " " << row.key << ": " << row.why;
      }
      if (got != row.expected)
        wrong << "  " << row.repository << " " << row.key << ": expected " << row.expected
              << ", got " << got << " (" << row.why << ")\n";
    }
  }
  if (rows == 0) GTEST_SKIP() << "AVOUCH_REPOSITORIES holds none of the repositories of rows.tsv";
  std::cout << rows << " rows held, " << skipped << " skipped\n" << wrong.str();
  for (const auto& [outcome, score] : scores) {
    double recall = score.expected ? double(score.right) / double(score.expected) : 1;
    double precision = score.said ? double(score.right) / double(score.said) : 1;
    std::cout << outcome << ": recall " << recall << " of " << score.expected << ", precision "
              << precision << " of " << score.said << "\n";
    EXPECT_GE(recall, kFloor) << outcome;
    EXPECT_GE(precision, kFloor) << outcome;
  }
}

}  // namespace
}  // namespace avouch
