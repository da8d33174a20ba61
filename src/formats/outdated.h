// What package managers print when they are asked what is newer: "npm outdated" and its like.
//
// As the tools write it: npm and pnpm "outdated --json", yarn 1 "outdated --json", pip "list
// --outdated
// --format json", "go list -m -u -json all", composer "outdated --format=json", dotnet "list
// package
// --outdated --format json", cargo-outdated and the versions plugin of Gradle as JSON, bundle
// "outdated
// --parseable". Told by what is in it, not by the file's name. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Components whose version is the newest that the tool knew of; format "npm-outdated" and so on. A
// package that the tool has no newest version for is left out: silence is no answer. The same one
// may be told several times.
// Fails with kMalformed, `where` as "file:line", on what is none of these, and on JSON that is
// broken.
[[nodiscard]] Result<model::Manifest> ReadOutdated(const Path& path, BytesView bytes);

}  // namespace avouch::formats
