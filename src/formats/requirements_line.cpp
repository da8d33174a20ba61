#include "formats/requirements_line.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

bool IsAlphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}
bool IsNameByte(char c) { return IsAlphanumeric(c) || c == '-' || c == '_' || c == '.'; }

bool IsArchive(std::string_view text) {
  for (const std::string_view end : {".whl", ".tar.gz", ".zip", ".tar.bz2", ".tgz", ".tar.xz"})
    if (text.ends_with(end)) return true;
  return false;
}

bool IsLocation(std::string_view text) {
  text = text.substr(0, text.find(" ;"));
  const std::string_view bare = text.substr(0, text.find('#'));
  return bare.find("://") != bare.npos || bare.starts_with("./") || bare.starts_with("../") ||
         bare.starts_with('/') || bare == "." || bare == ".." || bare.starts_with("file:") ||
         bare.starts_with(".[") || (IsArchive(bare) && bare.find_first_of(" @<>=") == bare.npos);
}

// The part of a URL's fragment that `key` names: "#egg=x&sha256=y".
std::string_view Fragment(std::string_view url, std::string_view key) {
  const std::size_t hash = url.find('#');
  if (hash == url.npos) return {};
  for (const auto part : Split(url.substr(hash + 1), '&'))
    if (part.starts_with(key) && part.substr(key.size()).starts_with('='))
      return part.substr(key.size() + 1);
  return {};
}

// ">=1,<2" with its blanks taken out; nothing if it is no list of clauses.
std::optional<std::string> Range(std::string_view text) {
  std::string out;
  for (const auto part : Split(text, ',')) {
    const std::string_view clause = Trim(part);
    if (clause.empty()) continue;  // A trailing comma is taken by pip.
    const std::size_t end = clause.find_first_not_of("<>=!~");
    const std::string_view sign = clause.substr(0, end);
    constexpr std::array<std::string_view, 8> kSigns = {
        "==", "===", "!=", "<=", ">=", "<", ">", "~="};
    if (end == clause.npos || std::ranges::find(kSigns, sign) == kSigns.end()) return std::nullopt;
    const std::string_view version = Trim(clause.substr(end));
    if (version.empty() || version.find_first_of(" \t()[]") != version.npos) return std::nullopt;
    out += (out.empty() ? "" : ",") + std::string(sign) + std::string(version);
  }
  return out;
}

}  // namespace

std::optional<std::string> ExactPythonVersion(std::string_view range) {
  if (!range.starts_with("==") || range.find_first_of(",*") != range.npos) return std::nullopt;
  range.remove_prefix(range.starts_with("===") ? 3 : 2);
  return std::string(Trim(range));
}

namespace {

// The package that an address without a name is of, by the name of its file: "a_b-1.0-py3.whl",
// "a-1.0.tar.gz", "host/a.git@main". Empty where that tells nothing.
std::string_view NameOfFile(std::string_view address) {
  std::string_view file = address.substr(address.rfind('/') + 1);
  if (file.find('-') != file.npos && file.ends_with(".whl")) return file.substr(0, file.find('-'));
  file = file.substr(0, file.find('@'));
  for (const std::string_view ending : {".git", ".tar.gz", ".tgz", ".zip", ".tar.bz2"})
    if (file.ends_with(ending)) {
      file.remove_suffix(ending.size());
      const std::size_t dash = file.rfind('-');
      const bool version = dash != file.npos && dash + 1 < file.size() && file[dash + 1] >= '0' &&
                           file[dash + 1] <= '9';
      return version ? file.substr(0, dash) : file;
    }
  return {};
}

}  // namespace

PythonRequirement PythonLocation(std::string_view text) {
  PythonRequirement out;
  const std::size_t semicolon = text.find(" ;");
  if (semicolon != text.npos) out.condition = Trim(text.substr(semicolon + 2));
  text = Trim(text.substr(0, semicolon));
  out.url = text;
  const std::string_view bare = text.substr(0, text.find('#'));
  const std::string_view egg = Fragment(text, "egg");
  out.name = egg.empty() ? std::string(bare) : std::string(egg.substr(0, egg.find('[')));
  const bool remote = bare.find("://") != bare.npos && !bare.starts_with("file:");
  const std::size_t plus = bare.find('+');
  if (remote && plus != bare.npos && plus < bare.find("://")) {  // git+https://host/x@ref
    out.source = model::SourceKind::kGit;
    const std::size_t at = bare.rfind('@');
    if (at != bare.npos && at > bare.rfind('/')) out.range = bare.substr(at + 1);
    out.exact = IsCommitId(out.range);
  } else if (remote) {
    out.source = model::SourceKind::kUrl;
    out.exact = !Fragment(text, "sha256").empty() || !Fragment(text, "sha512").empty();
  } else {
    out.source = model::SourceKind::kPath;
  }
  // A file that lies in the tree is of the package that its name tells, too.
  if (const auto name = NameOfFile(bare);
      (remote || IsArchive(bare)) && egg.empty() && !name.empty())
    out.name = name;
  return out;
}

std::optional<PythonRequirement> ParsePythonRequirement(std::string_view text) {
  text = Trim(text);
  if (text.empty()) return std::nullopt;
  if (IsLocation(text) && text.find(" @ ") == text.npos) return PythonLocation(text);
  std::size_t end = 0;
  while (end < text.size() && IsNameByte(text[end])) ++end;
  const std::string_view name = text.substr(0, end);
  if (name.empty() || !IsAlphanumeric(name.front()) || !IsAlphanumeric(name.back()))
    return std::nullopt;
  std::string_view rest = Trim(text.substr(end));
  if (rest.starts_with('[')) {
    const std::size_t close = rest.find(']');
    if (close == rest.npos) return std::nullopt;
    rest = Trim(rest.substr(close + 1));
  }
  PythonRequirement out;
  if (rest.starts_with('@')) {
    out = PythonLocation(Trim(rest.substr(1)));
    out.name = name;
    return out;
  }
  out.name = name;
  const std::size_t semicolon = rest.find(';');
  if (semicolon != rest.npos) out.condition = Trim(rest.substr(semicolon + 1));
  rest = Trim(rest.substr(0, semicolon));
  if (rest.starts_with('(') && rest.ends_with(')')) rest = rest.substr(1, rest.size() - 2);
  auto range = Range(rest);
  if (!range) return std::nullopt;
  out.range = std::move(*range);
  out.exact = ExactPythonVersion(out.range).has_value();
  return out;
}

bool IsDevelopmentWord(std::string_view name) {
  const std::string lower = Lower(name);
  constexpr std::array<std::string_view, 22> kWords = {
      "dev",    "devel", "develop",  "development", "test",    "tests",        "testing",   "lint",
      "docs",   "doc",   "linting",  "typing",      "types",   "typecheck",    "benchmark", "mypy",
      "format", "bench", "unittest", "lints",       "linters", "documentation"};
  std::size_t at = 0;
  while (at < lower.size()) {
    std::size_t end = at;
    while (end < lower.size() && lower[end] >= 'a' && lower[end] <= 'z') ++end;
    if (std::ranges::find(kWords, std::string_view(lower).substr(at, end - at)) != kWords.end())
      return true;
    at = end + 1;
  }
  return false;
}

}  // namespace avouch::formats
