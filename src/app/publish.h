// avouch publish: the static trust centre of one product or several, out of sealed
// bundles.
//
// Spec: docs/publish.md. Every bundle is proved before anything is written; what the
// folder said before is kept, so that nothing said is taken back without a trace. One
// folder is written, whole or not at all. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/check.h"
#include "app/seal.h"
#include "base/time.h"

namespace avouch::app {

struct PublishOptions {
  std::string folder;                // Made when it is not there
  std::vector<std::string> from;     // Bundles, the newest of each product
  std::vector<std::string> earlier;  // Earlier ones of the same products, for the history
  std::string organisation;          // The fingerprint that they are expected from, or empty
};

// On stdout: the first page. Without `from`, the folder's own bundles are shown anew.
// Fails, and writes nothing, with exit code 5 for a bundle that proves nothing, or one
// of the folder that was changed or taken away; 2 for one for assessors or the house, of
// another organisation, or older than what the folder says, and for a folder that holds
// what publish did not write.
[[nodiscard]] Answer Publish(const PublishOptions& options, Time now, const ConfineTo& confine);

}  // namespace avouch::app
