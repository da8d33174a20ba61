// A place in the text of a file of literals, with its line: what readers of opam, Zig, Clojure,
// SDLang and Perl share.
//
// Pure; one thread each.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/path.h"
#include "base/result.h"

namespace avouch::formats {

class LiteralText {
 public:
  // REQUIRES: `path` and `text` outlive it.
  LiteralText(const Path& path, std::string_view text) : path_(path), text_(text) {}

  [[nodiscard]] bool done() const { return at_ >= text_.size(); }
  [[nodiscard]] int line() const { return line_; }
  [[nodiscard]] bool at_line_start() const { return at_ == 0 || text_[at_ - 1] == '\n'; }
  [[nodiscard]] const Path& path() const { return path_; }
  // The character `ahead` of here; NUL behind the end.
  [[nodiscard]] char Peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool Next(std::string_view what) const {
    return text_.substr(at_).starts_with(what);
  }
  // REQUIRES: not done().
  char Advance() {
    if (text_[at_] == '\n') ++line_;
    return text_[at_++];
  }
  // Goes behind `what` where that comes next.
  bool Take(std::string_view what);
  // Up to the line's end, or behind the next `end`; all of it where there is none.
  void SkipLine();
  void SkipBehind(std::string_view end);
  // Spaces, tabs and line ends.
  void SkipBlanks();
  // As far as characters are none of `stops`.
  [[nodiscard]] std::string Until(std::string_view stops);

  // The text between quotes `quote`, the first of which comes next. Behind a backslash n, t and r
  // mean what they do in C, any other stands for itself.
  // Fails with kMalformed when it does not end.
  [[nodiscard]] Result<std::string> Quoted(char quote);

  [[nodiscard]] std::unexpected<Error> Bad(std::string what,
                                           ErrorKind kind = ErrorKind::kMalformed) const;

 private:
  const Path& path_;
  std::string_view text_;
  std::size_t at_ = 0;
  int line_ = 1;
};

}  // namespace avouch::formats
