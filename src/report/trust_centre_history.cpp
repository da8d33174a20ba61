// What was said, edition by edition, and how to check all of it without believing it.

#include <algorithm>

#include "base/text.h"
#include "report/html_claim.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_page.h"

namespace avouch::report {
namespace {

using syntax::Node;

std::string EditionTitle(const CentreEdition& edition) {
  return (edition.version.empty() ? edition.commit.substr(0, 12) : edition.version) +
         ", assessed " + ToHumanDate(edition.assessed);
}

Html Changes(const CentreEdition& edition) {
  CentreTable table{.caption = "What changed since the answer before",
                    .head = {"Claim", "Before", "Then"},
                    .rows = {}};
  for (const auto& change : edition.changes) {
    Html claim = change.claim.empty()
                     ? Html("the rules")
                     : Html::LinkToFile("claims.html", ClaimId(change.claim), {change.claim});
    table.rows.push_back({std::move(claim), change.before, change.after});
  }
  return TableOf(std::move(table));
}

Html BundleLink(const CentreEdition& edition) {
  return Html::LinkToFile(edition.file, "",
                          {edition.file.substr(edition.file.rfind('/') + 1) + " (" +
                           Thousands(edition.bytes) + " bytes)"});
}

void AddEdition(const CentreProduct& product, std::size_t at, CentrePage& page) {
  const CentreEdition& edition = product.editions[at];
  page.body.push_back(Heading("edition-" + edition.digest.substr(0, 16), EditionTitle(edition)));
  if (at + 1 < product.editions.size())
    page.body.push_back(Paragraph(
        {Html("strong", {}, {"Superseded"}),
         " by " + EditionTitle(product.editions[at + 1]) + ". Do not rely on this one."}));
  else
    page.body.push_back(Paragraph({Html("strong", {}, {"The newest answer"}), "."}));
  SummaryList list;
  list.Add("It said", edition.sentence);
  list.Add("Signed", edition.signed_by.empty()
                         ? "by nobody accountable"
                         : "by " + edition.signed_by + ", until " + DayWords(edition.signed_until));
  list.Add("Sealed", ToHumanDate(edition.sealed) + ", in the log " + edition.log);
  list.Add("Log", edition.grew);
  list.Add("Bundle", std::vector<Html>{BundleLink(edition)});
  list.Add("SHA-256", std::vector<Html>{DigestText(edition.digest)});
  page.body.push_back(std::move(list).Take());
  if (at == 0) return;
  if (edition.changes.empty())
    page.body.push_back(Paragraph({"Nothing changed since the answer before."}));
  else
    page.body.push_back(Changes(edition));
}

Node EditionNode(const CentreEdition& edition, bool superseded) {
  Node out = Node::Map();
  out.Set("version", Prose(edition.version));
  out.Set("commit", edition.commit);
  out.Set("assessed", ToString(edition.assessed));
  out.Set("sealed", ToString(edition.sealed));
  out.Set("superseded", Node::Boolean(superseded));
  out.Set("sentence", Prose(edition.sentence));
  out.Set("signed-by", Prose(edition.signed_by));
  out.Set("signed-until", edition.signed_until);
  out.Set("log", Prose(edition.log));
  out.Set("log-grew", Prose(edition.grew));
  out.Set("file", edition.file);
  out.Set("sha256", edition.digest);
  out.Set("bytes", Node::Integer(edition.bytes));
  Node claims = Node::List();
  for (const auto& state : edition.claims) {
    Node one = Node::Map();
    one.Set("claim", state.claim);
    one.Set("verdict", state.verdict);
    one.Set("grade", state.grade);
    one.Set("until", state.until);
    claims.Add(std::move(one));
  }
  out.Set("claims", std::move(claims));
  Node changes = Node::List();
  for (const auto& change : edition.changes) {
    Node one = Node::Map();
    one.Set("claim", change.claim);
    one.Set("before", Prose(change.before));
    one.Set("after", Prose(change.after));
    changes.Add(std::move(one));
  }
  out.Set("changes", std::move(changes));
  return out;
}

Html Steps(std::vector<Html> steps) {
  Html list("ol", {});
  for (auto& step : steps) list.Add(Html("li", {}, {std::move(step)}));
  return list;
}

Html Span(std::vector<Html> children) { return Html("span", {}, std::move(children)); }

constexpr std::string_view kFingerprint =
    "Type the fingerprint of our list of keys. Ask us for it another way than by this site; it "
    "should be ";
constexpr std::string_view kDrop =
    "Drop the bundle on it. It says yes, or no and why, and lists the same claims as this site.";

Html InBrowser(const TrustCentre& centre, const CentreEdition& newest) {
  return Steps(
      {Span({"Download the bundle: ", BundleLink(newest), ". Its SHA-256 is ",
             DigestText(newest.digest), "."}),
       Span({"Get the page that checks bundles: ",
             Html::LinkToFile("../" + std::string(kVerifierFile), "", {std::string(kVerifierFile)}),
             ", SHA-256 ", DigestText(centre.verifier_digest),
             ". Better from somebody else than from us: it is written by ",
             Html("code", {}, {"avouch verify --write-page"}),
             ", and the same version of that program writes the same bytes."}),
       "Save it, go offline if you like, and open it in your own browser.",
       centre.fingerprint.empty()
           ? Span({"Drop the bundle on it. No organisation's keys are listed in this bundle."})
           : Span({kFingerprint, DigestText(centre.fingerprint), "."}),
       kDrop});
}

}  // namespace

CentrePage HistoryPage(const TrustCentre&, const CentreProduct& product) {
  CentrePage page{.name = "history", .title = "What was said, and when", .body = {}};
  page.body.push_back(Classed(
      "p", "lead", {"Nothing said here is taken back without a trace: each bundle is kept."}));
  Node editions = Node::List();
  for (std::size_t i = product.editions.size(); i-- > 0;) {
    AddEdition(product, i, page);
    editions.Add(EditionNode(product.editions[i], i + 1 < product.editions.size()));
  }
  page.data.Set("editions", std::move(editions));
  return page;
}

CentrePage CheckPage(const TrustCentre& centre, const CentreProduct& product) {
  const CentreEdition& newest = Newest(product);
  CentrePage page{.name = "check", .title = "Check this yourself", .body = {}};
  page.body.push_back(Classed(
      "p", "lead",
      {"A web page can say anything. The bundle behind it cannot: check it in your own browser."}));
  page.body.push_back(Heading("browser", "With a browser"));
  page.body.push_back(InBrowser(centre, newest));
  page.body.push_back(Heading("program", "With the program"));
  page.body.push_back(Verbatim(
      "Commands that check the bundle",
      "sha256sum -c SHA256SUMS\navouch verify " + product.folder + "/" + newest.file +
          (centre.fingerprint.empty() ? "" : " \\\n  --organisation " + centre.fingerprint)));
  page.body.push_back(Paragraph(
      {"The first line holds all files of this site against the list of their sums; the second "
       "one proves the bundle."}));
  page.body.push_back(Heading("not", "What this does not show"));
  page.body.push_back(
      Points({"That the software has no weakness. It shows how it is made and looked after.",
              "Whether what a person signed is true: only that this person signed it.",
              "What came later. Look at the day of the answer, and at the history.",
              "What is withheld. An assessor with a fuller copy can decide it again."}));
  Node verifier = Node::Map();
  verifier.Set("file", "../" + std::string(kVerifierFile));
  verifier.Set("sha256", centre.verifier_digest);
  page.data.Set("verifier", std::move(verifier));
  page.data.Set("log", Prose(newest.log));
  return page;
}

Result<std::vector<CentreFile>> TrustCentreFiles(const TrustCentre& centre) {
  std::vector<CentreFile> out;
  AVOUCH_CHECK_OK(AddFront(centre, FrontPage(centre), out));
  for (const auto& product : centre.products)
    for (CentrePage (*make)(const TrustCentre&, const CentreProduct&) :
         {ProductPage, ClaimsPage, OpenPage, EvidencePage, SupportPage, HistoryPage, CheckPage})
      AVOUCH_CHECK_OK(AddPage(centre, product, make(centre, product), out));
  std::ranges::sort(out, {}, &CentreFile::name);
  return out;
}

}  // namespace avouch::report
