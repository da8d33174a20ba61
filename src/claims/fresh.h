// Exports that still show the present, and what is signed of a build environment.
//
// Shared by the checks of theme 2. Joins fail closed: an export that is undated,
// unlisted, too old or of later than the assessment is told and counts for nothing.
// Pure; any thread.

#pragma once

#include <algorithm>
#include <iterator>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "claims/check.h"
#include "claims/word.h"

namespace avouch::claims {

// True when the export may be about the environment that the product is built in. Where
// there are several, an answer counts for those whose entry names its system, and an
// account of one is none of another.
[[nodiscard]] bool IsOfEnvironment(const Inputs& in, const model::ExportHead& head);

// "an export of the environment old; inbox/... is of GitHub, which its entry does not name"
[[nodiscard]] std::string OfAnother(const Inputs& in, const model::ExportHead& head);

// The newest of each profile that is listed, dated, not later than the assessment,
// and fresh. What is not is told; an unlisted export hides no listed one.
template <class List>
std::vector<const List*> Fresh(const Inputs& in, Examination& examination,
                               const std::vector<List>& all) {
  std::map<std::string, const List*> newest;
  std::string stale;
  for (const auto& list : all) {
    if (!IsPast(list.head.at, in.time)) {
      stale = list.head.path.bytes +
              (list.head.at.empty() ? ", with a date" : ", dated before this assessment");
      continue;
    }
    if (!IsOfEnvironment(in, list.head)) {
      stale = OfAnother(in, list.head);
      continue;
    }
    if (DaysBetween(*When(list.head.at), in.time) > in.policy.export_days) {
      stale = "an export newer than " + list.head.path.bytes;
      continue;
    }
    if (!Take(examination, WordOf(in, list.head, {}), list.head.id)) continue;
    const List*& slot = newest[list.head.profile + "\n" + list.head.system];
    if (slot == nullptr || *When(slot->head.at) < *When(list.head.at)) slot = &list;
  }
  std::vector<const List*> out;
  for (const auto& [key, list] : newest) {
    out.push_back(list);
    if (!list->head.left.empty())
      examination.Missing("the rows of " + list->head.path.bytes + " that were not understood",
                          model::Where::kForge);
  }
  if (out.empty() && !stale.empty()) examination.Missing(stale, model::Where::kForge);
  return out;
}

// Those that answer what is asked: an export that says nothing of it is neither good
// nor bad for it, signed or not.
template <class List, class Says>
std::vector<List> TellingOf(const std::vector<List>& all, Says says) {
  std::vector<List> out;
  std::copy_if(all.begin(), all.end(), std::back_inserter(out), says);
  return out;
}

// "18 Nov 2026": when the export was made; in words when it does not say.
[[nodiscard]] std::string DayOf(const model::ExportHead& head);

// Days of a duration in seconds; part of a day is a day.
[[nodiscard]] long long DaysOf(long long seconds);

// The part of the environment's entry that a security lead must have signed. True
// when it counts; else it is told.
bool TakeKey(const Inputs& in, Examination& examination, const model::BuildEnvironment& environment,
             std::string_view part);

// The environment that the product is built in; null, and `missing` is told, when none is said.
const model::BuildEnvironment* NeedEnvironment(const Inputs& in, Examination& examination,
                                               std::string_view missing);

}  // namespace avouch::claims
