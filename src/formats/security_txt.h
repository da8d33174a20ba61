// security.txt: where to report, and until when that holds.
//
// Spec: RFC 9116; RFC 4880 section 7 for the signed wrapper, which is taken off
// and not verified here. Whether it has expired is decided later, at the time of
// assessment. Any thread.

#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "model/document.h"

namespace avouch::formats {

// RFC 9116 section 3: served over the web, this is how large a parser should bear.
inline constexpr std::size_t kMaxSecurityTxtBytes = 32 * 1024;

// "security.txt" in .well-known/, in a folder that is served, or in the root.
[[nodiscard]] bool IsSecurityTxt(const Path& path);
// A web server would serve it where reporters look.
[[nodiscard]] bool IsServed(const Path& path);

// True when some line is a field of RFC 9116: a root's security.txt may also be
// a policy in plain words.
[[nodiscard]] bool HasSecurityTxtFields(BytesView bytes);

// Fails with kTooLarge; what breaks the RFC is in `problems`, each with its line.
[[nodiscard]] Result<model::SecurityTxt> ReadSecurityTxt(const Path& path, BytesView bytes);

}  // namespace avouch::formats
