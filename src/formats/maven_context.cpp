#include "formats/maven_context.h"

#include <algorithm>
#include <compare>
#include <utility>

#include "base/path.h"
#include "formats/limits.h"
#include "notation/version_key.h"
#include "notation/version_range.h"

namespace avouch::formats {
namespace {

std::string_view GroupOf(const Pom& pom) {
  return pom.group.empty() ? pom.parent.group : pom.group;
}

std::string_view VersionOf(const Pom& pom) {
  return pom.version.empty() ? pom.parent.version : pom.version;
}

}  // namespace

PomFamily::PomFamily(std::span<const Pom> poms, PomSource* source)
    : source_(source), own_(poms.size()) {
  for (std::size_t i = 0; i < poms.size(); ++i) {
    Add(poms[i]);
    by_path_.emplace(poms[i].path.bytes, i);
    by_artifact_[poms[i].artifact].push_back(i);
  }
  for (std::size_t i = 0; i < own_; ++i) by_name_[Of(i).group + ":" + Of(i).artifact].push_back(i);
}

void PomFamily::Add(const Pom& pom) {
  poms_.push_back(&pom);
  members_.emplace_back();
  Properties& properties = properties_.emplace_back();
  // The last of two properties of one name is in force.
  for (const auto& [name, value] : pom.properties) properties[name] = &value;
}

const PomFamily::Member& PomFamily::Of(std::size_t pom) {
  Member& member = members_[pom];
  if (member.ready) return member;
  member.ready = true;
  FindChain(pom);
  member.artifact = Fill(pom, poms_[pom]->artifact).text;
  member.group = Fill(pom, GroupOf(*poms_[pom])).text;
  member.version = Fill(pom, VersionOf(*poms_[pom])).text;
  return member;
}

std::size_t PomFamily::Fetch(const std::string& group, const std::string& artifact,
                             const std::string& version) {
  const std::size_t own = Find(group + ":" + artifact, version);
  if (version.empty()) return npos;
  if (own != npos || source_ == nullptr) return own;
  const auto [at, fresh] = asked_.try_emplace(group + ":" + artifact + ":" + version, npos);
  if (!fresh || fetched_.size() >= kMaxFetchedPoms) return at->second;
  auto found = source_->Find(group, artifact, version);
  if (!found) return npos;
  Pom& pom = fetched_.emplace_back(std::move(*found));
  // It is what it is asked for by, whatever it says.
  if (pom.artifact != artifact) pom.artifact = artifact;
  if (GroupOf(pom) != group) pom.group = group;
  if (VersionOf(pom) != version) pom.version = version;
  pom.relative_path.clear();
  Add(pom);
  return at->second = poms_.size() - 1;
}

std::string PomFamily::NewestIn(const std::string& group, const std::string& artifact,
                                const std::string& range) {
  if (source_ == nullptr) return {};
  const auto [at, fresh] = newest_.try_emplace(group + ":" + artifact + " " + range);
  if (!fresh) return at->second;
  constexpr auto kOrder = notation::VersionOrder::kMaven;
  std::vector<std::string> inside;
  for (auto& version : source_->Versions(group, artifact))
    if (notation::Admits(kOrder, range, version).value_or(false))
      inside.push_back(std::move(version));
  std::ranges::sort(inside, [](const std::string& a, const std::string& b) {
    return notation::CompareVersionsIn(kOrder, a, b).value_or(std::strong_ordering::equal) > 0;
  });
  for (auto& version : inside)
    if (Fetch(group, artifact, version) != npos) return at->second = std::move(version);
  return {};
}

// "${revision}" by the pom's own properties alone; anything else as it is.
std::string_view PomFamily::Own(std::size_t pom, std::string_view text) const {
  if (!text.starts_with("${") || !text.ends_with('}')) return text;
  const auto at = properties_[pom].find(text.substr(2, text.size() - 3));
  return at == properties_[pom].end() ? text : std::string_view(*at->second);
}

// A pom elsewhere than named, or of another version, is not the parent: a repository's is.
bool PomFamily::IsParent(std::size_t child, std::size_t pom) const {
  const PomDependency& named = poms_[child]->parent;
  if (poms_[pom]->artifact != named.artifact || GroupOf(*poms_[pom]) != named.group) return false;
  const std::string_view version = VersionOf(*poms_[pom]);
  return version == named.version || Own(pom, version) == Own(child, named.version) ||
         Own(pom, version) == Own(pom, named.version);
}

std::size_t PomFamily::ParentOf(std::size_t pom) {
  const Pom& child = *poms_[pom];
  if (!child.relative_path.empty()) {
    const std::string at = ResolvePath(child.path.folder(), child.relative_path);
    auto found = by_path_.find(at);
    if (found == by_path_.end()) found = by_path_.find(JoinPath(at, "pom.xml"));
    if (found != by_path_.end() && IsParent(pom, found->second)) return found->second;
  }
  if (const auto named = by_artifact_.find(child.parent.artifact); named != by_artifact_.end()) {
    std::size_t looked = 0;
    for (const std::size_t one : named->second) {
      if (one != pom && IsParent(pom, one)) return one;
      if (++looked == kMaxPomNamesakes) break;
    }
  }
  if (source_ == nullptr) return npos;
  return Fetch(child.parent.group, child.parent.artifact,
               std::string(Own(pom, child.parent.version)));
}

void PomFamily::FindChain(std::size_t pom) {
  Member& member = members_[pom];
  std::size_t at = pom;
  while (true) {
    member.chain.push_back(at);
    member.last = at;
    if (!poms_[at]->has_parent) return;
    const PomDependency& parent = poms_[at]->parent;
    const std::string name = "the parent " + parent.group + ":" + parent.artifact;
    const std::size_t next = ParentOf(at);
    if (next == npos) {
      member.why = name + " " + parent.version +
                   (source_ == nullptr ? " is not in this tree" : " is neither here nor cached");
    } else if (std::ranges::find(member.chain, next) != member.chain.end()) {
      member.why = name + " is its own ancestor";
    } else if (member.chain.size() == kMaxPomDepth) {
      member.why = name + " is too far up to be followed";
    } else {
      at = next;
      continue;
    }
    member.open = true;
    return;
  }
}

const std::string* PomFamily::Value(std::size_t pom, std::string_view name) {
  const Member& member = Of(pom);
  std::string_view field = name;
  const bool led = name.starts_with("project.") || name.starts_with("pom.");
  if (led) field.remove_prefix(name.find('.') + 1);
  if (!led)
    for (const std::size_t one : member.chain)
      if (const auto at = properties_[one].find(name); at != properties_[one].end())
        return at->second;
  const Pom& own = *poms_[pom];
  const PomDependency& parent = own.parent;
  if (field == "version") return own.version.empty() ? &parent.version : &own.version;
  if (field == "groupId") return own.group.empty() ? &parent.group : &own.group;
  if (field == "artifactId") return &own.artifact;
  if (own.has_parent && field == "parent.version") return &parent.version;
  if (own.has_parent && field == "parent.groupId") return &parent.group;
  if (own.has_parent && field == "parent.artifactId") return &parent.artifact;
  if (led)
    for (const std::size_t one : member.chain)
      if (const auto at = properties_[one].find(name); at != properties_[one].end())
        return at->second;
  return nullptr;
}

PomFamily::Filled PomFamily::Fill(std::size_t pom, std::string_view text) {
  Filled out;
  int steps = 0;
  FillInto(pom, text, 0, steps, out);
  return out;
}

// What names itself, or grows beyond all sense, stays as written.
void PomFamily::FillInto(std::size_t pom, std::string_view text, int depth, int& steps,
                         Filled& out) {
  while (true) {
    const std::size_t at = text.find("${");
    const std::size_t end = at == text.npos ? at : text.find('}', at);
    out.text += text.substr(0, end == text.npos ? end : at);
    if (end == text.npos) return;
    const std::string_view name = text.substr(at + 2, end - at - 2);
    const std::string* value = nullptr;
    if (depth < kMaxPropertyDepth && ++steps < kMaxPropertySteps && out.text.size() < kMaxExpanded)
      value = Value(pom, name);
    if (value == nullptr) {
      out.text += text.substr(at, end - at + 1);
      out.whole = false;
    } else {
      FillInto(pom, *value, depth + 1, steps, out);
    }
    text.remove_prefix(end + 1);
  }
}

std::size_t PomFamily::Find(const std::string& name, std::string_view version) const {
  const auto named = by_name_.find(name);
  if (named == by_name_.end()) return npos;
  std::size_t looked = 0;
  for (const std::size_t one : named->second) {
    if (version.empty() || members_[one].version == version) return one;
    if (++looked == kMaxPomNamesakes) break;
  }
  return npos;
}

}  // namespace avouch::formats
