#include "formats/form.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"
#include "formats/form_columns.h"
#include "formats/form_facts.h"
#include "formats/form_grid.h"

namespace avouch::formats {
namespace {

// Fewer rows that are known are no form of this list; nor is one whose rows are mostly
// of something else.
constexpr std::size_t kLeastRows = 3;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

void TakeFacts(const std::vector<GridRow>& table, model::Form& form) {
  // A heading of one cell says what the rows below are about.
  std::string about;
  for (const auto& row : table) {
    std::vector<std::string_view> said;
    for (const auto& cell : row.cells)
      if (!cell.empty()) said.emplace_back(cell);
    if (said.empty()) continue;
    const std::string key = PlainWords(said[0]);
    if (said.size() == 1) {
      about = key;
      continue;
    }
    const FormFact fact = FormFactOf(key, about);
    if (fact == &model::Form::by && SaysNobody(PlainWords(said[1]))) continue;
    if (fact != nullptr && (form.*fact).empty()) form.*fact = said[1];
  }
}

// Takes the rows of one table apart by its columns.
class Table {
 public:
  Table(const FormColumns& columns, const FormWording& wording, model::Form& form)
      : columns_(columns), wording_(wording), form_(form) {}

  void Take(const GridRow& row) {
    std::string reference(columns_.Of(row, FormColumn::kReference));
    std::string claim(columns_.Of(row, FormColumn::kClaim));
    std::string number = ClaimNumberIn(reference);
    if (const std::string inside = ClaimNumberIn(claim); !inside.empty()) {
      if (number.empty()) number = inside;
      claim = AfterNumber(claim);
    }
    if (claim.empty()) claim = AfterNumber(reference);
    // The sentence of a principle may be much like that of its only claim.
    const bool states = !IsPrinciple(row, claim) && !claim.empty() &&
                        (!columns_.IsOfClaims() || !wording_.ClaimOf(claim).empty());
    // "17": what the form calls it, and no number of a claim.
    constexpr std::size_t kOwnNumber = 8;
    if (states && number.empty() && reference != claim && reference.size() <= kOwnNumber)
      number = reference;
    if (!number.empty() || states)
      Start(row, std::move(number), std::move(claim));
    else if (open_ && StatesOther(row, claim))
      ++others_, Start(row, {}, std::move(claim));
    else
      GoOn(row, claim);
  }
  // Rows that say something which is no claim: their answers are nobody's.
  [[nodiscard]] std::size_t others() const { return others_; }

 private:
  static std::string AfterNumber(std::string_view text) {
    const auto at = text.find(ClaimNumberIn(text));
    if (at == text.npos || ClaimNumberIn(text).empty()) return {};
    auto rest = text.substr(at + ClaimNumberIn(text).size());
    const auto start = rest.find_first_not_of(" .:)-\n\t");
    return start == rest.npos ? std::string() : std::string(Trim(rest.substr(start)));
  }

  [[nodiscard]] bool IsPrinciple(const GridRow& row, std::string_view claim) const {
    constexpr std::string_view kWord = "rinciple";
    return claim.find(kWord) != claim.npos ||
           columns_.Of(row, FormColumn::kReference).find(kWord) != std::string_view::npos;
  }

  // A row of a sentence of its own is no more of the claim above; "see also", "(continued)" are.
  [[nodiscard]] bool StatesOther(const GridRow& row, std::string_view claim) const {
    constexpr std::size_t kSentence = 16;
    return !IsPrinciple(row, claim) && claim.size() >= kSentence &&
           !columns_.IsMerged(row, FormColumn::kClaim) &&
           !columns_.IsMerged(row, FormColumn::kReference);
  }

  void Start(const GridRow& row, std::string number, std::string wording) {
    model::FormRow out;
    out.number = std::move(number);
    out.wording = std::move(wording);
    out.where = row.where;
    out.status = columns_.Of(row, FormColumn::kStatus);
    out.evidence = columns_.Of(row, FormColumn::kEvidence);
    out.argument = columns_.Of(row, FormColumn::kArgument);
    form_.rows.push_back(std::move(out));
    open_ = true;
  }

  // A row between: more evidence of the claim above, unless a principle begins.
  void GoOn(const GridRow& row, std::string_view claim) {
    if (IsPrinciple(row, claim)) open_ = false;
    if (!open_) return;
    auto add = [&](FormColumn column, std::string& to) {
      if (columns_.IsMerged(row, column)) return;
      const auto more = columns_.Of(row, column);
      if (!more.empty()) to += (to.empty() ? "" : "\n") + std::string(more);
    };
    add(FormColumn::kEvidence, form_.rows.back().evidence);
    add(FormColumn::kArgument, form_.rows.back().argument);
  }

  const FormColumns& columns_;
  const FormWording& wording_;
  model::Form& form_;
  bool open_ = false;
  std::size_t others_ = 0;
};

// The list whose rows these are: of two that fit, the one that lacks what is lacking, where
// most of a list is there; a choice of a few claims is of the first, the normative one.
const model::ClaimList* ListOf(const model::Form& form, const model::Catalogue& catalogue,
                               const std::vector<std::string>& by_wording) {
  const model::ClaimList* best = nullptr;
  long long most = 0;
  const auto stated =
      std::ranges::count_if(by_wording, [](const auto& one) { return !one.empty(); });
  for (const auto& list : catalogue.lists) {
    long long fit = 0;
    for (std::size_t i = 0; i < form.rows.size(); ++i) {
      if (by_wording[i].empty()) continue;
      const auto entry = std::ranges::find(list.entries, by_wording[i], &model::ListEntry::claim);
      fit += entry == list.entries.end() ? -3 : entry->number == form.rows[i].number ? 2 : 0;
    }
    if (stated * 2 > std::ssize(list.entries))
      for (const auto& entry : list.entries)  // A row that the list has and the form has not.
        fit -= std::ranges::find(by_wording, entry.claim) == by_wording.end() ? 1 : 0;
    if (best == nullptr || fit > most) {
      best = &list;
      most = fit;
    }
  }
  return best;
}

// A table that asks for evidence, whose rows have numbers of another kind or none: a form
// all the same, of these claims or of something else.
bool AsksForEvidence(const FormColumns& columns) {
  return columns.IsHeaded() && columns.Has(FormColumn::kClaim) &&
         columns.Has(FormColumn::kEvidence);
}

std::unexpected<Error> NotThisForm(const Path& path, std::size_t rows, std::size_t known) {
  std::string what = "no table here has rows of numbered claims";
  if (rows > 0 && known * 2 >= rows)
    what = "only " + Count("row", static_cast<long long>(known)) +
           " of it for claims of the Code: too few to know it by";
  else if (rows > 0)
    what = "of its " + Count("row", static_cast<long long>(rows)) + ", " + std::to_string(known) +
           " state claims of the Code; it answers something else";
  return Fail(ErrorKind::kUnsupported, std::move(what), path.bytes,
              "avouch catalogue list shows the claims");
}

}  // namespace

std::string ClaimNumberIn(std::string_view text) {
  for (std::size_t i = 0; i + 4 < text.size(); ++i) {
    if (i > 0 && (IsDigit(text[i - 1]) || text[i - 1] == '.')) continue;
    const bool three = IsDigit(text[i]) && text[i + 1] == '.' && IsDigit(text[i + 2]) &&
                       text[i + 3] == '.' && IsDigit(text[i + 4]);
    if (!three) continue;
    const bool more = i + 5 < text.size() &&
                      (IsDigit(text[i + 5]) ||
                       (text[i + 5] == '.' && i + 6 < text.size() && IsDigit(text[i + 6])));
    if (!more) return std::string(text.substr(i, 5));
  }
  return {};
}

std::vector<std::string> MissingClaims(const model::Form& form, const model::Catalogue& catalogue) {
  std::set<std::string_view> answered;
  for (const auto& row : form.rows) answered.insert(row.claim);
  std::vector<std::string> out;
  for (const auto& theme : catalogue.themes)
    for (const auto& principle : theme.principles)
      for (const auto& claim : principle.claims)
        if (!answered.contains(claim.number)) out.push_back(claim.number);
  return out;
}

Result<model::Form> ReadForm(const Path& path, BytesView bytes, const model::Catalogue& catalogue,
                             const FormWording& wording) {
  AVOUCH_TRY(FormGrid grid, ReadFormGrid(path, bytes));
  model::Form form;
  form.notes = std::move(grid.notes);
  form.has_evidence = false;
  std::size_t others = 0;
  for (const auto& table : grid.tables) {
    const FormColumns columns = FormColumns::Of(table);
    if (!columns.IsOfClaims() && !AsksForEvidence(columns)) {
      TakeFacts(table, form);
      continue;
    }
    form.has_status = form.has_status || columns.Has(FormColumn::kStatus);
    form.has_evidence = form.has_evidence || columns.Has(FormColumn::kEvidence);
    // A sheet has what it is about above its heading.
    if (columns.IsHeaded())
      TakeFacts({table.begin(), table.begin() + static_cast<long>(columns.first_row() - 1)}, form);
    Table rows(columns, wording, form);
    for (std::size_t i = columns.first_row(); i < table.size(); ++i) rows.Take(table[i]);
    others += rows.others();
  }
  std::vector<std::string> by_wording;
  for (const auto& row : form.rows) by_wording.push_back(wording.ClaimOf(row.wording));
  const auto known =
      form.rows.size() - static_cast<std::size_t>(std::ranges::count(by_wording, std::string()));
  const std::size_t asked = form.rows.size() - others;
  if (known < kLeastRows || known * 2 < asked) return NotThisForm(path, asked, known);
  if (const auto* list = ListOf(form, catalogue, by_wording)) form.list = list->id;
  for (std::size_t i = 0; i < form.rows.size(); ++i) form.rows[i].claim = by_wording[i];
  return form;
}

}  // namespace avouch::formats
