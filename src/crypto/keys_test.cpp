// Public keys in each of their spellings: what is read and written back, what is refused.

#include "crypto/keys.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "crypto/keys_cose.h"
#include "crypto/keys_spki.h"
#include "crypto/keys_ssh.h"
#include "crypto/wire.h"
#include "testing/ecdsa_signer.h"
#include "testing/ssh_samples.h"

namespace avouch::crypto {
namespace {

using testing::kSshSamples;

PublicKey Sample(std::string_view name) {
  for (const auto& sample : kSshSamples)
    if (sample.name == name) return ParseSshKey(sample.line).value();
  ADD_FAILURE() << "no sample " << name;
  return ParseSshKey(kSshSamples[0].line).value();
}

TEST(SshKey, IsReadWrittenBackAndNamedAsOpenSshDoes) {
  for (const auto& sample : kSshSamples) {
    auto key = ParseSshKey(sample.line);
    ASSERT_TRUE(key) << sample.name << ": " << ToString(key.error());
    std::string text(sample.line.substr(0, sample.line.rfind(' ')));  // Without the comment
    EXPECT_EQ(SshKeyText(*key), text);
    EXPECT_EQ(Fingerprint(*key), sample.fingerprint);
    EXPECT_EQ(ParseSshKey(text).value(), *key);
  }
}

TEST(SshKey, OnASecurityKeyIsAnotherKeyThanTheSameNumbersElsewhere) {
  for (const PublicKey& inner :
       {Sample("Ed25519"),
        PublicKey::Ecdsa(KeyKind::kEcdsaP256, testing::EcdsaSigner().Point()).value()}) {
    PublicKey key = PublicKey::OnSecurityKey(inner, "ssh:").value();
    EXPECT_FALSE(key == inner);
    EXPECT_EQ(ParseSshKey(SshKeyText(key)).value(), key);
    EXPECT_EQ(key.application(), "ssh:");
    EXPECT_FALSE(key == PublicKey::OnSecurityKey(inner, "ssh:other").value());
  }
}

TEST(SshKey, RefusesWhatIsNotExactlyOneKey) {
  const std::string ed(kSshSamples[0].line), type = "ssh-ed25519 ";
  const Bytes blob = SshKeyBlob(Sample("Ed25519"));
  const Bytes p256 = SshKeyBlob(Sample("P256"));
  auto line = [&](const Bytes& bytes) { return type + ToBase64(bytes); };
  const struct {
    const char* why;
    std::string text;
  } kRefused[] = {
      {"nothing", ""},
      {"a type alone", "ssh-ed25519"},
      {"the type of another kind", "ssh-rsa " + ed.substr(type.size())},
      {"two lines", ed + "\n" + ed},
      {"options before the key", "cert-authority " + ed},
      {"a byte after the key", line(blob + '\0')},
      {"a byte too few", line(blob.substr(0, blob.size() - 1))},
      {"a length beyond the end", line(Bytes("\xFF\xFF\xFF\xFF", 4) + blob.substr(4))},
      {"base64 not in canonical form", ReplaceAll(std::string(kSshSamples[1].line), "k= ", "l= ")},
      {"a key of 31 bytes", line(WireString("ssh-ed25519") + WireString(Bytes(31, 'x')))},
      {"a certificate", "ssh-ed25519-cert-v01@openssh.com " +
                            ToBase64(WireString("ssh-ed25519-cert-v01@openssh.com") + blob)},
      {"DSA", "ssh-dss " + ToBase64(WireString("ssh-dss") + WireNumber("\x07"))},
      {"a curve that is not the type's",
       "ecdsa-sha2-nistp256 " + ToBase64(WireString("ecdsa-sha2-nistp256") +
                                         WireString("nistp384") + p256.substr(4 + 19 + 4 + 8))},
  };
  for (const auto& row : kRefused) EXPECT_FALSE(ParseSshKey(row.text)) << row.why;
}

TEST(SshKey, RefusesNumbersThatAreNotPositiveAndCanonical) {
  const Bytes n = Sample("Rsa2048").point(), e("\x01\x00\x01", 3), type = WireString("ssh-rsa");
  auto read = [&](const Bytes& exponent, const Bytes& modulus) {
    return ParseSshKeyBlob(type + WireString(exponent) + WireString(modulus)).has_value();
  };
  EXPECT_TRUE(read(e, Bytes(1, '\0') + n));
  EXPECT_FALSE(read(e, n)) << "negative";
  EXPECT_FALSE(read(e, Bytes(2, '\0') + n)) << "a needless zero";
  EXPECT_FALSE(read(Bytes(1, '\0') + e, Bytes(1, '\0') + n)) << "a needless zero";
  EXPECT_FALSE(read(Bytes(), Bytes(1, '\0') + n)) << "zero";
}

TEST(Ed25519Key, RefusesEverySpellingOfASmallOrderPoint) {
  for (std::string_view hex : {
           "0000000000000000000000000000000000000000000000000000000000000000",
           "0100000000000000000000000000000000000000000000000000000000000000",
           "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
           "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
           "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
           "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
       }) {
    Bytes point = FromHex(hex).value();
    EXPECT_FALSE(PublicKey::Ed25519(point)) << hex;
    point.back() = static_cast<char>(point.back() | 0x80);
    EXPECT_FALSE(PublicKey::Ed25519(point)) << hex << " with the sign";
  }
}

TEST(Ed25519Key, RefusesAYOfThePrimeOrMore) {
  for (int low = 0xED; low <= 0xFF; ++low) {
    Bytes point(32, '\xFF');
    point.front() = static_cast<char>(low);
    EXPECT_FALSE(PublicKey::Ed25519(point)) << low << " with the sign";
    point.back() = '\x7F';
    EXPECT_FALSE(PublicKey::Ed25519(point)) << low;
  }
  Bytes below(32, '\xFF');
  below.front() = '\xEB';
  below.back() = '\x7F';
  EXPECT_TRUE(PublicKey::Ed25519(below));
}

TEST(EcdsaKey, RefusesPointsThatAreNotOneUncompressedPointOfTheCurve) {
  const Bytes good = testing::EcdsaSigner().Point();
  Bytes off = good;
  off.back() = static_cast<char>(off.back() ^ 1);
  Bytes hybrid = good;
  hybrid.front() = static_cast<char>(6 | (good.back() & 1));
  const struct {
    const char* why;
    Bytes point;
  } kRefused[] = {
      {"not on the curve", off},
      {"infinity", Bytes(1, '\0')},
      {"all zeros", Bytes("\x04") + Bytes(64, '\0')},
      {"compressed", Bytes(1, static_cast<char>(2 | (good.back() & 1))) + good.substr(1, 32)},
      {"hybrid", hybrid},
      {"a byte more", good + '\0'},
      {"a coordinate of the prime", Bytes("\x04") +
                                        FromHex("ffffffff00000001000000000000000000000000"
                                                "ffffffffffffffffffffffff")
                                            .value() +
                                        good.substr(33)},
  };
  EXPECT_TRUE(PublicKey::Ecdsa(KeyKind::kEcdsaP256, good));
  for (const auto& row : kRefused)
    EXPECT_FALSE(PublicKey::Ecdsa(KeyKind::kEcdsaP256, row.point)) << row.why;
  EXPECT_FALSE(PublicKey::Ecdsa(KeyKind::kEcdsaP384, good));
  EXPECT_FALSE(PublicKey::Ecdsa(KeyKind::kRsa, good));
}

TEST(RsaKey, RefusesNumbersOutOfBounds) {
  const Bytes good = Sample("Rsa2048").point(), e = Bytes("\x01\x00\x01", 3);
  Bytes even = good;
  even.back() = static_cast<char>(even.back() & ~1);
  const struct {
    const char* why;
    Bytes modulus, exponent;
  } kRefused[] = {
      {"2047 bits", Bytes("\x7F") + good.substr(1), e},
      {"1024 bits", good.substr(128), e},
      {"8200 bits", Bytes(1025, '\xFF'), e},
      {"an even modulus", even, e},
      {"a leading zero", Bytes(1, '\0') + good, e},
      {"no modulus", Bytes(), e},
      {"no exponent", good, Bytes()},
      {"an exponent of one: every message is its own signature", good, Bytes("\x01")},
      {"an even exponent", good, Bytes("\x04")},
      {"an exponent with a leading zero", good, Bytes("\0\x03", 2)},
      {"an exponent of five bytes: slow to verify", good, Bytes("\x01\x00\x00\x00\x01", 5)},
  };
  EXPECT_TRUE(PublicKey::Rsa(good, e));
  for (const auto& row : kRefused)
    EXPECT_FALSE(PublicKey::Rsa(row.modulus, row.exponent)) << row.why;
}

TEST(SecurityKey, RefusesApplicationsThatCouldBeMisread) {
  PublicKey key = Sample("Ed25519");
  for (const Bytes& application : {Bytes(), Bytes("ssh:\n"), Bytes("a\0b", 3), Bytes(256, 'a')})
    EXPECT_FALSE(PublicKey::OnSecurityKey(key, application));
  EXPECT_FALSE(PublicKey::OnSecurityKey(Sample("Rsa2048"), "ssh:"));
  EXPECT_FALSE(PublicKey::OnSecurityKey(PublicKey::OnSecurityKey(key, "ssh:").value(), "ssh:"));
}

TEST(Spki, IsReadAndWrittenBack) {
  for (const auto& sample : kSshSamples) {
    PublicKey key = ParseSshKey(sample.line).value();
    EXPECT_EQ(ParseSpkiDer(SpkiDer(key)).value(), key) << sample.name;
    EXPECT_EQ(ParseSpkiPem(SpkiPem(key)).value(), key) << sample.name;
  }
}

TEST(Spki, IsWhatOpenSslWrites) {
  EXPECT_EQ(SpkiPem(Sample("P256")),
            "-----BEGIN PUBLIC KEY-----\n"
            "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE4tSUoBRaBhrbjipSQvd6NLHofxrS\n"
            "/LLrQZIbomeQKbJw11usPvHY4BafLm8h82GxOUiIBhhbCnqGXl3sAYAoGQ==\n"
            "-----END PUBLIC KEY-----\n");
  EXPECT_EQ(ToHex(SpkiDer(Sample("Ed25519"))).substr(0, 24), "302a300506032b6570032100");
  EXPECT_EQ(ToHex(SpkiDer(Sample("Rsa2048"))).substr(0, 66),
            "30820122300d06092a864886f70d01010105000382010f003082010a0282010100");
}

// Every DER of one bit changed, one byte less or more is refused or another key.
TEST(Spki, HasOneSpellingForEachKey) {
  for (const auto& sample : kSshSamples) {
    PublicKey key = ParseSshKey(sample.line).value();
    const Bytes der = SpkiDer(key);
    EXPECT_FALSE(ParseSpkiDer(der + '\0')) << sample.name;
    for (std::size_t i = 0; i < der.size(); ++i) {
      EXPECT_FALSE(ParseSpkiDer(der.substr(0, i))) << sample.name << " of " << i << " bytes";
      for (int bit = 0; bit < 8; ++bit) {
        Bytes changed = der;
        changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
        auto other = ParseSpkiDer(changed);
        if (!other) continue;
        EXPECT_FALSE(*other == key) << sample.name << " byte " << i;
        EXPECT_EQ(SpkiDer(*other), changed) << sample.name << " byte " << i;
      }
    }
  }
}

TEST(Spki, RefusesWhatBerWouldTake) {
  const Bytes der = SpkiDer(Sample("Ed25519"));
  EXPECT_FALSE(ParseSpkiDer(Bytes("\x30\x81\x2a") + der.substr(2))) << "a length in long form";
  EXPECT_FALSE(ParseSpkiDer(Bytes("\x30\x80") + der.substr(2) + Bytes(2, '\0'))) << "indefinite";
  EXPECT_FALSE(ParseSpkiDer(FromHex("302c300706032b65700500032100").value() + der.substr(12)))
      << "parameters where there are none";
}

TEST(Spki, RefusesArmourThatIsNotStrict) {
  const std::string pem = SpkiPem(Sample("P256"));
  const struct {
    const char* why;
    std::string text;
  } kRefused[] = {
      {"text before", "x\n" + pem},
      {"text after", pem + "x\n"},
      {"two keys", pem + pem},
      {"a blank line inside", ReplaceAll(pem, "\nM", "\n\nM")},
      {"a space in a line", ReplaceAll(pem, "MFkw", "MF kw")},
      {"another label", ReplaceAll(pem, "PUBLIC KEY", "RSA PUBLIC KEY")},
      {"no end", pem.substr(0, pem.find("-----END"))},
      {"nothing inside", "-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n"},
  };
  for (const auto& row : kRefused) EXPECT_FALSE(ParseSpkiPem(row.text)) << row.why;
  EXPECT_TRUE(ParseSpkiPem(ReplaceAll(pem, "\n", "\r\n") + "\n\n"));
}

TEST(CoseKey, IsReadAndWrittenBack) {
  for (std::string_view name : {"Ed25519", "P256", "Rsa2048"}) {
    PublicKey key = Sample(name);
    EXPECT_EQ(ParseCoseKey(CoseKey(key)).value(), key) << name;
  }
  EXPECT_EQ(ToHex(CoseKey(Sample("P256"))).substr(0, 20), "a5010203262001215820");
  EXPECT_EQ(ToHex(CoseKey(Sample("Rsa2048"))).substr(0, 22), "a401030339010020590100");
}

TEST(CoseKey, HasOneSpellingForEachKey) {
  for (std::string_view name : {"Ed25519", "P256", "Rsa2048"}) {
    PublicKey key = Sample(name);
    const Bytes cbor = CoseKey(key);
    EXPECT_FALSE(ParseCoseKey(cbor + '\0')) << name;
    for (std::size_t i = 0; i < cbor.size(); ++i) {
      EXPECT_FALSE(ParseCoseKey(cbor.substr(0, i))) << name << " of " << i << " bytes";
      for (int bit = 0; bit < 8; ++bit) {
        Bytes changed = cbor;
        changed[i] = static_cast<char>(changed[i] ^ 1 << bit);
        auto other = ParseCoseKey(changed);
        if (other) {
          EXPECT_FALSE(*other == key) << name << " byte " << i;
        }
      }
    }
  }
}

TEST(CoseKey, RefusesOtherParametersOrdersAndWidths) {
  const Bytes cbor = CoseKey(Sample("P256"));
  EXPECT_FALSE(ParseCoseKey(Bytes("\xA6") + cbor.substr(1) + FromHex("0241aa").value()))
      << "a key id";
  EXPECT_FALSE(ParseCoseKey(FromHex("a503260102").value() + cbor.substr(5))) << "another order";
  EXPECT_FALSE(ParseCoseKey(FromHex("a5180102").value() + cbor.substr(3))) << "a wide 1";
  EXPECT_FALSE(ParseCoseKey(Bytes("\xBF") + cbor.substr(1) + '\xFF')) << "an indefinite map";
}

}  // namespace
}  // namespace avouch::crypto
