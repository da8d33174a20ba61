#include "container/zip_writer.h"

#include <gtest/gtest.h>

#include "container/zip.h"

namespace avouch::container {
namespace {

std::vector<ZipPart> Parts() {
  return {{"a.txt", "one", true},
          {"folder/long.txt", Bytes(100'000, 'x'), true},
          {"stored.bin", Bytes(1'000, 'y'), false},
          {"empty", "", true}};
}

TEST(ZipWriter, WhatIsWrittenIsReadBack) {
  const auto archive = WriteZip(Parts());
  ASSERT_TRUE(archive.has_value());
  auto reader = ZipReader::Open(*archive);
  ASSERT_TRUE(reader.has_value());
  ASSERT_EQ(reader->members().size(), Parts().size());
  for (std::size_t i = 0; i < Parts().size(); ++i) {
    EXPECT_EQ(reader->members()[i].name, Parts()[i].name);
    EXPECT_EQ(reader->Read(Parts()[i].name, 1u << 20).value_or("?"), Parts()[i].bytes);
  }
}

TEST(ZipWriter, WhatPacksIsPackedAndWhatDoesNotIsStored) {
  const auto archive = WriteZip(Parts());
  ASSERT_TRUE(archive.has_value());
  EXPECT_LT(archive->size(), 3'000u);
  EXPECT_NE(archive->find("one"), Bytes::npos);
  EXPECT_NE(archive->find(Bytes(1'000, 'y')), Bytes::npos);
}

TEST(ZipWriter, TheSameMembersMakeTheSameBytes) {
  EXPECT_EQ(*WriteZip(Parts()), *WriteZip(Parts()));
}

TEST(ZipWriter, MoreMembersThanTheFormatHoldsAreRefused) {
  const std::vector<ZipPart> many(65'536);
  EXPECT_EQ(WriteZip(many).error().kind, ErrorKind::kTooLarge);
}

}  // namespace
}  // namespace avouch::container
