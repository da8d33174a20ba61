#include "formats/maven_managed.h"

#include "formats/limits.h"

namespace avouch::formats {
namespace {

// The place of `pom` in a list that grows as poms are fetched.
template <class T>
T& At(std::vector<std::unique_ptr<T>>& all, std::size_t pom, bool& fresh) {
  if (all.size() <= pom) all.resize(pom + 1);
  fresh = all[pom] == nullptr;
  if (fresh) all[pom] = std::make_unique<T>();
  return *all[pom];
}

}  // namespace

std::string ManagedKey(std::string_view group, std::string_view artifact, std::string_view type,
                       std::string_view classifier) {
  std::string key(group);
  key.append(":").append(artifact).append(":").append(type.empty() ? "jar" : type);
  return key.append(":").append(classifier);
}

const PomManagement::Managed& PomManagement::ManagedOf(std::size_t pom) {
  bool fresh = false;
  Managed& out = At(managed_, pom, fresh);
  if (!fresh) return out;
  for (const auto& one : family_.pom(pom).managed) {
    if (one.scope == "import") continue;
    if (one.group.find('$') != std::string::npos || one.artifact.find('$') != std::string::npos ||
        one.classifier.find('$') != std::string::npos)
      out.odd.push_back(&one);
    else
      out.plain.emplace(ManagedKey(one.group, one.artifact, one.type, one.classifier), &one);
  }
  for (const auto& one : family_.pom(pom).managed_plugins)
    out.plugins.emplace(one.group + ":" + one.artifact, &one);
  return out;
}

// Depth is bounded, and what is entered is not entered again: lists may import in circles.
const PomManagement::Lists& PomManagement::ListsOf(std::size_t pom, int depth) {
  bool fresh = false;
  Lists& lists = At(lists_, pom, fresh);
  if (lists.ready || lists.entered) return lists;
  lists.entered = true;
  const auto& member = family_.Of(pom);
  lists.open = member.open;
  for (std::size_t level = 0; level < member.chain.size(); ++level)
    for (const PomDependency* one : ManagedOf(member.chain[level]).odd) {
      ++work_;
      lists.odd.emplace(
          ManagedKey(family_.Fill(pom, one->group).text, family_.Fill(pom, one->artifact).text,
                     one->type, family_.Fill(pom, one->classifier).text),
          std::pair(level, one));
    }
  std::unordered_set<std::size_t> have = {pom};
  for (const std::size_t one : member.chain)
    for (const auto& import : family_.pom(one).managed)
      if (import.scope == "import") AddImport(pom, import, depth, have, lists);
  lists.found = &found_[lists.imports];
  lists.ready = true;
  return lists;
}

void PomManagement::AddImport(std::size_t pom, const PomDependency& import, int depth,
                              std::unordered_set<std::size_t>& have, Lists& lists) {
  if (depth == kMaxImportDepth || lists.imports.size() >= kMaxImports) {
    lists.open = true;
    return;
  }
  const std::size_t at = FindImport(pom, import);
  if (at == PomFamily::npos) {
    lists.open = true;
    return;
  }
  if (!have.insert(at).second) return;
  lists.imports.push_back({at, !lists.open});
  const Lists& inner = ListsOf(at, depth + 1);
  if (!inner.ready) lists.open = true;  // In a circle
  for (const Import& one : inner.imports) {
    if (lists.imports.size() >= kMaxImports) break;
    if (have.insert(one.pom).second) lists.imports.push_back({one.pom, one.sure && !lists.open});
  }
  lists.open |= inner.open || lists.imports.size() >= kMaxImports;
}

std::size_t PomManagement::FindImport(std::size_t pom, const PomDependency& import) {
  const auto version = family_.Fill(pom, import.version);
  if (!version.whole || version.text.empty()) return PomFamily::npos;
  return family_.Fetch(family_.Fill(pom, import.group).text,
                       family_.Fill(pom, import.artifact).text, version.text);
}

// What the pom and its parents manage themselves.
const PomDependency* PomManagement::InChain(std::size_t pom, const std::string& key,
                                            const Lists& lists) {
  const auto& chain = family_.Of(pom).chain;
  const auto odd = lists.odd.find(key);
  for (std::size_t level = 0; level < chain.size(); ++level) {
    ++work_;
    const auto& plain = ManagedOf(chain[level]).plain;
    if (const auto at = plain.find(key); at != plain.end()) return at->second;
    if (odd != lists.odd.end() && odd->second.first == level) return odd->second.second;
  }
  return nullptr;
}

PomManagement::Answer PomManagement::InImports(const Lists& lists, const std::string& key) {
  for (const Import& import : lists.imports)
    if (const auto* found = InChain(import.pom, key, ListsOf(import.pom, 0)))
      return {found, import.pom, import.sure};
  return {};
}

PomManagement::Answer PomManagement::Find(std::size_t pom, const std::string& key) {
  const Lists& lists = ListsOf(pom, 0);
  if (const auto* found = InChain(pom, key, lists)) return {found, pom, true};
  if (lists.imports.empty() || work_ > kMaxPomWork) return {};
  if (lists.found == nullptr) return InImports(lists, key);
  const auto [at, fresh] = lists.found->try_emplace(key);
  if (fresh) at->second = InImports(lists, key);
  return at->second;
}

std::string_view PomManagement::PluginVersion(std::size_t pom, const std::string& name) {
  for (const std::size_t above : family_.Of(pom).chain) {
    ++work_;
    const auto& plugins = ManagedOf(above).plugins;
    if (const auto at = plugins.find(name); at != plugins.end()) return at->second->version;
  }
  return {};
}

}  // namespace avouch::formats
