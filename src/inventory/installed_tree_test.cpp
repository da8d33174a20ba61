#include "inventory/installed_tree.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "inventory/join.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::Manifest;

struct Asked {
  const char* name;
  bool development = false;
};

Manifest Of(Ecosystem ecosystem, const char* format, const char* path,
            const std::vector<const char*>& has, const std::vector<Asked>& asks = {}) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = format;
  out.path = Path(path);
  out.lock = out.format.ends_with("-lock");
  for (const std::string text : has) {
    model::Component one;
    one.name = text.substr(0, text.find(' '));
    one.version = text.substr(text.find(' ') + 1);
    one.place = {out.path, 1};
    out.components.push_back(one);
  }
  for (const auto& [name, development] : asks) {
    model::Requirement one;
    one.name = name;
    one.range = ">= 1";
    one.development = development;
    one.place = {out.path, 2};
    out.requirements.push_back(one);
  }
  return out;
}

// "name version sure", a '*' before what the subject needs; then the notes.
std::string Told(std::vector<Manifest> manifests) {
  std::vector<std::string> notes;
  MakeInstalled(manifests, {}, notes);
  model::ComponentFacts facts;
  facts.manifests = std::move(manifests);
  const model::Inventory inventory = Join({facts, {}, {}}, {});
  std::string out;
  for (const auto& part : inventory.parts)
    out += std::string(part.direct ? "*" : "") + part.name + ' ' + part.version + ' ' +
           std::string(Name(part.sure)) + '\n';
  for (const auto& note : notes) out += note + '\n';
  return out;
}

TEST(InstalledTree, TellsWhatIsThere) {
  struct Row {
    const char* rule;
    std::vector<Manifest> manifests;
    const char* told;
  };
  const std::string left =
      " left out: of installed packages' makers, no record of what is installed\n";
  const Row rows[] = {
      {"a lock in a gem's folder is its makers'; what its record asks for is no part",
       {Of(Ecosystem::kRubygems, "gem-installed",
           "usr/lib/ruby/gems/3.1.0/specifications/tea.gemspec", {"tea 1.0"}, {{"kettle", true}}),
        Of(Ecosystem::kRubygems, "gemfile-lock",
           "usr/lib/ruby/gems/3.1.0/gems/tea-1.0/Gemfile.lock", {"cup 2.0"}),
        Of(Ecosystem::kNpm, "package-lock",
           "usr/lib/ruby/gems/3.1.0/gems/tea-1.0/editor/package-lock.json", {"spoon 3.0"})},
       "tea 1.0 installed\n2 files"},
      {"a folder that is called gems holds gems only where their records lie beside it",
       {Of(Ecosystem::kRubygems, "gemfile-lock", "app/gems/tea/Gemfile.lock", {"cup 2.0"})},
       "cup 2.0 locked\n"},
      {"a manifest inside an installed package",
       {Of(Ecosystem::kNpm, "npm-installed", "app/node_modules/tea/package.json", {"tea 1.0"}),
        Of(Ecosystem::kNpm, "package-json", "app/node_modules/tea/bench/package.json", {},
           {{"pot"}}),
        Of(Ecosystem::kPython, "requirements", "usr/share/doc/tea/requirements.txt", {},
           {{"cup"}})},
       "tea 1.0 installed\n2 files"},
      {"what is asked for and installed beside is one part, and direct; the rest is declared",
       {Of(Ecosystem::kNpm, "npm-installed", "app/node_modules/tea/package.json", {"tea 1.0"}),
        Of(Ecosystem::kNpm, "npm-installed", "other/node_modules/cup/package.json", {"cup 2.0"}),
        Of(Ecosystem::kNpm, "package-json", "app/package.json", {}, {{"tea"}, {"cup"}})},
       "*cup  declared\ncup 2.0 installed\n*tea 1.0 installed\n"},
      {"in a folder above, as npm's loader looks for it; of Python anywhere",
       {Of(Ecosystem::kNpm, "npm-installed", "app/node_modules/tea/package.json", {"tea 1.0"}),
        Of(Ecosystem::kNpm, "package-json", "app/web/ui/package.json", {}, {{"tea"}}),
        Of(Ecosystem::kPython, "python-installed", "usr/lib/site-packages/A_b-1.dist-info/METADATA",
           {"A_b 1"}),
        Of(Ecosystem::kPython, "requirements", "srv/requirements.txt", {}, {{"a-b"}, {"c"}})},
       "*tea 1.0 installed\n*A_b 1 installed\n*c  declared\n"},
      {"a name that leads elsewhere is no place",
       {Of(Ecosystem::kNpm, "npm-installed", "app/node_modules/tea/package.json", {"tea 1.0"}),
        Of(Ecosystem::kNpm, "package-json", "app/web/package.json", {}, {{"../node_modules/tea"}})},
       "*tea  declared\ntea 1.0 installed\n"},
      {"of a lock what is installed beside it is kept",
       {Of(Ecosystem::kNpm, "npm-installed", "app/node_modules/tea/package.json", {"tea 1.0"}),
        Of(Ecosystem::kNpm, "package-lock", "app/package-lock.json", {"cup 2.0", "tea 1.0"}),
        Of(Ecosystem::kNpm, "package-lock", "other/package-lock.json", {"pot 3.0"})},
       "pot 3.0 locked\ntea 1.0 installed\n"
       "app/package-lock.json: 1 package locked and not installed here\n"},
      {"what a vendored module of Go's was made with",
       {Of(Ecosystem::kNpm, "package-lock", "srv/vendor/golang.org/x/t/package-lock.json", {"j 1"}),
        Of(Ecosystem::kGo, "go-vendor", "srv/vendor/modules.txt", {"t 2.0"})},
       "t 2.0 declared\n1 file"},
      {"composer's packages below their vendor folder",
       {Of(Ecosystem::kComposer, "composer-installed", "srv/vendor/composer/installed.json",
           {"a/tea 1.0"}),
        Of(Ecosystem::kComposer, "composer", "srv/vendor/a/tea/composer.json", {}, {{"a/pot"}})},
       "tea 1.0 installed\n1 file"},
      {"records of a system's packages are installed, archives and builders' records too",
       {Of(Ecosystem::kDebian, "dpkg-status", "var/lib/dpkg/status", {"tea 1-1"}),
        Of(Ecosystem::kRpm, "rpm-database", "var/lib/rpm/rpmdb.sqlite", {"pot 1-2"}),
        Of(Ecosystem::kPython, "python-wheel", "opt/cup.whl", {"cup 2.0"}),
        Of(Ecosystem::kNuget, "dotnet-bundle", "opt/x", {"spoon 3.0"})},
       "cup 2.0 installed\nspoon 3.0 embedded\ntea 1-1 installed\npot 1-2 installed\n"},
  };
  for (const auto& row : rows) {
    std::string told = row.told;
    if (told.ends_with("file") || told.ends_with("files")) told += left;
    EXPECT_EQ(Told(row.manifests), told) << row.rule;
  }
}

// A program for clouds that came as a package of the system brought the sources of its libraries,
// with all that their makers test with.
TEST(InstalledTree, WhatAPackageOfTheSystemBroughtIsItsMakersButForRecords) {
  std::vector<Manifest> manifests = {
      Of(Ecosystem::kPython, "requirements", "usr/lib/cloud/third_party/a/dev-requirements.txt", {},
         {{"flake8"}}),
      Of(Ecosystem::kPython, "pipfile-lock", "usr/lib/cloud/third_party/b/Pipfile.lock", {"c 1.0"}),
      Of(Ecosystem::kPython, "python-installed", "usr/lib/python3/x.dist-info/METADATA", {"x 1.0"}),
      Of(Ecosystem::kPython, "pipfile-lock", "srv/Pipfile.lock", {"d 1.0"})};
  std::set<std::string> owned;
  for (std::size_t i = 0; i < 3; ++i) owned.insert(manifests[i].path.bytes);
  std::vector<std::string> notes;
  MakeInstalled(manifests, owned, notes);
  ASSERT_EQ(manifests.size(), 2u);
  EXPECT_EQ(manifests[0].components[0].name, "x");
  EXPECT_EQ(manifests[1].components[0].name, "d");
  EXPECT_EQ(notes.size(), 1u);
}

// A name in many places, asked for in many: each is looked at once.
TEST(InstalledTree, ManyWhoAskForWhatIsInManyPlaces) {
  std::vector<Manifest> manifests;
  for (int i = 0; i < 20'000; ++i) {
    const std::string at = "p" + std::to_string(i) + "/";
    manifests.push_back(
        Of(Ecosystem::kPython, "python-installed", (at + "METADATA").c_str(), {"tea 1"}));
    manifests.push_back(
        Of(Ecosystem::kPython, "requirements", (at + "requirements.txt").c_str(), {}, {{"tea"}}));
  }
  std::vector<std::string> notes;
  MakeInstalled(manifests, {}, notes);
  EXPECT_TRUE(manifests.front().components[0].detail.direct);
  EXPECT_TRUE(manifests.back().requirements.empty());
}

TEST(InstalledTree, AProgramIsAPart) {
  Manifest go = Of(Ecosystem::kGo, "go-binary", "usr/bin/tea",
                   {"example.org/tea 1.0", "stdlib 1.26.0", "example.org/pot 2.0"});
  go.name = "example.org/tea";
  go.components[0].source = model::SourceKind::kWorkspace;
  Manifest rust = Of(Ecosystem::kCargo, "rust-audit", "usr/bin/cup", {"spoon 1.0", "cup 2.0"});
  rust.name = "cup";
  rust.components[0].source = model::SourceKind::kRegistry;
  rust.components[1].source = model::SourceKind::kPath;
  rust.components[1].detail.needs = {0};
  std::vector<Manifest> manifests = {go, rust};
  std::vector<std::string> notes;
  MakeInstalled(manifests, {}, notes);
  EXPECT_EQ(manifests[0].components[0].source, model::SourceKind::kRegistry);
  EXPECT_EQ(manifests[0].components[0].detail.needs, (std::vector<std::uint32_t>{1, 2}));
  EXPECT_EQ(manifests[1].components[1].source, model::SourceKind::kRegistry);
  EXPECT_EQ(manifests[1].components[1].detail.needs, (std::vector<std::uint32_t>{0}));
  EXPECT_EQ(Told({go, rust}),
            "*cup 2.0 embedded\nspoon 1.0 embedded\npot 2.0 embedded\n*tea 1.0 embedded\n"
            "stdlib 1.26.0 embedded\n");
}

}  // namespace
}  // namespace avouch::inventory
