// A passkey's assertion: what a relying party has to refuse, one thing at a time.

#include "crypto/webauthn.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/hash.h"
#include "crypto/keys_cose.h"
#include "crypto/private_key.h"
#include "testing/ecdsa_signer.h"
#include "testing/ssh_samples.h"

namespace avouch::crypto {
namespace {

const BytesView kPayload = "kind: access-review\n";

Bytes Hash(BytesView bytes) { return FromHex(Sha256Of(bytes).hex()).value(); }
PublicKey P256() {
  return PublicKey::Ecdsa(KeyKind::kEcdsaP256, testing::EcdsaSigner().Point()).value();
}

// A good assertion, each part of which a test may spoil before it is signed.
struct Parts {
  std::string relying_party = "localhost";
  char flags = '\x05';  // Present and verified
  Bytes counter = Bytes("\0\0\0\7", 4), after;
  std::string json =
      R"({"type":"webauthn.get","challenge":"...","origin":"http://localhost:8123"})";
  ClientData said = {.type = "webauthn.get",
                     .challenge = StatementChallenge(kPayload),
                     .origin = "http://localhost:8123"};

  [[nodiscard]] Bytes Data() const { return Hash(relying_party) + flags + counter + after; }
};

Result<PasskeyUse> Check(const Parts& parts, const Passkey& key = {P256()}) {
  const Bytes data = parts.Data(), signature = testing::EcdsaSigner().Sign(data + Hash(parts.json));
  return VerifyAssertion(key, StatementChallenge(kPayload),
                         {data, parts.json, parts.said, signature});
}

TEST(Passkey, IsTakenWithItsCounter) {
  auto use = Check({});
  ASSERT_TRUE(use) << ToString(use.error());
  EXPECT_EQ(*use, (PasskeyUse{7, false}));
  EXPECT_EQ(Check({.flags = '\x1D'}).value(), (PasskeyUse{7, true}));
}

TEST(Passkey, SignsWithEd25519Too) {
  PrivateKey key = PrivateKey::FromSeed(Bytes(32, 'k'));
  Parts parts;
  const Bytes data = parts.Data(), signature = key.Sign(data + Hash(parts.json));
  EXPECT_TRUE(VerifyAssertion({key.public_key()}, StatementChallenge(kPayload),
                              {data, parts.json, parts.said, signature}));
}

TEST(Passkey, RefusesWhatARelyingPartyMust) {
  const ClientData good = Parts().said;
  auto said = [&](auto change) {
    Parts parts;
    change(parts.said);
    return parts;
  };
  const std::pair<const char*, Parts> kRefused[] = {
      {"a registration", said([](ClientData& s) { s.type = "webauthn.create"; })},
      {"another challenge", said([](ClientData& s) { s.challenge = StatementChallenge("other"); })},
      {"no challenge", said([](ClientData& s) { s.challenge.clear(); })},
      {"a padded challenge", said([](ClientData& s) { s.challenge += "="; })},
      {"another origin", said([](ClientData& s) { s.origin = "https://avouch.example"; })},
      {"no origin", said([](ClientData& s) { s.origin.clear(); })},
      {"a page inside another", said([](ClientData& s) { s.cross_origin = true; })},
      {"a top origin", said([](ClientData& s) { s.has_top_origin = true; })},
      {"another relying party", {.relying_party = "localhost.example"}},
      {"nobody present", {.flags = '\x04'}},
      {"nobody verified", {.flags = '\x01'}},
      {"backed up but not eligible", {.flags = '\x15'}},
      {"a flag that is reserved", {.flags = '\x07'}},
      {"attested data told and absent", {.flags = '\x45'}},
      {"extensions told and absent", {.flags = '\x85'}},
      {"extensions", {.flags = '\x85', .after = Bytes("\xA0")}},
      {"a byte more", {.after = "x"}},
      {"a byte fewer", {.counter = Bytes(3, '\0')}},
  };
  for (const auto& [why, parts] : kRefused) EXPECT_FALSE(Check(parts)) << why;
  ASSERT_TRUE(Check({}));
}

TEST(Passkey, RefusesWhatWasNotSigned) {
  Parts parts;
  const Bytes signature = testing::EcdsaSigner().Sign(parts.Data() + Hash(parts.json));
  auto check = [&](const Parts& other, BytesView over) {
    const Bytes data = other.Data();
    return VerifyAssertion({P256()}, StatementChallenge(kPayload),
                           {data, other.json, other.said, over})
        .has_value();
  };
  EXPECT_TRUE(check(parts, signature));
  EXPECT_FALSE(check({.flags = '\x1D'}, signature)) << "flags";
  EXPECT_FALSE(check({.counter = Bytes("\0\0\0\x08", 4)}, signature)) << "counter";
  EXPECT_FALSE(check({.json = parts.json + " "}, signature)) << "client data";
  EXPECT_FALSE(check(parts, signature + '\0')) << "a byte after the signature";
  EXPECT_FALSE(check(parts, "")) << "no signature";
  PublicKey other = PublicKey::Ecdsa(KeyKind::kEcdsaP256, testing::EcdsaSigner(99).Point()).value();
  EXPECT_FALSE(Check(parts, {other})) << "another key";
  EXPECT_FALSE(Check(parts, {PublicKey::OnSecurityKey(P256(), "ssh:").value()})) << "an SSH key";
}

TEST(Passkey, AsksForAChallengeThatIsNotEmpty) {
  Parts parts;
  parts.said.challenge.clear();
  const Bytes data = parts.Data(), signature = testing::EcdsaSigner().Sign(data + Hash(parts.json));
  EXPECT_FALSE(VerifyAssertion({P256()}, "", {data, parts.json, parts.said, signature}));
}

TEST(Passkey, ChallengeSaysItsPurposeAndThePayload) {
  std::string challenge = StatementChallenge("");
  EXPECT_EQ(challenge.size(), 43u);
  EXPECT_EQ(challenge.find_first_of("+/="), challenge.npos);
  EXPECT_NE(challenge, StatementChallenge(BytesView("\0", 1)));
  EXPECT_EQ(StatementChallenge("x"), StatementChallenge("x"));
}

TEST(Passkey, OriginsAreOfThisMachineOnly) {
  for (std::string_view good :
       {"http://localhost", "http://localhost:8123", "https://localhost:1", "https://localhost"})
    EXPECT_TRUE(IsLocalOrigin(good)) << good;
  for (std::string_view bad :
       {"", "localhost", "http://localhost.example", "http://localhost:8123.example",
        "http://localhost:", "http://localhost:123456", "http://localhost:80/", "http://localhost/",
        "http://127.0.0.1", "http://localhost@evil.example", "HTTP://localhost", "null"})
    EXPECT_FALSE(IsLocalOrigin(bad)) << bad;
}

TEST(Passkey, IsListedAsTextThatIsNoSshKey) {
  std::string text = PasskeyText({P256()});
  EXPECT_TRUE(text.starts_with("passkey:v1:pQECAyYgASFY"));
  EXPECT_EQ(ParsePasskey(text).value(), Passkey{P256()});
  for (const std::string& bad : {text + "=", text.substr(0, 40), std::string("passkey:v1:"),
                                 "passkey:v2:" + text.substr(11), text.substr(11), text + "\n"})
    EXPECT_FALSE(ParsePasskey(bad)) << bad;
  EXPECT_FALSE(ParsePasskey(testing::kSshSamples[0].line));
}

}  // namespace
}  // namespace avouch::crypto
