#include "report/form_fill.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

using model::FilledSection;
using model::Verdict;

// Of a file, a form or a repository: one line, whatever is in it.
std::string Line(std::string_view text) { return ReplaceAll(Printable(text), "\n", " "); }

std::string StatusOf(Verdict verdict) {
  return verdict == Verdict::kNotEvidenced ? "Open: not evidenced" : Capital(VerdictWord(verdict));
}

std::string_view RestsOn(model::Grade grade) {
  switch (grade) {
    case model::Grade::kComputed:
      return "computed from the source, so anyone who has it can repeat it";
    case model::Grade::kAttested:
      return "another system made and signed it";
    case model::Grade::kExported:
      return "another system's answer, kept as it came";
    case model::Grade::kSigned:
      return "the signed word of a named person";
    case model::Grade::kClaimed:
      return "only said";
  }
  return {};
}

void AddSaid(const HandInClaim& claim, std::vector<std::string>& out) {
  for (const auto& said : claim.said) {
    std::string text = said.evidence;
    if (!said.status.empty()) text = said.status + (text.empty() ? "" : "; ") + text;
    text = ReplaceAll(text.empty() ? said.argument : text, "\n", " / ");
    out.push_back(
        Line(std::string(model::kRepeatedInForm) + said.file + ", " + said.row + ": " + text));
  }
}

std::vector<std::string> ArgumentOf(const HandInClaim& claim) {
  std::vector<std::string> out;
  if (claim.grade) out.push_back("Rests on: " + std::string(RestsOn(*claim.grade)) + ".");
  for (const auto& rule : claim.rules) out.push_back("Shown: " + Line(rule));
  for (const auto& reason : claim.reasons) {
    const bool told = std::ranges::find(claim.rules, reason) != claim.rules.end();
    if (told) continue;
    out.push_back((claim.verdict == Verdict::kMet ? "" : "Why: ") + Line(reason));
  }
  if (!claim.next.empty()) out.push_back("To close it: " + Line(claim.next));
  if (!claim.gap.empty() || !claim.gap_until.empty())
    out.push_back("Known and open" +
                  (claim.gap_until.empty() ? "" : " until " + Line(claim.gap_until)) +
                  (claim.gap_by.empty() ? "" : ", owned by " + Line(claim.gap_by)) +
                  (claim.gap.empty() ? "" : ": " + Line(claim.gap)));
  if (!claim.reservation.empty())
    out.push_back("Excepted by the Senior Responsible Owner: " + Line(claim.reservation));
  if (!claim.argument.empty()) out.push_back("Argument: " + Line(claim.argument));
  return out;
}

FilledSection WhatToReadFirst(const HandIn& what) {
  FilledSection out{"Read this first", {}};
  for (const auto& line : what.loosened) out.lines.push_back(Line(line));
  for (const auto& line : what.assumptions) out.lines.push_back(Line(line));
  for (const auto& claim : what.claims)
    if (claim.verdict == Verdict::kNotApplicable)
      out.lines.push_back(
          claim.claim + " not applicable: " +
          (claim.reasons.empty() ? "no reason given" : Line(claim.reasons.front())));
  out.lines.emplace_back(
      "Evidence is graded: computed, attested, exported, signed, or only said. What is only said "
      "makes no claim met.");
  std::map<std::string, std::string> forms;  // Digest, by file
  for (const auto& claim : what.claims)
    for (const auto& said : claim.said) forms[said.file] = said.digest;
  for (const auto& [file, digest] : forms)
    out.lines.push_back("Only said, and repeated here: " + Line(file) + ", sha256:" + digest);
  if (!what.wording_digest.empty())
    out.lines.push_back("The wording of claims was supplied by the user, sha256:" +
                        what.wording_digest);
  return out;
}

FilledSection WhatChanged(const HandIn& what) {
  FilledSection out{"Changes since last time", {}};
  if (what.since.empty()) {
    out.lines.emplace_back("No earlier answer was compared.");
    return out;
  }
  out.lines.push_back("Compared with the answer of " + what.since + ":");
  for (const auto& line : what.changes) out.lines.push_back(Line(line));
  if (what.changes.empty()) out.lines.emplace_back("No verdict changed.");
  return out;
}

FilledSection HowToVerify(const HandIn& what) {
  FilledSection out{"How to verify", {}};
  if (what.told_by == ToldBy::kAssessment) {
    out.lines = {"This form was written from an assessment of commit " + what.commit + " by " +
                     Line(what.program) +
                     ". It is not signed, and nothing in it can be checked "
                     "by who reads it.",
                 "Ask the supplier for the sealed bundle: avouch verify BUNDLE checks every byte, "
                 "signature and log entry of it."};
  } else {
    out.lines = {"This form was written from the bundle " + Line(what.file) +
                     ", sha256:" + what.file_digest +
                     ". The form is for reading; the bundle is what can be "
                     "checked.",
                 "avouch verify " + Line(what.file) +
                     (what.fingerprint.empty() ? "" : " --organisation " + what.fingerprint),
                 "Log: " + Line(what.log) + "."};
    if (!what.fingerprint.empty())
      out.lines.emplace_back(
          "It is theirs if they told you that fingerprint by another road than this form.");
  }
  out.lines.push_back("Rules of the decision, sha256:" + what.policy);
  out.lines.push_back("Catalogue of claims, sha256:" + what.catalogue.digest);
  return out;
}

FilledSection WhoAnswers(const HandIn& what) {
  FilledSection out{"Who answers, and for what", {}};
  const auto add = [&](std::string_view name, const std::string& value) {
    if (!value.empty()) out.lines.push_back(std::string(name) + ": " + Line(value));
  };
  add("Organisation", what.organisation);
  add("Fingerprint of its keys", what.fingerprint);
  add("Product", what.product);
  add("Version", what.version);
  add("Commit", what.commit);
  add("Assessed", ToHumanDate(what.assessed));
  add("Scope", what.scope.empty() ? "assumed: all four themes" : what.scope);
  add("Delivery", Join(what.delivery, ", "));
  add("Senior Responsible Owner", what.owner.empty() ? "nobody is listed" : what.owner);
  if (what.signed_by)
    out.lines.push_back("Signed by " + Line(what.signed_by->by) + " on " + what.signed_by->on +
                        ", until " + what.signed_by->until + ": " + Line(what.signed_by->how));
  else
    out.lines.emplace_back("No Senior Responsible Owner has signed this.");
  return out;
}

}  // namespace

std::string EvidenceLine(const HandInEvidence& evidence) {
  std::string out = evidence.what.empty() ? evidence.kind : evidence.what;
  if (!evidence.kind.empty() && !evidence.what.empty()) out += " (" + evidence.kind + ")";
  out += evidence.on.empty() ? ", undated" : ", of " + evidence.on;
  out += ", " + std::string(Name(evidence.grade));
  if (!evidence.visibility.empty()) out += ", for " + evidence.visibility;
  out += evidence.digest.empty() ? ", its digest withheld" : ", sha256:" + evidence.digest;
  return Line(out);
}

namespace {

// What was looked at for a claim that is not met is evidence of nothing; what is withheld of
// it stands in one line.
std::vector<std::string> EvidenceOf(const HandInClaim& claim) {
  std::vector<std::string> out, withheld;
  const bool met = claim.verdict == Verdict::kMet;
  for (const auto& evidence : claim.evidence) {
    if (met)
      out.push_back(EvidenceLine(evidence));
    else if (evidence.digest.empty())
      withheld.push_back(evidence.what.empty() ? evidence.kind : evidence.what);
    else
      out.push_back("Looked at: " + EvidenceLine(evidence));
  }
  if (!withheld.empty())
    out.push_back(Line("Looked at, and withheld from this reader: " + Join(withheld, ", ")));
  return out;
}

}  // namespace

model::FormFill FillOf(const HandIn& what) {
  model::FormFill out;
  out.organisation = Line(what.organisation);
  out.product = Line(what.product);
  out.version = what.version.empty() ? "commit " + ShortCommit(what.commit) : Line(what.version);
  out.on = ToHumanDate(what.assessed);
  if (what.signed_by) {
    out.by = Line(what.signed_by->by);
    out.role = "Senior Responsible Owner";
    if (const auto day = ParseTime(what.signed_by->on)) out.on = ToHumanDate(*day);
  } else {
    out.by = "nobody has signed this";
    out.role = "Senior Responsible Owner" +
               (what.owner.empty() ? ": nobody is listed" : ", as listed: " + Line(what.owner));
  }
  for (const auto& claim : what.claims) {
    model::FilledClaim one{claim.claim,
                           Line(WordsOf(what, claim.claim)),
                           StatusOf(claim.verdict),
                           {},
                           ArgumentOf(claim)};
    one.evidence = EvidenceOf(claim);
    AddSaid(claim, one.evidence);
    out.claims.push_back(std::move(one));
  }
  for (const auto& theme : what.catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& answer : what.principles)
        if (answer.principle == principle.number)
          out.principles.push_back({principle.number, principle.text, StatusOf(answer.verdict)});
  out.more = {WhoAnswers(what), WhatToReadFirst(what), WhatChanged(what), HowToVerify(what)};
  return out;
}

}  // namespace avouch::report
