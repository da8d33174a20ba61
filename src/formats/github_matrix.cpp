#include "formats/github_matrix.h"

#include <algorithm>
#include <set>

#include "base/text.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::size_t kMaxMatrixValues = 64;  // Of one axis; the forge runs at most 256 jobs.
constexpr std::string_view kOfMatrix = "matrix.";

// The key behind "matrix." in an expression without blanks; or empty.
std::string KeyIn(std::string_view text) {
  std::size_t at = text.find(kOfMatrix);
  if (at == text.npos) return {};
  at += kOfMatrix.size();
  return std::string(text.substr(at, text.find_first_of("=!|&)},", at) - at));
}

}  // namespace

std::vector<std::string> MatrixValues(const Node& matrix, std::string_view key) {
  std::vector<std::string> out;
  const std::size_t dot = key.find('.');
  const std::string_view axis = key.substr(0, dot);
  auto add = [&](const Node& value) {
    std::string text = dot == key.npos ? value.AsText() : value[key.substr(dot + 1)].AsText();
    if (!text.empty() && out.size() < kMaxMatrixValues) out.push_back(std::move(text));
  };
  for (const auto& value : matrix[axis].items()) add(value);
  for (const auto& item : matrix["include"].items())
    if (item[axis].present()) add(item[axis]);
  return out;
}

Lets LetsPass(const Node& node, const Node* matrix) {
  const std::string text = ReplaceAll(node.AsText(), " ", "");
  if (text.empty() || text == "false" || text == "${{false}}") return Lets::kNo;
  if (text == "true" || text == "${{true}}") return Lets::kYes;
  const std::string key = KeyIn(text);
  if (key.empty() || matrix == nullptr) return Lets::kPerhaps;
  const auto values = MatrixValues(*matrix, key);
  const std::set<std::string> different(values.begin(), values.end());
  // Added to some runs by include: the others lack it.
  const bool added = !(*matrix)[key.substr(0, key.find('.'))].present();
  std::size_t runs = 0;
  for (const auto& axis : matrix->entries())
    runs += axis.key == "include" || axis.key == "exclude" ? 0 : axis.value.items().size();
  const bool lacks = added && !values.empty() &&
                     values.size() < std::max(runs, (*matrix)["include"].items().size());
  return different.size() > 1 || lacks ? Lets::kNo : Lets::kPerhaps;
}

}  // namespace avouch::formats
