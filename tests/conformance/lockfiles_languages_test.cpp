// The readers of Ruby's, PHP's, Erlang's, Dart's, Swift's, R's, Haskell's, Nix' and conda's
// files against files and expectations that others gathered: AVOUCH_DATA/lockfiles. Nothing
// of them is copied here.
//
// The expectations carry one peer's policy; where ours differs, the case stands in kJudged
// with the reason, and must differ: a row that no longer does fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>

#include "formats/cocoapods.h"
#include "formats/composer.h"
#include "formats/conda.h"
#include "formats/cran.h"
#include "formats/hackage.h"
#include "formats/hex.h"
#include "formats/nix_flake.h"
#include "formats/pub.h"
#include "formats/rubygems.h"
#include "formats/swift.h"
#include "lockfile_cases.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

// "path | case": why ours is another answer.
const std::map<std::string, std::string> kJudged = {
    {"haskell/cabal/valid_2 | valid stack.yaml.lock file with package problems",
     "a constraint of one version pins its package with or without 'any.' before it"},
};

struct Kind {
  std::string_view folder;
  Reader read;
  std::string_view name;   // The name under which the reader is given the file
  std::string_view group;  // What the peer calls our group "dev"
  bool lines;              // Its lines are those at which we say that a package stands
};
const Kind kKinds[] = {
    {"ruby/gemfilelock/", formats::ReadRubygems, "Gemfile.lock", "", true},
    {"php/composerlock/", formats::ReadComposer, "composer.lock", "dev", true},
    {"elixir/mixlock/", formats::ReadHex, "mix.lock", "", false},
    {"erlang/mixlock/", formats::ReadHex, "mix.lock", "", false},
    {"gleam/gleamtoml/", formats::ReadHex, "gleam.toml", "", false},
    {"dart/pubspec/", formats::ReadPub, "pubspec.lock", "dev", false},
    {"swift/packageresolved/", formats::ReadSwift, "Package.resolved", "", false},
    {"swift/podfilelock/", formats::ReadCocoapods, "Podfile.lock", "", false},
    {"r/renvlock/", formats::ReadCran, "renv.lock", "", false},
    {"haskell/cabal/", formats::ReadHackage, "cabal.project.freeze", "", false},
    {"haskell/stacklock/", formats::ReadHackage, "stack.yaml.lock", "", false},
    {"python/condameta/", formats::ReadConda, "conda-meta/x.json", "", true},
};

std::string Text(std::string name, std::string_view version, bool development, long long line) {
  name += " " + std::string(version);
  if (development) name += " dev";
  return line > 0 ? name + " @" + std::to_string(line) : name;
}

Names Ours(const model::Manifest& manifest, const Kind& kind) {
  Names out;
  for (const auto& one : manifest.components)
    out.insert(Text(one.name, one.version, one.development && !kind.group.empty(),
                    kind.lines ? one.place.line : 0));
  if (!manifest.lock && manifest.components.empty())
    for (const auto& one : manifest.requirements) out.insert(Text(one.name, one.range, false, 0));
  return out;
}

Names Theirs(const syntax::Node& packages, const Kind& kind) {
  Names out;
  for (const auto& package : packages.items()) {
    bool development = false;
    for (const auto& group : package["dep_groups"].items())
      development |= !kind.group.empty() && group.text() == kind.group;
    out.insert(Text(std::string(package["name"].text()), package["version"].text(), development,
                    kind.lines ? package["line"].integer().value_or(0) : 0));
  }
  return out;
}

// Each commit that the peer tells of a package from a repository is behind our address of it.
void HoldsCommits(const syntax::Node& packages, const model::Manifest& manifest,
                  const std::string& id) {
  for (const auto& package : packages.items()) {
    const std::string commit(package["commit"].text());
    if (commit.empty()) continue;
    for (const auto& one : manifest.components) {
      const bool meant = one.name == package["name"].text() &&
                         one.version == package["version"].text() &&
                         one.source == model::SourceKind::kGit;
      EXPECT_TRUE(!meant || one.origin.ends_with("#" + commit)) << id << " " << one.name;
    }
  }
}

TEST(LanguageLockfiles, SayWhatThePeersExpectationsSay) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/scalibr/EXPECTED.json"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/scalibr is not here";
  const std::string json = ReadAll(folder + "/scalibr/EXPECTED.json");
  const auto expected = syntax::ParseJson(json);
  ASSERT_TRUE(expected.has_value()) << ToString(expected.error());
  int held = 0, judged = 0;
  for (const auto& [path, place, cases] : expected->entries()) {
    const std::string brief(path.substr(std::min(path.size(), sizeof("scalibr/language/") - 1)));
    for (const Kind& kind : kKinds) {
      if (!brief.starts_with(kind.folder)) continue;
      const auto manifest = kind.read(Path(kind.name), ReadAll(folder + "/" + std::string(path)));
      for (const auto& one : cases.items()) {
        const std::string id = brief + " | " + std::string(one["case"].text());
        const bool refused = one["error"].boolean().value_or(false);
        bool same = refused != manifest.has_value();
        std::string why = manifest ? "is taken and should be refused" : ToString(manifest.error());
        if (same && !refused) {
          const Names ours = Ours(*manifest, kind), theirs = Theirs(one["packages"], kind);
          same = ours == theirs;
          why = "ours:" + Listed(ours) + "\ntheirs:" + Listed(theirs);
          HoldsCommits(one["packages"], *manifest, id);
        }
        const auto row = kJudged.find(id);
        if (row == kJudged.end()) {
          EXPECT_TRUE(same) << id << ": " << why;
          ++held;
        } else {
          EXPECT_FALSE(same) << id << ": agrees now; take it off the list";
          ++judged;
        }
      }
    }
  }
  std::cout << held << " cases held, " << judged << " judged otherwise\n";
  EXPECT_GT(held, 0);
}

// Real files of real projects, old versions among them, and those of a peer's own tests.
TEST(LanguageLockfiles, RealFilesOfManyProjectsAreRead) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/real-projects"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/real-projects is not here";
  struct Row {
    bool (*matches)(const Path&);
    Reader read;
  };
  const Row rows[] = {
      {formats::IsRubygems, formats::ReadRubygems}, {formats::IsComposer, formats::ReadComposer},
      {formats::IsHex, formats::ReadHex},           {formats::IsPub, formats::ReadPub},
      {formats::IsSwift, formats::ReadSwift},       {formats::IsCocoapods, formats::ReadCocoapods},
      {formats::IsCran, formats::ReadCran},         {formats::IsHackage, formats::ReadHackage},
      {formats::IsNixFlake, formats::ReadNixFlake}, {formats::IsConda, formats::ReadConda}};
  const std::string scan = "osv-scanner/cmd/osv-scanner/scan/source/";
  const std::map<std::string, std::string> refusable = {
      {scan + "locks-many-with-invalid/composer.lock", "broken on purpose"},
      {scan + "locks-empty/composer.lock",
       "'{}' names no packages: Composer takes it for no lock"}};
  int files = 0, refused = 0;
  long long components = 0, edges = 0;
  for (const char* part : {"/real-projects", "/historical", "/osv-scanner"})
    for (const auto& entry : fs::recursive_directory_iterator(folder + part)) {
      if (!entry.is_regular_file()) continue;
      const Path path(entry.path().filename().string());
      for (const Row& row : rows) {
        if (!row.matches(path)) continue;
        const auto manifest = row.read(path, ReadAll(entry.path()));
        ++files;
        if (refusable.contains(fs::relative(entry.path(), folder).string())) {
          EXPECT_FALSE(manifest.has_value()) << entry.path() << ": is read now";
          ++refused;
          break;
        }
        EXPECT_TRUE(manifest.has_value()) << entry.path() << ": " << ToString(manifest.error());
        if (!manifest) break;
        components += static_cast<long long>(manifest->components.size());
        for (const auto& one : manifest->components) {
          EXPECT_FALSE(one.name.empty()) << entry.path() << " line " << one.place.line;
          EXPECT_GT(one.place.line, 0) << entry.path() << " " << one.name;
          edges += static_cast<long long>(one.detail.needs.size());
        }
        break;
      }
    }
  std::cout << files << " files, " << refused << " of them refused with their reason, "
            << components << " components, " << edges << " edges\n";
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace avouch
