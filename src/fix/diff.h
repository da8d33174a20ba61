// Edits of a file as a unified diff that `git apply` takes.
//
// We know our edits, so nothing is compared: hunks are built from them. Line
// ends are kept as they are, a missing final newline is said. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/path.h"

namespace avouch::fix {

// A text as lines, each with its own end; the last one may have none.
[[nodiscard]] std::vector<std::string> SplitLines(std::string_view text);
// "\r\n" when the first line ends so, else "\n".
[[nodiscard]] std::string_view LineEndOf(std::string_view text);

// Takes `remove` lines away at line `at` (0-based) and puts `add` there, each
// with its end. An edit at lines.size() appends.
struct Edit {
  std::size_t at = 0;
  std::size_t remove = 0;
  std::vector<std::string> add;
};

class FileChange {
 public:
  // A file that exists, with its bytes.
  FileChange(Path path, std::string_view before);
  // A file that does not exist yet.
  explicit FileChange(Path path) : path_(std::move(path)), is_new_(true) {}

  [[nodiscard]] const Path& path() const { return path_; }
  [[nodiscard]] const std::vector<std::string>& before() const { return before_; }
  [[nodiscard]] bool empty() const { return edits_.empty(); }
  // The line `at` as it stands after the edits so far.
  [[nodiscard]] const std::string& LineAt(std::size_t at) const;

  // Replaces one line by another, which keeps the old one's end.
  // REQUIRES: at < before().size(); no edit but another Replace was made there.
  void Replace(std::size_t at, std::string_view text);
  // Puts lines, given without ends, before line `at`.
  // REQUIRES: at <= before().size(); no edit was made there.
  void Insert(std::size_t at, const std::vector<std::string>& lines);

  [[nodiscard]] std::string After() const;
  // The diff, or "" when nothing changes.
  [[nodiscard]] std::string Diff() const;

 private:
  [[nodiscard]] std::vector<Edit> Sorted() const;

  Path path_;
  bool is_new_ = false;
  std::string end_ = "\n";
  std::vector<std::string> before_;
  std::vector<Edit> edits_;
};

// A path as git writes it in a diff: quoted where it has to be.
[[nodiscard]] std::string GitPath(std::string_view prefix, const Path& path);

}  // namespace avouch::fix
