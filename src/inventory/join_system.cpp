#include "inventory/join_system.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "inventory/purl_of.h"
#include "inventory/scope_of.h"
#include "model/system_asks.h"
#include "notation/system_names.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::Manifest;
using model::Part;
using model::Requirement;
using model::Scope;
using notation::AskedBy;
using notation::SystemKind;

constexpr std::size_t kLeastOwn = 5;    // Letters of a product's name that parts of it begin with
constexpr std::size_t kMaxUntold = 20;  // Names in a note

// "FindFoo.cmake" finds Foo.
std::string FoundBy(const Path& path) {
  const std::string_view name = path.name();
  if (!name.starts_with("Find") || !name.ends_with(".cmake") || name.size() < 11) return {};
  return Lower(name.substr(4, name.size() - 10));
}

AskedBy AskedByOf(const Requirement& wanted) {
  if (wanted.group == "find_package" || wanted.group == "program") return AskedBy::kPackage;
  return wanted.group == "library" ? AskedBy::kLinker : AskedBy::kModule;
}

bool IsPlainName(std::string_view name) {
  return !name.empty() && name.size() <= 100 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-' || c == '.' || c == '+';
  });
}

// Parts that a build may find instead of the machine's: fetched, copied, or a package manager's.
bool MayStandFor(const Part& part) {
  return part.kind == model::PartKind::kLibrary &&
         (part.ecosystem == Ecosystem::kOther || part.ecosystem == Ecosystem::kConan ||
          part.ecosystem == Ecosystem::kVcpkg || part.ecosystem == Ecosystem::kGitSubmodule);
}

// ">= 1.2" is ">=1.2".
std::string RangeOf(const Requirement& wanted) {
  std::string out;
  for (const char c : wanted.range)
    if (c != ' ' || out.empty() || std::string_view("<>=!").find(out.back()) == std::string::npos)
      out += c;
  return out;
}

class SystemJoiner {
 public:
  SystemJoiner(Collection& parts, std::vector<std::string>& notes) : parts_(parts), notes_(notes) {}

  void Join(const std::vector<Manifest>& manifests) {
    for (const Manifest& manifest : manifests) {
      if (manifest.lock) continue;
      if (!manifest.name.empty() && manifest.ecosystem == Ecosystem::kOther)
        own_.insert(notation::SystemKeyOf(manifest.name));
      if (FoundBy(manifest.path).empty())
        for (const Requirement& wanted : manifest.requirements)
          if (wanted.group == "find_package") packages_.insert(Lower(wanted.name));
    }
    for (const Manifest& manifest : manifests) Alias(manifest);
    for (std::uint32_t i = 0; i < parts_.parts().size(); ++i)
      if (MayStandFor(parts_.parts()[i])) Know(i);
    for (const Manifest& manifest : manifests) {
      const std::string found = FoundBy(manifest.path);
      if (!found.empty() && !packages_.contains(found)) continue;
      for (const Requirement& wanted : manifest.requirements)
        if (AsksTheMachine(manifest, wanted) && IsPlainName(wanted.name) &&
            (found.empty() || wanted.group == "find_package"))
          Ask(manifest, wanted);
      TellUntold(manifest);
    }
  }

 private:
  // Looked for by a linker's name that only some system has, and not needed: told as a note.
  void TellUntold(const Manifest& manifest) {
    if (untold_.empty()) return;
    std::string names;
    std::size_t count = 0;
    for (const auto& name : untold_)
      if (++count <= kMaxUntold) names += " -l" + name;
    if (count > kMaxUntold) names += " and " + std::to_string(count - kMaxUntold) + " more";
    notes_.push_back(manifest.path.bytes + " looks for, and goes on without:" + names);
    untold_.clear();
  }

  // What a FindX.cmake of the tree asks pkg-config for is what X is.
  void Alias(const Manifest& manifest) {
    const std::string found = FoundBy(manifest.path);
    if (found.empty()) return;
    const Requirement* only = nullptr;
    for (const Requirement& wanted : manifest.requirements) {
      if (wanted.group != "pkg-config") continue;
      if (only != nullptr && only->name != wanted.name) return;
      only = &wanted;
    }
    if (only != nullptr) aliases_.emplace(found, only->name);
  }

  // The one with a version stands for the others.
  void Know(std::uint32_t index) {
    const Part& part = parts_.parts()[index];
    const auto [at, fresh] = known_.emplace(notation::SystemKeyOf(part.name), index);
    if (!fresh && parts_.parts()[at->second].version.empty() && !part.version.empty())
      at->second = index;
  }

  notation::SystemName NameOf(const Requirement& wanted) const {
    const auto direct = notation::SystemNameOf(AskedByOf(wanted), wanted.name);
    if (direct.known || wanted.group != "find_package") return direct;
    const std::string lower = Lower(wanted.name);
    if (const auto alias = aliases_.find(lower); alias != aliases_.end())
      return notation::SystemNameOf(AskedBy::kModule, alias->second);
    if (!lower.ends_with("alt")) return direct;  // FindLLVMAlt.cmake: another way to find LLVM
    const auto other = notation::SystemNameOf(AskedBy::kPackage, lower.substr(0, lower.size() - 3));
    return other.known ? other : direct;
  }

  static Scope ScopeOfAsk(const Manifest& manifest, const Requirement& wanted, SystemKind kind) {
    Scope scope = wanted.condition.empty() ? Scope::kShipped : Scope::kOptional;
    if (wanted.development) scope = ScopeOf(wanted.condition, true, false);
    if (kind == SystemKind::kTool) scope = Scope::kBuild;
    if (kind == SystemKind::kTest) scope = Scope::kTest;
    return Within(scope, ScopeOfFolder(manifest.path));
  }

  void Ask(const Manifest& manifest, const Requirement& wanted) {
    const auto named = NameOf(wanted);
    const std::string key = notation::SystemKeyOf(named.name);
    if (named.kind == SystemKind::kPlatform || IsOwn(wanted.name, key)) return;
    if (!named.known && wanted.group == "library" && !wanted.condition.empty()) {
      untold_.insert(wanted.name);
      return;
    }
    const bool tool =
        named.kind == SystemKind::kTool || wanted.group == "program" || wanted.group == "native";
    const Scope scope = ScopeOfAsk(manifest, wanted, tool ? SystemKind::kTool : named.kind);
    if (const auto known = known_.find(key); known != known_.end() && !tool)
      return Join(known->second, wanted, scope);
    Part part;
    part.kind = tool ? model::PartKind::kApplication : model::PartKind::kLibrary;
    part.name = named.name;
    part.range = RangeOf(wanted);
    part.purl = GenericPurl(part.name, "", {});
    part.places = {wanted.place};
    part.scope = scope;
    part.direct = true;
    part.sure = model::Sure::kDeclared;
    const std::uint32_t index = parts_.Add(std::move(part));
    (tool ? tools_ : known_).emplace(key, index);
    parts_.AddNeed(model::kSubject, index);
  }

  void Join(std::uint32_t index, const Requirement& wanted, Scope scope) {
    Part& part = parts_.part(index);
    part.places.push_back(wanted.place);
    part.scope = Nearer(part.scope, scope);
    part.direct = true;
    parts_.AddNeed(model::kSubject, index);
    Ranged(part, RangeOf(wanted));
  }

  // Where several ask, the first says; the places of all are told.
  static void Ranged(Part& part, const std::string& range) {
    if (part.version.empty() && part.range.empty()) part.range = range;
  }

  // Of the product's own making: "arrow-csv" and "ArrowFlight" of Arrow.
  [[nodiscard]] bool IsOwn(std::string_view written, const std::string& key) const {
    if (own_.contains(key)) return true;
    for (std::size_t end = kLeastOwn; end < written.size(); ++end) {
      const char c = written[end];
      const bool part = c == '-' || c == '_' || (c >= 'A' && c <= 'Z');
      if (part && own_.contains(Lower(written.substr(0, end)))) return true;
    }
    return false;
  }

  Collection& parts_;
  std::vector<std::string>& notes_;
  std::set<std::string> untold_;  // Of one file
  std::unordered_set<std::string> own_, packages_;
  std::unordered_map<std::string, std::string> aliases_;  // Of what a FindX.cmake finds
  std::unordered_map<std::string, std::uint32_t> known_, tools_;
};

}  // namespace

void JoinSystem(const std::vector<Manifest>& manifests, Collection& parts,
                std::vector<std::string>& notes) {
  SystemJoiner(parts, notes).Join(manifests);
}

}  // namespace avouch::inventory
