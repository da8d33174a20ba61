// avouch verify --write-page: the page on which a customer checks a bundle in a
// browser, as one file that needs nothing else and no network.
//
// Source: web/verifier/; docs/verifier.md. The same program writes the same bytes.
// VerifierPage and VerifierParts are pure; any thread.

#pragma once

#include <string>
#include <string_view>

#include "app/check.h"
#include "base/result.h"
#include "model/catalogue.h"

namespace avouch::app {

// What cmake/Verifier.cmake embeds.
struct PageParts {
  std::string_view page;  // HTML with @POLICY@, @STYLE@, @PROGRAM@, @CATALOGUE@, @SCRIPT@
  std::string_view style, script;
};
[[nodiscard]] PageParts VerifierParts();

// The page, with the catalogue's sentences in it. Its policy names the digests of its
// one style and its one script, and allows nothing else: no network, no other code.
[[nodiscard]] Result<std::string> VerifierPage(const PageParts& parts,
                                               const model::Catalogue& catalogue,
                                               std::string_view program);

// Writes it to `file`. Fails as os::WriteFileDurably does.
[[nodiscard]] Answer WriteVerifierPage(const std::string& file);

}  // namespace avouch::app
