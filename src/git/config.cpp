#include "git/config.h"

#include "base/text.h"

namespace avouch::git {
namespace {

// What stands behind the '=': without a comment, quotes or blanks around it.
std::string ConfigValue(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && (c == '#' || c == ';')) break;
    if (c == '\\' && i + 1 < text.size()) c = text[++i];
    out += c;
  }
  return std::string(Trim(out));
}

}  // namespace

// Only [core] repositoryformatversion and [extensions]; nothing else is looked at.
Config ParseConfig(std::string_view text) {
  Config out;
  std::string section;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    if (line[0] == '[') {
      std::size_t close = line.find(']');
      section = Lower(Trim(line.substr(1, close == line.npos ? close : close - 1)));
      line = close == line.npos ? std::string_view() : Trim(line.substr(close + 1));
      if (line.empty()) continue;
    }
    std::size_t equals = line.find('=');
    std::string key = Lower(Trim(line.substr(0, equals)));
    std::string value = equals == line.npos ? "true" : ConfigValue(line.substr(equals + 1));
    if (section == "core" && key == "repositoryformatversion") out.version = value;
    if (section != "extensions") continue;
    if (key == "objectformat")
      out.object_format = Lower(value);
    else if (key == "refstorage")
      out.ref_storage = Lower(value);
    else if (key == "partialclone")
      out.partial = true;
    else if (key != "noop" && key != "worktreeconfig" && key != "preciousobjects" &&
             key != "relativeworktrees" && key != "compatobjectformat" && key != "noop-v1")
      out.unknown = key;
  }
  return out;
}

}  // namespace avouch::git
