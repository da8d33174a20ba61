#include "formats/starlark.h"

#include <cctype>
#include <unordered_map>

#include "formats/limits.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

using Token = StarlarkToken;
using Value = StarlarkValue;

bool IsNameChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Lexer {
 public:
  Lexer(const Path& path, std::string_view text) : path_(path), text_(text) {}

  Result<std::vector<Token>> All() {
    while (at_ < text_.size()) AVOUCH_CHECK_OK(Next());
    if (!open_.empty())
      return FailAt(path_, static_cast<int>(open_.back().second), "a bracket that is not closed");
    Put(Token::kLine, "");
    Put(Token::kEnd, "");
    return std::move(out_);
  }

 private:
  void Put(Token::Kind kind, std::string_view text) {
    out_.push_back(
        {kind, std::string(text), false, line_, static_cast<std::uint32_t>(at_ - line_start_)});
  }

  Status Next() {
    const char c = text_[at_];
    if (c == '\n') {
      if (open_.empty()) Put(Token::kLine, "");
      NewLine();
    } else if (c == '#') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '\\' && at_ + 1 < text_.size() && text_[at_ + 1] == '\n') {
      ++at_;
      NewLine();
    } else if (c == '"' || c == '\'') {
      return Text(false, false);
    } else if (IsNameChar(c)) {
      return Word();
    } else if (c == ' ' || c == '\t' || c == '\r') {
      ++at_;
    } else {
      return Sign(c);
    }
    return {};
  }

  void NewLine() {
    ++line_;
    line_start_ = ++at_;
  }

  Status Word() {
    const std::size_t start = at_;
    while (at_ < text_.size() && (IsNameChar(text_[at_]) || text_[at_] == '.')) ++at_;
    const std::string_view word = text_.substr(start, at_ - start);
    const bool quote = at_ < text_.size() && (text_[at_] == '"' || text_[at_] == '\'');
    if (quote && word.size() <= 2 && word.find_first_not_of("rRbBfFuU") == word.npos)
      return Text(word.find_first_of("rR") != word.npos, word.find_first_of("fF") != word.npos);
    const std::size_t end = at_;
    at_ = start;
    Put(std::isdigit(static_cast<unsigned char>(word[0])) != 0 ? Token::kNumber : Token::kName,
        word);
    at_ = end;
    return {};
  }

  Status Sign(char c) {
    if (c == '(' || c == '[' || c == '{') {
      open_.emplace_back(c == '(' ? ')' : c == '[' ? ']' : '}', line_);
    } else if (c == ')' || c == ']' || c == '}') {
      if (open_.empty() || open_.back().first != c)
        return FailAt(path_, static_cast<int>(line_), "a bracket that was not opened");
      open_.pop_back();
    }
    Put(Token::kSign, text_.substr(at_, 1));
    ++at_;
    return {};
  }

  Status Text(bool raw, bool computed) {
    const std::uint32_t line = line_;
    const char quote = text_[at_];
    const std::string three(3, quote);
    const bool triple = text_.substr(at_).starts_with(three);
    const auto column = static_cast<std::uint32_t>(at_ - line_start_);
    at_ += triple ? 3 : 1;
    std::string text;
    while (true) {
      if (at_ >= text_.size() || (text_[at_] == '\n' && !triple))
        return FailAt(path_, static_cast<int>(line), "a text that is not closed");
      if (triple ? text_.substr(at_).starts_with(three) : text_[at_] == quote) break;
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        if (raw) text += '\\';
        if (text_[at_ + 1] == '\n') {
          ++at_;
          NewLine();
          continue;
        }
        text += text_[at_ + 1];
        at_ += 2;
      } else {
        text += text_[at_];
        if (text_[at_] == '\n')
          NewLine();
        else
          ++at_;
      }
    }
    at_ += triple ? 3 : 1;
    out_.push_back({Token::kText, std::move(text), computed, line, column});
    return {};
  }

  const Path& path_;
  std::string_view text_;
  std::size_t at_ = 0, line_start_ = 0;
  std::uint32_t line_ = 1;
  std::vector<std::pair<char, std::uint32_t>> open_;
  std::vector<Token> out_;
};

std::size_t SizeOf(const Value& value) {
  std::size_t size = 1 + value.text.size() / 64;
  for (const auto& one : value.items) size += SizeOf(one);
  for (const auto& [name, one] : value.fields) size += SizeOf(one);
  return size;
}

class Parser {
 public:
  Parser(const Path& path, std::vector<Token> tokens, bool indented)
      : path_(path), tokens_(std::move(tokens)), indented_(indented) {}

  Result<std::vector<StarlarkCall>> Read() {
    while (Now().kind != Token::kEnd) {
      if (Now().kind == Token::kLine)
        ++at_;
      else
        AVOUCH_CHECK_OK(Statement());
    }
    return std::move(calls_);
  }

 private:
  const Token& Now() const { return tokens_[at_]; }
  bool IsSign(char c) const { return Now().kind == Token::kSign && Now().text[0] == c; }
  void SkipLine() {
    while (Now().kind != Token::kLine && Now().kind != Token::kEnd) ++at_;
  }

  // What is indented belongs to a function or a condition and is not at the top.
  Status Statement() {
    if ((Now().column > 0 && !indented_) || Now().kind != Token::kName) return SkipLine(), Status();
    const Token& next = tokens_[at_ + 1];
    StarlarkCall call;
    if (next.kind == Token::kSign && next.text == "=" && tokens_[at_ + 2].text != "=") {
      call.given_to = Now().text;
      at_ += 2;
    }
    AVOUCH_TRY(call.call, Expression(0));
    if (!call.given_to.empty()) variables_[call.given_to] = call.call;
    if (call.call.kind == Value::kCall) calls_.push_back(std::move(call));
    SkipLine();
    return {};
  }

  Result<Value> Expression(int depth) {
    if (depth > kMaxStarlarkDepth)
      return Fail(ErrorKind::kTooLarge, "brackets too deep",
                  path_.bytes + ", line " + std::to_string(Now().line));
    AVOUCH_TRY(Value left, Primary(depth));
    while (IsSign('+')) {
      ++at_;
      AVOUCH_TRY(Value right, Primary(depth));
      Join(left, std::move(right));
    }
    if (!AtEnd()) {  // An operator that is not read
      left = Value{.line = left.line};
      SkipRest();
    }
    return left;
  }

  bool AtEnd() const {
    return Now().kind == Token::kLine || Now().kind == Token::kEnd || IsSign(',') || IsSign(')') ||
           IsSign(']') || IsSign('}') || IsSign(':') || IsSign('=');
  }

  // To the end of the expression; brackets are known to be closed.
  void SkipRest() {
    int depth = 0;
    while (Now().kind != Token::kLine && Now().kind != Token::kEnd) {
      if (depth == 0 && (IsSign(',') || IsSign(')') || IsSign(']') || IsSign('}'))) return;
      if (IsSign('(') || IsSign('[') || IsSign('{')) ++depth;
      if (IsSign(')') || IsSign(']') || IsSign('}')) --depth;
      ++at_;
    }
  }

  static void Join(Value& left, Value right) {
    if (left.kind == Value::kText && right.kind == Value::kText &&
        left.text.size() + right.text.size() <= kMaxExpanded) {
      left.text += right.text;
    } else if (left.kind == Value::kList && right.kind == Value::kList) {
      for (auto& one : right.items) left.items.push_back(std::move(one));
    } else {
      left = Value{.line = left.line};
    }
  }

  Result<Value> Primary(int depth) {
    Value value{.line = Now().line};
    const Token& token = Now();
    if (token.kind == Token::kText) {
      value.kind = token.computed ? Value::kUnknown : Value::kText;
      for (; Now().kind == Token::kText; ++at_) value.text += Now().text;
      return value;
    }
    if (token.kind == Token::kName) return Name(depth);
    if (IsSign('[') || IsSign('(')) {
      const bool tuple = IsSign('(');
      value.kind = Value::kList;
      AVOUCH_CHECK_OK(Inside(depth, value));
      // (x) is x.
      if (tuple && value.items.size() == 1 && value.fields.empty()) {
        Value only = std::move(value.items[0]);
        return only;
      }
      return value;
    }
    if (IsSign('{')) {
      value.kind = Value::kDict;
      AVOUCH_CHECK_OK(Inside(depth, value));
      return value;
    }
    if (!AtEnd()) ++at_;
    return value;
  }

  Result<Value> Name(int depth) {
    Value value{.line = Now().line};
    const std::string name = Now().text;
    ++at_;
    if (IsSign('(')) {
      value.kind = Value::kCall;
      value.text = name;
      AVOUCH_CHECK_OK(Inside(depth, value));
      return value;
    }
    if (name == "True" || name == "False") {
      value.kind = name == "True" ? Value::kTrue : Value::kFalse;
    } else if (const auto at = variables_.find(name); at != variables_.end()) {
      work_ += SizeOf(at->second);
      if (work_ <= kMaxStarlarkValues) value = at->second;
    }
    return value;
  }

  // From "(" to its ")": items, and fields by name "=" or key ":".
  Status Inside(int depth, Value& into) {
    ++at_;
    while (!IsSign(')') && !IsSign(']') && !IsSign('}')) {
      if (Now().kind == Token::kEnd || Now().kind == Token::kLine) return {};
      const std::size_t before = at_;
      if (Now().kind == Token::kName && tokens_[at_ + 1].text == "=" &&
          tokens_[at_ + 1].kind == Token::kSign && tokens_[at_ + 2].text != "=") {
        std::string name = Now().text;
        at_ += 2;
        AVOUCH_TRY(Value value, Expression(depth + 1));
        into.fields.emplace_back(std::move(name), std::move(value));
      } else {
        AVOUCH_TRY(Value value, Expression(depth + 1));
        if (IsSign(':')) {
          ++at_;
          AVOUCH_TRY(Value of_key, Expression(depth + 1));
          into.fields.emplace_back(std::move(value.text), std::move(of_key));
        } else {
          into.items.push_back(std::move(value));
        }
      }
      if (IsSign(',') || at_ == before) ++at_;
    }
    ++at_;
    return {};
  }

  const Path& path_;
  std::vector<Token> tokens_;
  bool indented_;
  std::size_t at_ = 0, work_ = 0;
  std::unordered_map<std::string, Value> variables_;
  std::vector<StarlarkCall> calls_;
};

}  // namespace

const StarlarkValue& StarlarkValue::operator[](std::string_view name) const {
  static const StarlarkValue kNone;
  for (const auto& [key, value] : fields)
    if (key == name) return value;
  return kNone;
}

std::string_view StarlarkValue::TextOf(std::string_view name) const {
  const StarlarkValue& value = (*this)[name];
  return value.kind == kText ? std::string_view(value.text) : std::string_view();
}

Result<std::vector<StarlarkToken>> StarlarkTokens(const Path& path, BytesView bytes) {
  return Lexer(path, WithoutBom(bytes)).All();
}

Result<std::vector<StarlarkCall>> ReadStarlark(const Path& path, BytesView bytes, bool indented) {
  AVOUCH_TRY(auto tokens, StarlarkTokens(path, bytes));
  return Parser(path, std::move(tokens), indented).Read();
}

}  // namespace avouch::formats
