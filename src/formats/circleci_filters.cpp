#include "formats/circleci_filters.h"

#include <algorithm>

#include "base/text.h"
#include "formats/github_parts.h"

namespace avouch::formats {
namespace {

using model::Event;
using syntax::Node;

bool Has(const std::vector<std::string>& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

CircleFilter ReadCircleFilter(const Node& filters) {
  CircleFilter out;
  const Node &branches = filters["branches"], &tags = filters["tags"];
  out.only = TextList(branches["only"]);
  out.ignore = TextList(branches["ignore"]);
  out.branches = !Has(out.ignore, "/.*/");
  out.tags = TextList(tags["only"]);
  // All but some are tags nevertheless.
  auto left_out = TextList(tags["ignore"]);
  if (out.tags.empty() && !left_out.empty() && !Has(left_out, "/.*/")) out.tags = {"/.*/"};
  return out;
}

bool Narrow(CircleFilter& own, const CircleFilter& needed) {
  bool changed = false;
  if (own.branches && !needed.branches) own.branches = false, changed = true;
  if (own.only.empty() && !needed.only.empty()) own.only = needed.only, changed = true;
  if (own.ignore.empty() && !needed.ignore.empty()) own.ignore = needed.ignore, changed = true;
  if (!own.tags.empty() && needed.tags.empty()) own.tags.clear(), changed = true;
  return changed;
}

std::vector<model::Trigger> CircleTriggers(const CircleFilter& filter, bool scheduled, bool by_hand,
                                           const model::Place& place) {
  std::vector<model::Trigger> out;
  auto add = [&](Event event, std::string text) -> model::Trigger& {
    model::Trigger trigger;
    trigger.event = by_hand ? Event::kManual : event;
    trigger.text = (by_hand ? "by hand: " : "") + std::move(text);
    trigger.place = place;
    out.push_back(std::move(trigger));
    return out.back();
  };
  if (scheduled) {
    add(Event::kSchedule, "schedule");
    return out;
  }
  if (filter.branches) {
    bool others = filter.only.empty() && !filter.ignore.empty();
    add(Event::kPush, others ? "push to branches but " + Join(filter.ignore, ", ") : "push")
        .branches = filter.only;
  }
  if (!filter.tags.empty()) add(Event::kTag, "tag").tags = filter.tags;
  return out;
}

}  // namespace avouch::formats
