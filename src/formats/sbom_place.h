// SBOMs that lie beside what they describe, by their names and places.
//
// Spec: CycloneDX, "Recognized file patterns"; SPDX, "File extensions"; PEP 770
// (*.dist-info/sboms); META-INF/sbom of jars; _manifest of NuGet packages. What is one, its content
// tells at last. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "container/zip_index.h"
#include "model/inventory.h"

namespace avouch::formats {

enum class SbomName {
  kNone,
  kMaybe,  // "bom.json": many things are called so
  kSure,   // "tea.cdx.json", "tea.dist-info/sboms/tea.json": what is no SBOM there is wrong
};

// By its name and the folder it is in. Cheap: asked of every file of a tree.
[[nodiscard]] SbomName SbomNameOf(std::string_view path);

// Of a member of an archive: at its root, or where its kind keeps what it says of itself.
[[nodiscard]] bool IsSbomMember(std::string_view name);

// Nothing where it is no SBOM and its name did not say that it is one.
// Fails with kUnsupported where its name did, or where it is SPDX as RDF; else as ReadSbom does.
[[nodiscard]] Result<std::optional<model::Inventory>> ReadSbomAt(std::string_view path,
                                                                 BytesView bytes);

// How many components are read of SBOMs that lie in one place: as many as of one of their size.
class SbomBudget {
 public:
  // Takes `list` off it; false where there are more than that.
  [[nodiscard]] bool Take(const model::FoundList& list);

 private:
  std::uint64_t bytes_ = 0, parts_ = 0;
};

// SBOMs that are members of one archive, or of those inside it.
class SbomsInside {
 public:
  // `out` may be null: then none is read.
  explicit SbomsInside(std::vector<model::FoundList>* out) : out_(out) {}

  // Of the member `entry` of the archive at `path`, which is called as an SBOM is. What of it could
  // not be read, or nothing. `alone` as of FoundList.
  [[nodiscard]] std::optional<std::string> Take(const std::string& path,
                                                const container::ZipIndex& index,
                                                const container::ZipEntry& entry,
                                                bool alone = false);

 private:
  std::vector<model::FoundList>* out_;
  std::size_t seen_ = 0;
  SbomBudget budget_;
  Bytes room_;
};

}  // namespace avouch::formats
