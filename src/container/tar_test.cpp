#include "container/tar.h"

#include <gtest/gtest.h>

namespace avouch::container {
namespace {

const std::string kLong(513, 'x');

std::vector<TarMember> Three() {
  return {{"index.dsse.json", "{}"}, {"a/b-1.json", ""}, {"c", kLong}};
}

Bytes Archive() { return *WriteTar(Three()); }

TEST(Tar, WhatIsWrittenIsReadBackInItsOrder) {
  const Bytes bytes = Archive();
  EXPECT_EQ(bytes.size(), 512u * (2 + 1 + 3 + 2));
  auto read = ReadTar(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, Three());
}

TEST(Tar, TheHeaderIsWhatPosixSays) {
  const Bytes bytes = Archive();
  EXPECT_EQ(bytes.substr(0, 16), std::string("index.dsse.json\0", 16));
  EXPECT_EQ(bytes.substr(100, 8), std::string("0000644\0", 8));
  EXPECT_EQ(bytes.substr(124, 12), std::string("00000000002\0", 12));
  EXPECT_EQ(bytes.substr(257, 8), std::string("ustar\0"
                                              "00",
                                              8));
  EXPECT_EQ(bytes[156], '0');
}

TEST(Tar, NamesThatLeadElsewhereAreNoNames) {
  for (const char* name : {"", ".", "..", "a/../b", "/etc", "a//b", "a/", "A", "a b", "a\\b", "a:b",
                           "\xc3\xa4", "./a"}) {
    EXPECT_FALSE(IsTarName(name)) << name;
    EXPECT_FALSE(WriteTar({{name, ""}}).has_value()) << name;
  }
  EXPECT_FALSE(IsTarName(std::string(100, 'a')));
  EXPECT_TRUE(IsTarName(std::string(99, 'a')));
  EXPECT_FALSE(IsTarName(std::string_view("a\0b", 3)));
}

TEST(Tar, TheSameNameTwiceIsRefused) {
  EXPECT_FALSE(WriteTar({{"a", "1"}, {"a", "2"}}).has_value());
  const Bytes one = *WriteTar({{"a", "1"}});
  const Bytes twice = one.substr(0, 1024) + one;
  EXPECT_FALSE(ReadTar(twice).has_value());
}

// Every byte of the container counts: only the data of a member may change, and
// whoever reads members checks that by digest.
TEST(Tar, AnyByteChangedIsRefusedOrChangesData) {
  const Bytes bytes = Archive();
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char flip : {'\x01', '\x20', '\x80'}) {
      Bytes changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ flip);
      auto read = ReadTar(changed);
      if (!read) continue;
      EXPECT_NE(*read, Three()) << at;
      const bool data = (at >= 512 && at < 514) || (at >= 2048 && at < 2048 + 513);
      EXPECT_TRUE(data) << "byte " << at << " of a header or of padding changed unseen";
    }
  }
}

TEST(Tar, TruncatedOrLongerIsRefused) {
  const Bytes bytes = Archive();
  for (std::size_t size = 0; size < bytes.size(); ++size)
    EXPECT_FALSE(ReadTar(bytes.substr(0, size)).has_value()) << size;
  EXPECT_FALSE(ReadTar(bytes + std::string(1, '\0')).has_value());
  EXPECT_FALSE(ReadTar(bytes + std::string(512, '\0')).has_value());
  EXPECT_FALSE(ReadTar(bytes + bytes).has_value());
}

// Written with the sum of its header right, as an attacker would.
Bytes WithField(std::size_t at, std::string_view value) {
  Bytes bytes = Archive();
  bytes.replace(at, value.size(), value);
  bytes.replace(148, 8, "        ");
  unsigned sum = 0;
  for (std::size_t i = 0; i < 512; ++i) sum += static_cast<unsigned char>(bytes[i]);
  char digits[8];
  std::snprintf(digits, sizeof digits, "%06o", sum);
  bytes.replace(148, 8, std::string(digits, 6) + std::string("\0 ", 2));
  return bytes;
}

TEST(Tar, ExtensionsAndMetadataAreRefusedThoughTheSumFits) {
  EXPECT_EQ(WithField(0, "index"), Archive());  // The sum is computed as the writer does
  const std::pair<std::size_t, std::string> kFields[] = {
      {156, "5"},                                              // A folder
      {156, "2"},                                              // A symbolic link
      {156, "x"},                                              // pax
      {156, "L"},                                              // GNU's long name
      {156, "S"},                                              // GNU's sparse file
      {156, std::string(1, '\0')},                             // The old type of a plain file
      {100, "0000755"},                                        // A mode
      {108, "0000001"},                                        // An owner
      {136, "00000000001"},                                    // A time
      {157, "/etc/passwd"},                                    // Where a link leads
      {265, "root"},                                           // An owner's name
      {345, "prefix"},                                         // The front of a name
      {257, "ustar  "},                                        // GNU's magic
      {124, std::string("\x80\0\0\0\0\0\0\0\0\0\0\x02", 12)},  // A size in binary
      {124, "77777777777"},                                    // A size beyond the end
      {500, "x"},
  };
  for (const auto& [at, value] : kFields)
    EXPECT_FALSE(ReadTar(WithField(at, value)).has_value()) << at << ' ' << value;
}

}  // namespace
}  // namespace avouch::container
