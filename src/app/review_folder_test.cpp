#include "app/review_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "syntax/csv.h"
#include "syntax/csv_cell.h"
#include "testing/sample_bundle.h"

namespace avouch::app {
namespace {

// A vendor names files as it likes; the assessor opens the index in a spreadsheet.
TEST(EvidenceIndex, NoFileNameIsAFormula) {
  const testing::BundleWorld world;
  verify::Contents contents = world.Seal();
  const std::string names[] = {
      "=cmd|' /C calc'!A0", "+1.md", "-2.md", "@SUM(A1).md", "'=1.md", "a;b.md", "a\",\"=b.md"};
  for (const auto& name : names)
    testing::AddSealed(contents.sealed, statement::ItemKind::kPayload, name,
                       statement::Audience::kAssessor, "of " + name);
  world.EnterLog(contents);
  contents.audience = statement::Audience::kAssessor;
  const Bytes bundle = *verify::Assemble(contents, world.log());
  const auto proof = verify::VerifyBundle(bundle, {Time{1795700000}, {}, {}, {}});
  ASSERT_TRUE(proof) << proof.error().what;
  const auto files = EvidenceOf(*proof, bundle);
  ASSERT_TRUE(files);
  const Bytes csv = EvidenceIndex(*proof, *files);
  auto reader = syntax::CsvReader::Open(csv);
  ASSERT_TRUE(reader);
  syntax::CsvRow row;
  std::size_t seen = 0;
  while (reader->Next(row).value_or(false)) {
    ASSERT_EQ(row.cells.size(), 6U);
    for (const std::string_view cell : row.cells)
      EXPECT_TRUE(cell.empty() || std::string_view("=+-@\t\r").find(cell[0]) == cell.npos) << cell;
    const std::string name(syntax::CsvText(row.cells[2]));
    seen += std::count(std::begin(names), std::end(names), name);
  }
  EXPECT_EQ(seen, std::size(names));
}

}  // namespace
}  // namespace avouch::app
