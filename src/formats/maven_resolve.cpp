// Which version a dependency without one has: what the pom and its parents manage decides, the
// nearest first; then what the lists of versions that they import manage, in order. A list or a
// parent that is not in the tree could have answered first, so what comes behind it is no answer.
#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/maven_context.h"
#include "formats/maven_pom.h"

namespace avouch::formats {
namespace {

using model::Requirement;
using model::SourceKind;

std::string Key(std::string_view group, std::string_view artifact, std::string_view type,
                std::string_view classifier) {
  std::string key(group);
  key.append(":").append(artifact).append(":").append(type.empty() ? "jar" : type);
  return key.append(":").append(classifier);
}

// One version and no other: "1.2", "[1.2]"; neither a range nor what moves.
bool IsExact(std::string_view version) {
  if (version.size() > 2 && version.starts_with('[') && version.ends_with(']'))
    version = version.substr(1, version.size() - 2);
  return !version.empty() && version.find_first_of("[](),$ ") == version.npos &&
         !version.ends_with("-SNAPSHOT") && version != "LATEST" && version != "RELEASE";
}

using Qualifiers = std::vector<std::pair<std::string, std::string>>;

// Of a purl. Types that are jars by another name say nothing; "test-jar" is a classifier's.
Qualifiers QualifiersOf(const std::string& type, const std::string& classifier) {
  Qualifiers out;
  if (type.find('$') != type.npos || classifier.find('$') != classifier.npos) return out;
  if (!classifier.empty())
    out.emplace_back("classifier", classifier);
  else if (type == "test-jar" || type == "java-source" || type == "javadoc" || type == "ejb-client")
    out.emplace_back("classifier", type == "test-jar"      ? "tests"
                                   : type == "java-source" ? "sources"
                                   : type == "ejb-client"  ? "client"
                                                           : type);
  for (const std::string_view other : {"war", "ear", "rar", "zip", "aar", "pom", "tar.gz", "so"})
    if (type == other) out.emplace_back("type", type);
  return out;
}

// What parents are wont to give the scopes "test" and "provided".
bool IsSeldomShipped(std::string_view name) {
  for (const std::string_view lead :
       {"junit:", "org.junit", "org.mockito:", "org.assertj:", "org.hamcrest:", "org.testng:",
        "org.testcontainers:", "org.easymock:", "org.powermock:", "javax.servlet",
        "jakarta.servlet", "jakarta.platform:", "javax:", "org.projectlombok:"})
    if (name.starts_with(lead)) return true;
  return name.substr(name.find(':') + 1).find("test") != name.npos;
}

// Optional, and by its name run by the compiler, or by who writes the program: Spring's processors
// and devtools, Lombok.
std::string OptionalGroup(const Requirement& wanted) {
  if (wanted.name.ends_with("-processor") || wanted.name == "org.projectlombok:lombok")
    return "annotationProcessor";
  return wanted.name.ends_with("-devtools") ? "development" : wanted.group;
}

class Resolver {
 public:
  explicit Resolver(std::span<const Pom> poms) : family_(poms), managed_(poms.size()) {
    lists_.resize(poms.size());
    for (std::size_t i = 0; i < poms.size(); ++i) {
      for (const auto& one : poms[i].managed) {
        if (one.scope == "import") continue;
        if (one.group.find('$') != std::string::npos || one.artifact.find('$') != std::string::npos)
          managed_[i].odd.push_back(&one);
        else
          managed_[i].plain.emplace(Key(one.group, one.artifact, one.type, one.classifier), &one);
      }
      for (const auto& one : poms[i].managed_plugins)
        managed_[i].plugins.emplace(one.group + ":" + one.artifact, &one);
    }
  }

  model::Manifest Read(std::size_t pom) {
    const Pom& own = family_.poms()[pom];
    const auto& member = family_.Of(pom);
    model::Manifest manifest;
    manifest.ecosystem = model::Ecosystem::kMaven;
    manifest.format = "maven-pom";
    manifest.path = own.path;
    if (!member.group.empty() && !member.artifact.empty())
      manifest.name = member.group + ":" + member.artifact;
    manifest.version = member.version;
    manifest.licences = own.licences;
    for (const std::size_t one : member.chain)
      if (manifest.licences.empty()) manifest.licences = family_.poms()[one].licences;
    manifest.workspaces = own.modules;
    Tools(pom, manifest);
    notes_ = Notes();
    seen_.clear();
    if (member.open) notes_.Add(own.parent.line, member.why);
    if (member.open) Parent(pom, manifest);
    for (const std::size_t one : member.chain) Level(pom, one, manifest);
    manifest.notes = own.notes;
    for (auto& note : notes_.Take()) manifest.notes.push_back(std::move(note));
    return manifest;
  }

 private:
  struct Managed {
    std::unordered_map<std::string, const PomDependency*> plain, plugins;
    std::vector<const PomDependency*> odd;  // Their names have ${...}
  };
  struct Import {
    std::size_t pom;
    bool sure;  // Nothing unknown comes before it
  };
  struct Lists {
    bool ready = false, entered = false;
    std::vector<Import> imports;  // In order, with what they import themselves
    bool open = false;            // What lies outside of the tree could answer, too
    // By key: the level of the chain and what it manages there.
    std::unordered_map<std::string, std::pair<std::size_t, const PomDependency*>> odd;
  };
  struct Answer {
    const PomDependency* managed = nullptr;
    std::size_t context = 0;  // Whose properties it speaks of
    bool sure = true;
  };

  void Tools(std::size_t pom, model::Manifest& manifest) const {
    for (const auto name :
         {"${maven.compiler.release}", "${maven.compiler.source}", "${java.version}"}) {
      const auto value = family_.Fill(pom, name);
      if (!value.whole || value.text.empty()) continue;
      manifest.tools.push_back("java " + value.text);
      break;
    }
    const std::string& maven = family_.poms()[pom].maven;
    if (!maven.empty()) manifest.tools.push_back("maven >=" + maven);
  }

  // ---- What is managed ----
  // Depth is bounded, and what is entered is not entered again: lists may import in circles.
  const Lists& ListsOf(std::size_t pom, int depth) {
    if (lists_[pom] == nullptr) lists_[pom] = std::make_unique<Lists>();
    Lists& lists = *lists_[pom];
    if (lists.ready || lists.entered) return lists;
    lists.entered = true;
    const auto& member = family_.Of(pom);
    lists.open = member.open;
    for (std::size_t level = 0; level < member.chain.size(); ++level)
      for (const PomDependency* one : managed_[member.chain[level]].odd) {
        ++work_;
        lists.odd.emplace(Key(family_.Fill(pom, one->group).text,
                              family_.Fill(pom, one->artifact).text, one->type, one->classifier),
                          std::pair(level, one));
      }
    std::unordered_set<std::size_t> have = {pom};
    for (const std::size_t one : member.chain)
      for (const auto& import : family_.poms()[one].managed)
        if (import.scope == "import") AddImport(pom, import, depth, have, lists);
    lists.ready = true;
    return lists;
  }

  void AddImport(std::size_t pom, const PomDependency& import, int depth,
                 std::unordered_set<std::size_t>& have, Lists& lists) {
    const std::size_t at = FindImport(pom, import);
    if (at == PomFamily::npos || depth == kMaxImportDepth || lists.imports.size() >= kMaxImports) {
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

  std::size_t FindImport(std::size_t pom, const PomDependency& import) const {
    const auto version = family_.Fill(pom, import.version);
    if (!version.whole || version.text.empty()) return PomFamily::npos;
    return family_.Find(
        family_.Fill(pom, import.group).text + ":" + family_.Fill(pom, import.artifact).text,
        version.text);
  }

  // What the pom and its parents manage themselves.
  const PomDependency* InChain(std::size_t pom, const std::string& key, const Lists& lists) {
    const auto& chain = family_.Of(pom).chain;
    const auto odd = lists.odd.find(key);
    for (std::size_t level = 0; level < chain.size(); ++level) {
      ++work_;
      const auto& plain = managed_[chain[level]].plain;
      if (const auto at = plain.find(key); at != plain.end()) return at->second;
      if (odd != lists.odd.end() && odd->second.first == level) return odd->second.second;
    }
    return nullptr;
  }

  Answer Find(std::size_t pom, const std::string& key) {
    const Lists& lists = ListsOf(pom, 0);
    if (const auto* found = InChain(pom, key, lists)) return {found, pom, true};
    for (const Import& import : lists.imports) {
      if (work_ > kMaxPomWork) return {};
      if (const auto* found = InChain(import.pom, key, ListsOf(import.pom, 0)))
        return {found, import.pom, import.sure};
    }
    return {};
  }

  // ---- What is asked for ----
  void Level(std::size_t pom, std::size_t at, model::Manifest& manifest) {
    const Pom& asks = family_.poms()[at];
    for (const auto& one : asks.dependencies) Dependency(pom, asks, one, manifest);
    for (const auto& one : asks.managed)
      if (one.scope == "import" && FindImport(pom, one) == PomFamily::npos)
        Outside(pom, asks, one, "import", manifest);
    for (const auto& one : asks.plugins) Plugin(pom, asks, one, manifest);
  }

  // False when a nearer pom asked for the same, or there is too much.
  bool Fresh(std::string key) {
    if (work_ > kMaxPomWork || inherited_ > kMaxInherited) {
      if (seen_.insert("").second) notes_.Add("too much is inherited here: not all is told");
      return false;
    }
    return seen_.insert(std::move(key)).second;
  }

  Requirement Begin(std::size_t pom, const Pom& asks, const PomDependency& one) {
    work_ += 10;
    if (asks.path != family_.poms()[pom].path) ++inherited_;
    Requirement requirement;
    requirement.name =
        family_.Fill(pom, one.group).text + ":" + family_.Fill(pom, one.artifact).text;
    requirement.place = PlaceOf(asks.path, one.line);
    if (!one.profile.empty()) requirement.condition = "profile " + one.profile;
    return requirement;
  }

  void SetVersion(std::size_t context, std::string_view version, Requirement& requirement) {
    const auto filled = family_.Fill(context, version);
    requirement.range = filled.text;
    requirement.exact = filled.whole && IsExact(filled.text);
    if (!filled.whole)
      notes_.Add(static_cast<std::uint32_t>(requirement.place.line),
                 requirement.name + ": nothing in this tree tells " + filled.text);
  }

  void Dependency(std::size_t pom, const Pom& asks, const PomDependency& one,
                  model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    const auto colon = requirement.name.find(':');
    const std::string key =
        Key(requirement.name.substr(0, colon), requirement.name.substr(colon + 1),
            family_.Fill(pom, one.type).text, family_.Fill(pom, one.classifier).text);
    if (!Fresh(one.profile + "\n" + key)) return;
    std::string scope = family_.Fill(pom, one.scope).text;
    bool optional = one.optional;
    Answer answer;
    if (one.version.empty() || scope.empty()) answer = Find(pom, key);
    if (answer.managed != nullptr && answer.sure) {
      if (scope.empty()) scope = family_.Fill(answer.context, answer.managed->scope).text;
      optional |= answer.managed->optional;
    }
    if (!one.version.empty())
      SetVersion(pom, one.version, requirement);
    else if (answer.managed != nullptr && answer.sure)
      SetVersion(answer.context, answer.managed->version, requirement);
    else
      Unknown(pom, requirement, answer);
    requirement.group = scope == "compile" ? "" : scope;
    // A parent that is not here could have given it its scope, as it does its version.
    const bool unseen =
        one.version.empty() && scope.empty() && answer.managed == nullptr && family_.Of(pom).open;
    if (unseen && IsSeldomShipped(requirement.name)) requirement.group = "managed";
    if (optional && scope != "test") requirement.group = OptionalGroup(requirement);
    requirement.development = scope == "test" || requirement.group == "development" ||
                              requirement.group == "annotationProcessor";
    if (optional)
      requirement.condition += requirement.condition.empty() ? "optional" : ", optional";
    if (requirement.exact && family_.Find(requirement.name, requirement.range) != PomFamily::npos)
      requirement.source = SourceKind::kWorkspace;
    else if (!requirement.range.empty() && scope != "system" &&
             family_.Find(requirement.name, requirement.range) != PomFamily::npos)
      requirement.source = SourceKind::kWorkspace;  // A snapshot of this tree's own
    else if (scope == "system")
      requirement.source = SourceKind::kPath;
    Qualifiers qualifiers =
        QualifiersOf(family_.Fill(pom, one.type).text, family_.Fill(pom, one.classifier).text);
    const bool plain = qualifiers.empty() || !requirement.exact || scope == "provided" ||
                       requirement.source != SourceKind::kRegistry || !one.profile.empty();
    if (plain)
      manifest.requirements.push_back(std::move(requirement));
    else
      manifest.components.push_back(Artifact(requirement, optional, std::move(qualifiers)));
  }

  // Another artefact of the package than its jar: natives of one platform, a war, its tests.
  static model::Component Artifact(const Requirement& wanted, bool optional,
                                   Qualifiers qualifiers) {
    model::Component out;
    out.name = wanted.name;
    out.version = wanted.range;
    if (out.version.starts_with('[')) out.version = out.version.substr(1, out.version.size() - 2);
    out.development = wanted.development;
    out.optional = optional;  // For those who depend on this one: here it is on the class path
    out.place = wanted.place;
    out.detail.qualifiers = std::move(qualifiers);
    out.detail.group = wanted.group;
    out.detail.direct = true;
    return out;
  }

  void Unknown(std::size_t pom, const Requirement& requirement, const Answer& answer) {
    std::string what = requirement.name + ": no version is told in this tree";
    if (answer.managed != nullptr)
      what = requirement.name + ": " + family_.Fill(answer.context, answer.managed->version).text +
             ", unless what is not in this tree says otherwise";
    else if (!family_.Of(pom).open && !ListsOf(pom, 0).open)
      what = requirement.name + " has no version";
    notes_.Add(static_cast<std::uint32_t>(requirement.place.line), std::move(what));
  }

  void Parent(std::size_t pom, model::Manifest& manifest) {
    const Pom& last = family_.poms()[family_.Of(pom).last];
    if (last.parent.group.empty() || last.parent.artifact.empty()) return;
    Outside(pom, last, last.parent, "parent", manifest);
  }

  // A pom that a repository would have to give.
  void Outside(std::size_t pom, const Pom& asks, const PomDependency& one, std::string_view group,
               model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    if (!Fresh(std::string(group) + "\n" + requirement.name)) return;
    SetVersion(pom, one.version, requirement);
    requirement.group = group;
    requirement.development = true;
    manifest.requirements.push_back(std::move(requirement));
  }

  void Plugin(std::size_t pom, const Pom& asks, const PomDependency& one,
              model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    if (!Fresh("build\n" + one.profile + "\n" + requirement.name)) return;
    std::string_view version = one.version;
    if (version.empty())
      for (const std::size_t above : family_.Of(pom).chain) {
        ++work_;
        const auto& plugins = managed_[above].plugins;
        const auto at = plugins.find(requirement.name);
        if (at == plugins.end()) continue;
        version = at->second->version;
        break;
      }
    SetVersion(pom, version, requirement);
    requirement.group = "build";
    requirement.development = true;
    manifest.requirements.push_back(std::move(requirement));
  }

  const PomFamily family_;
  std::vector<Managed> managed_;
  std::vector<std::unique_ptr<Lists>> lists_;
  std::unordered_set<std::string> seen_;
  Notes notes_;
  std::size_t work_ = 0, inherited_ = 0;
};

}  // namespace

std::vector<model::Manifest> ResolvePoms(std::span<const Pom> poms) {
  Resolver resolver(poms);
  std::vector<model::Manifest> manifests;
  manifests.reserve(poms.size());
  for (std::size_t i = 0; i < poms.size(); ++i) manifests.push_back(resolver.Read(i));
  return manifests;
}

}  // namespace avouch::formats
