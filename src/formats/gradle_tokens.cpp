#include "formats/gradle_tokens.h"

#include <algorithm>
#include <cctype>
#include <string>

#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

bool IsWordChar(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '.';
}

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}

  std::vector<GradleToken> All() {
    std::vector<GradleToken> out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        out.push_back({GradleToken::kLine, {}, false, line_});
        ++line_, ++at_;
      } else if (text_.substr(at_).starts_with("//")) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (text_.substr(at_).starts_with("/*")) {
        Skip(std::min(text_.find("*/", at_ + 2), text_.size() - 2) + 2);
      } else if (c == '"' || c == '\'') {
        out.push_back(Text(c));
      } else if (c == '`') {
        out.push_back(Quoted());
      } else if (IsWordChar(c)) {
        const std::size_t start = at_;
        while (at_ < text_.size() && IsWordChar(text_[at_])) ++at_;
        out.push_back({GradleToken::kWord, text_.substr(start, at_ - start), false, line_});
      } else {
        if (c != ' ' && c != '\t' && c != '\r')
          out.push_back({GradleToken::kSign, text_.substr(at_, 1), false, line_});
        ++at_;
      }
    }
    out.push_back({GradleToken::kLine, {}, false, line_});
    return out;
  }

 private:
  void Skip(std::size_t end) {
    for (; at_ < end; ++at_) line_ += text_[at_] == '\n' ? 1 : 0;
  }

  // `java-library`: a word of Kotlin.
  GradleToken Quoted() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '`' && text_[at_] != '\n') ++at_;
    const GradleToken token{GradleToken::kWord, text_.substr(start, at_ - start), false, line_};
    if (at_ < text_.size() && text_[at_] == '`') ++at_;
    return token;
  }

  GradleToken Text(char quote) {
    GradleToken token{GradleToken::kText, {}, false, line_};
    const std::string triple(3, quote);
    if (text_.substr(at_).starts_with(triple)) {
      const std::size_t end = std::min(text_.find(triple, at_ + 3), text_.size());
      token.text = text_.substr(at_ + 3, end > at_ + 3 ? end - at_ - 3 : 0);
      Skip(std::min(end + 3, text_.size()));
    } else {
      const std::size_t start = ++at_;
      while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') Step(quote);
      token.text = text_.substr(start, std::min(at_, text_.size()) - start);
      if (at_ < text_.size() && text_[at_] == quote) ++at_;
    }
    token.computed = quote == '"' && token.text.find('$') != token.text.npos;
    return token;
  }

  // One character, with what is escaped; or ${...}, in which quotes are others.
  void Step(char quote) {
    if (at_ >= line_end_) {
      line_end_ = std::min(text_.find('\n', at_), text_.size());
      closes_ = true;
    }
    if (text_[at_] == '\\' && at_ + 1 < line_end_) {
      at_ += 2;
      return;
    }
    if (quote == '"' && closes_ && text_.substr(at_).starts_with("${")) {
      const std::size_t end = text_.substr(0, line_end_).find('}', at_);
      closes_ = end != text_.npos;
      if (closes_) at_ = end;
    }
    ++at_;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_end_ = 0;  // Of the line looked at last
  bool closes_ = true;        // It may have a '}' still
  std::uint32_t line_ = 1;
};

}  // namespace

std::vector<GradleToken> GradleTokens(BytesView bytes) { return Lexer(WithoutBom(bytes)).All(); }

}  // namespace avouch::formats
