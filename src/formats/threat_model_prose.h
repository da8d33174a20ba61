// Threats, components and flows out of headings, lists and paragraphs.
//
// A threat is a heading or paragraph that calls itself one ("Threat: ...", "T3:
// ..."), or an item of a list under a heading of threats; its component is the
// heading above, or what the text names as such. Labelled words decide it:
// "Decision:", "Mitigation:", "Status:". Any thread.

#pragma once

#include "formats/document_outline.h"
#include "model/paper.h"

namespace avouch::formats {

// Adds what prose says to `model`. With `strong_only`, items of lists are no
// threats: for a document whose tables hold them already.
void AddThreatProse(const Prose& prose, const Outline& outline, bool strong_only,
                    model::ThreatModel& model);

}  // namespace avouch::formats
