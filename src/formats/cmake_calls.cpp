#include "formats/cmake_calls.h"

#include <cctype>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

bool IsNameChar(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

class Reader {
 public:
  Reader(const Path& path, std::string_view text) : path_(path), text_(text) {}

  Result<std::vector<CmakeCall>> All() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        AVOUCH_CHECK_OK(Comment());
      } else if (IsNameChar(c)) {
        AVOUCH_CHECK_OK(Call());
      } else {
        Step();
      }
    }
    return std::move(calls_);
  }

 private:
  void Step() { line_ += text_[at_++] == '\n' ? 1 : 0; }

  // The length of "[==[" at `at`, or 0.
  std::size_t Opening(std::size_t at) const {
    if (at >= text_.size() || text_[at] != '[') return 0;
    std::size_t end = at + 1;
    while (end < text_.size() && text_[end] == '=') ++end;
    return end < text_.size() && text_[end] == '[' ? end + 1 - at : 0;
  }

  // What stands between "[==[" and "]==]".
  Result<std::string> Bracket(std::size_t length) {
    const std::uint32_t line = line_;
    const std::string close = "]" + std::string(length - 2, '=') + "]";
    const std::size_t end = text_.find(close, at_ + length);
    if (end == text_.npos)
      return FailAt(path_, static_cast<int>(line), "a bracket argument that is not closed");
    std::string inside(text_.substr(at_ + length, end - at_ - length));
    while (at_ < end + close.size()) Step();
    return inside;
  }

  Status Comment() {
    ++at_;
    if (const std::size_t length = Opening(at_); length > 0) {
      AVOUCH_TRY(const std::string ignored, Bracket(length));
      (void)ignored;
      return {};
    }
    at_ = std::min(text_.find('\n', at_), text_.size());
    return {};
  }

  Status Call() {
    CmakeCall call;
    call.line = line_;
    const std::size_t start = at_;
    while (at_ < text_.size() && IsNameChar(text_[at_])) ++at_;
    call.name = Lower(text_.substr(start, at_ - start));
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (at_ >= text_.size() || text_[at_] != '(') return {};
    ++at_;
    AVOUCH_CHECK_OK(Arguments(call));
    calls_.push_back(std::move(call));
    return {};
  }

  Status Arguments(CmakeCall& call) {
    int depth = 1;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#') {
        AVOUCH_CHECK_OK(Comment());
      } else if (c == '(') {
        ++depth, ++at_;
      } else if (c == ')') {
        ++at_;
        if (--depth == 0) return {};
      } else if (c == '"') {
        AVOUCH_TRY(std::string text, Quoted());
        call.arguments.push_back(std::move(text));
      } else if (const std::size_t length = Opening(at_); length > 0) {
        AVOUCH_TRY(std::string text, Bracket(length));
        call.arguments.push_back(std::move(text));
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';') {
        Step();
      } else {
        Unquoted(call);
      }
    }
    return FailAt(path_, static_cast<int>(call.line), "a call that is not closed");
  }

  Result<std::string> Quoted() {
    const std::uint32_t line = line_;
    std::string out;
    for (++at_; at_ < text_.size() && text_[at_] != '"'; Step()) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) {
        ++at_;
        if (text_[at_] == '\n') continue;
      }
      out += text_[at_];
    }
    if (at_ >= text_.size())
      return FailAt(path_, static_cast<int>(line), "a text that is not closed");
    ++at_;
    return out;
  }

  void Unquoted(CmakeCall& call) {
    std::string out;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ';' || c == '(' || c == ')' ||
          c == '"' || c == '#')
        break;
      if (c == '\\' && at_ + 1 < text_.size()) ++at_;
      out += text_[at_];
      Step();
    }
    call.arguments.push_back(std::move(out));
  }

  const Path& path_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::vector<CmakeCall> calls_;
};

}  // namespace

Result<std::vector<CmakeCall>> ReadCmakeCalls(const Path& path, BytesView bytes) {
  return Reader(path, WithoutBom(bytes)).All();
}

}  // namespace avouch::formats
