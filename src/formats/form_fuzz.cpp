// Any bytes as a Word file, Markdown or CSV: refused, or rows of which none is invented.

#include <cstdint>
#include <cstdlib>

#include "formats/form.h"
#include "formats/form_lint.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::BytesView;
  using avouch::Path;
  using avouch::Time;
  namespace formats = avouch::formats;
  namespace model = avouch::model;
  // Two claims with words of their own; the catalogue's are embedded elsewhere.
  static const model::FormWords words{
      {{"1.1.1", model::ShownBy::kDocument, {"development", "framework"}},
       {"1.4.3", model::ShownBy::kDeed, {"default", "password"}},
       {"4.3.1", model::ShownBy::kDocument, {"incident", "plan"}}},
      {}};
  static const model::Catalogue catalogue;
  static const formats::FormWording wording(words, catalogue);
  if (size == 0) return 0;
  const Path path(data[0] % 2 == 0 ? "form.csv" : "form.md");
  const BytesView bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto form = formats::ReadForm(path, bytes, catalogue, wording);
  if (!form) return 0;
  if (form->rows.empty()) std::abort();
  (void)formats::LintForm(*form, catalogue, words, Time{1'795'000'000});
  return 0;
}
