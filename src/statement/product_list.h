// The products of an organisation, when it has more than a few: name, labels and
// repositories of each. What holds for them is said by label under units: of
// avouch.org.yaml, never by list of names.
//
// Spec: docs/products.md. Two forms: our YAML, one product or a list of them a
// file; and the JSON that Backstage's catalogue answers.
//
// Bytes in, values out; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/place.h"

namespace avouch::statement {

// 100,000 products with three labels and a repository each are 20 MB.
inline constexpr std::size_t kMaxProductListBytes = std::size_t{24} << 20;

struct ListedProduct {
  std::string name;
  std::vector<std::pair<std::string, std::string>> labels;  // Sorted; keys are unique
  std::vector<std::string> repositories;                    // As written
  model::Place place;

  bool operator==(const ListedProduct&) const = default;
};

// Reads `bytes`, called `name` in errors: JSON where the name ends so, else YAML.
// In the order of the file. Backstage's entities that are no Component are none
// of ours and left; their labels are those of metadata, and type, lifecycle,
// owner and system of spec.
// Fails with kConfiguration, `where` is "<name>:<line>:<column>" for YAML: a key
// nobody knows, a product without a name, a name or label given twice.
[[nodiscard]] Result<std::vector<ListedProduct>> ReadProductList(BytesView bytes,
                                                                 std::string_view name);

}  // namespace avouch::statement
