#include "formats/test_plan.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"
#include "formats/document_outline.h"
#include "formats/front_matter_parts.h"
#include "formats/requirements_document_ids.h"

namespace avouch::formats {
namespace {

struct KindRow {
  std::string_view kind;
  Phrases words;
};

const std::array<KindRow, 16>& KindRows() {
  static const std::array<KindRow, 16> kRows = {{
      {"acceptance", {"acceptance test", "user acceptance", "uat"}},
      {"accessibility", {"accessib", "wcag", "axe "}},
      {"composition",
       {"composition analysis", "sca ", "dependency scan", "dependency check", "component scan",
        "vulnerability scan of depend", "third-party scan"}},
      {"dynamic", {"dynamic", "dast"}},
      {"end-to-end", {"end-to-end", "end to end", "e2e", "system test", "browser test"}},
      {"fuzz", {"fuzz"}},
      {"integration", {"integration test", "integration-test", "integration ", "api test"}},
      {"load", {"load test", "performance", "stress test", "soak test"}},
      {"penetration",
       {"penetration", "pen test", "pen-test", "pentest", "red team", "point-in-time",
        "point in time"}},
      {"regression", {"regression"}},
      {"review",
       {"code review", "peer review", "review of code", "review of changes", "review ",
        "inspection"}},
      {"secrets", {"secret scan", "secrets scan", "scan for secrets", "credential scan"}},
      {"smoke", {"smoke test", "smoke-test"}},
      {"static", {"static", "sast", "lint", "linting", "linter"}},
      {"unit", {"unit test", "unit-test", "unit ", "unit tests"}},
      {"usability", {"usability", "user test"}},
  }};
  return kRows;
}

const Phrases kLeftOut = {"out of scope", "not in scope", "not tested",  "not covered", "excluded",
                          "exclusion",    "non-goal",     "not planned", "future work", "later"};

// "No fuzzing is done", "penetration tests are not part of this".
bool IsLeftOut(std::string_view words) {
  const std::string lower = Lower(words);
  return lower.starts_with("no ") || HasAny(lower, kLeftOut) || IsNegated(lower);
}

class Reader {
 public:
  Reader(const Path& path, const Prose& prose, BytesView bytes)
      : path_(path), prose_(prose), outline_(prose, bytes) {}

  model::TestPlan Read(const RequirementIds& ids) {
    for (const Block& block : outline_.blocks()) {
      if (outline_.IsUnder(block.heading, kLeftOut)) continue;
      switch (block.kind) {
        case BlockKind::kHeading:
          if (!outline_.IsTitle(block.index) && outline_.HasMatter(block.index))
            See(prose_.headings[block.index].text, block.line);
          break;
        case BlockKind::kSentence:
          ReadSentence(prose_.sentences[block.index], ids);
          break;
        case BlockKind::kRow:
          ReadRow(prose_.rows[block.index], ids);
          break;
      }
    }
    for (const Heading& heading : prose_.headings) SeeIds(heading.text, ids);
    return Finish();
  }

 private:
  void See(std::string_view words, int line) {
    if (IsLeftOut(words)) return;
    for (auto& kind : TestKindsIn(words)) {
      kinds_.insert(std::move(kind));
      if (first_line_ == 0) first_line_ = line;
    }
  }
  void SeeIds(std::string_view words, const RequirementIds& ids) {
    for (std::string_view id : ids.In(words)) ids_.emplace(id);
  }

  void ReadSentence(const Sentence& sentence, const RequirementIds& ids) {
    if (IsLeftOut(sentence.text)) return;
    // An item, or a label: "Unit tests: every function".
    if (sentence.item || LabelOf(sentence.text)) See(sentence.text, sentence.line);
    SeeIds(sentence.text, ids);
  }

  void ReadRow(const TableRow& row, const RequirementIds& ids) {
    // A cell that says "not planned" takes its row with it; "never fails" does not.
    if (std::ranges::any_of(row.cells, [](const auto& cell) {
          return HasAny(Lower(cell), kLeftOut) || Lower(cell).starts_with("no ") ||
                 EqualsIgnoreCase(cell, "no");
        }))
      return;
    for (const auto& cell : row.cells) {
      if (!row.head) See(cell, row.line);
      SeeIds(cell, ids);
    }
  }

  model::TestPlan Finish() {
    model::TestPlan out;
    out.path = path_;
    out.kinds.assign(kinds_.begin(), kinds_.end());
    out.requirements.assign(ids_.begin(), ids_.end());
    out.parts = PartsIn(prose_, outline_, PartWordsOf("test-plan"));
    // Kinds that are named are the part, whatever its heading is called.
    if (!out.kinds.empty() && std::ranges::find(out.parts, "kinds") == out.parts.end())
      out.parts.insert(
          std::ranges::find_if(out.parts, [](const auto& id) { return id != "scope"; }), "kinds");
    if (out.kinds.empty()) std::erase(out.parts, "kinds");
    out.place = {path_, first_line_};
    return out;
  }

  const Path& path_;
  const Prose& prose_;
  const Outline outline_;
  std::set<std::string> kinds_, ids_;
  int first_line_ = 0;
};

}  // namespace

std::span<const std::string_view> TestKinds() {
  static const auto kKinds = [] {
    std::array<std::string_view, 16> out;
    std::ranges::transform(KindRows(), out.begin(), &KindRow::kind);
    return out;
  }();
  return kKinds;
}

std::vector<std::string> TestKindsIn(std::string_view words) {
  std::string plain = Lower(words) + ' ';
  for (char& c : plain)
    if (c == ',' || c == '.' || c == ':' || c == '(' || c == ')' || c == '/') c = ' ';
  std::vector<std::string> out;
  for (const KindRow& row : KindRows())
    if (HasAny(plain, row.words)) out.emplace_back(row.kind);
  return out;
}

Result<model::TestPlan> ReadTestPlan(const Path& path, BytesView bytes, std::string_view ids) {
  if (bytes.size() > kMaxProseBytes)
    return Fail(ErrorKind::kTooLarge, "longer than a document of this kind is", path.bytes);
  if (bytes.find('\0') != bytes.npos) return Fail(ErrorKind::kUnsupported, "no text", path.bytes);
  AVOUCH_TRY(const RequirementIds finder, RequirementIds::Parse(ids));
  const Prose prose = ReadProse(bytes, MarkupOf(path));
  return Reader(path, prose, bytes).Read(finder);
}

}  // namespace avouch::formats
