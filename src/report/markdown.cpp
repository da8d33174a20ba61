#include "report/markdown.h"

#include <algorithm>

#include "base/text.h"
#include "report/only_said.h"
#include "report/source_lines.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

constexpr std::size_t kMostPlaces = 10;
constexpr std::size_t kMostNew = 30;

// `text` as a code span: nothing in it is markup, a link or a mention. The fence
// is longer than any run of backticks inside.
std::string Code(std::string_view text) {
  std::string inside = Printable(text);
  std::size_t run = 0, longest = 0;
  for (char c : inside) longest = std::max(longest, run = c == '`' ? run + 1 : 0);
  std::string fence(longest + 1, '`');
  if (inside.empty()) inside = " ";
  bool pad = inside.front() == '`' || inside.back() == '`' || inside.front() == ' ';
  return fence + (pad ? " " : "") + inside + (pad ? " " : "") + fence;
}

// A word that a forge would turn into a link, a mention, an issue or a picture.
bool IsMagic(std::string_view word) {
  if (word.find_first_of("@#`") != std::string_view::npos) return true;
  if (word.find("://") != std::string_view::npos || word.find("www.") != std::string_view::npos)
    return true;
  if (std::count(word.begin(), word.end(), ':') > 1) return true;
  std::string lower = Lower(word);
  if (lower.starts_with("gh-")) return true;
  return lower.size() >= 7 && lower.find_first_not_of("0123456789abcdef") == std::string::npos;
}

constexpr std::string_view kAround = "\"'()[];,.";

std::string EscapeWord(std::string_view word) {
  if (IsMagic(word)) {  // What stands around the word is no part of it.
    const std::size_t first = std::min(word.find_first_not_of(kAround), word.size());
    const std::size_t last = word.find_last_not_of(kAround);
    const std::string_view core =
        last == word.npos ? std::string_view() : word.substr(first, last + 1 - first);
    // With brackets inside, the marks may be markup's: all of it is code.
    if (!core.empty() && core.size() < word.size() && core.find_first_of("()[]") == core.npos) {
      return EscapeWord(word.substr(0, first)) + Code(core) + EscapeWord(word.substr(last + 1));
    }
    return Code(word);
  }
  std::string out;
  for (char c : word) {
    if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '&') {
      out += "&amp;";
    } else {
      if (std::string_view("\\*_{}[]()|~$!").find(c) != std::string_view::npos) out += '\\';
      out += c;
    }
  }
  return out;
}

void Places(std::string& out, const model::CheckResult& check) {
  auto lines = PlaceLines(check);
  for (std::size_t i = 0; i < lines.size() && i < kMostPlaces; ++i) {
    out += "  - " + Code(PlaceText(lines[i]));
    if (!lines[i].text.empty()) out += " " + Code(lines[i].text);
    if (!lines[i].reach.empty()) out += " (" + lines[i].reach + ")";
    out += '\n';
  }
  if (lines.size() > kMostPlaces)
    out += "  - and " + Thousands(static_cast<long long>(lines.size() - kMostPlaces)) + " more\n";
}

std::string IssueText(const Issue& issue) {
  const auto& check = *issue.check;
  std::string out = "- **" + Join(issue.claims, ", ") + "** " + EscapeMarkdown(HeadlineOf(check)) +
                    (SharedReach(check).empty() ? "" : " (" + SharedReach(check) + ")") + " · " +
                    EffortOf(check.minutes) + "\n";
  Places(out, check);
  if (!check.remedy.empty()) out += "  - Do: " + EscapeMarkdown(check.remedy) + "\n";
  return out;
}

// "**1.2.2** " for a finding of the check that the claims rest on, or "".
std::string ClaimsOf(const std::vector<Issue>& issues, const model::Finding& finding) {
  for (const auto& issue : issues)
    if (issue.check->check == finding.check) return "**" + Join(issue.claims, ", ") + "** ";
  return {};
}

std::string SinceText(const Comparison& since, const std::vector<Issue>& issues) {
  std::string out;
  for (std::size_t i = 0; i < since.fresh.size() && i < kMostNew; ++i) {
    const auto& finding = since.fresh[i];
    out += "- " + ClaimsOf(issues, finding) + Code(PlaceText(finding.place)) + " " +
           Code(finding.text) + "\n";
    // Words to paste stay together.
    bool paste = finding.fix.find(" # ") != std::string::npos;
    if (!finding.fix.empty())
      out += "  - Do: " + (paste ? Code(finding.fix) : EscapeMarkdown(finding.fix)) + "\n";
  }
  if (since.fresh.size() > kMostNew)
    out += "- and " + Thousands(static_cast<long long>(since.fresh.size() - kMostNew)) + " more\n";
  for (const auto& rule : since.loosened) out += "- Rule loosened: " + EscapeMarkdown(rule) + "\n";
  if (!since.gone.empty())
    out += "\n" + Capital(NumberWord(static_cast<long long>(since.gone.size()))) +
           (since.gone.size() == 1 ? " finding is gone.\n" : " findings are gone.\n");
  return out;
}

std::string Title(const Material& material, const std::vector<Issue>& issues) {
  if (material.since != nullptr) {
    auto fresh = static_cast<long long>(material.since->fresh.size());
    if (fresh > 0) return Count("new finding", fresh);
    return material.since->loosened.empty() ? "nothing new" : "a rule was loosened";
  }
  auto deciding =
      std::count_if(issues.begin(), issues.end(), [](const auto& i) { return i.decides; });
  if (deciding > 0) return Count("thing", deciding) + " to mend";
  return issues.empty() ? "nothing to mend was seen"
                        : Count("thing", static_cast<long long>(issues.size())) + " worth fixing";
}

// A folded part; left out, in sight, when the comment would grow too long.
void Fold(std::string& out, const std::string& summary, const std::string& body) {
  if (body.empty()) return;
  std::string part = "\n<details><summary>" + summary + "</summary>\n\n" + body + "\n</details>\n";
  if (out.size() + part.size() > kMaxComment)
    part = "\n" + summary + ": too long for a comment; see the text report.\n";
  out += part;
}

}  // namespace

std::string EscapeMarkdown(std::string_view text) {
  std::string out, printable = Printable(text);
  for (auto word : Words(printable)) {
    if (!out.empty()) out += ' ';
    bool first = out.empty();
    // A line may not begin as a list, a heading, a quotation or a rule.
    if (first && (word[0] == '-' || word[0] == '+' || word[0] == '=')) out += '\\';
    std::size_t dot = word.find_first_not_of("0123456789");
    if (first && dot != 0 && dot != std::string_view::npos &&
        (word[dot] == '.' || word[dot] == ')') && dot + 1 == word.size()) {
      out += std::string(word.substr(0, dot)) + "\\" + std::string(word.substr(dot));
      continue;
    }
    out += EscapeWord(word);
  }
  return out;
}

std::string CheckMarkdown(const Material& material, const Options&) {
  const auto& a = material.assessment;
  auto issues = Issues(a);
  std::string out = "### avouch: " + Title(material, issues) + "\n\n";
  if (auto rules = ChangedRules(a); !rules.empty()) {
    out += "**Rules changed, or claims left out**\n\n";
    for (std::size_t i = 0; i < rules.size() && i < kMostNew; ++i)
      out += "- " + EscapeMarkdown(rules[i]) + "\n";
    if (rules.size() > kMostNew)
      out += "- and " + Thousands(static_cast<long long>(rules.size() - kMostNew)) + " more\n";
    out += "\n";
  }
  if (material.since != nullptr)
    out += "Since " + Code(ShortCommit(material.since->base)) + ", the common ancestor:\n\n" +
           SinceText(*material.since, issues);
  std::string deciding, listed, here, open;
  for (const auto& issue : issues) (issue.decides ? deciding : listed) += IssueText(issue);
  for (const auto& held : AlreadyHere(a)) {
    here += "- **" + Compress(held.claims) + "** ";
    for (std::size_t i = 0; i < held.said.size() && i < kMostPlaces; ++i)
      here += (i == 0 ? "" : " · ") + EscapeMarkdown(held.said[i].text);
    here += "\n";
  }
  for (const auto& row : NotSeenByPlace(a))
    open += "- " + std::string(WhereName(row.where)) + ": " + Compress(row.claims) + "\n";
  if (material.since == nullptr && !deciding.empty() && deciding.size() < kMaxComment / 2)
    out += deciding;
  else
    Fold(out, "Contradicts a claim", deciding);
  Fold(out, "Worth fixing, decides nothing", listed);
  Fold(out, "Already here", here);
  Fold(out, "Open, by where the rest would be", open);
  if (material.since == nullptr)  // A change says nothing of these
    Fold(out, "Only said, in a form: makes no claim met", OnlySaidMarkdown(material.only_said));
  out += "\n" + CountsLine(CountVerdicts(a)) +
         " Open means not shown here; it does not mean not done.\n";
  out +=
      "\n" + EscapeMarkdown(SubjectTitle(a)) + " at " + Code(ShortCommit(a.subject.commit)) +
      " · " + EscapeMarkdown(CodeTitle(material.catalogue)) + " · as of " + ToHumanDate(a.time) +
      " · repeat it: " +
      Code("avouch check" + (material.since == nullptr ? "" : " --since " + material.since->base) +
           " --at " + ToString(a.time)) +
      "\n";
  for (const auto& source : SourceLines(a)) out += "- " + EscapeMarkdown(source) + "\n";
  return out;
}

}  // namespace avouch::report
