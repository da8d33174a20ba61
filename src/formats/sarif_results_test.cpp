#include "formats/sarif_results.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/cyclonedx_results.h"
#include "formats/gitleaks.h"
#include "formats/grype.h"

namespace avouch::formats {
namespace {

std::string Text(const model::ScanRun& run) {
  std::string out = std::string(Name(run.kind)) + (run.partial ? " partial" : "") +
                    (run.ended_well ? "" : " ended-badly") +
                    (run.commit.empty() ? "" : " " + run.commit.substr(0, 4));
  for (const auto& one : run.findings) {
    out += "; " + one.rule + " " + std::string(Name(one.severity)) + " " + one.place.path.bytes +
           ":" + std::to_string(one.place.line);
    for (const auto& cwe : one.cwe) out += " " + cwe;
    if (!one.component.empty()) out += " in " + one.component;
    if (!one.fixed_in.empty()) out += " fixed " + one.fixed_in;
    if (one.suppressed) out += " suppressed(" + one.suppressed_why + ")";
  }
  return out;
}

std::string Sarif(const std::string& run) {
  const auto runs =
      ReadSarif("s.sarif", R"({"version":"2.1.0","runs":[{"tool":{"driver":)" + run + "}]}");
  if (!runs) return "error: " + ToString(runs.error());
  return Text(runs->at(0));
}

struct Row {
  std::string_view name;
  std::string run, text;
};

TEST(Sarif, FindingsAreToldAsTheToolMeansThem) {
  const std::string driver =
      R"({"name":"T","rules":[{"id":"r0","defaultConfiguration":{"level":"error"}},{"id":"r1","properties":{"security-severity":"9.8","tags":["security","external/cwe/cwe-089"]}}]})";
  const auto results = [&](const std::string& more) {
    return driver + "},\"results\":[" + more + "]";
  };
  const Row kRows[] = {
      {"no results is a run that found nothing", results(""), "code"},
      {"level of the rule", results(R"({"ruleId":"r0"})"), "code; r0 high :0"},
      {"level of the result first", results(R"({"ruleId":"r0","level":"note"})"),
       "code; r0 low :0"},
      {"neither: warning", results(R"({"ruleId":"x"})"), "code; x medium :0"},
      {"a rule by its place", results(R"({"ruleIndex":1,"level":"note"})"),
       "code; r1 critical :0 CWE-89"},
      {"a rule by the start of its id", results(R"({"ruleId":"r1/7"})"),
       "code; r1/7 critical :0 CWE-89"},
      {"a rule's place that is none", results(R"({"ruleId":"r1","ruleIndex":99})"),
       "code; r1 critical :0 CWE-89"},
      {"a score out of bounds is none",
       results(R"({"ruleId":"x","properties":{"security-severity":"99"}})"), "code; x medium :0"},
      {"where",
       results(
           R"({"ruleId":"x","locations":[{"physicalLocation":{"artifactLocation":{"uri":"./a%20b.c"},"region":{"startLine":7}}}]})"),
       "code; x medium a b.c:7"},
      {"kinds that are no findings",
       results(R"({"kind":"pass"},{"kind":"notApplicable"},{"kind":"informational"})"), "code"},
      {"a decision that waits is a finding",
       results(R"({"ruleId":"x","kind":"review","level":"none"})"), "code; x unknown :0"},
      {"gone since the baseline", results(R"({"ruleId":"x","baselineState":"absent"})"), "code"},
      {"CWE of a taxonomy",
       results(R"({"ruleId":"x","taxa":[{"id":"79","toolComponent":{"name":"CWE"}}]})"),
       "code; x medium :0 CWE-79"},
      {"suppressed with its reason",
       results(R"({"ruleId":"x","suppressions":[{"kind":"inSource","justification":"tested"}]})"),
       "code; x medium :0 suppressed(tested)"},
      {"a suppression under review suppresses nothing",
       results(
           R"({"ruleId":"x","suppressions":[{"kind":"external"},{"kind":"external","status":"underReview"}]})"),
       "code; x medium :0"},
      {"a rejected one neither",
       results(R"({"ruleId":"x","suppressions":[{"status":"rejected","justification":"no"}]})"),
       "code; x medium :0"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Sarif(row.run), row.text) << row.name;
}

TEST(Sarif, ARunThatDidNotLookIsNoCleanRun) {
  const std::string commit(40, 'a');
  const Row kRows[] = {
      {"results absent", R"({"name":"T"}})", "code partial"},
      {"results null", R"({"name":"T"}},"results":null)", "code partial"},
      {"results elsewhere",
       R"({"name":"T"}},"results":[],"externalPropertyFileReferences":{"results":[{}]})",
       "code partial"},
      {"it says that it failed",
       R"({"name":"T"}},"results":[],"invocations":[{"executionSuccessful":false}])",
       "code ended-badly"},
      {"an error on the way",
       R"({"name":"T"}},"results":[],"invocations":[{"executionSuccessful":true,"toolExecutionNotifications":[{"level":"error"}]}])",
       "code partial"},
      {"bound to its revision",
       R"({"name":"gitleaks"}},"results":[],"versionControlProvenance":[{"revisionId":")" + commit +
           R"("}])",
       "secrets aaaa"},
      {"a branch is no revision",
       R"({"name":"Grype"}},"results":[],"versionControlProvenance":[{"revisionId":"main"}])",
       "vulnerabilities"},
      {"two revisions bind to none",
       R"({"name":"T"}},"results":[],"versionControlProvenance":[{"revisionId":")" + commit +
           R"("},{"revisionId":")" + std::string(40, 'b') + R"("}])",
       "code"},
  };
  for (const auto& row : kRows)  // The driver ends inside the row here
    EXPECT_EQ(Sarif(row.run), row.text) << row.name;
}

TEST(Sarif, RefusesWhatIsNone) {
  const auto read = [](std::string_view json) {
    const auto runs = ReadSarif("s", json);
    return runs ? std::to_string(runs->size()) : ToString(runs.error());
  };
  EXPECT_EQ(read(R"({"version":"1.0.0","runs":[]})"), "s: SARIF 1.0.0; 2.1.0 is read");
  EXPECT_EQ(read(R"({"version":"2.1.0"})"), "s, line 1: SARIF without runs");
  EXPECT_EQ(read(R"({"version":"2.1.0","runs":[]})"), "0");
  EXPECT_NE(read("{\"version\":\"2.1.0\",\n\"runs\":[}").find("s, line 2"), std::string::npos);
}

TEST(Gitleaks, FindingsWithoutTheirSecrets) {
  const std::string eight =
      R"([{"RuleID":"aws-key","Description":"AWS key","StartLine":3,"Match":"AKIAEXAMPLE","Secret":"AKIAEXAMPLE","File":"a.env","Commit":"c1","Entropy":3,"Fingerprint":"c1:a.env:aws-key:3"}])";
  ASSERT_TRUE(IsGitleaks("x.json", eight));
  const auto run = ReadGitleaks("x.json", eight);
  ASSERT_TRUE(run) << ToString(run.error());
  EXPECT_EQ(Text(*run), "secrets; aws-key unknown a.env:3");
  EXPECT_EQ(run->findings[0].fingerprint, "c1:a.env:aws-key:3");
  EXPECT_EQ(run->findings[0].text.find("AKIA"), std::string::npos);
  EXPECT_FALSE(run->whole_history);

  const std::string seven =
      R"([{"line":"k=SECRET","lineNumber":2,"offender":"SECRET","commit":"c1","rule":"Key","commitMessage":"m","file":"b"},{"lineNumber":2,"offender":"S","commit":"c2","rule":"Key","commitMessage":"m","file":"b"}])";
  ASSERT_TRUE(IsGitleaks("x.json", seven));
  const auto old = ReadGitleaks("x.json", seven);
  ASSERT_TRUE(old);
  EXPECT_EQ(Text(*old), "secrets; Key unknown b:2; Key unknown b:2");
  EXPECT_NE(old->findings[0].fingerprint, old->findings[1].fingerprint);
}

TEST(Gitleaks, AnEmptyListIsItsOnlyByContentAndName) {
  EXPECT_TRUE(IsGitleaks("inbox/2026-01-01-gitleaks.json", "[ ]\n"));
  EXPECT_TRUE(IsGitleaks("gitleaks.json", "null"));
  EXPECT_FALSE(IsGitleaks("report.json", "[]"));
  EXPECT_FALSE(IsGitleaks("gitleaks.json", "{}"));
  EXPECT_FALSE(IsGitleaks("gitleaks.json", R"([{"login":"x"}])"));
  EXPECT_FALSE(ReadGitleaks("g", R"([{"File":"a"}])").has_value());
  EXPECT_FALSE(ReadGitleaks("g", "{}").has_value());
}

TEST(Grype, MatchesAndWhatItIgnores) {
  const std::string json =
      R"({"matches":[{"vulnerability":{"id":"CVE-1","severity":"High","fix":{"versions":["1.1","2.0"]}},"artifact":{"name":"a","version":"1.0","purl":"pkg:npm/a@1.0","locations":[{"path":"/lock"}]}}],
    "ignoredMatches":[{"vulnerability":{"id":"CVE-2","severity":"Negligible"},"artifact":{"name":"b","version":"2"},"appliedIgnoreRules":[{"reason":"not reached"}]}],
    "descriptor":{"name":"grype","version":"0.80","timestamp":"2026-03-01T10:00:00.5Z","db":{"status":{"built":"2026-02-28T01:00:00Z"}}}})";
  ASSERT_TRUE(IsGrype(json));
  const auto run = ReadGrype("g.json", json);
  ASSERT_TRUE(run) << ToString(run.error());
  EXPECT_EQ(Text(*run),
            "vulnerabilities; CVE-1 high lock:0 in pkg:npm/a@1.0 fixed 1.1, 2.0; "
            "CVE-2 low :0 in b@2 suppressed(not reached)");
  EXPECT_EQ(run->at, "2026-03-01T10:00:00Z");
  EXPECT_EQ(run->data_at, "2026-02-28T01:00:00Z");
  EXPECT_FALSE(ReadGrype("g.json", R"({"descriptor":{"name":"grype"}})").has_value());
}

TEST(CycloneDx, ComponentsAndVulnerabilitiesAreApart) {
  const auto read = [](const std::string& more) {
    const std::string json = R"({"bomFormat":"CycloneDX","specVersion":"1.5")" + more + "}";
    const auto out = ReadCycloneDx("b.json", json);
    if (!out) return ToString(out.error());
    std::string text;
    if (out->list) text += "list" + std::string(out->list->partial ? " partial" : "");
    for (const auto& purl : out->list ? out->list->purls : std::vector<std::string>())
      text += " " + purl;
    if (out->scan) text += " scan " + Text(*out->scan);
    return text;
  };
  EXPECT_EQ(read(""), "");
  EXPECT_EQ(read(R"(,"components":[])"), "list");
  EXPECT_EQ(
      read(
          R"(,"components":[{"name":"b","version":"2"},{"name":"a","purl":"pkg:npm/a@1","components":[{"name":"c","purl":"pkg:npm/c@1"}]},{"name":"a","purl":"pkg:npm/a@1"}])"),
      "list pkg:generic/b@2 pkg:npm/a@1 pkg:npm/c@1");
  EXPECT_EQ(read(R"(,"components":[{"version":"2"}])"), "list partial");
  EXPECT_EQ(
      read(R"(,"components":[],"compositions":[{"aggregate":"incomplete_first_party_only"}])"),
      "list partial");
  EXPECT_EQ(read(R"(,"vulnerabilities":[])"), " scan vulnerabilities");
  EXPECT_EQ(
      read(
          R"(,"components":[{"bom-ref":"x","name":"a","purl":"pkg:npm/a@1"}],"vulnerabilities":[{"id":"CVE-1","ratings":[{"severity":"low"},{"score":9.1}],"cwes":[79],"affects":[{"ref":"x"},{"ref":"y"}]}])"),
      "list pkg:npm/a@1 scan vulnerabilities; CVE-1 critical :0 CWE-79 in pkg:npm/a@1; CVE-1 "
      "critical :0 CWE-79 in y");
  EXPECT_EQ(
      read(
          R"(,"vulnerabilities":[{"id":"CVE-1","analysis":{"state":"not_affected","justification":"code_not_reachable"}},{"id":"CVE-2","analysis":{"state":"in_triage"}}])"),
      " scan vulnerabilities; CVE-1 unknown :0 suppressed(code_not_reachable); CVE-2 unknown :0");
}

}  // namespace
}  // namespace avouch::formats
