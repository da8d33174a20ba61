// SBOMs that others wrote, where AVOUCH_DATA has them: the cases of CycloneDX's own test suite,
// each valid or not as its maker says; examples of both makers; and those that tools left in
// public repositories. Nothing of them is copied here.
//
// What is left out or refused stands in a table with its reason, and must stay so: a row that
// no longer does fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "formats/sbom.h"
#include "formats/sbom_validate.h"
#include "formats/sbom_write.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

fs::path Topic() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? fs::path() : fs::path(data) / "sbom";
}

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The rows of a table of the topic, without its heading.
std::vector<std::vector<std::string>> Rows(const fs::path& table) {
  std::vector<std::vector<std::string>> out;
  std::ifstream in(table);
  for (std::string line; std::getline(in, line);) {
    const auto cells = Split(line, '\t');
    out.emplace_back(cells.begin(), cells.end());
  }
  if (!out.empty()) out.erase(out.begin());
  return out;
}

// Cases that are not judged, by what their path contains.
const std::map<std::string, std::string> kNotJudged = {
    {".textproto", "the binary form of CycloneDX and its text are not read"},
};

TEST(SbomCases, TheMakersVerdictsAreOurs) {
  const auto rows = Rows(Topic() / "cyclonedx-conformance/CASES.tsv");
  if (rows.empty()) GTEST_SKIP() << "needs AVOUCH_DATA with sbom";
  std::map<std::string, int> agreed;
  int left_out = 0, unsaid = 0;
  for (const auto& row : rows) {
    ASSERT_GE(row.size(), 2U);
    if (std::ranges::any_of(kNotJudged,
                            [&](const auto& one) { return row[0].contains(one.first); })) {
      ++left_out;
      continue;
    }
    const std::string bytes = ReadAll(Topic() / row[0]);
    const auto result = formats::ValidateSbom(bytes);
    // A document that does not say what it is, is no SBOM: invalid too.
    const bool valid = result && result->valid();
    if (row[1] != "valid" && row[1] != "invalid") {
      ++unsaid;
      std::cout << "left out, since its maker leaves it out: " << row[0] << "\n";
      continue;
    }
    EXPECT_TRUE(!result || result->judged) << row[0];
    EXPECT_EQ(valid, row[1] == "valid")
        << row[0] << ": "
        << (result && !result->problems.empty()
                ? result->problems[0].where + " " + result->problems[0].what
                : "");
    ++agreed[row[1] + fs::path(row[0]).extension().string()];
  }
  for (const auto& [name, reason] : kNotJudged)
    std::cout << "left out: " << left_out << " of " << name << ": " << reason << "\n";
  EXPECT_EQ(agreed["valid.json"], 145);
  EXPECT_EQ(agreed["invalid.json"], 92);
  EXPECT_EQ(agreed["valid.xml"], 167);
  EXPECT_EQ(agreed["invalid.xml"], 116);
  EXPECT_EQ(left_out, 133);
  EXPECT_EQ(unsaid, 3);
}

// Documents that are refused, by path: why.
const std::map<std::string, std::string> kRefused = {
    {"schemas/spdx/spdx-context-3.jsonld", "the vocabulary of SPDX 3 itself, no document"},
    {"wild/osv-scalibr/extractor/filesystem/sbom/spdx/testdata/sbom.spdx.rdf",
     "SPDX 2 as RDF is not read"},
};

TEST(SbomCases, EveryDocumentIsReadOrNamed) {
  const auto rows = Rows(Topic() / "KINDS.tsv");
  if (rows.empty()) GTEST_SKIP() << "needs AVOUCH_DATA with sbom";
  std::set<std::string> refused;
  int read = 0;
  for (const auto& row : rows) {
    const std::string bytes = ReadAll(Topic() / row[0]);
    const auto inventory = formats::ReadSbom(bytes);
    if (!inventory) {
      refused.insert(row[0]);
      EXPECT_TRUE(kRefused.contains(row[0])) << row[0] << "\t" << ToString(inventory.error());
      continue;
    }
    ++read;
    // The form is the one that the gatherer of these files found by other means.
    const auto form = row[1].substr(0, row[1].find_last_of('-'));
    const std::map<std::string, std::string> names = {{"cdx-json", "JSON"},
                                                      {"cdx-xml", "XML"},
                                                      {"spdx-json", "JSON"},
                                                      {"spdx-jsonld", "JSON-LD"},
                                                      {"spdx-tv", "tag-value"}};
    const auto want = names.find(form);
    EXPECT_TRUE(want == names.end() || inventory->format.ends_with(want->second))
        << row[0] << inventory->format;
  }
  for (const auto& [path, reason] : kRefused) {
    EXPECT_TRUE(refused.contains(path)) << path << " is read after all: " << reason;
    std::cout << "refused: " << path << ": " << reason << "\n";
  }
  std::cout << "read: " << read << "\n";
  EXPECT_EQ(read, 779);
}

// What is read is written and read again: nothing of it is lost on the way.
TEST(SbomCases, WhatIsReadCanBeWrittenAndReadAgain) {
  const auto rows = Rows(Topic() / "KINDS.tsv");
  if (rows.empty()) GTEST_SKIP() << "needs AVOUCH_DATA with sbom";
  const formats::SbomWriting how{.created = "2026-11-26T20:00:00Z"};
  int written = 0;
  for (const auto& row : rows) {
    if (row[0].starts_with("cyclonedx-conformance/") || fs::file_size(Topic() / row[0]) > 600'000)
      continue;
    const auto inventory = formats::ReadSbom(ReadAll(Topic() / row[0]));
    if (!inventory || inventory->subject.name.empty()) continue;
    const Result<Bytes> documents[] = {
        formats::CycloneDxOf(*inventory, formats::CycloneDxVersion::k1_6, how),
        formats::SpdxOf(*inventory, formats::SpdxForm::kJson, how),
        formats::SpdxOf(*inventory, formats::SpdxForm::kTagValue, how)};
    for (const auto& document : documents) {
      ASSERT_TRUE(document) << row[0];
      const auto again = formats::ReadSbom(*document);
      ASSERT_TRUE(again) << row[0];
      ASSERT_EQ(again->parts.size(), inventory->parts.size()) << row[0] << " " << again->format;
      EXPECT_EQ(again->needs, inventory->needs) << row[0] << " " << again->format;
      for (std::size_t i = 0; i < again->parts.size(); ++i)
        EXPECT_TRUE(again->parts[i].purl == inventory->parts[i].purl &&
                    again->parts[i].version == inventory->parts[i].version &&
                    again->parts[i].digests == inventory->parts[i].digests &&
                    again->parts[i].scope == inventory->parts[i].scope)
            << row[0] << " " << again->format << " " << inventory->parts[i].name;
    }
    ++written;
  }
  std::cout << "written and read again: " << written << "\n";
  EXPECT_GE(written, 50);
}

}  // namespace
}  // namespace avouch
