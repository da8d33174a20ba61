// cpanfile: calls of a few functions, in blocks for phases and features.
//
// Spec: metacpan.org, "cpanfile". What is computed is told as such. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Format "cpanfile". See cpan.h.
[[nodiscard]] Result<model::Manifest> ReadCpanfile(const Path& path, BytesView bytes);

// The group of what is asked for in a phase, to that degree ("requires", "recommends"); and
// whether it is for development.
void SetCpanPhase(std::string_view phase, std::string_view degree, model::Requirement& requirement);
// Adds it, or the Perl that is asked for to the tools. A version of 0 is any.
void AddCpanRequirement(model::Requirement requirement, model::Manifest& manifest);

}  // namespace avouch::formats
