// The list of parts that GraalVM writes into a native image.
//
// Spec: GraalVM's reference manual, "SBOM in Native Image": a CycloneDX document in gzip, where
// the symbol `sbom` points, as long as the eight bytes at `sbom_length` say. Pure; any thread.

#pragma once

#include <optional>

#include "base/path.h"
#include "base/result.h"
#include "container/executable.h"
#include "model/component.h"

namespace avouch::formats {

// Format "graalvm-image" (kMaven): its parts with their edges, licences and digests; name and
// version are those of its subject. Parts of other ecosystems are counted in a note. Of ELF.
// Nothing where no symbol of that name is exported or defined, or it is none of GraalVM's.
// Fails with kMalformed where what the symbols name does not lie in the file, or is no such
// document; kTooLarge above kMaxNativeSbom.
[[nodiscard]] std::optional<Result<model::Manifest>> ReadNativeImage(
    const Path& path, const container::Executable& program);

}  // namespace avouch::formats
