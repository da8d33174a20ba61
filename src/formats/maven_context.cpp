#include "formats/maven_context.h"

#include <algorithm>

#include "base/path.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

std::string_view GroupOf(const Pom& pom) {
  return pom.group.empty() ? pom.parent.group : pom.group;
}

std::string_view VersionOf(const Pom& pom) {
  return pom.version.empty() ? pom.parent.version : pom.version;
}

}  // namespace

PomFamily::PomFamily(std::span<const Pom> poms) : poms_(poms), members_(poms.size()) {
  properties_.resize(poms.size());
  for (std::size_t i = 0; i < poms.size(); ++i) {
    by_path_.emplace(poms[i].path.bytes, i);
    by_artifact_[poms[i].artifact].push_back(i);
    // The last of two properties of one name is in force.
    for (const auto& [name, value] : poms[i].properties) properties_[i][name] = &value;
  }
  for (std::size_t i = 0; i < poms.size(); ++i) FindChain(i);
  for (std::size_t i = 0; i < poms.size(); ++i) {
    Member& member = members_[i];
    member.artifact = Fill(i, poms[i].artifact).text;
    member.group = Fill(i, GroupOf(poms[i])).text;
    member.version = Fill(i, VersionOf(poms[i])).text;
  }
  for (std::size_t i = 0; i < poms.size(); ++i)
    by_name_[members_[i].group + ":" + members_[i].artifact].push_back(i);
}

// "${revision}" by the pom's own properties alone; anything else as it is.
std::string_view PomFamily::Own(std::size_t pom, std::string_view text) const {
  if (!text.starts_with("${") || !text.ends_with('}')) return text;
  const auto at = properties_[pom].find(text.substr(2, text.size() - 3));
  return at == properties_[pom].end() ? text : std::string_view(*at->second);
}

// A pom elsewhere than named, or of another version, is not the parent: a repository's is.
bool PomFamily::IsParent(std::size_t child, std::size_t pom) const {
  const PomDependency& named = poms_[child].parent;
  if (poms_[pom].artifact != named.artifact || GroupOf(poms_[pom]) != named.group) return false;
  const std::string_view version = VersionOf(poms_[pom]);
  return version == named.version || Own(pom, version) == Own(child, named.version) ||
         Own(pom, version) == Own(pom, named.version);
}

std::size_t PomFamily::ParentOf(std::size_t pom) const {
  const Pom& child = poms_[pom];
  if (!child.relative_path.empty()) {
    const std::string at = ResolvePath(child.path.folder(), child.relative_path);
    auto found = by_path_.find(at);
    if (found == by_path_.end()) found = by_path_.find(JoinPath(at, "pom.xml"));
    if (found != by_path_.end() && IsParent(pom, found->second)) return found->second;
  }
  const auto named = by_artifact_.find(child.parent.artifact);
  if (named == by_artifact_.end()) return npos;
  std::size_t looked = 0;
  for (const std::size_t one : named->second) {
    if (one != pom && IsParent(pom, one)) return one;
    if (++looked == kMaxPomNamesakes) break;
  }
  return npos;
}

void PomFamily::FindChain(std::size_t pom) {
  Member& member = members_[pom];
  std::size_t at = pom;
  while (true) {
    member.chain.push_back(at);
    member.last = at;
    if (!poms_[at].has_parent) return;
    const PomDependency& parent = poms_[at].parent;
    const std::string name = "the parent " + parent.group + ":" + parent.artifact;
    const std::size_t next = ParentOf(at);
    if (next == npos) {
      member.why = name + " " + parent.version + " is not in this tree";
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

const std::string* PomFamily::Value(std::size_t pom, std::string_view name) const {
  const Member& member = members_[pom];
  std::string_view field = name;
  const bool led = name.starts_with("project.") || name.starts_with("pom.");
  if (led) field.remove_prefix(name.find('.') + 1);
  if (!led)
    for (const std::size_t one : member.chain)
      if (const auto at = properties_[one].find(name); at != properties_[one].end())
        return at->second;
  const Pom& own = poms_[pom];
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

PomFamily::Filled PomFamily::Fill(std::size_t pom, std::string_view text) const {
  Filled out;
  int steps = 0;
  FillInto(pom, text, 0, steps, out);
  return out;
}

// What names itself, or grows beyond all sense, stays as written.
void PomFamily::FillInto(std::size_t pom, std::string_view text, int depth, int& steps,
                         Filled& out) const {
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
