// A short document for people: headings, paragraphs, points, tables; written as
// text, Markdown or HTML from the same words.
//
// What a brief and a review are made of. Every text may be hostile: each writer
// makes it harmless in its own way. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace avouch::report {

struct SheetTable {
  std::vector<std::string> head;  // One for each column; empty: no table
  std::vector<int> widths;        // Of a text's columns; 0: what is left, of one column
  std::vector<std::vector<std::string>> rows;
};

struct SheetPart {
  std::string heading;  // Empty: none
  std::vector<std::string> paragraphs;
  std::vector<std::string> points;
  SheetTable table;
};

struct Sheet {
  std::string title;
  std::string beside;  // Below the title, in one line
  std::vector<SheetPart> parts;
};

[[nodiscard]] std::string SheetText(const Sheet& sheet, int width);
[[nodiscard]] std::string SheetMarkdown(const Sheet& sheet);
[[nodiscard]] std::string SheetHtml(const Sheet& sheet);

// By "text", "markdown" or "html". REQUIRES: one of these.
[[nodiscard]] std::string WriteSheet(const Sheet& sheet, std::string_view format, int width);

}  // namespace avouch::report
