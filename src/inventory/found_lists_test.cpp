#include "inventory/found_lists.h"

#include <gtest/gtest.h>

namespace avouch::inventory {
namespace {

using model::FoundList;
using model::Inventory;
using model::kSubject;
using model::Part;

Part Of(const std::string& name, const std::string& version, const std::string& purl,
        model::Scope scope = model::Scope::kUnsaid) {
  Part out;
  out.name = name, out.version = version, out.purl = purl, out.scope = scope;
  if (purl.starts_with("pkg:maven/")) out.ecosystem = model::Ecosystem::kMaven;
  if (purl.starts_with("pkg:deb/")) out.ecosystem = model::Ecosystem::kDebian;
  return out;
}

Part Seen(Part part, const char* place) {
  part.sure = model::Sure::kInstalled;
  part.places = {{Path(place), 0}};
  return part;
}

FoundList ListAt(const char* path, Part subject, std::vector<Part> parts,
                 std::vector<model::Need> needs = {}) {
  FoundList out;
  out.path = Path(path);
  out.list.subject = std::move(subject);
  out.list.parts = std::move(parts);
  out.list.needs = std::move(needs);
  out.list.edges_known = true;
  out.list.format = "CycloneDX 1.6 JSON";
  return out;
}

// "purl or name scope sure @places > what it needs", a line each; what the subject needs first.
std::string Text(const Inventory& inventory) {
  std::string out = ".";
  const auto name = [&](std::uint32_t i) {
    const Part& part = inventory.parts[i];
    return part.purl.empty() ? part.name + '@' + part.version : part.purl;
  };
  const auto needs = [&](std::uint32_t from) {
    for (const auto& need : inventory.needs)
      if (need.from == from) out += " > " + name(need.to);
    out += '\n';
  };
  needs(kSubject);
  for (std::uint32_t i = 0; i < inventory.parts.size(); ++i) {
    const Part& part = inventory.parts[i];
    out += name(i) + ' ' + std::string(Name(part.scope)) + ' ' + std::string(Name(part.sure));
    for (const auto& place : part.places) out += " @" + place.path.bytes;
    needs(i);
  }
  for (const auto& note : inventory.notes) out += note + '\n';
  return out + (inventory.partial ? "partial\n" : "");
}

std::string Told(std::vector<Part> seen, std::vector<FoundList> lists) {
  Inventory inventory;
  inventory.subject = Of("root", "", "");
  inventory.edges_known = true;
  inventory.parts = std::move(seen);
  TellLists(std::move(lists), inventory);
  return Text(inventory);
}

TEST(FoundLists, AWheelsListIsOfTheWheelAndWhatItNames) {
  EXPECT_EQ(
      Told({Seen(Of("tea", "1", "pkg:pypi/tea@1"), "s/tea-1.dist-info/METADATA")},
           {ListAt("s/tea-1.dist-info/sboms/a.json",
                   Of("tea", "1", "pkg:pypi/tea@1?file_name=tea-1.whl"),
                   {Of("tea", "1", "pkg:pypi/tea@1?file_name=tea-1.whl"),
                    Of("xau", "2", "pkg:rpm/x/xau@2", model::Scope::kShipped),
                    Of("tea._c", "1", "pkg:pypi/tea@1#c/_c")},
                   {{kSubject, 1}})}),
      ".\npkg:pypi/tea@1 unsaid installed @s/tea-1.dist-info/METADATA @s/tea-1.dist-info/sboms/"
      "a.json > pkg:rpm/x/xau@2\n"
      "pkg:rpm/x/xau@2 shipped told @s/tea-1.dist-info/sboms/a.json\n"
      "an SBOM here tells what nothing else shows: s/tea-1.dist-info/sboms/a.json\n");
}

TEST(FoundLists, WhatWasSeenIsNotCountedAgainAndStaysWhatItIs) {
  const Part seen = Seen(Of("cup", "1", "pkg:deb/debian/cup@1?arch=amd64&distro=debian-12"), "db");
  EXPECT_EQ(Told({seen}, {ListAt("opt/x.cdx.json", {},
                                 {Of("cup", "1", "pkg:deb/debian/cup@1?distro=bookworm",
                                     model::Scope::kDevelopment),
                                  Of("cup", "1", "pkg:deb/debian/cup@1?arch=arm64")})}),
            ". > pkg:deb/debian/cup@1?arch=amd64&distro=debian-12 > "
            "pkg:deb/debian/cup@1?arch=arm64\n"
            "pkg:deb/debian/cup@1?arch=amd64&distro=debian-12 unsaid installed @db "
            "@opt/x.cdx.json\n"
            "pkg:deb/debian/cup@1?arch=arm64 unsaid told @opt/x.cdx.json\n"
            "an SBOM here tells what nothing else shows: opt/x.cdx.json\n");
}

TEST(FoundLists, AJarKnownByItsFileNameAloneIsCalledByWhatItsListSays) {
  Part jar = Seen(Of("pool", "5.1", ""), "app.jar!/lib/pool-5.1.jar");
  Part app = Seen(Of("app", "1", ""), "app.jar");
  jar.ecosystem = app.ecosystem = model::Ecosystem::kMaven;
  Part told = Of("pool", "5.1", "pkg:maven/com.z/pool@5.1?type=jar");
  told.group = "com.z";
  EXPECT_EQ(Told({app, jar}, {ListAt("app.jar!/META-INF/sbom/a.cdx.json",
                                     Of("app", "1", "pkg:maven/g/app@1"), {told})}),
            ".\npkg:maven/g/app@1 unsaid installed @app.jar > pkg:maven/com.z/pool@5.1?type=jar\n"
            "pkg:maven/com.z/pool@5.1?type=jar unsaid installed @app.jar!/META-INF/sbom/a.cdx.json"
            " @app.jar!/lib/pool-5.1.jar\n");
}

TEST(FoundLists, ASubjectOfItsOwnIsAPartAndOneInTheFolderItselfIsTheSubject) {
  EXPECT_EQ(
      Told({}, {ListAt("opt/b/.spdx-b.spdx", Of("b", "2", "pkg:bitnami/b@2"), {Of("z", "3", "")})}),
      ". > pkg:bitnami/b@2\n"
      "pkg:bitnami/b@2 unsaid told @opt/b/.spdx-b.spdx > z@3\n"
      "z@3 unsaid told @opt/b/.spdx-b.spdx\n"
      "an SBOM here tells what nothing else shows: opt/b/.spdx-b.spdx\n");
  EXPECT_EQ(Told({}, {ListAt("b.spdx", Of("b", "2", "pkg:bitnami/b@2"), {Of("z", "3", "")})}),
            ". > z@3\nz@3 unsaid told @b.spdx\n"
            "an SBOM here tells what nothing else shows: b.spdx\n");
}

TEST(FoundLists, AGroupThatSpdxWritesBeforeTheNameIsOne) {
  Inventory inventory;
  TellLists({ListAt("x/a.spdx.json", {},
                    {Of("org.tea:pot", "1", "pkg:maven/org.tea/pot@1"),
                     Of("a:b", "1", "pkg:generic/a:b@1")})},
            inventory);
  ASSERT_EQ(inventory.parts.size(), 2u);
  EXPECT_EQ(inventory.parts[0].group + " " + inventory.parts[0].name, "org.tea pot");
  EXPECT_EQ(inventory.parts[1].group + " " + inventory.parts[1].name, " a:b");
}

TEST(FoundLists, FilesAndAlgorithmsAreNoPackagesAndTestsAreForTests) {
  Part file = Of("a.so", "1", ""), algorithm = Of("AES", "1", "");
  file.kind = model::PartKind::kFile, algorithm.kind = model::PartKind::kCryptography;
  EXPECT_EQ(
      Told({}, {ListAt("tests/data/x.cdx.json", {},
                       {file, algorithm, Of("c", "1", "pkg:cargo/c@1", model::Scope::kShipped)},
                       {{0, 2}})}),
      ".\npkg:cargo/c@1 test told @tests/data/x.cdx.json\n"
      "an SBOM here tells what nothing else shows: tests/data/x.cdx.json\n");
}

// A library's list is of what it was built with; of that what lies here has a record of its own.
TEST(FoundLists, WhatAJarOfItsOwnClassesAsksForIsThereOnlyWhereItIsFound) {
  FoundList list = ListAt("tea.jar!/META-INF/sbom/a.json", Of("tea", "1", "pkg:maven/g/tea@1"),
                          {Of("pot", "2", "pkg:maven/g/pot@2"), Of("lid", "3", "pkg:maven/g/lid@3"),
                           Of("z", "4", "pkg:generic/z@4")});
  list.alone = true;
  EXPECT_EQ(
      Told({Seen(Of("pot", "2", "pkg:maven/g/pot@2"), "pot.jar"),
            Seen(Of("tea", "1", "pkg:maven/g/tea@1"), "tea.jar")},
           {list}),
      ".\npkg:maven/g/pot@2 unsaid installed @pot.jar @tea.jar!/META-INF/sbom/a.json\n"
      "pkg:maven/g/tea@1 unsaid installed @tea.jar > pkg:maven/g/pot@2 > pkg:generic/z@4\n"
      "pkg:generic/z@4 unsaid told @tea.jar!/META-INF/sbom/a.json\n"
      "1 component of SBOMs in jars left out: asked for, and neither in the jar nor beside it "
      "(avouch sbom merge adds a whole list)\n"
      "an SBOM here tells what nothing else shows: tea.jar!/META-INF/sbom/a.json\n");
}

TEST(FoundLists, SeveralOfOneFindEachOther) {
  EXPECT_EQ(Told({}, {ListAt("a.cdx.json", {}, {Of("c", "1", "pkg:cargo/c@1")}),
                      ListAt("b.cdx.json", {}, {Of("c", "1", "pkg:cargo/c@1?download_url=x")})}),
            ". > pkg:cargo/c@1\npkg:cargo/c@1 unsaid told @a.cdx.json @b.cdx.json\n"
            "an SBOM here tells what nothing else shows: a.cdx.json\n");
}

TEST(FoundLists, WhatIsNotWholeMakesTheInventoryPartial) {
  FoundList list = ListAt("x/a.cdx.json", {}, {Of("c", "1", ""), Of("d", "1", "")});
  list.list.whole = model::Whole::kIncomplete;
  list.list.edges_known = false;
  EXPECT_EQ(Told({}, {list}),
            ". > c@1 > d@1\nc@1 unsaid told @x/a.cdx.json\nd@1 unsaid told @x/a.cdx.json\n"
            "x/a.cdx.json says that it is not all\n"
            "an SBOM here tells what nothing else shows: x/a.cdx.json\n"
            "1 SBOM here does not say what needs what\npartial\n");
}

TEST(FoundListsAttack, LoopsNeedsOfThemselvesAndNamesWithoutAnything) {
  EXPECT_EQ(Told({Seen(Of("a", "1", "pkg:npm/a@1"), "node_modules/a/package.json")},
                 {ListAt("node_modules/a/sbom.json", Of("a", "1", "pkg:npm/a@1"),
                         {Of("b", "1", "pkg:npm/b@1"), Of("a", "1", "pkg:npm/a@1"),
                          Of("", "", "pkg:"), Of("", "1", "")},
                         {{0, 1}, {1, 0}, {kSubject, 1}, {2, 3}, {0, 0}})}),
            ".\npkg:npm/a@1 unsaid installed @node_modules/a/package.json "
            "@node_modules/a/sbom.json > pkg:npm/b@1\n"
            "pkg:npm/b@1 unsaid told @node_modules/a/sbom.json > pkg:npm/a@1\n"
            "an SBOM here tells what nothing else shows: node_modules/a/sbom.json\n");
}

// What is installed is not hidden by a list that says that nobody gets it, nor renamed by one.
TEST(FoundListsAttack, AListTakesNothingAway) {
  const std::string text =
      Told({Seen(Of("a", "1", "pkg:npm/a@1", model::Scope::kShipped), "x")},
           {ListAt("z/s.cdx.json", {},
                   {Of("a", "1", "pkg:npm/a@1", model::Scope::kTest), Of("a", "1", "")})});
  EXPECT_EQ(text, ". > pkg:npm/a@1\npkg:npm/a@1 shipped installed @x @z/s.cdx.json\n");
}

std::string Left(const std::vector<model::Manifest>& manifests, FoundList list) {
  std::vector<FoundList> lists = {std::move(list)};
  std::vector<std::string> notes;
  LeaveOwnLists(manifests, lists, notes);
  EXPECT_EQ(lists.empty(), !notes.empty());
  return notes.empty() ? "told" : notes[0];
}

model::Manifest Source(const char* path, const char* name, const char* format = "package-json") {
  model::Manifest out;
  out.format = format, out.path = Path(path), out.name = name;
  return out;
}

// The list of what is made here is compared with what is found; were it found, nothing would
// contradict it.
TEST(FoundLists, TheProductsOwnListIsNoFinding) {
  const std::string declared =
      " left out: what the makers of these sources declare is compared, not found "
      "(avouch sbom diff)";
  const Part own = Of("tea", "2", ""), other = Of("cup", "1", "pkg:npm/cup@1");
  const std::vector<model::Manifest> sources = {Source("package.json", "tea"),
                                                Source("opt/db/status", "debian", "dpkg-status")};
  EXPECT_EQ(Left(sources, ListAt("sbom.json", other, {})), "sbom.json" + declared);
  EXPECT_EQ(Left(sources, ListAt("target/bom.json", other, {})), "target/bom.json" + declared);
  EXPECT_EQ(Left(sources, ListAt("build/reports/bom.json", other, {})),
            "build/reports/bom.json" + declared);
  EXPECT_EQ(Left(sources, ListAt("public/x/tea.cdx.json", own, {})),
            "public/x/tea.cdx.json" + declared);
  EXPECT_EQ(Left(sources, ListAt("vendor/cup/cup.cdx.json", other, {})), "told");
  EXPECT_EQ(Left(sources, ListAt("opt/db/cup.cdx.json", other, {})), "told");
  EXPECT_EQ(Left(sources, ListAt("a.jar!/META-INF/sbom/a.cdx.json", own, {})), "told");
  EXPECT_EQ(Left({}, ListAt("sbom.json", other, {})), "told");
  FoundList earlier = ListAt("sbom.json", other, {});
  earlier.list.tools = {"avouch 0.1.0"};
  EXPECT_EQ(Left({}, earlier), "sbom.json left out: an earlier list of this folder");
}

TEST(FoundLists, WhatOnlyAListThereTellsIsNoProofOfAnother) {
  Inventory list, found;
  list.parts = {Of("a", "1", "pkg:npm/a@1"), Of("b", "1", "pkg:npm/b@1"),
                Of("c", "1", "pkg:npm/c@1")};
  found.parts = {Seen(Of("a", "1", "pkg:npm/a@1"), "x"), Of("b", "1", "pkg:npm/b@1"),
                 Of("d", "1", "pkg:npm/d@1")};
  found.parts[1].places = found.parts[2].places = {{Path("o/s.json"), 0}};
  const ToldOnly told = TakeTold(list, found);
  EXPECT_EQ(told.parts, 1);
  EXPECT_EQ(told.files, std::vector<std::string>{"o/s.json"});
  ASSERT_EQ(list.parts.size(), 2u);
  EXPECT_EQ(list.parts[1].name, "c");
  ASSERT_EQ(found.parts.size(), 2u);
  EXPECT_EQ(found.parts[1].name, "d");
}

}  // namespace
}  // namespace avouch::inventory
