#include "formats/deeds_sends.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_installs.h"
#include "formats/deeds_words.h"
#include "model/deed_words.h"

namespace avouch::formats {
namespace {

using model::DeedKind;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool Mentions(std::string_view text, std::initializer_list<std::string_view> parts) {
  return std::ranges::any_of(parts, [&](auto part) { return text.find(part) != text.npos; });
}

// A registry that dies with the machine that the job runs on, or within the day.
bool IsHere(std::string_view text) {
  return Mentions(text, {"localhost", "127.0.0.1", "0.0.0.0", "kind-registry", "[::1]", "ttl.sh/"});
}

// What tests and scanners found, and what a later run takes again: by-products.
bool IsByProduct(std::string_view text) {
  const std::string low = Lower(text);
  return Mentions(low, {"coverage", "codecov", "report", "cache", "junit", "test-result",
                        "test_result", "sarif", ".log", "/logs", "benchmark", "screenshot"});
}

bool IsAway(std::string_view word) {
  return Mentions(word, {"s3://", "gs://", "oci://", "az://", "r2:", "https://"});
}

// The last word that is no option and no value of one that is known to have one.
std::string_view LastPlain(const std::vector<std::string>& words) {
  for (std::size_t i = words.size(); i-- > 1;)
    if (!words[i].starts_with('-') &&
        !IsOneOf(words[i - 1], {"--acl", "--profile", "--region", "--exclude", "--include",
                                "--cache-control", "--content-type", "--endpoint-url", "--only"}))
      return words[i];
  return {};
}

// "aws s3 cp SOURCE TARGET"
Sends ToAStore(const Command& command) {
  const std::string_view target = LastPlain(command.words);
  const bool may = target.starts_with('$');
  if (!IsAway(target) && !may) return Sends::kNo;
  return may || IsByProduct(command.text) ? Sends::kPerhaps : Sends::kYes;
}

// "cap staging deploy", "serverless deploy --stage=dev"
bool IsForTrying(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](std::string_view word) {
    word = word.substr(word.find_last_of("=") + 1);
    return IsOneOf(word, {"staging", "stage", "stg", "dev", "develop", "development", "test",
                          "testing", "preview", "review", "qa", "uat", "sandbox", "demo"});
  });
}

// "--dry-run=server"; the word alone is seen before.
bool OnlyTries(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](std::string_view word) {
    return word == "--skip-publish" || (word.starts_with("--dry-run=") &&
                                        !word.ends_with("=none") && !word.ends_with("=false"));
  });
}

bool IsByTarget(std::string_view program) {
  return IsOneOf(program, {"make", "npm", "pnpm", "yarn"});
}

// "make release-notes", "npm run publish:docs"
bool IsOfOther(const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [](std::string_view word) {
    const bool sends = Mentions(word, {"release", "publish", "deploy"});
    return sends && !word.starts_with('-') &&
           Mentions(word, {"note", "doc", "local", "dry", "check", "test", "changelog", "snapshot",
                           "staging", "preview"});
  });
}

// ---- What no row tells ----

class Sender {
 public:
  Sender(const Command& command, const Path& path, Doings& out)
      : command_(command), words_(command.words), path_(path), out_(out) {}

  void Run() {
    const std::string_view program = ProgramName(words_[0]);
    if (program == "curl") return Curl();
    if (program == "gh") return ForgeCall();
    if (program == "git") return GitPush();
    if (IsOneOf(program, {"scp", "rsync", "sftp", "lftp", "ncftpput"})) return Copy(program);
    if (program == "ssh") return Remote();
    if (IsOneOf(program, {"gsutil", "gcloud", "az", "rclone", "s3cmd", "mc", "aws", "b2", "s5cmd"}))
      return Store(program);
    if (IsOneOf(program, {"python", "node", "ruby", "perl", "php", "deno"})) return Text(program);
    if (program == "bazel" && HasWord(words_, "run")) return Bazel();
    // Releases, without a word, as it once did
    if (program == "goreleaser" && SubcommandAt(words_) >= words_.size() &&
        (HasWord(words_, "--rm-dist") || HasWord(words_, "--clean")) &&
        !Mentions(command_.text, {"--snapshot", "skip"}))
      return Add(DeedKind::kPublish, program, false);
    if (IsOneOf(program, {"yarn", "pnpm"})) OfPackage();
  }

 private:
  void Add(DeedKind kind, std::string_view tool, bool perhaps) {
    out_.deeds.push_back(DeedOf(kind, tool, command_, path_));
    if (perhaps) out_.deeds.back().arguments = {std::string(model::kMayPublish)};
  }

  // A program of a package, by its name: "yarn semantic-release".
  void OfPackage() {
    if (words_.size() < 2) return;
    const std::vector<std::string> rest(words_.begin() + 1, words_.end());
    for (const auto& row : PublishingCommands())
      if (row.program == rest[0] && FindCommand(rest[0], rest) == &row)
        if (const Sends sends = SendsToOthers(row, command_); sends != Sends::kNo)
          return Add(row.kind, row.program, row.perhaps || sends == Sends::kPerhaps);
  }

  // A release made by the forge's own interface.
  void ForgeCall() {
    const bool made =
        words_.size() > 2 && words_[1] == "api" &&
        std::ranges::any_of(words_, [](const auto& word) { return word.ends_with("/releases"); });
    const bool writes = HasWord(words_, "-f") || HasWord(words_, "-F") ||
                        HasWord(words_, "--field") || HasWord(words_, "--raw-field") ||
                        HasWord(words_, "--input") || HasWord(words_, "-XPOST") ||
                        OptionOf(words_, {"-X", "--method"}) == "POST";
    if (made && writes) Add(DeedKind::kPublish, "gh", false);
  }

  // ---- curl ----

  // The file that it sends, "-T FILE", "-F name=@FILE", "--data-binary @FILE"; or empty.
  std::string FileSent() const {
    const std::string whole = OptionOf(words_, {"-T", "--upload-file"});
    if (!whole.empty()) return whole;
    for (std::size_t i = 1; i < words_.size(); ++i) {
      const std::string& word = words_[i];
      if (word.starts_with("-T") && word.size() > 2) return word.substr(2);
      const std::size_t at = word.find('@');
      if (at == word.npos) continue;
      const std::string& before = words_[i - 1];
      const bool form = IsOneOf(before, {"-F", "--form"}) && at > 0 && word[at - 1] == '=';
      const bool data = IsOneOf(before, {"--data-binary"}) && at == 0;
      if (form || data) return word.substr(at + 1);
    }
    return {};
  }

  // A report or a question, and no artefact.
  static bool IsText(std::string_view file) {
    file = file.substr(0, file.find(';'));  // ";type=x"
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{".json", ".xml", ".sarif", ".txt", ".log", ".info",
                                                ".out", ".lcov", ".yml", ".yaml", ".md", ".html"},
        [&](auto end) { return file.ends_with(end); });
  }

  void Curl() {
    const std::string& text = command_.text;
    const std::string file = FileSent();
    if (IsHere(text)) return;
    if (Mentions(text, {"uploads.github.com"}) && !file.empty())
      return Add(DeedKind::kPublish, "curl", false);
    const bool package = std::ranges::any_of(words_, [](const std::string& word) {
      return word.find("/packages/") != std::string::npos;
    });
    if (package && (HasWord(words_, "--upload-file") || HasWord(words_, "-T")))
      return Add(DeedKind::kPublish, "curl", false);
    if (Mentions(Lower(text), {"deploy_hook", "deployhook", "deploy-hook", "build_hooks",
                               "integrations/deploy"}))
      return Add(DeedKind::kDeploy, "curl", true);
    const bool release = std::ranges::any_of(words_, [](const std::string& word) {
      return word.find("://") != std::string::npos && word.ends_with("/releases");
    });
    const bool posts = OptionOf(words_, {"-X", "--request"}) == "POST" || HasWord(words_, "-XPOST");
    if (release && posts) return Add(DeedKind::kPublish, "gh", true);
    if (file.empty() || IsText(file) || IsByProduct(text) || IsToAService(text)) return;
    Add(DeedKind::kPublish, "curl", true);
  }

  // Talks, counts or looks: nobody gets the product from there.
  static bool IsToAService(std::string_view text) {
    return Mentions(Lower(text), {"hooks.slack",  "discord",
                                  "webhook",      "telegram",
                                  "codacy",       "codeclimate",
                                  "coveralls",    "sonar",
                                  "virustotal",   "scan.coverity",
                                  "deepsource",   "sentry",
                                  "browserstack", "saucelabs",
                                  "testrail",     "dependency-track",
                                  "/api/v1/bom",  "api.github.com/markdown",
                                  "paste",        "transfer.sh",
                                  "0x0.st"});
  }

  // ---- Files to a host ----

  static bool IsHost(std::string_view word) {
    if (Mentions(word, {"rsync://", "ftp://", "sftp://", "::"})) return true;
    std::string bare;  // An expression of the pipeline's stands for one sign.
    for (std::size_t i = 0; i < word.size(); ++i) {
      const std::size_t end = word.substr(i).starts_with("${{") ? word.find("}}", i) : word.npos;
      if (end != word.npos) i = end + 1;
      bare += end != word.npos ? '$' : word[i];
    }
    const std::size_t colon = bare.find(':');
    const bool drive = colon == 1 && bare[0] != '$';  // "C:/x"
    return colon != bare.npos && !drive && bare.find('/') > colon;
  }

  static bool MayNameAHost(std::string_view word) {
    if (!word.starts_with('$')) return false;
    return Mentions(Lower(word), {"host", "server", "remote", "deploy", "ssh", "prod"});
  }

  void Copy(std::string_view program) {
    if (IsHere(command_.text)) return;
    if (IsOneOf(program, {"sftp", "lftp", "ncftpput"})) {
      const bool fetches = Mentions(command_.text, {"mget ", " get ", "pget "}) ||
                           (Mentions(command_.text, {"mirror "}) &&
                            !Mentions(command_.text, {"mirror -R", "mirror --reverse", " -R "}));
      return fetches ? void() : Add(DeedKind::kDeploy, program, true);
    }
    const std::string_view target = LastPlain(words_);
    if (!IsHost(target) && !MayNameAHost(target)) return;
    if (IsByProduct(command_.text)) return;
    for (std::size_t i = 1; i < words_.size(); ++i)
      if (!words_[i].starts_with('-') && &words_[i] != &words_.back() &&
          Mentions(Lower(words_[i]), {"doc/", "docs", "/doc", "documentation"}))
        return Add(DeedKind::kPublish, "pages", false);
    Add(DeedKind::kDeploy, program, true);
  }

  // A command for a machine far away, or none: then it reads them from a text that is not seen.
  void Remote() {
    std::size_t host = 1;
    for (; host < words_.size() && words_[host].starts_with('-'); ++host)
      if (words_[host].size() == 2 &&
          std::string_view("BbcDEeFIiJLlmOopQRSWw").contains(words_[host][1]))
        ++host;
    const bool tunnel = HasWord(words_, "-N") || HasWord(words_, "-V") || HasWord(words_, "-fN") ||
                        HasWord(words_, "-fNL") || HasWord(words_, "-O");
    if (host >= words_.size() || IsHere(command_.text) || tunnel ||
        words_[host].starts_with("git@"))
      return;
    const std::string said =
        Lower(Join({words_.begin() + static_cast<long>(host) + 1, words_.end()}, " "));
    if (said.empty() ||
        Mentions(said, {"deploy", "compose", "docker pull", "docker run", "systemctl", "git pull",
                        "release", "publish", "kubectl", "helm ", "pm2", "rollout"}))
      Add(DeedKind::kDeploy, "ssh", true);
  }

  // ---- Stores of files ----

  void Store(std::string_view program) {
    const std::string& text = command_.text;
    bool sends = false;
    const std::string_view target = LastPlain(words_);
    if (program == "gsutil" || program == "s5cmd")
      sends = (HasWord(words_, "cp") || HasWord(words_, "rsync") || HasWord(words_, "mv") ||
               HasWord(words_, "sync")) &&
              IsAway(target);
    if (program == "gcloud" && HasWord(words_, "storage")) sends = IsAway(target);
    if (program == "az")
      sends = Mentions(text, {"storage blob upload", "storage blob sync", "storage copy"});
    if (program == "aws") sends = Mentions(text, {"s3api put-object"});
    if (program == "rclone")
      sends = (HasWord(words_, "copy") || HasWord(words_, "sync") || HasWord(words_, "copyto")) &&
              target.find(':') != target.npos;
    if (program == "s3cmd")
      sends = HasWord(words_, "put") || (HasWord(words_, "sync") && IsAway(target));
    if (program == "mc")
      sends = HasWord(words_, "cp") && target.find('/') != target.npos &&
              !target.starts_with('.') && !target.starts_with('/');
    if (program == "b2") sends = Mentions(text, {"upload"});
    if (sends && !IsByProduct(text)) Add(DeedKind::kPublish, program, true);
  }

  void Text(std::string_view program) {
    const bool script = std::ranges::any_of(
        words_, [](const auto& word) { return word == "setup.py" || word.ends_with("/setup.py"); });
    if (script && HasWord(words_, "upload")) return Add(DeedKind::kPublish, "setup.py", false);
    for (std::size_t i = 1; i + 1 < words_.size(); ++i)
      if (IsOneOf(words_[i], {"-c", "-e", "--eval", "-r"}) && MayUpload(words_[i + 1]))
        return Add(DeedKind::kPublish, program, true);
  }

  void Bazel() {
    for (const auto& word : words_)
      if (word.starts_with("//") && Mentions(Lower(word), {"push", "publish", "deploy"}))
        return Add(DeedKind::kPublish, "bazel", true);
  }

  // ---- git push ----

  void GitPush() {
    const std::size_t push =
        static_cast<std::size_t>(std::ranges::find(words_, "push") - words_.begin());
    if (push >= words_.size() || HasWord(words_, "stash") || HasWord(words_, "--delete")) return;
    std::vector<std::string_view> plain;
    for (std::size_t i = push + 1; i < words_.size(); ++i) {
      if (IsOneOf(words_[i], {"-o", "--push-option", "--prefix", "-P"})) {
        ++i;
        continue;
      }
      if (!words_[i].starts_with('-')) plain.push_back(words_[i]);
    }
    const std::string_view remote = plain.empty() ? std::string_view() : plain[0];
    for (std::size_t i = 1; i < plain.size(); ++i) {
      const std::string_view to = plain[i].substr(plain[i].find(':') + 1);
      if (Mentions(to, {"gh-pages"}) || to == "pages")
        return Add(DeedKind::kPublish, "pages", false);
    }
    if (Mentions(remote, {"heroku", "dokku", "piku", "gigalixir", "scalingo", "clever-cloud"}))
      return Add(DeedKind::kDeploy, "git", false);
    if (Mentions(remote, {".github.io", ".wiki"})) return Add(DeedKind::kPublish, "pages", false);
    if (IsOneOf(remote, {"production", "prod", "live", "deploy", "azure", "server"}))
      return Add(DeedKind::kDeploy, "git", true);
    bool tag = HasWord(words_, "--tags") || HasWord(words_, "--follow-tags");
    for (std::size_t i = 1; i < plain.size(); ++i) tag |= IsTag(plain[i]);
    if (tag || IsOfOthers(remote)) Add(DeedKind::kPublish, "git", true);
  }

  // "v1.2", "refs/tags/x", "$TAG"
  static bool IsTag(std::string_view ref) {
    if (ref.starts_with(':') || Mentions(ref, {"refs/heads"})) return false;
    const std::string low = Lower(ref);
    const bool version =
        low.size() > 1 && low[0] == 'v' && ((low[1] >= '0' && low[1] <= '9') || low[1] == '$');
    const bool held = low.starts_with('$') && Mentions(low, {"tag", "version", "release"});
    return version || held || ref == "tag" || Mentions(low, {"refs/tags"});
  }

  // A remote by a name of its own, or the place where a package or an app is taken from.
  static bool IsOfOthers(std::string_view remote) {
    if (remote.empty() || remote.find('$') != remote.npos) return false;
    if (remote.find(':') != remote.npos || remote.find('/') != remote.npos)
      return Mentions(remote,
                      {"aur.archlinux", "huggingface.co", "homebrew-", "scoop-", "-tap", "mirror"});
    return !IsOneOf(remote, {"origin", "upstream", "fork", "github", "gitlab", "tag", "HEAD"});
  }

  const Command& command_;
  const std::vector<std::string>& words_;
  const Path& path_;
  Doings& out_;
};

}  // namespace

Sends SendsToOthers(const CommandRow& row, const Command& command) {
  const auto& words = command.words;
  const std::string& text = command.text;
  if (row.kind == DeedKind::kBuildImage) return IsHere(text) ? Sends::kNo : Sends::kYes;
  if (row.kind == DeedKind::kPublish &&
      (IsHere(text) || Mentions(text, {"testpypi", "test.pypi.org"})))
    return Sends::kNo;
  if (row.program == "goreleaser" &&
      (HasWord(words, "--snapshot") ||
       Mentions(text, {"skip=publish", "skip publish", "skip-publish"})))
    return Sends::kNo;
  if (row.program == "aws" && row.words.starts_with("s3 ")) return ToAStore(command);
  if (row.program == "skopeo" || row.program == "crane" || row.program == "regctl")
    for (std::string_view here : {"dir:", "oci:", "oci-archive:", "docker-archive:", "ocidir:",
                                  "docker-daemon:", "containers-storage:"})
      if (words.back().starts_with(here)) return Sends::kNo;
  if (row.program == "ansible-playbook") {
    for (std::string_view looks :
         {"--syntax-check", "--check", "-C", "--list-tasks", "--list-hosts", "--connection=local"})
      if (HasWord(words, looks)) return Sends::kNo;
    if (Mentions(text, {"localhost", "-c local", "--connection local", "127.0.0.1"}))
      return Sends::kNo;
  }
  if (OnlyTries(words)) return Sends::kNo;
  if (IsByTarget(row.program) && IsOfOther(words)) return Sends::kPerhaps;
  if (row.kind == DeedKind::kDeploy && IsForTrying(words)) return Sends::kPerhaps;
  return Sends::kYes;
}

void AddSent(const Command& command, const Path& path, Doings& out) {
  if (!command.words.empty()) Sender(command, path, out).Run();
}

}  // namespace avouch::formats
