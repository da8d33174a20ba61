#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "collect/collect.h"

namespace avouch::collect {
namespace {

using source::MemoryTree;

// "module group (condition)" of each requirement of each go.mod, as the whole tree tells it.
std::string Told(std::vector<MemoryTree::File> files) {
  std::ranges::sort(files, {}, &MemoryTree::File::path);
  const MemoryTree tree(std::move(files));
  std::string out;
  for (const auto& manifest : ReadTree(tree, {}, 2).components.facts.manifests) {
    if (manifest.format != "go-mod") continue;
    for (const auto& one : manifest.requirements)
      out += (out.empty() ? "" : ", ") + one.name.substr(one.name.find('/') + 1) + " " +
             (one.source == model::SourceKind::kPath ? "folder" : one.group) +
             (one.condition.empty() ? "" : "?") +
             (one.development == (one.group == "packages" || one.group.empty()) ? "!" : "");
  }
  return out;
}

MemoryTree::File Mod(const std::string& wants, const std::string& folder = "",
                     const std::string& name = "example.org/own") {
  std::string text = "module " + name + "\n\ngo 1.24\n\nrequire (\n";
  std::string rest;
  for (const char* start = wants.c_str(); *start != '\0';) {
    const std::string word(start, std::string_view(start).find_first_of(" ") == std::string::npos
                                      ? std::string_view(start).size()
                                      : std::string_view(start).find_first_of(" "));
    start += word.size() + (start[word.size()] == ' ' ? 1 : 0);
    const bool indirect = word.ends_with("~");
    text += "\texample.net/" + word.substr(0, word.size() - (indirect ? 1 : 0)) + " v1.0.0" +
            (indirect ? " // indirect" : "") + "\n";
  }
  return {folder + "go.mod", text + ")\n" + rest};
}

// A file that imports example.net/ each word, or the word itself where it has a '/'.
MemoryTree::File Go(const std::string& path, const std::string& imports,
                    const std::string& package = "main", const std::string& head = "") {
  std::string text = head + "package " + package + "\n\nimport (\n\t\"fmt\"\n";
  std::size_t at = 0;
  while (at < imports.size()) {
    const std::size_t end = std::min(imports.find(' ', at), imports.size());
    const std::string word = imports.substr(at, end - at);
    text += "\t\"" + (word.find('.') == word.npos ? "example.net/" + word : word) + "\"\n";
    at = end + 1;
  }
  return {path, text + ")\n"};
}

struct Row {
  const char* rule;
  std::vector<MemoryTree::File> files;
  const char* told;
};

void Hold(const std::vector<Row>& rows) {
  for (const auto& row : rows) EXPECT_EQ(Told(row.files), row.told) << row.rule;
}

TEST(GoScopes, OfWhatIsShipped) {
  Hold({
      {"what a program imports, by its packages too; the rest is unsaid",
       {Mod("a b c d~"), Go("cmd/x/main.go", "a example.org/own/internal/y"),
        Go("internal/y/y.go", "b/sub/deep", "y")},
       "a packages, b packages, c , d "},
      {"the module with the longest name is meant",
       {Mod("a a/v2 a/b"), Go("main.go", "a/v2/x a/b/c")},
       "a , a/v2 packages, a/b packages"},
      {"of a library what others can import",
       {Mod("a b"), Go("lib.go", "a", "lib"), Go("internal/y/y.go", "b", "y")},
       "a packages, b "},
      {"beside a program a library may be for that alone",
       {Mod("a b"), Go("main.go", "a"), Go("lib/lib.go", "b", "lib")},
       "a packages, b "},
      {"what is indirect by go.mod and imported all the same",
       {Mod("a~"), Go("main.go", "a")},
       "a packages"},
      {"some builds only: by name, by constraint, and all that follows",
       {Mod("a b c d"), Go("main.go", "a"), Go("x_windows.go", "a b"),
        Go("y.go", "c example.org/own/z", "main", "//go:build cgo\n\n"), Go("z/z.go", "d", "z")},
       "a packages, b packages?, c packages?, d packages?"},
      {"what go passes over",
       {Mod("a b c d e f"), Go("main.go", "a"), Go("testdata/x.go", "b"), Go("_x/x.go", "c"),
        Go(".x/x.go", "d"), Go("_y.go", "e"), Go("n/x.go", "f"), Mod("", "n/", "example.org/n")},
       "a packages, b , c , d , e , f "},
      {"a test's name decides, and so does the word of a file that is no program",
       {Mod("a b c"), Go("main.go", "a"), Go("main_test.go", "b"),
        Go("gen.go", "c", "main", "//go:build ignore\n\n")},
       "a packages, b , c "},
      {"programs for the team are not known to be shipped",
       {Mod("a b c"), Go("main.go", "a"), Go("hack/x/main.go", "b"),
        Go("mocks/m.go", "c", "mocks")},
       "a packages, b , c "},
      {"a replaced module is imported by its own name",
       {{"go.mod",
         "module example.org/own\nrequire example.net/a v1.0.0\n"
         "replace example.net/a => example.net/fork v1.0.1\n"},
        Go("main.go", "a")},
       "fork packages"},
      {"a module beside, by its folder",
       {{"go.mod",
         "module example.org/own\nrequire (\nexample.net/a v1.0.0\nexample.net/b v1.0.0 // "
         "indirect\n)\nreplace example.net/a => ./a\n"},
        Go("main.go", "a"),
        Mod("b", "a/", "example.net/a"),
        Go("a/a.go", "b", "a")},
       "b packages, a folder, b "},
      {"what is no Go leaves open what it could have said",
       {Mod("a b"), Go("main.go", "a"), {"other.go", "packag"}},
       "a packages, b "},
  });
}

// A module that is shipped could need what tests need, too, and its packages are not here.
TEST(GoScopes, OfWhatIsNotShippedWhereThatIsCertain) {
  Hold({
      {"nothing else is shipped: tests alone, and all that these need",
       {Mod("a b~"), Go("lib.go", "", "lib"), Go("lib_test.go", "a/require", "lib_test")},
       "a tests, b tests"},
      {"tools of the build, by tag and by directive; of what both may need, the nearer",
       {Mod("a b c d~"), Go("main.go", ""), Go("tools.go", "b", "tools", "//go:build tools\n\n"),
        Go("main_test.go", "a c"), Go("gen.go", "c", "main", "//go:build ignore\n\n")},
       "a tests, b tools, c tools, d tools"},
      {"a tool that go.mod names",
       {{"go.mod",
         "module example.org/own\ntool example.net/a/cmd/x\nrequire example.net/a v1.0.0\n"},
        Go("main.go", "")},
       "a tools"},
      {"helpers that only tests import, and folders of tests and examples",
       {Mod("a b c"), Go("main.go", ""), Go("main_test.go", "example.org/own/internal/h"),
        Go("internal/h/h.go", "a", "h"), Go("e2e/x.go", "b", "e2e"), Go("examples/x/main.go", "c")},
       "a tests, b tests, c examples"},
      {"one that nothing imports leaves the others open",
       {Mod("a b"), Go("lib.go", "", "lib"), Go("lib_test.go", "a", "lib")},
       "a , b "},
      {"a package that go.mod does not name leaves them open",
       {Mod("a"), Go("lib.go", "b", "lib"), Go("lib_test.go", "a", "lib")},
       "a "},
      {"so does a module beside, which could need them",
       {Mod("a"), Go("lib.go", "example.org/other", "lib"), Go("lib_test.go", "a", "lib"),
        Mod("", "other/", "example.org/other"), Go("other/x.go", "", "other")},
       "a "},
      {"a package of the module that is not there, as what is generated may not be",
       {Mod("a"), Go("lib.go", "example.org/own/pb", "lib"), Go("lib_test.go", "a", "lib")},
       "a "},
      {"an import that is longer than any",
       {Mod("a"), Go("lib.go", "b." + std::string(600, '/'), "lib"), Go("lib_test.go", "a", "lib")},
       "a "},
      {"a folder whose path is longer than any",
       {Mod("a"), Go("lib.go", "", "lib"), Go("lib_test.go", "a", "lib"),
        Go(std::string(1001, 'x') + "/x.go", "a", "x")},
       "a "},
      {"a test that cannot be read",
       {Mod("a"), Go("lib.go", "", "lib"), Go("lib_test.go", "a", "lib"), {"x_test.go", "?"}},
       "a "},
  });
}

TEST(GoScopes, WhereAllIsVendored) {
  const MemoryTree::File mark = {
      "vendor/modules.txt",
      "# example.net/a v1.0.0\n## explicit\nexample.net/a\n# example.net/t v1.0.0\n## explicit\n"
      "example.net/t\n# example.net/b v1.0.0\n## explicit\nexample.net/b\n"};
  const auto files = [&](std::vector<MemoryTree::File> more) {
    more.push_back(Mod("a t b~ c~"));
    more.push_back(Go("main.go", "a"));
    more.push_back(Go("main_test.go", "t"));
    more.push_back(mark);
    return more;
  };
  Hold({
      {"each is what those make of it that import it",
       files(
           {Go("vendor/example.net/a/a.go", "", "a"), Go("vendor/example.net/t/t.go", "b c/x", "t"),
            Go("vendor/example.net/b/b.go", "", "b"), Go("vendor/example.net/c/x/c.go", "", "c")}),
       "a packages, t tests, b tests, c tests"},
      {"a shipped module needs what tests need",
       files({Go("vendor/example.net/a/a.go", "b", "a"), Go("vendor/example.net/t/t.go", "b", "t"),
              Go("vendor/example.net/b/b.go", "t", "b")}),
       "a packages, t packages, b packages, c "},
      {"what is not there could need them: of what is seen to be shipped nothing changes",
       files({Go("vendor/example.net/a/a.go", "c", "a"), Go("vendor/example.net/t/t.go", "b", "t"),
              Go("vendor/example.net/b/b.go", "", "b")}),
       "a packages, t , b , c packages"},
      {"what is asked for and nothing imports: sources that are made in the build are not here",
       {Mod("a t g"), Go("main.go", "a"), Go("main_test.go", "t"), mark,
        Go("vendor/example.net/a/a.go", "", "a"), Go("vendor/example.net/t/t.go", "", "t"),
        Go("vendor/example.net/g/g.go", "t", "g")},
       "a packages, t , g "},
      {"a constraint inside",
       files({Go("vendor/example.net/a/a_linux.go", "b", "a"),
              Go("vendor/example.net/t/t.go", "", "t"), Go("vendor/example.net/b/b.go", "", "b")}),
       "a packages, t tests, b packages?, c "},
  });
}

TEST(GoScopes, AWorkspaceReplacesForAllItsModules) {
  Hold({
      {"go.work first, for the version that is selected; modules for one another; own folders",
       {{"go.work",
         "go 1.24\nuse (\n./x\n./y\n../z\n)\nreplace example.net/a v1.2.0 => example.net/fa "
         "v1.0.0\nreplace example.net/b => ./b\n"},
        {"x/go.mod",
         "module example.org/x\nrequire (\nexample.net/a v1.1.0\nexample.net/b v1.0.0\n"
         "example.net/c v1.0.0\nexample.org/y v0.0.0\n)\nreplace example.net/b => example.net/no "
         "v1.0.0\n"},
        {"y/go.mod",
         "module example.org/y\nrequire example.net/a v1.2.0\nreplace example.net/c => "
         "example.net/fc v1.0.0\n"}},
       "fa , b folder, fc , y folder, fa "},
      {"without one each is alone",
       {{"x/go.mod", "module example.org/x\nrequire example.net/c v1.0.0\n"},
        {"y/go.mod", "module example.org/y\nreplace example.net/c => example.net/fc v1.0.0\n"}},
       "c "},
      {"a folder outside the tree is not its root",
       {{"go.work", "go 1.24\nuse ../z\nreplace example.net/c => ./c\n"},
        {"go.mod", "module example.org/x\nrequire example.net/c v1.0.0\n"}},
       "c "},
  });
}

}  // namespace
}  // namespace avouch::collect
