// Values as bytes that are read back in a few microseconds: what the program
// embeds of its own, so that no start pays for parsing YAML.
//
// Fields in the order of model/fields.h; texts and lists behind their length,
// seven bits a byte, lowest first; enums and booleans as one byte. No version and
// no names: packed and unpacked by one build, never stored. Templates: include
// this in .cpp files only. Any thread.

#pragma once

#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "statement/codec.h"

namespace avouch::statement {

inline void PackNumber(std::uint64_t value, Bytes& out) {
  for (; value > 127; value >>= 7) out.push_back(static_cast<char>(value | 128));
  out.push_back(static_cast<char>(value));
}

template <class T>
void Pack(const T& value, Bytes& out) {
  if constexpr (std::is_enum_v<T> || std::is_same_v<T, bool>) {
    out.push_back(static_cast<char>(value));
  } else if constexpr (std::is_same_v<T, std::string>) {
    PackNumber(value.size(), out);
    out += value;
  } else if constexpr (IsVector<T>::value) {
    PackNumber(value.size(), out);
    for (const auto& item : value) Pack(item, out);
  } else {
    auto field = [&](std::string_view, const auto& item) { Pack(item, out); };
    T::Fields(value, field);
  }
}

// Reads what Pack wrote. Of other bytes it makes some value, or says that they end
// too early; it reads nothing outside them.
class Unpacker {
 public:
  explicit Unpacker(BytesView bytes) : rest_(bytes) {}

  template <class T>
  void Read(T& value) {
    if constexpr (std::is_same_v<T, bool>) {
      value = Take(1) == BytesView("\1", 1);
    } else if constexpr (std::is_enum_v<T>) {
      const BytesView byte = Take(1);
      const auto number = byte.empty() ? 0u : static_cast<unsigned char>(byte[0]);
      good_ &= number < NamesOf(T{}).size();
      if (good_) value = static_cast<T>(number);
    } else if constexpr (std::is_same_v<T, std::string>) {
      value = Take(Number());
    } else if constexpr (IsVector<T>::value) {
      const std::uint64_t size = Number();  // Each item takes a byte at least.
      good_ &= size <= rest_.size();
      if (good_) value.resize(size);
      for (auto& item : value) Read(item);
    } else {
      auto field = [&](std::string_view, auto& item) { Read(item); };
      T::Fields(value, field);
    }
  }

  // Everything was there, and nothing more.
  [[nodiscard]] bool IsDone() const { return good_ && rest_.empty(); }

 private:
  BytesView Take(std::uint64_t size) {
    good_ &= size <= rest_.size();
    if (!good_) return {};
    const BytesView out = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return out;
  }

  std::uint64_t Number() {
    std::uint64_t out = 0;
    for (int shift = 0; shift < 63; shift += 7) {
      const BytesView byte = Take(1);
      if (byte.empty()) return 0;
      out |= static_cast<std::uint64_t>(byte[0] & 127) << shift;
      if (!(byte[0] & 128)) return out;
    }
    good_ = false;
    return 0;
  }

  BytesView rest_;
  bool good_ = true;
};

}  // namespace avouch::statement
