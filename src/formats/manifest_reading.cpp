#include "formats/manifest_reading.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "model/manifest_notes.h"
#include "syntax/toml.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsHex(char c) { return IsDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

Result<syntax::Node> Led(const Path& path, Result<syntax::Node> node) {
  if (!node) {
    std::string& where = node.error().where;
    where = ToUtf8(path.bytes) + (where.empty() ? "" : ", " + where);
  }
  return node;
}

}  // namespace

std::unexpected<Error> FailAt(const Path& path, int line, std::string what) {
  return Fail(ErrorKind::kMalformed, std::move(what),
              ToUtf8(path.bytes) + ", line " + std::to_string(line));
}

Result<syntax::Node> ReadJson(const Path& path, BytesView bytes,
                              const syntax::JsonOptions& options) {
  return Led(path, syntax::ParseJson(bytes, options));
}

Result<syntax::Node> ReadYaml(const Path& path, BytesView bytes,
                              std::vector<syntax::Problem>* problems) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  options.problems = problems;
  return Led(path, syntax::ParseYaml(bytes, options));
}

Result<syntax::Node> ReadToml(const Path& path, BytesView bytes) {
  return Led(path, syntax::ParseToml(WithoutBom(bytes)));
}

void Notes::Add(std::uint32_t line, std::string what) {
  if (line != 0) what = "line " + std::to_string(line) + ": " + what;
  if (notes_.size() < kMaxNotes) return notes_.push_back(std::move(what));
  ++more_;
  // One that says that something is missing is never among those that are only counted.
  if (!model::MeansMissing(notes_.back()) && model::MeansMissing(what)) notes_.back() = what;
}

std::vector<std::string> Notes::Take() {
  if (more_ > 0) notes_.push_back("and " + std::to_string(more_) + " more");
  return std::move(notes_);
}

BytesView WithoutBom(BytesView bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

std::string ScalarText(const syntax::Node& node) { return node.AsText(); }

std::vector<std::string> Texts(const syntax::Node& node) {
  std::vector<std::string> out;
  if (node.is_scalar()) out.push_back(node.AsText());
  for (const auto& item : node.items())
    if (item.is_scalar()) out.push_back(item.AsText());
  return out;
}

bool IsFullVersion(std::string_view text) {
  if (text.starts_with('v')) text.remove_prefix(1);
  const std::string_view numbers = text.substr(0, text.find_first_of("-+"));
  int parts = 0;
  for (const auto part : Split(numbers, '.')) {
    if (part.empty() || !std::ranges::all_of(part, IsDigit)) return false;
    ++parts;
  }
  return parts >= 3 && text.find_first_of(" |,<>=~^*") == text.npos;
}

bool IsCommitId(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, IsHex);
}

}  // namespace avouch::formats
