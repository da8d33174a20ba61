#include "app/sbom_source.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "app/commits.h"
#include "base/text.h"
#include "collect/collect.h"
#include "formats/sbom.h"
#include "formats/table.h"
#include "git/repository.h"
#include "inventory/join.h"
#include "os/file.h"
#include "source/commit.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxProductFile = 1u << 20;

// What a source calls itself: avouch.yaml first, then the manifest at its root.
model::Part SubjectOf(const model::Product& product, const collect::TreeReading& reading,
                      const std::string& path) {
  model::Part out;
  out.kind = model::PartKind::kApplication;
  out.sure = model::Sure::kSeen;
  for (const auto& manifest : reading.components.facts.manifests) {
    if (manifest.path.bytes.find('/') != std::string::npos || manifest.name.empty()) continue;
    out.name = manifest.name;
    out.version = manifest.version;
    if (!manifest.version.empty()) break;
  }
  if (!product.name.empty()) out.name = product.name;
  if (out.name.empty()) {
    std::error_code none;
    out.name = std::filesystem::weakly_canonical(path, none).filename().string();
  }
  out.supplier = product.organisation_name;
  return out;
}

// What is left out by a rule is counted; what could not be read makes the list partial.
void AddCoverage(const model::Coverage& coverage, model::Inventory& out) {
  std::map<std::string, long long> by_rule;
  for (const auto& left : coverage.left) {
    if (left.reason == "excluded in avouch.yaml" || left.reason.starts_with("under ")) {
      ++by_rule[left.reason];
      continue;
    }
    out.notes.push_back(left.path.bytes + ": " + left.reason);
    out.partial = true;
  }
  for (const auto& [reason, files] : by_rule)
    out.notes.push_back(Count("file", files) + " left out: " + reason);
}

Result<model::Inventory> OfCommit(const git::Repository& repository,
                                  const InventorySource& source) {
  AVOUCH_TRY(const ObjectId commit, repository.Resolve(source.commit));
  AVOUCH_TRY(const container::Commit head, ReadHead(repository, commit));
  AVOUCH_TRY(const auto tree, source::CommitTree::Open(repository, head.tree, repository.prefix()));
  model::Product product;
  if (const source::Entry* entry = tree->Find(statement::kProductFileName)) {
    AVOUCH_TRY(const Bytes bytes, tree->Read(*entry, kMaxProductFile));
    AVOUCH_TRY(statement::ProductFile file, statement::ReadProductFile(bytes));
    product = std::move(file.product);
  }
  const collect::TreeReading reading = collect::ReadTree(*tree, product, source.threads);
  model::Part subject = SubjectOf(
      product, reading, repository.work_tree().empty() ? source.path : repository.work_tree());
  if (subject.version.empty()) subject.version = commit.hex();
  model::Inventory out =
      inventory::Join({reading.components.facts, reading.pipelines.facts, reading.containers.facts},
                      std::move(subject));
  out.created = ToString(Time{head.committer.seconds});
  out.context = "pre-build";
  AddCoverage(reading.components.coverage, out);
  return out;
}

// One dependency file by itself.
Result<model::Inventory> OfFile(const InventorySource& source, BytesView bytes) {
  const Path path(std::filesystem::path(source.path).filename().string());
  const formats::Format* format = formats::FormatOf(path);
  if (format == nullptr || format->family != "components")
    return Fail(ErrorKind::kUnsupported, "neither an SBOM nor a dependency file that is known",
                source.path, "a repository, an SBOM (CycloneDX, SPDX) or a lock file");
  AVOUCH_TRY(formats::Reading reading, format->read(path, bytes));
  model::ComponentFacts facts;
  if (auto* manifest = std::get_if<model::Manifest>(&reading))
    facts.manifests.push_back(std::move(*manifest));
  else if (auto* submodules = std::get_if<std::vector<model::Submodule>>(&reading))
    facts.submodules = std::move(*submodules);
  else if (auto* scripts = std::get_if<std::vector<model::BrowserScript>>(&reading))
    facts.scripts = std::move(*scripts);
  model::Part subject;
  subject.kind = model::PartKind::kApplication;
  subject.name = path.bytes;
  if (!facts.manifests.empty() && !facts.manifests.front().name.empty()) {
    subject.name = facts.manifests.front().name;
    subject.version = facts.manifests.front().version;
  }
  const model::PipelineFacts no_pipelines;
  const model::ContainerFacts no_containers;
  model::Inventory out = inventory::Join({facts, no_pipelines, no_containers}, std::move(subject));
  if (!facts.manifests.empty())
    for (auto& note : facts.manifests.front().notes) out.notes.push_back(std::move(note));
  out.created = ToString(source.at);
  out.context = "pre-build";
  return out;
}

}  // namespace

Result<model::Inventory> ReadInventory(const InventorySource& source) {
  if (os::KindOf(source.path) == os::FileKind::kFile) {
    AVOUCH_TRY(const os::MappedFile file, os::MappedFile::Open(source.path));
    auto read = formats::DetectSbom(file.bytes()) ? formats::ReadSbom(file.bytes())
                                                  : OfFile(source, file.bytes());
    if (!read && !read.error().where.starts_with(source.path))
      read.error().where =
          source.path + (read.error().where.empty() ? "" : ", " + read.error().where);
    return read;
  }
  AVOUCH_TRY(const git::Repository repository, git::Repository::Open(source.path));
  return OfCommit(repository, source);
}

void KeepShipped(model::Inventory& inventory) {
  std::vector<std::uint32_t> kept(inventory.parts.size(), model::kSubject);
  std::vector<model::Part> parts;
  for (std::uint32_t i = 0; i < inventory.parts.size(); ++i) {
    const model::Scope scope = inventory.parts[i].scope;
    if (scope == model::Scope::kBuild || scope == model::Scope::kTest ||
        scope == model::Scope::kDevelopment)
      continue;
    kept[i] = static_cast<std::uint32_t>(parts.size());
    parts.push_back(std::move(inventory.parts[i]));
  }
  inventory.parts = std::move(parts);
  std::erase_if(inventory.needs, [&](model::Need& need) {
    if (kept[need.to] == model::kSubject) return true;
    if (need.from != model::kSubject && kept[need.from] == model::kSubject) return true;
    if (need.from != model::kSubject) need.from = kept[need.from];
    need.to = kept[need.to];
    return false;
  });
}

}  // namespace avouch::app
