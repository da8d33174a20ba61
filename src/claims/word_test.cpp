#include "claims/word.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "claims/facts.h"
#include "claims/reach.h"

namespace avouch::claims {
namespace {

using model::Grade;
using model::Record;
using model::RecordKind;

Record RecordAt(const std::string& path, const std::string& on, bool is_signed = true) {
  Record record;
  record.kind = RecordKind::kToolsReview;
  record.path = Path(path);
  record.by = "tom";
  record.on = on;
  if (is_signed) record.said = {{"tom", Grade::kSigned, "commit", {}}};
  return record;
}

// Paths of the reviews that count for the product Rota on 24 November 2026.
std::vector<std::string> Count(std::vector<Record> records) {
  Facts facts;
  facts.organisation.people.push_back({.id = "tom"});
  facts.records.records = std::move(records);
  model::Product product;
  product.name = "Rota";
  const model::Policy policy;
  const model::LifecycleTable lifecycle;
  const Reaches reach{};
  const Inputs in{facts, product, policy, lifecycle, reach, *ParseTime("2026-11-24")};
  std::vector<std::string> out;
  for (const Record* record : RecordsOf(in, RecordKind::kToolsReview))
    out.push_back(record->path.bytes);
  return out;
}

using Paths = std::vector<std::string>;

TEST(RecordsOf, NewestFirstAndNothingLaterThanTheAssessment) {
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), RecordAt("b", "2026-11-24"),
                   RecordAt("c", "2026-11-25"), RecordAt("d", ""), RecordAt("e", "2026-06-01")}),
            (Paths{"b", "e", "a"}));
}

TEST(RecordsOf, ARecordAboutOtherProductsIsNoWordAboutThisOne) {
  Record ours = RecordAt("a", "2026-01-03"), theirs = RecordAt("b", "2026-01-02"),
         both = RecordAt("c", "2026-01-01");
  ours.products = {"Rota"};
  theirs.products = {"rota", "Kiosk"};
  both.products = {"Kiosk", "Rota"};
  EXPECT_EQ(Count({ours, theirs, both}), (Paths{"a", "c"}));
}

TEST(RecordsOf, OnlyARecordThatCountsReplacesAnother) {
  Record correction = RecordAt("b", "2026-02-01");
  correction.replaces = "a";
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), correction}), (Paths{"b"}));

  Record unsigned_one = RecordAt("b", "2026-02-01", false);
  unsigned_one.replaces = "a";
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), unsigned_one}), (Paths{"b", "a"}));

  Record later = correction;
  later.on = "2026-12-01";
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), later}), (Paths{"a"}));

  Record older = correction;
  older.on = "2025-12-31";
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), older}), (Paths{"a", "b"}));

  Record back = RecordAt("a", "2026-02-01");
  back.replaces = "b";
  EXPECT_EQ(Count({back, correction}), (Paths{"a", "b"}));

  Record of_another_kind = correction;
  of_another_kind.kind = RecordKind::kRotation;
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), of_another_kind}), (Paths{"a"}));

  Record of_another_product = correction;
  of_another_product.products = {"Kiosk"};
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), of_another_product}), (Paths{"a"}));
}

// ---- Words ----

// What is asked of an approval's signature, one thing spoilt in each.
TEST(WordOf, APaperIsApprovedByWhomItNamesAndOthersDidNot) {
  struct Row {
    const char* what;
    std::string named, signer, author;
    const char* when;
    Grade wanted;
  };
  const Row rows[] = {
      {"as it should be", "tom", "tom", "asha", "2026-11-24T23:59:59Z", Grade::kSigned},
      {"named by name", "Tom Adeyemi", "tom", "asha", "2026-11-01", Grade::kSigned},
      {"nobody is named", "", "tom", "asha", "2026-11-01", Grade::kClaimed},
      {"another is named", "helen", "tom", "asha", "2026-11-01", Grade::kClaimed},
      {"named, and another signed", "tom", "helen", "asha", "2026-11-01", Grade::kClaimed},
      {"not listed", "jo", "jo", "asha", "2026-11-01", Grade::kClaimed},
      {"wrote it alone", "tom", "tom", "tom", "2026-11-01", Grade::kClaimed},
      {"nobody knows who wrote it", "tom", "tom", "", "2026-11-01", Grade::kClaimed},
      {"signed a second too late", "tom", "tom", "asha", "2026-11-25T00:00:00Z", Grade::kClaimed},
  };
  for (const Row& row : rows) {
    Facts facts;
    facts.organisation.people = {{.id = "tom", .name = "Tom Adeyemi"}, {.id = "helen"}};
    model::Paper paper;
    paper.approved_by = row.named;
    paper.approved = {{row.signer, Grade::kSigned, "commit", *ParseTime(row.when)}};
    if (!row.author.empty()) paper.authors = {row.author};
    const model::Product product;
    const model::Policy policy;
    const model::LifecycleTable lifecycle;
    const Reaches reach{};
    const Inputs in{facts, product, policy, lifecycle, reach, *ParseTime("2026-11-24")};
    EXPECT_EQ(WordOf(in, paper, {}).grade, row.wanted) << row.what;
    if (row.wanted == Grade::kSigned) {
      EXPECT_EQ(WordOf(in, paper, model::kSro).grade, Grade::kClaimed) << row.what << ", no duty";
    }
  }
}

TEST(WordOf, AnApprovalOfThePaperIsEvidenceBesideIt) {
  Facts facts;
  facts.organisation.people = {{.id = "tom"}};
  model::Paper paper;
  paper.authors = {"asha"};
  paper.id.bytes[0] = 1;
  Record approval = RecordAt("records/a", "2026-03-01");
  approval.kind = RecordKind::kApproval;
  approval.of.sha256 = paper.id.hex();
  approval.id.bytes[0] = 2;
  facts.records.records = {approval};
  const model::Product product;
  const model::Policy policy;
  const model::LifecycleTable lifecycle;
  const Reaches reach{};
  const Inputs in{facts, product, policy, lifecycle, reach, *ParseTime("2026-11-24")};
  Examination examination("design.user-need", "");
  EXPECT_TRUE(Take(examination, WordOf(in, paper, {}), paper.id));
  const auto result = std::move(examination).Conclude();
  EXPECT_EQ(result.evidence,
            (std::vector<std::string>{"sha256:" + paper.id.hex(), "sha256:" + approval.id.hex()}));
}

TEST(WordOf, AKeyIsSignedByItselfOrByTheMapThatHoldsIt) {
  struct Row {
    std::string signed_key;
    Grade wanted;
  };
  for (const auto& [key, wanted] :
       {Row{"policy.incident", Grade::kSigned}, Row{"policy", Grade::kSigned},
        Row{"policy.inc", Grade::kClaimed}, Row{"policy.incident.first-notice", Grade::kClaimed},
        Row{"policies", Grade::kClaimed}}) {
    Facts facts;
    facts.organisation.people = {{.id = "tom"}};
    facts.organisation.signed_keys = {{key, {{"tom", Grade::kSigned, "commit", {}}}}};
    const model::Product product;
    const model::Policy policy;
    const model::LifecycleTable lifecycle;
    const Reaches reach{};
    const Inputs in{facts, product, policy, lifecycle, reach, *ParseTime("2026-11-24")};
    EXPECT_EQ(WordOf(in, "policy.incident", {}).grade, wanted) << key;
    EXPECT_EQ(WordOf(in, "product:policy.incident", {}).grade, Grade::kClaimed) << key;
  }
}

}  // namespace
}  // namespace avouch::claims
