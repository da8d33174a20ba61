#include "store/payloads.h"

#include <algorithm>
#include <cassert>

#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::store {
namespace {

Bytes Length(std::size_t length) {
  Bytes out;
  for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(length >> shift & 0xff);
  return out;
}

std::unexpected<Error> Malformed(std::string_view what) {
  return Fail(ErrorKind::kMalformed, std::string(what));
}

}  // namespace

std::string PackPath(std::uint64_t first) {
  std::string digits = std::to_string(first);
  return "payload/" + std::string(12 - std::min<std::size_t>(digits.size(), 12), '0') + digits;
}

Bytes WritePack(std::span<const Kept> kept) {
  Bytes out;
  for (const Kept& one : kept) {
    assert(one.bytes.size() <= kMaxEnvelopeBytes);
    out += one.erased ? 'e' : 'p';
    out += Length(one.bytes.size());
    out += one.bytes;
  }
  return out;
}

Result<std::vector<Kept>> ParsePack(BytesView bytes) {
  std::vector<Kept> out;
  while (!bytes.empty()) {
    if (bytes.size() < 5 || (bytes[0] != 'p' && bytes[0] != 'e')) return Malformed("no envelope");
    std::size_t length = 0;
    for (char byte : bytes.substr(1, 4)) length = length << 8 | static_cast<std::uint8_t>(byte);
    if (length > kMaxEnvelopeBytes || length > bytes.size() - 5) {
      return Malformed("an envelope that was cut off");
    }
    out.push_back({bytes[0] == 'e', Bytes(bytes.substr(5, length))});
    bytes.remove_prefix(5 + length);
  }
  return out;
}

Result<Place> PlaceOf(std::span<const std::uint64_t> ends, std::uint64_t index) {
  auto end = std::upper_bound(ends.begin(), ends.end(), index);
  if (end == ends.end()) return Fail(ErrorKind::kUsage, "no such entry in the log");
  const std::uint64_t first = end == ends.begin() ? 0 : *(end - 1);
  return Place{first, index - first, *end - first};
}

Result<std::vector<Kept>> ReadPack(Disk& disk, std::uint64_t first, std::size_t count) {
  const std::string path = PackPath(first);
  AVOUCH_TRY(Bytes bytes, disk.Read(path, 0, kMaxPackBytes));
  auto kept = ParsePack(bytes);
  if (!kept || kept->size() != count) {
    return Fail(ErrorKind::kIntegrity, "not the envelopes of this batch", path);
  }
  return kept;
}

Result<Bytes> ReadEnvelope(Disk& disk, const Place& place, const Digest& envelope) {
  AVOUCH_TRY(std::vector<Kept> kept, ReadPack(disk, place.first, place.count));
  Kept& one = kept.at(place.item);
  if (one.erased) return Fail(ErrorKind::kNotFound, "erased: " + one.bytes, envelope.hex());
  if (crypto::Sha256Of(one.bytes) != envelope) {
    return Fail(ErrorKind::kIntegrity, "other bytes than the log took in", PackPath(place.first));
  }
  return std::move(one.bytes);
}

Status EraseEnvelope(Disk& disk, DurableFiles& files, const Place& place, const Digest& envelope,
                     std::string_view reason) {
  if (reason.empty() || reason.size() > kMaxReasonBytes || !IsUtf8(reason) ||
      Printable(reason) != reason) {
    return Fail(ErrorKind::kUsage, "a reason is one line of text");
  }
  AVOUCH_CHECK_OK(ReadEnvelope(disk, place, envelope));
  AVOUCH_TRY(std::vector<Kept> kept, ReadPack(disk, place.first, place.count));
  kept.at(place.item) = {true, Bytes(reason)};
  return files.Put(PackPath(place.first), WritePack(kept));
}

}  // namespace avouch::store
