// What a report is made from, and how the reader wants it.
//
// Values and references only; any thread. Everything a report needs is in here:
// no clock, file, locale or terminal lies behind it.

#pragma once

#include <string>
#include <vector>

#include "model/argument.h"
#include "model/assessment.h"
#include "model/catalogue.h"
#include "model/form.h"
#include "report/comparison.h"

namespace avouch::report {

struct Material {
  const model::Assessment& assessment;
  const model::Catalogue& catalogue;
  const model::Arguments& arguments;
  const model::Talk& talk;            // Goes into text only, never into data formats
  const Comparison* since = nullptr;  // Null without --since
  // Answers of forms that were taken in; they decide nothing.
  const std::vector<model::SaidInForm>* only_said = nullptr;
};

// How the gate went; the caller decides it (app/gate), reports tell it.
struct GateAnswer {
  model::Gate gate = model::Gate::kNone;
  std::string from;             // "--fail-on", "avouch.yaml:5"
  int exit = 0;                 // What the program will answer
  std::vector<std::string> by;  // Claims, or places of findings, that made it fail
};

struct Options {
  int width = 100;       // Columns of a text; less than kMinWidth is taken as that
  bool colour = false;   // ANSI colour in texts
  bool verbose = false;  // Every place, everything left out
  GateAnswer gate;
};

inline constexpr int kMinWidth = 40;

}  // namespace avouch::report
