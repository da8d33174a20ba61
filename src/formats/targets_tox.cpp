#include <map>
#include <utility>

#include "base/text.h"
#include "formats/targets.h"
#include "syntax/toml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::size_t kMaxTargets = 5'000;

void AddCommands(Target& target, std::string_view text, int line, const std::string& folder) {
  std::string at = folder;
  for (auto& command : SplitShell(text, line, &at)) target.commands.push_back(std::move(command));
}

// A key of a section with the lines that go on below it, and where each stands.
struct IniValue {
  std::vector<std::pair<int, std::string>> lines;
};
using IniSections = std::vector<std::pair<std::string, std::map<std::string, IniValue>>>;

IniSections ReadIni(std::string_view text) {
  IniSections out;
  IniValue* open = nullptr;
  int number = 0;
  for (auto line : Lines(text)) {
    ++number;
    const std::string_view trimmed = Trim(line);
    if (trimmed.empty() || trimmed[0] == '#' || trimmed[0] == ';') continue;
    if (line[0] == '[') {
      out.emplace_back(line.substr(1, line.find(']') - 1), std::map<std::string, IniValue>());
      open = nullptr;
    } else if (line[0] == ' ' || line[0] == '\t') {
      if (open != nullptr) open->lines.emplace_back(number, trimmed);
    } else if (const std::size_t equals = line.find_first_of("=:");
               equals != line.npos && !out.empty()) {
      open = &out.back().second[std::string(Trim(line.substr(0, equals)))];
      if (auto rest = Trim(line.substr(equals + 1)); !rest.empty())
        open->lines.emplace_back(number, rest);
    }
  }
  return out;
}

// "py3: pytest" is for those environments alone; it is taken for all.
std::string_view WithoutFactor(std::string_view line) {
  const std::size_t colon = line.find(": ");
  if (colon == line.npos || line.substr(0, colon).find_first_of(" =/<>") != line.npos) return line;
  return Trim(line.substr(colon + 2));
}

Target ToxTarget(const std::string& name, const std::map<std::string, IniValue>& keys,
                 const std::string& folder) {
  Target target;
  target.name = name;
  auto value = [&](const char* key) {
    const auto found = keys.find(key);
    return found == keys.end() ? IniValue() : found->second;
  };
  const auto runner = value("runner").lines;
  const bool locked = !runner.empty() && runner[0].second.find("lock") != std::string::npos;
  for (const auto& [line, text] : value("deps").lines) {
    const std::string_view dependency = WithoutFactor(text);
    if (!locked && !dependency.starts_with('{'))  // "{[testenv]deps}" is told there
      AddCommands(target, "pip install " + ReplaceAll(dependency, "{toxinidir}/", ""), line,
                  folder);
  }
  for (const char* key : {"commands_pre", "commands", "commands_post"}) {
    std::string joined;
    int first = 0;
    for (const auto& [line, text] : value(key).lines) {
      if (joined.empty()) first = line;
      joined += WithoutFactor(text);
      if (joined.ends_with('\\')) {
        joined.back() = ' ';
        continue;
      }
      const bool ignored = joined.starts_with('-');
      const std::size_t from = target.commands.size();
      AddCommands(target,
                  ReplaceAll(ReplaceAll(ignored ? joined.substr(1) : joined, "{toxinidir}/", ""),
                             "{posargs}", ""),
                  first, folder);
      for (std::size_t i = from; ignored && i < target.commands.size(); ++i)
        target.commands[i].tolerated = true;
      joined.clear();
    }
  }
  return target;
}

// A command of words, as a shell would be told it. What a table stands for, the run decides.
std::string Written(const Node& words) {
  std::string out;
  for (const auto& word : words.items()) {
    if (!word.is_text()) continue;
    const bool plain = word.text().find_first_of(" \t'\"$;&|<>()#") == std::string_view::npos;
    out += (out.empty() ? "" : " ");
    out += plain ? word.AsText() : "'" + ReplaceAll(word.text(), "'", "") + "'";
  }
  return out;
}

// `base` is what every environment has unless it says otherwise.
Target TomlTarget(std::string name, const Node& keys, const Node& base, const std::string& folder) {
  Target target;
  target.name = std::move(name);
  const Node& runner = keys["runner"].present() ? keys["runner"] : base["runner"];
  const bool locked = runner.text().find("lock") != std::string_view::npos;
  constexpr std::string_view kGroups = "dependency_groups";
  for (const std::string_view key : {std::string_view("deps"), kGroups}) {
    std::string named;
    for (const auto& item : keys[key].items())
      named += (key == kGroups ? " --group " : " ") + item.AsText();
    if (!locked && !named.empty())
      AddCommands(target, "pip install" + named, static_cast<int>(keys[key].line()), folder);
  }
  for (const char* key : {"commands_pre", "commands", "commands_post"})
    for (const auto& words : keys[key].items())
      AddCommands(target, Written(words), static_cast<int>(words.line()), folder);
  return target;
}

}  // namespace

Targets ReadToxTargets(std::string_view text, const std::string& folder) {
  Targets out;
  for (const auto& [section, keys] : ReadIni(text)) {
    if (section != "testenv" && !section.starts_with("testenv:")) continue;
    if (out.all.size() >= kMaxTargets) break;
    out.all.push_back(ToxTarget(section == "testenv" ? section : section.substr(8), keys, folder));
  }
  return out;
}

Targets ReadToxTomlTargets(BytesView bytes, const std::string& folder) {
  Targets out;
  const auto root = syntax::ParseToml(bytes);
  out.partial = !root;
  if (!root) return out;
  const Node& tool = root->At({"tool", "tox"});
  const Node& tox = tool.present() ? tool : *root;
  if (tox["legacy_tox_ini"].is_text()) {
    out = ReadToxTargets(tox["legacy_tox_ini"].text(), folder);
    for (auto& target : out.all)
      for (auto& command : target.commands)
        command.line += static_cast<int>(tox["legacy_tox_ini"].line());
    return out;
  }
  if (tox["env_run_base"].present())
    out.all.push_back(TomlTarget("testenv", tox["env_run_base"], tox["env_run_base"], folder));
  for (const auto& entry : tox["env"].entries())
    if (out.all.size() < kMaxTargets)
      out.all.push_back(
          TomlTarget(std::string(entry.key), entry.value, tox["env_run_base"], folder));
  return out;
}

}  // namespace avouch::formats
