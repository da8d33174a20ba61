// Self-assessment templates for Word, built from a description of the official one: as
// it is handed out, and as Word and people change it.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "testing/form_sample.h"

namespace avouch::testing {

// What differs of a template.
struct TemplateShape {
  bool claims = true;           // Else the later one: headings, and one empty row
  bool status = false;          // A fifth column
  bool arguments = true;        // Else evidence alone
  bool evidence_first = false;  // Columns in another order
  std::string evidence;         // What stands in each cell of evidence
  std::string cell;             // Instead of it, the whole content of the cell
  std::string between;          // Rows put in after each principle
  std::string before;           // Paragraphs before the tables
  std::string prefix = "w";     // Of the namespace
  bool strict = false;          // The namespace of the strict kind
  bool one_table = false;       // Instead of one for each theme
};

inline constexpr std::string_view kCellStyle =
    "<w:pPr><w:pStyle w:val=\"TableBody\"/><w:rPr><w:color w:val=\"0B0C0C\"/></w:rPr></w:pPr>";

inline std::string TemplateCell(const std::string& content, int width) {
  return "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/></w:tcPr>" +
         content + "</w:tc>";
}

inline std::string TemplateParagraph(const std::string& text) {
  return "<w:p>" + std::string(kCellStyle) + (text.empty() ? "" : WordText(text)) + "</w:p>";
}

inline std::string TemplateRow(const std::vector<std::string>& contents,
                               const std::string& properties = {}) {
  std::string out = "<w:tr>" + properties;
  for (const auto& content : contents) out += TemplateCell(content, 2400);
  return out + "</w:tr>";
}

// The columns in the shape's order.
inline std::vector<std::string> InOrder(const TemplateShape& shape, const std::string& reference,
                                        const std::string& claim, const std::string& status,
                                        const std::string& evidence, const std::string& argument) {
  std::vector<std::string> out = {reference, claim};
  if (shape.evidence_first) out = {evidence, reference, claim};
  if (shape.status) out.push_back(status);
  if (!shape.evidence_first) out.push_back(evidence);
  if (shape.arguments) out.push_back(argument);
  return out;
}

inline std::string TemplateTable(const TemplateShape& shape, const std::string& theme) {
  constexpr std::string_view kHead = "<w:trPr><w:tblHeader/></w:trPr>";
  const auto text = [](const std::string& words) { return TemplateParagraph(words); };
  std::string out =
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/></w:tblPr><w:tblGrid><w:gridCol "
      "w:w=\"2400\"/></w:tblGrid>" +
      TemplateRow(InOrder(shape, text("Reference"),
                          text("Principles/\xC2\xA0"
                               "Claims"),
                          text("Status"), text("Evidence"), text("Arguments\xC2\xA0/ Assumptions")),
                  std::string(kHead));
  if (!shape.claims)
    return out + TemplateRow(InOrder(shape, text(""), text(""), text(""), text(""), text(""))) +
           "</w:tbl>";
  const std::string evidence = shape.cell.empty() ? text(shape.evidence) : shape.cell;
  std::string principle;
  for (const auto& row : OfficialRows("")) {
    if (!theme.empty() && row.number.substr(0, 1) != theme) continue;
    if (row.number.substr(0, 3) != principle) {
      principle = row.number.substr(0, 3);
      const auto* known = model::FindPrinciple(FormCatalogue(), principle);
      out += TemplateRow(InOrder(shape, text("Principle " + principle), text(known->text), text(""),
                                 text(""), text("")));
      out += shape.between;
    }
    out += TemplateRow(InOrder(shape, text("Claim\xC2\xA0" + row.number), text(row.wording),
                               text(""), evidence, text("")));
  }
  return out + "</w:tbl>";
}

// The whole file, with styles, settings and a footer beside the document.
inline Bytes WordTemplate(const TemplateShape& shape, std::vector<ZipPart> more = {}) {
  const auto two = [](const std::string& key) {
    return TemplateRow({TemplateParagraph(key), TemplateParagraph("")});
  };
  std::string body = WordParagraph("Software Security Code of Practice") +
                     WordParagraph("Self-Assessment Template") + WordParagraph("Version 0.4") +
                     WordParagraph("Synopsis: how to use this form.") + shape.before;
  body += "<w:tbl>" + two("Organisation") + two("Name") + two("Product") + "</w:tbl>" +
          WordParagraph("");
  body += "<w:tbl>" + two("Assessed by") + two("Name") + two("Role") +
          two("Date\xC2\xA0"
              "Completed") +
          "</w:tbl>" + WordParagraph("Introduction");
  if (shape.one_table)
    body += TemplateTable(shape, "");
  else
    for (const char* theme : {"1", "2", "3", "4"})
      body += WordParagraph("Theme " + std::string(theme)) + TemplateTable(shape, theme);
  std::string xml = WordXml(body);
  if (shape.strict)
    xml = ReplaceAll(xml, "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                     "http://purl.oclc.org/ooxml/wordprocessingml/main");
  if (shape.prefix != "w") {
    xml = ReplaceAll(xml, "<w:", "<" + shape.prefix + ":");
    xml = ReplaceAll(xml, "</w:", "</" + shape.prefix + ":");
    xml = ReplaceAll(xml, " w:", " " + shape.prefix + ":");
    xml = ReplaceAll(xml, "xmlns:w=", "xmlns:" + shape.prefix + "=");
  }
  std::vector<ZipPart> parts = {
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
      {"word/styles.xml", "<w:styles xmlns:w=\"x\"/>"},
      {"word/document.xml", xml, true},
      {"word/footer1.xml", "<w:ftr xmlns:w=\"x\"/>"}};
  parts.insert(parts.end(), more.begin(), more.end());
  return ZipOf(parts);
}

}  // namespace avouch::testing
