// Any bytes: a bundle is refused, or is proved and survives being decided again.

#include <cstdint>

#include "testing/sample_bundle.h"
#include "verify/bundle.h"
#include "verify/redo.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto proof = verify::VerifyBundle(bytes, {.now = Time{1795700000}});
  if (!proof) return 0;
  const auto& rules = testing::Rules();
  (void)verify::DecideAgain(
      *proof, {rules.catalogue, rules.arguments, rules.lifecycle, "avouch 0.1.0", {}});
  return 0;
}
