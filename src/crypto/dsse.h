// What a DSSE signature covers. The envelope is JSON and is read elsewhere.
//
// Spec: secure-systems-lab/dsse, protocol.md version 1.0.2. Pure; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"

namespace avouch::crypto {

// PAE(type, body): "DSSEv1", then length and bytes of both, with one space between.
[[nodiscard]] Bytes DsseCovers(std::string_view payload_type, BytesView payload);

}  // namespace avouch::crypto
