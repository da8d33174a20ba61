// Build information that the Go linker writes into programs.
//
// Spec: Go's debug/buildinfo and runtime/debug.BuildInfo, which have no page of their own: two
// strings behind a mark of 16 bytes, inline since Go 1.18, by pointers before. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/path.h"
#include "base/result.h"
#include "container/executable.h"
#include "model/component.h"

namespace avouch::formats {

struct BuiltModule {
  std::string path, version, sum;  // "github.com/a/b", "v1.2.3" or "(devel)", "h1:..." or empty
  std::string replaced;            // Path of the module in whose stead it was built, or empty
};

struct GoBuildRecord {
  std::string go;       // "go1.26.8", as written
  std::string package;  // That was built: "github.com/a/b/cmd/c"
  BuiltModule main;     // Path empty before modules, and in the Go tools themselves
  std::vector<BuiltModule> modules;
  std::vector<std::pair<std::string, std::string>> settings;  // {"vcs.revision", "..."}, in order
  std::vector<std::string> notes;
};

// Nothing where there is no build information.
// Fails with kMalformed where there is a mark and what it leads to does not lie inside.
[[nodiscard]] std::optional<Result<GoBuildRecord>> FindGoBuild(
    const container::Executable& program);

// Format "go-binary". The main module is the first component, kWorkspace, without a version
// where the linker wrote "(devel)", and its origin ends in "#commit" where that is told; then
// Go's own library as "stdlib" with Go's version; then the modules as they were built: of a
// replaced one the replacement, or, of a folder, the module's own name with kPath. No edges: the
// linker does not say what needs what. `tools` holds "go 1.26.8".
[[nodiscard]] std::optional<Result<model::Manifest>> ReadGoBinary(
    const Path& path, const container::Executable& program);

}  // namespace avouch::formats
