// The official test cases of package-url, where AVOUCH_DATA has them.
//
// The topic is a part of the suite: its MANIFEST.tsv says how many of each
// file's cases are there. Here all that lie there run, in each layout the suite
// has (parse, build, validate), and what is absent is printed by file.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/text.h"
#include "notation/purl.h"
#include "syntax/json.h"

namespace avouch {
namespace {

using notation::FormatPurl;
using notation::NormalisePurl;
using notation::ParsePurl;
using notation::Purl;

Purl PurlOf(const syntax::Node& parts) {
  Purl purl{std::string(parts["type"].text()),
            std::string(parts["namespace"].text()),
            std::string(parts["name"].text()),
            std::string(parts["version"].text()),
            {},
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
  const std::string label =
      file + ":" + std::to_string(test.line()) + ": " + std::string(test["description"].text());
  const std::string_view type = test["test_type"].text();
  EXPECT_TRUE(type == "parse" || type == "build" || type == "validate") << label << ": " << type;
  const auto purl = Run(test);
  if (ContradictsOtherCases(test)) {
    EXPECT_TRUE(purl) << label << ": fails now; take it off the list";
    return;
  }
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

std::filesystem::path Topic() {
  const char* data = std::getenv("AVOUCH_DATA");
  return data == nullptr ? std::filesystem::path() : std::filesystem::path(data) / "purl";
}

Bytes ReadAll(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// "tests/types/npm-test.json 6 of 17" for each file that is not whole.
std::string Absent(const std::filesystem::path& manifest) {
  const std::string text = ReadAll(manifest);
  std::string out;
  for (auto line : Lines(text)) {
    const std::size_t at = line.find("subset of cases: ");
    if (at == line.npos) continue;
    const auto words = Words(line.substr(at + 17));
    if (words.size() < 3) continue;
    const std::string_view all = words[2].substr(0, words[2].find(','));
    if (words[0] != all)
      out += "\n  " + std::string(line.substr(0, line.find('\t'))) + " " + std::string(words[0]) +
             " of " + std::string(all);
  }
  return out;
}

// How many cases the manifest says are there, so that none is passed over.
std::size_t CasesHeld(const std::filesystem::path& manifest) {
  constexpr std::string_view kSubset = "subset of cases: ";
  const std::string text = ReadAll(manifest);
  std::size_t held = 0;
  for (auto line : Lines(text)) {
    const std::size_t at = line.find(kSubset);
    if (at != line.npos) held += std::stoul(std::string(line.substr(at + kSubset.size())));
  }
  return held;
}

TEST(PurlCases, OfTheSpecificationHold) {
  const std::filesystem::path root = Topic() / "tests";
  if (Topic().empty() || !std::filesystem::is_directory(root)) {
    GTEST_SKIP() << "no topic 'purl' under AVOUCH_DATA";
  }
  std::size_t cases = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root)) {
    if (entry.path().extension() != ".json") continue;
    const auto node = syntax::ParseJson(ReadAll(entry.path()));
    ASSERT_TRUE(node) << entry.path() << ToString(node.error());
    for (const syntax::Node& test : (*node)["tests"].items()) {
      Check(test, entry.path().filename().string());
      ++cases;
    }
  }
  std::cout << cases << " cases ran; not in the topic:" << Absent(Topic() / "MANIFEST.tsv") << '\n';
  EXPECT_EQ(cases, CasesHeld(Topic() / "MANIFEST.tsv"));
  EXPECT_GE(cases, 393u);
}

// An example whose version holds a '/' that is not encoded, as a version's must be.
constexpr std::string_view kBareSlash = "pkg:opam/git@3/16.1";

// Examples of the definitions, which are not all canonical: read, and what is
// written of them is read again as the same.
TEST(PurlCases, EveryTypeHasCasesAndItsExamplesAreRead) {
  if (Topic().empty() || !std::filesystem::is_directory(Topic() / "types")) {
    GTEST_SKIP() << "no topic 'purl' under AVOUCH_DATA";
  }
  const auto index = syntax::ParseJson(ReadAll(Topic() / "purl-types-index.json"));
  ASSERT_TRUE(index);
  std::size_t examples = 0;
  for (const syntax::Node& type : index->items()) {
    const std::string name(type.text());
    EXPECT_TRUE(std::filesystem::exists(Topic() / "tests/types" / (name + "-test.json"))) << name;
    const auto definition =
        syntax::ParseJson(ReadAll(Topic() / "types" / (name + "-definition.json")));
    ASSERT_TRUE(definition) << name;
    for (const syntax::Node& example : (*definition)["examples"].items()) {
      const auto purl = ParsePurl(example.text());
      if (example.text() == kBareSlash) {
        EXPECT_FALSE(purl) << kBareSlash << " is read now; take it off the list";
        continue;
      }
      ASSERT_TRUE(purl) << example.text() << ": " << ToString(purl.error());
      EXPECT_EQ(purl->type, name) << example.text();
      const auto again = ParsePurl(FormatPurl(*purl));
      ASSERT_TRUE(again) << FormatPurl(*purl);
      EXPECT_EQ(*again, *purl) << example.text();
      ++examples;
    }
  }
  EXPECT_GE(examples, 100u);
}

// One package of a type, with all that its definition requires and allows.
Purl Package(const syntax::Node& definition) {
  Purl purl;
  purl.type = definition["type"].text();
  if (definition["namespace_definition"]["requirement"].text() != "prohibited") {
    purl.name_space = "SomeBody";
  }
  purl.name = "ABCDEFGHABCDEFGHABCDEFGHABCDEFGH";  // What an extension of Chrome may be called
  const bool numbers = definition["version_definition"]["permitted_characters"].is_text();
  purl.version = numbers ? "1.0" : "1.0-RC1";
  purl.subpath = "Sub/Path";
  for (const syntax::Node& qualifier : definition["qualifiers_definition"].items()) {
    if (qualifier["requirement"].text() == "required") {
      purl.qualifiers.emplace_back(qualifier["key"].text(), "X1");
    }
  }
  return purl;
}

// What a part becomes by its definition: lower case where case says nothing, else itself.
std::string ByDefinition(const syntax::Node& part, const std::string& text) {
  return part["case_sensitive"].boolean() == false ? Lower(text) : text;
}

void CheckDefinition(const syntax::Node& definition) {
  const Purl purl = Package(definition);
  const auto made = NormalisePurl(purl);
  ASSERT_TRUE(made) << purl.type << ": " << ToString(made.error());
  EXPECT_EQ(made->name_space, ByDefinition(definition["namespace_definition"], purl.name_space))
      << purl.type;
  EXPECT_EQ(made->name, ByDefinition(definition["name_definition"], purl.name)) << purl.type;
  EXPECT_EQ(made->version, ByDefinition(definition["version_definition"], purl.version))
      << purl.type;
  EXPECT_EQ(made->subpath, ByDefinition(definition["subpath_definition"], purl.subpath))
      << purl.type;

  Purl other = purl;
  other.name_space = purl.name_space.empty() ? "SomeBody" : "";
  const std::string_view space = definition["namespace_definition"]["requirement"].text();
  // Of Go: see the departure in src/notation/purl.cpp.
  EXPECT_EQ(NormalisePurl(other).has_value(), space == "optional" || purl.type == "golang")
      << purl.type;
  for (std::size_t i = 0; i < purl.qualifiers.size(); ++i) {
    other = purl;
    other.qualifiers.erase(other.qualifiers.begin() + static_cast<std::ptrdiff_t>(i));
    EXPECT_FALSE(NormalisePurl(other)) << purl.type << " without " << purl.qualifiers[i].first;
  }
}

TEST(PurlCases, EveryTypeKeepsTheRulesOfItsDefinition) {
  if (Topic().empty() || !std::filesystem::is_directory(Topic() / "types")) {
    GTEST_SKIP() << "no topic 'purl' under AVOUCH_DATA";
  }
  int types = 0;
  for (const auto& entry : std::filesystem::directory_iterator(Topic() / "types")) {
    const auto definition = syntax::ParseJson(ReadAll(entry.path()));
    ASSERT_TRUE(definition) << entry.path();
    CheckDefinition(*definition);
    ++types;
  }
  EXPECT_GE(types, 40);
}

}  // namespace
}  // namespace avouch
