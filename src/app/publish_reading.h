// What the pages of a trust centre say of one product, out of its proved bundles.
//
// Nothing but what travels in them comes in: no repository, no name of a person beside
// the id that signed. Pure but for the embedded catalogue and the wording that the user
// supplied. One thread.

#pragma once

#include <string>
#include <vector>

#include "app/bundle_file.h"
#include "report/trust_centre.h"

namespace avouch::app {

// The folder of a product's pages: "rota", of plain characters.
[[nodiscard]] std::string ProductFolder(std::string_view product);

// Where a bundle is kept, below its product's folder: "bundles/rota-2.4-65edd109.avouch".
[[nodiscard]] std::string EditionFile(const BundleFile& bundle);

// True when `a` was said before `b`: by the day of the assessment, then by the log.
[[nodiscard]] bool IsOlder(const verify::Proof& a, const verify::Proof& b);

// `bundles`: of one product, the oldest first, none twice; at least one.
// Fails with kIntegrity when their log tells two stories.
[[nodiscard]] Result<report::CentreProduct> CentreProductOf(
    const std::vector<const BundleFile*>& bundles, Time now);

}  // namespace avouch::app
