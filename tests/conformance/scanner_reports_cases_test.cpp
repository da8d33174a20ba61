// The readers of scanner reports against logs that others gathered:
// AVOUCH_DATA/sarif and AVOUCH_DATA/scanner-reports. Nothing of them is copied.
//
// Every SARIF log of the data is either read, with as many findings as a plain
// count over its JSON has, or refused for a reason that is named here.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "formats/gitleaks.h"
#include "formats/grype.h"
#include "formats/sarif_results.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

std::string Data(const std::string& topic) {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? "" : std::string(data) + "/" + topic;
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Results of a log that are findings, by the plainest reading of section 3.27.
std::size_t PlainCount(const syntax::Node& log) {
  std::size_t count = 0;
  for (const auto& run : log["runs"].items())
    for (const auto& result : run["results"].items()) {
      const std::string kind(result["kind"].text());
      if (kind == "pass" || kind == "notApplicable" || kind == "informational") continue;
      if (result["baselineState"].text() != "absent") ++count;
    }
  return count;
}

// Reports that are not known for what they are, and why.
const std::map<std::string, std::string> kUnknown = {
    {"anchore_grype_epss_problem.json", "it has no descriptor: nothing in it names grype"},
};

TEST(SarifLogs, AreReadWholeOrRefusedForAReason) {
  const std::string folder = Data("sarif");
  if (folder.empty() || !fs::exists(folder)) GTEST_SKIP() << "AVOUCH_DATA/sarif is not here";
  std::map<std::string, int> told;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const auto extension = entry.path().extension();
    if (!entry.is_regular_file() || (extension != ".sarif" && extension != ".json")) continue;
    const std::string name = fs::relative(entry.path(), folder).string();
    const std::string bytes = ReadAll(entry.path());
    const auto log = syntax::ParseJson(bytes);
    const auto runs = formats::ReadSarif(name, bytes);
    if (!log) {
      ASSERT_FALSE(runs) << name;
      EXPECT_NE(runs.error().where.find("line "), std::string::npos) << name;
      ++told["no JSON"];
    } else if (!(*log)["runs"].is_list() || (*log)["version"].text() != "2.1.0") {
      EXPECT_FALSE(runs) << name;
      ++told["no SARIF, or another version"];
    } else {
      ASSERT_TRUE(runs) << name << ": " << ToString(runs.error());
      EXPECT_TRUE(formats::IsSarif(bytes)) << name;
      std::size_t findings = 0;
      for (const auto& run : *runs) findings += run.findings.size();
      EXPECT_EQ(findings, PlainCount(*log)) << name;
      ++told["read"];
    }
  }
  for (const auto& [what, count] : told) std::cout << count << " " << what << "\n";
  EXPECT_GE(told["read"], 400);
}

TEST(ScannerReports, HaveAsManyFindingsAsTheirListsHave) {
  const std::string folder = Data("scanner-reports") + "/defectdojo/";
  if (!fs::exists(folder)) GTEST_SKIP() << "AVOUCH_DATA/scanner-reports is not here";
  int read = 0;
  for (const auto& entry : fs::directory_iterator(folder + "anchore_grype")) {
    const std::string bytes = ReadAll(entry.path());
    const std::string name = entry.path().filename().string();
    const auto json = syntax::ParseJson(bytes);
    ASSERT_TRUE(json) << name;
    EXPECT_EQ(formats::IsGrype(bytes), !kUnknown.contains(name)) << name;
    const auto run = formats::ReadGrype(name, bytes);
    ASSERT_TRUE(run) << name << ": " << ToString(run.error());
    EXPECT_EQ(run->findings.size(), (*json)["matches"].size()) << name;
    for (const auto& one : run->findings) EXPECT_FALSE(one.rule.empty()) << name;
    if (name == "no_vuln.json") EXPECT_TRUE(run->findings.empty());
    ++read;
  }
  for (const auto& entry : fs::directory_iterator(folder + "gitleaks")) {
    const std::string bytes = ReadAll(entry.path());
    const std::string name = "gitleaks-" + entry.path().filename().string();
    const auto json = syntax::ParseJson(bytes);
    ASSERT_TRUE(json) << name;
    EXPECT_TRUE(formats::IsGitleaks(name, bytes)) << name;
    const auto run = formats::ReadGitleaks(name, bytes);
    ASSERT_TRUE(run) << name << ": " << ToString(run.error());
    EXPECT_EQ(run->findings.size(), json->size()) << name;
    ++read;
  }
  std::cout << read << " reports of grype and gitleaks\n";
  EXPECT_GE(read, 14);
}

// Reports of other tools are taken for none of these.
TEST(ScannerReports, OfOtherToolsAreNotTakenForOurs) {
  const std::string folder = Data("scanner-reports") + "/defectdojo/";
  if (!fs::exists(folder)) GTEST_SKIP() << "AVOUCH_DATA/scanner-reports is not here";
  int seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string tool = fs::relative(entry.path(), folder).begin()->string();
    if (!entry.is_regular_file() || tool == "anchore_grype" || tool == "gitleaks") continue;
    const std::string bytes = ReadAll(entry.path());
    const std::string name = fs::relative(entry.path(), folder).string();
    EXPECT_FALSE(formats::IsGitleaks(name, bytes)) << name;
    if (formats::IsGrype(bytes)) EXPECT_FALSE(formats::ReadGrype(name, bytes)) << name;
    if (formats::IsSarif(bytes)) EXPECT_TRUE(formats::ReadSarif(name, bytes)) << name;
    ++seen;
  }
  EXPECT_GE(seen, 700);
}

}  // namespace
}  // namespace avouch
