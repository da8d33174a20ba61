#include "collect/collect.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <thread>

#include "base/text.h"
#include "collect/azure_templates.h"
#include "collect/deployments.h"
#include "collect/document_links.h"
#include "collect/gitlab.h"
#include "collect/go_needs.h"
#include "collect/go_scopes.h"
#include "collect/go_sources.h"
#include "collect/ignored_locks.h"
#include "collect/image_builds.h"
#include "collect/kept.h"
#include "collect/members.h"
#include "collect/origin_names.h"
#include "collect/page_parts.h"
#include "collect/reading_order.h"
#include "collect/scripts.h"
#include "collect/together.h"
#include "collect/tree_count.h"
#include "collect/vendored.h"
#include "formats/document.h"
#include "formats/known_manifests.h"
#include "formats/table.h"
#include "source/limits.h"

namespace avouch::collect {
namespace {

using formats::Format;
using formats::Reading;
using model::Origin;
using source::Entry;
using source::EntryKind;

// A blob that some reader wants, and what came of it.
struct Wanted {
  const Entry* entry = nullptr;
  const Format* format = nullptr;
  std::optional<model::DocumentKind> kind;  // What avouch.yaml names it for
  Result<Reading> reading = Fail(ErrorKind::kInternal, "not read");
  std::optional<ProjectPart> part;  // Read, and told when all others are
};

// Why the bytes could not be used, in words for the list of what was left out.
std::string WhyLeft(const Error& error) {
  switch (error.kind) {
    case ErrorKind::kNotFound:
      return "object missing";
    case ErrorKind::kIntegrity:
      return "object damaged";
    case ErrorKind::kTooLarge:
      return "larger than this reader takes";
    default:
      return "not understood: " + Printable(ToString(error));
  }
}

Result<Reading> ReadOne(Wanted& item, BytesView bytes) {
  if (!item.kind && IsProjectPart(item.entry->path)) {
    AVOUCH_TRY(item.part, ReadProjectPart(item.entry->path, bytes));
    return Reading(model::Manifest());
  }
  if (!item.kind) return item.format->read(item.entry->path, bytes);
  auto document = formats::ReadDocument(item.entry->path, bytes, *item.kind);
  if (!document) return std::unexpected(document.error());
  return Reading(std::move(*document));
}

void ReadAll(const source::Tree& tree, std::vector<Wanted>& wanted, int threads) {
  auto work = [&](std::size_t first) {
    for (std::size_t i = first; i < wanted.size(); i += static_cast<std::size_t>(threads)) {
      Wanted& item = wanted[i];
      auto bytes = tree.Read(*item.entry, source::kMaxReadBytes);
      item.reading =
          bytes ? ReadOne(item, *bytes) : Result<Reading>(std::unexpected(bytes.error()));
    }
  };
  std::vector<std::thread> helpers;
  for (int i = 1; i < threads; ++i) helpers.emplace_back(work, static_cast<std::size_t>(i));
  work(0);
  for (auto& helper : helpers) helper.join();
}

// Gives the manifests of files that are told together, and what vendored modules need.
std::vector<GoVendorNeeds> TellTogether(const source::Tree& tree, const Origins& origins,
                                        int threads, const source::PackageCaches* caches,
                                        std::vector<Wanted>& wanted) {
  std::vector<ProjectPart> parts;
  std::vector<Wanted*> whose;
  for (auto& item : wanted) {
    if (!item.part || !item.reading) continue;
    parts.push_back(std::move(*item.part));
    whose.push_back(&item);
  }
  std::vector<formats::GoModule*> modules;
  for (auto& part : parts)
    if (auto* module = std::get_if<formats::GoModule>(&part)) modules.push_back(module);
  auto needs = TellGoScopes(tree, origins, std::move(modules), threads);
  std::vector<model::Manifest> manifests = ResolveProjects(std::move(parts), caches);
  for (std::size_t i = 0; i < whose.size(); ++i) whose[i]->reading = std::move(manifests[i]);
  return needs;
}

bool IsExcluded(const model::Product& product, const Path& path) {
  return std::any_of(product.exclusions.begin(), product.exclusions.end(), [&](const auto& e) {
    std::string_view folder = e.path.bytes;
    while (folder.ends_with('/')) folder.remove_suffix(1);
    return path.IsUnder(folder);
  });
}

class Assembler {
 public:
  Assembler(const source::Tree& tree, const model::Product& product,
            const source::PackageCaches* caches)
      : tree_(tree), product_(product), caches_(caches) {}

  TreeReading Assemble(int threads) {
    std::vector<std::string> paths;
    for (const auto& entry : tree_.entries()) paths.push_back(entry.path.bytes);
    ReadMark read = [this](const std::string& path) { return ReadMarkOf(path); };
    Origins origins(std::move(paths), read);
    std::vector<Wanted> wanted = Choose(origins);
    ReadAll(tree_, wanted, threads);
    const auto needs = TellTogether(tree_, origins, threads, caches_, wanted);
    for (auto& item : wanted) Take(item);
    ReadMembers(origins);
    MarkVendored(out_.components.facts.manifests);
    MarkNeeds(needs, out_.components.facts.manifests);
    Deployed(FindDeployments(tree_, origins, product_, threads));
    FollowPolicies(origins);
    Submodules();
    for (auto& kept : FindKept(tree_, origins, product_, threads))
      out_.components.facts.manifests.push_back(std::move(kept));
    out_.components.facts.vendored = FindVendored(origins, read);
    RecomputeIntegrity(tree_, out_.components.facts.scripts);
    for (auto& path : FollowAzureTemplates(tree_, product_, out_.pipelines.facts.pipelines,
                                           out_.pipelines.coverage))
      ci_files_.insert(std::move(path));
    Recipes recipes(tree_, origins, product_, out_.containers.facts, out_.containers.coverage);
    auto& pipelines = out_.pipelines.facts.pipelines;
    const auto followed = FollowImageBuilds(tree_, recipes, pipelines, out_.containers.facts);
    const auto made = FollowCalls(tree_, pipelines, out_.containers.facts.dockerfiles);
    FollowOtherBuilds(tree_, recipes, made, followed, out_.containers.facts);
    recipes.TakeNamedAway();
    LoosenIgnoredLocks(tree_, pipelines, out_.containers.facts.dockerfiles);
    ResolveLinks(tree_, out_.documents.facts.documents);
    out_.tree.facts = CountTree(tree_, origins, ci_files_);
    out_.tree.coverage.seen = out_.tree.coverage.read = out_.tree.facts.files;
    SortReading(out_);
    return std::move(out_);
  }

 private:
  model::Coverage& CoverageOf(std::string_view family) {
    if (family == "pipelines") return out_.pipelines.coverage;
    if (family == "containers") return out_.containers.coverage;
    if (family == "components") return out_.components.coverage;
    if (family == "automation") return out_.automation.coverage;
    if (family == "documents") return out_.documents.coverage;
    return out_.tree.coverage;
  }

  // Which blobs are read: those of formats we know, in places that count.
  std::vector<Wanted> Choose(const Origins& origins) {
    std::vector<Wanted> wanted;
    for (const auto& entry : tree_.entries()) {
      if (entry.kind != EntryKind::kFile && entry.kind != EntryKind::kExecutable) continue;
      const Format* format = formats::FormatOf(entry.path);
      bool named = IsNamed(entry.path);
      if (format == nullptr && !named) {
        Unread(entry, origins);
        continue;
      }
      if (format == nullptr) format = formats::NamedDocumentFormat();
      if (format == nullptr) continue;
      model::Coverage& coverage = CoverageOf(format->family);
      ++coverage.seen;
      if (IsExcluded(product_, entry.path)) {
        coverage.left.push_back({entry.path, "excluded in avouch.yaml"});
        continue;
      }
      OriginReason origin = origins.Of(entry.path);
      // Governance files count where forges honour them, whatever else lies there.
      bool counts = named || origin.origin == Origin::kOwn ||
                    (format->family == "documents" && IsGovernancePlace(entry.path)) ||
                    (format->name == "go-vendor" && IsBesideOwn(entry.path, origins));
      if (!counts) {
        coverage.left.push_back({entry.path, origin.reason});
        continue;
      }
      const bool document = format->read == formats::NamedDocumentFormat()->read;
      wanted.push_back({&entry,
                        format,
                        document ? KindNamed(entry.path) : std::nullopt,
                        Fail(ErrorKind::kInternal, "not read"),
                        {}});
    }
    return wanted;
  }

  // What is in a vendor folder of our own is told by our own go command.
  static bool IsBesideOwn(const Path& path, const Origins& origins) {
    const std::string folder(PathFolder(path.folder()));
    return origins.Of(Path(JoinPath(folder, "go.mod"))).origin == Origin::kOwn;
  }

  bool IsNamed(const Path& path) const {
    return std::any_of(product_.documents.begin(), product_.documents.end(),
                       [&](const auto& named) { return named.at == path.bytes; });
  }

  // What a document is named for decides how it is read, unless its own name
  // already says so: SECURITY.md named for support is still the security policy.
  std::optional<model::DocumentKind> KindNamed(const Path& path) const {
    const auto own = formats::KindOfDocument(path);
    std::optional<model::DocumentKind> first;
    for (const auto& named : product_.documents) {
      if (named.at != path.bytes) continue;
      const auto kind = formats::KindOfPurpose(named.purpose);
      if (kind == own || own == model::DocumentKind::kSecurityPolicy) return own;
      if (kind != model::DocumentKind::kOther && !first) first = kind;
    }
    return first;
  }

  // Known names that no reader here reads.
  void Unread(const Entry& entry, const Origins& origins) {
    if (auto known = formats::KnownManifest(entry.path)) {
      auto& components = out_.components;
      ++components.coverage.seen;
      OriginReason origin = origins.Of(entry.path);
      bool excluded = IsExcluded(product_, entry.path);
      if (origin.origin == Origin::kOwn && !excluded) {
        components.facts.unread.push_back(*known);
        components.coverage.left.push_back(
            {entry.path, known->format + " is not read by this build"});
      } else {
        components.coverage.left.push_back(
            {entry.path, excluded ? "excluded in avouch.yaml" : origin.reason});
      }
    }
    if (IsOtherCi(entry.path) && !IsOthers(origins.Of(entry.path).origin)) {
      ++out_.pipelines.coverage.seen;
      out_.pipelines.facts.other_systems.push_back(entry.path);
      out_.pipelines.coverage.left.push_back(
          {entry.path, "this CI system is not read by this build"});
    }
  }

  static bool IsOthers(Origin origin) {
    return origin == Origin::kVendored || origin == Origin::kTest || origin == Origin::kExample;
  }

  static bool IsOtherCi(const Path& path) {
    // The build is started with its path, wherever it lies.
    if (path.name() == "cloudbuild.yaml" || path.name() == "cloudbuild.yml") return true;
    static constexpr std::string_view kKnown[] = {"Jenkinsfile",
                                                  ".travis.yml",
                                                  "appveyor.yml",
                                                  ".appveyor.yml",
                                                  ".drone.yml",
                                                  "bitbucket-pipelines.yml",
                                                  ".buildkite/pipeline.yml",
                                                  ".cirrus.yml",
                                                  ".woodpecker.yml",
                                                  ".semaphore/semaphore.yml",
                                                  "buildspec.yml",
                                                  "concourse/pipeline.yml"};
    return std::find(std::begin(kKnown), std::end(kKnown), path.bytes) != std::end(kKnown);
  }

  void Take(Wanted& item) {
    if (item.format->name == "gitlab-ci") return Gitlab(*item.entry);
    model::Coverage& coverage = CoverageOf(item.format->family);
    if (!item.reading) {
      coverage.left.push_back({item.entry->path, WhyLeft(item.reading.error())});
      return;
    }
    ++coverage.read;
    std::visit([&](auto& value) { Put(std::move(value)); }, *item.reading);
  }

  // One pipeline is made of several files, so it is read where the tree is at hand.
  void Gitlab(const Entry& root) {
    GitlabReading reading = ReadGitlab(tree_, root, product_);
    model::Coverage& coverage = out_.pipelines.coverage;
    coverage.seen += reading.coverage.seen - 1;  // The root's file was counted when it was chosen.
    coverage.read += reading.coverage.read;
    coverage.left.insert(coverage.left.end(), reading.coverage.left.begin(),
                         reading.coverage.left.end());
    for (auto& path : reading.files) ci_files_.insert(std::move(path));
    for (auto& pipeline : reading.pipelines) Put(std::move(pipeline));
  }

  void Put(model::Pipeline value) { out_.pipelines.facts.pipelines.push_back(std::move(value)); }
  void Put(model::Dockerfile value) {
    out_.containers.facts.dockerfiles.push_back(std::move(value));
  }
  void Put(model::Compose value) { out_.containers.facts.composes.push_back(std::move(value)); }
  void Put(model::ReleaseRecipe value) {
    out_.containers.facts.recipes.push_back(std::move(value));
  }
  void Put(model::Manifest value) {
    // Of hundreds of CMake and Terraform files a few ask for anything.
    const bool build = value.format == "meson-build" || value.format == "autoconf";
    if ((build || value.format == "cmake" || value.format == "terraform") &&
        value.components.empty() && value.requirements.empty() && value.notes.empty() &&
        !value.path.folder().empty())
      return;
    if (value.format == "flatpak" && value.name.empty()) return;  // Some other file of such a name
    if (value.format == "npmrc" && !value.checks_off) return;
    if (value.format == "yarnrc" && value.requirements.empty() && value.notes.empty() &&
        !value.checks_off)
      return;
    if (value.path.folder().empty() && out_.manifest_name.empty() && !value.lock && !build)
      out_.manifest_name = value.name;
    // Records of some machine's installation ask for nothing here.
    if (value.format.ends_with("-installed")) value.requirements.clear();
    for (auto& component : value.components) component.optional = component.detail.optional;
    out_.components.facts.manifests.push_back(std::move(value));
  }
  void Put(model::UpdateTool value) { out_.automation.facts.tools.push_back(std::move(value)); }
  void Put(model::Document value) { out_.documents.facts.documents.push_back(std::move(value)); }
  void Put(model::SecurityTxt value) {
    out_.documents.facts.security_txt.push_back(std::move(value));
  }
  void Put(model::SecurityInsights value) {
    out_.documents.facts.insights.push_back(std::move(value));
  }
  void Put(model::CodeOwners value) {
    out_.documents.facts.code_owners.push_back(std::move(value));
  }
  void Put(std::vector<model::Suppression> values) {
    auto& all = out_.documents.facts.suppressions;
    all.insert(all.end(), std::make_move_iterator(values.begin()),
               std::make_move_iterator(values.end()));
  }
  void Put(std::vector<model::Submodule> values) {
    out_.components.facts.submodules = std::move(values);
  }
  void Put(std::vector<model::BrowserScript> values) {
    auto& all = out_.components.facts.scripts;
    all.insert(all.end(), std::make_move_iterator(values.begin()),
               std::make_move_iterator(values.end()));
  }

  void Deployed(Deployments deployments) {
    for (auto& one : deployments.found) Put(std::move(one));
    model::Coverage& coverage = out_.containers.coverage;
    coverage.seen += deployments.coverage.seen;
    coverage.read += deployments.coverage.read;
    std::ranges::move(deployments.coverage.left, std::back_inserter(coverage.left));
  }

  // What a workspace names is read, though its folder be called docs.
  void ReadMembers(const Origins& origins) {
    const Format* format = formats::FormatOf(Path("package.json"));
    for (const Entry* entry : TakeNamedMembers(tree_, origins, out_.components.facts.manifests,
                                               out_.components.coverage.left)) {
      Wanted item{entry, format, std::nullopt, Fail(ErrorKind::kInternal, "not read"), {}};
      auto bytes = tree_.Read(*entry, source::kMaxReadBytes);
      item.reading =
          bytes ? ReadOne(item, *bytes) : Result<Reading>(std::unexpected(bytes.error()));
      Take(item);
    }
  }

  // A policy that names no channel and points to another file of the tree: that
  // file is the policy too. One step, so that a circle of pointers ends.
  void FollowPolicies(const Origins& origins) {
    auto& documents = out_.documents.facts.documents;
    std::set<std::string> known;
    for (const auto& document : documents) known.insert(document.path.bytes);
    std::vector<std::string> targets;
    for (const auto& document : documents)
      if (auto target = formats::PolicyPointedTo(document); !target.empty())
        if (known.insert(target).second) targets.push_back(target);
    for (const auto& path : targets) {
      const Entry* entry = tree_.Find(path);
      if (entry == nullptr ||
          (entry->kind != EntryKind::kFile && entry->kind != EntryKind::kExecutable))
        continue;
      model::Coverage& coverage = out_.documents.coverage;
      ++coverage.seen;
      const OriginReason origin = origins.Of(entry->path);
      if (IsExcluded(product_, entry->path)) {
        coverage.left.push_back({entry->path, "excluded in avouch.yaml"});
        continue;
      }
      if (origin.origin == Origin::kVendored || origin.origin == Origin::kTest) {
        coverage.left.push_back({entry->path, origin.reason});
        continue;
      }
      auto bytes = tree_.Read(*entry, source::kMaxReadBytes);
      Wanted item{entry,
                  formats::NamedDocumentFormat(),
                  model::DocumentKind::kSecurityPolicy,
                  Fail(ErrorKind::kInternal, "not read"),
                  {}};
      item.reading =
          bytes ? ReadOne(item, *bytes) : Result<Reading>(std::unexpected(bytes.error()));
      Take(item);
    }
  }

  // The tree says which commit each submodule is at; .gitmodules says where from.
  void Submodules() {
    auto& submodules = out_.components.facts.submodules;
    for (const auto& entry : tree_.entries()) {
      if (entry.kind != EntryKind::kSubmodule) continue;
      ++out_.components.coverage.seen;
      out_.components.coverage.left.push_back({entry.path, "submodule: another source's contents"});
      auto at = std::find_if(submodules.begin(), submodules.end(),
                             [&](const auto& s) { return s.path == entry.path; });
      if (at == submodules.end())
        at = submodules.insert(submodules.end(), {entry.path, {}, {}, {}, {entry.path, 0}});
      at->commit = entry.id.hex();
    }
  }

  Result<Bytes> ReadMarkOf(const std::string& path) const {
    const Entry* entry = tree_.Find(path);
    if (entry == nullptr || entry->kind == EntryKind::kSubmodule)
      return Fail(ErrorKind::kNotFound, "no such file", path);
    const bool whole = OneFileLibraryOf(Lower(PathName(path))) != nullptr;
    return tree_.Read(*entry, whole ? source::kMaxOneFileBytes : source::kMaxMarkBytes);
  }

  const source::Tree& tree_;
  const model::Product& product_;
  const source::PackageCaches* caches_;
  std::set<Path> ci_files_;  // Of GitLab: they are known by being included
  TreeReading out_;
};

}  // namespace

TreeReading ReadTree(const source::Tree& tree, const model::Product& product, int threads,
                     const source::PackageCaches* caches) {
  return Assembler(tree, product, caches).Assemble(std::max(1, threads));
}

}  // namespace avouch::collect
