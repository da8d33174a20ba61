#include "formats/bake.h"

#include <gtest/gtest.h>

#include "base/text.h"

namespace avouch::formats {
namespace {

// "name: file|context|arguments|contexts", one a line.
std::string Told(std::string_view path, std::string_view text,
                 const std::vector<std::string>& names = {}) {
  const auto bake = ReadBake(Path(std::string(path)), text);
  if (!bake) return ToString(bake.error());
  std::string out;
  for (const auto& build : BuildsOf(*bake, names).builds)
    out += build.name + ": " + build.file + "|" + build.context + "|" + Join(build.arguments, ",") +
           "|" + Join(build.contexts, ",") +
           (build.recipe.empty() ? ""
                                 : " " + std::to_string(build.recipe_place.line) + " " +
                                       std::string(Trim(build.recipe))) +
           "\n";
  return out;
}

constexpr std::string_view kHcl = R"(# Builds
variable "TAG" { default = "22" }
group "default" { targets = ["app"] }
group "all" {
  targets = ["app", "tool-a", "tool-b"]
}
target "_base" {
  dockerfile = "odd.df"
  args = { BASE = "node:${TAG}", MODE = "x" }
}
target "app" {
  inherits = ["_base"]
  context = "./app"
  args = {
    MODE = TAG
    N = 1
    WHEN = timestamp()
  }
  contexts = { base = "docker-image://node:latest" }
}
target "tool-a" { context = "a" }
target "tool-b" {
  dockerfile-inline = <<-EOT
    FROM alpine:$${V}
  EOT
}
)";

TEST(Bake, TargetsWithWhatTheyInherit) {
  constexpr std::string_view kApp =
      "app: odd.df|./app|BASE=node:22,MODE=22,N=1,WHEN=$|base=docker-image://node:latest\n";
  EXPECT_EQ(Told("docker-bake.hcl", kHcl), kApp);
  EXPECT_EQ(Told("docker-bake.hcl", kHcl, {"tool-a", "app"}), "tool-a: |a||\n" + std::string(kApp));
  EXPECT_EQ(Told("docker-bake.hcl", kHcl, {"tool-${{matrix.x}}"}),
            "tool-a: |a||\ntool-b: ||| 24 FROM alpine:${V}\n");
  EXPECT_EQ(Told("docker-bake.hcl", kHcl, {"all"}),
            std::string(kApp) + "tool-a: |a||\ntool-b: ||| 24 FROM alpine:${V}\n");
}

TEST(Bake, ANameThatIsNotThereMayBeAnyOfThem) {
  const auto bake = ReadBake(Path("docker-bake.hcl"), kHcl);
  ASSERT_TRUE(bake.has_value());
  const Baked baked = BuildsOf(*bake, {"other"});
  EXPECT_TRUE(baked.all);
  EXPECT_EQ(baked.builds.size(), 4u);
  EXPECT_FALSE(BuildsOf(*bake, {"app"}).all);
}

TEST(Bake, JsonSaysTheSame) {
  EXPECT_EQ(Told("docker-bake.json",
                 R"({"variable": {"V": {"default": "22"}},
                     "target": {"default": {"dockerfile": "x.df", "args": {"BASE": "node:${V}"}}}})"),
            "default: x.df||BASE=node:22|\n");
}

TEST(Bake, ALaterFileIsPutOverAnEarlierOne) {
  auto one =
      ReadBake(Path("a.hcl"), "target \"default\" {\n dockerfile = \"a\"\n context = \"c\"\n}");
  auto two = ReadBake(Path("b.hcl"), "target \"default\" { dockerfile = \"b\" }");
  ASSERT_TRUE(one && two);
  Merge(*one, std::move(*two));
  const auto builds = BuildsOf(*one, {}).builds;
  ASSERT_EQ(builds.size(), 1u);
  EXPECT_EQ(builds[0].file, "b");
  EXPECT_EQ(builds[0].context, "c");
}

TEST(Bake, RefusedWhereABracketHasNoEnd) {
  EXPECT_FALSE(ReadBake(Path("a.hcl"), "target \"x\" {\n args = {").has_value());
  EXPECT_FALSE(ReadBake(Path("a.json"), "[]").has_value());
}

TEST(Bake, WhatInheritsItselfEnds) {
  EXPECT_EQ(Told("a.hcl",
                 "target \"default\" {\n inherits = [\"b\", \"b\"]\n}\n"
                 "target \"b\" {\n inherits = [\"default\"]\n context = \"x\"\n}"),
            "default: |x||\n");
}

}  // namespace
}  // namespace avouch::formats
