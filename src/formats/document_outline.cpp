#include "formats/document_outline.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "formats/leftovers.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxLabel = 48;  // Bytes before the colon; longer ones are sentences
constexpr std::size_t kMaxLabelWords = 5;
constexpr std::size_t kMaxBlank = 1'000;  // Bytes; a longer text says something, blanks or not

constexpr auto kNothing = std::to_array<std::string_view>({"tbd",
                                                           "tba",
                                                           "tbc",
                                                           "todo",
                                                           "to do",
                                                           "n/a",
                                                           "na",
                                                           "none",
                                                           "none yet",
                                                           "nothing",
                                                           "nothing yet",
                                                           "unknown",
                                                           "to be written",
                                                           "to be done",
                                                           "to be added",
                                                           "to be defined",
                                                           "to be decided",
                                                           "to be determined",
                                                           "to be confirmed",
                                                           "coming soon",
                                                           "work in progress",
                                                           "wip",
                                                           "later"});

bool HasMarker(std::string_view line) {
  line = Trim(line);
  while (line.starts_with('>')) line = Trim(line.substr(1));
  if (line.size() < 2) return false;
  if ((line[0] == '-' || line[0] == '*' || line[0] == '+') && line[1] == ' ') return true;
  const std::size_t digits = line.find_first_not_of("0123456789");
  return digits != line.npos && digits > 0 && digits < 5 && digits + 1 < line.size() &&
         (line[digits] == '.' || line[digits] == ')') && line[digits + 1] == ' ';
}

bool IsLetterOrDigit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// The text without dots, dashes and quotes around it, in lower case.
std::string Core(std::string_view whole) {
  std::string plain(whole);
  for (std::string_view dash : {"\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\xA6", "\xC2\xA0"})
    plain = ReplaceAll(plain, dash, " ");
  std::string_view text = plain;
  while (!text.empty() && text.front() != '/' && !IsLetterOrDigit(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && !IsLetterOrDigit(text.back())) text.remove_suffix(1);
  return Lower(text);
}

}  // namespace

std::optional<Label> LabelOf(std::string_view text) {
  const std::size_t colon = text.substr(0, kMaxLabel + 1).find(':');
  if (colon == text.npos || colon == 0) return std::nullopt;
  // "https://..." and "a::b" are no labels.
  if (colon + 1 < text.size() && text[colon + 1] != ' ') return std::nullopt;
  const std::string_view name = Trim(text.substr(0, colon));
  if (name.empty() || Words(name).size() > kMaxLabelWords || name.find('`') != name.npos)
    return std::nullopt;
  return Label{Lower(name), Trim(text.substr(colon + 1))};
}

bool SaysSomething(std::string_view text) {
  text = Trim(text);
  if (text.size() > kMaxBlank) return true;
  const std::string core = Core(text);
  if (core.empty() || std::ranges::find(kNothing, core) != kNothing.end()) return false;
  const auto left = LeftoversIn(text);
  if (left.empty()) return true;
  std::string rest(text);
  for (const auto& one : left) rest = ReplaceAll(rest, one, "");
  return !Core(rest).empty();
}

Outline::Outline(const Prose& prose, BytesView text) : prose_(prose) {
  ReadHeadings();
  ReadOrder();
  ReadItems(text);
  ReadMatter(text);
}

// Where each heading's section ends, and whose section it lies in.
void Outline::ReadHeadings() {
  const auto& headings = prose_.headings;
  ends_.assign(headings.size(), headings.size());
  parents_.assign(headings.size(), -1);
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < headings.size(); ++i) {
    while (!open.empty() && headings[open.back()].level >= headings[i].level) {
      ends_[open.back()] = i;
      open.pop_back();
    }
    if (!open.empty()) parents_[i] = static_cast<int>(open.back());
    open.push_back(i);
  }
}

void Outline::ReadOrder() {
  for (std::size_t i = 0; i < prose_.headings.size(); ++i)
    blocks_.push_back({BlockKind::kHeading, i, prose_.headings[i].line, static_cast<int>(i)});
  for (std::size_t i = 0; i < prose_.sentences.size(); ++i)
    blocks_.push_back(
        {BlockKind::kSentence, i, prose_.sentences[i].line, prose_.sentences[i].heading});
  for (std::size_t i = 0; i < prose_.rows.size(); ++i)
    blocks_.push_back({BlockKind::kRow, i, prose_.rows[i].line, -1});
  std::stable_sort(blocks_.begin(), blocks_.end(),
                   [](const Block& a, const Block& b) { return a.line < b.line; });
  int heading = -1;
  for (Block& block : blocks_) {
    if (block.kind == BlockKind::kHeading) heading = block.heading;
    if (block.kind == BlockKind::kRow) block.heading = heading;
  }
}

// A sentence opens an item when it is the first on a line that holds a marker.
void Outline::ReadItems(BytesView text) {
  const auto lines = Lines(text);
  opens_.assign(prose_.sentences.size(), false);
  int last = 0;
  for (std::size_t i = 0; i < prose_.sentences.size(); ++i) {
    const int line = prose_.sentences[i].line;
    const auto at = static_cast<std::size_t>(line);
    opens_[i] = prose_.sentences[i].item && line != last && at >= 1 && at <= lines.size() &&
                HasMarker(lines[at - 1]);
    last = line;
  }
}

// Words, a row of a table, or code: a command may be all that a section has to say.
void Outline::ReadMatter(BytesView text) {
  matter_.assign(prose_.headings.size(), false);
  for (const Block& block : blocks_) {
    if (block.heading < 0 || block.kind == BlockKind::kHeading) continue;
    const auto at = static_cast<std::size_t>(block.heading);
    if (matter_[at]) continue;
    if (block.kind == BlockKind::kSentence) {
      matter_[at] = SaysSomething(prose_.sentences[block.index].text);
    } else if (const TableRow& row = prose_.rows[block.index]; !row.head) {
      matter_[at] = std::ranges::any_of(row.cells, SaysSomething);
    }
  }
  const auto lines = Lines(text);
  for (const int line : prose_.code) {
    const auto& headings = prose_.headings;
    const auto after = std::ranges::upper_bound(headings, line, {}, &Heading::line);
    if (after == headings.begin() || static_cast<std::size_t>(line) > lines.size()) continue;
    const auto at = static_cast<std::size_t>(after - headings.begin()) - 1;
    if (!matter_[at]) matter_[at] = SaysSomething(lines[static_cast<std::size_t>(line) - 1]);
  }
  for (std::size_t i = matter_.size(); i-- > 0;)
    if (matter_[i] && parents_[i] >= 0) matter_[static_cast<std::size_t>(parents_[i])] = true;
}

bool Outline::IsUnder(int heading, const Phrases& phrases) const {
  for (; heading >= 0; heading = ParentOf(heading)) {
    const auto at = static_cast<std::size_t>(heading);
    if (!IsTitle(at) && HasAny(Lower(prose_.headings[at].text), phrases)) return true;
  }
  return false;
}

std::vector<Table> TablesOf(const Prose& prose, const Outline& outline) {
  std::vector<Table> out;
  int number = -1;
  for (const Block& block : outline.blocks()) {
    if (block.kind != BlockKind::kRow) continue;
    const TableRow& row = prose.rows[block.index];
    if (out.empty() || row.table != number) {
      number = row.table;
      out.push_back({&row, {}, block.heading});
    } else {
      out.back().rows.push_back(&row);
    }
  }
  return out;
}

std::string_view CellOf(const TableRow& row, int column) {
  return column < 0 || static_cast<std::size_t>(column) >= row.cells.size()
             ? std::string_view()
             : std::string_view(row.cells[static_cast<std::size_t>(column)]);
}

}  // namespace avouch::formats
