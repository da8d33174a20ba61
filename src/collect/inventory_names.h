// Which files of a root file system or image an inventory reads, by their names alone.
//
// Asked of every file, three million of them: what no reader wants is told by its
// extension, in one look-up. Any thread.

#pragma once

#include <string_view>
#include <vector>

#include "formats/table.h"

namespace avouch::collect {

enum class FileRole {
  kNone,
  kInstalled,  // A system's own database, by formats::InstalledFormatOf
  kManifest,   // A row of formats::Formats that reads a model::Manifest
  kFileList,   // Whose files are whose (formats/owned_files.h)
  kCopyright,  // usr/share/doc/PACKAGE/copyright
  kArchive,    // Java's and other archives, by the caller's reader
  kSbom,       // Perhaps an SBOM (formats/sbom_place.h)
  kProgram,    // Named as one: its first bytes tell
  kUnsure,     // A program where its mode lets somebody execute it
};

struct NameVerdict {
  FileRole role = FileRole::kNone;
  const formats::Format* format = nullptr;  // Of kInstalled and kManifest
};

class InventoryNames {
 public:
  // `is_archive` may be null.
  explicit InventoryNames(bool (*is_archive)(std::string_view path));
  [[nodiscard]] NameVerdict Judge(std::string_view path) const;

 private:
  bool (*is_archive_)(std::string_view);
  std::vector<const formats::Format*> manifests_;
};

// No reader wants a file of this extension: text, pictures, sources, pages.
[[nodiscard]] bool IsPassedOver(std::string_view extension);
[[nodiscard]] std::vector<std::string_view> PassedOver();  // All of them, for tests

}  // namespace avouch::collect
