#include "formats/gitlab_view.h"

#include <algorithm>
#include <set>

#include "formats/limits.h"
#include "syntax/yaml.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr int kMaxExtends = 11;   // As GitLab: a job and ten levels above it.
constexpr int kMaxFollowed = 10;  // As GitLab: references in references, lists in lists.
// Look-ups of one pipeline; GitLab's own takes 200,000.
constexpr std::size_t kMaxWork = 500'000;

constexpr std::string_view kKeywords[] = {"default",   "include",       "stages",       "types",
                                          "variables", "workflow",      "image",        "services",
                                          "cache",     "before_script", "after_script", "spec"};

bool IsReference(const Node& node) { return node.tag() == "!reference" && node.is_list(); }

// The definition proper: a first document may hold `spec:` for inputs.
Result<Node> Parse(BytesView bytes) {
  syntax::YamlOptions options;
  options.duplicates = syntax::Duplicates::kTolerated;
  AVOUCH_TRY(std::vector<Node> documents, syntax::ParseYamlAll(bytes, options));
  for (auto at = documents.rbegin(); at != documents.rend(); ++at)
    if (at->is_map()) return std::move(*at);
  return Fail(ErrorKind::kMalformed, "not a map");
}

void AddLocal(const Node& item, std::vector<std::string>& out) {
  std::string_view text = item.is_map() ? item["local"].text() : item.text();
  if (text.empty() || text.find('$') != text.npos || text.find("://") != text.npos) return;
  while (text.starts_with('/')) text.remove_prefix(1);
  out.emplace_back(text);
}

}  // namespace

model::Place GitlabValue::At() const {
  if (node == nullptr) return {};
  return {*path, static_cast<int>(node->line())};
}

std::string GitlabValue::Text() const { return node == nullptr ? std::string() : node->AsText(); }

Result<GitlabView> GitlabView::Read(std::span<const GitlabFile> files) {
  GitlabView out;
  out.files_.reserve(files.size());  // Layers point into it.
  for (auto file = files.rbegin(); file != files.rend(); ++file) {
    auto root = Parse(file->bytes);
    if (!root) return Fail(root.error().kind, root.error().what, file->path.bytes);
    out.files_.push_back({file->path, std::move(*root)});
  }
  for (const File& file : out.files_) out.roots_.push_back({&file.path, &file.root});
  return out;
}

std::vector<std::string> GitlabView::JobNames() const {
  std::vector<std::string> out;
  std::set<std::string_view> seen;
  for (const auto& root : roots_)
    for (const auto& entry : root.node->entries()) {
      bool keyword =
          std::find(std::begin(kKeywords), std::end(kKeywords), entry.key) != std::end(kKeywords);
      if (keyword || entry.key.starts_with('.') || !entry.value.is_map()) continue;
      if (seen.insert(entry.key).second) out.emplace_back(entry.key);
    }
  return out;
}

bool GitlabView::Spend(std::size_t work) {
  spent_ += work;
  if (spent_ <= kMaxWork) return true;
  cut_ = true;
  return false;
}

void GitlabView::Unknown(std::string_view name) {
  auto at = std::lower_bound(unknown_.begin(), unknown_.end(), name);
  if (at == unknown_.end() || *at != name) unknown_.emplace(at, name);
}

GitlabLayers GitlabView::Job(std::string_view name) { return Layers(name); }

const GitlabLayers& GitlabView::Layers(std::string_view name) {
  auto at = jobs_.find(name);
  if (at != jobs_.end()) return at->second;
  Extending job;
  Extend(name, 0, job);
  return jobs_.emplace(name, std::move(job.layers)).first->second;
}

// The last of several that are extended is the strongest of them. What was laid
// down once would change nothing below itself: it is read again only when it is met
// at less depth, where more of what it extends counts.
void GitlabView::Extend(std::string_view name, int depth, Extending& out) {
  if (depth >= kMaxExtends || out.open.contains(name) || !Spend(roots_.size())) {
    cut_ = true;
    return;
  }
  auto [met, first] = out.met.emplace(name, depth);
  if (!first && met->second <= depth) return;
  met->second = depth;
  GitlabLayers own;
  for (const auto& root : roots_)
    if (const Node& node = (*root.node)[name]; node.is_map()) own.push_back({root.path, &node});
  if (own.empty()) return Unknown(name);
  if (first) out.layers.insert(out.layers.end(), own.begin(), own.end());
  out.open.insert(name);
  for (const auto& layer : own) {
    const Node& extends = (*layer.node)["extends"];
    if (!extends.present()) continue;
    if (extends.is_text()) Extend(extends.text(), depth + 1, out);
    for (std::size_t i = extends.items().size(); i-- > 0;)
      Extend(extends.items()[i].text(), depth + 1, out);
    break;
  }
  out.open.erase(name);
}

GitlabValue GitlabView::Resolve(GitlabValue value, int depth) {
  while (value.present() && IsReference(*value.node)) {
    auto [at, first] = followed_.try_emplace(value.node);
    if (!first && at->second) return *at->second;
    // What leads back to itself is nothing.
    if (!first || ++depth > kMaxFollowed || !Spend(1)) {
      cut_ = true;
      at->second = GitlabValue();
      return {};
    }
    at->second = value = Follow(value, depth);
  }
  return value;
}

// Where a reference points, one step on.
GitlabValue GitlabView::Follow(const GitlabValue& reference, int depth) {
  auto words = reference.node->items();
  if (words.empty()) return {};
  const GitlabLayers& layers = Layers(words[0].text());
  std::vector<std::string_view> keys;
  for (const Node& word : words.subspan(1)) keys.push_back(word.text());
  if (keys.empty()) return layers.empty() ? GitlabValue() : layers.front();
  return Find(layers, keys, depth);
}

GitlabValue GitlabView::Find(const GitlabLayers& layers, std::span<const std::string_view> keys,
                             int depth) {
  if (keys.empty()) return {};
  for (const auto& layer : layers) {
    if (!Spend(1)) return {};
    GitlabValue at = layer;
    for (std::string_view key : keys) {
      if (!at.present() || !at.node->is_map()) {
        at = {};
        break;
      }
      const Node& next = (*at.node)[key];
      at = next.present() ? Resolve({at.path, &next}, depth) : GitlabValue();
    }
    if (at.present()) return at;
  }
  return {};
}

GitlabValue GitlabView::Get(const GitlabLayers& layers,
                            std::initializer_list<std::string_view> keys) {
  return Find(layers, std::span(keys.begin(), keys.size()), 0);
}

std::vector<GitlabEntry> GitlabView::Entries(const GitlabLayers& layers,
                                             std::initializer_list<std::string_view> keys) {
  std::vector<GitlabEntry> out;
  std::set<std::string_view> seen;
  for (const auto& layer : layers) {
    GitlabValue value = Find({layer}, std::span(keys.begin(), keys.size()), 0);
    if (!value.present()) continue;
    if (!value.node->is_map()) break;  // It takes the place of all below it.
    if (!Spend(value.node->size())) break;
    for (const auto& entry : value.node->entries())
      if (seen.insert(entry.key).second)
        out.push_back({entry.key,
                       {*value.path, static_cast<int>(entry.place.line)},
                       Resolve({value.path, &entry.value}, 0)});
  }
  return out;
}

std::vector<GitlabValue> GitlabView::Items(const GitlabValue& value) {
  std::vector<GitlabValue> out;
  Flatten(value, 0, out);
  return out;
}

void GitlabView::Flatten(const GitlabValue& value, int depth, std::vector<GitlabValue>& out) {
  GitlabValue at = Resolve(value, depth);
  if (!at.present() || at.node->is_null()) return;
  if (!at.node->is_list()) return out.push_back(at);
  if (depth >= kMaxFollowed || !Spend(at.node->size())) {
    cut_ = true;
    return;
  }
  for (const Node& item : at.node->items()) Flatten({at.path, &item}, depth + 1, out);
}

Result<std::vector<std::string>> GitlabLocalIncludes(BytesView bytes) {
  std::vector<std::string> out;
  AVOUCH_TRY(Node root, Parse(bytes));
  const Node& include = root["include"];
  if (include.is_scalar() || include.is_map()) AddLocal(include, out);
  for (const Node& item : include.items()) {
    if (out.size() >= kMaxGitlabFiles) break;
    AddLocal(item, out);
  }
  return out;
}

}  // namespace avouch::formats
