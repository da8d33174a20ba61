#include "inventory/join_system.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "inventory/join.h"

namespace avouch::inventory {
namespace {

model::Requirement Asks(std::string name, std::string group, std::string condition = "",
                        std::string range = "") {
  model::Requirement out;
  out.name = std::move(name);
  out.group = std::move(group);
  out.condition = std::move(condition);
  out.range = std::move(range);
  out.source = model::SourceKind::kPath;
  return out;
}

model::Manifest File(const std::string& path, std::vector<model::Requirement> asks,
                     const std::string& format = "cmake") {
  model::Manifest out;
  out.format = format;
  out.path = Path(path);
  out.requirements = std::move(asks);
  for (std::size_t i = 0; i < out.requirements.size(); ++i)
    out.requirements[i].place = {out.path, static_cast<int>(i) + 1};
  return out;
}

// "purl range scope places", sorted; notes behind.
std::string Told(model::ComponentFacts facts, bool system = true) {
  const model::PipelineFacts no_pipelines;
  const model::ContainerFacts no_containers;
  const auto inventory = Join({std::move(facts), no_pipelines, no_containers, nullptr, system}, {});
  std::string out;
  for (const auto& part : inventory.parts) {
    out += part.purl + " " + (part.range.empty() ? "" : part.range + " ") +
           std::string(model::Name(part.scope)) + (part.direct ? "" : " indirect");
    for (const auto& place : part.places)
      out += " " + place.path.bytes + ":" + std::to_string(place.line);
    out += "\n";
  }
  for (const auto& note : inventory.notes) out += "note " + note + "\n";
  return out;
}

TEST(JoinSystem, EachLibraryOnceWithEveryPlaceAndNoVersion) {
  model::ComponentFacts facts;
  facts.manifests = {
      File("CMakeLists.txt",
           {Asks("ZLIB", "find_package", "", ">=1.2"), Asks("Threads", "find_package"),
            Asks("m", "library"), Asks("Doxygen", "find_package", "not required"),
            Asks("Python3", "program"), Asks("GTest", "find_package")}),
      File("configure.ac",
           {Asks("zlib", "pkg-config", "not required", ">= 1.1"),
            Asks("contract", "library", "not required"), Asks("kettle", "library")},
           "autoconf"),
      File("test/meson.build", {Asks("kettle-2.0", "dependency")}, "meson-build"),
  };
  EXPECT_EQ(Told(facts),
            "pkg:generic/doxygen build CMakeLists.txt:4\n"
            "pkg:generic/googletest test CMakeLists.txt:6\n"
            "pkg:generic/kettle shipped configure.ac:3\n"
            "pkg:generic/kettle-2.0 test test/meson.build:1\n"
            "pkg:generic/python build CMakeLists.txt:5\n"
            "pkg:generic/zlib >=1.2 shipped CMakeLists.txt:1 configure.ac:1\n"
            "note configure.ac looks for, and goes on without: -lcontract\n");
  EXPECT_EQ(Told(facts, false), "");
}

TEST(JoinSystem, WhatIsFetchedOrCopiedUnderTheNameIsThatPart) {
  model::ComponentFacts facts;
  auto fetches = File("CMakeLists.txt", {Asks("fmt", "find_package", "", ">=9"),
                                         Asks("CURL", "find_package", "not required")});
  model::Component fetched;
  fetched.name = "fmt";
  fetched.version = "10.0";
  fetched.source = model::SourceKind::kGit;
  fetched.origin = "https://github.com/fmtlib/fmt";
  fetched.place = {fetches.path, 9};
  fetched.detail.direct = true;
  fetches.components.push_back(fetched);
  facts.manifests.push_back(std::move(fetches));
  auto conan = File("conanfile.txt", {}, "conan");
  conan.ecosystem = model::Ecosystem::kConan;
  model::Requirement curl;
  curl.name = "libcurl";
  curl.range = "8.0";
  curl.exact = true;
  curl.place = {conan.path, 2};
  conan.requirements.push_back(curl);
  facts.manifests.push_back(std::move(conan));
  facts.vendored.push_back({"deps/zlib", "under deps/", "1.3", "", "", 9});
  facts.manifests.push_back(File("lib/CMakeLists.txt", {Asks("z", "library")}));
  EXPECT_EQ(Told(std::move(facts)),
            "pkg:conan/libcurl@8.0 shipped CMakeLists.txt:2 conanfile.txt:2\n"
            "pkg:github/fmtlib/fmt@10.0 shipped CMakeLists.txt:1 CMakeLists.txt:9\n"
            "pkg:generic/zlib@1.3 shipped deps/zlib:0 lib/CMakeLists.txt:1\n");
}

TEST(JoinSystem, OwnPackagesAndWhatOnlyFindsThemAreNotTold) {
  model::ComponentFacts facts;
  auto own =
      File("CMakeLists.txt", {Asks("Samovar", "find_package"), Asks("SamovarTaps", "find_package"),
                              Asks("samovar-taps", "pkg-config"), Asks("Foo", "find_package")});
  own.name = "samovar";
  facts.manifests = {
      std::move(own),
      File("cmake/FindFoo.cmake", {Asks("foo2", "pkg-config"), Asks("foo", "library"),
                                   Asks("Bar", "find_package", "not required")}),
      File("cmake/FindUnused.cmake", {Asks("Baz", "find_package")}),
  };
  EXPECT_EQ(Told(std::move(facts)),
            "pkg:generic/bar optional cmake/FindFoo.cmake:3\npkg:generic/foo2 shipped "
            "CMakeLists.txt:4\n");
}

TEST(JoinSystem, ConditionsAboutTestsAndDocumentationTellWhatFor) {
  model::ComponentFacts facts;
  auto file =
      File("CMakeLists.txt", {Asks("A", "find_package", "if BUILD_TESTING"),
                              Asks("B", "find_package", "if BUILD_DOCS"),
                              Asks("C", "find_package", "if USE_C"), Asks("${D}", "find_package")});
  file.requirements[0].development = file.requirements[1].development = true;
  facts.manifests.push_back(std::move(file));
  EXPECT_EQ(Told(std::move(facts)),
            "pkg:generic/a test CMakeLists.txt:1\npkg:generic/b development CMakeLists.txt:2\n"
            "pkg:generic/c optional CMakeLists.txt:3\n");
}

}  // namespace
}  // namespace avouch::inventory
