#include "collect/history_facts.h"

#include <gtest/gtest.h>

namespace avouch::collect {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kTip = 20'000 * kDay;  // When the assessed commit was made

struct Written {
  std::uint32_t author = 0;
  std::int64_t written_days_ago = 0, committed_days_ago = 0;
};

// Commits one upon the other, the last of them assessed.
git::History Line(std::vector<git::Identity> identities, const std::vector<Written>& all) {
  git::History history;
  history.identities = std::move(identities);
  history.keys = {""};
  for (const auto& one : all) {
    git::HistoryCommit commit;
    std::string id(40, 'a');
    id[0] = static_cast<char>('0' + history.commits.size());
    commit.id = *ParseObjectId(id);
    commit.author = one.author;
    commit.author_seconds = kTip - one.written_days_ago * kDay;
    commit.committer_seconds = kTip - one.committed_days_ago * kDay;
    if (!history.commits.empty())
      commit.parents = {static_cast<std::uint32_t>(history.commits.size() - 1)};
    history.positions[commit.id] = static_cast<std::uint32_t>(history.commits.size());
    history.commits.push_back(commit);
  }
  history.on_branch.assign(history.commits.size(), true);
  return history;
}

model::HistoryFacts FactsOf(const git::History& history) {
  source::MemoryTree tree({});
  model::Policy policy;
  model::ReleaseRule rule;
  return MakeHistoryFacts({history, history.commits.back().id, "", policy, rule, {}, tree}).facts;
}

// Bob's change waited a year to be taken in; Ada's came in long ago and was rebased.
TEST(HistoryFacts, AuthorsOfTheWindowAreThoseWhoseChangesCameInNotWhomARebaseCopied) {
  auto history = Line({{"Ada Example", "ada@a.example"},
                       {"Bob Other", "bob@b.example"},
                       {"Cy Third", "cy@c.example"}},
                      {{0, 700, 700}, {0, 700, 20}, {1, 700, 360}, {2, 360, 360}, {2, 0, 0}});
  auto facts = FactsOf(history);
  EXPECT_EQ(facts.authors_in_window, (std::vector<std::string>{"Bob Other", "Cy Third"}));
  EXPECT_EQ(facts.commits_in_window, 4);
}

// Robots also set versions; a tool may run under a name of one's own.
TEST(HistoryFacts, AnUpdateIsOneByAToolThatProposesThemOrInItsWords) {
  struct Row {
    const char* robot;
    const char* subject;
    bool update;
  };
  constexpr Row kRows[] = {
      {"dependabot[bot]", "Anything at all", true},
      {"renovate[bot]", "Pin", true},
      {"acme-bot[bot]", "build(deps): bump a from 1 to 2", true},
      {"acme-bot[bot]", "Update dependency a to v2", true},
      {"acme-bot[bot]", "Lock file maintenance", true},
      {"acme-bot[bot]", "Bump a from 1.0.0 to 1.0.1", true},
      {"acme-bot[bot]", "Bumped version to 2026.6.2", false},
      {"acme-bot[bot]", "Bump version", false},
      {"github-actions[bot]", "chore: release 2.0.0", false},
      {"Ada Example", "Bump a from 1 to 2", false},
  };
  for (const auto& row : kRows) {
    auto history = Line({{row.robot, std::string(row.robot) + "@users.noreply.example"}},
                        {{0, 300, 300}, {0, 5, 5}, {0, 0, 0}});
    history.paths = {"package-lock.json"};
    history.commits[1].subject = row.subject;
    history.changes = {{1, 0, {}, history.commits[1].id}};
    auto facts = FactsOf(history);
    ASSERT_EQ(facts.files.size(), 1u) << row.subject;
    EXPECT_EQ(facts.files[0].updates, row.update ? 1 : 0) << row.robot << ": " << row.subject;
    if (row.update) {
      EXPECT_EQ(facts.files[0].last_update.seconds, kTip - 5 * kDay) << row.subject;
    }
  }
}

TEST(HistoryFacts, HowLongUpdatesWaitedIsToldWhereBothDatesAre) {
  auto history =
      Line({{"Ada Example", "ada@a.example"}, {"dependabot[bot]", "bot@users.noreply.example"}},
           {{0, 500, 500}, {1, 40, 40}, {0, 30, 30}, {1, 25, 20}, {1, 9, 9}, {0, 0, 0}});
  history.paths = {"go.sum"};
  history.commits[2].parents = {0, 1};  // A proposal of day 40, merged on day 30
  history.commits[2].merge = true;
  history.commits[2].subject = "Merge pull request #1 from dependabot/x";
  for (const std::uint32_t at : {1u, 3u, 4u})  // Day 25, rebased on day 20; and squashed on day 9
    history.changes.push_back({at, 0, {}, history.commits[at].id});
  auto facts = FactsOf(history);
  ASSERT_EQ(facts.files.size(), 1u);
  EXPECT_EQ(facts.files[0].updates, 3);
  ASSERT_EQ(facts.files[0].recent.size(), 1u);
  EXPECT_EQ(facts.files[0].recent[0], (model::RecentUpdates{3, 2, 5, 10}));
  // Dates that lie tell nothing; what was taken in before the window is not recent.
  history.commits[1].author_seconds = history.commits[2].committer_seconds + 1;
  history.commits[3].author_seconds = history.commits[3].committer_seconds;
  EXPECT_EQ(FactsOf(history).files[0].recent.at(0), (model::RecentUpdates{3, 0, 0, 0}));
  for (auto& commit : history.commits) commit.committer_seconds -= 400 * kDay;
  history.commits.back().committer_seconds = kTip;
  EXPECT_TRUE(FactsOf(history).files[0].recent.empty());
}

TEST(HistoryFacts, ACommitterOfAnothersChangeTookItInOnTheMainLineOnly) {
  auto history = Line({{"Ada Example", "ada@a.example"},
                       {"Bob Other", "bob@b.example"},
                       {"Cy Third", "cy@c.example"}},
                      {{0, 40, 40}, {0, 30, 30}, {0, 20, 20}, {0, 10, 10}});
  history.commits[1].committer = 1;  // Rebased on a branch that the last commit merges
  history.commits[2].committer = 2;  // Taken in on the main line
  history.commits[2].parents = {0};
  history.commits[3].parents = {2, 1};
  history.commits[3].merge = true;
  history.commits[3].subject = "Merge pull request #1 from bob/x";
  EXPECT_EQ(FactsOf(history).mergers_in_window,
            (std::vector<std::string>{"Ada Example", "Cy Third"}));
}

}  // namespace
}  // namespace avouch::collect
