#include "statement/record_text.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "base/text.h"
#include "statement/record_file.h"
#include "statement/record_lists.h"
#include "statement/record_shape.h"

namespace avouch::statement {
namespace {

using model::Record;
using model::RecordKind;

Record Told() {
  Record record;
  record.kind = RecordKind::kTold;
  record.by = "asha";
  record.on = "2026-11-03";
  record.about = "CVE-2026-41234";
  record.tellings = {
      {"customers", "", "e-mail: 212, all", "", "", "2026-11-02T09:00Z", 212, 3, {}, {}},
      {"internal", "security@larkhill.example", "", "", "", "2026-11-01T08:10Z", 0, 0, {}, {}}};
  return record;
}

TEST(RecordText, WhatIsWrittenIsShortCommentedAndAsAnEditorWouldWriteIt) {
  const auto text = WriteRecord(Told());
  ASSERT_TRUE(text) << ToString(text.error());
  EXPECT_EQ(*text,
            "# Who was told of a vulnerability, when. Bears on 3.4.1, 3.4.2.\n"
            "# Counts when the one named under by: signs the commit, or FILE.sig.\n"
            "record: told\n"
            "by: asha\n"
            "on: 2026-11-03\n"
            "about: CVE-2026-41234\n"
            "internal: { to: \"security@larkhill.example\", at: 2026-11-01T08:10Z }\n"
            "customers: { how: \"e-mail: 212, all\", at: 2026-11-02T09:00Z, of: 212, bounced: 3 }\n"
            "# others:   # Authorities, upstream, partners\n"
            "# products:   # Which products it is about; all when not said\n"
            "# replaces:   # The record that this one corrects\n"
            "# visibility:   # Who may read it; internal when not said\n");
}

TEST(RecordText, TheFilesNameHasTheDayTheKindAndWhatItIsAbout) {
  Record record = Told();
  EXPECT_EQ(RecordFileName(record), "2026-11-03-told-cve-2026-41234.yaml");
  EXPECT_EQ(RecordFileName(record, 2), "2026-11-03-told-cve-2026-41234-2.yaml");
  record.about = "../../etc/passwd\n\x1b[2J";
  EXPECT_EQ(RecordFileName(record), "2026-11-03-told-etc-passwd-2j.yaml");
  record.about = std::string(1000, 'x');
  EXPECT_LT(RecordFileName(record).size(), 70u);
  record.about = "\xC3\xA9 -";
  EXPECT_EQ(RecordFileName(record), "2026-11-03-told.yaml");
}

TEST(RecordText, WordsThatYamlWouldTakeForSomethingElseComeBackAsTheyWere) {
  for (const char* text : {"true",
                           "null",
                           "~",
                           "0x10",
                           "007",
                           "-0",
                           "1e3",
                           "12",
                           "a: b",
                           "a #b",
                           "- a",
                           "? a",
                           "#a",
                           "*a",
                           "&a",
                           "!a",
                           "[a]",
                           "{a}",
                           "a, b",
                           "'a",
                           "\"a",
                           "a\\b",
                           "two\nlines",
                           " a",
                           "a ",
                           "%a",
                           "@a",
                           "`a",
                           "<<",
                           "---",
                           "a:",
                           ":a",
                           "| x",
                           "> x",
                           "\xC3\xA9",
                           "yes",
                           "2026-11-24",
                           "=",
                           "http://a/b#c",
                           "tab\there",
                           "a\xE2\x80\xA8",
                           "\xE2\x80\xA9",
                           "\x7f",
                           "a\xC2\x85",
                           "\xC2\x9F\xC2\xA0",
                           "\xEF\xBB\xBF"
                           "a",
                           "\x1b[2J",
                           "\x01"}) {
    Record record;
    record.kind = RecordKind::kAccessReview;
    record.by = "priya", record.on = "2026-11-03";
    record.of = {"inbox/a b.json", std::string(64, '1')};
    record.decisions = {{text, "keep"}, {"other", "remove"}};
    record.products = {text, text};
    const auto written = WriteRecord(record);
    ASSERT_TRUE(written) << text << ": " << ToString(written.error());
    const auto read = ReadRecord(*written, RecordFileName(record));
    ASSERT_TRUE(read) << *written;
    EXPECT_EQ(read->decisions, record.decisions) << *written;
    EXPECT_EQ(read->products, record.products) << *written;
  }
}

TEST(RecordText, ManyAccountsGoOneALine) {
  Record record;
  record.kind = RecordKind::kAccessReview;
  record.by = "priya", record.on = "2026-11-03", record.of = {"inbox/a.json", ""};
  for (int i = 0; i < 50; ++i) record.decisions.push_back({"account-" + std::to_string(i), "keep"});
  const auto text = WriteRecord(record);
  ASSERT_TRUE(text) << ToString(text.error());
  EXPECT_TRUE(text->contains("decisions:\n  account-0: keep\n  account-1: keep\n")) << *text;
}

TEST(RecordText, WhatWouldBeRefusedIsNotWritten) {
  const struct {
    void (*spoil)(Record&);
    const char* error;
  } rows[] = {
      {[](Record& r) { r.about.clear(); }, "'about'"},
      {[](Record& r) { r.by = "Asha Rao"; }, "'Asha Rao' is no id of a person"},
      {[](Record& r) { r.on = "2026-02-30"; }, "'on' wants a date"},
      {[](Record& r) { r.on.clear(); }, "no day: say 'on:'"},
      {[](Record& r) { r.tellings[0].at.clear(); }, "'customers' wants at:"},
      {[](Record& r) { r.tellings[0].whom = "friends"; }, "cannot be written"},
      {[](Record& r) { r.severity = "high"; }, "cannot be written"},
      {[](Record& r) { r.visibility = "everybody"; }, "'visibility' cannot be 'everybody'"},
      {[](Record& r) { r.replaces = "../x"; }, "'replaces' wants a path"},
      {[](Record& r) { r.about = "\xff"; }, ""},
  };
  for (const auto& row : rows) {
    Record record = Told();
    row.spoil(record);
    const auto text = WriteRecord(record);
    ASSERT_FALSE(text) << *text;
    EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
    EXPECT_TRUE(text.error().what.contains(row.error)) << ToString(text.error());
  }
}

// ---- docs/records.md ----

struct Example {
  std::string heading, path, text;
};

// The fenced blocks of the page, each with the heading above it and the path in
// its first line.
std::vector<Example> Examples() {
  std::ifstream file(AVOUCH_SOURCE_DIR "/docs/records.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  std::vector<Example> out;
  std::string heading;
  bool inside = false;
  for (const auto line : Lines(page)) {
    if (line.starts_with("## ")) heading = line.substr(3);
    if (line.starts_with("```")) {
      inside = !inside;
      if (inside) out.push_back({heading, "", ""});
      continue;
    }
    if (!inside) continue;
    if (out.back().path.empty() && line.starts_with("# "))
      out.back().path = line.substr(2);
    else
      out.back().text += std::string(line) + "\n";
  }
  return out;
}

TEST(RecordsPage, EachKindHasASectionWithAnExampleThatIsReadAndWrittenAgain) {
  std::set<std::string> kinds;
  for (const Example& example : Examples()) {
    if (!example.path.starts_with("records/2")) continue;
    const auto record = ReadRecord(example.text, example.path);
    ASSERT_TRUE(record) << ToString(record.error());
    EXPECT_EQ(Name(record->kind), example.heading);
    kinds.insert(example.heading);
    const auto written = WriteRecord(*record);
    ASSERT_TRUE(written) << example.heading << ToString(written.error());
    auto again = ReadRecord(*written, example.path);
    ASSERT_TRUE(again) << *written;
    again->id = record->id, again->place = record->place;
    EXPECT_EQ(*again, *record) << *written;
  }
  EXPECT_EQ(kinds.size(), RecordTable().size()) << "a kind has no example in docs/records.md";
}

TEST(RecordsPage, TheSectionOfEachKindNamesWhatItBearsOnAndWhoseDutyItIs) {
  std::ifstream file(AVOUCH_SOURCE_DIR "/docs/records.md", std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
  for (const RecordRow& row : RecordTable()) {
    const std::size_t at = page.find("\n## " + std::string(Name(row.kind)) + "\n");
    ASSERT_NE(at, page.npos) << Name(row.kind);
    const std::string section = page.substr(at + 1, page.find("\n```", at) - at);
    for (const auto claim : Split(row.bears_on, ',')) {
      const std::string number(Trim(claim));
      const bool in_range = number.starts_with("2.2.") && section.contains("2.2.1 to 2.2.4");
      EXPECT_TRUE(section.contains(number) || in_range) << Name(row.kind) << " " << number;
    }
    EXPECT_TRUE(row.duty.empty() || section.contains(row.duty)) << Name(row.kind);
  }
}

TEST(RecordsPage, TheListsOfThePageAreRead) {
  int lists = 0;
  for (const Example& example : Examples()) {
    if (example.path == "accepted.yaml") {
      const auto accepted = ReadAccepted(example.text, example.path);
      ASSERT_TRUE(accepted) << ToString(accepted.error());
      EXPECT_EQ(accepted->size(), 2u);
      ++lists;
    }
    if (example.path == kInboxSums) {
      const auto sums = ReadSums(example.text);
      ASSERT_TRUE(sums) << ToString(sums.error());
      EXPECT_EQ(sums->size(), 1u);
      ++lists;
    }
  }
  EXPECT_EQ(lists, 2);
}

TEST(RecordTable, IsInTheOrderOfTheKinds) {
  std::size_t number = 0;
  for (const RecordRow& row : RecordTable()) {
    EXPECT_EQ(static_cast<std::size_t>(row.kind), number++);
    EXPECT_EQ(&RowOf(row.kind), &row);
    EXPECT_EQ(row.bears_on.empty(), NamesWhatItIsAbout(row.kind) ||
                                        row.kind == RecordKind::kInterview ||
                                        row.kind == RecordKind::kSample);
  }
}

}  // namespace
}  // namespace avouch::statement
