#include "statement/packed_catalogue.h"

#include <gtest/gtest.h>

#include "statement/catalogue_file.h"
#include "statement/embedded.h"

namespace avouch::statement {
namespace {

TEST(PackedCatalogue, IsReadBackAsItWas) {
  const auto read = ReadCatalogue(EmbeddedCatalogue());
  ASSERT_TRUE(read) << ToString(read.error());
  const Bytes packed = PackCatalogue(*read);
  const auto unpacked = UnpackCatalogue(packed);
  ASSERT_TRUE(unpacked) << ToString(unpacked.error());
  EXPECT_EQ(*unpacked, *read);
  EXPECT_EQ(unpacked->digest, read->digest);
  EXPECT_EQ(*CanonicalCatalogue(*unpacked), *CanonicalCatalogue(*read));
}

TEST(PackedCatalogue, CutOffAnywhereOrLongerIsNone) {
  const Bytes packed = PackCatalogue(*ReadCatalogue(EmbeddedCatalogue()));
  for (std::size_t size = 0; size < packed.size(); size += size < 2000 ? 1 : 997)
    EXPECT_FALSE(UnpackCatalogue(BytesView(packed).substr(0, size))) << size;
  EXPECT_FALSE(UnpackCatalogue(packed.substr(0, packed.size() - 1)));
  EXPECT_FALSE(UnpackCatalogue(packed + '\0'));
}

// Bytes that say they are very long ask for no memory.
TEST(PackedCatalogue, LengthsBeyondTheBytesAreRefused) {
  for (const std::string length : {"\xff\xff\xff\xff\x7f", "\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
                                   "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"}) {
    EXPECT_FALSE(UnpackCatalogue(length));
    EXPECT_FALSE(UnpackCatalogue(std::string(1, '\0') + length));
  }
}

}  // namespace
}  // namespace avouch::statement
