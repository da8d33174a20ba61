// What configure.ac asks the machine for.
//
// Spec: gnu.org, "Autoconf", "Library Files", "Autoconf Language"; pkg-config's pkg.m4. It is a
// language of macros and shell: calls with literals are read, nothing is run. Bytes in, value out;
// any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsAutoconf(const Path& path);  // configure.ac, configure.in

// "autoconf", no lock, named as AC_INIT says. Requirements of source kPath: PKG_CHECK_MODULES in
// group "pkg-config", AC_CHECK_LIB in "library". The condition is "not required" where configure
// goes on without it, or where it stands in a macro's argument or a shell's if or case. A name or
// version that is computed is a note.
// Fails with kMalformed at a call of these that has no end.
[[nodiscard]] Result<model::Manifest> ReadAutoconf(const Path& path, BytesView bytes);

}  // namespace avouch::formats
