// Whether a workspace names a folder as a member: "packages/*", "./apps/web/", "!packages/old".
//
// Spec: docs.npmjs.com, "workspaces"; pnpm.io, "pnpm-workspace.yaml", packages. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::notation {

// `workspace` is the folder of the file that has the patterns; `folder` may be it or lie anywhere.
[[nodiscard]] bool IsMemberFolder(const std::vector<std::string>& patterns,
                                  std::string_view workspace, std::string_view folder);

}  // namespace avouch::notation
