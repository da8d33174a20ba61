// Intervals: Maven's "[1.0,2.0),[3.0,)", NuGet's "(1.0,2.0]", Gradle's "[1.0,2.0[" and "1.+".

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_range_parts.h"

namespace avouch::notation {
namespace {

struct Interval {
  std::vector<Bound> bounds;
  std::string_view below;  // The upper bound, where it is left out itself
};

bool Opens(char c) { return c == '[' || c == '(' || c == ']'; }
bool Closes(char c) { return c == ']' || c == ')' || c == '['; }

// Reads one interval off the front of `text`; ']' and '[' turned around leave a bound out.
std::optional<Interval> TakeInterval(std::string_view& text) {
  if (text.empty() || !Opens(text[0])) return std::nullopt;
  const std::size_t end = text.find_first_of("[])", 1);
  if (end == text.npos || !Closes(text[end])) return std::nullopt;
  const bool from_it = text[0] == '[', to_it = text[end] == ']';
  const auto sides = Split(text.substr(1, end - 1), ',');
  text = Trim(text.substr(end + 1));
  Interval out;
  const std::string_view from = Trim(sides[0]), to = Trim(sides.back());
  if (sides.size() == 1) {
    if (!from_it || !to_it || from.empty()) return std::nullopt;
    out.bounds.push_back({Sign::kEqual, std::string(from)});
    return out;
  }
  if (sides.size() != 2) return std::nullopt;
  if (!from.empty()) {
    out.bounds.push_back({from_it ? Sign::kGreaterEqual : Sign::kGreater, std::string(from)});
  }
  if (!to.empty()) {
    out.bounds.push_back({to_it ? Sign::kLessEqual : Sign::kLess, std::string(to)});
    if (!to_it) out.below = to;
  }
  return out;
}

bool IsInterval(std::string_view range) { return !range.empty() && Opens(range[0]); }

std::optional<bool> InIntervals(VersionOrder order, std::string_view range,
                                std::string_view version) {
  std::vector<std::optional<bool>> alternatives;
  while (!range.empty()) {
    const auto interval = TakeInterval(range);
    if (!interval) return std::nullopt;
    alternatives.push_back(HoldAll(order, interval->bounds, version));
    // To Gradle [1,2[ ends before 2-alpha too, and whatever else begins so.
    const bool begins = !interval->below.empty() && version.starts_with(interval->below);
    if (order == VersionOrder::kGradle && begins && alternatives.back())
      alternatives.back() = false;
    if (range.empty()) break;
    if (range[0] != ',') return std::nullopt;
    range = Trim(range.substr(1));
    if (range.empty()) return std::nullopt;
  }
  return AnyOf(alternatives);
}

bool IsOneVersion(std::string_view text) {
  return !text.empty() && text.find_first_of("[](),*+<>=!~^| \t") == text.npos;
}

}  // namespace

// A version alone is a wish: nearer wishes of other packages overrule it.
std::optional<bool> MavenAdmits(std::string_view range, std::string_view version) {
  if (IsInterval(range)) return InIntervals(VersionOrder::kMaven, range, version);
  if (!IsOneVersion(range)) return std::nullopt;
  const auto same = HoldAll(VersionOrder::kMaven, {{Sign::kEqual, std::string(range)}}, version);
  return same == true ? same : std::nullopt;
}

// A version alone is the least; with "!!" the only one.
std::optional<bool> GradleAdmits(std::string_view range, std::string_view version) {
  const bool strictly = range.ends_with("!!");
  if (strictly) range.remove_suffix(2);
  if (IsInterval(range)) return InIntervals(VersionOrder::kGradle, range, version);
  if (range.ends_with('+')) {
    const std::string_view prefix = range.substr(0, range.size() - 1);
    if (!prefix.empty() && !prefix.ends_with('.') && !prefix.ends_with('-')) return std::nullopt;
    return prefix.empty() || IsOneVersion(prefix) ? std::optional(version.starts_with(prefix))
                                                  : std::nullopt;
  }
  if (!IsOneVersion(range) || range.find_first_of("0123456789") == range.npos) return std::nullopt;
  const Sign sign = strictly ? Sign::kEqual : Sign::kGreaterEqual;
  return HoldAll(VersionOrder::kGradle, {{sign, std::string(range)}}, version);
}

// A version alone is the least. "1.*" takes the newest that begins so, or what comes next.
std::optional<bool> NugetAdmits(std::string_view range, std::string_view version) {
  if (range.find('*') == range.npos) {
    if (IsInterval(range)) {
      std::string_view rest = range;
      const auto interval = TakeInterval(rest);
      if (!interval || !rest.empty() || range[0] == ']' || range.back() == '[') return std::nullopt;
      return HoldAll(VersionOrder::kNuget, interval->bounds, version);
    }
    if (!IsOneVersion(range)) return std::nullopt;
    return HoldAll(VersionOrder::kNuget, {{Sign::kGreaterEqual, std::string(range)}}, version);
  }
  if (range == "*") return version.find('-') == version.npos ? std::optional(true) : std::nullopt;
  if (!range.ends_with(".*") || version.find('-') != version.npos) return std::nullopt;
  const std::string_view prefix = range.substr(0, range.size() - 2);
  const std::size_t dot = prefix.rfind('.');
  const std::size_t last = dot == prefix.npos ? 0 : dot + 1;
  if (!IsDigits(prefix.substr(last))) return std::nullopt;
  const std::string above = std::string(prefix.substr(0, last)) + Next(prefix.substr(last));
  const auto less = HoldAll(VersionOrder::kNuget, {{Sign::kLess, std::string(prefix)}}, version);
  if (!less || *less) return less ? std::optional(false) : std::nullopt;
  const auto in = HoldAll(VersionOrder::kNuget, {{Sign::kLess, above}}, version);
  return in == true ? in : std::nullopt;
}

}  // namespace avouch::notation
