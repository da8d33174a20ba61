#include "formats/image_build.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "formats/compose_builds.h"
#include "formats/github_workflow.h"
#include "model/image_recipe.h"

namespace avouch::formats {
namespace {

std::string Text(const Doings& doings) {
  std::vector<std::string> out;
  for (const auto& deed : doings.deeds)
    if (deed.kind == model::DeedKind::kBuildImage)
      out.push_back(deed.tool + " [" + Join(deed.arguments, "|") + "]");
    else if (std::ranges::find(deed.arguments, model::kUnreadRecipe) != deed.arguments.end())
      out.push_back("unread" + deed.text.substr(deed.text.find("  (") + 1));
  for (const auto& reference : doings.references)
    out.push_back(reference.text + " " + std::string(model::Name(reference.pin)));
  return Join(out, ", ");
}

TEST(ImageBuild, WhatACommandIsTold) {
  struct Row {
    std::string_view text, result;
  };
  constexpr Row kRows[] = {
      {"docker build . -t x", "docker [|.|x]"},
      {"docker buildx build --platform linux/amd64 --push -f a.df -t x -t y b",
       "docker [a.df|b|x y]"},
      {"docker build -fa.df .", "docker [a.df|.|]"},
      {"docker build $OPTIONS .", "docker [|.||*=$]"},
      {"docker build . $OPTIONS", "docker [|.||*=$]"},
      {"docker build $CACHE_FLAGS . $TAGS", "docker [|.|]"},
      {"docker build --build-arg BUILDKIT_SYNTAX=x/y:1 .",
       "docker [|.||BUILDKIT_SYNTAX=x/y:1], x/y:1 floating"},
      {"docker build --build-arg BUILDKIT_SYNTAX= .", "docker [|.||BUILDKIT_SYNTAX=]"},
      {"podman build --from node:22 .",
       "podman [|.||context:--from=docker-image://node:22], node:22 floating"},
      {"docker build $FOLDER", "docker [|$FOLDER|]"},
      {"docker build --build-arg A=1 --build-arg=B=2 --build-arg C .", "docker [|.||A=1|B=2|C=$C]"},
      {"docker build -t x - < a.df", "docker [a.df|-|x]"},
      {"docker build -t x -", "unread (its recipe is piped), docker [-|-|x]"},
      {"docker build -f - .", "unread (its recipe is piped), docker [-|.|]"},
      {"docker build https://h.example/x.tgz",
       "unread (its recipe is at https://h.example/x.tgz), docker [-||], "
       "https://h.example/x.tgz floating"},
      {"docker build https://github.com/o/r.git#main:sub",
       "unread (its recipe is at https://github.com/o/r.git#main:sub), docker [-||], "
       "https://github.com/o/r.git#main:sub version"},
      {"docker build git@github.com:o/r.git#0123456789abcdef0123456789abcdef01234567",
       "unread (its recipe is at "
       "git@github.com:o/r.git#0123456789abcdef0123456789abcdef01234567), docker [-||], "
       "git@github.com:o/r.git#0123456789abcdef0123456789abcdef01234567 commit"},
      {"docker build https://github.com/$GITHUB_REPOSITORY.git#main:sub", "docker [|sub|]"},
      {"docker build --build-context b=docker-image://node:22 --build-context c=./c .",
       "docker [|.||context:b=docker-image://node:22|context:c=./c], node:22 floating"},
      {"docker build --build-context=b=https://h.example/b-1.2.tgz .",
       "docker [|.||context:b=https://h.example/b-1.2.tgz], https://h.example/b-1.2.tgz version"},
      {"cd sub && docker build -f ../a.df .", "docker [a.df|sub|]"},
      {"docker buildx bake --push app -f b.hcl --set '*.args.BASE=node' --set app.platform=x",
       "bake [|||app|BASE=node|b.hcl]"},
      {"docker buildx bake https://github.com/o/r.git",
       "unread (what it builds is at https://github.com/o/r.git), "
       "bake [|||https://github.com/o/r.git]"},
      {"/kaniko/executor --context $CI_PROJECT_DIR --dockerfile a.df --build-arg B=x -d r/x",
       "kaniko [a.df||r/x|B=x]"},
      {"/kaniko/executor --context dir://$CI_PROJECT_DIR/sub -d r/x", "kaniko [|sub|r/x]"},
      {"/kaniko/executor --context s3://bucket/x.tar.gz -d r/x",
       "unread (its recipe is at s3://bucket/x.tar.gz), kaniko [-||r/x]"},
      {"docker build -f $PWD/a.df ${PWD}", "docker [a.df||]"},
      {"ko build ./cmd/x", "ko [||]"},
  };
  for (const auto& row : kRows)
    EXPECT_EQ(Text(DeedsOf(SplitShell(row.text, 1), "x")), row.result) << row.text;
}

TEST(ImageBuild, WhatAnActionIsTold) {
  const auto of = [](std::string_view uses, std::vector<model::Setting> with) {
    return Text(DeedsOfAction(ReadUses(uses, "", {"x", 1}), with));
  };
  EXPECT_EQ(
      of("docker/build-push-action@v6", {{"build-args", "A=1\nB=${{ inputs.b }}\n", {}},
                                         {"build-contexts", "n=docker-image://node@sha256:x", {}}}),
      "docker [|||A=1|B=${{ inputs.b }}|context:n=docker-image://node@sha256:x], "
      "node@sha256:x floating");
  EXPECT_EQ(of("depot/build-push-action@v1", {{"file", "a.df", {}}}), "docker [a.df||]");
  EXPECT_EQ(of("docker/build-push-action@v6", {{"context", "{{defaultContext}}:sub", {}}}),
            "docker [|sub|]");
  EXPECT_EQ(of("docker/bake-action@v6", {{"files", "a.hcl\nb.json", {}},
                                         {"targets", "x,${{ matrix.y }}", {}},
                                         {"set", "*.args.A=1\n*.cache-to=type=gha", {}}}),
            "bake [|||x ${{matrix.y}}|A=1|a.hcl|b.json]");
  EXPECT_EQ(of("docker/bake-action@v6", {{"source", "https://github.com/o/r.git", {}}}),
            "unread (what it builds is at https://github.com/o/r.git), bake [|||]");
}

TEST(ImageBuild, WhatAComposeFileTells) {
  const auto builds = ReadComposeBuilds(Path("compose.yml"),
                                        "services:\n"
                                        "  a: { build: ./a }\n"
                                        "  b:\n"
                                        "    build:\n"
                                        "      dockerfile: odd.df\n"
                                        "      args: { A: '${A:-node:22}', B: }\n"
                                        "      additional_contexts:\n"
                                        "        - base=docker-image://node\n"
                                        "  c:\n"
                                        "    build:\n"
                                        "      dockerfile_inline: |\n"
                                        "        FROM node\n"
                                        "  d: { image: x }\n");
  ASSERT_EQ(builds.size(), 3u);
  EXPECT_EQ(builds[0].context, "./a");
  EXPECT_EQ(builds[1].file, "odd.df");
  EXPECT_EQ(builds[1].context, ".");
  EXPECT_EQ(builds[1].arguments, (std::vector<std::string>{"A=node:22", "B=$B"}));
  EXPECT_EQ(builds[1].contexts, (std::vector<std::string>{"base=docker-image://node"}));
  EXPECT_EQ(builds[2].recipe, "FROM node\n");
  EXPECT_EQ(builds[2].recipe_place.line, 12);
  EXPECT_TRUE(ReadComposeBuilds(Path("x.yml"), "[").empty());
}

TEST(ImageBuild, VariablesStandForAnything) {
  for (const auto& [text, result] : {std::pair("a/${{ matrix.x }}/D", "a/*/D"),
                                     {"a/$X.df", "a/*.df"},
                                     {"${DIR}/D", "*/D"},
                                     {"{{x}}/D", "*/D"},
                                     {"a/D", "a/D"}})
    EXPECT_EQ(WithoutVariables(text), result);
}

}  // namespace
}  // namespace avouch::formats
