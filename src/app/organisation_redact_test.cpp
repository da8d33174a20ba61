#include "app/organisation_redact.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace avouch::app {
namespace {

model::PersonEntry Person(std::string id, std::string name, std::string github,
                          std::vector<std::string> git) {
  model::PersonEntry out;
  out.id = std::move(id);
  out.name = std::move(name);
  out.github = std::move(github);
  out.git = std::move(git);
  out.keys = {"ssh-ed25519 AAAA" + out.id};
  return out;
}

OrganisationFolder::Reading Sample() {
  OrganisationFolder::Reading out;
  out.organisation.name = "Larkhill Health Ltd";
  out.organisation.people = {
      Person("priya", "Priya Nair", "priyan", {"priya@larkhill.example"}),
      Person("tom", "Tom Adeyemi", "tomad", {"tom@larkhill.example", "ta@old.example"})};
  out.organisation.machines.push_back({"deploy", "priya", "larkhill-deploy[bot]", "", "OIDC", {}});
  out.organisation.outsiders = "reviewed-by-trained";
  model::AccountList list;
  list.head.profile = "github-members";
  for (const char* id : {"priyan", "tomad", "jfox", "larkhill-deploy[bot]", "p.nair"})
    list.accounts.push_back(
        {id, "", "", "member", {}, model::Answer3::kYes, model::Answer3::kYes, false, "", "", 1});
  list.accounts[0].name = "Priya Nair";
  list.accounts[4].email = "priya@larkhill.example";
  out.exports.accounts.push_back(std::move(list));
  model::Record review;
  review.kind = model::RecordKind::kAccessReview;
  review.by = "priya";
  review.decisions = {
      {"PriyaN", "keep"}, {"tomad", "keep"}, {"jfox", "remove"}, {"p.nair", "keep"}};
  review.path = Path("records/a.yaml");
  out.records.records.push_back(std::move(review));
  return out;
}

model::Record RecordOf(model::RecordKind kind, std::string path, std::string because) {
  model::Record out;
  out.kind = kind;
  out.by = "priya";
  out.path = Path(path);
  out.because = std::move(because);
  return out;
}

TEST(Redact, NobodyIsNamedInWhatLeaves) {
  const auto made = WithoutPersonalData(Sample());
  ASSERT_TRUE(made.has_value()) << ToString(made.error());
  const Bytes bytes = *statement::WriteOrganisationExport(*made);
  for (const char* word :
       {"Priya Nair", "Nair", "priyan", "tomad", "Adeyemi", "jfox", "@", "p.nair"})
    EXPECT_EQ(bytes.find(word), Bytes::npos) << word;
  EXPECT_NE(bytes.find("\"priya\""), Bytes::npos);
  EXPECT_NE(bytes.find("Larkhill Health Ltd"), Bytes::npos);
}

// Who is meant stays the same: each account, and what was decided about it.
TEST(Redact, EachAccountIsOneAndItsDecisionFollowsIt) {
  const auto made = WithoutPersonalData(Sample());
  ASSERT_TRUE(made.has_value());
  const auto& accounts = made->exports.accounts[0].accounts;
  const auto& decisions = made->records.records[0].decisions;
  std::set<std::string> all;
  for (const auto& account : accounts) all.insert(account.id);
  EXPECT_EQ(all.size(), accounts.size());
  EXPECT_EQ(decisions[0].of, accounts[0].id);
  EXPECT_EQ(decisions[1].of, accounts[1].id);
  EXPECT_EQ(decisions[2].of, accounts[2].id);
  EXPECT_EQ(decisions[3].of, accounts[4].id);
  EXPECT_EQ(accounts[3].id, "larkhill-deploy[bot]");
  EXPECT_EQ(accounts[2].id, "unknown.1");  // Nobody's account stays nobody's
  // Priya's two accounts are hers, also the one that only its address joins.
  const auto& git = made->organisation.people[0].git;
  for (const std::size_t i : {0u, 4u})
    EXPECT_NE(std::ranges::find(git, accounts[i].id), git.end()) << accounts[i].id;
  for (const auto& alias : made->organisation.people[1].git)
    EXPECT_EQ(std::ranges::find(git, alias), git.end());
}

// Without addresses one's own developers look like outsiders, of whom less is asked.
TEST(Redact, NobodyIsLetOffAsAnOutsider) {
  EXPECT_TRUE(WithoutPersonalData(Sample())->organisation.outsiders.empty());
}

TEST(Redact, WhatIsSaidOfOneMatterStaysAtHomeTogether) {
  using model::RecordKind;
  OrganisationFolder::Reading reading = Sample();
  auto& records = reading.records.records;
  records.push_back(RecordOf(RecordKind::kIncident, "records/b.yaml", "Tom Adeyemi lost a laptop"));
  records.push_back(RecordOf(RecordKind::kIncidentPeriod, "records/c.yaml", ""));
  records.push_back(RecordOf(RecordKind::kPromise, "records/d.yaml", "contract"));
  const auto made = WithoutPersonalData(reading);
  ASSERT_TRUE(made.has_value());
  std::vector<std::string> left;
  for (const auto& one : made->records.records) left.push_back(one.path.bytes);
  EXPECT_EQ(left, (std::vector<std::string>{"records/a.yaml", "records/d.yaml"}));
  ASSERT_EQ(made->stayed.size(), 1u);
  EXPECT_EQ(made->stayed[0].count, 2);
}

TEST(Redact, AnOlderListNeverStandsInForTheNewest) {
  OrganisationFolder::Reading reading = Sample();
  model::AccountList named = reading.exports.accounts[0];
  named.accounts[0].role = "team of Tom Adeyemi";
  reading.exports.accounts.push_back(named);
  const auto made = WithoutPersonalData(reading);
  ASSERT_TRUE(made.has_value());
  EXPECT_TRUE(made->exports.accounts.empty());
}

TEST(Redact, APaperGoesWithItsDocumentOrNotAtAll) {
  OrganisationFolder::Reading reading = Sample();
  model::Paper paper;
  paper.path = Path("documents/plan.md");
  paper.authors = {"priya", "someone@else.example"};
  model::Document document;
  document.path = paper.path;
  reading.papers.papers = {paper};
  reading.documents = {document};
  auto made = WithoutPersonalData(reading);
  EXPECT_EQ(made->papers.papers.size(), 1u);
  EXPECT_EQ(made->papers.papers[0].authors, (std::vector<std::string>{"priya", "unknown.2"}));
  reading.documents[0].addresses = {"tom@larkhill.example"};
  made = WithoutPersonalData(reading);
  EXPECT_TRUE(made->papers.papers.empty());
  EXPECT_TRUE(made->documents.empty());
  reading.documents[0].addresses = {"security@larkhill.example"};  // A post, and no person
  EXPECT_EQ(WithoutPersonalData(reading)->papers.papers.size(), 1u);
}

TEST(Redact, WhatCannotStayAtHomeMayNameNobody) {
  using Change = std::function<void(model::Organisation&)>;
  const std::pair<const char*, Change> kRows[] = {
      {"a key's comment",
       [](auto& o) { o.people[1].keys = {"ssh-ed25519 AAAA tom@larkhill.example"}; }},
      {"a repository", [](auto& o) { o.repositories = {"tomad/rota"}; }},
      {"a channel", [](auto& o) { o.channels = {"https://x.example/Tom Adeyemi"}; }},
  };
  for (const auto& [name, change] : kRows) {
    OrganisationFolder::Reading reading = Sample();
    change(reading.organisation);
    const auto made = WithoutPersonalData(reading);
    ASSERT_FALSE(made.has_value()) << name;
    EXPECT_EQ(made.error().kind, ErrorKind::kUsage);
    EXPECT_NE(made.error().where.find("avouch.org.yaml"), std::string::npos);
  }
}

TEST(Redact, WordsAreFoundWhole) {
  const Pseudonyms names(Sample().organisation);
  const std::pair<const char*, bool> kRows[] = {
      {"said by priya", false},     {"said by Priya Nair", true},  {"PRIYAN", true},
      {"xpriyan", false},           {"priyanka", false},           {"@priyan!", true},
      {"anna@b.example", true},     {"security@b.example", false}, {"a@b", false},
      {"at ta@old.example.", true}, {"Priya  Nair", false},        {"", false},
  };
  for (const auto& [text, found] : kRows) EXPECT_EQ(names.Names(text), found) << text;
}

}  // namespace
}  // namespace avouch::app
