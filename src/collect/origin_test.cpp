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

// The C client of a product written in Java has notices of its own at the end of its licence.
TEST(Origins, AFolderNamedAsTheProductNamesItsPartsIsNoCopy) {
  const auto read = [](const std::string& path) -> Result<Bytes> {
    if (path == "LICENSE") return Bytes("Apache License\nCopyright 2020 Brook Ltd\n");
    return Bytes("Apache License\nCopyright 1998 The Estuary Project\n");
  };
  std::vector<std::string> paths = {"LICENSE",
                                    "brook-client/brook-client-c/LICENSE",
                                    "brook-client/brook-client-c/configure.ac",
                                    "brook-client/brook-client-c/src/a.c",
                                    "brook-client/estuary/LICENSE",
                                    "brook-client/estuary/configure.ac",
                                    "brook-client/estuary/src/a.c"};
  for (const char* part : {"server", "docs", "jute", "it"})
    for (int i = 0; i < 8; ++i)
      paths.push_back(std::string("brook-") + part + "/a" + std::to_string(i) + ".java");
  const Origins origins(paths, read);
  EXPECT_EQ(origins.Of(Path("brook-client/brook-client-c/src/a.c")).origin, model::Origin::kOwn);
  EXPECT_EQ(origins.Of(Path("brook-client/estuary/src/a.c")).origin, model::Origin::kVendored);
}

}  // namespace
}  // namespace avouch::collect
