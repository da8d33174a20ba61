#include "git/signature.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>

#include "base/bytes.h"
#include "crypto/hash.h"

namespace avouch::git {
namespace {

std::string Pgp(BytesView packet, std::string_view headers = "") {
  return "-----BEGIN PGP SIGNATURE-----\n" + std::string(headers) + "\n" + ToBase64(packet) +
         "\n=abcd\n-----END PGP SIGNATURE-----\n";
}

Bytes Area(BytesView bytes) {
  return Bytes(1, static_cast<char>(bytes.size() >> 8)) + static_cast<char>(bytes.size()) +
         Bytes(bytes);
}

const Bytes kFingerprint(20, '\xab');
const Bytes kKeyId(8, '\xcd');
// Subpackets: length, type, content.
const Bytes kNamesFingerprint = Bytes("\x16\x21\x04") + kFingerprint;
const Bytes kNamesKeyId = Bytes("\x09\x10") + kKeyId;

// A packet of a version 4 signature with these areas of subpackets.
Bytes Version4(BytesView hashed, BytesView unhashed) {
  const Bytes body =
      Bytes("\x04", 1) + Bytes("\0\x16\x0a", 3) + Area(hashed) + Area(unhashed) + "the rest";
  return Bytes("\xc2") + static_cast<char>(body.size()) + body;
}

TEST(NameSignature, AnOpenPgpSignatureNamesItsKey) {
  const std::string fingerprint = ToHex(kFingerprint), key_id = ToHex(kKeyId);
  const Bytes version4 = Version4(kNamesFingerprint, kNamesKeyId);
  Bytes old_format = version4;
  old_format[0] = '\x88';  // Tag 2, a length of one byte
  const Bytes version3 =
      Bytes("\x88\x20\x03\x05\x00\x01\x02\x03\x04", 9) + kKeyId + "the rest of it";
  const std::pair<const char*, std::pair<std::string, std::string>> rows[] = {
      {"fingerprint and key id", {Pgp(version4), fingerprint}},
      {"the other way round", {Pgp(Version4(kNamesKeyId, kNamesFingerprint)), fingerprint}},
      {"key id only", {Pgp(Version4("", kNamesKeyId)), key_id}},
      {"both in one area", {Pgp(Version4(kNamesKeyId + kNamesFingerprint, "")), fingerprint}},
      {"neither", {Pgp(Version4("", "")), ""}},
      {"marked critical", {Pgp(Version4(Bytes("\x09\x90") + kKeyId, "")), key_id}},
      {"an old format of the packet", {Pgp(old_format), fingerprint}},
      {"version 3", {Pgp(version3), key_id}},
      {"headers in its armour", {Pgp(version4, "Version: x\nComment: y\n"), fingerprint}},
  };
  for (const auto& [what, row] : rows) {
    const SignatureName name = NameSignature(row.first);
    EXPECT_EQ(name.armour, Armour::kOpenPgp) << what;
    EXPECT_EQ(name.key, row.second) << what;
  }
}

TEST(NameSignature, TheBlanksOfACommitsHeaderDoNotMatter) {
  std::string text = Pgp(Version4(kNamesFingerprint, ""));
  for (std::size_t at = 0; (at = text.find('\n', at)) != text.npos; at += 2)
    text.insert(at + 1, " ");
  EXPECT_EQ(NameSignature(text).key, ToHex(kFingerprint));
}

TEST(NameSignature, ASignatureCutOffAnywhereNamesNothingOrTheSame) {
  const Bytes whole = Version4(kNamesKeyId, kNamesFingerprint);
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const std::string key = NameSignature(Pgp(whole.substr(0, size))).key;
    EXPECT_TRUE(key.empty() || key == ToHex(kKeyId) || key == ToHex(kFingerprint)) << size;
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    Bytes changed = whole;
    changed[at] = '\xff';  // Lengths that lead past the end among them
    (void)NameSignature(Pgp(changed));
  }
}

TEST(NameSignature, AnSshSignatureNamesItsKeyAsSshDoes) {
  const Bytes key = Bytes(3, '\0') + "\x0bssh-ed25519 and thirty-two bytes";
  const Bytes blob = Bytes("SSHSIG\0\0\0\x01\0\0\0", 13) + static_cast<char>(key.size()) + key;
  const std::string begin = "-----BEGIN SSH SIGNATURE-----\n",
                    end = "\n-----END SSH SIGNATURE-----";
  const Digest digest = crypto::Sha256Of(key);
  std::string expected =
      ToBase64({reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()});
  expected.resize(43);
  EXPECT_EQ(NameSignature(begin + ToBase64(blob) + end).armour, Armour::kSsh);
  EXPECT_EQ(NameSignature(begin + ToBase64(blob) + end).key, "SHA256:" + expected);

  Bytes too_long = blob;
  too_long[10] = '\x7f';
  for (const Bytes& bad : {Bytes(), Bytes("SSHSIG"), blob.substr(0, blob.size() - 1), too_long,
                           Bytes("SSHSIX") + blob.substr(6)})
    EXPECT_EQ(NameSignature(begin + ToBase64(bad) + end).key, "") << ToHex(bad);
}

TEST(NameSignature, OtherKindsAreToldApartAndNoiseIsNone) {
  EXPECT_EQ(NameSignature("-----BEGIN SIGNED MESSAGE-----\nAAAA\n").armour, Armour::kX509);
  EXPECT_EQ(NameSignature("-----BEGIN SIGNED MESSAGE-----\nAAAA\n").key, "");
  for (const char* text : {"", "x", "-----BEGIN", "-----BEGIN PUBLIC KEY-----\nAAAA\n", "\xff\xff"})
    EXPECT_EQ(NameSignature(text).armour, Armour::kNone) << text;
  for (const char* text :
       {"-----BEGIN PGP SIGNATURE-----", "-----BEGIN PGP SIGNATURE-----\n\n!!!!\n",
        "-----BEGIN PGP SIGNATURE-----\n\nAAA\n",
        "-----END PGP-----\n-----BEGIN PGP SIGNATURE-----"}) {
    EXPECT_EQ(NameSignature(text).armour, Armour::kOpenPgp) << text;
    EXPECT_EQ(NameSignature(text).key, "") << text;
  }
}

}  // namespace
}  // namespace avouch::git
