// A ustar archive in the one spelling that a bundle has.
//
// Spec: POSIX.1-2017, pax, "ustar Interchange Format"; docs/bundle.md section 1
// for what is left of it: plain files, all metadata zero, no extensions.
// Pure; any thread.
//
// The reader takes apart loosely and compares with what the writer makes of the
// parts: two different archives never hold the same members.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::container {

inline constexpr std::size_t kTarBlock = 512;
inline constexpr std::size_t kMaxTarName = 99;  // The name's field and its NUL
// A bundle of a product of 400 sources with every detail has some 1,500.
inline constexpr std::size_t kMaxTarMembers = 4096;
// The largest observations seen are 30 MiB; the whole is held in memory.
inline constexpr std::uint64_t kMaxTarBytes = 256ull << 20;

struct TarMember {
  std::string_view name;  // 1..kMaxTarName bytes of "a-z0-9.-/"; no part empty, "." or ".."
  BytesView bytes;

  bool operator==(const TarMember&) const = default;
};

[[nodiscard]] bool IsTarName(std::string_view name);

// The members in the order given.
// Fails with kUsage on a bad name or the same name twice, kTooLarge beyond the bounds.
[[nodiscard]] Result<Bytes> WriteTar(const std::vector<TarMember>& members);

// Views into `tar`. Accepts exactly what WriteTar writes.
// Fails with kMalformed (`where` is "at byte N") or kTooLarge.
[[nodiscard]] Result<std::vector<TarMember>> ReadTar(BytesView tar);

}  // namespace avouch::container
