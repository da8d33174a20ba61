// Orders of versions, where AVOUCH_DATA has the topic "version-ordering": one
// "a < b" a line, most of them made by each ecosystem's own tool.
//
// Every file is claimed by an order below. A line that is not obeyed is named with its reason,
// and fails here as soon as it holds.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "base/text.h"
#include "notation/version.h"
#include "notation/version_key.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;
using notation::VersionOrder;

struct Claim {
  std::string_view file;  // Begins the file's name; of the table of rows, the first column
  VersionOrder order;
};
constexpr Claim kFiles[] = {
    {"alpine-versions", VersionOrder::kAlpine},
    {"cran-versions", VersionOrder::kCran},
    {"debian-versions", VersionOrder::kDebian},
    {"hackage-versions", VersionOrder::kHackage},
    {"maven-versions", VersionOrder::kMaven},
    {"nuget-versions", VersionOrder::kNuget},
    {"osvdev-packagist_test_cases", VersionOrder::kComposer},
    {"packagist-versions", VersionOrder::kComposer},
    {"pub-versions", VersionOrder::kPub},
    {"pypi-versions", VersionOrder::kPypi},
    {"redhat-versions", VersionOrder::kRpm},
    {"rubygems-versions", VersionOrder::kRubygems},
    {"semver-versions", VersionOrder::kSemver},
};
constexpr Claim kRows[] = {
    {"alpine", VersionOrder::kAlpine},
    {"bioconductor", VersionOrder::kCran},
    {"cran", VersionOrder::kCran},
    {"debian", VersionOrder::kDebian},
    {"haskell", VersionOrder::kHackage},
    {"maven", VersionOrder::kMaven},
    {"nuget", VersionOrder::kNuget},
    {"packagist", VersionOrder::kComposer},
    {"pub", VersionOrder::kPub},
    {"pypi", VersionOrder::kPypi},
    {"redhat", VersionOrder::kRpm},
    {"rubygems", VersionOrder::kRubygems},
    {"root", VersionOrder::kGeneric},
    {"semver_ecosystem_helper", VersionOrder::kSemver},
    {"_ecosystems", VersionOrder::kGeneric},
};

constexpr std::string_view kLeftOut[] = {
    // To apk these begin with no number, so are no versions, and KeyOf says so.
    "alpine-versions.txt: .2 > .1",
    "alpine-versions.txt: 1 > .1",
    "alpine-versions.txt: a < b",
    "alpine-versions.txt: c > b",
    // No versions to apk 3, which then looks no further; apk 2 did, in its own way.
    "alpine-versions.txt: 0...1...0.r1 < 0...1...0.r2",
    "alpine-versions.txt: 1-r0-1 = 1-r-2",
    // OSV's own rule: what cannot be read stands after everything. KeyOf has no key for it.
    "alpine: 1-0-0 > 1.13.2-r0",
    "alpine: invalid > 1.4.0-r0",
    "debian: <end-of-life> > 1.13.6-1",
    "debian: invalid > 1.4.0-e0",
    "debian: invalid > 3.2.30-1",
    "haskell: 1-20-0 > 1.20.0",
    "haskell: 1-20-0 >= 1.20.0",
    "haskell: 1.20.0 <= 1-20-0",
    "nuget: 1.4.0rc3 > 3.0.0.4001",
    "pypi: 0 < legacy",
    "rubygems: invalid > 4.0.0.rc1",
    "rubygems: v3.1.1 > 4.0.0.rc1",
    // OSV's own rule: 0 is the start of all versions, pre-releases of 0 included.
    "debian: 0 < 0:0~0-0",
    "nuget: 0 < 0.0.0-0",
    "packagist: 0 < 0-a",
    "pub: 0 < 0.0.0-0",
    "pypi: 0 < 0.dev0",
    "redhat: 0 < 0:0~0-0",
    "rubygems: 0 < 0.0.0.rc0",
    "semver_ecosystem_helper: 0 < 0.0.0-0.0",
    // Made with Maven before 3.9, to which .word was before -word; now they are one (MNG-7644).
    "maven-versions-generated.txt: 1.0.0-gradle-rework-beta3 < 1.0.0.RC7-3",
    "maven-versions-generated.txt: 1.0.0rc0 < 1.0.beta8",
    "maven-versions-generated.txt: 1.1.0-01-glassfish < 1.1.0.Beta1",
    "maven-versions-generated.txt: 1.1.31.sec10 < 1.1.31_noneautotype",
    "maven-versions-generated.txt: 1.1.34.sec10 < 1.1.34_noneautotype",
    "maven-versions-generated.txt: 1.2.31.sec10 < 1.2.31_noneautotype",
    "maven-versions-generated.txt: 1.2.48.sec10 < 1.2.48_noneautotype",
    "maven-versions-generated.txt: 1.2.50.sec10 < 1.2.50_noneautotype",
    "maven-versions-generated.txt: 1.2.57.sec10 < 1.2.57_noneautotype",
    "maven-versions-generated.txt: 1.2.60.sec10 < 1.2.60_noneautotype",
    "maven-versions-generated.txt: 1.2.67.sec10 < 1.2.67_noneautotype",
    "maven-versions-generated.txt: 1.2.8.sec10_noneautotype < 1.2.8_noneautotype",
    "maven-versions-generated.txt: 1.5.9.RC1 < 1.5.9-RC0",
    "maven-versions-generated.txt: 2.9.0-1 < 2.9.0.RC1",
    "maven-versions-generated.txt: 3.5.0-CR-2 < 3.5.0.Beta-1",
    "maven-versions-generated.txt: 3.6.2.FL.20090615 < 3.6.2-FL-2009-05-11",
    // PHP's version_compare on versions as written. Composer first gives each four numbers and
    // lowers the words: 1.0 is 1.0.0, and 3.4.0-alpha comes before 3.4.
    "packagist-versions.txt: 1.0.0 > 1.0",
    "packagist: 1.0.0 > 1.0",
    "packagist-versions-generated.txt: v1.9.0-ALPHA.2 = v1.9.0-BETA.2",
    "packagist-versions-generated.txt: v1.9.0-BETA.1 < v1.9.0-ALPHA.2",
    "packagist-versions-generated.txt: v3.4 < v3.4.0-alpha",
    "packagist-versions-generated.txt: v4.4 < v4.4.0-beta",
    // Composer refuses a version with '#', or without a number. And as 1.2.3.# would be both 1.2.3
    // and
    // 1.2.3.1, which differ, no order has it.
    "osvdev-packagist_test_cases.txt: 1.2.3.# = 1.2.3",
    "osvdev-packagist_test_cases.txt: 1.2.3.# = 1.2.3.#",
    "osvdev-packagist_test_cases.txt: 1.2.3.# = 1.2.3.1",
    "osvdev-packagist_test_cases.txt: 1.2.3.#.1 > 1.2.3",
    "osvdev-packagist_test_cases.txt: 1.2.3.#.beta < 1.2.3",
    "osvdev-packagist_test_cases.txt: 1.2.3.#.p3 > 1.2.3",
    "packagist-versions.txt: 1.2.3.# = 1.2.3",
    "packagist-versions.txt: 1.2.3.# = 1.2.3.#",
    "packagist-versions.txt: 1.2.3.# = 1.2.3.1",
    "packagist-versions.txt: 1.2.3.#.beta < 1.2.3",
    "packagist-versions.txt: 1.2.3.#.p3 > 1.2.3",
    "packagist: string < 0.0",
    // Of repackagers (Echo, Root), whose builds count. The rows do not say whose package it is, and
    // no
    // ecosystem of ours has that order.
    "_ecosystems: 1.0.0+root.io.1 < 1.0.0+root.io.2",
    "_ecosystems: 19.0.0-next.3 < 19.0.0-next.3+echo.1",
    "_ecosystems: 2.14.2 < 2.14.2+echo.1",
    "_ecosystems: 2.14.2+echo.1 < 2.14.2+echo.2",
    "_ecosystems: 2.14.2+echo.2 < 2.14.2+echo.10",
    "_ecosystems: 3.1.1 < 3.1.1+echo.1",
    "_ecosystems: 3.1.1+echo.1 < 3.1.1+echo.2",
    "_ecosystems: 3.1.1+echo.2 < 3.1.1+echo.10",
    "root: 1.0.0+root.io.5 > 1.0.0+root.io.1",
    "root: 1.18.0-6+deb11u3-r20072 > 1.18.0-6+deb11u3-r20071",
};

struct Line {
  std::string file, a, b, sign;
  VersionOrder order = VersionOrder::kGeneric;

  [[nodiscard]] std::string Text() const { return a + " " + sign + " " + b; }
  [[nodiscard]] bool Holds() const {
    const auto found = CompareVersionsIn(order, a, b);
    if (!found) return false;
    return (*found < 0 && sign.find('<') != sign.npos) ||
           (*found > 0 && sign.find('>') != sign.npos) ||
           (*found == 0 && sign.find('=') != sign.npos);
  }
};

std::string Folder() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? "" : std::string(data) + "/version-ordering";
}

const Claim* ClaimOf(std::span<const Claim> claims, std::string_view name) {
  const auto found = std::ranges::find_if(
      claims, [&](const Claim& claim) { return name.starts_with(claim.file); });
  return found == claims.end() ? nullptr : &*found;
}

// "a < b" a line; comments begin with '#' or "//".
void AddLines(const fs::path& path, std::vector<Line>& out) {
  const std::string name = path.filename().string();
  const Claim* claim = ClaimOf(kFiles, name);
  ASSERT_NE(claim, nullptr) << name << " is claimed by no order";
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const auto line : Lines(text)) {
    const auto words = Words(line);
    if (words.empty() || line.starts_with("# ") || line.starts_with("//")) continue;
    ASSERT_EQ(words.size(), 3u) << name << ": " << line;
    out.push_back(
        {name, std::string(words[0]), std::string(words[2]), std::string(words[1]), claim->order});
  }
}

// Rows "test,a,sign,b" under a heading.
void AddRows(const fs::path& path, std::vector<Line>& out) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  for (const auto line : Lines(text)) {
    const auto cells = Split(line, ',');
    ASSERT_EQ(cells.size(), 4u) << line;
    if (cells[1] == "a") continue;
    const Claim* claim = ClaimOf(kRows, cells[0]);
    ASSERT_NE(claim, nullptr) << cells[0] << " is claimed by no order";
    out.push_back({std::string(cells[0]), std::string(cells[1]), std::string(cells[3]),
                   std::string(cells[2]), claim->order});
  }
}

std::vector<Line> AllLines() {
  std::vector<Line> out;
  for (const auto& entry : fs::recursive_directory_iterator(Folder())) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_regular_file() || name == "SOURCE.txt" || name == "MANIFEST.tsv" ||
        entry.path().parent_path().filename() == "LICENSES") {
      continue;
    }
    entry.path().extension() == ".csv" ? AddRows(entry.path(), out) : AddLines(entry.path(), out);
  }
  return out;
}

TEST(VersionCases, EveryLineOfEveryFileHoldsOrIsNamed) {
  if (!fs::is_directory(Folder())) GTEST_SKIP() << "no topic 'version-ordering' under AVOUCH_DATA";
  std::map<std::string, int> held;
  std::set<std::string_view> used;
  int all = 0, left = 0;
  for (const Line& line : AllLines()) {
    const std::string text = line.Text();
    const std::string label = line.file + ": " + text;
    const auto* out = std::ranges::find(kLeftOut, label);
    ++all;
    if (out == std::end(kLeftOut)) {
      EXPECT_TRUE(line.Holds()) << label;
      ++held[line.file];
      continue;
    }
    EXPECT_FALSE(line.Holds()) << label << ": holds now; take it off the list";
    used.insert(*out);
    ++left;
  }
  for (const std::string_view line : kLeftOut) EXPECT_TRUE(used.contains(line)) << line;
  for (const auto& [file, lines] : held) std::cout << file << ' ' << lines << '\n';
  std::cout << all << " lines, " << left << " left out by name\n";
  EXPECT_GE(all, 47'000);
}

}  // namespace
}  // namespace avouch
