#include "report/form_docx.h"

#include <algorithm>

#include "base/text.h"
#include "report/form_fill.h"
#include "report/summary.h"
#include "report/word_xml.h"

namespace avouch::report {
namespace {

const std::vector<int> kFormWidths = {1276, 3119, 1276, 5245, 4220};
const std::vector<int> kFactWidths = {3119, 12017};
const std::vector<int> kPrincipleWidths = {1276, 11017, 2843};
constexpr std::string_view kPrincipleFill = "F3F5F7";

class Writer {
 public:
  explicit Writer(const HandIn& what) : what_(what), fill_(FillOf(what)) {}

  Result<Bytes> Write() && {
    Head();
    Sections(1, 2);
    Principles();
    for (const auto& theme : what_.catalogue.themes) Theme(theme);
    Sections(2, fill_.more.size());
    const std::string title = "Self-assessment: " + Named();
    return WordPackage(std::move(body_).Text(), {title, fill_.organisation, title, what_.assessed});
  }

 private:
  [[nodiscard]] std::string Named() const { return fill_.product + " " + fill_.version; }

  void Head() {
    body_.Paragraph("Self-assessment", "Title");
    body_.Paragraph(Named() + ", against the " + CodeTitle(what_.catalogue), "Subtitle");
    body_.Paragraph(QuotableSentence(what_), "Lead");
    Facts(
        "Organisation",
        {{"Name", fill_.organisation.empty() ? "nobody has said who sells it" : fill_.organisation},
         {"Fingerprint of its keys", what_.fingerprint},
         {"Product", fill_.product},
         {"Version", fill_.version},
         {"Commit", what_.commit},
         {"Scope", what_.scope.empty() ? "assumed: all four themes" : what_.scope},
         {"Delivery", Join(what_.delivery, ", ")}});
    Facts("Assessed by", {{"Name", fill_.by},
                          {"Role", fill_.role},
                          {"Date completed", fill_.on},
                          {"Signature", what_.signed_by ? what_.signed_by->how : ""},
                          {"Holds until", what_.signed_by ? what_.signed_by->until : ""}});
  }

  // A table of two columns under one heading.
  void Facts(const std::string& heading,
             const std::vector<std::pair<std::string, std::string>>& rows) {
    body_.StartTable(kFactWidths, {});
    body_.Row({{{heading}, "CellStrong", 2, "E3E9ED"}});
    for (const auto& [name, value] : rows)
      if (!value.empty()) body_.Row({{{name}, "CellStrong"}, {{value}}});
    body_.EndTable();
    body_.Paragraph("");
  }

  void Sections(std::size_t from, std::size_t to) {
    for (std::size_t i = from; i < to; ++i) {
      body_.Paragraph(fill_.more[i].heading, "Heading1");
      for (const auto& line : fill_.more[i].lines) body_.Paragraph(line, "Point");
    }
  }

  void Principles() {
    body_.Paragraph("The principles", "Heading1");
    body_.Paragraph("A principle is met when all its claims are.");
    body_.StartTable(kPrincipleWidths, {"Principle", "Text", "Status"});
    for (const auto& one : fill_.principles)
      body_.Row({{{one.number}, "CellStrong"}, {{one.words}}, {{one.status}, "CellStrong"}});
    body_.EndTable();
  }

  void Theme(const model::CatalogueTheme& theme) {
    body_.Paragraph("Theme " + theme.number + ": " + theme.name, "Heading1");
    body_.StartTable(kFormWidths, {"Reference", "Principles / Claims", "Status", "Evidence",
                                   "Arguments / Assumptions"});
    for (const auto& principle : theme.principles) {
      body_.Row({{{"Principle " + principle.number}, "CellKeep", 1, kPrincipleFill},
                 {{principle.text}, "CellKeep", 4, kPrincipleFill}});
      for (const auto& claim : principle.claims) Claim(claim.number);
    }
    body_.EndTable();
  }

  void Claim(const std::string& number) {
    const auto found = std::ranges::find(fill_.claims, number, &model::FilledClaim::claim);
    if (found == fill_.claims.end()) return;
    body_.Row({{{"Claim " + number}},
               {{found->words}},
               {{found->status}, "CellStrong"},
               {found->evidence},
               {found->argument}});
  }

  const HandIn& what_;
  model::FormFill fill_;
  WordBody body_;
};

}  // namespace

Result<Bytes> WriteFormDocx(const HandIn& what) { return Writer(what).Write(); }

}  // namespace avouch::report
