#include "formats/shell_blocks.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace avouch::formats {
namespace {

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

constexpr std::size_t kMaxOpen = 64;

class Reader {
 public:
  explicit Reader(const std::vector<ShellToken>& tokens) : tokens_(tokens) {}

  ShellBlocks Run() {
    out_.of.resize(tokens_.size(), -1);
    out_.grouped.resize(tokens_.size(), 0);
    bool starts = true;  // A command may begin here
    for (std::size_t at = 0; at < tokens_.size(); ++at) {
      const ShellToken& token = tokens_[at];
      if (open_.size() >= kMaxOpen) {  // What follows stands in none of the blocks before
        if (!deep_) Enter(-1);
        deep_ = true;
      } else if (token.is_operator) {
        Operator(token.text, at);
        starts = true;
      } else if (starts && !token.is_input) {
        starts = !token.is_plain && Word(token.text, at);
      }
      out_.of[at] = block_;
      out_.grouped[at] = open_.empty() ? 0 : 1;
    }
    while (!open_.empty()) Close(tokens_.size());
    return std::move(out_);
  }

 private:
  enum class Kind { kIf, kLoop, kCase, kBrace, kBracket, kFetched, kFunction };
  struct Open {
    Kind kind;
    int block;                 // Around it
    bool sure = false;         // kLoop: goes over words that are written there
    bool arm = false;          // kCase: behind a pattern
    std::size_t function = 0;  // kFunction: its index
  };

  bool Top(Kind kind) const { return !open_.empty() && open_.back().kind == kind; }

  void Enter(int around) {
    out_.blocks.push_back({around});
    block_ = static_cast<int>(out_.blocks.size()) - 1;
  }

  void Push(Kind kind) { open_.push_back({.kind = kind, .block = block_}); }

  void Close(std::size_t at) {
    if (Top(Kind::kFunction)) {
      auto& function = out_.functions[open_.back().function];
      function.end = at;
      function.after = std::min(at + 1, tokens_.size());
      --functions_;
    }
    block_ = open_.back().block;
    open_.pop_back();
  }

  // What closes `kind` closes what was left open in it, too.
  void CloseTo(std::initializer_list<Kind> kinds, std::size_t at) {
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Open& open) {
      return std::ranges::find(kinds, open.kind) != kinds.end();
    });
    if (found == open_.rend()) return;
    for (auto left = found - open_.rbegin() + 1; left > 0; --left) Close(at);
  }

  void Operator(std::string_view text, std::size_t at) {
    if (text == "(") {
      if (Top(Kind::kCase) && !open_.back().arm) return;
      if (pending_ && at + 1 < tokens_.size() && tokens_[at + 1].text == ")") return;
      if (pending_) return Body(at);
      Push(Kind::kBracket);
    } else if (text.ends_with('(')) {
      Push(Kind::kFetched);
      Enter(block_);
    } else if (text == ")") {
      if (pending_ && at > 0 && tokens_[at - 1].text == "(") return;
      if (Top(Kind::kCase) && !open_.back().arm) {
        open_.back().arm = true;
        return Enter(open_.back().block);
      }
      // The end of a function whose body stands in these brackets, too.
      CloseTo({Kind::kBracket, Kind::kFetched, Kind::kFunction}, at);
    } else if (text == ";;" && std::ranges::any_of(open_, [](const Open& open) {
                 return open.kind == Kind::kCase;
               })) {
      while (!Top(Kind::kCase)) Close(at);
      open_.back().arm = false;
      block_ = open_.back().block;
    }
  }

  void Body(std::size_t at) {
    open_.push_back({.kind = Kind::kFunction, .block = block_});
    if (functions_++ == 0) {
      open_.back().function = out_.functions.size();
      out_.functions.push_back({name_, begin_, at + 1, tokens_.size(), tokens_.size()});
    } else {
      open_.back().kind = tokens_[at].text == "(" ? Kind::kBracket : Kind::kBrace;
      --functions_;
    }
    Enter(block_);
    pending_ = false;
  }

  bool Is(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].is_operator && tokens_[at].text == text;
  }

  // A word where a command begins; true where one may still begin behind it.
  bool Word(const std::string& text, std::size_t at) {
    if (pending_ && text == "{") {
      Body(at);
      return true;
    }
    if (pending_ && begin_ + 1 == at && tokens_[begin_].text == "function") return true;
    if (text == "function" && at + 1 < tokens_.size() && !tokens_[at + 1].is_operator) {
      pending_ = true;
      begin_ = at;
      name_ = tokens_[at + 1].text;
      return true;
    }
    if (Is(at + 1, "(") && Is(at + 2, ")") && !IsOneOf(text, {"if", "then", "do", "else", "!"})) {
      pending_ = true;
      begin_ = at;
      name_ = text;
      return false;
    }
    pending_ = false;
    return Control(text, at);
  }

  bool Control(std::string_view text, std::size_t at) {
    if (text == "if") {
      Push(Kind::kIf);
    } else if (text == "then" || text == "else" || text == "elif") {
      if (Top(Kind::kIf)) Enter(open_.back().block);
    } else if (text == "fi") {
      CloseTo({Kind::kIf}, at);
    } else if (text == "while" || text == "until") {
      Push(Kind::kLoop);
    } else if (text == "for" || text == "select") {
      Push(Kind::kLoop);
      open_.back().sure = GoesOverWords(at);
      return false;
    } else if (text == "do") {
      if (Top(Kind::kLoop) && !open_.back().sure) Enter(open_.back().block);
    } else if (text == "done") {
      CloseTo({Kind::kLoop}, at);
    } else if (text == "case") {
      Push(Kind::kCase);
      return false;
    } else if (text == "esac") {
      CloseTo({Kind::kCase}, at);
    } else if (text == "{") {
      Push(Kind::kBrace);
    } else if (text == "}") {
      CloseTo({Kind::kBrace, Kind::kFunction}, at);
    } else {
      return IsOneOf(text, {"!", "time"});
    }
    return true;
  }

  // "for x in a b": the body is run.
  bool GoesOverWords(std::size_t at) const {
    return at + 3 < tokens_.size() && tokens_[at + 2].text == "in" &&
           !tokens_[at + 3].is_operator &&
           tokens_[at + 3].text.find_first_of("$*?[`") == std::string::npos;
  }

  const std::vector<ShellToken>& tokens_;
  ShellBlocks out_;
  std::vector<Open> open_;
  int block_ = -1;
  int functions_ = 0;     // Open ones
  bool deep_ = false;     // More are open than are followed
  bool pending_ = false;  // The name of a function was read, and its body follows
  std::size_t begin_ = 0;
  std::string name_;
};

}  // namespace

ShellBlocks BlocksOf(const std::vector<ShellToken>& tokens) { return Reader(tokens).Run(); }

}  // namespace avouch::formats
