// Packages that are ZIP archives: Python wheels and eggs, NuGet's, conda's, extensions of
// Visual Studio Code; programs for telephones.
//
// Spec: Python packaging, "Core metadata"; NuGet's nuspec; conda's "Package specification" (2);
// the VSIX manifest schema 2011. Pure; any thread.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"
#include "model/inventory.h"

namespace avouch::formats {

[[nodiscard]] bool IsZipPackage(const Path& path);  // .whl .egg .nupkg .conda .vsix .apk .aab .ipa

// Formats "python-wheel", "nupkg", "conda-archive": the package. "vsix-archive" (kOther): the
// extension, named "publisher.name" and supplied by who publishes it; what of npm lies in its
// node_modules is needed by it, and told as npm's. "android-archive" (kMaven): libraries that
// leave their version in META-INF; that its own code is not read is a note. "ios-archive": only
// that note.
// `lists` as of ArchiveOptions: of a wheel and of NuGet's, those that they say they bring.
// Fails with kMalformed where it is no ZIP archive or its metadata is not there or cannot be
// read; kUnsupported where nothing here unpacks what conda packs with zstd.
[[nodiscard]] Result<model::Manifest> ReadZipPackage(
    const Path& path, BytesView bytes, std::vector<model::FoundList>* lists = nullptr);

}  // namespace avouch::formats
