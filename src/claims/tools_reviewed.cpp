// Claim 1.1.3 as far as people say it: the list of tools, and its review.
//
// A review counts for the bytes it was about; what no dated table knows, the list
// must.

#include <algorithm>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/tools.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Reach;
using model::Where;

// The list that a review is about, when it is about the bytes that are there.
const model::ToolList* ReviewedList(const Inputs& in, Examination& examination,
                                    const model::Record& review) {
  const model::ToolList* list = nullptr;
  for (const auto& one : in.facts.exports.tools)
    if (one.head.path.bytes == review.of.file) list = &one;
  if (list == nullptr) {
    examination.Missing(review.of.file + ", the list that " + review.path.bytes + " reviewed",
                        Where::kPerson);
    return nullptr;
  }
  const std::string other = "a review of the present " + review.of.file + "; " + review.path.bytes +
                            " is about other bytes";
  if (!review.of.sha256.empty()) {
    if (Lower(review.of.sha256) == list->head.id.hex()) return list;
    examination.Missing(other, Where::kPerson);
    return nullptr;
  }
  // The review names no bytes: the list is as somebody signed it, by the day of the
  // review at the latest.
  if (!Take(examination, WordOf(in, list->head, {}), list->head.id)) return nullptr;
  const Time end = AddDays(StartOf(DateOf(*When(review.on))), 1);
  bool since = list->head.by_hand && std::ranges::none_of(list->head.said, [&](const auto& said) {
                 return said.grade == Grade::kSigned && said.when < end;
               });
  if (since) examination.Missing(other + ", which were signed later", Where::kPerson);
  return since ? nullptr : list;
}

bool IsWordChar(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z'); }

// "myorg/base:1" names "base", as a whole word.
bool NamesWord(std::string_view text, std::string_view word) {
  const std::string low = Lower(text), wanted = Lower(Trim(word));
  if (wanted.empty()) return false;
  for (std::size_t at = low.find(wanted); at != low.npos; at = low.find(wanted, at + 1)) {
    const std::size_t end = at + wanted.size();
    if ((at == 0 || !IsWordChar(low[at - 1])) && (end == low.size() || !IsWordChar(low[end])))
      return true;
  }
  return false;
}

// "3.15.1" is of the cycle "3.15"; a row without a version is of none.
bool IsOfCycle(std::string_view version, std::string_view cycle) {
  version = Trim(version);
  if (version.starts_with('v')) version.remove_prefix(1);
  return version == cycle ||
         (version.starts_with(cycle) && version.substr(cycle.size()).starts_with('.'));
}

bool IsOnList(const model::ToolList& list, const ToolUse& tool) {
  return std::ranges::any_of(list.rows, [&](const auto& row) {
    bool named = EqualsIgnoreCase(Trim(row.tool), tool.product) || NamesWord(tool.text, row.tool);
    return named && IsOfCycle(row.version, tool.cycle);
  });
}

// The waiver that accepts the tool, signed and not over; null if none.
const model::Record* AcceptanceOf(const Inputs& in, const model::ToolRow& row) {
  for (const auto* waiver : RecordsOf(in, model::RecordKind::kWaiver))
    if ((EqualsIgnoreCase(waiver->about, row.tool) ||
         EqualsIgnoreCase(waiver->about, row.tool + " " + row.version)) &&
        !waiver->until.empty() && !IsOver(waiver->until, in.time) && Counts(in, *waiver, {}))
      return waiver;
  return nullptr;
}

}  // namespace

const model::Record* ReviewOf(const Inputs& in, const ToolUse& tool) {
  for (const auto* review : RecordsOf(in, model::RecordKind::kToolsReview)) {
    if (!Counts(in, *review, {}) || DaysBetween(*When(review->on), in.time) > in.policy.window_days)
      continue;
    Examination unheard("", "");
    const model::ToolList* list = ReviewedList(in, unheard, *review);
    if (list != nullptr && IsOnList(*list, tool)) return review;
  }
  return nullptr;
}

void ExamineToolsReviewed(const Inputs& in, Examination& examination) {
  auto reviews = RecordsOf(in, model::RecordKind::kToolsReview);
  if (reviews.empty())
    return examination.Missing("a review of the list of tools, by name", Where::kPerson);
  const model::Record* counts = NewestThatCounts(in, examination, reviews, {});
  const model::Record& review = counts != nullptr ? *counts : *reviews.front();
  if (DaysBetween(*When(review.on), in.time) > in.policy.window_days)
    examination.Missing(
        "a review of the tools in the last " + std::to_string(in.policy.window_days) + " days",
        Where::kPerson);
  const model::ToolList* list = ReviewedList(in, examination, review);
  if (list == nullptr) return;
  // What our tables do not know, the list must.
  for (const auto& tool : ToolsUsed(in)) {
    if (tool.reach == Reach::kDevelopment) continue;
    if (SupportOf(in.lifecycle, tool, in.time).state == SupportState::kUnknown &&
        !IsOnList(*list, tool))
      examination.Missing(tool.text + " in " + review.of.file, Where::kPerson);
  }
  long long ended = 0, good = 0;
  for (const auto& row : list->rows) {
    const std::string what = row.tool + (row.version.empty() ? "" : " " + row.version);
    if (!IsOver(row.supported_until, in.time)) {
      if (Trim(row.tool).empty() || Trim(row.supported_until).empty())
        examination.Missing("until when " + what + " is supported, in " + review.of.file,
                            Where::kPerson);
      else
        ++good;
      continue;
    }
    const model::Record* waiver = AcceptanceOf(in, row);
    if (waiver != nullptr) examination.Waive(what, *waiver);
    const std::string until = waiver != nullptr ? waiver->until : std::string();
    ended += until.empty();
    examination.Bad(PlaceOf(list->head, row.row),
                    what + ": support ended " + row.supported_until +
                        (until.empty() ? "" : "; accepted until " + until),
                    Reach::kRelease, "move to a supported one", 30,
                    until.empty() ? Weight::kByReach : Weight::kListed);
  }
  if (ended > 0) {
    examination.Headline(Count("tool", ended) + " of the vendor's own list " +
                         (ended == 1 ? "is" : "are") + " past support");
    examination.Remedy("move to supported versions", 30);
  }
  if (good == 0) examination.Missing("a supported tool in " + review.of.file, Where::kPerson);
  if (counts == nullptr) return;
  examination.Good(good);
  examination.Witness(review.by + " reviewed " +
                          Count("tool", static_cast<long long>(list->rows.size())) + " on " +
                          ToHumanDate(*When(review.on)),
                      {review.path, 0});
}

}  // namespace avouch::claims
