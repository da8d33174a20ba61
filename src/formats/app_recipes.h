// What packages of programs with all they need are made of: snapcraft.yaml, Flatpak's manifests.
//
// Spec: documentation.ubuntu.com/snapcraft, "snapcraft.yaml"; docs.flatpak.org, "Manifests" and
// flatpak-builder's "flatpak-manifest". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// snapcraft.yaml, .snapcraft.yaml; "org.example.App.json", .yaml and .yml, told by their
// "modules".
[[nodiscard]] bool IsAppRecipe(const Path& path);

// Format "snapcraft": each part's source as a component, with commit, tag and checksum; packages
// and snaps that it stages are requirements, those that it is built with in group "build". `base`
// is asked for likewise.
// Format "flatpak": each source of each module, also in modules, with its digest, its commit or
// its tag; runtime and base are requirements, the SDK one in group "build". What lies in files
// that it names is a note. A file of that name that is no manifest gives an empty one.
// A source in the tree is none. Fails with kMalformed where it is no YAML or JSON.
[[nodiscard]] Result<model::Manifest> ReadAppRecipe(const Path& path, BytesView bytes);

}  // namespace avouch::formats
