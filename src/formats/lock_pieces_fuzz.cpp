// Any bytes, as two versions of a lock file with a zero byte between them: a cut takes all of the
// file, once, and is the same whether the version before is known or not.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/lock_pieces.h"

using avouch::formats::CutLock;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string_view old = bytes.substr(0, bytes.find('\0'));
  const std::string_view now = bytes.substr(old.size() < size ? old.size() + 1 : size);
  for (const char* format : {"package-lock", "composer", "cargo-lock", "pnpm-lock", "yarn-lock"}) {
    const auto before = CutLock(format, old, nullptr);
    const auto alone = CutLock(format, now, nullptr);
    if (!before) continue;
    const auto after = CutLock(format, now, &*before);
    if (after.has_value() != alone.has_value()) std::abort();
    if (!after) continue;
    std::size_t taken = after->rest.size();
    if (after->rest != alone->rest || after->pieces.size() != alone->pieces.size()) std::abort();
    for (std::size_t i = 0; i < after->pieces.size(); ++i) {
      const auto& one = after->pieces[i];
      taken += one.text.size();
      if (one.text != alone->pieces[i].text || one.key != alone->pieces[i].key) std::abort();
      if (one.same != one.kNone && before->pieces[one.same].text != one.text) std::abort();
      (void)DocumentOf(*after, one);
    }
    if (taken != now.size()) std::abort();
  }
  return 0;
}
