#include "syntax/json_lexer.h"

#include <array>
#include <charconv>
#include <cstring>
#include <optional>
#include <utility>

#include "syntax/eight_bytes.h"
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

// To the first byte that is not plain.
const char* SkipPlain(const char* at, const char* end) {
  for (; end - at >= static_cast<std::ptrdiff_t>(kEight); at += kEight)
    if (const std::uint64_t odd = MarkOdd(LoadEight(at)); odd != 0) return at + BytesBefore(odd);
  while (at != end && kPlainBytes[static_cast<unsigned char>(*at)]) ++at;
  return at;
}

// To the first byte that is no space.
const char* SkipBlanks(const char* at, const char* end) {
  for (; end - at >= static_cast<std::ptrdiff_t>(kEight); at += kEight)
    if (const std::uint64_t other = LoadEight(at) ^ (kEachByte * ' '); other != 0)
      return at + BytesBefore(other);
  while (at != end && *at == ' ') ++at;
  return at;
}

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

// The number that the digits of "\uXXXX" at `at` spell.
std::optional<std::uint32_t> Hex4(const char* at, const char* end) {
  if (end - at < 6) return std::nullopt;
  std::uint32_t code = 0;
  const auto [stop, error] = std::from_chars(at + 2, at + 6, code, 16);
  if (error != std::errc() || stop != at + 6) return std::nullopt;
  return code;
}

constexpr std::string_view kEscapeNames = "\"\\/bfnrt";
constexpr std::string_view kEscapeValues = "\"\\/\b\f\n\r\t";

}  // namespace

JsonLexer::JsonLexer(BytesView json, bool allow_bom, bool allow_comments, std::uint32_t first_line)
    : line_(first_line), allow_comments_(allow_comments) {
  begin_ = json.data();
  if (allow_bom && json.starts_with(kBom)) json.remove_prefix(kBom.size());
  at_ = json.data();
  end_ = at_ + json.size();
  line_start_ = at_;
}

bool JsonLexer::WrongAt(std::string what, Place place, ErrorKind kind) {
  if (!failed_) error_ = Error{kind, std::move(what), ToString(place), {}};
  failed_ = true;
  return false;
}

void JsonLexer::NewLine() {  // at_ stands behind the line feed.
  ++line_;
  line_start_ = at_;
  continuation_bytes_ = 0;
}

bool JsonLexer::SkipSpaces() {
  while (at_ != end_) {
    if (*at_ == ' ' || *at_ == '\t' || *at_ == '\r') {
      ++at_;
    } else if (*at_ == '\n') {
      ++at_;
      NewLine();
      at_ = SkipBlanks(at_, end_);
    } else if (*at_ == '/' && allow_comments_) {
      if (!SkipComment()) return false;
    } else {
      break;
    }
  }
  return true;
}

bool JsonLexer::SkipComment() {
  const Place start = place();
  const bool block = end_ - at_ >= 2 && at_[1] == '*';
  if (!block && (end_ - at_ < 2 || at_[1] != '/')) return Wrong("a lone '/'");
  at_ += 2;
  while (at_ != end_) {
    if (block && *at_ == '*' && end_ - at_ >= 2 && at_[1] == '/') return at_ += 2, true;
    if (!block && *at_ == '\n') return true;
    if (!SkipCharacter()) return false;
  }
  return !block || WrongAt("a comment that does not end", start);
}

bool JsonLexer::SkipCharacter() {
  if (*at_ == '\n') {
    ++at_;
    NewLine();
    return true;
  }
  if (static_cast<unsigned char>(*at_) < 0x80) return ++at_, true;
  const std::size_t length = Utf8Length(at_, end_);
  if (length == 0) return Wrong("bytes that are not UTF-8");
  at_ += length;
  continuation_bytes_ += static_cast<std::ptrdiff_t>(length) - 1;
  return true;
}

bool JsonLexer::Word(std::string_view word) {
  if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word))
    return Wrong("not a value");
  at_ += word.size();
  return true;
}

bool JsonLexer::Number(std::string_view& spelled, bool& whole) {
  const auto digits = [this] {
    while (at_ != end_ && IsDigit(*at_)) ++at_;
  };
  const char* start = at_;
  whole = true;
  if (peek() == '-') ++at_;
  if (!IsDigit(peek())) return Wrong(start == at_ ? "not a value" : "not a number");
  if (*at_ == '0') {
    ++at_;
  } else {
    digits();
  }
  if (peek() == '.') {
    whole = false;
    ++at_;
    if (!IsDigit(peek())) return Wrong("a digit is missing after '.'");
    digits();
  }
  if (peek() == 'e' || peek() == 'E') {
    whole = false;
    ++at_;
    if (peek() == '+' || peek() == '-') ++at_;
    if (!IsDigit(peek())) return Wrong("a digit is missing in the exponent");
    digits();
  }
  if (IsDigit(peek())) return Wrong("a number that starts with 0");
  spelled = {start, static_cast<std::size_t>(at_ - start)};
  return true;
}

bool JsonLexer::String(std::string_view& raw, bool& escaped) {
  const char* const quote = at_++;
  escaped = false;
  while (true) {
    at_ = SkipPlain(at_, end_);
    if (at_ == end_) {
      at_ = quote;
      const Place start = place();
      at_ = end_;
      return WrongAt("a text that does not end", start);
    }
    if (*at_ == '"') break;
    if (*at_ == '\\') {
      escaped = true;
      if (!Escape()) return false;
    } else if (static_cast<unsigned char>(*at_) < 0x20) {
      return Wrong("a control character in a text");
    } else if (!SkipCharacter()) {
      return false;
    }
  }
  raw = {quote + 1, static_cast<std::size_t>(at_ - quote - 1)};
  ++at_;
  return true;
}

bool JsonLexer::Escape() {
  if (end_ - at_ < 2) return Wrong("an escape that does not end");
  if (kEscapeNames.contains(at_[1])) return at_ += 2, true;
  if (at_[1] != 'u') return Wrong("an unknown escape");
  const auto code = Hex4(at_, end_);
  if (!code) return Wrong("\\u without four hexadecimal digits");
  if (*code >= 0xDC00 && *code <= 0xDFFF) return Wrong("a lone surrogate");
  if (*code >= 0xD800 && *code <= 0xDBFF) {
    at_ += 6;
    const auto low =
        end_ - at_ >= 2 && at_[0] == '\\' && at_[1] == 'u' ? Hex4(at_, end_) : std::nullopt;
    if (!low || *low < 0xDC00 || *low > 0xDFFF) return Wrong("a lone surrogate");
  }
  at_ += 6;
  return true;
}

std::size_t JsonLexer::Unescape(std::string_view raw, char* to) {
  char* const start = to;
  const char* at = raw.data();
  const char* const end = at + raw.size();
  while (at != end) {
    const auto* slash = static_cast<const char*>(std::memchr(at, '\\', end - at));
    const auto plain = static_cast<std::size_t>((slash == nullptr ? end : slash) - at);
    std::memmove(to, at, plain);
    to += plain;
    at += plain;
    if (at == end) break;
    if (const auto known = kEscapeNames.find(at[1]); known != std::string_view::npos) {
      *to++ = kEscapeValues[known];
      at += 2;
      continue;
    }
    std::uint32_t code = *Hex4(at, end);  // String() has seen that it is there.
    at += 6;
    if (code >= 0xD800 && code <= 0xDBFF) {
      code = 0x10000 + ((code - 0xD800) << 10) + (*Hex4(at, end) - 0xDC00);
      at += 6;
    }
    to = PutUtf8(to, code);
  }
  return static_cast<std::size_t>(to - start);
}

}  // namespace avouch::syntax
