#include "verify/organisation_file.h"

#include <gtest/gtest.h>

#include <functional>

#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "statement/envelope.h"
#include "statement/organisation_file.h"
#include "testing/sample_bundle.h"

namespace avouch::verify {
namespace {

using statement::OrganisationExport;
using testing::SampleKey;

OrganisationExport Sample() {
  OrganisationExport out;
  out.by = "helen";
  out.on = {1795600000};
  out.program = "avouch 0.1.0";
  out.organisation.name = "Larkhill Health Ltd";
  for (const char* id : {"helen", "tom"}) {
    model::PersonEntry person;
    person.id = id;
    person.roles = {person.id == "helen" ? "sro" : "developer"};
    person.keys = {crypto::SshKeyText(SampleKey(id[0]).public_key())};
    out.organisation.people.push_back(std::move(person));
  }
  out.organisation.fingerprint =
      crypto::Sha256Of(*statement::CanonicalFirst(out.organisation)).hex();
  return out;
}

Bytes Sign(const OrganisationExport& what, char key) {
  return *statement::SignEnvelope(SampleKey(key), statement::kOrganisationExport,
                                  *statement::WriteOrganisationExport(what));
}

TEST(OrganisationFile, IsProvedByTheFingerprintOfItsOwnList) {
  const Bytes bytes = Sign(Sample(), 'h');
  EXPECT_TRUE(IsOrganisationFile(bytes));
  const auto proved = VerifyOrganisationFile(bytes, Sample().organisation.fingerprint);
  ASSERT_TRUE(proved.has_value()) << ToString(proved.error());
  EXPECT_EQ(proved->what, Sample());
  EXPECT_TRUE(proved->keys_are_first());
}

TEST(OrganisationFile, OnlyAListedSeniorResponsibleOwnerSigns) {
  const std::pair<const char*, std::function<Bytes()>> kRows[] = {
      {"a developer in her name", [] { return Sign(Sample(), 't'); }},
      {"a developer in his own",
       [] {
         auto w = Sample();
         w.by = "tom";
         return Sign(w, 't');
       }},
      {"nobody who is listed", [] { return Sign(Sample(), 'm'); }},
      {"nobody listed at all",
       [] {
         auto w = Sample();
         w.organisation.people.clear();
         return Sign(w, 'h');
       }},
      {"a key that is over",
       [] {
         auto w = Sample();
         w.organisation.people[0].until = "2026-01-01";
         return Sign(w, 'h');
       }},
  };
  for (const auto& [name, make] : kRows) {
    const auto proved = VerifyOrganisationFile(make(), "");
    ASSERT_FALSE(proved.has_value()) << name;
    EXPECT_EQ(proved.error().kind, ErrorKind::kIntegrity) << name;
  }
}

// Whoever makes up a list with keys of their own can name any fingerprint in it.
TEST(OrganisationFile, AnOlderFingerprintProvesNothing) {
  OrganisationExport forged = Sample();
  forged.organisation.people[0].keys = {crypto::SshKeyText(SampleKey('m').public_key())};
  const Bytes bytes = Sign(forged, 'm');
  EXPECT_TRUE(VerifyOrganisationFile(bytes, "").has_value());  // Theirs, says nobody
  EXPECT_FALSE(VerifyOrganisationFile(bytes, "")->keys_are_first());
  const auto proved = VerifyOrganisationFile(bytes, Sample().organisation.fingerprint);
  ASSERT_FALSE(proved.has_value());
  EXPECT_NE(proved.error().what.find("has changed since"), std::string::npos);
  EXPECT_FALSE(VerifyOrganisationFile(bytes, std::string(64, '0')).has_value());
}

TEST(OrganisationFile, NoByteOfItMayChange) {
  const Bytes good = Sign(Sample(), 'h');
  for (std::size_t i = 0; i < good.size(); i += 3) {
    Bytes bad = good;
    bad[i] = static_cast<char>(bad[i] ^ 1);
    EXPECT_FALSE(VerifyOrganisationFile(bad, "").has_value()) << i;
    EXPECT_FALSE(VerifyOrganisationFile(good.substr(0, i), "").has_value()) << i;
  }
}

}  // namespace
}  // namespace avouch::verify
