// <!-- --> of HTML in Markdown, over lines; in a code span none opens.
//
// Spec: CommonMark, "HTML blocks" and "Code spans". Linear: every look ahead is
// bounded. One object belongs to one thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::formats {

class MarkdownComments {
 public:
  // A comment goes on into the next line.
  [[nodiscard]] bool open() const { return open_; }
  // Takes the comments out of `line`, which is then a view into it or into this
  // object, until the next call. False where there are none: `line` stays.
  [[nodiscard]] bool TakeOut(std::string_view& line);

 private:
  bool open_ = false;
  std::string kept_;
};

}  // namespace avouch::formats
