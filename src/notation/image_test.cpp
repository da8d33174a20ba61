#include "notation/image.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace avouch::notation {
namespace {

const std::string kDigest = "sha256:" + std::string(64, 'a');

TEST(Image, IsReadAsDockerDoes) {
  const struct {
    std::string text, registry, repository, tag, digest;
  } cases[] = {
      {"nginx", "docker.io", "library/nginx", "", ""},
      {"nginx:1.27", "docker.io", "library/nginx", "1.27", ""},
      {"docker://alpine:3", "docker.io", "library/alpine", "3", ""},
      {"owner/app", "docker.io", "owner/app", "", ""},
      {"docker.io/nginx", "docker.io", "library/nginx", "", ""},
      {"index.docker.io/a/b", "docker.io", "a/b", "", ""},
      {"ghcr.io/owner/app/part:v1@" + kDigest, "ghcr.io", "owner/app/part", "v1", kDigest},
      {"localhost/app", "localhost", "app", "", ""},
      {"localhost:5000/app:x", "localhost:5000", "app", "x", ""},
      {"[::1]:5000/app", "[::1]:5000", "app", "", ""},
      {"Registry/app", "Registry", "app", "", ""},
      {"nginx@" + kDigest, "docker.io", "library/nginx", "", kDigest},
      {"a__b/c-d.e_f", "docker.io", "a__b/c-d.e_f", "", ""},
  };
  for (const auto& [text, registry, repository, tag, digest] : cases) {
    const auto image = ParseImage(text);
    ASSERT_TRUE(image) << text << ": " << ToString(image.error());
    EXPECT_EQ(*image, (ImageReference{registry, repository, tag, digest, false})) << text;
    EXPECT_EQ(*ParseImage(FormatImage(*image)), *image) << text;
  }
}

TEST(Image, LatestIsAssumedOnlyWhereNothingIsWritten) {
  EXPECT_EQ(ParseImage("nginx")->EffectiveTag(), "latest");
  EXPECT_EQ(ParseImage("nginx:1")->EffectiveTag(), "1");
  EXPECT_EQ(ParseImage("nginx@" + kDigest)->EffectiveTag(), "");
  EXPECT_TRUE(ParseImage("nginx:1@" + kDigest)->is_pinned());
  EXPECT_FALSE(ParseImage("nginx:1")->is_pinned());
}

TEST(Image, RefusesWhatIsNone) {
  for (const std::string& text : {std::string(),
                                  std::string("Nginx"),
                                  std::string("nginx:"),
                                  std::string("nginx@"),
                                  std::string("nginx@sha256:abc"),
                                  "nginx@sha256:" + std::string(64, 'A'),
                                  "nginx@md5:" + std::string(32, 'a'),
                                  std::string("a//b"),
                                  std::string("/a"),
                                  std::string("a/"),
                                  std::string("a b"),
                                  std::string("-a"),
                                  std::string("a..b"),
                                  std::string("a___b"),
                                  std::string("a:b:c"),
                                  std::string("a:-x"),
                                  std::string("ghcr.io/A/b"),
                                  std::string("host:port/a"),
                                  std::string("a\nb"),
                                  "a:" + std::string(129, 'x'),
                                  std::string(256, 'a'),
                                  std::string("[::1/a"),
                                  std::string("https://a/b")}) {
    EXPECT_FALSE(ParseImage(text)) << text;
  }
}

TEST(Image, VariablesAreSeenAndPartNothing) {
  const struct {
    std::string_view text, registry, repository, tag;
  } cases[] = {
      {"node:$VERSION", "docker.io", "node", "$VERSION"},
      {"${REGISTRY:-docker.io/x}/app:${TAG:-1.0}", "${REGISTRY:-docker.io/x}", "app",
       "${TAG:-1.0}"},
      {"ghcr.io/a/b:${{ github.sha }}", "ghcr.io", "a/b", "${{ github.sha }}"},
      {"$IMAGE", "docker.io", "$IMAGE", ""},
      {"a/b:<version>", "docker.io", "a/b", "<version>"},
      {"{{ .Values.image }}", "docker.io", "{{ .Values.image }}", ""},
      {"${", "docker.io", "${", ""},
  };
  for (const auto& [text, registry, repository, tag] : cases) {
    const auto image = ParseImage(text);
    ASSERT_TRUE(image) << text;
    EXPECT_TRUE(image->has_variable) << text;
    EXPECT_EQ(image->registry, registry) << text;
    EXPECT_EQ(image->repository, repository) << text;
    EXPECT_EQ(image->tag, tag) << text;
    EXPECT_FALSE(image->is_pinned());
  }
}

}  // namespace
}  // namespace avouch::notation
