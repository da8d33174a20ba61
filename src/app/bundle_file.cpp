#include "app/bundle_file.h"

#include "base/text.h"
#include "crypto/hash.h"
#include "os/file.h"
#include "verify/remembered.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxBundle = 256u << 20;
constexpr std::uint64_t kMaxMemory = 4096;

}  // namespace

Error InFile(const std::string& file, Error error) {
  error.where = error.where.empty() ? file : file + ", " + error.where;
  return error;
}

Result<std::unique_ptr<BundleFile>> OpenBundleFile(const std::string& file,
                                                   const std::string& fingerprint, Time now) {
  auto out = std::make_unique<BundleFile>();
  AVOUCH_TRY(out->bytes, os::ReadWholeFile(file, kMaxBundle));
  out->digest = crypto::Sha256Of(out->bytes);
  auto proof = verify::VerifyBundle(out->bytes, {now, Lower(fingerprint), {}, {}});
  if (!proof) return std::unexpected(InFile(file, std::move(proof).error()));
  out->proof = std::move(*proof);
  return out;
}

Result<bool> IsSuperseded(const verify::Proof& proof, const std::string& memory) {
  if (memory.empty()) return false;
  const auto& index = proof.index();
  auto remembered = os::ReadWholeFile(
      memory + "/" + verify::MemoryName(index.log.key, index.product.name), kMaxMemory);
  if (!remembered && remembered.error().kind == ErrorKind::kNotFound) return false;
  if (!remembered) return std::unexpected(remembered.error());
  AVOUCH_TRY(const verify::Memory recalled, verify::Recall(index.log, *remembered));
  return recalled.seen == verify::Seen::kSuperseded;
}

}  // namespace avouch::app
