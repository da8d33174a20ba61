// OpenSSF Security Insights: what a project says of its own security.
//
// Spec: Security Insights 1.0.0 and 2.x. It points at evidence and is none: what
// is read here is where it points, when it lapses, and what is left blank.
// Any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/document.h"

namespace avouch::formats {

// SECURITY-INSIGHTS.yml or security-insights.yml, .yaml too, in a governance place.
[[nodiscard]] bool IsSecurityInsights(const Path& path);

// Fails with kMalformed and kTooLarge as the YAML reader does, kUnsupported when
// it has no header with a version.
[[nodiscard]] Result<model::SecurityInsights> ReadSecurityInsights(const Path& path,
                                                                   BytesView bytes);

}  // namespace avouch::formats
