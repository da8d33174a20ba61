#include "statement/strict_yaml.h"

#include <cstdio>
#include <string>

#include "statement/shape.h"
#include "syntax/canonical.h"
#include "syntax/yaml.h"

namespace avouch::statement {
namespace {

using syntax::Node;

// "line 3, column 14", as the parser says it, into ":3:14".
std::string WhereOf(const Error& error, std::string_view name) {
  syntax::Place place;
  if (std::sscanf(error.where.c_str(), "line %u, column %u", &place.line, &place.column) != 2)
    return std::string(name);
  return WhereIn(name, place);
}

// The first whole number that has no canonical form; null if each has one.
// Recursion is as deep as syntax/limits.h lets a document be.
const Node* TooBig(const Node& node) {
  if (const auto value = node.integer()) {
    const bool fits =
        *value <= syntax::kMaxCanonicalInteger && *value >= -syntax::kMaxCanonicalInteger;
    return fits ? nullptr : &node;
  }
  if (node.is_number()) return &node;
  for (const Node& item : node.items())
    if (const Node* found = TooBig(item)) return found;
  for (const auto& entry : node.entries())
    if (const Node* found = TooBig(entry.value)) return found;
  return nullptr;
}

}  // namespace

Result<Node> ParseStrict(BytesView yaml, std::string_view name, std::size_t most,
                         std::string_view starts_with) {
  constexpr ErrorKind kKind = ErrorKind::kConfiguration;
  if (yaml.size() > most)
    return Fail(kKind, "more than " + std::to_string(most) + " bytes", std::string(name));
  Result<Node> root = syntax::ParseYaml(yaml, {.merge_keys = false});
  if (!root) {
    const Error& error = root.error();
    return Fail(kKind, error.what, WhereOf(error, name), error.hint);
  }
  if (root->is_null())
    return Fail(kKind, "empty; it starts with '" + std::string(starts_with) + "'",
                std::string(name));
  if (const Node* number = TooBig(*root))
    return Fail(kKind, "a number this large is written in quotes", WhereIn(name, number->place()));
  return root;
}

bool IsId(std::string_view text) {
  constexpr std::size_t kLongest = 64;
  if (text.empty() || text.size() > kLongest || text[0] == '-' || text[0] == '_') return false;
  for (const char c : text) {
    const bool fits = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    if (!fits) return false;
  }
  return true;
}

}  // namespace avouch::statement
