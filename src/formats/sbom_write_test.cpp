#include "formats/sbom_write.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "formats/sbom.h"
#include "formats/sbom_validate.h"

namespace avouch::formats {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;

const SbomWriting kHow{.created = "2026-11-26T20:00:00Z", .tool_version = "1.0"};

struct Form {
  std::string_view name;
  std::function<Result<Bytes>(const Inventory&, const SbomWriting&)> write;
};

const std::vector<Form>& Forms() {
  static const std::vector<Form> forms = [] {
    std::vector<Form> out;
    constexpr std::string_view names[] = {"CycloneDX 1.4", "CycloneDX 1.5", "CycloneDX 1.6",
                                          "CycloneDX 1.7"};
    for (int i = 0; i < 4; ++i)
      out.push_back({names[i], [i](const Inventory& one, const SbomWriting& how) {
                       return CycloneDxOf(one, static_cast<CycloneDxVersion>(i), how);
                     }});
    out.push_back({"SPDX JSON", [](const Inventory& one, const SbomWriting& how) {
                     return SpdxOf(one, SpdxForm::kJson, how);
                   }});
    out.push_back({"SPDX tag-value", [](const Inventory& one, const SbomWriting& how) {
                     return SpdxOf(one, SpdxForm::kTagValue, how);
                   }});
    return out;
  }();
  return forms;
}

Part Named(const std::string& name, const std::string& version) {
  Part out;
  out.name = name;
  out.version = version;
  return out;
}

// A product with something in every field.
Inventory Product() {
  Inventory out;
  out.subject = Named("rota", "2.0");
  out.subject.kind = model::PartKind::kApplication;
  Part oar = Named("oar", "1.0");
  oar.group = "@boat";
  oar.purl = "pkg:npm/%40boat/oar@1.0";
  oar.ecosystem = model::Ecosystem::kNpm;
  oar.cpe = "cpe:2.3:a:boat:oar:1.0:*:*:*:*:*:*:*";
  oar.supplier = "Boat (Oars) Ltd (UK)";
  oar.producer = "Ann";
  oar.licence = "MIT OR LicenseRef-Boat";
  oar.origin = "https://example.org/oar-1.0.tgz";
  oar.source_code = "https://example.org/oar.git";
  oar.digests = {{"h1", "aGVsbG8="}, {"sha-256", std::string(64, 'a')}};
  oar.places = {{Path("package-lock.json"), 12}};
  oar.scope = model::Scope::kShipped;
  oar.sure = model::Sure::kLocked;
  oar.direct = true;
  Part rope = Named("rope", "");
  rope.range = "^3";
  rope.licence = "ask the rope makers";
  rope.scope = model::Scope::kTest;
  rope.layer = "sha256:ab";
  rope.digests = {{"sha-256", "00"}};  // Too few digits for either format
  rope.origin = "git+https://example.org/rope";
  rope.places = {{Path("Dockerfile"), 0}};
  rope.properties = {{"bsi:component:executable", "executable"}};
  rope.kind = model::PartKind::kFramework;
  Part knot = Named("knot", "7");  // Nothing needs it: no relation tells its scope
  knot.scope = model::Scope::kDevelopment;
  knot.source_code = "git+https://example.org/knot@0123";
  knot.kind = model::PartKind::kData;
  Part blade = Named("blade.bin", "");
  blade.kind = model::PartKind::kFile;
  out.parts = {oar, rope, knot, blade};
  out.needs = {{0, 1}, {kSubject, 0}};
  out.edges_known = true;
  out.whole = model::Whole::kIncomplete;
  out.authors = {"Ann <ann@example.org>"};
  return out;
}

// What no form can be asked to keep.
Inventory Kept(Inventory one) {
  one.format.clear(), one.serial.clear(), one.created.clear(), one.tools.clear();
  one.subject.id.clear();
  one.revision = 0;
  for (auto& part : one.parts) part.id.clear();
  return one;
}

TEST(SbomWriteAttack, TenThousandPartsOfOneNameHaveTenThousandReferences) {
  Inventory all;
  all.parts.resize(10'000);
  for (auto& part : all.parts) part.name = "oar";
  all.parts[5].name = "oar-7";  // Which a copy would be called
  const auto written = CycloneDxOf(all, CycloneDxVersion::k1_6, {});
  ASSERT_TRUE(written);
  const auto read = ReadSbom(*written);
  ASSERT_TRUE(read);
  std::set<std::string> ids;
  for (const auto& part : read->parts) ids.insert(part.id);
  EXPECT_EQ(ids.size(), all.parts.size());
  EXPECT_EQ(read->notes, std::vector<std::string>());
}

TEST(SbomWrite, ALicenceIsAnIdAnExpressionOrAName) {
  const std::pair<const char*, const char*> rows[] = {
      {"MIT", R"({"license":{"id":"MIT"}})"},
      {"MIT OR LicenseRef-Boat", R"({"expression":"MIT OR LicenseRef-Boat"})"},
      {"LicenseRef-Boat", R"({"expression":"LicenseRef-Boat"})"},
      {"GPL-2.0-only WITH Classpath-exception-2.0",
       R"({"expression":"GPL-2.0-only WITH Classpath-exception-2.0"})"},
      {"Classpath-exception-2.0", R"({"license":{"name":"Classpath-exception-2.0"}})"},
      {"Boat-1.0", R"({"license":{"name":"Boat-1.0"}})"},
      {"Boat OR Oar", R"({"license":{"name":"Boat OR Oar"}})"},
      {"ask the makers", R"({"license":{"name":"ask the makers"}})"},
  };
  for (const auto& [licence, written] : rows) {
    Inventory one;
    one.subject = Named("rota", "2.0");
    one.parts = {Named("oar", "1.0")};
    one.parts[0].licence = licence;
    SbomWriting how = kHow;
    how.indent = 0;
    for (const auto& form : Forms()) {
      const auto bytes = form.write(one, how);
      ASSERT_TRUE(bytes.has_value());
      if (bytes->find("CycloneDX") == bytes->npos) continue;
      EXPECT_NE(bytes->find(written), bytes->npos) << form.name << " " << licence << *bytes;
    }
  }
}

TEST(SbomWrite, WhatIsWrittenReadsBackTheSame) {
  for (const auto& form : Forms()) {
    const Inventory product = Product();
    const auto bytes = form.write(product, kHow);
    ASSERT_TRUE(bytes) << form.name << ToString(bytes.error());
    const auto read = ReadSbom(*bytes);
    ASSERT_TRUE(read) << form.name << ToString(read.error());
    const Inventory again = Kept(*read);
    ASSERT_EQ(again.parts.size(), product.parts.size()) << form.name;
    for (std::size_t i = 0; i < again.parts.size(); ++i)
      EXPECT_EQ(again.parts[i], product.parts[i])
          << form.name << " " << product.parts[i].name << "\n"
          << *bytes;
    EXPECT_EQ(again.subject, product.subject) << form.name;
    EXPECT_EQ(again.needs, product.needs) << form.name;
    EXPECT_EQ(again, product) << form.name;
    // And once more the same bytes, since nothing was lost on the way.
    EXPECT_EQ(form.write(product, kHow).value_or(""), *bytes) << form.name;
    Inventory other = product;
    other.parts[1].range = "^4";
    EXPECT_NE(form.write(other, kHow).value_or(""), *bytes) << form.name;
  }
}

TEST(SbomWrite, WhatIsWrittenIsValid) {
  Inventory product = Product();
  product.parts[2].id = product.parts[1].id = "two of one name";
  product.parts[0].id = "SPDXRef-DOCUMENT";
  for (const auto& form : Forms()) {
    const auto bytes = form.write(product, kHow);
    ASSERT_TRUE(bytes) << form.name;
    const auto valid = ValidateSbom(*bytes);
    ASSERT_TRUE(valid) << form.name;
    EXPECT_TRUE(valid->valid()) << form.name << ": "
                                << (valid->problems.empty() ? "" : valid->problems[0].what);
    EXPECT_TRUE(valid->doubts.empty()) << form.name;
  }
}

TEST(SbomWrite, NamesCannotSayMoreThanTheirName) {
  const std::string hostile[] = {
      "\"},{\"name\":\"other\"",
      "oar\nPackageName: other\nSPDXID: SPDXRef-other",
      "oar\r\nPackageName: other",
      "<text>oar",
      " <text> oar",
      "oar</text>\nPackageName: other",
      "\x1b[2J oar",
      "\xff\xfe oar",
      "avouch:scope=test",
      std::string("o\0ar", 4),
      "a (b)",
      "NOASSERTION",
      "# oar",
  };
  for (const auto& form : Forms())
    for (const auto& name : hostile) {
      Inventory one;
      one.subject = Named("rota", "2");
      Part part = Named(name, "1\n2");
      part.group = name, part.supplier = name, part.producer = name, part.licence = name;
      part.purl = "pkg:npm/" + name, part.cpe = name, part.origin = name, part.range = name;
      part.properties = {{"bsi:component:filename", name}};
      one.parts = {part, Named("last", "9")};
      one.needs = {{0, 1}, {kSubject, 0}};
      one.edges_known = true;
      one.authors = {name};
      one.context = name;
      const auto bytes = form.write(one, kHow);
      ASSERT_TRUE(bytes) << form.name << name;
      EXPECT_FALSE(bytes->contains('\x1b') && form.name != "SPDX tag-value") << form.name;
      const auto read = ReadSbom(*bytes);
      ASSERT_TRUE(read) << form.name << name << ToString(read.error());
      ASSERT_EQ(read->parts.size(), 2U) << form.name << name << *bytes;
      EXPECT_EQ(read->parts[1].name, "last") << form.name << name;
      EXPECT_EQ(read->parts[1].version, "9") << form.name << name;
      EXPECT_EQ(read->needs, one.needs) << form.name << name;
      EXPECT_EQ(read->parts[0].scope, model::Scope::kUnsaid) << form.name << name;
      EXPECT_EQ(read->notes.size(), 0U) << form.name << name << read->notes[0];
      const auto valid = ValidateSbom(*bytes);
      ASSERT_TRUE(valid);
      if (form.name == "SPDX JSON") {
        EXPECT_TRUE(valid->valid()) << name << valid->problems[0].what;
      }
    }
}

TEST(SbomWrite, AnEmptyInventoryIsADocumentToo) {
  for (const auto& form : Forms()) {
    const auto bytes = form.write(Inventory(), kHow);
    ASSERT_TRUE(bytes) << form.name;
    const auto read = ReadSbom(*bytes);
    ASSERT_TRUE(read) << form.name;
    EXPECT_TRUE(read->parts.empty()) << form.name;
    EXPECT_FALSE(read->edges_known) << form.name;
    EXPECT_EQ(read->whole, model::Whole::kUnknown) << form.name;
  }
}

TEST(SbomWrite, WithoutASubjectAllPartsAreStillThere) {
  Inventory ring;
  ring.parts = {Named("a", "1"), Named("b", "1")};
  ring.needs = {{0, 1}, {1, 0}};
  ring.edges_known = true;
  for (const auto& form : Forms()) {
    const auto read = ReadSbom(form.write(ring, kHow).value_or(""));
    ASSERT_TRUE(read) << form.name;
    EXPECT_EQ(read->parts.size(), 2U) << form.name;
    EXPECT_TRUE(std::ranges::count(read->needs, model::Need{0, 1}) == 1) << form.name;
    EXPECT_TRUE(std::ranges::count(read->needs, model::Need{1, 0}) == 1) << form.name;
  }
}

TEST(SbomWrite, WhatIsTooLargeToBeJudgedIsNotValid) {
  const auto bytes = CycloneDxOf(Product(), CycloneDxVersion::k1_6, kHow);
  ASSERT_TRUE(bytes && ValidateSbom(*bytes)->valid());
  const auto large = ValidateSbom(*bytes + std::string(std::size_t{64} << 20, ' '));
  ASSERT_TRUE(large);
  EXPECT_FALSE(large->judged || large->valid());
  EXPECT_TRUE(large->why.contains("67108864")) << large->why;
}

TEST(SbomWrite, ATimeIsOneOrNothingIsWritten) {
  for (const auto& form : Forms()) {
    EXPECT_FALSE(form.write(Product(), {.created = "yesterday"})) << form.name;
    EXPECT_EQ(form.write(Product(), {}).has_value(), form.name.starts_with("CycloneDX"))
        << form.name;
  }
}

TEST(SbomWrite, AFailureOfTheSinkEndsTheWriting) {
  int calls = 0;
  const ByteSink full = [&](BytesView) -> Status {
    ++calls;
    return Fail(ErrorKind::kIo, "the disk is full");
  };
  EXPECT_FALSE(WriteCycloneDx(Product(), CycloneDxVersion::k1_6, kHow, full));
  EXPECT_FALSE(WriteSpdx(Product(), SpdxForm::kJson, kHow, full));
  EXPECT_FALSE(WriteSpdx(Product(), SpdxForm::kTagValue, kHow, full));
  EXPECT_EQ(calls, 3);
}

}  // namespace
}  // namespace avouch::formats
