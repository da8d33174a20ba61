// Runs tests/checks/*.txt: files in memory, one check, one outcome each.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "app/decide.h"
#include "base/text.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

struct Case {
  std::string check, title, outcome;
  Time at = StartOf({2026, 11, 24});
  std::string count;
  bool partial = false, nothing = false;
  std::vector<std::string> findings;
  model::HistoryFacts history;
  std::vector<source::MemoryTree::File> files;
};

std::string Slurp(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream out;
  out << in.rdbuf();
  return out.str();
}

std::string Value(const std::vector<std::string_view>& words, std::string_view key) {
  for (auto word : words)
    if (word.starts_with(key) && word.substr(key.size()).starts_with('='))
      return std::string(word.substr(key.size() + 1));
  return {};
}

void Directive(Case& c, std::string_view line) {
  auto words = Words(line);
  auto rest = [&] { return std::string(Trim(line.substr(words[0].size()))); };
  auto& history = c.history;
  if (words[0] == "@at") {
    c.at = *ParseTime(words[1]);
  } else if (words[0] == "@count") {
    c.count = words[1];
  } else if (words[0] == "@partial") {
    c.partial = true;
  } else if (words[0] == "@nothing") {
    c.nothing = true;
  } else if (words[0] == "@finding") {
    c.findings.push_back(rest());
  } else if (words[0] == "@shallow") {
    history.shallow = true;
  } else if (words[0] == "@branches") {
    history.branches = std::stoll(std::string(words[1]));
  } else if (words[0] == "@person") {
    history.authors_in_window.push_back(rest());
  } else if (words[0] == "@advisory") {
    history.advisory_ids.push_back(rest());
  } else if (words[0] == "@submodule") {
    c.files.push_back({std::string(words[1]), "commit", source::EntryKind::kSubmodule});
  } else if (words[0] == "@release") {
    model::Release release;
    release.tag = release.version = words[1];
    release.date = *ParseTime(words[2]);
    release.on_branch = words[3] == "on-branch";
    history.releases.push_back(release);
  } else if (words[0] == "@history") {
    model::FileHistory file;
    file.path = words[1];
    file.changes = std::stoll(Value(words, "changes"));
    file.by_robots = std::stoll(Value(words, "robots"));
    file.first = file.last = *ParseTime(Value(words, "last"));
    history.files.push_back(file);
  } else {
    ADD_FAILURE() << c.check << ": unknown directive " << line;
  }
}

std::vector<Case> ReadCases() {
  std::vector<Case> out;
  for (const auto& entry : std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/tests/checks")) {
    if (entry.path().extension() != ".txt") continue;
    bool in_file = false;
    const std::string text = Slurp(entry.path());
    for (auto line : Split(text, '\n')) {
      if (line.starts_with("=== ")) {
        Case c;
        c.check = entry.path().stem();
        std::size_t colon = line.find(": ");
        c.outcome = line.substr(4, colon - 4);
        c.title = line.substr(colon + 2);
        out.push_back(c);
        in_file = false;
      } else if (out.empty()) {
        continue;
      } else if (line.starts_with("--- ")) {
        out.back().files.push_back({std::string(line.substr(4)), "", source::EntryKind::kFile});
        in_file = true;
      } else if (in_file) {
        out.back().files.back().bytes += std::string(line) + "\n";
      } else if (line.starts_with('@')) {
        Directive(out.back(), line);
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const Case& a, const Case& b) { return a.check < b.check; });
  return out;
}

const std::vector<Case>& Cases() {
  static const std::vector<Case> cases = ReadCases();
  return cases;
}

model::CheckResult Examine(const Case& c) {
  model::Product product;
  model::Policy policy;
  for (const auto& file : c.files)
    if (file.path == "avouch.yaml") {
      auto read = statement::ReadProductFile(file.bytes, "avouch.yaml");
      if (read) {
        product = read->product;
        policy = read->policy;
      } else {
        ADD_FAILURE() << ToString(read.error());
      }
    }
  source::MemoryTree tree(c.files);
  auto evidenced = ToFacts(collect::ReadTree(tree, product, 1), {c.history, {}}, {"x", "", ""}, c.at);
  EXPECT_TRUE(evidenced.has_value());
  auto table = statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or(""));
  EXPECT_TRUE(table.has_value());
  claims::Reaches reach = claims::ComputeReach(evidenced->facts);
  claims::Inputs in{evidenced->facts, product, policy, *table, reach, c.at};
  const claims::Check* check = claims::FindCheck(c.check);
  if (check == nullptr) {
    ADD_FAILURE() << "no such check: " << c.check;
    return {};
  }
  return claims::Run(*check, in);
}

std::string Describe(const model::CheckResult& result) {
  std::string out = "good " + std::to_string(result.good) + "/" + std::to_string(result.of) +
                    ", missing: " + result.missing;
  for (const auto& finding : result.findings)
    out += "\n  " + finding.place.path.bytes + ":" + std::to_string(finding.place.line) + " " +
           finding.text + " [" + std::string(model::Name(finding.reach)) + "]";
  for (const auto& witness : result.witnesses) out += "\n  + " + witness.text;
  return out;
}

class CheckCase : public testing::TestWithParam<std::size_t> {};

TEST_P(CheckCase, HasItsOutcome) {
  const Case& c = Cases()[GetParam()];
  model::CheckResult result = Examine(c);
  EXPECT_EQ(model::Name(result.outcome), c.outcome) << c.check << ": " << c.title << "\n" << Describe(result);
  if (!c.count.empty()) {
    EXPECT_EQ(std::to_string(result.good) + "/" + std::to_string(result.of), c.count)
        << c.check << ": " << c.title << "\n" << Describe(result);
  }
  EXPECT_TRUE(result.partial || !c.partial) << c.check << ": " << c.title << "\n" << Describe(result);
  EXPECT_TRUE(result.nothing || !c.nothing) << c.check << ": " << c.title << "\n" << Describe(result);
  for (const auto& wanted : c.findings) {
    bool found = false;
    for (const auto& finding : result.findings)
      found |= finding.place.path.bytes + ":" + std::to_string(finding.place.line) == wanted;
    EXPECT_TRUE(found) << c.check << ": " << c.title << ": no finding at " << wanted << "\n" << Describe(result);
  }
}

INSTANTIATE_TEST_SUITE_P(All, CheckCase, testing::Range<std::size_t>(0, Cases().size()),
                         [](const auto& test) {
                           return ReplaceAll(ReplaceAll(Cases()[test.param].check, ".", "_"), "-", "_") +
                                  "_" + std::to_string(test.param);
                         });

TEST(CheckFixtures, EveryCheckThatExaminesHasCasesAndOneWithoutEvidence) {
  std::map<std::string, std::set<std::string>> seen;
  for (const auto& c : Cases()) seen[c.check].insert(c.outcome);
  for (const auto& check : claims::Checks()) {
    if (check.examine == nullptr) continue;
    EXPECT_TRUE(seen[std::string(check.id)].contains("no-evidence")) << check.id;
  }
}

}  // namespace
}  // namespace avouch::app
