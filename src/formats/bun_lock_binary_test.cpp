#include "formats/bun_lock_binary.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

std::string Little(std::uint64_t value, int size) {
  std::string out;
  for (int i = 0; i < size; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
  return out;
}

struct Need {
  std::uint32_t package;
  std::uint8_t behaviour;
};

// A lock as Bun would write it, of packages with their columns.
class Writer {
 public:
  explicit Writer(int format) : format_(format) {}

  std::string Text(std::string_view text) {
    if (text.size() <= 8) return std::string(text) + std::string(8 - text.size(), '\0');
    const std::uint64_t offset = texts_.size(), length = text.size();
    texts_ += text;
    return Little(offset | length << 32 | std::uint64_t{1} << 63, 8);
  }

  std::string Version(std::uint32_t major, std::uint32_t minor, std::uint32_t patch,
                      std::string_view pre = "") {
    const int size = format_ == 3 ? 8 : 4;
    return Little(major, size) + Little(minor, size) + Little(patch, size) +
           std::string(format_ == 3 ? 0 : 4, '\0') + Text(pre) + std::string(24, '\0');
  }

  void Add(std::string_view name, std::uint8_t tag, std::string value, std::uint8_t algorithm,
           const std::vector<Need>& needs) {
    value.resize(format_ == 3 ? 64 : 56);
    resolutions_ += static_cast<char>(tag) + std::string(7, '\0') + value;
    names_ += Text(name);
    slices_ += Little(resolved_.size() / 4, 4) + Little(needs.size(), 4);
    meta_ += std::string(20, '\0') + static_cast<char>(algorithm) + std::string(64, 'A') +
             std::string(3, '\0');
    for (const Need& need : needs) {
      resolved_ += Little(need.package, 4);
      dependencies_ +=
          std::string(16, '\0') + static_cast<char>(need.behaviour) + std::string(9, '\0');
    }
    ++count_;
  }

  [[nodiscard]] std::string Bytes() const {
    const auto n = static_cast<std::size_t>(count_);
    const std::string columns = names_ + std::string(8 * n, '\0') + resolutions_ + slices_ +
                                slices_ + meta_ + std::string(69 * n, '\0');
    std::string out = "#!/usr/bin/env bun\nbun-lockfile-format-v0\n" + Little(format_, 4) +
                      std::string(40, '\0') + Little(n, 8) + Little(8, 8) + Little(8, 8);
    const std::size_t begin = out.size() + 16;
    out += Little(begin, 8) + Little(begin + columns.size(), 8) + columns;
    for (const std::string& array :
         {std::string(), std::string(), resolved_, dependencies_, std::string(), texts_}) {
      const std::size_t at = out.size() + 16 + 5;
      out += Little(at, 8) + Little(at + array.size(), 8) + "\n<x>\n" + array;
    }
    return out + std::string(8, '\0');
  }

 private:
  int format_;
  std::uint64_t count_ = 0;
  std::string resolutions_, slices_, meta_, names_, resolved_, dependencies_, texts_;
};

std::string Sample(int format) {
  Writer w(format);
  w.Add("cart", 1, "", 0, {{1, 2}, {2, 8}, {3, 4}, {4, 32}, {6, 2}});
  w.Add("@s/axle-long-name", 2,
        w.Text("https://registry.npmjs.org/@s/axle/-/axle-1.2.3.tgz") + w.Version(1, 2, 3), 4,
        {{5, 2}, {99, 16}});
  w.Add("bolt", 2, w.Text("") + w.Version(2, 0, 0, "beta.1"), 1, {});
  w.Add("nut", 2, w.Text("") + w.Version(3, 0, 0), 0, {});
  w.Add("member", 72, w.Text("packages/member"), 0, {{5, 2}, {2, 8}});
  w.Add("cog", 16, w.Text("o") + w.Text("cog") + w.Text("main") + w.Text("o-cog-0123456789"), 0,
        {});
  w.Add("git", 32,
        w.Text("") + w.Text("https://u:p@h/git.git") + w.Text("main") +
            w.Text("0123456789012345678901234567890123456789"),
        0, {});
  w.Add("tgz", 80, w.Text("https://h/tgz-1.tgz"), 4, {});
  w.Add("dir", 4, w.Text("../dir"), 0, {});
  return w.Bytes();
}

TEST(BunLockBinary, BothFormatsTellTheSame) {
  for (const int format : {2, 3}) {
    const auto m = ReadBunLockBinary("bun.lockb", Sample(format));
    ASSERT_TRUE(m.has_value()) << ToString(m.error());
    EXPECT_EQ(GraphText(*m), R"(@s/axle-long-name@1.2.3!: cog@
bolt@2.0.0-beta.1!d:
nut@3.0.0!o:
member@w: cog@
cog@!:
git@!:
tgz@:
dir@:
)") << format;
    EXPECT_EQ(m->name, "cart");
    EXPECT_EQ(m->workspaces, std::vector<std::string>{"packages/member"});
    std::string origins;
    for (const auto& one : m->components)
      origins += std::string(model::Name(one.source)) + " " + one.origin + "\n";
    EXPECT_EQ(origins, R"(registry https://registry.npmjs.org/@s/axle/-/axle-1.2.3.tgz
registry 
registry 
workspace packages/member
git github:o/cog#0123456789
git git+https://h/git.git#0123456789012345678901234567890123456789
url https://h/tgz-1.tgz
path file:../dir
)");
    EXPECT_EQ(m->components[0].digests.at(0).substr(0, 12), "sha512-QUFBQ");
    EXPECT_EQ(m->components[1].digests.at(0), "sha1-QUFBQUFBQUFBQUFBQUFBQUFBQUE=");
    EXPECT_EQ(m->notes, std::vector<std::string>{"nut 3.0.0 has no integrity"});
  }
}

TEST(BunLockBinary, WhatIsAnotherFormatSaysHowToHaveItAsText) {
  std::string other = Sample(2);
  other[42] = 9;
  const auto m = ReadBunLockBinary("bun.lockb", other);
  ASSERT_FALSE(m.has_value());
  EXPECT_EQ(m.error().kind, ErrorKind::kUnsupported);
  EXPECT_NE(m.error().what.find("--save-text-lockfile"), std::string::npos);
}

TEST(BunLockBinary, EachByteMayLieAndTheEndMayBeMissing) {
  const std::string whole = Sample(3);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(ReadBunLockBinary("bun.lockb", whole.substr(0, i)).has_value() &&
                 i + 8 < whole.size())
        << i;
    std::string changed = whole;
    changed[i] = static_cast<char>(0xff);
    const auto m = ReadBunLockBinary("bun.lockb", changed);
    if (!m) continue;
    for (const auto& component : m->components)
      for (const auto need : component.detail.needs) ASSERT_LT(need, m->components.size());
  }
}

TEST(BunLockBinary, PackagesThatAllNeedAllAreRefused) {
  Writer w(2);
  const std::vector<Need> many(1000, Need{0, 2});
  w.Add("a", 2, w.Text("") + w.Version(1, 0, 0), 0, many);
  std::string bytes = w.Bytes();
  EXPECT_TRUE(ReadBunLockBinary("bun.lockb", bytes).has_value());
  Writer twice(2);
  twice.Add("a", 2, twice.Text("") + twice.Version(1, 0, 0), 0, many);
  twice.Add("b", 2, twice.Text("") + twice.Version(1, 0, 0), 0, {});
  bytes = twice.Bytes();
  // The second package's slice of dependencies becomes the first one's.
  const std::size_t slices = 126 + 2 * 16 + 2 * 64;
  bytes.replace(slices + 8, 8, bytes, slices, 8);
  EXPECT_FALSE(ReadBunLockBinary("bun.lockb", bytes).has_value());
}

}  // namespace
}  // namespace avouch::formats
