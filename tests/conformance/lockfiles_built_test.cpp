// Dependency files of the JVM, of .NET and of C and C++ against files and expectations that
// others gathered: AVOUCH_DATA/lockfiles. Nothing of them is copied here.
//
// The expectations carry one peer's policy; where ours differs, the case stands in kJudged with
// the reason, and must differ: a row that no longer does fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "formats/bazel.h"
#include "formats/cmake.h"
#include "formats/conan.h"
#include "formats/gradle_build.h"
#include "formats/gradle_locks.h"
#include "formats/maven_pom.h"
#include "formats/nuget_locks.h"
#include "formats/nuget_project.h"
#include "formats/paket.h"
#include "lockfile_cases.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

// "path | case": why ours is another answer.
const std::map<std::string, std::string> kJudged = {
    {"dotnet/csproj/noversion | package without Version attribute",
     "a package that is asked for in any version is asked for"},
    {"dotnet/projectassetsjson/valid/project.assets.json | valid_project.assets.json",
     "a project of the tree that is needed is told, as one of the tree"},
    {"java/gradleverificationmetadataxml/missing-attribute.xml | missing attribute",
     "without its group, name or version it is no component, and a note"},
    {"java/pomxml/with-multiple-classifiers.xml | with multiple classifiers",
     "two artefacts are asked for, at two lines"},
    {"java/pomxml/with-parent.xml | with parent",
     "the peer's test has a parent from a repository of its own; the tree tells none of it"},
};

struct Kind {
  std::string_view folder;
  Reader read;
  std::string_view name;  // The name under which the reader is given the file
};
const Kind kKinds[] = {
    {"language/cpp/conanlock/", formats::ReadConan, "conan.lock"},
    {"language/dotnet/csproj/", formats::ReadNugetProjects, "a.csproj"},
    {"language/dotnet/depsjson/", formats::ReadNugetLocks, "application1.deps.json"},
    {"language/dotnet/nugetcpm/", formats::ReadNugetProjects, "Directory.Packages.props"},
    {"language/dotnet/packagesconfig/", formats::ReadNugetLocks, "packages.config"},
    {"language/dotnet/packageslockjson/", formats::ReadNugetLocks, "packages.lock.json"},
    {"language/dotnet/paketdependencies/", formats::ReadPaket, "paket.dependencies"},
    {"language/dotnet/paketlock/", formats::ReadPaket, "paket.lock"},
    {"language/dotnet/projectassetsjson/", formats::ReadNugetLocks, "project.assets.json"},
    {"language/java/gradlelockfile/", formats::ReadGradleLocks, "gradle.lockfile"},
    {"language/java/gradleverificationmetadataxml/", formats::ReadGradleLocks,
     "verification-metadata.xml"},
    {"language/java/gradleversioncatalog/", formats::ReadGradleBuild, "libs.versions.toml"},
    {"language/java/pomxml/", formats::ReadMavenPom, "pom.xml"},
    {"misc/bazelmaven/", formats::ReadBazel, "MODULE.bazel"},
};

// Ours, in the peer's terms: what it tells of each format. Lines are told of few.
Names Ours(const model::Manifest& manifest, bool lines) {
  Names out;
  const auto put = [&](const std::string& name, const std::string& version, int line) {
    out.insert(name + " " + version + (lines ? " @" + std::to_string(line) : ""));
  };
  for (const auto& one : manifest.components) put(one.name, one.version, one.place.line);
  const bool bazel = manifest.ecosystem == model::Ecosystem::kBazel;
  for (const auto& one : manifest.requirements) {
    if (bazel != (one.group == "maven")) continue;  // The peer's reader is of Maven packages
    if (one.group == "build" || one.group == "parent" || one.group == "import") continue;
    put(one.name, one.range, one.place.line);
  }
  return out;
}

Names Theirs(const syntax::Node& packages, bool lines) {
  Names out;
  for (const auto& package : packages.items()) {
    const auto line = package["line"].integer().value_or(0);
    out.insert(std::string(package["name"].text()) + " " + std::string(package["version"].text()) +
               (lines ? " @" + std::to_string(line) : ""));
  }
  return out;
}

TEST(BuiltLockfiles, SayWhatThePeersExpectationsSay) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/scalibr/EXPECTED.json"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/scalibr is not here";
  const std::string json = ReadAll(folder + "/scalibr/EXPECTED.json");
  const auto expected = syntax::ParseJson(json);
  ASSERT_TRUE(expected.has_value()) << ToString(expected.error());
  int held = 0, judged = 0;
  for (const auto& [path, place, cases] : expected->entries()) {
    const std::string brief(path.substr(std::min(path.size(), sizeof("scalibr/") - 1)));
    for (const Kind& kind : kKinds) {
      if (!brief.starts_with(kind.folder)) continue;
      const auto manifest = kind.read(Path(kind.name), ReadAll(folder + "/" + std::string(path)));
      for (const auto& one : cases.items()) {
        const std::string id = (brief.starts_with("language/") ? brief.substr(9) : brief) + " | " +
                               std::string(one["case"].text());
        bool same;
        std::string why;
        if (one["error"].boolean().value_or(false) || !manifest.has_value()) {
          same = one["error"].boolean().value_or(false) && !manifest.has_value();
          why = manifest ? "is taken and should be refused" : ToString(manifest.error());
        } else {
          const bool lines = one["packages"].At(0)["line"].is_integer();
          const Names ours = Ours(*manifest, lines), theirs = Theirs(one["packages"], lines);
          same = ours == theirs;
          why = "ours:" + Listed(ours) + "\ntheirs:" + Listed(theirs);
        }
        const bool other = kJudged.contains(id);
        EXPECT_EQ(same, !other) << id << ": " << why;
        ++(other ? judged : held);
      }
    }
  }
  std::cout << held << " cases held, " << judged << " judged otherwise\n";
  EXPECT_EQ(judged, static_cast<int>(kJudged.size()));
  EXPECT_GT(held, 0);
}

struct Row {
  bool (*matches)(const Path&);
  Reader read;
};
const Row kRows[] = {{formats::IsGradleLocks, formats::ReadGradleLocks},
                     {formats::IsGradleBuild, formats::ReadGradleBuild},
                     {formats::IsNugetLocks, formats::ReadNugetLocks},
                     {formats::IsBazel, formats::ReadBazel},
                     {formats::IsConan, formats::ReadConan},
                     {formats::IsPaket, formats::ReadPaket},
                     {formats::IsCmake, formats::ReadCmake}};

void ExpectSound(const model::Manifest& manifest, const fs::path& path) {
  for (const auto& one : manifest.components) {
    EXPECT_FALSE(one.name.empty()) << path << " line " << one.place.line;
    EXPECT_GT(one.place.line, 0) << path << " " << one.name;
    for (const auto need : one.detail.needs)
      EXPECT_LT(need, manifest.components.size()) << path << " " << one.name;
  }
  for (const auto& one : manifest.requirements) {
    EXPECT_FALSE(one.name.empty()) << path << " line " << one.place.line;
    EXPECT_GT(one.place.line, 0) << path << " " << one.name;
  }
}

// Real files of real projects, old versions among them: all are read. Poms and projects of one
// repository's present state are one tree.
TEST(BuiltLockfiles, RealFilesOfManyProjectsAreRead) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/real-projects"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/real-projects is not here";
  int files = 0, requirements = 0, known = 0;
  std::vector<model::Manifest> resolved;
  for (const char* part : {"/real-projects", "/historical"})
    for (const auto& repository : fs::directory_iterator(folder + part)) {
      std::vector<formats::Pom> poms;
      std::vector<formats::NugetProject> projects;
      for (const auto& entry : fs::recursive_directory_iterator(repository)) {
        if (!entry.is_regular_file()) continue;
        const Path path(fs::relative(entry.path(), repository.path()).string());
        const std::string bytes = ReadAll(entry.path());
        if (formats::IsMavenPom(path)) {
          auto pom = formats::ReadPom(path, bytes);
          EXPECT_TRUE(pom.has_value()) << entry.path() << ": " << ToString(pom.error());
          if (pom) poms.push_back(std::move(*pom));
          ++files;
        } else if (formats::IsNugetProject(path)) {
          auto project = formats::ReadNugetProject(path, bytes);
          EXPECT_TRUE(project.has_value()) << entry.path() << ": " << ToString(project.error());
          if (project) projects.push_back(std::move(*project));
          ++files;
        }
        for (const auto& row : kRows) {
          if (!row.matches(path)) continue;
          const auto manifest = row.read(path, bytes);
          EXPECT_TRUE(manifest.has_value()) << entry.path() << ": " << ToString(manifest.error());
          if (manifest) ExpectSound(*manifest, entry.path());
          ++files;
          break;
        }
      }
      for (auto& one : formats::ResolvePoms(poms)) resolved.push_back(std::move(one));
      for (auto& one : formats::ResolveNugetProjects(projects)) resolved.push_back(std::move(one));
    }
  for (const auto& manifest : resolved) {
    ExpectSound(manifest, manifest.path.bytes);
    for (const auto& one : manifest.requirements) {
      if (one.group == "build" || one.source == model::SourceKind::kWorkspace) continue;
      ++requirements;
      known += one.range.empty() || one.range.find_first_of("$") != std::string::npos ? 0 : 1;
    }
  }
  std::cout << files << " files; " << known << " of " << requirements
            << " requirements of poms and projects have a version in their tree\n";
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace avouch
