#include "formats/sdl_tags.h"

#include "formats/limits.h"
#include "formats/literal_text.h"

namespace avouch::formats {
namespace {

class Parser {
 public:
  Parser(const Path& path, std::string_view text) : text_(path, text) {}

  Result<std::vector<SdlTag>> Tags(int depth) {
    if (depth > kMaxLiteralDepth)
      return text_.Bad("brackets inside each other too deep", ErrorKind::kTooLarge);
    std::vector<SdlTag> out;
    while (true) {
      Blanks();
      if (text_.Take("\n") || text_.Take(";")) continue;
      if (text_.done()) {
        if (depth > 0) return text_.Bad("a bracket that does not end");
        return out;
      }
      if (text_.Take("}")) {
        if (depth == 0) return text_.Bad("a bracket that was not opened");
        return out;
      }
      AVOUCH_TRY(SdlTag tag, Tag(depth));
      out.push_back(std::move(tag));
    }
  }

 private:
  // Within a line: blanks, comments, and a line end behind a backslash.
  void Blanks() {
    while (true) {
      const char c = text_.Peek();
      if (c == ' ' || c == '\t' || c == '\r')
        text_.Advance();
      else if (text_.Take("/*"))
        text_.SkipBehind("*/");
      else if (text_.Next("//") || text_.Next("--") || c == '#')
        text_.SkipLine();
      else if (!text_.Take("\\\n") && !text_.Take("\\\r\n"))
        return;
    }
  }

  Result<SdlTag> Tag(int depth) {
    SdlTag tag;
    tag.line = text_.line();
    // Without a name, a tag's name is "content".
    if (text_.Peek() != '"' && text_.Peek() != '`') tag.name = Word();
    while (true) {
      Blanks();
      const char c = text_.Peek();
      if (text_.done() || c == '\n' || c == ';' || c == '}') return tag;
      if (text_.Take("{")) {
        AVOUCH_TRY(tag.tags, Tags(depth + 1));
        return tag;
      }
      AVOUCH_CHECK_OK(Value(tag));
    }
  }

  std::string Word() { return text_.Until(" \t\r\n;{}=\"`"); }

  // "text", `text`, true, 1.5, [base64], or key=value.
  Status Value(SdlTag& tag) {
    std::string key;
    if (text_.Peek() != '"' && text_.Peek() != '`') {
      key = Word();
      if (!text_.Take("=")) {
        if (key.empty()) text_.Advance();
        tag.values.push_back(std::move(key));
        return {};
      }
    }
    std::string value;
    if (text_.Peek() == '"') {
      AVOUCH_TRY(value, text_.Quoted('"'));
    } else if (text_.Take("`")) {
      value = text_.Until("`");
      if (!text_.Take("`")) return text_.Bad("a text that does not end");
    } else {
      value = Word();
    }
    if (key.empty())
      tag.values.push_back(std::move(value));
    else
      tag.attributes.emplace_back(std::move(key), std::move(value));
    return {};
  }

  LiteralText text_;
};

}  // namespace

std::string_view SdlTag::Attribute(std::string_view key) const {
  for (const auto& [one, value] : attributes)
    if (one == key) return value;
  return {};
}

Result<std::vector<SdlTag>> ReadSdl(const Path& path, std::string_view text) {
  return Parser(path, text).Tags(0);
}

}  // namespace avouch::formats
