#include "inventory/join.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "inventory/digests.h"
#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Inventory;
using model::Manifest;
using model::Requirement;
using model::SourceKind;

Component Of(const std::string& name, const std::string& version,
             std::vector<std::uint32_t> needs = {}) {
  Component out;
  out.name = name;
  out.version = version;
  out.place = {Path("lock"), 1};
  out.detail.needs = std::move(needs);
  return out;
}

Manifest Lock(Ecosystem ecosystem, const std::string& path, std::vector<Component> components) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = "some-lock";
  out.path = Path(path);
  out.lock = true;
  out.components = std::move(components);
  return out;
}

Requirement Wants(const std::string& name, const std::string& range, bool development = false) {
  Requirement out;
  out.name = name;
  out.range = range;
  out.development = development;
  out.place = {Path("manifest"), 2};
  return out;
}

Manifest Asks(Ecosystem ecosystem, const std::string& path, std::vector<Requirement> requirements) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = "some-manifest";
  out.path = Path(path);
  out.requirements = std::move(requirements);
  return out;
}

Manifest GradleLock(const std::string& path, std::vector<Component> components) {
  Manifest out = Lock(Ecosystem::kGradle, path, std::move(components));
  out.format = "gradle-lock";
  return out;
}

Manifest Named(const char* name, Manifest manifest) {
  manifest.name = name;
  return manifest;
}

Inventory JoinOf(std::vector<Manifest> manifests) {
  model::ComponentFacts components;
  components.manifests = std::move(manifests);
  return Join({components, {}, {}}, {});
}

// "name version scope[ *]", one a line; "* " before what the project itself asks for.
std::string Said(const Inventory& inventory) {
  std::string out;
  for (const auto& part : inventory.parts) {
    out += part.direct ? "* " : "";
    out += part.group.empty() ? part.name : part.group + "/" + part.name;
    out += " " + (part.version.empty() ? "asks " + part.range : part.version) + " " +
           std::string(model::Name(part.scope)) + "\n";
  }
  return out;
}

std::string Needs(const Inventory& inventory) {
  std::string out;
  for (const auto& need : inventory.needs)
    out += (need.from == model::kSubject ? "." : inventory.parts[need.from].name) + ">" +
           inventory.parts[need.to].name + " ";
  return out;
}

TEST(Join, WhatTheProjectItselfIsMadeOfIsNoPart) {
  Component own = Of("app", "1.0.0", {1});
  own.source = SourceKind::kWorkspace;
  const Inventory out =
      JoinOf({Lock(Ecosystem::kCargo, "Cargo.lock", {own, Of("a", "1", {2}), Of("b", "2")})});
  EXPECT_EQ(Said(out), "* a 1 unsaid\nb 2 unsaid\n");
  EXPECT_EQ(Needs(out), "a>b .>a ");
  EXPECT_TRUE(out.edges_known);
}

TEST(Join, WhatAnotherManifestHereMakesIsNoPart) {
  Manifest library = Asks(Ecosystem::kCargo, "library/Cargo.toml", {});
  library.name = "library";
  const Inventory out = JoinOf(
      {Asks(Ecosystem::kCargo, "app/Cargo.toml", {Wants("library", "1.0"), Wants("other", "1.0")}),
       library});
  EXPECT_EQ(Said(out), "* other asks 1.0 shipped\n");
}

TEST(Join, WhatIsNeededOnlyForDevelopmentIsThereForDevelopment) {
  const Inventory out = JoinOf(
      {Lock(Ecosystem::kPython, "uv.lock",
            {Of("web", "1", {2}), Of("tester", "1", {2, 3}), Of("both", "1"), Of("only", "1")}),
       Asks(Ecosystem::kPython, "pyproject.toml",
            {Wants("Web", ">=1"), Wants("tester", "", true)})});
  EXPECT_EQ(Said(out),
            "both 1 shipped\nonly 1 development\n* tester 1 development\n* web 1 shipped\n");
}

TEST(Join, OnePackageInTwoFilesIsOnePartAndTheNearerToCustomersStands) {
  Component here = Of("a", "1");
  here.development = true;
  Component there = Of("a", "1");
  there.place = {Path("other/lock"), 9};
  there.detail.direct = true;
  Component marker = Of("m", "1");
  marker.development = true;
  const Inventory out = JoinOf({Lock(Ecosystem::kNpm, "package-lock.json", {here}),
                                Lock(Ecosystem::kNpm, "other/package-lock.json", {there, marker})});
  ASSERT_EQ(out.parts.size(), 2u);
  EXPECT_EQ(Said(out), "* a 1 shipped\nm 1 development\n");
  EXPECT_EQ(out.parts[0].places.size(), 2u);
}

TEST(Join, WhatNoLockHoldsIsToldWithWhatIsAskedFor) {
  struct Row {
    const char* rule;
    std::vector<Manifest> manifests;
    const char* says;
  };
  Requirement exact = Wants("a", "==1.5");
  exact.exact = true;
  Requirement pinned = Wants("A", "[1.5]");
  pinned.exact = true;
  Requirement import = Wants("g:bom", "3", true);
  import.group = "import";
  Component member = Of("tea", "1.0");
  member.source = SourceKind::kPath;
  const Row rows[] = {
      {"a range is no version",
       {Asks(Ecosystem::kPython, "requirements.txt", {Wants("a", ">=1")})},
       "* a asks >=1 shipped\n"},
      {"an exact one is",
       {Asks(Ecosystem::kPython, "requirements.txt", {exact})},
       "* a 1.5 shipped\n"},
      {"a lock in a folder above holds it",
       {Lock(Ecosystem::kNpm, "package-lock.json", {Of("a", "1.7")}),
        Asks(Ecosystem::kNpm, "web/package.json", {Wants("a", "^1")})},
       "* a 1.7 shipped\n"},
      {"a lock of another ecosystem does not",
       {Lock(Ecosystem::kCargo, "Cargo.lock", {Of("a", "1.7")}),
        Asks(Ecosystem::kNpm, "package.json", {Wants("a", "^1")})},
       "* a asks ^1 shipped\na 1.7 unsaid\n"},
      {"a lock in a folder beside does not",
       {Lock(Ecosystem::kNpm, "web/package-lock.json", {Of("a", "1.7")}),
        Asks(Ecosystem::kNpm, "tool/package.json", {Wants("a", "^1")})},
       "* a asks ^1 shipped\na 1.7 unsaid\n"},
      {"a lock in a folder beside does where it lists the package as a member",
       {Lock(Ecosystem::kCargo, "c/Cargo.lock", {Of("a", "1.7"), member}),
        Named("tea", Asks(Ecosystem::kCargo, "tea/Cargo.toml", {Wants("a", "1")}))},
       "* a 1.7 shipped\n"},
      {"a lock above that lists other members does not hold what it does not name",
       {Lock(Ecosystem::kCargo, "Cargo.lock", {Of("a", "1.7"), member}),
        Named("pot",
              Asks(Ecosystem::kCargo, "pot/Cargo.toml", {Wants("a", "1"), Wants("b", "2")}))},
       "* a 1.7 shipped\n* b asks 2 shipped\n"},
      {"of a member's it says what is not locked: not needed here",
       {Lock(Ecosystem::kCargo, "Cargo.lock", {Of("a", "1.7"), member}),
        Named("tea", Asks(Ecosystem::kCargo, "tea/Cargo.toml", {Wants("b", "2")}))},
       "a 1.7 unsaid\n"},
      {"NuGet takes what a project asks for itself; a range or a floating version is none",
       {Asks(
           Ecosystem::kNuget, "a.csproj",
           {Wants("A", "1.2.3"), Wants("B", "[2.0,3.0)"), Wants("C", "4.*"), Wants("D", "$(V)")})},
       "* A 1.2.3 shipped\n* B asks [2.0,3.0) shipped\n* C asks 4.* shipped\n* D asks $(V) "
       "shipped\n"},
      {"Gradle does, too, and the least is told beside; what moves is no version",
       {Asks(Ecosystem::kGradle, "build.gradle",
             {Wants("g:a", "1.2"), Wants("g:b", "1.+"), Wants("g:c", "1-SNAPSHOT"),
              Wants("npm:n", "2.0")})},
       "* n 2.0 shipped\n* g/a 1.2 shipped\n* g/b asks 1.+ shipped\n* g/c asks 1-SNAPSHOT "
       "shipped\n"},
      {"of Gradle's locks each is of the project beside it",
       {GradleLock("gradle.lockfile", {Of("g:a", "1.7"), Of("g:bom", "3")}),
        GradleLock("buildscript-gradle.lockfile", {Of("g:a", "1.1")}),
        Asks(Ecosystem::kGradle, "build.gradle", {Wants("g:a", "1.2"), import}),
        Asks(Ecosystem::kGradle, "m/build.gradle", {Wants("g:a", "1.3")})},
       "g/a 1.1 unsaid\n* g/a 1.3 shipped\n* g/a 1.7 shipped\n* g/bom 3 build\n"},
      {"one version in brackets",
       {Asks(Ecosystem::kNuget, "a.csproj", {pinned})},
       "* A 1.5 shipped\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Said(JoinOf(row.manifests)), row.says) << row.rule;
}

TEST(Join, AFolderForTestsHoldsWhatIsForTests) {
  struct Row {
    const char *folder, *scope;
  };
  const Row rows[] = {{"", "shipped"},         {"web/", "shipped"},
                      {"tests/", "test"},      {"app/tests-all/", "test"},
                      {"benches/", "test"},    {"docs/", "development"},
                      {".github/x/", "build"}, {"attested/", "shipped"},
                      {"contest/", "shipped"}};
  for (const Row& row : rows) {
    const Inventory out = JoinOf(
        {Asks(Ecosystem::kNpm, std::string(row.folder) + "package.json", {Wants("a", "^1")})});
    EXPECT_EQ(Said(out), "* a asks ^1 " + std::string(row.scope) + "\n") << row.folder;
  }
}

TEST(Join, ALockThatSaysNothingOfEdgesLeavesThemUnknown) {
  const Inventory out =
      JoinOf({Lock(Ecosystem::kNuget, "packages.lock.json", {Of("a", "1"), Of("b", "1")})});
  EXPECT_FALSE(out.edges_known);
  ASSERT_EQ(out.notes.size(), 1u);
  EXPECT_EQ(out.notes[0], "packages.lock.json does not say what needs what");
}

TEST(Join, GoUsesWhatGoModNamesAndSumsGiveItsDigest) {
  const std::string hash = "h1:" + std::string(42, 'A') + "A=";
  Component used = Of("example.com/a", "v1.2.0"), old = Of("example.com/a", "v1.1.0");
  used.digests = old.digests = {hash};
  Manifest sums = Lock(Ecosystem::kGo, "go.sum", {old, used});
  sums.format = "go-sum";
  Requirement wanted = Wants("example.com/a", "v1.2.0");
  wanted.exact = true;
  Manifest module = Asks(Ecosystem::kGo, "go.mod", {wanted});
  module.format = "go-mod";
  const Inventory out = JoinOf({module, sums});
  ASSERT_EQ(out.parts.size(), 1u) << Said(out);
  EXPECT_EQ(out.parts[0].purl, "pkg:golang/example.com/a@v1.2.0");
  ASSERT_EQ(out.parts[0].digests.size(), 1u);
  EXPECT_EQ(out.parts[0].digests[0].algorithm, "h1");
}

TEST(Join, BeforeTheModuleGraphWasWrittenOutGosSumsTellTheRest) {
  Component direct = Of("example.com/a", "v1.0.0"), old = Of("example.com/b", "v1.9.0"),
            newest = Of("example.com/b", "v1.10.0");
  for (auto* one : {&direct, &old, &newest})
    one->digests = {"h1:RBNcsyDKhJJFTRUJ1pVvYbVDqCNm3OxEF7aYWUsFQCE="};
  Manifest sums = Lock(Ecosystem::kGo, "x/go.sum", {direct, old, newest});
  sums.format = "go-sum";
  Manifest mod;
  mod.ecosystem = Ecosystem::kGo;
  mod.format = "go-mod";
  mod.path = "x/go.mod";
  mod.requirements = {Wants("example.com/a", "v1.0.0")};
  struct Row {
    std::vector<std::string> tools;
    std::size_t parts;
  };
  for (const Row& row : {Row{{"go 1.13"}, 2}, Row{{}, 2}, Row{{"go 1.17"}, 1}, Row{{"go 1.9"}, 2},
                         Row{{"go 1.26.5"}, 1}, Row{{"go 1.100"}, 1}, Row{{"go 2.0"}, 1}}) {
    mod.tools = row.tools;
    const model::Inventory out = JoinOf({mod, sums});
    std::vector<model::Part> modules;
    for (const auto& part : out.parts)
      if (part.ecosystem == Ecosystem::kGo) modules.push_back(part);
    ASSERT_EQ(modules.size(), row.parts) << (row.tools.empty() ? "" : row.tools[0]);
    if (row.parts == 1) continue;
    EXPECT_EQ(modules[1].version, "v1.10.0");
    EXPECT_EQ(modules[1].sure, model::Sure::kDeclared);
    EXPECT_FALSE(modules[1].direct);
  }
  // What vendor/modules.txt lists is all.
  mod.tools.clear();
  Manifest vendor = Lock(Ecosystem::kGo, "x/vendor/modules.txt", {});
  vendor.format = "go-vendor";
  EXPECT_EQ(JoinOf({mod, sums, vendor}).parts.size(), 1u);
}

TEST(Join, ACopyOfOneFileHasTheNameOfWhatItIs) {
  struct Row {
    const char *path, *origin;
    long long files;
    const char* purl;
  };
  const Row rows[] = {
      {"lib/chart-zoom-2.2.0.min.js", "chart-zoom", 1, "pkg:generic/chart-zoom@1.2"},
      {"deps/kettle.h", "", 1, "pkg:generic/kettle@1.2"},
      {"deps/kettle.min.js", "", 1, "pkg:generic/kettle@1.2"},
      {"deps/kettle.js", "", 40, "pkg:generic/kettle.js@1.2"},
      {"deps/kettle.h", "https://github.com/a/pot", 1, "pkg:github/a/pot@1.2"},
  };
  for (const Row& row : rows) {
    model::ComponentFacts components;
    components.vendored = {{Path(row.path), "under deps/", "1.2", row.origin, "", row.files}};
    const Inventory inventory = Join({components, {}, {}}, {});
    ASSERT_EQ(inventory.parts.size(), 1u) << row.path;
    EXPECT_EQ(inventory.parts[0].purl, row.purl);
  }
}

TEST(Join, ACopyInGosVendorFolderIsTheModuleThatGoModNames) {
  Manifest go_mod = Asks(Ecosystem::kGo, "go.mod", {Wants("github.com/a/tea", "v1.2.3")});
  go_mod.format = "go-mod";
  model::ComponentFacts components;
  components.manifests = {go_mod};
  components.vendored = {{Path("vendor/github.com/a/tea"), "listed in vendor/modules.txt", "v1.2.3",
                          "github.com/a/tea", "", 3}};
  const Inventory inventory = Join({components, {}, {}}, {});
  ASSERT_EQ(inventory.parts.size(), 1u);
  EXPECT_EQ(inventory.parts[0].purl, "pkg:golang/github.com/a/tea@v1.2.3");
  EXPECT_EQ(inventory.parts[0].places.size(), 2u);
  EXPECT_EQ(inventory.parts[0].sure, model::Sure::kLocked);
}

TEST(Join, ACatalogHasTheVersionsAndAsksForNothingItself) {
  Manifest catalog = Asks(Ecosystem::kNpm, "pnpm-workspace.yaml",
                          {Wants("tea", "^1.2.0"), Wants("leaf", "^2.0.0"), Wants("unused", "1")});
  catalog.requirements[0].group = catalog.requirements[2].group = "catalog";
  catalog.requirements[1].group = "catalog:next";
  const Inventory inventory =
      JoinOf({catalog,
              Asks(Ecosystem::kNpm, "apps/a/package.json",
                   {Wants("tea", "catalog:"), Wants("pot", "catalog:")}),
              Asks(Ecosystem::kNpm, "apps/b/package.json", {Wants("leaf", "catalog:next")})});
  std::string said;
  for (const auto& part : inventory.parts) said += part.name + " " + part.range + "|";
  EXPECT_EQ(said, "leaf ^2.0.0|pot catalog:|tea ^1.2.0|");
}

TEST(Join, WhatIsNoPackageOfAnEcosystemIsToldByWhereItIsKept) {
  struct Row {
    Ecosystem ecosystem;
    const char* format;
    Component component;
    const char* purl;
  };
  Component hook = Of("github.com/o/tea", "v1.2.0"), image = Of("mcr.example/go", "1-bookworm"),
            jsr = Of("jsr:@a/b", "1.0.0"), pinned = Of("mcr.example/go", "sha256:ab");
  hook.source = SourceKind::kUrl;
  hook.origin = "https://github.com/o/tea.git";
  image.detail.group = pinned.detail.group = "image";
  pinned.version = "sha256:" + std::string(64, 'a');
  pinned.digests = {pinned.version};
  jsr.source = SourceKind::kUrl;
  jsr.origin = "https://jsr.io/@a/b";
  Component shard = Of("tea", "1.2.0+git.commit.01"), archive = Of("tea", "v1.2.0"),
            elsewhere = Of("x", "1.0.0");
  shard.source = SourceKind::kGit;
  shard.origin = "https://github.com/o/tea.git#0123456789012345678901234567890123456789";
  archive.source = elsewhere.source = SourceKind::kUrl;
  archive.origin = "https://github.com/o/tea/archive/refs/tags/v1.2.0.tar.gz";
  elsewhere.origin = "https://u:p@h.example/x.tar.gz";
  const Row rows[] = {
      {Ecosystem::kOther, "pre-commit", hook, "pkg:github/o/tea@v1.2.0"},
      {Ecosystem::kDevcontainer, "devcontainer", image,
       "pkg:docker/go@1-bookworm?repository_url=mcr.example"},
      {Ecosystem::kDevcontainer, "devcontainer", pinned,
       "pkg:docker/go@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
       "?repository_url=mcr.example"},
      {Ecosystem::kNpm, "deno-lock", jsr, ""},
      {Ecosystem::kElm, "elm", Of("elm/core", "1.0.5"), "pkg:github/elm/core@1.0.5"},
      {Ecosystem::kDub, "dub-lock", Of("vibe-d", "0.9.7"),
       "pkg:generic/vibe-d@0.9.7?repository_url=https:%2F%2Fcode.dlang.org"},
      {Ecosystem::kCrystal, "crystal-shard-lock", shard,
       "pkg:github/o/tea@0123456789012345678901234567890123456789"},
      {Ecosystem::kZig, "zig", archive, "pkg:github/o/tea@v1.2.0"},
      {Ecosystem::kZig, "zig", elsewhere,
       "pkg:generic/x@1.0.0?download_url=https:%2F%2Fh.example%2Fx.tar.gz"},
      {Ecosystem::kJulia, "julia-manifest-lock", Of("Nameless", "1.0.0"), ""},
  };
  for (const Row& row : rows) {
    Manifest manifest = Lock(row.ecosystem, "x", {row.component});
    manifest.format = row.format;
    const Inventory inventory = JoinOf({manifest});
    ASSERT_EQ(inventory.parts.size(), 1u) << row.format;
    EXPECT_EQ(inventory.parts[0].purl, row.purl) << row.format;
  }
}

TEST(Join, AFileThatNothingReadsMakesTheListPartial) {
  model::ComponentFacts components;
  components.unread.push_back({Ecosystem::kVcpkg, "vcpkg-lock", Path("vcpkg-lock.json")});
  const Inventory out = Join({components, {}, {}}, {});
  EXPECT_TRUE(out.partial);
  ASSERT_EQ(out.notes.size(), 1u);
  EXPECT_NE(out.notes[0].find("vcpkg-lock.json"), std::string::npos);
}

TEST(Join, WhatAReaderCouldNotReadIsToldAndOfContentMakesTheListPartial) {
  struct Row {
    const char *format, *note;
    bool partial;
  };
  const Row rows[] = {
      {"java-archive", "not all of this archive is read: 1 member left", true},
      {"rpm-database", "2 records could not be read", true},
      {"rpm-database", "1 signing key left out: no packages", false},
      {"apk-installed", "a package without a name", true},
      {"elf", "a section past the end of the file", true},
      {"npm-lock", "line 3: an entry without a version", true},
      {"npm-lock", "line 3: a 1 has no integrity", false},
  };
  for (const auto& row : rows) {
    model::ComponentFacts components;
    components.manifests.push_back(Lock(Ecosystem::kNpm, "x", {}));
    components.manifests[0].format = row.format;
    components.manifests[0].notes = {row.note};
    const Inventory out = Join({components, {}, {}}, {});
    EXPECT_EQ(out.partial, row.partial) << row.note;
    ASSERT_EQ(out.notes.size(), 1u) << row.note;
    EXPECT_EQ(out.notes[0], components.manifests[0].path.bytes + ": " + row.note);
  }
}

TEST(JoinAttack, AMillionNotesAreCountedNotKept) {
  model::ComponentFacts components;
  for (int i = 0; i < 5'000; ++i) {
    components.manifests.push_back(Lock(Ecosystem::kNpm, "x", {}));
    components.manifests.back().notes = {"one", "two"};
  }
  const Inventory out = Join({components, {}, {}}, {});
  EXPECT_EQ(out.notes.size(), 1'001u);
  EXPECT_EQ(out.notes.back(), "and 9000 notes more of files read");
}

TEST(Join, AnImageIsForTheBuildUnlessTheLastStageIsMadeOfIt) {
  model::ContainerFacts containers;
  auto base = [](const char* text, model::Pin pin) {
    model::Reference out;
    out.kind = model::ReferenceKind::kImage;
    out.text = out.name = text;
    out.pin = pin;
    return out;
  };
  model::Dockerfile file;
  file.stages.push_back({"build", base("golang:1.25", model::Pin::kFloating), {}, {}, {}, {}});
  file.stages.push_back({"base", base("debian:12", model::Pin::kFloating), {}, {}, {}, {}});
  file.stages.push_back({"", base("base", model::Pin::kLocal), {}, {}, {}, {}});
  containers.dockerfiles.push_back(file);
  const Inventory out = Join({{}, {}, containers}, {});
  EXPECT_EQ(Said(out), "* debian 12 unsaid\n* golang 1.25 build\n");
  EXPECT_EQ(out.parts[0].purl, "pkg:docker/debian@12");
}

TEST(Join, AVariableOfAnImageIsWhatItIsUnlessSomebodySaysOtherwise) {
  struct Row {
    const char *name, *version, *purl;
  };
  for (const auto& [name, version, purl] :
       {Row{"hex/tea", "1.0-slim", "pkg:docker/hex/tea@1.0-slim"},
        Row{"debian", "", "pkg:docker/debian@latest"},
        Row{"registry.example.com/tea", "2",
            "pkg:docker/tea@2?repository_url=registry.example.com"},
        Row{"tea", "${VERSION}", ""}}) {
    model::Dockerfile file;
    model::Reference image;
    image.kind = model::ReferenceKind::kImage;
    image.text = "${BASE}:${VERSION}";
    image.name = name;
    image.version = version;
    file.stages.push_back({"", image, {}, {}, {}, {}});
    model::ContainerFacts containers;
    containers.dockerfiles.push_back(file);
    EXPECT_EQ(Join({{}, {}, containers}, {}).parts.at(0).purl, purl) << name;
  }
}

TEST(Join, ScriptsOfDeliveryNetworksAreThePackagesThatTheyServe) {
  struct Row {
    const char *url, *purl;
  };
  const Row rows[] = {
      {"https://cdn.jsdelivr.net/npm/vue@3.4.1/dist/vue.js", "pkg:npm/vue@3.4.1"},
      {"https://unpkg.com/@scope/name@2.0.0/x.js", "pkg:npm/%40scope/name@2.0.0"},
      {"https://unpkg.com/react/umd/react.js", "pkg:npm/react"},
      {"https://cdnjs.cloudflare.com/ajax/libs/jquery/3.7.1/jquery.min.js", "pkg:npm/jquery@3.7.1"},
      {"https://example.com/x.js?v=1",
       "pkg:generic/x.js?download_url=https:%2F%2Fexample.com%2Fx.js%3Fv%3D1"},
  };
  for (const Row& row : rows) {
    model::ComponentFacts components;
    model::BrowserScript script;
    script.url = row.url;
    components.scripts.push_back(script);
    const Inventory out = Join({components, {}, {}}, {});
    ASSERT_EQ(out.parts.size(), 1u);
    EXPECT_EQ(out.parts[0].purl, row.purl) << row.url;
  }
}

TEST(Digests, AreReadInEverySpellingAndHeldToTheirLength) {
  struct Row {
    std::string written, algorithm;
  };
  const Row rows[] = {
      {"sha256:" + std::string(64, 'a'), "sha-256"},
      {"SHA-256:" + std::string(64, 'A'), "sha-256"},
      {"sha512-" + std::string(85, 'A') + "A==", "sha-512"},
      {"sha1-" + std::string(27, 'A') + "=", "sha-1"},
      {std::string(64, '0'), "sha-256"},
      {std::string(40, '0'), "sha-1"},
      {std::string(32, '0'), "md5"},
      {"sha256:" + std::string(63, 'a'), ""},
      {"sha256:", ""},
      {"sha512-AAAA", ""},
      {"h1:AAAA", ""},
      {"10c0/" + std::string(64, 'a'), ""},
      {"", ""},
  };
  for (const Row& row : rows) {
    const auto digest = ReadDigest(row.written);
    EXPECT_EQ(digest ? digest->algorithm : "", row.algorithm) << row.written;
  }
}

TEST(Identify, NamesComponentsAsTheirTypesAsk) {
  struct Row {
    Ecosystem ecosystem;
    const char *name, *version, *purl;
  };
  const Row rows[] = {
      {Ecosystem::kNpm, "@babel/core", "7.0.0", "pkg:npm/%40babel/core@7.0.0"},
      {Ecosystem::kMaven, "org.slf4j:slf4j-api", "2.0.1", "pkg:maven/org.slf4j/slf4j-api@2.0.1"},
      {Ecosystem::kGradle, "org.slf4j:slf4j-api", "2.0.1", "pkg:maven/org.slf4j/slf4j-api@2.0.1"},
      {Ecosystem::kPython, "Flask_Cors", "3", "pkg:pypi/flask-cors@3"},
      {Ecosystem::kGo, "github.com/a/b/v2", "v2.1.0", "pkg:golang/github.com/a/b/v2@v2.1.0"},
      {Ecosystem::kComposer, "Symfony/Yaml", "v7", "pkg:composer/symfony/yaml@v7"},
      {Ecosystem::kDebian, "zlib1g", "1:1.2.13", "pkg:deb/debian/zlib1g@1:1.2.13"},
      {Ecosystem::kOther, "thing", "1", ""},
  };
  for (const Row& row : rows) {
    model::Part part;
    Identify(row.ecosystem, Of(row.name, row.version), part);
    EXPECT_EQ(part.purl, row.purl) << row.name;
  }
}

TEST(Join, AModuleOfPerlIsItsDistributionWhereALockHasOneOfThatName) {
  Manifest asks = Lock(Ecosystem::kCpan, "cpanfile", {});
  asks.lock = false;
  asks.format = "cpanfile";
  model::Requirement axle;
  axle.name = "Axle::Iron";
  asks.requirements = {axle};
  EXPECT_EQ(JoinOf({asks}).parts.at(0).purl, "");
  const Inventory out =
      JoinOf({Lock(Ecosystem::kCpan, "cpanfile.snapshot", {Of("Axle-Iron", "1.2")}), asks});
  ASSERT_EQ(out.parts.size(), 1u);
  EXPECT_EQ(out.parts[0].purl, "pkg:cpan/Axle-Iron@1.2");
  EXPECT_TRUE(out.parts[0].direct);
}

TEST(Join, OneVersionForSeveralPlatformsIsMeantByWhoAsksForIt) {
  Component linux = Of("zlib", "1.3"), mac = Of("zlib", "1.3"), other = Of("python", "3.12"),
            another = Of("python", "3.11");
  linux.detail.qualifiers = other.detail.qualifiers = {{"subdir", "linux-64"}};
  mac.detail.qualifiers = another.detail.qualifiers = {{"subdir", "osx-64"}};
  Manifest asks = Lock(Ecosystem::kConda, "pixi.toml", {});
  asks.lock = false;
  asks.format = "pixi";
  asks.requirements.resize(2);
  asks.requirements[0].name = "zlib";
  asks.requirements[1].name = "python";
  const Inventory out =
      JoinOf({Lock(Ecosystem::kConda, "pixi.lock", {linux, mac, other, another}), asks});
  ASSERT_EQ(out.parts.size(), 4u);
  for (const auto& part : out.parts) EXPECT_EQ(part.direct, part.name == "zlib") << part.purl;
}

TEST(Join, NoPasswordOfAnAddressIsToldOn) {
  Component component = Of("a", "1");
  component.origin = "https://user:hunter2@example.com/a.tgz";
  model::ComponentFacts components;
  components.manifests = {Lock(Ecosystem::kNpm, "package-lock.json", {component})};
  model::BrowserScript script;
  script.url = "https://user:hunter2@example.com/x.js";
  components.scripts = {script};
  model::Submodule submodule;
  submodule.url = "https://user:hunter2@example.com/b";
  components.submodules = {submodule};
  const Inventory out = Join({components, {}, {}}, {});
  ASSERT_EQ(out.parts.size(), 3u);
  for (const auto& part : out.parts) {
    EXPECT_EQ((part.origin + part.purl + part.name).find("hunter2"), std::string::npos)
        << part.purl;
    EXPECT_NE(part.origin.find("://example.com/"), std::string::npos) << part.origin;
  }
  for (const char* plain :
       {"https://example.com/@scope/a", "git@example.com:a/b", "https://a/?x=@"})
    EXPECT_EQ(WithoutUser(plain), plain);
}

TEST(Identify, AGitSourceIsToldWithoutItsUser) {
  Component component = Of("name", "1");
  component.source = SourceKind::kGit;
  component.origin = "git+https://user:secret@example.com/a/b.git#0123";
  model::Part part;
  Identify(Ecosystem::kCargo, component, part);
  EXPECT_EQ(part.purl, "pkg:cargo/name@1?vcs_url=git%2Bhttps:%2F%2Fexample.com%2Fa%2Fb.git");
  component.origin = "git@example.com:a/b.git";
  Identify(Ecosystem::kCargo, component, part);
  EXPECT_EQ(part.purl, "pkg:cargo/name@1?vcs_url=git%2Bssh:%2F%2Fexample.com%2Fa%2Fb.git");
  for (const char* none : {"example.com:a/b", "a/b@c:d", "a:b@c", "git@example.com"}) {
    component.origin = none;
    Identify(Ecosystem::kCargo, component, part);
    EXPECT_EQ(part.purl, "pkg:cargo/name@1") << none;
  }
}

}  // namespace
}  // namespace avouch::inventory
