#include "collect/go_module_cache.h"

#include <gtest/gtest.h>

#include <string>

#include "collect/go_together.h"
#include "source/tree.h"

namespace avouch::collect {
namespace {

// "a > b c; b" of one manifest.
std::string EdgesOf(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += (out.empty() ? "" : "; ") + one.name + (one.detail.needs.empty() ? "" : " >");
    for (const auto to : one.detail.needs) out += " " + manifest.components[to].name;
  }
  return out;
}

formats::GoModule Mod(const char* path, const std::string& text) {
  auto module = formats::ReadGoModule(path, text);
  EXPECT_TRUE(module.has_value()) << text;
  return module ? std::move(*module) : formats::GoModule();
}

TEST(GoModuleCache, AGoModOfTheCacheSaysWhatItsModuleNeeds) {
  const std::string at = "go/pkg/mod/cache/download/";
  const source::MemoryTree tree({
      {at + "x.org/!a/@v/v1.0.0.mod",
       "module x.org/A\nrequire (\n x.org/b v1.0.0\n x.org/c v1.0.0 // indirect\n x.org/z v9.0.0\n"
       " x.org/A v0.1.0\n)\n"},
      {at + "x.org/b/@v/v1.5.0.mod", "module x.org/b\nrequire x.org/c v0.1.0\n"},
      {at + "x.org/b/@v/v1.0.0.mod", "module x.org/b\nrequire x.org/d v0.1.0\n"},
      {at + "fork.org/c/@v/v2.0.0.mod", "module x.org/c\nrequire x.org/d v0.1.0\n"},
  });
  source::PackageCaches caches;
  caches.AddTree(tree);
  const auto manifests = ResolveGoModules(
      {Mod("go.mod",
           "module m\ngo 1.21\nrequire (\n x.org/A v1.0.0\n x.org/b v1.5.0\n x.org/c v1.0.0\n"
           " x.org/d v0.1.0\n)\nreplace x.org/c => fork.org/c v2.0.0\n")},
      &caches);
  EXPECT_EQ(EdgesOf(manifests[0]),
            "x.org/A > x.org/b; x.org/b > fork.org/c; fork.org/c > x.org/d; x.org/d");
  EXPECT_EQ(manifests[0].notes.back(),
            "of 1 module no go.mod is in the package cache, of x.org/d v0.1.0: the edges are not "
            "all");
}

// In a workspace the highest version that any of its modules asks for is built.
TEST(GoModuleCache, OfAWorkspaceTheVersionThatIsBuiltTells) {
  const std::string at = "go/pkg/mod/cache/download/x.org/";
  const source::MemoryTree tree(
      {{at + "a/@v/v1.0.0.mod", "module x.org/a\n"},
       {at + "a/@v/v1.2.0.mod", "module x.org/a\nrequire x.org/b v1.0.0\n"},
       {at + "b/@v/v1.0.0.mod", "module x.org/b\n"}});
  source::PackageCaches caches;
  caches.AddTree(tree);
  const std::string rest = "\n x.org/b v1.0.0\n)\n";
  const auto manifests =
      ResolveGoModules({Mod("go.work", "go 1.21\nuse (\n ./one\n ./two\n)\n"),
                        Mod("one/go.mod", "module one\nrequire (\n x.org/a v1.0.0" + rest),
                        Mod("two/go.mod", "module two\nrequire (\n x.org/a v1.2.0" + rest)},
                       &caches);
  EXPECT_EQ(EdgesOf(manifests[1]), "x.org/a > x.org/b; x.org/b");
  EXPECT_EQ(EdgesOf(manifests[2]), "x.org/a > x.org/b; x.org/b");
}

TEST(GoModuleCacheAttack, WhatIsNoGoModTellsNothing) {
  const std::string at = "go/pkg/mod/cache/download/x.org/";
  const source::MemoryTree tree({{at + "a/@v/v1.0.0.mod", "no directive"},
                                 {at + "b/@v/v1.0.0.mod", std::string(5 << 20, ' ')}});
  source::PackageCaches caches;
  caches.AddTree(tree);
  const auto manifests = ResolveGoModules(
      {Mod("go.mod", "module m\nrequire (\n x.org/a v1.0.0\n x.org/b v1.0.0\n)\n")}, &caches);
  EXPECT_EQ(EdgesOf(manifests[0]), "x.org/a; x.org/b");
  EXPECT_EQ(manifests[0].notes.back(),
            "of 2 modules no go.mod is in the package cache, of x.org/a v1.0.0 first: the edges "
            "are not all");
}

}  // namespace
}  // namespace avouch::collect
