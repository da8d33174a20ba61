// Parts of YAML that need no parser: what plain scalars mean, and on which line of
// the file a character stands.
//
// Spec: YAML 1.2.2, "Core Schema", without floating point and octal. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "syntax/node.h"

namespace avouch::syntax {

[[nodiscard]] bool IsYamlNull(std::string_view text);
[[nodiscard]] std::optional<bool> YamlBoolean(std::string_view text);
// Decimal, or hexadecimal behind 0x; nullopt for what is no int64, and for "007" and
// "-0", which are texts.
[[nodiscard]] std::optional<std::int64_t> YamlInteger(std::string_view text);

// libyaml ends lines at more characters than editors and forges do (a lone CR,
// U+0085, U+2028, U+2029). Where a document has one of them, lines are counted
// again from the character index, so that nothing can shift what we point at.
class YamlLines {
 public:
  explicit YamlLines(std::string_view yaml);

  // `index` counts characters from the start of the document; `line` and `column` are
  // libyaml's, from 0.
  [[nodiscard]] Place At(std::size_t index, std::size_t line, std::size_t column) const;

 private:
  std::vector<std::size_t> starts_;  // Character index at which each line starts, if needed.
};

}  // namespace avouch::syntax
