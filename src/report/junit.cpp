#include "report/junit.h"

#include <algorithm>

#include "base/text.h"
#include "report/html_node.h"
#include "report/machine_words.h"

namespace avouch::report {
namespace {

using model::Verdict;

// HTML's escapes are XML's, too; what XML 1.0 cannot write, Printable has replaced.
std::string Escaped(std::string_view text) { return EscapeHtml(ToUtf8(text)); }

std::string Case(const HandIn& what, const HandInClaim& claim) {
  std::string out = "    <testcase classname=\"uk-sscop\" name=\"" +
                    Escaped(claim.claim + " " + WordsOf(what, claim.claim)) + "\"";
  const std::string why = Escaped(VerdictWords(claim) + ": " + WhyOf(claim));
  switch (claim.verdict) {
    case Verdict::kMet:
      return out + "/>\n";
    case Verdict::kNotMet:
      return out + ">\n      <failure message=\"" + why + "\"/>\n    </testcase>\n";
    case Verdict::kNotEvidenced:
    case Verdict::kNotApplicable:
      break;
  }
  return out + ">\n      <skipped message=\"" + why + "\"/>\n    </testcase>\n";
}

struct Suite {
  std::string cases;
  long long tests = 0, failures = 0, skipped = 0;

  void Add(const HandIn& what, const HandInClaim& claim) {
    cases += Case(what, claim);
    ++tests;
    failures += claim.verdict == Verdict::kNotMet;
    skipped += claim.verdict == Verdict::kNotEvidenced || claim.verdict == Verdict::kNotApplicable;
  }
  [[nodiscard]] std::string Counts() const {
    return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) +
           "\" errors=\"0\" skipped=\"" + std::to_string(skipped) + "\"";
  }
};

}  // namespace

Result<Bytes> WriteJunit(const HandIn& what) {
  Suite all;
  std::string suites;
  for (const auto& theme : what.catalogue.themes)
    for (const auto& principle : theme.principles) {
      Suite suite;
      for (const auto& known : principle.claims) {
        const auto claim = std::ranges::find(what.claims, known.number, &HandInClaim::claim);
        if (claim == what.claims.end()) continue;
        suite.Add(what, *claim);
        all.Add(what, *claim);
      }
      suites += "  <testsuite name=\"" + Escaped(principle.number + " " + principle.name) + "\"" +
                suite.Counts() + " timestamp=\"" + ToString(what.assessed).substr(0, 19) + "\">\n" +
                suite.cases + "  </testsuite>\n";
    }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"" +
         Escaped(what.product + " " + VersionOf(what)) + "\"" + all.Counts() + ">\n" + suites +
         "</testsuites>\n";
}

}  // namespace avouch::report
