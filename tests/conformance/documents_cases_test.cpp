// Real security.txt and Security Insights files, where AVOUCH_DATA has them:
// what we say of each, read against the file by a person.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <string>

#include "formats/security_insights.h"
#include "formats/security_txt.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

fs::path Topic(std::string_view name) {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? fs::path() : fs::path(data) / name;
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Contacts, the end, and how many problems.
struct Txt {
  std::size_t contacts;
  std::string_view expires;
  std::size_t problems;
};
const std::map<std::string, Txt> kTxt = {
    {"coreinfrastructure__best-practices-badge-1.txt", {1, "", 1}},  // No Expires
    {"coreinfrastructure__best-practices-badge-2.txt", {1, "", 1}},
    {"1shiftdigital__shiftid-website.txt", {1, "2027-01-01T00:00:00Z", 0}},
    {"371tti__371tti.net-contents.txt", {3, "2030-12-31T23:59:59Z", 0}},
    {"9-Security__9Sec-Website.txt", {1, "2027-06-06T00:00:00Z", 0}},
    {"A2CN-protocol__A2CN.txt", {2, "2027-10-02T00:00:00Z", 0}},
    {"AFielen__DRK-DigitalWeb.txt", {1, "2027-04-14T00:00:00Z", 0}},
};
// A description of the field CSAF for a registry, and no security.txt.
constexpr std::string_view kNoTxt = "csaf-field-registration.txt";

TEST(SecurityTxtCases, RealFilesSayWhatAReaderSees) {
  const fs::path topic = Topic("security-txt");
  if (!fs::is_directory(topic)) GTEST_SKIP() << "no topic 'security-txt' under AVOUCH_DATA";
  std::size_t read = 0;
  for (const auto& entry : fs::recursive_directory_iterator(topic)) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || entry.path().extension() != ".txt" || name == "SOURCE.txt")
      continue;
    const std::string bytes = ReadAll(entry.path());
    if (name == kNoTxt) {
      EXPECT_FALSE(formats::HasSecurityTxtFields(bytes)) << name;
      continue;
    }
    const auto row = kTxt.find(name);
    if (row == kTxt.end()) {
      ADD_FAILURE() << name << " is judged by nobody";
      continue;
    }
    const auto file = formats::ReadSecurityTxt(".well-known/security.txt", bytes);
    ASSERT_TRUE(file.has_value()) << name << ": " << ToString(file.error());
    EXPECT_TRUE(formats::HasSecurityTxtFields(bytes)) << name;
    EXPECT_EQ(file->contacts.size(), row->second.contacts) << name;
    EXPECT_EQ(file->expires_valid ? ToString(file->expires_at) : "", row->second.expires) << name;
    EXPECT_EQ(file->problems.size(), row->second.problems) << name;
    ++read;
  }
  EXPECT_EQ(read, kTxt.size());
}

// In a folder of real versions every file is one, but for this data source of a
// scanner, which has the format's name and no header.
constexpr std::string_view kNoInsights = "01-resources_minder_data-sources_security-insights.yaml";

TEST(SecurityInsightsCases, RealFilesAndTheSpecificationsExamplesAreRead) {
  const fs::path topic = Topic("security-insights");
  if (!fs::is_directory(topic)) GTEST_SKIP() << "no topic 'security-insights' under AVOUCH_DATA";
  int real = 0, examples = 0;
  for (const auto& entry : fs::recursive_directory_iterator(topic)) {
    const std::string extension = entry.path().extension().string();
    if (!entry.is_regular_file() || (extension != ".yml" && extension != ".yaml")) continue;
    const std::string name =
        entry.path().parent_path().filename().string() + "/" + entry.path().filename().string();
    const auto file = formats::ReadSecurityInsights("security-insights.yml", ReadAll(entry.path()));
    if (entry.path().filename() == kNoInsights) {
      ASSERT_FALSE(file.has_value()) << name;
      EXPECT_EQ(file.error().kind, ErrorKind::kUnsupported) << name;
      continue;
    }
    ASSERT_TRUE(file.has_value()) << name << ": " << ToString(file.error());
    const bool first = file->version.starts_with("1."), second = file->version.starts_with("2.");
    EXPECT_TRUE(first || second) << name << " " << file->version;
    EXPECT_FALSE(file->last_reviewed.empty() && second) << name;
    EXPECT_EQ(file->expires.empty(), second) << name << ": version 1 alone has an end";
    EXPECT_FALSE(file->pointers.empty() && file->contacts.empty()) << name << " points nowhere";
    // The examples are at example.com; five versions of one project hold "n/a" and a
    // licence's address copied from the examples.
    const bool example = name.starts_with("examples/");
    const bool left = example || (name.starts_with("privateerproj__privateer/") &&
                                  !name.starts_with("privateerproj__privateer/01"));
    EXPECT_EQ(!file->problems.empty(), left)
        << name << ": " << (file->problems.empty() ? "" : file->problems[0].text);
    example ? ++examples : ++real;
  }
  std::cout << real << " real files, " << examples << " examples\n";
  EXPECT_GE(real, 18);
  EXPECT_EQ(examples, 3);
}

}  // namespace
}  // namespace avouch
