#include "inventory/scope_of.h"

#include <gtest/gtest.h>

#include "inventory/join.h"
#include "inventory/purl_of.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;
using model::Requirement;
using model::Scope;

TEST(ScopeOf, AListIsForWhatItsNameSays) {
  struct Row {
    const char* group;
    bool development, optional;
    Scope scope;
  };
  constexpr Row kRows[] = {
      {"", false, false, Scope::kShipped},
      {"", true, false, Scope::kDevelopment},
      {"", false, true, Scope::kOptional},
      {"dev", false, false, Scope::kDevelopment},
      {"docs", true, false, Scope::kDevelopment},
      {"integration-tests", true, false, Scope::kTest},
      {"provided", false, false, Scope::kBuild},
      {"import", true, false, Scope::kBuild},
      {"compileOnly", false, false, Scope::kBuild},
      {"runtime", false, false, Scope::kShipped},
      {"peer", false, false, Scope::kOptional},
      {"testCompileOnly", false, false, Scope::kTest},
      {"transitive", false, false, Scope::kUnsaid},
      {"compileClasspath", false, false, Scope::kBuild},
      {"debugCompileClasspath", false, false, Scope::kBuild},
      {"testCompileClasspath", false, false, Scope::kTest},
      {"kotlinAnnotationProcessor", false, false, Scope::kBuild},
      {"runtimeClasspath", false, false, Scope::kShipped},
      {"Latest", false, false, Scope::kShipped},
      {"attestation", false, false, Scope::kShipped},
      {"unittest", false, false, Scope::kTest},
      {"androidTestImplementation", false, false, Scope::kTest},
      {"e2e_tests", false, false, Scope::kTest},
  };
  for (const Row& row : kRows)
    EXPECT_EQ(ScopeOf(row.group, row.development, row.optional), row.scope) << row.group;
}

TEST(ScopeOf, ExtrasAndProfilesAreForWhoeverAsks) {
  Manifest manifest;
  Requirement wanted;
  wanted.group = "yaml";
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kShipped);
  manifest.ecosystem = Ecosystem::kPython;
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kOptional);
  wanted.development = true;
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kDevelopment);
  manifest.ecosystem = Ecosystem::kMaven;
  manifest.format = "gradle-catalog";
  wanted = {};
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kUnsaid);
  manifest.format = "maven-pom";
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kShipped);
  wanted.group = "managed";
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kUnsaid);
  wanted.group = "";
  wanted.group = "ownConfiguration";
  manifest.ecosystem = Ecosystem::kGradle;
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kUnsaid);
  manifest.ecosystem = Ecosystem::kMaven;
  wanted.group = "";
  wanted.condition = "profile extra";
  EXPECT_EQ(ScopeOf(manifest, wanted), Scope::kOptional);
}

TEST(ScopeOf, AFolderIsForWhatItsNameSaysByCustom) {
  const struct {
    const char* path;
    Scope scope;
  } kRows[] = {{"requirements.txt", Scope::kShipped},
               {"build-logic/src/main/kotlin/com/example/samples/x.kt", Scope::kShipped},
               {"examples/src/main/java/pom.xml", Scope::kDevelopment},
               {"tea-benchmarks/pom.xml", Scope::kTest},
               {"tea-sample/pom.xml", Scope::kDevelopment},
               {"tea-testing/pom.xml", Scope::kShipped},
               {"server/api/package.json", Scope::kShipped},
               {"toolshed/go.mod", Scope::kShipped},
               {"tools/requirements.txt", Scope::kUnsaid},
               {"server/Scripts/package.json", Scope::kUnsaid},
               {"tools/tests/package.json", Scope::kUnsaid},
               {"tests/tools/package.json", Scope::kTest},
               {"api.tests/api.csproj", Scope::kTest},
               {"docs/package.json", Scope::kDevelopment},
               {".github/requirements.txt", Scope::kBuild}};
  for (const auto& row : kRows) EXPECT_EQ(ScopeOfFolder(Path(row.path)), row.scope) << row.path;
  EXPECT_EQ(Within(Scope::kShipped, Scope::kUnsaid), Scope::kUnsaid);
  EXPECT_EQ(Within(Scope::kTest, Scope::kUnsaid), Scope::kTest);
}

Component Of(std::string name, std::string version) {
  Component out;
  out.name = std::move(name);
  out.version = std::move(version);
  return out;
}

Requirement Asks(std::string name, std::string range, std::string group = "") {
  Requirement out;
  out.name = std::move(name);
  out.range = std::move(range);
  out.group = std::move(group);
  return out;
}

std::string TextOf(const model::Inventory& inventory) {
  std::string out;
  for (const auto& part : inventory.parts)
    out += part.name + "@" + part.version + (part.direct ? "!" : "") + " " +
           std::string(model::Name(part.scope)) + "; ";
  return out;
}

TEST(Join, OfTwoVersionsTheOneIsMeantThatTheRangeAdmits) {
  Manifest lock;
  lock.ecosystem = Ecosystem::kNpm;
  lock.path = "yarn.lock";
  lock.lock = true;
  lock.components = {Of("a", "1.2.0"), Of("a", "2.0.0"), Of("a", "3.1.0")};
  lock.components[2].detail.needs = {1};
  Manifest asks;
  asks.ecosystem = Ecosystem::kNpm;
  asks.path = "package.json";
  asks.requirements = {Asks("a", "^1.0.0"), Asks("a", "^3.0.0", "dev")};
  model::ComponentFacts facts;
  facts.manifests = {asks, lock};
  EXPECT_EQ(TextOf(Join({facts, {}, {}}, {})),
            "a@1.2.0! shipped; a@2.0.0 development; a@3.1.0! development; ");
  facts.manifests[0].requirements = {Asks("a", "latest")};  // Which one, nobody can tell
  EXPECT_EQ(TextOf(Join({facts, {}, {}}, {})), "a@1.2.0 unsaid; a@2.0.0 unsaid; a@3.1.0 unsaid; ");
}

TEST(Join, WhatAWorkspaceOnlyGivesAVersionIsForWhatItsMembersAskIt) {
  Manifest lock;
  lock.ecosystem = Ecosystem::kCargo;
  lock.path = "Cargo.lock";
  lock.lock = true;
  lock.components = {Of("rand", "0.8.5"), Of("log", "0.4.1")};
  lock.components[0].detail.needs = {1};
  Manifest root, member;
  root.ecosystem = member.ecosystem = Ecosystem::kCargo;
  root.path = "Cargo.toml";
  member.path = "m/Cargo.toml";
  root.requirements = {Asks("rand", "0.8", "workspace"), Asks("log", "0.4", "workspace")};
  member.requirements = {Asks("rand", "workspace", "dev"), Asks("log", "workspace")};
  model::ComponentFacts facts;
  facts.manifests = {lock, root, member};
  EXPECT_EQ(TextOf(Join({facts, {}, {}}, {})), "log@0.4.1! shipped; rand@0.8.5! development; ");
}

TEST(Identify, TwoCommitsOfOneVersionAreTwoPackages) {
  Component component = Of("name", "1");
  component.source = model::SourceKind::kGit;
  const std::string commit = "0123456789012345678901234567890123456789";
  component.origin = "git+https://user:secret@example.com/a/b.git?branch=main#" + commit;
  model::Part part;
  Identify(Ecosystem::kCargo, component, part);
  EXPECT_EQ(part.purl,
            "pkg:cargo/name@1?vcs_url=git%2Bhttps:%2F%2Fexample.com%2Fa%2Fb.git%40" + commit);
}

}  // namespace
}  // namespace avouch::inventory
