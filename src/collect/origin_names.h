// The words by which folders and files say whose they are.
//
// Tables and pure functions over lower-case names; any thread.

#pragma once

#include <cstdint>
#include <string_view>

namespace avouch::collect {

// ---- Folders, by lower-case name ----
[[nodiscard]] bool IsTestFolder(std::string_view name);       // "testdata", "__tests__", "my.Tests"
[[nodiscard]] bool IsVagueTestFolder(std::string_view name);  // "test", "spec": need a second look
[[nodiscard]] bool IsExampleFolder(std::string_view name);    // "examples", "web-demo"
[[nodiscard]] bool IsVagueExampleFolder(std::string_view name);  // "demo", "seeds": not below src/
[[nodiscard]] bool IsDocumentationFolder(std::string_view name);
[[nodiscard]] bool IsVendorFolder(std::string_view name);       // "third_party", "node_modules"
[[nodiscard]] bool IsVagueVendorFolder(std::string_view name);  // "vendor", "external", "deps"
[[nodiscard]] bool IsLocaleFolder(std::string_view name);
[[nodiscard]] bool IsGeneratedFolder(std::string_view name);
[[nodiscard]] bool IsScaffoldFolder(std::string_view name);  // "{{cookiecutter.name}}", "skeleton"
// create-tea/template-green: what a package that makes projects puts into them.
[[nodiscard]] bool IsStarterFolder(std::string_view name, std::string_view parent);
[[nodiscard]] bool IsAssetFolder(std::string_view name);      // "javascript": files on their own
[[nodiscard]] bool IsLibrariesFolder(std::string_view name);  // "libs", "contrib"
[[nodiscard]] bool IsDataFolder(std::string_view name);  // "data", "mappings": its whole subtree
[[nodiscard]] bool IsStoreFolder(
    std::string_view name);  // "resources", "public": single folders in it
[[nodiscard]] bool IsCodeRoot(std::string_view name);  // "src", "app", "pkg", "lib", "internal"

// ---- Files, by lower-case name ----
[[nodiscard]] bool IsTestFile(std::string_view name);       // "x_test.go", "x.spec.ts"
[[nodiscard]] bool IsGeneratedFile(std::string_view name);  // "x.pb.go"
[[nodiscard]] bool IsMinified(std::string_view name);       // "x.min.js"
[[nodiscard]] bool IsCode(std::string_view name);
[[nodiscard]] bool IsPicture(std::string_view name);      // Or a font, or what keeps a folder
[[nodiscard]] bool IsKeyFile(std::string_view name);      // A certificate or a public key
[[nodiscard]] bool IsLicenceFile(std::string_view name);  // "LICENSE-MIT", "COPYING.LIB"
[[nodiscard]] bool IsManifestFile(
    std::string_view name);  // "package.json", "Cargo.toml", "Chart.yaml"

// A library that is given away as one file: "sqlite3.c". `mark` stands in its first 64 KB.
struct OneFileLibrary {
  std::string_view file, name, mark;
};
[[nodiscard]] const OneFileLibrary* OneFileLibraryOf(std::string_view file_name);

// Marks that a whole project of its own leaves in its root, as bits.
enum Mark : std::uint32_t {
  kLicence = 1u << 0,
  kReadme = 1u << 1,
  kChanges = 1u << 2,    // CHANGELOG, NEWS, HISTORY
  kAuthors = 1u << 3,    // AUTHORS, CONTRIBUTORS, THANKS
  kConfigure = 1u << 4,  // configure.ac, autogen.sh
  kOwnCi = 1u << 5,      // .travis.yml, .github, .gitlab-ci.yml
  kManifest = 1u << 6,
  kImported = 1u << 7,   // .gitrepo, README.chromium, moz.yaml: says that it was copied here
  kGoModules = 1u << 8,  // modules.txt
  kChart = 1u << 9,      // Chart.yaml
  kSpecHelper = 1u << 10,
  kDjangoApp = 1u << 11,  // models.py, views.py, urls.py, apps.py
};
[[nodiscard]] std::uint32_t MarkOfFile(std::string_view name);

// One bit per extension that collections of data have; 0 for every other file.
[[nodiscard]] std::uint32_t DataBit(std::string_view name);
inline constexpr int kDataKinds = 9;

// "en", "pt-br", "zh_hans", with an extension behind it.
[[nodiscard]] bool IsLanguageFile(std::string_view name);

}  // namespace avouch::collect
