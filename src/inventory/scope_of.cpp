#include "inventory/scope_of.h"

#include <string>

#include "base/text.h"

namespace avouch::inventory {

using model::Scope;

namespace {

// "test", "integration-tests", "androidTest", "unittest"; not "latest" or "attestation".
bool IsOfTests(std::string_view group, std::string_view lower) {
  for (const std::string_view word : {"unittest", "pytest", "doctest", "selftest"})
    if (lower.find(word) != lower.npos) return true;
  for (std::size_t at = lower.find("test"); at != lower.npos; at = lower.find("test", at + 1)) {
    const bool in_word = at > 0 && lower[at - 1] >= 'a' && lower[at - 1] <= 'z';
    if (!in_word || group[at] == 'T') return true;
  }
  return false;
}

}  // namespace

Scope ScopeOf(std::string_view group, bool development, bool optional) {
  const std::string lower = Lower(group);
  if (IsOfTests(group, lower)) return Scope::kTest;
  if (lower == "transitive") return Scope::kUnsaid;
  // Maven's "provided", "import" and "parent" are there when it is built, and not in what is made.
  for (const std::string_view build : {"build", "build-system", "plugin", "buildscript", "provided",
                                       "import", "parent", "sdk", "compileonly"})
    if (lower == build) return Scope::kBuild;
  // Gradle's, with the name of a part of the product before them.
  if (lower.ends_with("compileclasspath") || lower.ends_with("annotationprocessor"))
    return Scope::kBuild;
  if (development || lower == "dev" || lower == "development") return Scope::kDevelopment;
  if (optional || lower == "optional" || lower == "peer" || lower == "extra")
    return Scope::kOptional;
  return Scope::kShipped;
}

Scope ScopeOfFolder(const Path& path) {
  std::string lower = Lower(path.folder());
  // Below src/main/java, folders are names of packages: com/google/samples.
  if (const auto sources = lower.find("src/main/"); sources != lower.npos)
    if (sources == 0 || lower[sources - 1] == '/') lower.resize(sources);
  for (const auto folder : Split(lower, '/')) {
    if (folder == ".github" || folder == ".gitlab" || folder == ".circleci" || folder == "ci" ||
        folder == ".ci")
      return Scope::kBuild;
    if (folder == "test" || folder == "tests" || folder == "testing" || folder == "e2e" ||
        folder == "fuzz" || folder == "bench" || folder == "benches" || folder == "benchmarks" ||
        folder.ends_with("-benchmarks") || folder.ends_with("-e2e") ||
        folder.starts_with("test-") || folder.starts_with("tests-") || folder.ends_with("-tests") ||
        folder.ends_with(".tests"))
      return Scope::kTest;
    if (folder == "example" || folder == "examples" || folder == "docs" || folder == "samples" ||
        folder.ends_with("-sample") || folder.ends_with("-samples") ||
        folder.ends_with("-example") || folder.ends_with("-examples"))
      return Scope::kDevelopment;
    // Programs for customers or for the team: only who wrote them knows.
    if (folder == "tools" || folder == "scripts" || folder == "hack" || folder == "contrib")
      return Scope::kUnsaid;
  }
  return Scope::kShipped;
}

Scope Within(Scope scope, Scope folder) {
  if (folder == Scope::kShipped || scope == Scope::kTest || scope == Scope::kDevelopment ||
      scope == Scope::kBuild)
    return scope;
  return folder;
}

namespace {

// As collect/go_scopes.h marks it; by itself go.mod does not say what only tests need.
Scope ScopeInGo(const model::Requirement& wanted) {
  if (wanted.group == "tests") return Scope::kTest;
  if (wanted.group == "tools") return Scope::kBuild;
  if (wanted.group == "examples") return Scope::kDevelopment;
  if (wanted.group == "optional") return Scope::kOptional;
  if (wanted.group != "packages") return Scope::kUnsaid;
  return wanted.condition.empty() ? Scope::kShipped : Scope::kOptional;
}

}  // namespace

Scope ScopeOf(const model::Manifest& manifest, const model::Requirement& wanted) {
  if (manifest.format == "go-mod") return ScopeInGo(wanted);
  const Scope scope = ScopeOf(wanted.group, wanted.development, false);
  if (scope != Scope::kShipped) return scope;
  if (manifest.format == "gradle-catalog" || wanted.group == "managed") return Scope::kUnsaid;
  // Another name for a list is of the build's own making: what for, it alone knows.
  const bool names = manifest.ecosystem == model::Ecosystem::kGradle ||
                     manifest.format == "sbt-build" || manifest.format == "ivy";
  if (names && !wanted.group.empty()) return Scope::kUnsaid;
  const bool extra = manifest.ecosystem == model::Ecosystem::kPython && !wanted.group.empty();
  return extra || wanted.condition.starts_with("profile ") ? Scope::kOptional : scope;
}

}  // namespace avouch::inventory
