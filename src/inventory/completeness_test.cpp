#include "inventory/completeness.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::inventory {
namespace {

using model::Inventory;
using model::kSubject;
using model::Part;

Part Full(const std::string& name) {
  Part out;
  out.name = name;
  out.version = "1";
  out.purl = "pkg:npm/" + name + "@1";
  out.supplier = "Boat Ltd";
  out.licence = "MIT";
  out.digests = {{"sha-512", "aa"}};
  out.origin = "https://example.org/a.tgz";
  out.source_code = "https://example.org/a.git";
  out.properties = {{"bsi:component:archive", "archive"},
                    {"bsi:component:executable", "non-executable"},
                    {"bsi:component:filename", "a.tgz"},
                    {"bsi:component:structured", "structured"}};
  return out;
}

Inventory Whole() {
  Inventory out;
  out.subject = Full("rota");
  out.parts = {Full("oar"), Full("rope")};
  out.needs = {{kSubject, 0}};
  out.edges_known = true;
  out.whole = model::Whole::kComplete;
  out.created = "2026-11-26T20:00:00Z";
  out.authors = {"Ann <ann@example.org>"};
  out.tools = {"avouch 1"};
  out.context = "build";
  out.serial = "urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79";
  out.revision = 1;
  out.signed_inside = true;
  return out;
}

TEST(Completeness, NothingIsMissingWhereAllIsSaid) {
  const auto counts = Completeness(Whole());
  ASSERT_EQ(counts.size(), 3U);
  for (const auto& authority : counts)
    for (const auto& field : authority.fields) {
      EXPECT_EQ(field.of, field.of_document ? 1U : 3U) << field.field;
      EXPECT_EQ(field.present, field.of) << authority.title << " " << field.field;
      EXPECT_TRUE(field.missing.empty()) << field.field;
    }
}

TEST(Completeness, OfNothingIsNothing) {
  for (const auto& authority : Completeness(Inventory()))
    for (const auto& field : authority.fields) {
      EXPECT_EQ(field.of, field.of_document ? 1U : 0U) << field.field;
      EXPECT_EQ(field.present, 0U) << field.field;
    }
}

// What one part or the document lacks is missing in the fields of that name, and in no other.
TEST(Completeness, WhatIsLackingIsNamed) {
  const struct {
    void (*take)(Inventory&);
    std::string ntia, cisa, bsi;
  } rows[] = {
      {[](Inventory& i) { i.parts[1].version.clear(); }, "Version of the Component",
       "Component Version", "Component version"},
      {[](Inventory& i) { i.parts[1].supplier.clear(); }, "Supplier Name", "Software Producer",
       "Component creator"},
      {[](Inventory& i) { i.parts[1].supplier.clear(), i.parts[1].producer = "Ann"; },
       "Supplier Name", "", ""},
      {[](Inventory& i) { i.parts[1].purl.clear(); }, "Other Unique Identifiers",
       "Software Identifiers", "Other unique identifiers"},
      {[](Inventory& i) { i.parts[1].purl.clear(), i.parts[1].cpe = "cpe:/a:b:c"; }, "", "", ""},
      {[](Inventory& i) { i.parts[1].licence = "NOASSERTION"; }, "", "License",
       "Distribution licences"},
      {[](Inventory& i) { i.parts[1].digests = {{"sha-256", "aa"}}; }, "", "",
       "Hash value of the deployable component (SHA-512)"},
      {[](Inventory& i) { i.parts[1].properties.erase(i.parts[1].properties.begin()); }, "", "",
       "Archive property"},
      {[](Inventory& i) { i.created = "yesterday"; }, "Timestamp", "Timestamp", "Timestamp"},
      {[](Inventory& i) { i.authors = {"Ann"}; }, "", "", "Creator of the SBOM"},
      {[](Inventory& i) { i.context.clear(); }, "", "Generation Context", ""},
      {[](Inventory& i) { i.signed_inside = false; }, "", "SBOM Author Signature", ""},
      {[](Inventory& i) { i.whole = model::Whole::kUnknown; }, "Dependency Relationship",
       "Dependency Relationship", "Dependencies on other components"},
      {[](Inventory& i) { i.partial = true; }, "Dependency Relationship", "Dependency Relationship",
       "Dependencies on other components"},
  };
  for (const auto& row : rows) {
    Inventory one = Whole();
    row.take(one);
    const auto counts = Completeness(one);
    const std::string* want[] = {&row.ntia, &row.cisa, &row.bsi};
    for (std::size_t i = 0; i < counts.size(); ++i) {
      std::string lacking;
      for (const auto& field : counts[i].fields)
        if (field.present < field.of) lacking += field.field;
      EXPECT_EQ(lacking, *want[i]) << counts[i].title;
    }
  }
}

TEST(Completeness, OnlyTheFirstThatLackAFieldAreNamed) {
  Inventory one = Whole();
  one.parts.assign(400, Full("oar"));
  for (std::size_t i = 0; i < 388; ++i) one.parts[i].supplier.clear();
  const auto supplier = Completeness(one)[0].fields[0];
  EXPECT_EQ(supplier.present, 13U);  // 12 parts and the subject
  EXPECT_EQ(supplier.of, 401U);
  EXPECT_EQ(supplier.missing, std::vector<std::string>(kMissingNames, "oar 1"));
}

}  // namespace
}  // namespace avouch::inventory
