// What SPDX 2 asks for in words: one document in two forms, each rule broken in one place.

#include "formats/spdx_rules.h"

#include <gtest/gtest.h>

#include "formats/sbom_validate.h"

namespace avouch::formats {
namespace {

// Every kind of thing once. $1 stands for a SHA-1.
constexpr std::string_view kTags = R"(SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: tea
DocumentNamespace: https://example.org/tea-1
ExternalDocumentRef: DocumentRef-cups https://example.org/cups SHA1: $1
Creator: Tool: kettle-1
Created: 2026-01-02T03:04:05Z
LicenseListVersion: 3.20
# What is poured.
PackageName: tea
SPDXID: SPDXRef-tea
PackageVersion: 1.0
PackageSupplier: Organization: Tea Ltd (t@example.org)
PackageDownloadLocation: git+https://git.example.org/tea.git@v1
FilesAnalyzed: true
PackageVerificationCode: $1 (excludes: ./tea.spdx)
PackageChecksum: SHA1: $1
PackageHomePage: https://example.org/
PackageLicenseConcluded: MIT OR LicenseRef-Ours OR DocumentRef-cups:LicenseRef-Cups
PackageLicenseInfoFromFiles: MIT
PackageCopyrightText: <text>Copyright
of many: and more</text>
ExternalRef: PACKAGE-MANAGER purl pkg:npm/tea@1.0
ExternalRefComment: found on a shelf
ReleaseDate: 2026-01-02T03:04:05Z
FileName: ./leaf.c
SPDXID: SPDXRef-leaf
FileType: SOURCE
FileChecksum: SHA1: $1
LicenseConcluded: MIT
SnippetSPDXID: SPDXRef-vein
SnippetFromFileSPDXID: SPDXRef-leaf
SnippetByteRange: 1:9
LicenseID: LicenseRef-Ours
ExtractedText: <text>Drink it.</text>
Annotator: Person: Ann
AnnotationDate: 2026-01-02T03:04:05Z
AnnotationType: REVIEW
SPDXREF: SPDXRef-tea
AnnotationComment: Good.
PackageName: water
SPDXID: SPDXRef-water
PackageDownloadLocation: NONE
FilesAnalyzed: false
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-tea
Relationship: SPDXRef-tea DEPENDS_ON SPDXRef-water
)";

std::string Put(std::string text, std::string_view what, std::string_view instead) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + instead.size()))
    text.replace(at, what.size(), instead);
  return text;
}

std::string Whole() { return Put(std::string(kTags), "$1", std::string(40, 'a')); }

// "line: what" of the first problem, or "valid".
std::string Verdict(const std::string& text) {
  const auto result = ValidateSbom(text);
  if (!result) return "no SBOM";
  if (result->valid()) return "valid";
  if (!result->judged) return result->why;
  const auto& first = result->problems.front();
  return std::to_string(first.line) + ": " + first.what;
}

struct Change {
  const char* what;
  const char* line;
  const char* instead;
  const char* verdict;
};

TEST(SpdxRules, OneLineOfTagValueBroken) {
  ASSERT_EQ(Verdict(Whole()), "valid");
  const Change changes[] = {
      {"the document's id", "SPDXRef-DOCUMENT\nDoc", "SPDXRef-D\nDoc",
       "3: must be SPDXRef-DOCUMENT"},
      {"the data's licence", "CC0-1.0", "MIT", "2: must be CC0-1.0"},
      {"a namespace with a part", "tea-1\n", "tea#1\n", "5: must not have a part behind #"},
      {"a digest too short", "SHA1: $1\nCreator", "SHA1: aa\nCreator",
       "6: 'aa' is no SHA1 in lower-case digits"},
      {"a time of day in parts", "05Z\nLicenseL", "05.1Z\nLicenseL",
       "8: '2026-01-02T03:04:05.1Z' is no time like 2010-01-29T18:30:22Z"},
      {"a creator of no kind", "Tool: kettle-1", "kettle-1",
       "7: 'kettle-1' is no Person:, Organization: or Tool: with a name"},
      {"a nameless supplier", "Organization: Tea Ltd (t@example.org)", "Organization: ",
       "14: 'Organization:' is no Person: or Organization: with a name, or NOASSERTION"},
      {"a tool that is none of version control", "git+https://git.", "registry+https://git.",
       "15: 'registry' is no tool of version control that SPDX has"},
      {"an address with a password", "https://git.", "https://a:b@git.",
       "15: must not have a user's name and password"},
      {"a purl that is none", "pkg:npm", "npm", "24: 'npm/tea@1.0' is no purl"},
      {"a type of another category", "PACKAGE-MANAGER purl", "SECURITY purl",
       "24: 'purl' is no type of SECURITY"},
      {"a licence on no list", "MIT OR Lic", "Nonesuch OR Lic",
       "20: 'Nonesuch' is on no list of licences"},
      {"a licence without its text", "LicenseID: LicenseRef-Ours", "LicenseID: LicenseRef-Other",
       "20: 'LicenseRef-Ours' has no text here"},
      {"a licence of a document nobody named", "OR DocumentRef-cups", "OR DocumentRef-pots",
       "20: 'DocumentRef-pots:LicenseRef-Cups' is of a document that is not named"},
      {"an id with a blank", "SPDXID: SPDXRef-water", "SPDXID: SPDXRef-wa_ter",
       "43: 'SPDXRef-wa_ter' is no SPDXRef- with letters, digits, dots and dashes"},
      {"one id for two", "SPDXID: SPDXRef-water", "SPDXID: SPDXRef-tea",
       "43: 'SPDXRef-tea' names more than one thing"},
      {"a relation to nothing", "DEPENDS_ON SPDXRef-water", "DEPENDS_ON SPDXRef-milk",
       "47: 'SPDXRef-milk' is no element of this document"},
      {"a file where none was looked at", "SPDXRef-tea DEPENDS_ON SPDXRef-water",
       "SPDXRef-water CONTAINS SPDXRef-leaf",
       "47: 'SPDXRef-water' holds a file, and its files were not looked at (filesAnalyzed)"},
      {"nothing is described", "DOCUMENT DESCRIBES", "DOCUMENT OTHER",
       "1: no relationship says what the document describes"},
      {"an annotation of nothing", "SPDXREF: SPDXRef-tea", "SPDXREF: SPDXRef-milk",
       "40: 'SPDXRef-milk' is no element of this document"},
      {"an annotation that does not say of what", "SPDXREF: SPDXRef-tea\n", "",
       "37: an annotation of nothing: SPDXREF is missing"},
      {"a snippet of no file", "FromFileSPDXID: SPDXRef-leaf", "FromFileSPDXID: SPDXRef-tea",
       "33: 'SPDXRef-tea' is no file"},
      {"a range backwards", "1:9", "9:1", "34: is no range from 1 up"},
      {"a file named from the root", "./leaf.c", "/leaf.c", "27: must not begin at the root"},
      {"a file of another digest alone", "FileType: SOURCE\nFileChecksum: SHA1",
       "FileType: SOURCE\nFileChecksum: MD6", "27: has no SHA1"},
      {"a tag that is none", "# What", "What: x\n# ", "10: 'What' is no tag"},
      {"a tag twice", "PackageVersion: 1.0", "PackageVersion: 1.0\nPackageVersion: 2",
       "14: 'PackageVersion' is given twice"},
      {"a tag of what is not open", "# What", "PackageVersion: 1\n# ",
       "10: 'PackageVersion' stands where nothing of its kind is open"},
      {"no tag at all", "# What is poured.", "What is poured.",
       "10: 'What is poured.' is no tag with a value"},
      {"a text that does not end", "it.</text>", "it.", "35: 'extractedText' is missing"},
      {"what is missing", "DataLicense: CC0-1.0\n", "", "1: 'dataLicense' is missing"},
  };
  for (const auto& change : changes) {
    const std::string filled = Put(change.line, "$1", std::string(40, 'a'));
    ASSERT_NE(Whole().find(filled), std::string::npos) << change.what;
    EXPECT_EQ(Verdict(Put(Whole(), filled, change.instead)), change.verdict) << change.what;
  }
}

TEST(SpdxRules, ANumberWithoutQuotesIsNoTextInYaml) {
  const std::string yaml = R"(spdxVersion: SPDX-2.3
dataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
name: tea
documentNamespace: https://example.org/tea-1
creationInfo: {created: "2026-01-02T03:04:05Z", creators: ["Tool: kettle-1"]}
packages:
- {SPDXID: SPDXRef-tea, name: tea, downloadLocation: NONE, versionInfo: "1.5"}
)";
  EXPECT_EQ(Verdict(yaml), "valid");
  EXPECT_EQ(Verdict(Put(yaml, "\"1.5\"", "1.5")),
            "8: '1.5' without quotes is a number, and must be a text");
  EXPECT_EQ(Verdict(Put(yaml, "\"1.5\"", "1.5.0")), "valid");
  EXPECT_EQ(Verdict(yaml + "- [\n").substr(0, 10), "0: no YAML");
}

// Ten thousand things that name one another in a circle, one expression for all of them, and as
// many problems as would fill a terminal for a day.
TEST(SpdxRulesAttack, ManyReferencesInACircleAreEachLookedUpOnceAndProblemsAreCounted) {
  std::string text = Whole();
  for (int i = 0; i < 10'000; ++i) {
    const std::string id = "SPDXRef-" + std::to_string(i);
    text += "PackageName: p\nSPDXID: " + id +
            "\nPackageDownloadLocation: NONE\nPackageLicenseConcluded: MIT\nRelationship: " + id +
            " DEPENDS_ON SPDXRef-" + std::to_string((i + 1) % 10'000) + "\n";
  }
  EXPECT_EQ(Verdict(text), "valid");
  for (int i = 0; i < 5'000; ++i) text += "Bad\x1B[2J" + std::to_string(i) + ": x\n";
  const auto result = ValidateSbom(text);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->problems.size(), 1'000U);
  EXPECT_EQ(result->more, 4'000U);
  EXPECT_EQ(result->problems[0].what.find('\x1B'), std::string::npos);
}

// A text that does not end could be looked for to the end of the file each time.
TEST(SpdxRulesAttack, TextsThatDoNotEndAreLookedForOnce) {
  std::string text = Whole();
  for (int i = 0; i < 400'000; ++i) text += "PackageComment: <text>a\n";
  const auto result = ValidateSbom(text);
  ASSERT_TRUE(result.has_value());
  EXPECT_EQ(result->problems.size() + result->more, 400'000U);
  EXPECT_TRUE(ReadSbom(text).has_value());
}

TEST(SpdxRulesAttack, WhereverItIsCutItIsJudged) {
  const std::string text = Whole();
  for (std::size_t size = 30; size < text.size(); size += 7) {
    const auto result = ValidateSbom(text.substr(0, size));
    ASSERT_TRUE(result.has_value()) << size;
    EXPECT_TRUE(result->judged) << size;
  }
}

}  // namespace
}  // namespace avouch::formats
