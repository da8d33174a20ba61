#include "formats/deeds.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/github_workflow.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Pin;
using model::Reference;
using model::ReferenceKind;

// A command is matched by its program and the words that must follow it, in
// that order, among its arguments. The first row that matches says what it does.
struct CommandRow {
  std::string_view program;
  std::string_view words;  // "run test": each as a prefix of an argument; "" = any
  DeedKind kind;
  bool locked = false;
};

constexpr CommandRow kCommands[] = {
    {"npm", "ci", DeedKind::kInstall, true},
    {"npm", "install", DeedKind::kInstall},
    {"npm", "i", DeedKind::kInstall},
    {"npm", "publish", DeedKind::kPublish},
    {"npm", "test", DeedKind::kTest},
    {"npm", "t", DeedKind::kTest},
    {"npm", "run-script test", DeedKind::kTest},
    {"npm", "run test", DeedKind::kTest},
    {"npm", "run lint", DeedKind::kLint},
    {"npm", "run build", DeedKind::kBuild},
    {"npm", "audit", DeedKind::kScan},
    {"pnpm", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"pnpm", "i --frozen-lockfile", DeedKind::kInstall, true},
    {"pnpm", "install", DeedKind::kInstall, true},  // Frozen by itself in CI
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
    {"yarn", "test", DeedKind::kTest},
    {"yarn", "run test", DeedKind::kTest},
    {"yarn", "lint", DeedKind::kLint},
    {"yarn", "build", DeedKind::kBuild},
    {"yarn", "npm publish", DeedKind::kPublish},
    {"yarn", "publish", DeedKind::kPublish},
    {"bun", "install --frozen-lockfile", DeedKind::kInstall, true},
    {"bun", "install", DeedKind::kInstall},
    {"bun", "test", DeedKind::kTest},
    {"pip", "install --require-hashes", DeedKind::kInstall, true},
    {"uv", "sync --locked", DeedKind::kInstall, true},
    {"uv", "sync --frozen", DeedKind::kInstall, true},
    {"uv", "sync", DeedKind::kInstall},
    {"uv", "publish", DeedKind::kPublish},
    {"uv", "build", DeedKind::kBuild},
    {"poetry", "install", DeedKind::kInstall, true},
    {"poetry", "publish", DeedKind::kPublish},
    {"poetry", "build", DeedKind::kBuild},
    {"pipenv", "install --deploy", DeedKind::kInstall, true},
    {"pipenv", "sync", DeedKind::kInstall, true},
    {"pipenv", "install", DeedKind::kInstall},
    {"pdm", "sync", DeedKind::kInstall, true},
    {"pdm", "install", DeedKind::kInstall},
    {"twine", "upload", DeedKind::kPublish},
    {"pytest", "", DeedKind::kTest},
    {"py.test", "", DeedKind::kTest},
    {"tox", "", DeedKind::kTest},
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
    {"rspec", "", DeedKind::kTest},
    {"rails", "test", DeedKind::kTest},
    {"rails", "test:system", DeedKind::kTest},
    {"rake", "test", DeedKind::kTest},
    {"rake", "spec", DeedKind::kTest},
    {"cucumber", "", DeedKind::kTest},
    {"gem", "push", DeedKind::kPublish},
    {"composer", "install", DeedKind::kInstall, true},
    {"phpunit", "", DeedKind::kTest},
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
    {"mix", "deps.get", DeedKind::kInstall, true},
    {"ctest", "", DeedKind::kTest},
    {"meson", "test", DeedKind::kTest},
    {"bazel", "test", DeedKind::kTest},
    {"bazel", "build", DeedKind::kBuild},
    {"ninja", "test", DeedKind::kTest},
    {"ninja", "", DeedKind::kBuild},
    {"cmake", "--build", DeedKind::kBuild},
    {"make", "test", DeedKind::kTest},
    {"make", "check", DeedKind::kTest},
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
    {"podman", "build", DeedKind::kBuildImage},
    {"podman", "push", DeedKind::kPublish},
    {"buildah", "bud", DeedKind::kBuildImage},
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
    {"vercel", "deploy", DeedKind::kDeploy},
    {"netlify", "deploy", DeedKind::kDeploy},
    {"wrangler", "deploy", DeedKind::kDeploy},
    {"serverless", "deploy", DeedKind::kDeploy},
    {"kind", "create cluster", DeedKind::kTest},
    {"minikube", "start", DeedKind::kTest},
    {"k3d", "cluster create", DeedKind::kTest},
    {"gh", "release create", DeedKind::kPublish},
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

struct ActionRow {
  std::string_view name;
  DeedKind kind;
  std::string_view tool;
};
constexpr ActionRow kActions[] = {
    {"goreleaser/goreleaser-action", DeedKind::kPublish, "goreleaser"},
    {"pypa/gh-action-pypi-publish", DeedKind::kPublish, "twine"},
    {"softprops/action-gh-release", DeedKind::kPublish, "gh"},
    {"ncipollo/release-action", DeedKind::kPublish, "gh"},
    {"actions/create-release", DeedKind::kPublish, "gh"},
    {"actions/upload-release-asset", DeedKind::kPublish, "gh"},
    {"svenstaro/upload-release-action", DeedKind::kPublish, "gh"},
    {"JS-DevTools/npm-publish", DeedKind::kPublish, "npm"},
    {"changesets/action", DeedKind::kPublish, "npm"},
    {"cycjimmy/semantic-release-action", DeedKind::kPublish, "semantic-release"},
    {"peaceiris/actions-gh-pages", DeedKind::kPublish, "pages"},
    {"actions/deploy-pages", DeedKind::kPublish, "pages"},
    {"JamesIves/github-pages-deploy-action", DeedKind::kPublish, "pages"},
    {"helm/chart-releaser-action", DeedKind::kPublish, "helm"},
    {"actions/attest-build-provenance", DeedKind::kSign, "attest"},
    {"actions/attest", DeedKind::kSign, "attest"},
    {"actions/attest-sbom", DeedKind::kSign, "attest"},
    {"anchore/sbom-action", DeedKind::kMakeSbom, "syft"},
    {"github/codeql-action/analyze", DeedKind::kScan, "codeql"},
    {"ossf/scorecard-action", DeedKind::kScan, "scorecard"},
    {"aquasecurity/trivy-action", DeedKind::kScan, "trivy"},
    {"anchore/scan-action", DeedKind::kScan, "grype"},
    {"actions/dependency-review-action", DeedKind::kScan, "dependency-review"},
    {"zizmorcore/zizmor-action", DeedKind::kScan, "zizmor"},
    {"gitleaks/gitleaks-action", DeedKind::kScan, "gitleaks"},
    {"golang/govulncheck-action", DeedKind::kScan, "govulncheck"},
    {"golangci/golangci-lint-action", DeedKind::kLint, "golangci-lint"},
    {"pre-commit/action", DeedKind::kLint, "pre-commit"},
    {"helm/kind-action", DeedKind::kTest, "kind"},
    {"azure/webapps-deploy", DeedKind::kDeploy, "azure"},
    {"aws-actions/amazon-ecs-deploy-task-definition", DeedKind::kDeploy, "aws"},
    {"google-github-actions/deploy-cloudrun", DeedKind::kDeploy, "gcloud"},
    {"superfly/flyctl-actions", DeedKind::kDeploy, "fly"},
    {"peter-evans/create-pull-request", DeedKind::kCommit, "create-pull-request"},
    {"stefanzweifel/git-auto-commit-action", DeedKind::kCommit, "git-auto-commit"},
};

bool IsHex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}
bool HasDigit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

std::string_view ProgramName(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  if (word == "pip3" || word == "pip3.11") return "pip";
  if (word == "mvnw") return "mvn";
  if (word == "gradlew") return "gradle";
  if (word == "gmake") return "make";
  return word;
}

// Every word of the row, in order, each as the start of an argument.
bool Matches(const CommandRow& row, std::string_view program,
             const std::vector<std::string>& words) {
  if (row.program != program) return false;
  std::size_t at = 1;
  for (auto wanted : Words(row.words)) {
    bool whole = row.program != "make" && row.program != "gradle" && row.program != "npm" &&
                 row.program != "task" && row.program != "just" && row.program != "pnpm" &&
                 row.program != "yarn";
    while (at < words.size() &&
           !(whole
                 ? words[at] == wanted || words[at].starts_with(std::string(wanted) + "=")
                 : words[at] == wanted || words[at].starts_with(std::string(wanted) + "-") ||
                       words[at].starts_with(std::string(wanted) + ":") ||
                       (row.program == "gradle" && words[at].ends_with(":" + std::string(wanted)))))
      ++at;
    if (at++ >= words.size()) return false;
  }
  return true;
}

std::string Option(const std::vector<std::string>& words,
                   std::initializer_list<std::string_view> names) {
  for (std::size_t i = 1; i < words.size(); ++i)
    for (auto name : names) {
      if (words[i] == name && i + 1 < words.size()) return words[i + 1];
      if (words[i].starts_with(std::string(name) + "=")) return words[i].substr(name.size() + 1);
    }
  return {};
}

bool Has(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

class StepReader {
 public:
  StepReader(const std::vector<Command>& commands, const Path& path)
      : commands_(commands), path_(path) {}

  Doings Read() {
    for (const auto& command : commands_) {
      for (const auto& setting : command.settings) Setting(setting, command);
      if (!command.words.empty()) One(command);
    }
    return std::move(out_);
  }

 private:
  model::Place At(const Command& command) const { return {path_, command.line}; }

  Deed Make(DeedKind kind, std::string_view tool, const Command& command) const {
    Deed deed;
    deed.kind = kind;
    deed.tool = tool;
    deed.text = command.text;
    deed.tolerated = command.tolerated;
    deed.place = At(command);
    return deed;
  }

  void Weaken(const Command& command, std::string_view tool) {
    out_.deeds.push_back(Make(DeedKind::kWeakenChecks, tool, command));
  }

  void Setting(std::string_view setting, const Command& command) {
    for (std::string_view bad :
         {"GONOSUMDB=", "GONOSUMCHECK=", "GOINSECURE=", "GOSUMDB=off", "GOFLAGS=-insecure",
          "NODE_TLS_REJECT_UNAUTHORIZED=0", "GIT_SSL_NO_VERIFY=", "PYTHONHTTPSVERIFY=0"})
      if (setting.starts_with(bad)) Weaken(command, "settings");
  }

  void One(const Command& command) {
    const auto& words = command.words;
    std::string_view program = ProgramName(words[0]);
    if (IsOwn(words[0])) return Script(command, program);
    if (program == "npx" || program == "pnpx" || program == "bunx") return Npx(command);
    if ((program == "python" || program == "python3") && words.size() > 2 && words[1] == "-m")
      return Again(command, 2);
    if (words.size() > 2 && ((program == "uv" || program == "poetry" || program == "pipenv" ||
                              program == "pdm" || program == "hatch") &&
                             words[1] == "run"))
      return Again(command, 2);
    if (words.size() > 2 && program == "bundle" && words[1] == "exec") return Again(command, 2);
    if (words.size() > 2 && program == "uv" && words[1] == "pip") return Again(command, 1);
    if (words.size() > 2 && program == "pnpm" && (words[1] == "exec" || words[1] == "dlx"))
      return Again(command, 2);
    Downloads(command, program);
    Installs(command, program);
    Containers(command, program);
    Checks(command, program);
    if (Has(words, "--help") || Has(words, "--version") || Has(words, "--dry-run")) return;
    for (const auto& row : kCommands)
      if (Matches(row, program, words)) return Row(row, command);
    if (program == "pip" && (Has(words, "install") || Has(words, "sync") || Has(words, "wheel")))
      Pip(command);
    if (program == "unittest") out_.deeds.push_back(Make(DeedKind::kTest, "unittest", command));
    if (program.ends_with(".sh") || words[0].starts_with("./") || words[0].starts_with("script"))
      Script(command, program);
  }

  // "./uv" is what was just built here, whatever tool bears that name; wrappers
  // of build tools and what lies in a bin folder are the tools.
  static bool IsOwn(std::string_view word) {
    if (!word.starts_with("./") || word.ends_with("/mvnw") || word.ends_with("/gradlew"))
      return false;
    word.remove_prefix(2);
    return word.find('/') == word.npos || word.starts_with("target/") ||
           word.starts_with("build/") || word.starts_with("dist/");
  }

  // A script of the tree's own says by its name what it is likely to do; only a
  // test is believed, and only when that is all the name says.
  void Script(const Command& command, std::string_view program) {
    std::string name = Lower(program);
    if (name.ends_with(".exe")) name.resize(name.size() - 4);
    bool test = name.starts_with("test") || name.starts_with("run_test") ||
                name.starts_with("run-test") || name.starts_with("runtest") ||
                name.ends_with("_test") || name.ends_with("-test") || name.ends_with("_tests") ||
                name.ends_with("-tests.sh") || name.ends_with("_test.sh") ||
                name.ends_with("_test.py");
    if (test) out_.deeds.push_back(Make(DeedKind::kTest, program, command));
  }

  void Again(const Command& command, std::size_t skip) {
    Command inner = command;
    inner.words.erase(inner.words.begin(), inner.words.begin() + static_cast<long>(skip));
    One(inner);
  }

  void Npx(const Command& command) {
    std::size_t i = 1;
    while (i < command.words.size() && command.words[i].starts_with('-')) ++i;
    if (i >= command.words.size()) return;
    Command inner = command;
    inner.words.erase(inner.words.begin(), inner.words.begin() + static_cast<long>(i));
    std::size_t at = inner.words[0].rfind('@');
    if (at != std::string::npos && at > 0) inner.words[0].resize(at);
    One(inner);
  }

  void Row(const CommandRow& row, const Command& command) {
    const auto& words = command.words;
    if (row.program == "goreleaser" && (Has(words, "--snapshot") || Has(words, "--skip=publish")))
      return;
    if (row.program == "npm" && row.kind == DeedKind::kInstall && !row.locked) return Npm(command);
    // A registry for trying out is no release.
    if (row.kind == DeedKind::kPublish && (command.text.find("testpypi") != std::string::npos ||
                                           command.text.find("test.pypi.org") != std::string::npos))
      return;
    if (row.program == "bundle" && row.kind == DeedKind::kInstall && IsFrozen(command)) {
      out_.deeds.push_back(Make(row.kind, row.program, command));
      out_.deeds.back().locked = true;
      return;
    }
    Deed deed = Make(row.kind, row.program, command);
    deed.locked = row.locked;
    if (row.kind == DeedKind::kBuildImage) {
      deed.arguments = {Option(words, {"-f", "--file"}),
                        words.back().starts_with('-') ? "" : words.back(),
                        Option(words, {"-t", "--tag"})};
      std::string folder = command.folder;
      if (!folder.empty())
        for (std::size_t i = 0; i < 2; ++i)
          if (!deed.arguments[i].empty() || i == 1)
            deed.arguments[i] =
                ResolvePath(folder, deed.arguments[i].empty() ? "." : deed.arguments[i]);
      if (Has(words, "--push"))
        out_.deeds.push_back(Make(DeedKind::kPublish, row.program, command));
    }
    if (row.kind == DeedKind::kSetIdentity) {
      std::size_t i = 0;
      while (i < words.size() && !words[i].starts_with("user.")) ++i;
      if (i + 1 >= words.size()) return;
      deed.arguments = {words[i], words[i + 1]};
    }
    out_.deeds.push_back(std::move(deed));
  }

  // Bundler is told to obey the lock: by a setting in front, or by what an earlier
  // command of the same step wrote into its configuration.
  bool IsFrozen(const Command& install) const {
    for (const auto& setting : install.settings)
      for (std::string_view on : {"BUNDLE_FROZEN=", "BUNDLE_DEPLOYMENT="})
        if (setting.starts_with(on) && setting.size() > on.size()) return true;
    for (const auto& command : commands_) {
      if (&command == &install) break;
      const auto& words = command.words;
      if (words.empty() || ProgramName(words[0]) != "bundle" || !Has(words, "config")) continue;
      if ((Has(words, "frozen") || Has(words, "deployment")) &&
          (Has(words, "true") || Has(words, "1")))
        return true;
    }
    return false;
  }

  // "npm install" alone reads the manifest; with names it fetches those.
  void Npm(const Command& command) {
    if (Has(command.words, "--package-lock-only")) return;  // Writes the lock, installs nothing
    bool named = false;
    for (std::size_t i = 2; i < command.words.size(); ++i) {
      const std::string& word = command.words[i];
      if (word.starts_with('-') || word.find("./") == 0 || word == "install" || word == "i")
        continue;
      named = true;
      Package(command, word,
              word.rfind('@') != std::string::npos && word.rfind('@') > 0
                  ? word.substr(word.rfind('@') + 1)
                  : "");
    }
    if (!named) out_.deeds.push_back(Make(DeedKind::kInstall, "npm", command));
  }

  void Pip(const Command& command) {
    const auto& words = command.words;
    if (Has(words, "--no-index")) return;  // From files at hand; what put them there is the fetch.
    bool sync = Has(words, "sync");        // uv pip sync FILE
    bool from_file = sync || Has(words, "-r") || Has(words, "--requirement") || Has(words, ".") ||
                     Has(words, "-e");
    if (from_file) {
      Deed deed = Make(DeedKind::kInstall, "pip", command);
      std::string file = sync ? words.back() : Option(words, {"-r", "--requirement"});
      if (!file.empty()) file = ResolvePath(command.folder, file);
      deed.arguments = {std::move(file)};
      out_.deeds.push_back(std::move(deed));
    }
    if (sync || Has(words, "wheel")) return;
    bool constrained = Has(words, "-c") || Has(words, "--constraint");
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (word == "-r" || word == "-c" || word == "--requirement" || word == "-i" ||
          word == "--index-url" || word == "-e" || word == "--extra-index-url" ||
          word == "--constraint" || word == "-t" || word == "--target" || word == "--group" ||
          word == "--extra" || word == "-f" || word == "--find-links" || word == "--python" ||
          word == "--prefix" || word == "--root" || word == "--platform" ||
          word == "--only-binary" || word == "--no-binary" || word == "--cache-dir" ||
          word == "--trusted-host" || word == "--progress-bar" || word == "--timeout" ||
          word == "--retries") {
        ++i;
        continue;
      }
      if (word.starts_with('-') || word == "install" || word.starts_with('.') ||
          word.find('/') != std::string::npos)
        continue;
      std::size_t at = word.find("==");
      Package(command, word, at == std::string::npos ? "" : word.substr(at + 2));
      if (constrained) out_.references.back().pin = Pin::kVersion;
    }
  }

  void Package(const Command& command, const std::string& text, const std::string& version) {
    Reference reference;
    reference.kind = ReferenceKind::kPackage;
    reference.text = text;
    reference.name = text.substr(0, text.find_first_of("=@<>~!", 1));
    reference.version = version;
    bool variable = version.find('$') != std::string::npos;
    bool range = version.find_first_of("^~<>*x") != std::string::npos;
    reference.pin = variable                                ? Pin::kVariable
                    : range                                 ? Pin::kFloating
                    : IsHex(version, 40)                    ? Pin::kCommit
                    : !version.empty() && HasDigit(version) ? Pin::kVersion
                                                            : Pin::kFloating;
    reference.place = At(command);
    out_.references.push_back(std::move(reference));
  }

  // Options of package managers whose value stands in the next word.
  static bool TakesValue(std::string_view option) {
    for (std::string_view known :
         {"-o", "--option", "-t", "--target-release", "--virtual", "-X", "--repository", "--root",
          "--source", "--params", "--version", "--arch"})
      if (option == known) return true;
    return false;
  }

  void Installs(const Command& command, std::string_view program) {
    const auto& words = command.words;
    static const std::set<std::string_view> kSystem = {
        "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "brew", "choco", "pacman"};
    bool system = kSystem.contains(program) && (Has(words, "install") || Has(words, "add") ||
                                                Has(words, "-S") || Has(words, "-Sy"));
    bool cargo = program == "cargo" && Has(words, "install");
    bool go = program == "go" && (Has(words, "install") || Has(words, "run"));
    bool gem = program == "gem" && Has(words, "install");
    if (!system && !cargo && !go && !gem && !(program == "pipx" && Has(words, "install"))) return;
    for (std::size_t i = 1; i < words.size(); ++i) {
      const std::string& word = words[i];
      if (system && TakesValue(word)) {
        ++i;
        continue;
      }
      if (word.starts_with('-') || word == "install" || word == "add" || word == "run") continue;
      if (word.starts_with('.') || word.starts_with('/') || word.starts_with('>')) continue;
      if (go) {
        std::size_t at = word.find('@');
        if (at != std::string::npos) Package(command, word, word.substr(at + 1));
        break;
      }
      std::size_t at = word.find_first_of("=@");
      std::string version = at == std::string::npos ? "" : word.substr(at + 1);
      if (cargo && i > 1 && words[i - 1].starts_with("--")) continue;
      if (cargo && version.empty()) version = Option(words, {"--version", "--vers"});
      while (version.starts_with('=')) version.erase(0, 1);
      Package(command, word, version);
      if (system) out_.references.back().kind = ReferenceKind::kSystemPackage;
    }
  }

  // docker run and docker pull of an image by its full name.
  void Containers(const Command& command, std::string_view program) {
    const auto& words = command.words;
    if ((program != "docker" && program != "podman") || words.size() < 3) return;
    if (words[1] != "run" && words[1] != "pull") return;
    static const std::set<std::string_view> kAlone = {
        "--rm", "-i", "-t", "-it", "-ti", "-d", "-dit", "-itd", "--detach", "--interactive", "--tty",
        "--privileged", "--init", "--read-only", "-q", "--quiet", "--sig-proxy"};
    static const std::set<std::string_view> kValued = {
        "-v", "--volume", "-w", "--workdir", "-e", "--env", "-u", "--user", "--name", "--network",
        "--net", "-p", "--publish", "--entrypoint", "--platform", "--mount", "-h", "--hostname",
        "--env-file", "-m", "--memory", "--cpus", "-l", "--label", "--add-host", "--device",
        "--cap-add", "--security-opt", "--ulimit", "--gpus", "--pull", "--tmpfs", "--ipc", "--shm-size"};
    std::size_t i = 2;
    while (i < words.size() && words[i].starts_with('-')) {
      if (kValued.contains(words[i])) ++i;
      else if (!kAlone.contains(words[i]) && words[i].find('=') == std::string::npos)
        return;  // Whether the next word is its value cannot be told.
      ++i;
    }
    // A bare name may be one built a step before.
    if (i >= words.size() || words[i].find('/') == std::string::npos || words[i].starts_with('.') ||
        words[i].starts_with('$') || words[i].starts_with("localhost"))
      return;
    out_.references.push_back(ReadImage(words[i], At(command)));
  }

  void Downloads(const Command& command, std::string_view program) {
    const auto& words = command.words;
    bool fetch = program == "curl" || program == "wget";
    bool clone = program == "git" && words.size() > 2 && Has(words, "clone");
    if (!fetch && !clone) return;
    for (const auto& word : words) {
      bool address = word.find("://") != std::string::npos;
      if (!address || word.starts_with("-")) continue;
      std::string host = word.substr(word.find("://") + 3);
      host = host.substr(0, host.find_first_of("/:"));
      // A clone with a secret in its address is of one's own, to be written to.
      if (clone && host.find('$') != std::string::npos && host.find('@') != std::string::npos)
        continue;
      if (host == "localhost" || host.starts_with("127.") || host.find('.') == std::string::npos)
        continue;
      // Asking an interface is not fetching a file to build with.
      bool asks = host.starts_with("api.") || word.find("/api/") != std::string::npos ||
                  word.find("?format=") != std::string::npos || command.looked_through;
      if (asks && !command.piped_to_shell) continue;
      // Sending is not fetching.
      if (Has(words, "-X") || Has(words, "-d") || Has(words, "--data") || Has(words, "-T") ||
          Has(words, "-F") || Has(words, "--form") || Has(words, "--upload-file") ||
          Has(words, "--request") || Has(words, "-I") || Has(words, "-H"))
        continue;
      Reference reference;
      reference.kind = clone                    ? ReferenceKind::kCheckout
                       : command.piped_to_shell ? ReferenceKind::kScript
                                                : ReferenceKind::kDownload;
      reference.text = word;
      reference.name = word;
      reference.plain_http = word.starts_with("http://") || word.starts_with("git://");
      reference.place = At(command);
      bool variable = word.find('$') != std::string::npos;
      reference.pin = Verified() && !command.piped_to_shell ? Pin::kDigest
                      : CommitIn(word)                      ? Pin::kCommit
                      : variable                            ? Pin::kVariable
                      : VersionIn(word)                     ? Pin::kVersion
                                                            : Pin::kFloating;
      if (clone) ClonePin(reference, words);
      out_.references.push_back(std::move(reference));
    }
  }

  void ClonePin(Reference& reference, const std::vector<std::string>& words) const {
    std::string branch = Option(words, {"-b", "--branch"});
    reference.version = branch;
    reference.pin = branch.find('$') != std::string::npos ? Pin::kVariable : Pin::kFloating;
    for (const auto& command : commands_)
      for (const auto& word : command.words)
        if (!command.words.empty() && command.words[0] == "git" && IsHex(word, 40))
          reference.pin = Pin::kCommit;
  }

  // A checksum or a signature is verified somewhere in the same step.
  bool Verified() const {
    for (const auto& command : commands_) {
      if (command.words.empty()) continue;
      std::string_view program = ProgramName(command.words[0]);
      bool sums = program == "sha256sum" || program == "sha512sum" || program == "shasum";
      if (sums && (command.text.find(" -c") != std::string::npos ||
                   command.text.find("--check") != std::string::npos))
        return true;
      if (program == "gpgv" || program == "gpgv2") return true;
      if ((program == "gpg" || program == "gpg2") &&
          command.text.find("verify") != std::string::npos)
        return true;
      if (program == "cosign" && command.text.find("verify") != std::string::npos) return true;
    }
    return false;
  }

  // An address of a forge that names a commit: ".../owner/name/<40 hex>/file".
  static bool CommitIn(std::string_view url) {
    for (auto part : Split(url, '/'))
      if (IsHex(part, 40)) return url.find("github") != url.npos || url.find("gitlab") != url.npos;
    return false;
  }

  static bool VersionIn(std::string_view url) {
    for (std::size_t i = 0; i + 2 < url.size(); ++i) {
      auto digit = [&](std::size_t k) { return k < url.size() && url[k] >= '0' && url[k] <= '9'; };
      if (digit(i) && url[i + 1] == '.' && digit(i + 2)) return true;
    }
    return false;
  }

  void Checks(const Command& command, std::string_view program) {
    const auto& words = command.words;
    bool off = (program == "curl" && (Has(words, "-k") || Has(words, "--insecure"))) ||
               (program == "wget" && Has(words, "--no-check-certificate")) ||
               (program == "pip" && Has(words, "--trusted-host")) ||
               (program == "apt-get" && Has(words, "--allow-unauthenticated")) ||
               (program == "npm" && command.text.find("strict-ssl false") != std::string::npos) ||
               (program == "git" && command.text.find("http.sslVerify=false") != std::string::npos);
    bool local = command.text.find("localhost") != std::string::npos ||
                 command.text.find("127.0.0.1") != std::string::npos;
    if (off && !local) Weaken(command, program);
  }

  const std::vector<Command>& commands_;
  const Path& path_;
  Doings out_;
};

std::string Input(const std::vector<model::Setting>& with, std::string_view key) {
  for (const auto& setting : with)
    if (setting.key == key) return setting.value;
  return {};
}

}  // namespace

Doings DeedsOf(const std::vector<Command>& commands, const Path& path) {
  return StepReader(commands, path).Read();
}

Doings DeedsOfAction(const Reference& uses, const std::vector<model::Setting>& with) {
  Doings out;
  auto add = [&](DeedKind kind, std::string_view tool) -> Deed& {
    Deed deed;
    deed.kind = kind;
    deed.tool = tool;
    deed.text = uses.text;
    deed.place = uses.place;
    out.deeds.push_back(std::move(deed));
    return out.deeds.back();
  };
  if (uses.name == "docker/build-push-action" || uses.name == "docker/bake-action") {
    Deed& deed = add(DeedKind::kBuildImage, "docker");
    deed.arguments = {Input(with, "file"), Input(with, "context"), Input(with, "tags")};
    std::string push = Input(with, "push");
    if (!push.empty() && push != "false") add(DeedKind::kPublish, "docker");
    return out;
  }
  if (uses.name == "actions/checkout" && !Input(with, "repository").empty() &&
      Input(with, "repository").find("github.repository") == std::string::npos &&
      Input(with, "repository").find("head.repo.full_name") == std::string::npos) {
    Reference reference = uses;
    reference.kind = ReferenceKind::kCheckout;
    reference.name = reference.text = Input(with, "repository");
    reference.version = Input(with, "ref");
    reference.pin = IsHex(reference.version, 40) ? Pin::kCommit
                    : reference.version.find("${{") != std::string::npos ||
                            reference.name.find("${{") != std::string::npos
                        ? Pin::kVariable
                        : Pin::kFloating;
    out.references.push_back(std::move(reference));
    return out;
  }
  for (const auto& row : kActions) {
    if (uses.name != row.name) continue;
    if (row.tool == "goreleaser") {
      std::string args = Input(with, "args");
      if (args.find("release") == std::string::npos ||
          args.find("--snapshot") != std::string::npos ||
          args.find("skip=publish") != std::string::npos)
        return out;
    }
    // A registry for trying out is no release.
    if (Input(with, "repository-url").find("test.pypi.org") != std::string::npos) return out;
    add(row.kind, row.tool);
    return out;
  }
  if (uses.name.starts_with("slsa-framework/slsa-github-generator")) add(DeedKind::kSign, "slsa");
  return out;
}

}  // namespace avouch::formats
