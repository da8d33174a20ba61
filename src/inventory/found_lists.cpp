#include "inventory/found_lists.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "inventory/collection.h"
#include "inventory/diff.h"
#include "inventory/installed_tree.h"
#include "inventory/scope_of.h"
#include "notation/purl.h"

namespace avouch::inventory {
namespace {

using model::FoundList;
using model::Inventory;
using model::kSubject;
using model::Part;

constexpr std::uint32_t kNone = kSubject - 1;  // Of a part that is left out
// Lists named in one note, of those that tell what nothing else does.
constexpr std::size_t kMaxNamedLists = 3;

std::string FullName(const Part& part) {
  return part.group.empty() ? part.name : part.group + '/' + part.name;
}

// ---- Lists of what is made here ----

// Folders that builds write their lists to, below the one whose list it is.
bool IsOfBuild(std::string_view folder) {
  constexpr auto kNames = std::to_array<std::string_view>(
      {"target", "build", "reports", "cyclonedx", "cyclonedx-direct", "dist", "out", "output",
       "sbom", "sboms", ".sbom", "artifacts", "release", "_manifest"});
  return std::ranges::find(kNames, folder) != kNames.end() || folder.starts_with("spdx_");
}

class OwnSources {
 public:
  explicit OwnSources(const std::vector<model::Manifest>& manifests) {
    for (const auto& manifest : manifests) {
      const bool says = manifest.lock || !manifest.name.empty() || !manifest.components.empty() ||
                        !manifest.requirements.empty();
      if (IsRecord(manifest) || !says) continue;
      folders_.emplace(manifest.path.folder());
      if (!manifest.name.empty()) names_.insert(Lower(manifest.name));
    }
  }

  [[nodiscard]] bool Make(const FoundList& list) const {
    const std::string& path = list.path.bytes;
    if (path.find("!/") != path.npos) return false;
    std::string folder(list.path.folder());
    while (!folders_.contains(folder)) {
      if (!IsOfBuild(PathName(folder))) return IsNamed(list.list.subject);
      folder = std::string(PathFolder(folder));
    }
    return true;
  }

 private:
  [[nodiscard]] bool IsNamed(const Part& subject) const {
    if (subject.name.empty() || subject.version.empty()) return false;
    return names_.contains(Lower(FullName(subject))) ||
           names_.contains(Lower(subject.group + ':' + subject.name)) ||
           (subject.group.empty() && names_.contains(Lower(subject.name)));
  }

  std::unordered_set<std::string> folders_, names_;
};

bool IsEarlierOne(const FoundList& list) {
  return list.path.folder().empty() && std::ranges::any_of(list.list.tools, [](const auto& tool) {
           return tool == "avouch" || tool.starts_with("avouch ");
         });
}

// ---- What lists tell ----

// The purl without what says only where it is from or which part of it is meant, and what of it
// tells one build from another.
struct Identity {
  std::string key;
  std::vector<std::pair<std::string, std::string>> build;

  [[nodiscard]] bool Admits(const Identity& other) const {
    for (const auto& [name, value] : build)
      for (const auto& [theirs, also] : other.build)
        if (name == theirs && value != also) return false;
    return true;
  }
};

std::optional<Identity> IdentityOf(const std::string& text) {
  auto purl =
      text.empty() ? Result<notation::Purl>(std::unexpected(Error{})) : notation::ParsePurl(text);
  if (!purl) return std::nullopt;
  Identity out;
  for (auto& qualifier : purl->qualifiers)
    if (qualifier.first == "arch" || qualifier.first == "classifier" ||
        qualifier.first == "platform")
      out.build.push_back(std::move(qualifier));
  purl->qualifiers.clear();
  purl->subpath.clear();
  out.key = notation::FormatPurl(*purl);
  return out;
}

std::string NameKey(const Part& part) { return Lower(part.name) + '\n' + part.version; }

// Enough to be told from what holds the list.
bool IsKnown(const Part& part) {
  return !part.name.empty() && part.kind != model::PartKind::kFile &&
         (!part.purl.empty() || !part.version.empty());
}

class Teller {
 public:
  explicit Teller(Inventory& inventory) : inventory_(inventory) {}

  void Tell(std::vector<FoundList> lists) {
    Index();
    for (auto& list : lists) TellOne(list);
    parts_.MoveInto(inventory_);
    if (asked_ > 0)
      inventory_.notes.push_back(Count("component", asked_) +
                                 " of SBOMs in jars left out: asked for, and neither in the jar " +
                                 "nor beside it (avouch sbom merge adds a whole list)");
    if (fresh_ == 0) return;
    std::string note = (telling_ == 1 ? "an SBOM here tells" : "SBOMs here tell") +
                       std::string(" what nothing else shows: ") + Join(named_, ", ");
    if (telling_ > static_cast<long long>(named_.size()))
      note += " and " + std::to_string(telling_ - static_cast<long long>(named_.size())) + " more";
    inventory_.notes.push_back(std::move(note));
    if (loose_ > 0)
      inventory_.notes.push_back(Count("SBOM", loose_) + " here " + (loose_ == 1 ? "does" : "do") +
                                 " not say what needs what");
  }

 private:
  void Index() {
    parts_.Reserve(inventory_.parts.size());
    std::vector<std::uint32_t> at;
    at.reserve(inventory_.parts.size());
    for (auto& part : inventory_.parts) {
      const std::uint32_t index = parts_.Add(std::move(part));
      at.push_back(index);
      const Part& here = parts_.part(index);
      for (const auto& place : here.places) by_place_.emplace(place.path.bytes, index);
      if (here.ecosystem == model::Ecosystem::kDebian ||
          here.ecosystem == model::Ecosystem::kAlpine || here.ecosystem == model::Ecosystem::kRpm)
        by_system_name_.emplace(here.name, index);
      Know(index);
    }
    for (const auto& need : inventory_.needs)
      parts_.AddNeed(need.from == kSubject ? kSubject : at[need.from], at[need.to]);
  }

  void Know(std::uint32_t index) {
    const Part& part = parts_.part(index);
    if (auto identity = IdentityOf(part.purl))
      by_purl_[identity->key].emplace_back(index, std::move(identity->build));
    if (!part.name.empty() && !part.version.empty()) {
      auto& same = by_name_[NameKey(part)];
      if (same.size() < 2) same.push_back(index);
    }
  }

  void TellOne(FoundList& list) {
    const long long before = fresh_;
    const std::uint32_t holder = HolderOf(list);
    const std::uint32_t subject = SubjectOf(list, holder);
    const auto& of = list.list;
    std::vector<std::uint32_t> at;
    at.reserve(of.parts.size());
    for (auto& part : list.list.parts) at.push_back(Place(std::move(part), list, holder));
    std::vector<char> needed(at.size(), 0);
    for (const auto& need : of.needs) {
      const std::uint32_t from = need.from == kSubject ? subject : at[need.from];
      if (need.from != kSubject && from != at[need.to]) needed[need.to] = 1;
      Need(from, at[need.to]);
    }
    for (std::size_t i = 0; i < at.size(); ++i)
      if (needed[i] == 0) Need(subject, at[i]);
    if (of.parts.size() > 1 && !of.edges_known) inventory_.edges_known = false, ++loose_;
    if (of.partial || of.whole == model::Whole::kIncomplete) {
      inventory_.partial = true;
      inventory_.notes.push_back(list.path.bytes + (of.partial ? ": not all of it could be read"
                                                               : " says that it is not all"));
    }
    if (fresh_ == before) return;
    ++telling_;
    if (named_.size() < kMaxNamedLists) named_.push_back(list.path.bytes);
  }

  void Need(std::uint32_t from, std::uint32_t to) {
    if (from == kNone || to == kNone || to == kSubject || from == to) return;
    parts_.AddNeed(from, to);
    if (from == kSubject) parts_.part(to).direct = true;
  }

  // The archive that the list is in, the package whose folder it is in, or kSubject.
  [[nodiscard]] std::uint32_t HolderOf(const FoundList& list) const {
    const std::string& path = list.path.bytes;
    if (const auto inside = path.rfind("!/"); inside != path.npos)
      if (const auto at = by_place_.find(path.substr(0, inside)); at != by_place_.end())
        return at->second;
    const std::string folder(list.path.folder()), above(PathFolder(folder));
    for (const auto& record :
         {above + "/METADATA", folder + "/METADATA", folder + "/package.json"}) {
      const bool installed = !record.ends_with(".json") || record.contains("node_modules/");
      const auto at = by_place_.find(record);
      if (installed && at != by_place_.end()) return at->second;
    }
    const auto at = by_system_name_.find(list.owner);
    return list.owner.empty() || at == by_system_name_.end() ? kSubject : at->second;
  }

  std::uint32_t SubjectOf(FoundList& list, std::uint32_t holder) {
    const Part& subject = list.list.subject;
    if (!IsKnown(subject) || (holder == kSubject && list.path.folder().empty())) return holder;
    if (holder != kSubject && IsSame(subject, holder)) {
      GivePurl(subject, holder);
      return holder;
    }
    const std::uint32_t at = Place(std::move(list.list.subject), list, holder);
    if (at == kNone) return holder;
    Need(holder, at);
    return at;
  }

  [[nodiscard]] bool IsSame(const Part& told, std::uint32_t index) {
    const Part& part = parts_.part(index);
    const auto a = IdentityOf(told.purl), b = IdentityOf(part.purl);
    if (a && b) return a->key == b->key;
    return EqualsIgnoreCase(told.name, part.name) && told.version == part.version;
  }

  // What its file name alone told is called by what says more of it.
  void GivePurl(const Part& told, std::uint32_t index) {
    Part& part = parts_.part(index);
    if (!part.purl.empty() || !IdentityOf(told.purl)) return;
    part.purl = told.purl;
    part.group = told.group;
    part.name = told.name;
    part.ecosystem = told.ecosystem;
    Know(index);
  }

  // What of the parts that are there it is; kNone where none, or more than one by its name.
  std::uint32_t Find(const Part& told) {
    if (const auto identity = IdentityOf(told.purl)) {
      if (const auto at = by_purl_.find(identity->key); at != by_purl_.end())
        for (const auto& [index, build] : at->second)
          if (identity->Admits({{}, build})) return index;
    }
    if (told.version.empty()) return kNone;
    const auto at = by_name_.find(NameKey(told));
    if (at == by_name_.end() || at->second.size() != 1) return kNone;
    const Part& part = parts_.part(at->second.front());
    const bool either = part.purl.empty() || told.purl.empty();
    const bool group = part.group.empty() || told.group.empty() || part.group == told.group;
    const bool kind = part.ecosystem == told.ecosystem ||
                      part.ecosystem == model::Ecosystem::kOther ||
                      told.ecosystem == model::Ecosystem::kOther;
    return either && group && kind ? at->second.front() : kNone;
  }

  std::uint32_t Place(Part&& told, const FoundList& list, std::uint32_t holder) {
    const bool package =
        told.kind != model::PartKind::kFile && told.kind != model::PartKind::kCryptography;
    if (told.name.empty() || (told.purl.empty() && !package)) return kNone;
    const model::Scope scope = Within(told.scope, ScopeOfFolder(list.path));
    std::uint32_t at =
        holder != kSubject && !told.version.empty() && IsSame(told, holder) ? holder : Find(told);
    const bool fresh = at == kNone;
    if (fresh && list.alone && told.ecosystem == model::Ecosystem::kMaven) return ++asked_, kNone;
    if (fresh) {
      at = parts_.Add(Fresh(std::move(told), list));
      Know(at);
      ++fresh_;
    } else {
      GivePurl(told, at);
    }
    Part& part = parts_.part(at);
    const model::Place place{list.path, 0};
    if (part.places.empty() || part.places.back() != place) part.places.push_back(place);
    part.scope = fresh ? scope : Nearer(part.scope, scope);
    return at;
  }

  // As it is told here, whatever places and ids it has in the list.
  static Part Fresh(Part&& told, const FoundList& list) {
    Part out = std::move(told);
    out.id.clear();
    out.places.clear();
    // SPDX has no groups: Maven's are written before the name.
    if (const auto colon = out.name.find(':');
        out.ecosystem == model::Ecosystem::kMaven && out.group.empty() && colon != out.name.npos) {
      out.group = out.name.substr(0, colon);
      out.name.erase(0, colon + 1);
    }
    out.layer = list.layer;
    out.sure = model::Sure::kTold;
    out.direct = false;
    std::erase_if(out.properties, [](const auto& one) { return one.first.starts_with("avouch:"); });
    return out;
  }

  Inventory& inventory_;
  Collection parts_;
  std::unordered_map<std::string, std::uint32_t> by_place_, by_system_name_;
  using Builds = std::vector<std::pair<std::string, std::string>>;
  std::unordered_map<std::string, std::vector<std::pair<std::uint32_t, Builds>>> by_purl_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;  // Two at most of each
  long long fresh_ = 0, telling_ = 0, loose_ = 0, asked_ = 0;
  std::vector<std::string> named_;
};

}  // namespace

void LeaveOwnLists(const std::vector<model::Manifest>& manifests, std::vector<FoundList>& lists,
                   std::vector<std::string>& notes) {
  const OwnSources sources(manifests);
  std::erase_if(lists, [&](const FoundList& list) {
    const bool earlier = IsEarlierOne(list);
    if (!earlier && !sources.Make(list)) return false;
    notes.push_back(list.path.bytes + " left out: " +
                    (earlier ? "an earlier list of this folder"
                             : "what the makers of these sources declare is compared, not found "
                               "(avouch sbom diff)"));
    return true;
  });
}

ToldOnly TakeTold(Inventory& list, Inventory& found) {
  const auto key = [](const Part& part) { return KeyOf(part) + '@' + part.version; };
  std::unordered_map<std::string, bool> listed;  // And told in what was found
  for (const auto& part : list.parts) listed.emplace(key(part), false);
  ToldOnly out;
  std::set<std::string> files;
  std::erase_if(found.parts, [&](const Part& part) {
    const auto at = part.sure == model::Sure::kTold ? listed.find(key(part)) : listed.end();
    if (at == listed.end()) return false;
    at->second = true;
    for (const auto& place : part.places) files.insert(place.path.bytes);
    ++out.parts;
    return true;
  });
  std::erase_if(list.parts, [&](const Part& part) { return listed[key(part)]; });
  list.needs.clear();
  found.needs.clear();
  out.files.assign(files.begin(), files.end());
  return out;
}

void TellLists(std::vector<FoundList> lists, Inventory& inventory) {
  if (!lists.empty()) Teller(inventory).Tell(std::move(lists));
}

}  // namespace avouch::inventory
