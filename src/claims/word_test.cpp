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

  Record of_another_kind = correction;
  of_another_kind.kind = RecordKind::kRotation;
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), of_another_kind}), (Paths{"a"}));

  Record of_another_product = correction;
  of_another_product.products = {"Kiosk"};
  EXPECT_EQ(Count({RecordAt("a", "2026-01-01"), of_another_product}), (Paths{"a"}));
}

}  // namespace
}  // namespace avouch::claims
