#include "formats/deeds.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/github_workflow.h"

namespace avouch::formats {
namespace {

using model::Deed;
using model::DeedKind;
using model::Pin;
using model::Reference;
using model::ReferenceKind;

bool IsHex(std::string_view text, std::size_t size) {
  return text.size() == size && text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}
bool HasDigit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

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
    Uploads(command, program);
    Checks(command, program);
    if (Has(words, "--help") || Has(words, "--version") || Has(words, "--dry-run")) return;
    if (const CommandRow* row = FindCommand(program, words)) return Row(*row, command);
    if (program == "pip" && (Has(words, "install") || Has(words, "sync") || Has(words, "wheel")))
      Pip(command);
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
      bool kaniko = row.program == "executor";
      if (kaniko) {
        deed.tool = "kaniko";
        deed.arguments = {Option(words, {"--dockerfile", "-f"}), Option(words, {"--context", "-c"}),
                          Option(words, {"--destination", "-d"})};
        // The folder of the build is where it runs, whatever variable names it.
        for (auto& argument : deed.arguments)
          for (std::string_view root : {"dir://", "${CI_PROJECT_DIR}/", "$CI_PROJECT_DIR/",
                                        "${CI_PROJECT_DIR}", "$CI_PROJECT_DIR"})
            if (argument.starts_with(root)) argument.erase(0, root.size());
      }
      if (Has(words, "--push") ||
          (kaniko && !deed.arguments[2].empty() && !Has(words, "--no-push")))
        out_.deeds.push_back(Make(DeedKind::kPublish, deed.tool, command));
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
      // "name @ git+https://h/x.git@ref#egg=name": the reference stands behind the last '@'.
      if (std::size_t git = word.find("git+"); git != std::string::npos) {
        std::string_view text = std::string_view(word).substr(git, word.find('#') - git);
        std::size_t ref = text.find('@', text.rfind('/') + 1);
        Package(command, word, ref == text.npos ? "" : std::string(text.substr(ref + 1)));
        out_.references.back().name = text.substr(4, ref == text.npos ? ref : ref - 4);
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
    // "npm@$(...)": what the command in it answers is decided elsewhere.
    bool variable = version.find('$') != std::string::npos || text.ends_with('@');
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
    if (program == "dotnet" && words.size() > 2 && words[1] == "tool" &&
        (words[2] == "install" || words[2] == "update"))
      return DotnetTool(command);
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
      if (gem) {
        if (i > 1 && (words[i - 1] == "-v" || words[i - 1] == "--version")) continue;
        // "-v $(...)" is split from its value, which something else decides.
        for (const auto& option : words)
          if (version.empty() && (option == "-v" || option == "--version"))
            version = Option(words, {"-v", "--version"});
        bool asked = Has(words, "-v") || Has(words, "--version");
        if (asked && !HasDigit(version)) version = "$";
      }
      while (version.starts_with('=')) version.erase(0, 1);
      Package(command, word, version);
      if (system) out_.references.back().kind = ReferenceKind::kSystemPackage;
    }
  }

  // dotnet tool install -g NAME --version 1.2.3
  void DotnetTool(const Command& command) {
    const auto& words = command.words;
    for (std::size_t i = 3; i < words.size(); ++i) {
      if (words[i] == "--version" || words[i] == "--tool-path" || words[i] == "--add-source" ||
          words[i] == "--configfile" || words[i] == "--framework" || words[i] == "--tool-manifest")
        ++i;
      else if (!words[i].starts_with('-'))
        return Package(command, words[i], Option(words, {"--version"}));
    }
  }

  // docker run and docker pull of an image by its full name.
  void Containers(const Command& command, std::string_view program) {
    const auto& words = command.words;
    if ((program != "docker" && program != "podman") || words.size() < 3) return;
    if (words[1] != "run" && words[1] != "pull") return;
    static const std::set<std::string_view> kAlone = {
        "--rm",   "-i",          "-t",       "-it",           "-ti",        "-d",
        "-dit",   "-itd",        "--detach", "--interactive", "--tty",      "--privileged",
        "--init", "--read-only", "-q",       "--quiet",       "--sig-proxy"};
    static const std::set<std::string_view> kValued = {
        "-v",         "--volume",     "-w",         "--workdir",      "-e",       "--env",
        "-u",         "--user",       "--name",     "--network",      "--net",    "-p",
        "--publish",  "--entrypoint", "--platform", "--mount",        "-h",       "--hostname",
        "--env-file", "-m",           "--memory",   "--cpus",         "-l",       "--label",
        "--add-host", "--device",     "--cap-add",  "--security-opt", "--ulimit", "--gpus",
        "--pull",     "--tmpfs",      "--ipc",      "--shm-size"};
    std::size_t i = 2;
    while (i < words.size() && words[i].starts_with('-')) {
      if (kValued.contains(words[i]))
        ++i;
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
      // Sending is not fetching; a header goes with either.
      bool keeps = command.piped_to_shell || Has(words, "--output") ||
                   Has(words, "--remote-name") ||
                   std::any_of(words.begin(), words.end(), [](const std::string& option) {
                     return option.size() > 1 && option[0] == '-' && option[1] != '-' &&
                            (option.ends_with('o') || option.ends_with('O'));
                   });
      if (Has(words, "-X") || Has(words, "-d") || Has(words, "--data") || Has(words, "-T") ||
          Has(words, "-F") || Has(words, "--form") || Has(words, "--upload-file") ||
          Has(words, "--request") || Has(words, "-I") || (Has(words, "-H") && !keeps))
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

  // A file sent to a forge's registry of packages is published.
  void Uploads(const Command& command, std::string_view program) {
    const auto& words = command.words;
    bool sends = program == "curl" && (Has(words, "--upload-file") || Has(words, "-T"));
    bool package = std::any_of(words.begin(), words.end(), [](const std::string& word) {
      return word.find("/packages/") != std::string::npos;
    });
    if (sends && package) out_.deeds.push_back(Make(DeedKind::kPublish, "curl", command));
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

}  // namespace

Doings DeedsOf(const std::vector<Command>& commands, const Path& path) {
  return StepReader(commands, path).Read();
}

}  // namespace avouch::formats
