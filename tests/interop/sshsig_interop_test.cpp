// Signatures that the ssh-keygen and git of this machine make, verified here; and
// ours verified by ssh-keygen. Skipped by name where they are missing.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "crypto/keys_spki.h"
#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "crypto/signed_commit.h"
#include "crypto/sshsig.h"

namespace avouch::crypto {
namespace {

namespace fs = std::filesystem;

// A folder of its own, in which commands are run.
class SshInterop : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "avouch-ssh-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder_ = name;
  }
  void TearDown() override { fs::remove_all(folder_); }

  // Whether the shell says that the command did well.
  [[nodiscard]] bool Shell(const std::string& command) const {
    std::string line = "cd '" + folder_.string() + "' && { " + command + " ; } >out 2>err";
    return std::system(line.c_str()) == 0;
  }
  [[nodiscard]] std::string Read(const std::string& name) const {
    std::ifstream in(folder_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void Write(const std::string& name, BytesView bytes) const {
    std::ofstream(folder_ / name, std::ios::binary).write(bytes.data(), bytes.size());
  }

  fs::path folder_;
};

#define NEEDS(program) \
  if (!Shell("command -v " program)) GTEST_SKIP() << program << " is not here"

TEST_F(SshInterop, EachKindThatSshKeygenMakes) {
  NEEDS("ssh-keygen");
  for (const std::string kind :
       {"ed25519", "ecdsa -b 256", "ecdsa -b 384", "ecdsa -b 521", "rsa -b 2048", "rsa -b 3072"}) {
    Write("bytes", BytesView("some bytes\0 more", 16));
    ASSERT_TRUE(Shell("rm -f key* bytes.sig; ssh-keygen -q -N '' -f key -t " + kind))
        << Read("err");
    for (const std::string hash : {"sha256", "sha512"}) {
      ASSERT_TRUE(
          Shell("rm -f bytes.sig; ssh-keygen -Y sign -f key -n file -O hashalg=" + hash + " bytes"))
          << Read("err");
      auto proof = VerifySshSig("file", Read("bytes"), Read("bytes.sig"));
      ASSERT_TRUE(proof) << kind << ": " << ToString(proof.error());
      EXPECT_EQ(proof->key, ParseSshKey(Read("key.pub")).value()) << kind;
      EXPECT_FALSE(VerifySshSig("git", Read("bytes"), Read("bytes.sig"))) << kind;
      EXPECT_FALSE(VerifySshSig("file", "other", Read("bytes.sig"))) << kind;
    }
    ASSERT_TRUE(Shell("ssh-keygen -l -f key.pub"));
    EXPECT_NE(Read("out").find(" " + Fingerprint(ParseSshKey(Read("key.pub")).value()) + " "),
              std::string::npos)
        << kind;
  }
}

TEST_F(SshInterop, OursIsTakenBySshKeygen) {
  NEEDS("ssh-keygen");
  PrivateKey key = PrivateKey::Generate().value();
  Write("signers", "priya " + SshKeyText(key.public_key()) + "\n");
  Write("bytes", "some bytes");
  Write("bytes.sig", MakeSshSig(key, "avouch-statement-v1", "some bytes"));
  const std::string verify =
      "ssh-keygen -Y verify -f signers -I priya -s bytes.sig -n avouch-statement-v1 <";
  EXPECT_TRUE(Shell(verify + "bytes")) << Read("err");
  EXPECT_FALSE(Shell("printf other | " + verify + "/dev/stdin"));
}

TEST_F(SshInterop, ACommitThatGitSigns) {
  NEEDS("ssh-keygen");
  NEEDS("git");
  const std::string setup =
      "ssh-keygen -q -N '' -f key -t ed25519 && git init -q . && git config user.name Priya && "
      "git config user.email priya@larkhill.example && git config gpg.format ssh && "
      "git config user.signingkey \"$PWD/key\"";
  ASSERT_TRUE(Shell(setup)) << Read("err");
  for (const std::string message :
       {"One line", "Two\\n\\nparagraphs, and a line\\n\\n  indented"}) {
    ASSERT_TRUE(Shell("printf '" + message +
                      "' >message && git commit -q --allow-empty -S -F message && "
                      "git cat-file commit HEAD >commit"))
        << Read("err");
    auto proof = VerifySshCommit(HashKind::kSha1, Read("commit"));
    ASSERT_TRUE(proof) << ToString(proof.error());
    EXPECT_EQ(proof->key, ParseSshKey(Read("key.pub")).value());
    EXPECT_FALSE(VerifySshCommit(HashKind::kSha1, Read("commit") + " "));
  }
}

TEST_F(SshInterop, ACommitOfASha256RepositoryThatGitSigns) {
  NEEDS("ssh-keygen");
  NEEDS("git");
  ASSERT_TRUE(
      Shell("ssh-keygen -q -N '' -f key -t ed25519 && git init -q --object-format=sha256 . && "
            "git -c user.name=Priya -c user.email=p@x.example -c gpg.format=ssh "
            "-c user.signingkey=\"$PWD/key\" commit -q --allow-empty -S -m x && "
            "git cat-file commit HEAD >commit"))
      << Read("err");
  auto proof = VerifySshCommit(HashKind::kSha256, Read("commit"));
  ASSERT_TRUE(proof) << ToString(proof.error());
  EXPECT_EQ(proof->key, ParseSshKey(Read("key.pub")).value());
}

TEST_F(SshInterop, KeysThatOpenSslMakes) {
  NEEDS("openssl");
  ASSERT_TRUE(
      Shell("openssl genpkey -algorithm ed25519 -out key && "
            "openssl pkey -in key -pubout -out key.pub"))
      << Read("err");
  PrivateKey key = ReadKey(Read("key")).value();
  EXPECT_EQ(SpkiPem(key.public_key()), Read("key.pub"));
  EXPECT_EQ(WriteKey(key).view(), Read("key"));
}

}  // namespace
}  // namespace avouch::crypto
