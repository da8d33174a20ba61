// Meson's wraps: subprojects/*.wrap, one dependency each.
//
// Spec: mesonbuild.com, "Wrap dependency system manual". Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsMesonWrap(const Path& path);  // *.wrap in a folder subprojects/

// "meson-wrap", a lock of one component named as the file: Meson fetches this and checks
// source_hash, the digest "sha256:...". The version is wrapdb_version without its revision, or
// what follows the name in "directory"; of a repository, its revision. A repository at a name
// that moves is a requirement instead. A file without [wrap-...] is a note.
[[nodiscard]] Result<model::Manifest> ReadMesonWrap(const Path& path, BytesView bytes);

}  // namespace avouch::formats
