#include "inventory/ecosystem_of.h"

#include <gtest/gtest.h>

#include <string>

#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::SourceKind;

struct Row {
  Ecosystem ecosystem;
  std::string format;
  model::Component component;
  std::string purl;
};

model::Component Named(std::string name, std::string version, std::string group = {},
                       std::string origin = {}, SourceKind source = SourceKind::kRegistry) {
  model::Component out;
  out.name = std::move(name);
  out.version = std::move(version);
  out.detail.group = std::move(group);
  out.origin = std::move(origin);
  out.source = source;
  return out;
}

TEST(SettleEcosystem, OneFileNamesPackagesOfSeveral) {
  const std::string commit(40, 'a');
  const auto git = SourceKind::kGit, url = SourceKind::kUrl;
  const Row rows[] = {
      {Ecosystem::kOther, "mise-lock", Named("npm:@o/tidy", "1.0"), "pkg:npm/%40o/tidy@1.0"},
      {Ecosystem::kOther, "mise-lock", Named("cargo:cut", "2.0"), "pkg:cargo/cut@2.0"},
      {Ecosystem::kOther, "mise-lock", Named("pipx:Paint[web]", "3"), "pkg:pypi/paint@3"},
      {Ecosystem::kOther, "mise-lock", Named("pipx:o/paint", "3"), ""},
      {Ecosystem::kOther, "mise-lock", Named("gem:ore", "4"), "pkg:gem/ore@4"},
      {Ecosystem::kOther, "mise-lock", Named("go:h.example/x/cmd/y", "0.1.0"),
       "pkg:golang/h.example/x@v0.1.0"},
      {Ecosystem::kOther, "mise-lock", Named("cargo:https://h/z", "1"), ""},
      {Ecosystem::kOther, "tool-versions", Named("npm:tidy", "1.0"), ""},
      {Ecosystem::kGradle, "gradle-build", Named("npm:tidy", "1.0"), "pkg:npm/tidy@1.0"},
      {Ecosystem::kGradle, "gradle-build", Named("gem:tidy", "1.0"), "pkg:maven/gem/tidy@1.0"},
      {Ecosystem::kConda, "conda-lock", Named("Tea", "1", "pip"), "pkg:pypi/tea@1"},
      {Ecosystem::kVcpkg, "vcpkg",
       Named("github.com/o/ports", commit, "registry", "https://github.com/o/ports#" + commit, git),
       "pkg:github/o/ports@" + commit},
      {Ecosystem::kVcpkg, "vcpkg", Named("tea", "1.2#3"), "pkg:vcpkg/tea@1.2?port_version=3"},
      {Ecosystem::kNuget, "paket-lock",
       Named("o/r/f.fs", commit, "", "https://github.com/o/r#" + commit, git),
       "pkg:github/o/r@" + commit},
      {Ecosystem::kNuget, "paket-lock", Named("f.fs", "", "", "http://h/f.fs", url), ""},
      {Ecosystem::kNuget, "paket-lock", Named("Tea", "1.0.0"), "pkg:nuget/Tea@1.0.0"},
      {Ecosystem::kMaven, "clojure-deps", Named("o:lib", "0a1b2c3", "", "", git), ""},
      {Ecosystem::kMaven, "clojure-deps", Named("o:lib", "1.0"), "pkg:maven/o/lib@1.0"},
  };
  for (const Row& row : rows) {
    model::Manifest manifest;
    manifest.ecosystem = row.ecosystem;
    manifest.format = row.format;
    model::Component component = row.component;
    model::Part part;
    Identify(SettleEcosystem(manifest, component), component, part);
    IdentifyUntyped(component, part);
    EXPECT_EQ(part.purl, row.purl) << row.format << " " << row.component.name;
  }
}

}  // namespace
}  // namespace avouch::inventory
