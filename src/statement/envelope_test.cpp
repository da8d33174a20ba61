#include "statement/envelope.h"

#include <gtest/gtest.h>

#include "crypto/sshsig.h"
#include "statement/passkey.h"

namespace avouch::statement {
namespace {

const crypto::PrivateKey& Key() {
  static const crypto::PrivateKey key = crypto::PrivateKey::FromSeed(std::string(32, 'k'));
  return key;
}

Bytes Dsse() { return *SignEnvelope(Key(), "text/plain", "hello"); }

Envelope Passkey() {
  PasskeyFile file;
  file.authenticator_data = std::string(37, 'a');
  file.client_data_json =
      R"({"type":"webauthn.get","challenge":"x","origin":"http://localhost:1","crossOrigin":false})";
  file.signature = "sig";
  return {"text/plain", "hello", Signing::kPasskey, "", WritePasskeyFile(file)};
}

TEST(Envelope, EachWayOfSigningReadsBackAsItWasWritten) {
  const Envelope rows[] = {
      *ReadEnvelope(Dsse()),
      {"text/plain", "hello", Signing::kSshSig, "", crypto::MakeSshSig(Key(), "n", "hello")},
      Passkey(),
  };
  for (const auto& row : rows) {
    auto bytes = WriteEnvelope(row);
    ASSERT_TRUE(bytes.has_value()) << ToString(bytes.error());
    auto read = ReadEnvelope(*bytes);
    ASSERT_TRUE(read.has_value()) << ToString(read.error());
    EXPECT_EQ(*read, row);
  }
}

TEST(Envelope, IsWhatDsseSays) {
  EXPECT_EQ(Dsse().substr(0, 55), R"({"payload":"aGVsbG8=","payloadType":"text/plain","signa)");
}

TEST(Envelope, VerifiesOnlyByThatKeyForThatType) {
  const Envelope good = *ReadEnvelope(Dsse());
  EXPECT_TRUE(VerifyEnvelope(good, Key().public_key(), "text/plain").has_value());
  EXPECT_FALSE(VerifyEnvelope(good, Key().public_key(), "text/html").has_value());
  const auto other = crypto::PrivateKey::FromSeed(std::string(32, 'o'));
  EXPECT_FALSE(VerifyEnvelope(good, other.public_key(), "text/plain").has_value());
  Envelope bad = good;
  bad.payload = "Hello";
  EXPECT_FALSE(VerifyEnvelope(bad, Key().public_key(), "text/plain").has_value());
  bad = good;
  bad.key_id = "SHA256:other";
  EXPECT_FALSE(VerifyEnvelope(bad, Key().public_key(), "text/plain").has_value());
  bad = good;
  bad.signature[5] ^= 1;
  EXPECT_FALSE(VerifyEnvelope(bad, Key().public_key(), "text/plain").has_value());
  bad = {"text/plain", "hello", Signing::kSshSig, "", crypto::MakeSshSig(Key(), "n", "hello")};
  EXPECT_FALSE(VerifyEnvelope(bad, Key().public_key(), "text/plain").has_value());
}

TEST(Envelope, AnyOtherSpellingIsRefused) {
  const Bytes good = Dsse();
  for (std::size_t i = 0; i <= good.size(); ++i) {
    // A space in a text makes another text; anywhere else it is no envelope.
    if (auto read = ReadEnvelope(good.substr(0, i) + " " + good.substr(i)))
      EXPECT_FALSE(*read == *ReadEnvelope(good)) << i;
  }
  for (
      const char* bad :
      {"", "{}", "[]", "null", R"({"payload":"","payloadType":"t"})",
       R"({"payload":"","payloadType":"t","signatures":[]})",
       R"({"payload":"","payloadType":"t","signatures":[{"keyid":"a","sig":""},{"keyid":"b","sig":""}]})",
       R"({"payload":"","payloadType":"t","signatures":{"keyid":"a","sig":""}})",
       R"({"payload":"","payloadType":"t","signatures":[{"keyid":"a","sig":"","x":1}]})",
       R"({"payload":"","payloadType":"t","signatures":[{"keyid":"a","sig":"QQ"}]})",
       R"({"payload":"aGVsbG9=","payloadType":"t","signatures":[{"keyid":"a","sig":""}]})",
       R"({"payload":"","payloadType":"t","signatures":[{"keyid":"a","sig":""}],"sshsig":"x"})",
       R"({"payload":"","payloadType":"t","passkey":{}})",
       R"({"payload":1,"payloadType":"t","sshsig":"x"})"})
    EXPECT_FALSE(ReadEnvelope(bad).has_value()) << bad;
}

}  // namespace
}  // namespace avouch::statement
