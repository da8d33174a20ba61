// The table of checks: one row each, a pure rule over facts.
//
// To add a check: write its function in the file of its topic, one row in
// table.cpp, its fixtures in tests/checks/<id>.txt, and name it in
// catalogues/arguments.yaml. A test fails when one of them is missing.
// Any thread.

#pragma once

#include <memory>
#include <span>
#include <string_view>

#include "claims/directory.h"
#include "claims/examination.h"
#include "claims/facts.h"
#include "claims/reach.h"

namespace avouch::claims {

// What a check is given.
struct Inputs {
  const Facts& facts;
  const model::Product& product;
  const model::Policy& policy;
  const model::LifecycleTable& lifecycle;
  const Reaches& reach;
  Time time;
  std::string commit = {};                        // Assessed commit, hex
  std::vector<model::Exemption> exemptions = {};  // Those that count
  bool beside = false;      // Another source than the one that holds avouch.yaml
  std::size_t sources = 1;  // How many the product is made of
  // Of facts.organisation, made at the first need: one thread decides from one Inputs.
  mutable std::shared_ptr<const Directory> directory = {};
};

struct Check {
  std::string_view id;    // "integrity.images"
  std::string_view rule;  // What holds when satisfied
  model::Where where;     // Where its evidence is found
  // Examines facts; null for evidence this build cannot take in yet, which is
  // then open, with `missing` as what would have to be shown.
  void (*examine)(const Inputs& in, Examination& examination);
  std::string_view missing;
  // What interviews and samples that are shown beside it are about; empty: none are.
  std::string_view topic = {};
};

// Sorted by id, ids unique.
[[nodiscard]] std::span<const Check> Checks();
[[nodiscard]] const Check* FindCheck(std::string_view id);
[[nodiscard]] model::CheckResult Run(const Check& check, const Inputs& in);

}  // namespace avouch::claims
