// The readers of dependency files against files and expectations that others
// gathered: AVOUCH_DATA/lockfiles. Nothing of them is copied here.
//
// The expectations carry one peer's policy; where ours differs, the case stands
// in kJudged with the reason, and must differ: a row that no longer does fails.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "base/text.h"
#include "formats/bun_lock.h"
#include "formats/cargo_lock.h"
#include "formats/cargo_toml.h"
#include "formats/deno.h"
#include "formats/go_mod.h"
#include "formats/go_sum.h"
#include "formats/go_vendor.h"
#include "formats/installed_package.h"
#include "formats/package_json.h"
#include "formats/package_lock.h"
#include "formats/pipfile.h"
#include "formats/pnpm_lock.h"
#include "formats/poetry_lock.h"
#include "formats/pylock.h"
#include "formats/pyproject.h"
#include "formats/requirements.h"
#include "formats/setuptools.h"
#include "formats/uv_lock.h"
#include "formats/yarn_lock.h"
#include "lockfile_cases.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

// "path | case": why ours is another answer.
const std::map<std::string, std::string> kJudged = {
    {"golang/gomod/replace-local.mod | replacements_ local",
     "a module replaced by a folder keeps its name; its source is a path"},
    {"golang/gomod/replace-no-version.mod | replacements_ no version",
     "two require lines are two requirements, at the lines where they are asked for"},
    {"golang/vendormodules/valid/vendor/modules.txt | valid_modules",
     "the expectation cuts the name of one module short; versions keep their 'v'"},
    {"javascript/denojson/deno.json | deno.json with basic fields",
     "what is asked for is a requirement, each; the peer tells two of four"},
    {"javascript/packagejson/vscode-extension.json | VSCode extension",
     "a package is told whatever it is for"},
    {"javascript/packagejson/duplicate-keys.json | duplicate_keys_in_dev_deps",
     "what is asked for is a requirement, not the package"},
    {"javascript/packagelockjson/both/package-lock.json | valid package-lock.json and "
     "npm-shrinkwrap.json and extract package-lock.json",
     "which of two files npm obeys is not for the reader of one"},
    {"python/pipfilelock/empty-file | empty file",
     "nothing is no JSON, and Pipenv refuses it: what was to be locked is not known"},
    {"python/requirements/per_req_options.txt | per_requirement_options",
     "pip refuses text between a requirement and its options"},
    {"rust/cargotoml/invalid-dependency.toml | Invalid dependency toml",
     "TOML it is; a dependency that is neither text nor table is a note"},
    {"rust/cargotoml/git-dependency-with-pr.toml | git dependency with pr rev specified",
     "a dependency is asked for even where its commit is not told"},
    {"rust/cargotoml/two-dependencies.toml | two dependencies",
     "a dependency from git is asked for too"},
};

struct Kind {
  std::string_view folder;
  Reader read;
  std::string_view name;  // The name under which the reader is given the file
};
const Kind kKinds[] = {
    {"golang/gomod/", formats::ReadGoMod, "go.mod"},
    {"golang/vendormodules/", formats::ReadGoVendor, "vendor/modules.txt"},
    {"javascript/denojson/", formats::ReadDeno, "deno.json"},
    {"javascript/packagelockjson/", formats::ReadPackageLock, "package-lock.json"},
    {"javascript/packagejson/", formats::ReadPackageJson, "package.json"},
    {"javascript/yarnlock/", formats::ReadYarnLock, "yarn.lock"},
    {"javascript/pnpmlock/", formats::ReadPnpmLock, "pnpm-lock.yaml"},
    {"javascript/bunlock/", formats::ReadBunLock, "bun.lock"},
    {"python/pdmlock/", formats::ReadPdmLock, "pdm.lock"},
    {"python/pipfilelock/", formats::ReadPipfileLock, "Pipfile.lock"},
    {"python/pylock/", formats::ReadPylock, "pylock.toml"},
    {"python/requirements/", formats::ReadRequirements, "requirements.txt"},
    {"python/pyprojecttoml/", formats::ReadPyproject, "pyproject.toml"},
    {"python/poetrylock/", formats::ReadPoetryLock, "poetry.lock"},
    {"python/uvlock/", formats::ReadUvLock, "uv.lock"},
    {"rust/cargolock/", formats::ReadCargoLock, "Cargo.lock"},
    {"rust/cargotoml/", formats::ReadCargoToml, "Cargo.toml"},
};

std::string Plain(std::string_view version) {
  return std::string(version.starts_with('v') ? version.substr(1) : version);
}

// Ours, in the peer's terms. `lines` asks for places too.
Names Ours(const model::Manifest& manifest, bool direct_only, bool lines) {
  Names out;
  const auto put = [&](const std::string& name, const std::string& version, int line) {
    out.insert(name + " " + version + (lines ? " @" + std::to_string(line) : ""));
  };
  if (manifest.format == "package-json") {
    if (!manifest.name.empty() && !manifest.version.empty())
      put(manifest.name, manifest.version, 0);
    return out;
  }
  if (manifest.lock) {
    // A Python project's own package is no package to its peer; a crate's is.
    const bool own = manifest.ecosystem != model::Ecosystem::kPython;
    for (const auto& one : manifest.components)
      if (own || one.source != model::SourceKind::kWorkspace)
        put(one.name, one.version, one.place.line);
    return out;
  }
  if (manifest.format == "cargo-toml" && !manifest.name.empty()) put(manifest.name, "", 0);
  for (const auto& one : manifest.requirements) {
    if ((direct_only && one.indirect) || one.group == "build-system") continue;
    const bool go = manifest.format == "go-mod";
    put(one.name, go ? Plain(one.range) : "", one.place.line);
  }
  return out;
}

Names Theirs(const syntax::Node& packages, const model::Manifest& manifest, bool lines) {
  Names out;
  for (const auto& package : packages.items()) {
    std::string name(package["name"].text()), version(package["version"].text());
    if (manifest.format == "go-mod" && name == "stdlib") continue;  // The `go` line is a tool here.
    const bool versions =
        manifest.lock || manifest.format == "go-mod" || manifest.format == "package-json";
    if (!versions) version.clear();
    const auto line = package["line"].integer().value_or(0);
    out.insert(name + " " + version + (lines ? " @" + std::to_string(line) : ""));
  }
  return out;
}

TEST(Lockfiles, SayWhatThePeersExpectationsSay) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/scalibr/EXPECTED.json"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/scalibr is not here";
  const std::string json = ReadAll(folder + "/scalibr/EXPECTED.json");
  const auto expected = syntax::ParseJson(json);
  ASSERT_TRUE(expected.has_value()) << ToString(expected.error());
  int held = 0, judged = 0;
  for (const auto& [path, place, cases] : expected->entries()) {
    const std::string brief(path.substr(std::min(path.size(), sizeof("scalibr/language/") - 1)));
    for (const Kind& kind : kKinds) {
      if (!brief.starts_with(kind.folder)) continue;
      const std::string bytes = ReadAll(folder + "/" + std::string(path));
      const auto manifest = kind.read(Path(kind.name), bytes);
      for (const auto& one : cases.items()) {
        const std::string id = brief + " | " + std::string(one["case"].text());
        bool same;
        std::string why;
        if (one["error"].boolean().value_or(false)) {
          same = !manifest.has_value();
          why = "is taken and should be refused";
        } else if (!manifest.has_value()) {
          same = false;
          why = ToString(manifest.error());
        } else {
          const bool lines = one["packages"].At(0)["line"].is_integer() && !manifest->lock &&
                             manifest->format != "package-json";
          const bool direct = one["case"].text() == "exclude indirect";
          const Names ours = Ours(*manifest, direct, lines);
          const Names theirs = Theirs(one["packages"], *manifest, lines);
          same = ours == theirs;
          why = "ours:" + Listed(ours) + "\ntheirs:" + Listed(theirs);
        }
        const auto row = kJudged.find(id);
        if (row == kJudged.end()) {
          EXPECT_TRUE(same) << id << ": " << why;
          ++held;
        } else {
          EXPECT_FALSE(same) << id << ": agrees now; take it off the list";
          ++judged;
        }
      }
    }
  }
  std::cout << held << " cases held, " << judged << " judged otherwise\n";
  EXPECT_GT(held, 0);
}

// What a peer lists groups for without the main one is for development here: all but "optional",
// which customers may get. One that is "dev" and "optional" is an optional need of development.
TEST(Lockfiles, AreForDevelopmentWhereThePeerSaysSo) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/scalibr/EXPECTED.json"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/scalibr is not here";
  const std::string json = ReadAll(folder + "/scalibr/EXPECTED.json");
  const auto expected = syntax::ParseJson(json);
  ASSERT_TRUE(expected.has_value()) << ToString(expected.error());
  int compared = 0;
  for (const auto& [path, place, cases] : expected->entries()) {
    const std::string brief(path.substr(std::min(path.size(), sizeof("scalibr/language/") - 1)));
    for (const Kind& kind : kKinds) {
      if (!brief.starts_with(kind.folder)) continue;
      const auto manifest = kind.read(Path(kind.name), ReadAll(folder + "/" + std::string(path)));
      std::map<std::string, bool> ours;
      for (const auto& one : manifest ? manifest->components : std::vector<model::Component>())
        ours[one.name + " " + one.version] = one.development;
      for (const auto& one : cases.At(0)["packages"].items()) {
        const auto groups = one["dep_groups"].items();
        const auto at =
            ours.find(std::string(one["name"].text()) + " " + std::string(one["version"].text()));
        if (groups.empty() || at == ours.end()) continue;
        const bool theirs =
            std::ranges::none_of(groups,
                                 [](const auto& group) {
                                   return group.text() == "main" || group.text() == "default";
                                 }) &&
            !(groups.size() == 1 && groups[0].text() == "optional");
        EXPECT_EQ(at->second, theirs) << brief << " " << at->first;
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 0);
}

// Real files of real projects, old versions among them: all are read.
TEST(Lockfiles, RealFilesOfManyProjectsAreRead) {
  const std::string folder = LockfilesFolder();
  if (folder.empty() || !fs::exists(folder + "/real-projects"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/real-projects is not here";
  struct Row {
    bool (*matches)(const Path&);
    Reader read;
  };
  const Row rows[] = {{formats::IsGoMod, formats::ReadGoMod},
                      {formats::IsGoSum, formats::ReadGoSum},
                      {formats::IsPackageJson, formats::ReadPackageJson},
                      {formats::IsPackageLock, formats::ReadPackageLock},
                      {formats::IsYarnLock, formats::ReadYarnLock},
                      {formats::IsPnpmLock, formats::ReadPnpmLock},
                      {formats::IsBunLock, formats::ReadBunLock},
                      {formats::IsRequirements, formats::ReadRequirements},
                      {formats::IsPipfile, formats::ReadPipfile},
                      {formats::IsPipfileLock, formats::ReadPipfileLock},
                      {formats::IsPdmLock, formats::ReadPdmLock},
                      {formats::IsPylock, formats::ReadPylock},
                      {formats::IsSetupCfg, formats::ReadSetupCfg},
                      {formats::IsPyproject, formats::ReadPyproject},
                      {formats::IsPoetryLock, formats::ReadPoetryLock},
                      {formats::IsUvLock, formats::ReadUvLock},
                      {formats::IsCargoLock, formats::ReadCargoLock},
                      {formats::IsCargoToml, formats::ReadCargoToml}};
  int files = 0;
  long long components = 0;
  for (const char* part : {"/real-projects", "/historical"})
    for (const auto& entry : fs::recursive_directory_iterator(folder + part)) {
      if (!entry.is_regular_file()) continue;
      const Path path(entry.path().filename().string());
      for (const Row& row : rows) {
        if (!row.matches(path)) continue;
        const auto manifest = row.read(path, ReadAll(entry.path()));
        EXPECT_TRUE(manifest.has_value()) << entry.path() << ": " << ToString(manifest.error());
        ++files;
        if (!manifest) break;
        components += static_cast<long long>(manifest->components.size());
        for (const auto& one : manifest->components) {
          EXPECT_FALSE(one.name.empty()) << entry.path() << " line " << one.place.line;
          EXPECT_GT(one.place.line, 0) << entry.path() << " " << one.name;
        }
        break;
      }
    }
  std::cout << files << " files, " << components << " components\n";
  EXPECT_GT(files, 0);
}

}  // namespace
}  // namespace avouch
