#include "formats/python_tokens.h"

#include <algorithm>
#include <utility>

namespace avouch::formats {
namespace {

using Kind = PythonToken::Kind;

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

class Lexer {
 public:
  explicit Lexer(std::string_view program) : program_(program) {}

  std::vector<PythonToken> Run() {
    while (at_ < program_.size()) {
      const char c = program_[at_];
      if (c == '#') {
        at_ = std::min(program_.find('\n', at_), program_.size());
      } else if (c == '\n') {
        ++line_, ++at_, first_ = at_;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\\' || c == '\f') {
        ++at_;
      } else if (c == '"' || c == '\'') {
        Text("");
      } else if (IsNameByte(c)) {
        Name();
      } else {
        Put(Kind::kSign, std::string(1, c), at_);
        ++at_;
      }
    }
    return std::move(tokens_);
  }

 private:
  void Put(Kind kind, std::string text, std::size_t from) {
    tokens_.push_back({kind, std::move(text), line_, from == first_});
  }

  void Name() {
    const std::size_t from = at_;
    while (at_ < program_.size() && IsNameByte(program_[at_])) ++at_;
    const std::string_view name = program_.substr(from, at_ - from);
    const bool quote = at_ < program_.size() && (program_[at_] == '"' || program_[at_] == '\'');
    if (quote && name.size() <= 2 && name.find_first_not_of("rRbBuUfF") == name.npos)
      return Text(name);
    Put(Kind::kName, std::string(name), from);
  }

  void Text(std::string_view prefix) {
    const char quote = program_[at_];
    const std::string triple(3, quote);
    const bool three = program_.substr(at_).starts_with(triple);
    const bool raw = prefix.find_first_of("rR") != prefix.npos;
    bool computed = prefix.find_first_of("bBfF") != prefix.npos;
    const std::size_t from = at_ - prefix.size();
    const int line = line_;
    const std::size_t start = first_;
    at_ += three ? 3 : 1;
    std::string text;
    bool ended = false;
    while (at_ < program_.size()) {
      const char c = program_[at_];
      if (three ? program_.substr(at_).starts_with(triple) : c == quote) {
        at_ += three ? 3 : 1;
        ended = true;
        break;
      }
      if (c == '\n' && !three) break;
      if (c == '\n') ++line_, first_ = at_ + 1;
      if (c == '\\' && at_ + 1 < program_.size()) {
        const char next = program_[++at_];
        if (next == '\n') ++line_, first_ = at_ + 1;
        if (raw) text += '\\';
        if (raw || next == '\\' || next == '"' || next == '\'')
          text += next;
        else if (next != '\n')
          computed = true;
        ++at_;
        continue;
      }
      text += c;
      ++at_;
    }
    computed |= !ended;
    if (!tokens_.empty() && tokens_.back().kind == Kind::kText && !computed) {
      tokens_.back().text += text;
      return;
    }
    tokens_.push_back(
        {computed ? Kind::kComputed : Kind::kText, std::move(text), line, from == start});
  }

  std::string_view program_;
  std::size_t at_ = 0, first_ = 0;  // Of the line
  int line_ = 1;
  std::vector<PythonToken> tokens_;
};

}  // namespace

std::vector<PythonToken> PythonTokens(std::string_view program) { return Lexer(program).Run(); }

}  // namespace avouch::formats
