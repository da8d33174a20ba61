// A bundle's file, read and proved: what brief, affirm and review start from.
//
// Reads the file, and what was remembered of its log; writes nothing. One thread.

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/time.h"
#include "verify/bundle.h"

namespace avouch::app {

// With the bytes that the proof looks into, so it stays where it is.
struct BundleFile {
  Bytes bytes;
  Digest digest;  // SHA-256 of the bytes
  std::optional<verify::Proof> proof;
};

// The error with the file that it is in.
[[nodiscard]] Error InFile(const std::string& file, Error error);

// `fingerprint`: of the organisation that is expected, or empty.
// Fails with kNotFound, kIo, kTooLarge; kIntegrity for all that is wrong with it.
[[nodiscard]] Result<std::unique_ptr<BundleFile>> OpenBundleFile(const std::string& file,
                                                                 const std::string& fingerprint,
                                                                 Time now);

// True when a newer bundle of the product was verified on this machine. `memory`:
// the folder of what is remembered; empty: nothing is.
// Fails with kIntegrity for a log with two stories.
[[nodiscard]] Result<bool> IsSuperseded(const verify::Proof& proof, const std::string& memory);

inline constexpr const char* kSupersededNote =
    "SUPERSEDED: a newer bundle of this product was verified on this machine";

}  // namespace avouch::app
