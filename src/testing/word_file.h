// Word files for tests, and the rows of forms.

#pragma once

#include <string>
#include <vector>

#include "testing/zip_archive.h"

namespace avouch::testing {

inline std::string WordText(const std::string& text) {
  std::string out;
  for (char c : text)
    if (c == '\n')
      out += "</w:t><w:br/><w:t xml:space=\"preserve\">";
    else if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else
      out += c;
  return "<w:r><w:t xml:space=\"preserve\">" + out + "</w:t></w:r>";
}

inline std::string WordParagraph(const std::string& text) {
  return "<w:p>" + WordText(text) + "</w:p>";
}

inline std::string WordCell(const std::string& text, const std::string& properties = {}) {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + WordParagraph(text) + "</w:tc>";
}

inline std::string WordTable(const std::vector<std::vector<std::string>>& rows) {
  std::string out = "<w:tbl>";
  for (const auto& row : rows) {
    out += "<w:tr>";
    for (const auto& cell : row) out += WordCell(cell);
    out += "</w:tr>";
  }
  return out + "</w:tbl>";
}

// `body` is what stands inside w:body.
inline std::string WordXml(const std::string& body) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:document "
         "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
         "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
         "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><w:body>" +
         body + "<w:sectPr/></w:body></w:document>";
}

inline Bytes WordFile(const std::string& body, std::vector<ZipPart> more = {}) {
  std::vector<ZipPart> parts = {
      {"[Content_Types].xml",
       "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"},
      {"word/document.xml", WordXml(body), true}};
  parts.insert(parts.end(), more.begin(), more.end());
  return ZipOf(parts);
}

}  // namespace avouch::testing
