// Conan: conan.lock of Conan 1 and 2, conanfile.txt, the literals of conanfile.py, and what
// conandata.yml lists under names like "requirements".
//
// Spec: docs.conan.io, "Lockfiles", "conanfile.txt", "conanfile.py"; Conan 1, "Lockfiles".
// A recipe is a program: what it writes out is read, nothing is run. Bytes in, value out; any
// thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsConan(const Path& path);

// "conan-lock", a lock without digests: a recipe's revision ("rrev") is told as a qualifier,
// with user and channel; it is the MD5 of a list, or a commit, and no digest of what is built.
// Group "build" (build_requires, the build context) and "python-requires" are for development.
// Conan 1 tells edges and what is direct; its node with a "path" is the package itself.
// "conanfile": requirements; "[>=1 <2]" is a range, "1.2" exact; test requirements in group
// "test", tools in "build". A reference without a name is a note.
// Fails with kMalformed when a lock is no JSON, or neither layout; kUnsupported for a version
// not yet known; for a recipe with a bracket or text that is not closed.
[[nodiscard]] Result<model::Manifest> ReadConan(const Path& path, BytesView bytes);

}  // namespace avouch::formats
