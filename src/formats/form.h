// A filled self-assessment form: which row answers which claim.
//
// Spec: the Code's own form (a Word file: two tables about who and what, then one of
// four columns per theme) and what people make of it: other columns, other orders,
// Markdown, CSV. A row is known by its list and its wording, never by its number
// alone. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/form_wording.h"
#include "model/catalogue.h"
#include "model/form.h"

namespace avouch::formats {

// Fails with kUnsupported when it is no self-assessment against this catalogue's claims
// (no tables, or rows of something else), and as ReadFormGrid does.
[[nodiscard]] Result<model::Form> ReadForm(const Path& path, BytesView bytes,
                                           const model::Catalogue& catalogue,
                                           const FormWording& wording);

// The claims that no row of the form answers, in the catalogue's order.
[[nodiscard]] std::vector<std::string> MissingClaims(const model::Form& form,
                                                     const model::Catalogue& catalogue);

// "2.1.6" in "Claim 2.1.6"; empty when there is none.
[[nodiscard]] std::string ClaimNumberIn(std::string_view text);

}  // namespace avouch::formats
