#include "formats/deeds.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_calls.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_installs.h"
#include "formats/deeds_sends.h"
#include "formats/deeds_words.h"
#include "formats/image_build.h"
#include "model/deed_words.h"
#include "notation/build_setting.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;

class StepReader {
 public:
  StepReader(const std::vector<Command>& commands, const Path& path)
      : commands_(commands), step_(commands), path_(path) {}

  Doings Read() {
    for (at_ = 0; at_ < commands_.size(); ++at_) {
      const Command& command = commands_[at_];
      for (const auto& setting : command.settings) Setting(setting, command);
      if (command.words.empty()) continue;
      const std::size_t before = out_.deeds.size();
      Again(command, 0);
      WritesLock(command, before);
      if (!command.runs) TakeBack(before);
    }
    return std::move(out_);
  }

 private:
  // What does not run does nothing that counts for the product.
  void TakeBack(std::size_t from) {
    const auto begin = out_.deeds.begin() + static_cast<std::ptrdiff_t>(from);
    const auto counts = [](const Deed& deed) {
      using enum DeedKind;
      return (deed.kind == kInstall && deed.locked) || deed.kind == kTest || deed.kind == kLint ||
             deed.kind == kScan || deed.kind == kFuzz || deed.kind == kSign ||
             deed.kind == kMakeSbom;
    };
    out_.deeds.erase(std::remove_if(begin, out_.deeds.end(), counts), out_.deeds.end());
  }

  // "git diff --exit-code", "test -z "$(git status --porcelain)"": stops where the tree changed.
  static bool ComparesTree(const Command& command) {
    const auto& words = command.words;
    if (words.size() < 3 || command.tolerated || command.negated || !command.runs) return false;
    const std::string_view program = ProgramName(words[0]);
    if (program == "git")
      return words[1] == "diff" && (HasWord(words, "--exit-code") || HasWord(words, "--quiet"));
    const bool tests = program == "test" || program == "[" || program == "[[";
    const bool stops = command.failing == Failing::kStops || command.failing == Failing::kByShell;
    return tests && stops && command.asks == Asks::kNo && HasWord(words, "-z") &&
           std::ranges::any_of(words, [](const std::string& word) {
             return word.contains("git status --porcelain") ||
                    word.contains("git diff --name-only") || word.contains("git diff --stat");
           });
  }

  // What writes a lock anew, here or in a step before the install, goes past the tree's own; unless
  // a comparison after it stops the step.
  void WritesLock(const Command& command, std::size_t before) {
    const std::string_view tool = LockWritten(command);
    if (tool.empty()) return;
    for (std::size_t i = before; i < out_.deeds.size(); ++i)
      if (out_.deeds[i].kind == DeedKind::kInstall) return;
    for (const Command* after = &command + 1; after < commands_.data() + commands_.size(); ++after)
      if (ComparesTree(*after)) return;
    out_.deeds.push_back(Make(DeedKind::kInstall, tool, command));
    out_.deeds.back().arguments = {std::string(model::kLockWritten)};
  }

  Deed Make(DeedKind kind, std::string_view tool, const Command& command) const {
    return DeedOf(kind, tool, command, path_);
  }

  void Weaken(const Command& command, std::string_view tool) {
    out_.deeds.push_back(Make(DeedKind::kWeakenChecks, tool, command));
  }

  void Setting(std::string_view setting, const Command& command) {
    const std::size_t equals = setting.find('=');
    if (equals == setting.npos) return;
    switch (notation::BuildSettingOf(setting.substr(0, equals), setting.substr(equals + 1))) {
      case notation::BuildSetting::kWeakensChecks:
        return Weaken(command, "settings");
      case notation::BuildSetting::kPassesLock:
        return out_.deeds.push_back(Make(DeedKind::kInstall, "settings", command));
      case notation::BuildSetting::kOther:
        return;
    }
  }

  void One(const Command& command) {
    const auto& words = command.words;
    std::string_view program = ProgramName(words[0]);
    if (depth_ > kMaxDepth) return;
    if (IsOwn(words[0])) {
      Script(command, program);
      return AddCalls(command, path_, out_);
    }
    if (const std::string later = WrittenForLater(command); !later.empty()) Setting(later, command);
    if (const std::size_t at = InstallAt(words); at > 0) return Again(command, at);
    if (const std::string text = ShellTextIn(words); !text.empty()) Inside(command, text);
    if (program == "pwsh" || program == "powershell")
      if (const std::string text = OptionOf(words, {"-c", "-Command", "-command"}); !text.empty())
        Inside(command, text);
    if (program == "npx" || program == "pnpx" || program == "bunx") return Npx(command, 1);
    if (program == "npm" && words.size() > 2 && (words[1] == "exec" || words[1] == "x"))
      return Npx(command, 2);
    if (const std::size_t at = PythonAt(words); at > 0) return Again(command, at);
    if (const std::size_t at = PhpToolAt(words); at > 0) return Again(command, at);
    if (const std::size_t at = FetchedToolAt(words); at > 0) {
      AddFetchedTool(command, at, path_, out_);
      return Again(command, at);
    }
    if (const std::size_t at = RunsAt(words); at > 0) {
      if (program == "uv") AddUvRun(command, at, path_, out_);
      return Again(command, at);
    }
    if (words.size() > 2 && program == "bundle" && words[1] == "exec") return Again(command, 2);
    if (words.size() > 2 && program == "uv" && words[1] == "pip") return Again(command, 1);
    if (words.size() > 2 && (program == "pnpm" || program == "yarn") &&
        (words[1] == "exec" || words[1] == "dlx")) {
      if (words[1] == "dlx") AddFetchedTool(command, 2, path_, out_);
      return Again(command, 2);
    }
    AddDownloads(step_, at_, command, path_, out_);
    AddInstalled(command, path_, out_);
    AddContainers(step_, command, path_, out_);
    Checks(command, program);
    if (HasWord(words, "--help") || HasWord(words, "--version") || HasWord(words, "--dry-run"))
      return;
    AddSent(command, path_, out_);
    if (AddCompose(command, path_, out_)) return;
    Known(command, program);
    AddCalls(command, path_, out_);
  }

  void Known(const Command& command, std::string_view program) {
    const auto& words = command.words;
    if (const CommandRow* row = FindCommand(program, words)) return Row(*row, command);
    AddOtherInstalls(command, path_, out_);
    if (program == "pip" &&
        (HasWord(words, "install") || HasWord(words, "sync") || HasWord(words, "wheel")))
      AddPipInstall(commands_, command, path_, out_);
    if (program == "Rscript" || program == "R") RTests(command);
    if (program == "unittest") out_.deeds.push_back(Make(DeedKind::kTest, "unittest", command));
    if (program.ends_with(".sh") || words[0].starts_with("./") || words[0].starts_with("script"))
      Script(command, program);
  }

  // Rscript -e 'rcmdcheck::rcmdcheck()'
  void RTests(const Command& command) {
    for (const auto& word : command.words)
      for (std::string_view call :
           {"rcmdcheck(", "devtools::test(", "devtools::check(", "testthat::test_", "tinytest::"})
        if (word.find(call) != std::string::npos) {
          out_.deeds.push_back(Make(DeedKind::kTest, "R", command));
          return;
        }
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

  // The command behind `skip` words; "tool@1.2" is the tool.
  void Again(const Command& command, std::size_t skip) {
    Command inner = command;
    inner.words.erase(inner.words.begin(), inner.words.begin() + static_cast<long>(skip));
    const std::size_t at = inner.words[0].rfind('@');
    if (at != std::string::npos && at > 0) inner.words[0].resize(at);
    UseOneName(inner.words);
    ++depth_;
    One(inner);
    --depth_;
  }

  // A text that another program hands to a shell.
  void Inside(const Command& command, std::string_view text) {
    for (auto& one : SplitShell(text, command.line)) {
      if (one.words.empty()) continue;
      one.line = command.line;
      one.text = command.text;
      one.tolerated |= command.tolerated;
      Again(one, 0);
    }
  }

  void Npx(const Command& command, std::size_t i) {
    const auto& words = command.words;
    for (; i < words.size() && words[i].starts_with('-'); ++i)
      if (words[i] == "-p" || words[i] == "--package" || words[i] == "-w") ++i;
    if (i >= words.size()) return;
    AddNpx(command, i, path_, out_);
    Again(command, i);
  }

  void Row(const CommandRow& row, const Command& command) {
    const auto& words = command.words;
    const bool sends = row.kind == DeedKind::kPublish || row.kind == DeedKind::kDeploy;
    const Sends how = SendsToOthers(row, command);
    if (sends && how == Sends::kNo) return;
    if (row.program == "npm" && row.kind == DeedKind::kInstall && !row.locked)
      return AddNpmInstall(command, path_, out_);
    if (row.program == "bundle" && row.kind == DeedKind::kInstall && IsFrozen(command)) {
      out_.deeds.push_back(Make(row.kind, row.program, command));
      out_.deeds.back().locked = true;
      return;
    }
    Deed deed = Make(row.kind, row.program, command);
    deed.locked = row.locked;
    if (row.kind == DeedKind::kInstall && row.locked) AddFolder(command, deed);
    if (sends && (row.perhaps || how == Sends::kPerhaps))
      deed.arguments = {std::string(model::kMayPublish)};
    for (std::string_view pages : {"gh-pages", "mkdocs", "mike"})
      if (sends && row.program == pages) deed.tool = "pages";
    if (row.kind == DeedKind::kBuildImage) return Image(row, command, std::move(deed), how);
    if (row.kind == DeedKind::kSetIdentity) {
      std::size_t i = 0;
      while (i < words.size() && !words[i].starts_with("user.")) ++i;
      if (i + 1 >= words.size()) return;
      deed.arguments = {words[i], words[i + 1]};
    }
    out_.deeds.push_back(std::move(deed));
  }

  // Where a package manager of JavaScript's obeys its lock, as far as the text says.
  static void AddFolder(const Command& command, Deed& deed) {
    for (std::string_view manager : {"npm", "yarn", "pnpm", "bun"}) {
      if (deed.tool != manager) continue;
      const std::string own = OptionOf(command.words, {"--prefix", "-C", "--cwd", "--dir"});
      if (own.find('$') != std::string::npos) return;
      deed.arguments.push_back(std::string(model::kIn) + ResolvePath(command.folder, own));
    }
  }

  // An image that is put where others do not take it from is not published.
  void Image(const CommandRow& row, const Command& command, Deed deed, Sends how) {
    const std::size_t before = out_.deeds.size();
    AddImageCommand(row.program, command, std::move(deed), out_);
    if (how == Sends::kYes || row.program == "ko" || row.program == "executor") return;
    const auto begin = out_.deeds.begin() + static_cast<std::ptrdiff_t>(before);
    const auto publishes = [](const Deed& one) { return one.kind == DeedKind::kPublish; };
    out_.deeds.erase(std::remove_if(begin, out_.deeds.end(), publishes), out_.deeds.end());
  }

  // Bundler is told to obey the lock: by a setting in front, or by what an earlier
  // command of the same step wrote into its configuration.
  bool IsFrozen(const Command& install) const {
    for (const auto& setting : install.settings)
      for (std::string_view on : {"BUNDLE_FROZEN=", "BUNDLE_DEPLOYMENT="})
        if (setting.starts_with(on) && setting.size() > on.size() && !setting.ends_with("=false") &&
            !setting.ends_with("=0"))
          return true;
    for (const auto& command : commands_) {
      if (&command == &install) break;
      const auto& words = command.words;
      if (words.empty() || ProgramName(words[0]) != "bundle" || !HasWord(words, "config")) continue;
      if ((HasWord(words, "frozen") || HasWord(words, "deployment")) &&
          (HasWord(words, "true") || HasWord(words, "1")))
        return true;
    }
    return false;
  }

  void Checks(const Command& command, std::string_view program) {
    const auto& words = command.words;
    const auto has = [&](std::string_view text) {
      return command.text.find(text) != std::string::npos;
    };
    bool off =
        (program == "curl" && (HasWord(words, "-k") || HasWord(words, "--insecure"))) ||
        (program == "wget" && HasWord(words, "--no-check-certificate")) ||
        (program == "pip" && HasWord(words, "--trusted-host")) ||
        (program == "uv" && HasWord(words, "--allow-insecure-host")) ||
        ((program == "apt-get" || program == "apt") &&
         (HasWord(words, "--allow-unauthenticated") ||
          HasWord(words, "--allow-insecure-repositories"))) ||
        ((program == "npm" || program == "pnpm" || program == "yarn") &&
         (has("strict-ssl false") || has("strict-ssl=false") ||
          has("verify-store-integrity false") || has("checksumBehavior ignore"))) ||
        (program == "composer" && has("secure-http false")) ||
        (program == "conda" && has("ssl_verify false")) ||
        (program == "gradle" &&
         (has("--dependency-verification off") || has("--dependency-verification=off") ||
          has("--dependency-verification lenient") || has("--dependency-verification=lenient"))) ||
        (program == "git" && (has("http.sslVerify=false") || has("http.sslVerify false")));
    if (program == "go" && words.size() > 3 && words[1] == "env" && words[2] == "-w")
      for (std::size_t i = 3; i < words.size(); ++i) Setting(words[i], command);
    bool local = command.text.find("localhost") != std::string::npos ||
                 command.text.find("127.0.0.1") != std::string::npos;
    if (off && !local) Weaken(command, program);
  }

  static constexpr int kMaxDepth = 8;  // Commands in commands

  const std::vector<Command>& commands_;
  StepView step_;
  std::size_t at_ = 0;  // Of the command that is read
  const Path& path_;
  int depth_ = 0;
  Doings out_;
};

}  // namespace

Doings DeedsOf(const std::vector<Command>& commands, const Path& path) {
  return StepReader(commands, path).Read();
}

std::vector<Deed> CallsOf(const std::vector<Command>& commands, const Path& path) {
  std::vector<Deed> out = DeedsOf(commands, path).deeds;
  std::erase_if(out, [](const Deed& deed) {
    return deed.kind != DeedKind::kCall && (deed.kind != DeedKind::kInstall || deed.locked);
  });
  return out;
}

}  // namespace avouch::formats
