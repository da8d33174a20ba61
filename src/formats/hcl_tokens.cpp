#include "formats/hcl_tokens.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

}  // namespace

std::string HclToken::Unescaped() const {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

HclToken HclLexer::Next() {
  Blanks();
  HclToken token;
  token.line = line_;
  if (at_ >= text_.size()) return token;
  const std::size_t begin = at_;
  if (text_[at_] == '"') return Quoted(token);
  if (text_.substr(at_).starts_with("<<") && Heredoc(token)) return token;
  token.kind = IsWordByte(text_[at_]) ? HclToken::Kind::kWord : HclToken::Kind::kSign;
  do ++at_;
  while (token.kind == HclToken::Kind::kWord && at_ < text_.size() && IsWordByte(text_[at_]));
  token.text = text_.substr(begin, at_ - begin);
  return token;
}

void HclLexer::To(std::size_t end) {
  end = std::min(end, text_.size());
  line_ += static_cast<int>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
  at_ = end;
}

void HclLexer::Blanks() {
  while (at_ < text_.size()) {
    const std::string_view rest = text_.substr(at_);
    if (rest[0] == '#' || rest.starts_with("//")) {
      To(text_.find('\n', at_));
    } else if (rest.starts_with("/*")) {
      const std::size_t end = text_.find("*/", at_ + 2);
      To(end == text_.npos ? end : end + 2);
    } else if (rest[0] == ' ' || rest[0] == '\t' || rest[0] == '\r' || rest[0] == '\n') {
      To(at_ + 1);
    } else {
      return;
    }
  }
}

// A text; what stands in "${ }" may hold texts itself, and makes it a computed one.
HclToken HclLexer::Quoted(HclToken token) {
  const std::size_t begin = at_ + 1;
  token.kind = HclToken::Kind::kText;
  int depth = 0;
  bool inner = false;  // Within a text in "${ }"
  std::size_t at = begin;
  for (; at < text_.size(); ++at) {
    const char c = text_[at];
    if (c == '\\') {
      ++at;
    } else if (depth == 0 && (c == '$' || c == '%') && text_.substr(at + 1, 1) == "{") {
      token.kind = HclToken::Kind::kComputed;
      depth = 1;
      ++at;
    } else if (depth == 0 && (c == '"' || c == '\n')) {
      break;
    } else if (depth > 0) {
      if (c == '"') inner = !inner;
      if (c == '{' && !inner) ++depth;
      if (c == '}' && !inner) --depth;
    }
  }
  at = std::min(at, text_.size());
  token.closed = at < text_.size() && text_[at] == '"';
  token.text = text_.substr(begin, at - begin);
  To(at + 1);
  return token;
}

// "<<EOT" to the line that is EOT alone.
bool HclLexer::Heredoc(HclToken& token) {
  std::size_t begin = at_ + 2;
  if (text_.substr(begin, 1) == "-") ++begin;
  std::size_t end = begin;
  while (end < text_.size() && IsWordByte(text_[end])) ++end;
  if (end == begin) return false;
  const std::string_view mark = text_.substr(begin, end - begin);
  for (std::size_t line = text_.find('\n', end); line != text_.npos;
       line = text_.find('\n', line + 1)) {
    const std::size_t stop = text_.find('\n', line + 1);
    if (Trim(text_.substr(line + 1, stop == text_.npos ? stop : stop - line - 1)) != mark) continue;
    const std::size_t first = text_.find('\n', end) + 1;
    token.text = text_.substr(first, line + 1 - first);
    To(stop);
    token.kind = HclToken::Kind::kComputed;
    return true;
  }
  To(text_.size());
  token.kind = HclToken::Kind::kComputed;
  return true;
}

}  // namespace avouch::formats
