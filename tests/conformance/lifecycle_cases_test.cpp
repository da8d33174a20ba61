// Our table of ends of support beside others' answers, where AVOUCH_DATA has the
// topic "lifecycle".
//
// Of that topic only records of products that our table holds apply. Left out:
// openeox/ and schemas/ (this build reads no OpenEoX statement), xeol/ (reports
// on frameworks, which the table does not hold), eol-all.json (a list of names).

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

TEST(LifecycleCases, DatesAreThoseOfThePublicRecords) {
  const char* data = std::getenv("AVOUCH_DATA");
  const fs::path folder = fs::path(data == nullptr ? "" : data) / "lifecycle/endoflife";
  if (data == nullptr || !fs::is_directory(folder))
    GTEST_SKIP() << "no topic 'lifecycle' under AVOUCH_DATA";
  const auto table =
      statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or(""));
  ASSERT_TRUE(table.has_value());
  int compared = 0;
  std::string left;
  const auto compare = [&](const std::string& product, const std::string& cycle,
                           const std::string& date) {
    const auto row = std::find_if(table->rows.begin(), table->rows.end(), [&](const auto& one) {
      return one.product == product && one.cycle == cycle;
    });
    if (row == table->rows.end()) {
      left += " " + product + " " + cycle;
      return;
    }
    EXPECT_EQ(row->ends, date) << product << " " << cycle;
    ++compared;
  };
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file() || entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto node = syntax::ParseJson(bytes);
    ASSERT_TRUE(node.has_value()) << entry.path() << ToString(node.error());
    for (const auto& item : node->items())
      if (!item["product"].AsText().empty())
        compare(item["product"].AsText(), item["name"].AsText(), item["eolFrom"].AsText());
    const auto& one = (*node)["item"];
    if (one.present())
      compare(one["product"].AsText(), one["name"].AsText(), one["eolFrom"].AsText());
  }
  std::cout << compared << " compared; not in our table:" << left << '\n';
  EXPECT_GE(compared, 1);
}

}  // namespace
}  // namespace avouch
