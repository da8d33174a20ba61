#include "formats/deeds_verified.h"

#include <algorithm>
#include <set>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_digests.h"
#include "formats/deeds_signatures.h"
#include "formats/deeds_words.h"
#include "formats/shell_variables.h"
#include "notation/glob.h"

namespace avouch::formats {
namespace {

constexpr int kMaxDepth = 4;  // Lists of digests that are checked by others

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// By which names the file goes: as it was written, moved or copied.
class Names {
 public:
  explicit Names(std::string_view first) { Add(first); }

  bool IsIn(std::string_view word) const {
    const std::string bare = Bare(word);
    const std::string_view last = LastPart(bare);
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
    if (std::string name = Bare(LastPart(word)); !name.empty()) all_.insert(std::move(name));
  }

 private:
  std::set<std::string, std::less<>> all_;
};

bool Uses(const Command& command, const Names& names) {
  return names.IsAmong(command.words) ||
         (!command.input_file.empty() && names.IsIn(command.input_file));
}

// "if a; then ... exit 1; fi": what follows step.all[i] in its branch ends the text.
bool BranchStops(const StepView& step, std::size_t i) {
  const std::size_t depth = step.all[i].within.size();
  int branch = -1;
  for (std::size_t j = i + 1; j < step.all.size() && step.Look(1); ++j) {
    const auto& within = step.all[j].within;
    if (within.size() <= depth || !IsWithin(within, step.all[i].within)) {
      if (branch >= 0) return false;
      if (within.size() < depth || step.all[j].list > step.all[i].list + 2) return false;
      continue;
    }
    if (branch < 0) branch = within[depth];
    if (within[depth] != branch) return false;
    const auto& words = step.all[j].words;
    if (within.size() != depth + 1 || words.empty() || !step.all[j].runs) continue;
    if (step.all[j].failing == Failing::kElse) continue;  // "[ -n "$CI" ] && exit 1"
    if (IsOneOf(words[0], {"exit", "return", "die", "fail", "abort", "error", "false"}))
      return words.size() < 2 || words[1] != "0";
  }
  return false;
}

// step.all[i], a check of what step.all[fetch] fetched, is run whenever that is, and ends what
// follows when it fails.
bool Holds(const StepView& step, std::size_t fetch, std::size_t i, const Names& names) {
  const Command& check = step.all[i];
  if (!step.Look(16)) return false;
  if (!check.runs && step.all[fetch].runs) return false;
  if (check.tolerated || !IsWithin(step.all[fetch].within, check.within)) return false;
  const bool differs = HasWord(check.words, "!=");  // "if [ a != b ]"
  if (check.asks == (differs ? Asks::kWhether : Asks::kWhetherNot)) return BranchStops(step, i);
  if (check.asks != Asks::kNo || check.negated || differs) return false;
  if (check.failing == Failing::kStops || check.failing == Failing::kByShell) return true;
  if (check.failing != Failing::kRest) return false;
  // Nothing behind the list uses it.
  for (std::size_t j = i + 1; j < step.all.size() && step.Look(1); ++j)
    if (Uses(step.all[j], names)) return step.all[j].list == check.list;
  return false;
}

// "[ "$(sha256sum x | cut ...)" = "<digest>" ]": one side is the digest of the file.
bool MakesDigestOf(const StepView& step, std::size_t i, std::string_view text, const Names& names,
                   int depth = 0) {
  const bool sums = text.find("sum") != text.npos || text.find("openssl dgst") != text.npos;
  if (text.find("$(") != text.npos || text.find('`') != text.npos) {
    if (!sums) return false;
    for (const auto word : Words(text))
      if (names.IsIn(Trim(ReplaceAll(std::string(word), ")", "")))) return true;
    return false;
  }
  if (!text.starts_with('$') || depth > 2) return false;
  const std::string name = Bare(text.substr(1));
  for (std::size_t j = i; j-- > 0;)
    for (const auto& setting : step.all[j].settings)
      if (setting.starts_with(name + "=")) {
        const std::string value = setting.substr(name.size() + 1);
        if (!value.empty()) return MakesDigestOf(step, j, value, names, depth + 1);
        // X=$(sha256sum x | ...): the commands behind it.
        for (std::size_t k = j + 1; k < std::min(step.all.size(), j + 4); ++k)
          if (step.all[k].captured && !step.all[k].words.empty() && Uses(step.all[k], names) &&
              (IsSums(ProgramName(step.all[k].words[0])) || step.all[k].words[0] == "openssl"))
            return true;
        return false;
      }
  return false;
}

Verification ByComparing(const StepView& step, std::size_t i, const Names& names) {
  std::vector<std::string> sides;
  for (std::size_t w = 1; w < step.all[i].words.size(); ++w) {
    const std::string& word = step.all[i].words[w];
    if (!IsOneOf(word, {"=", "==", "!=", "]", "]]", "!"})) sides.push_back(word);
  }
  if (sides.size() != 2) return {};
  for (const std::size_t one : {0U, 1U})
    if (MakesDigestOf(step, i, sides[one], names)) return OriginOfText(step, i, sides[1 - one]);
  return {};
}

// What step.all[i] says of the file: whether it checks it.
Verification Checks(const StepView& step, std::size_t i, const Names& names) {
  const Command& command = step.all[i];
  const auto& words = command.words;
  const std::string_view program = ProgramName(words[0]);
  if (IsOneOf(program, {"[", "[[", "test"})) return ByComparing(step, i, names);
  if (IsSums(program)) {
    const bool checks =
        HasWord(words, "--check") || std::ranges::any_of(words, [](std::string_view word) {
          return word.size() > 1 && word[0] == '-' && word[1] != '-' && word.find('c') != word.npos;
        });
    return checks ? OriginOfSums(step, i) : Verification{};
  }
  // "sha256sum x | grep <digest>"
  if (program == "grep") {
    const auto before = PipedInto(step, i);
    if (before.empty() || step.all[before.front()].words.empty()) return {};
    const Command& sums = step.all[before.front()];
    const bool of_it = IsSums(ProgramName(sums.words[0])) && Uses(sums, names) &&
                       std::ranges::none_of(words, [](std::string_view word) {
                         return word == "--invert-match" || (word.size() > 1 && word[0] == '-' &&
                                                             word[1] != '-' && word.contains('v'));
                       });
    return of_it ? OriginOfText(step, i, Join(words, " ")) : Verification{};
  }
  const bool gpg =
      program == "gpgv" || program == "gpgv2" ||
      (IsGpg(program) && (Decrypts(command) || std::ranges::any_of(words, [](const auto& word) {
                            return word.starts_with("--verify");
                          })));
  const bool cosign = program == "cosign" && HasWord(words, "verify-blob");
  const bool minisign = program == "minisign" && command.text.find(" -V") != std::string::npos;
  const bool openssl = program == "openssl" && HasWord(words, "-verify");
  const bool others =
      (program == "slsa-verifier" && HasWord(words, "verify-artifact")) ||
      (program == "gh" && HasWord(words, "attestation") && HasWord(words, "verify"));
  if (!gpg && !cosign && !minisign && !openssl && !others) return {};
  if (gpg) return SignedByKeyring(step, i);
  if (cosign) return SignedByCosign(step, i);
  if (minisign) {
    const std::string file = OptionOf(words, {"-p"});
    return file.empty() ? Verification{Verified::kSure, {}} : SignedByKey(step, i, file);
  }
  return openssl ? SignedByKey(step, i, OptionOf(words, {"-verify"}))
                 : Verification{Verified::kSure, {}};
}

// Of a list of digests no name shows whose they are; a signature and a comparison name the file,
// and so does a line that a step writes.
bool IsOfAnother(const StepView& step, std::size_t i, const Names& names) {
  const Command& command = step.all[i];
  const std::string_view program = ProgramName(command.words[0]);
  if (IsOneOf(program, {"[", "[[", "test", "grep"})) return false;
  const auto files = FilesOf(command);
  if (!IsSums(program))
    return !files.empty() && !Uses(command, names) &&
           command.text.find_first_of("$*") == std::string::npos;
  if (!HasWord(command.words, "-") && !files.empty()) return false;
  std::string said = command.input;
  for (const std::size_t j : PipedInto(step, i))
    if (!step.all[j].words.empty() &&
        IsOneOf(ProgramName(step.all[j].words[0]), {"echo", "printf"}))
      said += Join(step.all[j].words, " ") + " " + step.all[j].input;
  said = ReplaceAll(said, "\n", " ");
  bool named = false;
  for (std::string_view name : Words(said)) {
    while (name.starts_with('*')) name.remove_prefix(1);
    if (IsOneOf(name, {"echo", "printf"}) || name.empty() || name.starts_with('-') ||
        HasDigest(name))
      continue;
    if (names.IsIn(name)) return false;
    if (name.find('$') != name.npos || name.find('%') != name.npos) return false;
    named = true;
  }
  return named;
}

// Only looks at files, or moves them.
bool OnlyMoves(std::string_view program) {
  return IsOneOf(
             program,
             {"mv",   "cp",     "ln",     "chmod",  "chown",    "install",      "ls",     "file",
              "stat", "echo",   "printf", "test",   "[",        "[[",           "mkdir",  "cd",
              "wc",   "export", "cat",    "grep",   "awk",      "sed",          "cut",    "tr",
              "du",   "sync",   "touch",  "set",    "for",      "do",           "done",   "if",
              "gpg",  "gpg2",   "gpgv",   "cosign", "minisign", "openssl",      "md5sum", "sha1sum",
              "rm",   "curl",   "wget",   "local",  "tee",      "slsa-verifier"}) ||
         IsSums(program);
}

// "aria2c --checksum=sha-256=<digest>"
bool ChecksItself(const Command& fetch) {
  return ProgramName(fetch.words[0]) == "aria2c" &&
         HasDigest(OptionOf(fetch.words, {"--checksum"}));
}

}  // namespace

Verification VerificationOf(const StepView& step, std::size_t at, const Command& command,
                            const Fetch& fetch) {
  if (command.piped_to_shell || step.depth > kMaxDepth) return {};
  if (!command.words.empty() && ChecksItself(command)) return {Verified::kSure, {}};
  const std::string_view reader = LastPart(command.piped_into);
  if (!reader.empty() && reader != "tee" && !IsSums(reader)) return {};
  Names names(fetch.file);
  if (reader == "tee" && at + 1 < step.all.size() && step.all[at + 1].words.size() > 1)
    names.Add(step.all[at + 1].words.back());
  Verification best;
  ++step.depth;
  for (std::size_t i = at + 1; i < step.all.size() && step.Look(1); ++i) {
    const auto& words = step.all[i].words;
    if (words.empty()) continue;
    const Verification found = Checks(step, i, names);
    if (found.how != Verified::kNot && !IsOfAnother(step, i, names) && Holds(step, at, i, names)) {
      if (found.how > best.how) best = found;
      if (best.how == Verified::kSure) break;
    }
    if (!Uses(step.all[i], names)) continue;
    const std::string_view program = ProgramName(words[0]);
    if (!OnlyMoves(program)) break;  // It is used as it is
    if (words.size() > 2 && IsOneOf(program, {"mv", "cp", "ln", "install"}))
      names.Add(words.back());
  }
  --step.depth;
  return best;
}

}  // namespace avouch::formats
