#include "formats/azure_parts.h"

#include <algorithm>

#include "base/text.h"
#include "formats/deeds_words.h"
#include "formats/github_parts.h"
#include "formats/gitlab_parts.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using model::Event;
using model::Pin;
using model::Trigger;
using syntax::Node;

constexpr std::size_t kMaxMentions = 1'000;  // Of variables in one text
constexpr std::string_view kTags = "refs/tags/", kHeads = "refs/heads/";

void Visit(const Node& list, const std::string& condition, int depth,
           const std::function<void(const Node&, const std::string&)>& visit) {
  if (depth > kMaxExpandedDepth) return;
  for (const auto& item : list.items()) {
    bool opened = false;
    for (const auto& entry : item.entries()) {
      if (!entry.key.starts_with("${{")) continue;
      opened = true;
      Visit(entry.value, std::string(entry.key), depth + 1, visit);
    }
    if (!opened) visit(item, condition);
  }
}

// A list, or the include: of a map.
std::vector<std::string> Included(const Node& node) {
  return TextList(node.is_map() ? node["include"] : node);
}

bool IsOff(const Node& node) { return node.text() == "none"; }

// "CodeSigningPassword" as "CODE_SIGNING_PASSWORD", "nuget.apiKey" as "NUGET_API_KEY".
std::string Snake(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    bool upper = name[i] >= 'A' && name[i] <= 'Z';
    bool after_lower = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (upper && after_lower) out += '_';
    bool lower = name[i] >= 'a' && name[i] <= 'z';
    out += lower                              ? static_cast<char>(name[i] - 32)
           : name[i] == '.' || name[i] == '-' ? '_'
                                              : name[i];
  }
  return out;
}

void AddPushes(const Node& node, const Path& path, std::vector<Trigger>& out) {
  Trigger push;
  push.text = "push";
  push.place = {path, std::max(1, static_cast<int>(node.line()))};
  Trigger tag = push;
  tag.event = Event::kTag;
  tag.text = "tag";
  const Node& branches = node.is_map() ? node["branches"] : node;
  for (auto& pattern : Included(branches)) {
    if (pattern.starts_with(kTags))
      tag.tags.push_back(pattern.substr(kTags.size()));
    else
      push.branches.push_back(pattern.starts_with(kHeads) ? pattern.substr(kHeads.size())
                                                          : pattern);
  }
  for (auto& pattern : Included(node["tags"])) tag.tags.push_back(std::move(pattern));
  push.paths = tag.paths = Included(node["paths"]);
  push.paths_ignore = tag.paths_ignore = TextList(node["paths"]["exclude"]);
  // Only tags are named: branches then start nothing.
  bool tags_alone = !tag.tags.empty() && push.branches.empty();
  if (std::find(push.branches.begin(), push.branches.end(), "*") != push.branches.end())
    push.branches.clear();
  if (!tags_alone) out.push_back(std::move(push));
  if (!tag.tags.empty()) out.push_back(std::move(tag));
}

}  // namespace

void EachAzureItem(const Node& list,
                   const std::function<void(const Node&, const std::string&)>& visit) {
  Visit(list, "", 0, visit);
}

const Node& AzureValue(const Node& map, std::string_view key) {
  if (const Node& own = map[key]; own.present()) return own;
  for (const auto& entry : map.entries())
    if (entry.key.starts_with("${{") && entry.value[key].present()) return entry.value[key];
  return map[key];
}

std::vector<Trigger> AzureTriggers(const Node& root, const Path& path) {
  std::vector<Trigger> out;
  if (!IsOff(root["trigger"])) AddPushes(root["trigger"], path, out);
  if (const Node& pr = root["pr"]; !IsOff(pr)) {
    Trigger trigger;
    trigger.event = Event::kPullRequest;
    trigger.text = "pull request";
    trigger.place = {path, std::max(1, static_cast<int>(pr.line()))};
    trigger.branches = Included(pr.is_map() ? pr["branches"] : pr);
    out.push_back(std::move(trigger));
  }
  auto add = [&](Event event, std::string text, const Node& where) -> Trigger& {
    Trigger trigger;
    trigger.event = event;
    trigger.text = std::move(text);
    trigger.place = {path, std::max(1, static_cast<int>(where.line()))};
    out.push_back(std::move(trigger));
    return out.back();
  };
  if (!root["schedules"].empty()) add(Event::kSchedule, "schedule", root["schedules"]);
  for (const auto& item : root.At({"resources", "pipelines"}).items())
    if (item["trigger"].present() && !IsOff(item["trigger"]))
      add(Event::kAfter, "after another pipeline", item).workflows = {item["source"].AsText()};
  if (out.empty()) add(Event::kManual, "by hand", root["trigger"]);
  return out;
}

model::Reference ReadAzureTemplate(std::string_view text, const Node& repositories,
                                   const Path& path, const model::Place& place) {
  model::Reference out;
  out.kind = model::ReferenceKind::kReusableWorkflow;
  out.text = text;
  out.place = place;
  std::size_t at = text.rfind('@');
  std::string_view file = text.substr(0, at);
  std::string_view alias = at == text.npos ? "self" : text.substr(at + 1);
  if (alias == "self") {
    bool variable = text.find("${{") != text.npos || text.find("$(") != text.npos;
    out.pin = variable ? Pin::kVariable : Pin::kLocal;
    out.name = variable                ? std::string(file)
               : file.starts_with('/') ? ResolvePath("", file.substr(1))
                                       : ResolvePath(path.folder(), file);
    return out;
  }
  while (file.starts_with('/')) file.remove_prefix(1);
  out.name = std::string(alias) + "/" + std::string(file);
  out.pin = Pin::kVariable;  // Unless this file says which repository that is
  for (const auto& item : repositories.items()) {
    if (item["repository"].text() != alias) continue;
    out.name = item["name"].AsText() + "/" + std::string(file);
    out.version = item["ref"].AsText();
    out.pin = IsHexOf(out.version, 40)                     ? Pin::kCommit
              : out.version.find('$') != std::string::npos ? Pin::kVariable
                                                           : Pin::kFloating;
  }
  return out;
}

void FindAzureSecrets(std::string_view text, std::set<std::string>& out) {
  std::size_t at = 0;
  for (std::size_t count = 0; count < kMaxMentions && (at = text.find("$(", at)) != text.npos;
       ++count) {
    std::size_t end = text.find(')', at);
    if (end == text.npos) return;
    std::string_view name = text.substr(at + 2, end - at - 2);
    at += 2;
    if (name.empty() || name.size() > 100 || name.find_first_of(" \n'\"|&;$") != name.npos)
      continue;
    std::set<std::string> found;
    FindGitlabSecrets("$" + Snake(name), {}, found);
    bool forges = name == "System.AccessToken";
    if (forges || (!found.empty() && !name.starts_with("System."))) out.emplace(name);
  }
}

}  // namespace avouch::formats
