#include "store/journal.h"

#include <gtest/gtest.h>

#include <string>

#include "crypto/hash.h"

namespace avouch::store {
namespace {

Entry Some(int n) {
  std::string text = std::to_string(n);
  return {{{1764145754 + n}, crypto::Sha256Of("c" + text)},
          crypto::Sha256Of("p" + text),
          crypto::Sha256Of("e" + text)};
}

std::vector<Entry> Some(int from, int to) {
  std::vector<Entry> out;
  for (int n = from; n < to; ++n) out.push_back(Some(n));
  return out;
}

// Records of 1, 3 and 2 entries.
struct Sample {
  Bytes bytes = JournalHead("log");
  std::vector<std::size_t> ends = {bytes.size()};
  Sample() {
    Digest last = HeadDigest("log");
    int first = 0;
    for (int count : {1, 3, 2}) {
      Bytes record =
          WriteRecord(last, static_cast<std::uint64_t>(first), Some(first, first + count));
      last = ReadRecord(record, last, static_cast<std::uint64_t>(first)).value().digest;
      bytes += record;
      first += count;
      ends.push_back(bytes.size());
    }
  }
};

TEST(Journal, IsReadBack) {
  Sample sample;
  Journal journal = ReadJournal(sample.bytes, "log").value();
  EXPECT_EQ(journal.entries, Some(0, 6));
  EXPECT_EQ(journal.ends, (std::vector<std::uint64_t>{1, 4, 6}));
  EXPECT_EQ(journal.whole, sample.bytes.size());
  EXPECT_TRUE(ReadJournal(JournalHead("log"), "log").value().entries.empty());
}

TEST(Journal, CutAnywhereKeepsTheWholeRecordsBefore) {
  Sample sample;
  for (std::size_t cut = sample.ends[0]; cut <= sample.bytes.size(); ++cut) {
    Journal journal = ReadJournal(sample.bytes.substr(0, cut), "log").value();
    std::size_t records = 0;
    while (records + 1 < sample.ends.size() && sample.ends[records + 1] <= cut) ++records;
    EXPECT_EQ(journal.ends.size(), records) << cut;
    EXPECT_EQ(journal.whole, sample.ends[records]) << cut;
  }
  for (std::size_t cut = 0; cut < sample.ends[0]; ++cut) {
    EXPECT_FALSE(ReadJournal(sample.bytes.substr(0, cut), "log")) << cut;
  }
}

TEST(Journal, WithAnyBitChangedEndsBeforeThatRecord) {
  Sample sample;
  for (std::size_t at = 0; at < sample.bytes.size(); ++at) {
    Bytes spoilt = sample.bytes;
    spoilt[at] ^= static_cast<char>(1 << at % 8);
    auto journal = ReadJournal(spoilt, "log");
    if (at < sample.ends[0]) {
      EXPECT_FALSE(journal) << at;
      continue;
    }
    std::size_t records = 0;
    while (sample.ends[records + 1] <= at) ++records;
    EXPECT_EQ(journal.value().ends.size(), records) << at;
  }
}

TEST(Journal, OfRecordsOutOfOrderTwiceOrOfAnotherLogIsNotRead) {
  Sample sample;
  auto part = [&](std::size_t i) {
    return sample.bytes.substr(sample.ends[i], sample.ends[i + 1] - sample.ends[i]);
  };
  const Bytes head = JournalHead("log");
  auto records = [](const Bytes& bytes) { return ReadJournal(bytes, "log").value().ends.size(); };
  EXPECT_EQ(records(head + part(0) + part(1) + part(2)), 3u);
  EXPECT_EQ(records(head + part(1)), 0u);
  EXPECT_EQ(records(head + part(0) + part(0)), 1u);
  EXPECT_EQ(records(head + part(0) + part(2)), 1u);
  EXPECT_EQ(records(head + part(0) + part(2) + part(1)), 1u);
  EXPECT_EQ(records(head + part(0) + "\n" + part(1)), 1u);
  EXPECT_FALSE(ReadJournal(sample.bytes, "lo"));
  EXPECT_FALSE(ReadJournal(sample.bytes, "log2"));
  EXPECT_EQ(ReadJournal(JournalHead("log2") + part(0), "log2").value().ends.size(), 0u);
}

TEST(Journal, WithALengthThatIsALieIsNotRead) {
  Bytes record = WriteRecord(HeadDigest("log"), 0, Some(0, 2));
  for (const char* length :
       {"00000000", "00000008", "00000073", "ffffffff", "7fffffff", "000000e1"}) {
    Bytes spoilt = record;
    spoilt.replace(4, 4, FromHex(length).value());
    EXPECT_FALSE(ReadRecord(spoilt, HeadDigest("log"), 0)) << length;
  }
}

}  // namespace
}  // namespace avouch::store
