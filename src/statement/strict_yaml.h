// The one document of a file that people write and sign, held to a shape.
//
// Spec: YAML as syntax/yaml.h has it, narrowed for what is signed: a key given
// twice, a second document and merge keys are refused.
//
// Bytes in, values out; any thread.

#pragma once

#include <cstddef>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "syntax/node.h"

namespace avouch::statement {

// Parses `yaml`, which `name` calls in errors; nothing is said of its shape yet.
// Fails with kConfiguration: more than `most` bytes, not YAML, a second document,
// empty (`starts_with` says how it starts), or a whole number that canonical JSON
// cannot hold; `where` is "<name>" or "<name>:<line>:<column>".
[[nodiscard]] Result<syntax::Node> ParseStrict(BytesView yaml, std::string_view name,
                                               std::size_t most, std::string_view starts_with);

// A name that others refer to by: lower case letters, digits, '-' and '_', up to
// 64, a letter or digit first. With no dot in it, "people.priya" is one path.
[[nodiscard]] bool IsId(std::string_view text);

}  // namespace avouch::statement
