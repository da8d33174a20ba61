#include "statement/record_lists.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::statement {
namespace {

constexpr std::size_t kHexDigits = 64;

// A name with a backslash or a line break in it is written "\\" and "\n", and
// the line then begins with a backslash. Nothing for another escape.
bool Unescape(std::string_view text, std::string& out) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out.push_back(text[i]);
      continue;
    }
    if (++i == text.size()) return false;
    const char c = text[i];
    if (c != '\\' && c != 'n' && c != 'r') return false;
    out.push_back(c == 'n' ? '\n' : c == 'r' ? '\r' : '\\');
  }
  return true;
}

// Fails with kMalformed; the caller says where.
Result<FileSum> ReadLine(std::string_view line) {
  const bool escaped = line.starts_with('\\');
  if (escaped) line.remove_prefix(1);
  const bool form = line.size() > kHexDigits + 2 && line[kHexDigits] == ' ' &&
                    (line[kHexDigits + 1] == ' ' || line[kHexDigits + 1] == '*');
  if (!form)
    return Fail(ErrorKind::kMalformed, "not a line of sha256sum", {},
                "64 digits, two spaces, file");
  AVOUCH_TRY(const Digest digest, ParseDigest(line.substr(0, kHexDigits)));
  const std::string_view written = line.substr(kHexDigits + 2);
  std::string name;
  if (!escaped) name = written;
  if (escaped && !Unescape(written, name))
    return Fail(ErrorKind::kMalformed, "the file's name is not escaped as sha256sum does");
  const std::string path =
      name.starts_with('/') || name.contains('\0') ? "" : ResolvePath("", name);
  if (path.empty())
    return Fail(ErrorKind::kMalformed, "a file outside: '" + Printable(name.substr(0, 80)) + "'");
  return FileSum{Path(path), digest};
}

}  // namespace

Result<std::vector<FileSum>> ReadSums(BytesView text, std::string_view name) {
  if (text.size() > kMaxSumsBytes)
    return Fail(ErrorKind::kConfiguration, "more than " + std::to_string(kMaxSumsBytes) + " bytes",
                std::string(name));
  std::vector<FileSum> out;
  std::size_t number = 0;
  for (const std::string_view line : Lines(text)) {
    ++number;
    if (line.empty()) continue;
    auto sum = ReadLine(line);
    if (!sum)
      return Fail(ErrorKind::kConfiguration, sum.error().what,
                  std::string(name) + ":" + std::to_string(number), sum.error().hint);
    out.push_back(std::move(*sum));
  }
  std::ranges::stable_sort(out, {}, &FileSum::path);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  const auto twice = std::ranges::adjacent_find(out, {}, &FileSum::path);
  if (twice == out.end()) return out;
  return Fail(ErrorKind::kConfiguration, "two digests for '" + Printable(twice->path.bytes) + "'",
              std::string(name), "an export is kept as it came; another one has another name");
}

std::string WriteSums(const std::vector<FileSum>& sums) {
  std::string out;
  for (const FileSum& sum : sums) {
    std::string name = ReplaceAll(sum.path.bytes, "\\", "\\\\");
    name = ReplaceAll(ReplaceAll(name, "\n", "\\n"), "\r", "\\r");
    out += (name == sum.path.bytes ? "" : "\\") + sum.sha256.hex() + "  " + name + "\n";
  }
  return out;
}

}  // namespace avouch::statement
