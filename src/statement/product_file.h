// avouch.yaml: what a vendor says of its product, read strictly.
//
// Spec: docs/schemas/avouch-1.schema.json, which follows from the same table.
// Keys that this version does not use yet (sensitive-data, entry-points, ...)
// are held to their shape and left; no key is unknown and fine.
//
// Bytes in, values out; any thread.

#pragma once

#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "model/product.h"
#include "syntax/node.h"

namespace avouch::statement {

inline constexpr std::string_view kProductFileName = "avouch.yaml";

struct ProductFile {
  model::Product product;
  model::Policy policy;  // Ours, with what the file changes; policy.changed lists
                         // "fix-high-days: 30, ours is 14 (weaker)", weaker ones first

  bool operator==(const ProductFile&) const = default;
};

// Reads `yaml`; `name` is how errors and places call the file.
// Fails with kConfiguration; `where` is "<name>:<line>:<column>".
[[nodiscard]] Result<ProductFile> ReadProductFile(BytesView yaml,
                                                  std::string_view name = kProductFileName);

// The JSON Schema of avouch.yaml.
[[nodiscard]] syntax::Node ProductSchema();

}  // namespace avouch::statement
