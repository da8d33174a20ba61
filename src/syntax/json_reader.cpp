#include "syntax/json_reader.h"

namespace avouch::syntax {

JsonReader::JsonReader(BytesView json)
    : lexer_(json, /*allow_bom=*/true, /*allow_comments=*/false) {
  (void)lexer_.SkipSpace();
}

Kind JsonReader::kind() const {
  if (lexer_.failed()) return Kind::kNull;
  switch (lexer_.peek()) {
    case '{':
      return Kind::kMap;
    case '[':
      return Kind::kList;
    case '"':
      return Kind::kText;
    case 't':
    case 'f':
      return Kind::kBoolean;
    case 'n':
    case '\0':
      return Kind::kNull;
    default:
      return Kind::kNumber;
  }
}

bool JsonReader::Enter(char open) {
  if (lexer_.failed()) return false;
  if (lexer_.peek() != open) return Skip(), false;
  return Open(open);
}

bool JsonReader::Open(char open) {
  if (depth_ == open_.size())
    return lexer_.WrongAt("values nested too deep", place(), ErrorKind::kTooLarge);
  open_[depth_++] = open == '{' ? '}' : ']';
  lexer_.Advance();
  first_ = true;
  return true;
}

// To the next part of what is innermost; false at its end, which is then behind us.
bool JsonReader::Ready() {
  if (lexer_.failed() || !lexer_.SkipSpace()) return false;
  const char close = open_[depth_ - 1];
  const bool first = first_;
  first_ = false;
  if (!first && lexer_.peek() == ',') {
    lexer_.Advance();
    if (!lexer_.SkipSpace()) return false;
    return lexer_.peek() != close || lexer_.Wrong("a comma before the end");
  }
  if (lexer_.peek() == close) {
    lexer_.Advance();
    --depth_;
    return false;
  }
  return first || lexer_.Wrong(close == '}' ? "expected ',' or '}'" : "expected ',' or ']'");
}

bool JsonReader::NextKey(std::string_view& key) {
  if (!Ready()) return false;
  if (lexer_.peek() != '"') return lexer_.Wrong("expected a key in double quotes");
  key = Resolve(key_);
  if (lexer_.failed() || !lexer_.SkipSpace()) return false;
  if (lexer_.peek() != ':') return lexer_.Wrong("expected ':' after a key");
  lexer_.Advance();
  return lexer_.SkipSpace();
}

bool JsonReader::NextItem() { return Ready(); }

std::string_view JsonReader::Resolve(std::string& scratch) {
  std::string_view raw;
  bool escaped = false;
  if (!lexer_.String(raw, escaped)) return {};
  if (!escaped) return raw;
  scratch.resize(raw.size());
  scratch.resize(JsonLexer::Unescape(raw, scratch.data()));
  return scratch;
}

std::string_view JsonReader::Text() {
  if (lexer_.failed()) return {};
  if (lexer_.peek() == '"') return Resolve(text_);
  return Skip(), std::string_view();
}

std::string_view JsonReader::Scalar() {
  if (lexer_.failed()) return {};
  switch (lexer_.peek()) {
    case '"':
      return Resolve(text_);
    case 't':
      return lexer_.Word("true") ? "true" : "";
    case 'f':
      return lexer_.Word("false") ? "false" : "";
    case '{':
    case '[':
    case 'n':
      return Skip(), std::string_view();
    default:
      break;
  }
  std::string_view spelled;
  bool whole = false;
  return lexer_.Number(spelled, whole) ? spelled : std::string_view();
}

std::optional<bool> JsonReader::Boolean() {
  if (kind() != Kind::kBoolean) return Skip(), std::nullopt;
  const std::string_view word = Scalar();
  return word.empty() ? std::nullopt : std::optional(word == "true");
}

void JsonReader::SkipScalar() {
  std::string_view text;
  bool flag = false;
  if (lexer_.at_end()) {
    (void)lexer_.Wrong("a value is missing");
  } else if (lexer_.peek() == '"') {
    (void)lexer_.String(text, flag);
  } else if (lexer_.peek() == 'n') {
    (void)lexer_.Word("null");
  } else if (kind() == Kind::kBoolean) {
    (void)lexer_.Word(lexer_.peek() == 't' ? "true" : "false");
  } else {
    (void)lexer_.Number(text, flag);
  }
}

void JsonReader::Skip() {
  const std::size_t base = depth_;
  std::string_view key;
  do {
    if (lexer_.failed()) return;
    if (depth_ > base && !(open_[depth_ - 1] == '}' ? NextKey(key) : NextItem())) continue;
    if (const char c = lexer_.peek(); c == '{' || c == '[') {
      if (!Open(c)) return;
    } else {
      SkipScalar();
    }
  } while (depth_ > base);
}

Status JsonReader::Finish() {
  if (!lexer_.failed() && lexer_.SkipSpace() && !lexer_.at_end())
    (void)lexer_.Wrong("something after the value");
  if (lexer_.failed()) return std::unexpected(lexer_.error());
  return {};
}

}  // namespace avouch::syntax
