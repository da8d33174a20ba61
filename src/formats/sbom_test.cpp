#include "formats/sbom.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "formats/limits.h"
#include "formats/sbom_validate.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;

std::string Join(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += line + "\n";
  return out;
}

// What a document says, one fact a line, so that a row of a table can stand for it.
std::vector<std::string> Facts(const Inventory& one) {
  std::vector<std::string> out = {"subject " + one.subject.name + " " + one.subject.version};
  const auto name = [&](std::uint32_t at) {
    return at == kSubject ? std::string("subject") : one.parts[at].name;
  };
  for (const auto& part : one.parts)
    out.push_back("part " + part.name + " " + part.version + " " + std::string(Name(part.scope)) +
                  (part.direct ? " direct" : ""));
  for (const auto& need : one.needs) out.push_back(name(need.from) + " > " + name(need.to));
  for (const auto& note : one.notes) out.push_back("note " + note);
  return out;
}

// The same small product in every form: rota needs oar, which needs rope, for tests only.
const std::string kCycloneDxJson = R"({"bomFormat":"CycloneDX","specVersion":"1.6","version":1,
"metadata":{"component":{"type":"application","bom-ref":"r","name":"rota","version":"2"}},
"components":[
 {"type":"library","bom-ref":"a","name":"oar","version":"1.0","scope":"required"},
 {"type":"library","bom-ref":"b","name":"rope","version":"3.1","scope":"excluded",
  "properties":[{"name":"avouch:scope","value":"test"}]}],
"dependencies":[{"ref":"r","dependsOn":["a"]},{"ref":"a","dependsOn":["b"]}]})";
const std::string kCycloneDxXml = R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
<metadata><component type="application" bom-ref="r"><name>rota</name><version>2</version></component></metadata>
<components>
<component type="library" bom-ref="a"><name>oar</name><version>1.0</version><scope>required</scope></component>
<component type="library" bom-ref="b"><name>rope</name><version>3.1</version><scope>excluded</scope>
<properties><property name="avouch:scope">test</property></properties></component>
</components>
<dependencies><dependency ref="r"><dependency ref="a"/></dependency>
<dependency ref="a"><dependency ref="b"/></dependency></dependencies></bom>)";
const std::string kSpdxJson = R"({"spdxVersion":"SPDX-2.3","SPDXID":"SPDXRef-DOCUMENT","name":"x",
"packages":[{"SPDXID":"SPDXRef-r","name":"rota","versionInfo":"2"},
 {"SPDXID":"SPDXRef-a","name":"oar","versionInfo":"1.0"},
 {"SPDXID":"SPDXRef-b","name":"rope","versionInfo":"3.1"}],
"relationships":[
 {"spdxElementId":"SPDXRef-DOCUMENT","relationshipType":"DESCRIBES","relatedSpdxElement":"SPDXRef-r"},
 {"spdxElementId":"SPDXRef-a","relationshipType":"RUNTIME_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-r"},
 {"spdxElementId":"SPDXRef-b","relationshipType":"TEST_DEPENDENCY_OF","relatedSpdxElement":"SPDXRef-a"}]})";
const std::string kSpdxTagValue = R"(SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
DocumentName: x
PackageName: rota
SPDXID: SPDXRef-r
PackageVersion: 2
PackageName: oar
SPDXID: SPDXRef-a
PackageVersion: 1.0
PackageName: rope
SPDXID: SPDXRef-b
PackageVersion: 3.1
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-r
Relationship: SPDXRef-a RUNTIME_DEPENDENCY_OF SPDXRef-r
Relationship: SPDXRef-b TEST_DEPENDENCY_OF SPDXRef-a
)";
const std::string kSpdxYaml = R"(SPDXID: SPDXRef-DOCUMENT
spdxVersion: SPDX-2.3
name: x
packages:
- {SPDXID: SPDXRef-r, name: rota, versionInfo: "2"}
- {SPDXID: SPDXRef-a, name: oar, versionInfo: "1.0"}
- {SPDXID: SPDXRef-b, name: rope, versionInfo: "3.1"}
relationships:
- {spdxElementId: SPDXRef-DOCUMENT, relationshipType: DESCRIBES, relatedSpdxElement: SPDXRef-r}
- {spdxElementId: SPDXRef-a, relationshipType: RUNTIME_DEPENDENCY_OF, relatedSpdxElement: SPDXRef-r}
- {spdxElementId: SPDXRef-b, relationshipType: TEST_DEPENDENCY_OF, relatedSpdxElement: SPDXRef-a}
)";
const std::string kSpdx3 =
    R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":[
{"type":"CreationInfo","@id":"_:c","specVersion":"3.0.1"},
{"type":"SpdxDocument","spdxId":"urn:d","rootElement":["urn:r"]},
{"type":"software_Package","spdxId":"urn:r","name":"rota","software_packageVersion":"2"},
{"type":"software_Package","spdxId":"urn:a","name":"oar","software_packageVersion":"1.0"},
{"type":"software_Package","spdxId":"urn:b","name":"rope","software_packageVersion":"3.1"},
{"type":"LifecycleScopedRelationship","spdxId":"urn:1","from":"urn:r","relationshipType":"dependsOn",
 "to":["urn:a"],"scope":"runtime"},
{"type":"LifecycleScopedRelationship","spdxId":"urn:2","from":"urn:a","relationshipType":"dependsOn",
 "to":["urn:b"],"scope":"test"}]})";

TEST(Sbom, EachFormTellsTheSameProduct) {
  const std::string want =
      "subject rota 2\npart oar 1.0 shipped direct\npart rope 3.1 test\noar > rope\nsubject > "
      "oar\n";
  const struct {
    std::string_view bytes, format;
    SbomForm form;
  } rows[] = {
      {kCycloneDxJson, "CycloneDX 1.6 JSON", SbomForm::kCycloneDxJson},
      {kCycloneDxXml, "CycloneDX 1.6 XML", SbomForm::kCycloneDxXml},
      {kSpdxJson, "SPDX 2.3 JSON", SbomForm::kSpdxJson},
      {kSpdxTagValue, "SPDX 2.3 tag-value", SbomForm::kSpdxTagValue},
      {kSpdxYaml, "SPDX 2.3 YAML", SbomForm::kSpdxYaml},
      {kSpdx3, "SPDX 3.0.1 JSON-LD", SbomForm::kSpdx3Json},
  };
  for (const auto& row : rows) {
    const auto kind = DetectSbom(row.bytes);
    ASSERT_TRUE(kind) << row.format;
    EXPECT_EQ(kind->form, row.form) << row.format;
    const auto read = ReadSbom(row.bytes);
    ASSERT_TRUE(read) << row.format << ToString(read.error());
    EXPECT_EQ(read->format, row.format);
    EXPECT_EQ(Join(Facts(*read)), want) << row.format;
    EXPECT_TRUE(read->edges_known) << row.format;
  }
}

// Components, and what stands behind them at the top of a CycloneDX document.
Inventory ReadParts(const std::string& components, const std::string& rest) {
  const auto read = ReadSbom(R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":[)" +
                             components + "]" + rest + "}");
  EXPECT_TRUE(read) << components;
  return read.value_or(Inventory());
}

TEST(Sbom, WhatIsBrokenIsANoteAndEndsNothing) {
  const std::string two = R"({"type":"library","bom-ref":"a","name":"oar"},
                             {"type":"library","bom-ref":"b","name":"rope"})";
  const struct {
    std::string rule, components, rest, note;
    std::size_t parts, needs;
  } rows[] = {
      {"a need of what is not there", two, R"(,"dependencies":[{"ref":"a","dependsOn":["c","b"]}])",
       "'a' needs 'c', which is not there", 2, 1},
      {"a need by what is not there", two, R"(,"dependencies":[{"ref":"c","dependsOn":["a"]}])",
       "'c' needs something and is not there", 2, 0},
      {"what is not there needs nothing", two, R"(,"dependencies":[{"ref":"c"}])",
       "a dependency of 'c', which is not there", 2, 0},
      {"a need of itself", two, R"(,"dependencies":[{"ref":"a","dependsOn":["a"]}])",
       "'a' needs itself", 2, 0},
      {"a loop", two,
       R"(,"dependencies":[{"ref":"a","dependsOn":["b"]},{"ref":"b","dependsOn":["a"]}])",
       "need one another in a loop", 2, 2},
      {"one name twice", R"({"type":"library","bom-ref":"a","name":"oar"},
                            {"type":"library","bom-ref":"a","name":"rope"})",
       "", "two components are called 'a'", 2, 0},
      {"a name of a terminal's commands", two,
       R"(,"dependencies":[{"ref":"\u001b[2J","dependsOn":["a"]}])", "and is not there", 2, 0},
      {"a hash that is none",
       R"({"type":"library","name":"oar","hashes":[{"alg":"SHA-256","content":"zz"}]})", "",
       "a hash that is no hexadecimal text", 1, 0},
      {"services", two,
       R"(,"services":[{"bom-ref":"s","name":"mail","services":[{"bom-ref":"t","name":"relay"}]}],
          "dependencies":[{"ref":"a","dependsOn":["s","b","t"]},{"ref":"s","dependsOn":["b"]},{"ref":"t"}])",
       "services are no parts: 2", 2, 1},
  };
  for (const auto& row : rows) {
    const auto read = ReadParts(row.components, row.rest);
    EXPECT_EQ(read.parts.size(), row.parts) << row.rule;
    EXPECT_EQ(read.needs.size(), row.needs) << row.rule;
    ASSERT_EQ(read.notes.size(), 1U) << row.rule << Join(read.notes);
    EXPECT_TRUE(read.notes[0].contains(row.note)) << row.rule << ": " << read.notes[0];
    EXPECT_FALSE(read.notes[0].contains('\x1b')) << row.rule;
  }
}

TEST(Sbom, NeedsOfServicesAreNoBrokenOnesInXmlEither) {
  const auto read = ReadSbom(
      R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components>
<component type="library" bom-ref="a"><name>oar</name></component></components>
<services><service bom-ref="s"><name>mail</name></service></services>
<dependencies><dependency ref="a"><dependency ref="s"/><dependency ref="z"/></dependency></dependencies></bom>)");
  ASSERT_TRUE(read);
  ASSERT_EQ(read->notes.size(), 2U) << Join(read->notes);
  EXPECT_TRUE(std::ranges::any_of(read->notes,
                                  [](const auto& note) { return note.contains("'a' needs 'z'"); }));
}

TEST(Sbom, WhatLiesInAPartIsAPartThatItNeeds) {
  const auto read = ReadParts(
      R"({"type":"library","name":"boat","components":[{"type":"library","name":"oar",
          "components":[{"type":"file","name":"blade"}]}]})",
      "");
  EXPECT_EQ(Join(Facts(read)),
            "subject  \npart blade  unsaid\npart oar  unsaid\npart boat  unsaid\n"
            "oar > blade\nboat > oar\n");
}

std::string Often(std::string_view what, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += what;
  return out;
}

// Stacks that overflowed, parsers that took entities from elsewhere, work that doubled.
TEST(SbomAttack, WhatNestsRefersOrGrowsWithoutEndIsRefusedInOneLine) {
  constexpr int kMillion = 1'000'000;
  const std::string json = R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":)";
  const std::string xml = R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.6">)";
  std::string doubling = "<!DOCTYPE a [<!ENTITY a0 \"aaaaaaaaaa\">";
  std::string aliases = "spdxVersion: SPDX-2.3\na0: &a0 [x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 12; ++i) {
    const std::string n = std::to_string(i), before = std::to_string(i - 1);
    doubling += "<!ENTITY a" + n + " \"" + Often("&a" + before + ";", 10) + "\">";
    aliases += "a" + n + ": &a" + n + " [" + Often("*a" + before + ",", 9) + "]\n";
  }
  const struct {
    const char* attack;
    std::string bytes;
  } rows[] = {
      {"a million lists of JSON", json + Often("[", kMillion)},
      {"a million components in one another", json + Often("[{\"components\":", kMillion)},
      {"a million objects of SPDX 3",
       R"({"@context":"https://spdx.org/rdf/3.0.1/spdx-context.jsonld","@graph":)" +
           Often("[{\"a\":", kMillion)},
      {"a million elements", xml + Often("<components><component>", kMillion / 10)},
      {"entities that make entities", doubling + "]>" + xml + "&a11;</bom>"},
      {"an entity from the disk",
       "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml +
           "<components><component><name>&x;</name></component></components></bom>"},
      {"aliases that make aliases", aliases + "SPDXID: SPDXRef-DOCUMENT\n"},
      {"a million lists of YAML",
       "spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\na: " + Often("[", kMillion)},
  };
  for (const auto& row : rows) {
    const auto read = ReadSbom(row.bytes);
    ASSERT_FALSE(read.has_value()) << row.attack;
    EXPECT_EQ(ToString(read.error()).find('\n'), std::string::npos) << row.attack;
    EXPECT_EQ(ToString(read.error()).find("root:"), std::string::npos) << row.attack;
    const auto judged = ValidateSbom(row.bytes);
    EXPECT_FALSE(judged.has_value() && judged->valid()) << row.attack;
  }
}

// A circle of a hundred thousand, each need given twice, and all that one needs.
TEST(SbomAttack, ACircleOfAHundredThousandNeedsNoDeepStack) {
  constexpr int kParts = 100'000;
  std::string parts, needs;
  for (int i = 0; i < kParts; ++i) {
    const std::string id = std::to_string(i), next = std::to_string((i + 1) % kParts);
    parts += (i > 0 ? "," : "") + (R"({"type":"library","bom-ref":")" + id + R"(","name":"n"})");
    needs += (i > 0 ? "," : "") +
             (R"({"ref":")" + id + R"(","dependsOn":[")" + next + R"(",")" + next + R"("]})");
  }
  const auto read = ReadParts(parts, ",\"dependencies\":[" + needs + "]");
  EXPECT_EQ(read.parts.size(), std::size_t{kParts});
  EXPECT_EQ(read.needs.size(), std::size_t{kParts});
  EXPECT_LE(read.notes.size(), kMaxNotes + 1);
}

TEST(SbomAttack, OfMoreComponentsThanADocumentOfItsSizeIsReadForTheRestIsLeftOutAndTold) {
  constexpr std::size_t count = kFreeSbomParts + kFreeSbomParts / 2;
  const auto times = [](std::string_view text) {
    std::string out;
    for (std::size_t i = 1; i < count; ++i) out += text;
    return out;
  };
  const std::string whole = R"("compositions":[{"aggregate":"complete"}],)";
  const std::pair<const char*, std::string> documents[] = {
      {"CycloneDX JSON", R"({"bomFormat":"CycloneDX","specVersion":"1.6",)" + whole +
                             R"("components":[{"name":"first","components":[{}]})" +
                             times(R"(,{"name":"a"})") + R"(,{"components":[{"name":"in"}]}]})"},
      {"CycloneDX XML",
       R"(<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component><name>first</name>)"
       "</component>" +
           times("<component/>") + "</components></bom>"},
      {"SPDX JSON", R"({"spdxVersion":"SPDX-2.3","packages":[{"name":"first"})" +
                        times(R"(,{"name":"a"})") + "]}"},
      {"SPDX tag-value", "SPDXVersion: SPDX-2.3\nPackageName: first\n" + times("PackageName: a\n") +
                             "FileName: f\nSPDXID: f\n"},
      {"SPDX 3", R"({"@context":"https://spdx.org/rdf/3.0.1/c.jsonld","@graph":[)"
                 R"({"type":"software_Package","name":"first"})" +
                     times(R"(,{"type":"software_File"})") + "]}"},
  };
  for (const auto& [name, document] : documents) {
    const auto read = ReadSbom(document);
    ASSERT_TRUE(read) << name << ": " << read.error().what;
    EXPECT_EQ(read->parts.size(), kFreeSbomParts + document.size() / kBytesASbomPart) << name;
    EXPECT_NE(std::ranges::find(read->parts, "first", &model::Part::name), read->parts.end())
        << name;
    EXPECT_TRUE(read->partial) << name;
    EXPECT_NE(read->whole, model::Whole::kComplete) << name;
    EXPECT_TRUE(std::ranges::any_of(read->notes, [](const std::string& note) {
      return note.contains("left out: more than");
    })) << name;
  }
}

TEST(Sbom, WhatIsNoSbomIsRefused) {
  std::string deep = R"({"bomFormat":"CycloneDX","specVersion":"1.5","components":)";
  for (int i = 0; i < 2000; ++i) deep += R"([{"name":"a","components":)";
  const struct {
    std::string_view rule;
    std::string bytes;
  } rows[] = {
      {"nothing", ""},
      {"JSON of another kind", R"({"name":"x"})"},
      {"XML of another kind", "<project xmlns='urn:x'/>"},
      {"text", "components: none\n"},
      {"a document that ends early", kCycloneDxJson.substr(0, 300)},
      {"XML that ends early", kCycloneDxXml.substr(0, 300)},
      {"components without end", deep},
  };
  for (const auto& row : rows) EXPECT_FALSE(ReadSbom(row.bytes)) << row.rule;
}

}  // namespace
}  // namespace avouch::formats
