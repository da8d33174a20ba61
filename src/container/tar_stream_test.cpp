#include "container/tar_stream.h"

#include <gtest/gtest.h>
#include <zlib.h>

#include "testing/tar_archive.h"

namespace avouch::container {
namespace {

using testing::PaxRecord;
using testing::TarOf;
using Strings = std::vector<std::string>;

Bytes Gzip(const Bytes& bytes) {
  z_stream state{};
  deflateInit2(&state, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
  Bytes out(deflateBound(&state, bytes.size()) + 64, '\0');
  state.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  state.avail_in = static_cast<uInt>(bytes.size());
  state.next_out = reinterpret_cast<Bytef*>(out.data());
  state.avail_out = static_cast<uInt>(out.size());
  deflate(&state, Z_FINISH);
  out.resize(state.total_out);
  deflateEnd(&state);
  return out;
}

// "path=body" of every entry; the error's words at the end when there is one.
Strings Listed(BytesView bytes, std::uint64_t most = 1u << 20) {
  Strings out;
  const auto stream = OpenStream(bytes);
  if (!stream) return {stream.error().what};
  TarStream tar(**stream);
  TarEntry entry;
  for (;;) {
    const auto more = tar.Next(&entry);
    if (!more) out.push_back("! " + more.error().what);
    if (!more || !*more) return out;
    std::string text = entry.path;
    if (!entry.link.empty()) text += " -> " + entry.link;
    const auto body = tar.Body(most);
    if (!body) text += " ! " + body.error().what;
    if (body && !body->empty()) text += "=" + std::string(*body);
    out.push_back(text);
  }
}

TEST(TarStream, WhatWritersWrite) {
  const std::string long_name = std::string(150, 'a') + "/b";
  const Bytes tar =
      TarOf({{"a", "one"},
             {"d/", "", '5'},
             {"d/l", "", '2', "../a"},
             {"h", "", '1', "a"},
             {"././@LongLink", long_name + '\0', 'L'},
             {"cut", "two"},
             {"pax", PaxRecord("mtime", "1.5") + PaxRecord("path", "ü/" + long_name), 'x'},
             {"cut", "three"},
             {"all", PaxRecord("comment", "x"), 'g'},
             {"dev", "", '3'},
             {"z", ""}});
  const Strings expected = {
      "a=one", "d/", "d/l -> ../a", "h -> a", long_name + "=two", "ü/" + long_name + "=three",
      "dev",   "z"};
  EXPECT_EQ(Listed(tar), expected);
  EXPECT_EQ(Listed(Gzip(tar)), expected);
  EXPECT_EQ(Listed(Gzip(tar.substr(0, 700)) + Gzip(tar.substr(700))), expected);  // Two members
  EXPECT_EQ(Listed(tar.substr(0, tar.size() - 1024)), expected);  // No end is an end, too.
  EXPECT_EQ(Listed(TarOf({{"a", "0123456789"}, {"b", "x"}}), 4), (Strings{"a=0123", "b=x"}));
}

// Which size counts decides what is an entry and what is a file's content: a reader that
// takes another one than the programs that unpack sees other files (CVE-2025-62518).
TEST(TarStream, APaxSizeCountsNotTheHeadersSoNothingIsSmuggledIn) {
  const Bytes hidden = testing::TarEntryOf({"hidden", "x"});
  const Bytes tar = TarOf({{"pax", PaxRecord("size", std::to_string(hidden.size())), 'x'},
                           {"archive.tar", hidden, '0', "", 0644, "00000000000"},
                           {"after", "y"}});
  const auto names = Listed(tar);
  ASSERT_EQ(names.size(), 2u);
  EXPECT_TRUE(names[0].starts_with("archive.tar="));
  EXPECT_EQ(names[1], "after=y");
}

TEST(TarStream, LinksAndFoldersHaveNoBodyWhateverTheirSizeSays) {
  EXPECT_EQ(Listed(TarOf({{"l", "", '2', "a", 0644, "00000001000"}, {"b", "x"}})),
            (Strings{"l -> a", "b=x"}));
}

TEST(TarStream, WhatLiesIsRefused) {
  const std::string eight(1, '\x80');
  struct Row {
    const char* what;
    Bytes tar;
    const char* says;
  };
  Bytes sum = TarOf({{"a", "x"}});
  sum[0] = 'b';
  const Row rows[] = {
      {"a size past the end", TarOf({{"a", "x", '0', "", 0644, "77777777777"}}),
       "ends inside an entry"},
      {"a negative size", TarOf({{"a", "", '0', "", 0644, std::string(12, '\xFF')}}),
       "a size that is none"},
      {"a size beyond all files",
       TarOf({{"a", "", '0', "", 0644, eight + std::string(11, '\xFF')}}), "a size that is none"},
      {"letters for a size", TarOf({{"a", "", '0', "", 0644, "0000000000z"}}),
       "a size that is none"},
      {"a wrong sum", sum, "no header of a tar archive"},
      {"half a header", TarOf({{"a", "x"}}).substr(0, 300), "ends inside a header"},
      {"a name of a gigabyte", TarOf({{"l", "x", 'L', "", 0644, "10000000000"}}),
       "a header longer than is taken"},
      {"a pax header of a gigabyte", TarOf({{"p", "x", 'x', "", 0644, "10000000000"}}),
       "a header longer than is taken"},
      {"a pax length that lies", TarOf({{"p", "99 path=x\n", 'x'}, {"a", ""}}),
       "an extended header whose lengths lie"},
      {"a pax length of itself", TarOf({{"p", "1 x\n", 'x'}, {"a", ""}}),
       "an extended header whose lengths lie"},
      {"a pax size below nothing", TarOf({{"p", PaxRecord("size", "-1"), 'x'}, {"a", ""}}),
       "a size that is none"},
      {"headers that lead to no entry", TarOf({{"p", PaxRecord("path", "x"), 'x'}}),
       "ends inside an entry"},
      {"no name", TarOf({{"", "x"}}), "an entry without a name"},
  };
  for (const auto& row : rows) {
    const auto names = Listed(row.tar);
    ASSERT_FALSE(names.empty()) << row.what;
    EXPECT_NE(names.back().find(row.says), std::string::npos) << row.what << ": " << names.back();
  }
}

TEST(TarStream, ASparseFilesHolesAreNotMadeUp) {
  Bytes sparse = testing::TarEntryOf({"s", "x", 'S'});
  EXPECT_EQ(Listed(sparse + TarOf({{"b", "y"}})), (Strings{"s ! a sparse file", "b=y"}));
}

TEST(ByteStream, ABombEndsAtItsLimit) {
  const Bytes bomb = Gzip(Bytes(8u << 20, '\0'));
  const auto stream = OpenStream(bomb, {.base = 1u << 20, .ratio = 1});
  ASSERT_TRUE(stream.has_value());
  const auto skipped = (*stream)->Skip(64u << 20);
  ASSERT_FALSE(skipped.has_value());
  EXPECT_EQ(skipped.error().kind, ErrorKind::kTooLarge);
}

TEST(ByteStream, WhatIsCutOrNoStreamIsRefusedNotTakenForAnEnd) {
  const Bytes packed = Gzip(Bytes(100'000, 'x') + "end");
  for (const Bytes& bytes :
       {packed.substr(0, packed.size() / 2), packed.substr(0, packed.size() - 1),
        Bytes("\x1F\x8B rubbish that is none")}) {
    const auto stream = OpenStream(bytes);
    EXPECT_FALSE((*stream)->Skip(1u << 20).has_value());
  }
}

// What `printf 'tea%.0s' ...` makes through zstd 1.5: a frame, another, and one to be skipped.
TEST(ByteStream, ZstdFramesOneAfterTheOther) {
  const Bytes plain("\x28\xB5\x2F\xFD\x20\x03\x19\x00\x00tea", 12);  // No checksum
  const Bytes skipped("\x50\x2A\x4D\x18\x02\x00\x00\x00xy", 10);
  const Bytes all = skipped + plain + plain;
  auto stream = OpenStream(all);
  if (!stream) GTEST_SKIP() << stream.error().what;
  auto bytes = (*stream)->Take(100);
  ASSERT_TRUE(bytes.has_value()) << ToString(bytes.error());
  EXPECT_EQ(*bytes, "teatea");
  auto cut = OpenStream(BytesView(plain).substr(0, 10));
  EXPECT_FALSE((*cut)->Take(100).has_value());
}

// What `printf 'tea%.0s' 1 2 3 4 5 6 7 8` makes through xz 5.4 and bzip2 1.0.
TEST(ByteStream, XzAndBzip2StreamsOneAfterTheOtherWhereverTheyAreCutOrWrong) {
  for (const char* hex :
       {"fd377a585a000004e6d6b4460200210116000000742fe5a3e0001700095d003a19485a016563"
        "800000000000cc3dcff06b27fa87000125189afd19db1fb6f37d010000000004595a",
        "425a683931415926535907436c8f00000b818022000400200030cc05414618717724538509007436c8f0"}) {
    const Bytes plain = *FromHex(hex), all = plain + plain;
    auto stream = OpenStream(all);
    if (!stream) GTEST_SKIP() << stream.error().what;
    const auto bytes = (*stream)->Take(100);
    ASSERT_TRUE(bytes.has_value()) << ToString(bytes.error());
    EXPECT_EQ(*bytes, "teateateateateateateateateateateateateateateatea");
    auto bounded = OpenStream(all, {.base = 30, .ratio = 0});
    EXPECT_EQ((*bounded)->Take(100).error().kind, ErrorKind::kTooLarge);
    for (std::size_t i = 6; i < plain.size(); ++i) {
      auto cut = OpenStream(BytesView(plain).substr(0, i));
      EXPECT_FALSE((*cut)->Take(100).has_value()) << hex << i;
      Bytes bad = plain;
      bad[i] = static_cast<char>(~bad[i]);
      auto wrong = OpenStream(bad);
      EXPECT_FALSE((*wrong)->Take(100).has_value()) << hex << i;
    }
  }
}

}  // namespace
}  // namespace avouch::container
