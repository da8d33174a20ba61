#include "formats/lua_literals.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "formats/limits.h"

namespace avouch::formats {
namespace {

bool IsWordStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsWord(char c) { return IsWordStart(c) || IsDigit(c); }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<LuaValue> Chunk() {
    LuaValue chunk;
    chunk.kind = LuaValue::Kind::kTable;
    if (text_.starts_with("#!")) SkipLine();
    while (true) {
      AVOUCH_CHECK_OK(Blanks());
      if (at_ >= text_.size()) return chunk;
      AVOUCH_CHECK_OK(Statement(chunk));
    }
  }

 private:
  std::unexpected<Error> Bad(std::string what, ErrorKind kind = ErrorKind::kMalformed) const {
    return Fail(kind, std::move(what), "line " + std::to_string(line_));
  }
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  char Advance() {
    if (text_[at_] == '\n') ++line_;
    return text_[at_++];
  }
  void SkipLine() { at_ = std::min(text_.find('\n', at_), text_.size()); }

  Status Blanks() {
    while (at_ < text_.size()) {
      if (IsBlank(Peek())) {
        Advance();
      } else if (text_.substr(at_).starts_with("--")) {
        at_ += 2;
        std::string comment;
        if (LongBracket() < 0)
          SkipLine();
        else
          AVOUCH_CHECK_OK(Long(comment));
      } else {
        break;
      }
    }
    return {};
  }

  // [local] name = value, return value, or something else, passed over.
  Status Statement(LuaValue& chunk) {
    std::string word = Word();
    AVOUCH_CHECK_OK(Blanks());
    if (word == "local") {
      word = Word();
      AVOUCH_CHECK_OK(Blanks());
    }
    const bool returns = word == "return";
    const bool sets = !word.empty() && Peek() == '=' && Peek(1) != '=';
    if (!returns && !sets) {
      if (at_ < text_.size() && word.empty()) {
        LuaValue ignored;
        AVOUCH_TRY(ignored, Value(0));
      }
      return {};
    }
    if (sets) ++at_;
    AVOUCH_TRY(LuaValue value, Expression(0));
    if (value.is_text()) texts_[word] = value.text;
    if (chunk.fields.size() < kMaxNames)
      for (auto& field : chunk.fields)
        if (field.key == word) {
          field.value = std::move(value);
          return {};
        }
    chunk.fields.push_back({std::move(word), std::move(value)});
    return {};
  }

  std::string Word() {
    std::string word;
    if (IsWordStart(Peek()))
      while (IsWord(Peek())) word += Advance();
    return word;
  }

  // Values joined by ".."; any other operator makes it computed.
  Result<LuaValue> Expression(int depth) {
    AVOUCH_CHECK_OK(Blanks());
    AVOUCH_TRY(LuaValue value, Value(depth));
    while (true) {
      AVOUCH_CHECK_OK(Blanks());
      if (!text_.substr(at_).starts_with("..")) break;
      at_ += 2;
      AVOUCH_CHECK_OK(Blanks());
      AVOUCH_TRY(const LuaValue next, Value(depth));
      if (value.is_text() && next.is_text())
        value.text += next.text;
      else
        value.kind = LuaValue::Kind::kComputed;
      if (value.text.size() > kMaxExpanded) return Bad("a text too long", ErrorKind::kTooLarge);
    }
    while (Peek() == '(' || Peek() == ':' || (Peek() == '.' && IsWordStart(Peek(1)))) {
      value.kind = LuaValue::Kind::kComputed;  // A call or what it is called on.
      if (Advance() != '(') {
        Word();
        continue;
      }
      AVOUCH_TRY(const LuaValue arguments, Table(')', depth));
    }
    return value;
  }

  Result<LuaValue> Value(int depth) {
    if (depth > kMaxLiteralDepth)
      return Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    LuaValue value;
    value.line = line_;
    value.kind = LuaValue::Kind::kComputed;
    const char c = Peek();
    if (at_ >= text_.size()) return Bad("a value is missing");
    if (c == '"' || c == '\'') {
      value.kind = LuaValue::Kind::kText;
      AVOUCH_CHECK_OK(Quoted(value.text));
    } else if (LongBracket() >= 0) {
      value.kind = LuaValue::Kind::kText;
      AVOUCH_CHECK_OK(Long(value.text));
    } else if (c == '{') {
      ++at_;
      return Table('}', depth);
    } else if (c == '(') {
      ++at_;
      AVOUCH_TRY(value, Table(')', depth));
      value.kind = LuaValue::Kind::kComputed;
    } else if (IsDigit(c)) {
      value.kind = LuaValue::Kind::kNumber;
      while (IsWord(Peek()) || (Peek() == '.' && Peek(1) != '.')) value.text += Advance();
    } else if (IsWordStart(c)) {
      const auto known = texts_.find(Word());
      if (known != texts_.end()) value.kind = LuaValue::Kind::kText, value.text = known->second;
    } else {
      Advance();
    }
    return value;
  }

  Result<LuaValue> Table(char close, int depth) {
    LuaValue table;
    table.kind = close == '}' ? LuaValue::Kind::kTable : LuaValue::Kind::kComputed;
    table.line = line_;
    while (true) {
      AVOUCH_CHECK_OK(Blanks());
      if (at_ >= text_.size()) return Bad("a bracket that does not end");
      if (Peek() == close) break;
      if (Peek() == ',' || Peek() == ';') {
        ++at_;
        continue;
      }
      LuaValue::Field field;
      AVOUCH_CHECK_OK(Key(field.key, depth));
      AVOUCH_TRY(field.value, Expression(depth + 1));
      table.fields.push_back(std::move(field));
    }
    ++at_;
    return table;
  }

  // "name =" or "[text] ="; nothing taken for an item of a list.
  Status Key(std::string& key, int depth) {
    const std::size_t at = at_;
    const int line = line_;
    if (Peek() == '[' && LongBracket() < 0) {
      ++at_;
      AVOUCH_TRY(LuaValue name, Expression(depth + 1));
      key = std::move(name.text);
      AVOUCH_CHECK_OK(Blanks());
      if (Peek() == ']') ++at_;
    } else {
      key = Word();
    }
    AVOUCH_CHECK_OK(Blanks());
    if (!key.empty() && Peek() == '=' && Peek(1) != '=') {
      ++at_;
      return {};
    }
    if (text_[at] != '[') at_ = at, line_ = line, key.clear();
    return {};
  }

  Status Quoted(std::string& out) {
    const char quote = Advance();
    while (at_ < text_.size()) {
      char c = Advance();
      if (c == quote) return {};
      if (c == '\\' && at_ < text_.size()) {
        c = Advance();
        c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
      }
      out += c;
    }
    return Bad("a text that does not end");
  }

  // How many '=' a long bracket here has; -1 when there is none.
  [[nodiscard]] int LongBracket() const {
    if (Peek() != '[') return -1;
    std::size_t i = 1;
    while (Peek(i) == '=') ++i;
    return Peek(i) == '[' ? static_cast<int>(i) - 1 : -1;
  }

  Status Long(std::string& out) {
    const auto level = static_cast<std::size_t>(LongBracket());
    const std::string end = "]" + std::string(level, '=') + "]";
    at_ += level + 2;
    const std::size_t stop = text_.find(end, at_);
    if (stop == text_.npos) return Bad("a text that does not end");
    while (at_ < stop) out += Advance();
    at_ += end.size();
    return {};
  }

  static constexpr std::size_t kMaxNames = 200;  // Looked through for one set twice.

  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::unordered_map<std::string, std::string> texts_;
};

}  // namespace

const LuaValue& LuaValue::operator[](std::string_view key) const {
  static const LuaValue nothing;
  for (const Field& field : fields)
    if (field.key == key) return field.value;
  return nothing;
}

Result<LuaValue> ReadLua(std::string_view text) { return Parser(text).Chunk(); }

}  // namespace avouch::formats
