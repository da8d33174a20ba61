#include <algorithm>
#include <cmath>

#include "base/text.h"
#include "report/check_sections.h"
#include "report/only_said.h"
#include "report/place_rows.h"
#include "report/source_lines.h"
#include "report/text.h"

namespace avouch::report {
namespace {

constexpr std::size_t kMostPlaces = 6;  // Of one issue, before "and N more"
constexpr std::size_t kMostSaid = 5;    // Of one line of what is already here
constexpr int kMostSaidColumns = 150;
constexpr std::size_t kMostReasons = 6;  // Of what was left out
constexpr int kMostPathColumns = 44;

// "0.4 s"; never less than "0.1 s".
std::string Seconds(double seconds) {
  auto tenths = static_cast<long long>(std::lround(std::clamp(seconds, 0.1, 1e6) * 10));
  return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10) + " s";
}

std::string ProgramName(const std::string& program) {
  std::size_t last = program.rfind('.');  // "avouch 0.1.0" is "avouch 0.1" to people
  return program.ends_with(".0") ? program.substr(0, last) : program;
}

std::string Deliveries(const model::Product& product) {
  std::string out;
  for (auto delivery : product.delivery)
    out += (out.empty() ? "" : ", ") + std::string(Name(delivery));
  return out;
}

std::string SubjectLine(const model::Assessment& assessment, const model::Talk& talk) {
  const auto& subject = assessment.subject;
  const auto& product = subject.product;
  std::string out = SubjectName(assessment, talk);
  if (!product.organisation_name.empty()) out += " by " + product.organisation_name;
  if (product.configured) {
    if (product.scope) out += " · " + ScopeWords(*product.scope);
    if (!product.delivery.empty()) out += ", " + Deliveries(product);
    out += " ·";
  }
  out += " at " + ShortCommit(subject.commit) + ", " + ToHumanDate(subject.commit_date);
  if (!subject.prefix.empty()) out += ", folder " + subject.prefix;
  return out;
}

// A quotation that is cut ends in its mark.
std::string ClipSaid(const std::string& text) {
  std::string out = Clip(text, kMostSaidColumns);
  if (out != text && std::count(out.begin(), out.end(), '"') % 2 == 1) out += '"';
  return out;
}

void WriteRemedy(Page& page, const model::CheckResult& check, const model::Talk& talk, int indent) {
  if (!check.remedy.empty()) page.Text("do     " + check.remedy, indent, indent + 7);
  if (!check.fix_command.empty())
    page.Text("patch  " + check.fix_command + TargetArgument(talk), indent, indent + 7);
}

std::string Gate(const Options& options) {
  const GateAnswer& gate = options.gate;
  std::string out = "exit " + std::to_string(gate.exit) + ": ";
  if (gate.gate == model::Gate::kNone)
    return out + "no gate chosen (--fail-on new|not-met|open, or gate: in avouch.yaml)";
  out += "gate is " + std::string(Name(gate.gate));
  if (!gate.from.empty()) out += " (" + gate.from + ")";
  if (gate.by.empty()) return out + (gate.exit == 0 ? ", and it holds" : "");
  return out + ": " + (gate.gate == model::Gate::kNew ? Join(gate.by, " ") : Compress(gate.by));
}

}  // namespace

void WriteHead(Page& page, const Material& material) {
  const auto& a = material.assessment;
  auto claims = static_cast<long long>(a.claims.size());
  page.Text(ProgramName(a.program) + " · " + CodeTitle(material.catalogue) + " · " +
                Count("claim", claims) + " · catalogue " + ShortDigest(a.catalogue),
            0, 2);
  std::string line = SubjectLine(a, material.talk) + " · " + Count("file", a.files) + ", " +
                     Count("commit", a.commits) + ", " + Count("tag", a.tags);
  if (material.talk.seconds > 0) line += " · " + Seconds(material.talk.seconds);
  page.Text(line + " · as of " + ToHumanDate(a.time) + " · offline, repository untouched", 0, 2);
  for (const auto& source : SourceLines(a)) page.Text(source, 2, 4);
  if (material.talk.work_tree_clean == false)
    page.Text("the work tree differs from this commit; only the commit was read", 0, 2);
  for (const auto& note : material.talk.notes) page.Text(note, 0, 2);
}

// The claim to explain where nothing contradicts one: the first that is open, else the first.
std::string FirstOpen(const model::Assessment& assessment) {
  for (const auto& claim : assessment.claims)
    if (claim.verdict == model::Verdict::kNotEvidenced) return claim.claim;
  return assessment.claims.empty() ? std::string() : assessment.claims.front().claim;
}

void WriteChangedRules(Page& page, const Material& material) {
  auto rules = ChangedRules(material.assessment);
  if (rules.empty()) return;
  page.Blank();
  page.Heading("RULES CHANGED, OR CLAIMS LEFT OUT", "(by the vendor; the reader judges)");
  for (const auto& rule : rules) page.Text(rule, 2, 4, Style::kOpen);
}

void WriteSince(Page& page, const Material& material, const Options& options) {
  if (material.since == nullptr) return;
  const Comparison& since = *material.since;
  page.Blank();
  if (!since.worse()) {
    page.Heading("NOTHING NEW SINCE " + ShortCommit(since.base),
                 since.gone.empty()
                     ? std::string("(the common ancestor)")
                     : "(the common ancestor) · " +
                           Count("finding", static_cast<long long>(since.gone.size())) + " gone");
    return;
  }
  page.Heading("NEW SINCE " + ShortCommit(since.base), "(the common ancestor; the rest was there)");
  std::size_t shown =
      options.verbose ? since.fresh.size() : std::min<std::size_t>(since.fresh.size(), 20);
  for (std::size_t i = 0; i < shown; ++i) {
    const auto& finding = since.fresh[i];
    page.Row(2, {{std::min(kMostPathColumns, WidthOf(Printable(PlaceText(finding.place)))),
                  PlaceText(finding.place)},
                 {0, finding.text}});
    if (!finding.fix.empty()) page.Text("do   " + finding.fix, 4, 9);
  }
  if (shown < since.fresh.size())
    page.Text("and " + Thousands(static_cast<long long>(since.fresh.size() - shown)) +
                  " more: -v lists them",
              2);
  for (const auto& rule : since.loosened) page.Text("loosened: " + rule, 2, 4, Style::kBad);
  if (!since.gone.empty())
    page.Text(Count("finding", static_cast<long long>(since.gone.size())) + " gone", 2, 4,
              Style::kGood);
}

void WriteIssues(Page& page, const Material& material, const std::vector<Issue>& issues,
                 std::string_view heading, std::string_view beside, const Options& options) {
  if (issues.empty()) return;
  page.Blank();
  page.Heading(heading, beside);
  int effort = 0;
  for (const auto& issue : issues)
    effort = std::max(effort, WidthOf(EffortOf(issue.check->minutes)));
  long long number = 0;
  for (const auto& issue : issues) {
    const auto& check = *issue.check;
    std::string headline = HeadlineOf(check), reach = SharedReach(check);
    if (!reach.empty()) headline += " (" + reach + ")";
    page.Row(0, {{2, std::to_string(++number), Style::kPlain, true},
                 {5, Join(issue.claims, " "), issue.decides ? Style::kBad : Style::kOpen},
                 {0, headline},
                 {effort, EffortOf(check.minutes), Style::kPlain, true}});
    WritePlaceRows(page, 13, PlaceRowsOf(check, kMostPlaces, options.verbose));
    WriteRemedy(page, check, material.talk, 13);
  }
}

void WriteAlreadyHere(Page& page, const Material& material, const Options& options) {
  auto held = AlreadyHere(material.assessment);
  if (held.empty()) return;
  page.Blank();
  page.Heading("ALREADY HERE", "(anyone with this commit can compute it again)");
  if (!material.assessment.assumptions.empty())
    page.Text("(" + Join(material.assessment.assumptions, "; ") + "; avouch init says otherwise)",
              4, 5);
  int column = 5;
  for (const auto& one : held) column = std::max(column, WidthOf(Compress(one.claims)));
  column = std::min(column, 13);
  for (const auto& one : held) {
    std::string text;
    std::size_t shown = options.verbose ? one.said.size() : std::min(one.said.size(), kMostSaid);
    for (std::size_t i = 0; i < shown; ++i) {
      const Said& said = one.said[i];
      text += i == 0 ? "" : " · ";
      text += options.verbose ? ToUtf8(said.text) : ClipSaid(ToUtf8(said.text));
      if (!said.places.empty())
        text += " (" + PlacesText(said.places, options.verbose ? said.places.size() : 2) + ")";
    }
    if (shown < one.said.size())
      text += " · and " + std::to_string(one.said.size() - shown) + " more: -v";
    page.Row(4, {{column, Compress(one.claims), Style::kGood}, {0, text}});
  }
}

void WriteNotSeen(Page& page, const Material& material) {
  auto rows = NotSeenByPlace(material.assessment);
  if (rows.empty()) return;
  page.Blank();
  page.Heading("NOT SEEN, AND WHERE IT WOULD BE");
  int widest = 0;
  for (const auto& row : rows) widest = std::max(widest, WidthOf(Compress(row.claims)));
  widest = std::min(widest, std::max(12, (page.width() - 24) * 2 / 5));
  for (const auto& row : rows)
    page.Row(4, {{16, std::string(WhereName(row.where))},
                 {widest, Compress(row.claims), Style::kOpen},
                 {0, std::string(WhereToLook(row.where))}});
  page.Text(
      "What is handed in is read with --org and --evidence; avouch explain names what is needed, "
      "claim by claim.",
      4, 4, Style::kFaint);
}

void WriteLeftOut(Page& page, const Material& material, const Options& options) {
  auto groups = LeftOutByReason(material.assessment);
  page.Blank();
  if (groups.empty()) return page.Heading("LEFT OUT", "nothing; nothing was unreadable");
  std::string text;
  long long rest = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (i >= kMostReasons)
      rest += static_cast<long long>(groups[i].items.size());
    else
      text += (i == 0 ? "" : " · ") + LeftOutWords(groups[i]);
  }
  if (rest > 0) text += " · " + Count("other", rest);
  page.Heading("LEFT OUT", text + (options.verbose ? "" : "  (-v lists them)"));
  if (!options.verbose) return;
  for (const auto& group : groups) {
    page.Text(LeftOutWords(group), 4, 6);
    for (const auto* item : group.items) page.Text(item->path.bytes, 8, 10);
  }
}

void WriteEnd(Page& page, const Material& material, const std::vector<Issue>& issues,
              const Options& options) {
  const auto& a = material.assessment;
  Counts counts = CountVerdicts(a);
  page.Blank();
  std::string line = CountsLine(counts);
  bool first_run = !a.subject.product.configured && counts.open * 2 > counts.all;
  page.Text(first_run ? line + " " + WhyAFirstRunLooksLikeThis() : line);
  page.Blank();
  std::string target = TargetArgument(material.talk);
  std::string claim = !counts.not_met_claims.empty() ? counts.not_met_claims.front()
                      : !issues.empty()              ? issues.front().claims.front()
                                                     : FirstOpen(a);
  struct Next {
    std::string command, why;
  };
  std::vector<Next> next;
  if (!claim.empty())
    next.push_back({"avouch explain " + claim + target, "why, what would help, whose rule"});
  if (!a.subject.product.configured)
    next.push_back({"avouch init" + target, "says who you are, in 6 questions"});
  next.push_back({"avouch check" + target + " --format html --output avouch.html",
                  "the same as a page to read or send"});
  int widest = 0, why = 0;
  for (const auto& one : next) {
    widest = std::max(widest, WidthOf(Printable(one.command)));
    why = std::max(why, WidthOf(one.why));
  }
  bool beside = 4 + widest + 2 + why <= page.width();
  for (const auto& one : next) {
    if (beside) {
      page.Row(4, {{widest, one.command}, {0, one.why}});
    } else {
      page.Text(one.command, 4, 6);
      page.Text(one.why, 8, 8, Style::kFaint);
    }
  }
  page.Text(Gate(options), 0, 2, options.gate.exit == 0 ? Style::kPlain : Style::kBad);
}

std::string CheckText(const Material& material, const Options& options) {
  Page page(std::max(options.width, kMinWidth), options.colour);
  auto issues = Issues(material.assessment);
  WriteHead(page, material);
  WriteChangedRules(page, material);
  WriteSince(page, material, options);
  if (material.assessment.subject.product.configured) {
    page.Blank();
    WriteGrid(page, material);
    std::vector<Issue> deciding, listed;
    for (const auto& issue : issues) (issue.decides ? deciding : listed).push_back(issue);
    WriteIssues(page, material, deciding, "NOT MET", "(something here contradicts the claim)",
                options);
    WriteIssues(page, material, listed, "WORTH FIXING", "(true of this commit; decides nothing)",
                options);
    WriteOpen(page, material, options);
    WriteGaps(page, material);
    WriteOnlySaid(page, material.only_said, options.verbose);
    if (options.verbose) WriteAlreadyHere(page, material, options);
  } else {
    page.Blank();
    page.Text(WhoseAnswers(material.assessment) + " " + WhatIsTrue(issues));
    WriteIssues(page, material, issues, "WORTH FIXING",
                "(true of this commit; each shows its place)", options);
    WriteAlreadyHere(page, material, options);
    WriteNotSeen(page, material);
    WriteOnlySaid(page, material.only_said, options.verbose);
  }
  WriteLeftOut(page, material, options);
  WriteEnd(page, material, issues, options);
  return std::move(page).Take();
}

}  // namespace avouch::report
