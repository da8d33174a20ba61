#include "formats/word_fill.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/text.h"
#include "container/zip.h"
#include "container/zip_writer.h"
#include "formats/form.h"
#include "formats/form_columns.h"
#include "formats/form_facts.h"
#include "formats/form_grid.h"
#include "formats/word_document.h"
#include "formats/word_places.h"
#include "formats/word_write.h"

namespace avouch::formats {
namespace {

using model::FilledClaim;
using model::FormFill;

constexpr std::string_view kDocument = "word/document.xml";
constexpr std::uint64_t kMaxPart = 64u << 20;
// Below what people wrote: from here on the words are ours.
constexpr std::string_view kAnew = "Assessed anew:";

// What takes the place of [from, to).
struct Edit {
  std::size_t from = 0, to = 0;
  std::string text;
};

std::string Apply(BytesView xml, std::vector<Edit> edits) {
  std::ranges::stable_sort(edits, {}, &Edit::from);
  std::string out;
  std::size_t at = 0;
  for (const auto& edit : edits) {
    out += xml.substr(at, edit.from - at);
    out += edit.text;
    at = edit.to;
  }
  return out += xml.substr(at);
}

// The table and row of "table 3, row 5", from zero.
std::optional<std::pair<std::size_t, std::size_t>> PlaceOf(std::string_view where) {
  std::vector<std::size_t> numbers;
  std::size_t number = 0;
  bool digits = false;
  for (const char c : std::string(where) + " ") {
    if (c >= '0' && c <= '9') {
      number = number * 10 + static_cast<std::size_t>(c - '0');
      digits = true;
    } else if (digits) {
      numbers.push_back(number);
      number = 0;
      digits = false;
    }
  }
  if (numbers.size() != 2 || numbers[0] == 0 || numbers[1] == 0) return std::nullopt;
  return std::pair(numbers[0] - 1, numbers[1] - 1);
}

class Filler {
 public:
  Filler(const FormFill& fill, const FormGrid& grid, const WordDocument& document,
         const WordPlaces& places, WordFilled& out)
      : fill_(fill), grid_(grid), places_(places), writer_(places.prefix), out_(out) {
    for (const auto& block : document.blocks)
      if (!block.rows.empty()) tables_.push_back(&block);
  }

  // The rows that the form has, by what they state.
  void Claims(const model::Form& form) {
    for (const auto& row : form.rows) {
      const auto place = PlaceOf(row.where);
      const FilledClaim* claim = Find(row.claim);
      if (!place || claim == nullptr || done_.contains(row.claim)) continue;
      const FormColumns columns = FormColumns::Of(grid_.tables[place->first]);
      if (!Row(place->first, place->second, columns, *claim)) continue;
      done_.insert(row.claim);
      ++out_.rows;
    }
  }

  // A form whose tables have headings and no claims: their rows are made. True when
  // there is such a table.
  bool MakeRows(const model::Catalogue& catalogue) {
    std::vector<std::size_t> empty;
    for (std::size_t t = 0; t < grid_.tables.size(); ++t)
      if (IsEmptyForm(t)) empty.push_back(t);
    if (empty.empty()) return false;
    const bool by_theme = empty.size() == catalogue.themes.size();
    for (std::size_t i = 0; i < catalogue.themes.size(); ++i)
      Themes(empty[by_theme ? i : 0], catalogue.themes[i], by_theme || i == 0);
    return true;
  }

  void Facts() {
    for (std::size_t t = 0; t < grid_.tables.size(); ++t)
      if (!FormColumns::Of(grid_.tables[t]).IsOfClaims()) FactsOf(t);
  }

  void LastPage() {
    std::string text = writer_.PageBreak();
    std::vector<std::vector<std::string>> rows;
    for (const auto& claim : fill_.claims) {
      if (done_.contains(claim.claim)) continue;
      out_.without_row.push_back(claim.claim);
      rows.push_back({"Claim " + claim.claim, claim.words, Join(claim.evidence, "\n"),
                      Join(WithStatus(claim), "\n")});
    }
    if (!rows.empty()) {
      text += writer_.Strong("Claims that this form has no row for");
      text += writer_.Table(
          {"Reference", "Principles / Claims", "Evidence", "Arguments / Assumptions"}, rows);
    }
    text += writer_.Strong("The principles");
    for (const auto& one : fill_.principles)
      text += writer_.Paragraph(one.number + " " + one.words + " " + one.status + ".");
    for (const auto& section : fill_.more) {
      text += writer_.Strong(section.heading);
      for (const auto& line : section.lines) text += writer_.Paragraph(line);
    }
    edits_.push_back({places_.end, places_.end, std::move(text)});
  }

  [[nodiscard]] std::string Text(BytesView xml) && { return Apply(xml, std::move(edits_)); }

 private:
  [[nodiscard]] const FilledClaim* Find(std::string_view claim) const {
    const auto found = std::ranges::find(fill_.claims, claim, &FilledClaim::claim);
    return found == fill_.claims.end() ? nullptr : &*found;
  }

  static std::vector<std::string> WithStatus(const FilledClaim& claim) {
    std::vector<std::string> out = {claim.status};
    out.insert(out.end(), claim.argument.begin(), claim.argument.end());
    return out;
  }

  // The cell that begins at a column of the grid; null: another covers it.
  [[nodiscard]] const CellPlace* CellAt(std::size_t table, std::size_t row, int column) const {
    if (column < 0 || table >= places_.tables.size() || row >= places_.tables[table].rows.size())
      return nullptr;
    const auto& read = tables_[table]->rows[row];
    int at = 0;
    for (std::size_t i = 0; i < read.size() && at <= column; at += read[i++].span)
      if (at == column && i < places_.tables[table].rows[row].cells.size()) {
        const CellPlace& cell = places_.tables[table].rows[row].cells[i];
        return read[i].continues || cell.to == 0 ? nullptr : &cell;
      }
    return nullptr;
  }

  // True when there is a place for all of it.
  bool Row(std::size_t table, std::size_t row, const FormColumns& columns,
           const FilledClaim& claim) {
    const CellPlace* evidence = CellAt(table, row, columns.At(FormColumn::kEvidence));
    const CellPlace* argument = CellAt(table, row, columns.At(FormColumn::kArgument));
    const CellPlace* status = CellAt(table, row, columns.At(FormColumn::kStatus));
    if (evidence == nullptr) return false;
    const auto& cells = grid_.tables[table][row];
    std::vector<std::string> lines = status == nullptr ? WithStatus(claim) : claim.argument;
    std::vector<std::string> shown = claim.evidence;
    if (argument == nullptr) shown.insert(shown.end(), lines.begin(), lines.end());
    if (status != nullptr) Put(*status, columns.Of(cells, FormColumn::kStatus), {claim.status});
    if (argument != nullptr) Put(*argument, columns.Of(cells, FormColumn::kArgument), lines);
    Put(*evidence, columns.Of(cells, FormColumn::kEvidence), shown);
    return true;
  }

  static bool IsKept(std::string_view there) {
    return !Trim(there).empty() && !HoldsTemplateText(there);
  }

  // What people wrote stays, with ours below it, and told apart.
  void Put(const CellPlace& cell, std::string_view there, std::vector<std::string> lines) {
    const bool keep = IsKept(there);
    if (lines.empty() && (keep || Trim(there).empty())) return;
    if (keep) ++kept_;
    if (keep && !lines.front().starts_with(kAnew)) lines.insert(lines.begin(), std::string(kAnew));
    edits_.push_back({keep ? cell.to : cell.from, cell.to, writer_.Paragraphs(cell, lines)});
  }

  [[nodiscard]] bool IsEmptyForm(std::size_t table) const {
    const FormColumns columns = FormColumns::Of(grid_.tables[table]);
    if (!columns.IsHeaded() || columns.IsOfClaims() || !columns.Has(FormColumn::kEvidence) ||
        (!columns.Has(FormColumn::kReference) && !columns.Has(FormColumn::kClaim)))
      return false;
    // One that is answered is another list's, whatever its headings are.
    for (std::size_t r = columns.first_row(); r < grid_.tables[table].size(); ++r)
      for (const FormColumn column :
           {FormColumn::kEvidence, FormColumn::kArgument, FormColumn::kStatus}) {
        const std::string_view cell = columns.Of(grid_.tables[table][r], column);
        if (!Trim(cell).empty() && !HoldsTemplateText(cell)) return false;
      }
    return true;
  }

  [[nodiscard]] bool IsBlank(std::size_t table, std::size_t row) const {
    return std::ranges::all_of(grid_.tables[table][row].cells, [](const auto& cell) {
      return Trim(cell).empty() || HoldsTemplateText(cell);
    });
  }

  // The row that those which are made look like: the first blank one, else the heading.
  [[nodiscard]] std::size_t Pattern(std::size_t table, std::size_t first) const {
    for (std::size_t r = first; r < grid_.tables[table].size(); ++r)
      if (IsBlank(table, r)) return r;
    return first - 1;
  }

  void Themes(std::size_t table, const model::CatalogueTheme& theme, bool first_of_table) {
    const FormColumns columns = FormColumns::Of(grid_.tables[table]);
    const auto& rows = places_.tables[table].rows;
    const std::size_t pattern = Pattern(table, columns.first_row());
    if (first_of_table)  // Blank rows are what the made ones replace.
      for (std::size_t r = columns.first_row(); r < rows.size(); ++r)
        if (IsBlank(table, r)) edits_.push_back({rows[r].from, rows[r].to, ""});
    std::string text;
    for (const auto& principle : theme.principles) {
      text += Made(table, pattern, columns, "Principle " + principle.number, principle.text, {}, {},
                   {});
      for (const auto& known : principle.claims) {
        const FilledClaim* claim = Find(known.number);
        if (claim == nullptr) continue;
        const bool has_status = columns.Has(FormColumn::kStatus);
        text +=
            Made(table, pattern, columns, "Claim " + claim->claim, claim->words, {claim->status},
                 claim->evidence, has_status ? claim->argument : WithStatus(*claim));
        done_.insert(claim->claim);
        ++out_.rows;
      }
    }
    edits_.push_back({places_.tables[table].to, places_.tables[table].to, std::move(text)});
  }

  std::string Made(std::size_t table, std::size_t pattern, const FormColumns& columns,
                   const std::string& reference, const std::string& words,
                   const std::vector<std::string>& status, const std::vector<std::string>& evidence,
                   const std::vector<std::string>& argument) const {
    const RowPlace& like = places_.tables[table].rows[pattern];
    const auto& read = tables_[table]->rows[pattern];
    const bool heading = pattern + 1 == columns.first_row();
    std::vector<std::vector<std::string>> cells(like.cells.size());
    int column = 0;
    for (std::size_t i = 0; i < cells.size() && i < read.size(); column += read[i++].span) {
      auto& lines = cells[i];
      const auto add = [&](FormColumn what, const std::vector<std::string>& more) {
        if (columns.At(what) == column) lines.insert(lines.end(), more.begin(), more.end());
      };
      add(FormColumn::kReference, {reference});
      add(FormColumn::kClaim, {words});
      add(FormColumn::kStatus, status);
      add(FormColumn::kEvidence, evidence);
      if (!columns.Has(FormColumn::kArgument)) add(FormColumn::kEvidence, argument);
      add(FormColumn::kArgument, argument);
    }
    return writer_.Row(like, cells, heading);
  }

  void FactsOf(std::size_t table) {
    const auto& rows = grid_.tables[table];
    std::string about;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      std::size_t at = 0;
      while (at < rows[r].cells.size() && rows[r].cells[at].empty()) ++at;
      if (at >= rows[r].cells.size()) continue;
      const std::string key = PlainWords(rows[r].cells[at]);
      const bool alone =
          at + 1 >= rows[r].cells.size() || CellAt(table, r, static_cast<int>(at) + 1) == nullptr;
      // "Organisation" over "Name" is a heading, beside an empty cell or not.
      const bool heading =
          alone || (r + 1 < rows.size() && !rows[r + 1].cells.empty() &&
                    PlainWords(rows[r + 1].cells.front()) == "name" && key != "name");
      if (heading) {
        about = key;
        continue;
      }
      const FormFact fact = FormFactOf(key, about);
      const std::string* value = ValueOf(fact);
      const auto& there = rows[r].cells[at + 1];
      if (value == nullptr || value->empty() || PlainWords(there) == PlainWords(*value)) continue;
      NoteOther(fact, there, *value);
      Put(*CellAt(table, r, static_cast<int>(at) + 1), there,
          {IsKept(there) ? std::string(kAnew) + " " + *value : *value});
    }
  }

  // Nobody's name stands alone above answers that are not theirs; and of another product's
  // form the reader is told.
  void NoteOther(FormFact fact, const std::string& there, const std::string& value) {
    const bool names = fact == &model::Form::product || fact == &model::Form::organisation;
    if (!names || !IsKept(there)) return;
    const std::string theirs = PlainWords(there), ours = PlainWords(value);
    if (theirs.find(ours) != theirs.npos || ours.find(theirs) != ours.npos) return;
    const std::string what = fact == &model::Form::product ? "product" : "organisation";
    out_.notes.push_back("its " + what + " is another, " + there + ": " + value +
                         " stands below it. Is it the right form?");
  }

  [[nodiscard]] const std::string* ValueOf(FormFact fact) const {
    if (fact == &model::Form::organisation) return &fill_.organisation;
    if (fact == &model::Form::product) return &fill_.product;
    if (fact == &model::Form::version) return &fill_.version;
    if (fact == &model::Form::by) return &fill_.by;
    if (fact == &model::Form::role) return &fill_.role;
    if (fact == &model::Form::on) return &fill_.on;
    return nullptr;
  }

 public:
  [[nodiscard]] long long kept() const { return kept_; }

 private:
  const FormFill& fill_;
  const FormGrid& grid_;
  const WordPlaces& places_;
  WordWriter writer_;
  WordFilled& out_;
  std::vector<const WordBlock*> tables_;
  std::vector<Edit> edits_;
  std::set<std::string, std::less<>> done_;
  long long kept_ = 0;
};

// The package with another document in it.
Result<Bytes> Pack(container::ZipReader& archive, const std::string& document) {
  std::vector<container::ZipPart> parts;
  for (const auto& member : archive.members()) {
    if (member.name.ends_with('/')) continue;
    if (member.name == kDocument) {
      parts.push_back({member.name, document});
      continue;
    }
    AVOUCH_TRY(Bytes bytes, archive.Read(member.name, kMaxPart));
    parts.push_back({member.name, std::move(bytes)});
  }
  return container::WriteZip(parts);
}

Status Refused(const WordDocument& document, const container::ZipReader& archive) {
  if (document.macros)
    return Fail(ErrorKind::kUnsupported, "it holds macros, which nobody should be sent", {},
                "save it as .docx");
  for (const auto& member : archive.members())
    if (member.name.starts_with("_xmlsignatures/"))
      return Fail(ErrorKind::kUnsupported, "it is signed, and filling it would break that", {},
                  "take a copy without the signature");
  return {};
}

bool SameShape(const WordDocument& document, const WordPlaces& places) {
  std::size_t at = 0;
  for (const auto& block : document.blocks) {
    if (block.rows.empty()) continue;
    if (at >= places.tables.size() || places.tables[at].rows.size() != block.rows.size())
      return false;
    for (std::size_t r = 0; r < block.rows.size(); ++r)
      if (places.tables[at].rows[r].cells.size() != block.rows[r].size()) return false;
    ++at;
  }
  return at == places.tables.size();
}

}  // namespace

Result<WordFilled> FillWordForm(BytesView form, const FormFill& fill,
                                const model::Catalogue& catalogue, const FormWording& wording) {
  const Path name("form.docx");
  auto grid = ReadFormGrid(name, form);
  if (!grid) {  // What it is instead; whoever calls knows its name
    if (grid.error().where == name.bytes) grid.error().where.clear();
    return std::unexpected(grid.error());
  }
  AVOUCH_TRY(const WordDocument document, ReadWordDocument(form));
  AVOUCH_TRY(auto archive, container::ZipReader::Open(form));
  AVOUCH_CHECK_OK(Refused(document, archive));
  AVOUCH_TRY(const Bytes xml, archive.Read(kDocument, kMaxPart));
  AVOUCH_TRY(const WordPlaces places, FindWordPlaces(xml));
  if (!SameShape(document, places))
    return Fail(ErrorKind::kUnsupported, "its tables are built in a way that is not filled",
                std::string(kDocument), "copy them into a new document, and fill that");
  WordFilled out;
  out.notes = grid->notes;
  Filler filler(fill, *grid, document, places, out);
  const auto known = ReadForm(name, form, catalogue, wording);
  if (known) {
    filler.Claims(*known);
  } else if (known.error().kind != ErrorKind::kUnsupported || !filler.MakeRows(catalogue)) {
    return std::unexpected(known.error());
  }
  filler.Facts();
  filler.LastPage();
  if (filler.kept() > 0)
    out.notes.push_back(Count("cell", filler.kept()) +
                        " had text already: it was kept, with ours below it");
  AVOUCH_TRY(out.bytes, Pack(archive, std::move(filler).Text(xml)));
  return out;
}

}  // namespace avouch::formats
