#include "formats/gitlab_images.h"

#include <algorithm>

#include "base/text.h"
#include "formats/gitlab_parts.h"

namespace avouch::formats {
namespace {

using syntax::Node;

constexpr std::size_t kMaxMatrixImages = 50;

// The text with one axis of the matrix filled in at a time.
std::vector<std::string> Combinations(const std::string& text, const GitlabVariables& variables,
                                      const std::vector<model::Setting>& matrix) {
  std::vector<std::string> out = {text};
  for (const auto& axis : matrix) {
    if (text.find("$" + axis.key) == std::string::npos &&
        text.find("${" + axis.key) == std::string::npos)
      continue;
    std::vector<std::string> next;
    for (const auto& each : out)
      for (auto value : Split(axis.value, ','))
        if (next.size() < kMaxMatrixImages)
          next.push_back(GitlabExpand(each, {{axis.key, std::string(value)}}));
    out = std::move(next);
  }
  for (auto& each : out) each = GitlabExpand(each, variables);
  return out;
}

}  // namespace

std::vector<model::Setting> GitlabMatrix(GitlabView& view, const GitlabLayers& layers) {
  std::vector<model::Setting> out;
  for (const auto& item : view.Items(view.Get(layers, {"parallel", "matrix"})))
    for (const auto& entry : item.node->entries()) {
      std::vector<std::string> values;
      for (const auto& value : view.Items({item.path, &entry.value}))
        values.push_back(value.Text());
      auto at = std::find_if(out.begin(), out.end(),
                             [&](const auto& axis) { return axis.key == entry.key; });
      std::string text = Join(values, ",");
      if (at == out.end())
        out.push_back(
            {std::string(entry.key), text, {*item.path, static_cast<int>(entry.place.line)}});
      else
        at->value += "," + text;
    }
  return out;
}

void AddGitlabImage(const GitlabValue& value, const GitlabVariables& variables, model::Job& job) {
  if (!value.present()) return;
  const Node& node = value.node->is_map() ? (*value.node)["name"] : *value.node;
  const model::Place place = GitlabValue{value.path, &node}.At();
  for (const auto& text : Combinations(node.AsText(), variables, job.matrix))
    // On hosted macOS "image" names a virtual machine.
    if (!text.empty() && text.find("-xcode-") == std::string::npos)
      job.images.push_back(GitlabImage(text, place));
}

}  // namespace avouch::formats
