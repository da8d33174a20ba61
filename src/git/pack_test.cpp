#include "git/pack.h"

#include <gtest/gtest.h>

#include <chrono>
#include <deque>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "git/repository.h"
#include "testing/git_pack.h"

namespace avouch::git {
namespace {

using avouch::testing::Big;
using avouch::testing::Deflate;
using avouch::testing::DeltaCopy;
using avouch::testing::DeltaInsert;
using avouch::testing::DeltaSizes;
using avouch::testing::PackWriter;
using container::ObjectType;
using crypto::HashKind;

ObjectId BlobId(BytesView bytes, HashKind hash = HashKind::kSha1) {
  return crypto::GitObjectId(hash, "blob", bytes);
}

// Packs in memory, and a reader of them.
class Packs {
 public:
  explicit Packs(HashKind hash = HashKind::kSha1) : hash_(hash) {}

  Packs& Add(Bytes index, Bytes pack) {
    kept_.push_back(std::move(index));
    const Bytes& i = kept_.back();
    kept_.push_back(std::move(pack));
    auto opened = Pack::Over(i, kept_.back(), hash_ == HashKind::kSha1 ? 20 : 32);
    EXPECT_TRUE(opened) << ToString(opened.error());
    if (opened) packs_.push_back(std::move(*opened));
    return *this;
  }
  Packs& Add(const PackWriter& writer) { return Add(writer.Index(), writer.Pack()); }

  Result<Object> Read(const ObjectId& id, std::uint64_t limit = container::kMaxObjectBytes) {
    return Get().Read(id, limit);
  }
  Reader& Get() {
    if (!reader_) {
      repository_.emplace(Repository::OfPacks(std::move(packs_), hash_));
      reader_.emplace(*repository_);
    }
    return *reader_;
  }

 private:
  HashKind hash_;
  std::deque<Bytes> kept_;
  std::vector<std::unique_ptr<Pack>> packs_;
  std::optional<Repository> repository_;
  std::optional<Reader> reader_;
};

std::string Text(const Result<Object>& object) {
  return object ? *object->bytes : "error: " + ToString(object.error());
}

ErrorKind KindOf(const Result<Object>& object) {
  EXPECT_FALSE(object) << "read, and must not be: " << object->bytes->substr(0, 80);
  return object ? ErrorKind::kInternal : object.error().kind;
}

// A pack with a blob, two deltas upon it, and their names.
struct Chain {
  PackWriter writer;
  ObjectId base, offset_delta, named_delta;

  explicit Chain(HashKind hash = HashKind::kSha1) : writer(hash) {
    base = writer.Add(ObjectType::kBlob, "0123456789");
    std::uint64_t at = writer.last();
    offset_delta = BlobId("0123456789ab", hash);
    writer.AddOffsetDelta(at, DeltaSizes(10, 12) + DeltaCopy(0, 10) + DeltaInsert("ab"),
                          offset_delta);
    named_delta = BlobId("89ab", hash);
    writer.AddNamedDelta(offset_delta, DeltaSizes(12, 4) + DeltaCopy(8, 4), named_delta);
  }
};

TEST(Pack, ReadsWholeObjectsAndBothKindsOfDelta) {
  for (HashKind hash : {HashKind::kSha1, HashKind::kSha256}) {
    Chain chain(hash);
    const std::pair<const char*, Bytes> indexes[] = {
        {"version 2", chain.writer.Index()},
        {"offsets of eight bytes", chain.writer.Index(0)},
        {"version 1", chain.writer.IndexVersion1()}};
    for (const auto& [what, index] : indexes) {
      Packs packs(hash);
      packs.Add(index, chain.writer.Pack());
      EXPECT_EQ(Text(packs.Read(chain.named_delta)), "89ab") << what;
      EXPECT_EQ(Text(packs.Read(chain.base)), "0123456789") << what;
      EXPECT_EQ(Text(packs.Read(chain.offset_delta)), "0123456789ab") << what;
      EXPECT_EQ(KindOf(packs.Read(BlobId("absent", hash))), ErrorKind::kNotFound) << what;
    }
  }
}

TEST(Pack, FindsEachOfManyNamesAndNoOther) {
  PackWriter writer;
  std::vector<ObjectId> ids;
  for (int i = 0; i < 3000; ++i)
    ids.push_back(writer.Add(ObjectType::kBlob, "blob " + std::to_string(i)));
  const Bytes index = writer.Index(), pack = writer.Pack();
  const auto opened = Pack::Over(index, pack, 20);
  ASSERT_TRUE(opened);
  EXPECT_EQ((*opened)->count(), 3000u);
  for (const ObjectId& id : ids) {
    const auto position = (*opened)->Position(id);
    ASSERT_TRUE(position);
    EXPECT_EQ((*opened)->IdAt(*position), id);
    ObjectId other = id;
    other.bytes[19] ^= 1;
    EXPECT_FALSE((*opened)->Position(other));
  }
  ObjectId low, high;
  low.size = high.size = 20;
  high.bytes.fill(0xff);
  EXPECT_FALSE((*opened)->Position(low));
  EXPECT_FALSE((*opened)->Position(high));
}

TEST(Pack, NamesThatAllStartTheSameAreFoundToo) {
  // The guess of where a name stands is wrong for each of them.
  PackWriter writer;
  for (unsigned i = 0; i < 2000; ++i) {
    ObjectId id;
    id.size = 20;
    id.bytes = {7, 0, 0, 0, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
    writer.AddRow(id, i);
  }
  const Bytes index = writer.Index(), pack = writer.Pack();
  const auto opened = Pack::Over(index, pack, 20);
  ASSERT_TRUE(opened);
  for (unsigned i = 0; i < 2000; ++i) {
    ObjectId id;
    id.size = 20;
    id.bytes = {7, 0, 0, 0, static_cast<std::uint8_t>(i >> 8), static_cast<std::uint8_t>(i)};
    ASSERT_EQ((*opened)->Offset(id), i);
  }
}

TEST(Pack, RefusesAFileThatIsNone) {
  Chain chain;
  const Bytes index = chain.writer.Index(), pack = chain.writer.Pack();
  auto with = [](Bytes bytes, std::size_t at, BytesView other) {
    return bytes.replace(at, other.size(), other);
  };
  struct {
    const char* what;
    Bytes index, pack;
  } const rows[] = {
      {"empty index", "", pack},
      {"empty pack", index, ""},
      {"both empty", "", ""},
      {"pack of another name", index, with(pack, 0, "KCAP")},
      {"pack of version 4", index, with(pack, 4, Big(4, 4))},
      {"pack of a header only", index, pack.substr(0, 12)},
      {"index of version 3", with(index, 4, Big(3, 4)), pack},
      {"fanout out of order", with(index, 8 + 4 * 10, Big(3, 4) + Big(2, 4)), pack},
      {"fanout beyond its count", with(index, 8, Big(4, 4)), pack},
      {"more objects than the file holds", with(index, 8 + 255 * 4, Big(1000, 4)), pack},
      {"four thousand million objects", with(index, 8 + 255 * 4, Big(0xffffffff, 4)), pack},
      {"cut off in its fanout", index.substr(0, 1000), pack},
      {"cut off in its names", index.substr(0, 8 + 1024 + 30), pack},
      {"cut off before its checksums", index.substr(0, index.size() - 21), pack},
      {"version 1, cut off", chain.writer.IndexVersion1().substr(0, 1024 + 50), pack},
  };
  for (const auto& row : rows) {
    const auto opened = Pack::Over(row.index, row.pack, 20, "where");
    ASSERT_FALSE(opened) << row.what;
    EXPECT_EQ(opened.error().kind, ErrorKind::kMalformed) << row.what;
    EXPECT_EQ(opened.error().where, "where") << row.what;
  }
}

TEST(Pack, NoByteOfAPackOrIndexCanMakeItReadSomethingElse) {
  // Each byte in turn is turned over: what is read is right, or is refused.
  Chain chain;
  const Bytes index = chain.writer.Index(), pack = chain.writer.Pack();
  for (std::size_t at = 0; at < index.size() + pack.size(); ++at) {
    Bytes i = index, p = pack;
    (at < index.size() ? i[at] : p[at - index.size()]) ^= '\xff';
    auto opened = Pack::Over(i, p, 20);
    if (!opened) continue;
    std::vector<std::unique_ptr<Pack>> packs;
    packs.push_back(std::move(*opened));
    const Repository repository = Repository::OfPacks(std::move(packs), HashKind::kSha1);
    Reader reader(repository);
    for (const auto& [id, text] : {std::pair{chain.base, "0123456789"},
                                   {chain.offset_delta, "0123456789ab"},
                                   {chain.named_delta, "89ab"}}) {
      const auto object = reader.Read(id);
      ASSERT_TRUE(!object || *object->bytes == text) << "byte " << at;
    }
  }
}

TEST(Pack, CutOffAnywhereItIsRefusedOrItsObjectsAre) {
  Chain chain;
  const Bytes index = chain.writer.Index(), pack = chain.writer.Pack();
  int refused = 0;
  for (std::size_t size = 0; size < pack.size() - 20; ++size) {
    const Bytes cut = pack.substr(0, size);
    auto opened = Pack::Over(index, cut, 20);
    if (!opened) {
      ++refused;
      continue;
    }
    std::vector<std::unique_ptr<Pack>> packs;
    packs.push_back(std::move(*opened));
    const Repository repository = Repository::OfPacks(std::move(packs), HashKind::kSha1);
    Reader reader(repository);
    refused += !reader.Read(chain.named_delta) ? 1 : 0;
  }
  EXPECT_EQ(refused, static_cast<int>(pack.size() - 20)) << "the last object was cut each time";
}

// ---- Entries that lie ----

struct Lie {
  const char* what;
  std::function<ObjectId(PackWriter&)> write;
  ErrorKind kind;
};

TEST(PackEntry, EveryLieIsAnErrorOfTheObjectAlone) {
  const ObjectId x = BlobId("x");
  auto raw = [x](int type, std::uint64_t size, Bytes base, Bytes stream) {
    return [=](PackWriter& w) {
      w.AddRaw(type, size, base, stream, x);
      return x;
    };
  };
  const Lie lies[] = {
      {"says it is larger", raw(3, 2, "", Deflate("x")), ErrorKind::kMalformed},
      {"says it is smaller", raw(3, 0, "", Deflate("x")), ErrorKind::kMalformed},
      {"says it is a terabyte", raw(3, 1ull << 40, "", Deflate("x")), ErrorKind::kTooLarge},
      {"says 2^63", raw(3, 1ull << 63, "", Deflate("x")), ErrorKind::kMalformed},
      {"another type", raw(2, 1, "", Deflate("x")), ErrorKind::kIntegrity},
      {"type 0", raw(0, 1, "", Deflate("x")), ErrorKind::kMalformed},
      {"type 5", raw(5, 1, "", Deflate("x")), ErrorKind::kMalformed},
      {"other bytes than its name", raw(3, 1, "", Deflate("y")), ErrorKind::kIntegrity},
      {"noise for a stream", raw(3, 1, "", "nonsense"), ErrorKind::kMalformed},
      {"a delta on itself", raw(6, 3, Bytes(1, '\0'), Deflate("\x01\x01\x01")),
       ErrorKind::kMalformed},
      {"a delta on what lies before the pack", raw(6, 3, "\xff\xff\x7f", Deflate("\x01\x01\x01")),
       ErrorKind::kMalformed},
      {"a distance without end", raw(6, 3, Bytes(12, '\xff'), Deflate("x")), ErrorKind::kMalformed},
      {"a delta on its own name", raw(7, 3, Bytes(x.view()), Deflate("\x01\x01\x01")),
       ErrorKind::kTooLarge},
      {"a delta on what is not there", raw(7, 3, Bytes(20, 'q'), Deflate("\x01\x01\x01")),
       ErrorKind::kNotFound},
      {"a delta that is empty",
       [x](PackWriter& w) {
         w.Add(ObjectType::kBlob, "base");
         w.AddOffsetDelta(w.last(), "", x);
         return x;
       },
       ErrorKind::kMalformed},
      {"a delta whose base is noise",
       [x](PackWriter& w) {
         w.AddRaw(3, 4, "", "noise", BlobId("base"));
         w.AddOffsetDelta(w.last(), DeltaSizes(4, 1) + DeltaInsert("x"), x);
         return x;
       },
       ErrorKind::kMalformed},
      {"a delta on the middle of an entry",
       [x](PackWriter& w) {
         w.Add(ObjectType::kBlob, "base");
         w.AddOffsetDelta(w.last() + 3, DeltaSizes(4, 1) + DeltaInsert("x"), x);
         return x;
       },
       ErrorKind::kMalformed},
      {"a delta that copies past its base",
       [x](PackWriter& w) {
         w.Add(ObjectType::kBlob, "base");
         w.AddOffsetDelta(w.last(), DeltaSizes(4, 1) + DeltaCopy(4, 1), x);
         return x;
       },
       ErrorKind::kMalformed},
      {"a delta that makes other bytes than its name",
       [x](PackWriter& w) {
         w.Add(ObjectType::kBlob, "base");
         w.AddOffsetDelta(w.last(), DeltaSizes(4, 1) + DeltaInsert("y"), x);
         return x;
       },
       ErrorKind::kIntegrity},
      {"an offset in the header",
       [x](PackWriter& w) {
         w.AddRow(x, 4);
         return x;
       },
       ErrorKind::kMalformed},
      {"an offset in the checksum",
       [x](PackWriter& w) {
         w.AddRow(x, w.end());
         return x;
       },
       ErrorKind::kMalformed},
      {"an offset past the end",
       [x](PackWriter& w) {
         w.AddRow(x, 1 << 30);
         return x;
       },
       ErrorKind::kMalformed},
      {"an offset of eight bytes past the end",
       [x](PackWriter& w) {
         w.AddRow(x, ~std::uint64_t{0});
         return x;
       },
       ErrorKind::kMalformed},
  };
  for (const Lie& lie : lies) {
    PackWriter writer;
    const ObjectId good = writer.Add(ObjectType::kBlob, "good");
    const ObjectId id = lie.write(writer);
    Packs packs;
    packs.Add(writer);
    const auto object = packs.Read(id);
    ASSERT_FALSE(object) << lie.what;
    EXPECT_EQ(object.error().kind, lie.kind) << lie.what << ": " << ToString(object.error());
    EXPECT_FALSE(object.error().where.empty()) << lie.what;
    EXPECT_EQ(Text(packs.Read(good)), "good") << lie.what;
  }
}

TEST(PackIndex, ARowThatLeadsPastTheTableOfLargeOffsetsIsRefused) {
  Chain chain;
  Bytes index = chain.writer.Index(0);
  index.erase(index.size() - 40 - 16, 16);  // Two of three rows of the table are gone.
  Packs packs;
  packs.Add(index, chain.writer.Pack());
  int refused = 0;
  for (const ObjectId& id : {chain.base, chain.offset_delta, chain.named_delta})
    refused += packs.Read(id) ? 0 : 1;
  EXPECT_EQ(refused, 2);
}

TEST(PackIndex, ThatBelongsToAnotherPackGivesNothingUnderAFalseName) {
  PackWriter one, two;
  const ObjectId a = one.Add(ObjectType::kBlob, "aaaa"), b = two.Add(ObjectType::kBlob, "bbbb");
  Packs packs;
  packs.Add(one.Index(), two.Pack());
  EXPECT_EQ(KindOf(packs.Read(a)), ErrorKind::kIntegrity);
  EXPECT_EQ(KindOf(packs.Read(b)), ErrorKind::kNotFound);
}

TEST(PackIndex, ThatGivesOneObjectTwoNamesIsBelievedForTheRightOneOnly) {
  PackWriter writer;
  const ObjectId a = writer.Add(ObjectType::kBlob, "a"), b = BlobId("b");
  writer.AddRow(b, writer.last());
  Packs packs;
  packs.Add(writer);
  // Also when its bytes were hashed before, under the right name.
  EXPECT_EQ(Text(packs.Read(a)), "a");
  EXPECT_EQ(KindOf(packs.Read(b)), ErrorKind::kIntegrity);
  EXPECT_EQ(Text(packs.Read(a)), "a");
}

TEST(Pack, ADamagedCopyIsPassedOverForAGoodOne) {
  PackWriter bad, good;
  const ObjectId id = BlobId("x");
  bad.AddRaw(3, 1, "", Deflate("y"), id);
  bad.Add(ObjectType::kBlob, "makes this pack the larger one");
  good.Add(ObjectType::kBlob, "x");
  EXPECT_EQ(Text(Packs().Add(bad).Add(good).Read(id)), "x");
  EXPECT_EQ(Text(Packs().Add(good).Add(bad).Read(id)), "x");
}

// ---- Deltas without end, and deltas that cost ----

TEST(DeltaChain, OfFourThousandIsReadAndALongerOneIsRefused) {
  for (const auto& [length, read] : {std::pair{4095, true}, {4097, false}}) {
    PackWriter writer;
    writer.Add(ObjectType::kBlob, "x");
    ObjectId last;
    for (int i = 0; i < length; ++i) {
      last = BlobId("x" + std::to_string(i));
      const std::string text = "x" + std::to_string(i);
      const std::uint64_t base = i == 0 ? 1 : 1 + std::to_string(i - 1).size();
      writer.AddOffsetDelta(writer.last(), DeltaSizes(base, text.size()) + DeltaInsert(text), last);
    }
    Packs packs;
    packs.Add(writer);
    EXPECT_EQ(packs.Read(last).has_value(), read) << length;
  }
}

TEST(DeltaChain, InACircleWithinAPackEnds) {
  PackWriter writer;
  const ObjectId a = BlobId("a"), b = BlobId("b");
  writer.AddNamedDelta(b, DeltaSizes(1, 1) + DeltaInsert("a"), a);
  writer.AddNamedDelta(a, DeltaSizes(1, 1) + DeltaInsert("b"), b);
  Packs packs;
  packs.Add(writer);
  EXPECT_EQ(KindOf(packs.Read(a)), ErrorKind::kTooLarge);
  EXPECT_EQ(KindOf(packs.Read(b)), ErrorKind::kTooLarge);
}

TEST(DeltaChain, FromPackToPackIsRead) {
  PackWriter thin, base;
  const ObjectId id = BlobId("basex"), whole = base.Add(ObjectType::kBlob, "base");
  thin.AddNamedDelta(whole, DeltaSizes(4, 5) + DeltaCopy(0, 4) + DeltaInsert("x"), id);
  EXPECT_EQ(Text(Packs().Add(thin).Add(base).Read(id)), "basex");
  EXPECT_EQ(Text(Packs().Add(base).Add(thin).Read(id)), "basex");
}

TEST(DeltaChain, InACircleThroughManyPacksEndsSoon) {
  // Each of thirty packs bases a upon b, each of thirty others b upon a: without a
  // bound on the whole, a reader tries thirty to the power of its depth.
  const ObjectId a = BlobId("a"), b = BlobId("b");
  Packs packs;
  for (int i = 0; i < 60; ++i) {
    PackWriter writer;
    if (i % 2 == 0)
      writer.AddNamedDelta(b, DeltaSizes(1, 1) + DeltaInsert("a"), a);
    else
      writer.AddNamedDelta(a, DeltaSizes(1, 1) + DeltaInsert("b"), b);
    packs.Add(writer);
  }
  EXPECT_FALSE(packs.Read(a));
  EXPECT_FALSE(packs.Read(b));
}

TEST(DeltaChain, ThatMakesTerabytesIsRefusedAfterGigabytes) {
  // 300 kB on disk; each of 3,000 deltas makes 256 MiB out of sixteen copies.
  PackWriter writer;
  constexpr std::uint64_t kSize = 256ull << 20;
  writer.Add(ObjectType::kBlob, Bytes(16 << 20, '\0'));
  Bytes copies;
  for (int i = 0; i < 17; ++i) copies += DeltaCopy(0, i < 16 ? (16 << 20) - 1 : 16);
  ObjectId id;
  id.size = 20;
  for (int i = 0; i < 3000; ++i) {
    id.bytes[0] = static_cast<std::uint8_t>(i);
    id.bytes[1] = static_cast<std::uint8_t>(i >> 8);
    writer.AddOffsetDelta(writer.last(), DeltaSizes(i == 0 ? 16u << 20 : kSize, kSize) + copies,
                          id);
  }
  Packs packs;
  packs.Add(writer);
  EXPECT_EQ(KindOf(packs.Read(id)), ErrorKind::kTooLarge);
}

TEST(Reader, ALimitHoldsForTheObjectAndNotForTheBaseItIsMadeFrom) {
  // Else the answer would depend on how the repository was packed.
  const Bytes large(5000, 'z');
  PackWriter writer;
  const ObjectId base = writer.Add(ObjectType::kBlob, large), id = BlobId("zz");
  writer.AddOffsetDelta(writer.last(), DeltaSizes(5000, 2) + DeltaCopy(7, 2), id);
  const ObjectId grown = BlobId(large + large);
  writer.AddNamedDelta(
      id,
      DeltaSizes(2, 10'000) +
          [] {
            Bytes out;
            for (int i = 0; i < 5000; ++i) out += DeltaCopy(0, 2);
            return out;
          }(),
      grown);
  Packs packs;
  packs.Add(writer);
  EXPECT_EQ(Text(packs.Read(id, 2)), "zz");
  EXPECT_EQ(KindOf(packs.Read(id, 1)), ErrorKind::kTooLarge) << "remembered, and still too large";
  EXPECT_EQ(KindOf(packs.Read(base, 4999)), ErrorKind::kTooLarge);
  EXPECT_EQ(Text(packs.Read(base, 5000)), large);
  EXPECT_EQ(KindOf(packs.Read(base, 4999)), ErrorKind::kTooLarge);
  EXPECT_EQ(KindOf(packs.Read(grown, 9999)), ErrorKind::kTooLarge);
  EXPECT_EQ(Text(packs.Read(grown, 10'000)), large + large);
}

// ---- Many packs ----

TEST(Reader, ReadsFromAThousandPacksAndSeesEachObjectOnce) {
  Packs packs;
  std::vector<std::pair<ObjectId, std::string>> all;
  for (int i = 0; i < 1000; ++i) {
    PackWriter writer;
    // Some objects lie in several packs; sizes differ, so that their order does.
    for (int k = 0; k < 3 + i % 7; ++k) {
      const std::string text = "blob " + std::to_string(i * 5 + k);
      all.emplace_back(writer.Add(ObjectType::kBlob, text), text);
    }
    packs.Add(writer);
  }
  const auto start = std::chrono::steady_clock::now();
  Reader& reader = packs.Get();
  for (const auto& [id, text] : all) {
    ASSERT_EQ(Text(reader.Read(id)), text);
    EXPECT_TRUE(reader.Has(id));
  }
  EXPECT_EQ(KindOf(reader.Read(BlobId("absent"))), ErrorKind::kNotFound);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
}

TEST(Reader, ACopyInASmallPackIsReadWhenTheLargeOnesIsDamaged) {
  Packs packs;
  const ObjectId id = BlobId("x");
  for (int i = 0; i < 40; ++i) {
    PackWriter writer;
    if (i == 39) {
      writer.Add(ObjectType::kBlob, "x");
    } else {
      writer.AddRaw(3, 1, "", Deflate("y"), id);
      writer.Add(ObjectType::kBlob, "filler " + std::to_string(i));
    }
    packs.Add(writer);
  }
  EXPECT_EQ(Text(packs.Read(id)), "x");
}

TEST(Reader, PeelFollowsTagsButNotWithoutEnd) {
  PackWriter writer;
  const ObjectId tree = writer.Add(ObjectType::kTree, "");
  const ObjectId commit = writer.Add(ObjectType::kCommit, avouch::testing::CommitBytes(tree));
  auto tag = [&](const ObjectId& target, const char* type) {
    return writer.Add(ObjectType::kTag,
                      "object " + target.hex() + "\ntype " + type + "\ntag t\n\n");
  };
  ObjectId short_chain = tag(commit, "commit"), long_chain = short_chain;
  for (int i = 0; i < 5; ++i) short_chain = tag(short_chain, "tag");
  for (int i = 0; i < 2000; ++i) long_chain = tag(long_chain, "tag");
  const ObjectId of_tree = tag(tree, "tree"), of_nothing = tag(BlobId("absent"), "commit");
  // Names no hash could give: tags that name each other, and one that names itself.
  ObjectId left = BlobId("left"), right = BlobId("right");
  for (const auto& [name, other] : {std::pair{left, right}, {right, left}}) {
    const Bytes bytes = "object " + other.hex() + "\ntype tag\ntag t\n\n";
    writer.AddRaw(4, bytes.size(), "", Deflate(bytes), name);
  }
  Packs packs;
  packs.Add(writer);
  Reader& reader = packs.Get();
  EXPECT_EQ(reader.Peel(short_chain, ObjectType::kCommit), commit);
  EXPECT_EQ(reader.Peel(commit, ObjectType::kCommit), commit);
  for (const ObjectId& id : {long_chain, of_tree, of_nothing, left, right, tree})
    EXPECT_FALSE(reader.Peel(id, ObjectType::kCommit)) << id.hex();
}

}  // namespace
}  // namespace avouch::git
