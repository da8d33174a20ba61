// What is a signature by whom over what, in the forms of DSSE and SSH; attacks by name.

#include "crypto/signature.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/der.h"
#include "crypto/hash.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "crypto/sshsig.h"
#include "crypto/wire.h"
#include "testing/ecdsa_signer.h"
#include "testing/ssh_samples.h"

namespace avouch::crypto {
namespace {

const BytesView kMessage = "what was said";

PrivateKey Ours() { return PrivateKey::FromSeed(Bytes(32, 'k')); }
PublicKey P256() {
  return PublicKey::Ecdsa(KeyKind::kEcdsaP256, testing::EcdsaSigner().Point()).value();
}

ErrorKind KindOf(const Status& status) {
  return status ? ErrorKind::kInternal : status.error().kind;
}

// (r, s) of a DER signature in SSH's form.
Bytes SshPair(BytesView der) {
  DerReader outer(der);
  BytesView pair = outer.Value(kDerSequence).value();
  DerReader reader(pair);
  Bytes r = WireNumber(reader.PositiveInteger().value());
  return r + WireNumber(reader.PositiveInteger().value());
}

// ---- Ed25519 ----

TEST(Ed25519, IsOverTheseBytesByThisKey) {
  const Bytes signature = Ours().Sign(kMessage);
  const PublicKey key = Ours().public_key();
  EXPECT_TRUE(Verify(key, kMessage, signature));
  EXPECT_EQ(KindOf(Verify(key, "what was said ", signature)), ErrorKind::kIntegrity);
  EXPECT_EQ(KindOf(Verify(key, "", signature)), ErrorKind::kIntegrity);
  PublicKey other = PrivateKey::FromSeed(Bytes(32, 'l')).public_key();
  EXPECT_EQ(KindOf(Verify(other, kMessage, signature)), ErrorKind::kIntegrity);
}

TEST(Ed25519, RefusesEachBitChangedAndEachLength) {
  const Bytes signature = Ours().Sign(kMessage);
  const PublicKey key = Ours().public_key();
  for (std::size_t i = 0; i < signature.size() * 8; ++i) {
    Bytes changed = signature;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ 1 << i % 8);
    EXPECT_FALSE(Verify(key, kMessage, changed)) << "bit " << i;
  }
  for (std::size_t size = 0; size < 64; ++size)
    EXPECT_FALSE(Verify(key, kMessage, signature.substr(0, size)));
  EXPECT_FALSE(Verify(key, kMessage, signature + '\0'));
}

TEST(Ed25519, RefusesTheSameSWithTheOrderAdded) {
  Bytes signature = Ours().Sign(kMessage);
  const Bytes order =
      FromHex("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010").value();
  int carry = 0;
  for (std::size_t i = 0; i < 32; ++i) {
    carry += static_cast<unsigned char>(signature[32 + i]) + static_cast<unsigned char>(order[i]);
    signature[32 + i] = static_cast<char>(carry & 255);
    carry >>= 8;
  }
  EXPECT_FALSE(Verify(Ours().public_key(), kMessage, signature));
}

// R the neutral point and S zero: good for any key whose challenge is a multiple
// of what R's order divides, were small orders let through.
TEST(Ed25519, RefusesAnRofSmallOrder) {
  Bytes signature(64, '\0');
  signature[0] = 1;
  EXPECT_FALSE(Verify(Ours().public_key(), kMessage, signature));
}

// ---- ECDSA and RSA ----

TEST(Ecdsa, TakesDerInItsOneSpelling) {
  const Bytes der = testing::EcdsaSigner().Sign(kMessage);
  EXPECT_TRUE(Verify(P256(), kMessage, der));
  EXPECT_FALSE(Verify(P256(), "other", der));
  EXPECT_FALSE(Verify(P256(), kMessage, der + '\0')) << "a byte after the end";
  EXPECT_FALSE(Verify(P256(), kMessage, Bytes("\x30\x81") + der.substr(1))) << "a long length";
  DerReader outer(der);
  BytesView pair = outer.Value(kDerSequence).value();
  EXPECT_FALSE(Verify(P256(), kMessage, pair)) << "no sequence around";
  EXPECT_FALSE(Verify(P256(), kMessage, DerValue(kDerSequence, Bytes(pair) + Bytes("\x05\0", 2))))
      << "a value more";
}

// CVE-2022-21449: r = s = 0 was good for every message.
TEST(Ecdsa, RefusesZeros) {
  const Bytes zero("\x02\x01\x00", 3), one("\x02\x01\x01", 3);
  for (const Bytes& pair : {zero + zero, zero + one, one + zero, one + one})
    EXPECT_FALSE(Verify(P256(), kMessage, DerValue(kDerSequence, pair)));
  EXPECT_FALSE(Verify(P256(), kMessage, ""));
}

TEST(Ecdsa, SideBySideIsAsWideAsTheFieldAndNoDer) {
  const Bytes der = testing::EcdsaSigner().Sign(kMessage), ssh = SshPair(der);
  WireReader reader(ssh);
  Bytes r(reader.PositiveNumber().value()), s(reader.PositiveNumber().value());
  const Bytes both = Bytes(32 - r.size(), '\0') + r + Bytes(32 - s.size(), '\0') + s;
  EXPECT_TRUE(VerifySideBySide(P256(), kMessage, both));
  EXPECT_FALSE(VerifySideBySide(P256(), "other", both));
  EXPECT_FALSE(VerifySideBySide(P256(), kMessage, der));
  EXPECT_FALSE(VerifySideBySide(P256(), kMessage, both + '\0'));
  EXPECT_FALSE(VerifySideBySide(P256(), kMessage, both.substr(0, 63)));
  EXPECT_FALSE(VerifySideBySide(P256(), kMessage, Bytes(64, '\0')));
  EXPECT_FALSE(Verify(P256(), kMessage, both)) << "nor is DER side by side";
  EXPECT_EQ(KindOf(VerifySideBySide(Ours().public_key(), kMessage, Ours().Sign(kMessage))),
            ErrorKind::kUnsupported);
}

TEST(Ssh, RefusesNumbersOfEcdsaThatAreNotCanonical) {
  const Bytes pair = SshPair(testing::EcdsaSigner().Sign(kMessage));
  const Bytes type = WireString("ecdsa-sha2-nistp256");
  WireReader reader(pair);
  const Bytes r(reader.PositiveNumber().value()), s(reader.PositiveNumber().value());
  auto good = [&](const Bytes& inside) {
    return VerifySsh(P256(), kMessage, type + WireString(inside)).has_value();
  };
  EXPECT_TRUE(good(pair));
  EXPECT_FALSE(good(pair + '\0')) << "a byte after the pair";
  EXPECT_FALSE(good(WireString(Bytes(2, '\0') + r) + WireNumber(s))) << "needless zeros";
  EXPECT_FALSE(good(WireString("") + WireNumber(s))) << "r is zero";
  EXPECT_FALSE(good(WireNumber(r) + WireString(""))) << "s is zero";
  EXPECT_FALSE(good(WireNumber(r) + WireNumber(Bytes(70, '\x7f')))) << "s is longer than the field";
  EXPECT_FALSE(good(WireNumber(s) + WireNumber(r))) << "the other way round";
}

TEST(Ssh, TakesEachKindAsOpenSshMadeIt) {
  for (const auto& sample : testing::kSshSamples) {
    SshSig sig = ParseSshSig(sample.signature).value();
    Bytes covered = SshSigCovers(sig.name_space, sig.hash, testing::kSshSampleMessage);
    auto use = VerifySsh(sig.key, covered, sig.signature);
    EXPECT_TRUE(use) << sample.name;
    EXPECT_FALSE(use && use->has_value()) << sample.name << " is on no security key";
    EXPECT_FALSE(VerifySsh(sig.key, covered + " ", sig.signature)) << sample.name;
    EXPECT_FALSE(VerifySsh(sig.key, covered, sig.signature + '\0')) << sample.name;
    Bytes changed = sig.signature;
    changed.back() = static_cast<char>(changed.back() ^ 1);
    EXPECT_FALSE(VerifySsh(sig.key, covered, changed)) << sample.name;
  }
}

TEST(Ssh, RefusesAnAlgorithmThatIsNotTheKeys) {
  const Bytes raw = Ours().Sign(kMessage);
  const PublicKey key = Ours().public_key();
  EXPECT_TRUE(VerifySsh(key, kMessage, WireString("ssh-ed25519") + WireString(raw)));
  for (BytesView name : {"ssh-rsa", "rsa-sha2-512", "sk-ssh-ed25519@openssh.com", "none", ""})
    EXPECT_FALSE(VerifySsh(key, kMessage, WireString(name) + WireString(raw))) << name;
}

TEST(Ssh, RefusesRsaWithSha1AndOtherLengths) {
  const auto& sample = testing::kSshSamples[4];
  SshSig sig = ParseSshSig(sample.signature).value();
  Bytes covered = SshSigCovers(sig.name_space, sig.hash, testing::kSshSampleMessage);
  WireReader reader(sig.signature);
  ASSERT_EQ(reader.String().value(), "rsa-sha2-512");
  const Bytes raw(reader.String().value());
  auto answer = [&](BytesView name, const Bytes& bytes) {
    auto result = VerifySsh(sig.key, covered, WireString(name) + WireString(bytes));
    return result ? ErrorKind::kInternal : result.error().kind;
  };
  EXPECT_EQ(answer("rsa-sha2-512", raw), ErrorKind::kInternal) << "good";
  EXPECT_EQ(answer("ssh-rsa", raw), ErrorKind::kUnsupported);
  EXPECT_EQ(answer("rsa-sha2-256", raw), ErrorKind::kIntegrity);
  EXPECT_EQ(answer("rsa-sha2-512", Bytes(1, '\0') + raw), ErrorKind::kIntegrity);
  EXPECT_EQ(answer("rsa-sha2-512", Bytes(256, '\0')), ErrorKind::kIntegrity);
  EXPECT_EQ(answer("rsa-sha2-512", ""), ErrorKind::kIntegrity);
}

// ---- Security keys ----

// What the key signs, by PROTOCOL.u2f.
Bytes OnKey(BytesView application, char flags, BytesView counter, BytesView message) {
  auto hash = [](BytesView bytes) { return FromHex(Sha256Of(bytes).hex()).value(); };
  return hash(application) + flags + Bytes(counter) + hash(message);
}

Bytes SkEd25519Blob(char flags, BytesView counter, BytesView message) {
  Bytes raw = Ours().Sign(OnKey("ssh:", flags, counter, message));
  return WireString("sk-ssh-ed25519@openssh.com") + WireString(raw) + flags + Bytes(counter);
}

TEST(SecurityKey, SaysWhetherItWasTouchedAndHowOftenUsed) {
  const Bytes counter("\x01\x02\x03\x04");
  PublicKey ed = PublicKey::OnSecurityKey(Ours().public_key(), "ssh:").value();
  EXPECT_EQ(VerifySsh(ed, kMessage, SkEd25519Blob('\x05', counter, kMessage)).value(),
            (SecurityKeyUse{true, true, 0x01020304}));
  EXPECT_EQ(VerifySsh(ed, kMessage, SkEd25519Blob('\x01', counter, kMessage)).value(),
            (SecurityKeyUse{true, false, 0x01020304}));

  PublicKey p256 = PublicKey::OnSecurityKey(P256(), "ssh:").value();
  Bytes der = testing::EcdsaSigner().Sign(OnKey("ssh:", '\x01', counter, kMessage));
  Bytes blob = WireString("sk-ecdsa-sha2-nistp256@openssh.com") + WireString(SshPair(der)) +
               '\x01' + counter;
  EXPECT_TRUE(VerifySsh(p256, kMessage, blob));
  EXPECT_FALSE(VerifySsh(p256, "other", blob));
}

TEST(SecurityKey, RefusesASignatureWithoutATouch) {
  PublicKey key = PublicKey::OnSecurityKey(Ours().public_key(), "ssh:").value();
  for (char flags : {'\x00', '\x04'}) {
    auto result = VerifySsh(key, kMessage, SkEd25519Blob(flags, "\x01\x02\x03\x04", kMessage));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().kind, ErrorKind::kIntegrity);
  }
}

TEST(SecurityKey, RefusesFlagsCounterAndApplicationThatWereNotSigned) {
  const Bytes blob = SkEd25519Blob('\x01', "\x01\x02\x03\x04", kMessage);
  PublicKey key = PublicKey::OnSecurityKey(Ours().public_key(), "ssh:").value();
  ASSERT_TRUE(VerifySsh(key, kMessage, blob));
  for (std::size_t back = 1; back <= 5; ++back) {
    Bytes changed = blob;
    char& byte = changed[changed.size() - back];
    byte = static_cast<char>(byte ^ 4);
    EXPECT_FALSE(VerifySsh(key, kMessage, changed)) << back << " from the end";
    EXPECT_FALSE(VerifySsh(key, kMessage, blob.substr(0, blob.size() - back)));
  }
  EXPECT_FALSE(VerifySsh(key, kMessage, blob + '\0'));
  PublicKey other = PublicKey::OnSecurityKey(Ours().public_key(), "ssh:other").value();
  EXPECT_FALSE(VerifySsh(other, kMessage, blob));
}

// The key on the stick and the same numbers in a file are not one signer.
TEST(SecurityKey, IsNotTakenForAPlainKeyNorThatForIt) {
  const PublicKey plain = Ours().public_key();
  const PublicKey key = PublicKey::OnSecurityKey(plain, "ssh:").value();
  EXPECT_FALSE(VerifySsh(plain, kMessage, SkEd25519Blob('\x01', "\x01\x02\x03\x04", kMessage)));
  EXPECT_FALSE(
      VerifySsh(key, kMessage, WireString("ssh-ed25519") + WireString(Ours().Sign(kMessage))));
  EXPECT_EQ(KindOf(Verify(key, kMessage, Ours().Sign(kMessage))), ErrorKind::kUnsupported);
}

}  // namespace
}  // namespace avouch::crypto
