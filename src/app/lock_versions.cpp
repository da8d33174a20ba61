#include "app/lock_versions.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace avouch::app {
namespace {

using formats::LockPiece;
using inventory::NamedPackage;

constexpr std::size_t kEntryCost = 256;  // Bytes beside the file's own, rounded up

Result<std::shared_ptr<NamedEntry>> ReadWhole(const std::string& path,
                                              const formats::Format& format, BytesView bytes) {
  AVOUCH_TRY(const formats::Reading reading, format.read(Path(path), bytes));
  auto out = std::make_shared<NamedEntry>();
  if (const auto* manifest = std::get_if<model::Manifest>(&reading))
    out->packages = inventory::PackagesOf(*manifest);
  return out;
}

std::vector<NamedPackage> SetOf(const NamedEntries& entries) {
  std::vector<NamedPackage> out;
  for (const auto& entry : entries)
    out.insert(out.end(), entry->packages.begin(), entry->packages.end());
  const auto key = [](const NamedPackage& one) {
    return std::tie(one.ecosystem, one.name, one.version);
  };
  std::ranges::sort(out, {}, key);
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Result<NamedEntries> LockVersions::Read(std::uint32_t file, const std::string& path,
                                        const formats::Format& format,
                                        const std::shared_ptr<const Bytes>& bytes, bool again) {
  const auto whole = [&]() -> Result<NamedEntries> {
    AVOUCH_TRY(auto entry, ReadWhole(path, format, *bytes));
    return NamedEntries{std::move(entry)};
  };
  if (!again && !places_.contains(file)) return whole();
  Version& version = VersionOf(file);
  if (version.differs) return whole();
  auto cut = formats::CutLock(format.name, *bytes, version.bytes ? &version.cut : nullptr);
  if (!cut) return whole();
  NamedEntries entries = ReadPieces(path, format, *cut, version);
  Remember(version, bytes, std::move(*cut), entries);
  if (std::ranges::any_of(entries, [](const auto& one) { return !one->alone; })) return whole();
  if (!version.compared) {
    version.compared = true;
    auto all = whole();
    version.differs = !all || SetOf(*all) != SetOf(entries);
    if (version.differs) return all;
  }
  return entries;
}

LockVersions::Version& LockVersions::VersionOf(std::uint32_t file) {
  const auto [at, fresh] = places_.try_emplace(file);
  if (fresh) {
    versions_.emplace_front().file = file;
    at->second = versions_.begin();
  } else {
    versions_.splice(versions_.begin(), versions_, at->second);
  }
  return versions_.front();
}

NamedEntries LockVersions::ReadPieces(const std::string& path, const formats::Format& format,
                                      const formats::LockPieces& cut, const Version& before) {
  const auto read = [&](BytesView document) {
    auto entry = ReadWhole(path, format, document);
    if (entry) return std::move(*entry);
    auto none = std::make_shared<NamedEntry>();
    none->alone = false;
    return none;
  };
  NamedEntries out;
  out.reserve(cut.pieces.size() + 1);
  const bool same = !before.entries.empty() && before.cut.rest == cut.rest;
  out.push_back(same ? before.entries.front() : read(cut.rest));
  for (const LockPiece& piece : cut.pieces)
    out.push_back(piece.same != LockPiece::kNone ? before.entries[piece.same + 1]
                                                 : read(formats::DocumentOf(cut, piece)));
  return out;
}

// What was not read for longest goes, but for this one.
void LockVersions::Remember(Version& version, const std::shared_ptr<const Bytes>& bytes,
                            formats::LockPieces cut, NamedEntries entries) {
  held_ -= version.cost;
  version.cost = bytes->size() + entries.size() * kEntryCost;
  held_ += version.cost;
  version.bytes = bytes;
  version.cut = std::move(cut);
  version.entries = std::move(entries);
  while (held_ > limit_ && versions_.size() > 1) {
    held_ -= versions_.back().cost;
    places_.erase(versions_.back().file);
    versions_.pop_back();
  }
}

}  // namespace avouch::app
