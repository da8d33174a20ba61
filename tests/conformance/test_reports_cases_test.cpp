// The readers of test reports against reports and counts that others gathered:
// AVOUCH_DATA/test-reports. Nothing of them is copied here.
//
// Where ours is another answer, the case stands in kJudged with the reason, and
// must differ: a row that no longer does fails.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "formats/junit.h"
#include "formats/trx.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

const std::map<std::string, std::string> kJudged = {
    {"junit-xml/tst/disabled", "a disabled test did not run, so it did not pass"},
    {"junit-xml/pytest/corrupt-xml", "a file that stops is a partial run, and its failure counts"},
    {"nunit/nunit3/jenkins/NUnit-ignored", "it says 4 tests and shows 3: partial"},
    {"nunit/mstest/clicketyclackety", "NUnit labels nine of ten failures errors, and so do we"},
    {"nunit/mstest/timewarpinc", "NUnit labels this failure an error, and so do we"},
};
const std::map<std::string, std::string> kNotRead = {
    {"dart/json/tests", "dart's own JSON; `dart test --file-reporter junit` is read"},
    {"mocha/tests", "mocha's own JSON; mocha-junit-reporter is read"},
};

std::string Folder() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? "" : std::string(data) + "/test-reports/publish-unit-test-result";
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string Text(const model::TestRun& run) {
  return "passed " + std::to_string(run.passed) + ", skipped " + std::to_string(run.skipped) +
         ", failed " + std::to_string(run.failed) + ", errors " + std::to_string(run.errors) +
         (run.partial ? ", partial" : "");
}

std::string Ours(const fs::path& path) {
  const std::string bytes = ReadAll(path);
  const Path name(path.filename().string());
  Result<model::TestRun> run = Fail(ErrorKind::kUnsupported, "no reader");
  if (formats::IsTrx(bytes))
    run = formats::ReadTrx(name, bytes);
  else if (formats::IsNunit(bytes))
    run = formats::ReadNunit(name, bytes);
  else if (formats::IsXunit(bytes))
    run = formats::ReadXunit(name, bytes);
  else
    run = formats::ReadJunit(name, bytes);
  return run ? Text(*run) : "refused";
}

std::string Theirs(const fs::path& base) {
  if (fs::exists(base.string() + ".exception")) return "refused";
  const auto json = syntax::ParseJson(ReadAll(base.string() + ".results.json"));
  if (!json) return "no expectation: " + ToString(json.error());
  const auto& stats = (*json)["stats"];
  const auto count = [&](std::string_view key) { return stats[key].integer().value_or(-1); };
  model::TestRun run;
  run.passed = count("runs_succ"), run.skipped = count("runs_skip");
  run.failed = count("runs_fail"), run.errors = count("runs_error");
  return Text(run);
}

TEST(TestReports, CountAsThePeerExpects) {
  const std::string folder = Folder();
  if (folder.empty() || !fs::exists(folder)) GTEST_SKIP() << "AVOUCH_DATA/test-reports is not here";
  int held = 0, judged = 0, unread = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    fs::path base = entry.path();
    base.replace_extension();
    if (extension != ".xml" && extension != ".trx" && extension != ".json") continue;
    if (entry.path().filename().string().ends_with(".results.json")) continue;
    if (!fs::exists(base.string() + ".results.json") && !fs::exists(base.string() + ".exception"))
      continue;
    const std::string name = fs::relative(base, folder).string();
    const std::string ours = Ours(entry.path()), theirs = Theirs(base);
    if (kNotRead.contains(name)) {
      EXPECT_EQ(ours, "refused") << name;
      ++unread;
    } else if (const auto row = kJudged.find(name); row != kJudged.end()) {
      EXPECT_NE(ours, theirs) << name << ": no longer differs";
      ++judged;
    } else {
      EXPECT_EQ(ours, theirs) << name;
      ++held;
    }
  }
  std::cout << held << " as expected, " << judged << " judged, " << unread << " not read\n";
  EXPECT_GE(held, 38);
}

TEST(TestReports, OthersAreReadAsTheyCount) {
  const std::string folder = Folder() + "/../wild/";
  if (!fs::exists(folder)) GTEST_SKIP() << "AVOUCH_DATA/test-reports is not here";
  const std::map<std::string, std::string> rows = {
      {"betterleaks/testdata/expected/report/junit_empty.xml",
       "passed 0, skipped 0, failed 0, errors 0"},
      {"cli/cmd/kosli/testdata/junit/surefire_maven_ancient_junit_report.xml",
       "passed 0, skipped 7, failed 0, errors 0"},
  };
  for (const auto& [path, text] : rows)
    if (fs::exists(folder + path)) EXPECT_EQ(Ours(folder + path), text) << path;
}

}  // namespace
}  // namespace avouch
