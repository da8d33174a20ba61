#include "formats/junit.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/trx.h"

namespace avouch::formats {
namespace {

// Words that look like "R-12", each once.
std::vector<std::string> FindIds(std::string_view text) {
  std::vector<std::string> out;
  for (std::size_t at = text.find("R-"); at != text.npos; at = text.find("R-", at + 2)) {
    std::size_t end = at + 2;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
    if (end > at + 2) out.emplace_back(text.substr(at, end - at));
  }
  return out;
}

using Reader = Result<model::TestRun> (*)(const Path&, BytesView, const IdFinder&);

// "passed/failed/errors/skipped", "+" behind it when partial, then kept cases.
std::string Summary(Reader read, std::string_view bytes) {
  const auto run = read("r.xml", bytes, FindIds);
  if (!run) return "error: " + ToString(run.error());
  std::string out = std::to_string(run->passed) + "/" + std::to_string(run->failed) + "/" +
                    std::to_string(run->errors) + "/" + std::to_string(run->skipped) +
                    (run->partial ? "+" : "");
  for (const auto& one : run->cases) {
    out += " " + one.name + "=" + std::string(Name(one.outcome));
    for (const auto& id : one.ids) out += "," + id;
  }
  return out;
}

struct Row {
  std::string_view name, bytes, summary;
};

TEST(Junit, CountsWhatHappened) {
  const Row kRows[] = {
      {"a run without cases passed nothing", "<testsuite tests='0'/>", "0/0/0/0"},
      {"an empty root", "<testsuites/>", "0/0/0/0"},
      {"passed", "<testsuite><testcase name='a'/></testsuite>", "1/0/0/0"},
      {"failed is kept by name",
       "<testsuites><testsuite name='s'><testcase name='a'><failure>x</failure></testcase>"
       "</testsuite></testsuites>",
       "0/1/0/0 s.a=failed"},
      {"classname before the suite's name",
       "<testsuite name='s'><testcase classname='c' name='a'><error/></testcase></testsuite>",
       "0/0/1/0 c.a=failed"},
      {"skipped", "<testsuite><testcase><skipped/></testcase></testsuite>", "0/0/0/1"},
      {"failed and then skipped is failed",
       "<testsuite><testcase name='a'><failure/><skipped/></testcase></testsuite>",
       "0/1/0/0 a=failed"},
      {"GoogleTest: not run is not passed",
       "<testsuite><testcase name='a' status='notrun' result='suppressed'/></testsuite>",
       "0/0/0/1"},
      {"CTest: failed by its status alone",
       "<testsuite><testcase name='a' status='fail'/></testsuite>", "0/1/0/0 a=failed"},
      {"a status that nobody knows is no pass",
       "<testsuite><testcase name='a' status='blocked'/></testsuite>", "0/0/0/1"},
      {"surefire: flaky passed in the end",
       "<testsuite><testcase name='a'><flakyFailure/></testcase></testsuite>", "1/0/0/0"},
      {"surefire: failed on each rerun",
       "<testsuite><testcase name='a'><failure/><rerunFailure/></testcase></testsuite>",
       "0/1/0/0 a=failed"},
      {"failure in what a test prints is none",
       "<testsuite><testcase name='a'><system-out><b><failure/></b></system-out></testcase>"
       "</testsuite>",
       "1/0/0/0"},
      {"an error of the suite itself",
       "<testsuite name='s'><error/><testcase name='a'/></testsuite>",
       "1/0/1/0 s.(the suite itself)=failed"},
      {"suites inside suites are counted once",
       "<testsuite tests='2'><testsuite tests='1'><testcase name='a'/></testsuite>"
       "<testcase name='b'/></testsuite>",
       "2/0/0/0"},
      {"requirement ids in names and properties",
       "<testsuite><testcase name='test R-12 and R-12'><properties><property name='covers' "
       "value='R-3'/></properties></testcase></testsuite>",
       "1/0/0/0 test R-12 and R-12=passed,R-12,R-3"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Summary(ReadJunit, row.bytes), row.summary) << row.name;
}

TEST(Junit, ARunThatShowsLessThanItDeclaresIsPartial) {
  const Row kRows[] = {
      {"cases missing", "<testsuite tests='3'><testcase name='a'/></testsuite>", "1/0/0/0+"},
      {"failures missing count as failed",
       "<testsuite tests='1' failures='1'><testcase name='a'/></testsuite>", "1/1/0/0+"},
      {"the file stops", "<testsuites><testsuite tests='2'><testcase name='a'/><testcase name='b'>",
       "1/0/0/0+"},
      {"it stops inside a failed case",
       "<testsuite><testcase name='a'><failure/></testcase><testcase name='b'><fail",
       "0/1/0/0+ a=failed"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Summary(ReadJunit, row.bytes), row.summary) << row.name;
}

TEST(Junit, RefusesWithAPlace) {
  const Row kRows[] = {
      {"nothing", "", "error: r.xml, line 1, column 1: not XML: no element found"},
      {"crossed tags", "<testsuite>\n<testcase></testsuite>",
       "error: r.xml, line 2, column 13: not XML: mismatched tag"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Summary(ReadJunit, row.bytes), row.summary) << row.name;
}

TEST(Junit, ATimeWithoutAZoneIsKnownToItsDay) {
  const auto at = [](std::string_view bytes) { return ReadJunit("r", bytes, {})->at; };
  EXPECT_EQ(at("<testsuite timestamp='2026-02-03T23:10:11.5'/>"), "2026-02-03");
  EXPECT_EQ(at("<testsuite timestamp='2026-02-03T23:10:11+02:00'/>"), "2026-02-03T21:10:11Z");
  EXPECT_EQ(at("<testsuites><testsuite timestamp='2026-02-04T00:00:00Z'/><testsuite "
               "timestamp='2026-02-03T00:00:00Z'/></testsuites>"),
            "2026-02-03T00:00:00Z");
  EXPECT_EQ(at("<testsuite timestamp='yesterday'/>"), "");
}

TEST(Trx, CountsWhatHappened) {
  const Row kRows[] = {
      {"definitions behind results",
       "<TestRun><Results><UnitTestResult testId='1' testName='a' outcome='Failed'/></Results>"
       "<TestDefinitions><UnitTest id='1' name='a'><TestMethod className='N.C, Asm'/></UnitTest>"
       "</TestDefinitions></TestRun>",
       "0/1/0/0 N.C.a=failed"},
      {"no outcome is an error", "<TestRun><UnitTestResult testName='a'/></TestRun>",
       "0/0/1/0 a=failed"},
      {"timed out is an error",
       "<TestRun><UnitTestResult testName='a' outcome='Timeout'/></TestRun>", "0/0/1/0 a=failed"},
      {"an aborted run is partial",
       "<TestRun><ResultSummary outcome='Aborted'/><UnitTestResult testName='a' "
       "outcome='Passed'/></TestRun>",
       "1/0/0/0+"},
      {"failed outside of its tests",
       "<TestRun><ResultSummary outcome='Failed'/><UnitTestResult testName='a' "
       "outcome='Passed'/></TestRun>",
       "1/0/0/0+"},
      {"a category names a requirement",
       "<TestRun><UnitTest id='1'><TestCategory><TestCategoryItem TestCategory='R-9'/>"
       "</TestCategory></UnitTest><UnitTestResult testId='1' testName='a' outcome='Passed'/>"
       "</TestRun>",
       "1/0/0/0 a=passed,R-9"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Summary(ReadTrx, row.bytes), row.summary) << row.name;
}

TEST(Nunit, CountsWhatHappened) {
  const Row kRows[] = {
      {"NUnit 2",
       "<test-results total='2'><test-case name='a' executed='True' success='True'/>"
       "<test-case name='b' executed='False'/></test-results>",
       "1/0/0/1"},
      {"NUnit 3",
       "<test-run><test-case fullname='N.a' result='Failed' label='Error'/>"
       "<test-case fullname='N.b' result='Failed'/></test-run>",
       "0/1/1/0 N.a=failed N.b=failed"},
      {"NUnit 2 without either word",
       "<test-results><test-case name='a' executed='True'/><test-case name='b' executed='True'>"
       "<failure/></test-case></test-results>",
       "1/1/0/0 b=failed"},
      {"no result at all is an error", "<test-run><test-case name='a'/></test-run>",
       "0/0/1/0 a=failed"},
  };
  for (const auto& row : kRows) EXPECT_EQ(Summary(ReadNunit, row.bytes), row.summary) << row.name;
}

TEST(Xunit, CountsWhatHappened) {
  EXPECT_EQ(Summary(ReadXunit,
                    "<assemblies><assembly total='3' failed='1'><test name='a' "
                    "result='Pass'/><test name='b' result='Fail'/><test name='c' "
                    "result='Skip'><traits><trait name='x' value='R-1'/></traits>"
                    "</test></assembly></assemblies>"),
            "1/1/0/1 b=failed c=skipped,R-1");
  EXPECT_EQ(Summary(ReadXunit, "<assembly><errors><error name='fixture'/></errors></assembly>"),
            "0/0/1/0 fixture=failed");
}

}  // namespace
}  // namespace avouch::formats
