#include "verify/remembered.h"

#include <charconv>

#include "base/text.h"
#include "crypto/hash.h"

namespace avouch::verify {
namespace {

struct Head {
  long long size = 0;
  Digest root;
};

std::string Write(const Head& head) {
  return std::to_string(head.size) + "\n" + head.root.hex() + "\n";
}

Result<Head> Read(std::string_view text) {
  Head out;
  const auto lines = Split(text, '\n');
  if (lines.size() == 3) {
    (void)std::from_chars(lines[0].data(), lines[0].data() + lines[0].size(), out.size);
    if (auto root = ParseDigest(lines[1])) out.root = *root;
  }
  if (out.size <= 0 || Write(out) != text)
    return Fail(ErrorKind::kMalformed, "what was remembered of this log cannot be read", "",
                "look at it; removing it forgets what you saw");
  return out;
}

std::unexpected<Error> AnotherPast(long long size) {
  return Fail(ErrorKind::kIntegrity,
              "this log showed you another tree of " + std::to_string(size) +
                  " entries before: it keeps two stories",
              "checkpoint");
}

}  // namespace

std::string MemoryName(std::string_view log_key, std::string_view product) {
  return crypto::Sha256Of(std::string(log_key) + '\0' + std::string(product)).hex();
}

Result<Memory> Recall(const statement::BundleLog& log,
                      const std::optional<std::string>& remembered) {
  const std::string present = Write({log.size, log.root});
  if (!remembered) return Memory{Seen::kFirst, present};
  AVOUCH_TRY(Head head, Read(*remembered));
  if (log.size < head.size) return Memory{Seen::kSuperseded, *remembered};
  if (log.size == head.size) {
    if (log.root != head.root) return AnotherPast(head.size);
    return Memory{Seen::kSame, present};
  }
  for (const auto& earlier : log.earlier) {
    if (earlier.size != head.size) continue;
    if (earlier.root != head.root) return AnotherPast(head.size);
    return Memory{Seen::kGrown, present};
  }
  return Memory{Seen::kUnconnected, *remembered};
}

}  // namespace avouch::verify
