#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_fetches.h"
#include "formats/deeds_verified.h"
#include "formats/deeds_words.h"
#include "formats/github_workflow.h"

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
  return std::string(PathName(last));
}

void ClonePin(const std::vector<Command>& all, const std::vector<std::string>& words,
              Reference& reference) {
  std::string branch = OptionOf(words, {"-b", "--branch"});
  reference.version = branch;
  reference.pin = branch.find('$') != std::string::npos ? Pin::kVariable : Pin::kFloating;
  long long clones = 0;
  for (const auto& command : all)
    clones +=
        command.words.size() > 2 && command.words[0] == "git" && HasWord(command.words, "clone")
            ? 1
            : 0;
  // Of several, the one in whose folder a commit is taken.
  const std::string folder = CloneFolder(words);
  const bool fetched = std::ranges::any_of(
      all, [](const Command& command) { return HasWord(command.words, "FETCH_HEAD"); });
  for (const auto& command : all) {
    if (command.words.size() < 3 || command.words[0] != "git") continue;
    const bool takes = HasWord(command.words, "checkout") || HasWord(command.words, "reset") ||
                       HasWord(command.words, "switch") ||
                       (fetched && HasWord(command.words, "fetch"));
    const std::string in = OptionOf(command.words, {"-C"});
    const bool here = clones < 2 || PathName(command.folder) == folder || PathName(in) == folder;
    for (const auto& word : command.words)
      if (takes && here && IsHexOf(word, 40)) reference.pin = Pin::kCommit;
  }
}

// An address of a forge that names a commit: ".../owner/name/<40 hex>/file".
bool CommitIn(std::string_view url) {
  const std::size_t from = url.find("://");
  if (from == url.npos) return false;
  const std::string_view host = url.substr(from + 3, url.find('/', from + 3) - from - 3);
  const bool forge = host == "github.com" || host.ends_with(".github.com") ||
                     host.ends_with(".githubusercontent.com") || host.starts_with("gitlab.") ||
                     host == "codeberg.org" || host == "bitbucket.org";
  return forge && std::ranges::any_of(Split(url, '/'), [](auto part) { return IsHexOf(part, 40); });
}

bool VersionIn(std::string_view url) {
  for (std::size_t i = 0; i + 2 < url.size(); ++i) {
    auto digit = [&](std::size_t k) { return k < url.size() && url[k] >= '0' && url[k] <= '9'; };
    if (digit(i) && url[i + 1] == '.' && digit(i + 2)) return true;
  }
  return false;
}

// The word is an address, and what it names comes here to be built with.
bool IsFetched(const Command& command, const std::string& word, bool clone) {
  const auto& words = command.words;
  bool address = word.find("://") != std::string::npos;
  if (!address || word.starts_with("-")) return false;
  std::string host = word.substr(word.find("://") + 3);
  host = host.substr(0, host.find_first_of("/:"));
  // A clone with a secret in its address is of one's own, to be written to.
  if (clone && host.find('$') != std::string::npos && host.find('@') != std::string::npos)
    return false;
  if (host == "localhost" || host.starts_with("127.") || host.find('.') == std::string::npos)
    return false;
  // Asking an interface is not fetching a file to build with.
  bool asks = host.starts_with("api.") || word.find("/api/") != std::string::npos ||
              word.find("?format=") != std::string::npos || command.looked_through;
  if (asks && !command.piped_to_shell) return false;
  // Sending is not fetching; a header goes with either.
  bool keeps = command.piped_to_shell || HasWord(words, "--output") ||
               HasWord(words, "--remote-name") ||
               std::any_of(words.begin(), words.end(), [](const std::string& option) {
                 return option.size() > 1 && option[0] == '-' && option[1] != '-' &&
                        (option.ends_with('o') || option.ends_with('O'));
               });
  if (HasWord(words, "-X") || HasWord(words, "-d") || HasWord(words, "--data") ||
      HasWord(words, "-T") || HasWord(words, "-F") || HasWord(words, "--form") ||
      HasWord(words, "--upload-file") || HasWord(words, "--request") || HasWord(words, "-I") ||
      (HasWord(words, "-H") && !keeps))
    return false;
  return true;
}

}  // namespace

void AddDownloads(const std::vector<Command>& all, const Command& command, const Path& path,
                  Doings& out) {
  const std::string_view program = ProgramName(command.words[0]);
  const auto& words = command.words;
  bool fetch = program == "curl" || program == "wget";
  bool clone = program == "git" && words.size() > 2 && HasWord(words, "clone");
  if (!fetch && !clone) return;
  for (const auto& word : words) {
    if (!IsFetched(command, word, clone)) continue;
    Reference reference;
    reference.kind = clone                    ? ReferenceKind::kCheckout
                     : command.piped_to_shell ? ReferenceKind::kScript
                                              : ReferenceKind::kDownload;
    reference.text = word;
    reference.name = word;
    reference.plain_http = word.starts_with("http://") || word.starts_with("git://");
    reference.place = Place{path, command.line};
    bool variable = word.find('$') != std::string::npos;
    const Verification verified = VerificationOf(all, command, word);
    reference.pin = verified == Verification::kSure           ? Pin::kDigest
                    : CommitIn(word)                          ? Pin::kCommit
                    : verified == Verification::kByFetchedKey ? Pin::kVersion
                    : variable                                ? Pin::kVariable
                    : VersionIn(word)                         ? Pin::kVersion
                                                              : Pin::kFloating;
    if (clone) ClonePin(all, words, reference);
    out.references.push_back(std::move(reference));
  }
}

void AddContainers(const Command& command, const Path& path, Doings& out) {
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
  out.references.push_back(ReadImage(words[i], Place{path, command.line}));
}

}  // namespace avouch::formats
