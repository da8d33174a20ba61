#include "collect/origin_names.h"

#include <algorithm>
#include <array>

namespace avouch::collect {
namespace {

template <std::size_t N>
bool OneOf(std::string_view name, const std::array<std::string_view, N>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string_view ExtensionOf(std::string_view name) {
  std::size_t dot = name.rfind('.');
  return dot == name.npos || dot == 0 ? std::string_view() : name.substr(dot + 1);
}

constexpr auto kTestFolders =
    std::to_array<std::string_view>({"testdata",          "test-data",
                                     "test_data",         "test_apps",
                                     "testfiles",         "test-files",
                                     "test_files",        "tests",
                                     "__tests__",         "__mocks__",
                                     "__fixtures__",      "__snapshots__",
                                     "fixtures",          "fixture",
                                     "test-fixtures",     "test_fixtures",
                                     "testfixtures",      "unittests",
                                     "unit_tests",        "unit-tests",
                                     "unittest",          "integration_tests",
                                     "integration-tests", "integrationtests",
                                     "functional-tests",  "e2e",
                                     "e2e-tests",         "e2e_tests",
                                     "cypress",           "androidtest",
                                     "testcases",         "test-cases",
                                     "test_cases",        "test-resources",
                                     "test_csv_files"});
constexpr auto kExampleFolders = std::to_array<std::string_view>(
    {"example", "examples", "_examples", "_example", "tutorials", "playground", "playgrounds"});
constexpr auto kVagueExampleFolders = std::to_array<std::string_view>(
    {"demo", "demos", "sample", "samples", "seed", "seeds", "seeders", "tutorial"});
constexpr auto kDocumentationFolders =
    std::to_array<std::string_view>({"doc", "docs", "documentation", "readme-docs"});
constexpr auto kVendorFolders = std::to_array<std::string_view>(
    {"third_party", "3rdparty", "3rd_party", "3rd-party", "node_modules", "bower_components",
     "pods", "carthage", "site-packages", "jspm_packages", "extlibs", "ext_libs",
     "third_party_libs", "thirdparty_libs"});
constexpr auto kVagueVendorFolders = std::to_array<std::string_view>(
    {"vendor", "vendors", "vendored", "_vendor", "thirdparty", "third-party", "external",
     "externals", "extern", "deps", "subprojects"});
constexpr auto kLocaleFolders =
    std::to_array<std::string_view>({"locale", "locales", "_locales", "i18n", "intl", "lang",
                                     "langs", "languages", "translations", "l10n", "lc_messages"});
constexpr auto kGeneratedFolders =
    std::to_array<std::string_view>({"gen", "generated", "__generated__", "autogen"});
constexpr auto kScaffoldFolders = std::to_array<std::string_view>(
    {"scaffold", "scaffolds", "skeleton", "skeletons", "boilerplate", "boilerplates"});
constexpr auto kDataFolders = std::to_array<std::string_view>(
    {"data", "mappings", "frameworks", "datasets", "dataset", "catalogs", "seeds", "seed"});
constexpr auto kStoreFolders = std::to_array<std::string_view>(
    {"resources", "rules", "definitions", "public", "static", "assets"});
constexpr auto kCodeRoots = std::to_array<std::string_view>(
    {"src", "app", "apps", "lib", "pkg", "internal", "cmd", "source", "sources"});
constexpr auto kCodeExtensions = std::to_array<std::string_view>(
    {"c",   "cc", "cpp", "cxx", "h",    "hpp", "hh", "hxx", "rs",  "go",    "py",    "js", "mjs",
     "cjs", "ts", "tsx", "jsx", "java", "kt",  "cs", "rb",  "php", "swift", "scala", "ex", "exs",
     "lua", "pl", "pm",  "zig", "hs",   "m",   "mm", "s",   "asm", "vue",   "dart",  "sol"});
constexpr auto kPictureExtensions =
    std::to_array<std::string_view>({"png", "jpg", "jpeg", "gif", "svg", "ico", "webp", "avif",
                                     "bmp", "woff", "woff2", "ttf", "otf", "eot"});
constexpr auto kManifests = std::to_array<std::string_view>(
    {"package.json", "cargo.toml", "pyproject.toml", "setup.py", "setup.cfg", "go.mod", "pom.xml",
     "build.gradle", "build.gradle.kts", "composer.json", "gemfile", "mix.exs", "pubspec.yaml",
     "chart.yaml", "package.swift", "dagger.json"});
constexpr auto kCiFiles = std::to_array<std::string_view>(
    {".travis.yml", ".appveyor.yml", "appveyor.yml", ".gitlab-ci.yml", ".cirrus.yml",
     "azure-pipelines.yml", "jenkinsfile"});
constexpr auto kImportedFiles = std::to_array<std::string_view>(
    {".gitrepo", "readme.chromium", "readme.duckdb", "moz.yaml", "vendored.md", "upstream.md",
     "readme.vendored", "readme.vendor"});

constexpr OneFileLibrary kOneFileLibraries[] = {
    {"catch.hpp", "catch2", "CATCH_VERSION_MAJOR"},
    {"cjson.c", "cjson", "CJSON_PUBLIC("},
    {"cjson.h", "cjson", "CJSON_VERSION_MAJOR"},
    {"doctest.h", "doctest", "DOCTEST_VERSION_MAJOR"},
    {"httplib.h", "cpp-httplib", "CPPHTTPLIB_VERSION"},
    {"json.hpp", "nlohmann-json", "NLOHMANN_JSON_VERSION_MAJOR"},
    {"lodepng.cpp", "lodepng", "LodePNG version"},
    {"lodepng.h", "lodepng", "LodePNG version"},
    {"miniaudio.h", "miniaudio", "miniaudio - v"},
    {"miniz.c", "miniz", "miniz"},
    {"minimp3.h", "minimp3", "minimp3"},
    {"pugixml.cpp", "pugixml", "pugixml parser"},
    {"pugixml.hpp", "pugixml", "PUGIXML_VERSION"},
    {"sqlite3.c", "sqlite", "SQLITE_VERSION"},
    {"sqlite3.h", "sqlite", "SQLITE_VERSION"},
    {"stb_image.h", "stb_image", "stb_image - v"},
    {"stb_image_write.h", "stb_image_write", "stb_image_write - v"},
    {"stb_truetype.h", "stb_truetype", "stb_truetype.h - v"},
    {"tinyxml2.cpp", "tinyxml2", "tinyxml2"},
    {"tinyxml2.h", "tinyxml2", "TINYXML2_MAJOR_VERSION"},
    {"uthash.h", "uthash", "UTHASH_VERSION"},
    {"utlist.h", "utlist", "UTLIST_VERSION"},
    {"xxhash.h", "xxhash", "XXH_VERSION_MAJOR"},
};

bool StartsWithWord(std::string_view name, std::string_view word) {
  return name.starts_with(word) && (name.size() == word.size() || name[word.size()] == '.' ||
                                    name[word.size()] == '-' || name[word.size()] == '_');
}

}  // namespace

bool IsTestFolder(std::string_view name) {
  if (IsVagueTestFolder(name)) return false;
  return OneOf(name, kTestFolders) || name.ends_with("-tests") || name.ends_with("_tests") ||
         name.ends_with(".tests") || name.ends_with(".test") || name.ends_with("unittests") ||
         name.ends_with("integrationtests") || name.ends_with("-testdata") ||
         (name.starts_with("testdata") && name.find_first_not_of("0123456789-_", 8) == name.npos);
}
bool IsVagueTestFolder(std::string_view name) {
  return name == "test" || name == "spec" || name == "specs" || name == "functional_tests" ||
         name == "benchmark" || name == "benchmarks";
}
bool IsExampleFolder(std::string_view name) {
  return OneOf(name, kExampleFolders) || name.ends_with("-example") ||
         name.ends_with("-examples") || name.starts_with("example-") ||
         name.starts_with("examples-") || name.starts_with("example_") || name.ends_with("-demo") ||
         name.starts_with("demo-") || name.ends_with("_examples");
}
bool IsVagueExampleFolder(std::string_view name) { return OneOf(name, kVagueExampleFolders); }
bool IsDocumentationFolder(std::string_view name) { return OneOf(name, kDocumentationFolders); }
bool IsVendorFolder(std::string_view name) { return OneOf(name, kVendorFolders); }
bool IsVagueVendorFolder(std::string_view name) { return OneOf(name, kVagueVendorFolders); }
bool IsLocaleFolder(std::string_view name) { return OneOf(name, kLocaleFolders); }
bool IsGeneratedFolder(std::string_view name) { return OneOf(name, kGeneratedFolders); }
bool IsScaffoldFolder(std::string_view name) {
  return OneOf(name, kScaffoldFolders) || name.find("{{") != name.npos;
}
const OneFileLibrary* OneFileLibraryOf(std::string_view file_name) {
  for (const auto& one : kOneFileLibraries)
    if (one.file == file_name) return &one;
  return nullptr;
}
bool IsStarterFolder(std::string_view name, std::string_view parent) {
  return parent.starts_with("create-") &&
         (name.starts_with("template-") || name.starts_with("templates"));
}
bool IsAssetFolder(std::string_view name) {
  return name == "javascript" || name == "javascripts" || name == "stylesheets";
}
bool IsLibrariesFolder(std::string_view name) { return name == "libs" || name == "contrib"; }
bool IsDataFolder(std::string_view name) { return OneOf(name, kDataFolders); }
bool IsStoreFolder(std::string_view name) { return OneOf(name, kStoreFolders); }
bool IsCodeRoot(std::string_view name) { return OneOf(name, kCodeRoots); }

bool IsTestFile(std::string_view name) {
  std::string_view extension = ExtensionOf(name);
  if (extension.empty()) return false;
  std::string_view stem = name.substr(0, name.size() - extension.size() - 1);
  if (name == "conftest.py") return true;
  if (stem.ends_with(".test") || stem.ends_with(".spec") || stem.ends_with(".cy"))
    return extension.find("js") != extension.npos || extension.find("ts") != extension.npos;
  if (extension == "py") return stem.starts_with("test_") || stem.ends_with("_test");
  if (extension == "go" || extension == "dart" || extension == "ex" || extension == "exs")
    return stem.ends_with("_test");
  if (extension == "rb") return stem.ends_with("_spec") || stem.ends_with("_test");
  if (extension == "cc" || extension == "cpp" || extension == "c")
    return stem.ends_with("_test") || stem.ends_with("_unittest") || stem.ends_with("_tests");
  if (extension == "java" || extension == "kt" || extension == "cs" || extension == "scala")
    return stem.ends_with("test") || stem.ends_with("tests");
  return false;
}

bool IsGeneratedFile(std::string_view name) {
  for (std::string_view end :
       {".pb.go",      ".pb.gw.go",     ".pb.validate.go", ".pb.cc",   ".pb.h",
        ".connect.go", "_pb2.py",       "_pb2_grpc.py",    "_pb2.pyi", "_pb.js",
        "_pb.ts",      "_generated.go", ".gen.go",         ".gen.ts",  ".generated.ts",
        ".g.dart",     ".freezed.dart", ".designer.cs",    ".g.cs",    "wire_gen.go"})
    if (name.ends_with(end)) return true;
  return name.starts_with("zz_generated");
}

bool IsMinified(std::string_view name) {
  return name.ends_with(".min.js") || name.ends_with(".min.css") || name.ends_with(".min.mjs");
}
bool IsPicture(std::string_view name) {
  return name == ".keep" || name == ".gitkeep" || OneOf(ExtensionOf(name), kPictureExtensions);
}
bool IsKeyFile(std::string_view name) {
  for (std::string_view end : {".pem", ".crt", ".cer", ".der", ".pub"})
    if (name.ends_with(end)) return true;
  return false;
}
bool IsCode(std::string_view name) { return OneOf(ExtensionOf(name), kCodeExtensions); }
bool IsLicenceFile(std::string_view name) {
  for (std::string_view word : {"license", "licence", "copying", "unlicense", "licenses"})
    if (StartsWithWord(name, word)) {
      // license.go and license-header.txt are not texts of a licence.
      return !IsCode(name) && name.find("header") == name.npos && !name.ends_with(".json") &&
             !name.ends_with(".yaml") && !name.ends_with(".yml") && !name.ends_with(".plist") &&
             !name.ends_with(".xml") && !name.ends_with(".csv");
    }
  return false;
}
bool IsManifestFile(std::string_view name) {
  return OneOf(name, kManifests) || name.ends_with(".csproj") || name.ends_with(".fsproj") ||
         name.ends_with(".gemspec") || name.ends_with(".cabal");
}

std::uint32_t MarkOfFile(std::string_view name) {
  std::uint32_t marks = 0;
  if (IsLicenceFile(name)) marks |= kLicence;
  if (OneOf(name, kImportedFiles))
    marks |= kImported;
  else if (StartsWithWord(name, "readme"))
    marks |= kReadme;
  if (StartsWithWord(name, "changelog") || StartsWithWord(name, "changes") ||
      StartsWithWord(name, "news") || StartsWithWord(name, "history"))
    marks |= kChanges;
  if (StartsWithWord(name, "authors") || StartsWithWord(name, "contributors") ||
      StartsWithWord(name, "thanks"))
    marks |= kAuthors;
  if (name == "configure.ac" || name == "configure.in" || name == "autogen.sh" ||
      name == "configure")
    marks |= kConfigure;
  if (OneOf(name, kCiFiles)) marks |= kOwnCi;
  if (IsManifestFile(name)) marks |= kManifest;
  if (name == "chart.yaml") marks |= kChart;
  if (name == "modules.txt") marks |= kGoModules;
  if (name.ends_with("_spec.rb") || name.starts_with("spec_helper") ||
      name.find(".spec.") != name.npos)
    marks |= kSpecHelper;
  if (name == "models.py" || name == "views.py" || name == "urls.py" || name == "apps.py")
    marks |= kDjangoApp;
  return marks;
}

std::uint32_t DataBit(std::string_view name) {
  constexpr auto kKinds = std::to_array<std::string_view>(
      {"json", "yaml", "yml", "csv", "tsv", "xml", "po", "parquet", "txt"});
  static_assert(kKinds.size() == kDataKinds);
  auto at = std::find(kKinds.begin(), kKinds.end(), ExtensionOf(name));
  return at == kKinds.end() ? 0 : 1u << (at - kKinds.begin());
}

bool IsLanguageFile(std::string_view name) {
  std::string_view stem = name.substr(0, name.find('.'));
  auto letters = [](std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  std::size_t cut = stem.find_first_of("-_");
  std::string_view first = stem.substr(0, cut);
  if (first.size() < 2 || first.size() > 3 || !letters(first)) return false;
  return cut == stem.npos || (stem.size() - cut - 1 >= 2 && stem.size() - cut - 1 <= 4);
}

}  // namespace avouch::collect
