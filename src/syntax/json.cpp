#include "syntax/json.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "syntax/json_lexer.h"
#include "syntax/limits.h"
#include "syntax/tree_builder.h"

namespace avouch::syntax {
namespace {

// One pass over a copy of the document that the tree's arena owns: texts point
// into the copy, and escapes are resolved in place, where they only get shorter.
class JsonParser {
 public:
  JsonParser(BytesView json, const JsonOptions& options, std::uint32_t first_line)
      : options_(options),
        builder_(options.duplicates, options.problems),
        lexer_(builder_.Keep(json), options.allow_bom, options.allow_comments, first_line) {}

  Result<Node> Parse() {
    AVOUCH_CHECK_OK(Value());
    while (builder_.depth() > 0) AVOUCH_CHECK_OK(Step());
    if (!lexer_.SkipSpace()) return Failed();
    if (!lexer_.at_end()) return Wrong("something after the value");
    return builder_.Finish();
  }

 private:
  [[nodiscard]] std::unexpected<Error> Failed() const { return std::unexpected(lexer_.error()); }
  [[nodiscard]] std::unexpected<Error> Wrong(std::string what) {
    (void)lexer_.Wrong(std::move(what));
    return Failed();
  }

  // A scalar whole, or the opening of a list or map.
  Status Value() {
    if (!lexer_.SkipSpace()) return Failed();
    if (lexer_.at_end()) return Wrong("a value is missing");
    const Place place = lexer_.place();
    switch (const char c = lexer_.peek(); c) {
      case '{':
      case '[':
        AVOUCH_CHECK_OK(builder_.Begin(c == '{' ? Kind::kMap : Kind::kList, place));
        lexer_.Advance();
        just_opened_ = true;
        return {};
      case '"': {
        std::string_view text;
        if (!String(text)) return Failed();
        return builder_.Add(TreeBuilder::MakeText(text, place));
      }
      case 't':
      case 'f':
        if (!lexer_.Word(c == 't' ? "true" : "false")) return Failed();
        return builder_.Add(TreeBuilder::MakeBoolean(c == 't', place));
      case 'n':
        if (!lexer_.Word("null")) return Failed();
        return builder_.Add(TreeBuilder::MakeNull(place));
      default:
        return Number(place);
    }
  }

  // From inside a list or map: its end, or its next value.
  Status Step() {
    const bool map = builder_.in_map();
    const char close = map ? '}' : ']';
    if (!lexer_.SkipSpace()) return Failed();
    const bool first = std::exchange(just_opened_, false);
    if (!first && lexer_.peek() != close) {
      if (lexer_.peek() != ',') return Wrong(map ? "expected ',' or '}'" : "expected ',' or ']'");
      lexer_.Advance();
      if (!lexer_.SkipSpace()) return Failed();
      if (lexer_.peek() == close && !options_.allow_comments)
        return Wrong("a comma before the end");
    }
    if (lexer_.peek() == close) {
      lexer_.Advance();
      if (auto ended = builder_.End(); !ended) return std::unexpected(std::move(ended).error());
      return {};
    }
    if (map) AVOUCH_CHECK_OK(ReadKey());
    return Value();
  }

  Status ReadKey() {
    const Place place = lexer_.place();
    if (lexer_.peek() != '"') return Wrong("expected a key in double quotes");
    std::string_view key;
    if (!String(key) || !lexer_.SkipSpace()) return Failed();
    if (lexer_.peek() != ':') return Wrong("expected ':' after a key");
    lexer_.Advance();
    builder_.Key(key, place);
    return {};
  }

  Status Number(Place place) {
    std::string_view spelled;
    bool whole = false;
    if (!lexer_.Number(spelled, whole)) return Failed();
    std::int64_t value = 0;
    if (whole && std::from_chars(spelled.begin(), spelled.end(), value).ec == std::errc())
      return builder_.Add(TreeBuilder::MakeInteger(value, place));
    return builder_.Add(TreeBuilder::MakeNumber(spelled, place));
  }

  bool String(std::string_view& text) {
    bool escaped = false;
    if (!lexer_.String(text, escaped)) return false;
    // The arena's copy may be written to; nobody else has it.
    if (escaped) text = text.substr(0, JsonLexer::Unescape(text, const_cast<char*>(text.data())));
    return true;
  }

  const JsonOptions& options_;
  TreeBuilder builder_;
  JsonLexer lexer_;
  bool just_opened_ = false;
};

Result<Node> ParseFrom(BytesView json, const JsonOptions& options, std::uint32_t first_line) {
  if (json.size() > kMaxDocumentBytes) {
    return Fail(ErrorKind::kTooLarge,
                "a document of more than " + std::to_string(kMaxDocumentBytes) + " bytes");
  }
  return JsonParser(json, options, first_line).Parse();
}

}  // namespace

Result<Node> ParseJson(BytesView json, const JsonOptions& options) {
  return ParseFrom(json, options, 1);
}

Result<std::vector<Node>> ParseJsonLines(BytesView lines, const JsonOptions& options) {
  std::vector<Node> values;
  std::uint32_t number = 0;
  while (!lines.empty()) {
    ++number;
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    const BytesView line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    if (line.find_first_not_of(" \t\r") == BytesView::npos) continue;
    AVOUCH_TRY(Node value, ParseFrom(line, options, number));
    values.push_back(std::move(value));
  }
  return values;
}

}  // namespace avouch::syntax
