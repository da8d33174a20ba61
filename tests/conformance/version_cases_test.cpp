// Orders of versions, where AVOUCH_DATA has the topic "version-ordering": one
// "a < b" a line, from tools of each ecosystem.
//
// src/notation/version claims SemVer, tags, and dotted numbers. What it does not
// claim is left out by name below, and is no failure.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "base/text.h"
#include "notation/version.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

// Whole files whose order is an ecosystem's own. Their lines of plain numbers
// are used, the rest is not claimed.
constexpr std::string_view kOwnOrders[] = {
    "alpine",   // Suffixes _alpha, -r1; a fraction behind a leading zero
    "cran",     // '-' is a full stop
    "debian",   // Epochs, '~', letters before signs
    "hackage",  // 1.0 is before 1.0.0
    "maven",    // Qualifiers with an order of their own
    "nuget",    // Four numbers, labels without case
    "osvdev-packagist_test_cases",
    "packagist",  // dev, alpha, RC, pl
    "pub",        // Builds count
    "pypi",       // Epochs, .post, .dev, local versions
    "redhat",     // Epochs, '~', '^'
    "rubygems",   // Letters before numbers
};

struct Line {
  std::string file, a, b;
  char sign = '=';

  [[nodiscard]] std::string Label() const { return file + ": " + a + " " + sign + " " + b; }
  [[nodiscard]] bool Holds(std::strong_ordering order) const {
    return sign == '<' ? order < 0 : sign == '>' ? order > 0 : order == 0;
  }
};

std::string Folder() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? "" : std::string(data) + "/version-ordering";
}

std::vector<Line> ReadLines(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  std::vector<Line> out;
  for (auto line : Lines(text)) {
    const auto words = Words(line);
    if (words.size() != 3 || line.starts_with('#') || line.starts_with("//")) continue;
    if (words[1] != "<" && words[1] != ">" && words[1] != "=") continue;
    out.push_back(
        {path.stem().string(), std::string(words[0]), std::string(words[2]), words[1][0]});
  }
  return out;
}

// "1.10.0": numbers that every ecosystem spells and orders alike.
std::size_t PlainParts(std::string_view version) {
  std::size_t parts = 0;
  for (auto part : Split(version, '.')) {
    if (part.empty() || part.find_first_not_of("0123456789") != part.npos) return 0;
    if (part.size() > 1 && part[0] == '0') return 0;
    ++parts;
  }
  return parts;
}

TEST(VersionCases, SemverHasItsOrder) {
  if (!fs::exists(Folder() + "/semver-versions.txt"))
    GTEST_SKIP() << "no topic 'version-ordering' under AVOUCH_DATA";
  int held = 0, loose = 0;
  for (const Line& line : ReadLines(Folder() + "/semver-versions.txt")) {
    const auto order = notation::CompareSemver(line.a, line.b);
    const bool strict = notation::IsSemver(line.a) && notation::IsSemver(line.b);
    EXPECT_EQ(order.has_value(), strict) << line.Label();
    if (order) {
      EXPECT_TRUE(line.Holds(*order)) << line.Label();
      ++held;
      continue;
    }
    // Not SemVer: "v1.2.3", which Go writes, or numbers beyond three. As tags they have the same
    // order.
    const bool v = line.a.starts_with('v') || line.b.starts_with('v');
    if (!v) continue;
    const auto without = [](std::string_view text) { return text.substr(text.starts_with('v')); };
    const auto bare = notation::CompareSemver(without(line.a), without(line.b));
    if (!bare) continue;
    EXPECT_TRUE(line.Holds(*bare)) << line.Label();
    ++loose;
  }
  std::cout << held << " strict cases, " << loose << " with v\n";
  EXPECT_GE(held, 20);
  EXPECT_GE(loose, 10);
}

// Pub is SemVer but for builds; its lines without one are SemVer's.
TEST(VersionCases, SemverLinesOfPubHoldToo) {
  if (!fs::exists(Folder() + "/pub-versions.txt"))
    GTEST_SKIP() << "no topic 'version-ordering' under AVOUCH_DATA";
  int held = 0;
  for (const Line& line : ReadLines(Folder() + "/pub-versions.txt")) {
    if (line.a.find('+') != line.a.npos && line.b.find('+') != line.b.npos) continue;
    const auto order = notation::CompareSemver(line.a, line.b);
    if (!order || (line.a.find('+') != line.a.npos) + (line.b.find('+') != line.b.npos) > 0)
      continue;
    EXPECT_TRUE(line.Holds(*order)) << line.Label();
    ++held;
  }
  EXPECT_GE(held, 10);
}

TEST(VersionCases, DottedNumbersHaveTheOrderThatEveryEcosystemGivesThem) {
  if (!fs::is_directory(Folder())) GTEST_SKIP() << "no topic 'version-ordering' under AVOUCH_DATA";
  long long held = 0, left = 0;
  std::set<std::string> files;
  for (const auto& entry : fs::directory_iterator(Folder())) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".txt" || name.find("versions") == name.npos) continue;
    for (const Line& line : ReadLines(entry.path())) {
      const std::size_t parts = PlainParts(line.a);
      if (parts == 0 || parts != PlainParts(line.b)) {
        ++left;
        continue;
      }
      EXPECT_TRUE(line.Holds(notation::CompareLoose(line.a, line.b))) << line.Label();
      const auto a = notation::ParseReleaseTag("v" + line.a),
                 b = notation::ParseReleaseTag("v" + line.b);
      if (a && b) {
        EXPECT_TRUE(line.Holds(notation::CompareVersions(*a, *b))) << line.Label();
      }
      ++held;
      files.insert(name);
    }
  }
  std::cout << held << " lines of " << files.size() << " files held; " << left
            << " left out, in the orders of:";
  for (std::string_view name : kOwnOrders) std::cout << ' ' << name;
  std::cout << '\n';
  EXPECT_GE(held, 1000);
}

// A file that comes to the topic must be claimed or named as left out.
TEST(VersionCases, EveryFileIsUsedOrLeftOutByName) {
  if (!fs::is_directory(Folder())) GTEST_SKIP() << "no topic 'version-ordering' under AVOUCH_DATA";
  for (const auto& entry : fs::directory_iterator(Folder())) {
    const std::string name = entry.path().filename().string();
    if (entry.path().extension() != ".txt" || name == "SOURCE.txt" || name.starts_with("semver"))
      continue;
    const bool known =
        std::any_of(std::begin(kOwnOrders), std::end(kOwnOrders), [&](std::string_view own) {
          return name == std::string(own) + ".txt" ||
                 name.starts_with(std::string(own) + "-versions");
        });
    EXPECT_TRUE(known) << name;
  }
}

}  // namespace
}  // namespace avouch
