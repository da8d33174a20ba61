#include "inventory/history.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;

// "a:x@1 x@2" is the file a with x at two versions, "a:-" the file a gone, "a:?" one not read.
FileStep Step(HistoryFold& fold, std::string_view text) {
  const std::size_t colon = text.find(':');
  FileStep step{std::string(text.substr(0, colon)), FileStep::Kind::kRead, {}};
  const std::string_view rest = text.substr(colon + 1);
  if (rest == "-" || rest == "?") {
    step.kind = rest == "-" ? FileStep::Kind::kGone : FileStep::Kind::kUnread;
    return step;
  }
  std::vector<NamedPackage> packages;
  for (const auto word : Words(rest)) {
    const std::size_t at = word.find('@');
    packages.push_back(
        {Ecosystem::kNpm, std::string(word.substr(0, at)), std::string(word.substr(at + 1))});
  }
  step.state = fold.StateOf(packages);
  return step;
}

// "1+x 1 (a)", "2 x 1>2 (a)", "3-x 2 (a)": the commit, what it did, and by which file.
std::string Text(const ComponentHistory& history) {
  const auto versions = [&](const std::vector<std::uint32_t>& numbers) {
    std::string out;
    for (const auto one : numbers) out += (out.empty() ? "" : ",") + history.versions[one];
    return out;
  };
  std::string out;
  for (const auto& move : history.moves) {
    const std::string name = history.components[move.component].name;
    out += (out.empty() ? "" : "; ") + std::to_string(move.commit);
    if (move.move == Move::kCame)
      out += "+" + name + " " + versions(move.to);
    else if (move.move == Move::kWent)
      out += "-" + name + " " + versions(move.from);
    else
      out += " " + name + " " + versions(move.from) + ">" + versions(move.to);
    out += " (" + history.files[move.file] + ")" + (move.exact ? "" : "~");
  }
  return out;
}

TEST(ComponentHistory, TellsWhatEachCommitDid) {
  const struct {
    std::string_view rule;
    std::vector<std::vector<std::string_view>> commits;
    std::string_view want;
  } rows[] = {
      {"nothing", {}, ""},
      {"what a lock names first came in", {{"a:x@1 y@1"}}, "0+x 1 (a); 0+y 1 (a)"},
      {"another version is a change", {{"a:x@1"}, {"a:x@2"}}, "0+x 1 (a); 1 x 1>2 (a)"},
      {"the same state again is none", {{"a:x@1"}, {"a:x@1"}}, "0+x 1 (a)"},
      {"named no longer, it went", {{"a:x@1"}, {"a:"}}, "0+x 1 (a); 1-x 1 (a)"},
      {"with its lock it went", {{"a:x@1"}, {"a:-"}}, "0+x 1 (a); 1-x 1 (a)"},
      {"a lock that moved changes nothing", {{"a:x@1"}, {"a:-", "b:x@1"}}, "0+x 1 (a)"},
      {"a lock that moved and changed", {{"a:x@1"}, {"a:-", "b:x@2"}}, "0+x 1 (a); 1 x 1>2 (b)"},
      {"moved in two commits, it was away between",
       {{"a:x@1"}, {"a:-"}, {"b:x@1"}},
       "0+x 1 (a); 1-x 1 (a); 2+x 1 (b)"},
      {"copied before it moved, it was never away", {{"a:x@1"}, {"b:x@1"}, {"a:-"}}, "0+x 1 (a)"},
      {"of two locks with one version the second adds nothing",
       {{"a:x@1"}, {"b:x@1"}},
       "0+x 1 (a)"},
      {"of two locks one changes: a version more",
       {{"a:x@1", "b:x@1"}, {"b:x@2"}},
       "0+x 1 (a); 1 x >2 (b)"},
      {"and then the other: a version less",
       {{"a:x@1", "b:x@1"}, {"b:x@2"}, {"a:x@2"}},
       "0+x 1 (a); 1 x >2 (b); 2 x 1> (a)"},
      {"both in one commit: a change",
       {{"a:x@1", "b:x@1"}, {"a:x@2", "b:x@2"}},
       "0+x 1 (a); 1 x 1>2 (a)"},
      {"of two files that say it the first by name", {{"b:x@1", "a:x@1"}}, "0+x 1 (a)"},
      {"two versions in one lock", {{"a:x@1 x@2"}, {"a:x@2"}}, "0+x 1,2 (a); 1 x 1> (a)"},
      {"named twice at one version is once", {{"a:x@1 x@1"}, {"a:x@1"}}, "0+x 1 (a)"},
      {"a change taken back is a change",
       {{"a:x@1"}, {"a:x@2"}, {"a:x@1"}},
       "0+x 1 (a); 1 x 1>2 (a); 2 x 2>1 (a)"},
      {"it came back", {{"a:x@1"}, {"a:"}, {"a:x@1"}}, "0+x 1 (a); 1-x 1 (a); 2+x 1 (a)"},
      {"what is not read is what it was", {{"a:x@1"}, {"a:?"}}, "0+x 1 (a)"},
      {"read again and the same: nothing happened that is known",
       {{"a:x@1"}, {"a:?"}, {"a:x@1"}},
       "0+x 1 (a)"},
      {"read again and other: then or before",
       {{"a:x@1"}, {"a:?"}, {"a:x@2"}},
       "0+x 1 (a); 2 x 1>2 (a)~"},
      {"and exact from there on",
       {{"a:x@1"}, {"a:?"}, {"a:x@2"}, {"a:x@3"}},
       "0+x 1 (a); 2 x 1>2 (a)~; 3 x 2>3 (a)"},
      {"never read before: then or before", {{"a:?"}, {"a:x@1"}}, "1+x 1 (a)~"},
      {"gone after it was not read: it went then or before",
       {{"a:x@1"}, {"a:?"}, {"a:-"}},
       "0+x 1 (a); 2-x 1 (a)~"},
      {"one file's gap is not another's",
       {{"a:x@1", "b:y@1"}, {"a:?"}, {"b:y@2"}},
       "0+x 1 (a); 0+y 1 (b); 2 y 1>2 (b)"},
      {"gone and never there", {{"a:-"}}, ""},
      {"an empty lock brings nothing", {{"a:"}}, ""},
  };
  for (const auto& row : rows) {
    HistoryFold fold;
    std::uint32_t commit = 0;
    for (const auto& texts : row.commits) {
      std::vector<FileStep> steps;
      for (const auto text : texts) steps.push_back(Step(fold, text));
      fold.Apply(commit++, std::move(steps));
    }
    EXPECT_EQ(Text(std::move(fold).Finish()), row.want) << row.rule;
  }
}

TEST(ComponentHistory, OneComponentHoweverItIsSpelled) {
  HistoryFold fold;
  fold.Apply(0,
             {{"a", FileStep::Kind::kRead, fold.StateOf({{Ecosystem::kPython, "Foo_Bar", "1"}})}});
  fold.Apply(1,
             {{"a", FileStep::Kind::kRead, fold.StateOf({{Ecosystem::kPython, "foo-bar", "1"}})}});
  const ComponentHistory history = std::move(fold).Finish();
  EXPECT_EQ(Text(history), "0+Foo_Bar 1 (a)");
  ASSERT_EQ(history.components.size(), 1u);
  EXPECT_EQ(history.components[0].purl, "pkg:pypi/foo-bar");
}

TEST(ComponentHistory, MoreChangesThanAreKeptAreToldAsMissing) {
  HistoryFold fold({.moves = 2});
  fold.Apply(0, {Step(fold, "a:x@1 y@1")});
  fold.Apply(1, {Step(fold, "a:x@2 y@1")});
  const ComponentHistory history = std::move(fold).Finish();
  EXPECT_TRUE(history.partial);
  EXPECT_EQ(history.moves.size(), 2u);
  // What there is now is known all the same.
  EXPECT_EQ(history.versions[history.components[0].now.at(0)], "2");
}

TEST(ComponentHistory, MoreThanIsComparedIsAGap) {
  const struct {
    HistoryBounds bounds;
    std::string_view want;
  } rows[] = {
      {{.compared = 6}, "0+x 1 (a); 0+y 1 (a); 1 x 1>2 (a)"},
      {{.at_once = 3}, "0+x 1 (a); 0+y 1 (a); 3-x 1 (a)~; 3-y 1 (a)~"},
  };
  for (const auto& row : rows) {
    HistoryFold fold(row.bounds);
    fold.Apply(0, {Step(fold, "a:x@1 y@1")});
    fold.Apply(1, {Step(fold, "a:x@2 y@1")});
    fold.Apply(2, {Step(fold, "a:x@3 y@1")});
    fold.Apply(3, {Step(fold, "a:")});
    const ComponentHistory history = std::move(fold).Finish();
    EXPECT_TRUE(history.partial);
    EXPECT_EQ(Text(history), row.want);
  }
}

// A few trees that hold each other many times stand for one lock at a million paths.
TEST(ComponentHistory, OneLockAtManyPathsIsHeldOnce) {
  HistoryFold fold;
  std::vector<NamedPackage> packages;
  for (int i = 0; i < 2000; ++i)
    packages.push_back({Ecosystem::kNpm, "p" + std::to_string(i), "1"});
  const SharedState state = fold.StateOf(packages);
  std::vector<FileStep> steps;
  for (int i = 0; i < 3'000; ++i)
    steps.push_back({std::to_string(i), FileStep::Kind::kRead, state});
  fold.Apply(0, std::move(steps));
  const ComponentHistory history = std::move(fold).Finish();
  EXPECT_TRUE(history.partial);
  EXPECT_EQ(history.moves.size(), 2000u);
}

TEST(ComponentHistory, TheGreatestVersionIsByItsEcosystem) {
  const struct {
    std::vector<std::string_view> states;
    std::string_view want;
  } rows[] = {
      {{"a:x@1.9.0", "a:x@1.10.0", "a:x@1.9.0"}, "1.10.0"},
      {{"a:x@2.0.0-rc.1", "a:x@1.0.0"}, "2.0.0-rc.1"},
      {{"a:x@1.0.0", "a:x@https://example.org/x.tgz"}, ""},
  };
  for (const auto& row : rows) {
    HistoryFold fold;
    std::uint32_t commit = 0;
    for (const auto state : row.states) fold.Apply(commit++, {Step(fold, state)});
    const ComponentHistory history = std::move(fold).Finish();
    const auto greatest = GreatestEver(history, history.components[0]);
    EXPECT_EQ(greatest ? history.versions[*greatest] : "", row.want) << row.states[0];
  }
}

TEST(TellNewest, IsBehindOnlyWhatIsLessThanAllThatIsNow) {
  const struct {
    const char* rule;
    std::string now, newest, want;  // "1.0 2.0"; what is told, in its order; newest or "-", behind
  } rows[] = {
      {"greater", "1.9.0", "1.10.0", "1.10.0 behind"},
      {"the same", "1.9.0", "1.9.0", "1.9.0"},
      {"less, since the history has a newer one", "2.0.0", "1.9.0", "1.9.0"},
      {"one of two is the newest", "1.0.0 2.0.0", "2.0.0", "2.0.0"},
      {"the greatest that is told counts", "1.0.0", "2.0.0 1.5.0", "2.0.0 behind"},
      {"no version, so no order", "1.0.0", "latest", "latest"},
      {"nobody tells", "1.0.0", "", ""},
  };
  for (const auto& row : rows) {
    HistoryFold fold;
    std::vector<NamedPackage> now, newest = {{Ecosystem::kCargo, "other", "9.0.0"}};
    for (const auto version : Words(row.now))
      now.push_back({Ecosystem::kCargo, "x", std::string(version)});
    for (const auto version : Words(row.newest))
      newest.push_back({Ecosystem::kCargo, "x", std::string(version)});
    fold.Apply(0, {{"lock", FileStep::Kind::kRead, fold.StateOf(now)}});
    ComponentHistory history = std::move(fold).Finish();
    EXPECT_EQ(TellNewest(newest, "said", history), row.newest.empty() ? 0u : 1u) << row.rule;
    const auto& one = history.components.at(0);
    EXPECT_EQ(one.newest + (IsBehind(history, one) ? " behind" : ""), row.want) << row.rule;
  }
}

TEST(PackagesOf, AreWhatIsUsedAtExactVersions) {
  model::Manifest manifest;
  manifest.ecosystem = Ecosystem::kGo;
  manifest.format = "go-mod";
  manifest.requirements = {
      {.name = "example.org/a", .range = "v1.0.0"},
      {.name = "example.org/b", .range = "v0.0.0", .source = model::SourceKind::kPath}};
  EXPECT_EQ(PackagesOf(manifest),
            (std::vector<NamedPackage>{{Ecosystem::kGo, "example.org/a", "v1.0.0"}}));
  manifest.format = "package-json";  // Ranges: none is what is used
  manifest.ecosystem = Ecosystem::kNpm;
  EXPECT_TRUE(PackagesOf(manifest).empty());
  manifest.format = "go-sum";  // More than is used
  manifest.requirements.clear();
  manifest.components = {{.name = "example.org/a", .version = "v1.0.0"}};
  EXPECT_TRUE(PackagesOf(manifest).empty());
  manifest.format = "cargo-lock";
  manifest.components.push_back(
      {.name = "own", .version = "1", .source = model::SourceKind::kWorkspace});
  manifest.components.push_back({.name = "no version"});
  EXPECT_EQ(PackagesOf(manifest).size(), 1u);
  manifest.components.clear();
  manifest.ecosystem = Ecosystem::kMaven;
  manifest.format = "maven-pom";
  manifest.requirements = {{.name = "g:a", .range = "1.0", .exact = true},
                           {.name = "g:b", .range = "${b.version}", .exact = true},
                           {.name = "g:c", .range = "[1,2)"}};
  EXPECT_EQ(PackagesOf(manifest), (std::vector<NamedPackage>{{Ecosystem::kMaven, "g:a", "1.0"}}));
}

}  // namespace
}  // namespace avouch::inventory
