// What the pages of a trust centre share: the frame around each, its JSON, and the
// parts they are built of.
//
// A page is a title, a body and a Node; both are made by one function from the same
// values, so that neither knows more than the other. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/html_node.h"
#include "report/trust_centre.h"
#include "syntax/node.h"

namespace avouch::report {

struct CentrePage {
  std::string name;   // "claims": the file without its extension
  std::string title;  // The heading
  std::vector<Html> body;
  syntax::Node data = syntax::Node::Map();  // What this page adds to the head
};

// The page and its JSON, in the product's folder.
[[nodiscard]] Status AddPage(const TrustCentre& centre, const CentreProduct& product,
                             CentrePage page, std::vector<CentreFile>& out);
// The first page of all, which is of no product.
[[nodiscard]] Status AddFront(const TrustCentre& centre, CentrePage page,
                              std::vector<CentreFile>& out);

// ---- Parts ----

[[nodiscard]] Html Classed(Tag tag, std::string_view name, std::vector<Html> children = {});
[[nodiscard]] Html Paragraph(std::vector<Html> children);
[[nodiscard]] Html Heading(std::string_view id, std::string_view text);  // h2
[[nodiscard]] Html Points(const std::vector<std::string>& points);
// Set apart from the text around it.
[[nodiscard]] Html Inset(std::vector<Html> children);

// Text line by line as it is; `label` names it for those who hear the page.
[[nodiscard]] Html Verbatim(const std::string& label, std::string_view text);

// Rows of a name and what is said of it; a row without a value is left out.
class SummaryList {
 public:
  void Add(std::string_view name, std::vector<Html> value);
  void Add(std::string_view name, const std::string& value);
  [[nodiscard]] Html Take() && { return std::move(list_); }

 private:
  Html list_ = Classed("dl", "summary-list");
};

struct CentreTable {
  std::string caption;
  std::vector<std::string> head;
  std::vector<std::vector<Html>> rows;  // The first cell heads its row
};
[[nodiscard]] Html TableOf(CentreTable table);

[[nodiscard]] Html DigestText(std::string_view hex);         // In groups that wrap
[[nodiscard]] std::string DayWords(std::string_view day);    // "24 Nov 2026"; else as it is
[[nodiscard]] std::string ProductTitle(const HandIn& what);  // "Rota 2.4"
[[nodiscard]] std::string OrganisationOf(const TrustCentre& centre);
[[nodiscard]] const CentreEdition& Newest(const CentreProduct& product);

// ---- JSON ----

[[nodiscard]] syntax::Node WordsNode(const std::vector<std::string>& words);
// {evidenced, not-applicable, not-met, open}
[[nodiscard]] syntax::Node CountsNode(const HandIn& what);

// ---- The pages ----

[[nodiscard]] CentrePage FrontPage(const TrustCentre& centre);
[[nodiscard]] CentrePage ProductPage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage ClaimsPage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage OpenPage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage EvidencePage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage SupportPage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage HistoryPage(const TrustCentre& centre, const CentreProduct& product);
[[nodiscard]] CentrePage CheckPage(const TrustCentre& centre, const CentreProduct& product);

}  // namespace avouch::report
