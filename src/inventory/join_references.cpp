#include "inventory/join_references.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "inventory/digests.h"
#include "inventory/purl_of.h"
#include "notation/image.h"
#include "notation/purl.h"

namespace avouch::inventory {
namespace {

using model::Part;
using model::PartKind;
using model::Pin;
using model::Reference;
using model::ReferenceKind;
using model::Scope;
using model::Sure;

void AddSeen(Part part, Collection& parts) {
  part.sure = std::min(part.sure, Sure::kSeen);
  parts.AddNeed(model::kSubject, parts.Add(std::move(part)));
}

// "fonts.example.org" of "https://fonts.example.org/css2"; empty where there is none.
std::string HostOf(std::string_view url) {
  const std::size_t from = url.find("://");
  if (from == url.npos) return {};
  const std::string_view rest = url.substr(from + 3);
  return std::string(rest.substr(0, rest.find_first_of("/:?#")));
}

std::string LastPart(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  if (path.ends_with(".git")) path.remove_suffix(4);
  return std::string(path.substr(path.find_last_of("/:") + 1));
}

// What delivery networks serve by package and version.
struct Served {
  std::string name, version;
};

std::optional<Served> ServedBy(std::string_view url) {
  constexpr auto kAtSign =
      std::to_array<std::string_view>({"cdn.jsdelivr.net/npm/", "unpkg.com/", "esm.sh/"});
  for (const auto host : kAtSign) {
    const std::size_t at = url.find(host);
    if (at == url.npos) continue;
    std::string_view rest = url.substr(at + host.size());
    const std::size_t sign = rest.find('@', 1);
    const std::size_t slash =
        rest.starts_with('@') ? rest.find('/', rest.find('/') + 1) : rest.find('/');
    if (sign == rest.npos || (slash != rest.npos && sign > slash))
      return Served{std::string(rest.substr(0, slash)), ""};
    return Served{
        std::string(rest.substr(0, sign)),
        std::string(rest.substr(sign + 1, slash == rest.npos ? slash : slash - sign - 1))};
  }
  constexpr std::string_view kLibraries = "cdnjs.cloudflare.com/ajax/libs/";
  if (const std::size_t at = url.find(kLibraries); at != url.npos) {
    const auto words = Split(url.substr(at + kLibraries.size()), '/');
    if (words.size() > 2) return Served{std::string(words[0]), std::string(words[1])};
  }
  return std::nullopt;
}

Part OfImage(const Reference& image, Scope scope) {
  Part part;
  part.kind = PartKind::kContainer;
  part.ecosystem = model::Ecosystem::kDocker;
  part.name = image.name;
  part.version = image.version;
  part.places = {image.place};
  part.scope = scope;
  part.direct = true;
  part.sure = image.pin == Pin::kDigest ? Sure::kLocked : Sure::kDeclared;
  // What a variable is unless somebody says otherwise is in the name and the version by now.
  const bool settled = (image.name + image.version).find('$') == std::string::npos;
  if (settled && image.text.find('$') != std::string::npos)
    IdentifyImage(image.name + (image.version.find(':') == std::string::npos ? ':' : '@') +
                      (image.version.empty() ? "latest" : image.version),
                  part);
  else
    IdentifyImage(image.text, part);
  return part;
}

Part OfAction(const Reference& action) {
  Part part;
  part.kind = PartKind::kApplication;
  part.ecosystem = model::Ecosystem::kGithubActions;
  const auto words = Split(action.name, '/');
  part.name = action.name;
  part.version = action.version;
  part.places = {action.place};
  part.scope = Scope::kBuild;
  part.direct = true;
  part.sure = action.pin == Pin::kCommit ? Sure::kLocked : Sure::kDeclared;
  if (words.size() < 2 || action.pin == Pin::kVariable) return part;
  part.group = words[0];
  part.name = words[1];
  notation::Purl purl{.type = "githubactions",
                      .name_space = part.group,
                      .name = part.name,
                      .version = action.version,
                      .qualifiers = {},
                      .subpath = {}};
  for (std::size_t i = 2; i < words.size(); ++i)
    purl.subpath += (purl.subpath.empty() ? "" : "/") + std::string(words[i]);
  if (auto made = notation::NormalisePurl(std::move(purl))) part.purl = notation::FormatPurl(*made);
  return part;
}

// Packages, downloads and checkouts of build steps: named, rarely held to a
// version.
Part OfStep(const Reference& step, Scope scope) {
  Part part;
  part.kind = PartKind::kApplication;
  part.name = step.kind == ReferenceKind::kDownload || step.kind == ReferenceKind::kScript
                  ? LastPart(step.name.substr(0, step.name.find_first_of("?#")))
                  : step.name;
  if (part.name.empty()) part.name = step.name;
  // "install.sh" and "installer" have no meaning without where they are from.
  if (part.name != step.name) part.group = HostOf(step.name);
  if (step.pin != Pin::kFloating) part.version = step.version;
  if (step.kind != ReferenceKind::kPackage && step.kind != ReferenceKind::kSystemPackage)
    part.origin = step.name;
  part.places = {step.place};
  part.scope = scope;
  part.direct = true;
  part.sure = step.pin == Pin::kDigest ? Sure::kLocked : Sure::kDeclared;
  return part;
}

void AddReference(const Reference& one, Scope scope, Collection& parts) {
  if (one.pin == Pin::kLocal || one.name.empty()) return;
  switch (one.kind) {
    case ReferenceKind::kAction:
    case ReferenceKind::kReusableWorkflow:
      return AddSeen(OfAction(one), parts);
    case ReferenceKind::kImage:
      return AddSeen(OfImage(one, scope), parts);
    case ReferenceKind::kBrowserScript:
      return;  // Told with the page that loads it
    default:
      return AddSeen(OfStep(one, scope), parts);
  }
}

// A module in Go's vendor folder, named as go.mod names it; go.mod says who asks for it, and what
// for where that is told.
void AddModule(const model::VendoredTree& tree, Part part, Collection& parts) {
  model::Component module;
  module.name = tree.origin;
  module.version = tree.version;
  Identify(model::Ecosystem::kGo, module, part);
  part.direct = false;
  const Scope alone = std::exchange(part.scope, Scope::kDevelopment);  // Any other is nearer
  const std::size_t before = parts.parts().size();
  const std::uint32_t index = parts.Add(std::move(part));
  if (parts.parts().size() > before) parts.part(index).scope = alone;
}

}  // namespace

std::vector<char> KeptStages(const model::Dockerfile& file) {
  std::vector<char> kept(file.stages.size(), 0);
  std::string wanted;
  for (std::size_t i = file.stages.size(); i-- > 0;) {
    const model::Stage& stage = file.stages[i];
    if (i + 1 != file.stages.size() && (stage.name.empty() || stage.name != wanted)) continue;
    kept[i] = 1;
    wanted = stage.base.pin == Pin::kLocal ? stage.base.name : std::string();
  }
  return kept;
}

void JoinSubmodules(const std::vector<model::Submodule>& submodules, Collection& parts) {
  for (const auto& one : submodules) {
    Part part;
    part.ecosystem = model::Ecosystem::kGitSubmodule;
    part.name = LastPart(one.url);
    if (part.name.empty()) part.name = LastPart(one.path.bytes);
    part.version = one.commit;
    part.origin = one.url;
    part.places = {one.place, {one.path, 0}};
    part.scope = Scope::kShipped;
    part.direct = true;
    part.sure = one.commit.empty() ? Sure::kDeclared : Sure::kLocked;
    if (const auto hosted = HostedAt(one.url)) {
      part.group = hosted->group;
      part.purl = notation::MakePurl(hosted->type, hosted->group, hosted->name, one.commit);
    } else {
      part.purl = GenericPurl(part.name, one.commit, {"vcs_url", one.url});
    }
    AddSeen(std::move(part), parts);
  }
}

namespace {

// "vendor/jquery-3.6.0.min.js" is jquery, by what its name says of it; "deps/uthash.h" uthash.
std::string NameOfCopy(const model::VendoredTree& tree) {
  std::string name = LastPart(tree.path.bytes);
  if (tree.files != 1) return name;
  if (!tree.origin.empty() && tree.origin.find_first_of("/:@ ") == std::string::npos)
    return tree.origin;
  for (std::string_view end :
       {".h", ".hpp", ".hh", ".c", ".cc", ".cpp", ".min.js", ".js", ".min.css", ".css", ".scss"})
    if (name.size() > end.size() && name.ends_with(end)) {
      name.resize(name.size() - end.size());
      break;
    }
  return name;
}

}  // namespace

void JoinVendored(const std::vector<model::VendoredTree>& vendored, Collection& parts) {
  for (const auto& one : vendored) {
    Part part;
    part.name = NameOfCopy(one);
    part.version = one.version;
    part.origin = one.origin;
    part.places = {{one.path, 0}};
    part.scope = Scope::kShipped;
    part.direct = true;
    part.sure = Sure::kSeen;
    if (one.why.ends_with("vendor/modules.txt")) {
      AddModule(one, std::move(part), parts);
      continue;
    }
    if (const auto hosted = HostedAt(one.origin)) {
      part.group = hosted->group;
      part.name = hosted->name;
      part.purl = notation::MakePurl(hosted->type, hosted->group, hosted->name, one.version);
    } else {
      part.purl = GenericPurl(part.name, one.version, {});
    }
    AddSeen(std::move(part), parts);
  }
}

void JoinScripts(const std::vector<model::BrowserScript>& scripts, Collection& parts) {
  for (const auto& one : scripts) {
    if (one.own) continue;
    Part part;
    part.origin = one.url;
    part.places = {one.place};
    part.scope = Scope::kShipped;
    part.direct = true;
    part.sure = one.integrity.empty() ? Sure::kSeen : Sure::kLocked;
    for (const auto word : Words(one.integrity))
      if (auto digest = ReadDigest(word)) part.digests.push_back(std::move(*digest));
    if (const auto served = ServedBy(one.url)) {
      part.ecosystem = model::Ecosystem::kNpm;
      const std::size_t slash = served->name.find('/');
      part.group = slash == std::string::npos ? "" : served->name.substr(0, slash);
      part.name = slash == std::string::npos ? served->name : served->name.substr(slash + 1);
      part.version = served->version;
      part.purl = notation::MakePurl("npm", part.group, part.name, part.version);
    } else {
      part.name = LastPart(std::string_view(one.url).substr(0, one.url.find_first_of("?#")));
      if (part.name.empty()) part.name = one.url;
      if (part.name.find('.') == std::string::npos) part.group = HostOf(one.url);
      part.purl = GenericPurl(part.name, "", {"download_url", one.url});
    }
    AddSeen(std::move(part), parts);
  }
}

void JoinPipelines(const model::PipelineFacts& pipelines, Collection& parts) {
  for (const auto& pipeline : pipelines.pipelines) {
    for (const auto& one : pipeline.includes) AddReference(one, Scope::kBuild, parts);
    for (const auto& job : pipeline.jobs) {
      if (job.calls) AddReference(*job.calls, Scope::kBuild, parts);
      for (const auto& image : job.images) AddReference(image, Scope::kBuild, parts);
      for (const auto& step : job.steps) {
        if (step.uses) AddReference(*step.uses, Scope::kBuild, parts);
        for (const auto& one : step.references) AddReference(one, Scope::kBuild, parts);
      }
    }
  }
}

void JoinContainers(const model::ContainerFacts& containers, Collection& parts) {
  for (const auto& file : containers.dockerfiles) {
    const std::vector<char> kept = KeptStages(file);
    for (std::size_t i = 0; i < file.stages.size(); ++i) {
      // Whether anybody gets the image, the recipe does not say.
      const Scope scope = kept[i] != 0 ? Scope::kUnsaid : Scope::kBuild;
      AddReference(file.stages[i].base, scope, parts);
      for (const auto& one : file.stages[i].references)  // What reads the recipe is in no image
        AddReference(one, one.comment == model::kFrontend ? Scope::kBuild : scope, parts);
    }
  }
  for (const auto& file : containers.composes)
    for (const auto& service : file.services)
      if (service.image && service.build_context.empty())
        AddReference(*service.image, Scope::kUnsaid, parts);
}

}  // namespace avouch::inventory
