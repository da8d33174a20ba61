#include "formats/sbom_place.h"

#include <gtest/gtest.h>

#include "formats/archive.h"
#include "formats/limits.h"
#include "testing/zip_archive.h"

namespace avouch::formats {
namespace {

using testing::ZipOf;
using testing::ZipPart;

constexpr const char* kList =
    R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"tea",)"
    R"("version":"1"}]})";

TEST(SbomPlace, NamesAndFoldersThatSboms) {
  for (const char* path :
       {"tea.cdx.json", "a/TEA.CDX.JSON", "tea.cdx.xml", "tea.spdx.json", "tea.spdx.yaml",
        "tea.cyclonedx.json", "_manifest/spdx_2.2/manifest.spdx.json",
        "lib/tea-1.dist-info/sboms/tea.json", "META-INF/sbom/application.json", "tea.spdx.rdf.xml"})
    EXPECT_EQ(SbomNameOf(path), SbomName::kSure) << path;
  for (const char* path :
       {"bom.json", "sbom.json", "bom.xml", "opt/bitnami/tea/.spdx-tea.spdx", "tea-sbom.json",
        "sbom-tea.xml", "tea_bom.json", "tea.bom.json", "usr/share/sbom/tea.json", "tea.cdx",
        "spdx.schema.json", "node_modules/tea/sbom.json", "tea.sbom"})
    EXPECT_EQ(SbomNameOf(path), SbomName::kMaybe) << path;
  for (const char* path : {"bombay.json", "carbom.json", "bom", "sbom.txt", "cdx.py", "tea.json",
                           "sboms/tea.py", "sbom/tea.html", "tea.rdf", "", "/", "aplomb.xml"})
    EXPECT_EQ(SbomNameOf(path), SbomName::kNone) << path;
}

TEST(SbomPlace, OfAnArchiveOnlyWhatItSaysOfItself) {
  for (const char* name : {"META-INF/sbom/tea.cdx.json", "tea-1.dist-info/sboms/tea.json",
                           "sbom.json", "META-INF/bom.json", "_manifest/spdx_2.2/m.spdx.json",
                           "BOOT-INF/classes/META-INF/sbom/application.cdx.json"})
    EXPECT_TRUE(IsSbomMember(name)) << name;
  for (const char* name : {"org/tea/bom.json", "examples/tea.cdx.json", "../META-INF/sbom/a.json",
                           "/META-INF/sbom/a.json", "META-INF/MANIFEST.MF"})
    EXPECT_FALSE(IsSbomMember(name)) << name;
}

// "components", "none" or why not.
std::string Read(const char* path, const std::string& bytes) {
  const auto read = ReadSbomAt(path, bytes);
  if (!read) return read.error().what;
  return *read ? std::to_string((*read)->parts.size()) : "none";
}

TEST(SbomPlace, WhatIsOneItsContentTells) {
  EXPECT_EQ(Read("bom.json", kList), "1");
  EXPECT_EQ(Read("bom.json", "{\"kind\":\"browser objects\"}"), "none");
  EXPECT_EQ(Read("a.spdx", "MIT"), "none");
  EXPECT_EQ(Read("tea.cdx.json", "{}"), "no SBOM of a kind that is read");
  EXPECT_EQ(Read("tea.spdx.rdf", "<rdf:RDF/>"), "SPDX as RDF is not read");
  EXPECT_NE(Read("tea.cdx.json", std::string(kList).substr(0, 60)), "none");
}

// "path: components" of each list in `bytes`, then the notes.
std::string Inside(const char* path, const Bytes& bytes) {
  std::vector<model::FoundList> lists;
  const auto read = ReadArchive(Path(path), bytes, {.digests = false, .lists = &lists});
  if (!read) return "refused: " + ToString(read.error());
  std::string out;
  for (const auto& list : lists)
    out += list.path.bytes + ": " + std::to_string(list.list.parts.size()) + '\n';
  for (const auto& note : read->notes) out += "note: " + note + '\n';
  return out;
}

const ZipPart kMetadata{"tea-1.dist-info/METADATA", "Name: tea\nVersion: 1\n"};

TEST(SbomPlace, LiesInWheelsAndInJarsInsideOfJars) {
  EXPECT_EQ(Inside("tea-1.whl", ZipOf({kMetadata, {"tea-1.dist-info/sboms/a.json", kList}})),
            "tea-1.whl!/tea-1.dist-info/sboms/a.json: 1\n");
  const Bytes inner = ZipOf({{"META-INF/sbom/in.cdx.json", kList}});
  EXPECT_EQ(Inside("app.jar", ZipOf({{"META-INF/sbom/application.cdx.json", kList},
                                     {"BOOT-INF/lib/in.jar", inner, true}})),
            "app.jar!/META-INF/sbom/application.cdx.json: 1\n"
            "app.jar!/BOOT-INF/lib/in.jar!/META-INF/sbom/in.cdx.json: 1\n");
}

TEST(SbomPlace, OfAJarWhoseClassesAreAllItsOwnItIsSaid) {
  const auto alone = [](std::vector<ZipPart> classes) {
    classes.push_back({"META-INF/sbom/a.cdx.json", kList});
    std::vector<model::FoundList> lists;
    EXPECT_TRUE(ReadArchive(Path("a.jar"), ZipOf(classes), {.digests = false, .lists = &lists}));
    return lists.size() == 1 && lists[0].alone;
  };
  EXPECT_TRUE(alone({{"org/tea/A.class", "x"}, {"org/tea/pot/B.class", "x"}}));
  EXPECT_TRUE(alone({{"BOOT-INF/classes/org/tea/A.class", "x"}, {"org/tea/B.class", "x"}}));
  EXPECT_FALSE(alone({{"org/tea/A.class", "x"}, {"okhttp3/B.class", "x"}}));
  EXPECT_FALSE(alone({{"org/tea/A.class", "x"}, {"org/tea/shaded/lid/B.class", "x"}}));
  EXPECT_FALSE(alone({}));
}

TEST(SbomPlaceAttack, WhatCannotBeReadInAnArchiveIsANote) {
  EXPECT_EQ(Inside("tea-1.whl", ZipOf({kMetadata, {"tea-1.dist-info/sboms/a.json", "{"}})),
            "note: tea-1.dist-info/sboms/a.json: no SBOM of a kind that is read\n");
  EXPECT_EQ(Inside("a.jar", ZipOf({{"META-INF/sbom/../../../a.cdx.json", kList}})),
            "note: a.jar: 1 name lead out of the archive\n"
            "note: not all of this archive is read: 1 member left\n");
  const Bytes large(kMaxSbomInside + 1, ' ');
  EXPECT_NE(Inside("tea-1.whl", ZipOf({kMetadata, {"tea-1.dist-info/sboms/a.json", large}}))
                .find("note: "),
            std::string::npos);
}

// Names alone, packed a thousandfold, would make a large inventory of a small archive.
TEST(SbomPlaceAttack, ComponentsOfListsInOneArchiveAreBoundedByItsSize) {
  std::string list = R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[)";
  for (int i = 0; i < 60'000; ++i) list += R"({"name":"a"},)";
  list.back() = ']';
  list += '}';
  std::vector<ZipPart> parts = {kMetadata};
  for (int i = 0; i < 5; ++i)
    parts.push_back({"tea-1.dist-info/sboms/" + std::to_string(i) + ".json", list, false});
  std::vector<model::FoundList> lists;
  const auto read =
      ReadArchive(Path("tea-1.whl"), ZipOf(parts), {.digests = false, .lists = &lists});
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  std::size_t components = 0;
  for (const auto& one : lists) components += one.list.parts.size();
  EXPECT_LE(components, kFreeSbomParts + 5 * list.size() / kBytesASbomPart);
  EXPECT_FALSE(read->notes.empty());
}

TEST(SbomPlace, ABudgetIsForAllThatLieInOnePlace) {
  SbomBudget budget;
  model::FoundList list;
  list.list.parts.resize(kFreeSbomParts);
  EXPECT_TRUE(budget.Take(list));
  list.list.parts.resize(2);
  EXPECT_FALSE(budget.Take(list));
  list.bytes = 2 * kBytesASbomPart;
  EXPECT_TRUE(budget.Take(list));
}

}  // namespace
}  // namespace avouch::formats
