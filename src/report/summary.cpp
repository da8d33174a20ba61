#include "report/summary.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"

namespace avouch::report {
namespace {

using model::Outcome;
using model::Reach;
using model::Where;

constexpr int kLongMinutes = 120;            // From here on in hours
constexpr std::size_t kShortText = 40;       // Of findings that share a line
constexpr std::size_t kMostOnOneLine = 120;  // Characters of findings that share it

constexpr int kRankOfDevelopment = 2;

int Rank(const Issue& issue) {
  if (issue.decides) return 0;
  for (const auto& finding : issue.check->findings)
    if (finding.reach == Reach::kRelease || finding.reach == Reach::kUnknown) return 1;
  return kRankOfDevelopment;
}

// Of a workflow one sees who runs it, and not always with which rights.
std::string ReachWords(Reach reach, const Path& path = {}) {
  switch (reach) {
    case Reach::kRelease:
      return {};
    case Reach::kDevelopment:
      return "only in development";
    case Reach::kNobody:
      return "run by nobody here";
    case Reach::kUnknown:
      return path.IsUnder(".github") ? "with which rights it runs is not written"
                                     : "who builds it is not seen";
  }
  return {};
}

// One word each in the same lines of a file, packages of one command say, on one line.
std::vector<PlaceLine> JoinWords(std::vector<PlaceLine> lines) {
  auto word = [](const std::string& text) {
    return !text.empty() && text.size() <= kShortText && text.find(' ') == std::string::npos;
  };
  std::vector<PlaceLine> out;
  bool joins = false;  // The last of `out` holds words only
  for (auto& line : lines) {
    bool is_word = word(line.text);
    if (joins && is_word && out.back().path == line.path && out.back().lines == line.lines &&
        out.back().reach == line.reach && out.back().decides == line.decides &&
        out.back().text.size() + line.text.size() < kMostOnOneLine) {
      out.back().text += ", " + line.text;
      continue;
    }
    joins = is_word;
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace

std::vector<Issue> Issues(const model::Assessment& assessment) {
  std::vector<Issue> out;
  std::map<std::string_view, std::size_t> at;
  for (const auto& claim : assessment.claims)
    for (const auto& check : claim.checks) {
      if (check.findings.empty()) continue;
      auto [seen, fresh] = at.emplace(check.check, out.size());
      if (fresh) out.push_back({{}, &check, check.outcome == Outcome::kViolated});
      out[seen->second].claims.push_back(claim.claim);
    }
  std::stable_sort(out.begin(), out.end(),
                   [](const Issue& a, const Issue& b) { return Rank(a) < Rank(b); });
  return out;
}

std::string HeadlineOf(const model::CheckResult& check) {
  return check.headline.empty() ? "not so everywhere: " + check.rule : check.headline;
}

std::string EffortOf(int minutes) {
  if (minutes <= 0) return "decide";
  return minutes < kLongMinutes ? std::to_string(minutes) + " min"
                                : Thousands((minutes + 30) / 60) + " h";
}

std::string EffortWords(long long minutes) {
  return minutes < kLongMinutes ? Count("minute", minutes) : Count("hour", (minutes + 30) / 60);
}

std::string SharedReach(const model::CheckResult& check) {
  if (check.outcome == Outcome::kViolated || check.findings.empty()) return {};
  Reach reach = check.findings.front().reach;
  for (const auto& finding : check.findings)
    if (finding.reach != reach) return {};
  return reach == Reach::kUnknown ? std::string() : ReachWords(reach);
}

std::vector<PlaceLine> PlaceLines(const model::CheckResult& check) {
  std::vector<PlaceLine> out;
  std::map<std::tuple<std::string_view, std::string_view, bool>, std::size_t> at;
  bool violated = check.outcome == Outcome::kViolated;
  for (const auto& finding : check.findings) {
    auto [seen, fresh] = at.emplace(std::tuple(std::string_view(finding.place.path.bytes),
                                               std::string_view(finding.text), finding.decides),
                                    out.size());
    if (fresh) {
      // Beside findings that decide, each other one says why it does not.
      bool told = violated && !finding.decides;
      out.push_back({finding.place.path,
                     {},
                     finding.text,
                     told ? ReachWords(finding.reach, finding.place.path) : std::string(),
                     finding.decides});
    }
    if (finding.place.line > 0) out[seen->second].lines.push_back(finding.place.line);
  }
  for (auto& line : out) {
    std::sort(line.lines.begin(), line.lines.end());
    line.lines.erase(std::unique(line.lines.begin(), line.lines.end()), line.lines.end());
  }
  return JoinWords(std::move(out));
}

std::string PlaceText(const PlaceLine& line, std::size_t most) {
  std::string out = line.path.bytes;
  for (std::size_t i = 0; i < line.lines.size() && i < most; ++i)
    out += (i == 0 ? ":" : ", :") + std::to_string(line.lines[i]);
  if (line.lines.size() > most) out += " and " + std::to_string(line.lines.size() - most) + " more";
  return out;
}

std::string PlaceText(const model::Place& place) {
  if (place.line == 0) return place.path.bytes;
  return place.path.bytes + ":" + std::to_string(place.line);
}

bool NamesItsPlace(const model::Witness& witness) {
  return witness.place.line == 0 && witness.text.starts_with(witness.place.path.bytes + ": ");
}

std::vector<Held> AlreadyHere(const model::Assessment& assessment) {
  // Each true thing once, with every claim that it bears on.
  std::vector<std::pair<Numbers, const model::Witness*>> found;
  std::map<std::pair<std::string_view, model::Place>, std::size_t> at;
  for (const auto& claim : assessment.claims)
    for (const auto& check : claim.checks)
      for (const auto& witness : check.witnesses) {
        auto key = std::pair(std::string_view(witness.text), witness.place);
        auto [seen, fresh] = at.emplace(key, found.size());
        if (fresh) found.push_back({{}, &witness});
        auto& claims = found[seen->second].first;
        if (claims.empty() || claims.back() != claim.claim) claims.push_back(claim.claim);
      }
  std::vector<Held> out;
  std::map<Numbers, std::size_t> rows;
  for (const auto& [claims, witness] : found) {
    auto [row, fresh] = rows.emplace(claims, out.size());
    if (fresh) out.push_back({claims, {}});
    auto& said = out[row->second].said;
    auto same = std::find_if(said.begin(), said.end(),
                             [&](const Said& one) { return one.text == witness->text; });
    if (same == said.end()) same = said.insert(said.end(), {witness->text, {}});
    if (!witness->place.path.empty() && !NamesItsPlace(*witness))
      same->places.push_back(witness->place);
  }
  return out;
}

std::string PlacesText(const std::vector<model::Place>& places, std::size_t most) {
  std::vector<PlaceLine> lines;
  for (const auto& place : places) {
    if (lines.empty() || lines.back().path != place.path)
      lines.push_back({place.path, {}, "", "", false});
    if (place.line > 0) lines.back().lines.push_back(place.line);
  }
  std::string out;
  for (std::size_t i = 0; i < lines.size() && i < most; ++i)
    out += (i == 0 ? "" : ", ") + PlaceText(lines[i]);
  if (lines.size() > most)
    out += " and " + Count("file", static_cast<long long>(lines.size() - most)) + " more";
  return out;
}

std::vector<NotSeen> NotSeenByPlace(const model::Assessment& assessment) {
  static constexpr Where kOrder[] = {Where::kHere,       Where::kPublished, Where::kForge,
                                     Where::kAdvisories, Where::kScan,      Where::kTests,
                                     Where::kPerson};
  std::map<Where, Numbers> rows;
  for (const auto& claim : assessment.claims) {
    if (claim.verdict != model::Verdict::kNotEvidenced) continue;
    // Once each, where most of the work is: elsewhere rather than here.
    Where where = claim.where.empty() ? Where::kPerson : claim.where.front();
    for (Where other : claim.where)
      if (where == Where::kHere) where = other;
    rows[where].push_back(claim.claim);
  }
  std::vector<NotSeen> out;
  for (Where where : kOrder)
    if (rows.contains(where)) out.push_back({where, rows[where]});
  return out;
}

std::string_view WhereName(Where where) {
  switch (where) {
    case Where::kHere:
      return "this repository";
    case Where::kPublished:
      return "published places";
    case Where::kForge:
      return "the forge";
    case Where::kAdvisories:
      return "advisory data";
    case Where::kScan:
      return "a deeper scan";
    case Where::kTests:
      return "test results";
    case Where::kPerson:
      return "a person";
  }
  return {};
}

std::string_view WhereToLook(Where where) {
  switch (where) {
    case Where::kHere:
      return "part of it is here: avouch explain CLAIM says what is missing";
    case Where::kPublished:
      return "releases and pages as customers see them";
    case Where::kForge:
      return "an export of its settings, members and audit log";
    case Where::kAdvisories:
      return "known vulnerabilities, matched with each supported release";
    case Where::kScan:
      return "the whole content and history, read for secrets and copies";
    case Where::kTests:
      return "results of tests and scanners, bound to a release";
    case Where::kPerson:
      return "what only people know; start with avouch init";
  }
  return {};
}

std::vector<LeftOutGroup> LeftOutByReason(const model::Assessment& assessment) {
  std::map<std::string_view, LeftOutGroup> groups;
  for (const auto& item : assessment.skipped) {
    auto& group = groups[item.reason];
    group.reason = item.reason;
    group.items.push_back(&item);
  }
  std::vector<LeftOutGroup> out;
  for (auto& [reason, group] : groups) out.push_back(std::move(group));
  std::stable_sort(out.begin(), out.end(),
                   [](const auto& a, const auto& b) { return a.items.size() > b.items.size(); });
  return out;
}

Counts CountVerdicts(const model::Assessment& assessment) {
  Counts out;
  for (const auto& claim : assessment.claims) {
    ++out.all;
    switch (claim.verdict) {
      case model::Verdict::kMet:
        ++out.met;
        break;
      case model::Verdict::kNotMet:
        ++out.not_met;
        out.not_met_claims.push_back(claim.claim);
        break;
      case model::Verdict::kNotEvidenced:
        ++out.open;
        break;
      case model::Verdict::kNotApplicable:
        ++out.out;
        break;
    }
  }
  return out;
}

std::string CountsLine(const Counts& counts) {
  std::string out = Count("claim", counts.all) + ": " + Thousands(counts.met) + " met, " +
                    Thousands(counts.not_met) + " not met";
  if (counts.not_met > 0) out += " (" + Compress(counts.not_met_claims) + ")";
  out += ", " + Thousands(counts.open) + " open: not evidenced";
  if (counts.out > 0) out += ", " + Thousands(counts.out) + " not applicable";
  return out + ".";
}

std::vector<std::string> ChangedRules(const model::Assessment& assessment) {
  std::vector<std::string> weaker, other;
  std::set<std::string> told;
  const model::Policy& now = assessment.policy;
  const model::Policy standard;
  auto value = [&](std::string name, long long is, long long was, bool more_is_weaker) {
    told.insert(name);
    if (is == was) return;
    bool weak = more_is_weaker ? is > was : is < was;
    (weak ? weaker : other)
        .push_back(name + ": " + Thousands(is) + " instead of " + Thousands(was) +
                   (weak ? ", weaker than our default" : ", stricter than our default"));
  };
  value("window-days", now.window_days, standard.window_days, true);
  value("review-of-documents-days", now.review_of_documents_days, standard.review_of_documents_days,
        true);
  value("commits-for-automation", now.commits_for_automation, standard.commits_for_automation,
        false);
  value("fix-critical-days", now.fix_critical_days, standard.fix_critical_days, true);
  value("fix-high-days", now.fix_high_days, standard.fix_high_days, true);
  value("fix-medium-days", now.fix_medium_days, standard.fix_medium_days, true);
  for (const auto& name : now.changed)
    if (!told.contains(ReplaceAll(name, "_", "-"))) other.push_back(name + ": not our default");
  std::map<std::string, Numbers> out_of;
  for (const auto& claim : assessment.claims)
    if (claim.verdict == model::Verdict::kNotApplicable)
      out_of[claim.reasons.empty() ? std::string("no reason given") : claim.reasons.front()]
          .push_back(claim.claim);
  constexpr std::string_view kSays = "not applicable, ";  // Said once on the line
  for (const auto& [reason, claims] : out_of)
    weaker.push_back("not applicable: " + Compress(claims) + ", " +
                     (reason.starts_with(kSays) ? reason.substr(kSays.size()) : reason));
  for (const auto& one : assessment.waived)
    weaker.push_back("waived: " + Count("finding", one.findings) + " of " + one.claim +
                     " accepted instead of fixed, until " + one.until);
  for (const auto& exclusion : assessment.subject.product.exclusions)
    weaker.push_back("left out: " + exclusion.path.bytes + ", because " + exclusion.because +
                     (exclusion.by.empty() ? "" : " (" + exclusion.by + ")"));
  weaker.insert(weaker.end(), other.begin(), other.end());
  return weaker;
}

std::string WhoseAnswers(const model::Assessment& assessment) {
  const auto& product = assessment.subject.product;
  if (!product.organisation_name.empty())
    return product.organisation_name + " answers for " + SubjectName(assessment) + ".";
  if (product.configured)
    return "Nobody sells this, says avouch.yaml, so no customer is owed these answers; they are "
           "given freely.";
  return "Nobody has said who sells this, so nothing is held against anyone: open-source "
         "maintainers owe no customer these answers.";
}

// What is only of development or run by nobody is told, and its minutes are not added:
// one long list of it would drown what reaches somebody.
std::string WhatIsTrue(const std::vector<Issue>& issues) {
  if (issues.empty()) return "Nothing that needs fixing was seen in this commit.";
  long long minutes = 0, decisions = 0, count = 0;
  for (const auto& issue : issues) {
    if (Rank(issue) == kRankOfDevelopment) continue;
    ++count;
    minutes += issue.check->minutes;
    decisions += issue.check->minutes == 0;
  }
  long long beside = static_cast<long long>(issues.size()) - count;
  if (count == 0)
    return Capital(NumberWord(beside)) + (beside == 1 ? " thing below is" : " things below are") +
           " true today, and only in development.";
  std::string out = Capital(NumberWord(count)) +
                    (count == 1 ? " thing below is" : " things below are") +
                    " true today and worth ";
  if (minutes > 0) out += "about " + EffortWords(minutes);
  if (decisions > 0)
    out += (minutes > 0 ? " and " : "") + NumberWord(decisions) +
           (decisions == 1 ? " decision" : " decisions");
  out += " (our guess) whoever you are";
  if (beside > 0) out += "; " + NumberWord(beside) + " more only in development";
  return out + ".";
}

std::string WhyAFirstRunLooksLikeThis() {
  return "Most first runs end like this: the Code asks about people, access and promises, and a "
         "repository holds little of that. Not evidenced means nobody has shown it here; it does "
         "not mean it is not done.";
}

}  // namespace avouch::report
