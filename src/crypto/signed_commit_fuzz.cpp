// Any bytes as a commit: not signed, refused, or taken apart into what was signed and
// one signature, of which nothing stays behind; whoever signed it is found by that.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "crypto/signed_commit.h"

namespace avouch {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const BytesView commit(reinterpret_cast<const char*>(data), size);
  for (const auto kind : {crypto::HashKind::kSha1, crypto::HashKind::kSha256}) {
    const auto split = crypto::SplitSignedCommit(kind, commit);
    if (!split) {
      if (crypto::VerifySshCommit(kind, commit)) std::abort();
      continue;
    }
    if (split->payload.size() >= commit.size() || split->signature.empty() ||
        !split->signature.ends_with('\n'))
      std::abort();
    // What was signed is no signed commit: one in another would be two out of one.
    if (crypto::SplitSignedCommit(kind, split->payload)) std::abort();
    (void)crypto::VerifySshCommit(kind, commit);
  }
  return 0;
}

}  // namespace avouch
