#include "formats/markdown_comments.h"

#include <algorithm>

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxSpan = 2000;  // Bytes of a code span looked through for its end.

// Where a comment opens at or behind `from`, or npos; in a code span none does.
std::size_t CommentAt(std::string_view line, std::size_t from) {
  for (std::size_t at = from; at < line.size();) {
    if (line.substr(at).starts_with("<!--")) return at;
    std::size_t run = line[at] == '`' ? line.find_first_not_of('`', at) : at + 1;
    if (run == line.npos) break;
    if (line[at] == '`') {
      std::string_view ticks = line.substr(at, std::min<std::size_t>(run - at, 16));
      std::size_t close = line.substr(0, std::min(line.size(), run + kMaxSpan)).find(ticks, run);
      if (close != line.npos) run = close + ticks.size();
    }
    at = run;
  }
  return line.npos;
}

}  // namespace

bool MarkdownComments::TakeOut(std::string_view& line) {
  if (open_) {
    const std::size_t end = line.find("-->");
    if (end == line.npos) {
      line = {};
      return true;
    }
    open_ = false;
    line = line.substr(end + 3);
  }
  std::size_t open = CommentAt(line, 0);
  if (open == line.npos) return false;
  kept_.clear();
  std::size_t at = 0;
  while (open != line.npos) {
    kept_ += line.substr(at, open - at);
    const std::size_t end = line.find("-->", open + 4);
    if (end == line.npos) {
      open_ = true;
      at = line.size();
      break;
    }
    at = end + 3;
    open = CommentAt(line, at);
  }
  kept_ += line.substr(at);
  line = kept_;
  return true;
}

}  // namespace avouch::formats
