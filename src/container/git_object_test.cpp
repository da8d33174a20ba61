#include "container/git_object.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "container/limits.h"
#include "testing/git_pack.h"

namespace avouch::container {
namespace {

using avouch::testing::Deflate;
using avouch::testing::DeltaCopy;
using avouch::testing::DeltaInsert;
using avouch::testing::DeltaSizes;
using avouch::testing::TreeBytes;

const std::string kTree(40, 'a'), kOther(40, 'b'), kThird(40, 'c');

// ---- Streams ----

TEST(Inflate, GivesBackWhatWentInAndLeavesWhatFollows) {
  for (const std::string& text : {std::string(), std::string("x"), std::string(100'000, '\0')}) {
    const Result<Bytes> out = Inflate(Deflate(text) + "what follows", text.size());
    ASSERT_TRUE(out) << ToString(out.error());
    EXPECT_EQ(*out, text);
    const Result<Bytes> unknown = InflateUnknown(Deflate(text) + "what follows", text.size());
    ASSERT_TRUE(unknown) << ToString(unknown.error());
    EXPECT_EQ(*unknown, text);
  }
}

TEST(Inflate, RefusesEveryLie) {
  const Bytes good = Deflate("twelve bytes");
  Bytes checksum = good, method = good;
  checksum.back() ^= 1;
  method[0] = 0x79;
  struct {
    const char* what;
    Bytes stream;
    std::uint64_t size;
    ErrorKind kind;
  } const rows[] = {
      {"a size too small", good, 11, ErrorKind::kMalformed},
      {"a size too large", good, 13, ErrorKind::kMalformed},
      {"a size of nothing", good, 0, ErrorKind::kMalformed},
      {"no stream", "", 0, ErrorKind::kMalformed},
      {"noise", "nonsense", 8, ErrorKind::kMalformed},
      {"cut off", good.substr(0, good.size() - 1), 12, ErrorKind::kMalformed},
      {"a wrong checksum", checksum, 12, ErrorKind::kMalformed},
      {"another method", method, 12, ErrorKind::kMalformed},
      {"more than any stream of its length can be", good, 400'000'000, ErrorKind::kMalformed},
      {"more than any object", good, kMaxObjectBytes + 1, ErrorKind::kTooLarge},
      {"the largest number", good, ~std::uint64_t{0}, ErrorKind::kTooLarge},
  };
  for (const auto& row : rows) {
    const Result<Bytes> out = Inflate(row.stream, row.size);
    ASSERT_FALSE(out) << row.what;
    EXPECT_EQ(out.error().kind, row.kind) << row.what;
  }
}

TEST(InflateUnknown, ABombStopsAtTheLimit) {
  const Bytes bomb = Deflate(Bytes(64 << 20, '\0'));
  ASSERT_LT(bomb.size(), 100'000u);
  const Result<Bytes> out = InflateUnknown(bomb, 1 << 20);
  ASSERT_FALSE(out);
  EXPECT_EQ(out.error().kind, ErrorKind::kTooLarge);
  EXPECT_FALSE(InflateUnknown(Deflate(Bytes(101, 'x')), 100));
  EXPECT_TRUE(InflateUnknown(Deflate(Bytes(100, 'x')), 100));
  EXPECT_FALSE(InflateUnknown("nonsense", 100));
}

// ---- Deltas ----

TEST(ApplyDelta, CopiesAndInserts) {
  const Bytes base = "0123456789";
  struct {
    Bytes delta, result;
  } const rows[] = {
      {DeltaSizes(10, 0), ""},
      {DeltaSizes(10, 5) + DeltaInsert("abcde"), "abcde"},
      {DeltaSizes(10, 10) + DeltaCopy(0, 10), base},
      {DeltaSizes(10, 6) + DeltaCopy(7, 3) + DeltaInsert("xy") + DeltaCopy(9, 1), "789xy9"},
      // Only the bytes that are not zero are written: offset 0, size 3.
      {DeltaSizes(10, 3) + Bytes("\x90\x03"), "012"},
  };
  for (const auto& row : rows) {
    const Result<Bytes> out = ApplyDelta(base, row.delta, 100);
    ASSERT_TRUE(out) << ToString(out.error());
    EXPECT_EQ(*out, row.result);
  }
  const Bytes large(70'000, 'z');
  const Result<Bytes> out = ApplyDelta(large, DeltaSizes(70'000, 65'536) + DeltaCopy(1, 0), 70'000);
  ASSERT_TRUE(out) << "a size of zero is 65,536";
  EXPECT_EQ(out->size(), 65'536u);
}

TEST(ApplyDelta, RefusesEveryLie) {
  const Bytes base = "0123456789";
  struct {
    const char* what;
    Bytes delta;
    ErrorKind kind;
  } const rows[] = {
      {"empty", "", ErrorKind::kMalformed},
      {"only the base's size", DeltaSizes(10, 0).substr(0, 1), ErrorKind::kMalformed},
      {"a size without end", Bytes(20, '\xff'), ErrorKind::kMalformed},
      {"for another base", DeltaSizes(11, 1) + DeltaInsert("a"), ErrorKind::kMalformed},
      {"a result larger than the limit", DeltaSizes(10, 101), ErrorKind::kTooLarge},
      {"a result of 2^60", DeltaSizes(10, 1ull << 60), ErrorKind::kTooLarge},
      {"copies past the base's end", DeltaSizes(10, 5) + DeltaCopy(6, 5), ErrorKind::kMalformed},
      {"copies from behind it", DeltaSizes(10, 1) + DeltaCopy(11, 1), ErrorKind::kMalformed},
      {"an offset and size that wrap", DeltaSizes(10, 1) + DeltaCopy(0xffffffff, 0xffffff),
       ErrorKind::kMalformed},
      {"makes more than it says", DeltaSizes(10, 2) + DeltaInsert("abc"), ErrorKind::kMalformed},
      {"makes less than it says", DeltaSizes(10, 4) + DeltaInsert("abc"), ErrorKind::kMalformed},
      {"nothing, and says something", DeltaSizes(10, 1), ErrorKind::kMalformed},
      {"ends inside its data",
       DeltaSizes(10, 3) + Bytes("\x03"
                                 "ab"),
       ErrorKind::kMalformed},
      {"ends inside a copy", DeltaSizes(10, 3) + Bytes("\x93\x01"), ErrorKind::kMalformed},
      {"the reserved instruction", DeltaSizes(10, 1) + Bytes(1, '\0'), ErrorKind::kMalformed},
  };
  for (const auto& row : rows) {
    const Result<Bytes> out = ApplyDelta(base, row.delta, 100);
    ASSERT_FALSE(out) << row.what;
    EXPECT_EQ(out.error().kind, row.kind) << row.what;
  }
}

// ---- Trees ----

TEST(Tree, EntriesComeAsWritten) {
  const ObjectId id = *ParseObjectId(kTree);
  const Bytes bytes = TreeBytes({{"100644", "a", id},
                                 {"100755", "b c", id},
                                 {"120000", "l", id},
                                 {"40000", "d", id},
                                 {"040000", "e", id},
                                 {"160000", "s", id},
                                 {"100664", "\xff\xfe", id}});
  const std::pair<std::uint32_t, std::string> expected[] = {
      {0100644, "a"}, {0100755, "b c"}, {0120000, "l"},       {040000, "d"},
      {040000, "e"},  {0160000, "s"},   {0100664, "\xff\xfe"}};
  std::size_t at = 0;
  for (const auto& [mode, name] : expected) {
    const Result<TreeEntry> entry = NextTreeEntry(bytes, at, 20);
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->mode, mode);
    EXPECT_EQ(entry->name, name);
    EXPECT_EQ(entry->id, id);
    EXPECT_EQ(entry->is_tree(), mode == 040000);
    EXPECT_EQ(entry->is_symlink(), mode == 0120000);
    EXPECT_EQ(entry->is_submodule(), mode == 0160000);
    EXPECT_FALSE(IsOddMode(entry->mode));
  }
  EXPECT_EQ(at, bytes.size());
}

TEST(Tree, RefusesWhatIsNoEntry) {
  const std::string id(20, 'x');
  const std::string zero(1, '\0');
  const std::pair<const char*, std::string> rows[] = {
      {"no mode", " a" + zero + id},
      {"a mode that is no number", "abc a" + zero + id},
      {"a mode of eight digits", "10064400 a" + zero + id},
      {"a decimal mode", "100689 a" + zero + id},
      {"a negative mode", "-1 a" + zero + id},
      {"no blank", "100644"},
      {"no end of its name", "100644 abc"},
      {"an id that is cut off", "100644 a" + zero + id.substr(1)},
      {"nothing behind its name", "100644 a" + zero},
  };
  for (const auto& [what, bytes] : rows) {
    std::size_t at = 0;
    const Result<TreeEntry> entry = NextTreeEntry(bytes, at, 20);
    ASSERT_FALSE(entry) << what;
    EXPECT_EQ(entry.error().kind, ErrorKind::kMalformed) << what;
  }
  std::size_t at = 0;
  EXPECT_FALSE(NextTreeEntry("100644 a" + zero + id, at, 32)) << "an id of the other hash";
}

TEST(Tree, NamesAndModesThatNoHonestTreeHolds) {
  for (const char* name : {"", ".", "..", ".git", ".GIT", ".GiT", "a/b", "/", "../x", "/etc"})
    EXPECT_TRUE(IsOddName(name)) << name;
  for (const char* name : {"a", "...", ".gitignore", ".gitmodules", "git", "\xff", " ", "-rf"})
    EXPECT_FALSE(IsOddName(name)) << name;
  for (const std::uint32_t mode : {0u, 0644u, 01u, 010000u, 020000u, 060000u, 0140000u, 0177777u})
    EXPECT_TRUE(IsOddMode(mode)) << mode;
  for (const std::uint32_t mode : {0100000u, 0100777u, 040755u, 0120777u, 0160000u})
    EXPECT_FALSE(IsOddMode(mode)) << mode;
}

// ---- Commits ----

TEST(ParseCommit, ReadsWhatGitWrites) {
  const Bytes bytes = "tree " + kTree + "\nparent " + kOther + "\nparent " + kThird +
                      "\nauthor A B <a@b> 1700000000 +0130\ncommitter C <> -1 -0230\n"
                      "encoding ISO-8859-1\ngpgsig -----BEGIN SSH SIGNATURE-----\n AAAA\n\n"
                      "subject\n\ntree of words\n";
  const Result<Commit> commit = ParseCommit(bytes);
  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->tree.hex(), kTree);
  ASSERT_EQ(commit->parents.size(), 2u);
  EXPECT_EQ(commit->parents[1].hex(), kThird);
  EXPECT_EQ(commit->author.name, "A B");
  EXPECT_EQ(commit->author.email, "a@b");
  EXPECT_EQ(commit->author.seconds, 1700000000);
  EXPECT_EQ(commit->author.zone_minutes, 90);
  EXPECT_EQ(commit->committer.email, "");
  EXPECT_EQ(commit->committer.seconds, -1);
  EXPECT_EQ(commit->committer.zone_minutes, -150);
  EXPECT_EQ(commit->signature, "-----BEGIN SSH SIGNATURE-----\n AAAA");
  EXPECT_EQ(commit->message, "subject\n\ntree of words\n");
}

TEST(ParseCommit, RefusesACommitWithoutATree) {
  const std::string author = "author A <a@b> 1 +0000\n";
  const std::pair<const char*, std::string> rows[] = {
      {"empty", ""},
      {"only an end", "\n\nmessage"},
      {"no tree", author + "\nx"},
      {"a tree behind its author", author + "tree " + kTree + "\n\nx"},
      {"a parent before the tree", "parent " + kOther + "\ntree " + kTree + "\n\nx"},
      {"a short tree", "tree " + kTree.substr(1) + "\n\nx"},
      {"a tree that is no number", "tree " + std::string(40, 'g') + "\n\nx"},
      {"a tree with more behind it", "tree " + kTree + " \n\nx"},
      {"a tree over two lines", "tree " + kTree + "\n more\n\nx"},
      {"a bad parent", "tree " + kTree + "\nparent x\n\nx"},
      {"a parent without a value", "tree " + kTree + "\nparent \n\nx"},
      {"a tree in the message only", "\ntree " + kTree + "\n"},
  };
  for (const auto& [what, bytes] : rows) {
    const Result<Commit> commit = ParseCommit(bytes);
    ASSERT_FALSE(commit) << what;
    EXPECT_EQ(commit.error().kind, ErrorKind::kMalformed) << what;
  }
}

TEST(ParseCommit, OfAHeaderGivenTwiceTheFirstCountsAsForGit) {
  const Bytes bytes = "tree " + kTree + "\ntree " + kOther + "\nparent " + kThird +
                      "\nauthor A <a@b> 1 +0000\nauthor B <b@b> 2 +0000\n"
                      "committer A <a@b> 1 +0000\ncommitter B <b@b> 2 +0000\n"
                      "parent " +
                      kOther + "\n\nx";
  const Result<Commit> commit = ParseCommit(bytes);
  ASSERT_TRUE(commit);
  EXPECT_EQ(commit->tree.hex(), kTree);
  EXPECT_TRUE(commit->parents.empty()) << "git reads parents only right behind the tree";
  EXPECT_EQ(commit->author.name, "A");
  EXPECT_EQ(commit->committer.name, "A");
}

TEST(ParseCommit, WhatOnlyLooksLikeAHeaderIsNone) {
  const Bytes tag = "mergetag object " + kOther + "\n type commit\n tag v1\n parent " + kOther +
                    "\n author B <b@b> 1 +0000\n";
  const Bytes bytes = "tree " + kTree + "\nauthor A <a@b> 1 +0000\n" + tag + "\nparent " + kOther +
                      "\n";  // Views into it are looked at below.
  const Result<Commit> commit = ParseCommit(bytes);
  ASSERT_TRUE(commit);
  EXPECT_TRUE(commit->parents.empty());
  EXPECT_EQ(commit->author.name, "A");
  EXPECT_EQ(commit->message, "parent " + kOther + "\n");
}

TEST(ParseCommit, WithoutAuthorOrMessageIsStillACommit) {
  const std::string texts[] = {"tree " + kTree, "tree " + kTree + "\n", "tree " + kTree + "\n\n",
                               "tree " + kTree + "\nnonsense\n\n"};
  for (const std::string& text : texts) {
    const Result<Commit> commit = ParseCommit(text);
    ASSERT_TRUE(commit) << text;
    EXPECT_EQ(commit->author.name, "");
    EXPECT_EQ(commit->author.seconds, 0);
    EXPECT_EQ(commit->message, "");
  }
}

TEST(ParseCommit, OddlyTypedPeopleKeepWhatCanBeKept) {
  struct {
    const char *line, *name, *email;
    std::int64_t seconds;
    int zone;
  } const rows[] = {
      {"A <a@b> 1700000000 +9999", "A", "a@b", 1700000000, 0},
      {"A <a@b> 1700000000 +1400", "A", "a@b", 1700000000, 840},
      {"A <a@b> 1700000000 0100", "A", "a@b", 1700000000, 0},
      {"A <a@b> 1700000000 +-500", "A", "a@b", 1700000000, 0},
      {"A <a@b> 1700000000", "A", "a@b", 1700000000, 0},
      {"A <a@b> 99999999999999999999 +0000", "A", "a@b", 0, 0},
      {"A <a@b> 9223372036854775807 +0000", "A", "a@b", 0, 0},
      {"A <a@b> -9223372036854775808 +0000", "A", "a@b", 0, 0},
      {"A <a@b> soon +0000", "A", "a@b", 0, 0},
      {"A <a@b>", "A", "a@b", 0, 0},
      {"A <a@b> <c@d> 5 +0000", "A", "a@b", 5, 0},
      {"A > B <a@b> 5 +0000", "A > B", "a@b", 5, 0},
      {"A <a@b", "A <a@b", "", 0, 0},
      {"nobody at all", "nobody at all", "", 0, 0},
      {"<> 5 +0000", "", "", 5, 0},
      {"\xe9\x00 <\xff> 5 +0000", "\xe9", "", 0, 0},
  };
  for (const auto& row : rows) {
    const Result<Commit> commit = ParseCommit("tree " + kTree + "\nauthor " + row.line + "\n\n");
    ASSERT_TRUE(commit) << row.line;
    EXPECT_EQ(commit->author.name, row.name) << row.line;
    EXPECT_EQ(commit->author.email, row.email) << row.line;
    EXPECT_EQ(commit->author.seconds, row.seconds) << row.line;
    EXPECT_EQ(commit->author.zone_minutes, row.zone) << row.line;
  }
}

// ---- Tags ----

TEST(ParseTag, ReadsWhatGitWrites) {
  const Bytes bytes = "object " + kTree +
                      "\ntype commit\ntag v1\ntagger T <t@t> 5 +0100\n\n"
                      "words\n-----BEGIN PGP SIGNATURE-----\n\nAAAA\n-----END PGP SIGNATURE-----\n";
  const Result<Tag> tag = ParseTag(bytes);
  ASSERT_TRUE(tag);
  EXPECT_EQ(tag->target.hex(), kTree);
  EXPECT_EQ(tag->target_type, ObjectType::kCommit);
  EXPECT_EQ(tag->name, "v1");
  EXPECT_EQ(tag->tagger.name, "T");
  EXPECT_TRUE(tag->signature.starts_with("-----BEGIN PGP SIGNATURE-----\n\nAAAA"));
}

TEST(ParseTag, RefusesATagWithoutATarget) {
  const std::string rows[] = {"",
                              "type commit\ntag v\n\n",
                              "object " + kTree + "\n\n",
                              "object " + kTree + "\ntype\ntag v\n\n",
                              "object " + kTree + "\ntype folder\ntag v\n\n",
                              "object x\ntype commit\n\n",
                              "\nobject " + kTree + "\ntype commit\n"};
  for (const std::string& bytes : rows) {
    EXPECT_FALSE(ParseTag(bytes)) << bytes;
  }
}

TEST(ParseTag, OfAHeaderGivenTwiceTheFirstCounts) {
  const Result<Tag> tag = ParseTag("object " + kTree + "\nobject " + kOther +
                                   "\ntype commit\ntype blob\ntag a\ntag b\n\n");
  ASSERT_TRUE(tag);
  EXPECT_EQ(tag->target.hex(), kTree);
  EXPECT_EQ(tag->target_type, ObjectType::kCommit);
  EXPECT_EQ(tag->name, "a");
}

TEST(ParseTag, ASignatureStartsALineAndTheLastOneCounts) {
  const std::string head = "object " + kTree + "\ntype commit\ntag v\n\n";
  const std::string pgp = "-----BEGIN PGP SIGNATURE-----", ssh = "-----BEGIN SSH SIGNATURE-----";
  const std::pair<std::string, std::string> rows[] = {
      {"no signature\n", ""},
      {"we quote " + pgp + " here\n", ""},
      {"> " + pgp + "\n", ""},
      {pgp + "\nall of it\n", pgp + "\nall of it\n"},
      {"x\n" + ssh + "\nA\n" + pgp + "\nB\n", pgp + "\nB\n"},
      {"x\n" + pgp + "\nA\n" + ssh + "\nB\n", ssh + "\nB\n"},
      {"x\n" + pgp + "\nA\nend " + pgp + "\n", pgp + "\nA\nend " + pgp + "\n"},
  };
  for (const auto& [message, signature] : rows) {
    const Bytes bytes = head + message;
    const Result<Tag> tag = ParseTag(bytes);
    ASSERT_TRUE(tag);
    EXPECT_EQ(tag->signature, signature) << message;
  }
}

}  // namespace
}  // namespace avouch::container
