#include "collect/copy_banner.h"

#include <algorithm>
#include <initializer_list>

#include "base/text.h"

namespace avouch::collect {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

std::string VersionAt(std::string_view text, std::size_t at) {
  std::size_t end = at;
  int dots = 0;
  while (end < text.size() && (IsDigit(text[end]) || (text[end] == '.' && end + 1 < text.size() &&
                                                      IsDigit(text[end + 1]))))
    dots += text[end++] == '.';
  if (dots == 0) return {};
  while (end < text.size() && end - at < 40 &&
         ((text[end] >= 'a' && text[end] <= 'z') || IsDigit(text[end]) || text[end] == '-' ||
          text[end] == '+'))
    ++end;
  while (text[end - 1] == '-' || text[end - 1] == '+') --end;
  return std::string(text.substr(at, end - at));
}

namespace {

// What goes on behind a version: on its line up to a '|', and on the next where that begins with
// "of", "or" or "licen". "Tea v2.6.1" with "Licensed under" below it is the version of Tea.
std::string_view SameSaying(std::string_view after) {
  const std::size_t end = after.find_first_of("|\n");
  std::string_view next = end == after.npos ? std::string_view() : after.substr(end + 1);
  next = next.substr(std::min(next.size(), next.find_first_not_of(" \t*/#")));
  const bool on = end != after.npos && after[end] == '\n' &&
                  (next.starts_with("of ") || next.starts_with("or "));
  return after.substr(0, on ? std::string_view::npos : end).substr(0, 40);
}

// "version 2.1 of the License", "Apache License, Version 2.0": of a licence, not of the copy.
bool IsOfLicence(std::string_view text, std::size_t at, std::string_view version) {
  const std::string before =
      Lower(text.substr(at < 48 ? 0 : at - 48, std::min<std::size_t>(at, 48)));
  const std::string after =
      Lower(SameSaying(text.substr(std::min(text.size(), at + version.size()))));
  for (std::string_view word : {"licen", "public", "gpl", "apache", "mpl", "mozilla"})
    if (before.find(word) != before.npos) return true;
  return after.find("licen") != after.npos;
}

// "Kartograph 0.8.2 - a library", "miniz.c 2.0.8": the name that the file has, and a version.
std::string BehindName(std::string_view head, std::string_view file_name) {
  const std::string lower = Lower(head), name = Lower(file_name.substr(0, file_name.find('.')));
  if (name.size() < 3) return {};
  for (std::size_t at = lower.find(name); at != lower.npos; at = lower.find(name, at + 1)) {
    std::size_t end = at + name.size();
    for (std::string_view extension : {".js", ".c", ".h"})
      if (lower.compare(end, extension.size(), extension) == 0) end += extension.size();
    if (end >= lower.size() || lower[end] != ' ') continue;
    end += lower.compare(end, 2, " v") == 0 ? 2 : 1;
    if (std::string version = VersionAt(head, end); !version.empty()) return version;
  }
  return {};
}

}  // namespace

std::string BannerVersion(std::string_view file_name, std::string_view text) {
  std::string_view head = text.substr(0, 600);
  if (head.find("/*") == head.npos && head.find("//") == head.npos) return {};
  if (std::string version = BehindName(head, file_name); !version.empty()) return version;
  for (std::string_view word : {"@version ", "ersion: ", " v", "(v", "ersion ", "VERSION "})
    for (std::size_t at = head.find(word); at != head.npos; at = head.find(word, at + 1)) {
      const std::size_t start = at + word.size();
      std::string version = VersionAt(head, start);
      const bool told = word[0] == '@' || word.ends_with(": ");  // Of nothing but the file
      if (!version.empty() && (told || !IsOfLicence(head, start, version))) return version;
    }
  return {};
}

}  // namespace avouch::collect
