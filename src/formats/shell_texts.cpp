#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "formats/deeds_commands.h"
#include "formats/shell_input.h"
#include "formats/shell_splitter.h"
#include "formats/shell_words.h"

namespace avouch::formats::shell {
namespace {

constexpr int kMaxDepth = 8;  // Texts for a shell in texts for a shell

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<Command> Splitter::Rest() {
  for (std::size_t i = 0; i < shared_.order.size(); ++i) {
    Function& function = shared_.functions[shared_.order[i]];
    if (function.named) continue;
    function.named = function.open = true;
    Splitter reader(function.body, 1, folder_, shared_, Pipes::kLastDecides);
    reader.runs_ = shared_.dispatches;
    reader.ended_ = false;
    reader.around_ = {shared_.blocks++};
    auto more = reader.Run();
    function.open = false;
    out_.insert(out_.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
  }
  return std::move(out_);
}

void Splitter::Inside(const std::string& text, const Command& command) {
  if (text.empty()) return;
  Command outer;
  outer.line = command.line;
  outer.words = {"eval"};
  outer.within = command.within;
  outer.within.push_back(shared_.blocks++);
  outer.runs = command.runs;
  outer.tolerated = command.tolerated;
  outer.captured = true;
  outer.failing = command.words.empty() ? command.failing : Failing::kLost;
  std::string folder = folder_;
  std::swap(folder, folder_);
  Text(text, command.line, outer);
  std::swap(folder, folder_);
}

void Splitter::Names(const Command& command) {
  for (std::size_t i = 1; i < command.words.size() && !shared_.functions.empty(); ++i)
    if (const auto at = shared_.functions.find(command.words[i]);
        at != shared_.functions.end() && !at->second.named)
      Body(at->second, command);
}

bool Splitter::Called(const Command& command) {
  if (command.words[0].starts_with('$')) shared_.dispatches = true;
  const auto at = shared_.functions.find(command.words[0]);
  if (at == shared_.functions.end()) return false;
  if (!command.settings.empty()) {
    Command only = command;
    only.words.clear();
    Push(std::move(only));
  }
  if (Body(at->second, command) && IsPlain()) {
    ended_ = exits_ = true;
    shared_.over |= depth_ == 0;
  }
  return true;
}

bool Splitter::Body(Function& function, const Command& command) {
  function.named = true;
  if (function.open) return false;
  const std::size_t weight = 16 * (function.body.size() + 1);
  if (depth_ > kMaxDepth || weight > shared_.left) {
    Unread(command);
    return false;
  }
  shared_.left -= weight;
  function.open = true;
  const std::vector<ShellToken> body = BodyOf(function.body, command.words);
  Splitter reader(body, depth_ + 1, folder_, shared_,
                  options_.pipefail ? Pipes::kAnyFails : Pipes::kLastDecides);
  reader.options_.stops = options_.stops;
  reader.around_ = command.within;
  reader.runs_ = command.runs;
  auto inner = reader.Run();
  function.open = false;
  // Where it is asked how the call ends, the shell does not stop in it.
  const bool asked = command.asks != Asks::kNo || command.negated ||
                     (at_ < tokens_.size() && tokens_[at_].is_operator &&
                      IsOneOf(tokens_[at_].text, {"&&", "||"}));
  for (auto& each : inner) {
    if (asked && each.failing == Failing::kByShell) each.failing = Failing::kLost;
    if (each.asks == Asks::kNo) each.asks = command.asks;
  }
  Join(std::move(inner), command);
  return reader.exits_ && reader.ended_;
}

void Splitter::Unread(const Command& command) {
  Command unread = command;
  unread.words = {"sh", "-s"};
  Push(std::move(unread));
}

void Splitter::Join(std::vector<Command> inner, const Command& command) {
  const bool plain = command.failing == Failing::kStops || command.failing == Failing::kByShell;
  for (auto& each : inner) {
    each.tolerated |= command.tolerated;
    if (each.failing == Failing::kStops || (!plain && each.failing == Failing::kByShell))
      each.failing = command.failing;
  }
  out_.insert(out_.end(), std::make_move_iterator(inner.begin()),
              std::make_move_iterator(inner.end()));
}

bool Splitter::Input(Command& command, bool reads) {
  auto& words = command.words;
  auto given = given_.first.empty() && reads ? written_ : given_;
  const bool fetched = std::exchange(
      fetched_,
      (reads && fetched_) || IsOneOf(ProgramName(words[0]), {"curl", "wget", "fetch", "aria2c"}));
  written_ = {};
  if (const std::string_view option = TextOption(words); !option.empty()) {
    if (!given.first.empty()) words = {words[0], std::string(option), given.first};
    return true;
  }
  if (ReadsCommandsAt(words) < words.size() && (IsShellProgram(words[0]) || !given.first.empty())) {
    if (!given.first.empty()) {
      Text(given.first, given.second, command);
      return false;
    }
    if (reads && !fetched) words = {words[0], "-s"};
    return !(reads && fetched);
  }
  if (words[0] == "cat" && words.size() == 1) written_ = std::move(given);
  if (!reads)
    if (std::string text = WrittenText(words); !text.empty())
      written_ = {std::move(text), command.line};
  return true;
}

void Splitter::Inner(const Command& command, const std::vector<std::string>& words) {
  if (words[0] == "find")
    for (std::size_t i = 1; i + 1 < words.size(); ++i)
      if (IsOneOf(words[i], {"-exec", "-execdir", "-ok", "-okdir"})) {
        const std::vector<std::string> run(words.begin() + static_cast<long>(i) + 1, words.end());
        if (run[0] != "find") return Inner(command, run);
      }
  const std::size_t at = TextAt(words);
  if (at == 0) return;
  std::string text = words[at];
  for (std::size_t i = at + 1; words[0] == "eval" && i < words.size(); ++i) text += ' ' + words[i];
  Text(text, command.line, command);
}

void Splitter::Text(std::string_view text, int line, const Command& command) {
  if (depth_ > kMaxDepth || text.size() > shared_.left) return Unread(command);
  shared_.left -= text.size();
  // "eval "$CMD"", where CMD is a text
  const std::string value = shared_.held.Of(WholeVariable(Trim(text)), command.within);
  if (!value.empty()) text = value;
  std::string inside = folder_;
  const std::string& program = command.words[0];
  const bool same = program == "eval", own = IsShellProgram(program);
  Splitter reader(ShellTokens(text, line), depth_ + 1, inside, shared_,
                  same && options_.pipefail ? Pipes::kAnyFails : Pipes::kLastDecides);
  const bool told =
      own && std::ranges::any_of(command.words, [](const std::string& word) {
        return word.starts_with('-') && word.size() < 8 && word.find('e') != word.npos;
      });
  reader.options_.stops = same ? options_.stops : told ? Stops::kYes : Stops::kNo;
  reader.around_ = command.within;
  reader.runs_ = command.runs;
  reader.captured_ = command.captured;
  auto inner = reader.Run();
  // bash -c "$(curl ...)" runs what comes.
  text = Trim(text);
  if (!inner.empty() && (text.starts_with("$(") || text.starts_with('`')))
    inner[0].piped_to_shell = true;
  for (auto& each : inner)
    if (!same && !own) each.failing = Failing::kLost;  // trap, find
  Join(std::move(inner), command);
}

}  // namespace avouch::formats::shell
