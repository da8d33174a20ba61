// Two hand-made answers for tests of reports: a plain open-source repository,
// and an invented vendor half way. Nothing here was computed.
//
// Values only; any thread.

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/time.h"
#include "model/argument.h"
#include "model/assessment.h"
#include "model/catalogue.h"

namespace avouch::testing {

struct Sample {
  model::Assessment assessment;
  model::Catalogue catalogue;
  model::Arguments arguments;
  model::Talk talk;
};

// All 14 principles and 45 claims, with the guidance of 1.2.2 only.
inline model::Catalogue SampleCatalogue() {
  struct Row {
    const char* number;
    const char* name;
    int claims;
  };
  static constexpr Row kRows[] = {{"1.1", "development framework", 6},
                                  {"1.2", "components", 5},
                                  {"1.3", "testing", 3},
                                  {"1.4", "secure by design and default", 5},
                                  {"2.1", "build environment: access", 6},
                                  {"2.2", "build environment: changes, logs", 4},
                                  {"3.1", "distribution", 2},
                                  {"3.2", "disclosure", 2},
                                  {"3.3", "vulnerabilities", 2},
                                  {"3.4", "telling people", 2},
                                  {"3.5", "updates", 2},
                                  {"4.1", "support", 3},
                                  {"4.2", "one year's notice", 1},
                                  {"4.3", "incidents", 2}};
  model::Catalogue out;
  out.id = "urn:x-avouch:catalogue:sample";
  out.version = "1.0.0";
  out.digest = "7c1e" + std::string(56, '0') + "40aa";
  out.code = {
      "code",
      "Software Security Code of Practice",
      "DSIT",
      "2025-05",
      "OGL-UK-3.0",
      "Contains public sector information licensed under the Open Government Licence v3.0."};
  out.frameworks = {{"ssdf", "SSDF", ""}, {"osps", "OSPS", ""}};
  for (const auto& row : kRows) {
    std::string number = row.number, theme = number.substr(0, 1);
    if (out.themes.empty() || out.themes.back().number != theme) {
      out.themes.push_back({theme, "Theme " + theme, "What theme " + theme + " is about.", {}, {}});
      out.themes.back().duties = {
          {model::ProductScope::kDeveloperAndDistributor, model::Duty::kExpected},
          {model::ProductScope::kReseller, model::Duty::kNone},
          {model::ProductScope::kDeveloperOnly, model::Duty::kExpected},
          {model::ProductScope::kOpenSourceMaintainer, model::Duty::kVoluntary}};
    }
    model::CataloguePrinciple principle{
        number, row.name, "Do " + std::string(row.name) + " well.", {}};
    for (int i = 1; i <= row.claims; ++i) {
      model::CatalogueClaim claim;
      claim.number = number + "." + std::to_string(i);
      claim.claim = "Claim " + claim.number + " about " + row.name + " holds.";
      claim.applies = {model::ProductScope::kDeveloperAndDistributor,
                       model::ProductScope::kDeveloperOnly};
      claim.objective = "It is so.";
      claim.description = "If it is not so, harm follows.";
      claim.options = {"Write it down."};
      claim.questions = {"Who would notice?"};
      claim.evidence = {{model::Grade::kSigned, "A person's word."}};
      claim.undone_by = {"It is not so any more."};
      claim.customer = {"It is shown.", "Not yet.", "Not shown here. Ask."};
      out.index.push_back(claim.number);
      principle.claims.push_back(std::move(claim));
    }
    out.themes.back().principles.push_back(std::move(principle));
  }
  auto& claim = out.themes[0].principles[1].claims[1];
  claim.claim =
      "What others wrote, and each update of it, is checked to be what its author published.";
  claim.questions = {
      "Could a dependency change tonight without a commit? Who would notice, and when?"};
  claim.evidence = {
      {model::Grade::kComputed, "Every outside reference is fixed by content or commit."},
      {model::Grade::kSigned, "A record of the check made at delivery."}};
  claim.undone_by = {"A floating tag or branch.", "A digest that does not match."};
  claim.serves = {{"ssdf", "PW.4.4", model::Basis::kPublished, false},
                  {"osps", "BR-06", model::Basis::kPublished, true}};
  claim.signposts = {{"SLSA 1.2", "verifying artefacts"}};
  claim.customer.not_met = "Not yet. Part of what goes into the product may change without notice.";
  return out;
}

inline model::Finding SampleFinding(std::string id, std::string check, model::Place place,
                                    std::string text, bool decides,
                                    model::Reach reach = model::Reach::kRelease) {
  model::Finding out;
  out.id = std::move(id);
  out.check = std::move(check);
  out.place = std::move(place);
  out.text = std::move(text);
  out.decides = decides;
  out.reach = reach;
  out.fix = "append @sha256:...";
  out.minutes = 2;
  return out;
}

inline model::CheckResult SampleCheck(std::string id, std::string rule, model::Outcome outcome,
                                      long long good = 0, long long of = 0) {
  model::CheckResult out;
  out.check = std::move(id);
  out.rule = std::move(rule);
  out.outcome = outcome;
  out.good = good;
  out.of = of;
  out.evidence = {"pipelines"};
  return out;
}

inline Digest SampleDigest(std::uint8_t byte) {
  Digest out;
  out.bytes.fill(byte);
  return out;
}

inline Time SampleTime(int year, int month, int day) { return StartOf({year, month, day}); }

// Every claim open, waiting for a person.
inline Sample EmptySample() {
  Sample out;
  out.catalogue = SampleCatalogue();
  auto& a = out.assessment;
  a.subject.name = "nearly-empty";
  a.subject.commit = std::string(40, 'a');
  a.subject.commit_date = SampleTime(2026, 7, 22);
  a.subject.refs = std::string(64, 'e');
  a.catalogue = out.catalogue.digest;
  a.arguments = std::string(64, '1');
  a.tables = std::string(64, '2');
  a.program = "avouch 0.1.0";
  a.time = SampleTime(2026, 11, 22);
  a.files = 1;
  a.commits = 1;
  a.assumptions = {"delivery assumed: tool"};
  for (const auto& theme : out.catalogue.themes)
    for (const auto& principle : theme.principles) {
      for (const auto& claim : principle.claims) {
        model::ClaimAnswer answer;
        answer.claim = claim.number;
        answer.argument = "sample/default@1";
        answer.reasons = {"not seen: a person's word"};
        answer.where = {model::Where::kPerson};
        answer.next = {{"say who answers for it", 5, model::Where::kPerson, ""}};
        auto check = SampleCheck("sample." + claim.number, "somebody answers for it",
                                 model::Outcome::kNoEvidence);
        check.missing = "a person's word";
        check.where = model::Where::kPerson;
        answer.tree = {
            model::ArgumentKind::kAllOf,
            "",
            {{model::ArgumentKind::kCheck, check.check, {}, model::Outcome::kNoEvidence}},
            model::Outcome::kNoEvidence};
        answer.checks = {check};
        a.claims.push_back(std::move(answer));
      }
      a.principles.push_back({principle.number, model::Verdict::kNotEvidenced});
      out.arguments.arguments.push_back(
          {principle.claims[0].number, "sample/default@1", "It is ours.", {}, {}, {}});
    }
  out.talk.target = "~/src/empty";
  out.talk.seconds = 0.05;
  return out;
}

inline model::ClaimAnswer& AnswerOf(Sample& sample, std::string_view claim) {
  for (auto& answer : sample.assessment.claims)
    if (answer.claim == claim) return answer;
  return sample.assessment.claims.front();
}

// A plain open-source repository, nothing configured.
inline Sample OpenSourceSample() {
  using model::Outcome;
  using model::Reach;
  using model::Where;
  Sample out = EmptySample();
  auto& a = out.assessment;
  a.subject.name = "grype";
  a.subject.commit = "4562c55c" + std::string(32, '0');
  a.files = 1592;
  a.commits = 2313;
  a.tags = 207;
  a.observations = {{"components", SampleDigest(0x91), 40, 38, 2},
                    {"containers", SampleDigest(0xd4), 4, 4, 0},
                    {"pipelines", SampleDigest(0x0b), 11, 11, 0}};
  for (int i = 0; i < 30; ++i)
    a.skipped.push_back({"testdata/" + std::to_string(i) + "/package.json", "test data"});
  a.skipped.push_back({"schema", "submodule not checked out"});
  out.talk.target = "~/src/grype";
  out.talk.seconds = 0.4;

  auto& integrity = AnswerOf(out, "1.2.2");
  auto images = SampleCheck("integrity.images", "every container image is named by digest",
                            Outcome::kViolated, 0, 3);
  images.headline = "3 published images take content from a tag that can change under you";
  images.remedy = "append @sha256:... to each";
  images.fix_command = "avouch fix 1.2.2 --digests FILE";
  images.minutes = 5;
  const std::string base = "gcr.io/distroless/static-debian12:";
  images.findings = {
      SampleFinding("00000000000000a1", images.check, {"Dockerfile", 1}, base + "latest", true),
      SampleFinding("00000000000000a2", images.check, {"Dockerfile.debug", 1},
                    base + "debug-nonroot", true),
      SampleFinding("00000000000000a3", images.check, {"Dockerfile.nonroot", 1}, base + "nonroot",
                    true)};
  auto actions = SampleCheck("integrity.actions", "every outside action is named by its commit",
                             Outcome::kSatisfied, 35, 35);
  actions.witnesses = {{"35 of 35 outside actions pinned to a commit", {}}};
  auto locks = SampleCheck("integrity.locks", "every locked component has a digest",
                           Outcome::kSatisfied, 339, 339);
  locks.witnesses = {{"339 of 339 Go modules have a digest in go.sum", {"go.sum", 0}}};
  auto scripts =
      SampleCheck("integrity.scripts", "every outside browser script carries an integrity value",
                  Outcome::kNoEvidence);
  scripts.nothing = true;
  auto vendored =
      SampleCheck("integrity.vendored", "copies of others' code equal what their authors published",
                  Outcome::kNoEvidence);
  vendored.missing = "the originals to compare with";
  vendored.where = Where::kScan;
  integrity.verdict = model::Verdict::kNotMet;
  integrity.argument = "integrity/default@1";
  integrity.checks = {locks, actions, images, scripts, vendored};
  using K = model::ArgumentKind;
  integrity.tree = {K::kAllOf, "", {}, Outcome::kViolated};
  integrity.tree.parts.push_back({K::kCheck, "integrity.locks", {}, Outcome::kSatisfied});
  model::ArgumentNode each{K::kEachOf, "", {}, Outcome::kViolated};
  each.parts.push_back({K::kCheck, "integrity.actions", {}, Outcome::kSatisfied});
  each.parts.push_back({K::kCheck, "integrity.images", {}, Outcome::kViolated});
  each.parts.push_back({K::kCheck, "integrity.scripts", {}, Outcome::kNoEvidence});
  each.parts.push_back({K::kCheck, "integrity.vendored", {}, Outcome::kNoEvidence});
  integrity.tree.parts.push_back(each);
  integrity.reasons = {images.headline, locks.rule, actions.rule};
  integrity.next = {{images.remedy, 5, Where::kHere, images.fix_command},
                    {vendored.missing, 0, Where::kScan, ""}};
  integrity.where = {Where::kScan};

  auto& updates = AnswerOf(out, "1.2.5");
  auto automated = SampleCheck("updates.automated",
                               "a tool proposes updates for every place that holds dependencies",
                               Outcome::kNoEvidence, 2, 3);
  automated.headline = "dependabot looks after 2 of the 3 places that hold dependencies";
  automated.remedy = "add the missing blocks";
  automated.fix_command = "avouch fix 1.2.5";
  automated.minutes = 2;
  automated.partial = true;
  automated.missing = "dependabot looking after docker in the root";
  automated.findings = {SampleFinding("00000000000000b1", automated.check, {"Dockerfile", 1},
                                      "docker in the root", false, Reach::kUnknown)};
  automated.witnesses = {{"dependabot looks after 2 of 3 places that hold dependencies",
                          {".github/dependabot.yml", 0}}};
  updates.checks = {automated};
  updates.tree = {K::kAllOf,
                  "",
                  {{K::kCheck, "updates.automated", {}, Outcome::kNoEvidence}},
                  Outcome::kNoEvidence};
  updates.next = {{automated.missing, 2, Where::kHere, automated.fix_command}};
  updates.where = {Where::kHere};

  auto gate =
      SampleCheck("testing.gate", "publishing waits for the tests", Outcome::kNoEvidence, 1, 2);
  gate.headline = "a release can skip its tests: one tick-box, no second person seen here";
  gate.remedy = "remove it, or keep it and record each use";
  gate.partial = true;
  gate.missing = "results of each release";
  gate.where = Where::kTests;
  gate.findings = {SampleFinding("00000000000000c1", gate.check,
                                 {".github/workflows/release.yaml", 16},
                                 "input skip-checks, obeyed at :31 and :53", false)};
  for (const char* claim : {"1.3.2", "3.5.2"}) {
    auto& answer = AnswerOf(out, claim);
    answer.checks = {gate};
    answer.tree = {K::kAllOf,
                   "",
                   {{K::kCheck, "testing.gate", {}, Outcome::kNoEvidence}},
                   Outcome::kNoEvidence};
    answer.where = {Where::kTests};
    answer.next = {{gate.missing, 0, Where::kTests, ""}};
  }
  for (const char* claim : {"2.1.1", "2.1.2", "2.1.3", "2.1.5"})
    AnswerOf(out, claim).where = {Where::kForge};
  for (const char* claim : {"3.1.1", "3.1.2", "4.1.1"})
    AnswerOf(out, claim).where = {Where::kPublished};
  out.arguments.arguments.push_back(
      {"1.2.2",
       "integrity/default@1",
       "By digest, and by what the build really installs; images included.",
       {},
       {},
       {}});
  a.principles[1].verdict = model::Verdict::kNotMet;
  return out;
}

// An invented vendor half way, with avouch.yaml.
inline Sample VendorSample() {
  Sample out = OpenSourceSample();
  auto& a = out.assessment;
  auto& product = a.subject.product;
  a.subject.name = product.name = "Rota";
  product.configured = true;
  product.organisation_name = "Larkhill Health Ltd";
  product.scope = model::ProductScope::kDeveloperAndDistributor;
  product.delivery = {model::Delivery::kSaas};
  product.delivery_assumed = false;
  product.gate = model::Gate::kNotMet;
  product.gate_place = {"avouch.yaml", 5};
  product.exclusions = {{"old", "kept for reading, built by nobody", "priya"}};
  product.gaps = {{"1.4.2",
                   "second factor for managers",
                   "tom",
                   "2027-01-31",
                   "customer",
                   {"avouch.yaml", 20}}};
  a.assumptions.clear();
  a.policy.fix_high_days = 30;
  a.policy.changed = {"fix_high_days"};
  for (const char* claim : {"3.2.1", "3.2.2"}) {
    auto& answer = AnswerOf(out, claim);
    answer.verdict = model::Verdict::kMet;
    answer.grade = model::Grade::kComputed;
    answer.where.clear();
    answer.next.clear();
    answer.checks[0].outcome = model::Outcome::kSatisfied;
    answer.checks[0].good = answer.checks[0].of = 1;
    answer.tree.outcome = answer.tree.parts[0].outcome = model::Outcome::kSatisfied;
  }
  AnswerOf(out, "1.1.1").verdict = model::Verdict::kMet;
  AnswerOf(out, "1.1.1").grade = model::Grade::kSigned;
  AnswerOf(out, "4.1.2").verdict = model::Verdict::kNotApplicable;
  AnswerOf(out, "4.1.2").reasons = {"out of scope, said in avouch.yaml; the Code, Table 1"};
  for (auto& principle : a.principles)
    if (principle.principle == "3.2") principle.verdict = model::Verdict::kMet;
  out.talk.target = ".";
  return out;
}

}  // namespace avouch::testing
