#include "syntax/json.h"

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "syntax/limits.h"
#include "syntax/tree_builder.h"
#include "syntax/utf8.h"

namespace avouch::syntax {
namespace {

constexpr std::string_view kBom = "\xEF\xBB\xBF";

// Bytes of a string that need no look: neither quote, backslash, control nor
// part of a longer UTF-8 sequence.
constexpr std::array<bool, 256> MakePlainBytes() {
  std::array<bool, 256> plain{};
  for (int c = 0x20; c < 0x80; ++c) plain[static_cast<std::size_t>(c)] = c != '"' && c != '\\';
  return plain;
}
constexpr std::array<bool, 256> kPlainBytes = MakePlainBytes();

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Length of the well-formed UTF-8 sequence at `p`, whose first byte is >= 0x80;
// 0 if it is not one (RFC 3629: no overlong forms, no surrogates, <= U+10FFFF).
std::size_t Utf8Length(const char* p, const char* end) {
  const auto byte = [&](std::ptrdiff_t i) {
    return p + i < end ? static_cast<unsigned char>(p[i]) : 0u;
  };
  const auto follows = [&](std::ptrdiff_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned first = byte(0);
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    if (!follows(1) || !follows(2)) return 0;
    if (first == 0xE0 && byte(1) < 0xA0) return 0;
    return first == 0xED && byte(1) > 0x9F ? 0 : 3;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    if (!follows(1) || !follows(2) || !follows(3)) return 0;
    if (first == 0xF0 && byte(1) < 0x90) return 0;
    return first == 0xF4 && byte(1) > 0x8F ? 0 : 4;
  }
  return 0;
}

// One pass over a copy of the document that the tree's arena owns: texts point
// into the copy, and escapes are resolved in place, where they only get shorter.
class JsonParser {
 public:
  JsonParser(BytesView json, const JsonOptions& options, std::uint32_t first_line)
      : options_(options), builder_(options.duplicates, options.problems), line_(first_line) {
    if (options.allow_bom && json.starts_with(kBom)) json.remove_prefix(kBom.size());
    // The arena's copy may be written to; nobody else has it.
    at_ = json.empty() ? nullptr : const_cast<char*>(builder_.Keep(json).data());
    end_ = at_ + json.size();
    line_start_ = at_;
  }

  Result<Node> Parse() {
    AVOUCH_CHECK_OK(Value());
    while (builder_.depth() > 0) AVOUCH_CHECK_OK(Step());
    AVOUCH_CHECK_OK(SkipSpace());
    if (at_ != end_) return Wrong("something after the value");
    return builder_.Finish();
  }

 private:
  [[nodiscard]] Place Here() const { return PlaceOf(at_); }
  [[nodiscard]] Place PlaceOf(const char* at) const {
    return {line_, static_cast<std::uint32_t>(at - line_start_ - continuation_bytes_ + 1)};
  }
  [[nodiscard]] std::unexpected<Error> Wrong(std::string what) const {
    return FailAt(ErrorKind::kMalformed, std::move(what), Here());
  }
  [[nodiscard]] bool Is(char c) const { return at_ != end_ && *at_ == c; }

  void NewLine() {  // at_ stands behind the line feed.
    ++line_;
    line_start_ = at_;
    continuation_bytes_ = 0;
  }

  Status SkipSpace() {
    for (; at_ != end_;) {
      if (*at_ == '\n') {
        ++at_;
        NewLine();
      } else if (*at_ == ' ' || *at_ == '\t' || *at_ == '\r') {
        ++at_;
      } else if (*at_ == '/' && options_.allow_comments) {
        AVOUCH_CHECK_OK(SkipComment());
      } else {
        break;
      }
    }
    return {};
  }

  Status SkipComment() {
    const Place start = Here();
    const bool block = end_ - at_ >= 2 && at_[1] == '*';
    if (!block && (end_ - at_ < 2 || at_[1] != '/')) return Wrong("a lone '/'");
    at_ += 2;
    while (at_ != end_) {
      if (block && *at_ == '*' && end_ - at_ >= 2 && at_[1] == '/') return at_ += 2, Status();
      if (!block && *at_ == '\n') return {};
      AVOUCH_CHECK_OK(SkipCharacter());
    }
    if (block) return FailAt(ErrorKind::kMalformed, "a comment that does not end", start);
    return {};
  }

  Status SkipCharacter() {
    if (*at_ == '\n') {
      ++at_;
      NewLine();
      return {};
    }
    if (static_cast<unsigned char>(*at_) < 0x80) return ++at_, Status();
    const std::size_t length = Utf8Length(at_, end_);
    if (length == 0) return Wrong("bytes that are not UTF-8");
    at_ += length;
    continuation_bytes_ += static_cast<std::ptrdiff_t>(length) - 1;
    return {};
  }

  // A scalar whole, or the opening of a list or map.
  Status Value() {
    AVOUCH_CHECK_OK(SkipSpace());
    if (at_ == end_) return Wrong("a value is missing");
    const Place place = Here();
    switch (*at_) {
      case '{':
      case '[':
        AVOUCH_CHECK_OK(builder_.Begin(*at_ == '{' ? Kind::kMap : Kind::kList, place));
        ++at_;
        just_opened_ = true;
        return {};
      case '"': {
        AVOUCH_TRY(const std::string_view text, String());
        return builder_.Add(TreeBuilder::MakeText(text, place));
      }
      case 't':
        AVOUCH_CHECK_OK(Word("true"));
        return builder_.Add(TreeBuilder::MakeBoolean(true, place));
      case 'f':
        AVOUCH_CHECK_OK(Word("false"));
        return builder_.Add(TreeBuilder::MakeBoolean(false, place));
      case 'n':
        AVOUCH_CHECK_OK(Word("null"));
        return builder_.Add(TreeBuilder::MakeNull(place));
      default:
        return Number(place);
    }
  }

  // From inside a list or map: its end, or its next value.
  Status Step() {
    const bool map = builder_.in_map();
    const char close = map ? '}' : ']';
    AVOUCH_CHECK_OK(SkipSpace());
    const bool first = std::exchange(just_opened_, false);
    if (!first && !Is(close)) {
      if (!Is(',')) return Wrong(map ? "expected ',' or '}'" : "expected ',' or ']'");
      ++at_;
      AVOUCH_CHECK_OK(SkipSpace());
      if (Is(close) && !options_.allow_comments) return Wrong("a comma before the end");
    }
    if (Is(close)) {
      ++at_;
      if (auto ended = builder_.End(); !ended) return std::unexpected(std::move(ended).error());
      return {};
    }
    if (map) AVOUCH_CHECK_OK(ReadKey());
    return Value();
  }

  Status ReadKey() {
    const Place place = Here();
    if (!Is('"')) return Wrong("expected a key in double quotes");
    AVOUCH_TRY(const std::string_view key, String());
    AVOUCH_CHECK_OK(SkipSpace());
    if (!Is(':')) return Wrong("expected ':' after a key");
    ++at_;
    builder_.Key(key, place);
    return {};
  }

  Status Word(std::string_view word) {
    if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) {
      at_ += word.size();
      return {};
    }
    return Wrong("not a value");
  }

  void Digits() {
    while (at_ != end_ && IsDigit(*at_)) ++at_;
  }

  Status Number(Place place) {
    const char* start = at_;
    bool whole = true;
    if (Is('-')) ++at_;
    if (at_ == end_ || !IsDigit(*at_)) return Wrong(start == at_ ? "not a value" : "not a number");
    if (*at_ == '0') {
      ++at_;
    } else {
      Digits();
    }
    if (Is('.')) {
      whole = false;
      if (++at_ == end_ || !IsDigit(*at_)) return Wrong("a digit is missing after '.'");
      Digits();
    }
    if (Is('e') || Is('E')) {
      whole = false;
      ++at_;
      if (Is('+') || Is('-')) ++at_;
      if (at_ == end_ || !IsDigit(*at_)) return Wrong("a digit is missing in the exponent");
      Digits();
    }
    if (at_ != end_ && IsDigit(*at_)) return Wrong("a number that starts with 0");
    std::int64_t value = 0;
    if (whole && std::from_chars(start, at_, value).ec == std::errc()) {
      return builder_.Add(TreeBuilder::MakeInteger(value, place));
    }
    return builder_.Add(
        TreeBuilder::MakeNumber({start, static_cast<std::size_t>(at_ - start)}, place));
  }

  // REQUIRES: at_ stands on the opening quote.
  Result<std::string_view> String() {
    const Place start = Here();
    ++at_;
    char* const text = at_;
    char* to = nullptr;  // Where resolved bytes go, once there was an escape.
    while (true) {
      char* const plain = at_;
      while (at_ != end_ && kPlainBytes[static_cast<unsigned char>(*at_)]) ++at_;
      to = Move(to, plain);
      if (at_ == end_) return FailAt(ErrorKind::kMalformed, "a text that does not end", start);
      if (*at_ == '"') break;
      if (*at_ == '\\') {
        if (to == nullptr) to = at_;
        AVOUCH_TRY(to, Escape(to));
      } else if (static_cast<unsigned char>(*at_) < 0x20) {
        return Wrong("a control character in a text");
      } else {
        char* const wide = at_;
        AVOUCH_CHECK_OK(SkipCharacter());
        to = Move(to, wide);
      }
    }
    char* const text_end = to == nullptr ? at_ : to;
    ++at_;
    return std::string_view(text, static_cast<std::size_t>(text_end - text));
  }

  // Moves the bytes from `from` to at_ down to `to`, if they move at all.
  char* Move(char* to, const char* from) const {
    if (to == nullptr) return nullptr;
    const auto size = static_cast<std::size_t>(at_ - from);
    std::memmove(to, from, size);
    return to + size;
  }

  // Resolves one escape into `to`; returns the byte behind what it wrote.
  Result<char*> Escape(char* to) {
    if (end_ - at_ < 2) return Wrong("an escape that does not end");
    constexpr std::string_view kNames = "\"\\/bfnrt";
    constexpr std::string_view kValues = "\"\\/\b\f\n\r\t";
    if (const std::size_t known = kNames.find(at_[1]); known != std::string_view::npos) {
      at_ += 2;
      *to = kValues[known];
      return to + 1;
    }
    if (at_[1] != 'u') return Wrong("an unknown escape");
    auto code = Hex4();
    if (!code) return Wrong("\\u without four hexadecimal digits");
    if (*code >= 0xDC00 && *code <= 0xDFFF) return Wrong("a lone surrogate");
    if (*code >= 0xD800 && *code <= 0xDBFF) {
      at_ += 6;
      const auto low = end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u' ? Hex4() : std::nullopt;
      if (!low || *low < 0xDC00 || *low > 0xDFFF) return Wrong("a lone surrogate");
      *code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
    }
    at_ += 6;
    return PutUtf8(to, *code);
  }

  // The digits of "\uXXXX" at at_, which stays.
  [[nodiscard]] std::optional<std::uint32_t> Hex4() const {
    if (end_ - at_ < 6) return std::nullopt;
    std::uint32_t code = 0;
    const auto [stop, error] = std::from_chars(at_ + 2, at_ + 6, code, 16);
    if (error != std::errc() || stop != at_ + 6) return std::nullopt;
    return code;
  }

  const JsonOptions& options_;
  TreeBuilder builder_;
  char* at_ = nullptr;
  char* end_ = nullptr;
  const char* line_start_ = nullptr;
  std::ptrdiff_t continuation_bytes_ = 0;  // On this line so far: they take no column.
  std::uint32_t line_;
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
