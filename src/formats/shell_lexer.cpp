#include "formats/shell_lexer.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

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
      SkipHeredocs();
      return;
    }
    if (c == ' ' || c == '\t' || c == '\r') {
      Flush();
      ++at_;
      return;
    }
    for (std::string_view op : {"&&", "||", ";;", "|&", "$(", "<(", ">(", "|", ";", "(", ")", "`"})
      if (text_.substr(at_).starts_with(op)) return Operator(op, op.size());
    if (c == '&' && !(at_ > 0 && text_[at_ - 1] == '>') && !text_.substr(at_).starts_with("&>"))
      return Operator("&", 1);
    Put(c);
    ++at_;
  }

  void Put(char c) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    word_ += c;
  }

  void Quoted(char quote) {
    if (!in_word_) word_line_ = line_;
    in_word_ = true;
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\n') ++line_;
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
    if (!mark.empty()) heredocs_.push_back(mark);
  }

  void SkipHeredocs() {
    for (const auto& mark : heredocs_)
      while (at_ < text_.size()) {
        std::size_t end = std::min(text_.find('\n', at_), text_.size());
        bool last = Trim(text_.substr(at_, end - at_)) == mark;
        at_ = std::min(end + 1, text_.size());
        ++line_;
        if (last) break;
      }
    heredocs_.clear();
  }

  void Operator(std::string_view op, std::size_t size) {
    Flush();
    out_.push_back({std::string(op), true, line_});
    at_ += size;
  }

  void Flush() {
    if (in_word_) out_.push_back({std::move(word_), false, word_line_});
    word_.clear();
    in_word_ = false;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int line_, word_line_ = 0;
  std::string word_;
  bool in_word_ = false;
  std::vector<std::string> heredocs_;
  std::vector<ShellToken> out_;
};

}  // namespace

std::vector<ShellToken> ShellTokens(std::string_view text, int line) {
  return Lexer(text, line).Run();
}

}  // namespace avouch::formats
