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

namespace {

// "${{ matrix.x }}" as written in the recipe or the context of a build; empty where none is.
std::string ValueNamed(const std::vector<model::Setting>& with) {
  for (const auto& input : with) {
    if (input.key != "file" && input.key != "context") continue;
    const std::size_t open = input.value.find("${{");
    const std::size_t close = input.value.find("}}", open);
    if (open == std::string::npos || close == std::string::npos) continue;
    std::string whole = input.value.substr(open, close + 2 - open);
    if (Trim(std::string_view(whole).substr(3)).starts_with("matrix.")) return whole;
  }
  return {};
}

void EachValue(const syntax::Node& matrix, const model::Reference& uses,
               const std::vector<model::Setting>& with, bool from_others, int depth, Doings& out) {
  const std::string whole = depth < 2 ? ValueNamed(with) : std::string();
  const std::string_view name =
      whole.empty() ? std::string_view()
                    : Trim(std::string_view(whole).substr(3, whole.size() - 5)).substr(7);
  const auto values = whole.empty() ? std::vector<std::string>() : MatrixValues(matrix, name);
  for (const auto& value : values) {
    std::vector<model::Setting> filled = with;
    for (auto& input : filled) input.value = ReplaceAll(input.value, whole, value);
    EachValue(matrix, uses, filled, from_others, depth + 1, out);
  }
  if (!values.empty()) return;
  Doings one = DeedsOfAction(uses, with, from_others);
  for (auto& deed : one.deeds)
    if (std::ranges::find(out.deeds, deed) == out.deeds.end()) out.deeds.push_back(std::move(deed));
  for (auto& reference : one.references)
    if (std::ranges::find(out.references, reference) == out.references.end())
      out.references.push_back(std::move(reference));
}

}  // namespace

Doings DeedsOfActionIn(const syntax::Node* matrix, const model::Reference& uses,
                       const std::vector<model::Setting>& with, bool from_others) {
  Doings out = DeedsOfAction(uses, with, from_others);
  const bool builds = std::ranges::any_of(
      out.deeds, [](const model::Deed& deed) { return deed.kind == model::DeedKind::kBuildImage; });
  if (matrix == nullptr || !builds || ValueNamed(with).empty()) return out;
  Doings each;
  EachValue(*matrix, uses, with, from_others, 0, each);
  return each;
}

}  // namespace avouch::formats
