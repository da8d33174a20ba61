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

// Format "python-installed"; one component, the package. What it asks for is not told: whether
// an installer took it follows from what else is installed.
// Fails with kMalformed when there is no name or no version.
[[nodiscard]] Result<model::Manifest> ReadPythonInstalled(const Path& path, BytesView bytes);

// Format "npm-installed"; one component, with the digest that npm up to 6 wrote down. A file
// without name or version marks a folder, not a package: no component, and a note.
// Fails with kMalformed when it is not JSON or not one object.
[[nodiscard]] Result<model::Manifest> ReadNpmInstalled(const Path& path, BytesView bytes);

}  // namespace avouch::formats
