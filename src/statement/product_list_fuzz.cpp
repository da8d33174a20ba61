// A list of products from anybody, in both forms: a value or one error of one line.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>

#include "statement/product_list.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  for (const char* name : {"a.yaml", "a.json"}) {
    const auto list = statement::ReadProductList(bytes, name);
    if (!list) {
      if (list.error().kind != ErrorKind::kConfiguration) std::abort();
      if (ToString(list.error()).find('\n') != std::string::npos) std::abort();
      continue;
    }
    std::set<std::string> names;
    for (const auto& product : *list)
      if (product.name.empty() || !names.insert(product.name).second) std::abort();
  }
  return 0;
}
