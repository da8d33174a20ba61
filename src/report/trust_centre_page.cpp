#include "report/trust_centre_page.h"

#include "base/text.h"
#include "report/machine_words.h"
#include "report/summary.h"
#include "report/trust_centre_style.h"
#include "syntax/canonical.h"

namespace avouch::report {
namespace {

using syntax::Node;

constexpr std::size_t kDigestGroup = 8;

struct NavigationEntry {
  std::string_view page, words;
};
constexpr NavigationEntry kNavigation[] = {
    {"index", "Overview"},
    {"claims", "All claims"},
    {"open", "What is open"},
    {"evidence", "Evidence"},
    {"support", "Support and reporting"},
    {"history", "History"},
    {"check", "Check this yourself"},
};

Html Banner(const TrustCentre& centre, std::string_view front) {
  Html name = Classed("p", "service", {Html::LinkToFile(front, "", {OrganisationOf(centre)})});
  name.Add(Html("span", {}, {"Trust centre"}));
  return Html("header", {{"class", "banner"}}, {Classed("div", "wide", {std::move(name)})});
}

Html Navigation(const CentreProduct& product, std::string_view page) {
  Html list("ul", {});
  for (const auto& entry : kNavigation) {
    Html link = Html::LinkToFile(std::string(entry.page) + ".html", "", {std::string(entry.words)});
    if (entry.page == page) link.Set("aria-current", "page");
    list.Add(Html("li", {}, {std::move(link)}));
  }
  return Html("nav", {{"aria-label", product.what.product}, {"class", "sections"}},
              {Classed("div", "wide", {std::move(list)})});
}

Html Footer(const TrustCentre& centre, const CentreProduct* product, std::string_view page) {
  Html inside = Classed("div", "wide");
  const std::string file = std::string(page) + ".json";
  inside.Add(Paragraph({"The same as data: ", Html::LinkToFile(file, "", {file}), "."}));
  if (product != nullptr)
    inside.Add(Paragraph({"Made from one sealed bundle, whose SHA-256 is ",
                          DigestText(product->what.file_digest), ", which was proved first. ",
                          Html::LinkToFile("check.html", "", {"Check it yourself"}), "."}));
  inside.Add(
      Paragraph({"Published on " + ToHumanDate(centre.published) + " with " + centre.program +
                 ". This is the supplier's own assessment. It is no "
                 "approval by the authors of the Code, nor by any authority."}));
  if (!centre.products.empty())
    inside.Add(Paragraph({centre.products.front().what.catalogue.code.attribution}));
  return Html("footer", {}, {std::move(inside)});
}

// The whole page; `up` leads to the folder of all.
std::string Whole(const TrustCentre& centre, const CentreProduct* product, CentrePage& page) {
  const std::string up = product == nullptr ? "" : "../";
  std::vector<Html> all;
  Html skip = Html::LinkTo("main", {"Skip to main content"});
  skip.Set("class", "skip");
  all.push_back(std::move(skip));
  all.push_back(Banner(centre, up + "index.html"));
  if (product != nullptr) all.push_back(Navigation(*product, page.name));
  Html main("main", {{"id", "main"}, {"class", "wide"}});
  if (product != nullptr) main.Add(Classed("p", "caption", {ProductTitle(product->what)}));
  main.Add(Html("h1", {}, {page.title}));
  for (auto& part : page.body) main.Add(std::move(part));
  all.push_back(std::move(main));
  all.push_back(Footer(centre, product, page.name));
  std::string title = page.title;
  if (product != nullptr && page.name != "index") title += ": " + ProductTitle(product->what);
  return SealedDocument(title + ", " + OrganisationOf(centre), kCentreStyle, all);
}

Node Head(const TrustCentre& centre, const CentrePage& page, std::string_view kind) {
  Node out = Node::Map();
  out.Set("schema", "urn:x-avouch:trust-centre:" + std::string(kind) + ":v1");
  out.Set("page", page.name + ".html");
  out.Set("published", ToString(centre.published));
  out.Set("program", Prose(centre.program));
  Node organisation = Node::Map();
  organisation.Set("name", Prose(centre.organisation));
  organisation.Set("fingerprint", Prose(centre.fingerprint));
  out.Set("organisation", std::move(organisation));
  return out;
}

Node ProductNode(const CentreProduct& product) {
  Node out = Node::Map();
  out.Set("name", Prose(product.what.product));
  out.Set("version", Prose(product.what.version));
  out.Set("commit", Prose(product.what.commit));
  return out;
}

Node BundleNode(const TrustCentre& centre, const CentreProduct& product) {
  const CentreEdition& newest = Newest(product);
  Node out = Node::Map();
  out.Set("file", newest.file);
  out.Set("sha256", newest.digest);
  out.Set("bytes", Node::Integer(newest.bytes));
  out.Set("audience", centre.audience);
  return out;
}

Status AddBoth(const std::string& folder, const std::string& name, std::string html, Node data,
               std::vector<CentreFile>& out) {
  AVOUCH_TRY(Bytes json, syntax::WriteJson(data));
  out.push_back({folder + name + ".html", std::move(html)});
  out.push_back({folder + name + ".json", std::move(json)});
  return {};
}

Node Joined(Node head, const Node& more) {
  for (const auto& entry : more.entries()) head.Set(entry.key, entry.value.Clone());
  return head;
}

}  // namespace

Status AddPage(const TrustCentre& centre, const CentreProduct& product, CentrePage page,
               std::vector<CentreFile>& out) {
  Node data = Head(centre, page, page.name == "index" ? "product" : page.name);
  data.Set("product", ProductNode(product));
  data.Set("assessed", ToString(product.what.assessed));
  data.Set("bundle", BundleNode(centre, product));
  std::string html = Whole(centre, &product, page);
  return AddBoth(product.folder + "/", page.name, std::move(html),
                 Joined(std::move(data), page.data), out);
}

Status AddFront(const TrustCentre& centre, CentrePage page, std::vector<CentreFile>& out) {
  Node data = Joined(Head(centre, page, "front"), page.data);
  std::string html = Whole(centre, nullptr, page);
  return AddBoth("", page.name, std::move(html), std::move(data), out);
}

// ---- Parts ----

Html Classed(Tag tag, std::string_view name, std::vector<Html> children) {
  return Html(tag, {{"class", std::string(name)}}, std::move(children));
}

Html Paragraph(std::vector<Html> children) { return Html("p", {}, std::move(children)); }

Html Heading(std::string_view id, std::string_view text) {
  return Html("h2", {{"id", std::string(id)}}, {text});
}

Html Points(const std::vector<std::string>& points) {
  Html list("ul", {});
  for (const auto& point : points) list.Add(Html("li", {}, {point}));
  return list;
}

Html Inset(std::vector<Html> children) { return Classed("div", "inset", std::move(children)); }

Html Verbatim(const std::string& label, std::string_view text) {
  Html out("pre", {{"tabindex", "0"}, {"role", "region"}, {"aria-label", label}});
  for (const std::string_view line : Lines(text)) {
    if (!out.empty()) out.Add(Html("br", {}));
    out.Add(line);
  }
  return out;
}

void SummaryList::Add(std::string_view name, std::vector<Html> value) {
  list_.Add(Classed("div", "row", {Html("dt", {}, {name}), Html("dd", {}, std::move(value))}));
}

void SummaryList::Add(std::string_view name, const std::string& value) {
  if (!value.empty()) Add(name, std::vector<Html>{Html(value)});
}

// On a narrow screen each cell stands below its column's name.
Html TableOf(CentreTable table) {
  Html out("table", {});
  if (!table.caption.empty()) out.Add(Html("caption", {}, {table.caption}));
  Html head("tr", {});
  for (const auto& name : table.head) head.Add(Html("th", {{"scope", "col"}}, {name}));
  out.Add(Html("thead", {}, {std::move(head)}));
  Html body("tbody", {});
  for (auto& cells : table.rows) {
    Html row("tr", {});
    for (std::size_t i = 0; i < cells.size(); ++i) {
      std::vector<Html> inside;
      if (i > 0) inside.push_back(Classed("span", "column", {table.head[i]}));
      inside.push_back(std::move(cells[i]));
      if (i == 0)
        row.Add(Html("th", {{"scope", "row"}}, std::move(inside)));
      else
        row.Add(Html("td", {}, std::move(inside)));
    }
    body.Add(std::move(row));
  }
  out.Add(std::move(body));
  return Html("div", {{"class", "table"}}, {std::move(out)});
}

Html DigestText(std::string_view hex) {
  Html out = Classed("code", "digest");
  for (std::size_t at = 0; at < hex.size(); at += kDigestGroup)
    out.Add(Html("span", {}, {hex.substr(at, kDigestGroup)}));
  return out;
}

std::string DayWords(std::string_view day) {
  const auto date = ParseDate(day);
  return date ? ToHumanDate(StartOf(*date)) : std::string(day);
}

std::string ProductTitle(const HandIn& what) {
  return what.product + (what.version.empty() ? "" : " " + what.version);
}

std::string OrganisationOf(const TrustCentre& centre) {
  return centre.organisation.empty() ? "An unnamed supplier" : centre.organisation;
}

const CentreEdition& Newest(const CentreProduct& product) { return product.editions.back(); }

// ---- JSON ----

Node WordsNode(const std::vector<std::string>& words) {
  Node out = Node::List();
  for (const auto& word : words) out.Add(Prose(word));
  return out;
}

Node CountsNode(const HandIn& what) {
  Node out = Node::Map();
  out.Set("claims", Node::Integer(static_cast<long long>(what.claims.size())));
  out.Set("evidenced", Node::Integer(CountOf(what, model::Verdict::kMet)));
  out.Set("not-applicable", Node::Integer(CountOf(what, model::Verdict::kNotApplicable)));
  out.Set("not-met", Node::Integer(CountOf(what, model::Verdict::kNotMet)));
  out.Set("open", Node::Integer(CountOf(what, model::Verdict::kNotEvidenced)));
  return out;
}

}  // namespace avouch::report
