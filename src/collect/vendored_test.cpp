// What marks say of copies of others' projects, and which folders are none.

#include "collect/vendored.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "collect/licence_holder.h"

namespace avouch::collect {
namespace {

struct MarkRow {
  const char* rule;
  const char* file;
  const char* text;
  const char* version;
};

TEST(CopyMarkTest, AHeaderTellsTheLibrarysOwnVersionAndNoOther) {
  const MarkRow rows[] = {
      {"a text", "kettle.h", "#define KETTLE_VERSION \"1.2.3\"\n", "1.2.3"},
      {"a text with the name before it, and a release that says more", "kettle.h",
       "#define KETTLE_VERSION\t\"Kettle 5.1\"\n#define KETTLE_RELEASE\t\"Kettle 5.1.5\"\n",
       "5.1.5"},
      {"a release of something else says nothing", "kettle.h",
       "#define KETTLE_VERSION \"5.1\"\n#define STOVE_RELEASE \"5.1.5\"\n", "5.1"},
      {"parts that say VERSION", "version.h",
       "#define KETTLE_VERSION_MAJOR 4\n#define KETTLE_VERSION_MINOR 0\n"
       "#define KETTLE_VERSION_PATCH 7\n",
       "4.0.7"},
      {"parts in quotes", "kettle.h",
       "#define KETTLE_VERSION_MAJOR \"5\"\n#define KETTLE_VERSION_MINOR \"4\"\n"
       "#define KETTLE_VERSION_RELEASE \"6\"\n",
       "5.4.6"},
      {"parts without the word, of the header's own name", "kettle.h",
       "#define KETTLE_MAJOR 1\n#define KETTLE_MINOR 2\n#define KETTLE_PATCH 0\n", "1.2.0"},
      {"parts without the word, of another name", "kettle.h",
       "#define LEVEL_MAJOR 1\n#define LEVEL_MINOR 2\n", ""},
      {"parts of two things are no version", "kettle.h",
       "#define KETTLE_VERSION_MAJOR 1\n#define STOVE_VERSION_MINOR 9\n", ""},
      {"a protocol's version is not the library's", "kettle.h",
       "#define KETTLE_PROTOCOL_VERSION \"3.0\"\n#define HTTP_VERSION \"1.1\"\n", ""},
      {"a library that is called as a protocol is", "llhttp.h",
       "#define LLHTTP_VERSION_MAJOR 9\n#define LLHTTP_VERSION_MINOR 2\n"
       "#define LLHTTP_VERSION_PATCH 1\n",
       "9.2.1"},
      {"a commit behind a release", "kettle.h", "#define KETTLE_VERSION \"5.3.0-196-ga25b9b8b\"\n",
       "5.3.0-196-ga25b9b8b"},
      {"a version without quotes", "kettle.h", "#define KETTLE_VERSION 2.3.0\n", "2.3.0"},
      {"the word behind the part", "kettle.h",
       "#define KETTLE_MAJOR_VERSION 2\n#define KETTLE_MINOR_VERSION 6\n"
       "#define KETTLE_MICRO_VERSION 4\n",
       "2.6.4"},
      {"an interface of another library", "miniz.h", "#define MZ_VERSION \"10.0.3\"\n", ""},
      {"a header of the format that is written", "kettle_format.h",
       "#define KETTLE_VER_MAJOR 1\n#define KETTLE_VER_MINOR 0\n", ""},
      {"a number that is no text", "kettle.h", "#define KETTLE_OPTION_HTTP_VERSION 59\n", ""},
  };
  for (const auto& row : rows)
    EXPECT_EQ(ReadCopyMark(row.file, Bytes(row.text)).version, row.version) << row.rule;
}

// The tree, and what is found in it as "path version".
std::vector<std::string> Found(const std::map<std::string, std::string>& files,
                               std::vector<std::string> submodules = {}) {
  std::vector<std::string> paths = std::move(submodules);
  for (const auto& [path, text] : files) paths.push_back(path);
  std::ranges::sort(paths);
  const ReadMark read = [&](const std::string& path) -> Result<Bytes> {
    const auto at = files.find(path);
    if (at == files.end()) return Fail(ErrorKind::kNotFound, "no file");
    return Bytes(at->second);
  };
  const Origins origins(paths, read);
  std::vector<std::string> out;
  for (const auto& one : FindVendored(origins, read))
    out.push_back(one.path.bytes + (one.version.empty() ? "" : " " + one.version));
  return out;
}

constexpr const char* kOurs =
    "MIT License\nCopyright (c) 2020 Tea Makers\n"
    "Permission is hereby granted, free of charge, to any person";
using Paths = std::vector<std::string>;

TEST(FindVendoredTest, TheVersionOfALicenceIsNotTheCopys) {
  const char* lesser =
      "/* LibKettle\n * License as published by the FSF; either\n"
      " *  version 2.1 of the License, or any later version.\n */\n";
  const char* apache = "// Licensed under the Apache License, Version 2.0\n";
  const char* both =
      "// Licensed under the Apache License, Version 2.0\n// some more words of it\n"
      "// and what the library is for: kettle version 3.4.5\n";
  EXPECT_EQ(Found({{"LICENSE", kOurs}, {"third_party/kettle/kettle.h", lesser}}),
            Paths{"third_party/kettle"});
  EXPECT_EQ(Found({{"LICENSE", kOurs}, {"third_party/kettle/kettle.h", apache}}),
            Paths{"third_party/kettle"});
  EXPECT_EQ(Found({{"LICENSE", kOurs}, {"third_party/kettle/kettle.h", both}}),
            Paths{"third_party/kettle 3.4.5"});
}

TEST(FindVendoredTest, AVersionThatIsMarkedAsOneCountsBehindTheWordLicence) {
  EXPECT_EQ(Found({{"lib/kettle.min.js",
                    "/*! Kettle\n * Licensed under the MIT license\n * @version 2.6.1\n */"}}),
            Paths{"lib/kettle.min.js 2.6.1"});
}

TEST(FindVendoredTest, TheFilesOwnNameAndAVersionBehindIt) {
  EXPECT_EQ(
      Found({{"lib/kettle.min.js", "/*\n * Kettle 0.8.2 - boils\n * version 2.1 of the License"}}),
      Paths{"lib/kettle.min.js 0.8.2"});
  EXPECT_EQ(Found({{"third_party/kettle/kettle.h", "/* kettle.c 2.0.8 - public domain */\n"}}),
            Paths{"third_party/kettle 2.0.8"});
  EXPECT_EQ(Found({{"lib/kettle.min.js", "/* kettle for stove 3.1.0 */"}}),
            Paths{"lib/kettle.min.js"});
}

TEST(FindVendoredTest, FilesOfRailsAreCopiesEach) {
  EXPECT_EQ(Found({{"LICENSE", kOurs},
                   {"app/main.rb", ""},
                   {"vendor/assets/stylesheets/kettle.css", "/** kettle.css (v2.1.0)\n*/"},
                   {"vendor/javascript/kettle.js", "/* Kettle 2.1.0 */"},
                   {"vendor/javascript/tea/LICENSE", "MIT License"},
                   {"vendor/javascript/tea/tea.js", ""}}),
            (Paths{"vendor/assets/stylesheets/kettle.css 2.1.0",
                   "vendor/javascript/kettle.js 2.1.0", "vendor/javascript/tea"}));
}

TEST(FindVendoredTest, OthersCertificatesAreNoCopyOfCode) {
  EXPECT_EQ(Found({{"LICENSE", kOurs},
                   {"app/main.ex", ""},
                   {"vendor/cloud/topic.pem", "x"},
                   {"vendor/kettle/kettle.c", "x"}}),
            Paths{"vendor/kettle"});
}

TEST(FindVendoredTest, TheFileThatItsFolderIsCalledAfterTellsTheVersion) {
  EXPECT_EQ(Found({{"LICENSE", kOurs},
                   {"third_party/kettle/kettle.min.js", "/* Kettle version 6.8.4 */"}}),
            Paths{"third_party/kettle 6.8.4"});
}

TEST(FindVendoredTest, WhatGitSaysOfAReleasesOwnCommitIsTheRelease) {
  EXPECT_EQ(Found({{"third_party/kettle/VERSION", "5.3.0-0-g54eaed1d\n"},
                   {"third_party/kettle/kettle.c", ""}}),
            Paths{"third_party/kettle 5.3.0"});
  EXPECT_EQ(Found({{"third_party/kettle/VERSION", "5.3.0-7-g54eaed1d\n"},
                   {"third_party/kettle/kettle.c", ""}}),
            Paths{"third_party/kettle 5.3.0-7-g54eaed1d"});
}

TEST(FindVendoredTest, AFolderThatBuildsASubmoduleOrACopyIsNone) {
  EXPECT_EQ(Found({{"third_party/kettle-build/CMakeLists.txt", ""},
                   {"third_party/stove-build/CMakeLists.txt", ""},
                   {"third_party/stove-src/stove.c", ""},
                   {"third_party/lid-build/lid.c", ""}},
                  {"third_party/kettle"}),
            (Paths{"third_party/lid-build", "third_party/stove-src"}));
}

TEST(FindVendoredTest, AFolderOfHeadersAmongCopiesIsAGroup) {
  EXPECT_EQ(Found({{"extlibs/headers/kettle/kettle.h", "#define KETTLE_VERSION \"1.2.3\"\n"},
                   {"extlibs/headers/stove/include/stove/stove.h", ""}}),
            (Paths{"extlibs/headers/kettle 1.2.3", "extlibs/headers/stove"}));
}

TEST(FindVendoredTest, WhatMesonLaysOverAPackageIsNone) {
  EXPECT_EQ(Found({{"subprojects/kettle/LICENSE", "Copyright (c) 2001 Ann Other\n"},
                   {"subprojects/kettle/kettle.c", ""},
                   {"subprojects/packagefiles/kettle/meson.build", "project('kettle')\n"},
                   {"subprojects/packagecache/kettle.tar.gz", ""}}),
            Paths{"subprojects/kettle"});
}

TEST(FindVendoredTest, ALicenceWithNothingBesideItIsKeptToBeShown) {
  EXPECT_EQ(Found({{"LICENSE", kOurs},
                   {"a.c", ""},
                   {"b.c", ""},
                   {"c.c", ""},
                   {"d.c", ""},
                   {"notices/kettle/LICENSE", "Copyright (c) 2001 Ann Other\n"}}),
            Paths{});
}

TEST(FindVendoredTest, AnotherHoldersLicenceMakesAFolderSomebodyElses) {
  for (const char* holder :
       {"Copyright (c) 2001 Ann Other\n", "Copyright \xC2\xA9 2025 Project Kettle. (MIT License)\n",
        "Copyright (c) 2020 - 2025 notice for the Kettle Project (see CONTRIBUTORS)\n",
        "# Copyright (C) 2012-2016 Free Software Foundation, Inc.\n"
        "# Redistribution and use in source and binary forms\n"})
    EXPECT_EQ(Found({{"LICENSE", kOurs},
                     {"a.c", ""},
                     {"b.c", ""},
                     {"c.c", ""},
                     {"d.c", ""},
                     {"src/kettle/LICENSE", holder},
                     {"src/kettle/kettle.c", ""}}),
              Paths{"src/kettle"})
        << holder;
}

TEST(FindVendoredTest, AmongLibrariesALicenceOfAnotherKindMakesACopy) {
  const char* mozilla = "Mozilla Public License, version 2.0\n";
  std::map<std::string, std::string> files = {{"LICENSE", kOurs}, {"a.c", ""}, {"b.c", ""},
                                              {"c.c", ""},        {"d.c", ""}, {"e.c", ""}};
  files["src/libs/kettle/LICENSE"] = mozilla, files["src/libs/kettle/kettle.c"] = "";
  EXPECT_EQ(Found(files), Paths{"src/libs/kettle"});
  files.clear();
  files = {{"LICENSE", kOurs}, {"a.c", ""}, {"b.c", ""}, {"c.c", ""}, {"d.c", ""}, {"e.c", ""}};
  files["src/kettle/LICENSE"] = mozilla, files["src/kettle/kettle.c"] = "";
  EXPECT_EQ(Found(files), Paths{});  // The product's own part may have another licence
}

TEST(FindVendoredTest, ALibraryThatIsGivenAwayAsOneFile) {
  const char* sqlite = "/* the amalgamation */\n#define SQLITE_VERSION        \"3.45.1\"\n";
  const char* image = "/* stb_image - v2.28 - public domain image loader */\n";
  const char* tests =
      "// Copyright (c) 2020 Tea Makers\n#define DOCTEST_VERSION_MAJOR 2\n"
      "#define DOCTEST_VERSION_MINOR 4\n";
  EXPECT_EQ(Found({{"LICENSE", kOurs},
                   {"src/a.c", ""},
                   {"src/db/sqlite3.c", sqlite},
                   {"src/doctest.h", tests},                       // The product's makers' own
                   {"src/json.hpp", "#pragma once\nclass Json;"},  // Called so, and no mark in it
                   {"src/stb_image.h", image},
                   {"uthash.h", "#define UTHASH_VERSION 2.3.0\n"}}),  // At the root: the product
            (Paths{"src/db/sqlite3.c 3.45.1", "src/stb_image.h 2.28"}));
  const std::map<std::string, std::string> files = {{"src/db/sqlite3.c", sqlite}};
  const Origins origins({"src/db/sqlite3.c"}, [&](const std::string& path) -> Result<Bytes> {
    return Bytes(files.at(path));
  });
  EXPECT_EQ(origins.Of(Path("src/db/sqlite3.c")).origin, model::Origin::kVendored);
}

TEST(OriginsTest, WhatAPackageThatMakesProjectsPutsIntoThemIsData) {
  const Origins origins(
      {"packages/create-tea/template-green/package.json", "packages/template-engine/package.json"});
  EXPECT_EQ(origins.Of(Path("packages/create-tea/template-green/package.json")).origin,
            model::Origin::kProductData);
  EXPECT_EQ(origins.Of(Path("packages/template-engine/package.json")).origin, model::Origin::kOwn);
}

TEST(OriginsTest, FoldersOfTestsAndExamplesByHowTheyBegin) {
  const Origins origins({"example_tea/a.yaml", "kio/testdata2/a.yaml", "testdatabase/a.go"});
  EXPECT_EQ(origins.Of(Path("kio/testdata2/a.yaml")).origin, model::Origin::kTest);
  EXPECT_EQ(origins.Of(Path("example_tea/a.yaml")).origin, model::Origin::kExample);
  EXPECT_EQ(origins.Of(Path("testdatabase/a.go")).origin, model::Origin::kOwn);
}

TEST(FindVendoredTest, WhoWroteALicencesOwnTextHoldsNothing) {
  EXPECT_FALSE(HolderOf("GNU GENERAL PUBLIC LICENSE\n"
                        "Copyright (C) 1989, 1991 Free Software Foundation, Inc.\n")
                   .known());
}

}  // namespace
}  // namespace avouch::collect
