// The first page of all, and the first page of a product.

#include <algorithm>

#include "base/text.h"
#include "report/html_claim.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_page.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

std::string SignedWords(const CentreProduct& product, Time published) {
  const auto& force = product.what.signed_by;
  if (!force)
    return "Nobody accountable has signed these answers. Ask for a bundle that the Senior "
           "Responsible Owner signed.";
  std::string out = "The Senior Responsible Owner (" + force->by + ") signed these answers on " +
                    DayWords(force->on) + ".";
  const auto until = ParseDate(force->until);
  if (until && StartOf(*until) < StartOf(DateOf(published)))
    return out + " The signature ran out on " + DayWords(force->until) + ": ask for a new one.";
  return out + " The signature holds until " + DayWords(force->until) + ".";
}

bool NeedsNotice(const CentreProduct& product, Time published) {
  const auto& force = product.what.signed_by;
  if (!force) return true;
  const auto until = ParseDate(force->until);
  return !until || StartOf(*until) < StartOf(DateOf(published));
}

Html Tile(Verdict verdict, long long number, const char* words) {
  return Classed("li", VerdictClass(verdict),
                 {Html("strong", {}, {std::to_string(number)}), words});
}

Html Tiles(const HandIn& what) {
  return Classed(
      "ul", "tiles",
      {Tile(Verdict::kMet, CountOf(what, Verdict::kMet), "✓ evidenced"),
       Tile(Verdict::kNotMet, CountOf(what, Verdict::kNotMet), "✗ not met"),
       Tile(Verdict::kNotEvidenced, CountOf(what, Verdict::kNotEvidenced), "? open: not shown"),
       Tile(Verdict::kNotApplicable, CountOf(what, Verdict::kNotApplicable), "– not applicable")});
}

std::string ClaimCount(const HandIn& what, const model::CataloguePrinciple& principle) {
  long long met = 0, not_met = 0, open = 0, out = 0;
  for (const auto& known : principle.claims) {
    const auto claim = std::ranges::find(what.claims, known.number, &HandInClaim::claim);
    if (claim == what.claims.end()) continue;
    met += claim->verdict == Verdict::kMet;
    not_met += claim->verdict == Verdict::kNotMet;
    open += claim->verdict == Verdict::kNotEvidenced;
    out += claim->verdict == Verdict::kNotApplicable;
  }
  std::string words = std::to_string(met) + " evidenced";
  if (not_met > 0) words += ", " + std::to_string(not_met) + " not met";
  if (open > 0) words += ", " + std::to_string(open) + " open";
  if (out > 0) words += ", " + std::to_string(out) + " not applicable";
  return words;
}

Html Principles(const HandIn& what, Node& data) {
  CentreTable table{.caption = "", .head = {"Principle", "Answer", "Claims"}, .rows = {}};
  for (const auto& theme : what.catalogue.themes)
    for (const auto& principle : theme.principles) {
      const auto answer =
          std::ranges::find(what.principles, principle.number, &model::PrincipleAnswer::principle);
      if (answer == what.principles.end()) continue;
      Html name = Html::LinkToFile("claims.html", "principle-" + principle.number,
                                   {principle.number + " " + Capital(principle.name)});
      table.rows.push_back(
          {std::move(name), VerdictTag(answer->verdict), ClaimCount(what, principle)});
      Node one = Node::Map();
      one.Set("principle", principle.number);
      one.Set("words", Prose(principle.text));
      one.Set("verdict", Name(answer->verdict));
      data.Add(std::move(one));
    }
  return TableOf(std::move(table));
}

Html Facts(const TrustCentre& centre, const CentreProduct& product) {
  const HandIn& what = product.what;
  SummaryList list;
  list.Add("Who answers", SignedWords(product, centre.published));
  list.Add("Assessed", ToHumanDate(what.assessed) + ", of commit " + what.commit.substr(0, 12));
  list.Add("As", what.scope.empty() ? "developer and distributor (assumed)" : what.scope);
  list.Add("How customers get it", Join(what.delivery, ", "));
  if (!what.loosened.empty())
    list.Add("Weaker rules, and what was left out", std::vector<Html>{Points(what.loosened)});
  if (!what.assumptions.empty()) list.Add("Assumed", std::vector<Html>{Points(what.assumptions)});
  if (!what.fingerprint.empty())
    list.Add("Fingerprint", std::vector<Html>{DigestText(what.fingerprint)});
  return std::move(list).Take();
}

Node SignedNode(const CentreProduct& product) {
  const auto& force = product.what.signed_by;
  if (!force) return Node::Null();
  Node out = Node::Map();
  out.Set("by", Prose(force->by));
  out.Set("role", "Senior Responsible Owner");
  out.Set("on", force->on);
  out.Set("until", force->until);
  return out;
}

// What happened since the edition before, in one line.
Html Lately(const CentreProduct& product) {
  const CentreEdition& newest = Newest(product);
  std::string words = "This is the first answer that is published here. ";
  if (product.editions.size() > 1)
    words = Count("answer", static_cast<long long>(product.editions.size())) +
            " are kept here; since the one before, " +
            (newest.changes.empty()
                 ? std::string("nothing changed")
                 : Count("thing", static_cast<long long>(newest.changes.size())) + " changed") +
            ". ";
  return Paragraph({words, Html::LinkToFile("history.html", "", {"What was said, and when"}), "."});
}

Node ProductEntry(const CentreProduct& product) {
  Node out = Node::Map();
  out.Set("name", Prose(product.what.product));
  out.Set("version", Prose(product.what.version));
  out.Set("page", product.folder + "/index.html");
  out.Set("assessed", ToString(product.what.assessed));
  out.Set("sentence", Prose(QuotableSentence(product.what)));
  out.Set("counts", CountsNode(product.what));
  out.Set("signed", SignedNode(product));
  return out;
}

}  // namespace

CentrePage ProductPage(const TrustCentre& centre, const CentreProduct& product) {
  const HandIn& what = product.what;
  CentrePage page{.name = "index", .title = "How securely it is made", .body = {}};
  if (NeedsNotice(product, centre.published))
    page.body.push_back(
        Classed("div", "notice",
                {Paragraph({Html("strong", {}, {SignedWords(product, centre.published)})})}));
  page.body.push_back(Classed("p", "lead", {QuotableSentence(what)}));
  page.body.push_back(Tiles(what));
  page.body.push_back(Facts(centre, product));
  page.body.push_back(Lately(product));
  page.body.push_back(Heading("principles", "Principle by principle"));
  page.body.push_back(
      Paragraph({"A principle is evidenced only when every claim under it is, or does not apply. ",
                 Html::LinkToFile("claims.html", "", {"All claims"}), " says why; ",
                 Html::LinkToFile("open.html", "", {"what is open"}), " says until when."}));
  Node principles = Node::List();
  page.body.push_back(Principles(what, principles));
  page.data.Set("sentence", Prose(QuotableSentence(what)));
  page.data.Set("counts", CountsNode(what));
  page.data.Set("signed", SignedNode(product));
  page.data.Set("scope", Prose(what.scope));
  page.data.Set("delivery", WordsNode(what.delivery));
  page.data.Set("weaker", WordsNode(what.loosened));
  page.data.Set("assumed", WordsNode(what.assumptions));
  page.data.Set("editions", Node::Integer(static_cast<long long>(product.editions.size())));
  page.data.Set("principles", std::move(principles));
  return page;
}

CentrePage FrontPage(const TrustCentre& centre) {
  CentrePage page{
      .name = "index", .title = "What we show about the security of our software", .body = {}};
  page.body.push_back(Classed(
      "p", "lead",
      {"Each product is held against the " + CodeTitle(centre.products.front().what.catalogue) +
       ". Every answer here comes from a sealed bundle that you can check yourself."}));
  Node products = Node::List();
  for (const auto& product : centre.products) {
    page.body.push_back(
        Html("h2", {{"id", product.folder}},
             {Html::LinkToFile(product.folder + "/index.html", "", {ProductTitle(product.what)})}));
    page.body.push_back(Paragraph({QuotableSentence(product.what)}));
    page.body.push_back(Paragraph({SignedWords(product, centre.published)}));
    products.Add(ProductEntry(product));
  }
  page.body.push_back(Heading("check", "You need not believe this"));
  page.body.push_back(
      Paragraph({"Download a product's bundle and the page that checks bundles, ",
                 Html::LinkToFile(kVerifierFile, "", {std::string(kVerifierFile)}),
                 ". It runs in your own browser, without a network. Its SHA-256 is ",
                 DigestText(centre.verifier_digest),
                 "; take that page from somewhere else than from here, if you can."}));
  if (!centre.fingerprint.empty())
    page.body.push_back(
        Paragraph({"Our list of keys has the fingerprint ", DigestText(centre.fingerprint),
                   ". Ask for it another way, too: by telephone, in a contract."}));
  page.data.Set("audience", centre.audience);
  Node verifier = Node::Map();
  verifier.Set("file", kVerifierFile);
  verifier.Set("sha256", centre.verifier_digest);
  page.data.Set("verifier", std::move(verifier));
  page.data.Set("products", std::move(products));
  return page;
}

}  // namespace avouch::report
