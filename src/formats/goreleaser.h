// .goreleaser.yaml: what a release recipe builds, signs and describes.
//
// Spec: GoReleaser's configuration pages. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/container.h"

namespace avouch::formats {

[[nodiscard]] bool IsGoreleaser(const Path& path);
// Fails with kMalformed when it is no YAML map.
[[nodiscard]] Result<model::ReleaseRecipe> ReadGoreleaser(const Path& path, BytesView bytes);

}  // namespace avouch::formats
