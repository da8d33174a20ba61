#include "formats/deeds_verified.h"

#include <algorithm>
#include <set>
#include <string>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_words.h"
#include "notation/glob.h"

namespace avouch::formats {
namespace {

std::string_view LastName(std::string_view path) { return path.substr(path.find_last_of('/') + 1); }

bool IsFetch(const Command& command) {
  if (command.words.empty()) return false;
  const std::string_view program = ProgramName(command.words[0]);
  return program == "curl" || program == "wget" || program == "aria2c";
}

bool IsSums(std::string_view program) {
  return program == "sha256sum" || program == "sha512sum" || program == "sha384sum" ||
         program == "shasum" || program == "b2sum";
}

bool IsGpg(std::string_view program) { return program == "gpg" || program == "gpg2"; }

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// "${X}" and "$X" are one.
std::string Bare(std::string_view word) { return ReplaceAll(ReplaceAll(word, "{", ""), "}", ""); }

// "> file": where the output goes; the words no longer tell. Errors (2>) go elsewhere.
std::string RedirectedTo(std::string_view text) {
  for (std::size_t at = 0; (at = text.find('>', at)) != text.npos; ++at) {
    if (at > 0 && (text[at - 1] == '2' || text[at - 1] == '&')) continue;
    const auto to = Words(text.substr(at + 1));
    if (!to.empty() && !to[0].starts_with('&') && !to[0].starts_with("/dev/"))
      return std::string(to[0]);
  }
  return {};
}

// The file that what is fetched from `url` is written to.
std::string WrittenTo(const Command& fetch, std::string_view url) {
  std::string file = OptionOf(fetch.words, {"-o", "--output", "-O", "--output-document"});
  const char last = ProgramName(fetch.words[0]) == "wget" ? 'O' : 'o';
  for (std::size_t i = 1; i + 1 < fetch.words.size() && file.empty(); ++i) {
    const std::string& word = fetch.words[i];  // "-sSLo file"
    if (word.size() > 2 && word[0] == '-' && word[1] != '-' && word.back() == last)
      file = fetch.words[i + 1];
  }
  if (file.empty()) file = RedirectedTo(fetch.text);
  url = url.substr(0, url.find_first_of("?#"));
  if (file.empty() || file.starts_with('-') || file.find("://") != file.npos) file = LastName(url);
  return Bare(LastName(file));
}

// By which names the file goes: as it was written, moved or copied.
class Names {
 public:
  explicit Names(std::string first) { all_.insert(std::move(first)); }

  bool IsIn(std::string_view word) const {
    const std::string bare = Bare(word);
    const std::string_view last = LastName(bare);
    if (last.find_first_of("*?") != last.npos && last != "*")
      return std::ranges::any_of(all_, [&](const std::string& name) {
        return notation::GlobMatch(last, name, notation::Dialect::kShell);
      });
    return all_.contains(last) || std::ranges::any_of(all_, [&](const std::string& name) {
             return name.find_first_of(".$") != name.npos && bare.find(name) != bare.npos;
           });
  }
  bool IsAmong(const std::vector<std::string>& words) const {
    return std::any_of(words.begin(), words.end(), [&](const auto& word) { return IsIn(word); });
  }
  void Add(std::string_view word) {
    if (std::string name = Bare(LastName(word)); !name.empty()) all_.insert(std::move(name));
  }

 private:
  std::set<std::string, std::less<>> all_;
};

// The files that a command names: words that are no options.
std::vector<std::string_view> FilesOf(const Command& command) {
  std::vector<std::string_view> out;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i];
    if (word == "-a" || word == "--algorithm") ++i;
    if (!word.starts_with('-')) out.push_back(word);
  }
  // What is looked for comes first.
  const std::string_view program = ProgramName(command.words[0]);
  if (!out.empty() && IsOneOf(program, {"grep", "egrep", "fgrep", "awk", "sed"}))
    out.erase(out.begin());
  return out;
}

// Fetched by one of the commands, so that it says what whoever made the file says.
bool IsFetchedToo(const std::vector<Command>& all, std::string_view file) {
  return std::ranges::any_of(all, [&](const Command& one) {
    if (!IsFetch(one)) return false;
    if (Bare(LastName(file)) == WrittenTo(one, "-")) return true;
    return std::ranges::any_of(one.words, [&](const std::string& word) {
      return LastName(word) == LastName(file) && word != "-";
    });
  });
}

// "echo '<digest>  name' | sha256sum -c": none of the names is that of what is fetched.
bool IsOfAnother(const std::vector<Command>& all, std::size_t check, const Names& names) {
  for (std::size_t i = check; i-- > 0;) {
    const auto& words = all[i].words;
    if (words.empty() || all[i].line != all[check].line) continue;
    const std::string_view program = ProgramName(words[0]);
    if (program != "echo" && program != "printf") continue;
    bool named = false;
    for (std::size_t w = 1; w < words.size(); ++w)
      for (std::string_view name : Words(words[w])) {
        while (name.starts_with('*')) name.remove_prefix(1);
        const bool digest = name.size() >= 32 && IsHexOf(name, name.size());
        if (name.empty() || name.starts_with('-') || digest) continue;
        if (names.IsIn(name)) return false;
        if (name.find('$') != name.npos || name.find('%') != name.npos) return false;
        named = true;
      }
    return named;
  }
  return false;
}

bool IsFetchingByName(const Command& command) {
  if (command.words.empty()) return false;
  const std::string_view program = ProgramName(command.words[0]);
  return (program == "gh" && HasWord(command.words, "download")) ||
         (program == "oras" && HasWord(command.words, "pull")) ||
         (IsOneOf(program, {"aws", "gsutil", "gcloud", "rclone", "azcopy"}) &&
          HasWord(command.words, "cp"));
}

// The text is computed, or holds a variable that one of the commands computes: "S=$(curl ...)".
bool IsComputed(const std::vector<Command>& all, std::string_view text) {
  if (text.find("$(") != text.npos || text.find('`') != text.npos) return true;
  for (const auto& command : all) {
    std::vector<std::string_view> given(command.settings.begin(), command.settings.end());
    given.insert(given.end(), command.words.begin(), command.words.end());
    for (const std::string_view one : given) {
      const std::size_t equals = one.find('=');
      if (equals == one.npos || equals == 0) continue;
      const std::string_view value = one.substr(equals + 1);
      // What a command in "$(...)" says is no part of the words, which leaves nothing.
      const bool computed = value.empty() || value.find('`') != value.npos;
      const std::string name = "$" + std::string(one.substr(0, equals));
      if (computed && Bare(text).find(name) != std::string::npos) return true;
    }
  }
  return false;
}

bool SaysDigest(const Command& command) {
  for (const auto& word : command.words)
    for (const std::string_view part : Words(word))
      if (part.size() >= 56 && IsHexOf(part, part.size())) return true;
  return false;
}

// What the step itself fetched, or made of something fetched or of the file that is to be checked.
bool IsOfTheNet(const std::vector<Command>& all, std::string_view file, int depth = 0) {
  if (depth > 4 || IsFetchedToo(all, file)) return true;
  const std::string name = Bare(LastName(file));
  if (file.find('/') == file.npos && std::ranges::any_of(all, IsFetchingByName)) return true;
  for (const auto& command : all) {
    if (command.words.empty()) continue;
    const std::string_view program = ProgramName(command.words[0]);
    const auto files = FilesOf(command);
    if (IsOneOf(program, {"mv", "cp", "ln", "install"}) && files.size() > 1 &&
        Bare(LastName(files.back())) == name && LastName(files[0]) != LastName(file))
      return IsOfTheNet(all, files[0], depth + 1);
    if (Bare(LastName(RedirectedTo(command.text))) != name || name.empty()) continue;
    if (IsSums(program)) return true;
    const bool says = program == "echo" || program == "printf";
    if (says && IsComputed(all, command.text)) return true;
    for (const auto source : files)
      if (!says && LastName(source) != name && IsOfTheNet(all, source, depth + 1)) return true;
  }
  return false;
}

// What is handed to the check in a pipe was fetched: "curl .../SHA256SUMS | sha256sum -c",
// "grep x SHA256SUMS | sha256sum -c", "echo $(cat x.sha256) x | sha256sum -c".
bool ReadsWhatIsFetched(const std::vector<Command>& all, std::size_t check) {
  for (std::size_t i = check; i-- > 0 && all[i].line == all[check].line;) {
    if (all[i].piped_into.empty() || all[i].words.empty()) continue;
    if (IsFetch(all[i])) return true;
    const std::string_view program = ProgramName(all[i].words[0]);
    if (program == "echo" || program == "printf") {
      if (!SaysDigest(all[i]) && IsComputed(all, all[i].text)) return true;
    } else {
      for (const auto file : FilesOf(all[i]))
        if (IsOfTheNet(all, file)) return true;
    }
  }
  return false;
}

// A signature of anybody, or by a key that came over the same line.
Verification SignatureBy(const std::vector<Command>& all, const Command& command) {
  for (const std::string_view flag :
       {"--certificate-identity-regexp", "--certificate-oidc-issuer-regexp"}) {
    const std::string pattern = OptionOf(command.words, {flag});
    if (!pattern.empty() && pattern.find_first_not_of(".*+^$()") == std::string::npos)
      return Verification::kNone;
  }
  const std::string key = OptionOf(command.words, {"--key", "-p"});
  return !key.empty() && IsOfTheNet(all, key) ? Verification::kByFetchedKey : Verification::kSure;
}

// A key that a signature is checked with came from the net, by no fingerprint.
bool FetchesKeys(const std::vector<Command>& all) {
  for (const auto& command : all) {
    if (command.words.empty()) continue;
    const std::string_view program = ProgramName(command.words[0]);
    if (IsFetch(command) && IsGpg(LastName(command.piped_into))) return true;
    if (!IsGpg(program)) continue;
    const bool takes = HasWord(command.words, "--import") || HasWord(command.words, "--dearmor");
    for (const auto file : FilesOf(command))
      if (takes && IsFetchedToo(all, file)) return true;
    // "--recv-keys <fingerprint>" names the key itself; a short id can be made to match.
    const bool asks = HasWord(command.words, "--recv-keys") || HasWord(command.words, "--recv-key");
    for (const auto file : FilesOf(command))
      if (asks && file.size() <= 16 && IsHexOf(file, file.size())) return true;
  }
  return false;
}

// What all[i] says of the file: whether it checks it.
Verification Checks(const std::vector<Command>& all, std::size_t i, const Names& names) {
  const Command& command = all[i];
  if (command.tolerated || command.failing == Failing::kLost) return Verification::kNone;
  const std::string_view program = ProgramName(command.words[0]);
  if (IsSums(program)) {
    const bool checks = HasWord(command.words, "--check") || HasWord(command.words, "-c") ||
                        command.text.find(" -c") != std::string::npos;
    if (!checks || ReadsWhatIsFetched(all, i)) return Verification::kNone;
    const auto files = FilesOf(command);
    const bool sure = files.empty() ? !IsOfAnother(all, i, names)
                                    : std::ranges::none_of(
                                          files, [&](auto file) { return IsOfTheNet(all, file); });
    return sure ? Verification::kSure : Verification::kNone;
  }
  const bool gpg = program == "gpgv" || program == "gpgv2" ||
                   (IsGpg(program) && command.text.find("verify") != std::string::npos);
  const bool others = (program == "cosign" && HasWord(command.words, "verify-blob")) ||
                      (program == "minisign" && command.text.find(" -V") != std::string::npos) ||
                      (program == "slsa-verifier" && HasWord(command.words, "verify-artifact")) ||
                      (program == "gh" && HasWord(command.words, "attestation") &&
                       HasWord(command.words, "verify"));
  if (!gpg && !others) return Verification::kNone;
  const auto files = FilesOf(command);
  const bool another = !files.empty() && !names.IsAmong(command.words) &&
                       command.text.find_first_of("$*") == std::string::npos;
  if (another) return Verification::kNone;
  if (others) return SignatureBy(all, command);
  return gpg && FetchesKeys(all) ? Verification::kByFetchedKey : Verification::kSure;
}

// Only looks at files, or moves them.
bool OnlyMoves(std::string_view program) {
  return IsOneOf(program,
                 {"mv",   "cp",     "ln",     "chmod",  "chown",    "install", "ls",     "file",
                  "stat", "echo",   "printf", "test",   "[",        "[[",      "mkdir",  "cd",
                  "wc",   "export", "cat",    "grep",   "awk",      "sed",     "cut",    "tr",
                  "du",   "sync",   "touch",  "set",    "for",      "do",      "done",   "if",
                  "gpg",  "gpg2",   "gpgv",   "cosign", "minisign", "openssl", "md5sum", "sha1sum",
                  "rm",   "curl",   "wget"}) ||
         IsSums(program);
}

}  // namespace

Verification VerificationOf(const std::vector<Command>& all, const Command& fetch,
                            std::string_view url) {
  if (fetch.piped_to_shell) return Verification::kNone;
  const std::string_view reader = LastName(fetch.piped_into);
  if (!reader.empty() && reader != "tee" && !IsSums(reader)) return Verification::kNone;
  std::size_t at = 0;
  while (at < all.size() && !(all[at].line == fetch.line && all[at].text == fetch.text)) ++at;
  Names names(WrittenTo(fetch, url));
  if (reader == "tee" && at + 1 < all.size() && all[at + 1].words.size() > 1)
    names.Add(all[at + 1].words.back());
  for (std::size_t i = at + 1; i < all.size(); ++i) {
    const auto& words = all[i].words;
    if (words.empty()) continue;
    if (const auto found = Checks(all, i, names); found != Verification::kNone) return found;
    const std::string_view program = ProgramName(words[0]);
    if (!names.IsAmong(words)) continue;
    if (!OnlyMoves(program)) return Verification::kNone;  // It is used, unchecked
    if (words.size() > 2 && IsOneOf(program, {"mv", "cp", "ln", "install"}))
      names.Add(words.back());
  }
  return Verification::kNone;
}

}  // namespace avouch::formats
