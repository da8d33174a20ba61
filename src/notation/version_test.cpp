#include "notation/version.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace avouch::notation {
namespace {

// "kind prefix|numbers|pre|post|build", for tables.
std::string Dump(std::string_view tag) {
  const TagReading reading = ReadTag(tag);
  const Version& v = reading.version;
  switch (reading.kind) {
    case TagKind::kMarker:
      return "marker";
    case TagKind::kOther:
      return "other";
    default:
      break;
  }
  const std::string_view kind = reading.kind == TagKind::kRelease      ? "release "
                                : reading.kind == TagKind::kPreRelease ? "pre "
                                                                       : "alias ";
  return std::string(kind) + v.prefix + "|" + v.NumbersText() + "|" + v.pre + "|" + v.post + "|" +
         v.build + (v.is_date ? " date" : "");
}

TEST(Tag, IsReadAsPeopleWriteIt) {
  const struct {
    std::string_view tag, dump;
  } cases[] = {
      {"v1.2.3", "release v|1.2.3|||"},
      {"1.2.3", "release |1.2.3|||"},
      {"1.2", "release |1.2|||"},
      {"V1.2", "release V|1.2|||"},
      {"release-1.2.3", "release release-|1.2.3|||"},
      {"pkg/v1.2.3", "release pkg/v|1.2.3|||"},
      {"@scope/pkg@1.2.3", "release @scope/pkg@|1.2.3|||"},
      {"log4j-2.17.1", "release log4j-|2.17.1|||"},
      {"py3-foo-1.2.3", "release py3-foo-|1.2.3|||"},
      {"curl-8_5_0", "release curl-|8.5.0|||"},
      {"REL_15_2", "release REL_|15.2|||"},
      {"OpenSSL_1_1_1w", "release OpenSSL_|1.1.1||w|"},
      {"go1.21.0", "release go|1.21.0|||"},
      {"n6.0", "release n|6.0|||"},
      {"v1.2.3+build.5", "release v|1.2.3|||build.5"},
      {"1.2.3.Final", "release |1.2.3|||"},
      {"1.2.3.RELEASE", "release |1.2.3|||"},
      {"1.2.3-1", "release |1.2.3||1|"},
      {"1.2.3.post1", "release |1.2.3||post1|"},
      {"v1.2.3-hotfix2", "release v|1.2.3||hotfix2|"},
      {"2026-11-20.1", "release |2026.11.20.1||| date"},
      {"live/2026-11-20.1", "release live/|2026.11.20.1||| date"},
      {"stable-202405", "release stable-|202405||| date"},
      {"20260101", "release |20260101||| date"},
      {"2026.11.20", "release |2026.11.20||| date"},
      {"releases/2026/11/20", "release releases/|2026.11.20||| date"},
      {"v2024.1", "release v|2024.1||| date"},
      {"release-42", "release release-|42|||"},
      {"build-1234", "release build-|1234|||"},
      {"r1234", "release r|1234|||"},
      {"v1.2.3-rc1", "pre v|1.2.3|rc1||"},
      {"v1.2.3-rc.1+b", "pre v|1.2.3|rc.1||b"},
      {"1.2.3rc1", "pre |1.2.3|rc1||"},
      {"1.0b2", "pre |1.0|b2||"},
      {"1.0.0b2", "pre |1.0.0|b2||"},
      {"1.0a", "pre |1.0|a||"},
      {"1.0.dev1", "pre |1.0|dev1||"},
      {"1.0-SNAPSHOT", "pre |1.0|SNAPSHOT||"},
      {"v2.0.0-alpha", "pre v|2.0.0|alpha||"},
      {"v2.0.0-test", "pre v|2.0.0|test||"},
      {"v2.0.0-nightly.20260101", "pre v|2.0.0|nightly.20260101||"},
      {"v2.0.0-gke.1", "pre v|2.0.0|gke.1||"},
      {"1.2.3_beta", "pre |1.2.3|beta||"},
      {"v5-beta", "pre v|5|beta||"},
      {"nightly-2026-11-20", "pre nightly-|2026.11.20|nightly|| date"},
      {"x/canary-1.2", "pre x/canary-|1.2|canary||"},
      {"v4", "alias v|4|||"},
      {"4", "alias |4|||"},
      {"pkg/v4", "alias pkg/v|4|||"},
      {"latest", "marker"},
      {"nightly", "marker"},
      {"Stable", "marker"},
      {"x/latest", "marker"},
      {"before-the-rewrite", "other"},
      {"", "other"},
      {"v", "other"},
      {"a1b2c3d", "other"},
      {"log4j2", "other"},
      {"v1.2.3/", "other"},
      {"18446744073709551616.0.0", "other"},
      {"1.2.3.4.5.6.7.8.9", "other"},
      {"v1..2", "other"},
  };
  for (const auto& [tag, dump] : cases) EXPECT_EQ(Dump(tag), dump) << tag;
}

TEST(Tag, OnlyReleasesAndPreReleasesAreVersions) {
  EXPECT_TRUE(ParseReleaseTag("v1.2.3"));
  EXPECT_TRUE(ParseReleaseTag("v1.2.3-rc1")->is_prerelease());
  EXPECT_FALSE(ParseReleaseTag("v4"));
  EXPECT_FALSE(ParseReleaseTag("latest"));
  EXPECT_FALSE(ParseReleaseTag("x"));
}

TEST(Tag, VersionsAreInOrder) {
  const std::string_view ascending[] = {
      "v0.9",        "1.0.dev1",   "v1.0-alpha",      "1.0a2",       "v1.0-beta",
      "v1.0-beta.2", "1.0-beta10", "v1.0-rc1",        "1.0rc2",      "release-1.0",
      "1.0.post1",   "1.0.post2",  "v1.0.1-SNAPSHOT", "x/v1.0.1",    "1.9",
      "1.10",        "v2024.1",    "2026-11-20",      "2026-11-20.1"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(CompareVersions(*ParseReleaseTag(ascending[i]), *ParseReleaseTag(ascending[j])),
                i <=> j)
          << ascending[i] << " " << ascending[j];
    }
  }
  EXPECT_EQ(CompareVersions(*ParseReleaseTag("v1.0"), *ParseReleaseTag("1.0.0+x")),
            std::strong_ordering::equal);
}

TEST(Loose, NumbersAreNumbers) {
  const struct {
    std::string_view a, b;
  } less[] = {{"3.9", "3.12"},
              {"1.0-rc1", "1.0"},
              {"1.0", "1.0.1"},
              {"1.0", "1.0-post1"},
              {"1.0-post1", "1.0.1"},
              {"v1", "=v2"},
              {"1.0-alpha", "1.0-beta"},
              {"", "1"},
              {"99999999999999999999", "100000000000000000000"},
              {"1.0.0-rc1", "1.0"}};
  for (const auto& [a, b] : less) {
    EXPECT_EQ(CompareLoose(a, b), std::strong_ordering::less) << a << " " << b;
    EXPECT_EQ(CompareLoose(b, a), std::strong_ordering::greater) << a << " " << b;
  }
  EXPECT_EQ(CompareLoose("1.0", "v1.0.0+x"), std::strong_ordering::equal);
  EXPECT_EQ(CompareLoose("1.02", "1.2"), std::strong_ordering::equal);
}

TEST(Loose, IsAStrictOrder) {
  const std::string_view all[] = {"1",         "1.0",   "1.0.1", "1.0-rc1", "1.0.post1",
                                  "1.0-final", "1.a",   "a",     "",        "1.0.0-rc.1",
                                  "2",         "1.0u2", "01"};
  for (const auto a : all) {
    for (const auto b : all) {
      for (const auto c : all) {
        if (CompareLoose(a, b) <= 0 && CompareLoose(b, c) <= 0) {
          EXPECT_TRUE(CompareLoose(a, c) <= 0) << a << " " << b << " " << c;
        }
      }
    }
  }
}

TEST(Semver, HasThePrecedenceOfItsSpecification) {
  const std::string_view ascending[] = {
      "0.0.4",        "1.0.0-0",       "1.0.0-2",          "1.0.0-10",
      "1.0.0-alpha",  "1.0.0-alpha.1", "1.0.0-alpha.beta", "1.0.0-beta",
      "1.0.0-beta.2", "1.0.0-beta.11", "1.0.0-rc.1",       "1.0.0",
      "1.2.0",        "1.10.0",        "2.0.0-rc-1",       "99999999999999999999.0.0"};
  for (std::size_t i = 0; i < std::size(ascending); ++i) {
    for (std::size_t j = 0; j < std::size(ascending); ++j) {
      EXPECT_EQ(CompareSemver(ascending[i], ascending[j]), i <=> j)
          << ascending[i] << " " << ascending[j];
    }
  }
  EXPECT_EQ(CompareSemver("1.0.0+a", "1.0.0+b"), std::strong_ordering::equal);
}

TEST(Semver, IsStrict) {
  for (const std::string_view text :
       {"1", "1.2", "v1.2.3", "1.2.3.4", "01.2.3", "1.2.3-", "1.2.3-01", "1.2.3-a..b", "1.2.3+",
        "1.2.3-a_b", "", "-1.0.0", "1.2.3 "}) {
    EXPECT_FALSE(IsSemver(text)) << text;
    EXPECT_EQ(CompareSemver(text, "1.0.0"), std::nullopt) << text;
  }
  for (const std::string_view text : {"1.2.3", "0.0.0", "1.2.3-0a.-.b+001", "1.0.0--", "1.0.0+-"}) {
    EXPECT_TRUE(IsSemver(text)) << text;
  }
}

}  // namespace
}  // namespace avouch::notation
