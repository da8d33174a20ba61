#include "collect/go_needs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "collect/collect.h"

namespace avouch::collect {
namespace {

using source::MemoryTree;

constexpr const char* kMod =
    "module example.org/own\n\ngo 1.24\n\nrequire example.net/a v1.0.0\n"
    "replace example.net/fork => example.net/mine v1.1.0\n";
constexpr const char* kMain = "package main\n\nimport _ \"example.net/a\"\n\nfunc main() {}\n";

// "a>b c>d: notes" of what lies in vendor/.
std::string Told(std::vector<MemoryTree::File> files, const std::string& modules) {
  files.push_back({"go.mod", kMod});
  files.push_back({"main.go", kMain});
  files.push_back({"vendor/modules.txt", modules});
  std::ranges::sort(files, {}, &MemoryTree::File::path);
  const MemoryTree tree(std::move(files));
  std::string out;
  for (const auto& manifest : ReadTree(tree, {}, 2).components.facts.manifests) {
    if (manifest.format != "go-vendor") continue;
    for (const auto& one : manifest.components)
      for (const auto to : one.detail.needs)
        out += (out.empty() ? "" : " ") + one.name.substr(12) + ">" +
               manifest.components[to].name.substr(12);
    for (const auto& note : manifest.notes) out += ": " + note;
  }
  return out;
}

MemoryTree::File Vendored(const std::string& path, const std::string& imports,
                          const std::string& head = "") {
  return {"vendor/example.net/" + path, head + "package p\n\nimport (\n" + imports + ")\n"};
}

TEST(GoNeeds, AreWhatVendoredPackagesImportOfOtherModules) {
  const std::string modules =
      "# example.net/a v1.0.0\n## explicit; go 1.24\nexample.net/a\nexample.net/a/in\n"
      "# example.net/a/sub v1.0.0\nexample.net/a/sub\n"
      "# example.net/b v1.0.0\nexample.net/b\n"
      "# example.net/fork v1.0.0 => example.net/mine v1.1.0\nexample.net/fork/x\n"
      "# example.net/unused v1.0.0\n## explicit\n";
  const std::vector<MemoryTree::File> rest = {Vendored("a/in/a.go", ""),
                                              Vendored("fork/x/a.go", "\t\"example.net/b\"\n"),
                                              Vendored("b/b.go", "\t\"net/http\"\n")};
  const auto all = [&](std::vector<MemoryTree::File> more) {
    more.insert(more.end(), rest.begin(), rest.end());
    return Told(std::move(more), modules);
  };
  const std::string last = ": not every vendored package could be followed: the edges are not all";
  // A module inside of another's path is its own; of itself a module needs nothing.
  EXPECT_EQ(all({Vendored("a/a.go", "\t\"example.net/a/in\"\n\t\"example.net/a/sub\"\n"),
                 Vendored("a/sub/a.go", "\t_ \"example.net/fork/x\"\n\t\"example.net/b\"\n")}),
            "a>a/sub a/sub>b a/sub>mine mine>b");
  // For one system only; never built; of tests.
  EXPECT_EQ(all({Vendored("a/a_windows.go", "\t\"example.net/b\"\n"),
                 Vendored("a/gen.go", "\t\"example.net/fork/x\"\n", "//go:build ignore\n\n"),
                 Vendored("a/a_test.go", "\t\"example.net/a/sub\"\n"), Vendored("a/sub/a.go", "")}),
            "a>b mine>b");
  // What is listed and not here, what is imported and not listed, what cannot be read.
  EXPECT_EQ(all({Vendored("a/a.go", "\t\"example.net/b\"\n")}), "a>b mine>b" + last);
  EXPECT_EQ(all({Vendored("a/a.go", "\t\"example.net/c\"\n"), Vendored("a/sub/a.go", "")}),
            "mine>b" + last);
  EXPECT_EQ(all({Vendored("a/a.go", ""), {"vendor/example.net/a/sub/a.go", "no source"}}),
            "mine>b" + last);
}

}  // namespace
}  // namespace avouch::collect
