#include "statement/review_statement.h"

#include <gtest/gtest.h>

#include <functional>

#include "crypto/keys_ssh.h"
#include "crypto/private_key.h"
#include "statement/review_file.h"
#include "statement/review_rows.h"
#include "syntax/csv.h"
#include "testing/sample_assessment.h"

namespace avouch::statement {
namespace {

Review Sample() {
  const Verdicts told = VerdictsOf(testing::EmptySample().assessment, testing::SampleDigest(7));
  Review out;
  out.product = told.product;
  out.commit = told.commit;
  out.assessment = told.assessment;
  out.version = "1.4";
  out.bundle = testing::SampleDigest(9);
  out.log = "l+1+x";
  out.log_size = 12;
  out.assessor = {"Jo Field", "Thornbury Security Ltd", "paid by the vendor"};
  out.key = crypto::SshKeyText(crypto::PrivateKey::FromSeed(std::string(32, 'J')).public_key());
  out.on = {1795600000};
  for (const auto& claim : told.claims) {
    ReviewedClaim row;
    row.claim = claim.claim;
    row.vendor = claim.verdict;
    out.claims.push_back(row);
  }
  ReviewedClaim& first = out.claims.front();
  first.verdict = ReviewVerdict::kNotMet;
  first.methods = {ReviewMethod::kExamine, ReviewMethod::kTest};
  first.looked_at = "the plan";
  first.comment = "It is from 2019.";
  first.requests = {"the present plan"};
  return out;
}

TEST(ReviewStatement, ReadsBackExactlyWhatWasWritten) {
  const Bytes bytes = *WriteReview(Sample());
  auto read = ReadReview(bytes);
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_EQ(*read, Sample());
}

TEST(ReviewStatement, AnyByteChangedIsRefusedOrAnotherReview) {
  const Bytes bytes = *WriteReview(Sample());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    Bytes changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    if (auto read = ReadReview(changed)) EXPECT_FALSE(*read == Sample()) << i;
    EXPECT_FALSE(ReadReview(bytes.substr(0, i)).has_value()) << i;
  }
  EXPECT_FALSE(ReadReview(bytes + " ").has_value());
}

TEST(ReviewStatement, WhatNobodyMaySignIsRefused) {
  using Change = std::function<void(Review&)>;
  const std::pair<const char*, Change> kRows[] = {
      {"nobody", [](auto& r) { r.assessor.name.clear(); }},
      {"no key", [](auto& r) { r.key.clear(); }},
      {"a key with a comment", [](auto& r) { r.key += " jo"; }},
      {"nothing", [](auto& r) { r.claims.clear(); }},
      {"a claim twice", [](auto& r) { r.claims.push_back(r.claims[0]); }},
      {"decided without a method", [](auto& r) { r.claims[0].methods.clear(); }},
      {"decided from nothing", [](auto& r) { r.claims[0].looked_at.clear(); }},
      {"a method twice", [](auto& r) { r.claims[0].methods.push_back(ReviewMethod::kTest); }},
      {"open for no reason", [](auto& r) { r.claims[1].verdict = ReviewVerdict::kOpen; }},
      {"not applicable for no reason",
       [](auto& r) { r.claims[1].verdict = ReviewVerdict::kNotApplicable; }},
      {"endless", [](auto& r) { r.claims[0].comment.assign(kMaxReviewText + 1, 'x'); }},
      {"an empty request", [](auto& r) { r.claims[0].requests = {""}; }},
      {"not UTF-8", [](auto& r) { r.summary = "\xff"; }},
  };
  for (const auto& [name, change] : kRows) {
    Review bad = Sample();
    change(bad);
    EXPECT_FALSE(WriteReview(bad).has_value()) << name;
  }
}

TEST(ReviewStatement, OpenIsWhatTheVendorCallsNotEvidenced) {
  ReviewedClaim claim;
  EXPECT_EQ(AgreementOn(claim), Agreement::kUndecided);
  claim.verdict = ReviewVerdict::kOpen;
  EXPECT_EQ(AgreementOn(claim), Agreement::kAgrees);
  claim.vendor = model::Verdict::kMet;
  EXPECT_EQ(AgreementOn(claim), Agreement::kDiffers);
}

// ---- Rows ----

Bytes Rows() {
  std::vector<ReviewRow> rows;
  for (const auto& claim : Sample().claims) rows.push_back({claim, "What it says, in short", ""});
  return WriteReviewRows(rows);
}

TEST(ReviewRows, ReadBackAsWritten) {
  const ReadRows read = ReadReviewRows(Rows(), "claims.csv");
  EXPECT_TRUE(read.problems.empty()) << read.problems.front();
  EXPECT_EQ(read.claims, Sample().claims);
}

constexpr std::string_view kHead =
    "claim,what it says,vendor,grade,method,looked at,verdict,comment,alternative "
    "claims,requests\n";

TEST(ReviewRows, WhatPeopleAndSpreadsheetsWriteIsUnderstood) {
  const ReadRows read = ReadReviewRows(
      std::string(kHead) +
          "1.1.1,x,Met,,\"Test, examine\",the plan ,Not Met,\"two\r\nlines\",,\"- one\n\n- two\"\n"
          "Claim 1.1.2,x,not-evidenced,,,,,,,\n",
      "c");
  ASSERT_EQ(read.claims.size(), 2u);
  const ReviewedClaim& claim = read.claims[0];
  EXPECT_EQ(claim.verdict, ReviewVerdict::kNotMet);
  EXPECT_EQ(claim.methods, (std::vector{ReviewMethod::kExamine, ReviewMethod::kTest}));
  EXPECT_EQ(claim.looked_at, "the plan");
  EXPECT_EQ(claim.comment, "two\nlines");
  EXPECT_EQ(claim.requests, (std::vector<std::string>{"one", "two"}));
  EXPECT_EQ(read.claims[1].claim, "1.1.2");
  // The vendor's verdict has a review's name for it, and no other.
  ASSERT_EQ(read.problems.size(), 1u);
  EXPECT_NE(read.problems[0].find("c:6: 1.1.2: no such verdict of the vendor's"), std::string::npos)
      << read.problems[0];
}

TEST(ReviewRows, EachThingThatIsWrongIsTold) {
  const std::pair<std::string, const char*> kBad[] = {
      {"", "empty"},
      {"claim\n", "lacks the column 'verdict'"},
      {"claim,claim\n", "given twice"},
      {"claim,mood\n", "no such column: 'mood'"},
      {std::string(kHead) + "1.1.1,,met,,,,mett,,,\n", "no such verdict 'mett'"},
      {std::string(kHead) + "1.1.1,,met,,,,met,,,\n", "no method"},
      {std::string(kHead) + "1.1.1,,met,,smell,,,,,\n", "no such method 'smell'"},
      {std::string(kHead) + "1.1.1,,met,,test,,met,,,\n", "nothing was looked at"},
      {std::string(kHead) + "1.1.1,,met,,,,open,,,\n", "neither a comment nor a request"},
      {std::string(kHead) + "1.1.1,,met,,,,n/a,,,\n", "no such verdict"},
      {std::string(kHead) + "1.1.1,,met,,,\"never ends", "quote"},
      {"\xff\xfe\xff", "c"},
  };
  for (const auto& [csv, words] : kBad) {
    const ReadRows read = ReadReviewRows(csv, "c");
    std::string all;
    for (const auto& one : read.problems) all += one + "\n";
    EXPECT_NE(all.find(words), std::string::npos) << csv << ": " << all;
  }
}

// No spreadsheet runs what an assessor or a vendor wrote, and it is read as it was.
TEST(ReviewRows, FormulasAreTextAndComeBackAsTheyWere) {
  for (const std::string text : {"=1+1", "@SUM(A1)", "-2 days", "+44 20", "'=1", "''-x",
                                 "=HYPERLINK(\"https://x\",\"y\")"}) {
    ReviewedClaim claim = Sample().claims.front();
    claim.looked_at = claim.comment = text;
    claim.alternatives = {text, "second"};
    claim.requests = {text};
    const ReviewRow rows[] = {{claim, text, text}};
    const Bytes csv = WriteReviewRows(rows);
    const ReadRows read = ReadReviewRows(csv, "claims.csv");
    ASSERT_TRUE(read.problems.empty()) << read.problems.front();
    ASSERT_EQ(read.claims.size(), 1U);
    EXPECT_EQ(read.claims.front(), claim) << text;
    auto cells = syntax::CsvReader::Open(csv);
    ASSERT_TRUE(cells);
    syntax::CsvRow row;
    while (cells->Next(row).value_or(false))
      for (const std::string_view cell : row.cells)
        EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == cell.npos)
            << cell;
  }
}

// ---- review.yaml ----

TEST(ReviewFile, AFileThatWasNotFilledInSaysSo) {
  const auto read = ReadReviewFile(NewReviewFile(testing::SampleDigest(1)));
  ASSERT_FALSE(read.has_value());
  EXPECT_EQ(ToString(read.error()), "review.yaml:5:9: who reviews? assessor.name is not filled in");
}

TEST(ReviewFile, IsReadStrictly) {
  const std::string head = "review: 1\nbundle: " + std::string(64, 'a') + "\n";
  const std::pair<std::string, bool> kRows[] = {
      {head + "assessor: { name: Jo, organisation: T, relation: none }\nkey: k\nsummary: s\n",
       true},
      {head + "assessor: { name: Jo }\n", true},
      {head, false},
      {head + "assessor: { name: Jo, nmae: x }\n", false},
      {head + "assessor: { name: Jo }\nmood: good\n", false},
      {"review: 2\nbundle: " + std::string(64, 'a') + "\nassessor: { name: Jo }\n", false},
      {"review: 1\nbundle: abc\nassessor: { name: Jo }\n", false},
      {"", false},
  };
  for (const auto& [text, fine] : kRows) EXPECT_EQ(ReadReviewFile(text).has_value(), fine) << text;
}

}  // namespace
}  // namespace avouch::statement
