#include "formats/targets.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "syntax/json.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::size_t kMaxTargets = 5'000;

bool Fits(std::string_view pattern, std::string_view name) {
  const std::size_t mark = pattern.find('%');
  if (mark == pattern.npos) return false;
  const std::string_view before = pattern.substr(0, mark), after = pattern.substr(mark + 1);
  return name.size() > before.size() + after.size() && name.starts_with(before) &&
         name.ends_with(after);
}

void AddCommands(Target& target, std::string_view text, int line, const std::string& folder,
                 bool lost) {
  std::string at = folder;
  for (auto& command : SplitShell(text, line, &at)) {
    if (lost && command.failing == Failing::kByShell) command.failing = Failing::kLost;
    target.commands.push_back(std::move(command));
  }
}

// ---- just ----

class Just {
 public:
  Just(std::string_view text, const std::string& folder) : lines_(Lines(text)), folder_(folder) {}

  Targets Read() {
    for (at_ = 0; at_ < lines_.size(); ++at_) Line();
    return std::move(out_);
  }

 private:
  void Line() {
    const std::string_view line = lines_[at_];
    if (line.empty() || line[0] == '#' || line[0] == '[') return;
    if (line[0] == ' ' || line[0] == '\t') return Body();
    open_ = false;
    if (const std::size_t set = line.find(":="); set != line.npos) {
      std::string_view name = Trim(line.substr(0, set));
      if (name.starts_with("export ")) name = Trim(name.substr(7));
      std::string_view value = Trim(line.substr(set + 2));
      const char quote = value.empty() ? ' ' : value[0];
      if ((quote == '"' || quote == '\'') && value.size() > 1 && value.back() == quote)
        values_[std::string(name)] = value.substr(1, value.size() - 2);
      return;
    }
    for (std::string_view word : {"import ", "import? ", "mod ", "mod? "})
      if (line.starts_with(word)) {
        out_.partial = true;
        return;
      }
    if (line.starts_with("set ") || line.starts_with("alias ")) return;
    const std::size_t colon = line.find(':');
    if (colon == line.npos || out_.all.size() >= kMaxTargets) return;
    Target target;
    const auto words = Words(line.substr(0, colon));
    if (words.empty()) return;
    target.name = words[0].starts_with('@') ? words[0].substr(1) : words[0];
    const std::string needs = ReplaceAll(ReplaceAll(line.substr(colon + 1), "(", " "), ")", " ");
    for (auto need : Words(needs))
      if (need.find_first_of("\"'&{}") == need.npos) target.needs.emplace_back(need);
    out_.all.push_back(std::move(target));
    open_ = true;
    script_ = false;
  }

  void Body() {
    if (!open_) return;
    Target& target = out_.all.back();
    const int number = static_cast<int>(at_) + 1;
    std::string text(Trim(lines_[at_]));
    while (text.ends_with('\\') && at_ + 1 < lines_.size()) text.append("\n").append(lines_[++at_]);
    if (text.starts_with("#!")) {
      script_ = true;
      target.unread = text.find("sh") == text.npos;
      return;
    }
    bool ignored = false;
    while (!script_ && (text.starts_with('@') || text.starts_with('-'))) {
      ignored |= text[0] == '-';
      text.erase(0, 1);
    }
    const std::size_t first = target.commands.size();
    AddCommands(target, Filled(text), number, folder_, false);
    for (std::size_t i = first; ignored && i < target.commands.size(); ++i)
      target.commands[i].tolerated = true;
  }

  // "{{name}}" filled in where its value is written; else "${name}".
  std::string Filled(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t open = text.find("{{", at), close = text.find("}}", open);
      if (open == text.npos || close == text.npos) return out.append(text.substr(at));
      out += text.substr(at, open - at);
      const auto found = values_.find(Trim(text.substr(open + 2, close - open - 2)));
      out += found == values_.end() ? std::string("${x}") : found->second;
      at = close + 2;
    }
    return out;
  }

  std::vector<std::string_view> lines_;
  const std::string& folder_;
  std::map<std::string, std::string, std::less<>> values_;
  std::size_t at_ = 0;
  bool open_ = false, script_ = false;
  Targets out_;
};

// ---- Task ----

// "{{.NAME}}" as the file sets it; else "${x}".
std::string TaskFilled(std::string_view text, const Node& root, const Node& task) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("{{", at), close = text.find("}}", open);
    if (open == text.npos || close == text.npos) return out.append(text.substr(at));
    out += text.substr(at, open - at);
    std::string_view name = Trim(text.substr(open + 2, close - open - 2));
    std::string value = "${x}";
    if (name.starts_with('.')) {
      if (name == ".CLI_ARGS") value.clear();
      for (const Node* vars : {&task["vars"], &root["vars"]})
        if (const Node& set = (*vars)[name.substr(1)]; set.is_text()) {
          value = set.text();
          break;
        }
    }
    out += value.find("{{") == value.npos ? value : "${x}";
    at = close + 2;
  }
  return out;
}

void TaskCommand(const Node& item, const Node& root, const Node& task, const std::string& folder,
                 Target& target) {
  if (item.is_map() && item["task"].is_text()) return target.needs.push_back(item["task"].AsText());
  const Node& text = item.is_map() ? (item["defer"].is_text() ? item["defer"] : item["cmd"]) : item;
  if (!text.is_text()) {
    target.unread |= item.is_map() && !item["defer"].present();
    return;
  }
  const bool block =
      text.style() == syntax::Style::kLiteral || text.style() == syntax::Style::kFolded;
  const std::size_t first = target.commands.size();
  AddCommands(target, TaskFilled(text.text(), root, task),
              static_cast<int>(text.line()) + (block ? 1 : 0), folder, false);
  const bool ignored =
      item["ignore_error"].boolean() == true || task["ignore_error"].boolean() == true;
  for (std::size_t i = first; ignored && i < target.commands.size(); ++i)
    target.commands[i].tolerated = true;
}

}  // namespace

std::vector<const Target*> Targets::Find(std::string_view name) const {
  std::vector<const Target*> out;
  for (const auto& target : all)
    if (target.name == name) out.push_back(&target);
  if (out.empty())
    for (const auto& target : all)
      if (Fits(target.name, name)) out.push_back(&target);
  return out;
}

std::string Targets::First() const {
  if (!first.empty()) return first;
  for (const auto& target : all)
    if (!target.name.starts_with('.') && target.name.find('%') == target.name.npos)
      return target.name;
  return {};
}

Targets ReadJustTargets(std::string_view text, const std::string& folder) {
  return Just(text, folder).Read();
}

Targets ReadTaskTargets(BytesView bytes, const std::string& folder) {
  Targets out;
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  const auto root = syntax::ParseYaml(bytes, options);
  out.partial = !root || (*root)["includes"].present();
  out.first = "default";
  if (!root) return out;
  for (const auto& entry : (*root)["tasks"].entries()) {
    if (out.all.size() >= kMaxTargets) break;
    Target target;
    target.name = entry.key;
    const Node& task = entry.value;
    const std::string dir = task["dir"].AsText();
    const std::string where =
        dir.empty() || dir.find("{{") != dir.npos ? folder : ResolvePath(folder, dir);
    for (const auto& item : task["deps"].items())
      target.needs.push_back(item.is_map() ? item["task"].AsText() : item.AsText());
    if (task.is_text()) TaskCommand(task, *root, task, where, target);
    const Node& commands = task.is_list() ? task : task["cmds"];
    if (commands.is_text()) TaskCommand(commands, *root, task, where, target);
    for (const auto& item : commands.items()) TaskCommand(item, *root, task, where, target);
    if (task["cmd"].is_text()) TaskCommand(task["cmd"], *root, task, where, target);
    out.all.push_back(std::move(target));
  }
  return out;
}

Targets ReadScriptTargets(BytesView bytes, const std::string& folder) {
  Targets out;
  const auto root = syntax::ParseJson(bytes);
  out.partial = !root;
  if (!root) return out;
  for (const auto& entry : (*root)["scripts"].entries()) {
    if (out.all.size() >= kMaxTargets) break;
    Target target;
    target.name = entry.key;
    auto add = [&](const Node& text) {
      const std::string_view words = text.text();
      if (words.starts_with('@') && words.find(' ') == words.npos)  // Composer's own reference
        target.needs.emplace_back(words.substr(1));
      else
        AddCommands(target, words, static_cast<int>(text.line()), folder, true);
    };
    if (entry.value.is_text()) add(entry.value);
    for (const auto& item : entry.value.items()) add(item);
    for (const char* around : {"pre", "post"}) target.needs.push_back(around + target.name);
    out.all.push_back(std::move(target));
  }
  return out;
}

bool MentionsInstall(std::string_view text) {
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.starts_with('#') || line.starts_with("//") || line.starts_with('*')) continue;
    std::string bare;
    for (const char c : line)
      if (c != '"' && c != '\'' && c != '`' && c != '[' && c != ']')
        bare += c == ',' || c == '(' || c == ')' ? ' ' : c;
    bool says = false;
    for (std::string_view word : {"print ", "echo ", "raise ", "log", "help", "Error", "warn"})
      says |= bare.find(word) != std::string::npos;
    if (says) continue;
    const auto words = Words(bare);
    for (std::size_t i = 0; i + 1 < words.size(); ++i) {
      const std::string_view program = words[i].substr(words[i].find_last_of("/=") + 1);
      const std::string_view asks = words[i + 1];
      bool known = false;
      for (std::string_view manager :
           {"npm", "pnpm", "yarn", "bun", "pip", "pip3", "poetry", "pipenv", "pdm", "uv", "conda",
            "mamba", "bundle", "composer", "session.install"})
        known |= program == manager;
      if (program == "session.install") return true;
      for (std::string_view install : {"install", "i", "ci", "add", "sync", "update"})
        if (known && asks == install) return true;
    }
  }
  return false;
}

}  // namespace avouch::formats
