// What installed packages say of themselves: METADATA of Python, package.json in node_modules.
//
// Spec: Python packaging, "Core metadata specifications", "Recording installed projects";
// docs.npmjs.com, "package.json". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// METADATA in a *.dist-info folder, PKG-INFO in an *.egg-info or EGG-INFO one, and a file
// *.egg-info.
[[nodiscard]] bool IsPythonInstalled(const Path& path);
// package.json right in node_modules/NAME or node_modules/@SCOPE/NAME.
[[nodiscard]] bool IsNpmInstalled(const Path& path);

// Format "python-installed"; one component, the package. Requirements are what it asks for, with
// the marker as condition and, as group, the extras that are asked for of it: "socks,http2".
// Whether an installer took them follows from what else is installed (inventory/installed_needs.h).
// Fails with kMalformed when there is no name or no version.
[[nodiscard]] Result<model::Manifest> ReadPythonInstalled(const Path& path, BytesView bytes);

// Format "npm-installed"; one component, with the digest that npm up to 6 wrote down. Requirements
// are what it asks for at run time, by the name of the folder that they are to lie in. A file
// without name or version marks a folder, not a package: no component, and a note.
// Fails with kMalformed when it is not JSON or not one object.
[[nodiscard]] Result<model::Manifest> ReadNpmInstalled(const Path& path, BytesView bytes);

}  // namespace avouch::formats
