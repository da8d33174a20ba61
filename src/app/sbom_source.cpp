#include "app/sbom_source.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <map>
#include <set>
#include <utility>

#include "app/commits.h"
#include "app/sbom_licences.h"
#include "base/text.h"
#include "collect/collect.h"
#include "collect/inventory_readers.h"
#include "container/byte_stream.h"
#include "container/tar.h"
#include "crypto/hash.h"
#include "formats/archive.h"
#include "formats/installed.h"
#include "formats/sbom.h"
#include "formats/sbom_place.h"
#include "formats/system_package.h"
#include "formats/table.h"
#include "git/repository.h"
#include "inventory/found_lists.h"
#include "inventory/installed_tree.h"
#include "inventory/join.h"
#include "os/file.h"
#include "source/image.h"
#include "source/limits.h"

namespace avouch::app {
namespace {

constexpr std::string_view kUnread = "is not read by this build";

std::string LastName(const std::string& path) {
  std::error_code none;
  const auto whole = std::filesystem::weakly_canonical(path, none);
  const std::string name = whole.filename().string();
  return name.empty() ? whole.string() : name;
}

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
  if (out.name.empty()) out.name = LastName(path);
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
    if (left.reason.ends_with(kUnread)) continue;  // Told by the join already
    out.notes.push_back(left.path.bytes + ": " + left.reason);
    out.partial = true;
  }
  for (const auto& [reason, files] : by_rule)
    out.notes.push_back(Count("file", files) + " left out: " + reason);
}

model::Inventory JoinManifests(std::vector<model::Manifest> manifests, model::Part subject) {
  model::ComponentFacts facts;
  facts.manifests = std::move(manifests);
  const model::PipelineFacts no_pipelines;
  const model::ContainerFacts no_containers;
  return inventory::Join({std::move(facts), no_pipelines, no_containers}, std::move(subject));
}

Result<source::PackageCaches> CachesOf(const InventorySource& source) {
  source::PackageCaches out;
  for (const auto& folder : source.caches) AVOUCH_CHECK_OK(out.AddFolder(folder));
  return out;
}

// What a repository's own SBOMs declare is compared with what is found, and no part of it.
void NameLists(const source::Tree& tree, model::Inventory& out) {
  constexpr std::size_t kMost = 50;  // That only their content would tell
  std::vector<std::string> names;
  std::size_t read = 0;
  for (const auto& entry : tree.entries()) {
    if (entry.kind != source::EntryKind::kFile && entry.kind != source::EntryKind::kExecutable)
      continue;
    const auto name = formats::SbomNameOf(entry.path.bytes);
    if (name == formats::SbomName::kNone) continue;
    if (name == formats::SbomName::kMaybe) {
      if (++read > kMost) continue;
      const auto bytes = tree.Read(entry, source::kMaxReadBytes);
      if (!bytes || !formats::DetectSbom(*bytes)) continue;
    }
    names.push_back(entry.path.bytes);
  }
  if (names.empty()) return;
  std::string note =
      Count("SBOM", static_cast<long long>(names.size())) +
      " in the tree: what makers declare is no finding (avouch sbom diff compares, " +
      "merge adds): " + names[0];
  for (std::size_t i = 1; i < names.size() && i < 3; ++i) note += ", " + names[i];
  if (names.size() > 3) note += " and " + std::to_string(names.size() - 3) + " more";
  out.notes.push_back(std::move(note));
}

Result<model::Inventory> OfCommit(const git::Repository& repository,
                                  const InventorySource& source) {
  AVOUCH_TRY(source::PackageCaches caches, CachesOf(source));
  AVOUCH_TRY(const OpenedCommit head, OpenCommit(repository, source.commit));
  caches.AddTree(*head.tree);
  collect::TreeReading reading =
      collect::ReadTree(*head.tree, head.product, source.threads, &caches);
  model::Part subject = SubjectOf(
      head.product, reading, repository.work_tree().empty() ? source.path : repository.work_tree());
  if (subject.version.empty()) subject.version = head.id.hex();
  const std::vector<model::VendoredTree> vendored = reading.components.facts.vendored;
  model::Inventory out =
      inventory::Join({std::move(reading.components.facts), reading.pipelines.facts,
                       reading.containers.facts, &reading.components.coverage, true},
                      std::move(subject));
  TellLicences(*head.tree, vendored, out);
  NameLists(*head.tree, out);
  out.created = ToString(Time{head.commit.committer.seconds});
  out.context = "pre-build";
  AddCoverage(reading.components.coverage, out);
  return out;
}

// The layer that each component of an image came with, by the place that names it.
class Layers {
 public:
  explicit Layers(const collect::InventoryReading& reading) {
    if (reading.layers.empty()) return;
    for (const auto& item : reading.items)
      for (std::size_t i = 0; i < item.manifest.components.size(); ++i) {
        const std::uint32_t layer =
            i < item.component_layers.size() ? item.component_layers[i] : item.layer;
        if (layer < reading.layers.size())
          layers_.emplace(item.manifest.components[i].place, reading.layers[layer]);
      }
  }

  void Tell(model::Inventory& inventory) const {
    for (auto& part : inventory.parts)
      for (const auto& place : part.places)
        if (const auto at = layers_.find(place); at != layers_.end() && part.layer.empty())
          part.layer = at->second;
  }

 private:
  std::map<model::Place, std::string> layers_;
};

// A folder that is no repository, or a container image.
Result<model::Inventory> OfTree(const InventorySource& source) {
  collect::InventoryOptions options;
  options.readers = collect::DefaultContentReaders();
  options.platform = source.platform;
  AVOUCH_TRY(options.caches, CachesOf(source));
  if (LastName(source.path) == "/") options.leave = {"proc", "sys", "dev", "run", "tmp"};
  AVOUCH_TRY(collect::InventoryReading reading, collect::ReadInventorySource(source.path, options));
  const Layers layers(reading);
  std::vector<model::Manifest> manifests;
  model::Part subject;
  subject.kind = reading.layers.empty() ? model::PartKind::kOther : model::PartKind::kContainer;
  subject.name = reading.image_name.empty() ? LastName(source.path) : reading.image_name;
  subject.version = reading.image_digest;
  subject.sure = model::Sure::kSeen;
  std::set<std::string> owned;
  for (auto& item : reading.items) {
    if (!item.owner.empty()) owned.insert(item.manifest.path.bytes);
    // What programs load by name is somewhere here, and told as what it is.
    if (item.manifest.format == "elf" || item.manifest.format == "pe" ||
        item.manifest.format == "mach-o")
      item.manifest.requirements.clear();
    manifests.push_back(std::move(item.manifest));
  }
  std::vector<std::string> notes;
  inventory::MakeInstalled(manifests, owned, notes);
  inventory::LeaveOwnLists(manifests, reading.lists, notes);
  model::Inventory out = JoinManifests(std::move(manifests), std::move(subject));
  std::ranges::move(notes, std::back_inserter(out.notes));
  layers.Tell(out);
  inventory::TellLists(std::move(reading.lists), out);
  for (auto& note : reading.notes) out.notes.push_back(std::move(note));
  AddCoverage(reading.coverage, out);
  out.created = ToString(source.at);
  out.context = "post-build";
  return out;
}

// What one file by itself says: a program, an archive, a dependency file.
Result<std::vector<model::Manifest>> ManifestsOf(const Path& path, BytesView bytes,
                                                 const std::string& where,
                                                 std::vector<model::FoundList>& lists) {
  const collect::ContentReaders readers = collect::DefaultContentReaders();
  if (readers.is_archive(path.bytes)) {
    AVOUCH_TRY(model::Manifest archive, formats::ReadArchive(path, bytes, {.lists = &lists}));
    std::vector<model::Manifest> out;
    out.push_back(std::move(archive));
    return out;
  }
  if (auto program = readers.read_program(path, bytes, false)) return std::move(*program);
  const formats::Format* format = formats::InstalledFormatOf(path);
  if (format == nullptr) format = formats::FormatOf(path);
  if (format == nullptr || (format->family != "components" && format->family != "installed"))
    return Fail(ErrorKind::kUnsupported,
                "neither an SBOM, nor a program, archive or dependency file that is known", where,
                "a repository, an SBOM (CycloneDX, SPDX), an image, or a lock file");
  AVOUCH_TRY(formats::Reading reading, format->read(path, bytes));
  std::vector<model::Manifest> out;
  if (auto* manifest = std::get_if<model::Manifest>(&reading)) out.push_back(std::move(*manifest));
  return out;
}

Result<model::Inventory> OfFile(const InventorySource& source, BytesView bytes) {
  const Path path(LastName(source.path));
  std::vector<model::FoundList> lists;
  AVOUCH_TRY(std::vector<model::Manifest> manifests, ManifestsOf(path, bytes, source.path, lists));
  model::Part subject;
  subject.kind = model::PartKind::kApplication;
  subject.name = path.bytes;
  for (const auto& manifest : manifests) {
    if (manifest.name.empty() || subject.name != path.bytes) continue;
    if (formats::IsSystemPackage(path)) continue;  // It is then the name of the distribution
    subject.name = manifest.name;
    subject.version = manifest.version;
  }
  model::Inventory out = JoinManifests(std::move(manifests), std::move(subject));
  inventory::TellLists(std::move(lists), out);
  out.created = ToString(source.at);
  return out;
}

// A tar, packed or not, that no reader of archives takes by its name: an image, then, or nothing.
bool IsTar(const std::string& path, BytesView bytes) {
  const Path name(LastName(path));
  if (formats::IsArchive(name) && !formats::MayBeNoPackage(name)) return false;
  if (formats::IsArchive(name)) {
    const auto package = formats::ReadArchive(name, bytes, {.digests = false});
    if (package || package.error().kind != ErrorKind::kUnsupported) return false;
  }
  const auto stream = container::OpenStream(bytes);
  if (!stream) return container::PackingOf(bytes) != container::Packing::kNone;
  const auto head = (*stream)->Take(container::kTarBlock);
  return head && head->size() == container::kTarBlock && head->substr(257, 5) == "ustar";
}

bool NamesParts(const Path& path) {
  const formats::Format* format = formats::FormatOf(path);
  return format != nullptr && format->family == "components";
}

std::unexpected<Error> NoImage(const InventorySource& source) {
  return Fail(ErrorKind::kUsage, "only a container image has platforms to choose from", source.path,
              "an OCI layout, or what docker save writes");
}

// What an SBOM is, its content tells, as far down as that takes; a lock's name tells sooner.
Result<model::Inventory> OfBytes(const InventorySource& source, BytesView bytes) {
  if (!source.platform.empty()) return IsTar(source.path, bytes) ? OfTree(source) : NoImage(source);
  if (NamesParts(Path(LastName(source.path))))
    if (auto read = OfFile(source, bytes); read && !read->parts.empty()) return read;
  if (formats::DetectSbom(bytes)) return formats::ReadSbom(bytes);
  if (!IsTar(source.path, bytes)) return OfFile(source, bytes);
  auto read = OfTree(source);
  if (!read && formats::MayBeNoPackage(Path(LastName(source.path))))
    read.error().what = "no package of a known kind, and " + read.error().what;
  return read;
}

Result<model::Inventory> OfAnyFile(const InventorySource& source) {
  AVOUCH_TRY(const os::MappedFile file, os::MappedFile::Open(source.path));
  auto read = OfBytes(source, file.bytes());
  if (!read && !read.error().where.starts_with(source.path))
    read.error().where =
        source.path + (read.error().where.empty() ? "" : ", " + read.error().where);
  return read;
}

}  // namespace

Result<model::Inventory> ReadInventory(const InventorySource& source) {
  if (os::KindOf(source.path) == os::FileKind::kFile) return OfAnyFile(source);
  if (source::IsImage(source.path)) return OfTree(source);
  if (!source.platform.empty()) return NoImage(source);
  const auto repository = git::Repository::Open(source.path);
  if (repository) return OfCommit(*repository, source);
  if (repository.error().kind != ErrorKind::kNotFound ||
      os::KindOf(source.path) != os::FileKind::kFolder)
    return std::unexpected(repository.error());
  return OfTree(source);
}

std::vector<std::string> PathsOfSource(const std::string& path) {
  std::vector<std::string> out = {path};
  if (os::KindOf(path) != os::FileKind::kFolder || source::IsImage(path)) return out;
  const auto repository = git::Repository::Open(path);
  if (!repository) return out;
  out = repository->folders();
  if (!repository->work_tree().empty()) out.push_back(repository->work_tree() + "/.git");
  return out;
}

void LoadForReading() {
  (void)container::LoadUnpackers();  // Where there is none, a zstd stream says so
  (void)crypto::Sha256Of("");
  (void)crypto::Sha1Of("");
}

void KeepShipped(model::Inventory& inventory) {
  auto& parts = inventory.parts;
  std::vector<std::uint32_t> at(parts.size(), model::kSubject);  // Where each kept part goes
  std::uint32_t kept = 0;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    const model::Scope scope = parts[i].scope;
    if (scope == model::Scope::kBuild || scope == model::Scope::kTest ||
        scope == model::Scope::kDevelopment)
      continue;
    at[i] = kept;
    if (kept != i) parts[kept] = std::move(parts[i]);
    ++kept;
  }
  if (kept == parts.size()) return;
  parts.erase(parts.begin() + kept, parts.end());
  std::erase_if(inventory.needs, [&](model::Need& need) {
    if (at[need.to] == model::kSubject) return true;
    if (need.from != model::kSubject && at[need.from] == model::kSubject) return true;
    if (need.from != model::kSubject) need.from = at[need.from];
    need.to = at[need.to];
    return false;
  });
}

}  // namespace avouch::app
