// Numbers, slices and texts out of bytes at offsets that nobody vouches for.
//
// Every read says whether it lies inside; nothing is copied. Any thread.

#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "base/bytes.h"

namespace avouch::container {

class BoundedView {
 public:
  BoundedView() = default;
  // `big`: numbers have their highest byte first.
  explicit BoundedView(BytesView bytes, bool big = false) : bytes_(bytes), big_(big) {}

  [[nodiscard]] std::uint64_t size() const { return bytes_.size(); }
  [[nodiscard]] BytesView bytes() const { return bytes_; }
  [[nodiscard]] bool big() const { return big_; }

  // The unsigned number of `width` bytes (1..8) at `at`.
  [[nodiscard]] std::optional<std::uint64_t> Number(std::uint64_t at, int width) const {
    const auto slice = Slice(at, static_cast<std::uint64_t>(width));
    if (!slice) return std::nullopt;
    std::uint64_t out = 0;
    for (int i = 0; i < width; ++i) {
      const int from = big_ ? i : width - 1 - i;
      out = out << 8 | static_cast<unsigned char>((*slice)[static_cast<std::size_t>(from)]);
    }
    return out;
  }
  // The same, 0 where it does not lie inside: for fields of a header already sliced.
  [[nodiscard]] std::uint64_t At(std::uint64_t at, int width) const {
    return Number(at, width).value_or(0);
  }
  [[nodiscard]] std::optional<BytesView> Slice(std::uint64_t at, std::uint64_t size) const {
    if (at > bytes_.size() || size > bytes_.size() - at) return std::nullopt;
    return bytes_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(size));
  }
  // As much of the slice as there is.
  [[nodiscard]] BytesView Clipped(std::uint64_t at, std::uint64_t size) const {
    if (at >= bytes_.size()) return {};
    return bytes_.substr(static_cast<std::size_t>(at),
                         static_cast<std::size_t>(std::min(size, bytes_.size() - at)));
  }
  // The text that a NUL ends within `most` bytes; nothing where none does.
  [[nodiscard]] std::optional<std::string_view> Text(std::uint64_t at, std::uint64_t most) const {
    const BytesView here = Clipped(at, most);
    const auto end = here.find('\0');
    if (end == here.npos) return std::nullopt;
    return here.substr(0, end);
  }

 private:
  BytesView bytes_;
  bool big_ = false;
};

}  // namespace avouch::container
