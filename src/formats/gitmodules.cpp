#include "formats/gitmodules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

// The value after '=': quotes and backslash escapes undone, comments cut.
// Nothing when a quote does not close or an escape is unknown.
std::optional<std::string> Value(std::string_view text) {
  std::string out;
  std::size_t kept = 0;  // Trailing blanks outside quotes do not count.
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') {
      quoted = !quoted;
      kept = out.size();
      continue;
    }
    if (!quoted && (c == '#' || c == ';')) break;
    if (c == '\\') {
      if (++i == text.size()) return std::nullopt;
      switch (text[i]) {
        case 'n':
          c = '\n';
          break;
        case 't':
          c = '\t';
          break;
        case 'b':
          c = '\b';
          break;
        case '\\':
        case '"':
          c = text[i];
          break;
        default:
          return std::nullopt;
      }
      out += c;
      kept = out.size();
      continue;
    }
    out += c;
    if (quoted || (c != ' ' && c != '\t' && c != '\r')) kept = out.size();
  }
  if (quoted) return std::nullopt;
  out.resize(kept);
  return out;
}

}  // namespace

bool IsGitmodules(const Path& path) { return path.bytes == ".gitmodules"; }

Result<std::vector<model::Submodule>> ReadGitmodules(const Path& path, BytesView bytes) {
  std::vector<model::Submodule> modules;
  bool in_submodule = false;
  int line_number = 0;
  for (const std::string_view raw : Lines(WithoutBom(bytes))) {
    ++line_number;
    const std::string_view line = Trim(raw);
    if (line.empty() || line.front() == '#' || line.front() == ';') continue;
    if (line.front() == '[') {
      const std::size_t close = line.rfind(']');
      if (close == line.npos) return FailAt(path, line_number, "a section without ']'");
      const std::string_view section = line.substr(1, close - 1);
      in_submodule = Lower(section.substr(0, 9)) == "submodule";
      if (in_submodule) {
        modules.emplace_back();
        modules.back().place = {path, line_number};
      }
      continue;
    }
    const std::size_t equals = line.find('=');
    const std::string key = Lower(Trim(line.substr(0, equals)));
    const bool word = !key.empty() && std::ranges::all_of(key, [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (!word) return FailAt(path, line_number, "neither a section nor a key");
    if (!in_submodule || equals == line.npos) continue;
    auto value = Value(Trim(line.substr(equals + 1)));
    if (!value) return FailAt(path, line_number, "a value that does not end");
    model::Submodule& module = modules.back();
    if (key == "path") {
      while (value->ends_with('/')) value->pop_back();
      module.path = Path(*value);
    }
    if (key == "url") module.url = ToUtf8(*value);
    if (key == "branch") module.branch = ToUtf8(*value);
  }
  std::erase_if(modules, [](const model::Submodule& module) { return module.path.empty(); });
  return modules;
}

}  // namespace avouch::formats
