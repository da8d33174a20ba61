#include "formats/renovate_json5.h"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace avouch::formats {
namespace {

bool IsWordByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '$' || static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

class Converter {
 public:
  explicit Converter(std::string_view in) : in_(in) {}

  std::string Run() {
    out_.reserve(in_.size() + in_.size() / 8);
    while (at_ < in_.size()) Step();
    return std::move(out_);
  }

 private:
  void Step() {
    const char c = in_[at_];
    if (in_.substr(at_).starts_with("//")) return CopyUntil("\n");
    if (in_.substr(at_).starts_with("/*")) return CopyUntil("*/");
    if (c == '"' || c == '\'') return Text(c);
    if (IsDigit(c) || c == '+' || c == '.' || c == '-') return Number();
    if (IsWordByte(c)) return Word();
    out_ += c;
    ++at_;
  }

  void CopyUntil(std::string_view end) {
    std::size_t stop = in_.find(end, at_ + (end.size() > 1 ? 2 : 0));
    stop = stop == in_.npos ? in_.size() : stop + end.size();
    out_.append(in_.substr(at_, stop - at_));
    at_ = stop;
  }

  void Text(char quote) {
    out_ += '"';
    for (++at_; at_ < in_.size() && in_[at_] != quote; ++at_) {
      const char c = in_[at_];
      if (c == '"') {
        out_ += "\\\"";
      } else if (c == '\\' && at_ + 1 < in_.size()) {
        Escape(in_[++at_]);
      } else {
        out_ += c;
      }
    }
    if (at_ < in_.size()) ++at_, out_ += '"';
  }

  void Escape(char c) {
    if (c == '\n') return;  // The line is joined; a text spans lines in no real file.
    if (c == '\'') return static_cast<void>(out_ += '\'');
    if (c == 'v' || c == '0') return static_cast<void>(out_ += c == 'v' ? "\\u000b" : "\\u0000");
    if (c == 'x') return static_cast<void>(out_ += "\\u00");
    out_ += '\\';
    out_ += c;
  }

  void Number() {
    std::size_t end = at_;
    while (end < in_.size() &&
           (IsWordByte(in_[end]) || in_[end] == '.' || in_[end] == '-' || in_[end] == '+'))
      ++end;
    std::string_view text = in_.substr(at_, end - at_);
    at_ = end;
    if (text.starts_with('+')) text.remove_prefix(1);
    if (text.starts_with("0x") || text.starts_with("0X")) {
      std::uint32_t value = 0;
      const auto digits = text.substr(2);
      const auto [stop, error] =
          std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
      if (error == std::errc() && stop == digits.data() + digits.size())
        return static_cast<void>(out_ += std::to_string(value));
    }
    if (text.starts_with('.')) out_ += '0';
    out_ += text;
    if (text.ends_with('.')) out_ += '0';
  }

  // A bare word is a key unless it is one of the three that JSON knows and no
  // colon follows.
  void Word() {
    std::size_t end = at_;
    while (end < in_.size() && IsWordByte(in_[end])) ++end;
    const std::string_view word = in_.substr(at_, end - at_);
    at_ = end;
    std::size_t next = end;
    while (next < in_.size() && (in_[next] == ' ' || in_[next] == '\t')) ++next;
    const bool key = next < in_.size() && in_[next] == ':';
    if (!key)
      out_ += word;
    else
      out_.append("\"").append(word).append("\"");
  }

  std::string_view in_;
  std::size_t at_ = 0;
  std::string out_;
};

}  // namespace

std::string Json5ToJson(std::string_view json5) { return Converter(json5).Run(); }

}  // namespace avouch::formats
