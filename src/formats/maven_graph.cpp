// Level by level: the first that is met of a key is the nearest, and stands; what another of its
// key would need is not looked at. Of the scopes in which something is needed the widest stands,
// but where the root says which: then that does.
#include "formats/maven_graph.h"

#include <algorithm>
#include <utility>

#include "formats/limits.h"

namespace avouch::formats {
namespace {

// What Maven calls an artefact's extension, by its type.
std::string_view ExtensionOf(std::string_view type) {
  for (const std::string_view jar : {"", "jar", "test-jar", "ejb", "ejb-client", "maven-plugin",
                                     "java-source", "javadoc", "bundle"})
    if (type == jar) return "jar";
  return type;
}

std::string_view ClassifierOf(std::string_view type, std::string_view classifier) {
  if (!classifier.empty()) return classifier;
  if (type == "test-jar") return "tests";
  if (type == "java-source") return "sources";
  if (type == "ejb-client") return "client";
  return type == "javadoc" ? type : classifier;
}

// An archive that holds what it needs.
bool HoldsItsNeeds(std::string_view type) {
  return type == "war" || type == "ear" || type == "rar";
}

bool Matches(std::string_view pattern, std::string_view text) {
  return pattern == "*" || pattern == text;
}

constexpr int kMaxRelocations = 8;

}  // namespace

PomQualifiers PomQualifiersOf(const std::string& type, const std::string& classifier) {
  PomQualifiers out;
  if (type.find('$') != type.npos || classifier.find('$') != classifier.npos) return out;
  if (const auto name = ClassifierOf(type, classifier); !name.empty())
    out.emplace_back("classifier", name);
  if (!classifier.empty() || out.empty())
    for (const std::string_view other : {"war", "ear", "rar", "zip", "aar", "pom", "tar.gz", "so"})
      if (type == other) out.emplace_back("type", type);
  return out;
}

bool IsExactMaven(std::string_view version) {
  if (version.size() > 2 && version.starts_with('[') && version.ends_with(']'))
    version = version.substr(1, version.size() - 2);
  return !version.empty() && version.find_first_of("[](),$ ") == version.npos &&
         !version.ends_with("-SNAPSHOT") && version != "LATEST" && version != "RELEASE";
}

const std::vector<PomGraph::Need>& PomGraph::NeedsOf(std::size_t pom) {
  const auto [at, fresh] = needs_.try_emplace(pom);
  if (!fresh) return at->second;
  std::vector<Need> out;
  std::unordered_set<std::string> seen;
  const std::vector<std::size_t> chain = family_.Of(pom).chain;
  for (const std::size_t level : chain)
    for (const auto& one : family_.pom(level).dependencies) {
      management_.Work(40);
      if (management_.work() > kMaxPomWork) break;                 // Told by who expands it
      if (!one.profile.empty() && family_.IsOwn(level)) continue;  // Told as optional
      Need need;
      need.sometimes = !one.profile.empty();
      need.group = family_.Fill(pom, one.group).text;
      need.artifact = family_.Fill(pom, one.artifact).text;
      need.type = family_.Fill(pom, one.type).text;
      need.classifier = family_.Fill(pom, one.classifier).text;
      const auto key = ManagedKey(need.group, need.artifact, need.type, need.classifier);
      if (!need.sometimes && !seen.insert(key).second) continue;
      need.version = family_.Fill(pom, one.version).text;
      need.scope = family_.Fill(pom, one.scope).text;
      need.optional = one.optional || family_.Fill(pom, one.optional_as).text == "true";
      need.exclusions = &one.exclusions;
      need.place = PlaceOf(family_.pom(level).path, one.line);
      if (const auto answer = management_.Find(pom, key);
          answer.managed != nullptr && answer.sure) {
        const PomDependency& managed = *answer.managed;
        if (need.version.empty()) need.version = family_.Fill(answer.context, managed.version).text;
        if (need.scope.empty()) need.scope = family_.Fill(answer.context, managed.scope).text;
        if (one.exclusions.empty()) need.exclusions = &managed.exclusions;
      }
      out.push_back(std::move(need));
    }
  return needs_[pom] = std::move(out);
}

// What the root manages stands before what those further down ask for.
void PomGraph::Manage(std::size_t root, Need& need, const std::vector<PomExclusion>*& managed) {
  const auto answer =
      management_.Find(root, ManagedKey(need.group, need.artifact, need.type, need.classifier));
  if (answer.managed == nullptr) return;
  auto version = family_.Fill(answer.context, answer.managed->version).text;
  if (!version.empty()) need.version = std::move(version);
  if (!answer.sure) return;  // Nothing is left out, or for tests, by what may not be in force
  auto scope = family_.Fill(answer.context, answer.managed->scope).text;
  if (!scope.empty()) need.scope = std::move(scope);
  managed = &answer.managed->exclusions;
}

// Finds the pom of what is needed, under its new name where it has moved. False where it is not
// to be had at all.
bool PomGraph::Follow(std::size_t root, const Node& from, Need& need, std::size_t& pom,
                      const std::vector<PomExclusion>*& managed) {
  for (int moved = 0;; ++moved) {
    if (from.depth > 0) Manage(root, need, managed);
    std::string& version = need.version;
    if (version.size() > 2 && version.starts_with('[') && version.ends_with(']') &&
        version.find(',') == version.npos)
      version = version.substr(1, version.size() - 2);
    if (version.starts_with('[') || version.starts_with('(')) {
      const std::string newest = family_.NewestIn(need.group, need.artifact, version);
      if (!newest.empty()) need.range = std::exchange(version, newest);
    }
    pom = family_.Fetch(need.group, need.artifact, version);
    if (pom == PomFamily::npos || moved == kMaxRelocations) return true;
    const Pom& found = family_.pom(pom);
    if (!found.relocated) return true;
    const auto fill = [&](const std::string& text, std::string& into) {
      if (!text.empty()) into = family_.Fill(pom, text).text;
    };
    const std::string was = need.group + ":" + need.artifact + ":" + need.version;
    fill(found.relocation.group, need.group);
    fill(found.relocation.artifact, need.artifact);
    fill(found.relocation.version, need.version);
    if (was == need.group + ":" + need.artifact + ":" + need.version) return true;
    if (IsExcluded(from.excluded, need)) return false;
  }
}

bool PomGraph::IsExcluded(std::size_t at, const Need& need) {
  for (; at != kNone; at = excluded_[at].above) {
    management_.Work(1 + excluded_[at].list->size());
    for (const auto& one : *excluded_[at].list)
      if (Matches(one.group, need.group) && Matches(one.artifact, need.artifact)) return true;
  }
  return false;
}

std::size_t PomGraph::Exclude(std::size_t above, const std::vector<PomExclusion>* list) {
  if (list == nullptr || list->empty()) return above;
  excluded_.push_back({list, above});
  return excluded_.size() - 1;
}

bool PomGraph::IsTooMuch(Notes& notes) {
  if (management_.work() <= kMaxPomWork && met_ <= kMaxNeedsMet) return false;
  if (told_.insert("").second) notes.Add("too much is needed here: not all of it is told");
  return true;
}

void PomGraph::Expand(std::size_t root, std::uint32_t at, const Directs& directs, Notes& notes) {
  const std::size_t pom = nodes_[at].pom, excluded = nodes_[at].excluded;
  const bool of_root = at == 0;
  const std::vector<Need>& needs = NeedsOf(pom);
  if (IsTooMuch(notes)) return;
  for (const Need& asked : needs) {
    if (asked.scope == "system") continue;
    if (!of_root && (asked.optional || asked.scope == "test" || asked.scope == "provided"))
      continue;
    if (!of_root && IsExcluded(excluded, asked)) continue;
    if (IsTooMuch(notes)) return;
    ++met_;
    if (!asked.sometimes)
      Meet(root, at, asked, directs, notes);
    else if (!of_root)  // Those of the root are told as they are
      sometimes_.emplace_back(asked.group + ":" + asked.artifact, at);
  }
}

void PomGraph::Meet(std::size_t root, std::uint32_t at, const Need& asked, const Directs& directs,
                    Notes& notes) {
  const bool of_root = at == 0;
  Need need = asked;
  std::size_t pom = PomFamily::npos;
  const std::vector<PomExclusion>* managed = nullptr;
  if (!Follow(root, nodes_[at], need, pom, managed)) return;
  if (of_root && (need.group != asked.group || need.artifact != asked.artifact)) {
    moved_.insert(asked.group + ":" + asked.artifact);
    notes.Add(asked.group + ":" + asked.artifact + " " + asked.version + " is replaced by " +
              need.group + ":" + need.artifact + " " + need.version + ", says its pom");
  }
  std::string key = need.group + ":" + need.artifact + ":";
  key.append(ExtensionOf(need.type)).append(":").append(ClassifierOf(need.type, need.classifier));
  const auto [known, fresh] = by_key_.try_emplace(key, static_cast<std::uint32_t>(nodes_.size()));
  const std::uint32_t to = known->second;
  if (to == 0) return;  // The root itself
  const Rank rank = need.scope == "test"       ? kTest
                    : need.scope == "provided" ? kProvided
                    : need.scope == "runtime"  ? kRuntime
                                               : kCompile;
  nodes_[at].needs.emplace_back(to, rank);
  if (fresh) {
    Node node;
    node.depth = nodes_[at].depth + 1;
    node.excluded = Exclude(Exclude(nodes_[at].excluded, need.exclusions), managed);
    node.pom = pom;
    node.asked = of_root;
    if (of_root) node.rank = RankOfDirect(asked, rank, directs);
    node.need = std::move(need);
    nodes_.push_back(std::move(node));
  }
  if (of_root || family_.IsOwn(nodes_[at].pom)) nodes_[to].direct = true;
}

PomGraph::Rank PomGraph::RankOfDirect(const Need& asked, Rank rank, const Directs& directs) {
  const auto direct =
      directs.find(ManagedKey(asked.group, asked.artifact, asked.type, asked.classifier));
  if (direct == directs.end()) return rank;
  if (direct->second == "annotationProcessor") return kProcessor;
  return direct->second == "development" ? kDevelopment : rank;
}

// Until nothing becomes wider: what is needed by what is for tests is for tests, and so on.
void PomGraph::Spread() {
  std::vector<std::uint32_t> open;
  for (const auto& [to, rank] : nodes_[0].needs) open.push_back(to);
  std::vector<char> reached(nodes_.size(), 0);
  while (!open.empty()) {
    const std::uint32_t at = open.back();
    open.pop_back();
    if (reached[at] != 0 && reached[at] > static_cast<char>(nodes_[at].rank)) continue;
    reached[at] = static_cast<char>(nodes_[at].rank + 1);
    for (const auto& [to, wanted] : nodes_[at].needs) {
      Node& node = nodes_[to];
      const Rank by = nodes_[at].rank;
      const Rank derived = wanted == kTest ? kTest : by == kCompile ? wanted : by;
      if (!node.asked && derived > node.rank) node.rank = derived;
      if (reached[to] <= static_cast<char>(node.rank)) open.push_back(to);
    }
  }
}

model::Component PomGraph::ComponentOf(const Node& node) {
  constexpr std::string_view kGroups[] = {"test",     "development", "annotationProcessor",
                                          "provided", "runtime",     ""};
  model::Component out;
  out.name = node.need.group + ":" + node.need.artifact;
  out.version = node.need.version;
  out.place = node.need.place;
  out.detail.group = kGroups[node.rank];
  out.development = node.rank < kProvided;
  out.detail.direct = node.direct;
  out.detail.qualifiers = PomQualifiersOf(node.need.type, node.need.classifier);
  if (node.pom == PomFamily::npos) return out;
  for (const std::size_t one : family_.Of(node.pom).chain)
    if (out.detail.licences.empty()) out.detail.licences = family_.pom(one).licences;
  return out;
}

void PomGraph::Tell(model::Manifest& manifest, Notes& notes) {
  std::vector<std::uint32_t> index(nodes_.size(), UINT32_MAX);
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (node.pom != PomFamily::npos && family_.IsOwn(node.pom)) continue;
    const std::string name = node.need.group + ":" + node.need.artifact;
    if (IsExactMaven(node.need.version)) {
      index[i] = static_cast<std::uint32_t>(manifest.components.size());
      manifest.components.push_back(ComponentOf(node));
      if (!node.need.range.empty() && told_.insert(name + node.need.range).second)
        notes.Add(name + ": " + node.need.version + " is the newest that is cached of " +
                  node.need.range);
      if (node.pom == PomFamily::npos && told_.insert(name + ":" + node.need.version).second)
        notes.Add(name + " " + node.need.version +
                  ": its pom is not in the package cache, so what it needs is not told");
      continue;
    }
    if (told_.insert(name + ":" + node.need.version).second)
      notes.Add(name + ": which version it is, nothing in the package cache tells");
    if (node.asked) continue;  // A requirement already
    model::Requirement wanted;
    wanted.name = name;
    wanted.range = node.need.version;
    wanted.indirect = true;
    const model::Component as = ComponentOf(node);
    wanted.group = as.detail.group;
    wanted.development = as.development;
    wanted.place = node.need.place;
    manifest.requirements.push_back(std::move(wanted));
  }
  for (std::size_t i = 1; i < nodes_.size(); ++i) {
    if (index[i] == UINT32_MAX) continue;
    auto& needs = manifest.components[index[i]].detail.needs;
    for (const auto& [to, rank] : nodes_[i].needs)
      if (index[to] != UINT32_MAX && to != i) needs.push_back(index[to]);
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }
}

// What a profile of a pom further down asks for, where nothing else asks for it, too.
void PomGraph::TellProfiles(Notes& notes) {
  std::unordered_set<std::string> names;
  for (const Node& node : nodes_) names.insert(node.need.group + ":" + node.need.artifact);
  for (const auto& [name, at] : sometimes_) {
    const Need& need = nodes_[at].need;
    const std::string who = need.group + ":" + need.artifact + " " + need.version;
    if (!names.contains(name) && told_.insert("profiles " + who).second)
      notes.Add(who + ": what profiles of its pom ask for is not followed: " + name);
  }
}

void PomGraph::AddTo(std::size_t pom, const Directs& directs, model::Manifest& manifest,
                     Notes& notes) {
  nodes_.assign(1, Node());
  excluded_.clear();
  sometimes_.clear();
  moved_.clear();
  by_key_.clear();
  const auto& own = family_.Of(pom);
  by_key_.emplace(own.group + ":" + own.artifact + ":jar:", 0);
  nodes_[0].pom = pom;
  nodes_[0].excluded = kNone;
  for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
    const Node& node = nodes_[i];
    if (node.pom == PomFamily::npos || HoldsItsNeeds(node.need.type)) continue;
    if (node.depth >= kMaxNeedDepth) {
      if (told_.insert("depth").second)
        notes.Add("what is needed goes too far down to be followed");
      break;
    }
    Expand(pom, i, directs, notes);
  }
  Spread();
  Tell(manifest, notes);
  TellProfiles(notes);
  if (moved_.empty()) return;
  std::erase_if(manifest.requirements, [&](const model::Requirement& one) {
    return one.group != "build" && one.range.find('$') == one.range.npos &&
           moved_.contains(one.name);
  });
}

}  // namespace avouch::formats
