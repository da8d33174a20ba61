// Files of OCaml's opam: opam, *.opam, and their locks *.opam.locked.
//
// Spec: opam.ocaml.org, "The opam manual", sections "Package definitions", "Package Formulas" and
// "opam lock". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsOpam(const Path& path);

// Format "opam": requirements. What is asked for only with "with-test", "with-doc",
// "with-dev-setup" or "dev" is for development, with the group "test", "doc" or "dev"; only to
// build, "build"; depopts, "optional". A filter of systems, and that it is one of several, is the
// condition. What the compiler must be is a tool.
// Format "opam-lock", a lock: the same list, each at one version, as components; pinned ones from
// their repository. It has no digests.
// A file of another kind that is called "opam" gives nothing but a note.
// Fails with kMalformed when a bracket or text does not end, kTooLarge beyond kMaxLiteralDepth.
[[nodiscard]] Result<model::Manifest> ReadOpam(const Path& path, BytesView bytes);

}  // namespace avouch::formats
