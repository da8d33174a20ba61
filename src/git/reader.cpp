// Objects out of packs and loose files, hashed: class Reader of git/repository.h.

#include <algorithm>

#include "container/limits.h"
#include "git/repository.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr int kMaxPackHops = 64;  // Thin packs on disk are rare; chains of them are hostile
constexpr std::size_t kMostKeptDelta = 1u << 20;  // Bytes; deltas of trees stay far below
constexpr std::size_t kMaxLooseHeader = 32;       // "commit 536870912" and its end

}  // namespace

template <class Visit>
void Repository::EachCopy(const ObjectId& id, Visit visit) const {
  for (std::size_t pack = 0; pack < std::min(packs_.size(), kAskedPacks); ++pack)
    if (auto position = packs_[pack]->Position(id); position && visit(pack, *position)) return;
  if (rows_.empty()) return;
  auto row = std::lower_bound(rows_.begin(), rows_.end(), Row{id.prefix(), 0, 0});
  for (; row != rows_.end() && row->prefix == id.prefix(); ++row)
    if (packs_[row->pack]->IdAt(row->position) == id && visit(row->pack, row->position)) return;
}

Reader::Reader(const Repository& repository, std::size_t cache_bytes)
    : repository_(repository), hasher_(repository.hash()), cache_(cache_bytes) {}

bool Reader::Has(const ObjectId& id) const {
  bool found = false;
  repository_.EachCopy(id, [&](std::size_t, std::uint32_t) { return found = true; });
  if (found) return true;
  std::string hex = id.hex();
  for (const auto& folder : repository_.object_folders_)
    if (os::KindOf(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2)) == os::FileKind::kFile)
      return true;
  return false;
}

std::optional<Reader::Copy> Reader::FirstCopy(const ObjectId& id) const {
  std::optional<Copy> first;
  repository_.EachCopy(id, [&](std::size_t pack, std::uint32_t position) {
    first = Copy{pack, position};
    return true;
  });
  return first;
}

Result<Object> Reader::Read(const ObjectId& id, std::uint64_t limit) {
  hops_ = 0;
  return ReadCopies(id, limit);
}

// The first copy whose bytes are what the name says; every other is passed over.
Result<Object> Reader::ReadCopies(const ObjectId& id, std::uint64_t limit) {
  const ObjectCache::Entry* known = cache_.FindName(id);
  if (known != nullptr && known->object.bytes->size() <= limit) return known->object;
  const std::optional<Copy> first = FirstCopy(id);
  if (!first) return ReadLoose(id, limit);
  Result<Object> object = ReadCopy(id, *first, limit);
  if (object) return object;
  repository_.EachCopy(id, [&](std::size_t pack, std::uint32_t position) {
    if (Copy{pack, position} != *first) object = ReadCopy(id, {pack, position}, limit);
    return object.has_value();
  });
  if (object) return object;
  auto loose = ReadLoose(id, limit);
  if (loose || loose.error().kind != ErrorKind::kNotFound) return loose;
  return object;
}

Result<Object> Reader::ReadCopy(const ObjectId& id, const Copy& copy, std::uint64_t limit) {
  const Pack& pack = *repository_.packs_[copy.pack];
  const auto offset = pack.OffsetAt(copy.position);
  if (!offset) return Fail(ErrorKind::kMalformed, "an index leads past its own end", id.hex());
  const ObjectCache::Entry* cached = cache_.Find({&pack, *offset});
  const bool verified = cached != nullptr && cached->verified == id;
  Result<Object> object =
      cached != nullptr ? Result<Object>(cached->object) : ReadPacked(pack, *offset, limit);
  if (object && object->bytes->size() > limit)
    object = Fail(ErrorKind::kTooLarge, "object is larger than wanted");
  if (object && !verified && hasher_.Name(container::Name(object->type), *object->bytes) != id)
    object = Fail(ErrorKind::kIntegrity, "object is not what its name says");
  if (!object) {
    object.error().where = id.hex();
    return object;
  }
  if (!verified) cache_.Keep({&pack, *offset}, *object, id);
  return object;
}

Result<Object> Reader::ReadOf(const ObjectId& id, container::ObjectType type) {
  AVOUCH_TRY(Object object, Read(id));
  if (object.type != type)
    return Fail(ErrorKind::kMalformed,
                "a " + std::string(container::Name(object.type)) + " where a " +
                    std::string(container::Name(type)) + " belongs",
                id.hex());
  return object;
}

Result<ObjectId> Reader::Peel(ObjectId id, container::ObjectType type) {
  for (int i = 0; i < 10; ++i) {
    AVOUCH_TRY(Object object, Read(id));
    if (object.type == type) return id;
    if (object.type != container::ObjectType::kTag) break;
    AVOUCH_TRY(container::Tag tag, container::ParseTag(*object.bytes));
    id = tag.target;
  }
  return Fail(ErrorKind::kNotFound, "names no " + std::string(container::Name(type)), id.hex());
}

// Walks the chain of deltas down to a whole object or a remembered one, then
// applies them on the way back. Intermediate objects are remembered unhashed
// under their place; an object is handed out only after its own hash was right.
// `limit` holds for the object asked for: how large its base is depends on packing.
Result<Object> Reader::ReadPacked(const Pack& pack, std::uint64_t offset, std::uint64_t limit) {
  std::vector<std::pair<std::uint64_t, PackEntry>> chain;
  Object object;
  std::uint64_t at = offset;
  while (!object.bytes) {
    if (!chain.empty())
      if (const ObjectCache::Entry* cached = cache_.Find({&pack, at})) {
        object = cached->object;
        break;
      }
    AVOUCH_TRY(PackEntry entry, pack.EntryAt(at));
    if (entry.size > container::kMaxObjectBytes || !made_.Spend(entry.size))
      return Fail(ErrorKind::kTooLarge, "more to inflate than one reader may");
    if (entry.type != container::ObjectType::kNone) {
      if (chain.empty() && entry.size > limit)
        return Fail(ErrorKind::kTooLarge, "object is larger than wanted");
      AVOUCH_TRY(Bytes bytes, pack.InflateAt(entry));
      object = {entry.type, std::make_shared<const Bytes>(std::move(bytes))};
      if (!chain.empty()) cache_.Keep({&pack, at}, object, {});
      break;
    }
    chain.emplace_back(at, entry);
    if (chain.size() > container::kMaxDeltaChain)
      return Fail(ErrorKind::kTooLarge, "a chain of deltas without end");
    if (entry.base_offset != 0) {
      at = entry.base_offset;
    } else if (auto base = pack.Offset(entry.base_id)) {
      at = *base;
    } else {
      // A thin pack's base lies elsewhere; it is read, and hashed, by name.
      if (++hops_ > kMaxPackHops)
        return Fail(ErrorKind::kTooLarge, "deltas that lead through too many packs");
      AVOUCH_TRY(object, ReadCopies(entry.base_id, container::kMaxObjectBytes));
    }
  }
  return ApplyChain(pack, std::move(object), std::move(chain), limit);
}

Result<Object> Reader::ApplyChain(const Pack& pack, Object object,
                                  std::vector<std::pair<std::uint64_t, PackEntry>> chain,
                                  std::uint64_t limit) {
  Budget left(container::kMaxChainBytes);
  while (!chain.empty()) {
    auto [place, entry] = chain.back();
    chain.pop_back();
    AVOUCH_CHECK_OK(pack.InflateInto(entry, delta_));
    AVOUCH_TRY(Bytes bytes,
               container::ApplyDelta(*object.bytes, delta_,
                                     chain.empty() ? limit : container::kMaxObjectBytes));
    if (!left.Spend(bytes.size()) || !made_.Spend(bytes.size()))
      return Fail(ErrorKind::kTooLarge, "deltas that make more than one object may cost");
    object.bytes = std::make_shared<const Bytes>(std::move(bytes));
    if (!chain.empty()) cache_.Keep({&pack, place}, object, {});
  }
  if (delta_.capacity() > kMostKeptDelta) delta_ = Bytes();
  return object;
}

Result<Object> Reader::ReadLoose(const ObjectId& id, std::uint64_t limit) {
  std::string hex = id.hex();
  Result<Object> out = Fail(ErrorKind::kNotFound, "object is not here", hex);
  for (const auto& folder : repository_.object_folders_) {
    auto file = os::MappedFile::Open(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2));
    if (!file) {
      if (file.error().kind != ErrorKind::kNotFound) out = std::unexpected(file.error());
      continue;
    }
    out = ReadLooseFile(file->bytes(), id, limit);
    if (out) {
      cache_.Keep({nullptr, ++loose_}, *out, id);
      return out;
    }
    out.error().where = hex;
  }
  return out;
}

Result<Object> Reader::ReadLooseFile(BytesView file, const ObjectId& id, std::uint64_t limit) {
  AVOUCH_TRY(Bytes all, container::InflateUnknown(file, limit + kMaxLooseHeader));
  if (!made_.Spend(all.size()))
    return Fail(ErrorKind::kTooLarge, "more to inflate than one reader may");
  std::size_t end = all.find('\0');
  if (end == all.npos || end >= kMaxLooseHeader)
    return Fail(ErrorKind::kMalformed, "a loose object's header");
  std::string_view header = std::string_view(all).substr(0, end);
  Object object;
  for (auto type : {container::ObjectType::kCommit, container::ObjectType::kTree,
                    container::ObjectType::kBlob, container::ObjectType::kTag})
    if (header == std::string(container::Name(type)) + " " + std::to_string(all.size() - end - 1))
      object.type = type;
  if (object.type == container::ObjectType::kNone)
    return Fail(ErrorKind::kMalformed, "a loose object's header");
  all.erase(0, end + 1);
  if (all.size() > limit) return Fail(ErrorKind::kTooLarge, "object is larger than wanted");
  object.bytes = std::make_shared<const Bytes>(std::move(all));
  if (hasher_.Name(container::Name(object.type), *object.bytes) != id)
    return Fail(ErrorKind::kIntegrity, "object is not what its name says");
  return object;
}

}  // namespace avouch::git
