#include "formats/github_parts.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

using syntax::Node;

model::Event EventOf(std::string_view word) {
  using enum model::Event;
  static constexpr std::pair<std::string_view, model::Event> kEvents[] = {
      {"push", kPush},
      {"pull_request", kPullRequest},
      {"merge_group", kPullRequest},
      {"release", kRelease},
      {"pull_request_target", kPullRequestTarget},
      {"schedule", kSchedule},
      {"workflow_dispatch", kManual},
      {"repository_dispatch", kManual},
      {"workflow_call", kCalled},
      {"workflow_run", kAfter}};
  for (const auto& [name, event] : kEvents)
    if (name == word) return event;
  return kOther;
}

// Calls visit(inside) for each ${{ ... }} of `text`.
template <class Visit>
void EachExpression(std::string_view text, Visit visit) {
  for (std::size_t at = 0; (at = text.find("${{", at)) != text.npos;) {
    std::size_t end = std::min(text.find("}}", at), text.size());
    visit(text.substr(at, end - at));
    at = end;
  }
}

}  // namespace

std::vector<std::string> TextList(const Node& node) {
  std::vector<std::string> out;
  if (node.is_scalar() && !node.AsText().empty()) out.push_back(node.AsText());
  for (const auto& item : node.items())
    if (item.is_scalar()) out.push_back(item.AsText());
  return out;
}

std::vector<model::Trigger> GithubTriggers(const Node& on, const Path& path) {
  std::vector<model::Trigger> out;
  auto add = [&](std::string_view word, const Node& node, const Node& where) {
    model::Trigger trigger;
    trigger.text = word;
    trigger.event = EventOf(word);
    trigger.place = {path, static_cast<int>(where.line())};
    trigger.branches = TextList(node["branches"]);
    trigger.tags = TextList(node["tags"]);
    trigger.paths = TextList(node["paths"]);
    trigger.paths_ignore = TextList(node["paths-ignore"]);
    trigger.workflows = TextList(node["workflows"]);
    for (const auto& input : node["inputs"].entries()) trigger.inputs.emplace_back(input.key);
    if (trigger.event == model::Event::kPullRequest) trigger.inputs = TextList(node["types"]);
    if (trigger.event == model::Event::kPush && !trigger.tags.empty()) {
      model::Trigger tag = trigger;
      tag.event = model::Event::kTag;
      out.push_back(std::move(tag));
      if (trigger.branches.empty()) return;
    }
    out.push_back(std::move(trigger));
  };
  if (on.is_text()) add(on.text(), Node(), on);
  for (const auto& item : on.items()) add(item.text(), Node(), item);
  for (const auto& entry : on.entries()) add(entry.key, entry.value, on);
  return out;
}

void SecretsIn(std::string_view text, std::set<std::string>& out) {
  auto is_word = [](char c) {
    return ((c | 32) >= 'a' && (c | 32) <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  };
  for (std::size_t at = 0; (at = text.find("secrets", at)) != text.npos;) {
    bool inside = at > 0 && (is_word(text[at - 1]) || text[at - 1] == '.');
    at += 7;
    std::size_t start = at;
    if (text.substr(at).starts_with("."))
      start = at + 1;
    else if (text.substr(at).starts_with("['") || text.substr(at).starts_with("[\""))
      start = at + 2;
    else
      continue;
    std::size_t end = start;
    while (end < text.size() && is_word(text[end])) ++end;
    if (end <= start || inside) continue;
    std::string_view name = text.substr(start, end - start);
    out.insert(EqualsIgnoreCase(name, "GITHUB_TOKEN") ? "GITHUB_TOKEN" : std::string(name));
  }
}

void FindSecrets(std::string_view text, std::set<std::string>& out) {
  EachExpression(text, [&](std::string_view inside) { SecretsIn(inside, out); });
}

bool TakesAllSecrets(std::string_view text) {
  bool all = false;
  EachExpression(text, [&](std::string_view inside) {
    std::string low = ReplaceAll(Lower(inside), " ", "");
    all |= low.find("tojson(secrets)") != std::string::npos;
  });
  return all;
}

}  // namespace avouch::formats
