// GitHub Actions: workflows and actions.
//
// Spec: GitHub's workflow syntax and action metadata syntax. Bytes in, value
// out; what is not understood goes into notes. Any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/pipeline.h"

namespace avouch::formats {

// Only the root's .github/workflows/ is honoured by the forge.
[[nodiscard]] bool IsGithubWorkflow(const Path& path);
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::Pipeline> ReadGithubWorkflow(const Path& path, BytesView bytes);

// action.yml or action.yaml, anywhere.
[[nodiscard]] bool IsGithubAction(const Path& path);
// A composite action becomes one job "runs". Fails with kMalformed.
[[nodiscard]] Result<model::Pipeline> ReadGithubAction(const Path& path, BytesView bytes);

// "owner/name@ref", "docker://image", "./local". `comment` stands behind it on its line.
[[nodiscard]] model::Reference ReadUses(std::string_view text, std::string_view comment,
                                        const model::Place& place);
[[nodiscard]] model::Reference ReadImage(std::string_view text, const model::Place& place);

}  // namespace avouch::formats
