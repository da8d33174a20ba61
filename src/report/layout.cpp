#include "report/layout.h"

#include <algorithm>
#include <cstdint>

#include "base/text.h"

namespace avouch::report {
namespace {

constexpr int kLeastColumn = 18;  // A last column narrower than this is put below.
constexpr int kRoomForText = 50;  // In less, a text of three lines is put below.
constexpr int kBetween = 2;

// The code point at the start of `text`, and its bytes. REQUIRES: valid UTF-8.
struct Character {
  std::uint32_t code;
  std::size_t bytes;
};

Character First(std::string_view text) {
  auto lead = static_cast<unsigned char>(text[0]);
  std::size_t bytes = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
  bytes = std::min(bytes, text.size());
  std::uint32_t code = bytes == 1 ? lead : lead & (0x7Fu >> bytes);
  for (std::size_t i = 1; i < bytes; ++i)
    code = code << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
  return {code, bytes};
}

// After Unicode's East Asian Width, its wide blocks; joining marks of the common scripts.
int ColumnsOf(std::uint32_t code) {
  auto in = [code](std::uint32_t low, std::uint32_t high) { return code >= low && code <= high; };
  if (in(0x0300, 0x036F) || in(0x1AB0, 0x1AFF) || in(0x20D0, 0x20FF) || in(0xFE00, 0xFE0F))
    return 0;
  bool wide = in(0x1100, 0x115F) || in(0x2E80, 0xA4CF) || in(0xAC00, 0xD7A3) ||
              in(0xF900, 0xFAFF) || in(0xFE30, 0xFE6F) || in(0xFF00, 0xFF60) ||
              in(0x1F300, 0x1FAFF) || in(0x20000, 0x3FFFD);
  return wide ? 2 : 1;
}

// The most bytes of `text` that take at most `width` columns; at least one character.
std::size_t Fitting(std::string_view text, int width) {
  std::size_t at = 0;
  int used = 0;
  while (at < text.size()) {
    Character next = First(text.substr(at));
    used += ColumnsOf(next.code);
    if (used > width && at > 0) break;
    at += next.bytes;
  }
  return at;
}

// Where to cut a word longer than a line: after a mark in the second half of
// what fits, so that names in paths and addresses stay whole; else where it is full.
std::size_t BreakAt(std::string_view word, std::size_t fits) {
  if (fits >= word.size()) return word.size();
  std::size_t mark = word.substr(0, fits).find_last_of("/?&=,;");
  return mark != std::string_view::npos && mark + 1 > fits / 2 ? mark + 1 : fits;
}

int LongestWord(std::string_view text) {
  int longest = 0;
  for (auto word : Words(text)) longest = std::max(longest, WidthOf(word));
  return longest;
}

// The widest give way to each other until all fit into `room`, none below kLeastColumn.
void Narrow(std::vector<int>& widths, int room) {
  int over = -room;
  for (const int width : widths) over += width;
  while (over > 0) {
    const auto widest = std::ranges::max_element(widths);
    if (*widest <= kLeastColumn) return;
    int next = kLeastColumn;
    for (auto at = widths.begin(); at != widths.end(); ++at)
      if (at != widest) next = std::max(next, std::min(*at, *widest - 1));
    const int less = std::min(over, *widest - next);
    *widest -= less;
    over -= less;
  }
}

std::string RightTrim(std::string text) {
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

}  // namespace

int WidthOf(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    Character next = First(text.substr(at));
    width += ColumnsOf(next.code);
    at += next.bytes;
  }
  return width;
}

std::vector<std::string> Wrap(std::string_view text, int first, int rest) {
  std::vector<std::string> lines(1);
  int used = 0;
  auto limit = [&] { return lines.size() == 1 ? first : rest; };
  for (std::size_t at = 0; at < text.size();) {
    std::size_t word = text.find_first_not_of(' ', at);
    if (word == std::string_view::npos) break;
    std::size_t end = std::min(text.find(' ', word), text.size());
    std::string_view part = text.substr(word, end - word);
    int blanks = used == 0 && lines.size() > 1 ? 0 : static_cast<int>(word - at);
    if (used > 0 && used + blanks + WidthOf(part) > limit()) {
      lines.emplace_back();
      used = blanks = 0;
    }
    blanks = std::min(blanks, std::max(0, limit() - 1));
    lines.back().append(static_cast<std::size_t>(blanks), ' ');
    used += blanks;
    while (!part.empty()) {  // Once, but for a word longer than a line.
      std::size_t bytes = BreakAt(part, Fitting(part, std::max(1, limit() - used)));
      lines.back() += part.substr(0, bytes);
      used += WidthOf(part.substr(0, bytes));
      part.remove_prefix(bytes);
      if (part.empty()) break;
      lines.emplace_back();
      used = 0;
    }
    at = end;
  }
  return lines;
}

std::string Clip(std::string_view text, int width) {
  if (WidthOf(text) <= width) return std::string(text);
  if (width <= 1) return "…";
  return RightTrim(std::string(text.substr(0, Fitting(text, width - 1)))) + "…";
}

std::string Page::Paint(std::string_view text, Style style) const {
  if (!colour_ || style == Style::kPlain || text.empty()) return std::string(text);
  static constexpr std::string_view kCodes[] = {"",         "\x1b[1m",  "\x1b[1;31m",
                                                "\x1b[32m", "\x1b[33m", "\x1b[2m"};
  return std::string(kCodes[static_cast<std::size_t>(style)]) + std::string(text) + "\x1b[0m";
}

void Page::Line(std::string text) { out_ += RightTrim(std::move(text)) + '\n'; }

void Page::Heading(std::string_view text, std::string_view beside) {
  std::string line = Paint(Printable(text), Style::kHeading);
  if (beside.empty()) return Line(std::move(line));
  int used = WidthOf(Printable(text)) + kBetween;
  bool fits = width_ - used >= kLeastColumn;
  int hanging = fits ? 0 : kBetween;
  auto lines = Wrap(Printable(beside), fits ? width_ - used : width_ - hanging, width_ - hanging);
  if (!fits) Line(line), line.clear();
  for (std::size_t i = 0; i < lines.size(); ++i)
    Line((i == 0 && fits ? line + "  " : std::string(static_cast<std::size_t>(hanging), ' ')) +
         lines[i]);
}

void Page::Text(std::string_view text, int indent, int hanging, Style style) {
  auto lines = Wrap(Printable(text), std::max(1, width_ - indent), std::max(1, width_ - hanging));
  for (std::size_t i = 0; i < lines.size(); ++i)
    Line(std::string(static_cast<std::size_t>(i == 0 ? indent : hanging), ' ') +
         Paint(lines[i], style));
}

void Page::Row(int indent, const std::vector<Cell>& cells) {
  int fixed = indent;
  for (const auto& cell : cells) fixed += cell.width + (&cell == &cells.back() ? 0 : kBetween);
  int left = width_ - fixed;
  bool narrow = std::any_of(cells.begin(), cells.end(), [&](const Cell& cell) {
    return cell.width == 0 && !cell.text.empty() &&
           left < std::min(kLeastColumn, WidthOf(cell.text));
  });
  if (narrow || left < 0) {
    int at = indent;
    for (const auto& cell : cells) {
      if (cell.text.empty()) continue;
      Text(cell.text, at, at + kBetween, cell.style);
      at = indent + kBetween;
    }
    return;
  }
  struct Column {
    int width;
    std::vector<std::string> lines;
  };
  std::vector<Column> columns;
  std::size_t height = 0;
  for (const auto& cell : cells) {
    int width = cell.width == 0 ? std::max(1, left) : cell.width;
    std::string text = Printable(cell.text);
    columns.push_back(
        {width, cell.one_line ? std::vector{Clip(text, width)} : Wrap(text, width, width)});
    height = std::max(height, columns.back().lines.size());
  }
  for (std::size_t y = 0; y < height; ++y) {
    std::string line(static_cast<std::size_t>(indent), ' ');
    for (std::size_t x = 0; x < columns.size(); ++x) {
      std::string text = y < columns[x].lines.size() ? columns[x].lines[y] : std::string();
      auto pad = static_cast<std::size_t>(std::max(0, columns[x].width - WidthOf(text)));
      std::string painted = Paint(text, cells[x].style);
      line += cells[x].right ? std::string(pad, ' ') + painted : painted + std::string(pad, ' ');
      if (x + 1 < columns.size()) line += "  ";
    }
    Line(std::move(line));
  }
}

void Page::Table(int indent, const std::vector<std::vector<Cell>>& rows, int most) {
  if (rows.empty()) return;
  std::vector<int> widths(rows.front().size(), 1);
  for (const auto& row : rows)
    for (std::size_t x = 0; x < row.size(); ++x)
      widths[x] = std::max(widths[x], WidthOf(Printable(row[x].text)));
  if (most > 0) Narrow(widths, most - indent - kBetween * static_cast<int>(widths.size() - 1));
  for (const auto& row : rows) {
    std::string line(static_cast<std::size_t>(indent), ' ');
    for (std::size_t x = 0; x < row.size(); ++x) {
      const std::string text = Clip(Printable(row[x].text), widths[x]);
      const std::string pad(static_cast<std::size_t>(widths[x] - WidthOf(text)), ' ');
      const std::string painted = Paint(text, row[x].style);
      line += row[x].right ? pad + painted : painted + pad;
      if (x + 1 < row.size()) line += "  ";
    }
    Line(std::move(line));
  }
}

void Page::Places(int indent, const std::vector<PlaceRow>& rows, int most) {
  int limit = std::min(most, (width_ - indent) * 3 / 5), widest = 0;
  for (const auto& row : rows)
    if (int width = WidthOf(Printable(row.place)); width <= limit) widest = std::max(widest, width);
  int room = width_ - indent - widest - kBetween;  // Beside the places
  for (const auto& row : rows) {
    std::string text = Printable(row.text);
    bool cramped = (room < kRoomForText && WidthOf(text) > 2 * room) || LongestWord(text) > room;
    if (WidthOf(Printable(row.place)) <= limit && !cramped) {
      Row(indent, {{widest, row.place}, {0, row.text}});
      continue;
    }
    Text(row.place, indent, indent + kBetween);
    if (!row.text.empty()) Text(row.text, indent + 2 * kBetween, indent + 2 * kBetween);
  }
}

}  // namespace avouch::report
