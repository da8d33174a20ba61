// A test for each published flaw of a neighbour's verifier that this one could
// have: what was accepted there is refused here. Those about people, keys and paths
// are in flaws_people_test.cpp; these others are elsewhere, or cannot be had here:
//
//   cosign 2026-24122: a signature under an expired issuer. Here: trust:
//     Ring.AKeyCountsBetweenItsDays
//   cosign 2023-46737, 2024-29902, -29903: endless attestations, manifests. Here: Cve202445395
//     below; GitObjects.AreBoundedBeforeTheyAreExpanded
//   sigstore-go 2026-54787: a false yes; no details were to be had. Here: the rows of its class
//   gitsign 2023-47122: keys asked for over the network. Here: nothing is fetched;
//     Bundle.AnImpostorWithTheSameNameHasAnotherFingerprint
//   gitsign 2026-44310: a crash ended with 0. Here: an exception ends with 10
//     (cli/command_line.cpp), a signal with no 0; the answer is the last line
//   go-tuf 2022-29173: an older state was taken. Here:
//     Remembered.AnOlderBundleIsValidAndSuperseded, .SameSizeWithAnotherRootIsAnotherPast
//   go-tuf 2026-23991, rekor 2023-33199, 2026-23831, osv-scalibr 2025-13425: a crash on bad
//     input. Here: bundle_fuzz, resealed_fuzz, handed_fuzz
//   go-witness 2025-62375: keys out of the evidence itself. Here:
//     Reviewed.SaysWhoseKeyItIsAndWhetherTheReaderNamedIt;
//     Bundle.WithoutAnOrganisationNobodysWordCounts
//   go-git 2026-25934: objects not held to their names. Here:
//     SignedFiles.EveryObjectIsNeededAndEveryByteOfItCounts
//   sigstore-go 2026-49834, for witnesses: one counted as many. Here: tests/scripts/witness.txt:
//     names count, once each
//   osv-scalibr 2025-5981, stereoscope 2024-24579: unpacked outside the folder. Here:
//     Cve202624686; a review unpacks under digests
//   rekor 2023-30551, 2026-48702, trivy 2026-54448: a small archive unpacked. Here: a bundle is
//     not compressed
//   syft 2026-33481: files left when full. Here: verify writes one small file, durably:
//     tests/scripts/unwritable.txt
//   fulcio 2025-66506, 2026-22772, -49478, rekor 2026-24117, trufflehog 2024-43379: a server, or
//     requests it was led to make. Here: verify makes none
//   TSA 2025-66564, 2026-49835: a service's memory. Here: no service
//   syft 2023-24827, trivy 2024-35192, grype 2025-65965: passwords told. Here: verify holds none
//   trivy 2026-33634: a release channel taken over. Here: no matter of verifying

#include <gtest/gtest.h>

#include "container/tar.h"
#include "crypto/dsse.h"
#include "testing/sample_bundle.h"
#include "verify/bundle.h"

namespace avouch::verify {
namespace {

using statement::Audience;
using statement::ItemKind;
using testing::BundleWorld;

const Time kNow{1795700000};

bool Accepted(BytesView bundle) { return VerifyBundle(bundle, {kNow, {}, {}, {}}).has_value(); }

using Members = std::vector<std::pair<std::string, Bytes>>;

Members Take(BytesView bundle) {
  Members out;
  const auto read = *container::ReadTar(bundle);
  for (const auto& one : read) out.emplace_back(one.name, one.bytes);
  return out;
}
Bytes Put(const Members& members) {
  std::vector<container::TarMember> out;
  for (const auto& [name, bytes] : members) out.push_back({name, bytes});
  return *container::WriteTar(out);
}

// The bundle with its index's payload replaced and signed by the log's own key.
Bytes WithIndex(const BundleWorld& world, BytesView bundle, const Bytes& payload) {
  Members members = Take(bundle);
  members[0].second = *statement::SignEnvelope(world.log(), statement::kBundleSchema, payload);
  return Put(members);
}
Bytes IndexOf(BytesView bundle) { return statement::ReadEnvelope(Take(bundle)[0].second)->payload; }

TEST(Flaws, TheseTestsStartFromABundleThatIsAccepted) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  EXPECT_TRUE(Accepted(bundle));
  EXPECT_TRUE(Accepted(Put(Take(bundle))));
  EXPECT_TRUE(Accepted(WithIndex(world, bundle, IndexOf(bundle))));
}

// CVE-2022-35929: any attestation passed for the type that was asked for.
TEST(Flaws, Cve202235929AnEnvelopeOfAnotherTypeIsNoIndex) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  Members members = Take(bundle);
  members[0].second =
      *statement::SignEnvelope(world.log(), "application/vnd.in-toto+json", IndexOf(bundle));
  EXPECT_FALSE(Accepted(Put(members)));
}

// The same, for what an officer signed: verdicts signed as such are no affirmation.
TEST(Flaws, Cve202235929AnotherStatementIsNoAffirmation) {
  const BundleWorld world;
  Contents contents = world.Seal();
  Sealed& last = contents.sealed.back();
  const Bytes payload =
      R"({"_type":"https://in-toto.io/Statement/v1","predicate":{},"predicateType":"urn:x:y","subject":[]})";
  last.envelope = *statement::SignEnvelope(world.sro(), statement::kInTotoPayload, payload);
  last.id = crypto::Sha256Of(payload);
  world.EnterLog(contents);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
}

// CVE-2022-36056 and CVE-2026-22703: a valid proof of an unrelated log entry.
TEST(Flaws, Cve202236056AProofOfAnotherEntryProvesNothing) {
  const BundleWorld world;
  Contents contents = world.Seal();
  std::swap(contents.sealed[0].proof, contents.sealed[1].proof);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
  contents = world.Seal();
  std::swap(contents.sealed[0].leaf, contents.sealed[1].leaf);
  std::swap(contents.sealed[0].proof, contents.sealed[1].proof);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
}

// CVE-2026-39395: a payload that could not be parsed was fine.
TEST(Flaws, Cve202639395APayloadThatCannotBeReadIsRefused) {
  const BundleWorld world;
  for (const ItemKind kind : {ItemKind::kVerdicts, ItemKind::kAssessment, ItemKind::kKeys,
                              ItemKind::kDetail, ItemKind::kAffirmation})
    for (const char* bytes : {"{", "", "null", "{}", "[]"}) {
      Contents contents = world.Seal();
      for (auto& one : contents.sealed) {
        if (one.kind != kind) continue;
        one.envelope = kind == ItemKind::kAffirmation
                           ? *statement::SignEnvelope(world.sro(), statement::kInTotoPayload, bytes)
                           : Bytes(bytes);
        one.id = crypto::Sha256Of(bytes);
        break;
      }
      world.EnterLog(contents);
      EXPECT_FALSE(Accepted(*Assemble(contents, world.log()))) << Name(kind) << ' ' << bytes;
    }
}

// CVE-2026-44309: what was verified was a normalised form, not the bytes.
TEST(Flaws, Cve202644309TheSameValueInOtherBytesIsRefused) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  const Bytes index = IndexOf(bundle);
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, index + "\n")));
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, " " + index)));
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, "\xef\xbb\xbf" + index)));
  Bytes escaped = index;
  escaped.replace(escaped.find("rota"), 1, "\\u0072");
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, escaped)));
}

// GHSA-pmwq-pjrm-6p5r and its like: two readers take two different keys.
TEST(Flaws, AKeyGivenTwiceIsRefused) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  Bytes index = IndexOf(bundle);
  index.insert(1, R"("assessment":")" + std::string(64, '0') + R"(",)");
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, index)));
}

// CVE-2026-49834: one signer counted as many.
TEST(Flaws, Cve202649834ASecondSignatureIsRefusedNotCounted) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  Members members = Take(bundle);
  Bytes& envelope = members[0].second;
  const std::size_t at = envelope.find("\"signatures\":[") + 14;
  const std::string one = envelope.substr(at, envelope.find("]}", at) - at);
  envelope.insert(at, one + ",");
  EXPECT_FALSE(Accepted(Put(members)));
  members = Take(bundle);
  members[0].second.erase(at, one.size());
  EXPECT_FALSE(Accepted(Put(members)));
}

// go-tuf CVE-2026-23992 and others: a threshold of zero keys. Here: no key is none.
TEST(Flaws, NoSignatureAtAllIsNotEnough) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  Members members = Take(bundle);
  auto envelope = *statement::ReadEnvelope(members[0].second);
  envelope.signature = "";
  members[0].second = *statement::WriteEnvelope(envelope);
  EXPECT_FALSE(Accepted(Put(members)));
  envelope.signature = std::string(64, '\0');
  members[0].second = *statement::WriteEnvelope(envelope);
  EXPECT_FALSE(Accepted(Put(members)));
}

// The empty set proves nothing: a log of no entries, a bundle of no claims.
TEST(Flaws, NothingIsNotEverything) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle();
  auto index = *statement::ReadBundleIndex(IndexOf(bundle));
  index.items.clear();
  index.members.erase(std::remove_if(index.members.begin(), index.members.end(),
                                     [](const auto& one) { return one.name != "checkpoint"; }),
                      index.members.end());
  Members members = {
      {"index.dsse.json", *statement::SignEnvelope(world.log(), statement::kBundleSchema,
                                                   *statement::WriteBundleIndex(index))}};
  for (const auto& one : Take(bundle))
    if (one.first == "checkpoint") members.push_back(one);
  EXPECT_FALSE(Accepted(Put(members)));

  Contents contents = world.Seal();
  for (auto& one : contents.sealed) {
    if (one.kind != ItemKind::kVerdicts) continue;
    auto verdicts = *statement::ReadVerdicts(one.envelope);
    verdicts.claims.clear();
    one.envelope = *statement::WriteVerdicts(verdicts);
    one.id = crypto::Sha256Of(one.envelope);
  }
  world.EnterLog(contents);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
}

// CVE-2024-45395: endless data. Bounds hold before anything is kept.
TEST(Flaws, Cve202445395MoreMembersThanABundleHasAreRefused) {
  std::vector<container::TarMember> members;
  std::vector<std::string> names;
  for (std::size_t i = 0; i <= container::kMaxTarMembers; ++i)
    names.push_back("m" + std::to_string(i));
  for (const auto& name : names) members.push_back({name, ""});
  EXPECT_FALSE(container::WriteTar(members).has_value());
  members.pop_back();
  Bytes bundle = *container::WriteTar(members);
  bundle.insert(0, bundle.substr(0, 512));
  EXPECT_FALSE(Accepted(bundle));
}

// TUF's mix-and-match: each part valid, never together.
TEST(Flaws, MixAndMatchOfTwoReleasesIsRefused) {
  const BundleWorld one;
  BundleWorld two;
  two.commit = std::string(40, 'd');
  const Members a = Take(one.Bundle()), b = Take(two.Bundle());
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (a[i] == b[i]) continue;
    Members mixed = a;
    mixed[i].second = b[i].second;
    EXPECT_FALSE(Accepted(Put(mixed))) << a[i].first;
  }
}

// Verdicts that say more than the assessment that they were made of.
TEST(Flaws, VerdictsThatAreNotTheAssessmentsAreRefused) {
  const BundleWorld world;
  const std::pair<const char*, std::function<void(statement::Verdicts&)>> kRows[] = {
      {"verdict", [](auto& v) { v.claims[3].verdict = model::Verdict::kMet; }},
      {"grade", [](auto& v) { v.claims[3].grade = model::Grade::kComputed; }},
      {"policy", [](auto& v) { v.policy.fix_critical_days = 1; }},
      {"changed rules", [](auto& v) { v.policy.changed = {"none"}; }},
      {"principle", [](auto& v) { v.principles[0].verdict = model::Verdict::kMet; }},
      {"a claim less", [](auto& v) { v.claims.pop_back(); }},
      {"time", [](auto& v) { v.time = {0}; }},
      {"excluded", [](auto& v) { v.excluded = 7; }},
      {"scope", [](auto& v) { v.scope = "reseller"; }},
      {"seen", [](auto& v) { v.observations[0].seen = 9; }},
  };
  for (const auto& [name, change] : kRows) {
    Contents contents = world.Seal();
    for (auto& one : contents.sealed) {
      if (one.kind != ItemKind::kVerdicts) continue;
      auto verdicts = *statement::ReadVerdicts(one.envelope);
      change(verdicts);
      one.envelope = *statement::WriteVerdicts(verdicts);
      one.id = crypto::Sha256Of(one.envelope);
    }
    world.EnterLog(contents);
    EXPECT_FALSE(Accepted(*Assemble(contents, world.log()))) << name;
  }
}

// A customer has no assessment to compare with, but the officer's signature.
TEST(Flaws, VerdictsThatAreNotTheOnesSignedAreRefusedWithoutTheAssessment) {
  const BundleWorld world;
  Contents contents = world.Seal();
  contents.audience = Audience::kCustomer;
  ASSERT_TRUE(Accepted(*Assemble(contents, world.log())));
  for (auto& one : contents.sealed) {
    if (one.kind != ItemKind::kVerdicts) continue;
    auto verdicts = *statement::ReadVerdicts(one.envelope);
    verdicts.claims[3].verdict = model::Verdict::kMet;
    one.envelope = *statement::WriteVerdicts(verdicts);
    one.id = crypto::Sha256Of(one.envelope);
  }
  world.EnterLog(contents);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
}

// Where the assessment travels, the roles told of a gap's owner are those of the listed person,
// or none, as older programs wrote.
TEST(Flaws, AGapIsOwnedByNobodyElsesRole) {
  BundleWorld world;
  world.gaps = {{"1.1.2", "moving", "tom", "2027-01-31", "public", {}}};
  const std::pair<model::IfAny<std::string>, bool> rows[] = {
      {{"developer"}, true}, {{}, true}, {{"sro"}, false}, {{"developer", "sro"}, false}};
  for (const auto& [roles, good] : rows) {
    world.affirmed = false;
    Contents contents = world.Seal();
    for (auto& one : contents.sealed) {
      if (one.kind != ItemKind::kVerdicts) continue;
      auto verdicts = *statement::ReadVerdicts(one.envelope);
      ASSERT_EQ(verdicts.gaps.size(), 1u);
      EXPECT_EQ(verdicts.gaps[0].roles, (model::IfAny<std::string>{"developer"}));
      verdicts.gaps[0].roles = roles;
      one.envelope = *statement::WriteVerdicts(verdicts);
      one.id = crypto::Sha256Of(one.envelope);
    }
    world.EnterLog(contents);
    EXPECT_EQ(Accepted(*Assemble(contents, world.log())), good)
        << (roles.empty() ? "none" : roles.back());
  }
}

// An observation that nobody decided from, or one that is missing.
TEST(Flaws, EvidenceMustBeWhatWasDecidedFrom) {
  const BundleWorld world;
  Contents contents = world.Seal();
  std::erase_if(contents.sealed, [](const auto& one) {
    return one.kind == ItemKind::kObservation && one.name == "tree";
  });
  world.EnterLog(contents);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));

  contents = world.Seal();
  for (auto& one : contents.sealed)
    if (one.kind == ItemKind::kObservation && one.name == "tree") {
      model::TreeFacts other;
      other.files = 99;
      auto written =
          *statement::WriteObservation({"rota", world.commit, ""}, other, model::Coverage{});
      one.envelope = written.bytes;
      one.id = written.id;
    }
  world.EnterLog(contents);
  EXPECT_FALSE(Accepted(*Assemble(contents, world.log())));
}

// A leak is a fault of the bundle: it is refused, so that its maker notices.
TEST(Flaws, ACopyForCustomersWithAnAssessorsPayloadIsRefused) {
  const BundleWorld world;
  const Bytes bundle = world.Bundle(Audience::kAssessor);
  auto index = *statement::ReadBundleIndex(IndexOf(bundle));
  index.audience = Audience::kCustomer;
  EXPECT_FALSE(Accepted(WithIndex(world, bundle, *statement::WriteBundleIndex(index))));
}

}  // namespace
}  // namespace avouch::verify
