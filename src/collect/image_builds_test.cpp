#include "collect/image_builds.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "collect/ignored_locks.h"
#include "formats/compose.h"
#include "formats/deeds.h"
#include "formats/dockerfile.h"

namespace avouch::collect {
namespace {

using File = source::MemoryTree::File;

constexpr std::string_view kDigest =
    "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

// One step that runs `run` in a tree of `files`, those named Dockerfile read before.
struct World {
  World(const std::string& run, std::vector<File> files, bool publishes = false)
      : tree(std::move(files)) {
    std::vector<std::string> paths;
    for (const auto& entry : tree.entries()) {
      paths.push_back(entry.path.bytes);
      const auto bytes = tree.Read(entry, 1 << 20);
      if (formats::IsDockerfile(entry.path))
        if (auto read = formats::ReadDockerfile(entry.path, *bytes))
          containers.dockerfiles.push_back(std::move(*read));
      if (formats::IsCompose(entry.path))
        if (auto read = formats::ReadCompose(entry.path, *bytes))
          containers.composes.push_back(std::move(*read));
    }
    const Origins origins(std::move(paths));
    model::Pipeline pipeline;
    pipeline.path = Path("ci.yml");
    pipeline.jobs.resize(1);
    pipeline.jobs[0].steps.resize(1);
    auto& step = pipeline.jobs[0].steps[0];
    auto doings = formats::DeedsOf(
        formats::SplitShell(run + (publishes ? "\ndocker push x/y" : ""), 1), pipeline.path);
    step.deeds = std::move(doings.deeds);
    step.references = std::move(doings.references);
    pipelines.push_back(std::move(pipeline));
    Recipes recipes(tree, origins, product, containers, coverage);
    followed = FollowImageBuilds(tree, recipes, pipelines, containers);
    FollowOtherBuilds(tree, recipes, {}, followed, containers);
    recipes.TakeNamedAway();
  }

  // The recipes that are read, what the step refers to, and what it leaves unread.
  [[nodiscard]] std::string Told() const {
    std::string out;
    for (const auto& one : containers.dockerfiles) out += one.path.bytes + " ";
    const auto& step = pipelines[0].jobs[0].steps[0];
    for (const auto& one : step.references)
      out += "+" + one.text + ":" + std::string(model::Name(one.pin)) + "@" + one.place.path.bytes +
             " ";
    for (const auto& deed : step.deeds)
      if (deed.kind == model::DeedKind::kCall)
        out += "?" + deed.text.substr(deed.text.find("  (") + 2) + " ";
    return out.empty() ? out : out.substr(0, out.size() - 1);
  }

  source::MemoryTree tree;
  model::Product product;
  model::ContainerFacts containers;
  model::Coverage coverage;
  std::vector<model::Pipeline> pipelines;
  std::set<Path> followed;
};

TEST(ImageBuilds, ARecipeIsReadWhateverItsName) {
  const World world("docker build -f a/prod.df .", {{"a/prod.df", "FROM node\n"}});
  EXPECT_EQ(world.Told(), "a/prod.df");
  EXPECT_EQ(world.coverage.read, 1);
  EXPECT_EQ(World("docker build a", {{"a/Containerfile", "FROM node\n"}}).Told(),
            "a/Containerfile");
  EXPECT_EQ(World("cd a && docker build -f ../x.df .", {{"x.df", "FROM node\n"}}).Told(), "x.df");
}

TEST(ImageBuilds, ARecipeThatIsNotHereIsSaid) {
  EXPECT_EQ(World("docker build -f x.df .", {{"a", ""}}).Told(),
            "?(its recipe, x.df, is no file of this tree)");
  EXPECT_EQ(World("docker build -f $FILE.df .", {{"Dockerfile", "FROM a\n"}}).Told(),
            "Dockerfile ?(which recipe, $FILE.df, is decided elsewhere)");
  EXPECT_EQ(World("docker build -f $DIR/Dockerfile .", {{"a/Dockerfile", "FROM a\n"}}).Told(),
            "a/Dockerfile");
  const World odd("docker build -f x.df .", {{"x.df", "no recipe\n"}});
  ASSERT_EQ(odd.coverage.left.size(), 1u);
  EXPECT_EQ(odd.coverage.left[0].path.bytes, "x.df");
}

TEST(ImageBuilds, ARecipeOfATestIsReadWhereItsImageIsSentAway) {
  const std::vector<File> files = {{"test/data/x.df", "FROM node\n"}};
  EXPECT_EQ(World("docker build -f test/data/x.df .", files).Told(), "");
  EXPECT_EQ(World("docker build -f test/data/x.df .", files, true).Told(), "test/data/x.df");
}

TEST(ImageBuilds, WhatAnArgumentPutsInThePlaceOfADigest) {
  const std::vector<File> files = {{"Dockerfile", "ARG BASE=a" + std::string(kDigest) +
                                                      "\nARG OTHER=b\nFROM $BASE AS x\n"
                                                      "FROM $OTHER\n"}};
  EXPECT_EQ(World("docker build --build-arg BASE=node .", files).Told(),
            "Dockerfile +node:latest:floating@ci.yml");
  EXPECT_EQ(World("docker build --build-arg BASE=$X .", files).Told(),
            "Dockerfile +$BASE:variable@ci.yml");
  EXPECT_EQ(World("docker build --build-arg V=1 .", files).Told(), "Dockerfile");
  EXPECT_EQ(World("docker build -f $DIR/Dockerfile --build-arg BASE=node .",
                  {{"a/Dockerfile", files[0].bytes}})
                .Told(),
            "a/Dockerfile +node:latest:floating@ci.yml");
  // What it says itself already moves.
  EXPECT_EQ(World("docker build --build-arg OTHER=node .", files).Told(), "Dockerfile");
}

TEST(ImageBuilds, ABakeIsTheBuildsOfItsTargets) {
  const std::vector<File> files = {
      {"docker-bake.hcl",
       "target \"default\" {\n context = \"a\"\n dockerfile = \"x.df\"\n"
       " args = { BASE = \"node\" }\n}\n"},
      {"a/x.df", "ARG BASE=a" + std::string(kDigest) + "\nFROM $BASE\n"}};
  const World world("docker buildx bake", files);
  EXPECT_EQ(world.Told(), "a/x.df +node:latest:floating@docker-bake.hcl");
  EXPECT_EQ(world.pipelines[0].jobs[0].steps[0].deeds.back().arguments,
            (std::vector<std::string>{"a/x.df", "a", "", "BASE=node"}));
  EXPECT_EQ(World("docker buildx bake -f other.hcl", files).Told(), "?(other.hcl is not read)");
}

TEST(ImageBuilds, TheEnvironmentFillsInWhatFilesSayByDefault) {
  const std::string pinned = "a" + std::string(kDigest);
  const std::string recipe = "ARG BASE=" + pinned + "\nFROM $BASE\n";
  const std::string bake = "variable \"BASE\" { default = \"" + pinned +
                           "\" }\ntarget \"default\" {\n args = { BASE = BASE }\n}\n";
  const std::vector<File> files = {{"Dockerfile", recipe}, {"docker-bake.hcl", bake}};
  EXPECT_EQ(World("docker buildx bake", files).Told(), "Dockerfile");
  EXPECT_EQ(World("BASE=node docker buildx bake", files).Told(),
            "Dockerfile +node:latest:floating@docker-bake.hcl");
  std::vector<File> compose = {
      {"Dockerfile", recipe},
      {"compose.yml",
       "services:\n  a:\n    build:\n      args: { BASE: '${BASE:-" + pinned + "}' }\n"}};
  EXPECT_EQ(World("docker compose build", compose).Told(), "Dockerfile");
  compose.push_back({".env", "# Settings\nBASE='node'\n"});
  EXPECT_EQ(World("docker compose build", compose).Told(),
            "Dockerfile +node:latest:floating@compose.yml");
}

TEST(ImageBuilds, ALinkLeadsToItsRecipe) {
  EXPECT_EQ(World("docker build .", {{"Dockerfile", "a/x.df", source::EntryKind::kSymlink},
                                     {"a/x.df", "FROM node\n"}})
                .Told(),
            "a/x.df");
}

TEST(ImageBuilds, ANameThatEachBuildPutsSomethingForIsNoImage) {
  const auto pin = [](const std::string& run) {
    const World world(run, {{"Dockerfile", "FROM base\nCOPY --from=src / /\n"}});
    const auto& stage = world.containers.dockerfiles[0].stages[0];
    return std::string(model::Name(stage.base.pin)) + " " +
           std::string(model::Name(stage.references[0].pin));
  };
  EXPECT_EQ(pin("docker build ."), "floating floating");
  EXPECT_EQ(pin("docker build --build-context src=./src ."), "floating local");
  EXPECT_EQ(pin("docker build --build-context base=../base --build-context src:latest=. ."),
            "local local");
  EXPECT_EQ(pin("docker build --build-context src=./src .\ndocker build -t y ."),
            "floating floating");
}

TEST(ImageBuilds, ComposeFilesTellTheirBuilds) {
  const std::vector<File> files = {
      {"compose.yml",
       "services:\n  a:\n    build:\n      dockerfile: x.df\n"
       "      args: { BASE: node }\n  b:\n    build:\n"
       "      dockerfile_inline: FROM redis\n"},
      {"x.df", "ARG BASE=a" + std::string(kDigest) + "\nFROM $BASE\n"}};
  EXPECT_EQ(World("docker compose build", files).Told(),
            "x.df +node:latest:floating@compose.yml +redis:floating@compose.yml");
  // Where no pipeline builds from it, it is a recipe as any other.
  const World alone("true", files);
  EXPECT_EQ(alone.Told(), "x.df compose.yml");
  EXPECT_EQ(alone.containers.dockerfiles[0].stages[0].references.size(), 1u);
}

TEST(IgnoredLocks, WhatIsKeptOutHoldsNothing) {
  const auto locked = [](std::string_view ignore) {
    World world("docker build .", {{"Dockerfile", "FROM a\nCOPY . .\nRUN composer install\n"},
                                   {"composer.lock", "{}"},
                                   {".dockerignore", std::string(ignore)}});
    LoosenIgnoredLocks(world.tree, world.pipelines, world.containers.dockerfiles);
    for (const auto& deed : world.containers.dockerfiles[0].stages[0].deeds)
      if (deed.kind == model::DeedKind::kInstall) return deed.locked;
    return false;
  };
  for (std::string_view ignore : {"", "vendor/", "composer.lock.old", "*\n!composer.lock", "# *",
                                  "docs/composer.lock", "a/**"})
    EXPECT_TRUE(locked(ignore)) << ignore;
  for (std::string_view ignore :
       {"composer.lock", "*", "**/*.lock", "/composer.lock", "!composer.lock\n*.lock", "**"})
    EXPECT_FALSE(locked(ignore)) << ignore;
}

}  // namespace
}  // namespace avouch::collect
