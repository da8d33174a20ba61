#include "inventory/locked.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::Requirement;
using model::SourceKind;

Component Of(const char* name, std::vector<std::uint32_t> needs = {}) {
  Component out;
  out.name = name;
  out.version = "1";
  out.detail.needs = std::move(needs);
  return out;
}

Component Member(const char* name, std::vector<std::uint32_t> needs) {
  Component out = Of(name, std::move(needs));
  out.source = SourceKind::kWorkspace;
  return out;
}

Manifest Lock(const char* path, std::vector<Component> components) {
  Manifest out;
  out.ecosystem = Ecosystem::kCargo;
  out.format = "some-lock";
  out.path = Path(path);
  out.lock = true;
  out.components = std::move(components);
  return out;
}

Manifest Asks(const char* path, const char* name, std::vector<std::string> shipped,
              std::vector<std::string> development = {}) {
  Manifest out;
  out.ecosystem = Ecosystem::kCargo;
  out.format = "some-manifest";
  out.path = Path(path);
  out.name = name;
  for (const auto* list : {&shipped, &development})
    for (const auto& one : *list) {
      Requirement wanted;
      wanted.name = one;
      wanted.development = list == &development;
      out.requirements.push_back(std::move(wanted));
    }
  return out;
}

// Of a lock: y needs a and t; a needs s; t needs s and d.
std::vector<Component> Graph() {
  return {Of("a", {1}), Of("s"), Of("t", {1, 3}), Of("d"), Member("y", {0, 2})};
}

struct Row {
  const char* name;
  std::vector<Manifest> manifests;  // The first is the lock
  const char* scopes;               // Of its components that are none of ours
  model::Coverage coverage = {};
  std::vector<model::UnreadManifest> unread = {};
};

TEST(Locked, APackageIsForTestsOnlyWhereNothingElseCouldNeedIt) {
  const Manifest main = Asks("m", "y", {"a"}, {"t"});
  const std::vector<Row> rows = {
      {"what only t needs", {Lock("lock", Graph()), main}, "ssdd"},
      {"asked for by both", {Lock("lock", Graph()), Asks("m", "y", {"a", "t"}, {"t"})}, "ssss"},
      {"nobody asks", {Lock("lock", Graph())}, "uuuu"},
      {"a member whose manifest is not here",
       {Lock("lock", {Of("a"), Of("t", {2}), Of("d"), Member("y", {0, 1}), Member("z", {2})}),
        main},
       "sdu"},
      {"a tool of unsaid use asks for it",
       {Lock("lock", Graph()), main, Asks("tools/m", "tool", {"d"})},
       "ssdu"},
      {"a manifest for tests asks for it",
       {Lock("lock", Graph()), main, Asks("tests/m", "tests", {"d"})},
       "ssdt"},
      {"a lock in a folder for tests", {Lock("tests/lock", Graph())}, "tttt"},
      {"a member in a folder for tests whose manifest is not here",
       {Lock("tests/lock", {Of("a"), Of("b"), Member("z", {0})})},
       "tt"},
      {"nothing tells what needs what",
       {Lock("lock", {Of("a"), Of("s"), Of("t"), Of("d")}), main},
       "suuu"},
      {"nothing tells what needs what, and nothing is asked for the product",
       {Lock("lock", {Of("t"), Of("d")}), Asks("m", "y", {}, {"t"})},
       "du"},
      {"a file below could not be read",
       {Lock("lock", Graph()), main},
       "ssuu",
       {1, 0, {{"more/m", "not understood: line 1"}}}},
      {"a file elsewhere could not be read",
       {Lock("here/lock", Graph()), Asks("here/m", "y", {"a"}, {"t"})},
       "ssdd",
       {1, 0, {{"there/m", "not understood: line 1"}}}},
      {"a file that a rule leaves out",
       {Lock("lock", Graph()), main},
       "ssdd",
       {1, 0, {{"more/m", "under tests/"}}}},
      {"a file of its kind has no reader",
       {Lock("lock", Graph()), main},
       "ssuu",
       {},
       {{Ecosystem::kCargo, "x", "more/x"}}},
      {"a file of another kind has no reader",
       {Lock("lock", Graph()), main},
       "ssdd",
       {},
       {{Ecosystem::kNpm, "x", "more/x"}}},
      {"what is asked for the product has another name there, or is none of it",
       {Lock("lock", Graph()), Asks("m", "y", {"a", "alias"}, {"t"})},
       "ssuu"},
      {"which of two versions is asked for, nothing tells",
       {Lock("lock", {Of("a"), Of("b"), Of("b", {0})}), Asks("m", "y", {"b"}, {"a"})},
       "uuu"},
      {"a ring of needs", {Lock("lock", {Of("a", {1}), Of("t", {0})}), main}, "ss"},
      {"a need past the end", {Lock("lock", {Of("a", {9}), Of("t", {7})}), main}, "sd"},
  };
  for (const Row& row : rows) {
    model::ComponentFacts facts;
    facts.manifests = row.manifests;
    facts.unread = row.unread;
    const Locked locked(facts, &row.coverage);
    std::string scopes;
    MarkUnshipped(facts, row.coverage);
    const auto& components = facts.manifests[0].components;
    for (std::size_t i = 0; i < components.size(); ++i) {
      EXPECT_FALSE(components[i].unshipped && IsOwn(components[i])) << row.name;
      if (IsOwn(components[i])) continue;
      const char scope = model::Name(locked.ScopeOf(0, i))[0];
      scopes += scope;
      EXPECT_EQ(bool(components[i].unshipped), scope == 'd' || scope == 't' || scope == 'b')
          << row.name;
    }
    EXPECT_EQ(scopes, row.scopes) << row.name;
  }
}

// Of files that could not be read and of locks there may be very many.
// MODULE.bazel says from where some of its modules come, and MODULE.bazel.lock has the others.
TEST(Locked, AFileThatNamesSomeItselfHasTheRestInTheLockBesideIt) {
  Manifest asks = Asks("MODULE.bazel", "", {"from-git", "locked", "neither"});
  asks.components = {Of("from-git")};
  model::ComponentFacts facts;
  facts.manifests = {asks, Lock("MODULE.bazel.lock", {Of("locked"), Of("more")})};
  const Locked locked(facts, nullptr);
  ASSERT_EQ(locked.asks().size(), 3u);
  EXPECT_EQ(locked.asks()[0].lock, 0u);
  EXPECT_EQ(locked.asks()[1].lock, 1u);
  EXPECT_EQ(locked.asks()[1].meant, std::vector<std::uint32_t>{0});
  EXPECT_TRUE(locked.asks()[2].absent);
  EXPECT_TRUE(locked.HasLock(0));
}

// Xcode keeps the lock of a project, and of all packages beside it, inside the project's folder.
TEST(Locked, APackageBesideAnXcodeProjectHasItsVersionsInTheProjectsLock) {
  constexpr const char* kInside = ".xcworkspace/xcshareddata/swiftpm/Package.resolved";
  for (const std::string at : {"app/Tea.xcodeproj/project", "app/Tea"}) {
    model::ComponentFacts facts;
    facts.manifests = {Lock((at + kInside).c_str(), {Of("a")}),
                       Asks("app/Packages/Kit/Package.swift", "Kit", {"a", "unused"}),
                       Asks("other/Package.swift", "Other", {"a"})};
    const Locked locked(facts, nullptr);
    ASSERT_EQ(locked.asks().size(), 3u);
    EXPECT_EQ(locked.asks()[0].lock, 0u) << at;
    EXPECT_EQ(locked.asks()[1].lock, Ask::kNoLock);
    EXPECT_FALSE(locked.asks()[1].absent) << "of a package that the project may have no use for";
    EXPECT_EQ(locked.asks()[2].lock, Ask::kNoLock);
  }
}

TEST(LockedAttack, AHundredThousandUnreadFilesAndLocksAreLookedAtOnceEach) {
  model::ComponentFacts facts;
  model::Coverage coverage;
  for (int i = 0; i < 100'000; ++i) {
    const std::string folder = "a/b/c/d/" + std::to_string(i);
    facts.manifests.push_back(Lock((folder + "/lock").c_str(), {Of("t")}));
    coverage.left.push_back({folder + "/e/f/m", "not understood: line 1"});
  }
  MarkUnshipped(facts, coverage);
  EXPECT_FALSE(facts.manifests.back().components[0].unshipped);
}

}  // namespace
}  // namespace avouch::inventory
