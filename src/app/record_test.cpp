#include "app/record.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "statement/record_file.h"
#include "statement/record_shape.h"
#include "statement/record_text.h"

namespace avouch::app {
namespace {

using model::Record;
using model::RecordKind;
using statement::Form;

constexpr const char* kToday = "2026-11-24";

// A value that the shape of a flag takes.
std::string Sample(const RecordFlag& flag) {
  const statement::Shape& shape = flag.many ? *flag.shape->item : *flag.shape;
  std::string value = "words";
  if (!shape.choices.empty()) value = std::string(shape.choices.front());
  if (shape.form == Form::kDate || shape.form == Form::kTime) value = "2026-11-24";
  if (shape.form == Form::kMoment) value = "2026-11-24T08:10Z";
  if (shape.form == Form::kDuration) value = "1y";
  if (shape.form == Form::kDigest) value = std::string(64, 'a');
  if (shape.form == Form::kClaim) value = "1.2.3";
  if (shape.form == Form::kInteger) value = "1";
  if (shape.form == Form::kPath) value = "documents/a.md";
  if (flag.key == "by" || flag.key == "took-part" || flag.key == "owner" || flag.key == "person")
    value = "priya";
  return flag.shape->form == Form::kTable ? "one=" + value : value;
}

RecordValues Whole(RecordKind kind, bool only_required) {
  RecordValues values;
  bool file_required = false;
  for (const RecordFlag& flag : RecordFlagsOf(kind)) {
    if (flag.file) file_required = flag.required;
    const bool digest = flag.part == "sha256" && file_required;
    if (flag.key == "replaces" || (only_required && !flag.required && !digest)) continue;
    values.emplace_back(flag.name, Sample(flag));
  }
  return values;
}

TEST(RecordFlags, EveryKeyOfEveryKindHasOneAndNoTwoAreAlike) {
  for (const auto& row : statement::RecordTable()) {
    std::set<std::string> names;
    std::set<std::string_view> keys;
    for (const RecordFlag& flag : RecordFlagsOf(row.kind)) {
      EXPECT_TRUE(names.insert(flag.name).second) << Name(row.kind) << " --" << flag.name;
      EXPECT_FALSE(flag.says.empty());
      keys.insert(flag.key);
    }
    EXPECT_EQ(keys.size() + 1, row.shape->keys.size()) << Name(row.kind);
  }
}

TEST(RecordFlags, EveryKindIsMadeOfItsFlagsAndReadsBack) {
  for (const auto& row : statement::RecordTable())
    for (const bool only_required : {true, false}) {
      const auto record = MakeRecord(row.kind, Whole(row.kind, only_required), kToday);
      ASSERT_TRUE(record) << Name(row.kind) << ": " << ToString(record.error());
      const auto text = statement::WriteRecord(*record);
      ASSERT_TRUE(text) << Name(row.kind) << ": " << ToString(text.error());
      const auto read = statement::ReadRecord(*text, record->path);
      ASSERT_TRUE(read) << *text;
      EXPECT_EQ(read->kind, row.kind);
      EXPECT_EQ(read->by, "priya");
      if (only_required) continue;
      for (const RecordFlag& flag : RecordFlagsOf(row.kind))  // Nothing that was said is lost.
        EXPECT_TRUE(flag.key == "replaces" || flag.key == "visibility" ||
                    ("\n" + *text).contains("\n" + std::string(flag.key) + ":"))
            << flag.name << "\n"
            << *text;
    }
}

TEST(RecordFlags, EachThatIsWantedIsAskedForByName) {
  for (const auto& row : statement::RecordTable())
    for (const RecordFlag& flag : RecordFlagsOf(row.kind)) {
      if (!flag.required || (flag.shape->choices.size() == 1)) continue;
      RecordValues values = Whole(row.kind, true);
      std::erase_if(values, [&](const auto& pair) { return pair.first == flag.name; });
      const auto record = MakeRecord(row.kind, values, kToday);
      ASSERT_FALSE(record) << Name(row.kind) << " --" << flag.name;
      EXPECT_EQ(record.error().where, "--" + flag.name);
      EXPECT_EQ(record.error().kind, ErrorKind::kUsage);
    }
}

TEST(RecordFlags, AValueThatCannotBeNamesItsFlag) {
  struct Row {
    RecordKind kind;
    const char *flag, *value, *error;
  };
  const Row rows[] = {
      {RecordKind::kGap, "until", "soon", "--until: "},
      {RecordKind::kGap, "claim", "9", "--claim: "},
      {RecordKind::kGap, "because", "two\nlines", "--because: one line"},
      {RecordKind::kGap, "because", "\x1b[2J", "--because: one line"},
      {RecordKind::kGap, "because", "a\xE2\x80\xA8z", "--because: one line"},
      {RecordKind::kGap, "because", "\xff", "--because: one line"},
      {RecordKind::kGap, "visibility", "all", "--visibility: "},
      {RecordKind::kReport, "findings", "high", "NAME=VALUE"},
      {RecordKind::kReport, "findings", "high=many", "no whole number"},
      {RecordKind::kReport, "findings", "high=-1", "--findings: "},
      {RecordKind::kReport, "file", "../x", "--file: "},
      {RecordKind::kAccessReview, "decisions", "tom=perhaps", "--decisions: "},
      {RecordKind::kPromise, "at-least", "30d", "less than a year"},
      {RecordKind::kIncidentPeriod, "to", "2026-11-25", "after the day"},
      {RecordKind::kTold, "customers-how", "e-mail", "wants at:"},
      {RecordKind::kGap, "by", "Priya Nair", "no id"},
  };
  for (const Row& row : rows) {
    RecordValues values = Whole(row.kind, true);
    std::erase_if(values, [&](const auto& pair) { return pair.first == row.flag; });
    values.emplace_back(row.flag, row.value);
    const auto record = MakeRecord(row.kind, values, kToday);
    ASSERT_FALSE(record) << row.flag << " " << row.value;
    EXPECT_EQ(record.error().kind, ErrorKind::kUsage);
    EXPECT_NE(ToString(record.error()).find(row.error), std::string::npos)
        << ToString(record.error());
  }
}

TEST(RecordFlags, WhatHappenedEarlierIsWrittenToday) {
  const auto record = MakeRecord(RecordKind::kIncident,
                                 {{"by", "priya"},
                                  {"on", "2026-09-01"},
                                  {"about", "status page"},
                                  {"known-at", "2026-09-01T09:40+01:00"},
                                  {"closed-at", "2026-09-02"}},
                                 kToday);
  ASSERT_TRUE(record) << ToString(record.error());
  EXPECT_EQ(record->on, "2026-09-01");
  EXPECT_EQ(record->path.bytes, "records/2026-11-24-incident-status-page.yaml");
}

TEST(RecordFlags, AnEmptyListIsAnAnswerAndAFileAloneIsOneWord) {
  const auto sample = MakeRecord(RecordKind::kSample,
                                 {{"by", "priya"},
                                  {"topic", "reviews"},
                                  {"scope", "3 of 9"},
                                  {"looked-at", "#1"},
                                  {"looked-at", "#4, and #7"},
                                  {"found", ""}},
                                 kToday);
  ASSERT_TRUE(sample) << ToString(sample.error());
  EXPECT_EQ(sample->looked_at, (std::vector<std::string>{"#1", "#4, and #7"}));
  const auto text = statement::WriteRecord(*sample);
  ASSERT_TRUE(text);
  EXPECT_TRUE(text->contains("\nfound: []\n")) << *text;
  RecordValues exercise = {
      {"by", "priya"}, {"of", "plan.md"}, {"took-part", "tom"}, {"scenario", "x"}};
  const auto played = MakeRecord(RecordKind::kExercise, exercise, kToday);
  ASSERT_TRUE(played);
  EXPECT_TRUE(statement::WriteRecord(*played)->contains("\nof: plan.md\n"));
}

TEST(RecordArguments, AreReadAsTheyWereTyped) {
  const auto read = ReadRecordArguments({"gap", "--claim", "1.2.3", "--because=a=b", "--org", "x",
                                         "--no-input", "--products", "A", "--products", "B"});
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ(read->kind, "gap");
  EXPECT_EQ(read->org, "x");
  EXPECT_TRUE(read->no_input);
  EXPECT_EQ(
      read->values,
      (RecordValues{{"claim", "1.2.3"}, {"because", "a=b"}, {"products", "A"}, {"products", "B"}}));
}

TEST(RecordArguments, WhatCannotBeIsSaidInOneLine) {
  struct Row {
    std::vector<std::string> words;
    const char* error;
  };
  const Row rows[] = {
      {{"gpa"}, "did you mean gap?"},
      {{"gap", "told"}, "belongs to no flag"},
      {{"gap", "--clam", "1.2.3"}, "did you mean --claim?"},
      {{"gap", "--until"}, "--until: wants a value"},
      {{"gap", "--until", "a", "--until", "b"}, "is there twice"},
      {{"--claim", "1.2.3"}, "the kind comes first"},
      {{"told", "--claim", "1.2.3"}, "no such flag"},
      {{"gap", "--record", "told"}, "no such flag"},
  };
  for (const Row& row : rows) {
    const auto read = ReadRecordArguments(row.words);
    ASSERT_FALSE(read) << row.error;
    EXPECT_EQ(read.error().kind, ErrorKind::kUsage);
    EXPECT_NE(ToString(read.error()).find(row.error), std::string::npos) << ToString(read.error());
  }
  EXPECT_TRUE(ReadRecordArguments({})->kind.empty());
}

}  // namespace
}  // namespace avouch::app
