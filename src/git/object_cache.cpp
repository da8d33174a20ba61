#include "git/object_cache.h"

#include <bit>

namespace avouch::git {
namespace {

constexpr std::size_t kEntryCost = 256;  // Bytes beside the object's own, rounded up
constexpr std::size_t kFirstBuckets = 256;

std::size_t CostOf(const Object& object) { return object.bytes->size() + kEntryCost; }

// The high bits of a product with the golden ratio choose among a power of two.
std::size_t Choose(std::uint64_t value, std::size_t buckets) {
  return value * 0x9E3779B97F4A7C15ull >> (64 - std::countr_zero(buckets));
}

}  // namespace

std::uint32_t& ObjectCache::KeyBucket(const Key& key) {
  const std::uint64_t pack = reinterpret_cast<std::uintptr_t>(key.pack);
  return keys_[Choose(key.offset ^ pack << 36, keys_.size())];
}

std::uint32_t& ObjectCache::NameBucket(const ObjectId& id) {
  return names_[Choose(id.prefix(), names_.size())];
}

std::uint32_t ObjectCache::NumberOf(const Key& key) {
  if (keys_.empty()) return kNone;
  std::uint32_t number = KeyBucket(key);
  while (number != kNone && entries_[number].key != key) number = entries_[number].by_key;
  return number;
}

const ObjectCache::Entry* ObjectCache::Renew(std::uint32_t number) {
  if (number == kNone) return nullptr;
  Unlink(number);
  Link(number);
  return &entries_[number];
}

const ObjectCache::Entry* ObjectCache::Find(const Key& key) { return Renew(NumberOf(key)); }

const ObjectCache::Entry* ObjectCache::FindName(const ObjectId& id) {
  if (names_.empty()) return nullptr;
  std::uint32_t number = NameBucket(id);
  while (number != kNone && entries_[number].verified != id) number = entries_[number].by_name;
  return Renew(number);
}

void ObjectCache::Keep(const Key& key, const Object& object, const ObjectId& verified) {
  if (const std::uint32_t known = NumberOf(key); known != kNone) return SetName(known, verified);
  const std::size_t cost = CostOf(object);
  if (cost > limit_ / 8) return;
  while (bytes_ + cost > limit_) DropOldest();
  if (used_ >= keys_.size()) Grow();
  const std::uint32_t number = Room();
  std::uint32_t& bucket = KeyBucket(key);
  Entry& entry = entries_[number];
  entry.key = key;
  entry.object = object;
  entry.by_key = bucket;
  bucket = number;
  Link(number);
  SetName(number, verified);
  bytes_ += cost;
  ++used_;
}

void ObjectCache::Clear() { *this = ObjectCache(limit_); }

std::uint32_t ObjectCache::Room() {
  if (free_ == kNone) {
    entries_.emplace_back();
    return static_cast<std::uint32_t>(entries_.size() - 1);
  }
  const std::uint32_t number = free_;
  free_ = entries_[number].by_key;
  return number;
}

// An entry is named once: the same bytes have no second name.
void ObjectCache::SetName(std::uint32_t number, const ObjectId& verified) {
  Entry& entry = entries_[number];
  if (!verified || entry.verified) return;
  std::uint32_t& bucket = NameBucket(verified);
  entry.verified = verified;
  entry.by_name = bucket;
  bucket = number;
}

// In front of all others.
void ObjectCache::Link(std::uint32_t number) {
  Entry& entry = entries_[number];
  entry.newer = kNone;
  entry.older = entries_[kNone].older;
  entries_[entry.older].newer = number;
  entries_[kNone].older = number;
}

void ObjectCache::Unlink(std::uint32_t number) {
  const Entry& entry = entries_[number];
  entries_[entry.newer].older = entry.older;
  entries_[entry.older].newer = entry.newer;
}

void ObjectCache::DropOldest() {
  const std::uint32_t number = entries_[kNone].newer;
  Entry& entry = entries_[number];
  std::uint32_t* at = &KeyBucket(entry.key);
  while (*at != number) at = &entries_[*at].by_key;
  *at = entry.by_key;
  if (entry.verified) {
    at = &NameBucket(entry.verified);
    while (*at != number) at = &entries_[*at].by_name;
    *at = entry.by_name;
  }
  Unlink(number);
  bytes_ -= CostOf(entry.object);
  entry = Entry();
  entry.by_key = free_;
  free_ = number;
  --used_;
}

void ObjectCache::Grow() {
  const std::size_t buckets = keys_.empty() ? kFirstBuckets : 2 * keys_.size();
  keys_.assign(buckets, kNone);
  names_.assign(buckets, kNone);
  for (std::uint32_t number = entries_[kNone].older; number != kNone;
       number = entries_[number].older) {
    Entry& entry = entries_[number];
    std::uint32_t& by_key = KeyBucket(entry.key);
    entry.by_key = by_key;
    by_key = number;
    if (!entry.verified) continue;
    std::uint32_t& by_name = NameBucket(entry.verified);
    entry.by_name = by_name;
    by_name = number;
  }
}

}  // namespace avouch::git
