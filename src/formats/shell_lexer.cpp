#include "formats/shell_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxSubstituted = 4'096;  // Bytes of "$(a)" between quotes

// "x=" or "x+=", before the "(" of an array.
bool BeginsArray(std::string_view word) {
  if (!word.ends_with('=')) return false;
  word.remove_suffix(word.ends_with("+=") ? 2 : 1);
  if (word.empty()) return false;
  for (const char c : word)
    if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  return true;
}

class Lexer {
 public:
  Lexer(std::string_view text, int line) : text_(text), line_(line) {}

  std::vector<ShellToken> Run() {
    while (at_ < text_.size()) Step();
    Flush();
    return std::move(out_);
  }

 private:
  void Step() {
    char c = text_[at_];
    if (array_ && InArray(c)) return;
    if (c == '(' && in_word_ && BeginsArray(word_)) {
      array_ = true;
      ++at_;
      return;
    }
    if (c == '\\' && at_ + 1 < text_.size()) {
      std::size_t end = text_.substr(at_).starts_with("\\\r\n") ? at_ + 2 : at_ + 1;
      if (text_[end] == '\n') {
        at_ = end + 1;
        ++line_;
        return;
      }
      // ".\\x" is how PowerShell, the default on Windows runners, writes "./x".
      if (word_ == ".") Put('/');
      Put(text_[at_ + 1]);
      at_ += 2;
      return;
    }
    if (c == '#' && !in_word_) {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      return;
    }
    if (c == '\'' || c == '"') return Quoted(c);
    if (text_.substr(at_).starts_with("${{")) return Through("}}");
    if (text_.substr(at_).starts_with("${")) return Through("}");
    if (text_.substr(at_).starts_with("<<<")) {  // A word as input
      for (int i = 0; i < 3; ++i, ++at_) Put('<');
      return;
    }
    if (text_.substr(at_).starts_with("<<")) return Heredoc();
    if (c == '\n') {
      Operator("\n", 1);
      ++line_;
      ReadHeredocs();
      return;
    }
    if (c == ' ' || c == '\t' || c == '\r') {
      Flush();
      ++at_;
      return;
    }
    for (std::string_view op : {"&&", "||", ";;", "|&", "$(", "<(", ">(", "|", ";", "(", ")", "`"})
      if (text_.substr(at_).starts_with(op)) {
        Operator(op, op.size());
        return Resume(op);
      }
    if (c == '&' && !(at_ > 0 && text_[at_ - 1] == '>') && !text_.substr(at_).starts_with("&>"))
      return Operator("&", 1);
    Put(c);
    ++at_;
  }

  // The items of an array are one word with its name, "x=a b"; a command between them, "$(ls)", is
  // one, and the items behind it are a setting of no name.
  bool InArray(char c) {
    if (c == ')') {
      array_ = false;
      ++at_;
      return true;
    }
    if (c == '\n' || c == ' ' || c == '\t' || c == '\r') {
      line_ += c == '\n' ? 1 : 0;
      Put(' ');
      ++at_;
      return true;
    }
    if (c == '#' && word_.ends_with(' ')) {
      while (at_ < text_.size() && text_[at_] != '\n') ++at_;
      return true;
    }
    if (text_.substr(at_).starts_with("$(")) {
      array_ = false;
      resumes_ = 1;
      Operator("$(", 2);
      return true;
    }
    if (c == '`' || c == '(') array_ = false;  // Read as commands
    return false;
  }

  // Back in the array when the brackets of the command in it are closed.
  void Resume(std::string_view op) {
    if (resumes_ == 0) return;
    if (op.ends_with('(')) ++resumes_;
    if (op != ")" || --resumes_ > 0) return;
    array_ = true;
    for (const char c : std::string_view("_=")) Put(c);
  }

  void Put(char c) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    word_ += c;
  }

  // The end of "$(a "b c")" at `at`, which has quotes of its own inside; `at` when its line ends
  // before its brackets close.
  std::size_t Substituted(std::size_t at) const {
    int nested = 0;
    char quote = 0;
    const std::size_t end = std::min(text_.size(), at + kMaxSubstituted);
    for (std::size_t i = at + 1; i < end && text_[i] != '\n'; ++i) {
      const char c = text_[i];
      if (c == '\\' && quote != '\'') {
        ++i;
      } else if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '(') {
        ++nested;
      } else if (c == ')' && --nested == 0) {
        return i + 1;
      }
    }
    return at;
  }

  void Quoted(char quote) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (quote == '"' && text_.substr(at_).starts_with("$(")) {
        const std::size_t end = Substituted(at_);
        word_ += text_.substr(at_, end - at_);
        at_ = end > at_ ? end - 1 : at_;
        if (end > at_) continue;
      }
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
      word_ += text_[at_];
    }
    if (at_ < text_.size()) ++at_;
  }

  void Through(std::string_view end) {
    std::size_t stop = text_.find(end, at_);
    stop = stop == text_.npos ? text_.size() : stop + end.size();
    for (; at_ < stop; ++at_) {
      if (text_[at_] == '\n') ++line_;
      Put(text_[at_]);
    }
  }

  void Heredoc() {
    at_ += 2;
    if (at_ < text_.size() && text_[at_] == '-') ++at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    std::string mark;
    while (at_ < text_.size() && !std::string_view(" \t\n;|&<>)").contains(text_[at_])) {
      if (text_[at_] != '\'' && text_[at_] != '"' && text_[at_] != '\\') mark += text_[at_];
      ++at_;
    }
    // "$((1 << 4))", "((x<<y))" shift.
    if (mark.empty() || mark.find(')') != mark.npos || (mark[0] >= '0' && mark[0] <= '9')) return;
    Flush();
    heredocs_.emplace_back(mark, out_.size());
    out_.push_back({"<<", false, line_, true, {}, 0});
  }

  // Their bodies, in order. One without an end holds all that is left, unless its mark was no
  // mark: "sh -s" then says that something may run here that is not seen.
  void ReadHeredocs() {
    for (const auto& [mark, token] : heredocs_) {
      const std::size_t begin = at_;
      std::size_t body_end = text_.size();
      out_[token].input_line = line_;
      bool closed = false;
      while (at_ < text_.size() && !closed) {
        const std::size_t end = std::min(text_.find('\n', at_), text_.size());
        closed = Trim(text_.substr(at_, end - at_)) == mark;
        if (closed) body_end = at_;
        at_ = std::min(end + 1, text_.size());
        ++line_;
      }
      const std::string_view body = text_.substr(begin, body_end - begin);
      out_[token].input = body;
      if (closed || Trim(body).empty()) continue;
      for (const char* word : {"sh", "-s", "\n"})
        out_.push_back({word, *word == '\n', out_[token].input_line, false, {}, 0});
    }
    heredocs_.clear();
  }

  void Operator(std::string_view op, std::size_t size) {
    Flush();
    out_.push_back({std::string(op), true, line_, false, {}, 0});
    at_ += size;
  }

  void Flush() {
    if (in_word_) out_.push_back({std::move(word_), false, word_line_, false, {}, 0});
    word_.clear();
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_, word_line_ = 0;
  std::string word_;
  bool in_word_ = false;
  bool array_ = false;  // Between the brackets of "x=( )"
  int resumes_ = 0;     // Brackets open in a command in an array
  std::vector<std::pair<std::string, std::size_t>> heredocs_;  // Mark, and where it stands in out_
  std::vector<ShellToken> out_;
};

}  // namespace

std::vector<ShellToken> ShellTokens(std::string_view text, int line) {
  return Lexer(text, line).Run();
}

}  // namespace avouch::formats
