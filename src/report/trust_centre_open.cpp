// What is not met or open: why, until when, who owns it. And what is public, what is
// given on request, what stays in the house.

#include <algorithm>
#include <map>

#include "base/text.h"
#include "report/explain.h"
#include "report/html_claim.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_page.h"

namespace avouch::report {
namespace {

using model::Verdict;
using syntax::Node;

// ---- What is open ----

bool IsPast(const HandInClaim& claim, Time published) {
  const auto until = ParseDate(claim.gap_until);
  return until && StartOf(*until) < StartOf(DateOf(published));
}

std::string UntilWords(const HandInClaim& claim, Time published) {
  if (claim.gap_until.empty()) return "no date told here";
  return DayWords(claim.gap_until) +
         (IsPast(claim, published) ? ": this day has passed, and it is still open" : "");
}

std::string OwnerWords(const HandInClaim& claim) {
  if (!claim.gap_by.empty()) return claim.gap_by;
  const bool told = !claim.gap.empty() || !claim.gap_until.empty();
  return told ? "not told in this copy" : "no owner told here";
}

std::string OpenWords(const HandIn& what, const HandInClaim& claim) {
  const auto* known = model::FindClaim(what.catalogue, claim.claim);
  std::string out =
      known == nullptr ? WordsOf(what, claim.claim) : CustomerSentence(*known, claim.verdict);
  if (!claim.gap.empty()) out += " The supplier says: " + claim.gap;
  return out;
}

Node OpenNode(const HandIn& what, const HandInClaim& claim, Time published) {
  Node out = Node::Map();
  out.Set("claim", claim.claim);
  out.Set("verdict", Name(claim.verdict));
  out.Set("sentence", Prose(OpenWords(what, claim)));
  out.Set("why", Prose(claim.gap));
  out.Set("until", claim.gap_until);
  out.Set("past", Node::Boolean(IsPast(claim, published)));
  out.Set("owner-role", Prose(claim.gap_by));
  return out;
}

// One group: what is dated first, by its day; the rest in the catalogue's order.
void AddGroup(const TrustCentre& centre, const HandIn& what, Verdict verdict, CentrePage& page,
              Node& data) {
  std::vector<const HandInClaim*> group;
  for (const auto& claim : what.claims)
    if (claim.verdict == verdict) group.push_back(&claim);
  if (group.empty()) return;
  std::ranges::stable_sort(group, [](const HandInClaim* a, const HandInClaim* b) {
    return std::pair(a->gap_until.empty(), a->gap_until) <
           std::pair(b->gap_until.empty(), b->gap_until);
  });
  page.body.push_back(verdict == Verdict::kNotMet ? Heading("not-met", "Not met")
                                                  : Heading("not-shown", "Open: not shown"));
  CentreTable table{
      .caption = "", .head = {"Claim", "What it means for you", "Until", "Owner"}, .rows = {}};
  for (const auto* claim : group) {
    table.rows.push_back({Html::LinkToFile("claims.html", ClaimId(claim->claim), {claim->claim}),
                          OpenWords(what, *claim), UntilWords(*claim, centre.published),
                          OwnerWords(*claim)});
    data.Add(OpenNode(what, *claim, centre.published));
  }
  page.body.push_back(TableOf(std::move(table)));
}

// ---- What is public, on request, internal ----

struct Shelf {
  std::string_view visibility, id, heading, words;
};
constexpr Shelf kShelves[] = {
    {"public", "public", "Public", "Anyone may read it. It is in the bundle on this site."},
    {"customer", "customer", "For customers", "Ask the supplier, as a customer."},
    {"assessor", "request", "On request",
     "An assessor gets it, in a copy of the same bundle: findings, reasons, what people signed."},
    {"internal", "internal", "Internal", "It stays with the supplier."},
};

std::string KindWords(std::string_view kind, long long number) {
  if (kind == "observation") return Count("list", number) + " of what a machine read";
  if (kind == "detail") return Count("claim", number) + " in detail, with findings";
  if (kind == "said") return Count("list", number) + " of what people and other systems said";
  if (kind == "payload") return Count("document", number);
  if (kind == "assessment") return "the whole assessment";
  if (kind == "affirmation") return Count("signature", number);
  if (kind == "keys") return "the list of keys, without names";
  return "the verdicts";
}

std::string NameOf(const CentreItem& item) {
  if (!item.name.empty()) return item.name;
  return KindWords(item.kind, 1);
}

Html Travelling(const std::vector<const CentreItem*>& items) {
  CentreTable table{.caption = "", .head = {"What", "SHA-256"}, .rows = {}};
  for (const auto* item : items) table.rows.push_back({NameOf(*item), DigestText(item->digest)});
  return TableOf(std::move(table));
}

std::vector<std::string> CountsOf(const std::vector<const CentreWithheld*>& withheld) {
  std::map<std::string, long long> kinds;
  for (const auto* one : withheld) ++kinds[one->kind];
  std::vector<std::string> out;
  for (const auto& [kind, number] : kinds) out.push_back(KindWords(kind, number));
  return out;
}

Html Commitments(const std::vector<const CentreWithheld*>& withheld) {
  Html list = Classed("ul", "commitments");
  for (const auto* one : withheld)
    list.Add(
        Html("li", {},
             {"Entry " + Thousands(one->leaf) + " of the log: ", DigestText(one->commitment)}));
  return Html(
      "details", {},
      {Html("summary", {}, {"The " + Count("commitment", static_cast<long long>(withheld.size()))}),
       std::move(list)});
}

void AddShelf(const Shelf& shelf, const CentreProduct& product, CentrePage& page, Node& data) {
  std::vector<const CentreItem*> items;
  std::vector<const CentreWithheld*> withheld;
  for (const auto& item : product.items)
    if (item.visibility == shelf.visibility) items.push_back(&item);
  for (const auto& one : product.withheld)
    if (one.visibility == shelf.visibility) withheld.push_back(&one);
  Node here = Node::List(), not_here = Node::List();
  for (const auto* item : items) {
    Node one = Node::Map();
    one.Set("kind", item->kind);
    one.Set("name", Prose(item->name));
    one.Set("sha256", item->digest);
    one.Set("bytes", Node::Integer(item->bytes));
    here.Add(std::move(one));
  }
  for (const auto* each : withheld) {
    Node one = Node::Map();
    one.Set("kind", each->kind);
    one.Set("leaf", Node::Integer(each->leaf));
    one.Set("commitment", each->commitment);
    not_here.Add(std::move(one));
  }
  Node one = Node::Map();
  one.Set("visibility", shelf.visibility);
  one.Set("here", std::move(here));
  one.Set("withheld", std::move(not_here));
  data.Add(std::move(one));
  page.body.push_back(Heading(shelf.id, shelf.heading));
  if (items.empty() && withheld.empty()) {
    page.body.push_back(Paragraph({"Nothing."}));
    return;
  }
  page.body.push_back(Paragraph({items.empty() || shelf.visibility == "public"
                                     ? std::string(shelf.words)
                                     : "You have it: it is in this bundle."}));
  if (!items.empty()) page.body.push_back(Travelling(items));
  if (withheld.empty()) return;
  page.body.push_back(Paragraph({"Withheld from this copy, " +
                                 Thousands(static_cast<long long>(withheld.size())) + " in all:"}));
  page.body.push_back(Points(CountsOf(withheld)));
  page.body.push_back(Commitments(withheld));
}

}  // namespace

CentrePage OpenPage(const TrustCentre& centre, const CentreProduct& product) {
  CentrePage page{.name = "open", .title = "What is open", .body = {}};
  page.body.push_back(
      Classed("p", "lead", {"What this supplier does not show yet, and what it says is not so."}));
  page.body.push_back(Paragraph(
      {"Open means not shown, never not done. Where a date stands, the supplier gave it; it is "
       "kept in the history, also when it moves."}));
  Node data = Node::List();
  AddGroup(centre, product.what, Verdict::kNotMet, page, data);
  AddGroup(centre, product.what, Verdict::kNotEvidenced, page, data);
  if (data.empty())
    page.body.push_back(
        Inset({Paragraph({"Nothing: every claim is evidenced or does not apply."})}));
  page.data.Set("open", std::move(data));
  return page;
}

CentrePage EvidencePage(const TrustCentre& centre, const CentreProduct& product) {
  CentrePage page{.name = "evidence", .title = "What is public and what is not", .body = {}};
  page.body.push_back(Classed("p", "lead", {"What these answers rest on, and who may see it."}));
  std::string words =
      "What is withheld is bound all the same: for each piece the log holds a commitment, which "
      "tells nothing of it and which it must fit when it is shown later.";
  if (centre.audience == "customer")
    words += " This site was made from the copy for customers: do not pass it on.";
  page.body.push_back(Paragraph({words}));
  Node shelves = Node::List();
  for (const auto& shelf : kShelves) AddShelf(shelf, product, page, shelves);
  page.data.Set("shelves", std::move(shelves));
  return page;
}

}  // namespace avouch::report
