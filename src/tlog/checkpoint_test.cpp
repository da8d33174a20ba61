#include "tlog/checkpoint.h"

#include <gtest/gtest.h>

#include <string>

#include "tlog/cosignature.h"
#include "tlog/merkle.h"

namespace avouch::tlog {
namespace {

using crypto::PrivateKey;

const std::string kRoot = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";

PrivateKey Key(char seed) { return PrivateKey::FromSeed(Bytes(32, seed)); }

NoteKey Named(const char* name, char seed, NoteKeyKind kind = NoteKeyKind::kEd25519) {
  return MakeNoteKey(name, kind, Key(seed).public_key()).value();
}

TEST(Checkpoint, IsReadBack) {
  for (std::uint64_t size : {std::uint64_t{1}, std::uint64_t{20852163}, kMaxSize}) {
    Checkpoint checkpoint{"example.com/log", size, LeafHash("x")};
    EXPECT_EQ(ParseCheckpoint(WriteCheckpoint(checkpoint)).value(), checkpoint);
  }
  Checkpoint empty{"name with spaces + plus", 0, EmptyRoot()};
  EXPECT_EQ(ParseCheckpoint(WriteCheckpoint(empty)).value(), empty);
  EXPECT_EQ(WriteCheckpoint(empty),
            "name with spaces + plus\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

TEST(Checkpoint, InAnotherSpellingIsRefused) {
  ASSERT_TRUE(ParseCheckpoint("o\n1\n" + kRoot + "\n"));
  for (const std::string& text :
       {std::string(),
        std::string("o\n"),
        std::string("o\n1\n"),
        "o\n1\n" + kRoot,
        "\n1\n" + kRoot + "\n",
        "o\n01\n" + kRoot + "\n",
        "o\n-1\n" + kRoot + "\n",
        "o\n+1\n" + kRoot + "\n",
        "o\n 1\n" + kRoot + "\n",
        "o\n1 \n" + kRoot + "\n",
        "o\n\n" + kRoot + "\n",
        "o\n9223372036854775808\n" + kRoot + "\n",
        "o\n18446744073709551617\n" + kRoot + "\n",
        "o\n0x1\n" + kRoot + "\n",
        "o\n1\n" + kRoot.substr(1) + "\n",
        "o\n1\n" + kRoot + "=\n",
        "o\n1\n" + kRoot + " \n",
        std::string("o\n1\n\n"),
        std::string("o\n1\nAAAA\n"),
        "o\n1\n" + std::string(kRoot).replace(42, 1, "3") + "\n",  // Bits beyond the last byte
        "o\n00\n" + kRoot + "\n"}) {
    auto checkpoint = ParseCheckpoint(text);
    ASSERT_FALSE(checkpoint) << text;
    EXPECT_EQ(checkpoint.error().kind, ErrorKind::kMalformed) << text;
  }
}

TEST(Checkpoint, WithExtensionLinesIsRefused) {
  EXPECT_EQ(ParseCheckpoint("o\n1\n" + kRoot + "\nmore\n").error().kind, ErrorKind::kUnsupported);
  EXPECT_FALSE(ParseCheckpoint("o\n1\n" + kRoot + "\n\n"));
}

TEST(Checkpoint, OfAnEmptyTreeHasTheEmptyRoot) {
  EXPECT_FALSE(ParseCheckpoint("o\n0\n" + kRoot + "\n"));
}

// The log's signature, then those of witnesses as the specification makes them.
std::string Cosigned(const Checkpoint& checkpoint, std::vector<std::pair<char, int>> witnesses) {
  Note note = ParseNote(SignCheckpoint(checkpoint, Key('l')).value()).value();
  for (auto [seed, time] : witnesses) {
    std::string name(1, seed);
    Bytes bytes(6, '\0');
    bytes += static_cast<char>(time >> 8);
    bytes += static_cast<char>(time & 0xff);
    bytes += Key(seed).Sign(CosignedMessage({time}, note.text));
    NoteKey key = Named(name.c_str(), seed, NoteKeyKind::kCosignature);
    note.signatures.push_back({name, key.id, bytes});
  }
  return WriteNote(note);
}

TEST(OpenCheckpoint, NamesTheWitnessesThatAreKnown) {
  Checkpoint checkpoint{"log", 5, LeafHash("x")};
  std::vector<NoteKey> witnesses = {Named("v", 'v', NoteKeyKind::kCosignature),
                                    Named("w", 'w', NoteKeyKind::kCosignature)};
  auto opened = OpenCheckpoint(Cosigned(checkpoint, {{'x', 1}, {'w', 700}, {'v', 2}}),
                               Named("log", 'l'), witnesses);
  ASSERT_TRUE(opened) << ToString(opened.error());
  EXPECT_EQ(opened->checkpoint, checkpoint);
  EXPECT_EQ(opened->cosigned, (std::vector<tlog::Cosigned>{{"w", {700}}, {"v", {2}}}));
  opened = OpenCheckpoint(Cosigned(checkpoint, {}), Named("log", 'l'), witnesses);
  ASSERT_TRUE(opened);
  EXPECT_TRUE(opened->cosigned.empty());
}

TEST(OpenCheckpoint, NeedsTheLogsOwnSignature) {
  Checkpoint checkpoint{"log", 5, LeafHash("x")};
  std::vector<NoteKey> witnesses = {Named("w", 'w', NoteKeyKind::kCosignature)};
  Note note = ParseNote(Cosigned(checkpoint, {{'w', 7}})).value();
  note.signatures.erase(note.signatures.begin());
  auto opened = OpenCheckpoint(WriteNote(note), Named("log", 'l'), witnesses);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kIntegrity);
  EXPECT_FALSE(OpenCheckpoint(Cosigned(checkpoint, {}), Named("log", 'k')));
}

TEST(OpenCheckpoint, RefusesTheCheckpointOfAnotherLogUnderThisKey) {
  std::string text = WriteCheckpoint({"other", 5, LeafHash("x")});
  std::string note = WriteNote(SignNote(text, "log", Key('l')).value());
  auto opened = OpenCheckpoint(note, Named("log", 'l'));
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().kind, ErrorKind::kIntegrity);
  EXPECT_FALSE(SignCheckpoint({"o o", 5, LeafHash("x")}, Key('l')));
}

TEST(OpenCheckpoint, RefusesEveryNoteWithOneByteChanged) {
  std::string good = Cosigned({"log", 5, LeafHash("x")}, {{'w', 7}});
  std::vector<NoteKey> witnesses = {Named("w", 'w', NoteKeyKind::kCosignature)};
  auto whole = OpenCheckpoint(good, Named("log", 'l'), witnesses);
  ASSERT_TRUE(whole);
  // A witness whose name or id is another's is unknown: its word is lost, never changed.
  auto says_no_more = [&](const std::string& note) {
    auto opened = OpenCheckpoint(note, Named("log", 'l'), witnesses);
    return !opened || (opened->cosigned.empty() && opened->checkpoint == whole->checkpoint);
  };
  for (std::size_t i = 0; i < good.size(); ++i) {
    std::string spoilt = good;
    spoilt[i] ^= 1;
    EXPECT_TRUE(says_no_more(spoilt)) << i;
    EXPECT_TRUE(says_no_more(good.substr(0, i))) << i;
  }
}

}  // namespace
}  // namespace avouch::tlog
