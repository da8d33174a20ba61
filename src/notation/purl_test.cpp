#include "notation/purl.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace avouch::notation {
namespace {

TEST(Purl, IsBroughtToItsCanonicalForm) {
  const struct {
    std::string_view text, canonical;
  } cases[] = {
      {"pkg:npm/foo@1.0.0", "pkg:npm/foo@1.0.0"},
      {"pkg:npm/@babel/core@7.0.0", "pkg:npm/%40babel/core@7.0.0"},
      {"pkg:npm/@babel/core", "pkg:npm/%40babel/core"},
      {"pkg:npm/%40babel%2Fcore",
       "pkg:npm/%40babel%2Fcore"},  // A name may hold '/', a segment not.
      {"PKG://NPM//a@1", "pkg:npm/a@1"},
      {"pkg:pypi/Django_package@1.11.1.DEV1", "pkg:pypi/django-package@1.11.1.dev1"},
      {"pkg:github/Owner/Repo@v1#/a//b/../c/", "pkg:github/owner/repo@v1#a/b/c"},
      {"pkg:golang/github.com/a/b@v1.2.3", "pkg:golang/github.com/a/b@v1.2.3"},
      {"pkg:golang/stdlib@1.22.0", "pkg:golang/stdlib@1.22.0"},
      {"pkg:maven/org.a/b@1?type=pom&classifier=x&empty=",
       "pkg:maven/org.a/b@1?classifier=x&type=pom"},
      {"pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=amd64",
       "pkg:deb/debian/attr@1:2.4.47-2%2Bb1?arch=amd64"},
      {"pkg:generic/a?x=a%26b&y=c%3Dd", "pkg:generic/a?x=a%26b&y=c%3Dd"},
      {"pkg:git/host.example/a/b/c@1", "pkg:git/host.example/a/b/c@1"},
      {"pkg:git/host.example/a%2F%2Fb", "pkg:git/host.example/a/b"},
      {"pkg:unknown-type/Ns/Name@V", "pkg:unknown-type/Ns/Name@V"},
      {"pkg:generic/%C3%A9", "pkg:generic/%C3%A9"},
      {"pkg:cargo/serde@1.0.0+x", "pkg:cargo/serde@1.0.0%2Bx"},
  };
  for (const auto& [text, canonical] : cases) {
    const auto purl = ParsePurl(text);
    ASSERT_TRUE(purl) << text << ": " << ToString(purl.error());
    EXPECT_EQ(FormatPurl(*purl), canonical);
    EXPECT_EQ(*ParsePurl(FormatPurl(*purl)), *purl) << "canonical is a fixed point";
  }
}

TEST(Purl, RefusesWhatIsNone) {
  for (const std::string_view text : {"",
                                      "pkg",
                                      "pkg:",
                                      "pkg:npm",
                                      "pkg:npm/",
                                      "pkg:npm/@1.0",
                                      "pkg:npm/a/@1",
                                      "npm/a@1",
                                      "http://x/y",
                                      "pkg:/a",
                                      "pkg:3npm/a",
                                      "pkg:n&m/a",
                                      "pkg:npm/a%",
                                      "pkg:npm/a%4",
                                      "pkg:npm/a%zz",
                                      "pkg:npm/%FF",
                                      "pkg:npm/a?x",
                                      "pkg:npm/a?1x=y",
                                      "pkg:npm/a?x=1&x=2",
                                      "pkg:npm/a?x=1&X=2",
                                      "pkg:npm/a%00",
                                      "pkg:cargo/ns/a",
                                      "pkg:swift/a",
                                      "pkg:maven/a",
                                      "pkg:npm/a%2Fb/c",
                                      "pkg:julia/a",
                                      "pkg:swid/Acme/a@1"}) {
    const auto purl = ParsePurl(text);
    ASSERT_FALSE(purl) << text;
    EXPECT_EQ(purl.error().kind, ErrorKind::kMalformed) << text;
  }
  EXPECT_FALSE(ParsePurl("pkg:npm/" + std::string(5000, 'a')));
}

TEST(Purl, IsMadeFromParts) {
  EXPECT_EQ(MakePurl("npm", "@a", "b", "1"), "pkg:npm/%40a/b@1");
  EXPECT_EQ(MakePurl("pypi", "", "A_b", ""), "pkg:pypi/a-b");
  EXPECT_EQ(MakePurl("npm", "", "", "1"), "");
  EXPECT_EQ(MakePurl("golang", "github.com/a", "b", "v1"), "pkg:golang/github.com/a/b@v1");
  EXPECT_EQ(MakePurl("npm", "", "\xFF", "1"), "");
}

}  // namespace
}  // namespace avouch::notation
