// What meson.build asks the machine for.
//
// Spec: mesonbuild.com, "Syntax", "dependency()", "compiler.find_library()". Meson is a language:
// calls with literals are read, nothing is run. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsMesonBuild(const Path& path);  // meson.build

// "meson-build", no lock, named as project() says. Requirements of source kPath: dependency() in
// group "dependency", or "native" where it is for what runs while building; find_library() in
// "library". The condition is "not required" where an option decides or it may be absent, or the
// if that it stands in. A name or version that is computed is a note.
// Fails with kMalformed at a string or call that has no end.
[[nodiscard]] Result<model::Manifest> ReadMesonBuild(const Path& path, BytesView bytes);

}  // namespace avouch::formats
