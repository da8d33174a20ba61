// Licence expressions and the SPDX list, where AVOUCH_DATA has the topic "licences".

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "notation/licence.h"
#include "notation/licence_ids.h"
#include "syntax/json.h"

namespace avouch {
namespace {

std::filesystem::path Topic() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? std::filesystem::path() : std::filesystem::path(data) / "licences";
}

Bytes ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(LicenceCases, ExpressionsAreReadAndSatisfiedAsAPeerSays) {
  const auto path = Topic() / "expressions-osv-scanner.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  const auto cases = syntax::ParseJson(ReadAll(path));
  ASSERT_TRUE(cases);
  int satisfied = 0, refused = 0;
  for (const syntax::Node& test : cases->items()) {
    const std::string text(test["expression"].text());
    const auto expression = notation::ParseLicence(text);
    if (test["test"].text() == "must_not_parse") {
      EXPECT_FALSE(expression) << text;
      ++refused;
      continue;
    }
    ASSERT_EQ(test["test"].text(), "satisfied_by");
    ASSERT_TRUE(expression) << text << ": " << ToString(expression.error());
    std::vector<std::string> ids;
    for (const syntax::Node& id : test["ids"].items()) ids.emplace_back(id.text());
    EXPECT_EQ(notation::IsSatisfiedBy(*expression, ids), test["expected"].boolean()) << text;
    ++satisfied;
  }
  std::cout << satisfied << " cases of what satisfies, " << refused << " that must not parse\n";
  EXPECT_GE(satisfied, 80);
  EXPECT_GE(refused, 35);
}

// The list in the topic and the one in the program are the same, in both directions.
void CheckList(const syntax::Node& list, std::string_view key,
               std::optional<notation::ListedId> (*find)(std::string_view), std::size_t ours) {
  for (const syntax::Node& entry : list.items()) {
    const std::string_view id = entry[key].text();
    const auto found = find(id);
    ASSERT_TRUE(found) << id;
    EXPECT_EQ(found->id, id);
    EXPECT_EQ(found->deprecated, entry["isDeprecatedLicenseId"].boolean()) << id;
  }
  EXPECT_EQ(list.items().size(), ours);
}

TEST(LicenceCases, EveryIdOfTheListIsKnownAndNoOther) {
  const auto path = Topic() / "spdx-list";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  const auto licences = syntax::ParseJson(ReadAll(path / "licenses.json"));
  const auto exceptions = syntax::ParseJson(ReadAll(path / "exceptions.json"));
  ASSERT_TRUE(licences && exceptions);
  CheckList((*licences)["licenses"], "licenseId", notation::FindLicenceId,
            notation::LicenceIds().size() + notation::DeprecatedLicenceIds().size());
  CheckList((*exceptions)["exceptions"], "licenseExceptionId", notation::FindExceptionId,
            notation::ExceptionIds().size() + notation::DeprecatedExceptionIds().size());
}

// A name that the list gives a licence is that licence, or stays open; never another.
TEST(LicenceCases, FullNamesNeverMeanAnotherLicence) {
  const auto path = Topic() / "spdx-list" / "licenses.json";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "no topic 'licences' under AVOUCH_DATA";
  const auto licences = syntax::ParseJson(ReadAll(path));
  ASSERT_TRUE(licences);
  int known = 0, open = 0;
  for (const syntax::Node& entry : (*licences)["licenses"].items()) {
    const std::string id(entry["licenseId"].text());
    const auto found = notation::SpdxLicenceOf(entry["name"].text());
    found ? ++known : ++open;
    const bool successor =
        found && (*found == id + "-only" || *found + "-only" == id ||
                  (id.ends_with('+') && *found == id.substr(0, id.size() - 1) + "-or-later"));
    EXPECT_TRUE(!found || *found == id || successor)
        << entry["name"].text() << ": " << *found << ", not " << id;
  }
  std::cout << known << " full names known, " << open << " left open\n";
  EXPECT_GE(known, 30);
}

}  // namespace
}  // namespace avouch
