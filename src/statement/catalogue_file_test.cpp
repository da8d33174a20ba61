#include "statement/catalogue_file.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "statement/embedded.h"
#include "syntax/yaml.h"

namespace avouch::statement {
namespace {

using model::Catalogue;
using model::CatalogueClaim;

const Catalogue& TheCode() {
  static const auto* const catalogue = [] {
    auto read = ReadCatalogue(EmbeddedCatalogue());
    EXPECT_TRUE(read) << (read ? "" : ToString(read.error()));
    return new Catalogue(read ? std::move(*read) : Catalogue{});
  }();
  return *catalogue;
}

std::vector<const CatalogueClaim*> Claims(const Catalogue& catalogue) {
  std::vector<const CatalogueClaim*> out;
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims) out.push_back(&claim);
  return out;
}

// A catalogue of another code, as small as one can be.
constexpr std::string_view kTiny = R"(catalogue: urn:example:tiny
version: 1.0.0
code: { id: tiny, title: Tiny, publisher: P, date: 2026-01, licence: CC0-1.0, attribution: none }
index: [A.1.1, A.1.2]
frameworks: [{ id: ssdf, name: SSDF }]
lists:
- { id: own, document: tiny, version: "1", normative: true, entries: { A.1.1: A.1.1, A.1.2: A.1.2 } }
---
theme:
  number: A
  name: First
  text: The first.
  duties: { reseller: none, developer-and-distributor: expected, developer-only: expected, open-source-maintainer: voluntary }
  principles:
  - number: A.1
    name: one
    text: Do it.
    claims:
    - &claim
      number: A.1.1
      claim: It is done.
      objective: It is done well.
      description: Otherwise it is not.
      options: [Do it by hand]
      questions: [Is it done?]
      signposts: [{ name: Book, where: page 1 }]
      evidence: { signed: a word, computed: a proof }
      undone-by: [A gap]
      customer: { met: Yes., not-met: Not yet., open: Not shown here. }
      serves: { proposed: { ssdf: [PO.1.1] }, weak: { ssdf: [PO.1.1] } }
    - { <<: *claim, number: A.1.2 }
)";

std::string Tiny(std::string_view from = {}, std::string_view to = {}) {
  return from.empty() ? std::string(kTiny) : ReplaceAll(kTiny, from, to);
}

TEST(CatalogueFile, ReadsAnotherCode) {
  const auto read = ReadCatalogue(Tiny());
  ASSERT_TRUE(read) << ToString(read.error());
  const auto* claim = model::FindClaim(*read, "A.1.1");
  ASSERT_NE(claim, nullptr);
  EXPECT_EQ(claim->applies, (std::vector{model::ProductScope::kDeveloperAndDistributor,
                                         model::ProductScope::kDeveloperOnly,
                                         model::ProductScope::kOpenSourceMaintainer}));
  ASSERT_EQ(claim->evidence.size(), 2u);
  EXPECT_EQ(claim->evidence[0].grade, model::Grade::kComputed) << "strongest first";
  ASSERT_EQ(claim->serves.size(), 1u);
  EXPECT_TRUE(claim->serves[0].weak);
  EXPECT_EQ(model::FindClaim(*read, "A.1.3"), nullptr);
  EXPECT_NE(model::FindPrinciple(*read, "A.1"), nullptr);
}

TEST(CatalogueFile, RefusesWhatBreaksARule) {
  const struct {
    std::string_view from, to, what, where;
  } cases[] = {
      {"      objective:", "      objektive:", "unknown key 'objektive'", "line 22, column 7"},
      {"name: First", "name: First\n  colour: red", "unknown key 'colour'", "line 12, column 3"},
      {"catalogue: urn", "catalog: urn", "unknown key 'catalog'", "line 1, column 1"},
      {"number: A.1.2", "number: A.1.1", "claim A.1.1 is there twice", "line 19, column 7"},
      {"number: A.1.2", "number: A.2.2", "claim A.2.2 is not numbered within its principle", ""},
      {"index: [A.1.1, A.1.2]", "index: [A.1.1]", "claim A.1.2 is not in the index",
       "line 31, column 7"},
      {"index: [A.1.1, A.1.2]", "index: [A.1.1, A.1.2, A.1.3]",
       "claim A.1.3 is in the index and missing", ""},
      {"index: [A.1.1, A.1.2]", "index: [A.1.2, A.1.1]", "another order", ""},
      {"claim: It is done.", "claim: ' '", "claim A.1.1 has no claim", "line 19, column 7"},
      {"      questions: [Is it done?]\n", "", "claim A.1.1 has no questions", ""},
      {"options: [Do it by hand]", "options: ['']", "has an empty line under options", ""},
      {"options: [Do it by hand]", "options: Do it", "a list is expected", "line 24, column 16"},
      {"evidence: { signed: a word", "evidence: { claimed: a word",
       "lets something count that was only claimed", ""},
      {"evidence: { signed: a word", "evidence: { sworn: a word", "unknown key 'sworn'", "line 27"},
      {"reseller: none", "reseller: maybe", "unknown word 'maybe'", "line 13"},
      {"reseller: none, ", "", "does not state a duty for every scope", ""},
      {"developer-only: expected", "developer-only: where-responsible",
       "does not say when it is somebody's responsibility", ""},
      {"proposed: { ssdf:", "proposed: { sdf:", "weak, but served on no basis: 'ssdf'", "line 30"},
      {"serves: { proposed: { ssdf: [PO.1.1] }, weak: { ssdf: [PO.1.1] } }",
       "serves: { proposed: { sdf: [X] } }", "framework sdf, which does not exist", ""},
      {"A.1.2: A.1.2", "A.1.2: A.1.3", "claim A.1.3, which does not exist", ""},
      {", A.1.2: A.1.2 }", " }", "is normative and does not name every claim", ""},
      {"normative: true", "normative: false", "needs exactly one normative list", ""},
      {"normative: true", "rows: 43, normative: true", "the list has 2 entries", "line 7"},
      {"normative: true", "lacks: [A.1.1], normative: true", "said to lack 'A.1.1'", "line 7"},
      {"---\ntheme:", "---\nversion: 2.0.0\ntheme:", "key given in two documents: 'version'",
       "line 9, column 1"},
      {"version: 1.0.0", "version: 1.0.0\nversion: 2.0.0", "version", "line 3"},
      {"version: 1.0.0", "version: 1", "text is expected", "line 2, column 10"},
      {"theme:", "theme: [", "", ""},
  };
  for (const auto& test : cases) {
    const std::string file = Tiny(test.from, test.to);
    ASSERT_NE(file, kTiny) << test.from;
    const auto read = ReadCatalogue(file);
    ASSERT_FALSE(read) << test.to;
    EXPECT_EQ(read.error().kind, ErrorKind::kConfiguration) << test.to;
    EXPECT_NE(read.error().what.find(test.what), std::string::npos) << ToString(read.error());
    EXPECT_TRUE(read.error().where.starts_with(test.where)) << ToString(read.error());
  }
}

TEST(CatalogueFile, HintsAtTheNearestKey) {
  const auto read = ReadCatalogue(Tiny("objective:", "objektive:"));
  ASSERT_FALSE(read);
  EXPECT_NE(read.error().hint.find("objective"), std::string::npos) << ToString(read.error());
}

TEST(CatalogueFile, DigestIsOfTheContentAndNotOfItsSpelling) {
  const auto one = ReadCatalogue(Tiny());
  const auto spelt =
      ReadCatalogue("# a comment\n" + Tiny("claim: It is done.", "claim: 'It is done.'"));
  const auto changed = ReadCatalogue(Tiny("claim: It is done.", "claim: It was done."));
  ASSERT_TRUE(one && spelt && changed);
  EXPECT_EQ(one->digest.size(), 64u);
  EXPECT_EQ(one->digest, spelt->digest);
  EXPECT_NE(one->digest, changed->digest);
  EXPECT_EQ(one->digest, "a46190a561f64dc4c15b48128cccff1d59e132f4f781109eb3ab6952b14bed68");
}

TEST(CatalogueFile, DiffNamesWhatChangedByField) {
  using enum CatalogueChange::Kind;
  const auto a = ReadCatalogue(Tiny());
  ASSERT_TRUE(a);
  EXPECT_TRUE(DiffCatalogues(*a, *a).empty());
  Catalogue b = *a;
  b.version = "1.1.0";
  auto& claims = b.themes[0].principles[0].claims;
  claims[0].undone_by.push_back("Another");
  claims[1].number = "A.1.9";
  b.glossary.push_back({"Done", "Finished", ""});
  const std::vector<CatalogueChange> expected = {
      {kChanged, "catalogue", "version", "1.0.0", "1.1.0"},
      {kChanged, "claim A.1.1", "undone-by", R"(["A gap"])", R"(["A gap","Another"])"},
      {kRemoved, "claim A.1.2", "", "", ""},
      {kAdded, "claim A.1.9", "", "", ""},
      {kAdded, "term Done", "", "", ""},
  };
  EXPECT_EQ(DiffCatalogues(*a, b), expected);
}

TEST(CatalogueFile, JoinedFilesAreOneCatalogue) {
  const std::string_view whole = kTiny;
  const auto cut = whole.find("---\n");
  const std::string_view files[] = {whole.substr(0, cut), whole.substr(cut + 4)};
  const auto joined = ReadCatalogue(JoinCatalogue(files));
  ASSERT_TRUE(joined) << ToString(joined.error());
  EXPECT_EQ(*joined, *ReadCatalogue(Tiny()));
}

TEST(CatalogueFile, EmptyStreamIsNoCatalogue) {
  EXPECT_FALSE(ReadCatalogue(BytesView()));
  for (const std::string_view stream : {"", "---\n", "# nothing\n", "[]", "a"}) {
    EXPECT_FALSE(ReadCatalogue(stream)) << stream;
  }
}

// ---- The Code itself ----

TEST(TheCatalogue, HoldsTheWholeCode) {
  std::size_t principles = 0;
  for (const auto& theme : TheCode().themes) principles += theme.principles.size();
  EXPECT_EQ(TheCode().themes.size(), 4u);
  EXPECT_EQ(principles, 14u);
  EXPECT_EQ(Claims(TheCode()).size(), 45u);
  EXPECT_EQ(TheCode().earlier.size(), 21u);
  EXPECT_EQ(TheCode().glossary.size(), 24u) << "Table 3, trust, timely";
  EXPECT_EQ(TheCode().digest.size(), 64u);
}

TEST(TheCatalogue, QuotesThePrinciplesAsTheCodeStatesThem) {
  const std::pair<std::string_view, std::string_view> quoted[] = {
      {"1.1", "Follow an established secure development framework."},
      {"1.2",
       "Understand the composition of the software and assess risks linked to the ingestion "
       "and maintenance of third-party components throughout the development lifecycle."},
      {"1.3",
       "Have a clear process for testing software and software updates before distribution."},
      {"1.4",
       "Follow secure by design and secure by default principles throughout the development "
       "lifecycle of the software."},
      {"2.1", "Protect the build environment against unauthorised access."},
      {"2.2", "Control and log changes to the build environment."},
      {"3.1", "Distribute software securely to customers."},
      {"3.2", "Implement and publish an effective vulnerability disclosure process."},
      {"3.3",
       "Have processes and documentation in place for proactively detecting, prioritising "
       "and managing vulnerabilities in software components."},
      {"3.4", "Report vulnerabilities to relevant parties where appropriate."},
      {"3.5", "Provide timely security updates, patches and notifications to customers."},
      {"4.1",
       "Provide information to the customer specifying the level of support and maintenance "
       "provided for the software being sold."},
      {"4.2",
       "Provides at least 1 year's notice to customers of when the software will no longer "
       "be supported or maintained by the vendor."},
      {"4.3",
       "Make information available to customers about notable incidents that may cause "
       "significant impact to customer organisations."},
  };
  for (const auto& [number, text] : quoted) {
    const auto* principle = model::FindPrinciple(TheCode(), number);
    ASSERT_NE(principle, nullptr) << number;
    EXPECT_EQ(principle->text, text);
  }
}

TEST(TheCatalogue, EveryPartOfEveryClaimIsRealGuidance) {
  for (const auto* claim : Claims(TheCode())) {
    SCOPED_TRACE(claim->number);
    const auto words = [](std::string_view text) { return Words(text).size(); };
    EXPECT_GE(words(claim->claim), 8u);
    EXPECT_LE(words(claim->claim), 30u) << "one plain sentence";
    EXPECT_GE(words(claim->objective), 15u);
    EXPECT_GE(words(claim->description), 40u);
    EXPECT_GE(claim->options.size(), 3u);
    EXPECT_LE(claim->options.size(), 5u);
    for (const auto& option : claim->options) EXPECT_GE(words(option), 8u) << option;
    EXPECT_GE(claim->questions.size(), 2u);
    EXPECT_LE(claim->questions.size(), 4u);
    for (const auto& question : claim->questions) EXPECT_TRUE(question.ends_with('?')) << question;
    EXPECT_GE(claim->signposts.size(), 2u);
    for (const auto& signpost : claim->signposts)
      EXPECT_EQ(signpost.where.find("://"), std::string::npos) << "addresses rot";
    EXPECT_GE(claim->evidence.size(), 1u);
    EXPECT_TRUE(claim->customer.not_met.starts_with("Not yet. ")) << claim->customer.not_met;
    EXPECT_TRUE(claim->customer.open.starts_with("Not shown ")) << claim->customer.open;
    EXPECT_NE(claim->customer.open.find("Ask "), std::string::npos)
        << "an open claim tells the buyer what to ask";
    for (const auto& sentence : {claim->customer.met, claim->customer.not_met})
      EXPECT_EQ(sentence.find_first_of("0123456789"), std::string::npos) << sentence;
  }
}

TEST(TheCatalogue, NoTwoClaimsShareATextThatOughtToBeTheirOwn) {
  std::set<std::string> seen;
  for (const auto* claim : Claims(TheCode()))
    for (const auto& text : {claim->claim, claim->objective, claim->description,
                             claim->customer.met, claim->customer.not_met})
      EXPECT_TRUE(seen.insert(text).second) << claim->number << ": " << text;
}

// Scores and seals are not the Code's. Whole words; "star" not in "start".
TEST(TheCatalogue, NeverSaysWhatTheCodeDoesNot) {
  std::string text = Lower(EmbeddedCatalogue());
  for (char& letter : text)
    if (!std::isalpha(static_cast<unsigned char>(letter))) letter = ' ';
  const auto words = Words(text);
  const std::string spaced = " " + Join({words.begin(), words.end()}, " ") + " ";
  for (const std::string_view word : {"certified", "compliant", "score", "scores", "scored",
                                      "percent", "per cent", "star", "stars", "percentage"}) {
    EXPECT_EQ(spaced.find(" " + std::string(word) + " "), std::string::npos) << word;
  }
}

TEST(TheCatalogue, ScopeFollowsTableOne) {
  using enum model::ProductScope;
  const auto applies = [](std::string_view number, model::ProductScope scope) {
    const auto& scopes = model::FindClaim(TheCode(), number)->applies;
    return std::ranges::find(scopes, scope) != scopes.end();
  };
  for (const std::string_view number : {"1.1.1", "2.2.4", "3.1.1", "4.3.2"}) {
    EXPECT_TRUE(applies(number, kDeveloperAndDistributor));
    EXPECT_TRUE(applies(number, kOpenSourceMaintainer)) << "voluntarily";
    EXPECT_EQ(applies(number, kReseller), number[0] >= '3');
    EXPECT_EQ(applies(number, kDeveloperOnly), number[0] <= '3');
  }
  for (const auto* claim : Claims(TheCode()))
    EXPECT_EQ(!claim->responsibility.empty(), claim->number[0] == '3') << claim->number;
}

TEST(TheCatalogue, WordFormHasFortyThreeRowsAndOneOtherNumber) {
  const auto list = std::ranges::find(TheCode().lists, "word-form-0.4", &model::ClaimList::id);
  ASSERT_NE(list, TheCode().lists.end());
  EXPECT_EQ(list->entries.size(), 43u);
  std::set<std::string> claims;
  for (const auto& entry : list->entries) {
    claims.insert(entry.claim);
    if (entry.number == "4.3.1") {
      EXPECT_EQ(entry.claim, "4.3.2");
    } else {
      EXPECT_EQ(entry.claim, entry.number);
    }
  }
  EXPECT_FALSE(claims.contains("2.1.6"));
  EXPECT_FALSE(claims.contains("4.3.1"));
}

TEST(TheCatalogue, SevenProvisionsOfTheDraftAreNoPrincipleToday) {
  std::vector<std::string> gone;
  for (const auto& provision : TheCode().earlier)
    if (provision.became.starts_with("No principle")) gone.push_back(provision.number);
  EXPECT_EQ(gone, (std::vector<std::string>{"1.5", "1.6", "2.3", "3.6", "4.4", "4.5", "4.6"}));
}

TEST(TheCatalogue, TwentyFiveClaimsHaveAPublishedOspsControl) {
  int with = 0;
  for (const auto* claim : Claims(TheCode())) {
    with += std::ranges::any_of(claim->serves, [](const auto& row) {
      return row.framework == "osps" && row.basis == model::Basis::kPublished;
    });
  }
  EXPECT_EQ(with, 25);
}

TEST(TheCatalogue, SmallFirmsReadingOrderLeavesNoClaimOut) {
  const auto order = std::ranges::find(TheCode().reading, "small-firm", &model::ReadingOrder::id);
  ASSERT_NE(order, TheCode().reading.end());
  std::multiset<std::string> read;
  for (const auto& step : order->steps) read.insert(step.claims.begin(), step.claims.end());
  const std::multiset<std::string> all(TheCode().index.begin(), TheCode().index.end());
  EXPECT_EQ(read, all);
}

TEST(Embedded, OtherFilesAreThereByName) {
  EXPECT_TRUE(EmbeddedFile("arguments.yaml"));
  EXPECT_FALSE(EmbeddedFile("nothing.yaml"));
  EXPECT_FALSE(EmbeddedCatalogue().empty());
}

}  // namespace
}  // namespace avouch::statement
