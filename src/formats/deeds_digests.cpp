#include "formats/deeds_digests.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/deeds_signatures.h"
#include "formats/deeds_words.h"
#include "notation/glob.h"

namespace avouch::formats {
namespace {

constexpr int kMaxDepth = 5;  // Files made of files, variables of variables

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

bool IsHex(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'f'); }

// The weakest of two: what is made of both is no surer than either.
Verification Weaker(Verification one, Verification other) {
  return one.how <= other.how ? one : other;
}

bool Says(std::string_view program) { return program == "echo" || program == "printf"; }

bool IsNamed(std::string_view pattern, std::string_view name) {
  if (pattern == name) return true;
  return pattern.find_first_of("*?") != pattern.npos && pattern != "*" &&
         notation::GlobMatch(pattern, name, notation::Dialect::kShell);
}

// What a variable holds where step.all[at] stands, from the commands before it.
Verification OriginOfVariable(const StepView& step, std::size_t at, std::string_view name,
                              int depth) {
  if (!step.Look(at)) return {};
  Verification out{Verified::kSure, {}};
  bool any = false;
  const std::string sets = std::string(name) + "=";
  for (std::size_t i = 0; i < at; ++i) {
    const Command& command = step.all[i];
    std::vector<std::string_view> given(command.settings.begin(), command.settings.end());
    if (!command.words.empty() &&
        IsOneOf(command.words[0], {"local", "declare", "readonly", "typeset"}))
      given.insert(given.end(), command.words.begin() + 1, command.words.end());
    for (const std::string_view one : given) {
      if (!one.starts_with(sets)) continue;
      any = true;
      std::string_view value = one.substr(sets.size());
      // What a command in "$(...)" says is no part of the words, which leaves nothing.
      out = Weaker(out, value.empty() ? Verification{} : OriginOfText(step, i, value, depth + 1));
    }
    if (command.words.empty() || command.words[0] != "read" || !HasWord(command.words, name))
      continue;
    any = true;
    out = Weaker(out, command.input_file.empty()
                          ? Verification{}
                          : OriginOfFile(step, i, command.input_file, depth + 1));
  }
  // Of a loop's words: "for x in <digest>".
  for (std::size_t i = 0; i < at && !any; ++i) {
    const auto& words = step.all[i].words;
    if (words.size() < 4 || words[0] != "for" || words[1] != name) continue;
    any = true;
    for (std::size_t w = 3; w < words.size(); ++w)
      if (!HasDigest(words[w])) out = {Verified::kByVariable, {}};
  }
  return any ? out : Verification{Verified::kByVariable, {}};
}

// "$(cat x)", "`grep y x`", "$(< x)": the file x.
Verification OriginOfSubstitution(const StepView& step, std::size_t at, std::string_view text,
                                  int depth) {
  std::size_t from = text.find("$(");
  std::size_t skip = 2;
  if (from == text.npos) from = text.find('`'), skip = 1;
  const std::size_t to = text.find_last_of(skip == 2 ? ')' : '`');
  if (from == text.npos || to == text.npos || to <= from) return {};
  const std::string_view inside = Trim(text.substr(from + skip, to - from - skip));
  if (inside.starts_with('<')) return OriginOfFile(step, at, Trim(inside.substr(1)), depth + 1);
  const auto commands = SplitShell(inside, 1);
  if (commands.empty() || commands[0].words.empty()) return {};
  if (!IsOneOf(ProgramName(commands[0].words[0]),
               {"cat", "grep", "egrep", "awk", "sed", "head", "tail", "cut", "tr"}))
    return {};
  const auto files = FilesOf(commands[0]);
  Verification out{files.empty() ? Verified::kNot : Verified::kSure, {}};
  for (const auto file : files) out = Weaker(out, OriginOfFile(step, at, file, depth + 1));
  return out;
}

// A command that wrote the file, and whose what it wrote is.
Verification OriginOfWriting(const StepView& step, std::size_t i, int depth) {
  const Command& command = step.all[i];
  if (command.words.empty()) return {};
  const std::string_view program = ProgramName(command.words[0]);
  if (Decrypts(command)) return SignedByKeyring(step, i);
  if (Says(program)) {
    std::string said;
    for (std::size_t w = 1; w < command.words.size(); ++w) said += command.words[w] + " ";
    return OriginOfText(step, i, said, depth + 1);
  }
  if (program == "tee") {
    Verification out{Verified::kSure, {}};
    const auto before = PipedInto(step, i);
    if (before.empty()) return OriginOfText(step, i, command.input, depth + 1);
    for (const std::size_t j : before) out = Weaker(out, OriginOfWriting(step, j, depth + 1));
    return out;
  }
  if (program == "cat" && !command.input.empty())
    return OriginOfText(step, i, command.input, depth + 1);
  if (!IsOneOf(program,
               {"cat", "grep", "egrep", "awk", "sed", "head", "tail", "cut", "tr", "sort"}))
    return {};  // Made of what came: "sha256sum x > x.sha256"
  Verification out{Verified::kSure, {}};
  bool any = false;
  for (const auto file : FilesOf(command)) {
    out = Weaker(out, OriginOfFile(step, i, file, depth + 1));
    any = true;
  }
  for (const std::size_t j : PipedInto(step, i)) {
    out = Weaker(out, OriginOfWriting(step, j, depth + 1));
    any = true;
  }
  return any ? out : Verification{};
}

Verification ReadOrigin(const StepView& step, std::size_t at) {
  const Command& check = step.all[at];
  std::vector<std::string_view> files;
  for (const auto file : FilesOf(check))
    if (file != "/dev/stdin" && file != "-") files.push_back(file);
  Verification out{Verified::kSure, {}};
  if (!files.empty()) {
    for (const auto file : files) out = Weaker(out, OriginOfFile(step, at, file));
    return out;
  }
  if (!check.input.empty()) return OriginOfText(step, at, check.input);
  // The last that is no filter says it.
  for (const std::size_t i : PipedInto(step, at)) {
    const auto& words = step.all[i].words;
    const std::string_view program = words.empty() ? std::string_view() : ProgramName(words[0]);
    const bool filter = IsOneOf(program, {"grep", "egrep", "awk", "sed", "head", "tail", "cut",
                                          "tr", "sort", "cat"}) &&
                        FilesOf(step.all[i]).empty();
    if (!filter || !step.all[i].input.empty()) return OriginOfWriting(step, i, 0);
  }
  return {};
}

}  // namespace

StepView::StepView(const std::vector<Command>& commands) : all(commands) {
  fetches.reserve(all.size());
  for (const auto& command : all) fetches.push_back(FetchesOf(command));
}

bool IsSums(std::string_view program) {
  return IsOneOf(program, {"sha256sum", "sha512sum", "sha384sum", "sha224sum", "shasum", "b2sum",
                           "b3sum", "gsha256sum", "gsha512sum", "rhash"});
}

bool HasDigest(std::string_view text) {
  std::size_t run = 0;
  for (const char c : text) {
    run = IsHex(c) ? run + 1 : 0;
    if (run >= 56) return true;
  }
  return false;
}

std::string Bare(std::string_view word) { return ReplaceAll(ReplaceAll(word, "{", ""), "}", ""); }

std::vector<std::string_view> FilesOf(const Command& command) {
  std::vector<std::string_view> out;
  for (std::size_t i = 1; i < command.words.size(); ++i) {
    const std::string_view word = command.words[i];
    if (word == "-a" || word == "--algorithm") ++i;
    if (!word.starts_with('-') && !word.empty()) out.push_back(word);
  }
  // What is looked for comes first.
  const std::string_view program = ProgramName(command.words[0]);
  if (!out.empty() && IsOneOf(program, {"grep", "egrep", "fgrep", "awk", "sed"}))
    out.erase(out.begin());
  if (IsOneOf(program, {"cut", "tr", "head", "tail"}))
    std::erase_if(out, [](std::string_view word) { return word.find('.') == word.npos; });
  if (!command.input_file.empty()) out.push_back(command.input_file);
  return out;
}

std::vector<std::size_t> PipedInto(const StepView& step, std::size_t at) {
  std::vector<std::size_t> out;
  for (std::size_t i = at; i-- > 0 && step.Look(1);) {
    if (step.all[i].list != step.all[at].list || step.all[i].piped_into.empty()) break;
    out.push_back(i);
  }
  return out;
}

Verification OriginOfText(const StepView& step, std::size_t at, std::string_view text, int depth) {
  if (depth > kMaxDepth || !step.Look(1)) return {};
  if (HasDigest(text)) return {Verified::kSure, {}};
  if (text.find("$(") != text.npos || text.find('`') != text.npos)
    return OriginOfSubstitution(step, at, text, depth);
  if (text.find("${{") != text.npos) return {Verified::kByVariable, {}};
  // The first of its variables is the digest: "$SHA  $FILE".
  Verification best;
  bool any = false;
  for (std::size_t i = text.find('$'); i != text.npos; i = text.find('$', i + 1)) {
    std::size_t from = i + 1;
    while (from < text.size() && (text[from] == '{' || text[from] == '!')) ++from;
    std::size_t end = from;
    while (end < text.size() &&
           (IsHex(text[end]) || ((text[end] | 32) >= 'a' && (text[end] | 32) <= 'z') ||
            text[end] == '_'))
      ++end;
    if (end == from) continue;
    const auto found = OriginOfVariable(step, at, text.substr(from, end - from), depth);
    if (!any) best = found;
    any = true;
    break;
  }
  return best;
}

Verification OriginOfFile(const StepView& step, std::size_t at, std::string_view file, int depth) {
  if (depth > kMaxDepth || file.empty() || !step.Look(at)) return {};
  const std::string name = Bare(LastPart(file));
  if (file.starts_with("http:") || file.starts_with("https:") || file.starts_with("/dev/"))
    return {};
  for (std::size_t i = at; i-- > 0;) {
    const Command& command = step.all[i];
    if (command.words.empty()) continue;
    if (IsNamed(name, Bare(LastPart(command.output))) && !command.output.empty())
      return OriginOfWriting(step, i, depth);
    const std::string_view program = ProgramName(command.words[0]);
    if (Decrypts(command) &&
        IsNamed(name, Bare(LastPart(OptionOf(command.words, {"--output", "-o"})))))
      return SignedByKeyring(step, i);
    const auto files = FilesOf(command);
    if (program == "tee" && !files.empty() && IsNamed(name, Bare(LastPart(files[0]))))
      return OriginOfWriting(step, i, depth);
    if (IsOneOf(program, {"mv", "cp", "ln", "install"}) && files.size() > 1 &&
        Bare(LastPart(files.back())) == name && LastPart(files[0]) != LastPart(file))
      return OriginOfFile(step, i, files[0], depth + 1);
    for (const auto& fetch : step.fetches[i]) {
      const bool elsewhere = fetch.from == FetchedFrom::kStore && file.find('/') == file.npos;
      if (elsewhere || IsNamed(name, Bare(fetch.file)) || IsNamed(Bare(fetch.file), name) ||
          IsNamed(name, Bare(LastPart(fetch.address))))
        return VerificationOf(step, i, command, fetch);
    }
  }
  const bool variable = file.find('$') != file.npos;
  if (variable && LastPart(file).find('$') != file.npos)
    return OriginOfVariable(step, at, Bare(file).substr(Bare(file).find('$') + 1), depth + 1).how ==
                   Verified::kNot
               ? Verification{}
               : Verification{Verified::kByVariable, {}};
  if (name.find_first_of("*?") != name.npos) return {Verified::kByVariable, {}};
  return {Verified::kByFile, std::string(file)};
}

Verification OriginOfSums(const StepView& step, std::size_t at) {
  const auto [found, fresh] = step.sums.try_emplace(at);
  if (fresh) found->second = ReadOrigin(step, at);
  return found->second;
}

}  // namespace avouch::formats
