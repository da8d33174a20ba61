// Fills a self-assessment template for Word in place: the official form, one that
// people made of it, or a later one whose tables have headings and no claims.
//
// Tables are found by their headings, rows by their wording (formats/form.h). Only
// what is filled changes; every other byte of the document and every other part of the
// file stay as they are, so styles do too. What has no row goes on a page at the end.
// Nothing in the template is run and nothing it points at is fetched. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/form_wording.h"
#include "model/catalogue.h"
#include "model/form_fill.h"

namespace avouch::formats {

struct WordFilled {
  Bytes bytes;
  long long rows = 0;                    // That were filled or made
  std::vector<std::string> without_row;  // Claims that stand on the last page only
  std::vector<std::string> notes;        // A line each: what was kept, what was left
};

// Fails with kUnsupported when no table has the headings of such a form, or the file
// holds macros or a signature; and as ReadWordDocument does.
[[nodiscard]] Result<WordFilled> FillWordForm(BytesView form, const model::FormFill& fill,
                                              const model::Catalogue& catalogue,
                                              const FormWording& wording);

}  // namespace avouch::formats
