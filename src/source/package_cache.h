// Caches in which package managers keep what they have fetched, as places to look files up in:
// Maven's .m2/repository, Gradle's caches/modules-2/files-2.1, Go's pkg/mod/cache/download.
//
// Spec: maven.apache.org, "Repository Layout" (default); go.dev/ref/mod, "Module cache" and
// "GOPROXY protocol" (names, with upper case as "!" and lower case). Files are data: nothing of a
// cache is run. Only what is asked for is opened. One thread may use one at a time.

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "source/tree.h"

namespace avouch::source {

// What a place in a tree is by its name.
enum class CacheLayout { kMaven, kGradle, kGo };

struct CacheFound {
  CacheLayout layout = CacheLayout::kMaven;
  std::string path;  // Of its root, in the tree
};

// Of a folder's path: "a/.m2/repository", ".gradle/caches/modules-2/files-2.1",
// "go/pkg/mod/cache/download"; nothing for any other.
[[nodiscard]] std::optional<CacheFound> CacheAt(std::string_view folder);

// A file of a cache, and its path from the cache's root (led by the root's where it is in a tree).
struct CachedFile {
  std::string path;
  Bytes bytes;
};

// Where files of one cache are read.
class CachePlace {
 public:
  virtual ~CachePlace() = default;
  [[nodiscard]] virtual std::optional<Bytes> Read(std::string_view path) const = 0;
  // The folders in a folder, sorted.
  [[nodiscard]] virtual std::vector<std::string> Folders(std::string_view path) const = 0;
};

class PackageCaches {
 public:
  PackageCaches() = default;

  // A folder on disk: such a cache, or what holds some: ~/.m2, ~/.gradle, ~/go, a home. One that
  // looks like none of them is taken for a repository of Maven's. Fails with kNotFound or kIo.
  [[nodiscard]] Status AddFolder(const std::string& folder);
  // A cache that lies in the folder `root`, found there by its name. Nothing where it is gone.
  void AddInside(const std::string& root, const CacheFound& found);
  // Caches that lie in a tree, found by the names of their folders. REQUIRES: `tree` stays.
  void AddTree(const Tree& tree);

  [[nodiscard]] bool empty() const { return places_.empty(); }
  [[nodiscard]] bool Has(CacheLayout layout) const;

  // The pom of a version of an artefact; nothing where no cache has it. Names that could be no
  // part of a path find nothing.
  [[nodiscard]] std::optional<CachedFile> Pom(std::string_view group, std::string_view artifact,
                                              std::string_view version) const;
  // The folders of versions of an artefact, sorted by bytes, each once.
  [[nodiscard]] std::vector<std::string> Versions(std::string_view group,
                                                  std::string_view artifact) const;
  // The go.mod of a version of a module.
  [[nodiscard]] std::optional<CachedFile> GoMod(std::string_view module,
                                                std::string_view version) const;

 private:
  struct Place {
    CacheLayout layout;
    std::string lead;  // Before paths that are told: "" or "a/.m2/repository/"
    std::shared_ptr<const CachePlace> files;
  };
  std::vector<Place> places_;
};

}  // namespace avouch::source
