#include "git/pack.h"

#include <cstring>

namespace avouch::git {
namespace {

std::uint32_t Big32(BytesView bytes, std::size_t at) {
  auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i]));
  };
  return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

std::unexpected<Error> Damaged(std::string what, const std::string& where = {}) {
  return Fail(ErrorKind::kMalformed, std::move(what), where);
}

}  // namespace

Result<std::unique_ptr<Pack>> Pack::Open(const std::string& index_path, std::size_t id_size) {
  auto out = std::make_unique<Pack>();
  out->id_size_ = id_size;
  AVOUCH_TRY(out->index_, os::MappedFile::Open(index_path));
  AVOUCH_TRY(out->pack_, os::MappedFile::Open(index_path.substr(0, index_path.size() - 4) + ".pack"));
  BytesView index = out->index_->bytes(), pack = out->pack_->bytes();
  if (pack.size() < 12 + id_size || pack.substr(0, 4) != "PACK" || Big32(pack, 4) < 2 ||
      Big32(pack, 4) > 3)
    return Damaged("not a pack", index_path);
  out->version1_ = !index.starts_with("\377tOc");
  if (!out->version1_ && (index.size() < 8 || Big32(index, 4) != 2))
    return Damaged("an index of an unknown version", index_path);
  out->fanout_ = out->version1_ ? 0 : 8;
  if (index.size() < out->fanout_ + 1024) return Damaged("an index that is cut off", index_path);
  out->count_ = Big32(index, out->fanout_ + 255 * 4);
  std::uint32_t last = 0;
  for (std::size_t i = 0; i < 256; ++i) {
    std::uint32_t value = Big32(index, out->fanout_ + i * 4);
    if (value < last || value > out->count_) return Damaged("an index out of order", index_path);
    last = value;
  }
  std::uint64_t n = out->count_;
  out->names_ = out->fanout_ + 1024;
  std::uint64_t entry = out->version1_ ? 4 + id_size : id_size;
  std::uint64_t fixed = out->version1_ ? n * entry : n * (id_size + 8);
  if (index.size() < out->names_ + fixed + 2 * id_size)
    return Damaged("an index that is cut off", index_path);
  out->offsets_ = out->names_ + n * (id_size + 4);
  out->large_ = out->offsets_ + n * 4;
  if (!out->version1_) out->large_count_ = (index.size() - out->large_ - 2 * id_size) / 8;
  return out;
}

ObjectId Pack::IdAt(std::uint32_t position) const {
  std::size_t at = version1_ ? names_ + position * (4 + id_size_) + 4 : names_ + position * id_size_;
  return ObjectIdFromRaw(index_->bytes().substr(at, id_size_));
}

std::pair<std::uint32_t, std::uint32_t> Pack::Range(unsigned char first) const {
  return {first == 0 ? 0 : Big32(index_->bytes(), fanout_ + (first - 1u) * 4),
          Big32(index_->bytes(), fanout_ + first * 4u)};
}

std::optional<std::uint32_t> Pack::Position(const ObjectId& id) const {
  auto [low, high] = Range(id.bytes[0]);
  const char* base = index_->bytes().data() + names_ + (version1_ ? 4 : 0);
  std::size_t step = version1_ ? 4 + id_size_ : id_size_;
  // Names are spread evenly, so the next bytes tell about where one stands: a
  // few probes instead of a dozen. A bad guess costs the guess only.
  std::uint32_t part = static_cast<std::uint32_t>(id.bytes[1]) << 16 | id.bytes[2] << 8 | id.bytes[3];
  std::uint32_t guess = low + static_cast<std::uint32_t>(
                                  (static_cast<std::uint64_t>(high - low) * part) >> 24);
  std::uint32_t spread = 16 + (high - low) / 64;
  if (guess > low + spread && std::memcmp(base + (guess - spread) * step, id.bytes.data(), id_size_) < 0)
    low = guess - spread;
  if (high - low > 2 * spread && guess + spread < high &&
      std::memcmp(base + (guess + spread) * step, id.bytes.data(), id_size_) > 0)
    high = guess + spread;
  while (low < high) {
    std::uint32_t middle = low + (high - low) / 2;
    int order = std::memcmp(base + middle * step, id.bytes.data(), id_size_);
    if (order == 0) return middle;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Pack::OffsetAt(std::uint32_t position) const {
  BytesView index = index_->bytes();
  if (version1_) return Big32(index, names_ + position * (4 + id_size_));
  std::uint32_t offset = Big32(index, offsets_ + position * 4u);
  if (!(offset & 0x80000000u)) return offset;
  std::size_t at = offset & 0x7fffffffu;
  if (at >= large_count_) return std::nullopt;
  return static_cast<std::uint64_t>(Big32(index, large_ + at * 8)) << 32 |
         Big32(index, large_ + at * 8 + 4);
}

std::optional<std::uint64_t> Pack::Offset(const ObjectId& id) const {
  auto position = Position(id);
  return position ? OffsetAt(*position) : std::nullopt;
}

void Pack::Matching(std::string_view hex, std::vector<ObjectId>& out) const {
  auto first = FromHex(hex.substr(0, 2));
  if (!first) return;
  auto [low, high] = Range(static_cast<unsigned char>((*first)[0]));
  for (; low < high; ++low) {
    ObjectId id = IdAt(low);
    if (id.hex().starts_with(hex)) out.push_back(id);
    if (out.size() > 8) return;
  }
}

Result<PackEntry> Pack::EntryAt(std::uint64_t offset) const {
  BytesView pack = pack_->bytes();
  std::uint64_t end = pack.size() - id_size_;
  if (offset < 12 || offset >= end) return Damaged("an offset outside its pack");
  PackEntry out;
  std::uint64_t at = offset;
  auto next = [&]() -> int { return at < end ? static_cast<unsigned char>(pack[at++]) : -1; };
  int byte = next();
  int type = byte >> 4 & 7;
  out.size = static_cast<std::uint64_t>(byte & 15);
  for (int shift = 4; byte & 128; shift += 7) {
    byte = next();
    if (byte < 0 || shift > 57) return Damaged("an entry's size runs over its end");
    out.size |= static_cast<std::uint64_t>(byte & 127) << shift;
  }
  if (type >= 1 && type <= 4) {
    out.type = static_cast<container::ObjectType>(type);
  } else if (type == 6) {
    byte = next();
    std::uint64_t back = static_cast<std::uint64_t>(byte & 127);
    while (byte >= 128) {
      byte = next();
      if (byte < 0 || back > (1ull << 55)) return Damaged("a delta's base runs over its end");
      back = (back + 1) << 7 | static_cast<std::uint64_t>(byte & 127);
    }
    if (byte < 0 || back == 0 || back >= offset) return Damaged("a delta's base lies outside");
    out.base_offset = offset - back;
  } else if (type == 7) {
    if (end - at < id_size_) return Damaged("a delta without its base");
    out.base_id = ObjectIdFromRaw(pack.substr(at, id_size_));
    at += id_size_;
  } else {
    return Damaged("an entry of an unknown type");
  }
  out.data = at;
  return out;
}

Result<Bytes> Pack::InflateAt(const PackEntry& entry) const {
  BytesView pack = pack_->bytes();
  return container::Inflate(pack.substr(entry.data, pack.size() - id_size_ - entry.data), entry.size);
}

}  // namespace avouch::git
