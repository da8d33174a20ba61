// The envelopes that the log committed to, one file a batch: "payload/" and the
// index of its first entry in twelve digits. One file, because each costs a sync.
// Internal: nothing in here is for publishing as it lies.
//
// The file: for each entry of the batch 'p' and the envelope, or 'e' and the reason
// why it was erased; either after its length (4 bytes, big-endian). Erasing
// (personal data) writes the file anew; the log's commitment stays, and what rested
// on the bytes loses them. One thread.

#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "store/disk.h"

namespace avouch::store {

inline constexpr std::size_t kMaxEnvelopeBytes = 64 * 1024 * 1024;  // An SBOM of 500,000 parts
inline constexpr std::size_t kMaxPackBytes = 256 * 1024 * 1024;     // Is in memory as a whole
inline constexpr std::size_t kMaxReasonBytes = 4096;

struct Kept {
  bool erased = false;
  Bytes bytes;  // The envelope, or the reason

  bool operator==(const Kept&) const = default;
};

[[nodiscard]] std::string PackPath(std::uint64_t first);

// REQUIRES: nothing in it has more than kMaxEnvelopeBytes.
[[nodiscard]] Bytes WritePack(std::span<const Kept> kept);
// Accepts exactly what WritePack writes. Fails with kMalformed.
[[nodiscard]] Result<std::vector<Kept>> ParsePack(BytesView bytes);

// Where the envelope of an entry is.
struct Place {
  std::uint64_t first = 0;  // Of its batch
  std::size_t item = 0, count = 0;

  bool operator==(const Place&) const = default;
};
// `ends`: as in Journal. Fails with kUsage when there is no such entry.
[[nodiscard]] Result<Place> PlaceOf(std::span<const std::uint64_t> ends, std::uint64_t index);

// All of a batch. Fails with kNotFound, kIo, and kIntegrity when the file is not of
// `count` entries.
[[nodiscard]] Result<std::vector<Kept>> ReadPack(Disk& disk, std::uint64_t first,
                                                 std::size_t count);

// Fails as ReadPack does; with kNotFound, saying the reason, when it was erased; and
// with kIntegrity when the bytes are not those that the digest names.
[[nodiscard]] Result<Bytes> ReadEnvelope(Disk& disk, const Place& place, const Digest& envelope);

// Fails as ReadEnvelope does, and with kUsage for a reason that is empty, too long or
// no one line of text.
[[nodiscard]] Status EraseEnvelope(Disk& disk, DurableFiles& files, const Place& place,
                                   const Digest& envelope, std::string_view reason);

}  // namespace avouch::store
