// What a document holds of a product of several sources: names of evidence, and which
// lists of sources a reader refuses. Of one source nothing of it is written.

#include <gtest/gtest.h>

#include "base/text.h"
#include "statement/bundle_index.h"
#include "statement/observation.h"
#include "statement/verdicts.h"

namespace avouch::statement {
namespace {

TEST(SeveralSources, EvidenceIsNamedByFamilyAndSource) {
  EXPECT_EQ(NameOfEvidence("tree", ""), "tree");
  EXPECT_EQ(NameOfEvidence("tree", "api"), "tree@api");
  const std::string named = "tree@api", plain = "tree";
  EXPECT_EQ(FamilyOf(named), "tree");
  EXPECT_EQ(SourceOf(named), "api");
  EXPECT_EQ(FamilyOf(plain), "tree");
  EXPECT_EQ(SourceOf(plain), "");
}

// Neither name may be any other's: members are files of one archive.
TEST(SeveralSources, AMemberLiesInAFolderOfItsSource) {
  const auto member = [](std::string_view name) {
    return MemberFor(ItemKind::kObservation, name, "");
  };
  EXPECT_EQ(member("tree"), "observations/tree.json");
  EXPECT_EQ(member("tree@api"), "observations/api/tree.json");
  EXPECT_EQ(member("tree@a@b"), "observations/a@b/tree.json");  // No archive holds such a name
  EXPECT_EQ(MemberFor(ItemKind::kSaid, "tree@api", ""), "said/tree@api.json");
}

Verdicts Sample(std::vector<ToldSource> sources, bool met = false) {
  Verdicts out;
  out.product = "Rota";
  out.commit = "c0";
  ClaimVerdict claim;
  claim.claim = "1.2.2";
  if (met) claim.verdict = model::Verdict::kMet, claim.grade = model::Grade::kComputed;
  out.claims = {claim};
  out.sources.assign(sources.begin(), sources.end());
  return out;
}

TEST(SeveralSources, OfOneSourceNoKeyIsWritten) {
  const auto bytes = WriteVerdicts(Sample({}));
  ASSERT_TRUE(bytes);
  EXPECT_EQ(bytes->find("\"sources\""), std::string::npos);
  const auto read = ReadVerdicts(*bytes);
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ(*read, Sample({}));
}

TEST(SeveralSources, AnEmptyListHasNoSpelling) {
  const auto bytes = WriteVerdicts(Sample({{"rota", "c0", ""}, {"api", "c1", ""}}));
  ASSERT_TRUE(bytes);
  const std::string list =
      R"("sources":[{"commit":"c0","left":"","name":"rota"},{"commit":"c1","left":"","name":"api"}])";
  ASSERT_NE(bytes->find(list), std::string::npos) << *bytes;
  EXPECT_FALSE(ReadVerdicts(ReplaceAll(*bytes, list, R"("sources":[])")));
  EXPECT_TRUE(ReadVerdicts(*bytes));
}

TEST(SeveralSources, ListsOfSourcesThatAreRefused) {
  const struct {
    const char* name;
    std::vector<ToldSource> sources;
    bool met, good;
  } rows[] = {
      {"both read", {{"rota", "c0", ""}, {"api", "c1", ""}}, true, true},
      {"one not read, and nothing met", {{"rota", "c0", ""}, {"api", "", "gone"}}, false, true},
      {"one not read, and a claim met", {{"rota", "c0", ""}, {"api", "", "gone"}}, true, false},
      {"one of several", {{"rota", "c0", ""}}, false, false},
      {"one twice", {{"rota", "c0", ""}, {"rota", "c1", ""}}, false, false},
      {"neither read nor left", {{"rota", "c0", ""}, {"api", "", ""}}, false, false},
      {"read and left", {{"rota", "c0", ""}, {"api", "c1", "gone"}}, false, false},
  };
  for (const auto& row : rows) {
    const auto bytes = WriteVerdicts(Sample(row.sources, row.met));
    ASSERT_TRUE(bytes) << row.name;
    EXPECT_EQ(ReadVerdicts(*bytes).has_value(), row.good) << row.name;
  }
}

}  // namespace
}  // namespace avouch::statement
