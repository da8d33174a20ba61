// Sections for a product that somebody answers for: the grid, what is open and
// who can close it, and the gaps that were told.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/check_sections.h"

namespace avouch::report {
namespace {

constexpr int kVerdictColumns = 7;     // "not met" is NOT; "met a" fits with two blanks
constexpr std::size_t kMostSteps = 5;  // Of one place, before "and N more"

// "met", "met s", "NOT", "open", "n/a": the letter is the grade, told below.
std::string Square(const model::ClaimAnswer& answer) {
  switch (answer.verdict) {
    case model::Verdict::kNotMet:
      return "NOT";
    case model::Verdict::kNotEvidenced:
      return "open";
    case model::Verdict::kNotApplicable:
      return "n/a";
    case model::Verdict::kMet:
      break;
  }
  if (!answer.grade) return "met";
  switch (*answer.grade) {
    case model::Grade::kAttested:
      return "met a";
    case model::Grade::kExported:
      return "met x";
    case model::Grade::kSigned:
      return "met s";
    default:
      return "met";
  }
}

Style StyleOf(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::kMet:
      return Style::kGood;
    case model::Verdict::kNotMet:
      return Style::kBad;
    case model::Verdict::kNotEvidenced:
      return Style::kOpen;
    case model::Verdict::kNotApplicable:
      return Style::kFaint;
  }
  return Style::kPlain;
}

struct Step {
  Numbers claims;
  const model::NextStep* step;
};

// Where a check met nothing that it could look at, no step was left: its rule says
// what would have to be seen.
std::string ToBeSeen(const model::Assessment& assessment, const Numbers& claims) {
  for (const auto& answer : assessment.claims) {
    if (claims.empty() || answer.claim != claims.front()) continue;
    for (const auto& check : answer.checks)
      if (check.nothing && std::ranges::find(answer.beside, check.check) == answer.beside.end())
        return "to be seen here: " + check.rule;
  }
  return "nothing here says how";
}

std::string Effort(const model::NextStep& step) {
  return step.minutes > 0 ? Thousands(step.minutes) + " min" : std::string();
}

}  // namespace

void WriteGrid(Page& page, const Material& material) {
  const auto& a = material.assessment;
  std::map<std::string_view, const model::ClaimAnswer*> answers;
  for (const auto& answer : a.claims) answers.emplace(answer.claim, &answer);
  std::size_t most = 0;
  for (const auto& theme : material.catalogue.themes)
    for (const auto& principle : theme.principles) most = std::max(most, principle.claims.size());
  if (page.width() < 6 + static_cast<int>(most) * (kVerdictColumns + 2) + 18) {
    // Too narrow for a grid: a line for each principle.
    for (const auto& theme : material.catalogue.themes)
      for (const auto& principle : theme.principles) {
        std::string text = principle.name + ":";
        for (const auto& claim : principle.claims)
          if (auto at = answers.find(claim.number); at != answers.end())
            text +=
                "  " + claim.number.substr(claim.number.rfind('.') + 1) + " " + Square(*at->second);
        page.Row(2, {{5, principle.number}, {0, text}});
      }
  } else {
    std::vector<Cell> head = {{5, ""}};
    for (std::size_t i = 1; i <= most; ++i) head.push_back({kVerdictColumns, std::to_string(i)});
    head.push_back({0, ""});
    page.Row(2, head);
    for (const auto& theme : material.catalogue.themes)
      for (const auto& principle : theme.principles) {
        std::vector<Cell> row = {{5, principle.number}};
        for (std::size_t i = 0; i < most; ++i) {
          auto at = i < principle.claims.size() ? answers.find(principle.claims[i].number)
                                                : answers.end();
          bool known = at != answers.end();
          row.push_back({kVerdictColumns, known ? Square(*at->second) : std::string(),
                         known ? StyleOf(at->second->verdict) : Style::kPlain});
        }
        row.push_back({0, principle.name});
        page.Row(2, row);
      }
  }
  page.Text(
      "met: computed, anyone can repeat it · a: attested · x: from another system's export · "
      "s: signed by a named person",
      2, 2, Style::kFaint);
  Numbers met;
  for (const auto& principle : a.principles)
    if (principle.verdict == model::Verdict::kMet) met.push_back(principle.principle);
  Counts counts = CountVerdicts(a);
  page.Text(Thousands(counts.met) + " met, " + Thousands(counts.not_met) + " not met, " +
                Thousands(counts.open) + " open, " + Thousands(counts.out) +
                " not applicable. Principles met: " + (met.empty() ? "none yet" : Join(met, " ")) +
                ". The Code counts a principle only when all its claims are.",
            2, 2);
}

void WriteOpen(Page& page, const Material& material, const Options& options) {
  auto groups = NotSeenByPlace(material.assessment);
  if (groups.empty()) return;
  page.Blank();
  page.Heading("OPEN, BY WHERE IT CAN BE CLOSED", "(shortest first; minutes are our guess)");
  std::map<std::string_view, const model::ClaimAnswer*> answers;
  for (const auto& answer : material.assessment.claims) answers.emplace(answer.claim, &answer);
  for (const auto& group : groups) {
    std::vector<Step> steps;
    for (const auto& number : group.claims) {
      const auto& answer = *answers.at(number);
      if (answer.next.empty()) {
        steps.push_back({{number}, nullptr});
        continue;
      }
      const auto* step = &answer.next.front();
      for (const auto& other : answer.next)
        if (other.where == group.where) {
          step = &other;
          break;
        }
      auto same = std::find_if(steps.begin(), steps.end(), [&](const Step& one) {
        return one.step != nullptr && one.step->text == step->text;
      });
      if (same == steps.end())
        steps.push_back({{number}, step});
      else
        same->claims.push_back(number);
    }
    std::stable_sort(steps.begin(), steps.end(), [](const Step& x, const Step& y) {
      auto minutes = [](const Step& s) {
        return s.step && s.step->minutes > 0 ? s.step->minutes : 1 << 20;
      };
      return minutes(x) < minutes(y);
    });
    page.Text(std::string(WhereName(group.where)), 2, 2, Style::kHeading);
    int column = 11;
    for (const auto& one : steps) column = std::max(column, WidthOf(Compress(one.claims)));
    column = std::min(column, std::max(11, page.width() / 4));
    std::size_t shown =
        options.verbose || steps.size() <= kMostSteps + 1 ? steps.size() : kMostSteps;
    for (std::size_t i = 0; i < shown; ++i) {
      const auto* step = steps[i].step;
      std::string text = step ? step->text : ToBeSeen(material.assessment, steps[i].claims);
      if (step && !step->command.empty())
        text += " (" + step->command + TargetArgument(material.talk) + ")";
      page.Row(4, {{column, Compress(steps[i].claims), Style::kOpen},
                   {0, text},
                   {7, step ? Effort(*step) : std::string(), Style::kPlain, true}});
    }
    if (shown == steps.size()) continue;
    Numbers rest;
    for (const auto& number : group.claims)
      for (std::size_t i = shown; i < steps.size(); ++i)
        if (std::find(steps[i].claims.begin(), steps[i].claims.end(), number) !=
            steps[i].claims.end())
          rest.push_back(number);
    page.Text("and " + Compress(rest) + ": -v", 4, 6);
  }
}

void WriteGaps(Page& page, const Material& material) {
  const auto& gaps = material.assessment.subject.product.gaps;
  if (gaps.empty()) return;
  page.Blank();
  page.Heading("GAPS TOLD", "(open, owned and dated; they change no verdict)");
  for (const auto& gap : gaps) {
    std::string text = gap.why;
    if (!gap.owner.empty()) text += (text.empty() ? "" : " · ") + gap.owner;
    if (!gap.by.empty()) text += " · by " + gap.by;
    page.Row(2, {{5, gap.claim, Style::kOpen}, {0, text}});
  }
}

}  // namespace avouch::report
