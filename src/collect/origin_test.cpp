#include "collect/origin.h"

#include <gtest/gtest.h>

namespace avouch::collect {
namespace {

// "lang" is a module as often as it is a folder of words.
TEST(Origins, AManifestAmongWordsOfALanguageIsNoWords) {
  const Origins origins({"lang/pom.xml", "lang/en.xml", "lang/package.json", "main.c"},
                        [](const std::string&) -> Result<Bytes> {
                          return Fail(ErrorKind::kNotFound, "no marks here");
                        });
  EXPECT_EQ(origins.Of(Path("lang/pom.xml")).origin, model::Origin::kOwn);
  EXPECT_EQ(origins.Of(Path("lang/package.json")).origin, model::Origin::kOwn);
  EXPECT_EQ(origins.Of(Path("lang/en.xml")).origin, model::Origin::kProductData);
}

}  // namespace
}  // namespace avouch::collect
