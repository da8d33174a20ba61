#include "formats/shell_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxSubstituted = 4'096;  // Bytes of "$(a)" between quotes

// "$(a)" or "`a`" begins at `at`.
bool IsSubstitution(std::string_view text, std::size_t at) {
  return text[at] == '`' || text.substr(at).starts_with("$(");
}

// Adds the commands of "$(a)" or "`a`", a line; "$((1 + 2))" has none.
void AddInside(std::string_view whole, std::string& out) {
  if (whole.starts_with("$((")) return;
  whole.remove_prefix(whole.starts_with('`') ? 1 : 2);
  whole.remove_suffix(1);
  out += whole;
  out += '\n';
}

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
      plain_ |= text_[at_ + 1] == '$';
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
      Flush();
      if (GoesOn())
        ++at_;
      else
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
    const bool in_word = in_word_ && !word_.ends_with('=') && !(c == '`' && ticked_);
    if (in_word && IsSubstitution(text_, at_) && Substitution()) return;
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

  // A line that ends in "&&" or "|" goes on in the next.
  bool GoesOn() const {
    return !out_.empty() && out_.back().is_operator && heredocs_.empty() &&
           (out_.back().text == "&&" || out_.back().text == "||" || out_.back().text == "|" ||
            out_.back().text == "|&");
  }

  void Put(char c) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    word_ += c;
  }

  // The end of "$(a "b c")" or "`a`" at `at`, which has quotes of its own inside; `at` when its
  // brackets do not close.
  std::size_t Substituted(std::size_t at) {
    if (looked_ > 8 * text_.size() + kMaxSubstituted) return at;
    const std::size_t end = std::min(text_.size(), at + kMaxSubstituted);
    looked_ += end - at;
    if (text_[at] == '`') {
      const std::size_t close = text_.substr(0, end).find('`', at + 1);
      return close == text_.npos ? at : close + 1;
    }
    int nested = 0;
    char quote = 0;
    for (std::size_t i = at + 1; i < end; ++i) {
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
        looked_ -= end - at;
        return i + 1;
      }
    }
    return at;
  }

  // Takes "$(a)" into the word; false where its brackets do not close.
  bool Substitution() {
    const std::size_t end = Substituted(at_);
    const std::string_view all = text_.substr(at_, end - at_);
    if (all.empty()) return false;
    word_ += all;
    line_ += static_cast<int>(std::ranges::count(all, '\n'));
    AddInside(all, inside_);
    at_ = end;
    return true;
  }

  void Quoted(char quote) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (quote == '"' && IsSubstitution(text_, at_) && Substitution()) {
        --at_;
        continue;
      }
      if (quote == '"' && text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        plain_ |= text_[at_] == '$';
      }
      plain_ |= quote == '\'' && text_[at_] == '$';
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
    const std::size_t from = at_;
    while (at_ < text_.size() && !std::string_view(" \t\n;|&<>)").contains(text_[at_])) {
      if (text_[at_] != '\'' && text_[at_] != '"' && text_[at_] != '\\') mark += text_[at_];
      ++at_;
    }
    const bool expands = mark.size() == at_ - from;
    // "$((1 << 4))", "((x<<y))" shift.
    if (mark.empty() || mark.find(')') != mark.npos || (mark[0] >= '0' && mark[0] <= '9')) return;
    Flush();
    heredocs_.push_back({mark, out_.size(), expands});
    out_.push_back({.text = "<<", .line = line_, .is_input = true});
  }

  // The commands in "$(a)" of a heredoc's body.
  std::string InsideOf(std::size_t at, std::size_t end) {
    std::string out;
    for (; at < end; ++at) {
      if (text_[at] == '\\') {
        ++at;
      } else if (IsSubstitution(text_, at)) {
        const std::size_t close = Substituted(at);
        if (close == at || close > end) continue;
        AddInside(text_.substr(at, close - at), out);
        at = close - 1;
      }
    }
    return out;
  }

  // Their bodies, in order. One without an end holds all that is left, unless its mark was no
  // mark: "sh -s" then says that something may run here that is not seen.
  void ReadHeredocs() {
    for (const auto& [mark, token, expands] : heredocs_) {
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
      if (expands) out_[token].inside = InsideOf(begin, body_end);
      if (closed || Trim(body).empty()) continue;
      for (const char* word : {"sh", "-s", "\n"})
        out_.push_back(
            {.text = word, .is_operator = *word == '\n', .line = out_[token].input_line});
    }
    heredocs_.clear();
  }

  void Operator(std::string_view op, std::size_t size) {
    Flush();
    if (op == "`") {  // Read as "$(" and ")"
      op = ticked_ ? ")" : "$(";
      ticked_ = !ticked_;
    }
    out_.push_back({.text = std::string(op), .is_operator = true, .line = line_});
    at_ += size;
  }

  void Flush() {
    if (in_word_)
      out_.push_back({.text = std::move(word_),
                      .line = word_line_,
                      .inside = std::move(inside_),
                      .is_plain = plain_});
    word_.clear();
    inside_.clear();
    in_word_ = plain_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_, word_line_ = 0;
  std::string word_, inside_;  // As in ShellToken
  bool in_word_ = false, plain_ = false;
  bool ticked_ = false;     // Behind a "`" that is not closed
  bool array_ = false;      // Between the brackets of "x=( )"
  std::size_t looked_ = 0;  // Bytes, for brackets that did not close
  int resumes_ = 0;         // Brackets open in a command in an array
  struct Mark {
    std::string text;
    std::size_t token;  // Where it stands in out_
    bool expands;       // Not quoted
  };
  std::vector<Mark> heredocs_;
  std::vector<ShellToken> out_;
};

}  // namespace

std::vector<ShellToken> ShellTokens(std::string_view text, int line) {
  return Lexer(text, line).Run();
}

}  // namespace avouch::formats
