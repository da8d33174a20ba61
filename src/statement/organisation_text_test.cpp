#include "statement/organisation_text.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "statement/organisation_file.h"

namespace avouch::statement {
namespace {

model::Organisation Larkhill() {
  model::Organisation organisation;
  organisation.name = "Larkhill: Health Ltd";
  organisation.company_number = "09123456";
  organisation.country = "GB";
  organisation.people = {
      {"helen", "Helen Marsh", {"sro"}, {"passkey:v1:pQEC"}, {}, "", "", "", "", {}},
      {"priya",
       "Priya \"P\" Nair",
       {"security-lead", "developer"},
       {"ssh-ed25519 AAAA", "openpgp:00"},
       {"priya@larkhill.example"},
       "priyan",
       "",
       "2026-01-01",
       "",
       {}}};
  organisation.machines = {{"deploy", "priya", "deploy[bot]", "", "OIDC, for 1 h", {}}};
  organisation.documents = {{"disclosure", "documents/disclosure.md", {}}};
  return organisation;
}

TEST(OrganisationText, WhatIsWrittenIsReadBack) {
  const model::Organisation wanted = Larkhill();
  const auto text = WriteOrganisationFile(wanted);
  ASSERT_TRUE(text) << ToString(text.error());
  auto read = ReadOrganisationFile(*text);
  ASSERT_TRUE(read) << ToString(read.error());
  for (auto& person : read->people) person.place = {};
  for (auto& machine : read->machines) machine.place = {};
  for (auto& document : read->documents) document.place = {};
  EXPECT_EQ(read->name, wanted.name);
  EXPECT_EQ(read->company_number, wanted.company_number);
  EXPECT_EQ(read->country, wanted.country);
  EXPECT_EQ(read->people, wanted.people);
  EXPECT_EQ(read->machines, wanted.machines);
  EXPECT_EQ(read->documents, wanted.documents);
}

TEST(OrganisationText, TakingAHashAwayLeavesAFileThatIsRead) {
  model::Organisation plain = Larkhill();
  plain.machines.clear(), plain.documents.clear();
  const auto text = WriteOrganisationFile(plain);
  ASSERT_TRUE(text) << ToString(text.error());
  std::string whole;
  for (const auto line : Lines(*text)) {
    const bool key = line.starts_with("# ") && line.contains(':') && line.substr(2, 1) != "W" &&
                     !line.starts_with("# what") && !line.starts_with("# all");
    whole += std::string(key ? line.substr(2) : line) + "\n";
  }
  whole = ReplaceAll(whole, "ID", "priya");
  const auto read = ReadOrganisationFile(whole);
  ASSERT_TRUE(read) << ToString(read.error()) << "\n" << whole;
  EXPECT_EQ(read->environments.size(), 1u);
  EXPECT_EQ(read->policy.notice_at_least, 365LL * 86400);
  EXPECT_EQ(read->machines.size(), 1u);
  EXPECT_EQ(read->framework_name, "NIST SSDF");
}

TEST(OrganisationText, WhatWouldBeRefusedIsNotWritten) {
  const struct {
    void (*spoil)(model::Organisation&);
    const char* error;
  } rows[] = {
      {[](model::Organisation& o) { o.name.clear(); }, "'name' wants text"},
      {[](model::Organisation& o) { o.people.clear(); }, "'people' wants keys and values"},
      {[](model::Organisation& o) { o.people[0].id = "Helen M"; }, "is no id"},
      {[](model::Organisation& o) { o.people[1].id = "helen"; }, "key given twice"},
      {[](model::Organisation& o) { o.machines[0].owner = "bob"; }, "is not under people"},
      {[](model::Organisation& o) { o.documents[0].at = "../x"; }, "wants a path"},
      {[](model::Organisation& o) { o.documents[0].purpose = "a: b"; }, ""},
  };
  for (const auto& row : rows) {
    model::Organisation organisation = Larkhill();
    row.spoil(organisation);
    const auto text = WriteOrganisationFile(organisation);
    ASSERT_FALSE(text) << *text;
    EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
    EXPECT_TRUE(text.error().what.contains(row.error)) << text.error().what;
  }
}

}  // namespace
}  // namespace avouch::statement
