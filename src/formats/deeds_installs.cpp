#include "formats/deeds_installs.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_words.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using model::DeedKind;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool IsManager(std::string_view program) {
  return IsOneOf(program, {"npm", "pnpm", "yarn", "bun", "pip", "uv", "poetry", "pipenv", "pdm",
                           "bundle", "composer", "conda", "mamba", "micromamba"});
}

// Only says or looks: what stands behind it is text.
bool OnlyText(std::string_view program) {
  return IsOneOf(
      program,
      {"echo", "printf", "grep", "egrep", "git",    "sed",      "awk",     "test",  "[",
       "[[",   "cat",    "tee",  "which", "type",   "hash",     "apt-get", "apt",   "apk",
       "yum",  "dnf",    "brew", "choco", "pacman", "microdnf", "cd",      "mkdir", "cp",
       "mv",   "rm",     "ls",   "gh",    "case",   "zypper",   "jq",      "touch", "export",
       "curl", "wget",   "for",  "alias", "man",    "kill",     "pkill"});
}

}  // namespace

std::size_t SubcommandAt(const std::vector<std::string>& words) {
  std::size_t at = 1;
  const std::string_view program = words.empty() ? "" : ProgramName(words[0]);
  for (; at < words.size() && words[at].starts_with('-'); ++at)
    if (IsOneOf(words[at], {"--prefix",        "-C",          "--cwd",
                            "--dir",           "--filter",    "-F",
                            "--workspace",     "--directory", "--project",
                            "--chdir",         "--loglevel",  "--registry",
                            "--userconfig",    "--cache",     "-d",
                            "--working-dir",   "--config",    "--color",
                            "--manifest-path", "--python"}) ||
        (words[at] == "-w" && program == "npm"))
      ++at;
  // "yarn workspace x install"
  if (program == "yarn" && at + 2 < words.size() && words[at] == "workspace") at += 2;
  return std::min(at, words.size());
}

bool IsInstallWord(std::string_view word) {
  return IsOneOf(word, {"install",
                        "i",
                        "in",
                        "ins",
                        "inst",
                        "insta",
                        "instal",
                        "isnt",
                        "isnta",
                        "isntal",
                        "isntall",
                        "add",
                        "ci",
                        "ic",
                        "clean-install",
                        "install-clean",
                        "it",
                        "cit",
                        "install-test",
                        "install-ci-test",
                        "clean-install-test",
                        "sit",
                        "update",
                        "up",
                        "upgrade",
                        "udpate",
                        "sync",
                        "restore",
                        "isntall-clean"});
}

void UseOneName(std::vector<std::string>& words) {
  const std::size_t at = SubcommandAt(words);
  if (at >= words.size()) return;
  const std::string_view program = ProgramName(words[0]);
  std::string& word = words[at];
  if (program == "npm") {
    if (IsOneOf(word, {"ic", "clean-install", "install-clean", "isntall-clean", "cit", "sit",
                       "install-ci-test", "clean-install-test"}))
      word = "ci";
    else if (IsOneOf(word, {"up", "upgrade", "udpate"}))
      word = "update";
    else if (word != "ci" && word != "update" && word != "sync" && word != "restore" &&
             IsInstallWord(word))
      word = "install";
  } else if (program == "pnpm" || program == "bun") {
    if (word == "i" || word == "it" || word == "install-test") word = "install";
    if (IsOneOf(word, {"up", "upgrade"})) word = "update";
    if (word == "a") word = "add";
  }
}

std::size_t InstallAt(const std::vector<std::string>& words) {
  const std::string_view program = ProgramName(words[0]);
  if (OnlyText(program) || IsManager(program)) return 0;
  for (std::size_t i = 1; i + 1 < words.size(); ++i)
    if (IsManager(ProgramName(words[i])) &&
        (IsInstallWord(words[i + 1]) || words[i + 1].starts_with("--prefix")))
      return i;
  return 0;
}

std::string ShellTextIn(const std::vector<std::string>& words) {
  const std::string_view program = ProgramName(words[0]);
  if (!IsOneOf(
          program,
          {"docker",   "podman",    "nerdctl", "docker-compose", "kubectl",   "ssh",    "su",
           "runuser",  "nix-shell", "nix",     "chroot",         "script",    "flock",  "unshare",
           "lxc",      "vagrant",   "wsl",     "concurrently",   "limactl",   "devbox", "conda",
           "xvfb-run", "parallel",  "buildah", "incus",          "multipass", "adb"}))
    return {};
  std::string out;
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i].find(' ') != std::string::npos && out.size() < 64 * 1024) {
      out += words[i];
      out += '\n';
    }
  return out;
}

std::string WrittenForLater(const Command& command) {
  const std::string_view program = ProgramName(command.words[0]);
  if ((program != "echo" && program != "printf") || command.words.size() < 2) return {};
  for (std::string_view file : {"GITHUB_ENV", "BASH_ENV", "task.setvariable"})
    if (command.text.find(file) != std::string::npos) {
      for (std::size_t i = 1; i < command.words.size(); ++i)
        if (const std::string& word = command.words[i]; word.find('=') != std::string::npos) {
          std::string_view text = word;
          if (text.starts_with("export ")) text.remove_prefix(7);
          return std::string(text.substr(0, text.find_first_of("\n\\")));
        }
    }
  return {};
}

std::string_view LockWritten(const Command& command) {
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  const std::size_t at = SubcommandAt(words);
  const std::string_view sub = at < words.size() ? std::string_view(words[at]) : "";
  const auto is = [&](std::initializer_list<std::string_view> subs) { return IsOneOf(sub, subs); };
  if (HasWord(words, "--check") || HasWord(words, "--dry-run")) return {};
  if (program == "npm" &&
      (is({"update", "shrinkwrap", "dedupe"}) || (sub == "audit" && HasWord(words, "fix"))))
    return "npm";
  if (program == "terraform" && HasWord(words, "-upgrade")) return "terraform";
  if (program == "mvn" && std::ranges::any_of(words, [](std::string_view word) {
        return word.contains("versions:use-") || word.contains("versions:update-");
      }))
    return "mvn";
  if (HasWord(words, "--package-lock-only")) return "npm";
  if (program == "pnpm" && (is({"update", "up", "dedupe"}) || HasWord(words, "--lockfile-only")))
    return "pnpm";
  if (program == "uv" && is({"lock", "add"}) && !HasWord(words, "--locked")) return "uv";
  if (program == "poetry" && is({"lock", "update", "add"})) return "poetry";
  if (program == "pdm" && is({"lock", "update", "add"})) return "pdm";
  if (program == "pipenv" && is({"lock", "update", "upgrade"})) return "pipenv";
  if (program == "cargo" && is({"update", "generate-lockfile", "add", "upgrade"})) return "cargo";
  if (program == "go" && (is({"get"}) || (is({"mod"}) && HasWord(words, "tidy")))) return "go";
  if (program == "bundle" && is({"lock", "update"})) return "bundle";
  if (program == "composer" && is({"update", "require"})) return "composer";
  if (program == "mix" && is({"deps.update"})) return "mix";
  if (program != "rm" && program != "git" && program != "mv" && program != "unlink") return {};
  constexpr std::string_view kFiles[][2] = {{"package-lock.json", "npm"},
                                            {"yarn.lock", "yarn"},
                                            {"pnpm-lock.yaml", "pnpm"},
                                            {"uv.lock", "uv"},
                                            {"poetry.lock", "poetry"},
                                            {"Cargo.lock", "cargo"},
                                            {"go.sum", "go"},
                                            {"Gemfile.lock", "bundle"},
                                            {"composer.lock", "composer"},
                                            {"mix.lock", "mix"},
                                            {"Pipfile.lock", "pipenv"},
                                            {"pdm.lock", "pdm"},
                                            {"bun.lock", "bun"},
                                            {"bun.lockb", "bun"}};
  if (program == "git" && sub != "rm") return {};
  for (const auto& word : words)
    for (const auto& [file, tool] : kFiles)
      if (word.substr(word.find_last_of('/') + 1) == file) return tool;
  return {};
}

void ForgetFolders(std::string_view folder, std::string_view run, Doings& out) {
  bool decided = folder.find("${{") != folder.npos;
  for (std::string_view go : {"cd $", "cd \"$", "cd '$", "pushd $", "pushd \"$"})
    decided |= run.find(go) != run.npos;
  if (!decided) return;
  for (auto& deed : out.deeds)
    std::erase_if(deed.arguments,
                  [](const std::string& argument) { return argument.starts_with(model::kIn); });
}

void AddOtherInstalls(const Command& command, const Path& path, Doings& out) {
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  const auto add = [&](std::string_view tool, bool locked) {
    out.deeds.push_back(DeedOf(DeedKind::kInstall, tool, command, path));
    out.deeds.back().locked = locked;
  };
  const std::size_t at = SubcommandAt(words);
  const std::string_view sub = at < words.size() ? std::string_view(words[at]) : "";
  if (program == "yarn" && sub.empty() && !HasWord(words, "-v") && !HasWord(words, "-h"))
    return add("yarn", false);
  if (IsOneOf(program, {"conda", "mamba", "micromamba"})) {
    const bool environment = sub == "env" && (HasWord(words, "create") || HasWord(words, "update"));
    if (IsOneOf(sub, {"install", "create", "update", "upgrade"}) || environment)
      add("conda", HasWord(words, "--explicit"));
    return;
  }
  if (program == "conda-lock" && sub == "install") return add("conda", true);
  if ((program == "python" || words[0].ends_with("setup.py")) &&
      std::ranges::any_of(words, [](const auto& word) { return word.ends_with("setup.py"); }) &&
      (HasWord(words, "install") || HasWord(words, "develop")) && !HasWord(words, "--no-deps"))
    return add("pip", false);
  if (program == "cargo" && sub == "install" && HasWord(words, "--path"))
    return add("cargo", HasWord(words, "--locked") || HasWord(words, "--frozen"));
  if (IsOneOf(program, {"cross", "cargo"}) &&
      IsOneOf(sub, {"build", "zigbuild", "xbuild", "auditable", "chef", "bundle", "tauri"}) &&
      !(program == "cargo" && sub == "build") && !HasWord(words, "prepare")) {
    out.deeds.push_back(DeedOf(DeedKind::kBuild, "cargo", command, path));
  }
}

}  // namespace avouch::formats
