#include "app/same_components.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "testing/git_folder.h"

namespace avouch::app {
namespace {

using testing::GitFolder;
using Files = std::vector<std::pair<std::string, std::string>>;

constexpr const char* kLock =
    "[[package]]\nname = \"own\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"tea\"\n"
    "version = \"2.0.0\"\nsource = \"registry+https://github.com/rust-lang/crates.io-index\"\n";

std::string With(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos);
  return text.replace(at, from.size(), to);
}

struct World {
  GitFolder folder;

  World() { folder.Run("git init -q -b main ."); }
  std::string Commit(const Files& files, const std::string& before = "true") {
    folder.Run(before);
    for (const auto& [path, text] : files) folder.Write(path, text);
    folder.Run("git add -A -f . ':!.script' && git commit -q --allow-empty -m x");
    std::string id = folder.Run("git rev-parse HEAD");
    id.pop_back();
    return id;
  }
  // Pairs of commits, those with results first.
  [[nodiscard]] model::IfAny<model::SameComponents> Find(const std::vector<std::string>& tested,
                                                         const std::string& released) const {
    const auto repository = git::Repository::Open(folder.path());
    EXPECT_TRUE(repository);
    const auto history = git::Sweep(*repository, {*repository->Resolve("HEAD"), {}, 1, {}, false});
    EXPECT_TRUE(history);
    model::Release release;
    release.commit = released;
    std::vector<model::TestRun> runs;
    for (const auto& commit : tested) runs.emplace_back().commit = commit;
    const std::vector<model::Release> releases = {release};
    return FindSameComponents({*repository, *history, "", releases, runs});
  }
};

TEST(SameComponents, InDoubtSomethingChanged) {
  const struct {
    std::string_view rule;
    Files before, after;
    bool same = false;
    std::string run = "true";  // Between the two
  } rows[] = {
      {"only the product's own source changed", {{"a.rs", "1"}}, {{"a.rs", "2"}}, true},
      {"nothing changed", {}, {}, true},
      {"the release changed its own version",
       {},
       {{"Cargo.lock", With(kLock, "1.0.0", "1.0.1")},
        {"package.json", R"({"name": "own", "version": "1.0.1"})"}},
       true},
      {"another version of a component", {}, {{"Cargo.lock", With(kLock, "2.0.0", "2.0.1")}}},
      {"the same version from elsewhere",
       {},
       {{"Cargo.lock", With(kLock, "github.com", "example.org")}}},
      {"one component more", {}, {{"Cargo.lock", std::string(kLock) + With(kLock, "tea", "milk")}}},
      {"a lock went", {}, {}, false, "git rm -q Cargo.lock"},
      {"a lock that cannot be read", {}, {{"Cargo.lock", "<<<<<<< HEAD\n"}}},
      {"it could not be read before", {{"Cargo.lock", "<<<<<<< HEAD\n"}}, {{"Cargo.lock", kLock}}},
      {"a lock more, with nothing in it", {}, {{"sub/package-lock.json", "{}"}}},
      {"what is asked for",
       {},
       {{"package.json", R"({"name": "own", "version": "1.0.0", "dependencies": {"a": "^2"}})"}}},
      {"a dependency file that is not read", {}, {{"flake.nix", "{}"}}},
      {"an image that it is built on",
       {{"Dockerfile", "FROM a:1\n"}},
       {{"Dockerfile", "FROM a:2\n"}}},
      {"the build", {}, {{".github/workflows/ci.yml", "on: push\njobs: {}\n"}}},
      {"a script that may fetch", {}, {{"get.sh", "curl https://example.org/x\n"}}},
      {"a copy of others' code", {{"third_party/z/z.c", "1"}}, {{"third_party/z/z.c", "2"}}},
      {"a copy of others' code went",
       {{"third_party/z/z.c", "1"}},
       {},
       false,
       "git rm -qr third_party"},
      {"a submodule",
       {},
       {},
       false,
       "git update-index --add --cacheinfo 160000,1234567890123456789012345678901234567890,lib; "
       "mkdir -p lib"},
  };
  for (const auto& row : rows) {
    World world;
    Files all = {{"Cargo.lock", kLock}, {"package.json", R"({"name": "own", "version": "1.0.0"})"}};
    world.Commit(all);
    const std::string tested = world.Commit(row.before);
    std::string released;
    if (row.rule == "a submodule") {
      world.folder.Run(row.run + "; git commit -q -m x");
      released = world.folder.Run("git rev-parse HEAD");
      released.pop_back();
    } else {
      released = world.Commit(row.after, row.run);
    }
    const auto found = world.Find({tested}, released);
    ASSERT_EQ(found.size(), row.same ? 1u : 0u) << row.rule;
    if (row.same) EXPECT_EQ(found[0], (model::SameComponents{tested, released})) << row.rule;
  }
}

TEST(SameComponents, TheNearestThatWasTestedOnTheReleasesOwnLine) {
  World world;
  const std::string first = world.Commit({{"Cargo.lock", kLock}});
  const std::string other = world.Commit({{"Cargo.lock", With(kLock, "2.0.0", "2.1.0")}});
  const std::string back = world.Commit({{"Cargo.lock", kLock}});
  world.folder.Run("git checkout -q -b side " + back);
  const std::string side = world.Commit({{"side.rs", "1"}});
  world.folder.Run("git checkout -q main");
  world.Commit({{"a.rs", "1"}});
  const std::string released =
      (world.folder.Run("git merge -q --no-ff -m x side"), world.Commit({{"b.rs", "1"}}));
  using Found = model::IfAny<model::SameComponents>;
  EXPECT_EQ(world.Find({first, back}, released), (Found{{back, released}}));
  EXPECT_EQ(world.Find({first}, released), (Found{{first, released}}));
  // The nearest had others, whatever an older one had.
  EXPECT_EQ(world.Find({first, other}, released), Found());
  EXPECT_EQ(world.Find({side}, released), Found());                  // Not on its line
  EXPECT_EQ(world.Find({released, back}, released), Found());        // Its own results decide
  EXPECT_EQ(world.Find({released}, first), Found());                 // Later than the release
  EXPECT_EQ(world.Find({std::string(40, '0')}, released), Found());  // Of no commit here
  EXPECT_EQ(world.Find({}, released), Found());
}

TEST(SameComponents, ATreeThatIsNotWholeIsNotTheSame) {
  World world;
  const std::string tested = world.Commit({{"Cargo.lock", kLock}, {"in/a.rs", "1"}});
  const std::string released = world.Commit({{"b.rs", "1"}});
  ASSERT_EQ(world.Find({tested}, released).size(), 1u);
  std::string tree = world.folder.Run("git rev-parse HEAD:in");
  tree.pop_back();
  world.folder.Run("rm -f .git/objects/" + tree.substr(0, 2) + "/" + tree.substr(2));
  EXPECT_TRUE(world.Find({tested}, released).empty());
}

}  // namespace
}  // namespace avouch::app
