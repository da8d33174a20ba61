// Threats, components and flows out of the tables of a document.
//
// A column is what its head says, in any order and by the words people use for
// it: component, asset, flow; threat, what could go wrong, risk; decision,
// response, mitigation; status; shown by, test, evidence. Any thread.

#pragma once

#include "formats/document_outline.h"
#include "model/paper.h"

namespace avouch::formats {

// Adds what the tables say to `model`: a table with a column of threats and one of
// components or decisions; a table of components or assets; one of flows (a name,
// or from and to). Both ends of a flow are components. Returns true when a table
// of threats was there, rows or none.
bool AddThreatTables(const Prose& prose, const Outline& outline, model::ThreatModel& model);

// Adds "browser -> API" as a flow and its two ends, anything else as a component.
// Names that say nothing are passed over.
void AddComponentOrFlow(std::string_view name, model::ThreatModel& model);
// The same, but a name without an arrow is a flow.
void AddFlow(std::string_view name, model::ThreatModel& model);

}  // namespace avouch::formats
