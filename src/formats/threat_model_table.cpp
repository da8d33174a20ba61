#include "formats/threat_model_table.h"

#include <algorithm>
#include <array>
#include <map>

#include "base/text.h"
#include "formats/threat_model.h"
#include "formats/threat_model_decision.h"

namespace avouch::formats {
namespace {

enum Role {
  kId,
  kComponent,
  kFlow,
  kFrom,
  kTo,
  kThreat,
  kDecided,
  kMitigated,
  kStatus,
  kShown,
  kRoles
};

using Columns = std::array<int, kRoles>;  // -1: there is none

bool Is(std::string_view head, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, head) != names.end();
}

// What the head of a column says, in lower case; kRoles when it is none of ours.
Role RoleOf(std::string_view head) {
  while (head.ends_with('?') || head.ends_with(':')) head.remove_suffix(1);
  if (Is(head,
         {"id", "#", "no", "no.", "nr", "nr.", "ref", "ref.", "reference", "number", "key"}) ||
      head.ends_with(" id") || head.ends_with(" no.") || head.ends_with(" ref"))
    return kId;
  if (Is(head, {"from", "source", "sender"})) return kFrom;
  if (Is(head, {"to", "destination", "target", "receiver"})) return kTo;
  if (HasAny(head, {"status"}) || Is(head, {"state"}) || head.ends_with(" state")) return kStatus;
  if (HasAny(head, {"shown by", "evidence", "test", "verif", "proof", "proven", "validation",
                    "requirement"}))
    return kShown;
  if (HasAny(head, {"mitigation", "control", "countermeasure", "counter-measure", "safeguard",
                    "what we do about", "what are we doing", "protection"}))
    return kMitigated;
  if (HasAny(head, {"decision", "decided", "response", "treatment", "disposition", "resolution",
                    "handling", "action", "what is done", "what we did", "what are we going to do",
                    "what do we do", "what will we do", "answer"}))
    return kDecided;
  if (HasAny(head, {"component", "asset", "element", "entry point", "interface", "affected",
                    "where", "attack surface", "service", "module", "boundary", "object"}))
    return kComponent;
  if (HasAny(head, {"flow", "interaction", "connection"})) return kFlow;
  if (HasAny(head,
             {"threat", "could go wrong", "can go wrong", "goes wrong", "attack", "risk", "abuse",
              "misuse", "scenario", "weakness", "vulnerabilit", "concern", "hazard"}))
    return kThreat;
  return kRoles;
}

// "risk level", "attack likelihood", "threat actor": about a threat, not one.
bool IsRating(std::string_view head) {
  return HasAny(head, {"level", "likelihood", "impact", "severity", "score", "rating", "priority",
                       "category", "type", "stride", "owner", "before", "after", "residual",
                       "actor", "attacker", "agent", "adversar"});
}

// "target" alone is what is attacked. Where the head speaks of threats and no
// column is one, its description is, or its category.
void ThreatsByOtherNames(const TableRow& head, Columns& columns) {
  if (columns[kComponent] < 0 && columns[kFrom] < 0) std::swap(columns[kComponent], columns[kTo]);
  auto with = [&](const Phrases& phrases) {
    for (std::size_t i = 0; i < head.cells.size(); ++i)
      if (static_cast<int>(i) != columns[kId] && HasAny(Lower(head.cells[i]), phrases))
        return static_cast<int>(i);
    return -1;
  };
  const int hint = with({"threat", "attack", "risk", "stride", "likelihood"});
  if (columns[kThreat] >= 0 || hint < 0) return;
  const int description = with({"description", "issue", "details"});
  const int category = with({"threat", "stride", "attack"});
  columns[kThreat] = description >= 0 ? description : category;
}

Columns ColumnsOf(const TableRow& head) {
  Columns out;
  out.fill(-1);
  for (std::size_t i = 0; i < head.cells.size(); ++i) {
    const std::string cell = Lower(Trim(head.cells[i]));
    if (IsRating(cell) && !HasAny(cell, {"status", "decision"})) continue;
    const Role role = RoleOf(cell);
    if (role != kRoles && out[role] < 0) out[role] = static_cast<int>(i);
  }
  ThreatsByOtherNames(head, out);
  return out;
}

bool IsThreatTable(const Columns& columns) {
  return columns[kThreat] >= 0 &&
         (columns[kComponent] >= 0 || columns[kFlow] >= 0 || columns[kDecided] >= 0 ||
          columns[kMitigated] >= 0 || columns[kStatus] >= 0);
}

// The words of the columns that decide, as one line: "mitigated: row filter".
std::string DecisionOf(const TableRow& row, const Columns& columns) {
  std::string out;
  for (Role role : {kStatus, kDecided, kMitigated}) {
    const std::string_view cell = Trim(CellOf(row, columns[role]));
    if (cell.empty()) continue;
    if (!out.empty()) out += ": ";
    out += cell;
  }
  return Shorten(out, 400);
}

// One of the columns decides, and none puts it off.
bool IsRowDecided(const TableRow& row, const Columns& columns) {
  const auto status = CellOf(row, columns[kStatus]), decision = CellOf(row, columns[kDecided]),
             mitigation = CellOf(row, columns[kMitigated]);
  if (IsPutOff(status) || IsPutOff(decision)) return false;
  return IsDecided(status, DecisionPlace::kDecision) ||
         IsDecided(decision, DecisionPlace::kDecision) ||
         IsDecided(mitigation, DecisionPlace::kMitigation);
}

// A cell of a column "risk" that only says how high it is.
bool IsLevel(std::string_view text) {
  const std::string lower = Lower(Trim(text));
  return Is(lower, {"low", "medium", "high", "critical", "moderate", "minor", "major", "severe",
                    "very low", "very high", "negligible"}) ||
         lower.find_first_not_of("0123456789.") == lower.npos;
}

// Tables without a column of components stand under the heading of one.
std::string PartAbove(const Table& table, const Prose& prose) {
  if (table.heading < 0) return {};
  const Heading& heading = prose.headings[static_cast<std::size_t>(table.heading)];
  const bool title = table.heading == 0 && heading.level == 1;
  static const Phrases kAboutTheModel = {"threat",  "stride",   "risk",    "attack", "analysis",
                                         "mitigat", "overview", "summary", "model",  "register",
                                         "table",   "scenario", "abuse",   "misuse", "matrix"};
  return title || HasAny(Lower(heading.text), kAboutTheModel) ? std::string()
                                                              : Shorten(heading.text, 120);
}

void AddThreat(const TableRow& row, const Columns& columns, const std::string& above,
               model::ThreatModel& model) {
  model::Threat threat;
  threat.id = Shorten(CellOf(row, columns[kId]), 60);
  threat.component = Shorten(CellOf(row, columns[kComponent]), 120);
  if (threat.component.empty()) threat.component = Shorten(CellOf(row, columns[kFlow]), 120);
  if (threat.component.empty()) threat.component = above;
  threat.text = Shorten(CellOf(row, columns[kThreat]));
  threat.decision = DecisionOf(row, columns);
  threat.shown_by = Shorten(CellOf(row, columns[kShown]));
  threat.place = {model.path, row.line};
  // A row that names no threat is a component without one, or begun and left.
  if (!SaysSomething(threat.text)) {
    if (threat.decision.empty() || !(SaysSomething(threat.id) || SaysSomething(threat.component)))
      return;
    if (threat.text.empty()) threat.text = threat.id;
  } else if (IsLevel(threat.text)) {
    return;
  }
  threat.decided = IsRowDecided(row, columns);
  threat.accepted_until = AcceptedUntil(threat.decision);
  model.threats.push_back(std::move(threat));
}

void AddNames(const TableRow& row, const Columns& columns, model::ThreatModel& model) {
  AddComponentOrFlow(CellOf(row, columns[kComponent]), model);
  AddFlow(CellOf(row, columns[kFlow]), model);
  const auto from = CellOf(row, columns[kFrom]), to = CellOf(row, columns[kTo]);
  if (SaysSomething(from) && SaysSomething(to))
    AddFlow(std::string(Trim(from)) + " -> " + std::string(Trim(to)), model);
}

// A row that decides a threat of another table, by its id.
model::Threat DecisionRow(const TableRow& row, const Columns& columns,
                          const model::ThreatModel& model) {
  model::Threat out;
  out.text = Shorten(CellOf(row, columns[kId]), 60);
  out.decision = DecisionOf(row, columns);
  out.shown_by = Shorten(CellOf(row, columns[kShown]));
  out.decided = IsRowDecided(row, columns);
  out.accepted_until = AcceptedUntil(out.decision);
  out.place = {model.path, row.line};
  return out;
}

// A second table may decide the threats of a first: "T1 | mitigated by ...". Its
// rows, and threats that are only another's id, go to the threat of that id.
void JoinById(std::vector<model::Threat> decisions, model::ThreatModel& model) {
  std::map<std::string, std::size_t> by_id;
  for (std::size_t i = 0; i < model.threats.size(); ++i)
    if (const auto& id = model.threats[i].id; !id.empty()) by_id.emplace(Lower(id), i);
  std::erase_if(model.threats, [&](const model::Threat& threat) {
    const auto found = by_id.find(Lower(threat.text));
    if (found == by_id.end() || !threat.id.empty()) return false;
    return decisions.push_back(threat), true;
  });
  by_id.clear();
  for (std::size_t i = 0; i < model.threats.size(); ++i)
    if (const auto& id = model.threats[i].id; !id.empty()) by_id.emplace(Lower(id), i);
  for (const model::Threat& decision : decisions) {
    const auto found = by_id.find(Lower(decision.text));
    if (found == by_id.end() || decision.decision.empty()) continue;
    model::Threat& threat = model.threats[found->second];
    if (!threat.decision.empty() && !threat.decided)
      continue;  // "Open" where it is listed stays so
    if (threat.decision.empty()) threat.decision = decision.decision;
    if (threat.shown_by.empty()) threat.shown_by = decision.shown_by;
    if (threat.accepted_until.empty()) threat.accepted_until = decision.accepted_until;
    threat.decided = decision.decided;
  }
}

// A list of parts: "component | what it does", "name | from | to" under "Data flows".
void AddPartsTable(const Table& table, Columns columns, const Prose& prose,
                   model::ThreatModel& model) {
  const bool ends = columns[kFrom] >= 0 && columns[kTo] >= 0;
  if (columns[kComponent] < 0 && columns[kFlow] < 0 && !ends) {
    if (table.heading < 0 || table.head->cells.empty()) return;
    const std::string heading = Lower(prose.headings[static_cast<std::size_t>(table.heading)].text);
    // The heading says what is listed; the first column that is no id names it.
    const Role role = HasAny(heading, {"flow"})                                     ? kFlow
                      : HasAny(heading, {"component", "asset", "element", "actor"}) ? kComponent
                                                                                    : kRoles;
    if (role == kRoles) return;
    columns[role] = columns[kId] == 0 ? 1 : 0;
  }
  for (const TableRow* row : table.rows) AddNames(*row, columns, model);
}

// Where an arrow stands in a name, and how long it is.
std::pair<std::size_t, std::size_t> ArrowIn(std::string_view name) {
  for (std::string_view arrow :
       {"\xE2\x86\x94", "\xE2\x86\x92", "\xE2\x87\x92", "<->", "<=>", "-->", "->", "=>"}) {
    const std::size_t at = name.find(arrow);
    if (at != name.npos) return {at, arrow.size()};
  }
  return {name.npos, 0};
}

constexpr std::size_t kMaxName = 120;

void AddComponent(std::string_view name, model::ThreatModel& model) {
  name = Trim(name);
  if (SaysSomething(name) && model.components.size() < 2 * kMaxThreats)
    model.components.push_back(Shorten(name, kMaxName));
}

}  // namespace

void AddFlow(std::string_view name, model::ThreatModel& model) {
  name = Trim(name);
  if (!SaysSomething(name) || model.flows.size() >= 2 * kMaxThreats) return;
  model.flows.push_back(Shorten(name, kMaxName));
  // "a -> b -> c": each end and each stop is a component.
  for (int stops = 0; stops < 8; ++stops) {
    const auto [at, size] = ArrowIn(name);
    if (at == name.npos) {
      if (stops > 0) AddComponent(name, model);
      return;
    }
    AddComponent(name.substr(0, at), model);
    name = name.substr(at + size);
  }
}

void AddComponentOrFlow(std::string_view name, model::ThreatModel& model) {
  if (ArrowIn(name).first == name.npos) return AddComponent(name, model);
  AddFlow(name, model);
}

bool AddThreatTables(const Prose& prose, const Outline& outline, model::ThreatModel& model) {
  bool any = false;
  std::vector<model::Threat> decisions;
  for (const Table& table : TablesOf(prose, outline)) {
    const Columns columns = ColumnsOf(*table.head);
    const bool decides =
        columns[kDecided] >= 0 || columns[kMitigated] >= 0 || columns[kStatus] >= 0;
    if (columns[kThreat] < 0 && columns[kId] >= 0 && decides && columns[kComponent] < 0) {
      for (const TableRow* row : table.rows) decisions.push_back(DecisionRow(*row, columns, model));
    } else if (!IsThreatTable(columns)) {
      AddPartsTable(table, columns, prose, model);
    } else {
      any = true;
      const bool named = columns[kComponent] >= 0 || columns[kFlow] >= 0;
      const std::string above = named ? std::string() : PartAbove(table, prose);
      AddComponentOrFlow(above, model);
      for (const TableRow* row : table.rows) {
        AddThreat(*row, columns, above, model);
        AddNames(*row, columns, model);
      }
    }
  }
  JoinById(std::move(decisions), model);
  return any;
}

}  // namespace avouch::formats
