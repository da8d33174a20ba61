// Any bytes as the document of a template: refused, or filled, and then it is a Word
// file that the reader reads.

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "container/zip_writer.h"
#include "formats/word_document.h"
#include "formats/word_fill.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace container = avouch::container;
  namespace formats = avouch::formats;
  namespace model = avouch::model;
  // Three claims with words of their own; the catalogue's are embedded elsewhere.
  static const model::FormWords words{
      {{"1.1.1", model::ShownBy::kDocument, {"development", "framework", "documented"}},
       {"1.1.2", model::ShownBy::kDeed, {"developer", "trained", "framework", "tool"}},
       {"2.1.6", model::ShownBy::kDeed, {"access", "reviewed", "legitimate", "need"}}},
      {}};
  static const model::Catalogue catalogue = [] {
    model::Catalogue out;
    out.themes = {{"1", "name", "text", {}, {{"1.1", "name", "text", {}}}}};
    out.themes[0].principles[0].claims.emplace_back().number = "1.1.1";
    return out;
  }();
  static const formats::FormWording wording(words, catalogue);
  static const model::FormFill fill{
      "A & B", "x", "1", "y", "z", "1 May 2026", {{"1.1.1", "words", "Met", {"evidence"}, {"why"}}},
      {},      {}};
  const avouch::BytesView xml(reinterpret_cast<const char*>(data), size);
  const std::array<container::ZipPart, 1> parts = {{{"word/document.xml", avouch::Bytes(xml)}}};
  const auto form = container::WriteZip(parts);
  if (!form) return 0;
  const auto filled = formats::FillWordForm(*form, fill, catalogue, wording);
  if (filled && !formats::ReadWordDocument(filled->bytes)) std::abort();
  return 0;
}
