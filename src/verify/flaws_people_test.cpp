// The published flaws of flaws_test.cpp's table that are about who signed what, and
// about names that lead somewhere else.

#include <gtest/gtest.h>

#include <set>

#include "testing/signed_world.h"
#include "verify/remembered.h"
#include "verify/signed_files.h"

namespace avouch::verify {
namespace {

using statement::ItemKind;
using testing::BundleWorld;
using testing::SignedWorld;

const Time kNow{1795700000};

Result<Proof> Prove(const Bytes& bundle) { return VerifyBundle(bundle, {kNow, {}, {}, {}}); }

Result<SignedAgain> Check(const Bytes& bundle) {
  AVOUCH_TRY(const Proof proof, Prove(bundle));
  return CheckSigned(proof, "avouch 0.1.0");
}

TEST(FlawsOfPeople, TheseTestsStartFromABundleThatIsAccepted) {
  EXPECT_TRUE(Check(SignedWorld().Bundle()).has_value());
}

// CVE-2024-51746: of several entries that a log answered with, any was taken.
TEST(FlawsOfPeople, Cve202451746TwoEntriesOfOneNameAreRefused) {
  const BundleWorld world;
  for (const ItemKind kind : {ItemKind::kDetail, ItemKind::kObservation, ItemKind::kVerdicts,
                              ItemKind::kAssessment, ItemKind::kKeys}) {
    Contents contents = world.Seal();
    const auto first = std::find_if(contents.sealed.begin(), contents.sealed.end(),
                                    [&](const Sealed& one) { return one.kind == kind; });
    ASSERT_NE(first, contents.sealed.end()) << Name(kind);
    Sealed second = *first;
    second.envelope += " ";
    second.id = crypto::Sha256Of(second.envelope);
    contents.sealed.push_back(std::move(second));
    world.EnterLog(contents);
    const auto bundle = Assemble(contents, world.log());
    EXPECT_FALSE(bundle && Prove(*bundle)) << Name(kind);
  }
}

// CVE-2026-39984: one key was looked at, and another had signed.
TEST(FlawsOfPeople, Cve202639984TheKeyThatIsNamedIsTheKeyThatSigned) {
  const BundleWorld world;
  const crypto::PrivateKey stranger = testing::SampleKey('?');
  const std::string helen = crypto::Fingerprint(world.sro().public_key());
  for (const bool named : {true, false}) {
    Contents contents = world.Seal();
    for (auto& one : contents.sealed) {
      if (one.kind != ItemKind::kAffirmation) continue;
      const auto signed_by_helen = *statement::ReadEnvelope(one.envelope);
      auto envelope = *statement::ReadEnvelope(*statement::SignEnvelope(
          stranger, signed_by_helen.payload_type, signed_by_helen.payload));
      if (named) envelope.key_id = helen;
      one.envelope = *statement::WriteEnvelope(envelope);
    }
    world.EnterLog(contents);
    const Bytes bundle = *Assemble(contents, world.log());
    const auto proof = Prove(bundle);
    ASSERT_EQ(proof.has_value(), !named);
    if (proof) EXPECT_EQ(proof->in_force(), nullptr);
  }
}

// CVE-2024-47534 and TUF's rule for roots: who is listed only by the change cannot
// have made it.
TEST(FlawsOfPeople, Cve202447534AKeyThatAChangeListsSignsNotThatChange) {
  const SignedWorld keys;
  const SignedWorld world(&keys.priya, &keys.tom);
  const auto checked = Check(world.Bundle());
  ASSERT_FALSE(checked.has_value());
  EXPECT_NE(checked.error().what.find("does not follow"), std::string::npos)
      << checked.error().what;
}

// CVE-2021-41087: a path in another spelling was another path.
TEST(FlawsOfPeople, Cve202141087APathInAnotherSpellingIsNoPath) {
  for (const char* path :
       {"records/../avouch.org.yaml", "./avouch.org.yaml", "/avouch.org.yaml", "records/",
        "records//2026-10-05-rotation.yaml", "records/./2026-10-05-rotation.yaml", ".", "..", ""}) {
    SignedWorld world;
    auto& repository = world.files.repositories[0];
    repository.places.push_back({path, repository.places[0].commit});
    EXPECT_FALSE(Check(world.Bundle()).has_value()) << path;
  }
}

// CVE-2026-24686, CVE-2026-24137, CVE-2024-24579: a name out of what is verified
// became a path.
TEST(FlawsOfPeople, Cve202624686NoNameLeadsOutOfTheFolder) {
  const std::string key = BundleWorld().log_key();
  std::set<std::string> seen;
  const std::string products[] = {"../rota", "/etc/passwd",          "a/b",   "a\\b", "..",
                                  "",        std::string("a\0b", 3), "rota\n"};
  for (const std::string& product : products) {
    const std::string name = MemoryName(key, product);
    EXPECT_EQ(name.find_first_not_of("0123456789abcdef"), std::string::npos) << product;
    EXPECT_EQ(name.size(), 64U);
    EXPECT_TRUE(seen.insert(name).second) << product;
  }
  // Where the two meet is part of the name.
  EXPECT_NE(MemoryName(key + "a", "b"), MemoryName(key, "ab"));
}

}  // namespace
}  // namespace avouch::verify
