// Small text functions that the standard library lacks. ASCII case only.
//
// Any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch {

[[nodiscard]] bool IsUtf8(std::string_view text);
// Replaces each byte that is not part of valid UTF-8 by U+FFFD.
[[nodiscard]] std::string ToUtf8(std::string_view text);

[[nodiscard]] std::string Lower(std::string_view text);
[[nodiscard]] std::string_view Trim(std::string_view text);  // Spaces, tabs, CR, LF.
[[nodiscard]] bool EqualsIgnoreCase(std::string_view a, std::string_view b);
[[nodiscard]] bool ContainsIgnoreCase(std::string_view text, std::string_view part);
[[nodiscard]] std::string ReplaceAll(std::string_view text, std::string_view from,
                                     std::string_view to);
[[nodiscard]] std::string Join(const std::vector<std::string>& parts, std::string_view between);

// Splits at each `separator`; "a,,b" has three parts, "" has one.
[[nodiscard]] std::vector<std::string_view> Split(std::string_view text, char separator);
// A view into a string that is gone would be returned: keep the string first.
std::vector<std::string_view> Split(std::string&& text, char separator) = delete;
// Splits into lines at LF or CR LF, without them; a last empty line is left out.
[[nodiscard]] std::vector<std::string_view> Lines(std::string_view text);
std::vector<std::string_view> Lines(std::string&& text) = delete;
// Splits at runs of spaces and tabs; no empty parts.
[[nodiscard]] std::vector<std::string_view> Words(std::string_view text);
std::vector<std::string_view> Words(std::string&& text) = delete;

// Replaces control characters, escape sequences and bidirectional overrides, so
// that evidence cannot drive a terminal: "\x1b[2J" becomes "?[2J".
[[nodiscard]] std::string Printable(std::string_view text);

// "1,592": thousands set apart.
[[nodiscard]] std::string Thousands(long long number);
// Count("file", 1) is "1 file"; Count("file", 1592) is "1,592 files";
// Count("entry", 2, "entries") is "2 entries".
[[nodiscard]] std::string Count(std::string_view noun, long long number,
                                std::string_view plural = {});

}  // namespace avouch
