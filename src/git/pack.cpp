#include "git/pack.h"

#include <algorithm>
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
  AVOUCH_TRY(os::MappedFile index, os::MappedFile::Open(index_path));
  AVOUCH_TRY(os::MappedFile pack,
             os::MappedFile::Open(index_path.substr(0, index_path.size() - 4) + ".pack"));
  auto out = Over(index.bytes(), pack.bytes(), id_size, index_path);
  if (!out) return out;
  (*out)->index_file_ = std::move(index);
  (*out)->pack_file_ = std::move(pack);
  return out;
}

Result<std::unique_ptr<Pack>> Pack::Over(BytesView index, BytesView pack, std::size_t id_size,
                                         const std::string& index_path) {
  auto out = std::make_unique<Pack>();
  out->id_size_ = id_size;
  out->index_ = index;
  out->pack_ = pack;
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
  std::size_t at =
      version1_ ? names_ + position * (4 + id_size_) + 4 : names_ + position * id_size_;
  return ObjectIdFromRaw(index_.substr(at, id_size_));
}

std::pair<std::uint32_t, std::uint32_t> Pack::Range(unsigned char first) const {
  return {first == 0 ? 0 : Big32(index_, fanout_ + (first - 1u) * 4),
          Big32(index_, fanout_ + first * 4u)};
}

// Names are spread evenly, so that where one stands can be told from its first
// bytes: three or four looks into a large index instead of a dozen, each of
// which waits for memory. An index made to mislead costs kGuesses more.
std::optional<std::uint32_t> Pack::Position(const ObjectId& id) const {
  constexpr int kGuesses = 6;
  auto [low, high] = Range(id.bytes[0]);
  const char* base = index_.data() + names_ + (version1_ ? 4 : 0);
  const std::size_t step = version1_ ? 4 + id_size_ : id_size_;
  // The four bytes behind the first, at the ends of the range and wanted.
  std::uint64_t from = 0, to = 1ull << 32;
  const std::uint64_t wanted = Big32(id.view(), 1);
  for (int guesses = 0; low < high; ++guesses) {
    std::uint32_t at = low + (high - low) / 2;
    if (guesses < kGuesses)
      at = low + static_cast<std::uint32_t>((high - low) * (wanted - from) / (to - from + 1));
    const char* name = base + at * step;
    const int order = std::memcmp(name, id.bytes.data(), id_size_);
    if (order == 0) return at;
    const std::uint64_t here = std::clamp<std::uint64_t>(Big32({name, id_size_}, 1), from, to);
    if (order < 0) {
      low = at + 1;
      from = std::min(here, wanted);
    } else {
      high = at;
      to = std::max(here, wanted);
    }
  }
  return std::nullopt;
}

std::optional<std::uint64_t> Pack::OffsetAt(std::uint32_t position) const {
  BytesView index = index_;
  if (version1_) return Big32(index, names_ + position * (4 + id_size_));
  std::uint32_t offset = Big32(index, offsets_ + position * std::size_t{4});
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
  BytesView pack = pack_;
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
  BytesView pack = pack_;
  return container::Inflate(pack.substr(entry.data, pack.size() - id_size_ - entry.data),
                            entry.size);
}

Status Pack::InflateInto(const PackEntry& entry, Bytes& out) const {
  const std::uint64_t room = pack_.size() - id_size_ - entry.data;
  return container::InflateInto(pack_.substr(entry.data, room), entry.size, out);
}

}  // namespace avouch::git
