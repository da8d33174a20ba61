// Any bytes as the document of a template: filled, or refused, and what is filled is a
// Word file that the reader reads.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "formats/word_document.h"
#include "formats/word_fill.h"
#include "testing/form_sample.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView xml(reinterpret_cast<const char*>(data), size);
  const Bytes form = testing::ZipOf({{"word/document.xml", Bytes(xml)}});
  model::FormFill fill;
  fill.organisation = "A & B";
  fill.claims = {{"1.1.1", "words", "Met", {"evidence"}, {"because"}}};
  static const formats::FormWording wording(testing::SampleFormWords(), testing::FormCatalogue());
  const auto filled = formats::FillWordForm(form, fill, testing::FormCatalogue(), wording);
  if (filled && !formats::ReadWordDocument(filled->bytes)) std::abort();
  return 0;
}
