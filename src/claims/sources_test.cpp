// Every combination of what sources show, and what comes out of it: the weakest
// decides, and no yes comes of what is absent.

#include "claims/sources.h"

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <sstream>

#include "claims/evaluate.h"
#include "claims/source_inputs.h"

namespace avouch::claims {
namespace {

using model::Outcome;
using model::Verdict;

// What a source holds stands in its facts as words.
void ExamineWords(const Inputs& in, Examination& examination) {
  examination.Uses("tree");
  for (const auto& word : in.facts.tree.value.languages) {
    if (word == "good") examination.Good();
    if (word == "said") examination.Good(), examination.RestsOn(model::Grade::kSigned, Digest());
    if (word == "open") examination.Missing("a thing");
    if (word == "bad") examination.Bad({"src/x.py", 3}, "it is so", model::Reach::kRelease);
    if (word == "listed") examination.Bad({"src/y.py", 4}, "in tests", model::Reach::kDevelopment);
    if (word == "unrun") examination.Bad({"src/z.py", 5}, "by whom", model::Reach::kUnknown);
    if (word == "told") examination.Bad({"avouch.org.yaml", 6}, "said", model::Reach::kRelease);
    if (word == "named") examination.Bad({"avouch.yaml", 7}, "said", model::Reach::kRelease);
    if (word == "seen") examination.Witness("a true thing");
  }
}

// One row of each kind, under ids that have it.
constexpr Check kEach{"testing.gate", "it is so", model::Where::kHere, ExamineWords, ""};
constexpr Check kMayHaveNone{"integrity.images", "it is so", model::Where::kHere, ExamineWords, ""};
constexpr Check kOnce{"support.dates", "it is so", model::Where::kHere, ExamineWords, ""};

Facts FactsOf(const std::string& words) {
  Facts facts;
  std::istringstream in(words);
  for (std::string word; in >> word;) facts.tree.value.languages.push_back(word);
  return facts;
}

// A product of several sources, "own" among them; "-" stands for one that is not read.
class World {
 public:
  explicit World(const std::vector<std::pair<std::string, std::string>>& sources) {
    product.delivery = {model::Delivery::kTool};
    product.gaps.push_back({"1.2.2", "x", "tom", "2027-01-31", "internal", {"avouch.yaml", 9}});
    std::map<std::string, Facts> beside;
    for (const auto& [name, words] : sources) {
      product.sources.push_back({name, name == "own" ? "." : "../" + name});
      model::SubjectSource told{name, "c0", {}, "", "", 0, 0, 0, ""};
      if (words == "-") told.commit = "", told.left = "no such folder";
      subject.sources.push_back(told);
      if (name == "own")
        own_facts = FactsOf(words);
      else if (words != "-")
        beside.emplace(name, FactsOf(words));
    }
    own_facts.organisation.path = "avouch.org.yaml";
    subject.product = product;
    own.sources = sources.size();
    inputs.emplace(own, subject, std::move(beside), 0);
  }

  model::CheckResult Run(const Check& check) { return inputs->Checks().Run(check); }

  Facts own_facts;
  model::Product product;
  model::Policy policy;
  model::LifecycleTable table;
  Reaches reach;
  model::Subject subject;
  Inputs own{own_facts, product, policy, table, reach, {0}};
  std::optional<SourceInputs> inputs;
};

TEST(Sources, TheWeakestDecides) {
  const struct {
    const char *own, *other;
    Outcome each, may_have_none, once;
  } rows[] = {
      {"good", "good", Outcome::kSatisfied, Outcome::kSatisfied, Outcome::kSatisfied},
      {"good", "bad", Outcome::kViolated, Outcome::kViolated, Outcome::kViolated},
      {"bad", "good", Outcome::kViolated, Outcome::kViolated, Outcome::kViolated},
      {"bad", "open", Outcome::kViolated, Outcome::kViolated, Outcome::kViolated},
      {"bad", "-", Outcome::kViolated, Outcome::kViolated, Outcome::kViolated},
      {"good", "good bad", Outcome::kViolated, Outcome::kViolated, Outcome::kViolated},
      {"good", "good listed", Outcome::kSatisfied, Outcome::kSatisfied, Outcome::kSatisfied},
      // Open in one is open, but for what is said once.
      {"good", "open", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kSatisfied},
      {"good", "good open", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kSatisfied},
      {"good", "listed", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kSatisfied},
      {"good", "unrun", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kSatisfied},
      {"good", "seen", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kSatisfied},
      {"open", "good", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kNoEvidence},
      // Nothing to look at is open, but for what a source may have none of.
      {"good", "", Outcome::kNoEvidence, Outcome::kSatisfied, Outcome::kSatisfied},
      {"", "good", Outcome::kNoEvidence, Outcome::kSatisfied, Outcome::kNoEvidence},
      {"", "", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kNoEvidence},
      // What was not read is not known.
      {"good", "-", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kNoEvidence},
      {"", "-", Outcome::kNoEvidence, Outcome::kNoEvidence, Outcome::kNoEvidence},
  };
  for (const auto& row : rows) {
    const std::string name = std::string(row.own) + " | " + row.other;
    EXPECT_EQ(World({{"own", row.own}, {"api", row.other}}).Run(kEach).outcome, row.each) << name;
    EXPECT_EQ(World({{"own", row.own}, {"api", row.other}}).Run(kMayHaveNone).outcome,
              row.may_have_none)
        << name;
    EXPECT_EQ(World({{"own", row.own}, {"api", row.other}}).Run(kOnce).outcome, row.once) << name;
    // In whatever order they are named.
    EXPECT_EQ(World({{"api", row.other}, {"own", row.own}}).Run(kEach).outcome, row.each) << name;
    EXPECT_EQ(World({{"api", row.other}, {"own", row.own}}).Run(kOnce).outcome, row.once) << name;
  }
}

// However many there are: one more source never makes a yes of what was none.
TEST(Sources, OneMoreSourceNeverMakesAYes) {
  const char* const words[] = {"good", "bad", "open", "", "-", "listed", "unrun", "seen", "said"};
  for (const Check& check : {kEach, kMayHaveNone, kOnce})
    for (const char* own : words)
      for (const char* api : words)
        for (const char* infra : words) {
          if (std::string_view(own) == "-") continue;
          const auto two = World({{"own", own}, {"api", api}}).Run(check);
          const auto three = World({{"own", own}, {"api", api}, {"infra", infra}}).Run(check);
          const std::string name = std::string(own) + " | " + api + " | " + infra;
          if (two.outcome == Outcome::kViolated) {
            EXPECT_EQ(three.outcome, Outcome::kViolated) << name;
          }
          // But for what a source may have none of, where another's is looked at.
          if (two.outcome != Outcome::kSatisfied && !(two.nothing && MayHaveNone(check.id))) {
            EXPECT_NE(three.outcome, Outcome::kSatisfied) << name;
          }
        }
}

TEST(Sources, PlacesBearTheNameOfTheirSource) {
  const auto out = World({{"own", "bad"}, {"api", "bad listed told named"}}).Run(kEach);
  std::vector<std::string> places;
  for (const auto& finding : out.findings)
    places.push_back(finding.place.path.bytes + ":" + std::to_string(finding.place.line));
  EXPECT_EQ(places,
            (std::vector<std::string>{"api:src/x.py:3", "avouch.org.yaml:6", "own:avouch.yaml:7",
                                      "own:src/x.py:3", "api:src/y.py:4"}));
}

TEST(Sources, TheSameTextAtTheSamePathOfTwoSourcesIsTwoFindings) {
  const auto out = World({{"own", "bad"}, {"api", "bad"}}).Run(kEach);
  ASSERT_EQ(out.findings.size(), 2u);
  EXPECT_NE(out.findings[0].id, out.findings[1].id);
  EXPECT_EQ(out.findings[0].id.size(), 32u);
}

TEST(Sources, WhatTheOrganisationSaidIsOneFinding) {
  const auto out = World({{"own", "told"}, {"api", "told"}}).Run(kOnce);
  ASSERT_EQ(out.findings.size(), 1u);
  EXPECT_EQ(out.findings[0].place.path.bytes, "avouch.org.yaml");
}

TEST(Sources, WhatIsMissingSaysWhere) {
  EXPECT_EQ(World({{"own", "open"}, {"api", "open"}}).Run(kEach).missing, "own, api: a thing");
  EXPECT_EQ(World({{"own", "good"}, {"api", ""}}).Run(kEach).missing, "api: it is so");
  EXPECT_EQ(World({{"own", "good"}, {"api", "-"}}).Run(kOnce).missing,
            "api: not read, no such folder");
  EXPECT_EQ(World({{"own", "open"}, {"api", "good"}}).Run(kOnce).missing, "a thing");
}

// A source that takes nothing in has nothing to lock; one of which not all was read may.
TEST(Sources, WhatTakesNothingInIsPassedOverOnlyWhenItWasSeenWhole) {
  const Check* locks = FindCheck("integrity.consumed");
  const Check* updates = FindCheck("updates.moved");
  const struct {
    const char* name;
    void (*change)(Facts& facts);
    bool locks, updates;  // Passed over
  } rows[] = {
      {"nothing", [](Facts&) {}, true, true},
      {"a manifest", [](Facts& f) { f.components.value.manifests.emplace_back(); }, false, false},
      {"one not read", [](Facts& f) { f.components.value.unread.emplace_back(); }, false, false},
      {"one left out", [](Facts& f) { f.components.coverage.left.emplace_back(); }, false, false},
      {"a shallow history", [](Facts& f) { f.history.value.shallow = true; }, false, false},
      {"a pipeline", [](Facts& f) { f.pipelines.value.pipelines.emplace_back(); }, true, false},
      {"an image", [](Facts& f) { f.containers.value.dockerfiles.emplace_back(); }, true, false},
  };
  for (const auto& row : rows) {
    World world({{"own", ""}, {"api", ""}});
    Facts beside;
    row.change(beside);
    SourceInputs inputs(world.own, world.subject, {{"api", beside}}, 0);
    const auto passed = [&](const Check& check) {
      const auto out = inputs.Checks().Run(check);
      return out.sources.at(1).nothing;
    };
    EXPECT_EQ(passed(*locks), row.locks) << row.name;
    EXPECT_EQ(passed(*updates), row.updates) << row.name;
  }
}

TEST(Sources, CountsAreToldSourceBySource) {
  const auto out = World({{"own", "good good"}, {"api", "good"}, {"infra", ""}}).Run(kMayHaveNone);
  EXPECT_EQ(out.good, 3);
  const model::IfAny<model::SourceOutcome> wanted = {{"own", Outcome::kSatisfied, false, 2, 2},
                                                     {"api", Outcome::kSatisfied, false, 1, 1},
                                                     {"infra", Outcome::kNoEvidence, true, 0, 0}};
  EXPECT_EQ(out.sources, wanted);
}

TEST(Sources, TheYesRestsOnTheWeakestGradeAndOnEachSourcesEvidence) {
  const auto out = World({{"own", "good"}, {"api", "said"}}).Run(kEach);
  EXPECT_EQ(out.outcome, Outcome::kSatisfied);
  EXPECT_EQ(out.grade, model::Grade::kSigned);
  EXPECT_EQ(out.evidence,
            (std::vector<std::string>{"sha256:" + Digest().hex(), "tree@api", "tree@own"}));
}

TEST(Sources, OfOneSourceNothingChanges) {
  World world(std::vector<std::pair<std::string, std::string>>{{"own", "good bad seen"}});
  const auto alone = SourceChecks(world.own).Run(kEach);
  EXPECT_EQ(alone, claims::Run(kEach, world.own));
  EXPECT_TRUE(alone.sources.empty());
  EXPECT_EQ(alone.findings[0].place.path.bytes, "src/x.py");
}

// What the tables name is there, in order, and no check is in both.
TEST(Sources, TheTablesNameChecks) {
  long long once = 0, none = 0;
  for (const auto& check : Checks()) {
    once += IsSaidOnce(check.id);
    none += MayHaveNone(check.id);
    EXPECT_FALSE(IsSaidOnce(check.id) && MayHaveNone(check.id)) << check.id;
  }
  EXPECT_EQ(once, 35);
  EXPECT_EQ(none, 17);
}

// ---- The claim ----

struct Claims {
  model::Catalogue catalogue;
  model::Arguments arguments;

  explicit Claims(model::ArgumentTerm term) {
    catalogue.themes.resize(1);
    catalogue.themes[0].principles.resize(1);
    catalogue.themes[0].principles[0].claims.resize(1);
    auto& claim = catalogue.themes[0].principles[0].claims[0];
    claim.number = "1.2.2";
    claim.applies = {model::ProductScope::kDeveloperAndDistributor};
    arguments.arguments = {{"1.2.2", "test@1", "because", {}, std::move(term), {}}};
  }
  model::ClaimAnswer Decide(World& world) const {
    model::Assessment out;
    const auto done = Evaluate(world.inputs->Checks(), catalogue, arguments, out);
    EXPECT_TRUE(done.has_value());
    return out.claims.at(0);
  }
};

TEST(Sources, ASourceThatIsNotReadLeavesNoClaimMet) {
  const model::ArgumentTerm submodules{model::ArgumentKind::kCheck, "integrity.submodules", {}};
  for (const auto kind :
       {model::ArgumentKind::kAllOf, model::ArgumentKind::kAnyOf, model::ArgumentKind::kEachOf}) {
    const Claims claims({kind, "", {submodules}});
    World whole({{"own", ""}, {"api", ""}}), lacking({{"own", ""}, {"api", "-"}});
    for (World* world : {&whole, &lacking})
      world->own_facts.components.value.submodules.push_back(
          {"lib", "https://example.org/lib", std::string(40, 'a'), "", {".gitmodules", 1}});
    EXPECT_EQ(claims.Decide(whole).verdict, Verdict::kMet);
    const auto open = claims.Decide(lacking);
    EXPECT_EQ(open.verdict, Verdict::kNotEvidenced);
    EXPECT_FALSE(open.grade.has_value());
    ASSERT_FALSE(open.reasons.empty());
    EXPECT_EQ(open.reasons[0], "not seen: api: not read, no such folder");
  }
}

}  // namespace
}  // namespace avouch::claims
