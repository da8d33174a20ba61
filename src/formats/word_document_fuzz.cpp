// Any bytes as a Word file, and as the part of one that holds its text: refused, or
// blocks in order, within their bounds.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "formats/word_document.h"
#include "testing/word_file.h"

namespace avouch {

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Bytes rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  Bytes file;
  switch (data[0] % 3) {
    case 0:
      file = rest;
      break;
    case 1:  // The part as it stands
      file = testing::ZipOf({{"[Content_Types].xml", "<Types/>"}, {"word/document.xml", rest}});
      break;
    default:  // What stands inside its body
      file = testing::WordFile(rest);
  }
  const bool word = formats::IsWordDocument(file);
  const auto read = formats::ReadWordDocument(file);
  if (!read) {
    if (read.error().what.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  if (!word || read->blocks.empty()) std::abort();
  return 0;
}

}  // namespace avouch
