// Signatures over files, and over git commits: what is taken, what is refused.

#include "crypto/sshsig.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "crypto/armour.h"
#include "crypto/keys_ssh.h"
#include "crypto/signed_commit.h"
#include "crypto/wire.h"
#include "testing/ssh_samples.h"

namespace avouch::crypto {
namespace {

using testing::kSshSampleMessage;
using testing::kSshSampleNamespace;
using testing::kSshSamples;

PrivateKey Ours() { return PrivateKey::FromSeed(Bytes(32, 'k')); }

template <class T>
ErrorKind KindOf(const Result<T>& result) {
  return result ? ErrorKind::kInternal : result.error().kind;
}

// The fields of a signature of ours, each of which a test may spoil.
struct Fields {
  Bytes magic = "SSHSIG", version = WireUint32(1);
  Bytes key = SshKeyBlob(Ours().public_key());
  Bytes name_space = "file", reserved, hash = "sha512", after;
  Bytes algorithm = "ssh-ed25519";

  // Signed over what the fields say, so that only what is tested is wrong.
  [[nodiscard]] std::string Text(BytesView digest) const {
    Bytes covered = "SSHSIG" + WireString(name_space) + WireString(reserved) + WireString(hash) +
                    WireString(digest);
    Bytes signature = WireString(algorithm) + WireString(Ours().Sign(covered));
    return MakeArmour(magic + version + WireString(key) + WireString(name_space) +
                          WireString(reserved) + WireString(hash) + WireString(signature) + after,
                      "SSH SIGNATURE", 70);
  }
};

TEST(SshSig, OfOpenSshIsTakenAndGivesTheKey) {
  for (const auto& sample : kSshSamples) {
    auto proof = VerifySshSig(kSshSampleNamespace, kSshSampleMessage, sample.signature);
    ASSERT_TRUE(proof) << sample.name << ": " << ToString(proof.error());
    EXPECT_EQ(proof->key, ParseSshKey(sample.line).value());
    EXPECT_FALSE(proof->use);
    EXPECT_EQ(SshSigText(ParseSshSig(sample.signature).value()), sample.signature) << sample.name;
  }
}

TEST(SshSig, IsRefusedForOtherBytesOrAnotherPurpose) {
  for (const auto& sample : kSshSamples) {
    EXPECT_EQ(KindOf(VerifySshSig(kSshSampleNamespace, "hello\n", sample.signature)),
              ErrorKind::kIntegrity);
    for (std::string_view other : {"git", "", "avouch-statement-v10", "AVOUCH-STATEMENT-V1"})
      EXPECT_EQ(KindOf(VerifySshSig(other, kSshSampleMessage, sample.signature)),
                ErrorKind::kIntegrity);
  }
}

TEST(SshSig, OfOursIsReadBack) {
  std::string text = MakeSshSig(Ours(), "file", "bytes");
  EXPECT_EQ(VerifySshSig("file", "bytes", text)->key, Ours().public_key());
  EXPECT_FALSE(VerifySshSig("file", "byte", text));
}

TEST(SshSig, OfTheSmallerHashIsTaken) {
  Fields fields{.hash = "sha256"};
  Bytes digest = FromHex(Sha256Of("bytes").hex()).value();
  EXPECT_TRUE(VerifySshSig("file", "bytes", fields.Text(digest)));
}

TEST(SshSig, RefusesEachFieldThatIsNotTheProtocols) {
  const Bytes digest = Sha512Of("bytes");
  ASSERT_TRUE(VerifySshSig("file", "bytes", Fields{}.Text(digest)));
  const struct {
    const char* why;
    Fields fields;
    ErrorKind kind;
  } kRefused[] = {
      {"another magic", {.magic = "SSHSIX"}, ErrorKind::kMalformed},
      {"version 0", {.version = WireUint32(0)}, ErrorKind::kUnsupported},
      {"version 2", {.version = WireUint32(2)}, ErrorKind::kUnsupported},
      {"no namespace", {.name_space = ""}, ErrorKind::kMalformed},
      {"something reserved", {.reserved = "x"}, ErrorKind::kMalformed},
      {"SHA-1", {.hash = "sha1"}, ErrorKind::kUnsupported},
      {"SHA-384", {.hash = "sha384"}, ErrorKind::kUnsupported},
      {"SHA512 in capitals", {.hash = "SHA512"}, ErrorKind::kUnsupported},
      {"a NUL after the hash", {.hash = Bytes("sha512\0", 7)}, ErrorKind::kUnsupported},
      {"bytes after the end", {.after = "x"}, ErrorKind::kMalformed},
      {"a key of another type", {.key = WireString("ssh-dss")}, ErrorKind::kUnsupported},
      {"bytes after the key",
       {.key = SshKeyBlob(Ours().public_key()) + "x"},
       ErrorKind::kMalformed},
      {"another algorithm", {.algorithm = "rsa-sha2-512"}, ErrorKind::kMalformed},
  };
  for (const auto& row : kRefused)
    EXPECT_EQ(KindOf(VerifySshSig("file", "bytes", row.fields.Text(digest))), row.kind) << row.why;
}

// The hash that is named decides, not the length of what was hashed.
TEST(SshSig, RefusesADigestOfTheOtherHash) {
  Fields fields{.hash = "sha256"};
  EXPECT_EQ(KindOf(VerifySshSig("file", "bytes", fields.Text(Sha512Of("bytes")))),
            ErrorKind::kIntegrity);
}

TEST(SshSig, RefusesArmourThatIsNotStrict) {
  const std::string text = MakeSshSig(Ours(), "file", "bytes");
  for (const std::string& spoilt :
       {" " + text, "\n" + text, text + "x", text + text, ReplaceAll(text, "-----END", "----END"),
        ReplaceAll(text, "SSH SIGNATURE", "PGP SIGNATURE"), std::string(), text.substr(0, 100)})
    EXPECT_EQ(KindOf(VerifySshSig("file", "bytes", spoilt)), ErrorKind::kMalformed);
  EXPECT_TRUE(VerifySshSig("file", "bytes", ReplaceAll(text, "\n", "\r\n")));
}

TEST(SshSig, RefusesEachBitChanged) {
  const Bytes bytes = ParseArmour(MakeSshSig(Ours(), "file", "bytes"), "SSH SIGNATURE").value();
  for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
    Bytes changed = bytes;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ 1 << i % 8);
    EXPECT_FALSE(VerifySshSig("file", "bytes", MakeArmour(changed, "SSH SIGNATURE", 70)))
        << "bit " << i;
  }
}

// ---- Commits ----

const std::string kCommit(testing::kSshCommit);

std::string WithHeader(const std::string& header) {
  return ReplaceAll(kCommit, "\ngpgsig ", "\n" + header + "\ngpgsig ");
}

TEST(SignedCommit, OfGitIsTakenAndGivesTheKey) {
  auto proof = VerifySshCommit(HashKind::kSha1, kCommit);
  ASSERT_TRUE(proof) << ToString(proof.error());
  EXPECT_EQ(proof->key, ParseSshKey(kSshSamples[0].line).value());
}

TEST(SignedCommit, IsSplitIntoWhatWasSignedAndTheSignature) {
  SignedCommit parts = SplitSignedCommit(HashKind::kSha1, kCommit).value();
  EXPECT_EQ(parts.payload,
            "tree 4d593e935186bcc35450336864a1aad148210a14\n"
            "author Priya Nair <priya@larkhill.example> 1772445600 +0000\n"
            "committer Priya Nair <priya@larkhill.example> 1772445600 +0000\n"
            "\n"
            "Access review for March\n");
  EXPECT_TRUE(parts.signature.starts_with("-----BEGIN SSH SIGNATURE-----\nU1NI"));
  EXPECT_TRUE(parts.signature.ends_with("\n-----END SSH SIGNATURE-----\n"));

  SignedCommit pgp = SplitSignedCommit(HashKind::kSha1, testing::kOpenPgpCommit).value();
  EXPECT_EQ(pgp.armour, Armour::kOpenPgp);
  EXPECT_TRUE(pgp.signature.starts_with("-----BEGIN PGP SIGNATURE-----\n\niHUE"));
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, testing::kOpenPgpCommit)),
            ErrorKind::kUnsupported);
}

TEST(SignedCommit, RefusesEachPartOfTheCommitChanged) {
  for (const auto& [from, to] : {std::pair{"tree 4d", "tree 4e"},
                                 {"Priya Nair <", "Tom Adeyemi <"},
                                 {"1772445600", "1772445601"},
                                 {"March", "April"},
                                 {"Access", " Access"},
                                 {"\n\nAccess", "\n\n\nAccess"}}) {
    std::string changed = ReplaceAll(kCommit, from, to);
    ASSERT_NE(changed, kCommit);
    EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, changed)), ErrorKind::kIntegrity) << from;
  }
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, kCommit + "\n")), ErrorKind::kIntegrity);
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1,
                                   WithHeader("parent 4d593e935186bcc35450336864a1aad148210a14"))),
            ErrorKind::kIntegrity);
}

TEST(SignedCommit, WithoutASignatureIsSaidToBeSo) {
  std::string bare = SplitSignedCommit(HashKind::kSha1, kCommit)->payload;
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, bare)), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, "")), ErrorKind::kNotFound);
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, bare + "gpgsig " + kCommit)),
            ErrorKind::kNotFound)
      << "a header in the message is none";
}

TEST(SignedCommit, RefusesHeadersThatGitWouldJoinOrSkip) {
  const std::string signature = ReplaceAll(
      std::string(Trim(SplitSignedCommit(HashKind::kSha1, kCommit)->signature)), "\n", "\n ");
  const std::pair<const char*, std::string> kRefused[] = {
      {"two signatures", WithHeader("gpgsig " + signature)},
      {"one of the other hash beside", WithHeader("gpgsig-sha256 " + signature)},
      {"a header that begins like one", WithHeader("gpgsignature x")},
      {"an empty one", WithHeader("gpgsig")},
      {"NUL in the headers", WithHeader(std::string("a b\0c", 5))},
      {"headers that end early", kCommit.substr(0, kCommit.find("\n\nAccess"))},
  };
  for (const auto& [why, commit] : kRefused)
    EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, commit)), ErrorKind::kMalformed) << why;
}

TEST(SignedCommit, IsReadUnderTheHeaderOfItsRepositoryOnly) {
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha256, kCommit)), ErrorKind::kMalformed);
  EXPECT_TRUE(
      VerifySshCommit(HashKind::kSha256, ReplaceAll(kCommit, "\ngpgsig ", "\ngpgsig-sha256 ")));
}

TEST(SignedCommit, RefusesASignatureOverAFileWithTheSameBytes) {
  SignedCommit parts = SplitSignedCommit(HashKind::kSha1, kCommit).value();
  std::string file = MakeSshSig(Ours(), "file", parts.payload);
  std::string git = MakeSshSig(Ours(), "git", parts.payload);
  auto commit = [&](const std::string& signature) {
    return ReplaceAll(kCommit, ReplaceAll(std::string(Trim(parts.signature)), "\n", "\n "),
                      ReplaceAll(std::string(Trim(signature)), "\n", "\n "));
  };
  EXPECT_TRUE(VerifySshCommit(HashKind::kSha1, commit(git)));
  EXPECT_EQ(KindOf(VerifySshCommit(HashKind::kSha1, commit(file))), ErrorKind::kIntegrity);
}

TEST(SignedCommit, SaysThatCertificatesAreNotRead) {
  EXPECT_EQ(KindOf(SplitSignedCommit(HashKind::kSha1,
                                     "tree x\ngpgsig -----BEGIN SIGNED MESSAGE-----\n aa\n\nx\n")),
            ErrorKind::kUnsupported);
  EXPECT_EQ(KindOf(SplitSignedCommit(HashKind::kSha1, "tree x\ngpgsig hello\n\nx\n")),
            ErrorKind::kMalformed);
}

}  // namespace
}  // namespace avouch::crypto
