#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_installs.h"
#include "formats/deeds_words.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Pin;
using model::Place;
using model::Reference;
using model::ReferenceKind;

bool HasDigit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

// Options of package managers whose value stands in the next word.
bool TakesValue(std::string_view option) {
  for (std::string_view known :
       {"-o", "--option", "-t", "--target-release", "--virtual", "-X", "--repository", "--root",
        "--source", "--params", "--version", "--arch"})
    if (option == known) return true;
  return false;
}

// Options of npm whose value stands in the next word.
bool NpmTakesValue(std::string_view option) {
  for (std::string_view known :
       {"--prefix", "-C", "--workspace", "-w", "--registry", "--tag", "--loglevel", "--cache",
        "--userconfig", "--omit", "--include", "--only", "--install-strategy", "--before"})
    if (option == known) return true;
  return false;
}

// Options of pip whose value stands in the next word.
bool PipTakesValue(std::string_view option) {
  static const std::set<std::string_view> kValued = {
      "-r", "-c", "--requirement", "--requirements", "-i", "--index-url", "-e", "--editable",
      "--extra-index-url", "--constraint", "--constraints", "-t", "--target", "--group", "--extra",
      "-f", "--find-links", "--python", "-p", "--prefix", "--root", "--platform", "--only-binary",
      "--no-binary", "--cache-dir", "--trusted-host", "--progress-bar", "--timeout", "--retries",
      "-w", "--wheel-dir",
      // uv's own
      "--index", "--default-index", "--index-strategy", "--keyring-provider", "--overrides",
      "--override", "--python-preference", "--python-platform", "--python-version", "--resolution",
      "--prerelease", "--exclude-newer", "--link-mode", "--torch-backend", "--config-setting", "-C",
      "--refresh-package", "--reinstall-package", "--upgrade-package", "-P", "--color",
      "--directory", "--project", "--config-file"};
  return kValued.contains(option);
}

// dotnet tool install -g NAME --version 1.2.3
void AddDotnetTool(const Command& command, const Path& path, Doings& out) {
  const auto& words = command.words;
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i] == "--version" || words[i] == "--tool-path" || words[i] == "--add-source" ||
        words[i] == "--configfile" || words[i] == "--framework" || words[i] == "--tool-manifest")
      ++i;
    else if (!words[i].starts_with('-'))
      return AddPackage(command, path, out, words[i], OptionOf(words, {"--version"}));
  }
}

// "uv export -o FILE" and its like before `install`: FILE holds the lock's packages with their
// digests.
bool IsExported(const std::vector<Command>& all, const Command& install, std::string_view file) {
  for (const auto& command : all) {
    if (command.line == install.line && command.text == install.text) break;
    const auto& words = command.words;
    if (words.size() < 2) continue;
    const std::string_view program = ProgramName(words[0]);
    if ((program != "uv" && program != "poetry" && program != "pdm") || words[1] != "export")
      continue;
    // uv writes the lock again where it no longer fits, unless told to obey it.
    if (program == "uv" && !HasWord(words, "--locked") && !HasWord(words, "--frozen")) continue;
    if (HasWord(words, "--no-hashes") || HasWord(words, "--without-hashes") || command.tolerated)
      continue;
    if (OptionOf(words, {"-o", "--output", "--output-file"}) == file) return true;
  }
  return false;
}

}  // namespace

void AddPackage(const Command& command, const Path& path, Doings& out, const std::string& text,
                const std::string& version) {
  Reference reference;
  reference.kind = ReferenceKind::kPackage;
  reference.text = text;
  // "${{ a == 'b' && 'c' }}" is one answer of the pipeline, no name and version.
  const bool computed = text.starts_with("${{");
  reference.name = computed ? text : text.substr(0, text.find_first_of("=@<>~!", 1));
  reference.version = computed ? "" : version;
  // "npm@$(...)": what the command in it answers is decided elsewhere.
  bool variable = computed || version.find('$') != std::string::npos || text.ends_with('@');
  bool range = version.find_first_of("^~<>*x") != std::string::npos;
  reference.pin = variable                                ? Pin::kVariable
                  : range                                 ? Pin::kFloating
                  : IsHexOf(version, 40)                  ? Pin::kCommit
                  : !version.empty() && HasDigit(version) ? Pin::kVersion
                                                          : Pin::kFloating;
  reference.place = Place{path, command.line};
  out.references.push_back(std::move(reference));
}

void AddInstalled(const Command& command, const Path& path, Doings& out) {
  const std::string_view program = ProgramName(command.words[0]);
  const auto& words = command.words;
  static const std::set<std::string_view> kSystem = {
      "apt-get", "apt", "apk", "yum", "dnf", "microdnf", "zypper", "brew", "choco", "pacman"};
  bool system = kSystem.contains(program) && (HasWord(words, "install") || HasWord(words, "add") ||
                                              HasWord(words, "-S") || HasWord(words, "-Sy"));
  bool go = program == "go" && (HasWord(words, "install") || HasWord(words, "run"));
  bool gem = program == "gem" && HasWord(words, "install");
  if (program == "dotnet" && words.size() > 2 && words[1] == "tool" &&
      (words[2] == "install" || words[2] == "update"))
    return AddDotnetTool(command, path, out);
  const bool pipx = program == "pipx" && HasWord(words, "install");
  AddManaged(command, path, out);
  if (!system && !go && !gem && !pipx) return;
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
      if (at != std::string::npos) AddPackage(command, path, out, word, word.substr(at + 1));
      break;
    }
    std::size_t at = word.find_first_of("=@");
    std::string version = at == std::string::npos ? "" : word.substr(at + 1);
    if (pipx && word.ends_with(".whl")) continue;  // Built here, or told where it is fetched
    if (gem) {
      if (i > 1 && (words[i - 1] == "-v" || words[i - 1] == "--version")) continue;
      // "-v $(...)" is split from its value, which something else decides.
      for (const auto& option : words)
        if (version.empty() && (option == "-v" || option == "--version"))
          version = OptionOf(words, {"-v", "--version"});
      bool asked = HasWord(words, "-v") || HasWord(words, "--version");
      if (asked && !HasDigit(version)) version = "$";
    }
    while (version.starts_with('=')) version.erase(0, 1);
    AddPackage(command, path, out, word, version);
    if (system) out.references.back().kind = ReferenceKind::kSystemPackage;
  }
}

namespace {

// "ruff", "ruff==1.2", "tox@4.1"
void AddNamed(const Command& command, const Path& path, Doings& out, std::string_view package) {
  if (package.empty() || package.starts_with('.') || package.starts_with('/'))
    return;  // Of this tree
  const std::size_t mark = package.find_first_of("=@", 1);
  std::string version(mark == package.npos ? "" : package.substr(mark + 1));
  while (version.starts_with('=')) version.erase(0, 1);
  AddPackage(command, path, out, std::string(package), version);
}

// What stands before the command at `at` asks for more: "--with a,b==1".
void AddMore(const Command& command, std::size_t at, const Path& path, Doings& out) {
  const auto& words = command.words;
  for (std::size_t i = 1; i < at && i < words.size(); ++i) {
    std::string_view list;
    if (words[i] == "--with" || words[i] == "-w")
      list = i + 1 < at ? std::string_view(words[i + 1]) : "";
    else if (words[i].starts_with("--with="))
      list = std::string_view(words[i]).substr(7);
    for (const auto one : Split(list, ',')) AddNamed(command, path, out, Trim(one));
  }
}

}  // namespace

void AddFetchedTool(const Command& command, std::size_t at, const Path& path, Doings& out) {
  const std::string package = OptionOf(command.words, {"--from", "--spec"});
  AddNamed(command, path, out, package.empty() ? command.words[at] : package);
  if (ProgramName(command.words[0]).starts_with("uv")) AddMore(command, at, path, out);
}

void AddNpx(const Command& command, std::size_t at, const Path& path, Doings& out) {
  const auto& words = command.words;
  if (HasWord(words, "--no-install") || HasWord(words, "--no")) return;
  std::string package = OptionOf(words, {"-p", "--package"});
  if (package.empty()) package = words[at];
  const std::string_view program = ProgramName(words[0]);
  const bool asked = (program != "npx" && program != "npm") || HasWord(words, "-y") ||
                     HasWord(words, "--yes") || package.find('@', 1) != std::string::npos ||
                     package.find(':') != std::string::npos;
  if (asked) return AddNamed(command, path, out, package);
  if (package.starts_with('.') || package.starts_with('/') || package.starts_with('$')) return;
  out.deeds.push_back(DeedOf(DeedKind::kInstall, "npx", command, path));
  out.deeds.back().arguments = {std::string(model::kUnlessListed), package};
}

void AddUvRun(const Command& command, std::size_t at, const Path& path, Doings& out) {
  AddMore(command, at, path, out);
  const auto& words = command.words;
  const auto says = [&](std::initializer_list<std::string_view> flags,
                        std::initializer_list<std::string_view> settings) {
    for (std::size_t i = 1; i < at && i < words.size(); ++i)
      if (std::ranges::find(flags, words[i]) != flags.end()) return true;
    return std::ranges::any_of(command.settings, [&](const std::string& setting) {
      const std::string_view name = std::string_view(setting).substr(0, setting.find('='));
      return (setting.ends_with("=1") || setting.ends_with("=true")) &&
             std::ranges::find(settings, name) != settings.end();
    });
  };
  if (says({"--no-sync", "--no-project"}, {"UV_NO_SYNC"})) return;
  out.deeds.push_back(DeedOf(model::DeedKind::kInstall, "uv run", command, path));
  out.deeds.back().locked = says({"--locked", "--frozen"}, {"UV_LOCKED", "UV_FROZEN"});
}

void AddNpmInstall(const Command& command, const Path& path, Doings& out) {
  if (HasWord(command.words, "--package-lock-only")) return;  // Writes the lock, installs nothing
  bool named = false;
  for (std::size_t i = SubcommandAt(command.words) + 1; i < command.words.size(); ++i) {
    const std::string& word = command.words[i];
    if (NpmTakesValue(word)) ++i;
    if (word.starts_with('-') || word.starts_with('.') || word.starts_with('/')) continue;
    named = true;
    AddPackage(command, path, out, word,
               word.rfind('@') != std::string::npos && word.rfind('@') > 0
                   ? word.substr(word.rfind('@') + 1)
                   : "");
  }
  if (!named) out.deeds.push_back(DeedOf(DeedKind::kInstall, "npm", command, path));
}

namespace {

// The file of "-r FILE", "-rFILE", "--requirement=FILE"; or empty.
std::string RequirementsOf(const std::vector<std::string>& words) {
  std::string file = OptionOf(words, {"-r", "--requirement", "--requirements"});
  for (const auto& word : words)
    if (file.empty() && word.starts_with("-r") && word.size() > 2) file = word.substr(2);
  return file;
}

// A project or an archive at hand, whose own requirements come with it.
bool IsLocal(std::string_view word) {
  if (word.find("://") != word.npos || word.starts_with("git+")) return false;
  return word == "." || word.starts_with("./") || word.starts_with("../") ||
         word.starts_with(".[") || word.starts_with("/") || word.starts_with("$PWD") ||
         word.starts_with("file:") || word.ends_with(".whl") || word.ends_with(".tar.gz") ||
         (word.find('/') != word.npos && word.find('@') == word.npos);
}

}  // namespace

void AddPipInstall(const std::vector<Command>& all, const Command& command, const Path& path,
                   Doings& out) {
  const auto& words = command.words;
  if (HasWord(words, "--no-index"))
    return;                            // From files at hand; what put them there is the fetch.
  bool sync = HasWord(words, "sync");  // uv pip sync FILE
  const std::string from = RequirementsOf(words);
  bool local = false, named = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (words[i] == "-e" || words[i].starts_with("--editable") || words[i] == "--group")
      local = true;
    else if (PipTakesValue(words[i]))
      ++i;
    else if (!words[i].starts_with('-') && words[i] != "install" && words[i] != "wheel")
      (IsLocal(words[i]) ? local : named) = true;
  }
  // Nothing is named: what is read from a pipe, or what a command in it answers.
  const bool unsaid = !local && !named && from.empty() && !sync && !HasWord(words, "--help");
  if (sync || !from.empty() || unsaid || (local && !HasWord(words, "--no-deps"))) {
    Deed deed = DeedOf(DeedKind::kInstall, "pip", command, path);
    std::string file = sync ? words.back() : local ? std::string() : from;
    deed.locked =
        !file.empty() && IsExported(all, command, file) && !HasWord(words, "--no-verify-hashes");
    if (!file.empty()) file = ResolvePath(command.folder, file);
    deed.arguments = {std::move(file)};
    out.deeds.push_back(std::move(deed));
  }
  if (sync) return;
  bool constrained = HasWord(words, "-c") || HasWord(words, "--constraint");
  for (std::size_t i = 1; i < words.size(); ++i) {
    const std::string& word = words[i];
    if (PipTakesValue(word)) {
      ++i;
      continue;
    }
    // "name @ git+https://h/x.git@ref#egg=name": the reference stands behind the last '@'.
    if (std::size_t git = word.find("git+"); git != std::string::npos) {
      std::string_view text = std::string_view(word).substr(git, word.find('#') - git);
      std::size_t ref = text.find('@', text.rfind('/') + 1);
      AddPackage(command, path, out, word,
                 ref == text.npos ? "" : std::string(text.substr(ref + 1)));
      out.references.back().name = text.substr(4, ref == text.npos ? ref : ref - 4);
      continue;
    }
    // An archive at an address: its name may tell a version, "#sha256=..." what it holds.
    if (word.find("://") != std::string::npos && !word.starts_with('-')) {
      AddPackage(command, path, out, word, "");
      const bool moves = word.contains("/heads/") || word.contains("latest");
      out.references.back().pin = word.contains("#sha256=") ? Pin::kDigest
                                  : moves                   ? Pin::kFloating
                                                            : Pin::kVersion;
      continue;
    }
    if (word.starts_with('-') || word == "install" || word == "wheel" || word.starts_with('.') ||
        word.find('/') != std::string::npos)
      continue;
    std::size_t at = word.find("==");
    AddPackage(command, path, out, word, at == std::string::npos ? "" : word.substr(at + 2));
    if (constrained) out.references.back().pin = Pin::kVersion;
  }
}

}  // namespace avouch::formats
