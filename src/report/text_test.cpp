#include "report/text.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "report/explain.h"
#include "report/layout.h"
#include "report/summary.h"
#include "testing/sample_assessment.h"

namespace avouch::report {
namespace {

using testing::Sample;

std::string Check(const Sample& sample, Options options = {}, const Comparison* since = nullptr) {
  return CheckText({sample.assessment, sample.catalogue, sample.arguments, sample.talk, since},
                   options);
}

Result<std::string> Explain(const Sample& sample, std::string_view claim, Options options = {}) {
  return ExplainText({sample.assessment, sample.catalogue, sample.arguments, sample.talk}, claim,
                     options);
}

// Each of `wanted` stands in `text`, after the one before it.
void ExpectInOrder(const std::string& text, const std::vector<std::string>& wanted) {
  std::size_t at = 0;
  for (const auto& part : wanted) {
    std::size_t found = text.find(part, at);
    ASSERT_NE(found, std::string::npos) << "not found in order: " << part << "\nin:\n" << text;
    at = found + part.size();
  }
}

TEST(CheckText, LeadsWithWhatIsTrueAndEndsWithCounts) {
  ExpectInOrder(Check(testing::OpenSourceSample()),
                {"avouch 0.1 · Software Security Code of Practice, May 2025 · 45 claims · "
                 "catalogue 7c1e…40aa",
                 "grype at 4562c55c, 22 Jul 2026 · 1,592 files, 2,313 commits, 207 tags · 0.4 s",
                 "Nobody has said who sells this",
                 "Three things below are true today",
                 "WORTH FIXING",
                 " 1  1.2.2  3 published images take content from a tag",
                 "5 min",
                 "Dockerfile:1          gcr.io/distroless/static-debian12:latest",
                 "Dockerfile.debug:1",
                 "do     append @sha256:... to each",
                 "patch  avouch fix 1.2.2 --digests FILE ~/src/grype",
                 " 2  1.2.5  dependabot looks after 2 of the 3",
                 " 3  1.3.2",
                 "decide",
                 "3.5.2",
                 "ALREADY HERE",
                 "(delivery assumed: tool; avouch init says otherwise)",
                 "1.2.2  339 of 339 Go modules have a digest in go.sum (go.sum) · 35 of 35",
                 "NOT SEEN, AND WHERE IT WOULD BE",
                 "this repository",
                 "1.2.5",
                 "published places",
                 "3.1.1-2 4.1.1",
                 "the forge",
                 "2.1.1-3 2.1.5",
                 "test results",
                 "1.3.2 3.5.2",
                 "a person",
                 "1.1.1-6 1.2.1 1.2.3-4",
                 "LEFT OUT",
                 "30 files: test data · 1 submodule not checked out",
                 "45 claims: 0 met, 1 not met (1.2.2), 44 open: not evidenced. Most first runs",
                 "avouch explain 1.2.2 ~/src/grype",
                 "avouch init ~/src/grype",
                 "--format html",
                 "exit 0: no gate chosen"});
}

TEST(CheckText, NothingIsHeldAgainstANearlyEmptyRepository) {
  std::string text = Check(testing::EmptySample());
  ExpectInOrder(text,
                {"Nothing that needs fixing was seen", "45 claims: 0 met, 0 not met, 45 open"});
  EXPECT_EQ(text.find("WORTH FIXING"), std::string::npos);
  EXPECT_EQ(text.find("fail"), text.find("fail-on"));
}

TEST(CheckText, AnAssessmentWithNothingInItIsPrinted) {
  Sample sample;
  EXPECT_NE(Check(sample).find("0 claims: 0 met"), std::string::npos);
}

TEST(CheckText, EachOpenClaimStandsInOneRowOnly) {
  auto sample = testing::OpenSourceSample();
  testing::AnswerOf(sample, "4.1.1").where = {model::Where::kHere, model::Where::kPublished,
                                              model::Where::kPerson};
  std::string text = Check(sample);
  std::size_t table = text.find("NOT SEEN");
  text = text.substr(table, text.find("LEFT OUT") - table);
  EXPECT_NE(text.find("4.1.1"), std::string::npos);
  EXPECT_EQ(text.find("4.1.1"), text.rfind("4.1.1"));
}

TEST(CheckText, AVendorSeesGridThenNotMetThenOpen) {
  Options options;
  options.gate = {model::Gate::kNotMet, "avouch.yaml:5", 1, {"1.2.2"}};
  ExpectInOrder(Check(testing::VendorSample(), options),
                {"Rota by Larkhill Health Ltd · developer and distributor, saas · at 4562c55c",
                 "RULES CHANGED",
                 "fix-high-days: 30 instead of 14, weaker than our default",
                 "not applicable: 4.1.2, out of scope",
                 "left out: old, because kept for reading",
                 "1        2        3        4        5        6",
                 "1.1    met s",
                 "components",
                 "met      met",
                 "disclosure",
                 "s: signed by",
                 "3 met, 1 not met, 40 open, 1 not applicable. Principles met: 3.2.",
                 "NOT MET",
                 "1.2.2",
                 "WORTH FIXING",
                 "OPEN, BY WHERE IT CAN BE CLOSED",
                 "GAPS TOLD",
                 "1.4.2",
                 "second factor for managers · tom · by 2027-01-31",
                 "exit 1: gate is not-met (avouch.yaml:5): 1.2.2"});
}

TEST(CheckText, WhatIsNewComesFirst) {
  auto base = testing::EmptySample();
  auto now = testing::OpenSourceSample();
  now.assessment.policy.fix_high_days = 60;
  Comparison since = Compare(base.assessment, now.assessment);
  EXPECT_TRUE(since.worse());
  ASSERT_EQ(since.fresh.size(), 3u);
  ExpectInOrder(Check(now, {}, &since), {"NEW SINCE aaaaaaaa", "Dockerfile:1",
                                         "loosened: fix-high-days: 14 to 60", "WORTH FIXING"});
  Comparison same = Compare(now.assessment, now.assessment);
  EXPECT_FALSE(same.worse());
  EXPECT_NE(Check(now, {}, &same).find("NOTHING NEW SINCE"), std::string::npos);
}

TEST(CheckText, NoLineIsWiderThanAskedFor) {
  for (int width : {40, 60, 80, 100, 140}) {
    Options options;
    options.width = width;
    options.verbose = width == 80;
    for (const auto& sample : {testing::OpenSourceSample(), testing::VendorSample()}) {
      std::string all = Check(sample, options) + *Explain(sample, "1.2.2", options) +
                        CatalogueText(sample.catalogue, options);
      for (auto line : Lines(all)) EXPECT_LE(WidthOf(line), width) << line;
    }
  }
}

TEST(CheckText, EvidenceCannotDriveTheTerminal) {
  auto sample = testing::OpenSourceSample();
  auto& finding = testing::AnswerOf(sample, "1.2.2").checks[2].findings[0];
  finding.text = "\x1b[2J\x1b]0;owned\x07 \xE2\x80\xAE desrever \xff\n  forged line";
  finding.place.path = Path("a\n\x1b[31mb\x9b");
  sample.assessment.subject.name = "x\x1b[0m";
  sample.talk.notes = {"note\x1b[5m"};
  for (bool verbose : {false, true}) {
    Options options;
    options.verbose = verbose;
    std::string text = Check(sample, options) + *Explain(sample, "1.2.2", options);
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
    EXPECT_EQ(text.find('\x07'), std::string::npos);
    EXPECT_EQ(text.find("\xE2\x80\xAE"), std::string::npos);
    EXPECT_TRUE(IsUtf8(text));
    EXPECT_EQ(text.find("\n  forged"), std::string::npos);
  }
}

TEST(CheckText, ColourOnlyWhenAsked) {
  Options options;
  EXPECT_EQ(Check(testing::VendorSample(), options).find('\x1b'), std::string::npos);
  options.colour = true;
  EXPECT_NE(Check(testing::VendorSample(), options).find("\x1b["), std::string::npos);
}

TEST(CheckText, TheSameAnswerGivesTheSameText) {
  EXPECT_EQ(Check(testing::OpenSourceSample()), Check(testing::OpenSourceSample()));
}

TEST(CheckText, TenThousandFindingsStayReadable) {
  auto sample = testing::OpenSourceSample();
  auto& check = testing::AnswerOf(sample, "1.2.2").checks[2];
  check.findings.clear();
  for (int i = 0; i < 10000; ++i)
    check.findings.push_back(testing::SampleFinding(
        std::to_string(i), check.check, {"d/" + std::to_string(i), 1}, "x:latest", true));
  std::string text = Check(sample);
  EXPECT_LT(text.size(), 10000u);
  EXPECT_NE(text.find("d/3:1 and 9,996 files more"), std::string::npos) << "one text, said once";
  for (auto& finding : check.findings) finding.text = "x:" + finding.id;
  text = Check(sample);
  EXPECT_LT(text.size(), 10000u);
  EXPECT_NE(text.find("and 9,994 more: -v lists them"), std::string::npos);
  Options options;
  options.verbose = true;
  EXPECT_NE(Check(sample, options).find("d/9999:1"), std::string::npos);
}

// What a line says of the second check of 1.2.2 in the open-source sample.
std::string WithFindings(std::vector<model::Finding> findings, int width = 100) {
  auto sample = testing::OpenSourceSample();
  testing::AnswerOf(sample, "1.2.2").checks[2].findings = std::move(findings);
  Options options;
  options.width = width;
  return Check(sample, options);
}

TEST(CheckText, WordsOfOneLineStandTogether) {
  auto at = [](const char* file, int line, const char* text) {
    return testing::SampleFinding(std::string(file) + text, "integrity.images", {file, line}, text,
                                  true);
  };
  ExpectInOrder(WithFindings({at("ci.yml", 73, "libone-dev"), at("ci.yml", 73, "libtwo-dev"),
                              at("ci.yml", 74, "libthree"), at("ci.yml", 74, "said in words")}),
                {"ci.yml:73  libone-dev, libtwo-dev\n", "ci.yml:74  libthree\n",
                 "ci.yml:74  said in words\n"});
}

TEST(CheckText, ATextThatManyFilesShareIsSaidOnce) {
  std::vector<model::Finding> findings;
  for (const char* file : {"a.yml", "b.yml", "c.yml", "d.yml", "e.yml"})
    findings.push_back(testing::SampleFinding(file, "integrity.images", {file, 1}, "x.sh", true));
  std::string text = WithFindings(findings);
  EXPECT_NE(text.find("a.yml:1, b.yml:1, c.yml:1, d.yml:1 and 1 file more  x.sh"),
            std::string::npos)
      << text;
}

TEST(CheckText, ALongPlaceStandsAloneAndIsNotCutInANumber) {
  std::string path = "some/folder/" + std::string(50, 'a') + "/release.yml";
  std::string text = WithFindings(
      {testing::SampleFinding("1", "integrity.images", {Path(path), 1234}, "x.sh", true),
       testing::SampleFinding("2", "integrity.images", {"a.yml", 1}, "y.sh", true)});
  ExpectInOrder(text, {"release.yml:1234\n", "x.sh\n", "a.yml:1  y.sh\n"});
}

TEST(CheckText, LongEffortsAreHours) {
  EXPECT_EQ(EffortOf(0), "decide");
  EXPECT_EQ(EffortOf(119), "119 min");
  EXPECT_EQ(EffortOf(178), "3 h");
  EXPECT_EQ(EffortWords(1), "1 minute");
  EXPECT_EQ(EffortWords(130), "2 hours");
}

TEST(CheckText, WhatNothingNamesIsCalledByItsFolder) {
  auto sample = testing::EmptySample();
  sample.assessment.subject.name = "unnamed";
  for (auto [target, name] : {std::pair("/a/b/leveldb", "leveldb at "),
                              {"x/leveldb.git/", "leveldb at "},
                              {".", "this repository at "},
                              {"../..", "this repository at "}}) {
    sample.talk.target = target;
    EXPECT_NE(Check(sample).find(name), std::string::npos) << target;
  }
}

TEST(CheckText, OneTrueThingInSeveralPlacesIsSaidOnce) {
  auto sample = testing::OpenSourceSample();
  auto& check = testing::AnswerOf(sample, "1.2.2").checks[0];
  check.witnesses = {{"the build signs", {"a.yml", 3}},
                     {"the build signs", {"a.yml", 9}},
                     {"the build signs", {"b.yml", 1}}};
  EXPECT_NE(Check(sample).find("the build signs (a.yml:3, :9, b.yml:1)"), std::string::npos);
}

TEST(Summary, WhatWasLeftOutIsCountedInItsOwnWords) {
  model::LeftOut file{"x", ""}, history{".git/shallow", ""};
  auto words = [](std::string reason, std::vector<const model::LeftOut*> items) {
    return LeftOutWords({std::move(reason), std::move(items)});
  };
  EXPECT_EQ(words("under test/", {&file, &file}), "2 files under test/");
  EXPECT_EQ(words("submodule: another source's contents", {&file}),
            "1 submodule: another source's contents");
  EXPECT_EQ(words("pnpm-lock is not read by this build", {&file, &file}),
            "2 pnpm-lock files, not read by this build");
  EXPECT_EQ(words("this CI system is not read by this build", {&file}),
            "1 file: this CI system is not read by this build");
  EXPECT_EQ(words("object damaged", {&file}), "1 file: object damaged");
  EXPECT_EQ(words("history before the shallow cut", {&history}), "history before the shallow cut");
}

TEST(ExplainText, SaysWhyWhatWouldHelpAndWhoseRuleItIs) {
  auto text = Explain(testing::OpenSourceSample(), "1.2.2");
  ASSERT_TRUE(text.has_value());
  ExpectInOrder(*text, {"1.2.2  What others wrote",
                        "Principle 1.2: \"Do components well.\"",
                        "NOT MET",
                        "for grype at 4562c55c",
                        "BECAUSE",
                        "✓  every locked component has a digest",
                        "339 of 339",
                        "✗  every container image is named by digest",
                        "0 of 3",
                        "decides: not met",
                        "Dockerfile:1",
                        "–  every outside browser script",
                        "none found",
                        "?  copies of others' code",
                        "not seen",
                        "to be shown: the originals",
                        "evidence  sha256:0b0b0b0b…  pipelines",
                        "TO BE MET, SHORTEST WAY",
                        "1  append @sha256:... to each (5 min)",
                        "avouch fix 1.2.2 --digests FILE ~/src/grype > some.patch",
                        "would be found in: a deeper scan",
                        "WHAT WOULD UNDO IT LATER",
                        "A floating tag or branch.",
                        "WHOSE RULE IS THIS",
                        "integrity/default@1: By digest",
                        "Applies to: developer and distributor",
                        "IF NO MACHINE CAN SEE IT",
                        "signed: A record",
                        "ASK YOURSELF",
                        "THE SAME ANSWER SERVES",
                        "SSDF PW.4.4 · OSPS BR-06 (weak)",
                        "READ",
                        "SLSA 1.2",
                        "A CUSTOMER WILL READ",
                        "Not yet. Part of what goes",
                        "As of 22 Nov 2026."});
}

TEST(ExplainText, OnlyWhatWasComputedCanBeRepeated) {
  auto sample = testing::OpenSourceSample();
  auto ground = [&](std::optional<model::Grade> grade) {
    model::ClaimAnswer answer;
    answer.grade = grade;
    return CustomerGround(answer, sample.assessment.time);
  };
  EXPECT_NE(ground(model::Grade::kComputed).find("can repeat it"), std::string::npos);
  EXPECT_NE(ground(model::Grade::kSigned).find("signed word of a named person"), std::string::npos);
  EXPECT_NE(ground(model::Grade::kExported).find("another system's answer"), std::string::npos);
  for (auto grade : {model::Grade::kAttested, model::Grade::kExported, model::Grade::kSigned,
                     model::Grade::kClaimed})
    EXPECT_EQ(ground(grade).find("repeat"), std::string::npos) << Name(grade);
  EXPECT_EQ(ground(std::nullopt).find("repeat"), std::string::npos);
}

TEST(ExplainText, AClaimThatDoesNotExistIsAUsageError) {
  auto text = Explain(testing::OpenSourceSample(), "9.9.9");
  ASSERT_FALSE(text.has_value());
  EXPECT_EQ(text.error().kind, ErrorKind::kUsage);
  EXPECT_NE(text.error().what.find("9.9.9"), std::string::npos);
}

TEST(CatalogueTexts, ListsAllAndShowsEachLevel) {
  auto catalogue = testing::SampleCatalogue();
  ExpectInOrder(CatalogueText(catalogue, Options{}),
                {"THEME 1", "1.1.1", "4.3.2", "Open Government"});
  EXPECT_TRUE(CatalogueText(catalogue, "3", Options{}).has_value());
  EXPECT_TRUE(CatalogueText(catalogue, "3.2", Options{}).has_value());
  EXPECT_NE(CatalogueText(catalogue, "1.2.2", Options{})->find("WAYS TO DO IT"), std::string::npos);
  EXPECT_EQ(CatalogueText(catalogue, "7.7", Options{}).error().kind, ErrorKind::kUsage);
}

}  // namespace
}  // namespace avouch::report
