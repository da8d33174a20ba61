// What a filled form is, for people and for programs.
//
// JSON: {list, rows, mapped: [{claim, row}], missing: [claim], findings: [{kind, claim,
// where, text}]}; see docs/forms.md. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "model/catalogue.h"
#include "model/form.h"

namespace avouch::report {

struct FormReading {
  std::string file;
  model::Form form;
  std::vector<std::string> missing;  // Claims without a row
  std::vector<model::FormFinding> findings;
};

[[nodiscard]] std::string FormText(const FormReading& reading, const model::Catalogue& catalogue,
                                   int width, bool colour);
[[nodiscard]] Result<Bytes> FormJson(const FormReading& reading);

}  // namespace avouch::report
