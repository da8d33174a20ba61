#include "formats/requirements_document_mentions.h"

#include <algorithm>

#include "base/text.h"
#include "formats/requirements_document_ids.h"

namespace avouch::formats {
namespace {

bool IsAlnum(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsDigit(char c) { return c >= '0' && c <= '9'; }

// Before an id stands no letter or digit, and no "X-" that makes it another's.
bool CanStart(BytesView bytes, std::size_t at) {
  if (at == 0) return true;
  const char before = bytes[at - 1];
  return !IsAlnum(before) && !(before == '-' && at > 1 && IsAlnum(bytes[at - 2]));
}

// Behind it no letter or digit, and no further number: ROTA-17-2, ROTA-17.2.
bool CanEnd(BytesView bytes, std::size_t end) {
  if (end >= bytes.size()) return true;
  const char c = bytes[end];
  if (IsAlnum(c)) return false;
  return !((c == '-' || c == '_' || c == '.') && end + 1 < bytes.size() && IsDigit(bytes[end + 1]));
}

bool HasFolder(const Path& path, std::initializer_list<std::string_view> names) {
  const std::string folder = Lower(path.folder());
  for (std::string_view part : Split(std::string_view(folder), '/'))
    if (std::ranges::find(names, part) != names.end()) return true;
  return false;
}

}  // namespace

bool IsTestFile(const Path& path) {
  const std::string extension = Lower(path.extension());
  for (std::string_view other : {"",     "md",  "markdown", "rst",  "txt", "adoc", "html", "htm",
                                 "csv",  "tsv", "json",     "lock", "xml", "pdf",  "png",  "svg",
                                 "snap", "log", "sarif",    "yaml", "yml", "toml", "ini",  "cfg"})
    if (extension == other) return false;
  if (HasFolder(path, {"fixtures", "testdata", "test-data", "test_data", "__snapshots__", "vendor",
                       "node_modules", "third_party"}))
    return false;
  if (extension == "feature" || extension == "robot") return true;
  if (HasFolder(path, {"test", "tests", "spec", "specs", "__tests__", "e2e", "testing", "cypress"}))
    return true;
  const std::string_view name = path.name();
  const std::string_view stem = name.substr(0, name.rfind('.'));
  const std::string lower = Lower(stem);
  for (std::string_view end :
       {"_test", "-test", ".test", "_spec", "-spec", ".spec", ".cy", "_tests"})
    if (lower.ends_with(end)) return true;
  return lower.starts_with("test_") || lower.starts_with("test-") || stem.ends_with("Test") ||
         stem.ends_with("Tests") || stem.ends_with("Spec") || stem.ends_with("TestCase");
}

// 0..25 letters, 26..35 digits, 36 '-' and '_', 37 '.', 38 '/'; -1 for others.
int IdMentions::LetterOf(char c) {
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (IsDigit(c)) return 26 + (c - '0');
  if (c == '-' || c == '_') return 36;
  if (c == '.') return 37;
  return c == '/' ? 38 : -1;
}

IdMentions::IdMentions(const std::vector<std::string>& ids) : nodes_(1) {
  for (const std::string& id : ids) {
    if (id.empty() || id.size() > kMaxIdBytes ||
        std::ranges::any_of(id, [](char c) { return LetterOf(c) < 0; }))
      continue;
    std::uint32_t at = 0;
    for (char c : id) {
      std::uint32_t& next = nodes_[at].next[static_cast<std::size_t>(LetterOf(c))];
      if (next != 0) {
        at = next;
        continue;
      }
      at = next = static_cast<std::uint32_t>(nodes_.size());
      nodes_.emplace_back();
    }
    if (nodes_[at].id >= 0) continue;  // Told apart by case alone: one mention is the first's
    nodes_[at].id = static_cast<int>(ids_.size());
    ids_.push_back(id);
  }
}

std::vector<IdMention> IdMentions::In(const Path& path, BytesView bytes) const {
  std::vector<IdMention> out;
  if (ids_.empty() || bytes.size() > kMaxTestFileBytes || bytes.find('\0') != bytes.npos)
    return out;
  std::vector<bool> seen(ids_.size());
  int line = 1;
  for (std::size_t start = 0; start < bytes.size(); ++start) {
    if (bytes[start] == '\n') ++line;
    if (!CanStart(bytes, start)) continue;
    std::uint32_t node = 0;
    int best = -1;
    for (std::size_t at = start; at < bytes.size(); ++at) {
      const int letter = LetterOf(bytes[at]);
      node = letter < 0 ? 0 : nodes_[node].next[static_cast<std::size_t>(letter)];
      if (node == 0) break;
      if (nodes_[node].id >= 0 && CanEnd(bytes, at + 1)) best = nodes_[node].id;
    }
    if (best < 0 || seen[static_cast<std::size_t>(best)]) continue;
    seen[static_cast<std::size_t>(best)] = true;
    out.push_back({ids_[static_cast<std::size_t>(best)], {path, line}});
  }
  return out;
}

}  // namespace avouch::formats
