#include "fix/diff.h"

#include <algorithm>
#include <cassert>

namespace avouch::fix {
namespace {

constexpr std::size_t kContext = 3;  // Lines around a change, as git has it.

std::string_view EndOfLine(std::string_view line) {
  if (line.ends_with("\r\n")) return "\r\n";
  return line.ends_with('\n') ? "\n" : "";
}

std::string_view WithoutEnd(std::string_view line) {
  line.remove_suffix(EndOfLine(line).size());
  return line;
}

void Put(std::string& out, char mark, const std::string& line) {
  out += mark;
  out += line;
  if (!line.ends_with('\n')) out += "\n\\ No newline at end of file\n";
}

// "12,3"; "12" for one line; an empty range names the line before it.
std::string Range(std::size_t start, std::size_t count) {
  std::string out = std::to_string(count == 0 ? start : start + 1);
  return count == 1 ? out : out + "," + std::to_string(count);
}

}  // namespace

std::vector<std::string> SplitLines(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    out.emplace_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return out;
}

std::string_view LineEndOf(std::string_view text) {
  std::size_t end = text.find('\n');
  bool carriage = end != std::string_view::npos && end > 0 && text[end - 1] == '\r';
  return carriage ? "\r\n" : "\n";
}

FileChange::FileChange(Path path, std::string_view before)
    : path_(std::move(path)), end_(LineEndOf(before)), before_(SplitLines(before)) {}

const std::string& FileChange::LineAt(std::size_t at) const {
  for (const auto& edit : edits_)
    if (edit.at == at && edit.remove == 1) return edit.add.front();
  return before_[at];
}

void FileChange::Replace(std::size_t at, std::string_view text) {
  assert(at < before_.size());
  std::string line = std::string(text) + std::string(EndOfLine(before_[at]));
  for (auto& edit : edits_)
    if (edit.at == at && edit.remove == 1) {
      edit.add = {line};
      return;
    }
  edits_.push_back({at, 1, {line}});
}

void FileChange::Insert(std::size_t at, const std::vector<std::string>& lines) {
  assert(at <= before_.size());
  Edit edit{at, 0, {}};
  for (const auto& line : lines) edit.add.push_back(line + end_);
  bool unended = at == before_.size() && at > 0 && EndOfLine(before_.back()).empty();
  if (unended) {  // The last line gets an end, and the new last one has none.
    edit.at = at - 1;
    edit.remove = 1;
    edit.add.insert(edit.add.begin(), std::string(WithoutEnd(before_.back())) + end_);
    edit.add.back() = WithoutEnd(edit.add.back());
  }
  edits_.push_back(std::move(edit));
}

std::vector<Edit> FileChange::Sorted() const {
  std::vector<Edit> edits = edits_;
  std::stable_sort(edits.begin(), edits.end(), [](const Edit& a, const Edit& b) {
    return a.at != b.at ? a.at < b.at : a.remove < b.remove;
  });
  return edits;
}

std::string FileChange::After() const {
  std::string out;
  std::size_t at = 0;
  for (const auto& edit : Sorted()) {
    for (; at < edit.at; ++at) out += before_[at];
    for (const auto& line : edit.add) out += line;
    at += edit.remove;
  }
  for (; at < before_.size(); ++at) out += before_[at];
  return out;
}

std::string FileChange::Diff() const {
  auto edits = Sorted();
  if (edits.empty()) return {};
  std::string a = GitPath("a/", path_), b = GitPath("b/", path_);
  // A blank in a name is ended by a tab, as git does.
  std::string tab = path_.bytes.find(' ') != std::string::npos && a.front() != '"' ? "\t" : "";
  std::string out = "diff --git " + a + " " + b + "\n";
  if (is_new_) out += "new file mode 100644\n";
  out += is_new_ ? "--- /dev/null\n" : "--- " + a + tab + "\n";
  out += "+++ " + b + tab + "\n";
  long long shift = 0;  // Lines added so far.
  for (std::size_t first = 0; first < edits.size();) {
    std::size_t last = first + 1;
    while (last < edits.size() &&
           edits[last].at <= edits[last - 1].at + edits[last - 1].remove + 2 * kContext)
      ++last;
    std::size_t from = edits[first].at - std::min(edits[first].at, kContext);
    std::size_t to =
        std::min(before_.size(), edits[last - 1].at + edits[last - 1].remove + kContext);
    std::string body;
    std::size_t at = from;
    long long added = 0;
    for (std::size_t i = first; i < last; ++i) {
      for (; at < edits[i].at; ++at) Put(body, ' ', before_[at]);
      for (std::size_t end = at + edits[i].remove; at < end; ++at) Put(body, '-', before_[at]);
      for (const auto& line : edits[i].add) Put(body, '+', line);
      added +=
          static_cast<long long>(edits[i].add.size()) - static_cast<long long>(edits[i].remove);
    }
    for (; at < to; ++at) Put(body, ' ', before_[at]);
    auto start = static_cast<std::size_t>(static_cast<long long>(from) + shift);
    auto count = static_cast<std::size_t>(static_cast<long long>(to - from) + added);
    out += "@@ -" + Range(from, to - from) + " +" + Range(start, count) + " @@\n" + body;
    shift += added;
    first = last;
  }
  return out;
}

std::string GitPath(std::string_view prefix, const Path& path) {
  bool quoted = false;
  std::string inside(prefix);
  for (unsigned char c : path.bytes) {
    if (c == '"' || c == '\\') {
      quoted = true;
      inside += '\\';
      inside += static_cast<char>(c);
    } else if (c < 0x20 || c >= 0x7F) {
      quoted = true;
      inside += '\\';
      for (int digit = 6; digit >= 0; digit -= 3)
        inside += static_cast<char>('0' + (c >> digit & 7));
    } else {
      inside += static_cast<char>(c);
    }
  }
  return quoted ? "\"" + inside + "\"" : inside;
}

}  // namespace avouch::fix
