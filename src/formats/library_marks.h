// Versions of well-known libraries that are linked into a program, by texts of theirs.
//
// Only texts that no other program holds, or that a program holds only where it was built
// against the library: then one that loads the library as well has them for that reason, and
// nothing is told. Marks, not proof: the linker may have kept a text and left out the code.
// Pure; any thread.

#pragma once

#include <vector>

#include "base/path.h"
#include "container/executable.h"
#include "model/component.h"

namespace avouch::formats {

// Each library and version once, of the group "seen"; "openssl", "zlib", "sqlite", "curl",
// "expat", "libpng", "bzip2", "mbedtls", "libressl", "busybox".
[[nodiscard]] std::vector<model::Component> MarksIn(const Path& path,
                                                    const container::Executable& program);

}  // namespace avouch::formats
