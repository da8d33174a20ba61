#include "formats/shell.h"

#include <algorithm>

#include "base/path.h"
#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxText = 200;
constexpr std::size_t kMaxCommands = 20'000;  // A generated script; the rest is passed over

// A word, or an operator between commands.
struct Token {
  std::string text;
  bool is_operator = false;
  int line = 0;
};

class Lexer {
 public:
  Lexer(std::string_view text, int line) : text_(text), line_(line) {}

  std::vector<Token> Run() {
    while (at_ < text_.size()) Step();
    Flush();
    return std::move(out_);
  }

 private:
  void Step() {
    char c = text_[at_];
    if (c == '\\' && at_ + 1 < text_.size()) {
      if (text_[at_ + 1] == '\n') {
        at_ += 2;
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
    if (text_.substr(at_).starts_with("<<") && !text_.substr(at_).starts_with("<<<")) return Heredoc();
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
    for (std::string_view op : {"&&", "||", ";;", "|&", "$(", "|", ";", "(", ")", "`"})
      if (text_.substr(at_).starts_with(op)) return Operator(op, op.size());
    if (c == '&' && !(at_ > 0 && text_[at_ - 1] == '>') && !text_.substr(at_).starts_with("&>"))
      return Operator(";", 1);
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
  std::vector<Token> out_;
};

bool IsSetting(std::string_view word) {
  std::size_t equals = word.find('=');
  if (equals == word.npos || equals == 0) return false;
  for (char c : word.substr(0, equals))
    if (!((c | 32) >= 'a' && (c | 32) <= 'z') && !(c >= '0' && c <= '9') && c != '_') return false;
  return true;
}

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsShell(std::string_view word) {
  word = word.substr(word.rfind('/') + 1);
  return IsOneOf(word, {"sh", "bash", "zsh", "dash", "ksh", "python", "python3", "node", "perl", "ruby"});
}

// The pipe into tokens[at] begins with a program that picks words out of a
// text, and leads into no shell.
bool IsLookedThrough(const std::vector<Token>& tokens, std::size_t at) {
  if (!IsOneOf(tokens[at].text, {"grep", "egrep", "jq", "yq", "sed", "awk", "cut", "head", "tail",
                                 "tr", "sort", "wc", "xmllint"}))
    return false;
  for (bool first = false; at < tokens.size(); ++at) {
    if (!tokens[at].is_operator) {
      if (first && IsShell(tokens[at].text)) return false;
      first = false;
      continue;
    }
    if (tokens[at].text != "|") return true;
    first = true;
  }
  return true;
}

// Takes off what stands in front of a program.
void Unwrap(Command& command) {
  auto& words = command.words;
  while (!words.empty()) {
    const std::string& first = words[0];
    if (IsOneOf(first, {"if", "then", "else", "elif", "while", "until", "do", "!", "{", "time", "exec",
                        "command", "nohup", "export", "xvfb-run", "nice"})) {
      words.erase(words.begin());
      if (first == "xvfb-run")
        while (!words.empty() && words[0].starts_with('-')) words.erase(words.begin());
    } else if (first == "sudo" || first == "env" || first == "xargs" || first == "retry") {
      words.erase(words.begin());
      while (!words.empty() && words[0].starts_with('-')) words.erase(words.begin());
    } else if (IsSetting(first)) {
      command.settings.push_back(first);
      words.erase(words.begin());
    } else if (first == "timeout") {
      words.erase(words.begin());
      while (!words.empty() && (words[0].starts_with('-') || (words[0][0] >= '0' && words[0][0] <= '9')))
        words.erase(words.begin());
    } else {
      return;
    }
  }
}

std::vector<Command> SplitAt(std::string_view text, int first_line, int depth, std::string& folder) {
  std::vector<Token> tokens = Lexer(text, first_line).Run();
  std::vector<Command> out;
  for (std::size_t i = 0; i < tokens.size() && out.size() < kMaxCommands;) {
    if (tokens[i].is_operator) {
      ++i;
      continue;
    }
    Command command;
    command.line = tokens[i].line;
    command.folder = folder;
    for (; i < tokens.size() && !tokens[i].is_operator; ++i) {
      if (!command.text.empty()) command.text += ' ';
      command.text += tokens[i].text;
      command.words.push_back(tokens[i].text);
    }
    command.text = ReplaceAll(command.text, "\n", " ").substr(0, kMaxText);
    bool more = i + 1 < tokens.size() && !tokens[i + 1].is_operator;
    if (i < tokens.size() && tokens[i].text == "||" && more) {
      const std::string& next = tokens[i + 1].text;
      command.tolerated = IsOneOf(next, {"true", ":", "echo"});
    }
    if (i < tokens.size() && tokens[i].text == "|" && more) {
      std::size_t k = i + 1;
      while (k < tokens.size() && !tokens[k].is_operator &&
             (tokens[k].text == "sudo" || tokens[k].text.starts_with('-') || IsSetting(tokens[k].text)))
        ++k;
      command.piped_to_shell = k < tokens.size() && !tokens[k].is_operator && IsShell(tokens[k].text);
      command.looked_through = !command.piped_to_shell && IsLookedThrough(tokens, i + 1);
    }
    Unwrap(command);
    if (command.words.empty()) {
      if (!command.settings.empty()) out.push_back(std::move(command));
      continue;
    }
    if (command.words[0] == "cd" && command.words.size() > 1) {
      const std::string& to = command.words[1];
      bool literal = to.find('$') == std::string::npos;
      folder = literal ? ResolvePath(folder, to) : "";
      continue;
    }
    // bash -c '...' is the text in it.
    if (IsShell(command.words[0]) && command.words.size() > 2) {
      for (std::size_t k = 1; k + 1 < command.words.size(); ++k)
        if (command.words[k].starts_with('-') && command.words[k].ends_with('c') &&
            !command.words[k].starts_with("--") && command.words[0].find("sh") != std::string::npos) {
          std::string inside = folder;
          auto inner = depth > 0 ? std::vector<Command>()
                                 : SplitAt(command.words[k + 1], command.line, depth + 1, inside);
          out.insert(out.end(), inner.begin(), inner.end());
        }
    }
    out.push_back(std::move(command));
  }
  return out;
}

}  // namespace

std::vector<Command> SplitShell(std::string_view text, int first_line, std::string* folder) {
  std::string own;
  return SplitAt(text, first_line, 0, folder == nullptr ? own : *folder);
}

}  // namespace avouch::formats
