#include "formats/rpm_database.h"

#include <gtest/gtest.h>

#include <map>

#include "formats/rpm_blobs.h"
#include "formats/sqlite_rows.h"

namespace avouch::formats {
namespace {

using Strings = std::vector<std::string>;
using Qualifiers = std::vector<std::pair<std::string, std::string>>;
using Edges = std::vector<std::uint32_t>;

Bytes Big(std::uint64_t value, std::size_t size) {
  Bytes out;
  for (std::size_t i = size; i-- > 0;) out += static_cast<char>(value >> i * 8 & 0xFF);
  return out;
}
Bytes Small(std::uint64_t value, std::size_t size = 4) {
  const Bytes big = Big(value, size);
  return {big.rbegin(), big.rend()};
}

// ---- Headers ----

class HeaderWriter {
 public:
  HeaderWriter& Text(std::uint32_t tag, const std::string& text) {
    return Add(tag, 6, 1, text + '\0');
  }
  HeaderWriter& Texts(std::uint32_t tag, const Strings& texts) {
    Bytes data;
    for (const auto& text : texts) data += text + '\0';
    return Add(tag, 8, texts.size(), data);
  }
  HeaderWriter& Number(std::uint32_t tag, std::uint32_t value) {
    data_.resize((data_.size() + 3) / 4 * 4);
    return Add(tag, 4, 1, Big(value, 4));
  }
  HeaderWriter& Add(std::uint32_t tag, std::uint32_t type, std::size_t count, const Bytes& data) {
    index_ += Big(tag, 4) + Big(type, 4) + Big(data_.size(), 4) + Big(count, 4);
    data_ += data;
    return *this;
  }
  [[nodiscard]] Bytes Take() const {
    return Big(index_.size() / 16, 4) + Big(data_.size(), 4) + index_ + data_;
  }

 private:
  Bytes index_, data_;
};

std::vector<Bytes> Samples() {
  return {HeaderWriter()
              .Text(1000, "tea")
              .Text(1001, "2.0")
              .Text(1002, "1.el9")
              .Number(1003, 3)
              .Text(1011, "Tea Makers")
              .Text(1014, "MIT")
              .Text(1022, "x86_64")
              .Text(1044, "kettle-2.0-1.el9.src.rpm")
              .Texts(1047, {"tea", "hot-drink"})
              .Texts(1049, {"cup", "/usr/bin/spoon", "rpmlib(X)", "(a if b)", "nobody"})
              .Take(),
          HeaderWriter().Text(1000, "gpg-pubkey").Text(1001, "1").Text(1002, "1").Take(),
          HeaderWriter()
              .Text(1000, "mug")
              .Text(1001, "1")
              .Number(1003, 0)
              .Texts(1047, {"cup"})
              .Texts(1049, {"hot-drink"})
              .Add(1116, 4, 1, Big(0, 4))
              .Texts(1117, {"spoon"})
              .Texts(1118, {"/usr/bin/"})
              .Text(1014, std::string(900, 'x'))  // Longer than a page
              .Take()};
}

// ---- Three forms of file ----

Bytes Varint(std::uint64_t value) {
  Bytes out(1, static_cast<char>(value & 0x7F));
  while (value >>= 7) out.insert(out.begin(), static_cast<char>(0x80 | (value & 0x7F)));
  return out;
}

Bytes Record(const std::vector<std::pair<std::uint64_t, Bytes>>& values) {
  Bytes types, body;
  for (const auto& [type, bytes] : values) types += Varint(type), body += bytes;
  return Varint(types.size() + 1) + types + body;
}

// A table's leaf of 512 bytes from its cells, `head` bytes from its start.
Bytes Leaf(const std::vector<Bytes>& cells, std::size_t head) {
  Bytes page(512, '\0'), array;
  std::size_t at = 512;
  for (const auto& cell : cells) {
    at -= cell.size();
    page.replace(at, cell.size(), cell);
    array += Big(at, 2);
  }
  const Bytes start =
      "\x0D" + Big(0, 2) + Big(cells.size(), 2) + Big(at, 2) + Bytes(1, '\0') + array;
  return page.replace(head, start.size(), start);
}

Bytes SqliteFile(const std::vector<Bytes>& blobs, std::uint32_t loop_to = 0) {
  const auto text = [](const std::string& t) { return std::pair(13 + t.size() * 2, Bytes(t)); };
  const Bytes master =
      Record({text("table"), text("Packages"), text("Packages"), {1, Bytes("\2")}, text("")});
  Bytes first = Leaf({Varint(master.size()) + Varint(1) + master}, 100);
  first.replace(0, 16, std::string("SQLite format 3\0", 16));
  first.replace(16, 2, Big(512, 2));
  std::vector<Bytes> cells, more;
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    const Bytes payload = Record({{0, ""}, {12 + blobs[i].size() * 2, blobs[i]}});
    Bytes cell = Varint(payload.size()) + Varint(i + 1);
    if (payload.size() <= 512 - 35) {
      cells.push_back(cell + payload);
      continue;
    }
    const std::size_t least = (512 - 12) * 32 / 255 - 23;
    const std::size_t even = least + (payload.size() - least) % 508;
    const std::size_t local = even <= 512 - 35 ? even : least;
    cells.push_back(cell + payload.substr(0, local) + Big(3 + more.size(), 4));
    for (std::size_t at = local; at < payload.size(); at += 508) {
      const bool last = at + 508 >= payload.size();
      Bytes page = Big(loop_to != 0 ? loop_to : last ? 0 : 4 + more.size(), 4);
      page += payload.substr(at, 508);
      page.resize(512);
      more.push_back(page);
    }
  }
  Bytes out = first + Leaf(cells, 0);
  for (const auto& page : more) out += page;
  return out;
}

Bytes NdbFile(const std::vector<Bytes>& blobs) {
  Bytes slots, data;
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    Bytes blob = "BlbS" + Small(i + 1) + Small(1) + Small(blobs[i].size()) + blobs[i];
    blob.resize((blob.size() + 15) / 16 * 16);
    slots += "Slot" + Small(i + 1) + Small((4096 + data.size()) / 16) + Small(blob.size() / 16);
    data += blob;
  }
  Bytes head = "RpmP" + Small(0) + Small(1) + Small(1) + Bytes(16, '\0') + slots;
  while (head.size() < 4096) head += "Slot" + Bytes(12, '\0');
  return head + data;
}

Bytes BerkeleyFile(const std::vector<Bytes>& blobs, bool big) {
  const auto number = [big](std::uint64_t value, std::size_t size) {
    return big ? Big(value, size) : Small(value, size);
  };
  const auto page = [&](std::uint32_t next, std::size_t entries, std::size_t offset, char type,
                        const Bytes& body) {
    Bytes out = Bytes(12, '\0') + number(0, 4) + number(next, 4) + number(entries, 2) +
                number(offset, 2) + '\0' + type + body;
    out.resize(512);
    return out;
  };
  Bytes meta = Bytes(12, '\0') + number(0x61561, 4) + number(9, 4) + number(512, 4);
  meta.resize(512);
  Bytes items(512, '\0'), array;
  std::size_t at = 512;
  std::vector<Bytes> chain;
  const auto put = [&](const Bytes& item) {
    at -= item.size();
    items.replace(at, item.size(), item);
    array += number(at, 2);
  };
  for (std::size_t i = 0; i < blobs.size(); ++i) {
    put("\1" + number(i + 1, 4));
    put(Bytes("\3\0\0\0", 4) + number(2 + chain.size(), 4) + number(blobs[i].size(), 4));
    for (std::size_t from = 0; from < blobs[i].size(); from += 486) {
      const Bytes part = blobs[i].substr(from, 486);
      const bool last = from + 486 >= blobs[i].size();
      chain.push_back(
          page(last ? 0 : static_cast<std::uint32_t>(3 + chain.size()), 0, part.size(), 7, part));
    }
  }
  Bytes hash = page(0, blobs.size() * 2, at, 13, array);
  hash.replace(at, 512 - at, items.substr(at));
  Bytes out = meta + hash;
  for (const auto& one : chain) out += one;
  return out;
}

TEST(RpmDatabase, ThreeFormsAndBothByteOrdersSayTheSame) {
  const std::map<std::string, Bytes> files = {
      {"var/lib/rpm/rpmdb.sqlite", SqliteFile(Samples())},
      {"var/lib/rpm/Packages.db", NdbFile(Samples())},
      {"var/lib/rpm/Packages", BerkeleyFile(Samples(), false)},
      {"lib/rpm/Packages", BerkeleyFile(Samples(), true)}};
  for (const auto& [path, bytes] : files) {
    ASSERT_TRUE(IsRpmDatabase(path)) << path;
    const auto m = ReadRpmDatabase(path, bytes);
    ASSERT_TRUE(m.has_value()) << path << ToString(m.error());
    ASSERT_EQ(m->components.size(), 2u) << path;
    const auto& tea = m->components[0];
    EXPECT_EQ(tea.name + " " + tea.version, "tea 3:2.0-1.el9");
    EXPECT_EQ(tea.detail.supplier, "Tea Makers");
    EXPECT_EQ(tea.detail.licences, (Strings{"MIT"}));
    EXPECT_EQ(
        tea.detail.qualifiers,
        (Qualifiers{{"arch", "x86_64"}, {"epoch", "3"}, {"upstream", "kettle-2.0-1.el9.src.rpm"}}));
    EXPECT_EQ(tea.detail.needs, (Edges{1})) << path;
    EXPECT_EQ(m->components[1].version, "1");
    EXPECT_EQ(m->components[1].detail.needs, (Edges{0})) << path;
    EXPECT_EQ(m->notes, (Strings{"1 signing key left out: no packages"})) << path;
  }
}

TEST(RpmDatabase, OnlyWhereRpmKeepsIt) {
  EXPECT_TRUE(IsRpmDatabase("usr/lib/sysimage/rpm/rpmdb.sqlite"));
  for (const char* other :
       {"Packages", "dists/main/Packages", "var/lib/rpm/Name", "xlib/rpm/Packages"})
    EXPECT_FALSE(IsRpmDatabase(other)) << other;
}

TEST(RpmDatabase, SizesThatLieAreLeftOutAndCounted) {
  struct Row {
    const char* what;
    Bytes blob;
  };
  const Row rows[] = {
      {"an index of four thousand million entries", Big(0xFFFFFFFF, 4) + Big(0, 4)},
      {"data past the end", Big(1, 4) + Big(0xFFFFFFF0, 4) + Bytes(16, '\0')},
      {"no entry", Big(0, 4) + Big(0, 4) + Bytes(16, '\0')},
      {"three bytes", "abc"},
  };
  for (const auto& row : rows)
    EXPECT_EQ(ReadRpmDatabase("lib/rpm/Packages.db", NdbFile({row.blob}))->notes,
              (Strings{"1 record could not be read"}))
        << row.what;
  // A count of names that lies ends with the data; an offset past the end is an absent tag.
  const Bytes lies = HeaderWriter()
                         .Text(1000, "a")
                         .Text(1001, "1")
                         .Add(1049, 8, 0xFFFFFFFF, Bytes("b\0", 2))
                         .Take();
  EXPECT_EQ(ReadRpmDatabase("lib/rpm/Packages.db", NdbFile({lies}))->components.size(), 1u);
}

TEST(RpmDatabase, EveryCutAndEveryChangedByteIsReadOrRefused) {
  for (const Bytes& whole :
       {SqliteFile(Samples()), NdbFile(Samples()), BerkeleyFile(Samples(), false)}) {
    for (std::size_t size = 0; size < whole.size(); size += 7)
      (void)ReadRpmDatabase("lib/rpm/Packages", BytesView(whole).substr(0, size));
    for (std::size_t at = 0; at < whole.size(); at += 3) {
      Bytes changed = whole;
      changed[at] = static_cast<char>(changed[at] ^ 0xFF);
      (void)ReadRpmDatabase("lib/rpm/Packages", changed);
    }
  }
}

TEST(SqliteRows, PagesThatPointInACircleAreVisitedOnce) {
  std::size_t left = 0;
  int rows = 0;
  const auto count = [&](const SqliteRow&) { ++rows; };
  const Bytes loop = SqliteFile({Bytes(3000, 'x')}, 3);
  ASSERT_TRUE(ForEachSqliteRow(loop, "Packages", count, &left).has_value());
  EXPECT_EQ(rows, 0);
  EXPECT_EQ(left, 1u);
  // An interior page whose every child is itself.
  Bytes self = SqliteFile({"x"});
  self.replace(512, 14, "\x05" + Big(0, 2) + Big(1, 2) + Big(0, 3) + Big(2, 4) + Big(20, 2));
  self.replace(512 + 20, 4, Big(2, 4));
  ASSERT_TRUE(ForEachSqliteRow(self, "Packages", count, &left).has_value());
  EXPECT_EQ(left, 2u);
}

TEST(SqliteRows, CellsThatAllOverlapCostNoMoreThanTheirPage) {
  Bytes file = SqliteFile({Bytes(400, 'x')});
  const Bytes place = file.substr(512 + 8, 2);
  file.replace(512 + 3, 2, Big(30, 2));
  for (std::size_t i = 0; i < 30; ++i) file.replace(512 + 8 + i * 2, 2, place);
  std::size_t left = 0;
  int rows = 0;
  ASSERT_TRUE(ForEachSqliteRow(file, "Packages", [&](const SqliteRow&) { ++rows; }, &left));
  EXPECT_LE(rows, 2);
  EXPECT_GE(left, 28u);
}

// Many records that go on in other pages stand on one page; no other's size is theirs.
TEST(SqliteRows, WhatGoesOnInOtherPagesCostsOnlyWhatItTakesOfItsOwn) {
  std::vector<Bytes> blobs = {Bytes(220, 'a')};
  for (int i = 0; i < 4; ++i) blobs.emplace_back(1040, 'b');  // 39 bytes of it here
  std::size_t left = 0;
  int rows = 0;
  ASSERT_TRUE(
      ForEachSqliteRow(SqliteFile(blobs), "Packages", [&](const SqliteRow&) { ++rows; }, &left));
  EXPECT_EQ(rows, 5);
  EXPECT_EQ(left, 0u);
}

TEST(SqliteRows, WhatIsNoSuchFileIsRefused) {
  const auto none = [](const SqliteRow&) {};
  EXPECT_FALSE(ForEachSqliteRow("", "Packages", none, nullptr));
  EXPECT_FALSE(ForEachSqliteRow("SQLite format 3", "Packages", none, nullptr));
  EXPECT_EQ(ForEachSqliteRow(SqliteFile({"x"}), "Other", none, nullptr).error().kind,
            ErrorKind::kNotFound);
  Bytes odd = SqliteFile({"x"});
  odd.replace(16, 2, Big(513, 2));
  EXPECT_FALSE(ForEachSqliteRow(odd, "Packages", none, nullptr));
}

}  // namespace
}  // namespace avouch::formats
