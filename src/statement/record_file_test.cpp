#include "statement/record_file.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "crypto/hash.h"
#include "statement/record_shape.h"
#include "syntax/canonical.h"

namespace avouch::statement {
namespace {

using model::RecordKind;

constexpr const char* kPath = "records/2026-11-03-told.yaml";
const std::string kHex(64, 'a');

TEST(RecordFile, ARecordIsReadWithItsBytesDayAndPlace) {
  const std::string yaml =
      "record: told\nby: asha\nabout: CVE-2026-41234\n"
      "customers: { how: e-mail, at: 2026-11-02T09:00Z, text: ./a.md, of: 212, bounced: 3 }\n"
      "internal: { to: security, at: 2026-11-01T08:10Z }\n"
      "others: { considered: [NCSC], told: [], because: no personal data }\n";
  const auto record = ReadRecord(yaml, kPath, true);
  ASSERT_TRUE(record) << ToString(record.error());
  EXPECT_EQ(record->kind, RecordKind::kTold);
  EXPECT_EQ(record->id, crypto::Sha256Of(yaml));
  EXPECT_EQ(record->place, (model::Place{kPath, 1}));
  EXPECT_TRUE(record->in_product);
  EXPECT_EQ(record->on, "2026-11-03") << "the day in the name";
  EXPECT_EQ(record->visibility, "internal");
  EXPECT_TRUE(record->said.empty()) << "trust says who signed";
  ASSERT_EQ(record->tellings.size(), 3u);
  EXPECT_EQ(record->tellings[0].whom, "internal") << "a fixed order, whatever the file's";
  const model::Telling customers{"customers",         "",  "e-mail", "a.md", "",
                                 "2026-11-02T09:00Z", 212, 3,        {},     {}};
  EXPECT_EQ(record->tellings[1], customers);
  EXPECT_EQ(record->tellings[2].considered, std::vector<std::string>{"NCSC"});
}

TEST(RecordFile, WhatWasReviewedIsExactlyTheseBytes) {
  const auto record =
      ReadRecord("record: access-review\nby: priya\nof: { file: ./inbox/m.json, sha256: " +
                     std::string(64, 'A') + " }\ndecisions: { priyan: keep, \"x[bot]\": remove }\n",
                 "records/2026-10-05-access.yaml");
  ASSERT_TRUE(record) << ToString(record.error());
  EXPECT_EQ(record->of, (model::AboutFile{"inbox/m.json", kHex}));
  EXPECT_EQ(record->decisions,
            (std::vector<model::Decision>{{"priyan", "keep"}, {"x[bot]", "remove"}}));
}

TEST(RecordFile, ADigestOfDigitsAloneIsNoNumber) {
  const auto record = ReadRecord(
      "record: release\nby: tom\nabout: v1\nof: { file: a.tar, sha256: " + std::string(64, '1') +
          " }\n",
      "2026-10-05-release.yaml");
  ASSERT_TRUE(record) << ToString(record.error());
  EXPECT_EQ(record->of.sha256, std::string(64, '1'));
}

struct DayRow {
  const char* path;
  const char* yaml;  // After record and by
  const char* on;    // Or the error
};

TEST(RecordFile, TheDayIsWrittenOrInTheNameOrThePeriodsLast) {
  constexpr const char* kNone =
      "record: incident-period\nby: helen\nincidents: none\nlooked-at: [a]\n";
  const DayRow rows[] = {
      {"records/2026-09-14-x.yaml", "from: 2026-06-15\nto: 2026-09-14\n", "2026-09-14"},
      {"records/2026-09-20-x.yaml", "from: 2026-06-15\nto: 2026-09-14\n", "2026-09-20"},
      {"records/x.yaml", "from: 2026-06-15\nto: 2026-09-14\n", "2026-09-14"},
      {"records/x.yaml", "from: 2026-06-15\nto: 2026-09-14\non: 2026-09-15\n", "2026-09-15"},
      {"records/2026-09-20.yaml", "from: 2026-06-15\nto: 2026-09-14\non: 2026-09-15\n",
       "2026-09-15"},
  };
  for (const DayRow& row : rows) {
    const auto record = ReadRecord(std::string(kNone) + row.yaml, row.path);
    ASSERT_TRUE(record) << row.path << ToString(record.error());
    EXPECT_EQ(record->on, row.on) << row.path << row.yaml;
  }
}

TEST(RecordFile, NoDayMakesARecordLookFresherThanItsName) {
  constexpr const char* kNone =
      "record: incident-period\nby: helen\nincidents: none\nlooked-at: [a]\n";
  const DayRow rows[] = {
      {"2026-09-14-x.yaml", "from: 2026-06-15\nto: 2026-09-15\n",
       "2026-09-14-x.yaml:6:5: 'to' is after the day in the file's name, 2026-09-14"},
      {"2026-09-14-x.yaml", "from: 2026-06-15\nto: 2026-09-14\non: 2026-09-15\n",
       "2026-09-14-x.yaml:7:5: 'on' is after the day in the file's name, 2026-09-14"},
      {"x.yaml", "from: 2026-06-15\nto: 2026-09-14\non: 2026-09-13\n",
       "x.yaml:6:5: 'to' is after 'on'"},
      {"x.yaml", "from: 2026-09-15\nto: 2026-09-14\n", "x.yaml:6:5: 'to' is before 'from'"},
      {"2026-02-30-x.yaml", "from: 2026-01-15\nto: 2026-01-20\n",
       "2026-02-30-x.yaml: the file's name begins with no day: '2026-02-30-x.yaml' "
       "(2026-11-24-told.yaml)"},
      {"2026-02-031.yaml", "from: 2026-01-15\nto: 2026-01-20\n",
       "2026-02-031.yaml: the file's name begins with no day: '2026-02-031.yaml' "
       "(2026-11-24-told.yaml)"},
      {"x.yaml", "from: 2026-02-30\nto: 2026-03-01\n",
       "x.yaml:5:7: 'from' wants a date such as 2026-11-24"},
  };
  for (const DayRow& row : rows) {
    const auto record = ReadRecord(std::string(kNone) + row.yaml, row.path);
    ASSERT_FALSE(record) << row.path << row.yaml;
    EXPECT_EQ(ToString(record.error()), row.on);
  }
  const auto undated =
      ReadRecord("record: rotation\nby: tom\nabout: KEY\ndecision: changed\n", "x.yaml");
  ASSERT_FALSE(undated);
  EXPECT_EQ(ToString(undated.error()),
            "x.yaml:1:1: no day: say 'on:', or begin the file's name with one "
            "(2026-11-24-rotation.yaml)");
}

struct Refusal {
  std::string yaml;
  const char* error;  // The whole line, as people see it
};

TEST(RecordFile, RefusalsNameTheLineTheColumnAndTheLikelyWord) {
  const std::string told = "record: told\nby: asha\nabout: CVE-2026-1\n";
  const Refusal rows[] = {
      {"", "r.yaml: empty; it starts with 'record: KIND'"},
      {"- a\n", "r.yaml:1:1: a record wants keys and values (it starts with 'record: KIND')"},
      {"by: asha\n", "r.yaml:1:1: a record lacks 'record' (record: KIND)"},
      {"record: tolled\nby: asha\n",
       "r.yaml:1:9: 'tolled' is no kind of record (did you mean 'told'?)"},
      {"record: [told]\n",
       "r.yaml:1:9: '' is no kind of record (one of access-review, incident, incident-period, "
       "vulnerability-period, told, exercise, tools-review, report, training, promise, notice, "
       "approval, component-test, delivery-check, update-review, rotation, release, fix, "
       "interview, sample, waiver, gap, not-applicable)"},
      {told + "custommers: {}\n",
       "r.yaml:4:1: unknown key 'custommers' (did you mean 'customers'?)"},
      {told + "customers: { when: x }\n",
       "r.yaml:4:14: unknown key 'when' (known here: to, how, at, text, of, bounced, because)"},
      {"record: told\nby: asha\n", "r.yaml:1:1: 'r.yaml' lacks 'about'"},
      {told + "on: 2026-11-03\nby: tom\n", "r.yaml:5:1: key given twice: 'by'"},
      {told + "customers: { how: mail }\n",
       "r.yaml:4:12: 'customers' wants at:, or because: they were not told"},
      {told + "customers: { at: 2026-11-02 }\n",
       "r.yaml:4:18: 'at' wants a time of day, such as 2026-11-24T08:10Z"},
      {told + "customers: { at: 2026-11-02T25:00Z }\n",
       "r.yaml:4:18: 'at' wants a time of day, such as 2026-11-24T08:10Z"},
      {told + "customers: { at: 2026-11-02T09:00 }\n",
       "r.yaml:4:18: 'at' wants a time of day, such as 2026-11-24T08:10Z"},
      {told + "customers: { at: 2026-11-02T09:00Z, of: 3, bounced: 4 }\n",
       "r.yaml:4:53: more bounced than there were to tell"},
      {"record: told\nby: Asha Rao\nabout: CVE-2026-1\n",
       "r.yaml:2:5: 'Asha Rao' is no id of a person"},
      {"record: exercise\nby: asha\nof: a.md\nscenario: x\ntook-part: [helen, 'B b']\n",
       "r.yaml:5:20: 'B b' is no id of a person"},
      {"record: exercise\nby: asha\nof: ../a.md\nscenario: x\ntook-part: [helen]\n",
       "r.yaml:3:5: 'of' wants a path inside the repository"},
      {"record: exercise\nby: asha\nof: .\nscenario: x\ntook-part: [helen]\n",
       "r.yaml:3:5: a folder is no file"},
      {"record: approval\nby: helen\nof: a.md\n", "r.yaml:3:5: 'of' wants keys and values"},
      {"record: approval\nby: helen\nof: { file: a.md, sha256: abc }\n",
       "r.yaml:3:27: 'sha256' wants a SHA-256: 64 hexadecimal digits"},
      {"record: access-review\nby: p\nof: a\ndecisions: { Tom: keep, tom: remove }\n",
       "r.yaml:4:25: 'tom' is decided on twice"},
      {"record: access-review\nby: p\nof: a\ndecisions: { tom: kept }\n",
       "r.yaml:4:19: 'tom' cannot be 'kept': one of keep, remove, change"},
      {"record: promise\nby: helen\nin: clause 11\nat-least: 90d\n",
       "r.yaml:4:11: less than a year, which is what the Code asks for (a promise of less bears "
       "on no claim)"},
      {"record: fix\nby: t\nabout: C\nknown-at: 2026-11-01\n",
       "r.yaml:1:1: 'r.yaml' lacks 'severity'"},
      {"record: fix\nby: t\non: 2026-12-01\nabout: C\nseverity: high\nknown-at: "
       "2026-11-02T08:00Z\ndecided-at: 2026-11-01\n",
       "r.yaml:7:13: 'decided-at' is before 'known-at'"},
      {"record: waiver\nby: t\non: 2026-12-01\nabout: C\nbecause: x\nuntil: 2026-11-30\n",
       "r.yaml:6:8: 'until' is before the day of the record, 2026-12-01"},
      {"record: gap\nby: t\nclaim: 1.2\nbecause: x\nowner: t\nuntil: 2026-11-30\n",
       "r.yaml:3:8: 'claim' wants the number of a claim, such as 1.2.2"},
  };
  for (const Refusal& row : rows) {
    const auto record = ReadRecord(row.yaml, "r.yaml");
    ASSERT_FALSE(record) << row.yaml;
    EXPECT_EQ(record.error().kind, ErrorKind::kConfiguration) << row.yaml;
    EXPECT_EQ(ToString(record.error()), row.error) << row.yaml;
  }
}

TEST(RecordFile, ATimeOnTheSameDayIsNotEarlier) {
  const auto record = ReadRecord(
      "record: fix\nby: t\non: 2026-12-01\nabout: C\nseverity: high\nknown-at: "
      "2026-11-01T08:00Z\ndecided-at: 2026-11-01\n",
      "r.yaml");
  EXPECT_TRUE(record) << ToString(record.error());
}

TEST(RecordFile, NoRecordOfEvidenceNamesAClaim) {
  for (const RecordRow& row : RecordTable()) {
    const std::string yaml = "record: " + std::string(Name(row.kind)) + "\nby: a\nclaim: 1.2.2\n";
    const auto record = ReadRecord(yaml, "2026-11-24-x.yaml");
    ASSERT_FALSE(record) << "each lacks something else, or names a claim";
    const bool refused = record.error().what.contains("a record of evidence names no claim");
    EXPECT_EQ(refused, !NamesWhatItIsAbout(row.kind)) << yaml;
    EXPECT_FALSE(refused && record.error().where != "2026-11-24-x.yaml:3:1");
  }
  const auto told = ReadRecord("record: told\nclaims: [1.1.1]\n", "r.yaml");
  ASSERT_FALSE(told);
  EXPECT_EQ(ToString(told.error()),
            "r.yaml:2:1: a record of evidence names no claim: its kind decides (told bears on "
            "3.4.1, 3.4.2)");
  const auto topic = ReadRecord(
      "record: interview\nby: a\non: 2026-01-01\ntopic: 1.2.2\ntook-part: [b]\nfound: [x]\n",
      "r.yaml");
  ASSERT_FALSE(topic);
  EXPECT_EQ(topic.error().what, "a topic is in words: no record of evidence names a claim");
}

TEST(RecordFile, ASecondDocumentIsRefused) {
  const std::string one =
      "record: rotation\nby: tom\non: 2026-01-01\nabout: KEY\ndecision: changed\n";
  EXPECT_TRUE(ReadRecord(one, "r.yaml"));
  for (const std::string& two :
       {one + "---\n" + one, one + "---\n# nothing\nx: 1\n", one + "...\n---\n" + one}) {
    const auto record = ReadRecord(two, "r.yaml");
    ASSERT_FALSE(record) << two;
    EXPECT_EQ(record.error().kind, ErrorKind::kConfiguration);
  }
}

TEST(RecordFile, ARecordCannotReplaceItself) {
  const auto record = ReadRecord(
      "record: rotation\nby: tom\nabout: KEY\ndecision: changed\nreplaces: "
      "./records/2026-11-03-told.yaml\n",
      kPath);
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().what, "a record cannot replace itself");
}

TEST(RecordFile, AMegabyteOfDecisionsIsReadAndMoreThanTheLimitIsNot) {
  std::string yaml = "record: access-review\nby: p\nof: a\ndecisions:\n";
  int accounts = 0;
  while (yaml.size() < 1'000'000) yaml += "  account-" + std::to_string(accounts++) + ": keep\n";
  const auto record = ReadRecord(yaml, "2026-01-01-x.yaml");
  ASSERT_TRUE(record) << ToString(record.error());
  EXPECT_EQ(record->decisions.size(), static_cast<std::size_t>(accounts));
  yaml += "#" + std::string(kMaxRecordBytes, 'x');
  EXPECT_FALSE(ReadRecord(yaml, "2026-01-01-x.yaml"));
}

TEST(RecordFile, AFewAliasesThatMakeGigabytesAreRefused) {
  std::string yaml = "record: rotation\nby: tom\non: 2026-01-01\nabout: &a " +
                     std::string(500'000, 'x') + "\ndecision: changed\nproducts:\n";
  for (int i = 0; i < 50'000; ++i) yaml += "- *a\n";
  const auto record = ReadRecord(yaml, "r.yaml");
  ASSERT_FALSE(record);
  EXPECT_EQ(record.error().what, "aliases repeat too much");
}

TEST(RecordFile, AKeyWithEscapeSequencesCannotDriveTheTerminal) {
  const auto record = ReadRecord("record: told\nby: a\n\"\\e[2J\": x\n", "r.yaml");
  ASSERT_FALSE(record);
  EXPECT_FALSE(ToString(record.error()).contains('\x1b'));
}

// ---- accepted.yaml ----

TEST(Accepted, EachWaiverHasItsOwnSpeakerDayAndLine) {
  const std::string yaml =
      "- about: GHSA-x\n  because: never called\n  by: priya\n  on: 2026-09-30\n  until: "
      "2026-12-31\n"
      "- { about: 4c1d9e, because: a test value, by: tom, on: 2026-10-02, until: 2027-10-01, "
      "claim: 1.4.5 }\n";
  const auto records = ReadAccepted(yaml, "accepted.yaml");
  ASSERT_TRUE(records) << ToString(records.error());
  ASSERT_EQ(records->size(), 2u);
  EXPECT_EQ((*records)[0].kind, RecordKind::kWaiver);
  EXPECT_EQ((*records)[0].id, crypto::Sha256Of(yaml));
  EXPECT_EQ((*records)[1].by, "tom");
  EXPECT_EQ((*records)[1].on, "2026-10-02");
  EXPECT_EQ((*records)[1].claim, "1.4.5");
  EXPECT_EQ((*records)[1].place, (model::Place{"accepted.yaml", 6}));
  EXPECT_TRUE(ReadAccepted("[]\n", "accepted.yaml")->empty());
}

TEST(Accepted, OneThatLacksReasonDayOrEndRefusesTheList) {
  const Refusal rows[] = {
      {"", "accepted.yaml: empty; it starts with '- { about: ...'"},
      {"about: x\n", "accepted.yaml:1:1: 'accepted.yaml' wants a list, such as [a, b]"},
      {"- { about: x, by: t, on: 2026-01-01, until: 2026-02-01 }\n",
       "accepted.yaml:1:3: 'accepted.yaml' lacks 'because'"},
      {"- { about: x, by: t, because: y, until: 2026-02-01 }\n",
       "accepted.yaml:1:3: 'accepted.yaml' lacks 'on'"},
      {"- { about: x, by: t, because: y, on: 2026-01-01 }\n",
       "accepted.yaml:1:3: 'accepted.yaml' lacks 'until'"},
      {"- { about: x, by: t, because: ' ', on: 2026-01-01, until: 2026-02-01 }\n",
       "accepted.yaml:1:31: 'because' wants text"},
      {"- { record: told, about: x, by: t, because: y, on: 2026-01-01, until: 2026-02-01 }\n",
       "accepted.yaml:1:5: unknown key 'record' (known here: by, on, about, because, until, claim, "
       "products, replaces, visibility)"},
  };
  for (const Refusal& row : rows) {
    const auto records = ReadAccepted(row.yaml, "accepted.yaml");
    ASSERT_FALSE(records) << row.yaml;
    EXPECT_EQ(ToString(records.error()), row.error) << row.yaml;
  }
}

// Run with AVOUCH_WRITE_SCHEMA=1 to write the file anew.
TEST(RecordFile, ThePublishedSchemaIsThatOfTheTable) {
  const std::string path = AVOUCH_SOURCE_DIR "/docs/schemas/record-1.schema.json";
  const auto wanted = syntax::WriteJson(RecordSchema());
  ASSERT_TRUE(wanted) << ToString(wanted.error());
  if (std::getenv("AVOUCH_WRITE_SCHEMA") != nullptr) {
    std::ofstream(path, std::ios::binary) << *wanted;
  }
  std::ifstream file(path, std::ios::binary);
  const std::string published{std::istreambuf_iterator<char>(file),
                              std::istreambuf_iterator<char>()};
  EXPECT_EQ(published, *wanted);
}

}  // namespace
}  // namespace avouch::statement
