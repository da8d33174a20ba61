// What is wrong with an SBOM against its own specification, by line.
//
// Spec: the published schemas of CycloneDX 1.2-1.7 JSON and 1.0-1.7 XML and of SPDX 2.2 and
// 2.3, as facts in tables of our own; and what they say in words: references that lead nowhere,
// names given twice, of SPDX 2 in JSON, YAML and tag-value the rules of spdx_rules.h, and the
// classes of SPDX 3 (spdx3_rules.h). Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/sbom.h"

namespace avouch::formats {

struct SbomProblem {
  std::uint32_t line = 0;  // 1-based; 0 = the whole document
  std::string where;       // "/components/3/licenses/0", "/bom/components/component[3]"
  std::string what;        // One line: "'kind' is no field here"

  bool operator==(const SbomProblem&) const = default;
};

struct SbomValidation {
  SbomKind kind;
  bool judged = false;                // False: `why` tells; `problems` is not all
  std::string why;                    // "it is larger than …"; empty where it is judged
  std::vector<SbomProblem> problems;  // Against the specification; at most kMaxSbomProblems
  std::vector<SbomProblem> doubts;    // Valid, and yet: a reference that leads nowhere, a loop
  std::size_t more = 0;               // Problems beyond those kept

  [[nodiscard]] bool valid() const { return judged && problems.empty() && more == 0; }
};

// A document that is no JSON or XML at all has the one problem that says so.
// One beyond the bounds of the parsers (64 MB of JSON) is not judged, and says so.
// Fails with kUnsupported where it is no SBOM.
[[nodiscard]] Result<SbomValidation> ValidateSbom(BytesView bytes);

}  // namespace avouch::formats
