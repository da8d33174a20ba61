// OpenPGP keys and signatures that GnuPG made for these tests; each verdict by name.
// They lie in tests/corpus/openpgp_fuzz, as seeds of the fuzz target too.

#include "crypto/openpgp.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "crypto/signed_commit.h"
#include "testing/ssh_samples.h"

namespace avouch::crypto {
namespace {

using enum OpenPgpVerdict;

std::string Sample(std::string_view name) {
  std::ifstream in(std::string(AVOUCH_SOURCE_DIR "/tests/corpus/openpgp_fuzz/").append(name),
                   std::ios::binary);
  EXPECT_TRUE(in) << name;
  return {std::istreambuf_iterator<char>(in), {}};
}

const Time kLater = ParseTime("2026-06-01").value();

OpenPgpSignature Only(const Result<std::vector<OpenPgpSignature>>& answer) {
  EXPECT_TRUE(answer) << ToString(answer.error());
  if (!answer || answer->size() != 1) return {};
  return answer->front();
}
OpenPgpVerdict Verdict(std::string_view key, std::string_view signature, Time at = kLater,
                       BytesView message = "hello") {
  return Only(VerifyOpenPgp(Sample(key), message, Sample(signature), at)).verdict;
}

TEST(OpenPgpKey, IsReadWithItsNamesTimesAndState) {
  const OpenPgpKey priya{.fingerprint = "0543F61711A31691C8FCB5925B838395CEA7CBC8",
                         .user_ids = {"Priya Nair <priya@larkhill.example>"},
                         .created = ParseTime("2026-01-10T12:00:00Z").value()};
  EXPECT_EQ(ReadOpenPgpKeys(Sample("key_with_signing_subkey.asc"), kLater).value(),
            std::vector{priya});
  EXPECT_EQ(ReadOpenPgpKeys(Sample("key_binary.gpg"), kLater).value(), std::vector{priya});
  OpenPgpKey tom = ReadOpenPgpKeys(Sample("key_expiring.asc"), kLater)->front();
  EXPECT_EQ(tom.expires, ParseTime("2026-02-09T12:00:00Z").value());
  EXPECT_FALSE(tom.revoked);
  EXPECT_TRUE(ReadOpenPgpKeys(Sample("key_compromised.asc"), kLater)->front().revoked);
}

TEST(OpenPgpKey, RefusesWhatIsNone) {
  for (const std::string& bytes :
       {std::string(), std::string("hello"), Sample("signature_good.sig"),
        Sample("key_binary.gpg").substr(0, 40), std::string(testing::kSshSamples[0].line)})
    EXPECT_FALSE(ReadOpenPgpKeys(bytes, kLater));
  EXPECT_EQ(ReadOpenPgpKeys(std::string(kMaxOpenPgpKeys + 1, 'x'), kLater).error().kind,
            ErrorKind::kTooLarge);
}

TEST(OpenPgp, OfAGoodKeyIsTakenAndNamesSubkeyAndPrimary) {
  for (std::string_view key : {"key_with_signing_subkey.asc", "key_binary.gpg"}) {
    for (std::string_view signature : {"signature_good.sig", "signature_binary.sig"}) {
      OpenPgpSignature one = Only(VerifyOpenPgp(Sample(key), "hello", Sample(signature), kLater));
      EXPECT_EQ(one.verdict, kGood);
      EXPECT_EQ(one.key, "ED03E6D025C162A27D831C607C1281B3C788846D");
      EXPECT_EQ(one.primary, "0543F61711A31691C8FCB5925B838395CEA7CBC8");
      EXPECT_EQ(one.made, ParseTime("2026-03-01").value());
      EXPECT_EQ(one.hash, "SHA256");
    }
  }
  EXPECT_EQ(Verdict("key_rsa2048.asc", "signature_rsa2048.sig"), kGood);
}

TEST(OpenPgp, OfGitIsTaken) {
  SignedCommit commit = SplitSignedCommit(HashKind::kSha1, testing::kOpenPgpCommit).value();
  const std::string key = Sample("key_with_signing_subkey.asc");
  const Time at = ParseTime("2027-01-01").value();
  EXPECT_EQ(Only(VerifyOpenPgp(key, commit.payload, commit.signature, at)).verdict, kGood);
  EXPECT_EQ(Only(VerifyOpenPgp(key, commit.payload + "\n", commit.signature, at)).verdict, kBad);
}

TEST(OpenPgp, IsBadOverOtherBytes) {
  EXPECT_EQ(Verdict("key_with_signing_subkey.asc", "signature_good.sig", kLater, "hello\n"), kBad);
  EXPECT_EQ(Verdict("key_with_signing_subkey.asc", "signature_good.sig", kLater, ""), kBad);
}

TEST(OpenPgp, IsOfAnUnknownKeyWhenNoneOfThoseGivenMadeIt) {
  OpenPgpSignature one =
      Only(VerifyOpenPgp(Sample("key_rsa2048.asc"), "hello", Sample("signature_good.sig"), kLater));
  EXPECT_EQ(one.verdict, kUnknownKey);
  EXPECT_EQ(one.key, "7C1281B3C788846D");
  EXPECT_EQ(one.primary, "");
}

TEST(OpenPgp, IsWeakWithSha1OrAShortKey) {
  EXPECT_EQ(Verdict("key_with_signing_subkey.asc", "signature_sha1.sig"), kWeak);
  EXPECT_EQ(Verdict("key_rsa1024.asc", "signature_rsa1024.sig"), kWeak);
}

TEST(OpenPgp, IsExpiredWhenMadeAfterTheKeysEnd) {
  EXPECT_EQ(Verdict("key_expiring.asc", "signature_before_expiry.sig"), kGood);
  EXPECT_EQ(Verdict("key_expiring.asc", "signature_after_expiry.sig"), kExpired);
}

TEST(OpenPgp, IsExpiredWhenItSaysSoItself) {
  const std::string_view key = "key_with_signing_subkey.asc",
                         signature = "signature_short_lived.sig";
  EXPECT_EQ(Verdict(key, signature, ParseTime("2026-03-05").value()), kGood);
  EXPECT_EQ(Verdict(key, signature, ParseTime("2026-03-12").value()), kExpired);
}

TEST(OpenPgp, IsBadWhenMadeInTheFutureOfTheTimeAskedFor) {
  EXPECT_EQ(
      Verdict("key_with_signing_subkey.asc", "signature_good.sig", ParseTime("2026-02-28").value()),
      kBad);
}

// A thief types any date: what says to be from before the theft is refused too.
TEST(OpenPgp, IsRevokedWheneverMadeWhenTheKeyWasCompromised) {
  EXPECT_EQ(Verdict("key_compromised.asc", "signature_before_compromise.sig"), kRevoked);
}

TEST(OpenPgp, OfASupersededKeyCountsUntilThen) {
  EXPECT_EQ(Verdict("key_superseded.asc", "signature_before_superseded.sig"), kGood);
  EXPECT_EQ(Verdict("key_superseded.asc", "signature_after_superseded.sig"), kRevoked);
}

TEST(OpenPgp, RefusesWhatIsNoDetachedSignature) {
  const std::string key = Sample("key_with_signing_subkey.asc");
  for (const std::string& bytes :
       {std::string(), std::string("hello"), Sample("message_cleartext.asc"),
        Sample("message_inline.asc"), key, Sample("key_binary.gpg"),
        std::string("-----BEGIN PGP SIGNATURE-----\n\n-----END PGP SIGNATURE-----\n"),
        std::string("\x88\xFF"), std::string(testing::kSshSamples[0].signature)})
    EXPECT_FALSE(VerifyOpenPgp(key, "hello", bytes, kLater));
}

// What a signature covers: its version, kind, algorithms and hashed fields; then
// its number S. (OpenPGP leaves the unhashed fields to anyone.)
TEST(OpenPgp, RefusesEachBitOfWhatCountsChanged) {
  const std::string key = Sample("key_binary.gpg"), good = Sample("signature_binary.sig");
  ASSERT_EQ(Only(VerifyOpenPgp(key, "hello", good, kLater)).verdict, kGood);
  const std::size_t hashed_end = 8 + static_cast<unsigned char>(good[7]);
  int tried = 0;
  for (std::size_t i = 16; i < good.size() * 8; ++i) {
    if (i / 8 >= hashed_end && i / 8 < good.size() - 32) continue;
    std::string changed = good;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ 1 << i % 8);
    auto answer = VerifyOpenPgp(key, "hello", changed, kLater);
    bool taken = answer && answer->size() == 1 && answer->front().verdict == kGood;
    EXPECT_FALSE(taken) << "bit " << i;
    ++tried;
  }
  EXPECT_GT(tried, 400);
}

TEST(OpenPgp, PrintsNothingAndLeavesStderrAsItWas) {
  FILE* const before = stderr;
  ::testing::internal::CaptureStderr();
  EXPECT_FALSE(
      VerifyOpenPgp(Sample("key_binary.gpg"), "hello", std::string("\x88\x05hello"), kLater));
  EXPECT_FALSE(ReadOpenPgpKeys("nothing", kLater));
  EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  EXPECT_EQ(stderr, before);
}

}  // namespace
}  // namespace avouch::crypto
