// Our own keys: made, written, read back, protected; what is refused.

#include "crypto/private_key.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "crypto/armour.h"
#include "crypto/signature.h"

namespace avouch::crypto {
namespace {

constexpr PassphraseCost kCheap = kLeastCost;

PrivateKey Sample() { return PrivateKey::FromSeed(Bytes(32, 'k')); }

// Changes the bytes inside the armour and puts it on again.
template <class Change>
std::string Changed(std::string_view text, std::string_view label, Change change) {
  Bytes bytes = ParseArmour(text, label).value();
  change(bytes);
  return MakeArmour(bytes, label, 64);
}
template <class Change>
std::string ChangedProtected(std::string_view text, Change change) {
  return Changed(text, "AVOUCH PROTECTED KEY", change);
}

// RFC 8032 section 7.1, tests 1 and 2.
TEST(PrivateKey, SignsAsTheStandardSays) {
  const struct {
    std::string_view seed, point, message, signature;
  } kCases[] = {
      {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
       "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
       "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf"
       "9"
       "b46bd25bf5f0595bbe24655141438e7a100b"},
      {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
       "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
       "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f"
       "1"
       "1d8c387b2eaeb4302aeeb00d291612bb0c00"},
  };
  for (const auto& row : kCases) {
    PrivateKey key = PrivateKey::FromSeed(FromHex(row.seed).value());
    Bytes message = FromHex(row.message).value();
    EXPECT_EQ(ToHex(key.public_key().point()), row.point);
    EXPECT_EQ(ToHex(key.Sign(message)), row.signature);
    EXPECT_TRUE(Verify(key.public_key(), message, key.Sign(message)));
  }
}

TEST(PrivateKey, IsAnotherEachTime) {
  EXPECT_FALSE(PrivateKey::Generate()->public_key() == PrivateKey::Generate()->public_key());
}

TEST(PrivateKey, IsWrittenAsOpenSslDoesAndReadBack) {
  Secret pem = WriteKey(Sample());
  EXPECT_EQ(pem.view(),
            "-----BEGIN PRIVATE KEY-----\n"
            "MC4CAQAwBQYDK2VwBCIEIGtra2tra2tra2tra2tra2tra2tra2tra2tra2tra2tr\n"
            "-----END PRIVATE KEY-----\n");
  EXPECT_EQ(ReadKey(pem.view())->seed(), Sample().seed());
}

TEST(PrivateKey, RefusesOtherFiles) {
  const std::string pem(WriteKey(Sample()).view());
  EXPECT_FALSE(ReadKey(""));
  EXPECT_FALSE(ReadKey(ReplaceAll(pem, "PRIVATE KEY", "EC PRIVATE KEY")));
  EXPECT_FALSE(ReadKey("a line before\n" + pem));
  auto changed = [&](auto change) { return ReadKey(Changed(pem, "PRIVATE KEY", change)); };
  EXPECT_FALSE(changed([](Bytes& der) { der += '\0'; })) << "a byte after the end";
  EXPECT_FALSE(changed([](Bytes& der) { der.pop_back(); })) << "a byte too few";
  EXPECT_FALSE(changed([](Bytes& der) { der[11] = '\x71'; })) << "Ed448";
  EXPECT_FALSE(changed([](Bytes& der) { der[4] = '\x01'; })) << "version 2";
}

TEST(ProtectedKey, OpensWithItsPassphraseOnly) {
  for (std::string_view passphrase :
       {"correct horse battery staple", "", "\xC3\xA4 \xE2\x82\xAC"}) {
    std::string text = ProtectKey(Sample(), passphrase, kCheap).value();
    EXPECT_TRUE(IsProtectedKey(text));
    EXPECT_EQ(OpenProtectedKey(text, passphrase)->seed(), Sample().seed());
    EXPECT_EQ(ProtectedKeyName(text).value(), Sample().public_key());
    auto wrong = OpenProtectedKey(text, std::string(passphrase) + " ");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::kIntegrity);
  }
}

TEST(ProtectedKey, IsNeverTakenForAPlainOne) {
  std::string text = ProtectKey(Sample(), "x", kCheap).value();
  ASSERT_FALSE(ReadKey(text));
  EXPECT_EQ(ReadKey(text).error().kind, ErrorKind::kUnsupported);
  EXPECT_FALSE(OpenProtectedKey(WriteKey(Sample()).view(), "x"));
}

TEST(ProtectedKey, IsAnotherFileEachTime) {
  EXPECT_NE(ProtectKey(Sample(), "x", kCheap).value(), ProtectKey(Sample(), "x", kCheap).value());
}

TEST(ProtectedKey, HoldsNeitherSeedNorPassphrase) {
  std::string text = ProtectKey(Sample(), "correct horse", kCheap).value();
  Bytes bytes = ParseArmour(text, "AVOUCH PROTECTED KEY").value();
  EXPECT_EQ(bytes.size(), 136u);
  EXPECT_EQ(bytes.find(Bytes(8, 'k')), bytes.npos);
  EXPECT_EQ(bytes.find("horse"), bytes.npos);
}

// One bit in each field, the public key's too: who changes what a key is called
// must not have something signed in another name.
TEST(ProtectedKey, RefusesEachByteChanged) {
  const std::string text = ProtectKey(Sample(), "x", kCheap).value();
  for (std::size_t at : {0, 7, 16, 47, 48, 63, 64, 87, 88, 103, 104, 135}) {
    std::string changed =
        ChangedProtected(text, [&](Bytes& bytes) { bytes[at] = static_cast<char>(bytes[at] ^ 1); });
    EXPECT_FALSE(OpenProtectedKey(changed, "x")) << "byte " << at;
  }
  EXPECT_FALSE(OpenProtectedKey(ChangedProtected(text, [](Bytes& b) { b += '\0'; }), "x"));
  EXPECT_FALSE(OpenProtectedKey(ChangedProtected(text, [](Bytes& b) { b.pop_back(); }), "x"));
}

// A file that asks for 4 TiB, or for years of work, is refused before any is done.
TEST(ProtectedKey, RefusesCostsOutOfBoundsWithoutPayingThem) {
  const std::string text = ProtectKey(Sample(), "x", kCheap).value();
  auto with = [&](std::size_t at, std::string_view hex) {
    auto opened = OpenProtectedKey(
        ChangedProtected(text, [&](Bytes& b) { b.replace(at, 4, FromHex(hex).value()); }), "x");
    return opened ? ErrorKind::kInternal : opened.error().kind;
  };
  EXPECT_EQ(with(8, "ffffffff"), ErrorKind::kUnsupported);
  EXPECT_EQ(with(8, "0000000b"), ErrorKind::kUnsupported);
  EXPECT_EQ(with(8, "00000000"), ErrorKind::kUnsupported);
  EXPECT_EQ(with(12, "ffffffff"), ErrorKind::kUnsupported);
  EXPECT_EQ(with(12, "00100001"), ErrorKind::kUnsupported);
  EXPECT_EQ(with(12, "00000400"), ErrorKind::kUnsupported);
}

}  // namespace
}  // namespace avouch::crypto
