// Runs tests/checks/*.txt: files in memory, one check, one outcome each; and holds
// the fixtures to be complete, by what each check is seen to answer over all of them.

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
#include "testing/said_fixture.h"

namespace avouch::app {
namespace {

// What stands at the head of a fixture file, above its first case.
struct Head {
  std::vector<std::string> undone_by;  // Kinds of defeater; empty for "nothing"
  bool says_undone_by = false;
  std::string never_satisfied;  // Why; empty when it can be
};

struct Case {
  std::string check, title, outcome;
  Time at = StartOf({2026, 11, 24});
  std::string count;
  bool partial = false, nothing = false;
  std::string undone_by;  // Which kind of defeater a violated case shows
  std::vector<std::string> findings;
  model::HistoryFacts history;
  std::vector<source::MemoryTree::File> files;
  std::vector<std::string> said;  // Lines of testing/said_fixture.h
  bool all_needed = false;        // Whatever is taken away undoes it
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
  } else if (words[0] == "@all-needed") {
    c.all_needed = true;
  } else if (words[0] == "@nothing") {
    c.nothing = true;
  } else if (words[0] == "@undone-by") {
    c.undone_by = rest();
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
    release.commit = Value(words, "commit");
    history.releases.push_back(release);
  } else if (words[0] == "@history") {
    model::FileHistory file;
    file.path = words[1];
    file.changes = std::stoll(Value(words, "changes"));
    file.by_robots = std::stoll(Value(words, "robots"));
    file.first = file.last = file.last_update = *ParseTime(Value(words, "last"));
    file.updates = file.by_robots;
    if (auto reviewed = Value(words, "reviewed"); !reviewed.empty())
      file.reviewed = std::stoll(reviewed);
    if (auto updates = Value(words, "updates"); !updates.empty())
      file.updates = std::stoll(updates);
    if (auto day = Value(words, "updated"); !day.empty()) file.last_update = *ParseTime(day);
    if (auto taken = Value(words, "taken"); !taken.empty()) {
      const auto days = Value(words, "waited");
      const long long waited = days.empty() ? 0 : std::stoll(days);
      file.recent.push_back({std::stoll(taken), days.empty() ? 0 : 1, waited, waited});
    }
    history.files.push_back(file);
  } else {
    c.said.emplace_back(line);
  }
}

void HeadLine(Head& head, std::string_view line) {
  constexpr std::string_view kUndone = "undone by: ", kNever = "never satisfied: ";
  if (line.starts_with(kUndone)) {
    head.says_undone_by = true;
    for (auto kind : Split(line.substr(kUndone.size()), ';'))
      if (Trim(kind) != "nothing") head.undone_by.emplace_back(Trim(kind));
  } else if (line.starts_with(kNever)) {
    head.never_satisfied = line.substr(kNever.size());
  } else {
    ADD_FAILURE() << "unknown line above the first case: " << line;
  }
}

void ReadFile(const std::string& check, std::string_view text, std::vector<Case>& cases,
              Head& head) {
  bool any = false, in_file = false;
  for (auto line : Split(text, '\n')) {
    if (line.starts_with("=== ")) {
      Case c;
      c.check = check;
      std::size_t colon = line.find(": ");
      c.outcome = line.substr(4, colon - 4);
      c.title = line.substr(colon + 2);
      cases.push_back(c);
      any = true;
      in_file = false;
    } else if (!any) {
      if (!Trim(line).empty()) HeadLine(head, line);
    } else if (line.starts_with("--- ")) {
      cases.back().files.push_back({std::string(line.substr(4)), "", source::EntryKind::kFile});
      in_file = true;
    } else if (in_file) {
      cases.back().files.back().bytes += std::string(line) + "\n";
    } else if (line.starts_with('@')) {
      Directive(cases.back(), line);
    }
  }
}

struct Fixtures {
  std::vector<Case> cases;  // Sorted by check
  std::map<std::string, Head> heads;
};

Fixtures ReadFixtures() {
  Fixtures out;
  for (const auto& entry : std::filesystem::directory_iterator(AVOUCH_SOURCE_DIR "/tests/checks")) {
    if (entry.path().extension() != ".txt") continue;
    const std::string check = entry.path().stem(), text = Slurp(entry.path());
    ReadFile(check, text, out.cases, out.heads[check]);
  }
  std::stable_sort(out.cases.begin(), out.cases.end(),
                   [](const Case& a, const Case& b) { return a.check < b.check; });
  return out;
}

const Fixtures& All() {
  static const Fixtures fixtures = ReadFixtures();
  return fixtures;
}
const std::vector<Case>& Cases() { return All().cases; }

// What a case's files and history say, ready for any check at any time.
struct World {
  enum class Files { kAllRead, kSomeRefused };
  explicit World(const Case& c, Files reading = Files::kAllRead) {
    for (const auto& file : c.files) {
      if (file.path != "avouch.yaml") continue;
      auto read = statement::ReadProductFile(file.bytes, "avouch.yaml");
      if (read) {
        product = read->product;
        policy = read->policy;
      } else {
        ADD_FAILURE() << c.check << ": " << c.title << ": " << ToString(read.error());
      }
    }
    testing::SaidFixture said;
    said.refuses = reading == Files::kSomeRefused;
    for (const auto& line : c.said)
      if (!said.Take(line)) ADD_FAILURE() << c.check << ": unknown directive " << line;
    std::vector<source::MemoryTree::File> files;
    for (const auto& file : c.files) {
      if (testing::SaidFixture::Owns(file.path))
        said.File(file.path, file.bytes);
      else
        files.push_back(file);
    }
    model::HistoryFacts history = c.history;
    history.people = said.people;
    history.mergers_in_window = said.mergers;
    for (const auto& name : said.authors) history.authors_in_window.push_back(name);
    source::MemoryTree tree(std::move(files));
    auto evidenced =
        ToFacts(collect::ReadTree(tree, product, 1), {history, {}}, {"x", "", ""}, c.at);
    auto table =
        statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or(""));
    if (!evidenced || !table) {
      ADD_FAILURE() << c.check << ": " << c.title << ": no facts or no table";
      return;
    }
    facts = std::move(evidenced->facts);
    said.Into(facts);
    commit = said.commit;
    lifecycle = std::move(*table);
    reach = claims::ComputeReach(facts);
  }
  [[nodiscard]] model::CheckResult Run(const claims::Check& check, Time at) const {
    return claims::Run(check, {facts, product, policy, lifecycle, reach, at, commit});
  }

  claims::Facts facts;
  model::Product product;
  model::Policy policy;
  model::LifecycleTable lifecycle;
  claims::Reaches reach;
  std::string commit;
};

model::CheckResult Examine(const Case& c) {
  const claims::Check* check = claims::FindCheck(c.check);
  if (check == nullptr) {
    ADD_FAILURE() << "no such check: " << c.check;
    return {};
  }
  return World(c).Run(*check, c.at);
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

class CheckCase : public ::testing::TestWithParam<std::size_t> {};

TEST_P(CheckCase, HasItsOutcome) {
  const Case& c = Cases()[GetParam()];
  model::CheckResult result = Examine(c);
  EXPECT_EQ(model::Name(result.outcome), c.outcome) << c.check << ": " << c.title << "\n"
                                                    << Describe(result);
  if (!c.count.empty()) {
    EXPECT_EQ(std::to_string(result.good) + "/" + std::to_string(result.of), c.count)
        << c.check << ": " << c.title << "\n"
        << Describe(result);
  }
  EXPECT_TRUE(result.partial || !c.partial) << c.check << ": " << c.title << "\n"
                                            << Describe(result);
  EXPECT_TRUE(result.nothing || !c.nothing) << c.check << ": " << c.title << "\n"
                                            << Describe(result);
  for (const auto& wanted : c.findings) {
    bool found = false;
    for (const auto& finding : result.findings)
      found |= finding.place.path.bytes + ":" + std::to_string(finding.place.line) == wanted;
    EXPECT_TRUE(found) << c.check << ": " << c.title << ": no finding at " << wanted << "\n"
                       << Describe(result);
  }
}

INSTANTIATE_TEST_SUITE_P(All, CheckCase, ::testing::Range<std::size_t>(0, Cases().size()),
                         [](const auto& test) {
                           return ReplaceAll(ReplaceAll(Cases()[test.param].check, ".", "_"), "-",
                                             "_") +
                                  "_" + std::to_string(test.param);
                         });

// What a check answered, over every case of every check.
struct Answers {
  std::set<std::string> outcomes;
  bool partial = false, with_time = false;  // `with_time`: 30 years later it says another thing
};

std::map<std::string, Answers> AllAnswers() {
  std::map<std::string, Answers> out;
  for (const auto& c : Cases()) {
    const World world(c);
    for (const auto& check : claims::Checks()) {
      if (check.examine == nullptr) continue;
      Answers& answers = out[std::string(check.id)];
      const auto now = world.Run(check, c.at), later = world.Run(check, AddYears(c.at, 30));
      answers.outcomes.emplace(model::Name(now.outcome));
      answers.partial |= now.partial;
      answers.with_time |= now.outcome != later.outcome;
    }
  }
  return out;
}

std::vector<const Case*> CasesOf(std::string_view check) {
  std::vector<const Case*> out;
  for (const auto& c : Cases())
    if (c.check == check) out.push_back(&c);
  return out;
}

template <class Predicate>
bool Some(const std::vector<const Case*>& cases, Predicate predicate) {
  return std::any_of(cases.begin(), cases.end(), [&](const Case* c) { return predicate(*c); });
}

// Absent: there is nothing that the check looks at, good or bad.
bool IsAbsence(const Case& c) {
  const auto result = Examine(c);
  return result.outcome == model::Outcome::kNoEvidence && result.good == 0 &&
         result.findings.empty() && result.witnesses.empty();
}

bool IsStale(const Case& c) {
  return c.title.find("stale") != std::string::npos && c.outcome != "satisfied";
}

TEST(CheckFixtures, EveryCheckHasEachOfItsOutcomesAbsentPartialAndStale) {
  auto seen = AllAnswers();
  for (const auto& check : claims::Checks()) {
    if (check.examine == nullptr) continue;
    const std::string id(check.id);
    const auto cases = CasesOf(id);
    const Head head = All().heads.contains(id) ? All().heads.at(id) : Head();
    const Answers& answers = seen[id];
    for (const auto& outcome : answers.outcomes)
      EXPECT_TRUE(Some(cases, [&](const Case& c) { return c.outcome == outcome; }))
          << id << ": cases of other checks show that it can be " << outcome
          << "; it has none of its own";
    EXPECT_TRUE(Some(cases, IsAbsence)) << id << ": no case of plain absence";
    EXPECT_TRUE(!answers.partial || Some(cases, [](const Case& c) { return c.partial; }))
        << id << ": it can be partial; add a case with @partial";
    EXPECT_TRUE(!answers.with_time || Some(cases, IsStale))
        << id << ": time changes its outcome; add a case whose title says 'stale'";
    const bool satisfied = Some(cases, [](const Case& c) { return c.outcome == "satisfied"; });
    EXPECT_NE(satisfied, !head.never_satisfied.empty())
        << id
        << ": add a satisfied case, or say at the head of its file why it is 'never satisfied: '";
  }
}

TEST(CheckFixtures, EveryKindOfDefeaterUndoesItsCheck) {
  for (const auto& check : claims::Checks()) {
    if (check.examine == nullptr) continue;
    const std::string id(check.id);
    const Head head = All().heads.contains(id) ? All().heads.at(id) : Head();
    EXPECT_TRUE(head.says_undone_by) << id
                                     << ": say at the head of its file what it is 'undone by: ', "
                                        "kinds with ';' between, or nothing";
    const std::set<std::string> kinds(head.undone_by.begin(), head.undone_by.end());
    std::set<std::string> shown;
    for (const Case* c : CasesOf(id)) {
      if (c->outcome != "violated") {
        EXPECT_EQ(c->undone_by, "") << id << ": " << c->title << " is not violated";
        continue;
      }
      EXPECT_TRUE(kinds.contains(c->undone_by)) << id << ": " << c->title << ": '@undone-by "
                                                << c->undone_by << "' is no kind of its head";
      shown.insert(c->undone_by);
    }
    for (const auto& kind : kinds)
      EXPECT_TRUE(shown.contains(kind)) << id << ": no case is undone by " << kind;
  }
}

// ---- Cases that say @all-needed ----

// A line of words without one word, and without one entry of a list "key=a,b".
std::vector<std::string> Less(const std::string& line) {
  std::vector<std::string> out;
  const auto words = Words(line);
  auto with = [&](std::size_t at, const std::string& word) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::string one = i == at ? word : std::string(words[i]);
      if (!one.empty()) text += (text.empty() ? "" : " ") + one;
    }
    out.push_back(text);
  };
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t equals = words[i].find('=');
    if (equals == words[i].npos) continue;
    with(i, "");
    const auto entries = Split(words[i].substr(equals + 1), ',');
    for (std::size_t gone = 0; entries.size() > 1 && gone < entries.size(); ++gone) {
      std::string less(words[i].substr(0, equals + 1));
      for (std::size_t j = 0; j < entries.size(); ++j)
        if (j != gone) less += (less.ends_with('=') ? "" : ",") + std::string(entries[j]);
      with(i, less);
    }
  }
  return out;
}

// The case with one thing gone, each with what it is: a line, a word of one, an
// entry of a list, a file of the organisation or a line of it.
std::vector<std::pair<std::string, Case>> WithOneThingGone(const Case& c) {
  std::vector<std::pair<std::string, Case>> out;
  for (std::size_t i = 0; i < c.said.size(); ++i) {
    Case less = c;
    less.said.erase(less.said.begin() + static_cast<std::ptrdiff_t>(i));
    out.emplace_back(c.said[i], less);
    for (const auto& line : Less(c.said[i])) {
      less = c;
      less.said[i] = line;
      out.emplace_back(c.said[i] + " -> " + line, less);
    }
  }
  for (std::size_t i = 0; i < c.files.size(); ++i) {
    if (!testing::SaidFixture::Owns(c.files[i].path)) continue;
    Case less = c;
    less.files.erase(less.files.begin() + static_cast<std::ptrdiff_t>(i));
    out.emplace_back(c.files[i].path, less);
    for (auto gone : Split(c.files[i].bytes, '\n')) {
      if (Trim(gone).empty()) continue;
      less = c;
      less.files[i].bytes = ReplaceAll(c.files[i].bytes, std::string(gone) + "\n", "");
      out.emplace_back(c.files[i].path + ": " + std::string(gone), less);
    }
  }
  return out;
}

TEST(CheckFixtures, WhateverIsTakenFromACaseThatNeedsAllOfItUndoesIt) {
  std::size_t cases = 0, mutations = 0;
  for (const auto& c : Cases()) {
    if (!c.all_needed) continue;
    ++cases;
    EXPECT_EQ(c.outcome, "satisfied") << c.check << ": " << c.title;
    const claims::Check* check = claims::FindCheck(c.check);
    ASSERT_NE(check, nullptr) << c.check;
    for (const auto& [gone, less] : WithOneThingGone(c)) {
      ++mutations;
      const auto result = World(less, World::Files::kSomeRefused).Run(*check, c.at);
      EXPECT_NE(model::Name(result.outcome), "satisfied")
          << c.check << ": " << c.title << ": still satisfied without\n  " << gone << "\n"
          << Describe(result);
    }
  }
  RecordProperty("cases", static_cast<int>(cases));
  RecordProperty("mutations", static_cast<int>(mutations));
}

// A file of fixtures for a check that is gone or waits for evidence tests nothing.
TEST(CheckFixtures, EveryFileIsOfACheckThatExamines) {
  for (const auto& [id, head] : All().heads) {
    const claims::Check* check = claims::FindCheck(id);
    EXPECT_TRUE(check != nullptr && check->examine != nullptr) << id;
  }
}

}  // namespace
}  // namespace avouch::app
