#include "formats/sbom_place.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/path.h"
#include "base/text.h"
#include "formats/limits.h"
#include "formats/sbom.h"

namespace avouch::formats {
namespace {

constexpr auto kEndings = std::to_array<std::string_view>(
    {"json", "xml", "spdx", "yml", "yaml", "jsonld", "rdf", "cdx", "bom", "sbom"});

bool EndsIgnoringCase(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && EqualsIgnoreCase(text.substr(text.size() - end.size()), end);
}

// "tea.dist-info/sboms", "META-INF/sbom": of nothing else.
bool IsOfSboms(std::string_view folder) {
  const std::string_view name = PathName(folder), above = PathName(PathFolder(folder));
  return (name == "sboms" && above.ends_with(".dist-info")) ||
         (name == "sbom" && above == "META-INF");
}

bool IsRdf(std::string_view name) {
  return EndsIgnoringCase(name, ".spdx.rdf") || EndsIgnoringCase(name, ".spdx.rdf.xml");
}

}  // namespace

SbomName SbomNameOf(std::string_view path) {
  const std::string_view name = PathName(path), extension = PathExtension(path);
  const auto is = [&](std::string_view one) { return EqualsIgnoreCase(extension, one); };
  if (std::ranges::none_of(kEndings, is)) return SbomName::kNone;
  const std::string_view folder = PathFolder(path);
  if (IsOfSboms(folder)) return SbomName::kSure;
  for (const std::string_view end :
       {".cdx.json", ".cdx.xml", ".cyclonedx.json", ".cyclonedx.xml", ".spdx.json", ".spdx.yml",
        ".spdx.yaml", ".spdx3.json", ".spdx.jsonld", ".spdx.rdf", ".spdx.rdf.xml"})
    if (EndsIgnoringCase(name, end)) return SbomName::kSure;
  for (const std::string_view kind : {"spdx", "cdx", "bom", "sbom"})
    if (is(kind)) return SbomName::kMaybe;
  if (is("rdf")) return SbomName::kNone;
  const std::string stem = Lower(name.substr(0, name.size() - extension.size() - 1));
  for (const std::string_view word : {"sbom", "bom", "cyclonedx", "spdx"}) {
    const std::size_t at = stem.find(word);
    if (at == stem.npos) continue;
    const auto apart = [&](std::size_t i) {
      return i >= stem.size() || stem[i] == '-' || stem[i] == '_' || stem[i] == '.';
    };
    if ((at == 0 || apart(at - 1)) && apart(at + word.size())) return SbomName::kMaybe;
  }
  const std::string_view last = PathName(folder);
  return last == "sbom" || last == "sboms" || last == ".sbom" ? SbomName::kMaybe : SbomName::kNone;
}

bool IsSbomMember(std::string_view name) {
  if (SbomNameOf(name) == SbomName::kNone || !container::StaysInside(name)) return false;
  const std::string_view folder = PathFolder(name);
  return folder.empty() || folder == "META-INF" || folder.ends_with(".dist-info") ||
         folder.starts_with("_manifest/") || IsOfSboms(folder);
}

Result<std::optional<model::Inventory>> ReadSbomAt(std::string_view path, BytesView bytes) {
  if (IsRdf(PathName(path))) return Fail(ErrorKind::kUnsupported, "SPDX as RDF is not read");
  if (bytes.size() > kMaxSbomBytes) return Fail(ErrorKind::kTooLarge, "an SBOM that is too large");
  auto read = ReadSbom(bytes);
  if (read) return std::optional(std::move(*read));
  if (read.error().kind == ErrorKind::kUnsupported && SbomNameOf(path) != SbomName::kSure)
    return std::optional<model::Inventory>();
  return std::unexpected(std::move(read.error()));
}

bool SbomBudget::Take(const model::FoundList& list) {
  bytes_ += list.bytes;
  parts_ += list.list.parts.size();
  if (parts_ <= kFreeSbomParts + bytes_ / kBytesASbomPart) return true;
  parts_ -= list.list.parts.size();
  return false;
}

std::optional<std::string> SbomsInside::Take(const std::string& path,
                                             const container::ZipIndex& index,
                                             const container::ZipEntry& entry, bool alone) {
  if (out_ == nullptr) return std::nullopt;
  if (++seen_ > kMaxSbomsInside) return Printable(entry.name) + ": more SBOMs than are read";
  const auto bytes = index.Read(entry, kMaxSbomInside, room_);
  if (!bytes) return ToString(bytes.error());
  model::FoundList found;
  found.path = Path(path + "!/" + std::string(entry.name));
  found.bytes = std::min<std::uint64_t>(entry.packed, bytes->size());
  found.alone = alone;
  auto list = ReadSbomAt(entry.name, *bytes);
  if (!list) return Printable(entry.name) + ": " + ToString(list.error());
  if (!*list) return std::nullopt;
  found.list = std::move(**list);
  if (!budget_.Take(found)) return Printable(entry.name) + ": more components than are read";
  out_->push_back(std::move(found));
  return std::nullopt;
}

}  // namespace avouch::formats
