// Which version a dependency without one has: what the pom and its parents manage decides, the
// nearest first; then what the lists of versions that they import manage, in order. A list or a
// parent that is not in the tree could have answered first, so what comes behind it is no answer.
#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/maven_context.h"
#include "formats/maven_graph.h"
#include "formats/maven_managed.h"
#include "formats/maven_pom.h"

namespace avouch::formats {
namespace {

using model::Requirement;
using model::SourceKind;

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
  Resolver(std::span<const Pom> poms, PomSource* source)
      : family_(poms, source), management_(family_), graph_(family_, management_) {}

  model::Manifest Read(std::size_t pom) {
    const Pom& own = family_.pom(pom);
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
      if (manifest.licences.empty()) manifest.licences = family_.pom(one).licences;
    manifest.workspaces = own.modules;
    Tools(pom, manifest);
    notes_ = Notes();
    seen_.clear();
    directs_.clear();
    if (member.open) notes_.Add(own.parent.line, member.why);
    Parent(pom, manifest);
    for (const std::size_t one : member.chain) Level(pom, one, manifest);
    if (family_.HasSource()) graph_.AddTo(pom, directs_, manifest, notes_);
    manifest.notes = own.notes;
    for (auto& note : notes_.Take()) manifest.notes.push_back(std::move(note));
    return manifest;
  }

 private:
  void Tools(std::size_t pom, model::Manifest& manifest) {
    for (const auto name :
         {"${maven.compiler.release}", "${maven.compiler.source}", "${java.version}"}) {
      const auto value = family_.Fill(pom, name);
      if (!value.whole || value.text.empty()) continue;
      manifest.tools.push_back("java " + value.text);
      break;
    }
    const std::string& maven = family_.pom(pom).maven;
    if (!maven.empty()) manifest.tools.push_back("maven >=" + maven);
  }

  void Level(std::size_t pom, std::size_t at, model::Manifest& manifest) {
    const Pom& asks = family_.pom(at);
    for (const auto& one : asks.dependencies) Dependency(pom, asks, one, manifest);
    for (const auto& one : asks.managed)
      if (one.scope == "import" && IsOutside(pom, at, one))
        Outside(pom, asks, one, "import", manifest);
    for (const auto& one : asks.plugins) Plugin(pom, asks, one, manifest);
  }

  // A list that a repository gives, or would have to. Of what cached poms import, only the latter.
  bool IsOutside(std::size_t pom, std::size_t at, const PomDependency& import) {
    const std::size_t found = management_.FindImport(pom, import);
    return found == PomFamily::npos || (family_.IsOwn(at) && !family_.IsOwn(found));
  }

  // False when a nearer pom asked for the same, or there is too much.
  bool Fresh(std::string key) {
    if (management_.work() > kMaxPomWork || inherited_ > kMaxInherited) {
      if (seen_.insert("").second) notes_.Add("too much is inherited here: not all is told");
      return false;
    }
    return seen_.insert(std::move(key)).second;
  }

  Requirement Begin(std::size_t pom, const Pom& asks, const PomDependency& one) {
    management_.Work(10);
    if (asks.path != family_.pom(pom).path) ++inherited_;
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
    requirement.exact = filled.whole && IsExactMaven(filled.text);
    if (!filled.whole)
      notes_.Add(static_cast<std::uint32_t>(requirement.place.line),
                 requirement.name + ": nothing in this tree tells " + filled.text);
  }

  void Dependency(std::size_t pom, const Pom& asks, const PomDependency& one,
                  model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    const auto colon = requirement.name.find(':');
    const std::string key =
        ManagedKey(requirement.name.substr(0, colon), requirement.name.substr(colon + 1),
                   family_.Fill(pom, one.type).text, family_.Fill(pom, one.classifier).text);
    if (!Fresh(one.profile + "\n" + key)) return;
    std::string scope = family_.Fill(pom, one.scope).text;
    bool optional = one.optional || family_.Fill(pom, one.optional_as).text == "true";
    PomManagement::Answer answer;
    if (one.version.empty() || scope.empty()) answer = management_.Find(pom, key);
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
    PomQualifiers qualifiers =
        PomQualifiersOf(family_.Fill(pom, one.type).text, family_.Fill(pom, one.classifier).text);
    if (one.profile.empty()) directs_.emplace(key, requirement.group);
    const bool plain = qualifiers.empty() || !requirement.exact || scope == "provided" ||
                       requirement.source != SourceKind::kRegistry || !one.profile.empty();
    if (!plain && family_.HasSource()) return;  // Among what the graph tells
    if (plain)
      manifest.requirements.push_back(std::move(requirement));
    else
      manifest.components.push_back(Artifact(requirement, optional, std::move(qualifiers)));
  }

  // Another artefact of the package than its jar: natives of one platform, a war, its tests.
  static model::Component Artifact(const Requirement& wanted, bool optional,
                                   PomQualifiers qualifiers) {
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

  void Unknown(std::size_t pom, const Requirement& requirement,
               const PomManagement::Answer& answer) {
    std::string what = requirement.name + ": no version is told in this tree";
    if (answer.managed != nullptr)
      what = requirement.name + ": " + family_.Fill(answer.context, answer.managed->version).text +
             ", unless what is not in this tree says otherwise";
    else if (!family_.Of(pom).open && !management_.IsOpen(pom))
      what = requirement.name + " has no version";
    notes_.Add(static_cast<std::uint32_t>(requirement.place.line), std::move(what));
  }

  // The nearest that is not of this tree.
  void Parent(std::size_t pom, model::Manifest& manifest) {
    const auto& member = family_.Of(pom);
    const auto outer =
        std::ranges::find_if(member.chain, [&](std::size_t one) { return !family_.IsOwn(one); });
    if (outer == member.chain.end() && !member.open) return;
    const Pom& last =
        outer == member.chain.end() ? family_.pom(member.last) : family_.pom(*std::prev(outer));
    if (last.parent.group.empty() || last.parent.artifact.empty()) return;
    Outside(pom, last, last.parent, "parent", manifest);
  }

  // A pom that a repository would have to give.
  void Outside(std::size_t pom, const Pom& asks, const PomDependency& one, std::string_view group,
               model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    if (!Fresh(std::string(group) + "\n" + requirement.name)) return;
    SetVersion(pom, one.version, requirement);
    if (group == "import" && family_.HasSource() &&
        management_.FindImport(pom, one) == PomFamily::npos)
      notes_.Add(one.line, "the list " + requirement.name + " " + requirement.range +
                               " is neither here nor cached");
    requirement.group = group;
    requirement.development = true;
    manifest.requirements.push_back(std::move(requirement));
  }

  void Plugin(std::size_t pom, const Pom& asks, const PomDependency& one,
              model::Manifest& manifest) {
    Requirement requirement = Begin(pom, asks, one);
    if (!Fresh("build\n" + one.profile + "\n" + requirement.name)) return;
    std::string_view version = one.version;
    if (version.empty()) version = management_.PluginVersion(pom, requirement.name);
    SetVersion(pom, version, requirement);
    requirement.group = "build";
    requirement.development = true;
    manifest.requirements.push_back(std::move(requirement));
  }

  PomFamily family_;
  PomManagement management_;
  PomGraph graph_;
  PomGraph::Directs directs_;
  std::unordered_set<std::string> seen_;
  Notes notes_;
  std::size_t inherited_ = 0;
};

}  // namespace

std::vector<model::Manifest> ResolvePoms(std::span<const Pom> poms, PomSource* source) {
  Resolver resolver(poms, source);
  std::vector<model::Manifest> manifests;
  manifests.reserve(poms.size());
  for (std::size_t i = 0; i < poms.size(); ++i) manifests.push_back(resolver.Read(i));
  return manifests;
}

}  // namespace avouch::formats
