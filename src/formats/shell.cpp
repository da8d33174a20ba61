#include "formats/shell.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.h"
#include "formats/shell_input.h"
#include "formats/shell_splitter.h"
#include "formats/shell_words.h"

namespace avouch::formats {
namespace shell {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxBrackets = 64;
constexpr std::size_t kMaxFunctions = 1'000;

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::vector<Command> Splitter::Run() {
  while (at_ < tokens_.size() && shared_.commands < kMaxCommands) {
    if (IsDefinition(at_))
      Define();
    else if (tokens_[at_].is_operator)
      Operator(tokens_[at_++].text);
    else
      One();
  }
  return std::move(out_);
}

bool Splitter::IsDefinition(std::size_t at) const {
  return next_ < blocks_.functions.size() && blocks_.functions[next_].begin == at;
}

void Splitter::Define() {
  const ShellFunction& found = blocks_.functions[next_++];
  const auto from = tokens_.begin() + static_cast<long>(found.body);
  const auto to = tokens_.begin() + static_cast<long>(std::max(found.end, found.body));
  Function& function = shared_.functions[found.name];
  if (std::ranges::find(shared_.order, found.name) == shared_.order.end() &&
      shared_.order.size() < kMaxFunctions)
    shared_.order.push_back(found.name);
  if (!function.open) function.body.assign(from, to);
  at_ = std::max(found.after, at_ + 1);
}

void Splitter::Operator(std::string_view text) {
  if (text.ends_with('(') && outer_.size() < kMaxBrackets) outer_.push_back({folder_, list_});
  if (text == ")" && !outer_.empty()) {
    folder_ = outer_.back().folder;
    list_ = outer_.back().list;
    outer_.pop_back();
  } else if (!IsOneOf(text, {"&&", "||", "|", "|&"})) {
    list_ = {.number = ++shared_.lists};
  }
}

std::vector<int> Splitter::Within() const {
  std::vector<int> out;
  for (int at = blocks_.of[begin_]; at >= 0;
       at = blocks_.blocks[static_cast<std::size_t>(at)].around)
    out.push_back(first_block_ + at);
  out.insert(out.end(), around_.rbegin(), around_.rend());
  std::ranges::reverse(out);
  if (out.size() > kMaxBrackets) out = {-1 - shared_.lists};
  return out;
}

void Splitter::Read(Command& command, std::string& inside) {
  for (; at_ < tokens_.size() && !tokens_[at_].is_operator && !IsDefinition(at_); ++at_) {
    const ShellToken& token = tokens_[at_];
    inside += token.inside;
    if (token.is_input) {
      given_ = {token.input, token.input_line};
      continue;
    }
    if (command.text.size() <= kMaxText) {
      if (!command.text.empty()) command.text += ' ';
      command.text += token.text;
    }
    if (auto if_set = WordsIfSet(token.text); !if_set.empty()) {
      command.words.insert(command.words.end(), if_set.begin(), if_set.end());
    } else if (token.is_plain) {
      command.words.push_back(token.text);
    } else if (std::string word = shared_.held.Fill(token.text, command.within);
               word.starts_with('-') && !WholeVariable(token.text).empty()) {
      for (auto one : Words(word)) command.words.emplace_back(one);
    } else {
      const bool program = command.words.empty() && !WholeVariable(token.text).empty();
      if (program) word = token.text;
      command.words.push_back(std::move(word));
    }
  }
}

void Splitter::Asks(Command& command, bool reads) {
  if (!reads) list_.pipe = begin_;
  bool negated = reads && list_.negated, asks = list_.asks;
  for (const auto& word : command.words) {
    if (IsOneOf(word, {"if", "elif", "while", "until"}))
      asks = true;
    else if (word == "!")
      negated = !negated;
    else if (!IsOneOf(word, {"then", "else", "do", "{", "time"}))
      break;
  }
  command.asks = !asks ? Asks::kNo : negated ? Asks::kWhetherNot : Asks::kWhether;
  command.negated = negated && !asks;
  list_.asks = asks;
  list_.negated = negated;
}

void Splitter::One() {
  Command command;
  begin_ = at_;
  command.line = tokens_[at_].line;
  command.folder = folder_;
  command.list = list_.number;
  command.within = Within();
  command.runs = runs_ && !ended_;
  const std::string_view before = at_ > 0 ? std::string_view(tokens_[at_ - 1].text) : "";
  const bool behind = at_ > 0 && tokens_[at_ - 1].is_operator;
  command.captured = captured_ || (behind && before == "$(");
  command.piped_to_shell = FeedsShell(tokens_, at_);
  const bool reads = behind && IsOneOf(before, {"|", "|&"});
  if (!reads) written_ = {}, fetched_ = false;
  given_ = {};
  std::string inside;
  Read(command, inside);
  if (command.words.empty()) return Inside(inside, command);
  command.text = ReplaceAll(command.text, "\n", " ").substr(0, kMaxText);
  command.tolerated = IsTolerated(tokens_, at_);
  Asks(command, reads);
  ReadPipe(tokens_, at_, command);
  options_.Set(command.words);
  command.failing = FailingOf(tokens_, list_.pipe, at_, command.words, options_);
  Unwrap(command);
  Unredirect(command);
  if (!command.input.empty()) given_ = {command.input, command.line};
  shared_.held.Take(command);
  if (command.words.empty()) {
    Inside(inside, command);
    if (!command.settings.empty()) Push(std::move(command));
    return;
  }
  ReplaceProgram(command, shared_.held);
  if (ChangesFolder(command.words, folder_, before_)) return Inside(inside, command);
  const bool runs_text =
      TextAt(command.words) > 0 || ReadsCommandsAt(command.words) < command.words.size();
  if (!runs_text) Inside(inside, command);
  if (Called(command)) return;
  Inner(command, command.words);
  Names(command);
  Ends(command);
  command.input = given_.first;
  if (Input(command, reads)) Push(std::move(command));
}

void Splitter::Push(Command command) {
  ++shared_.commands;
  out_.push_back(std::move(command));
}

void Splitter::Ends(const Command& command) {
  if (!IsOneOf(command.words[0], {"exit", "return"}) || !IsPlain()) return;
  ended_ = true;
  shared_.over |= depth_ == 0;
  exits_ = command.words[0] == "exit";
}

bool Splitter::IsPlain() const {
  const auto joins = [&](std::size_t at) {
    return at < tokens_.size() && tokens_[at].is_operator &&
           IsOneOf(tokens_[at].text, {"&&", "||", "|", "|&", "&"});
  };
  return blocks_.of[begin_] < 0 && blocks_.grouped[begin_] == 0 &&
         (begin_ == 0 || !joins(begin_ - 1) || tokens_[begin_ - 1].text == "&") && !joins(at_);
}

}  // namespace shell

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder) {
  return SplitShell(text, first_line, folder, Pipes::kLastDecides);
}

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder,
                                Pipes pipes) {
  return SplitShellWith(text, first_line, {}, folder, pipes);
}

std::vector<Command> SplitShellWith(std::string_view text, int first_line,
                                    const ShellVariables& variables, std::string* folder,
                                    Pipes pipes) {
  std::string own;
  ShellSession session(variables);
  auto out = session.Read(text, first_line, folder == nullptr ? &own : folder, pipes);
  auto rest = session.Rest();
  out.insert(out.end(), std::make_move_iterator(rest.begin()), std::make_move_iterator(rest.end()));
  return out;
}

ShellSession::ShellSession(const ShellVariables& variables)
    : shared_(std::make_unique<shell::Shared>()) {
  shared_->held = ShellHeld(variables);
}

ShellSession::~ShellSession() = default;

std::vector<Command> ShellSession::Read(std::string_view text, int first_line, std::string* folder,
                                        Pipes pipes) {
  return shell::Splitter(ShellTokens(text, first_line), 0, *folder, *shared_, pipes).Run();
}

std::vector<Command> ShellSession::Rest() {
  std::string folder;
  return shell::Splitter({}, 0, folder, *shared_, Pipes::kLastDecides).Rest();
}

}  // namespace avouch::formats
