// Rules that hold in every machine format: an open claim is never said to have
// failed, no format names as shown what was not, and the same answer gives the same
// bytes. Their schemas are tested in tests/interop/.

#include <gtest/gtest.h>

#include <algorithm>

#include "report/ciso_assistant.h"
#include "report/cyclonedx.h"
#include "report/gemara.h"
#include "report/in_toto.h"
#include "report/junit.h"
#include "report/oscal.h"
#include "syntax/json.h"
#include "syntax/xml.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

// 1.1.1 met, 1.1.2 not met, 1.1.3 not applicable, all else open.
HandIn Answer() {
  HandIn out;
  out.catalogue = testing::SampleCatalogue();
  out.organisation = "Larkhill Software Ltd";
  out.product = "rota";
  out.version = "1.4";
  out.commit = std::string(40, 'a');
  out.policy = std::string(64, 'b');
  out.assessed = *ParseTime("2026-11-20T10:00:00Z");
  for (const auto& theme : out.catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims) {
        HandInClaim one;
        one.claim = claim.number;
        one.argument = "a/default@1";
        one.reasons = {"nobody has shown it"};
        out.claims.push_back(one);
      }
  const HandInEvidence tree = {"tree",       "observation",           std::string(64, 'c'),
                               "2026-11-19", model::Grade::kComputed, "customer"};
  out.claims[0].verdict = Verdict::kMet;
  out.claims[0].grade = model::Grade::kComputed;
  out.claims[0].evidence = {tree};
  out.claims[1].verdict = Verdict::kNotMet;
  out.claims[1].reasons = {"it is the other way"};
  out.claims[1].evidence = {tree};
  out.claims[2].verdict = Verdict::kNotApplicable;
  out.claims[2].reasons = {"a library"};
  return out;
}

Node Parsed(const Result<Bytes>& bytes) {
  EXPECT_TRUE(bytes.has_value()) << (bytes ? "" : ToString(bytes.error()));
  auto node = syntax::ParseJson(bytes.value_or("null"));
  EXPECT_TRUE(node.has_value());
  return node ? std::move(*node) : Node();
}

TEST(CycloneDx, DeclaresWhatIsDecidedAndNumbersNothingElse) {
  const Node out = Parsed(WriteCycloneDx16(Answer()));
  const Node& declarations = out["declarations"];
  ASSERT_EQ(declarations["claims"].size(), 2u);
  EXPECT_EQ(declarations["claims"].At(0)["bom-ref"].text(), "claim-1.1.1");
  EXPECT_EQ(declarations["claims"].At(0)["evidence"].size(), 1u);
  EXPECT_TRUE(declarations["claims"].At(1)["evidence"].is_null());
  EXPECT_EQ(declarations["claims"].At(1)["counterEvidence"].size(), 1u);
  EXPECT_EQ(declarations["evidence"].size(), 1u) << "one piece, cited twice";
  const auto map = declarations["attestations"].At(0)["map"].items();
  ASSERT_EQ(map.size(), Answer().claims.size());
  for (std::size_t i = 0; i < map.size(); ++i) {
    const Node& score = map[i]["conformance"]["score"];
    if (i == 0)
      EXPECT_EQ(score.integer(), 1);
    else if (i == 1)
      EXPECT_EQ(score.integer(), 0);
    else
      EXPECT_FALSE(score.present()) << map[i]["requirement"].text();
  }
  EXPECT_FALSE(declarations["affirmation"].present()) << "nobody signed";
}

TEST(CycloneDx, SaysWhoSignedAndThatTheBundleProvesIt) {
  HandIn what = Answer();
  what.signed_by = HandInSigned{"Helen", "2026-11-20", "2027-11-20", "ssh-ed25519 SHA256:x"};
  what.file_digest = std::string(64, 'd');
  const Node out = Parsed(WriteCycloneDx17(what));
  EXPECT_EQ(out["specVersion"].text(), "1.7");
  const Node& person = out["declarations"]["affirmation"]["signatories"].At(0);
  EXPECT_EQ(person["name"].text(), "Helen");
  EXPECT_EQ(person["externalReference"]["hashes"].At(0)["content"].text(), std::string(64, 'd'));
}

TEST(Oscal, OnlyDecidedClaimsAreFindings) {
  const Node out = Parsed(WriteOscalResults(Answer()));
  const Node& result = out["assessment-results"]["results"].At(0);
  ASSERT_EQ(result["findings"].size(), 2u);
  EXPECT_EQ(result["findings"].At(0)["target"]["status"]["state"].text(), "satisfied");
  EXPECT_EQ(result["findings"].At(1)["target"]["status"]["state"].text(), "not-satisfied");
  ASSERT_EQ(result["observations"].size(), Answer().claims.size());
  EXPECT_EQ(result["observations"].At(0)["methods"].At(0).text(), "TEST");
  EXPECT_EQ(result["observations"].At(3)["methods"].At(0).text(), "UNKNOWN");
}

TEST(Gemara, OpenIsUnknownAndTheWorstDecidesTheWhole) {
  struct Row {
    const char* rule;
    Verdict first, rest;
    const char* overall;
  };
  for (const Row& row :
       {Row{"failed", Verdict::kNotMet, Verdict::kMet, "Failed"},
        Row{"open", Verdict::kMet, Verdict::kNotEvidenced, "Unknown"},
        Row{"met", Verdict::kMet, Verdict::kNotApplicable, "Passed"},
        Row{"nothing", Verdict::kNotApplicable, Verdict::kNotApplicable, "Not Applicable"}}) {
    HandIn what = Answer();
    for (auto& claim : what.claims) claim.verdict = row.rest;
    what.claims[0].verdict = row.first;
    const Node out = Parsed(WriteGemara(what));
    EXPECT_EQ(out["result"].text(), row.overall) << row.rule;
  }
  const Node out = Parsed(WriteGemara(Answer()));
  EXPECT_EQ(out["evaluations"].At(3)["result"].text(), "Unknown");
  // Its schema has times, and no days.
  EXPECT_TRUE(out["metadata"]["date"].text().ends_with("T10:00:00Z"))
      << out["metadata"]["date"].text();
}

TEST(InToto, NamesOnlyWhatIsMet) {
  const Node out = Parsed(WriteSvr(Answer()));
  ASSERT_EQ(out["predicate"]["properties"].size(), 1u);
  EXPECT_EQ(out["predicate"]["properties"].At(0).text(), "UKSSCOP_1_1_1_EVIDENCED");
  EXPECT_EQ(out["subject"].At(0)["digest"]["gitCommit"].text(), std::string(40, 'a'));
}

std::string VsaResult(const HandIn& what) {
  const Node out = Parsed(WriteVsa(what));
  return std::string(out["predicate"]["verificationResult"].text());
}

TEST(InToto, PassesOnlyWhenNothingIsOpen) {
  struct Row {
    const char* rule;
    Verdict first, rest;
    const char* result;
  };
  for (const Row& row :
       {Row{"all met", Verdict::kMet, Verdict::kMet, "PASSED"},
        Row{"met or not applicable", Verdict::kMet, Verdict::kNotApplicable, "PASSED"},
        Row{"one open", Verdict::kNotEvidenced, Verdict::kMet, "FAILED"},
        Row{"one not met", Verdict::kNotMet, Verdict::kMet, "FAILED"},
        Row{"none met", Verdict::kNotApplicable, Verdict::kNotApplicable, "FAILED"}}) {
    HandIn what = Answer();
    for (auto& claim : what.claims) claim.verdict = row.rest;
    what.claims[0].verdict = row.first;
    EXPECT_EQ(VsaResult(what), row.result) << row.rule;
  }
  HandIn none = Answer();
  none.claims.clear();
  EXPECT_EQ(VsaResult(none), "FAILED");
  none.commit.clear();
  EXPECT_FALSE(WriteVsa(none).has_value());
}

struct CaseCounter : syntax::XmlHandler {
  int cases = 0;

  Status Start(const syntax::XmlElement& element) override {
    cases += element.name == "testcase";
    return {};
  }
  Status End(std::string_view) override { return {}; }
};

TEST(Junit, FailsWhatIsNotMetSkipsWhatIsOpenAndEscapes) {
  HandIn what = Answer();
  what.product = "a\"><b>\x01 & c";
  const auto bytes = WriteJunit(what);
  ASSERT_TRUE(bytes.has_value());
  EXPECT_NE(bytes->find("tests=\"45\" failures=\"1\" errors=\"0\" skipped=\"43\""), Bytes::npos);
  EXPECT_NE(bytes->find("a&quot;&gt;&lt;b&gt;? &amp; c"), Bytes::npos);
  CaseCounter counter;
  const auto end = syntax::ReadXml(*bytes, counter);
  ASSERT_TRUE(end.has_value()) << ToString(end.error());
  EXPECT_EQ(*end, syntax::XmlEnd::kWhole);
  EXPECT_EQ(counter.cases, 45);
}

TEST(MachineFormats, TheSameAnswerGivesTheSameBytes) {
  for (const auto write : {WriteCycloneDx16, WriteCycloneDx17, WriteOscalResults, WriteGemara,
                           WriteSvr, WriteVsa, WriteJunit}) {
    HandIn other = Answer();
    other.version = "1.5";
    EXPECT_EQ(write(Answer()).value(), write(Answer()).value());
    EXPECT_NE(write(Answer()).value(), write(other).value());
  }
}

TEST(MachineFormats, BytesThatAreNoTextAreReplaced) {
  HandIn what = Answer();
  what.product = "ro\xffta";
  what.claims[0].evidence[0].what = "tr\xff";
  for (const auto write : {WriteCycloneDx16, WriteOscalResults, WriteGemara, WriteSvr, WriteVsa})
    EXPECT_TRUE(syntax::ParseJson(write(what).value()).has_value());
}

TEST(TheCode, ForOtherToolsHasEveryClaimOnceAndOnlyClaimsAreAssessed) {
  const model::Catalogue catalogue = testing::SampleCatalogue();
  const Node standard = Parsed(WriteCycloneDxStandard(catalogue));
  EXPECT_EQ(standard["definitions"]["standards"].At(0)["requirements"].size(), 4u + 14u + 45u);
  const Node oscal = Parsed(WriteOscalCatalogue(catalogue));
  EXPECT_EQ(oscal["catalog"]["groups"].size(), 4u);
  const Node library = Parsed(WriteCisoAssistant(catalogue));
  const auto nodes = library["objects"]["framework"]["requirement_nodes"].items();
  EXPECT_EQ(std::ranges::count_if(
                nodes, [](const Node& node) { return node["assessable"].boolean() == true; }),
            45);
}

}  // namespace
}  // namespace avouch::report
