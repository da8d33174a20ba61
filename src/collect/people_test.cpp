#include "collect/people.h"

#include <gtest/gtest.h>

#include "collect/releases.h"
#include "collect/robots.h"

namespace avouch::collect {
namespace {

git::History WithIdentities(std::vector<git::Identity> identities) {
  git::History history;
  history.identities = std::move(identities);
  for (std::uint32_t i = 0; i < history.identities.size(); ++i) {
    git::HistoryCommit commit;
    commit.author = commit.committer = i;
    history.commits.push_back(commit);
  }
  history.on_branch.assign(history.commits.size(), true);
  return history;
}

TEST(People, AreJoinedByAddressNameLoginAndMailmap) {
  auto history = WithIdentities({{"Ada Example", "ada@work.example"},
                                 {"ada", "ada@work.example"},
                                 {"Ada Example", "ada@home.example"},
                                 {"adae", "123+adae@users.noreply.github.com"},
                                 {"A. E.", "old@example.org"},
                                 {"Bob Other", "bob@example.org"}});
  auto people = JoinPeople(history, "Ada Example <ada@work.example> <old@example.org>\n", {});
  EXPECT_EQ(people.of_identity[0], people.of_identity[1]);
  EXPECT_EQ(people.of_identity[0], people.of_identity[2]);
  EXPECT_EQ(people.of_identity[0], people.of_identity[4]);
  EXPECT_NE(people.of_identity[0], people.of_identity[3]);
  EXPECT_NE(people.of_identity[0], people.of_identity[5]);
}

TEST(People, OneWordNamesAndEmptyAddressesJoinNobody) {
  auto history =
      WithIdentities({{"root", ""}, {"root", "root@a.example"}, {"root", "root@b.example"}});
  auto people = JoinPeople(history, "", {});
  EXPECT_EQ(people.people.size(), 3u);
}

TEST(People, RobotsAreFoundAlsoWhenTheyWearAPersonsName) {
  auto history =
      WithIdentities({{"dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com"},
                      {"Release Person", "releases@example.org"},
                      {"Release Person", "person@example.org"}});
  auto people = JoinPeople(
      history, "", {RobotIdentity{"", "releases@example.org", {".github/workflows/r.yml", 7}}});
  EXPECT_TRUE(people.people[people.of_identity[0]].robot);
  EXPECT_TRUE(people.people[people.of_identity[1]].robot);
  EXPECT_NE(people.people[people.of_identity[1]].robot_why.find(".github/workflows/r.yml:7"),
            std::string::npos);
}

TEST(People, ARobotMaySaySoBehindItsName) {
  auto history = WithIdentities(
      {{"Words (bot)", "hosted@words.example"}, {"Jo Larkhill (botany)", "jo@larkhill.example"}});
  auto people = JoinPeople(history, "", {});
  EXPECT_TRUE(people.people[people.of_identity[0]].robot);
  EXPECT_FALSE(people.people[people.of_identity[1]].robot);
}

TEST(People, TheForgesOwnCommitterIsNobody) {
  auto history = WithIdentities({{"GitHub", "noreply@github.com"}});
  EXPECT_TRUE(IsForgeIdentity(history.identities[0]));
  EXPECT_TRUE(JoinPeople(history, "", {}).people.empty());
}

git::HistoryTag Tag(const char* name) {
  git::HistoryTag tag;
  tag.name = name;
  tag.target = *ParseObjectId(std::string(40, 'a'));
  return tag;
}

TEST(Releases, AreFinalVersionsOfTheMainFamily) {
  git::History history;
  history.tags = {Tag("v1.0.0"), Tag("v1.1.0-rc1"), Tag("v1.1.0"),
                  Tag("latest"), Tag("sdk/v3.0.0"), Tag("1.2.0")};
  auto reading = FindReleases(history, {});
  std::vector<std::string> names;
  for (const auto& release : reading.releases)
    if (!release.prerelease) names.push_back(release.tag);
  std::sort(names.begin(), names.end());
  EXPECT_EQ(names, (std::vector<std::string>{"1.2.0", "v1.0.0", "v1.1.0"}));
  EXPECT_EQ(reading.others, (std::vector<std::string>{"latest", "sdk/v3.0.0"}));
}

// Libraries of the repository, tagged by their names and more often.
TEST(Releases, WithoutANameAreTheRepositorysOwnWhileTheyLive) {
  auto at = [](const char* name, std::int64_t day) {
    git::HistoryTag tag = Tag(name);
    tag.seconds = day * 86400;
    return tag;
  };
  git::History history;
  history.tags = {at("15.1.0", 100), at("ignore-0.4.26", 300), at("ignore-0.4.27", 310),
                  at("ignore-0.4.28", 320)};
  EXPECT_EQ(FindReleases(history, {}).family, "");
  history.tags[0].seconds = -100 * 86400;  // Long over: the library is what is released here.
  EXPECT_EQ(FindReleases(history, {}).family, "ignore");
}

TEST(Releases, FollowAConfiguredPatternAndNothingElse) {
  git::History history;
  history.tags = {Tag("live/2026-11-20.1"), Tag("v1.0.0")};
  auto reading = FindReleases(history, {model::ReleasesAre::kTags, "live/*", "newest"});
  ASSERT_EQ(reading.releases.size(), 1u);
  EXPECT_EQ(reading.releases[0].tag, "live/2026-11-20.1");
}

TEST(Releases, OfVeryManyTheNewestAreToldAndTheRestIsCounted) {
  git::History history;
  for (std::size_t i = 0; i < kMaxReleases + 7; ++i) {
    history.tags.push_back(Tag(("v1.0." + std::to_string(i)).c_str()));
    history.tags.back().seconds = static_cast<std::int64_t>(i * 7919 % (kMaxReleases + 7));
  }
  for (int i = 0; i < 100; ++i) history.tags.push_back(Tag(("t" + std::to_string(i)).c_str()));
  const auto reading = FindReleases(history, {});
  ASSERT_EQ(reading.releases.size(), kMaxReleases);
  EXPECT_EQ(reading.older, 7);
  for (std::size_t i = 0; i < kMaxReleases; ++i)
    EXPECT_EQ(reading.releases[i].date.seconds, static_cast<std::int64_t>(kMaxReleases + 6 - i));
  EXPECT_EQ(reading.others.size(), kMaxOtherTags);
  EXPECT_EQ(reading.others.back(), "t53") << "sorted as text: t0, t1, t10 ...";
}

// Of one date the names decide, whatever the order that they come in.
TEST(Releases, WhichAreLeftOutDoesNotDependOnTheirOrder) {
  git::History history;
  for (std::size_t i = 0; i < kMaxReleases + 50; ++i)
    history.tags.push_back(Tag(("v1." + std::to_string(i)).c_str()));
  const auto one = FindReleases(history, {});
  std::reverse(history.tags.begin(), history.tags.end());
  const auto other = FindReleases(history, {});
  EXPECT_EQ(one.releases, other.releases);
  EXPECT_EQ(one.older, 50);
}

TEST(Releases, AreNoneWhereTagsAreNotReleases) {
  git::History history;
  history.tags = {Tag("v1.0.0")};
  EXPECT_TRUE(FindReleases(history, {model::ReleasesAre::kNone, "", ""}).releases.empty());
}

}  // namespace
}  // namespace avouch::collect
