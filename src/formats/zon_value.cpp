#include "formats/zon_value.h"

#include <utility>

#include "formats/limits.h"
#include "formats/literal_text.h"

namespace avouch::formats {
namespace {

class Parser {
 public:
  Parser(const Path& path, std::string_view text) : text_(path, text) {}

  Result<ZonValue> Whole() {
    AVOUCH_TRY(ZonValue value, Value(0));
    Blanks();
    if (!text_.done()) return text_.Bad("more than one value");
    return value;
  }

 private:
  void Blanks() {
    while (true) {
      text_.SkipBlanks();
      if (!text_.Next("//")) return;
      text_.SkipLine();
    }
  }

  Result<ZonValue> Value(int depth) {
    if (depth > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    Blanks();
    ZonValue value;
    value.line = text_.line();
    if (text_.Take(".{")) return Struct(std::move(value), depth);
    if (text_.Peek() == '"') {
      value.kind = ZonValue::Kind::kText;
      AVOUCH_TRY(value.text, text_.Quoted('"'));
      return value;
    }
    if (text_.Next("\\\\")) return Lines(std::move(value));
    value.kind = ZonValue::Kind::kWord;
    text_.Take(".");
    AVOUCH_TRY(value.text, Name());
    if (value.text.empty()) return text_.Bad("a value is missing");
    return value;
  }

  // A word, @"a text", 'c' or a number.
  Result<std::string> Name() {
    if (text_.Take("@")) {
      if (text_.Peek() != '"') return text_.Bad("a name is missing");
      return text_.Quoted('"');
    }
    if (text_.Peek() == '\'') return text_.Quoted('\'');
    return text_.Until(" \t\r\n,={}\"/");
  }

  Result<ZonValue> Struct(ZonValue value, int depth) {
    value.kind = ZonValue::Kind::kStruct;
    while (true) {
      Blanks();
      if (text_.done()) return text_.Bad("a bracket that does not end");
      if (text_.Take("}")) return value;
      if (text_.Take(",")) continue;
      ZonValue::Field field;
      AVOUCH_TRY(field.value, Value(depth + 1));
      Blanks();
      if (field.value.kind == ZonValue::Kind::kWord && text_.Take("=")) {
        const int line = field.value.line;
        field.key = std::move(field.value.text);
        AVOUCH_TRY(field.value, Value(depth + 1));
        field.value.line = line;  // Where its name stands
      }
      value.fields.push_back(std::move(field));
    }
  }

  // \\one line after another
  Result<ZonValue> Lines(ZonValue value) {
    value.kind = ZonValue::Kind::kText;
    while (text_.Take("\\\\")) {
      value.text += text_.Until("\n");
      text_.SkipBlanks();
      if (text_.Next("\\\\")) value.text += '\n';
    }
    return value;
  }

  LiteralText text_;
};

}  // namespace

const ZonValue& ZonValue::operator[](std::string_view key) const {
  static const ZonValue nothing;
  for (const Field& field : fields)
    if (field.key == key) return field.value;
  return nothing;
}

Result<ZonValue> ReadZon(const Path& path, std::string_view text) {
  return Parser(path, text).Whole();
}

}  // namespace avouch::formats
