#include "formats/composer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using model::SourceKind;
using Texts = std::vector<std::string>;
using Indexes = std::vector<std::uint32_t>;

TEST(ComposerLock, PackagesSourcesGroupsAndEdges) {
  const auto m = ReadComposer("composer.lock", R"({
  "packages": [
    {"name": "v/axle", "version": "v2.1.0", "license": ["MIT"], "authors": [{"name": "A. Smith"}],
     "source": {"type": "git", "url": "https://u:p@h/axle.git", "reference": "abc"},
     "dist": {"type": "zip", "url": "https://h/axle.zip", "shasum": "00FF"},
     "require": {"php": ">=8", "ext-json": "*", "V/Bolt": "^1", "v/log": "*"}},
    {"name": "v/bolt", "version": "1.4.0", "replace": {"v/log": "self.version"},
     "dist": {"type": "zip", "url": "http://h/bolt.zip", "shasum": ""}}
  ],
  "packages-dev": [
    {"name": "v/lint", "version": "dev-main",
     "source": {"type": "git", "url": "https://h/lint", "reference": "0123456789012345678901234567890123456789"}},
    {"name": "v/own", "version": "1", "dist": {"type": "path", "url": "../own"}},
    {"name": "v/svn", "version": "1", "source": {"type": "svn", "url": "https://h/svn", "reference": "7"}},
    {"name": "v/none"}
  ],
  "platform": {"php": ">=8.1"}, "platform-dev": []
})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 5u);
  const auto& axle = m->components[0];
  EXPECT_EQ(axle.origin, "https://h/axle.git#abc");
  EXPECT_EQ(axle.source, SourceKind::kRegistry);
  EXPECT_EQ(axle.digests, (Texts{"sha1:00ff"}));
  EXPECT_EQ(axle.detail.licences, (Texts{"MIT"}));
  EXPECT_EQ(axle.detail.supplier, "A. Smith");
  EXPECT_EQ(axle.detail.needs, (Indexes{1}));
  EXPECT_EQ(axle.place.line, 3);
  EXPECT_TRUE(m->components[1].digests.empty());
  EXPECT_EQ(m->components[2].source, SourceKind::kGit);
  EXPECT_TRUE(m->components[2].development);
  EXPECT_EQ(m->components[2].detail.group, "dev");
  EXPECT_EQ(m->components[3].source, SourceKind::kPath);
  EXPECT_EQ(m->components[4].source, SourceKind::kUrl);  // A number of a revision fixes no bytes.
  EXPECT_EQ(m->tools, (Texts{"php >=8.1"}));
  EXPECT_EQ(m->notes, (Texts{"line 7: v/bolt is fetched over plain HTTP",
                             "line 15: a package without name or version"}));
}

TEST(ComposerLock, APackageThatIsThereAnswersBeforeOneThatReplacesIt) {
  const auto m = ReadComposer("composer.lock", R"({"packages": [
    {"name": "a/a", "version": "1", "require": {"c/c": "*"}},
    {"name": "b/b", "version": "1", "replace": {"c/c": "*"}},
    {"name": "c/c", "version": "1"}]})");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->components[0].detail.needs, (Indexes{2}));
}

TEST(ComposerLock, WhatIsNoLockIsRefused) {
  for (const char* text : {"", "null", "[]", "{}", "{\"packages\": {}}", "{\"packages\":[", "\xff"})
    EXPECT_FALSE(ReadComposer("composer.lock", text).has_value()) << text;
}

TEST(ComposerInstalled, BothVersionsTellWhatIsForDevelopment) {
  for (const char* text :
       {R"({"packages": [{"name": "a/a", "version": "1"}, {"name": "b/b", "version": "2"}],
           "dev": true, "dev-package-names": ["b/b"]})",
        R"([{"name": "a/a", "version": "1"}, {"name": "b/b", "version": "2"}])"}) {
    const auto m = ReadComposer("x/vendor/composer/installed.json", text);
    ASSERT_TRUE(m.has_value()) << text;
    EXPECT_FALSE(m->lock);
    ASSERT_EQ(m->components.size(), 2u);
    EXPECT_EQ(m->components[1].development, *text == '{');
  }
  EXPECT_FALSE(IsComposer("data/installed.json"));
}

TEST(ComposerJson, RequirementsToolsAndChecks) {
  const auto m = ReadComposer("composer.json", R"({
  "name": "v/cart", "license": "MIT",
  "require": {"php": "^8.1", "v/axle": "^2.0", "v/bolt": "1.4.0"},
  "require-dev": {"v/lint": "*"},
  "repositories": [{"type": "composer", "url": "http://h"}],
  "config": {"disable-tls": true, "secure-http": false}
})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->licences, (Texts{"MIT"}));
  EXPECT_EQ(m->tools, (Texts{"php ^8.1"}));
  ASSERT_EQ(m->requirements.size(), 3u);
  EXPECT_FALSE(m->requirements[0].exact);
  EXPECT_TRUE(m->requirements[1].exact);
  EXPECT_TRUE(m->requirements[2].development);
  EXPECT_EQ(m->requirements[2].place.line, 4);
  EXPECT_TRUE(m->checks_off);
  EXPECT_EQ(m->notes.size(), 3u);
}

}  // namespace
}  // namespace avouch::formats
