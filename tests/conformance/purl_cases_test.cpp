// The official test cases of package-url, where AVOUCH_DATA has them.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "notation/purl.h"
#include "syntax/json.h"

namespace avouch {
namespace {

using notation::FormatPurl;
using notation::NormalisePurl;
using notation::ParsePurl;
using notation::Purl;

Purl PurlOf(const syntax::Node& parts) {
  Purl purl{std::string(parts["type"].text()),    std::string(parts["namespace"].text()),
            std::string(parts["name"].text()),    std::string(parts["version"].text()), {},
            std::string(parts["subpath"].text())};
  for (const auto& entry : parts["qualifiers"].entries()) {
    purl.qualifiers.emplace_back(entry.key, entry.value.AsText());
  }
  std::ranges::sort(purl.qualifiers);
  return purl;
}

// Of one case: what came out as the canonical spelling, or the error.
Result<Purl> Run(const syntax::Node& test) {
  const syntax::Node& input = test["input"];
  return input.is_text() ? ParsePurl(input.text()) : NormalisePurl(PurlOf(input));
}

// Keys of qualifiers are case-insensitive, say the specification and six cases
// ("repositorY_url" becomes "repository_url"); these two inputs must fail in
// one case and be lowered in another. We lower.
bool ContradictsOtherCases(const syntax::Node& test) {
  const std::string_view input = test["input"].text();
  return test["expected_failure"].boolean() == true &&
         (input == "pkg:gem/jruby-launcher@1.1.2?Platform=java" ||
          input == "pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25");
}

void Check(const syntax::Node& test, const std::string& file) {
  if (ContradictsOtherCases(test)) return;
  const std::string label = file + ":" + std::to_string(test.line()) + ": " +
                            std::string(test["description"].text());
  const auto purl = Run(test);
  if (test["expected_failure"].boolean() == true) {
    EXPECT_FALSE(purl) << label;
    return;
  }
  ASSERT_TRUE(purl) << label << ": " << ToString(purl.error());
  const syntax::Node& expected = test["expected_output"];
  if (expected.is_text()) {
    EXPECT_EQ(FormatPurl(*purl), expected.text()) << label;
  } else {
    EXPECT_EQ(FormatPurl(*purl), FormatPurl(PurlOf(expected))) << label;
  }
}

TEST(PurlCases, OfTheSpecificationHold) {
  const char* data = std::getenv("AVOUCH_DATA");
  const std::filesystem::path root = std::filesystem::path(data == nullptr ? "" : data) / "purl/tests";
  if (data == nullptr || !std::filesystem::is_directory(root)) {
    GTEST_SKIP() << "no topic 'purl' under AVOUCH_DATA";
  }
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const auto node = syntax::ParseJson(bytes);
    ASSERT_TRUE(node) << entry.path() << ToString(node.error());
    for (const syntax::Node& test : (*node)["tests"].items()) {
      Check(test, entry.path().filename().string());
      ++cases;
    }
  }
  EXPECT_GE(cases, 390u);
}

}  // namespace
}  // namespace avouch
