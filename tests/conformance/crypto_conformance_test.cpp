// crypto/ against vectors that others gathered: Wycheproof and CCTV
// (AVOUCH_DATA/crypto-vectors), DSSE envelopes (attestations), signatures with
// plain keys (sigstore). Every case of what we use is run; a file that is not is
// named in kLeftOut with the reason, and a file in neither place fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "crypto/dsse.h"
#include "crypto/hash.h"
#include "crypto/keys_spki.h"
#include "crypto/signature.h"
#include "crypto/wire.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;
using crypto::PublicKey;
using syntax::Node;

fs::path Topic(std::string_view topic) {
  const char* data = std::getenv("AVOUCH_DATA");
  return fs::path(data == nullptr ? "" : data) / topic;
}

#define NEEDS(topic) \
  if (!fs::exists(Topic(topic))) GTEST_SKIP() << "AVOUCH_DATA has no " << (topic)

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

Node ReadJson(const fs::path& path) {
  auto node = syntax::ParseJson(ReadAll(path));
  EXPECT_TRUE(node) << path << ": " << ToString(node.error());
  return node ? std::move(*node) : Node();
}

Bytes Hex(const Node& node) { return FromHex(node.text()).value(); }

// ---- Wycheproof ----

const std::map<std::string, std::string> kLeftOut = {
    {"ecdsa_secp256k1_sha256_p1363_test.json", "no key of this curve is read"},
    {"ecdsa_secp256k1_sha256_test.json", "no key of this curve is read"},
    {"json_web_key_test.json", "JSON Web Keys are not read"},
    {"json_web_signature_test.json", "JSON Web Signatures are not read"},
    {"mldsa_44_verify_test.json", "OpenSSL 3.0 has no ML-DSA"},
    {"mldsa_65_verify_test.json", "OpenSSL 3.0 has no ML-DSA"},
    {"mldsa_87_verify_test.json", "OpenSSL 3.0 has no ML-DSA"},
    {"rsa_pss_2048_sha256_mgf1_32_test.json", "neither SSH nor WebAuthn's RS256 is PSS"},
    {"rsa_pss_3072_sha256_mgf1_32_test.json", "neither SSH nor WebAuthn's RS256 is PSS"},
    {"rsa_pss_4096_sha256_mgf1_32_test.json", "neither SSH nor WebAuthn's RS256 is PSS"},
    {"rsa_pss_4096_sha512_mgf1_32_test.json", "neither SSH nor WebAuthn's RS256 is PSS"},
    {"rsa_pss_misc_test.json", "neither SSH nor WebAuthn's RS256 is PSS"},
    {"rsa_signature_2048_sha384_test.json", "no form of ours is RSA with SHA-384"},
    {"rsa_signature_3072_sha384_test.json", "no form of ours is RSA with SHA-384"},
    {"rsa_signature_4096_sha384_test.json", "no form of ours is RSA with SHA-384"},
};

struct Tally {
  int taken = 0, refused = 0, not_sayable = 0;
};

// Answers whether the signature of `test` is taken; nullopt when the form under
// test has no way to say what the case says.
using Answer = std::function<std::optional<bool>(const PublicKey&, const Bytes& message,
                                                 const Bytes& signature)>;

// "acceptable" cases (a DigestInfo without its NULL) are refused by us.
void RunSignatures(const std::string& name, const Answer& answer) {
  NEEDS("crypto-vectors");
  Node file = ReadJson(Topic("crypto-vectors") / "wycheproof" / name);
  Tally tally;
  for (const Node& group : file["testGroups"].items()) {
    auto key = crypto::ParseSpkiDer(Hex(group["publicKeyDer"]));
    ASSERT_TRUE(key) << name << ": " << ToString(key.error());
    EXPECT_EQ(crypto::ParseSpkiPem(group["publicKeyPem"].text()).value(), *key);
    EXPECT_EQ(ToHex(crypto::SpkiDer(*key)), group["publicKeyDer"].text());
    for (const Node& test : group["tests"].items()) {
      std::optional<bool> taken = answer(*key, Hex(test["msg"]), Hex(test["sig"]));
      bool valid = test["result"].text() == "valid";
      if (!taken) {
        ++tally.not_sayable;
        EXPECT_FALSE(valid) << name << " case " << test["tcId"].integer().value_or(0);
        continue;
      }
      EXPECT_EQ(*taken, valid) << name << " case " << test["tcId"].integer().value_or(0) << ": "
                               << test["comment"].text();
      ++(*taken ? tally.taken : tally.refused);
    }
  }
  EXPECT_EQ(tally.taken + tally.refused + tally.not_sayable,
            file["numberOfTests"].integer().value_or(0));
  EXPECT_GT(tally.taken, 0);
  EXPECT_GT(tally.refused, 0);
  std::cout << name << ": " << tally.taken << " taken, " << tally.refused << " refused, "
            << tally.not_sayable << " that the form cannot say\n";
}

std::optional<bool> Plain(const PublicKey& key, const Bytes& message, const Bytes& signature) {
  return crypto::Verify(key, message, signature).has_value();
}

std::optional<bool> SideBySide(const PublicKey& key, const Bytes& message, const Bytes& signature) {
  return crypto::VerifySideBySide(key, message, signature).has_value();
}

Answer SshRsa(const char* algorithm) {
  return [algorithm](const PublicKey& key, const Bytes& message, const Bytes& signature) {
    return crypto::VerifySsh(key, message,
                             crypto::WireString(algorithm) + crypto::WireString(signature))
        .has_value();
  };
}

// r and s side by side, said as SSH's two numbers.
Answer SshEcdsa(const char* algorithm, std::size_t width) {
  return [algorithm, width](const PublicKey& key, const Bytes& message,
                            const Bytes& both) -> std::optional<bool> {
    if (both.size() != 2 * width) return std::nullopt;
    Bytes pair = crypto::WireNumber(BytesView(both).substr(0, width)) +
                 crypto::WireNumber(BytesView(both).substr(width));
    return crypto::VerifySsh(key, message, crypto::WireString(algorithm) + crypto::WireString(pair))
        .has_value();
  };
}

struct Use {
  std::string name;
  Answer answer;
};
const Use kUses[] = {
    {"ed25519_test.json", Plain},
    {"ecdsa_secp256r1_sha256_test.json", Plain},
    {"ecdsa_secp384r1_sha384_test.json", Plain},
    {"ecdsa_secp521r1_sha512_test.json", Plain},
    {"ecdsa_secp256r1_sha256_p1363_test.json", SideBySide},
    {"ecdsa_secp384r1_sha384_p1363_test.json", SideBySide},
    {"ecdsa_secp521r1_sha512_p1363_test.json", SideBySide},
    {"ecdsa_secp256r1_sha256_p1363_test.json", SshEcdsa("ecdsa-sha2-nistp256", 32)},
    {"ecdsa_secp384r1_sha384_p1363_test.json", SshEcdsa("ecdsa-sha2-nistp384", 48)},
    {"ecdsa_secp521r1_sha512_p1363_test.json", SshEcdsa("ecdsa-sha2-nistp521", 66)},
    {"rsa_signature_2048_sha256_test.json", Plain},
    {"rsa_signature_3072_sha256_test.json", Plain},
    {"rsa_signature_4096_sha256_test.json", Plain},
    {"rsa_signature_2048_sha256_test.json", SshRsa("rsa-sha2-256")},
    {"rsa_signature_2048_sha512_test.json", SshRsa("rsa-sha2-512")},
    {"rsa_signature_3072_sha512_test.json", SshRsa("rsa-sha2-512")},
    {"rsa_signature_4096_sha512_test.json", SshRsa("rsa-sha2-512")},
};

TEST(CryptoConformance, WycheproofSignatures) {
  NEEDS("crypto-vectors");
  for (const Use& use : kUses) RunSignatures(use.name, use.answer);
}

TEST(CryptoConformance, WycheproofHmac) {
  NEEDS("crypto-vectors");
  Node file = ReadJson(Topic("crypto-vectors") / "wycheproof/hmac_sha256_test.json");
  int cases = 0;
  for (const Node& group : file["testGroups"].items()) {
    for (const Node& test : group["tests"].items()) {
      std::string tag = crypto::HmacSha256(Hex(test["key"]), Hex(test["msg"]))
                            .hex()
                            .substr(0, group["tagSize"].integer().value_or(0) / 4);
      EXPECT_EQ(tag == test["tag"].text(), test["result"].text() == "valid")
          << "case " << test["tcId"].integer().value_or(0);
      ++cases;
    }
  }
  EXPECT_EQ(cases, file["numberOfTests"].integer().value_or(0));
}

TEST(CryptoConformance, EveryFileOfWycheproofIsRunOrLeftOutByName) {
  NEEDS("crypto-vectors");
  std::set<std::string> run = {"hmac_sha256_test.json"}, there;
  for (const Use& one : kUses) run.insert(one.name);
  for (const auto& entry : fs::directory_iterator(Topic("crypto-vectors") / "wycheproof"))
    there.insert(entry.path().filename().string());
  for (const std::string& name : there)
    EXPECT_TRUE(run.contains(name) != kLeftOut.contains(name)) << name;
  for (const auto& [name, why] : kLeftOut) EXPECT_TRUE(there.contains(name)) << name << ": " << why;
}

// ---- CCTV ----

// The choice that crypto/signature.h states.
const std::set<std::string_view> kRefusedFlags = {"low_order_A", "low_order_R", "non_canonical_A",
                                                  "non_canonical_R", "low_order_residue"};

TEST(CryptoConformance, CctvEd25519IsTheStatedChoiceOfFlags) {
  NEEDS("crypto-vectors");
  Node file = ReadJson(Topic("crypto-vectors") / "cctv/ed25519vectors.json");
  int taken = 0, refused = 0;
  for (const Node& test : file.items()) {
    bool expected = true;
    for (const Node& flag : test["flags"].items())
      expected = expected && !kRefusedFlags.contains(flag.text());
    auto key = PublicKey::Ed25519(Hex(test["key"]));
    bool answer = key && crypto::Verify(*key, test["msg"].text(), Hex(test["sig"]));
    EXPECT_EQ(answer, expected) << "vector " << test["number"].integer().value_or(0);
    ++(answer ? taken : refused);
  }
  std::cout << "CCTV: " << taken << " taken, " << refused << " refused\n";
  EXPECT_GT(taken, 0);
  EXPECT_GT(refused, 0);
}

// ---- DSSE ----

// A decimal number as `width` bytes, big-endian.
Bytes FromDecimal(std::string_view digits, std::size_t width) {
  Bytes out(width, '\0');
  for (char digit : digits) {
    int carry = digit - '0';
    for (std::size_t i = width; i-- > 0;) {
      carry += 10 * static_cast<unsigned char>(out[i]);
      out[i] = static_cast<char>(carry & 255);
      carry >>= 8;
    }
  }
  return out;
}

TEST(CryptoConformance, DsseProtocolVector) {
  NEEDS("attestations");
  Node vector = ReadJson(Topic("attestations") / "dsse/protocol-test-vector.json");
  Bytes covered =
      crypto::DsseCovers(vector["payload_type"].text(), vector["serialized_body"].text());
  EXPECT_EQ(covered, vector["pae"].text());
  PublicKey key = PublicKey::Ecdsa(crypto::KeyKind::kEcdsaP256,
                                   Bytes("\x04") + FromDecimal(vector["key"]["x"].text(), 32) +
                                       FromDecimal(vector["key"]["y"].text(), 32))
                      .value();
  const Node& envelope = vector["envelope"];
  EXPECT_EQ(FromBase64(envelope["payload"].text()).value(), vector["serialized_body"].text());
  Bytes both = FromBase64(envelope["signatures"].items().front()["sig"].text()).value();
  EXPECT_TRUE(crypto::VerifySideBySide(key, covered, both));
  EXPECT_FALSE(crypto::VerifySideBySide(key, vector["serialized_body"].text(), both));
}

// Envelopes found in the wild whose key lies beside them.
const struct {
  const char *envelope, *key;
  bool good;
  const char* why;
} kEnvelopes[] = {
    {"slsa-verifier/vsa/gce/v1/gke-gce-pre.bcid-vsa.jsonl",
     "slsa-verifier/vsa/gce/v1/vsa_signing_public_key.pem", true, "P-256, side by side"},
    {"wild/witness/test/cdx-att.json", "wild/witness/test/testpub.pem", true, "Ed25519"},
    {"wild/witness/test/spdx-att.json", "wild/witness/test/testpub.pem", true, "Ed25519"},
    {"wild/archivista/test/policy-signed.json", "wild/witness/test/testpub.pem", true, "Ed25519"},
    {"wild/archivista/test/invalid_payload.attestation.json", "wild/witness/test/testpub.pem",
     false, "another payload under an old signature"},
    {"wild/archivista/test/fail.attestation.json", "wild/witness/test/testpub.pem", false,
     "another signer"},
    {"wild/witness/test/fulcio-policy-presigned.json", "wild/witness/test/testpub2.pem", false,
     "RSA-PSS, which is not among ours"},
};

TEST(CryptoConformance, DsseEnvelopesWithTheirKeys) {
  NEEDS("attestations");
  for (const auto& row : kEnvelopes) {
    Node envelope = ReadJson(Topic("attestations") / row.envelope);
    auto key = crypto::ParseSpkiPem(ReadAll(Topic("attestations") / row.key));
    ASSERT_TRUE(key) << row.key << ": " << ToString(key.error());
    auto payload = FromBase64(envelope["payload"].text());
    ASSERT_TRUE(payload) << row.envelope;
    Bytes covered = crypto::DsseCovers(envelope["payloadType"].text(), *payload);
    bool any = false;
    for (const Node& signature : envelope["signatures"].items()) {
      auto raw = FromBase64(signature["sig"].text());
      any = any || (raw && (crypto::Verify(*key, covered, *raw) ||
                            crypto::VerifySideBySide(*key, covered, *raw)));
    }
    EXPECT_EQ(any, row.good) << row.envelope << ": " << row.why;
  }
}

// ---- Sigstore: the two cases that name a plain key; the others need X.509 ----

TEST(CryptoConformance, SigstoreSignaturesWithAManagedKey) {
  NEEDS("sigstore");
  const fs::path top = Topic("sigstore") / "conformance/bundle-verify";
  int good = 0, bad = 0;
  for (const auto& entry : fs::directory_iterator(top)) {
    if (!fs::exists(entry.path() / "key.pub")) continue;
    auto key = crypto::ParseSpkiPem(ReadAll(entry.path() / "key.pub"));
    Node bundle = ReadJson(entry.path() / "bundle.sigstore.json");
    auto signature = FromBase64(bundle["messageSignature"]["signature"].text());
    ASSERT_TRUE(signature) << entry.path();
    bool answer = key && crypto::Verify(*key, ReadAll(top / "a.txt"), *signature);
    EXPECT_EQ(answer, !entry.path().string().ends_with("_fail")) << entry.path();
    ++(answer ? good : bad);
  }
  EXPECT_EQ(good, 1);
  EXPECT_EQ(bad, 1);
}

}  // namespace
}  // namespace avouch
