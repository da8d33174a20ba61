#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_verified.h"
#include "formats/deeds_words.h"
#include "formats/github_workflow.h"
#include "formats/shell_variables.h"

namespace avouch::formats {
namespace {

using model::Pin;
using model::Place;
using model::Reference;
using model::ReferenceKind;

// The folder that a clone makes: the one that it names, or the last part of the address.
std::string CloneFolder(const std::vector<std::string>& words) {
  std::string last = words.back();
  while (last.ends_with('/')) last.pop_back();
  if (last.ends_with(".git")) last.resize(last.size() - 4);
  return std::string(LastPart(last));
}

bool IsGit(const Command& command, std::string_view verb) {
  return command.words.size() > 1 && ProgramName(command.words[0]) == "git" &&
         HasWord(command.words, verb);
}

// A commit is checked out in the folder that step.all[at] clones into, wherever it is cloned, and
// a failure stops what follows.
bool TakesCommit(const StepView& step, std::size_t at, const Command& clone) {
  const bool adds = IsGit(clone, "add");
  const std::string folder = CloneFolder(clone.words);
  const bool named = adds || folder.find('$') != std::string::npos;
  const bool fetches = std::ranges::any_of(
      step.all, [](const Command& command) { return HasWord(command.words, "FETCH_HEAD"); });
  for (std::size_t i = at + 1; i < step.all.size() && step.Look(1); ++i) {
    const Command& command = step.all[i];
    const auto& words = command.words;
    const bool takes = IsGit(command, "checkout") || IsGit(command, "reset") ||
                       IsGit(command, "switch") || (fetches && IsGit(command, "fetch"));
    if (!takes || HasWord(words, "--") || !command.runs || command.tolerated ||
        command.asks != Asks::kNo || command.negated || command.failing == Failing::kLost ||
        command.failing == Failing::kElse || !IsWithin(step.all[at].within, command.within))
      continue;
    const std::string in = OptionOf(words, {"-C"});
    if (!named && LastPart(command.folder) != folder && LastPart(in) != folder) continue;
    if (std::ranges::any_of(words, [](const auto& word) { return IsHexOf(word, 40); })) return true;
  }
  return false;
}

void ClonePin(const StepView& step, std::size_t at, const Command& command, Reference& reference) {
  const std::string branch = OptionOf(command.words, {"-b", "--branch", "--revision"});
  reference.version = branch;
  const bool commit = IsHexOf(OptionOf(command.words, {"--revision"}), 40);
  reference.pin =
      commit || TakesCommit(step, at, command) ? Pin::kCommit
      : branch.find('$') != std::string::npos || reference.name.find('$') != std::string::npos
          ? Pin::kVariable
          : Pin::kFloating;
}

// Cloned to be written to; or a remote of a repository that is not made here.
bool IsOwnClone(const StepView& step, std::size_t at, const Command& command) {
  const bool ssh = command.text.find("git@") != std::string::npos;
  for (std::size_t i = 0; i < step.all.size() && step.Look(1); ++i) {
    if (ssh && i > at && IsGit(step.all[i], "push")) return true;
    if (IsGit(command, "add") && i < at && IsGit(step.all[i], "init")) return false;
  }
  return IsGit(command, "add");
}

// An address of a forge that names a commit: ".../owner/name/<40 hex>/file".
bool CommitIn(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const std::size_t from = url.find("://");
  if (from == url.npos) return false;
  const std::string_view host = url.substr(from + 3, url.find('/', from + 3) - from - 3);
  static constexpr std::string_view kForges[] = {"github.com",
                                                 "gitlab.com",
                                                 "codeberg.org",
                                                 "bitbucket.org",
                                                 "gitlab.gnome.org",
                                                 "salsa.debian.org",
                                                 "git.sr.ht",
                                                 "gitea.com",
                                                 "invent.kde.org",
                                                 "gitlab.kitware.com",
                                                 "gitlab.xfce.org",
                                                 "framagit.org",
                                                 "code.qt.io",
                                                 "git.kernel.org",
                                                 "gitlab.torproject.org",
                                                 "gitlab.freedesktop.org"};
  const bool forge = std::ranges::find(kForges, host) != std::end(kForges) ||
                     host.ends_with(".github.com") || host.ends_with(".githubusercontent.com");
  return forge && std::ranges::any_of(Split(url, '/'), [](auto part) { return IsHexOf(part, 40); });
}

bool VersionIn(std::string_view url) {
  for (std::size_t i = 0; i + 2 < url.size(); ++i) {
    auto digit = [&](std::size_t k) { return k < url.size() && url[k] >= '0' && url[k] <= '9'; };
    if (digit(i) && url[i + 1] == '.' && digit(i + 2)) return true;
  }
  return false;
}

// How firmly what is fetched is fixed, where nothing verifies it.
Pin UnverifiedPin(const Fetch& fetch) {
  if (fetch.from == FetchedFrom::kStore) return Pin::kVariable;
  if (fetch.from == FetchedFrom::kMoved) return Pin::kVersion;
  return CommitIn(fetch.address)                        ? Pin::kCommit
         : fetch.address.find('$') != std::string::npos ? Pin::kVariable
         : VersionIn(fetch.address)                     ? Pin::kVersion
                                                        : Pin::kFloating;
}

}  // namespace

void AddDownloads(const StepView& step, std::size_t at, const Command& command, const Path& path,
                  Doings& out) {
  for (const auto& fetch : FetchesOf(command)) {
    const bool git = fetch.from == FetchedFrom::kGit;
    if (git && IsOwnClone(step, at, command)) continue;
    Reference reference;
    reference.kind = git || fetch.from == FetchedFrom::kMoved ? ReferenceKind::kCheckout
                     : command.piped_to_shell                 ? ReferenceKind::kScript
                                                              : ReferenceKind::kDownload;
    reference.text = fetch.address;
    reference.name = fetch.address;
    reference.plain_http = fetch.address.starts_with("http://") ||
                           fetch.address.starts_with("git://") ||
                           fetch.address.starts_with("ftp://");
    reference.place = Place{path, command.line};
    if (git) {
      ClonePin(step, at, command, reference);
    } else {
      const Verification verified = VerificationOf(step, at, command, fetch);
      reference.pin = UnverifiedPin(fetch);
      if (verified.how == Verified::kSure) reference.pin = Pin::kDigest;
      if (verified.how == Verified::kByFetched || verified.how == Verified::kByVariable)
        reference.pin = reference.pin == Pin::kCommit ? Pin::kCommit : Pin::kVersion;
      if (verified.how == Verified::kByFile)
        reference.comment = std::string(model::kCheckedBy) + verified.file;
    }
    if (std::ranges::find(out.references, reference) == out.references.end())
      out.references.push_back(std::move(reference));
  }
}

void AddContainers(const StepView& step, const Command& command, const Path& path, Doings& out) {
  const std::string_view program = ProgramName(command.words[0]);
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
  for (const Command& other : step.all)
    if (step.Look(1) && HasWord(other.words, "build") &&
        (OptionOf(other.words, {"-t", "--tag"}) == words[i]))
      return;
  out.references.push_back(ReadImage(words[i], Place{path, command.line}));
}

}  // namespace avouch::formats
