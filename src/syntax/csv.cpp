#include "syntax/csv.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "syntax/limits.h"
#include "syntax/utf8.h"

namespace avouch::syntax {
namespace {

std::unexpected<Error> FailOn(ErrorKind kind, std::uint32_t line, std::string what,
                              std::string hint = {}) {
  return Fail(kind, std::move(what), "line " + std::to_string(line), std::move(hint));
}

// `bytes` is UTF-16 behind its mark. Fails with kMalformed on a lone surrogate or half a unit.
Result<std::string> FromUtf16(BytesView bytes, bool big) {
  if (bytes.size() % 2 != 0)
    return Fail(ErrorKind::kMalformed, "UTF-16 that ends in the middle of a character");
  const auto unit = [&](std::size_t i) {
    const auto a = static_cast<std::uint8_t>(bytes[i]), b = static_cast<std::uint8_t>(bytes[i + 1]);
    return static_cast<std::uint32_t>(big ? a << 8 | b : b << 8 | a);
  };
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    std::uint32_t point = unit(i);
    if (point >= 0xD800 && point < 0xE000) {
      const std::uint32_t low = point < 0xDC00 && i + 2 < bytes.size() ? unit(i + 2) : 0;
      if (low < 0xDC00 || low > 0xDFFF)
        return Fail(ErrorKind::kMalformed, "UTF-16 with half a character");
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
      i += 2;
    }
    AppendUtf8(out, point);
  }
  return out;
}

// Line of the first byte that is no UTF-8.
std::uint32_t LineOfBadByte(std::string_view text) {
  std::uint32_t line = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    if (!IsUtf8(text.substr(0, end))) return line;
    text.remove_prefix(end);
    ++line;
  }
  return line;
}

// The separator that the first line has most of, outside quotes; ',' before ';' before tab, and
// '|' where there is none of them.
char SeparatorOf(std::string_view text) {
  std::array<std::size_t, 3> count{};
  constexpr std::string_view kCandidates = ",;\t";
  bool quoted = false, bars = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') break;
    bars = bars || c == '|';
    if (const auto i = kCandidates.find(c); i != kCandidates.npos) ++count[i];
  }
  const auto most = std::ranges::max_element(count);
  if (*most == 0 && bars) return '|';
  return kCandidates[static_cast<std::size_t>(most - count.begin())];
}

// Excel's own first line: "sep=;".
char SeparatorLine(std::string_view text) {
  if (text.size() < 5 || !EqualsIgnoreCase(text.substr(0, 4), "sep=")) return 0;
  const bool ends = text.size() == 5 || text[5] == '\r' || text[5] == '\n';
  return ends && std::string_view(",;\t|").contains(text[4]) ? text[4] : '\0';
}

}  // namespace

Result<CsvReader> CsvReader::Open(BytesView bytes) {
  if (bytes.size() > kMaxDocumentBytes) return Fail(ErrorKind::kTooLarge, "CSV larger than 64 MiB");
  CsvReader reader;
  const bool little = bytes.starts_with("\xFF\xFE"), big = bytes.starts_with("\xFE\xFF");
  if (little || big) {
    AVOUCH_TRY(reader.converted_, FromUtf16(bytes.substr(2), big));
  } else {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    reader.borrowed_ = bytes;
  }
  const std::string_view text = reader.text();
  if (text.contains('\0'))
    return Fail(ErrorKind::kMalformed, "a NUL byte: this is no text", {}, "export it as CSV UTF-8");
  if (!IsUtf8(text))
    return FailOn(ErrorKind::kMalformed, LineOfBadByte(text), "text that is not UTF-8",
                  "export it as CSV UTF-8");
  reader.separator_ = SeparatorLine(text);
  if (reader.separator_ != 0) {
    reader.at_ = 5;
    reader.TakeLineEnd();
  } else {
    reader.separator_ = SeparatorOf(text);
  }
  return reader;
}

void CsvReader::TakeLineEnd() {
  const std::string_view rest = left();
  if (rest.empty() || (rest[0] != '\r' && rest[0] != '\n')) return;
  at_ += rest.starts_with("\r\n") ? 2 : 1;
  ++line_;
}

// Behind the opening quote.
Status CsvReader::ReadQuoted(std::uint32_t opened) {
  const std::string_view all = text();
  const std::size_t start = at_;
  const std::size_t kept = unquoted_.size();
  std::size_t from = at_;
  bool doubled = false;
  for (;;) {
    const std::size_t quote = all.find('"', from);
    if (quote == all.npos)
      return at_ = all.size(), FailOn(ErrorKind::kMalformed, opened, "a quote that never ends");
    if (quote + 1 < all.size() && all[quote + 1] == '"') {
      unquoted_.append(all, doubled ? from : start, quote + 1 - (doubled ? from : start));
      doubled = true;
      from = quote + 2;
      continue;
    }
    if (doubled) unquoted_.append(all, from, quote - from);
    found_.push_back(doubled ? Cell{kept, unquoted_.size() - kept, true}
                             : Cell{start, quote - start, false});
    line_ += static_cast<std::uint32_t>(std::ranges::count(all.substr(start, quote - start), '\n'));
    at_ = quote + 1;
    break;
  }
  while (at_ < all.size() && all[at_] == ' ') ++at_;
  if (at_ < all.size() && all[at_] != separator_ && all[at_] != '\r' && all[at_] != '\n')
    return at_ = all.size(), FailOn(ErrorKind::kMalformed, line_, "text behind a closing quote");
  return {};
}

Status CsvReader::ReadCell() {
  const std::string_view all = text();
  if (at_ < all.size() && all[at_] == '"') {
    ++at_;
    return ReadQuoted(line_);
  }
  const char ends[] = {separator_, '\r', '\n'};
  const std::size_t end = std::min(all.find_first_of({ends, 3}, at_), all.size());
  const std::string_view cell = Trim(all.substr(at_, end - at_));
  found_.push_back({cell.empty() ? at_ : static_cast<std::size_t>(cell.data() - all.data()),
                    cell.size(), false});
  at_ = end;
  return {};
}

Result<bool> CsvReader::Next(CsvRow& row) {
  while (!left().empty() && (left()[0] == '\r' || left()[0] == '\n')) TakeLineEnd();
  if (left().empty()) return false;
  row.line = line_;
  found_.clear(), cells_.clear(), unquoted_.clear();
  for (;;) {
    AVOUCH_CHECK_OK(ReadCell());
    if (found_.size() > kMaxCsvCells)
      return at_ = text().size(),
             FailOn(ErrorKind::kTooLarge, row.line, "more cells than a table has columns");
    if (left().empty() || left()[0] != separator_) break;
    ++at_;
  }
  TakeLineEnd();
  for (const Cell& cell : found_)
    cells_.push_back(std::string_view(cell.unquoted ? std::string_view(unquoted_) : text())
                         .substr(cell.start, cell.size));
  row.cells = cells_;
  return true;
}

}  // namespace avouch::syntax
