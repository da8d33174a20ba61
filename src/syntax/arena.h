// Memory of one parsed tree: handed out piece by piece, freed at once.
//
// Nothing placed here is ever destroyed, so what is placed must not own
// anything. For the parsers of this folder. One thread.

#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace avouch::syntax {

class Arena {
 public:
  // Room for `bytes`, aligned for any Node. REQUIRES: bytes > 0.
  [[nodiscard]] char* Take(std::size_t bytes) {
    bytes = (bytes + kAlign - 1) / kAlign * kAlign;
    if (bytes > left_) Grow(bytes);
    char* piece = next_;
    next_ += bytes;
    left_ -= bytes;
    return piece;
  }

  // A copy of `text` that lives as long as the arena.
  [[nodiscard]] std::string_view Keep(std::string_view text) {
    if (text.empty()) return {};
    char* copy = Take(text.size());
    std::memcpy(copy, text.data(), text.size());
    return {copy, text.size()};
  }

 private:
  static constexpr std::size_t kAlign = 8;
  static constexpr std::size_t kFirstBlock = 4096;
  static constexpr std::size_t kLargestBlock = std::size_t{1} << 20;

  void Grow(std::size_t bytes) {
    const std::size_t block = bytes > next_block_ ? bytes : next_block_;
    if (next_block_ < kLargestBlock) next_block_ *= 2;
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    next_ = blocks_.back().get();
    left_ = block;
  }

  std::vector<std::unique_ptr<char[]>> blocks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t next_block_ = kFirstBlock;
};

}  // namespace avouch::syntax
