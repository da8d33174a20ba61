#include "app/new_organisation.h"

#include <gtest/gtest.h>

#include <fstream>

#include "app/git_identity.h"
#include "app/shell_words.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "statement/organisation_file.h"

namespace avouch::app {
namespace {

std::string Key(char seed) {
  return crypto::SshKeyText(crypto::PrivateKey::FromSeed(Bytes(32, seed)).public_key());
}

OrganisationAnswers Larkhill() {
  OrganisationAnswers answers{"Larkhill Health Ltd", "GB", "09123456", {}, false};
  EXPECT_TRUE(AddPerson(answers, "Helen Marsh", "sro", "--sro"));
  EXPECT_TRUE(AddPerson(answers, "Priya Nair <Priya@larkhill.example>", "security-lead", "--x"));
  EXPECT_TRUE(AddPerson(answers, "Tom Adeyemi <tom@larkhill.example>", "developer", "--x"));
  EXPECT_TRUE(AddPerson(answers, "priya nair", "developer", "--x"));
  EXPECT_TRUE(GiveKey(answers, "priya", Key('p') + " priya@laptop"));
  return answers;
}

TEST(NewOrganisation, WhatWasAnsweredReadsBack) {
  const auto text = WriteOrganisation(Larkhill());
  ASSERT_TRUE(text) << ToString(text.error());
  const auto file = statement::ReadOrganisationFile(*text);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_EQ(file->name, "Larkhill Health Ltd");
  EXPECT_EQ(file->company_number, "09123456");
  EXPECT_EQ(file->country, "GB");
  ASSERT_EQ(file->people.size(), 3u);
  const auto* priya = file->Find("priya");
  ASSERT_NE(priya, nullptr);
  EXPECT_EQ(priya->roles, (std::vector<std::string>{"security-lead", "developer"}));
  EXPECT_EQ(priya->keys, std::vector<std::string>{Key('p')});
  EXPECT_EQ(priya->git, std::vector<std::string>{"priya@larkhill.example"});
  EXPECT_TRUE(file->Holds("helen", "sro"));
  EXPECT_TRUE(file->Find("helen")->keys.empty());
  EXPECT_TRUE(file->documents.empty());
}

TEST(NewOrganisation, EveryCommentIsOneLineAwayFromBeingRead) {
  // A key that is commented out fits the form when its marks are taken away.
  auto text = WriteOrganisation(Larkhill());
  ASSERT_TRUE(text);
  std::string open;
  bool rest = false;
  for (std::string line : {*text}) {
    std::size_t at = line.find("# What else");
    ASSERT_NE(at, std::string::npos);
    open = line.substr(0, at);
    std::string more = line.substr(line.find('\n', at) + 1);
    for (std::size_t start = 0; start < more.size();) {
      const std::size_t end = more.find('\n', start);
      open += more.substr(start + 2, end - start - 1);
      start = end + 1;
      rest = true;
    }
  }
  ASSERT_TRUE(rest);
  std::size_t id = open.find("owner: ID");
  ASSERT_NE(id, std::string::npos);
  open.replace(id, 9, "owner: tom");
  const auto file = statement::ReadOrganisationFile(open);
  ASSERT_TRUE(file) << ToString(file.error()) << "\n" << open;
  EXPECT_EQ(file->framework_name, "NIST SSDF");
  EXPECT_EQ(file->environments.size(), 1u);
}

TEST(NewOrganisation, WithDocumentsEachIsNamedForItsPurpose) {
  OrganisationAnswers answers = Larkhill();
  answers.documents = true;
  const auto text = WriteOrganisation(answers);
  ASSERT_TRUE(text);
  const auto file = statement::ReadOrganisationFile(*text);
  ASSERT_TRUE(file) << ToString(file.error());
  EXPECT_GE(file->documents.size(), 5u);
}

TEST(NewOrganisation, IdsAreShortAndApart) {
  OrganisationAnswers answers;
  for (const char* name : {"Tom Adeyemi", "Tom Brown", "Tom-Brown", "王芳", "李娜", "Asha Rao"})
    ASSERT_TRUE(AddPerson(answers, name, "developer", "--developer"));
  std::vector<std::string> ids;
  for (const auto& person : answers.people) ids.push_back(person.id);
  EXPECT_EQ(ids, (std::vector<std::string>{"tom", "tom-brown", "tom-brown-3", "p4", "p5", "asha"}));
}

TEST(NewOrganisation, NoAnswerCanWriteAnotherKey) {
  for (const char* name : {"a\" }\npeople: {}", "x # y", "{a: b}", "*a", "\x1b[2J", "it's: so"}) {
    OrganisationAnswers answers = Larkhill();
    answers.name = name;
    const auto text = WriteOrganisation(answers);
    if (!text) {
      EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
      continue;
    }
    const auto file = statement::ReadOrganisationFile(*text);
    ASSERT_TRUE(file);
    EXPECT_EQ(file->name, name);
    EXPECT_EQ(file->people.size(), 3u);
  }
}

TEST(NewOrganisation, WhatCannotBeNamesItsFlag) {
  OrganisationAnswers answers = Larkhill();
  struct Row {
    Status status;
    const char* error;
  };
  const Row rows[] = {
      {AddPerson(answers, "", "sro", "--sro"), "--sro: a person needs a name"},
      {AddPerson(answers, "Tom Adeyemi <other@larkhill.example>", "x", "--developer"),
       "two addresses"},
      {AddPerson(answers, "Tom <tom", "x", "--developer"), "no person"},
      {AddPerson(answers, "a\nb", "x", "--developer"), "one line"},
      {GiveKey(answers, "nobody", Key('n')), "nobody here is called 'nobody'"},
      {GiveKey(answers, "priya", Key('n')), "has a key already"},
      {GiveKey(answers, "tom", "ssh-ed25519 AAAA"), "for tom"},
      {GiveKey(answers, "tom", "passkey:v1:AAAA"), "for tom"},
  };
  for (const Row& row : rows) {
    ASSERT_FALSE(row.status) << row.error;
    EXPECT_NE(ToString(row.status.error()).find(row.error), std::string::npos)
        << ToString(row.status.error());
  }
  EXPECT_EQ(WriteOrganisation({.country = "GB"}).error().where, "--name");
  EXPECT_EQ(WriteOrganisation({.name = "x"}).error().where, "--sro");
}

TEST(NewOrganisation, APrivateKeysFileIsNeverOpened) {
  const std::string file = testing::TempDir() + "id_ed25519";
  std::ofstream(file) << Key('t');  // Even if it held a public key.
  OrganisationAnswers answers = Larkhill();
  const Status given = GiveKey(answers, "tom", file);
  ASSERT_FALSE(given);
  EXPECT_NE(ToString(given.error()).find(".pub"), std::string::npos);
  std::ofstream(file + ".pub") << Key('t') << " tom@laptop\n";
  EXPECT_TRUE(GiveKey(answers, "Tom Adeyemi", file + ".pub"));
  EXPECT_EQ(answers.people[2].key, Key('t'));
}

TEST(GitIdentity, TheLastOfTheUsersSectionCounts) {
  struct Row {
    const char* config;
    GitIdentity identity;
  };
  const Row rows[] = {
      {"", {}},
      {"[user]\n\tname = Tom Adeyemi\n\temail = \"tom@x.example\" ; work\n",
       {"Tom Adeyemi", "tom@x.example"}},
      {"[core]\nemail = a\n[User]\nEMAIL = b # c\n[user \"x\"]\nemail = d\n", {"", "b"}},
      {"[user]\nemail = a\nemail = b\n", {"", "b"}},
      {"email = a\n[user", {}},
  };
  for (const Row& row : rows) EXPECT_EQ(ReadGitIdentity(row.config), row.identity) << row.config;
}

TEST(ShellWord, IsOneWordWhateverIsInIt) {
  EXPECT_EQ(ShellWord("records/a-b_1.yaml"), "records/a-b_1.yaml");
  EXPECT_EQ(ShellWord("a b"), "'a b'");
  EXPECT_EQ(ShellWord("it's $(x)"), "'it'\\''s $(x)'");
  EXPECT_EQ(ShellWord(""), "''");
  EXPECT_EQ(ShellWord("-rf"), "./-rf");
  EXPECT_EQ(ShellWord("~/x"), "'~/x'");
}

}  // namespace
}  // namespace avouch::app
