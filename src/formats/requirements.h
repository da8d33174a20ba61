// requirements*.txt, their *.in sources, and constraints files of pip.
//
// Spec: pip, "Requirements File Format". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// *requirements*.txt, *constraints*.txt, the same with .in, and
// requirements/*.txt and *.in.
[[nodiscard]] bool IsRequirements(const Path& path);

// Format "requirements", or "constraints": its entries ask for nothing, so they
// are no requirements. Each "name==version" is a component too, with its --hash
// values, and what needs what as a compiler's comments say. It is a lock when every entry is exact
// and nothing is left to be chosen: each has a hash, or a compiler's mark says that the list is
// complete. `development` follows the file's name. -r and -c are notes; --trusted-host sets
// checks_off. Fails with kMalformed at the first line that pip would not take.
[[nodiscard]] Result<model::Manifest> ReadRequirements(const Path& path, BytesView bytes);

}  // namespace avouch::formats
