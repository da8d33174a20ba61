// JSON5 as configuration files use it, made into JSON with comments.
//
// Spec: spec.json5.org: bare keys, single quotes, a backslash at a line's end,
// hexadecimal numbers, leading plus and points. Lines stay where they are.
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>

namespace avouch::formats {

// What is no JSON5 comes out as no JSON: the parser behind says where.
[[nodiscard]] std::string Json5ToJson(std::string_view json5);

}  // namespace avouch::formats
