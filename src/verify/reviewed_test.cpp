#include "verify/reviewed.h"

#include <gtest/gtest.h>

#include <functional>

#include "crypto/hash.h"
#include "crypto/sshsig.h"
#include "statement/envelope.h"
#include "testing/sample_bundle.h"
#include "trust/ring.h"

namespace avouch::verify {
namespace {

using statement::Review;
using testing::BundleWorld;
using testing::SampleKey;

struct World {
  BundleWorld bundle;
  Bytes bytes = bundle.Bundle();
  Proof proof = *VerifyBundle(bytes, {bundle.at, "", "", {}});
  crypto::PrivateKey assessor = SampleKey('A');

  Review Plain() const {
    const auto& index = proof.index();
    Review out;
    out.product = index.product.name;
    out.commit = index.product.commit;
    out.version = index.product.version;
    out.assessment = index.assessment;
    out.bundle = crypto::Sha256Of(bytes);
    out.organisation = index.organisation.fingerprint;
    out.log = index.log.key;
    out.log_size = index.log.size;
    out.assessor.name = "Jo Field";
    out.key = crypto::SshKeyText(assessor.public_key());
    out.on = bundle.at;
    for (const auto& claim : proof.verdicts().claims)
      out.claims.push_back({claim.claim, claim.verdict, {}, {}, {}, {}, {}, {}});
    return out;
  }
  Bytes Sign(const Review& review, const crypto::PrivateKey& key) const {
    return *statement::SignEnvelope(key, statement::kInTotoPayload,
                                    *statement::WriteReview(review));
  }
  Result<Reviewed> Check(BytesView envelope, std::string_view key = "") const {
    return VerifyReview(envelope, proof, crypto::Sha256Of(bytes), key);
  }
};

TEST(Reviewed, SaysWhoseKeyItIsAndWhetherTheReaderNamedIt) {
  const World world;
  const Bytes envelope = world.Sign(world.Plain(), world.assessor);
  const auto read = world.Check(envelope);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_TRUE(read->same_copy);
  EXPECT_FALSE(read->expected);
  const auto key = world.assessor.public_key();
  for (const std::string& told : {crypto::Fingerprint(key), crypto::SshKeyText(key),
                                  crypto::SshKeyText(key) + " jo@thornbury.example"}) {
    const auto named = world.Check(envelope, told);
    ASSERT_TRUE(named.has_value()) << told;
    EXPECT_TRUE(named->expected);
  }
}

TEST(Reviewed, HoldsForEveryCopyOfTheSameAssessment) {
  const World world;
  const Bytes envelope = world.Sign(world.Plain(), world.assessor);
  const Bytes customer = world.bundle.Bundle(statement::Audience::kCustomer);
  const Proof proof = *VerifyBundle(customer, {world.bundle.at, "", "", {}});
  const auto read = VerifyReview(envelope, proof, crypto::Sha256Of(customer), "");
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_FALSE(read->same_copy);
}

TEST(Reviewed, AnSshSignatureByTheSameKeyHolds) {
  const World world;
  statement::Envelope envelope;
  envelope.payload_type = statement::kInTotoPayload;
  envelope.payload = *statement::WriteReview(world.Plain());
  envelope.signing = statement::Signing::kSshSig;
  envelope.signature =
      crypto::MakeSshSig(world.assessor, trust::kStatementNamespace, envelope.payload);
  EXPECT_TRUE(world.Check(*statement::WriteEnvelope(envelope)).has_value());
  envelope.signature = crypto::MakeSshSig(world.assessor, "git", envelope.payload);
  EXPECT_FALSE(world.Check(*statement::WriteEnvelope(envelope)).has_value());
  envelope.signature =
      crypto::MakeSshSig(SampleKey('M'), trust::kStatementNamespace, envelope.payload);
  EXPECT_FALSE(world.Check(*statement::WriteEnvelope(envelope)).has_value());
}

TEST(Reviewed, WhatIsOfSomethingElseIsRefused) {
  const World world;
  const std::pair<const char*, std::function<void(Review&)>> kRows[] = {
      {"of another product", [](auto& r) { r.product = "till"; }},
      {"of another organisation", [](auto& r) { r.organisation = std::string(64, '0'); }},
      {"of another log", [](auto& r) { r.log = "other.example+1+x"; }},
      {"of another commit", [](auto& r) { r.commit = std::string(40, 'd'); }},
      {"of another assessment", [](auto& r) { r.assessment = crypto::Sha256Of("x"); }},
      {"of other claims", [](auto& r) { r.claims.pop_back(); }},
      {"is not the bundle's", [](auto& r) { r.claims[0].vendor = model::Verdict::kNotApplicable; }},
      {"is not the bundle's", [](auto& r) { std::swap(r.claims[0], r.claims[1]); }},
  };
  for (const auto& [words, change] : kRows) {
    Review review = world.Plain();
    change(review);
    const auto read = world.Check(world.Sign(review, world.assessor));
    ASSERT_FALSE(read.has_value()) << words;
    EXPECT_EQ(read.error().kind, ErrorKind::kIntegrity);
    EXPECT_NE(read.error().what.find(words), std::string::npos) << read.error().what;
  }
}

TEST(Reviewed, OnlyTheKeyThatItNamesMaySign) {
  const World world;
  EXPECT_FALSE(world.Check(world.Sign(world.Plain(), SampleKey('M'))).has_value());
  const Bytes good = world.Sign(world.Plain(), world.assessor);
  const auto other = world.Check(good, crypto::Fingerprint(SampleKey('M').public_key()));
  ASSERT_FALSE(other.has_value());
  EXPECT_NE(other.error().what.find("another key than you named"), std::string::npos);
}

TEST(Reviewed, NoByteOfItMayChange) {
  const World world;
  const Bytes good = world.Sign(world.Plain(), world.assessor);
  for (std::size_t i = 0; i < good.size(); i += 7) {
    Bytes bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    EXPECT_FALSE(world.Check(bad).has_value()) << i;
    EXPECT_FALSE(world.Check(good.substr(0, i)).has_value()) << i;
  }
}

}  // namespace
}  // namespace avouch::verify
