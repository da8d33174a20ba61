#include "report/place_rows.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

constexpr std::size_t kMostLines = 4;    // Of one file
constexpr std::size_t kSharedBy = 3;     // Files from which on a text stands once
constexpr std::size_t kMostSharing = 4;  // Files named beside it
constexpr int kMostTextColumns = 130;
constexpr int kMostPathColumns = 56;  // A longer place stands on a line of its own

using Group = std::vector<const PlaceLine*>;

// Lines with one text, in the order of their first.
std::vector<Group> Grouped(const std::vector<PlaceLine>& lines) {
  std::vector<Group> out;
  std::map<std::tuple<std::string_view, std::string_view, bool>, std::size_t> at;
  for (const auto& line : lines) {
    auto [seen, fresh] = at.emplace(
        std::tuple(std::string_view(line.text), std::string_view(line.reach), line.decides),
        out.size());
    if (fresh) out.emplace_back();
    out[seen->second].push_back(&line);
  }
  return out;
}

std::string TextOf(const PlaceLine& line, bool verbose) {
  std::string text = ToUtf8(line.text);
  if (!verbose) text = Clip(text, kMostTextColumns);
  if (!line.reach.empty()) text += (text.empty() ? "(" : "  (") + line.reach + ")";
  return text;
}

}  // namespace

PlaceRows PlaceRowsOf(const model::CheckResult& check, std::size_t most, bool verbose) {
  PlaceRows out;
  auto lines = PlaceLines(check);
  auto place = [&](const PlaceLine& line) {
    return PlaceText(line, verbose ? line.lines.size() : kMostLines);
  };
  auto add = [&](std::string where, const PlaceLine& line, std::size_t places) {
    if (!verbose && out.rows.size() >= most)
      out.left += static_cast<long long>(places);
    else
      out.rows.push_back({std::move(where), TextOf(line, verbose)});
  };
  for (const auto& group : Grouped(lines)) {
    if (group.size() < kSharedBy || group.front()->text.empty()) {
      for (const auto* line : group) add(place(*line), *line, 1);
      continue;
    }
    std::size_t shown = verbose ? group.size() : std::min(group.size(), kMostSharing);
    std::string where;
    for (std::size_t i = 0; i < shown; ++i) where += (i == 0 ? "" : ", ") + place(*group[i]);
    if (shown < group.size())
      where += " and " + Count("file", static_cast<long long>(group.size() - shown)) + " more";
    add(std::move(where), *group.front(), group.size());
  }
  return out;
}

void WritePlaceRows(Page& page, int indent, const PlaceRows& rows) {
  page.Places(indent, rows.rows, kMostPathColumns);
  if (rows.left > 0) page.Text("and " + Thousands(rows.left) + " more: -v lists them", indent);
}

}  // namespace avouch::report
