// Holds what `avouch sbom generate` finds to what package managers say of the same project.
//
// components/*.txt: projects of our own invention, one a file: lines about it, the files that are
// read ("-- path --"), and last what is right ("-- expected.tsv --"), taken from the package
// manager that the file names. floors.tsv: for each group of cases the precision and recall of
// components (whole purl), of what is direct, of edges and of scopes, as measured. The test fails
// when one is lower, and when one is higher, so that what is gained cannot be lost unseen.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "app/sbom_source.h"
#include "base/bytes.h"
#include "base/text.h"
#include "testing/git_folder.h"

namespace avouch {
namespace {

constexpr const char* kFolder = AVOUCH_SOURCE_DIR "/tests/quality/components";

// A list of components as sets, so that two of them can be compared.
struct List {
  std::map<std::string, std::string> scopes;  // Component and its scope
  std::set<std::string> direct;
  std::set<std::string> edges;  // "from -> to"; "." is the project
};

struct Case {
  std::string name, group;
  bool folder = false;  // Read as a folder that is no repository
  std::vector<std::pair<std::string, std::string>> files;
  List expected;
};

void ReadExpected(const std::string& line, std::map<std::string, std::string>& names,
                  std::vector<std::pair<std::string, std::string>>& needs, Case& out) {
  const auto cells = Split(line, '\t');
  if (line.starts_with('#')) return;
  if (cells.size() != 5) {
    ADD_FAILURE() << out.name << ": not five cells: " << line;
    return;
  }
  const std::string name(cells[1]);
  names[std::string(cells[0])] = name;
  if (name != ".") {
    EXPECT_TRUE(out.expected.scopes.emplace(name, cells[3]).second) << out.name << ": " << name;
    if (cells[2] == "direct") out.expected.direct.insert(name);
  }
  for (const auto to : Split(cells[4], ' '))
    if (!to.empty()) needs.emplace_back(name, to);
}

Case ReadCase(const std::filesystem::path& path) {
  Case out;
  out.name = path.stem().string();
  std::map<std::string, std::string> names;
  std::vector<std::pair<std::string, std::string>> needs;
  std::ifstream in(path);
  std::string file, text;
  bool coded = false;
  const auto close = [&] {
    if (file.empty() || file == "expected.tsv") return;
    if (coded) {
      auto bytes = FromBase64(ReplaceAll(text, "\n", ""));
      EXPECT_TRUE(bytes.has_value()) << out.name << ": " << file;
      text = bytes ? std::move(*bytes) : std::string();
    }
    out.files.emplace_back(file, std::move(text));
    text.clear();
  };
  for (std::string line; std::getline(in, line);) {
    if (line.starts_with("-- ") && line.ends_with(" --")) {
      close();
      file = line.substr(3, line.size() - 6);
      coded = file.ends_with(" base64");
      if (coded) file.resize(file.size() - 7);
      text.clear();
    } else if (file == "expected.tsv") {
      ReadExpected(line, names, needs, out);
    } else if (!file.empty()) {
      text += line + '\n';
    } else if (line.starts_with("group: ")) {
      out.group = line.substr(7);
    } else if (line == "read as: a folder") {
      out.folder = true;
    }
  }
  for (const auto& [from, to] : needs) {
    EXPECT_TRUE(names.contains(to)) << out.name << ": nothing has the number " << to;
    out.expected.edges.insert(from + " -> " + names[to]);
  }
  EXPECT_FALSE(out.group.empty() || out.files.empty() || out.expected.scopes.empty()) << path;
  return out;
}

std::vector<Case> AllCases() {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder))
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  std::ranges::sort(paths);
  std::vector<Case> out;
  for (const auto& path : paths) out.push_back(ReadCase(path));
  return out;
}

std::string NameOf(const model::Part& part) {
  if (!part.purl.empty()) return part.purl;
  const std::string name = part.group.empty() ? part.name : part.group + "/" + part.name;
  if (!part.version.empty()) return name + "@" + part.version;
  return part.range.empty() ? name : name + " " + part.range;
}

List ListOf(const model::Inventory& inventory) {
  List out;
  for (const auto& part : inventory.parts) {
    out.scopes.emplace(NameOf(part), model::Name(part.scope));
    if (part.direct) out.direct.insert(NameOf(part));
  }
  for (const auto& need : inventory.needs) {
    const bool own = need.from == model::kSubject;
    out.edges.insert((own ? "." : NameOf(inventory.parts[need.from])) + " -> " +
                     NameOf(inventory.parts[need.to]));
  }
  return out;
}

// Reads the case's files as the program does: from a commit, or from a folder.
List Find(const Case& one, bool folder_only) {
  const testing::GitFolder folder;
  for (const auto& [path, bytes] : one.files) folder.Write(path, bytes);
  folder.Run("chmod -R +x . ; find . -name '*.gz' -exec gunzip {} + ; rm .script");
  if (!folder_only)
    folder.Run("git init -q . && rm .script && git add --all --force . && git commit -qm case");
  app::InventorySource source;
  source.path = folder.path();
  auto inventory = app::ReadInventory(source);
  EXPECT_TRUE(inventory.has_value()) << one.name << ": " << ToString(inventory.error());
  return inventory ? ListOf(*inventory) : List();
}

// What is found and right, what is found, and what would be right.
struct Counts {
  long long right = 0, found = 0, expected = 0;

  void Add(const Counts& more) {
    right += more.right;
    found += more.found;
    expected += more.expected;
  }
};

enum Measure { kComponents, kDirect, kEdges, kScopes, kMeasures };
constexpr std::array<const char*, kMeasures> kNames = {"components", "direct", "edges", "scopes"};
using Quality = std::array<Counts, kMeasures>;

Counts CountsOf(const std::set<std::string>& found, const std::set<std::string>& expected) {
  Counts out{0, static_cast<long long>(found.size()), static_cast<long long>(expected.size())};
  for (const auto& one : found) out.right += expected.contains(one);
  return out;
}

// A scope that is not told is not found: neither right nor wrong.
std::set<std::string> ScopesOf(const List& list) {
  std::set<std::string> out;
  for (const auto& [name, scope] : list.scopes)
    if (scope != "unsaid") out.insert(name + " is " + scope);
  return out;
}

std::set<std::string> NamesOf(const List& list) {
  std::set<std::string> out;
  for (const auto& [name, scope] : list.scopes) out.insert(name);
  return out;
}

std::array<std::set<std::string>, kMeasures> SetsOf(const List& list) {
  return {NamesOf(list), list.direct, list.edges, ScopesOf(list)};
}

void AddTo(Quality& quality, const List& found, const List& expected) {
  const auto ours = SetsOf(found), right = SetsOf(expected);
  for (std::size_t i = 0; i < kMeasures; ++i) quality[i].Add(CountsOf(ours[i], right[i]));
}

void TellDifferences(const std::string& name, const List& found, const List& expected,
                     std::ostream& out) {
  const auto ours = SetsOf(found), right = SetsOf(expected);
  for (std::size_t i = 0; i < kMeasures; ++i) {
    for (const auto& one : ours[i])
      if (!right[i].contains(one)) out << name << ": wrong " << kNames[i] << ": " << one << "\n";
    for (const auto& one : right[i])
      if (!ours[i].contains(one)) out << name << ": missed " << kNames[i] << ": " << one << "\n";
  }
}

// Four places, cut off: 1 is 1 only where all is right.
std::string Part(long long right, long long of) {
  if (of == 0 || right == of) return "1";
  char text[16];
  std::snprintf(text, sizeof text, "0.%04lld", right * 10000 / of);
  return text;
}

// One row of floors.tsv without its reason: precision and recall of each measure.
std::string RowOf(const Quality& quality) {
  std::string out;
  for (const auto& one : quality)
    out += '\t' + Part(one.right, one.found) + '\t' + Part(one.right, one.expected);
  return out;
}

struct Floor {
  std::string row, reason;
};

std::map<std::string, Floor> ReadFloors() {
  std::ifstream in(std::string(kFolder) + "/floors.tsv");
  std::map<std::string, Floor> out;
  for (std::string line; std::getline(in, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const auto cells = Split(line, '\t');
    if (cells.size() < 1 + 2 * kMeasures) {
      ADD_FAILURE() << "floors.tsv: too few cells: " << line;
      continue;
    }
    Floor floor;
    bool below = false;
    for (std::size_t i = 1; i <= 2 * kMeasures; ++i) {
      floor.row += '\t' + std::string(cells[i]);
      below |= cells[i] != "1";
    }
    if (cells.size() > 1 + 2 * kMeasures) floor.reason = cells[1 + 2 * kMeasures];
    EXPECT_EQ(below, !floor.reason.empty())
        << "a floor below 1, and no other, has its reason: " << line;
    EXPECT_TRUE(out.emplace(cells[0], std::move(floor)).second) << "twice: " << line;
  }
  return out;
}

// What keeps `quality` from passing; empty where it does.
std::string Refused(const std::string& group, const Quality& quality,
                    const std::map<std::string, Floor>& floors) {
  const auto floor = floors.find(group);
  if (floor == floors.end()) return "floors.tsv has no row of " + group;
  const std::string row = RowOf(quality);
  if (row == floor->second.row) return {};
  return "measured" + row + "\n   floor" + floor->second.row +
         "\nwhere it rose, write it down; where it fell, mend it";
}

struct Read {
  Case given;
  List found;
};

// Each case is read once for all tests here.
const std::vector<Read>& AllRead() {
  static const std::vector<Read> all = [] {
    std::vector<Read> out;
    for (auto& one : AllCases()) {
      List found = Find(one, one.folder);
      out.push_back({std::move(one), std::move(found)});
    }
    return out;
  }();
  return all;
}

std::map<std::string, Quality> QualityOf(const std::vector<Read>& all) {
  std::map<std::string, Quality> out;
  for (const auto& one : all) AddTo(out[one.given.group], one.found, one.given.expected);
  return out;
}

TEST(ComponentQuality, EveryGroupIsAsGoodAsItsFloor) {
  const auto floors = ReadFloors();
  const auto measured = QualityOf(AllRead());
  for (const auto& one : AllRead())
    TellDifferences(one.given.name, one.found, one.given.expected, std::cout);
  std::cout << "group\tcomponents: precision, recall\tdirect\t\tedges\t\tscopes\n";
  for (const auto& [group, quality] : measured) {
    std::cout << group << RowOf(quality) << "\t(" << quality[kComponents].expected
              << " components, " << quality[kEdges].expected << " edges)\n";
    EXPECT_EQ(Refused(group, quality, floors), "") << group;
  }
  for (const auto& [group, floor] : floors)
    EXPECT_TRUE(measured.contains(group)) << "a floor without a case: " << group;
}

// An unpacked release has the files of its commit and no repository. Folders that a commit's
// reading leaves out (docs, tests) are read there, too.
TEST(ComponentQuality, AFolderThatIsNoRepositorySaysWhatItsCommitSays) {
  for (const auto& [given, found] : AllRead()) {
    if (given.folder) continue;
    const auto folder = SetsOf(Find(given, true)), commit = SetsOf(found);
    for (const Measure measure : {kComponents, kDirect, kEdges}) {
      // What Go's sources tell is read of a commit alone.
      if (measure == kEdges && given.group == "go vendored") continue;
      for (const auto& one : commit[measure])
        EXPECT_TRUE(folder[measure].contains(one))
            << given.name << ": not in the folder's " << kNames[measure] << ": " << one;
    }
  }
}

// The gate of each group refuses a single error of any kind in any of its cases.
TEST(ComponentQuality, OneErrorOfAnyKindIsRefused) {
  struct Row {
    const char* name;
    void (*break_it)(List& found);
  };
  constexpr Row kRows[] = {
      {"a component is missed", [](List& found) { found.scopes.erase(found.scopes.begin()); }},
      {"a component is invented",
       [](List& found) { found.scopes["pkg:npm/invented@1"] = "unsaid"; }},
      {"a version is another",
       [](List& found) {
         auto node = found.scopes.extract(found.scopes.begin());
         node.key() += "1";
         found.scopes.insert(std::move(node));
       }},
      {"what is for tests is said to be shipped, or the other way",
       [](List& found) {
         std::string& scope = found.scopes.begin()->second;
         scope = scope == "test" ? "shipped" : "test";
       }},
      {"a direct component is taken for a transitive one, or the other way",
       [](List& found) {
         const std::string& name = found.scopes.begin()->first;
         if (found.direct.erase(name) == 0) found.direct.insert(name);
       }},
      {"an edge is invented", [](List& found) { found.edges.insert("a -> b"); }},
      {"an edge is missed",
       [](List& found) {
         if (found.edges.empty())
           found.edges.insert("a -> b");
         else
           found.edges.erase(found.edges.begin());
       }},
  };
  std::map<std::string, std::vector<Read>> groups;
  for (auto& one : AllCases()) {
    const List right = one.expected;
    groups[one.group].push_back({std::move(one), right});
  }
  ASSERT_FALSE(groups.empty());
  for (auto& [group, all] : groups) {
    const std::map<std::string, Floor> floors = {{group, {RowOf(QualityOf(all)[group]), ""}}};
    EXPECT_EQ(Refused(group, QualityOf(all)[group], floors), "") << group;
    for (auto& [given, found] : all)
      for (const Row& row : kRows) {
        row.break_it(found);
        EXPECT_NE(Refused(group, QualityOf(all)[group], floors), "")
            << given.name << ": " << row.name;
        found = given.expected;
      }
  }
}

}  // namespace
}  // namespace avouch
