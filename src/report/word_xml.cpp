#include "report/word_xml.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <utility>

#include "container/zip_writer.h"
#include "report/word_styles.h"
#include "syntax/xml_text.h"

namespace avouch::report {
namespace {

constexpr std::string_view kHead =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view kMain =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
constexpr std::string_view kRelations =
    "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
constexpr std::string_view kOffice =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
constexpr std::string_view kHeadingFill = "E3E9ED";
constexpr std::string_view kDigest = "sha256:";

std::string ContentTypes() {
  std::string out(kHead);
  out +=
      "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
      "<Default Extension=\"rels\" "
      "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
  constexpr std::array<std::pair<std::string_view, std::string_view>, 8> kParts = {
      {{"/word/document.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"},
       {"/word/styles.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"},
       {"/word/settings.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"},
       {"/word/fontTable.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.fontTable+xml"},
       {"/word/theme/theme1.xml", "application/vnd.openxmlformats-officedocument.theme+xml"},
       {"/word/footer1.xml",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"},
       {"/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"},
       {"/docProps/app.xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml"}}};
  for (const auto& [name, type] : kParts)
    out += "<Override PartName=\"" + std::string(name) + "\" ContentType=\"" + std::string(type) +
           "\"/>";
  return out + "</Types>";
}

std::string Relation(int id, std::string_view type, std::string_view target) {
  return "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"" + std::string(type) +
         "\" Target=\"" + std::string(target) + "\"/>";
}

std::string PackageRelations() {
  return std::string(kHead) + std::string(kRelations) +
         Relation(1, std::string(kOffice) + "officeDocument", "word/document.xml") +
         Relation(2,
                  "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
                  "core-properties",
                  "docProps/core.xml") +
         Relation(3, std::string(kOffice) + "extended-properties", "docProps/app.xml") +
         "</Relationships>";
}

std::string DocumentRelations() {
  return std::string(kHead) + std::string(kRelations) +
         Relation(1, std::string(kOffice) + "styles", "styles.xml") +
         Relation(2, std::string(kOffice) + "footer", "footer1.xml") +
         Relation(3, std::string(kOffice) + "settings", "settings.xml") +
         Relation(4, std::string(kOffice) + "fontTable", "fontTable.xml") +
         Relation(5, std::string(kOffice) + "theme", "theme/theme1.xml") + "</Relationships>";
}

std::string Core(const WordProperties& properties) {
  return std::string(kHead) +
         "<cp:coreProperties "
         "xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" "
         "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
         "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
         "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>" +
         syntax::XmlText(properties.title) + "</dc:title><dc:creator>" +
         syntax::XmlText(properties.creator) +
         "</dc:creator><dc:language>en-GB</dc:language><dcterms:created "
         "xsi:type=\"dcterms:W3CDTF\">" +
         ToString(properties.created) + "</dcterms:created></cp:coreProperties>";
}

std::string App() {
  return std::string(kHead) +
         "<Properties "
         "xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">"
         "<Application>avouch</Application></Properties>";
}

std::string Run(std::string_view text, std::string_view style = {}) {
  std::string out = "<w:r>";
  if (!style.empty()) out += "<w:rPr><w:rStyle w:val=\"" + std::string(style) + "\"/></w:rPr>";
  return out + "<w:t xml:space=\"preserve\">" + syntax::XmlText(text) + "</w:t></w:r>";
}

// Digests are set apart, so that a line can be read without them.
std::string Runs(std::string_view text) {
  constexpr std::size_t kHex = 64;
  std::string out;
  for (std::size_t at = text.find(kDigest); at != text.npos; at = text.find(kDigest)) {
    const std::size_t end = std::min(text.size(), at + kDigest.size() + kHex);
    if (at > 0) out += Run(text.substr(0, at));
    out += Run(text.substr(at, end - at), "Digest");
    text.remove_prefix(end);
  }
  return text.empty() ? out : out + Run(text);
}

std::string Paragraphed(std::string_view text, std::string_view style) {
  std::string out = "<w:p>";
  if (!style.empty()) out += "<w:pPr><w:pStyle w:val=\"" + std::string(style) + "\"/></w:pPr>";
  return out + Runs(text) + "</w:p>";
}

std::string Field(std::string_view name) {
  return "<w:fldSimple w:instr=\" " + std::string(name) +
         " \"><w:r><w:t>1</w:t></w:r></w:fldSimple>";
}

std::string Footer(const WordProperties& properties) {
  return std::string(kHead) + "<w:ftr " + std::string(kMain) +
         "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>" + Run(properties.footer) +
         "<w:r><w:tab/></w:r>" + Run("page ") + Field("PAGE") + Run(" of ") + Field("NUMPAGES") +
         "</w:p></w:ftr>";
}

}  // namespace

void WordBody::Paragraph(std::string_view text, std::string_view style) {
  out_ += Paragraphed(text, style);
}

void WordBody::StartTable(const std::vector<int>& widths,
                          const std::vector<std::string>& headings) {
  widths_ = widths;
  const int all = std::accumulate(widths.begin(), widths.end(), 0);
  out_ += "<w:tbl><w:tblPr><w:tblStyle w:val=\"FormTable\"/><w:tblW w:w=\"" + std::to_string(all) +
          "\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>";
  for (const int width : widths) out_ += "<w:gridCol w:w=\"" + std::to_string(width) + "\"/>";
  out_ += "</w:tblGrid>";
  if (headings.empty()) return;
  out_ += "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>";
  for (std::size_t i = 0; i < headings.size(); ++i)
    Cell({{headings[i]}, "CellKeep", 1, kHeadingFill}, widths[i]);
  out_ += "</w:tr>";
}

void WordBody::Cell(const WordCell& cell, int width) {
  out_ += "<w:tc><w:tcPr><w:tcW w:w=\"" + std::to_string(width) + "\" w:type=\"dxa\"/>";
  if (cell.span > 1) out_ += "<w:gridSpan w:val=\"" + std::to_string(cell.span) + "\"/>";
  if (!cell.fill.empty())
    out_ += "<w:shd w:val=\"clear\" w:color=\"auto\" w:fill=\"" + std::string(cell.fill) + "\"/>";
  out_ += "</w:tcPr>";
  const std::string_view style = cell.style.empty() ? "CellText" : cell.style;
  for (const auto& line : cell.lines) Paragraph(line, style);
  if (cell.lines.empty()) Paragraph("", style);  // A cell ends with a paragraph.
  out_ += "</w:tc>";
}

void WordBody::Row(const std::vector<WordCell>& cells) {
  // A long row may go on to the next page; a short one stays together.
  constexpr std::size_t kShort = 12;
  std::size_t longest = 0, column = 0;
  for (const auto& cell : cells) longest = std::max(longest, cell.lines.size());
  out_ += longest > kShort ? "<w:tr>" : "<w:tr><w:trPr><w:cantSplit/></w:trPr>";
  for (const auto& cell : cells) {
    int width = 0;
    for (int i = 0; i < cell.span && column < widths_.size(); ++i) width += widths_[column++];
    Cell(cell, width);
  }
  out_ += "</w:tr>";
}

void WordBody::EndTable() { out_ += "</w:tbl>"; }

Result<Bytes> WordPackage(std::string body, const WordProperties& properties) {
  std::string document = std::string(kHead) + "<w:document " + std::string(kMain) + "><w:body>" +
                         std::move(body) +
                         "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId2\"/>"
                         "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>"
                         "<w:pgMar w:top=\"851\" w:right=\"851\" w:bottom=\"851\" w:left=\"851\" "
                         "w:header=\"425\" w:footer=\"425\" w:gutter=\"0\"/></w:sectPr>"
                         "</w:body></w:document>";
  const std::array<container::ZipPart, 11> parts = {
      {{"[Content_Types].xml", ContentTypes()},
       {"_rels/.rels", PackageRelations()},
       {"word/document.xml", std::move(document)},
       {"word/_rels/document.xml.rels", DocumentRelations()},
       {"word/styles.xml", Bytes(kWordStyles)},
       {"word/settings.xml", Bytes(kWordSettings)},
       {"word/fontTable.xml", Bytes(kWordFonts)},
       {"word/theme/theme1.xml", Bytes(kWordTheme)},
       {"word/footer1.xml", Footer(properties)},
       {"docProps/core.xml", Core(properties)},
       {"docProps/app.xml", App()}}};
  return container::WriteZip(parts);
}

}  // namespace avouch::report
