// Digests as locks write them, in the one spelling of an inventory.
//
// Spec: Subresource Integrity ("sha512-" and base64), go.sum ("h1:"), the rest
// "algorithm:hex" or bare hex. Pure; any thread.

#pragma once

#include <optional>
#include <string_view>

#include "model/inventory.h"

namespace avouch::inventory {

// "sha512-<base64>", "sha256:<hex>", "SHA-256:<hex>", "h1:<base64>", or bare
// hex of a known length. Nothing when it is none of these, or has not its
// algorithm's length.
[[nodiscard]] std::optional<model::PartDigest> ReadDigest(std::string_view written);

}  // namespace avouch::inventory
