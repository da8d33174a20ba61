// Where something is, whose file that is, and who runs it.
//
// Source: rules 3 and 7 of the project's rules for every claim (docs/rules.md).
// Values only; any thread.

#pragma once

#include "base/path.h"
#include "model/fields.h"

namespace avouch::model {

// Whose file it is. Only kOwn is evidence about the product; everything else
// is read, listed and left out of verdicts.
enum class Origin {
  kOwn,
  kTest,           // Tests, fixtures, testdata.
  kExample,        // Examples, demos, samples, seeds.
  kDocumentation,  // Folders that only document.
  kVendored,       // Somebody else's tree inside this one.
  kProductData,    // Locales, templates, resource data the product works on.
  kGenerated,
};
AVOUCH_NAMES(Origin, "own", "test", "example", "documentation", "vendored", "product-data",
             "generated")

// Who is reached by what happens there. Only kRelease defeats a claim.
enum class Reach {
  kRelease,  // Builds, gates, signs, releases or deploys; or runs with write permission or secrets.
  kDevelopment,  // Development, documentation, fuzzing, tests that gate nothing.
  kNobody,       // Left over: nothing runs or builds it.
  kUnknown,      // Cannot be told from the tree.
};
AVOUCH_NAMES(Reach, "release", "development", "nobody", "unknown")

struct Place {
  Path path;
  int line = 0;  // 1-based; 0 = the whole file.

  auto operator<=>(const Place&) const = default;
  AVOUCH_FIELDS(path, line)
};

}  // namespace avouch::model
