#include "report/sheet.h"

#include <algorithm>

#include "base/text.h"
#include "report/html_node.h"
#include "report/layout.h"
#include "report/markdown.h"
#include "report/sheet_style.h"

namespace avouch::report {
namespace {

constexpr int kIndent = 2;

std::string OneLine(std::string_view text) {
  std::string out;
  for (const std::string_view line : Lines(text)) {
    if (Trim(line).empty()) continue;
    if (!out.empty()) out += ' ';
    out += Trim(line);
  }
  return out;
}

bool IsNamed(const SheetTable& table) {
  return std::ranges::any_of(table.head, [](const std::string& name) { return !name.empty(); });
}

// ---- Text ----

// Columns without names have no line of names.
void TableText(Page& page, const SheetTable& table) {
  auto add = [&](const std::vector<std::string>& cells, Style style) {
    std::vector<Cell> row;
    for (std::size_t i = 0; i < cells.size(); ++i)
      row.push_back({table.widths[i], OneLine(cells[i]), style, false, false});
    page.Row(kIndent, row);
  };
  if (IsNamed(table)) add(table.head, Style::kFaint);
  for (const auto& row : table.rows) add(row, Style::kPlain);
}

// ---- Markdown ----

void RowMarkdown(std::string& out, const std::vector<std::string>& cells) {
  out += "|";
  for (const auto& cell : cells) out += " " + EscapeMarkdown(OneLine(cell)) + " |";
  out += "\n";
}

// ---- HTML ----

// A first column of words, not of numbers or days, may be broken.
constexpr int kWidestLabel = 16;

Html TableHtml(const SheetTable& table) {
  const bool words = table.widths.front() == 0 || table.widths.front() > kWidestLabel;
  Html out("table", {});
  if (IsNamed(table)) {
    Html head("tr", {});
    for (const auto& name : table.head) head.Add(Html("th", {{"scope", "col"}}, {name}));
    out.Add(Html("thead", {}, {std::move(head)}));
  }
  Html body("tbody", {});
  for (const auto& cells : table.rows) {
    Html row("tr", {});
    for (const auto& cell : cells) {
      Html td("td", {}, {OneLine(cell)});
      if (words && &cell == &cells.front()) td.Set("class", "words");
      row.Add(std::move(td));
    }
    body.Add(std::move(row));
  }
  out.Add(std::move(body));
  return out;
}

}  // namespace

std::string SheetText(const Sheet& sheet, int width) {
  Page page(width, false);
  page.Text(OneLine(sheet.title));
  if (!sheet.beside.empty()) page.Text(OneLine(sheet.beside));
  for (const auto& part : sheet.parts) {
    page.Blank();
    if (!part.heading.empty()) page.Text(OneLine(part.heading));
    const int indent = part.heading.empty() ? 0 : kIndent;
    for (const auto& one : part.paragraphs) page.Text(OneLine(one), indent);
    for (const auto& one : part.points) page.Text("- " + OneLine(one), kIndent, kIndent + 2);
    if (!part.table.rows.empty()) TableText(page, part.table);
  }
  return std::move(page).Take();
}

std::string SheetMarkdown(const Sheet& sheet) {
  std::string out = "# " + EscapeMarkdown(OneLine(sheet.title)) + "\n";
  if (!sheet.beside.empty()) out += "\n" + EscapeMarkdown(OneLine(sheet.beside)) + "\n";
  for (const auto& part : sheet.parts) {
    if (!part.heading.empty()) out += "\n## " + EscapeMarkdown(OneLine(part.heading)) + "\n";
    for (const auto& one : part.paragraphs) out += "\n" + EscapeMarkdown(OneLine(one)) + "\n";
    if (!part.points.empty()) out += "\n";
    for (const auto& one : part.points) out += "- " + EscapeMarkdown(OneLine(one)) + "\n";
    if (part.table.rows.empty()) continue;
    out += "\n";
    RowMarkdown(out, part.table.head);
    out += "|";
    for (std::size_t i = 0; i < part.table.head.size(); ++i) out += " --- |";
    out += "\n";
    for (const auto& row : part.table.rows) RowMarkdown(out, row);
  }
  return out;
}

std::string SheetHtml(const Sheet& sheet) {
  Html head("div", {{"class", "page"}}, {Html("h1", {}, {OneLine(sheet.title)})});
  if (!sheet.beside.empty()) head.Add(Html("p", {}, {OneLine(sheet.beside)}));
  Html main("main", {{"class", "page"}, {"id", "main"}});
  for (const auto& part : sheet.parts) {
    if (!part.heading.empty()) main.Add(Html("h2", {}, {OneLine(part.heading)}));
    for (const auto& one : part.paragraphs) main.Add(Html("p", {}, {OneLine(one)}));
    Html list("ul", {});
    for (const auto& one : part.points) list.Add(Html("li", {}, {OneLine(one)}));
    if (!list.empty()) main.Add(std::move(list));
    if (!part.table.rows.empty()) main.Add(TableHtml(part.table));
  }
  return Document(sheet.title, kSheetStyle,
                  {Html("header", {}, {std::move(head)}), std::move(main)});
}

std::string WriteSheet(const Sheet& sheet, std::string_view format, int width) {
  if (format == "markdown") return SheetMarkdown(sheet);
  if (format == "html") return SheetHtml(sheet);
  return SheetText(sheet, width);
}

}  // namespace avouch::report
