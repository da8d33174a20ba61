#include "formats/deeds_calls.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_installs.h"
#include "formats/deeds_words.h"
#include "formats/shell_input.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// What yarn and pnpm do themselves, and no script of package.json.
constexpr std::string_view kOwnVerbs =
    "access approve-builds audit bin bugs cache cat-file check config constraints create "
    "dedupe deploy dlx docs doctor env exec fetch global help ignored-builds import info init "
    "licenses link list login logout ls node npm outdated owner pack patch ping pkg plugin "
    "policies prefix profile prune publish rebuild remove repo rm root search self-update "
    "server set setup stage star store tag team token tsc tsx unlink unplug version versions "
    "view whoami why workspace workspaces x";

class Caller {
 public:
  Caller(const Command& command, const Path& path, Doings& out)
      : command_(command), words_(command.words), path_(path), out_(out) {}

  void Run() {
    const std::string_view program = ProgramName(words_[0]);
    if (words_[0].starts_with('$') && program.starts_with('$')) return Variable();
    if (program == "make") return Make();
    if (program == "just")
      return Named("just", {"-f", "--justfile"}, {"-d", "--working-directory"});
    if (program == "task" || program == "go-task")
      return Named("task", {"-t", "--taskfile"}, {"-d", "--dir"});
    if (program == "tox") return Tox();
    if (IsOneOf(program, {"npm", "pnpm", "yarn", "bun"})) return Package(program);
    if (program == "composer" && words_.size() > 1) return Composer();
    if (IsOneOf(program, {"run-s", "run-p", "npm-run-all", "npm-run-all2", "wireit"}))
      return Each("npm");
    if (IsOneOf(program, {"turbo", "nx", "lerna"})) return Everywhere();
    if (IsOneOf(program, {"nox", "rake", "invoke", "inv", "mage", "gulp", "grunt", "poe", "ant",
                          "earthly", "doit", "scons", "waf"}))
      return Add(program, "", {});
    if (program == "run-parts") return Add(kUnknownCall, "", {});
    if (IsOneOf(program, {"pdm", "hatch", "rye"}) && Sub() == "run")
      return Add("pyproject", "", {});
    Script(program);
  }

 private:
  std::string Sub() const {
    const std::size_t at = SubcommandAt(words_);
    return at < words_.size() ? words_[at] : std::string();
  }

  void Add(std::string_view tool, std::string file, std::vector<std::string> targets,
           const std::string& folder = {}) {
    Deed deed = DeedOf(DeedKind::kCall, tool, command_, path_);
    const bool literal = folder.find('$') == std::string::npos;
    deed.arguments = {literal ? ResolvePath(command_.folder, folder) : "$", std::move(file)};
    for (auto& target : targets) deed.arguments.push_back(std::move(target));
    out_.deeds.push_back(std::move(deed));
  }

  // "$PM install": the program that installs is not known; nor is what "$CMD" alone does, whose
  // words are all in the variable. Other unknown programs install nothing that could be told.
  void Variable() {
    const bool alone = words_.size() == 1 && command_.text == words_[0] &&
                       (words_[0].starts_with("${{") || !WholeVariable(words_[0]).empty());
    if (alone ||
        IsOneOf(Sub(), {"install", "i", "ci", "add", "sync", "update", "upgrade", "restore"}))
      Add(kUnknownCall, "", {});
  }

  void Make() {
    std::vector<std::string> targets;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      const std::string& word = words_[i];
      if (IsOneOf(word, {"-C", "-f", "--directory", "--file", "--makefile", "-I", "-o", "-W",
                         "--include-dir", "-l", "-j"}) &&
          i + 1 < words_.size()) {
        const bool counts = word == "-j" || word == "-l";
        if (!counts || words_[i + 1].find_first_not_of("0123456789.$({)}") == std::string::npos)
          ++i;
        continue;
      }
      if (!word.starts_with('-')) targets.push_back(word);
    }
    std::string folder = OptionOf(words_, {"-C", "--directory"});
    for (const auto& word : words_)
      if (word.starts_with("-C") && word.size() > 2) folder = word.substr(2);
    Add("make", OptionOf(words_, {"-f", "--file", "--makefile"}), std::move(targets), folder);
  }

  void Named(std::string_view tool, std::initializer_list<std::string_view> file,
             std::initializer_list<std::string_view> folder) {
    std::vector<std::string> targets;
    const std::string at = OptionOf(words_, file), in = OptionOf(words_, folder);
    for (std::size_t i = 1; i < words_.size(); ++i) {
      if (words_[i] == "--") break;
      if (std::ranges::find(file, words_[i]) != file.end() ||
          std::ranges::find(folder, words_[i]) != folder.end()) {
        ++i;
        continue;
      }
      if (IsOneOf(words_[i], {"--list", "--version", "--fmt", "-l", "--summary"})) return;
      if (!words_[i].starts_with('-')) targets.push_back(words_[i]);
    }
    // What follows a recipe of just may be its arguments.
    if (tool == "just" && targets.size() > 1) targets.resize(1);
    Add(tool, at, std::move(targets), in);
  }

  void Tox() {
    std::vector<std::string> targets;
    for (std::size_t i = 1; i < words_.size(); ++i)
      if (words_[i].starts_with("-e")) {
        const std::string list = words_[i].size() > 2    ? words_[i].substr(2)
                                 : i + 1 < words_.size() ? words_[i + 1]
                                                         : "";
        for (auto one : Split(list, ',')) targets.emplace_back(one);
      }
    Add("tox", OptionOf(words_, {"-c", "--conf"}), std::move(targets));
  }

  // A script of package.json: "npm run x", "npm test", "yarn x"; and what an install runs.
  void Package(std::string_view program) {
    std::size_t at = SubcommandAt(words_);
    const std::string folder = OptionOf(words_, {"--prefix", "-C", "--cwd", "--dir"});
    if (at >= words_.size())
      return program == "yarn" && !HasWord(words_, "--version") ? Lifecycle(folder) : void();
    const std::string sub = words_[at];
    if (sub.find('$') != std::string::npos) return Add(kUnknownCall, "", {});
    if (IsOneOf(sub, {"run", "run-script", "rum"})) {
      while (++at < words_.size() && words_[at].starts_with('-'))
        at +=
            IsOneOf(words_[at], {"-w", "--workspace", "--filter", "-F", "--prefix", "-C"}) ? 1 : 0;
      return at < words_.size() ? Add(In(), "", {words_[at]}, folder) : void();
    }
    if (IsOneOf(sub, {"test", "t", "tst", "start", "stop", "restart"}) && program != "bun")
      return Add(In(), "", {sub == "t" || sub == "tst" ? "test" : sub}, folder);
    if (sub == "install-test" || sub == "it") Add(In(), "", {"test"}, folder);
    if (IsInstallWord(sub)) return Lifecycle(folder);
    if (sub == "publish" || sub == "pack")
      return Lifecycle(folder, {"prepublish", "prepublishOnly", "prepack", "prepare", "postpack"});
    if ((program == "yarn" || program == "pnpm") && !IsOwnVerb(sub)) Add(In(), "", {sub}, folder);
  }

  // Asked of a workspace, or of each: whichever package.json names the script.
  std::string_view In() const {
    for (const auto& word : words_)
      for (std::string_view of : {"--workspace", "-w", "--workspaces", "-ws", "--filter", "-F",
                                  "-r", "--recursive", "workspace", "workspaces"})
        if (word == of || word.starts_with(std::string(of) + "=")) return "everywhere";
    return "npm";
  }

  static bool IsOwnVerb(std::string_view sub) {
    const auto words = Words(kOwnVerbs);
    return std::ranges::find(words, sub) != words.end();
  }

  void Lifecycle(const std::string& folder,
                 std::vector<std::string> scripts = {"preinstall", "install", "postinstall",
                                                     "prepare"}) {
    if (HasWord(words_, "--ignore-scripts") || HasWord(words_, "--ignore-scripts=true")) return;
    Add(kLifecycle, "", std::move(scripts), folder);
  }

  void Composer() {
    const std::string sub = Sub();
    if (sub == "run" || sub == "run-script") {
      const std::size_t at = SubcommandAt(words_) + 1;
      if (at < words_.size()) Add("composer", "", {words_[at]});
    } else if (IsInstallWord(sub)) {
      return;
    } else if (!IsOneOf(sub, {"validate",    "audit",         "require",
                              "remove",      "config",        "show",
                              "dump",        "dump-autoload", "dumpautoload",
                              "global",      "self-update",   "why",
                              "diagnose",    "outdated",      "create-project",
                              "clear-cache", "archive",       "check-platform-reqs",
                              "licenses",    "status",        "init"})) {
      Add("composer", "", {sub});
    }
  }

  void Each(std::string_view tool) {
    for (std::size_t i = 1; i < words_.size() && words_[i] != "--"; ++i)
      if (!words_[i].starts_with('-')) Add(tool, "", {words_[i]});
  }

  // "turbo run build", "nx run-many -t build": of every package.
  void Everywhere() {
    std::vector<std::string> targets;
    for (std::size_t i = 1; i < words_.size() && words_[i] != "--"; ++i) {
      const std::string& word = words_[i];
      if (word.starts_with('-')) {
        if (const std::size_t equals = word.find('=');
            equals != word.npos && word.find("target") != word.npos)
          for (auto one : Split(std::string_view(word).substr(equals + 1), ','))
            targets.emplace_back(one);
        continue;
      }
      if (!IsOneOf(word, {"run", "run-many", "affected", "exec"}))
        for (auto one : Split(word, ',')) targets.emplace_back(one);
    }
    if (!targets.empty()) Add("everywhere", "", std::move(targets));
  }

  // python -c TEXT, node -e TEXT, where the text may install something.
  bool OwnText() const {
    for (std::size_t i = 1; i + 1 < words_.size(); ++i)
      if (IsOneOf(words_[i], {"-c", "-e", "-pe", "-r", "--eval", "-p"}) &&
          !IsShellProgram(words_[0]))
        return MayInstall(words_[i + 1]);
    return false;
  }

  // A program of a package, and no file of the tree.
  static bool IsInstalled(std::string_view word) {
    if (word.starts_with("./")) word.remove_prefix(2);
    return word.starts_with("vendor/bin/") || word.starts_with("node_modules/") ||
           word.find("/node_modules/") != word.npos;
  }

  void Script(std::string_view program) {
    if (IsOneOf(program,
                {"bash", "sh", "dash", "zsh", "ksh", "ash", "pwsh", "powershell", "source", ".",
                 "python", "node", "ruby", "perl", "php", "tsx", "ts-node", "deno", "Rscript"})) {
      if (IsShellProgram(words_[0]) && words_.size() == 2 && words_[1] == "-s")
        return Add(kUnknownCall, "", {});
      if (OwnText()) return Add(kUnknownCall, "", {});
      std::size_t at = program == "deno" ? 2 : 1;
      while (at < words_.size() && words_[at].starts_with('-')) {
        const std::string& option = words_[at];
        if (IsOneOf(option, {"-c", "-m", "-e", "-Command", "-s", "--version", "-lc"})) return;
        if (option[1] != '-' && option.ends_with('c') && program != "python") return;
        at += IsOneOf(option, {"-o", "-W", "-X", "-r", "--require", "-O"}) ? 2 : 1;
      }
      if (IsShellProgram(words_[0]) && at < words_.size() && !WholeVariable(words_[at]).empty())
        return Add(kUnknownCall, "", {});  // "for f in x/*.sh; do bash $f; done"
      if (at < words_.size() && !words_[at].starts_with('<') && !IsInstalled(words_[at]))
        Add("sh", words_[at], {});
      return;
    }
    if (words_[0].find('/') == std::string::npos && !words_[0].ends_with(".sh")) return;
    if (!IsInstalled(words_[0]) && program != "mvn" && program != "gradle")
      Add("sh", words_[0], {});
  }

  const Command& command_;
  const std::vector<std::string>& words_;
  const Path& path_;
  Doings& out_;
};

}  // namespace

void AddCalls(const Command& command, const Path& path, Doings& out) {
  if (!command.words.empty()) Caller(command, path, out).Run();
}

}  // namespace avouch::formats
