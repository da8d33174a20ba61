// What a brief needs of a bundle beyond its verdicts: why claims are open, who
// owns them, what was accepted, and what runs out when.
//
// Reads what travels and is silent about what is withheld. Pure; any thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "model/assessment.h"
#include "verify/bundle.h"

namespace avouch::app {

// The shortest step to met, of a claim that is not.
struct OpenStep {
  std::string text;       // "an export of the lifetimes of sessions"; empty: withheld
  long long minutes = 0;  // Our guess; 0: none
  model::Where where = model::Where::kHere;
};

struct KnownGap {
  std::string owner, until, why;  // owner: an id; where only customers' gaps travel, roles
};

struct AcceptedFinding {
  std::string what, by, until;
};

// Something that stops counting on its own.
struct RunningOut {
  std::string on;  // The first day on which it counts no more, "2027-01-03"
  std::string what, who;

  auto operator<=>(const RunningOut&) const = default;
};

struct BriefFacts {
  std::map<std::string, OpenStep, std::less<>> steps;  // By claim
  std::map<std::string, KnownGap, std::less<>> gaps;   // By claim
  std::vector<AcceptedFinding> accepted;               // Waivers
  std::vector<RunningOut> running_out;                 // By day
};

[[nodiscard]] BriefFacts BriefFactsOf(const verify::Proof& proof);

}  // namespace avouch::app
