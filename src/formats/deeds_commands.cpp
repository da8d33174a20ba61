#include "formats/deeds_commands.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_installs.h"

namespace avouch::formats {
namespace {

using model::DeedKind;

// "testDebugUnitTest", "app:connectedDebugAndroidTest", "jvmTest"; what only builds or
// packs the tests, "assembleDebugAndroidTest", runs none.
bool IsGradleTest(std::string_view task) {
  task = task.substr(task.rfind(':') + 1);
  for (std::string_view builds : {"assemble", "compile", "build", "package", "bundle", "lint", "-"})
    if (task.starts_with(builds)) return false;
  return task.ends_with("Test") || task.ends_with("Tests");
}

// "publishAllPublicationsToX", "lib:publishReleaseBundle"; what it leaves on this machine is none.
bool IsGradlePublish(std::string_view task) {
  task = task.substr(task.rfind(':') + 1);
  for (std::string_view name : {"closeAndReleaseRepository", "closeAndReleaseStagingRepository",
                                "closeAndReleaseStagingRepositories", "releaseStagingRepositories",
                                "artifactoryPublish", "bintrayUpload", "uploadArchives"})
    if (task == name) return true;
  return task.starts_with("publish") && task.find("Local") == task.npos &&
         task.find("Test") == task.npos;
}

// "+publishSigned", "clean; core/publish", ";ci-release".
bool IsSbtPublish(std::string_view word) {
  const std::string spaced = ReplaceAll(word, ";", " ");
  for (std::string_view one : Words(spaced)) {
    one = one.substr(one.find_last_of("+/") + 1);
    for (std::string_view task : {"publish", "publishSigned", "ci-release", "sonatypeRelease",
                                  "sonatypeBundleRelease", "sonaRelease"})
      if (one == task) return true;
  }
  return false;
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
    const bool gradle_test = row.program == "gradle" && wanted == "test";
    const bool gradle_publish = row.program == "gradle" && wanted == "publish";
    const bool sbt_publish = row.program == "sbt" && wanted == "publish";
    while (at < words.size() &&
           (IsExcluded(program, words, at) ||
            (!(gradle_test && IsGradleTest(words[at])) &&
             !(gradle_publish && IsGradlePublish(words[at])) &&
             !(sbt_publish && IsSbtPublish(words[at])) &&
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
  for (const auto rows : {PublishingCommands(), BuildCommands()})
    for (const auto& row : rows)
      if (Matches(row, program, words)) return &row;
  return nullptr;
}

}  // namespace avouch::formats
