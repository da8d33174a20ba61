// An inventory from whatever a person points at: an SBOM, a repository's
// commit, a lock file.
//
// Reads, and writes nothing. One thread.

#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "model/inventory.h"

namespace avouch::app {

struct InventorySource {
  std::string path;
  std::string commit = "HEAD";  // Of a repository
  Time at;                      // The time of what tells none
  int threads = 2;
  std::string platform;                  // Of an image for several: "linux/arm64"; empty: the first
  std::vector<std::string> caches = {};  // Folders of package managers' caches to look files up in
};

// Fails with kUsage (a platform, and no image), kNotFound, kIo, kMalformed, kTooLarge, or
// kUnsupported for a file that no reader takes.
[[nodiscard]] Result<model::Inventory> ReadInventory(const InventorySource& source);

// Everything that reading `path` opens, for the process to confine itself to: the file or
// folder, or of a repository what holds its objects; its work tree is not read.
[[nodiscard]] std::vector<std::string> PathsOfSource(const std::string& path);
// Loads what is loaded when it is first needed, for a process that may open no file later.
void LoadForReading();

// Parts that customers may get: shipped, optional, and those of which nothing
// tells.
void KeepShipped(model::Inventory& inventory);

}  // namespace avouch::app
