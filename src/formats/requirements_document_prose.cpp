#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "base/text.h"
#include "formats/document_outline.h"
#include "formats/requirements_document_forms.h"

namespace avouch::formats {
namespace {

using model::WrittenRequirement;

// Sections whose lists speak about requirements and state none.
const Phrases kNoRequirements = {"traceab",   "change log", "changelog", "revision",  "history",
                                 "withdrawn", "removed",    "obsolete",  "rejected",  "references",
                                 "glossary",  "see also",   "coverage",  "superseded"};
const Phrases kWithdrawn = {"withdrawn", "removed", "obsolete",
                            "rejected",  "deleted", "superseded"};
const Phrases kTestNames = {"test",  "verif",     "shown by",   "evidence",
                            "proof", "proven by", "covered by", "validation"};
const Phrases kSecuritySections = {"secur",           "authenticat", "authoris",    "authoriz",
                                   "access control",  "privacy",     "cryptograph", "encryption",
                                   "data protection", "hardening",   "audit"};

// Heads of columns that hold the words of a requirement; another column may, when
// nothing else states it.
const Phrases kTextNames = {"requirement", "description", "text",  "statement", "title", "name",
                            "need",        "story",       "shall", "summary",   "what"};

// ---- Where a text opens with an id ----
struct Opening {
  std::string_view id;
  std::string_view rest;  // Behind the id, without stops
  bool stopped = false;   // "ROTA-3: ..." or nothing behind
};

std::string_view SkipStops(std::string_view text) {
  while (!text.empty() && std::string_view(" :.)]|`*\"-\xE2\x80\x93\x94").contains(text.front()))
    text.remove_prefix(1);
  return text;
}

std::optional<Opening> OpeningOf(std::string_view text, const RequirementIds& ids) {
  const auto found = ids.In(text.substr(0, kMaxIdBytes + 24));
  if (found.empty()) return std::nullopt;
  const auto at = static_cast<std::size_t>(found[0].data() - text.data());
  std::string before = Lower(Trim(text.substr(0, at)));
  std::erase_if(before, [](char c) { return std::string_view("[(`\"*:").contains(c); });
  if (!before.empty() && before != "requirement" && before != "req" && before != "id")
    return std::nullopt;
  const std::string_view rest = text.substr(at + found[0].size());
  const std::string_view trimmed = Trim(rest);
  const bool stopped =
      trimmed.empty() || std::string_view(":.)]`\"-\xE2").contains(trimmed.front());
  return Opening{found[0], SkipStops(rest), stopped};
}

// "ROTA-3 and ROTA-4 were joined", "ROTA-3 replaces ...": about a requirement.
bool IsRemark(std::string_view rest) {
  const std::string_view word = rest.substr(0, rest.find_first_of(" ,"));
  for (std::string_view known : {"", "and", "or", "was", "were", "is", "are", "replaces", "to"})
    if (EqualsIgnoreCase(word, known)) return rest.starts_with(',') || !word.empty();
  return false;
}

std::vector<std::string> TestsIn(std::string_view text) {
  std::vector<std::string> out;
  std::string plain(text);
  for (char& c : plain)
    if (c == ';' || c == '\n') c = ',';
  for (std::string_view part : Split(std::string_view(plain), ',')) {
    std::string test = ReplaceAll(Trim(part), "`", "");
    while (test.ends_with('.') || test.ends_with(')')) test.pop_back();
    if (SaysSomething(test) && out.size() < 100) out.push_back(Shorten(test));
  }
  return out;
}

// "(test: test_isolation.py)", "[verified by T-3]" at the end of `text`: the tests
// go to `tests`, what stands before them is returned.
std::string_view TakeTests(std::string_view text, std::vector<std::string>& tests) {
  const std::string lower = Lower(text);
  for (std::string_view name : {"tests:", "test:", "tested by ", "verified by ", "shown by ",
                                "covered by ", "verification:"}) {
    const std::size_t cut = FindAny(lower, {name});
    if (cut == lower.npos) continue;
    const std::string_view behind = text.substr(cut + name.size());
    tests = TestsIn(behind.substr(0, behind.find_first_of(")]")));
    text = text.substr(0, cut);
    while (!text.empty() && std::string_view(" ([,;").contains(text.back())) text.remove_suffix(1);
    return text;
  }
  return text;
}

// ---- Markdown and its kin ----
class ProseReader {
 public:
  ProseReader(const Path& path, const Prose& prose, const Outline& outline,
              const RequirementIds& ids)
      : path_(path), prose_(prose), outline_(outline), ids_(ids) {}

  std::vector<FoundRequirement> Read() {
    for (const Heading& heading : prose_.headings)
      if (const auto opening = OpeningOf(heading.text, ids_)) stated_.emplace(opening->id);
    for (const Block& block : outline_.blocks()) {
      if (out_.size() > kMaxRequirements) break;
      if (block.kind == BlockKind::kHeading)
        ReadHeading(block.index);
      else if (block.kind == BlockKind::kSentence)
        ReadSentence(block.index);
    }
    for (const Table& table : TablesOf(prose_, outline_)) ReadTable(table);
    JoinTests();
    std::ranges::stable_sort(
        out_, {}, [](const FoundRequirement& one) { return one.requirement.place.line; });
    return std::move(out_);
  }

 private:
  void ReadHeading(std::size_t index) {
    const Heading& heading = prose_.headings[index];
    const auto at = static_cast<int>(index);
    // Headings below a requirement's own, such as "Verification", stay with it.
    if (open_ && heading_ >= 0 && index < outline_.EndOf(static_cast<std::size_t>(heading_)) &&
        !OpeningOf(heading.text, ids_))
      return;
    open_ = nullptr, heading_ = -1;
    if (outline_.IsUnder(at, kNoRequirements)) return;
    const auto opening = OpeningOf(heading.text, ids_);
    if (!opening || IsRemark(opening->rest)) return;
    heading_ = at;
    Start(FoundRequirement::kHeading, *opening, at, heading.line);
  }

  void ReadSentence(std::size_t index) {
    const Sentence& sentence = prose_.sentences[index];
    if (outline_.IsUnder(sentence.heading, kNoRequirements)) return;
    const bool item = outline_.OpensItem(index);
    const auto opening = OpeningOf(sentence.text, ids_);
    // Inside the section of one requirement, another that has its own is mentioned.
    const bool mention = heading_ >= 0 && opening && stated_.contains(opening->id);
    const bool opens =
        opening && !mention && (item || opening->stopped) && !IsRemark(opening->rest);
    if (opens && !(heading_ >= 0 && open_->id == opening->id)) {
      heading_ = -1;
      return Start(item ? FoundRequirement::kItem : FoundRequirement::kOther, *opening,
                   sentence.heading, sentence.line);
    }
    if (open_ == nullptr) return;
    if (heading_ < 0 && sentence.heading != section_) return;
    Continue(sentence, item);
  }

  // Its test, its status, or the words of a heading that had none.
  void Continue(const Sentence& sentence, bool item) {
    if (const auto label = LabelOf(sentence.text)) {
      tests_follow_ = label->value.empty() && HasAny(label->name, kTestNames);
      if (HasAny(label->name, kTestNames)) return AddTests(TestsIn(label->value));
      if (HasAny(label->name, {"status"}) && HasAny(Lower(label->value), kWithdrawn))
        withdrawn_.insert(open_->id);
      if (HasAny(label->name, {"type", "category", "kind"}))
        open_->security |= SpeaksOfSecurity(Lower(label->value));
    }
    if (tests_follow_ && item) return AddTests(TestsIn(sentence.text));
    tests_follow_ = false;
    if (sentence.heading >= 0 && sentence.heading != section_ &&
        HasAny(Lower(prose_.headings[static_cast<std::size_t>(sentence.heading)].text), kTestNames))
      return AddTests(TestsIn(sentence.text));
    if (open_->text.empty()) open_->text = Shorten(sentence.text, 400);
    open_->security |= SpeaksOfSecurity(Lower(sentence.text));
  }

  void Start(FoundRequirement::Form form, const Opening& opening, int heading, int line) {
    FoundRequirement found{form, {}, false};
    WrittenRequirement& requirement = found.requirement;
    requirement.id = std::string(opening.id);
    std::string_view text = opening.rest;
    text = TakeTests(text, requirement.tests);
    requirement.text = Shorten(text, 400);
    requirement.security =
        outline_.IsUnder(heading, kSecuritySections) || SpeaksOfSecurity(Lower(text));
    requirement.place = {path_, line};
    section_ = heading;
    tests_follow_ = false;
    out_.push_back(std::move(found));
    open_ = &out_.back().requirement;
  }

  void AddTests(std::vector<std::string> tests) {
    for (auto& test : tests)
      if (open_->tests.size() < 100) open_->tests.push_back(std::move(test));
  }

  // ---- Tables ----
  enum Role { kId, kText, kTest, kStatus, kCategory, kOtherRole };
  struct Columns {
    int id = -1, text = -1, test = -1, status = -1, category = -1;
    bool weak = false;  // The column of text has no name of one
  };

  static Role RoleOf(std::string_view head) {
    if (HasAny(head, kTestNames)) return kTest;
    if (HasAny(head, {"status", "state"})) return kStatus;
    if (HasAny(head, {"category", "type", "area", "kind", "class", "topic"})) return kCategory;
    if (HasAny(head, {"priority", "owner", "source", "date", "version", "author", "must", "moscow",
                      "link", "implemented", "code", "rationale", "notes", "comment", "risk"}))
      return kOtherRole;
    return kText;
  }

  // The id's column is the one whose cells are ids; the text's is the first of the
  // others that is not of another kind.
  Columns ColumnsOf(const Table& table) const {
    Columns out;
    const std::size_t width = table.head->cells.size();
    for (const TableRow* row : table.rows) {
      for (std::size_t i = 0; i < row->cells.size() && i < width && out.id < 0; ++i) {
        const auto opening = OpeningOf(row->cells[i], ids_);
        const Role role = RoleOf(Lower(table.head->cells[i]));
        if (opening && opening->rest.empty() && role != kTest && role != kOtherRole)
          out.id = static_cast<int>(i);
      }
      if (out.id >= 0) break;
    }
    for (std::size_t i = 0; i < width; ++i) {
      const auto at = static_cast<int>(i);
      if (at == out.id) continue;
      const Role role = RoleOf(Lower(table.head->cells[i]));
      int* column = role == kText       ? &out.text
                    : role == kTest     ? &out.test
                    : role == kStatus   ? &out.status
                    : role == kCategory ? &out.category
                                        : nullptr;
      if (column != nullptr && *column < 0) *column = at;
    }
    out.weak = true;
    for (std::size_t i = width; i-- > 0;) {
      const std::string head = Lower(table.head->cells[i]);
      if (static_cast<int>(i) == out.id || RoleOf(head) != kText || !HasAny(head, kTextNames))
        continue;
      out.text = static_cast<int>(i);
      out.weak = false;
    }
    return out;
  }

  void ReadTable(const Table& table) {
    const Columns columns = ColumnsOf(table);
    if (columns.id < 0) return;
    const bool states = columns.text >= 0 && !outline_.IsUnder(table.heading, kNoRequirements);
    for (const TableRow* row : table.rows) {
      const auto opening = OpeningOf(CellOf(*row, columns.id), ids_);
      if (!opening || !opening->rest.empty()) continue;
      const auto tests = TestsIn(CellOf(*row, columns.test));
      if (!states) {
        traced_[std::string(opening->id)].insert(tests.begin(), tests.end());
        continue;
      }
      if (out_.size() > kMaxRequirements) return;
      AddRow(table, columns, *row, opening->id, tests);
    }
  }

  void AddRow(const Table& table, const Columns& columns, const TableRow& row, std::string_view id,
              const std::vector<std::string>& tests) {
    FoundRequirement found{FoundRequirement::kRow, {}, columns.weak};
    WrittenRequirement& requirement = found.requirement;
    requirement.id = std::string(id);
    const std::string_view text = CellOf(row, columns.text);
    requirement.text = Shorten(text, 400);
    requirement.tests = tests;
    requirement.security = outline_.IsUnder(table.heading, kSecuritySections) ||
                           SpeaksOfSecurity(Lower(text)) ||
                           SpeaksOfSecurity(Lower(CellOf(row, columns.category)));
    requirement.place = {path_, row.line};
    if (HasAny(Lower(CellOf(row, columns.status)), kWithdrawn)) withdrawn_.insert(requirement.id);
    out_.push_back(std::move(found));
  }

  // A table of ids and tests adds to what is stated elsewhere in the document.
  void JoinTests() {
    std::erase_if(
        out_, [&](const FoundRequirement& one) { return withdrawn_.contains(one.requirement.id); });
    for (FoundRequirement& one : out_)
      if (const auto found = traced_.find(one.requirement.id); found != traced_.end())
        for (const auto& test : found->second)
          if (std::ranges::find(one.requirement.tests, test) == one.requirement.tests.end())
            one.requirement.tests.push_back(test);
  }

  const Path& path_;
  const Prose& prose_;
  const Outline& outline_;
  const RequirementIds& ids_;
  std::vector<FoundRequirement> out_;
  WrittenRequirement* open_ = nullptr;         // Into out_, good until the next is added
  int heading_ = -1;                           // Of the open one, when a heading states it
  int section_ = -1;                           // The heading that the open one stands under
  bool tests_follow_ = false;                  // Behind "Tests:" alone
  std::set<std::string, std::less<>> stated_;  // Ids that headings state
  std::set<std::string> withdrawn_;
  std::map<std::string, std::set<std::string>> traced_;
};

// Prefixes that at least two ids of the document share.
std::set<std::string, std::less<>> SharedPrefixes(const std::vector<FoundRequirement>& found) {
  std::map<std::string, std::set<std::string>, std::less<>> by_prefix;
  for (const auto& one : found)
    by_prefix[std::string(PrefixOfId(one.requirement.id))].insert(one.requirement.id);
  std::set<std::string, std::less<>> out;
  for (const auto& [prefix, ids] : by_prefix)
    if (ids.size() > 1) out.insert(prefix);
  return out;
}

}  // namespace

std::vector<FoundRequirement> ReadFromProse(const Path& path, BytesView bytes,
                                            const RequirementIds& ids) {
  const Prose prose = ReadProse(bytes, MarkupOf(path));
  const Outline outline(prose, bytes);
  auto found = ProseReader(path, prose, outline, ids).Read();
  if (!ids.regular()) return found;
  const RequirementIds own = ids.Only(SharedPrefixes(found));
  return ProseReader(path, prose, outline, own).Read();
}

}  // namespace avouch::formats
