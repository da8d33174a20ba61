#include "formats/markdown_labels.h"

#include "base/text.h"

namespace avouch::formats {

bool IsLabelLine(std::string_view line) {
  if (!line.starts_with('[') || line.starts_with("[^")) return false;
  std::size_t close = line.find("]:");
  return close != line.npos && line.find(']') == close && line.size() > close + 3;
}

LinkLabels LabelsOf(std::span<const std::string_view> lines) {
  LinkLabels out;
  for (const std::string_view written : lines) {
    std::string_view line = Trim(written);
    if (line.starts_with(".. _")) {
      std::size_t colon = line.find(": ");
      if (colon != line.npos)
        out.emplace(Lower(line.substr(4, colon - 4)), std::string(Trim(line.substr(colon + 2))));
      continue;
    }
    if (!IsLabelLine(line)) continue;
    std::size_t close = line.find("]:");
    std::string_view target = Trim(line.substr(close + 2));
    target = target.substr(0, target.find_first_of(" \t"));
    if (target.starts_with('<') && target.ends_with('>'))
      target = target.substr(1, target.size() - 2);
    out.emplace(Lower(Trim(line.substr(1, close - 1))), std::string(target));
  }
  return out;
}

}  // namespace avouch::formats
