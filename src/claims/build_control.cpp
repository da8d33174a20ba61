// Claims 2.2.1 to 2.2.4: who may change the build environment, and what is logged.
// Decided from exports and what people sign.

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/fresh.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;
using model::Where;

// The newest entry is near the day of the export: the log is still written.
bool IsRunning(const Inputs& in, const model::AuditLog& log) {
  auto newest = When(log.newest), at = When(log.head.at);
  return newest && at && *newest <= in.time && *newest < AddDays(*at, 1) &&
         DaysBetween(*newest, *at) <= in.policy.export_days;
}

// A branch that builds are made from, as forges name it in their rules; a rule over
// tags, an environment or a branch of somebody's own says nothing about it.
bool IsMainBranch(std::string_view target) {
  constexpr std::string_view kHeads = "refs/heads/";
  if (target == "~DEFAULT_BRANCH" || target == "~ALL") return true;
  if (target.starts_with(kHeads)) target.remove_prefix(kHeads.size());
  for (std::string_view name : {"main", "master", "trunk", "develop", "release", "*", "**"})
    if (target == name || (target.starts_with(name) && target[name.size()] == '/')) return true;
  return false;
}

// Systems keep the two apart: how many must agree in one answer, that nothing is
// rewritten in another.
bool CannotBeRewritten(const Inputs& in, Examination& examination,
                       const model::ProtectionRule& reviewed, std::string_view system) {
  auto is_all = [](std::string_view target) { return target == "~ALL" || target == "**"; };
  for (const auto* list : Fresh(in, examination, in.facts.exports.rules))
    for (const auto& rule : list->rules) {
      if (!rule.active || !rule.no_force || list->head.system != system) continue;
      bool over_trunk = IsMainBranch(rule.target) && !ContainsIgnoreCase(rule.target, "release") &&
                        !ContainsIgnoreCase(rule.target, "develop");
      if (rule.target == reviewed.target || is_all(rule.target) ||
          (is_all(reviewed.target) && over_trunk))
        return true;
    }
  return false;
}

}  // namespace

void ExamineAuditLog(const Inputs& in, Examination& examination) {
  auto logs = Fresh(in, examination, in.facts.exports.logs);
  long long entries = 0;
  for (const auto* log : logs) {
    entries += log->entries;
    if (log->entries > 0 && !IsRunning(in, *log))
      examination.Missing("entries of " + log->head.path.bytes + " near the day of the export",
                          Where::kForge);
    examination.Witness(Count("entry", log->entries, "entries") + " of " + log->head.system +
                            " from " + log->oldest + " to " + log->newest,
                        {log->head.path, 0});
    if (log->undated > 0)
      examination.Missing(
          "times for " + Count("entry", log->undated, "entries") + " of " + log->head.path.bytes,
          Where::kForge);
  }
  if (entries == 0)
    return examination.Missing("an audit log of the forge and of the build environment",
                               Where::kForge);
  examination.Good();
}

void ExamineAuthorised(const Inputs& in, Examination& examination) {
  if (in.sources > 1)  // An export of rules does not say which repository it is of.
    examination.Missing("branch rules of each source: an export does not say of which it is",
                        Where::kForge);
  const model::ProtectionRule* best = nullptr;
  const model::RuleList* from = nullptr;
  for (const auto* list : Fresh(in, examination, in.facts.exports.rules))
    for (const auto& rule : list->rules) {
      if (!rule.active || !IsMainBranch(rule.target)) continue;
      if (best == nullptr || rule.reviews > best->reviews) best = &rule, from = list;
    }
  const auto* environment =
      NeedEnvironment(in, examination, "who may change the build environment");
  bool reviewed = environment != nullptr && ContainsIgnoreCase(environment->changes_by, "review");
  if (best == nullptr) {
    // Another kind of rule, which was not exported, may stand over it.
    examination.Missing("branch and environment rules, and who may", Where::kForge);
  } else if (best->reviews == 0 && best->reviews_told && reviewed) {
    examination.Bad(PlaceOf(from->head, 0),
                    best->target + " may be changed without anybody's review", Reach::kRelease,
                    "require a review", 10);
    examination.Headline("build definitions can be changed by one person alone");
    examination.Remedy("require a review on the release branch", 10);
    return;
  } else if (best->reviews == 0) {
    examination.Missing("a rule that asks for a review on " + best->target, Where::kForge);
  } else {
    if (!CannotBeRewritten(in, examination, *best, from->head.system))
      examination.Missing("that " + best->target + " cannot be rewritten", Where::kForge);
    examination.Witness(
        best->target + " needs " + Count("review", best->reviews) +
            (best->owners_review ? ", by its owners" : "") +
            (best->bypass.empty() ? "" : "; may pass by: " + Join(best->bypass, ", ")),
        {from->head.path, 0});
  }
  if (environment == nullptr || best == nullptr) return;
  if (environment->changes_by.empty())
    return examination.Missing("changes-by: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "changes-by")) return;
  examination.Good();
}

void ExamineLogRetention(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(in, examination, "the period, and the oldest entry");
  if (environment == nullptr) return;
  if (environment->logs_kept_for == 0)
    return examination.Missing("logs kept-for: in the build environment " + environment->name,
                               Where::kPerson);
  if (!TakeKey(in, examination, *environment, "logs")) return;
  long long days = DaysOf(environment->logs_kept_for);
  auto logs = Fresh(in, examination, in.facts.exports.logs);
  std::optional<Time> oldest;
  const model::AuditLog* from = nullptr;
  for (const auto* log : logs)
    if (auto time = When(log->oldest); time && log->entries > 0 && IsRunning(in, *log))
      if (!oldest || *time < *oldest) oldest = time, from = log;
  if (!oldest)
    return examination.Missing("the oldest entry of an audit log that is still written",
                               Where::kForge);
  if (DaysBetween(*oldest, in.time) < days)
    return examination.Missing("an entry as old as " + Count("day", days) +
                                   "; the oldest seen is of " + ToHumanDate(*oldest) + ", in " +
                                   from->head.path.bytes,
                               Where::kForge);
  examination.Good();
  examination.Witness("logs are kept " + Count("day", days) + "; the oldest entry seen is of " +
                          ToHumanDate(*oldest),
                      {from->head.path, 0});
}

void ExamineLogProtection(const Inputs& in, Examination& examination) {
  const auto* environment = NeedEnvironment(
      in, examination, "who may read the logs, where they are copied, what protects them");
  if (environment == nullptr) return;
  if (environment->logs_may_read.empty())
    examination.Missing("logs may-read: in the build environment " + environment->name,
                        Where::kPerson);
  if (environment->logs_copied_to.empty())
    examination.Missing("logs copied-to: in the build environment " + environment->name,
                        Where::kPerson);
  bool report = std::any_of(
      environment->platform.begin(), environment->platform.end(), [&](const auto& platform) {
        bool covers = std::any_of(platform.covers.begin(), platform.covers.end(),
                                  [](const auto& word) { return ContainsIgnoreCase(word, "log"); });
        return covers && in.facts.organisation.Find(platform.read_by) != nullptr &&
               IsPast(platform.period_to, in.time) &&
               DaysBetween(*When(platform.period_to), in.time) <= in.policy.window_days;
      });
  if (!report)
    examination.Missing(
        "a platform's report over its log, read by a named person, whose period ended in the "
        "last " +
            std::to_string(in.policy.window_days) + " days",
        Where::kPerson);
  if (!TakeKey(in, examination, *environment, "logs") || !report) return;
  if (!TakeKey(in, examination, *environment, "platform")) return;
  if (environment->logs_may_read.empty() || environment->logs_copied_to.empty()) return;
  examination.Good();
  examination.Witness(
      "logs are copied to " + environment->logs_copied_to + "; " +
          Count("person", static_cast<long long>(environment->logs_may_read.size()), "people") +
          " may read them",
      environment->place);
}

}  // namespace avouch::claims
