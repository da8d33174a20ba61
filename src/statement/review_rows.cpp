#include "statement/review_rows.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "syntax/csv.h"
#include "syntax/csv_cell.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";
constexpr std::string_view kWord = "claim ";  // Before each number

enum Column {
  kClaim,
  kAsks,
  kVendor,
  kGrade,
  kMethod,
  kLooked,
  kVerdict,
  kComment,
  kOther,
  kAsked
};
constexpr std::string_view kColumns[] = {
    "claim",   "what it says",       "vendor",  "grade", "method", "looked at", "verdict",
    "comment", "alternative claims", "requests"};
constexpr std::size_t kColumnCount = std::size(kColumns);

void AddRow(Bytes& out, const std::vector<std::string>& cells) {
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += ',';
    out += syntax::CsvCell(cells[i]);
  }
  out += "\r\n";
}

std::string MethodsText(const std::vector<ReviewMethod>& methods) {
  std::vector<std::string> out;
  for (const auto one : methods) out.emplace_back(Name(one));
  return Join(out, " ");
}

// "Not met", "NOT-MET" and "not-met" are one word.
std::string Word(std::string_view cell) {
  return ReplaceAll(ReplaceAll(Lower(Trim(cell)), " ", "-"), "_", "-");
}

// Lines of a cell, without marks that a list has in front.
std::vector<std::string> ListIn(std::string_view cell) {
  std::vector<std::string> out;
  for (std::string_view line : Lines(cell)) {
    line = Trim(line);
    if (line.starts_with("- ") || line.starts_with("* ")) line = Trim(line.substr(2));
    if (!line.empty()) out.emplace_back(line);
  }
  return out;
}

class Reader {
 public:
  explicit Reader(std::string_view name) : name_(name) {}

  void Read(BytesView csv) {
    auto opened = syntax::CsvReader::Open(csv);
    if (!opened) return Problem(0, ToString(opened.error()));
    syntax::CsvRow row;
    bool first = true;
    while (true) {
      auto more = opened->Next(row);
      if (!more) return Problem(0, ToString(more.error()));
      if (!*more) break;
      if (row.blank()) continue;
      if (first && !Head(row)) return;
      if (!first) Row(row);
      first = false;
    }
    if (first) Problem(0, "empty: it starts with the names of its columns");
  }

  ReadRows out;

 private:
  void Problem(std::uint32_t line, const std::string& what) {
    out.problems.push_back(std::string(name_) + (line == 0 ? "" : ":" + std::to_string(line)) +
                           ": " + what);
  }

  // Which column is where. Says no when rows cannot be read.
  bool Head(const syntax::CsvRow& row) {
    const std::size_t before = out.problems.size();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      const std::string word = Lower(Trim(row.cells[i]));
      if (word.empty()) continue;
      const auto* found = std::ranges::find(kColumns, word);
      if (found == std::end(kColumns)) {
        Problem(row.line, "no such column: '" + word + "'");
        continue;
      }
      auto& at = where_[static_cast<std::size_t>(found - kColumns)];
      if (at) Problem(row.line, "column '" + word + "' given twice");
      at = i;
    }
    for (std::size_t i = 0; i < kColumnCount; ++i)
      if (!where_[i]) Problem(row.line, "lacks the column '" + std::string(kColumns[i]) + "'");
    return out.problems.size() == before;
  }

  std::string_view Cell(const syntax::CsvRow& row, Column column) const {
    const std::size_t at = *where_[column];
    return at < row.cells.size() ? syntax::CsvText(Trim(row.cells[at])) : std::string_view();
  }

  void Methods(const syntax::CsvRow& row, ReviewedClaim& claim) {
    std::string words(Cell(row, kMethod));
    for (char& c : words)
      if (c == ',' || c == ';' || c == '+' || c == '/' || c == '\n' || c == '\r') c = ' ';
    for (const std::string_view word : Words(words)) {
      const auto method = model::FromName<ReviewMethod>(Lower(word));
      if (!method)
        Problem(row.line, "no such method '" + std::string(word) + "' (examine, interview, test)");
      else
        claim.methods.push_back(*method);
    }
    std::ranges::sort(claim.methods);
    claim.methods.erase(std::ranges::unique(claim.methods).begin(), claim.methods.end());
  }

  void Row(const syntax::CsvRow& row) {
    ReviewedClaim claim;
    const std::string number = Lower(Cell(row, kClaim));
    claim.claim =
        Trim(std::string_view(number).substr(number.starts_with(kWord) ? kWord.size() : 0));
    const std::string vendor = Word(Cell(row, kVendor));
    if (const auto verdict = model::FromName<ReviewVerdict>(vendor);
        verdict && *verdict != ReviewVerdict::kUndecided)
      claim.vendor = AsTold(*verdict);
    else
      Problem(row.line, claim.claim + ": no such verdict of the vendor's: '" + vendor + "'");
    const std::string verdict = Word(Cell(row, kVerdict));
    if (const auto found = model::FromName<ReviewVerdict>(verdict))
      claim.verdict = *found;
    else if (!verdict.empty())
      Problem(row.line, claim.claim + ": no such verdict '" + verdict +
                            "' (met, not-met, open, not-applicable)");
    Methods(row, claim);
    claim.looked_at = ReplaceAll(Cell(row, kLooked), "\r\n", "\n");
    claim.comment = ReplaceAll(Cell(row, kComment), "\r\n", "\n");
    claim.alternatives = ListIn(Cell(row, kOther));
    claim.requests = ListIn(Cell(row, kAsked));
    if (const std::string lack = LackOf(claim); !lack.empty())
      Problem(row.line, claim.claim + ": " + lack);
    out.claims.push_back(std::move(claim));
  }

  static model::Verdict AsTold(ReviewVerdict verdict) {
    for (const auto one : {model::Verdict::kMet, model::Verdict::kNotMet,
                           model::Verdict::kNotApplicable, model::Verdict::kNotEvidenced})
      if (AsReviewed(one) == verdict) return one;
    return model::Verdict::kNotEvidenced;
  }

  std::string_view name_;
  std::optional<std::size_t> where_[kColumnCount];
};

}  // namespace

Bytes WriteReviewRows(std::span<const ReviewRow> rows) {
  Bytes out(kMark);
  AddRow(out, {std::begin(kColumns), std::end(kColumns)});
  for (const auto& row : rows) {
    const ReviewedClaim& claim = row.claim;
    AddRow(out,
           {std::string(kWord) + claim.claim, row.asks, std::string(Name(AsReviewed(claim.vendor))),
            row.grade, MethodsText(claim.methods), claim.looked_at,
            claim.verdict == ReviewVerdict::kUndecided ? "" : std::string(Name(claim.verdict)),
            claim.comment, Join(claim.alternatives, "\n"), Join(claim.requests, "\n")});
  }
  return out;
}

ReadRows ReadReviewRows(BytesView csv, std::string_view name) {
  Reader reader(name);
  reader.Read(csv);
  return std::move(reader.out);
}

}  // namespace avouch::statement
