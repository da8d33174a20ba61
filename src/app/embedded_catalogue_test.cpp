#include "app/embedded_catalogue.h"

#include <gtest/gtest.h>

#include "app/assess.h"
#include "statement/catalogue_file.h"
#include "statement/embedded.h"

namespace avouch::app {
namespace {

TEST(EmbeddedCatalogue, IsWhatItsFilesSay) {
  const auto loaded = LoadCatalogue();
  const auto read = statement::ReadCatalogue(statement::EmbeddedCatalogue());
  ASSERT_TRUE(loaded) << ToString(loaded.error());
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ(*loaded, *read);
  EXPECT_EQ(loaded->digest, read->digest);
}

}  // namespace
}  // namespace avouch::app
