#include "tlog/note.h"

#include <gtest/gtest.h>

#include <string>

#include "tlog/cosignature.h"

namespace avouch::tlog {
namespace {

using crypto::PrivateKey;

PrivateKey Key(char seed) { return PrivateKey::FromSeed(Bytes(32, seed)); }

NoteKey Named(const char* name, char seed, NoteKeyKind kind = NoteKeyKind::kEd25519) {
  return MakeNoteKey(name, kind, Key(seed).public_key()).value();
}

NoteSignature Signed(const char* name, char seed, std::string_view text) {
  return SignNote(text, name, Key(seed)).value().signatures.front();
}

// A cosignature as c2sp.org/tlog-cosignature says it is made.
NoteSignature Witnessed(const char* name, char seed, std::string_view text, std::uint64_t time) {
  Bytes bytes;
  for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(time >> shift & 0xff);
  bytes +=
      Key(seed).Sign("cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text));
  return {name, Named(name, seed, NoteKeyKind::kCosignature).id, bytes};
}

TEST(KeyName, HasNoSpacesNoPlusAndNoControls) {
  for (const char* name : {"a", "example.com/log", "löss", "a-b_c:d"}) EXPECT_TRUE(IsKeyName(name));
  for (const char* name : {"", " ", "a b", "a+b", "a\n", "a\tb", "a\u00a0b", "a\u3000", "\u2003a",
                           "a\u0085", "a\u2028b", "\xff", "a\x01"}) {
    EXPECT_FALSE(IsKeyName(name)) << name;
  }
  EXPECT_TRUE(IsKeyName(std::string(kMaxKeyNameBytes, 'a')));
  EXPECT_FALSE(IsKeyName(std::string(kMaxKeyNameBytes + 1, 'a')));
}

TEST(NoteKey, IsReadBackInOneSpellingOnly) {
  for (NoteKeyKind kind : {NoteKeyKind::kEd25519, NoteKeyKind::kCosignature}) {
    NoteKey key = Named("example.com/log", 'k', kind);
    std::string text = WriteNoteKey(key);
    EXPECT_EQ(ParseNoteKey(text).value(), key);
    for (std::size_t i = 0; i < text.size(); ++i) {
      for (char c : {'x', 'A', '+', ' ', '\n', '0'}) {
        if (text[i] == c) continue;
        std::string other = text;
        other[i] = c;
        EXPECT_FALSE(ParseNoteKey(other)) << other;
      }
      EXPECT_FALSE(ParseNoteKey(text.substr(0, i)));
    }
    EXPECT_FALSE(ParseNoteKey(text + "="));
    EXPECT_FALSE(ParseNoteKey(text + "+"));
  }
}

TEST(NoteKey, OfAnotherTypeIsNotRead) {
  Bytes typed = "\x02" + Bytes(Key('k').public_key().point());
  EXPECT_EQ(ParseNoteKey("n+00000000+" + ToBase64(typed)).error().kind, ErrorKind::kUnsupported);
  EXPECT_NE(Named("n", 'k').id, Named("n", 'k', NoteKeyKind::kCosignature).id);
  EXPECT_NE(Named("n", 'k').id, Named("m", 'k').id);
  EXPECT_FALSE(MakeNoteKey("a b", NoteKeyKind::kEd25519, Key('k').public_key()));
}

TEST(Note, IsReadBack) {
  for (const char* text : {"a\n", "\n", "a\n\nb\n", "a\n\n", "— x eA==\n", "è subito sera.\n"}) {
    Note note{text, {Signed("one", '1', text), Signed("two", '2', text)}};
    std::string bytes = WriteNote(note);
    auto read = ParseNote(bytes);
    ASSERT_TRUE(read) << bytes;
    EXPECT_EQ(*read, note);
  }
}

TEST(Note, InAnotherFormIsRefused) {
  const std::string line = "— n AAAAAQI=\n";
  ASSERT_TRUE(ParseNote("t\n\n" + line));
  for (const std::string& bytes : {std::string(),
                                   std::string("\n"),
                                   std::string("t\n"),
                                   std::string("t\n\n"),
                                   "t\n" + line,
                                   "\n" + line,
                                   "t\n\n" + line.substr(0, line.size() - 1),
                                   "t\n\n" + line + "\n",
                                   "t\n\n" + line + "x\n",
                                   std::string("t\n\n- n AAAAAQI=\n"),
                                   std::string("t\n\n—n AAAAAQI=\n"),
                                   std::string("t\n\n—  AAAAAQI=\n"),
                                   std::string("t\n\n— n  AAAAAQI=\n"),
                                   std::string("t\n\n— n AAAAAQI= \n"),
                                   std::string("t\n\n— n AAAAAQI\n"),
                                   std::string("t\n\n— n AAAAAQJ=\n"),
                                   std::string("t\n\n— n AAAAAQ==\n"),
                                   std::string("t\n\n— n AAAA\n"),
                                   std::string("t\n\n— n+ AAAAAQI=\n"),
                                   std::string("t\n\n— n\u00a0 AAAAAQI=\n"),
                                   "t\r\n\n" + line,
                                   "t\t\n\n" + line,
                                   "t\xff\n\n" + line,
                                   std::string("t\0\n\n", 4) + line,
                                   std::string("t\n\n— n AAAAAQI=\r\n")}) {
    EXPECT_FALSE(ParseNote(bytes)) << bytes;
  }
}

TEST(Note, HasABoundOnSignaturesAndBytes) {
  Note note{"t\n", {}};
  NoteSignature signature = Signed("n", '1', "t\n");
  for (std::size_t i = 0; i < kMaxNoteSignatures; ++i) note.signatures.push_back(signature);
  EXPECT_TRUE(ParseNote(WriteNote(note)));
  note.signatures.push_back(signature);
  EXPECT_EQ(ParseNote(WriteNote(note)).error().kind, ErrorKind::kTooLarge);
  Note large{std::string(kMaxNoteBytes, 'x') + "\n", {signature}};
  EXPECT_EQ(ParseNote(WriteNote(large)).error().kind, ErrorKind::kTooLarge);
}

TEST(VerifyNote, FindsTheKnownKeysAmongTheUnknown) {
  const std::string text = "t\n";
  Note note{text, {Signed("x", 'x', text), Signed("b", 'b', text), Signed("a", 'a', text)}};
  std::vector<NoteKey> keys = {Named("a", 'a'), Named("b", 'b'), Named("c", 'c')};
  auto proofs = VerifyNote(note, keys);
  ASSERT_TRUE(proofs) << ToString(proofs.error());
  EXPECT_EQ(*proofs, (std::vector<NoteProof>{{1, {}}, {0, {}}}));
}

TEST(VerifyNote, IgnoresAKeyThatSharesNameOrIdButNotBoth) {
  const std::string text = "t\n";
  std::vector<NoteKey> keys = {Named("a", 'a')};
  NoteSignature good = Signed("a", 'a', text), other_name = good, other_id = good;
  other_name.name = "b";
  other_id.id += 1;
  EXPECT_TRUE(VerifyNote({text, {other_name, other_id, good}}, keys));
  EXPECT_FALSE(VerifyNote({text, {other_name, other_id}}, keys));
}

TEST(VerifyNote, RefusesWhatIsNotSigned) {
  const std::string text = "t\n";
  std::vector<NoteKey> keys = {Named("a", 'a'), Named("b", 'b')};
  NoteSignature good = Signed("a", 'a', text), bad = Signed("b", 'b', "u\n");
  NoteSignature cut = good, other = good;
  cut.bytes.pop_back();
  other.bytes = Signed("a", 'b', text).bytes;
  struct Case {
    const char* name;
    Note note;
  };
  const Case cases[] = {
      {"no known key", {text, {Signed("x", 'x', text)}}},
      {"another text", {"u\n", {good}}},
      {"a known key twice", {text, {good, good}}},
      {"one good and one bad known key", {text, {good, bad}}},
      {"a signature cut short", {text, {cut}}},
      {"another key's signature under this name", {text, {other}}},
  };
  for (const Case& c : cases) {
    auto proofs = VerifyNote(c.note, keys);
    ASSERT_FALSE(proofs) << c.name;
    EXPECT_EQ(proofs.error().kind, ErrorKind::kIntegrity) << c.name;
  }
  EXPECT_FALSE(VerifyNote({text, {good}}, {}));
  std::vector<NoteKey> twice = {keys[0], keys[0]};
  EXPECT_EQ(VerifyNote({text, {good}}, twice).error().kind, ErrorKind::kUsage);
}

TEST(Cosignature, SaysWhen) {
  const std::string text = "log\n0\nx\n";
  std::vector<NoteKey> keys = {Named("w", 'w', NoteKeyKind::kCosignature)};
  EXPECT_EQ(CosignedMessage({1679315147}, "x\n"), "cosignature/v1\ntime 1679315147\nx\n");
  Note note{text, {Witnessed("w", 'w', text, 1679315147)}};
  auto proofs = VerifyNote(note, keys);
  ASSERT_TRUE(proofs) << ToString(proofs.error());
  EXPECT_EQ(*proofs, (std::vector<NoteProof>{{0, Time{1679315147}}}));
}

TEST(Cosignature, WithAnyByteChangedIsRefused) {
  const std::string text = "log\n0\nx\n";
  std::vector<NoteKey> keys = {Named("w", 'w', NoteKeyKind::kCosignature)};
  NoteSignature good = Witnessed("w", 'w', text, 1679315147);
  for (std::size_t i = 0; i < good.bytes.size(); ++i) {
    NoteSignature spoilt = good;
    spoilt.bytes[i] ^= 1;
    EXPECT_FALSE(VerifyNote({text, {spoilt}}, keys)) << i;
  }
  EXPECT_FALSE(VerifyNote({"log\n1\nx\n", {good}}, keys));
  EXPECT_FALSE(VerifyNote({text, {Witnessed("w", 'w', text, std::uint64_t{1} << 63)}}, keys));
}

TEST(Cosignature, IsNoSignatureOfTheSameKeyAndTheOtherWayRound) {
  const std::string text = "log\n0\nx\n";
  NoteKey plain = Named("w", 'w'), witness = Named("w", 'w', NoteKeyKind::kCosignature);
  NoteSignature as_plain = Witnessed("w", 'w', text, 5), as_witness = Signed("w", 'w', text);
  as_plain.id = plain.id;
  as_witness.id = witness.id;
  EXPECT_FALSE(VerifyNote({text, {as_plain}}, std::vector{plain}));
  EXPECT_FALSE(VerifyNote({text, {as_witness}}, std::vector{witness}));
}

}  // namespace
}  // namespace avouch::tlog
