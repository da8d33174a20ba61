#include "formats/front_matter_parts.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::formats {
namespace {

using Parts = std::vector<PartWords>;

const Parts kFramework = {
    {"threat-modelling", {"threat model", "threat-model"}},
    {"requirements", {"requirement"}},
    {"governance", {"governance", "role", "responsib", "ownership"}},
    {"secure-coding",
     {"secure coding", "coding standard", "coding practice", "coding rule", "coding guideline",
      "code review", "secure implementation", "writing code"}},
    {"test-strategy", {"test", "verification"}},
    {"data-management",
     {"data management", "data handling", "data protection", "data classification",
      "sensitive data", "personal data", "management of data"}},
    {"configuration-management",
     {"configuration management", "configuration control", "version control", "change management",
      "change control", "source control"}}};

const Parts kIncident = {
    {"roles",
     {"role", "contact", "responsib", "response team", "incident team", "who to call", "on-call",
      "on call", "escalation", "who does what"}},
    {"response",
     {"response", "detect", "triage", "identif", "declar", "handling", "first steps", "first hour",
      "respond"}},
    {"containment", {"contain", "isolat", "limit the damage"}},
    {"communication",
     {"communicat", "notif", "inform", "telling", "who is told", "status page", "announce"}},
    {"eradication", {"eradicat", "remov", "remediat", "root cause"}},
    {"recovery", {"recover", "restor", "resum", "back to normal"}},
    {"review",
     {"post-incident", "postmortem", "post-mortem", "lessons", "retrospective",
      "after the incident", "review", "afterwards"}}};

const Parts kVulnerability = {
    {"sources",
     {"source", "monitor", "intake", "where findings come from", "where we look", "identif", "scan",
      "discover", "detect", "finding vulnerabilit", "how we learn", "reports come"}},
    {"judging",
     {"judg", "triage", "assess", "priorit", "severity", "evaluat", "analys", "scoring", "rating"}},
    {"limits",
     {"limit", "deadline", "timeline", "sla ", "time frame", "timeframe", "time to fix",
      "fix within", "target time", "response time", "how long", "remediation time"}},
    {"deciding",
     {"decid", "decision", "role", "responsib", "owner", "who ", "approv", "exception",
      "risk accept", "accepting"}},
    {"told",
     {"told", "telling", "communicat", "notif", "inform", "advisor", "disclos", "publish",
      "announce"}}};

const Parts kGuide = {
    {"apply-updates", {"updat", "upgrad", "patching", "new version"}},
    {"secure-use", {"secur", "harden", "safe use", "using it safely", "best practice"}},
    {"strong-authentication",
     {"strong authentication", "authenticat", "two-factor", "two factor", "second factor",
      "multi-factor", "multifactor", "mfa", "2fa", "passkey", "single sign-on", "sso", "sign in",
      "signing in", "sign-in"}},
    {"backup", {"backup", "back up", "backing up", "restor"}},
    {"access-control",
     {"access control", "permission", "role", "authoriz", "authoris", "who may", "who can",
      "user rights", "least privilege"}},
    {"ports", {"port ", "ports ", "firewall", "network", "allow-list", "allowlist"}}};

const Parts kNeed = {
    {"who", {"participant", "^who ", "people", "users asked", "user group", "interview"}},
    {"when", {"date ", "^when ", "dates ", "period", "timing", "schedule"}},
    {"decided",
     {"decid", "decision", "outcome", "what changed", "changes ", "conclusion", "action",
      "result"}}};

const Parts kTestPlan = {
    {"scope", {"scope", "objective", "what is tested", "coverage", "items under test", "covers"}},
    {"kinds",
     {"kind", "kinds of test", "types of test", "test type", "test level", "levels of test",
      "test approach", "approach", "test method"}},
    {"when", {"schedule", "^when ", "frequency", "how often", "timing", "trigger", "cadence"}},
    {"who", {"role", "^who ", "responsib", "owner", "tester", "people"}},
    {"pass-rule",
     {"pass ", "passes ", "passed ", "passing ", "pass-rule", "exit criteri", "acceptance criteri",
      "what counts as", "done when", "success criteri", "release criteri", "gate ", "gates "}}};

// Beside what their readers find in sentences: a heading that names the part.
const Parts kDisclosure = {
    {"how-to-report",
     {"how to report", "reporting a vulnerab", "report a vulnerab", "reporting a security",
      "how to contact", "where to report"}},
    {"scope", {"scope", "what is covered", "what this covers", "what it covers"}},
    {"what-to-expect",
     {"what to expect", "what you can expect", "what happens", "what we do", "what follows",
      "after you report", "our response", "response time", "response process"}},
    {"safe-harbour", {"safe harbo"}}};

const Parts kSupport = {
    {"versions", {"supported version", "which version", "versions supported", "version support"}},
    {"dates", {"end of support", "end of life", "end-of-life", "end-of-support", "until when"}},
    {"update-frequency",
     {"how often", "update frequency", "frequency of update", "release cadence"}},
    {"how-updates-arrive",
     {"how updates arrive", "how updates reach", "how you get updates", "getting updates",
      "applying updates", "installing updates", "how to update", "how updates are"}},
    {"how-one-is-told",
     {"how you are told", "how we tell", "how you hear", "notification", "announcement",
      "staying informed", "how customers are told"}}};

const Parts kVerification = {
    {"key",
     {"public key", "^key", "signing key", "which key", "fingerprint", "verification key",
      "signing identity", "signer"}},
    {"command", {"command", "how to verify", "^verify", "^verifying", "how to check", "^check"}},
    {"where-the-key-is",
     {"where the key", "where to get the key", "where to find the key", "where keys",
      "key is published", "keys are published", "get the key", "getting the key", "fetch the key",
      "source of the key"}}};

constexpr std::size_t kMaxLabelCell = 6;  // Words of a first cell that still is a name

// Lower case, stops as spaces, one space behind: "who " is in "Who?", not in "Whole".
bool Names(std::string_view text, const PartWords& part) {
  std::string plain = Lower(text) + ' ';
  for (char& c : plain)
    if (c == '?' || c == ':' || c == ',' || c == '.' || c == '/' || c == '(' || c == ')' ||
        c == '&')
      c = ' ';
  return std::ranges::any_of(part.words, [&](std::string_view word) {
    return word[0] == '^' ? plain.starts_with(word.substr(1)) : HasAny(plain, {word});
  });
}

bool InHeadings(const Prose& prose, const Outline& outline, const PartWords& part) {
  for (std::size_t i = 0; i < prose.headings.size(); ++i)
    if (!outline.IsTitle(i) && outline.HasMatter(i) && Names(prose.headings[i].text, part))
      return true;
  return false;
}

bool InLabels(const Prose& prose, const PartWords& part) {
  return std::ranges::any_of(prose.sentences, [&](const Sentence& sentence) {
    const auto label = LabelOf(sentence.text);
    return label && SaysSomething(label->value) && Names(label->name, part);
  });
}

// "| Scope | all requirements |", or a column "passes when" that is filled in.
bool InTables(const Prose& prose, const Outline& outline, const PartWords& part) {
  for (const Table& table : TablesOf(prose, outline)) {
    for (const TableRow* row : table.rows) {
      const std::string_view first = CellOf(*row, 0);
      if (row->cells.size() > 1 && Words(first).size() <= kMaxLabelCell && Names(first, part) &&
          std::any_of(row->cells.begin() + 1, row->cells.end(), SaysSomething))
        return true;
    }
    for (std::size_t column = 0; column < table.head->cells.size(); ++column) {
      if (!Names(table.head->cells[column], part)) continue;
      if (std::ranges::any_of(table.rows, [&](const TableRow* row) {
            return SaysSomething(CellOf(*row, static_cast<int>(column)));
          }))
        return true;
    }
  }
  return false;
}

}  // namespace

std::span<const PartWords> PartWordsOf(std::string_view purpose) {
  if (purpose == "disclosure") return kDisclosure;
  if (purpose == "support") return kSupport;
  if (purpose == "framework") return kFramework;
  if (purpose == "incident-plan") return kIncident;
  if (purpose == "vulnerability-plan") return kVulnerability;
  if (purpose == "user-guide") return kGuide;
  if (purpose == "user-need") return kNeed;
  if (purpose == "test-plan") return kTestPlan;
  if (purpose == "verification") return kVerification;
  return {};
}

std::vector<std::string> PartsIn(const Prose& prose, const Outline& outline,
                                 std::span<const PartWords> asked) {
  std::vector<std::string> out;
  for (const PartWords& part : asked)
    if (InHeadings(prose, outline, part) || InLabels(prose, part) || InTables(prose, outline, part))
      out.emplace_back(part.id);
  return out;
}

std::vector<std::string> PartsOf(std::string_view purpose, const Prose& prose, BytesView text) {
  const auto asked = PartWordsOf(purpose);
  return asked.empty() ? std::vector<std::string>() : PartsIn(prose, Outline(prose, text), asked);
}

}  // namespace avouch::formats
