// avouch.yaml from anybody: a value or one error, never a crash.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "statement/product_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto file = avouch::statement::ReadProductFile({reinterpret_cast<const char*>(data), size},
                                                       "avouch.yaml");
  if (!file) {
    if (file.error().kind != avouch::ErrorKind::kConfiguration) std::abort();
    if (file.error().what.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  if (!file->product.configured) std::abort();
  const auto& sources = file->product.sources;
  const auto here = std::ranges::count(sources, ".", &avouch::model::SourceRule::at);
  if (!sources.empty() && here != 1) std::abort();
  for (const auto& exclusion : file->product.exclusions) {
    if (exclusion.because.empty()) std::abort();
  }
  return 0;
}
