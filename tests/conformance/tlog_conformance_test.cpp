// tlog/ against what others gathered (AVOUCH_DATA/tlog): Merkle proofs, a log in
// tiles with a signed checkpoint of each size, signed notes and keys, examples of
// the specifications. Every case is run; what is not is named with the reason.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "base/text.h"
#include "crypto/hash.h"
#include "syntax/json.h"
#include "tlog/checkpoint.h"
#include "tlog/merkle.h"
#include "tlog/reader.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;
using namespace tlog;  // NOLINT: all of it is under test
using syntax::Node;

fs::path Data() {
  const char* data = std::getenv("AVOUCH_DATA");
  return fs::path(data == nullptr ? "" : data) / "tlog";
}

#define NEEDS_DATA() \
  if (!fs::exists(Data())) GTEST_SKIP() << "AVOUCH_DATA has no tlog"

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  EXPECT_TRUE(in) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<fs::path> FilesBelow(const fs::path& folder) {
  std::vector<fs::path> out;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file()) out.push_back(entry.path());
  }
  std::sort(out.begin(), out.end());
  return out;
}

// ---- Proofs ----

// A hash of another length cannot be said with ours; as a digest that nothing has,
// it stays equal to itself and different from all else. No hash equals nothing.
Digest ReadHash(const Node& node) {
  static int absent = 0;
  Bytes bytes = FromBase64(node.text()).value();
  if (bytes.empty()) return crypto::Sha256Of("absent " + std::to_string(++absent));
  if (bytes.size() != 32) return crypto::Sha256Of("another length: " + bytes);
  return ParseDigest(ToHex(bytes)).value();
}

struct ProofCase {
  Node json;
  Proof proof;

  [[nodiscard]] std::uint64_t number(const char* key) const {
    return std::stoull(json[key].AsText());  // 2^64 - 1 among them
  }
  [[nodiscard]] Digest hash(const char* key) const { return ReadHash(json[key]); }
};

// Answers whether the proof of the case is taken, by the kind of proof.
const std::map<std::string, bool (*)(const ProofCase&)> kKinds = {
    {"inclusion",
     [](const ProofCase& c) {
       return VerifyInclusion(c.number("leafIdx"), c.number("treeSize"), c.hash("leafHash"),
                              c.proof, c.hash("root"))
           .has_value();
     }},
    {"consistency",
     [](const ProofCase& c) {
       return VerifyConsistency(c.number("size1"), c.hash("root1"), c.number("size2"),
                                c.hash("root2"), c.proof)
           .has_value();
     }},
    {"subtreeinclusion",
     [](const ProofCase& c) {
       return VerifySubtreeInclusion(c.number("leafIdx"), {c.number("start"), c.number("end")},
                                     c.hash("leafHash"), c.proof, c.hash("root"))
           .has_value();
     }},
    {"subtreeconsistency",
     [](const ProofCase& c) {
       return VerifySubtreeConsistency({c.number("start"), c.number("end")}, c.hash("root1"),
                                       c.number("size"), c.hash("root2"), c.proof)
           .has_value();
     }},
};

TEST(MerkleProofs, AreTakenAndRefusedAsTheyShouldBe) {
  NEEDS_DATA();
  int taken = 0, refused = 0;
  for (const auto& [kind, verify] : kKinds) {
    for (const fs::path& path : FilesBelow(Data() / "merkle" / kind)) {
      auto json = syntax::ParseJson(ReadAll(path));
      ASSERT_TRUE(json) << path;
      ProofCase c{std::move(*json), {}};
      for (const Node& node : c.json["proof"].items()) c.proof.push_back(ReadHash(node));
      bool good = !c.json["wantErr"].boolean().value();
      EXPECT_EQ(verify(c), good) << path << ": " << c.json["desc"].text();
      ++(good ? taken : refused);
    }
  }
  EXPECT_EQ(taken + refused, 346);
  EXPECT_GT(taken, 20);
  std::cout << taken << " proofs taken, " << refused << " refused\n";
}

// ---- The log in tiles ----

// The key under which that log's repository publishes its test data.
const char kTileLogKey[] =
    "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

struct TileLog {
  NoteKey key = ParseNoteKey(kTileLogKey).value();
  fs::path folder = Data() / "tessera" / "log";
  Fetch fetch = [this](const std::string& path) -> Result<Bytes> {
    if (!fs::exists(folder / path)) return Fail(ErrorKind::kNotFound, "no such tile", path);
    return ReadAll(folder / path);
  };
};

TEST(TileLog, HasACheckpointOfEverySizeAndTilesThatProveIt) {
  NEEDS_DATA();
  TileLog log;
  std::map<std::uint64_t, Digest> roots;
  for (const fs::path& path : FilesBelow(log.folder)) {
    if (!path.filename().string().starts_with("checkpoint")) continue;
    auto opened = OpenCheckpoint(ReadAll(path), log.key);
    ASSERT_TRUE(opened) << path << ": " << ToString(opened.error());
    auto [at, fresh] = roots.emplace(opened->checkpoint.size, opened->checkpoint.root);
    EXPECT_TRUE(fresh || at->second == opened->checkpoint.root);
  }
  ASSERT_EQ(roots.size(), 16u);  // 0..15
  for (const auto& [size, root] : roots) {
    auto reader = TileReader::Open(size, root, log.fetch);
    ASSERT_TRUE(reader) << size << ": " << ToString(reader.error());
    for (std::uint64_t i = 0; i < size; ++i) {
      Bytes entry = reader->EntryAt(i).value();
      EXPECT_TRUE(
          VerifyInclusion(i, size, LeafHash(entry), reader->ProveInclusion(i).value(), root));
      EXPECT_TRUE(VerifyConsistency(i + 1, roots[i + 1], size, root,
                                    reader->ProveConsistency(i + 1).value()));
    }
  }
}

TEST(TileLog, HasPathsThatAreReadAndWritten) {
  NEEDS_DATA();
  TileLog log;
  int paths = 0;
  for (const fs::path& path : FilesBelow(log.folder / "tile")) {
    std::string name = fs::relative(path, log.folder).string();
    auto id = ParseTilePath(name);
    ASSERT_TRUE(id) << name;
    EXPECT_EQ(TilePath(*id), name);
    Bytes bytes = ReadAll(path);
    if (id->level == kEntriesLevel) {
      EXPECT_EQ(WriteBundle(ParseBundle(bytes, id->width).value()), bytes) << name;
    } else {
      EXPECT_EQ(WriteTile(ParseTile(bytes, id->width).value()), bytes) << name;
    }
    ++paths;
  }
  EXPECT_EQ(paths, 30);
}

TEST(TileLog, RefusesEachCheckpointWithOneByteChanged) {
  NEEDS_DATA();
  TileLog log;
  for (int size = 0; size < 16; ++size) {
    std::string good = ReadAll(log.folder / ("checkpoint." + std::to_string(size)));
    for (std::size_t i = 0; i < good.size(); ++i) {
      std::string spoilt = good;
      spoilt[i] ^= 1;
      EXPECT_FALSE(OpenCheckpoint(spoilt, log.key)) << size << ", byte " << i;
    }
  }
}

// ---- Notes ----

TEST(SignedNotes, OfTheGoModuleAreTakenAndRefusedAsTheyShouldBe) {
  NEEDS_DATA();
  Node file = syntax::ParseJson(ReadAll(Data() / "golang-note" / "note-vectors.json")).value();
  std::string good_key(file["good_vkey"].text());
  NoteKey key = ParseNoteKey(good_key).value();
  EXPECT_EQ(WriteNoteKey(key), good_key);
  for (const Node& bad : file["bad_vkeys"].items()) {
    EXPECT_FALSE(ParseNoteKey(bad["vkey"].text())) << bad["why"].text();
  }
  std::string bytes(file["signed_note"].text());
  Note note = ParseNote(bytes).value();
  EXPECT_EQ(note.text, file["note_text"].text());
  EXPECT_EQ(WriteNote(note), bytes);
  EXPECT_TRUE(VerifyNote(note, {&key, 1}));
  note.text[0] ^= 1;
  EXPECT_FALSE(VerifyNote(note, {&key, 1}));
}

// ---- Examples of the specifications ----

std::string Example(const char* name) { return ReadAll(Data() / "c2sp-examples" / name); }

// The blocks were cut out of a page and lost their last newline.
std::string Whole(std::string text) { return text.ends_with('\n') ? text : text + "\n"; }

TEST(Examples, OfSignedNoteAreReadAndTheOneWithAKeyVerifies) {
  NEEDS_DATA();
  Note poem = ParseNote(Whole(Example("signed-note--00.txt"))).value();
  EXPECT_EQ(poem.signatures.front().name, "quasimodo.example/salvatore");
  std::string text = Example("signed-note--06.txt");
  NoteKey key = ParseNoteKey(text.substr(0, text.find_last_not_of('\n') + 1)).value();
  Note note = ParseNote(Whole(Example("signed-note--01.txt"))).value();
  EXPECT_TRUE(VerifyNote(note, {&key, 1}));
  EXPECT_FALSE(VerifyNote(poem, {&key, 1}));
}

TEST(Examples, OfCosignaturesAreCheckpointsWithTwoSignatures) {
  NEEDS_DATA();
  Note note = ParseNote(Whole(Example("tlog-cosignature--00.txt"))).value();
  ASSERT_EQ(note.signatures.size(), 2u);
  EXPECT_EQ(note.signatures[1].bytes.size(), 8u + 64u);
  Checkpoint checkpoint = ParseCheckpoint(note.text).value();
  EXPECT_EQ(checkpoint.origin, "example.com/behind-the-sofa");
  EXPECT_EQ(checkpoint.size, 20852163u);
}

// tlog-witness: a subtree and the checkpoint that it is in. Its hashes are made up
// (no order of them makes the root), so only the length of the proof can be tried.
TEST(Examples, OfASubtreeForAWitnessHasAsManyStepsAsOursWould) {
  NEEDS_DATA();
  std::string text = Example("tlog-witness--00.txt");
  std::vector<std::string_view> lines = Lines(text);
  ASSERT_EQ(lines[0], "subtree 8 13");
  auto blank = std::find(lines.begin(), lines.end(), "");
  std::string body =
      std::string(blank[1]) + "\n" + std::string(blank[2]) + "\n" + std::string(blank[3]) + "\n";
  Checkpoint checkpoint = ParseCheckpoint(body).value();
  Proof proof(static_cast<std::size_t>(blank - lines.begin()) - 2);
  auto complaint = [&](const Proof& tried) {
    return VerifySubtreeConsistency({8, 13}, {}, checkpoint.size, checkpoint.root, tried)
        .error()
        .what;
  };
  EXPECT_EQ(complaint(proof), "the consistency proof leads to another earlier root");
  proof.emplace_back();
  EXPECT_EQ(complaint(proof), "the consistency proof is too long");
  proof.resize(proof.size() - 2);
  EXPECT_EQ(complaint(proof), "the consistency proof is too short");
}

const std::map<std::string, std::string> kLeftOut = {
    {"mtc-tlog--00.txt", "prose"},
    {"signed-note--02.txt", "schematic"},
    {"signed-note--03.txt", "schematic"},
    {"signed-note--05.txt", "schematic"},
    {"static-ct-api--00.txt", "schematic; certificate logs are not read"},
    {"static-ct-api--04.txt", "schematic; certificate logs are not read"},
    {"static-ct-api--05.txt", "schematic; certificate logs are not read"},
    {"tlog-cosignature--02.txt", "schematic"},
    {"tlog-cosignature--03.txt", "schematic"},
    {"tlog-cosignature--04.txt", "schematic"},
    {"tlog-mirror--00.txt", "requests to a mirror"},
    {"tlog-mirror--02.txt", "requests to a mirror"},
    {"tlog-policy--01.txt", "schematic; policies are not read"},
    {"tlog-policy--02.txt", "schematic; policies are not read"},
    {"tlog-policy--03.txt", "schematic; policies are not read"},
    {"tlog-policy--04.txt", "schematic; policies are not read"},
    {"tlog-policy--05.txt", "schematic; policies are not read"},
    {"tlog-tiles--00.txt", "schematic"},
    {"tlog-witness--01.txt", "requests to a witness"},
    {"tlog-witness--03.txt", "signature lines without their note"},
    {"tlog-witness--06.txt", "requests to a witness"},
};

TEST(Examples, AreAllReadAboveOrLeftOutForAReason) {
  NEEDS_DATA();
  const std::set<std::string> read = {"signed-note--00.txt", "signed-note--01.txt",
                                      "signed-note--06.txt", "tlog-cosignature--00.txt",
                                      "tlog-witness--00.txt"};
  for (const fs::path& path : FilesBelow(Data() / "c2sp-examples")) {
    std::string name = path.filename().string();
    EXPECT_NE(read.contains(name), kLeftOut.contains(name)) << name;
  }
}

}  // namespace
}  // namespace avouch
