#include "formats/native_image.h"

#include <string>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "container/bounded_view.h"
#include "container/byte_stream.h"
#include "formats/limits.h"
#include "formats/lock_reading.h"
#include "formats/sbom.h"

namespace avouch::formats {
namespace {

using container::BoundedView;
using container::Executable;

// An entry of a table of symbols in an ELF file of 64 bits, the only ones that GraalVM makes.
constexpr std::uint64_t kSymbol = 24, kSymbolValue = 8, kLongestName = 24;

struct Symbols {
  std::uint64_t sbom = 0, length = 0, version = 0;  // Addresses; 0 = not seen
  [[nodiscard]] bool all() const { return sbom != 0 && length != 0 && version != 0; }
};

// By names in `texts`, which most programs' do not hold: then no symbol is looked at.
void Look(BytesView table, BytesView texts, bool big, Symbols& out) {
  if (texts.find(BytesView("sbom_length\0", 12)) == BytesView::npos) return;
  const BoundedView symbols(table, big), names(texts);
  const std::uint64_t count = std::min<std::uint64_t>(table.size() / kSymbol, kMaxSymbols);
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto name = names.Text(symbols.At(i * kSymbol, 4), kLongestName);
    if (!name) continue;
    const std::uint64_t address = symbols.At(i * kSymbol + kSymbolValue, 8);
    if (*name == "sbom") out.sbom = address;
    if (*name == "sbom_length") out.length = address;
    if (*name == "__svm_version_info") out.version = address;
  }
}

Symbols SymbolsOf(const Executable& program) {
  Symbols out;
  for (const auto& [table, texts] :
       {std::pair(".dynsym", ".dynstr"), std::pair(".symtab", ".strtab")}) {
    const auto* symbols = program.Find(table);
    const auto* names = program.Find(texts);
    if (symbols != nullptr && names != nullptr && !out.all())
      Look(symbols->bytes, names->bytes, program.big_endian, out);
  }
  return out;
}

Result<model::Inventory> DocumentOf(const Executable& program, const Symbols& symbols) {
  const auto length = program.Memory(symbols.length, 8);
  if (!length)
    return Fail(ErrorKind::kMalformed, "the length of GraalVM's SBOM is not in the file");
  const auto packed =
      program.Memory(symbols.sbom, BoundedView(*length, program.big_endian).At(0, 8));
  if (!packed || container::PackingOf(*packed) != container::Packing::kGzip)
    return Fail(ErrorKind::kMalformed, "GraalVM's SBOM does not lie in the file");
  AVOUCH_TRY(const auto stream,
             container::OpenStream(*packed, {.base = kMaxNativeSbom, .ratio = 0}));
  AVOUCH_TRY(const BytesView text, stream->Take(kMaxNativeSbom + 1));
  return ReadSbom(text);
}

model::Component ComponentOf(const Path& path, model::Part& part) {
  model::Component out;
  out.name = part.group.empty() ? part.name : part.group + ":" + part.name;
  out.version = std::move(part.version);
  out.place = PlaceOf(path, 0);
  for (const auto& digest : part.digests) {
    std::string algorithm = digest.algorithm;
    if (algorithm.starts_with("sha-")) algorithm.erase(3, 1);
    AddDigest(algorithm, digest.hex, out);
  }
  if (!part.licence.empty()) out.detail.licences.push_back(std::move(part.licence));
  out.detail.supplier = std::move(part.supplier);
  return out;
}

model::Manifest ManifestOf(const Path& path, model::Inventory inventory) {
  model::Manifest out = NewManifest(model::Ecosystem::kMaven, "graalvm-image", path, false);
  out.name = inventory.subject.group.empty()
                 ? inventory.subject.name
                 : inventory.subject.group + ":" + inventory.subject.name;
  out.version = inventory.subject.version;
  constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> at(inventory.parts.size(), kNone);
  for (std::size_t i = 0; i < inventory.parts.size(); ++i) {
    model::Part& part = inventory.parts[i];
    if (part.ecosystem != model::Ecosystem::kMaven || part.name.empty()) continue;
    at[i] = static_cast<std::uint32_t>(out.components.size());
    out.components.push_back(ComponentOf(path, part));
  }
  for (const auto& need : inventory.needs) {
    if (need.to >= at.size() || at[need.to] == kNone) continue;
    if (need.from == model::kSubject)
      out.components[at[need.to]].detail.direct = true;
    else if (need.from < at.size() && at[need.from] != kNone)
      out.components[at[need.from]].detail.needs.push_back(at[need.to]);
  }
  for (auto& one : out.components) {
    auto& needs = one.detail.needs;
    std::ranges::sort(needs);
    needs.erase(std::ranges::unique(needs).begin(), needs.end());
  }
  if (const std::size_t left = inventory.parts.size() - out.components.size(); left > 0)
    out.notes.push_back("GraalVM's SBOM: " + Count("part", static_cast<long long>(left)) +
                        " that Maven has none of");
  return out;
}

}  // namespace

std::optional<Result<model::Manifest>> ReadNativeImage(const Path& path,
                                                       const Executable& program) {
  if (program.kind != container::ExecutableKind::kElf || program.bits != 64) return std::nullopt;
  const Symbols symbols = SymbolsOf(program);
  if (!symbols.all()) return std::nullopt;
  auto inventory = DocumentOf(program, symbols);
  if (!inventory) {
    if (!inventory.error().what.starts_with("GraalVM") &&
        !inventory.error().what.starts_with("the length"))
      inventory.error().what.insert(0, "GraalVM's SBOM: ");
    return std::unexpected(std::move(inventory.error()));
  }
  return ManifestOf(path, std::move(*inventory));
}

}  // namespace avouch::formats
