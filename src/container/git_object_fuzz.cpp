// Any bytes: a stream, a delta, a commit, a tree or a tag is read or refused.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "container/git_object.h"

// The first byte says which; for a delta the second how much of the rest is its base.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch::container;
  if (size < 2) return 0;
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  constexpr std::uint64_t kLimit = 1 << 20;
  switch (data[0] % 5) {
    case 0: {
      const auto unknown = InflateUnknown(bytes, kLimit);
      if (!unknown) break;
      const auto known = Inflate(bytes, unknown->size());
      if (!known || *known != *unknown) std::abort();
      break;
    }
    case 1: {
      const std::size_t base = static_cast<unsigned char>(bytes[0]);
      const avouch::BytesView rest = bytes.substr(1);
      if (base > rest.size()) break;
      const auto made = ApplyDelta(rest.substr(0, base), rest.substr(base), kLimit);
      if (made && made->size() > kLimit) std::abort();
      break;
    }
    case 2: {
      const auto commit = ParseCommit(bytes);
      if (commit && !commit->tree) std::abort();
      break;
    }
    case 3: {
      for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t before = at;
        const auto entry = NextTreeEntry(bytes, at, data[0] < 128 ? 20 : 32);
        if (!entry) break;
        if (at <= before || at > bytes.size()) std::abort();
        (void)IsOddName(entry->name);
        (void)IsOddMode(entry->mode);
      }
      break;
    }
    default: {
      const auto tag = ParseTag(bytes);
      if (tag && tag->target_type == ObjectType::kNone) std::abort();
      break;
    }
  }
  return 0;
}
