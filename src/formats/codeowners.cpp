#include "formats/codeowners.h"

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxBytes = 3u << 20;

// Words of a line: "\ " and "\#" are characters, " #" starts a comment.
std::vector<std::string> RuleWords(std::string_view line) {
  std::vector<std::string> words;
  std::string word;
  for (std::size_t i = 0; i < line.size(); ++i) {
    char c = line[i];
    if (c == '\\' && i + 1 < line.size() && (line[i + 1] == ' ' || line[i + 1] == '#')) {
      word.push_back(line[++i]);
    } else if (c == ' ' || c == '\t') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else if (c == '#' && word.empty()) {
      break;
    } else {
      word.push_back(c);
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// "[Database][2] @dba" and "^[Docs]": the owners that rules below it fall back to.
bool IsSection(std::string_view line, std::vector<std::string>& owners) {
  if (line.starts_with('^')) line.remove_prefix(1);
  if (!line.starts_with('[')) return false;
  std::size_t close = line.find(']');
  if (close == line.npos || close < 2) return false;
  std::string_view rest = line.substr(close + 1);
  if (rest.starts_with('[')) rest = rest.substr(std::min(rest.size(), rest.find(']') + 1));
  if (!rest.empty() && rest[0] != ' ' && rest[0] != '\t') return false;  // A pattern like [ab]*.c
  owners = RuleWords(rest);
  return true;
}

}  // namespace

bool IsCodeOwners(const Path& path) {
  std::string_view folder = path.folder();
  return path.name() == "CODEOWNERS" &&
         (folder.empty() || folder == ".github" || folder == "docs" || folder == ".gitlab");
}

int CodeOwnersRank(const Path& path) {
  std::string_view folder = path.folder();
  return folder == ".github" ? 0 : folder.empty() ? 1 : folder == "docs" ? 2 : 3;
}

Result<model::CodeOwners> ReadCodeOwners(const Path& path, BytesView bytes) {
  if (bytes.size() > kMaxBytes)
    return Fail(ErrorKind::kTooLarge, "longer than the forge reads", path.bytes);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  model::CodeOwners out{path, {}};
  std::vector<std::string> fallback;
  int number = 0;
  for (std::string_view line : Lines(bytes)) {
    ++number;
    line = Trim(line);
    if (line.empty() || line[0] == '#' || IsSection(line, fallback)) continue;
    std::vector<std::string> words = RuleWords(line);
    if (words.empty()) continue;
    model::OwnerRule rule{ToUtf8(words[0]), {}, {path, number}};
    for (std::size_t i = 1; i < words.size(); ++i) rule.owners.push_back(ToUtf8(words[i]));
    if (rule.owners.empty()) rule.owners = fallback;
    out.rules.push_back(std::move(rule));
  }
  return out;
}

}  // namespace avouch::formats
