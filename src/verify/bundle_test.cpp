#include "verify/bundle.h"

#include <gtest/gtest.h>

#include "crypto/webauthn.h"
#include "statement/passkey.h"
#include "testing/sample_bundle.h"
#include "verify/redo.h"
#include "verify/remembered.h"

namespace avouch::verify {
namespace {

using statement::Audience;
using statement::ItemKind;
using statement::Standing;
using testing::BundleWorld;

const Time kNow{1795700000};

Result<Proof> Check(BytesView bundle) { return VerifyBundle(bundle, {.now = kNow}); }

std::string Why(const Result<Proof>& proof) { return proof ? "accepted" : ToString(proof.error()); }

TEST(Bundle, AWholeOneIsProved) {
  const BundleWorld world;
  for (Audience audience :
       {Audience::kPublic, Audience::kCustomer, Audience::kAssessor, Audience::kInternal}) {
    const Bytes bundle = world.Bundle(audience);
    auto proof = Check(bundle);
    ASSERT_TRUE(proof.has_value()) << Name(audience) << ": " << Why(proof);
    EXPECT_EQ(proof->verdicts().claims.size(), 45u);
    EXPECT_EQ(proof->index().product.version, "1.4");
    ASSERT_NE(proof->in_force(), nullptr);
    EXPECT_EQ(proof->in_force()->what.by, "helen");
    EXPECT_TRUE(proof->keys_are_first());
    EXPECT_EQ(proof->assessment().has_value(),
              audience == Audience::kAssessor || audience == Audience::kInternal);
  }
}

TEST(Bundle, WithoutAnOrganisationNobodysWordCounts) {
  BundleWorld world;
  world.organisation = false;
  const Bytes bundle = world.Bundle();
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  EXPECT_EQ(proof->in_force(), nullptr);
  ASSERT_EQ(proof->affirmations().size(), 1u);
  EXPECT_NE(proof->affirmations()[0].how.find("listed for nobody"), std::string::npos);
}

TEST(Bundle, ACustomersCopyHoldsNoNameAddressOrFinding) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kCustomer);
  ASSERT_TRUE(Check(bundle).has_value());
  for (const char* word : {"larkhill.example", "Tom Adeyemi", "Helen Marsh", "05-access-review",
                           "gitmodules", "example.org/lib"})
    EXPECT_EQ(bundle.find(word), std::string::npos) << word;
  // The index travels in base64: looked at as what it says.
  auto proof = Check(bundle);
  const Bytes index = *statement::WriteBundleIndex(proof->index());
  for (const char* word : {"larkhill.example", "Tom Adeyemi", "05-access-review", "gitmodules"})
    EXPECT_EQ(index.find(word), std::string::npos) << word;
}

TEST(Bundle, WhatIsWithheldIsNoGuessableDigest) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kCustomer);
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value());
  const std::string guessed = crypto::Sha256Of("record: access-review\nby: tom\n").hex();
  const Bytes index = *statement::WriteBundleIndex(proof->index());
  EXPECT_EQ(index.find(guessed), std::string::npos);
}

TEST(Bundle, AnotherOrganisationOrLogThanExpectedIsRefused) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  Expected expected{.now = kNow, .fingerprint = world.fingerprint(), .log_key = world.log_key()};
  EXPECT_TRUE(VerifyBundle(bundle, expected).has_value());
  expected.fingerprint[0] = expected.fingerprint[0] == 'a' ? 'b' : 'a';
  EXPECT_FALSE(VerifyBundle(bundle, expected).has_value());
  BundleWorld other;
  other.log_fill = 'M';
  expected = {.now = kNow, .fingerprint = {}, .log_key = other.log_key()};
  EXPECT_FALSE(VerifyBundle(bundle, expected).has_value());
}

TEST(Bundle, AnImpostorWithTheSameNameHasAnotherFingerprint) {
  const BundleWorld world;
  BundleWorld impostor;
  impostor.sro_fill = 'X';
  EXPECT_NE(world.fingerprint(), impostor.fingerprint());
  const Bytes bundle = impostor.Bundle();
  EXPECT_TRUE(Check(bundle).has_value());  // Whole in itself; whose it is, the fingerprint says
  EXPECT_FALSE(VerifyBundle(bundle, {.now = kNow, .fingerprint = world.fingerprint()}).has_value());
}

// ---- Affirmations ----

// The same world, with its affirmation made otherwise.
Result<Proof> CheckWith(const BundleWorld& world, Bytes& bundle,
                        const std::function<void(statement::Affirmation&)>& change,
                        const crypto::PrivateKey& key) {
  Contents contents = world.Seal();
  Sealed& sealed = contents.sealed.back();
  auto what = *statement::ReadAffirmation(statement::ReadEnvelope(sealed.envelope)->payload);
  change(what);
  const Bytes payload = *statement::WriteAffirmation(what);
  sealed.envelope = *statement::SignEnvelope(key, statement::kInTotoPayload, payload);
  sealed.id = crypto::Sha256Of(payload);
  world.EnterLog(contents);
  bundle = *Assemble(contents, world.log());
  return Check(bundle);
}

TEST(Affirmation, OfAnotherProductOrganisationOrLogIsRefused) {
  const BundleWorld world;
  Bytes bundle;
  const std::pair<const char*, std::function<void(statement::Affirmation&)>> kRows[] = {
      {"product", [](auto& a) { a.product = "kiosk"; }},
      {"organisation", [](auto& a) { a.organisation = std::string(64, '0'); }},
      {"log", [](auto& a) { a.log += "x"; }},
  };
  EXPECT_TRUE(CheckWith(world, bundle, [](auto&) {}, world.sro()).has_value());
  for (const auto& [name, change] : kRows)
    EXPECT_FALSE(CheckWith(world, bundle, change, world.sro()).has_value()) << name;
}

TEST(Affirmation, CountsOnlyByTheNamedOfficersOwnKey) {
  const BundleWorld world;
  Bytes bundle;
  auto nothing = [](statement::Affirmation&) {};
  auto stranger = CheckWith(world, bundle, nothing, testing::SampleKey('Z'));
  ASSERT_TRUE(stranger.has_value());
  EXPECT_EQ(stranger->in_force(), nullptr);
  auto other = CheckWith(world, bundle, [](auto& a) { a.by = "tom"; }, world.sro());
  ASSERT_TRUE(other.has_value());
  EXPECT_EQ(other->in_force(), nullptr);
  EXPECT_NE(other->affirmations()[0].how.find("in the name of tom"), std::string::npos);
  auto early = CheckWith(world, bundle, [](auto& a) { a.on = AddDays(kNow, 2); }, world.sro());
  ASSERT_TRUE(early.has_value());
  EXPECT_EQ(early->in_force(), nullptr);
}

TEST(Affirmation, CountsOnlyBetweenTheDaysOfTheOfficersKeys) {
  const struct {
    const char *since, *until;
    bool counts;
  } kRows[] = {{"", "", true},
               {"2026-11-25", "2026-11-25", true},
               {"2026-11-26", "", false},
               {"", "2026-11-24", false},
               {"2025-01-01", "2026-11-24", false}};
  for (const auto& row : kRows) {
    BundleWorld world;
    world.people.people[0].since = row.since;
    world.people.people[0].until = row.until;
    const Bytes bundle = world.Bundle(Audience::kCustomer);
    auto proof = Check(bundle);
    ASSERT_TRUE(proof.has_value()) << Why(proof);
    EXPECT_EQ(proof->in_force() != nullptr, row.counts) << row.since << " " << row.until;
  }
}

// The officer's own passkey, as an authenticator would use it for `payload`.
Bytes PasskeyEnvelope(const Bytes& payload, std::string_view challenged, char flags) {
  statement::PasskeyFile file;
  const Digest relying = crypto::Sha256Of("localhost");
  file.authenticator_data.assign(reinterpret_cast<const char*>(relying.bytes.data()), 32);
  file.authenticator_data += flags;
  file.authenticator_data += std::string(4, '\0');
  file.client_data_json = R"({"type":"webauthn.get","challenge":")" +
                          crypto::StatementChallenge(challenged) +
                          R"(","origin":"http://localhost:8123","crossOrigin":false})";
  const Digest hashed = crypto::Sha256Of(file.client_data_json);
  file.signature = testing::SampleKey('P').Sign(
      file.authenticator_data + Bytes(reinterpret_cast<const char*>(hashed.bytes.data()), 32));
  return *statement::WriteEnvelope({std::string(statement::kInTotoPayload), payload,
                                    statement::Signing::kPasskey, "",
                                    statement::WritePasskeyFile(file)});
}

TEST(Affirmation, ByPasskeyCountsOnlyOverThisPayloadAndWithThePersonVerified) {
  BundleWorld world;
  world.listed_key = crypto::PasskeyText({testing::SampleKey('P').public_key()});
  world.affirmed = false;
  Contents contents = world.Seal();
  statement::Affirmation what;
  for (const auto& one : contents.sealed)
    if (one.kind == ItemKind::kVerdicts)
      what = statement::AffirmationOf(*statement::ReadVerdicts(one.envelope));
  what.by = "helen";
  what.organisation = world.fingerprint();
  what.log = world.log_key();
  what.on = what.until = world.at;
  const Bytes payload = *statement::WriteAffirmation(what);
  const auto proved = [&](const Bytes& envelope) {
    Contents with = contents;
    with.sealed.push_back({ItemKind::kAffirmation,
                           "",
                           Audience::kPublic,
                           crypto::Sha256Of(payload),
                           envelope,
                           0,
                           {},
                           {},
                           {}});
    world.EnterLog(with);
    static Bytes bundle;  // Outlives the proof
    bundle = *Assemble(with, world.log());
    return Check(bundle);
  };
  auto good = proved(PasskeyEnvelope(payload, payload, '\x05'));
  ASSERT_TRUE(good.has_value()) << Why(good);
  ASSERT_NE(good->in_force(), nullptr) << good->affirmations()[0].how;
  EXPECT_EQ(good->in_force()->what.by, "helen");
  auto touched = proved(PasskeyEnvelope(payload, payload, '\x01'));
  ASSERT_TRUE(touched.has_value());
  EXPECT_EQ(touched->in_force(), nullptr);
  EXPECT_FALSE(proved(PasskeyEnvelope(payload, "another", '\x05')).has_value());
}

TEST(Affirmation, ByADeveloperIsNoAffirmation) {
  BundleWorld world;
  world.people.people[0].roles = {"developer"};
  const Bytes bundle = world.Bundle();
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  EXPECT_EQ(proof->in_force(), nullptr);
  EXPECT_NE(proof->affirmations()[0].how.find("not listed as Senior"), std::string::npos);
}

TEST(Affirmation, LapsesClaimByClaimWhenSomethingGetsWorse) {
  statement::Verdicts verdicts;
  verdicts.claims = {{"1.1.1", model::Verdict::kMet},
                     {"1.1.2", model::Verdict::kNotEvidenced},
                     {"1.1.3", model::Verdict::kMet}};
  statement::Affirmation affirmed = statement::AffirmationOf(verdicts);
  affirmed.until = AddDays(kNow, 10);
  affirmed.reservations = {{"1.1.3", "pilot only"}};
  auto standing = [&](const char* claim, Time now = kNow) {
    return statement::StandingOf(affirmed, verdicts, claim, now);
  };
  EXPECT_EQ(standing("1.1.1"), Standing::kStands);
  EXPECT_EQ(standing("1.1.3"), Standing::kReserved);
  EXPECT_EQ(standing("9.9.9"), Standing::kNotCovered);
  verdicts.claims[1].verdict = model::Verdict::kMet;  // Better is no reason to lapse
  EXPECT_EQ(standing("1.1.2"), Standing::kStands);
  verdicts.claims[0].verdict = model::Verdict::kNotEvidenced;
  EXPECT_EQ(standing("1.1.1"), Standing::kWorse);
  EXPECT_EQ(standing("1.1.2"), Standing::kStands);                     // And no other claim with it
  EXPECT_EQ(standing("1.1.2", AddDays(kNow, 10)), Standing::kStands);  // The last day counts
  EXPECT_EQ(standing("1.1.2", AddDays(kNow, 12)), Standing::kExpired);
  verdicts.policy.fix_critical_days = 90;
  EXPECT_EQ(standing("1.1.2"), Standing::kOtherRules);
}

// ---- Deciding again ----

verify::Rules OwnRules() {
  const auto& rules = testing::Rules();
  return {rules.catalogue, rules.arguments, rules.lifecycle, "avouch 0.1.0", {}};
}

TEST(Redo, WithAllTheEvidenceEveryClaimIsTheSame) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kAssessor);
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value());
  auto redone = DecideAgain(*proof, OwnRules());
  ASSERT_TRUE(redone.has_value()) << ToString(redone.error());
  EXPECT_EQ(redone->Count(Again::kSame), 45);
  EXPECT_FALSE(redone->broken());
}

TEST(Redo, AVerdictThatTheEvidenceDoesNotGiveIsFound) {
  // The log's keeper and the officer agree to call a claim met that is open.
  const BundleWorld world;
  Contents contents = world.Seal();
  std::string decided;
  Digest id;
  for (auto& one : contents.sealed)
    if (one.kind == ItemKind::kAssessment) decided = one.envelope;
  const std::string open = R"("claim":"1.1.1","grade":null,)";
  const std::size_t at = decided.find(open);
  ASSERT_NE(at, std::string::npos);
  decided.replace(at, open.size(), R"("claim":"1.1.1","grade":"signed",)");
  const std::size_t verdict = decided.find(R"("verdict":"not-evidenced")", at);
  ASSERT_NE(verdict, std::string::npos);
  decided.replace(verdict, 25, R"("verdict":"met")");
  id = crypto::Sha256Of(decided);
  contents.sealed.pop_back();  // The affirmation
  for (auto& one : contents.sealed) {
    if (one.kind == ItemKind::kAssessment) one.envelope = decided, one.id = id;
    if (one.kind == ItemKind::kVerdicts) {
      auto told = *statement::ReadVerdicts(one.envelope);
      told.assessment = id;
      told.claims[0].verdict = model::Verdict::kMet;
      told.claims[0].grade = model::Grade::kSigned;
      one.envelope = *statement::WriteVerdicts(told);
      one.id = crypto::Sha256Of(one.envelope);
    }
  }
  std::erase_if(contents.sealed, [](const auto& one) {
    return one.kind == ItemKind::kDetail && one.name == "1.1.1";
  });
  world.EnterLog(contents);
  const Bytes bundle = *Assemble(contents, world.log());
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  auto redone = DecideAgain(*proof, OwnRules());
  ASSERT_TRUE(redone.has_value());
  EXPECT_EQ(redone->Count(Again::kDifferent), 1);
  EXPECT_EQ(redone->claims[0].again, Again::kDifferent);
  EXPECT_TRUE(redone->broken());
}

TEST(Redo, WhatIsWaivedIsDecidedAgainToo) {
  BundleWorld world;
  world.Waive();
  const Bytes customers = world.Bundle(Audience::kCustomer);
  EXPECT_EQ(customers.find("zq-"), Bytes::npos) << "which, and why, is not for customers";
  auto proof = Check(customers);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  ASSERT_FALSE(proof->verdicts().waived.empty());
  EXPECT_EQ(proof->verdicts().waived[0], (model::WaivedFindings{"1.3.3", 1, "2031-01-01"}));

  const Bytes bundle = world.Bundle(Audience::kAssessor);
  auto whole = Check(bundle);
  ASSERT_TRUE(whole.has_value()) << Why(whole);
  auto redone = DecideAgain(*whole, OwnRules());
  ASSERT_TRUE(redone.has_value()) << ToString(redone.error());
  EXPECT_EQ(redone->Count(Again::kSame), 45);
}

TEST(Redo, AWaiverThatIsNotToldIsFound) {
  // The log's keeper leaves out of both documents what is waived.
  BundleWorld world;
  world.Waive();
  Contents contents = world.Seal();
  contents.sealed.pop_back();  // The affirmation
  Digest id;
  for (auto& one : contents.sealed)
    if (one.kind == ItemKind::kAssessment) {
      const std::size_t at = one.envelope.find(R"("waived":[)");
      ASSERT_NE(at, std::string::npos);
      const std::size_t end = one.envelope.find(']', at);
      one.envelope.replace(at, end + 1 - at, R"("waived":[])");
      one.id = id = crypto::Sha256Of(one.envelope);
    }
  for (auto& one : contents.sealed)
    if (one.kind == ItemKind::kVerdicts) {
      auto told = *statement::ReadVerdicts(one.envelope);
      told.assessment = id;
      told.waived.clear();
      one.envelope = *statement::WriteVerdicts(told);
      one.id = crypto::Sha256Of(one.envelope);
    }
  world.EnterLog(contents);
  const Bytes bundle = *Assemble(contents, world.log());
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  auto redone = DecideAgain(*proof, OwnRules());
  ASSERT_TRUE(redone.has_value());
  EXPECT_TRUE(redone->broken());
  EXPECT_EQ(redone->Count(Again::kDifferent), 1);
}

TEST(Redo, WithoutTheAssessmentNothingIsCalledTheSame) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kCustomer);
  auto redone = DecideAgain(*Check(bundle), OwnRules());
  ASSERT_TRUE(redone.has_value());
  EXPECT_EQ(redone->Count(Again::kNotPossible), 45);
  EXPECT_FALSE(redone->claims[0].why.empty());
}

TEST(Redo, WithheldHistoryIsNamedAndTheRestIsDecided) {
  BundleWorld world;
  world.source_is_public = true;
  const Bytes bundle = world.Bundle(Audience::kPublic);
  auto redone = DecideAgain(*Check(bundle), OwnRules());
  ASSERT_TRUE(redone.has_value());
  EXPECT_EQ(redone->Count(Again::kDifferent), 0);
  EXPECT_GT(redone->Count(Again::kSame), 20);
  EXPECT_GT(redone->Count(Again::kNotPossible), 0);
  for (const auto& claim : redone->claims)
    if (claim.again == Again::kNotPossible)
      EXPECT_NE(claim.why.find("history"), std::string::npos) << claim.claim << claim.why;
}

// An exemption that the officer signed: said, and decisive.
BundleWorld WithExemption() {
  BundleWorld world;
  model::Organisation& said = world.facts.organisation;
  said = world.people;
  said.exemptions.push_back({"rota", "1.4.2", "it has no privileged users", "helen", "2030-01-01"});
  said.signed_keys.push_back(
      {"exemptions", {{"helen", model::Grade::kSigned, "commit", world.at}}});
  return world;
}

TEST(Redo, WhatWasSaidCountsAgain) {
  const BundleWorld world = WithExemption();
  const Bytes bundle = world.Bundle(Audience::kAssessor);
  auto proof = Check(bundle);
  ASSERT_TRUE(proof.has_value()) << Why(proof);
  const auto& claims = proof->verdicts().claims;
  const auto claim = std::find_if(claims.begin(), claims.end(),
                                  [](const auto& one) { return one.claim == "1.4.2"; });
  ASSERT_NE(claim, claims.end());
  EXPECT_EQ(claim->verdict, model::Verdict::kNotApplicable);
  EXPECT_FALSE(claim->reasons.empty());
  auto redone = DecideAgain(*proof, OwnRules());
  ASSERT_TRUE(redone.has_value()) << ToString(redone.error());
  EXPECT_EQ(redone->Count(Again::kSame), 45);
}

TEST(Redo, WhatWasSaidAndIsWithheldIsNeverADifference) {
  BundleWorld world = WithExemption();
  world.source_is_public = true;
  const Bytes bundle = world.Bundle(Audience::kPublic);
  auto redone = DecideAgain(*Check(bundle), OwnRules());
  ASSERT_TRUE(redone.has_value());
  EXPECT_EQ(redone->Count(Again::kDifferent), 0);
  for (const auto& claim : redone->claims)
    if (claim.claim == "1.4.2") EXPECT_EQ(claim.again, Again::kNotPossible);
}

TEST(Redo, OtherRulesAreSaidAndNotApplied) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  model::Arguments other = testing::Rules().arguments;
  other.digest = std::string(64, '0');
  const auto& rules = testing::Rules();
  auto redone =
      DecideAgain(*Check(bundle), {rules.catalogue, other, rules.lifecycle, "avouch 0.1.0", {}});
  ASSERT_TRUE(redone.has_value());
  EXPECT_EQ(redone->Count(Again::kNotPossible), 45);
}

// ---- What is remembered ----

TEST(Remembered, SameSizeWithAnotherRootIsAnotherPast) {
  const BundleWorld world;
  BundleWorld other;
  other.commit = std::string(40, 'd');
  const Bytes a = world.Bundle(), b = other.Bundle();
  auto first = Recall(Check(a)->index().log, {});
  ASSERT_TRUE(first.has_value());
  EXPECT_EQ(first->seen, Seen::kFirst);
  EXPECT_EQ(Recall(Check(a)->index().log, first->keep)->seen, Seen::kSame);
  auto again = Recall(Check(b)->index().log, first->keep);
  ASSERT_FALSE(again.has_value());
  EXPECT_EQ(again.error().kind, ErrorKind::kIntegrity);
}

TEST(Remembered, AnOlderBundleIsValidAndSuperseded) {
  BundleWorld older, newer;
  newer.other_entries = 70;
  const Bytes a = older.Bundle(), b = newer.Bundle();
  auto first = Recall(Check(b)->index().log, {});
  auto second = Recall(Check(a)->index().log, first->keep);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(second->seen, Seen::kSuperseded);
  EXPECT_EQ(second->keep, first->keep);
}

TEST(Remembered, GrowthIsProvedOrSaidNotToBe) {
  const BundleWorld world;  // Lists the head of 5 entries as earlier
  const Bytes bundle = world.Bundle();
  const statement::BundleLog log = Check(bundle)->index().log;
  ASSERT_EQ(log.earlier.size(), 1u);
  const std::string five = "5\n" + log.earlier[0].root.hex() + "\n";
  const auto grown = Recall(log, five);
  ASSERT_TRUE(grown.has_value()) << ToString(grown.error());
  EXPECT_EQ(grown->seen, Seen::kGrown);
  EXPECT_FALSE(Recall(log, "5\n" + std::string(64, '0') + "\n").has_value());
  auto unconnected = Recall(log, "4\n" + std::string(64, '0') + "\n");
  ASSERT_TRUE(unconnected.has_value());
  EXPECT_EQ(unconnected->seen, Seen::kUnconnected);
  EXPECT_EQ(unconnected->keep, "4\n" + std::string(64, '0') + "\n");
  EXPECT_FALSE(Recall(log, "5\n").has_value());
  EXPECT_FALSE(Recall(log, "").has_value());
}

}  // namespace
}  // namespace avouch::verify
