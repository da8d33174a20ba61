// Envelopes by their digest: "payload/ab/cdef...". Internal: nothing in here is
// for publishing as it lies.
//
// Erasing (personal data) leaves "payload/ab/cdef....erased" with the reason; the
// log's commitment stays, and what rested on the bytes loses them. One thread.

#pragma once

#include <string>
#include <string_view>

#include "base/digest.h"
#include "base/result.h"
#include "store/disk.h"

namespace avouch::store {

inline constexpr std::size_t kMaxEnvelopeBytes = 64 * 1024 * 1024;  // One SBOM of 500,000 parts
inline constexpr std::size_t kMaxReasonBytes = 4096;

[[nodiscard]] std::string PayloadPath(const Digest& envelope);

// Writes `envelope` durably, reads it back and hashes it; fine when it is there.
// Fails with kTooLarge, kIo, kIntegrity when other bytes are read back, and kUsage
// when it was erased.
[[nodiscard]] Status PutPayload(Disk& disk, DurableFiles& files, BytesView envelope);

// Fails with kNotFound, saying the reason when it was erased; kIntegrity when the
// bytes do not have the digest.
[[nodiscard]] Result<Bytes> ReadPayload(Disk& disk, const Digest& envelope);

// The reason, or nothing when it was not erased.
[[nodiscard]] Result<std::string> ReasonOfErasure(Disk& disk, const Digest& envelope);

// Fails with kUsage when it was erased, and kIo: an erasure that cannot be read is
// taken for one.
[[nodiscard]] Status RequireNotErased(Disk& disk, const Digest& envelope);

// First the reason, durably, then the bytes. Fails with kUsage for a reason that is
// empty, not UTF-8, more than one line or too long; kNotFound when there is no such payload.
[[nodiscard]] Status ErasePayload(Disk& disk, DurableFiles& files, const Digest& envelope,
                                  std::string_view reason);

}  // namespace avouch::store
