// How to report a vulnerability, which versions are supported, which releases there are:
// as documents in the bundle say it, and nothing where none does.

#include "base/text.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_page.h"

namespace avouch::report {
namespace {

using syntax::Node;

constexpr std::string_view kMail = "mailto:";

std::string_view AddressWords(std::string_view address) {
  return address.starts_with(kMail) ? address.substr(kMail.size()) : address;
}

Html Addresses(const std::vector<std::string>& addresses) {
  Html list("ul", {});
  for (const auto& address : addresses)
    list.Add(Html("li", {}, {Html::LinkOutside(address, {AddressWords(address)})}));
  return list;
}

Html Source(const std::string& file, const std::string& digest) {
  return Html("p", {{"class", "soft"}},
              {"As " + file + " in the bundle says; its SHA-256 is ", DigestText(digest), "."});
}

void AddReporting(const CentreReporting& reporting, CentrePage& page, Node& data) {
  SummaryList list;
  if (!reporting.contacts.empty())
    list.Add("Write to", std::vector<Html>{Addresses(reporting.contacts)});
  if (!reporting.policies.empty())
    list.Add("Read", std::vector<Html>{Addresses(reporting.policies)});
  if (!reporting.expires.empty())
    list.Add("Holds until", DayWords(reporting.expires) +
                                (reporting.expired ? ": this day has passed, so ask again" : ""));
  page.body.push_back(std::move(list).Take());
  if (!reporting.text.empty())
    page.body.push_back(Html("details", {},
                             {Html("summary", {}, {"The policy, word for word"}),
                              Verbatim("Policy, " + reporting.file, reporting.text)}));
  page.body.push_back(Source(reporting.file, reporting.digest));
  Node one = Node::Map();
  one.Set("document", Prose(reporting.file));
  one.Set("sha256", reporting.digest);
  one.Set("contacts", WordsNode(reporting.contacts));
  one.Set("policies", WordsNode(reporting.policies));
  one.Set("expires", reporting.expires);
  one.Set("expired", Node::Boolean(reporting.expired));
  one.Set("text", Prose(reporting.text));
  data.Add(std::move(one));
}

void AddSupport(const CentreProduct& product, Time published, CentrePage& page, Node& data) {
  page.body.push_back(Heading("support", "Which versions are supported"));
  if (product.support.empty()) {
    page.body.push_back(Paragraph(
        {"No document in this bundle says until when a version is supported. Ask for it."}));
    return;
  }
  CentreTable table{
      .caption = "", .head = {"Version", "Until", "In the document's words"}, .rows = {}};
  for (const auto& row : product.support) {
    const auto until = ParseDate(row.until);
    const bool past = until && StartOf(*until) < StartOf(DateOf(published));
    std::string day = row.until.empty() ? "no date given" : DayWords(row.until);
    table.rows.push_back({row.version, past ? day + ": this day has passed" : day,
                          row.words.empty() || row.words == row.until ? "–" : row.words});
    Node one = Node::Map();
    one.Set("version", Prose(row.version));
    one.Set("until", row.until);
    one.Set("past", Node::Boolean(past));
    one.Set("words", Prose(row.words));
    one.Set("document", Prose(row.file));
    one.Set("sha256", row.digest);
    data.Add(std::move(one));
  }
  page.body.push_back(TableOf(std::move(table)));
  page.body.push_back(Source(product.support.front().file, product.support.front().digest));
}

void AddReleases(const CentreProduct& product, CentrePage& page, Node& data) {
  page.body.push_back(Heading("releases", "Releases"));
  page.body.push_back(Paragraph(
      {"Those that an answer here is about, or that the bundle lists. There may be others: each "
       "is told here only where its maker lets the bundle tell it."}));
  CentreTable table{.caption = "", .head = {"Version", "Day", "Commit", "SHA-256"}, .rows = {}};
  for (const auto& release : product.releases) {
    table.rows.push_back(
        {release.version, release.on.empty() ? "not told" : DayWords(release.on),
         release.commit.empty() ? Html("not told")
                                : Html("code", {}, {release.commit.substr(0, 12)}),
         release.digest.empty()
             ? Html("not told")
             : Html("span", {}, {release.file + " ", DigestText(release.digest)})});
    Node one = Node::Map();
    one.Set("version", Prose(release.version));
    one.Set("on", release.on);
    one.Set("commit", release.commit);
    one.Set("file", Prose(release.file));
    one.Set("sha256", release.digest);
    one.Set("record", Prose(release.record));
    data.Add(std::move(one));
  }
  page.body.push_back(TableOf(std::move(table)));
}

}  // namespace

CentrePage SupportPage(const TrustCentre& centre, const CentreProduct& product) {
  CentrePage page{.name = "support", .title = "Support and reporting", .body = {}};
  page.body.push_back(Heading("report", "How to report a vulnerability"));
  Node reporting = Node::List(), support = Node::List(), releases = Node::List();
  if (product.reporting.empty())
    page.body.push_back(Paragraph(
        {"No document in this bundle says how. Ask the supplier, and whether it has a policy."}));
  for (const auto& one : product.reporting) AddReporting(one, page, reporting);
  AddSupport(product, centre.published, page, support);
  AddReleases(product, page, releases);
  page.data.Set("reporting", std::move(reporting));
  page.data.Set("support", std::move(support));
  page.data.Set("releases", std::move(releases));
  return page;
}

}  // namespace avouch::report
