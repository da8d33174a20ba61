// What is in a folder (a root file system, an unpacked release) or a container image: one
// walk, each file to the reader that its name or first bytes ask for.
//
// Reads through source/ only. Results do not depend on the order of the file system. One
// thread may call it at a time.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/component.h"
#include "model/evidence.h"
#include "model/inventory.h"
#include "source/file_visitor.h"
#include "source/package_cache.h"

namespace avouch::collect {

// The readers of what is no text; each may be null, and then nothing of the kind is read.
struct ContentReaders {
  bool (*is_program)(BytesView head) = nullptr;
  // `owned`: a package of the system brought the file, and says what it is.
  std::optional<Result<std::vector<model::Manifest>>> (*read_program)(const Path& path,
                                                                      BytesView bytes,
                                                                      bool owned) = nullptr;
  bool (*is_archive)(std::string_view path) = nullptr;
  // `lists` gets the SBOMs that lie in it.
  Result<std::vector<model::Manifest>> (*read_archive)(
      const Path& path, BytesView bytes, std::vector<model::FoundList>& lists) = nullptr;
};

struct InventoryItem {
  model::Manifest manifest;
  std::uint32_t layer = 0;  // Index into InventoryReading::layers; of an image only
  // Of a system's database in an image, one for each component: the layer that brought it in
  // this version. Empty: `layer` for all.
  std::vector<std::uint32_t> component_layers;
  std::string owner;  // Package of the system that brought the file, or empty
};

struct InventoryReading {
  std::vector<InventoryItem> items;     // Sorted by path, then format
  std::vector<model::FoundList> lists;  // SBOMs that lie there, sorted by path
  std::vector<std::string> layers;      // Digests as the image names them, lowest first
  std::string image_name, image_digest;
  std::vector<std::string> notes;
  source::FileCounts counts;
  model::Coverage coverage;  // Of files that some reader wants; `left` sorted by path
  [[nodiscard]] bool partial() const { return !coverage.left.empty(); }
};

struct InventoryOptions {
  std::vector<std::string> leave;  // Folders below the root not to enter: "proc", "home/me"
  ContentReaders readers;
  std::string platform;  // Of an image for several: "linux/arm64"; empty: the first
  // Where poms and go.mod files may find what they name; of a folder, caches in it are added.
  source::PackageCaches caches = {};
};

// `path` is a folder, an OCI layout (a folder with oci-layout or index.json and blobs), or a
// tar of an image. Packages of dpkg, opkg, apk and rpm get the qualifier "distro" and their
// manifests the system's id and version from the os-release beside them; dpkg's get their
// licences from copyright files.
//
// Whose rule: a file of a system's package that only says what it loads is told by the package
// (syft's rule for binaries); what a language's own metadata or a build record says is told
// too, with its owner, since advisories are kept for each ecosystem (as syft and scalibr do).
// Fails as source::VisitFolder, source::Image::Open and source::VisitImage do.
[[nodiscard]] Result<InventoryReading> ReadInventorySource(const std::string& path,
                                                           const InventoryOptions& options);

}  // namespace avouch::collect
