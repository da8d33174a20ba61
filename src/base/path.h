// A path inside a tree: bytes with '/' between parts, never absolute.
//
// Git allows any bytes but NUL, so a path need not be UTF-8; canonical JSON
// then spells it {"b64":...}. A view of a part of it lives as long as the path: of
// one that is gone at the end of the line none is given. Any thread.

#pragma once

#include <compare>
#include <string>
#include <string_view>

namespace avouch {

struct Path {
  std::string bytes;

  Path() = default;
  Path(std::string_view text) : bytes(text) {}        // NOLINT: a path reads like its text.
  Path(const char* text) : bytes(text) {}             // NOLINT
  Path(std::string text) : bytes(std::move(text)) {}  // NOLINT

  [[nodiscard]] bool empty() const { return bytes.empty(); }
  // "a/b/c.txt" has name "c.txt", folder "a/b", extension "txt".
  [[nodiscard]] std::string_view name() const&;
  [[nodiscard]] std::string_view folder() const&;     // "" for a path in the root.
  [[nodiscard]] std::string_view extension() const&;  // Without the dot; "" if none.
  std::string_view name() const&& = delete;
  std::string_view folder() const&& = delete;
  std::string_view extension() const&& = delete;
  // True for "a" and "a/b/c" when `folder` is "a"; every path is under "".
  [[nodiscard]] bool IsUnder(std::string_view folder) const;

  auto operator<=>(const Path&) const = default;
};

// The same parts of a path that is text: views into `path`.
[[nodiscard]] std::string_view PathName(std::string_view path);
[[nodiscard]] std::string_view PathFolder(std::string_view path);
[[nodiscard]] std::string_view PathExtension(std::string_view path);
std::string_view PathName(std::string&&) = delete;
std::string_view PathFolder(std::string&&) = delete;
std::string_view PathExtension(std::string&&) = delete;

// Resolves `relative` ("../b", "./c", "/d" = from the root) against `folder`.
// Returns "" when it would leave the tree.
[[nodiscard]] std::string ResolvePath(std::string_view folder, std::string_view relative);
[[nodiscard]] std::string JoinPath(std::string_view folder, std::string_view name);

}  // namespace avouch
