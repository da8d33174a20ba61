// Secrets, random bytes, HMAC and the wider hashes.

#include "crypto/secret.h"

#include <gtest/gtest.h>

#include <utility>

#include "crypto/dsse.h"
#include "crypto/hash.h"

namespace avouch::crypto {
namespace {

TEST(Secret, Moves) {
  Secret a(BytesView("passphrase"));
  Secret b = std::move(a);
  EXPECT_EQ(b.view(), "passphrase");
  Secret c(BytesView("other"));
  c = std::move(b);
  EXPECT_EQ(c.view(), "passphrase");
  EXPECT_EQ(Secret().view(), "");
  EXPECT_EQ(Secret(3).view(), BytesView("\0\0\0", 3));
}

TEST(Secret, CleansesWhatAStringHolds) {
  Bytes bytes(40, 's');
  const char* start = bytes.data();
  Cleanse(bytes);
  EXPECT_TRUE(bytes.empty());
  EXPECT_EQ(BytesView(start, 40), BytesView(Bytes(40, '\0')).substr(0, 40));
}

TEST(Random, IsOfTheSizeAskedForAndNeverTheSame) {
  EXPECT_EQ(RandomBytes(0).value(), "");
  EXPECT_EQ(RandomBytes(33).value().size(), 33u);
  EXPECT_NE(RandomBytes(32).value(), RandomBytes(32).value());
  EXPECT_NE(RandomSecret(32).value().view(), RandomSecret(32).value().view());
}

TEST(ConstantTimeEqual, ComparesAllBytesAndTheSize) {
  EXPECT_TRUE(ConstantTimeEqual("", ""));
  EXPECT_TRUE(ConstantTimeEqual("abc", "abc"));
  for (BytesView other : {"abd", "xbc", "ab", "abcd", ""})
    EXPECT_FALSE(ConstantTimeEqual("abc", other));
}

// FIPS 180-4's example "abc", and RFC 4231's cases 1, 2 and 6.
TEST(Hash, AnswersAsTheStandardsSay) {
  EXPECT_EQ(Sha256Of("abc").hex(),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(ToHex(Sha384Of("abc")),
            "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
            "8086072ba1e7cc2358baeca134c825a7");
  EXPECT_EQ(ToHex(Sha512Of("abc")),
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
            "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST(Hmac, AnswersAsTheStandardSays) {
  EXPECT_EQ(HmacSha256(Bytes(20, '\x0b'), "Hi There").hex(),
            "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  EXPECT_EQ(HmacSha256("Jefe", "what do ya want for nothing?").hex(),
            "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  EXPECT_EQ(HmacSha256(Bytes(131, '\xaa'), "Test Using Larger Than Block-Size Key - Hash Key First")
                .hex(),
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(Hmac, WithAnEmptyKeyIsNotTheOneOfTheKeyBefore) {
  Digest before = HmacSha256("key", "message");
  EXPECT_NE(HmacSha256("", "message"), before);
  EXPECT_EQ(HmacSha256("", "").hex(),
            "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
}

TEST(Dsse, CoversTypeAndPayloadWithTheirLengths) {
  EXPECT_EQ(DsseCovers("http://example.com/HelloWorld", "hello world"),
            "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  EXPECT_EQ(DsseCovers("", ""), "DSSEv1 0  0 ");
  EXPECT_NE(DsseCovers("a 1 b", "c"), DsseCovers("a", "b 1 c")) << "where the type ends is told";
}

}  // namespace
}  // namespace avouch::crypto
