#include "formats/deeds_commands.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_installs.h"

namespace avouch::formats {
namespace {

using model::DeedKind;

constexpr CommandRow kCommands[] = {
    {"npm", "ci", DeedKind::kInstall, true},
    {"npm", "install", DeedKind::kInstall},
    {"npm", "update", DeedKind::kInstall},
    {"npm", "publish", DeedKind::kPublish},
    {"npm", "test", DeedKind::kTest},
    {"npm", "t", DeedKind::kTest},
    {"npm", "run-script test", DeedKind::kTest},
    {"npm", "run test", DeedKind::kTest},
    {"npm", "run lint", DeedKind::kLint},
    {"npm", "run build", DeedKind::kBuild},
    {"npm", "audit", DeedKind::kScan},
    {"changeset", "publish", DeedKind::kPublish},
    {"bun", "publish", DeedKind::kPublish},
    {"jsr", "publish", DeedKind::kPublish},
    {"deno", "publish", DeedKind::kPublish},
    {"lerna", "publish", DeedKind::kPublish},
    {"nx", "release", DeedKind::kPublish},
    {"vsce", "publish", DeedKind::kPublish},
    {"ovsx", "publish", DeedKind::kPublish},
    {"flit", "publish", DeedKind::kPublish},
    {"hatch", "publish", DeedKind::kPublish},
    {"pdm", "publish", DeedKind::kPublish},
    {"maturin", "publish", DeedKind::kPublish},
    {"maturin", "upload", DeedKind::kPublish},
    {"dart", "pub publish", DeedKind::kPublish},
    {"flutter", "pub publish", DeedKind::kPublish},
    {"pod", "trunk push", DeedKind::kPublish},
    {"conan", "upload", DeedKind::kPublish},
    {"luarocks", "upload", DeedKind::kPublish},
    {"rake", "release", DeedKind::kPublish},
    {"cargo", "release", DeedKind::kPublish},
    {"stack", "upload", DeedKind::kPublish},
    {"sbt", "ci-release", DeedKind::kPublish},
    {"sbt", "publishSigned", DeedKind::kPublish},
    {"rebar3", "hex publish", DeedKind::kPublish},
    {"mix", "hex.publish", DeedKind::kPublish},
    {"snapcraft", "upload", DeedKind::kPublish},
    {"mvn", "jib:build", DeedKind::kPublish},
    {"mvn", "release:perform", DeedKind::kPublish},
    {"gradle", "jib", DeedKind::kPublish},
    {"gradle", "publishPlugins", DeedKind::kPublish},
    {"gradle", "publishToSonatype", DeedKind::kPublish},
    {"gradle", "publishToMavenCentral", DeedKind::kPublish},
    {"gradle", "publishAndReleaseToMavenCentral", DeedKind::kPublish},
    {"docker", "manifest push", DeedKind::kPublish},
    {"docker", "compose push", DeedKind::kPublish},
    {"crane", "copy", DeedKind::kPublish},
    {"ko", "apply", DeedKind::kDeploy},
    {"vercel", "--prod", DeedKind::kDeploy},
    {"firebase", "deploy", DeedKind::kDeploy},
    {"sam", "deploy", DeedKind::kDeploy},
    {"cdk", "deploy", DeedKind::kDeploy},
    {"pnpm", "install --no-frozen-lockfile", DeedKind::kInstall},
    {"pnpm", "install --no-lockfile", DeedKind::kInstall},
    {"pnpm", "install --fix-lockfile", DeedKind::kInstall},
    {"pnpm", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"pnpm", "install", DeedKind::kInstall, true},  // Frozen by itself in CI
    {"pnpm", "ci", DeedKind::kInstall, true},
    {"pnpm", "add", DeedKind::kInstall},
    {"pnpm", "update", DeedKind::kInstall},
    {"pnpm", "publish", DeedKind::kPublish},
    {"pnpm", "test", DeedKind::kTest},
    {"pnpm", "run test", DeedKind::kTest},
    {"pnpm", "run lint", DeedKind::kLint},
    {"pnpm", "build", DeedKind::kBuild},
    {"pnpm", "run build", DeedKind::kBuild},
    {"yarn", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"yarn", "install --immutable", DeedKind::kInstall, true},
    {"yarn", "--frozen-lockfile", DeedKind::kInstall, true},
    {"yarn", "--immutable", DeedKind::kInstall, true},
    {"yarn", "install", DeedKind::kInstall},
    {"yarn", "add", DeedKind::kInstall},
    {"yarn", "up", DeedKind::kInstall},
    {"yarn", "upgrade", DeedKind::kInstall},
    {"yarn", "workspaces focus", DeedKind::kInstall},
    {"yarn", "test", DeedKind::kTest},
    {"yarn", "run test", DeedKind::kTest},
    {"yarn", "lint", DeedKind::kLint},
    {"yarn", "build", DeedKind::kBuild},
    {"yarn", "npm publish", DeedKind::kPublish},
    {"yarn", "publish", DeedKind::kPublish},
    {"bun", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"bun", "install", DeedKind::kInstall},
    {"bun", "ci", DeedKind::kInstall, true},
    {"bun", "add", DeedKind::kInstall},
    {"bun", "update", DeedKind::kInstall},
    {"bun", "test", DeedKind::kTest},
    {"pip", "install --require-hashes", DeedKind::kInstall, true},
    {"uv", "sync --locked", DeedKind::kInstall, true},
    {"uv", "sync --frozen", DeedKind::kInstall, true},
    {"uv", "sync", DeedKind::kInstall},
    {"uv", "publish", DeedKind::kPublish},
    {"uv", "build", DeedKind::kBuild},
    {"build", "", DeedKind::kBuild},  // python -m build
    {"pyproject-build", "", DeedKind::kBuild},
    {"cibuildwheel", "", DeedKind::kBuild},
    {"hatch", "build", DeedKind::kBuild},
    {"pdm", "build", DeedKind::kBuild},
    {"poetry", "install", DeedKind::kInstall, true},
    {"poetry", "sync", DeedKind::kInstall, true},
    {"poetry", "update", DeedKind::kInstall},
    {"poetry", "add", DeedKind::kInstall},
    {"poetry", "publish", DeedKind::kPublish},
    {"poetry", "build", DeedKind::kBuild},
    {"pipenv", "install --deploy", DeedKind::kInstall, true},
    {"pipenv", "sync", DeedKind::kInstall, true},
    {"pipenv", "install", DeedKind::kInstall},
    {"pdm", "sync", DeedKind::kInstall, true},
    {"pdm", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"pdm", "install", DeedKind::kInstall},
    {"pdm", "update", DeedKind::kInstall},
    {"twine", "upload", DeedKind::kPublish},
    {"pytest", "", DeedKind::kTest},
    {"py.test", "", DeedKind::kTest},
    {"tox", "", DeedKind::kTest},
    {"manage.py", "test", DeedKind::kTest},
    {"nox", "", DeedKind::kTest},
    {"go", "test", DeedKind::kTest},
    {"go", "build", DeedKind::kBuild},
    {"go", "vet", DeedKind::kLint},
    {"go", "mod download", DeedKind::kInstall, true},
    {"go", "mod verify", DeedKind::kInstall, true},
    {"gotestsum", "", DeedKind::kTest},
    {"ginkgo", "", DeedKind::kTest},
    {"golangci-lint", "", DeedKind::kLint},
    {"govulncheck", "", DeedKind::kScan},
    {"gosec", "", DeedKind::kScan},
    {"ko", "build", DeedKind::kBuildImage},
    {"cargo", "test", DeedKind::kTest},
    {"cargo", "nextest", DeedKind::kTest},
    {"cargo", "publish", DeedKind::kPublish},
    {"cargo", "build", DeedKind::kBuild},
    {"cargo", "clippy", DeedKind::kLint},
    {"cargo", "fmt", DeedKind::kLint},
    {"cargo", "audit", DeedKind::kScan},
    {"cargo", "deny", DeedKind::kScan},
    {"cargo", "fuzz", DeedKind::kFuzz},
    {"cross", "test", DeedKind::kTest},
    {"cross", "build", DeedKind::kBuild},
    {"mvn", "deploy", DeedKind::kPublish},
    {"mvn", "test", DeedKind::kTest},
    {"mvn", "verify", DeedKind::kTest},
    {"mvn", "install", DeedKind::kBuild},
    {"mvn", "package", DeedKind::kBuild},
    {"mvn", "", DeedKind::kBuild},
    {"gradle", "publish", DeedKind::kPublish},
    {"gradle", "test", DeedKind::kTest},
    {"gradle", "check", DeedKind::kTest},
    {"gradle", "", DeedKind::kBuild},
    {"dotnet", "test", DeedKind::kTest},
    {"dotnet", "restore --locked-mode", DeedKind::kInstall, true},
    {"dotnet", "restore --force-evaluate", DeedKind::kBuild},  // Writes the lock anew, on purpose
    {"dotnet", "tool restore", DeedKind::kInstall, true},      // The versions of its manifest
    {"dotnet", "restore", DeedKind::kInstall},
    {"dotnet", "nuget push", DeedKind::kPublish},
    {"dotnet", "build", DeedKind::kBuild},
    {"dotnet", "publish", DeedKind::kBuild},
    {"nuget", "push", DeedKind::kPublish},
    {"bundle", "exec rspec", DeedKind::kTest},
    {"bundle", "exec rake test", DeedKind::kTest},
    {"bundle", "install --deployment", DeedKind::kInstall, true},
    {"bundle", "install --frozen", DeedKind::kInstall, true},
    {"bundle", "install", DeedKind::kInstall},
    {"bundle", "update", DeedKind::kInstall},
    {"rspec", "", DeedKind::kTest},
    {"rails", "test", DeedKind::kTest},
    {"rails", "test:system", DeedKind::kTest},
    {"rake", "test", DeedKind::kTest},
    {"rake", "spec", DeedKind::kTest},
    {"cucumber", "", DeedKind::kTest},
    {"gem", "push", DeedKind::kPublish},
    {"cabal", "test", DeedKind::kTest},
    {"cabal", "v2-test", DeedKind::kTest},
    {"cabal", "new-test", DeedKind::kTest},
    {"cabal", "upload", DeedKind::kPublish},
    {"stack", "test", DeedKind::kTest},
    {"stack", "build --test", DeedKind::kTest},
    {"R", "CMD check", DeedKind::kTest},
    {"swift", "test", DeedKind::kTest},
    {"xcodebuild", "test", DeedKind::kTest},
    {"flutter", "test", DeedKind::kTest},
    {"dart", "test", DeedKind::kTest},
    {"sbt", "test", DeedKind::kTest},
    {"deno", "test", DeedKind::kTest},
    {"dune", "test", DeedKind::kTest},
    {"dune", "runtest", DeedKind::kTest},
    {"rebar3", "eunit", DeedKind::kTest},
    {"rebar3", "ct", DeedKind::kTest},
    {"terraform", "test", DeedKind::kTest},
    {"composer", "install", DeedKind::kInstall, true},
    {"composer", "update", DeedKind::kInstall},
    {"composer", "require", DeedKind::kInstall},
    {"phpunit", "", DeedKind::kTest},
    {"simple-phpunit", "", DeedKind::kTest},
    {"paratest", "", DeedKind::kTest},
    {"pest", "", DeedKind::kTest},
    {"php", "artisan test", DeedKind::kTest},
    {"mix", "test", DeedKind::kTest},
    {"mix", "coveralls", DeedKind::kTest},  // Runs the tests and counts what they reach
    {"mix", "coveralls.html", DeedKind::kTest},
    {"mix", "coveralls.json", DeedKind::kTest},
    {"mix", "coveralls.lcov", DeedKind::kTest},
    {"mix", "coveralls.github", DeedKind::kTest},
    {"mix", "sobelow", DeedKind::kScan},
    {"mix", "deps.audit", DeedKind::kScan},
    {"mix", "hex.audit", DeedKind::kScan},
    {"mix", "deps.get --check-locked", DeedKind::kInstall, true},
    {"mix", "deps.get", DeedKind::kInstall},
    {"ctest", "", DeedKind::kTest},
    {"platformio", "test", DeedKind::kTest},
    {"platformio", "run", DeedKind::kBuild},
    {"pio", "test", DeedKind::kTest},
    {"pio", "run", DeedKind::kBuild},
    {"west", "twister", DeedKind::kTest},
    {"west", "build", DeedKind::kBuild},
    {"twister", "", DeedKind::kTest},
    {"idf.py", "build", DeedKind::kBuild},
    {"meson", "test", DeedKind::kTest},
    {"bazel", "test", DeedKind::kTest},
    {"bazel", "build", DeedKind::kBuild},
    {"ninja", "test", DeedKind::kTest},
    {"ninja", "", DeedKind::kBuild},
    {"cmake", "--build", DeedKind::kBuild},
    {"make", "test", DeedKind::kTest},
    {"make", "check", DeedKind::kTest},
    {"make", "check-unit", DeedKind::kTest},
    {"make", "check-integration", DeedKind::kTest},
    {"make", "check-all", DeedKind::kTest},
    {"make", "distcheck", DeedKind::kTest},
    {"make", "unit", DeedKind::kTest},
    {"make", "integration", DeedKind::kTest},
    {"make", "lint", DeedKind::kLint},
    {"make", "release", DeedKind::kPublish},
    {"make", "publish", DeedKind::kPublish},
    {"make", "deploy", DeedKind::kDeploy},
    {"make", "", DeedKind::kBuild},
    {"task", "test", DeedKind::kTest},
    {"task", "unit", DeedKind::kTest},
    {"task", "", DeedKind::kBuild},
    {"just", "test", DeedKind::kTest},
    {"just", "", DeedKind::kBuild},
    {"jest", "", DeedKind::kTest},
    {"vitest", "", DeedKind::kTest},
    {"playwright", "test", DeedKind::kTest},
    {"cypress", "run", DeedKind::kTest},
    {"eslint", "", DeedKind::kLint},
    {"ruff", "", DeedKind::kLint},
    {"mypy", "", DeedKind::kLint},
    {"flake8", "", DeedKind::kLint},
    {"black", "", DeedKind::kLint},
    {"pre-commit", "run", DeedKind::kLint},
    {"docker", "buildx build", DeedKind::kBuildImage},
    {"docker", "buildx bake", DeedKind::kBuildImage},
    {"docker", "build", DeedKind::kBuildImage},
    {"docker", "push", DeedKind::kPublish},
    {"docker", "buildx imagetools create", DeedKind::kPublish},
    {"podman", "build", DeedKind::kBuildImage},
    {"podman", "push", DeedKind::kPublish},
    {"buildah", "bud", DeedKind::kBuildImage},
    {"buildah", "build", DeedKind::kBuildImage},
    {"buildah", "push", DeedKind::kPublish},
    {"executor", "--context", DeedKind::kBuildImage},  // kaniko
    {"executor", "--dockerfile", DeedKind::kBuildImage},
    {"executor", "--destination", DeedKind::kBuildImage},
    {"skopeo", "copy", DeedKind::kPublish},
    {"crane", "push", DeedKind::kPublish},
    {"oras", "push", DeedKind::kPublish},
    {"helm", "push", DeedKind::kPublish},
    {"helm", "upgrade", DeedKind::kDeploy},
    {"helm", "install", DeedKind::kDeploy},
    {"kubectl", "apply", DeedKind::kDeploy},
    {"kubectl", "rollout", DeedKind::kDeploy},
    {"kubectl", "set image", DeedKind::kDeploy},
    {"terraform", "apply", DeedKind::kDeploy},
    {"pulumi", "up", DeedKind::kDeploy},
    {"cf", "push", DeedKind::kDeploy},
    {"gcloud", "run deploy", DeedKind::kDeploy},
    {"gcloud", "app deploy", DeedKind::kDeploy},
    {"az", "webapp deploy", DeedKind::kDeploy},
    {"aws", "ecs update-service", DeedKind::kDeploy},
    {"aws", "s3 sync", DeedKind::kPublish},
    {"aws", "s3 cp", DeedKind::kPublish},
    {"fly", "deploy", DeedKind::kDeploy},
    {"flyctl", "deploy", DeedKind::kDeploy},
    {"fastapi", "deploy", DeedKind::kDeploy},
    {"vercel", "deploy", DeedKind::kDeploy},
    {"netlify", "deploy", DeedKind::kDeploy},
    {"wrangler", "deploy", DeedKind::kDeploy},
    {"serverless", "deploy", DeedKind::kDeploy},
    {"kind", "create cluster", DeedKind::kTest},
    {"minikube", "start", DeedKind::kTest},
    {"k3d", "cluster create", DeedKind::kTest},
    {"gh", "release create", DeedKind::kPublish},
    {"glab", "release create", DeedKind::kPublish},
    {"glab", "release upload", DeedKind::kPublish},
    {"release-cli", "create", DeedKind::kPublish},
    {"helm", "unittest", DeedKind::kTest},
    {"helm", "cm-push", DeedKind::kPublish},
    {"gh", "release upload", DeedKind::kPublish},
    {"goreleaser", "release", DeedKind::kPublish},
    {"goreleaser", "build", DeedKind::kBuild},
    {"semantic-release", "", DeedKind::kPublish},
    {"cosign", "sign", DeedKind::kSign},
    {"cosign", "attest", DeedKind::kSign},
    {"gpg", "--detach-sig", DeedKind::kSign},
    {"gpg", "--clearsign", DeedKind::kSign},
    {"minisign", "-S", DeedKind::kSign},
    {"syft", "", DeedKind::kMakeSbom},
    {"cdxgen", "", DeedKind::kMakeSbom},
    {"cyclonedx-npm", "", DeedKind::kMakeSbom},
    {"cyclonedx-gomod", "", DeedKind::kMakeSbom},
    {"cyclonedx-py", "", DeedKind::kMakeSbom},
    {"trivy", "", DeedKind::kScan},
    {"grype", "", DeedKind::kScan},
    {"semgrep", "", DeedKind::kScan},
    {"bandit", "", DeedKind::kScan},
    {"snyk", "", DeedKind::kScan},
    {"gitleaks", "", DeedKind::kScan},
    {"trufflehog", "", DeedKind::kScan},
    {"osv-scanner", "", DeedKind::kScan},
    {"pip-audit", "", DeedKind::kScan},
    {"checkov", "", DeedKind::kScan},
    {"hadolint", "", DeedKind::kScan},
    {"codeql", "", DeedKind::kScan},
    {"git", "config", DeedKind::kSetIdentity},
    {"git", "push", DeedKind::kCommit},
    {"git", "commit", DeedKind::kCommit},
};

// "testDebugUnitTest", "app:connectedDebugAndroidTest", "jvmTest"; what only builds or
// packs the tests, "assembleDebugAndroidTest", runs none.
bool IsGradleTest(std::string_view task) {
  task = task.substr(task.rfind(':') + 1);
  for (std::string_view builds : {"assemble", "compile", "build", "package", "bundle", "lint", "-"})
    if (task.starts_with(builds)) return false;
  return task.ends_with("Test") || task.ends_with("Tests");
}

// Told to list, build or pass over the tests that it would run.
bool RunsNoTest(std::string_view program, const std::vector<std::string>& words) {
  struct Row {
    std::string_view program, word;
  };
  static constexpr Row kRows[] = {
      {"mvn", "-DskipTests"},
      {"mvn", "-DskipTests=true"},
      {"mvn", "-Dmaven.test.skip"},
      {"mvn", "-Dmaven.test.skip=true"},
      {"cargo", "--no-run"},
      {"cross", "--no-run"},
      {"pytest", "--collect-only"},
      {"pytest", "--co"},
      {"dotnet", "--list-tests"},
      {"ctest", "-N"},
      {"ctest", "--show-only"},
      {"platformio", "--without-testing"},
      {"pio", "--without-testing"},
      {"twister", "--build-only"},
      {"west", "--build-only"},
      {"go", "-list"},
      {"go", "-c"},
      {"jest", "--listTests"},
      {"vitest", "list"},
      {"cargo", "--list"},
      {"phpunit", "--list-tests"},
      {"gradle", "-m"},
      {"tox", "--notest"},
      {"tox", "-l"},
      {"tox", "--listenvs"},
      {"nox", "-l"},
      {"nox", "--list"},
  };
  for (const auto& [of, word] : kRows)
    if (of == program && std::ranges::find(words, word) != words.end()) return true;
  // "go test -run '^$' -bench .": a pattern that no test's name fits.
  if (program == "go")
    for (std::size_t i = 2; i < words.size(); ++i) {
      const std::string_view word = words[i];
      const bool next = (word == "-run" || word == "--run") && i + 1 < words.size();
      const std::string_view pattern = next                        ? std::string_view(words[i + 1])
                                       : word.starts_with("-run=") ? word.substr(5)
                                                                   : std::string_view(".");
      if (pattern == "^$" || pattern == "$^" || Lower(pattern) == "none" || pattern == "XXX")
        return true;
    }
  return false;
}

// True when the word before says that this one is left out: "gradle build -x test".
bool IsExcluded(std::string_view program, const std::vector<std::string>& words, std::size_t at) {
  return program == "gradle" && at > 0 &&
         (words[at - 1] == "-x" || words[at - 1] == "--exclude-task");
}

// Every word of the row, in order, each as the start of an argument.
bool Matches(const CommandRow& row, std::string_view program,
             const std::vector<std::string>& words) {
  if (row.program != program) return false;
  if (row.kind == DeedKind::kTest && RunsNoTest(program, words)) return false;
  std::size_t at = 1;
  // "npm run ci" installs nothing: what installs is the subcommand itself.
  const bool install = row.kind == DeedKind::kInstall;
  if (install) {
    const std::size_t sub = SubcommandAt(words);
    const std::string_view first = Words(row.words)[0];
    if (first.starts_with('-') ? sub < words.size() : sub >= words.size() || words[sub] != first)
      return false;
    at = first.starts_with('-') ? 1 : sub;
  }
  // "make check-format" tests nothing, "check-programs" only builds.
  bool check = row.program == "make" && row.words == "check";
  for (auto wanted : Words(row.words)) {
    bool whole = check || install ||
                 (row.program != "make" && row.program != "gradle" && row.program != "npm" &&
                  row.program != "task" && row.program != "just" && row.program != "pnpm" &&
                  row.program != "yarn");
    bool gradle_test = row.program == "gradle" && wanted == "test";
    while (at < words.size() &&
           (IsExcluded(program, words, at) ||
            (!(gradle_test && IsGradleTest(words[at])) &&
             !(whole ? words[at] == wanted || words[at].starts_with(std::string(wanted) + "=")
                     : words[at] == wanted || words[at].starts_with(std::string(wanted) + "-") ||
                           words[at].starts_with(std::string(wanted) + ":") ||
                           (row.program == "make" &&
                            words[at].starts_with(std::string(wanted) + "_")) ||
                           (row.program == "gradle" &&
                            words[at].ends_with(":" + std::string(wanted)))))))
      ++at;
    if (at++ >= words.size()) return false;
  }
  return true;
}

}  // namespace

std::string_view ProgramName(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  // "$CABAL", "${MAKE}": a variable with a program's name holds that program.
  constexpr std::string_view kHeld[][2] = {
      {"CABAL", "cabal"},       {"STACK", "stack"},   {"CARGO", "cargo"}, {"MAKE", "make"},
      {"PYTHON", "python"},     {"PYTEST", "pytest"}, {"GO", "go"},       {"NPM", "npm"},
      {"PNPM", "pnpm"},         {"YARN", "yarn"},     {"PIP", "pip"},     {"PIP3", "pip"},
      {"POETRY", "poetry"},     {"PIPENV", "pipenv"}, {"UV", "uv"},       {"BUNDLE", "bundle"},
      {"COMPOSER", "composer"}, {"NODE", "node"},     {"CURL", "curl"},   {"WGET", "wget"},
      {"DOCKER", "docker"}};
  if (word.starts_with('$')) {
    std::string_view name = word.substr(1);
    if (name.starts_with('{') && name.ends_with('}')) name = name.substr(1, name.size() - 2);
    for (const auto& [variable, program] : kHeld)
      if (name == variable) return program;
  }
  if (word.starts_with("pip3") && word.find_first_not_of("0123456789.", 4) == word.npos)
    return "pip";
  // "php8.3", and "php${{ matrix.php }}" as far as its first blank
  if (word.starts_with("php") &&
      (word.find_first_not_of("0123456789.", 3) == word.npos || word.substr(3).starts_with("${")))
    return "php";
  if (word.starts_with("python") && word.find_first_not_of("0123456789.", 6) == word.npos)
    return word.substr(0, 6);
  if (word.starts_with("pypy") || word == "py") return "python";
  if (word == "mvnw") return "mvn";
  if (word == "gradlew") return "gradle";
  if (word == "gmake") return "make";
  return word;
}

const CommandRow* FindCommand(std::string_view program, const std::vector<std::string>& words) {
  for (const auto& row : kCommands)
    if (Matches(row, program, words)) return &row;
  return nullptr;
}

}  // namespace avouch::formats
