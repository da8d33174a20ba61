// Positions by the hash of what stands there: an index of things that lie elsewhere, in order.
//
// Open addressing, eight bytes a position, half of the slots free at least; nothing is ever taken
// out. Whoever asks compares the thing itself, so that two of one hash are no mistake. Any thread
// while none adds.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace avouch {

class Slots {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // Room for so many, so that adding them moves nothing.
  void Reserve(std::size_t count) {
    std::size_t size = 64;
    while (size < 2 * count) size *= 2;
    if (size > slots_.size()) Resize(size);
  }

  // Of the positions that were added with `hash`, the one for which is(position) holds; kNone
  // where there is none.
  template <class Is>
  [[nodiscard]] std::uint32_t Find(std::size_t hash, const Is& is) const {
    if (slots_.empty()) return kNone;
    const std::uint32_t key = Fold(hash);
    for (std::size_t at = key & Mask(); slots_[at].place != 0; at = (at + 1) & Mask())
      if (slots_[at].hash == key && is(slots_[at].place - 1)) return slots_[at].place - 1;
    return kNone;
  }

  // REQUIRES: Find does not find it; position < kNone.
  void Add(std::size_t hash, std::uint32_t position) {
    Reserve(used_ + 1);
    Put({Fold(hash), position + 1});
    ++used_;
  }

  void Clear() { slots_.clear(), used_ = 0; }

 private:
  struct Slot {
    std::uint32_t hash = 0, place = 0;  // The position and one more; 0 = free
  };

  static std::uint32_t Fold(std::size_t hash) {
    const std::uint64_t wide = hash;
    return static_cast<std::uint32_t>(wide ^ (wide >> 32));
  }
  [[nodiscard]] std::size_t Mask() const { return slots_.size() - 1; }
  void Put(Slot slot) {
    std::size_t at = slot.hash & Mask();
    while (slots_[at].place != 0) at = (at + 1) & Mask();
    slots_[at] = slot;
  }
  void Resize(std::size_t size) {
    std::vector<Slot> old(size);
    old.swap(slots_);
    for (const Slot& one : old)
      if (one.place != 0) Put(one);
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace avouch
