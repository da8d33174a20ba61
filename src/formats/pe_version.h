// Version resources of Windows programs, and the list of packages in a .NET single file.
//
// Spec: Microsoft's VS_VERSIONINFO; the .NET SDK's "Single-file App Host" and "runtime
// configuration files" (deps.json). Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/path.h"
#include "base/result.h"
#include "container/executable.h"
#include "model/component.h"

namespace avouch::formats {

struct VersionResource {
  std::string file_version;  // "1.2.3.4" of the fixed part; empty where it has none
  std::vector<std::pair<std::string, std::string>> texts;  // {"ProductName", "..."}, as written

  // The text of `key`, trimmed, or "".
  [[nodiscard]] std::string_view operator[](std::string_view key) const;
};

// Nothing where there is none, or where what it leads to does not lie inside.
[[nodiscard]] std::optional<VersionResource> FindVersionResource(
    const container::Executable& program);

// Format "pe-version". One component, of the group "seen": of a .NET assembly (kNuget) named as
// the assembly is, which is what most packages are called, and else (kOther) as the product.
// Nothing where the resource tells no name or no version.
[[nodiscard]] std::optional<model::Manifest> ReadPeVersion(const Path& path,
                                                           const container::Executable& program);

// Format "dotnet-bundle": packages of the deps.json in a .NET single-file program, `file`, as
// nuget_locks.h reads one. Nothing where it is none. Fails with kMalformed where its head leads
// outside, and as that reader does.
[[nodiscard]] std::optional<Result<model::Manifest>> ReadDotnetBundle(
    const Path& path, const container::Executable& program, BytesView file);

}  // namespace avouch::formats
