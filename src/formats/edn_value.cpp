#include "formats/edn_value.h"

#include <utility>

#include "formats/limits.h"
#include "formats/literal_text.h"

namespace avouch::formats {
namespace {

using Kind = EdnValue::Kind;

class Parser {
 public:
  Parser(const Path& path, std::string_view text) : text_(path, text) {}

  Result<std::vector<EdnValue>> All() {
    std::vector<EdnValue> out;
    AVOUCH_CHECK_OK(Items('\0', 0, out));
    return out;
  }

 private:
  void Blanks() {
    while (true) {
      text_.SkipBlanks();
      if (text_.Peek() == ';' || text_.Next("#!"))
        text_.SkipLine();
      else if (text_.Peek() != ',')
        return;
      else
        text_.Advance();
    }
  }

  // Up to `close`, which is gone behind; of NUL, up to the end.
  Status Items(char close, int depth, std::vector<EdnValue>& out) {
    while (true) {
      Blanks();
      if (text_.done()) {
        if (close != '\0') return text_.Bad("a bracket that does not end");
        return {};
      }
      const char c = text_.Peek();
      if (c == ')' || c == ']' || c == '}') {
        if (c != close) return text_.Bad("a bracket that was not opened");
        text_.Advance();
        return {};
      }
      AVOUCH_TRY(EdnValue value, Value(depth));
      if (value.kind != Kind::kNone) out.push_back(std::move(value));
    }
  }

  // kNone for what is passed over: "#_ value", and a value that is missing behind its mark.
  Result<EdnValue> Value(int depth) {
    if (depth > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    Blanks();
    EdnValue value;
    value.line = text_.line();
    const char c = text_.Peek();
    if (text_.done() || c == ')' || c == ']' || c == '}') return value;
    if (c == '"') {
      value.kind = Kind::kText;
      AVOUCH_TRY(value.text, text_.Quoted('"'));
      return value;
    }
    if (c == '(' || c == '[' || c == '{') return Group(std::move(value), depth);
    if (c == '#') return Dispatch(std::move(value), depth);
    if (c == '^') {  // Of what follows: ^{:a 1} [b]
      text_.Advance();
      AVOUCH_TRY(const EdnValue meta, Value(depth + 1));
      return Value(depth + 1);
    }
    if (c == '\'' || c == '`') {
      text_.Advance();
      return Value(depth + 1);
    }
    if (c == '~' || c == '@') {
      text_.Advance();
      AVOUCH_TRY(const EdnValue inner, Value(depth + 1));
      value.kind = Kind::kComputed;
      return value;
    }
    if (c == '\\') {  // A character
      text_.Advance();
      if (!text_.done()) text_.Advance();
    }
    value.kind = Kind::kWord;
    value.text = text_.Until(" \t\r\n,;\"()[]{}");
    return value;
  }

  Result<EdnValue> Group(EdnValue value, int depth) {
    const char open = text_.Advance();
    value.kind = open == '{' ? Kind::kMap : Kind::kList;
    AVOUCH_CHECK_OK(Items(open == '(' ? ')' : open == '[' ? ']' : '}', depth + 1, value.items));
    return value;
  }

  // #{set}, #"pattern", #(call), #_discarded, #?(by platform), #tag value
  Result<EdnValue> Dispatch(EdnValue value, int depth) {
    text_.Advance();
    if (text_.Take("_")) {  // The next value; of "#_ #_ a b", both
      const int next = depth + 1;
      if (next > kMaxLiteralDepth)
        return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
      for (Blanks(); text_.Next("#_"); Blanks()) {
        AVOUCH_TRY(const EdnValue also, Value(next));
      }
      AVOUCH_TRY(const EdnValue discarded, Value(next));
      return value;
    }
    if (text_.Peek() == '{') {
      AVOUCH_TRY(value, Group(std::move(value), depth));
      value.kind = Kind::kList;
      return value;
    }
    value.kind = Kind::kComputed;
    if (text_.Peek() == '"') {
      if (auto pattern = text_.Quoted('"'); !pattern) return std::unexpected(pattern.error());
      return value;
    }
    if (text_.Peek() != '(') {
      (void)text_.Until(" \t\r\n,;\"()[]{}");  // A tag, and what it stands before
      if (text_.done()) return value;
    }
    AVOUCH_TRY(const EdnValue inner, Value(depth + 1));
    return value;
  }

  LiteralText text_;
};

const EdnValue& Nothing() {
  static const EdnValue nothing;
  return nothing;
}

}  // namespace

const EdnValue& EdnValue::At(std::size_t index) const {
  return index < items.size() ? items[index] : Nothing();
}

const EdnValue& EdnValue::operator[](std::string_view key) const {
  for (std::size_t i = 0; i + 1 < items.size(); i += kind == Kind::kMap ? 2 : 1)
    if (items[i].is_word() && items[i].text == key) return items[i + 1];
  return Nothing();
}

Result<std::vector<EdnValue>> ReadEdn(const Path& path, std::string_view text) {
  return Parser(path, text).All();
}

}  // namespace avouch::formats
