// Values as YAML that people would write by hand.
//
// Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::statement {

// As plain as YAML lets `text` be, also inside [a, b] and { k: v }: quoted only
// where it would be read otherwise. Bytes that are not UTF-8 cannot be written:
// what comes back is refused by every reader.
[[nodiscard]] std::string YamlScalar(std::string_view text);

// "[a, \"b: c\"]"
[[nodiscard]] std::string YamlList(const std::vector<std::string>& texts);

}  // namespace avouch::statement
