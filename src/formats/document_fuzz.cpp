// Any bytes: the first line is a file's name, which decides markup and kind; the
// rest is read so, and once as each kind that avouch.yaml can name.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "formats/document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  namespace model = avouch::model;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const avouch::Path path(bytes.substr(0, end));
  const std::string_view text = bytes.substr(std::min(end + 1, bytes.size()));
  (void)formats::ReadAnyDocument(path, text);
  for (std::size_t kind = 0; kind < model::NamesOf(model::DocumentKind{}).size(); ++kind)
    (void)formats::ReadDocument(path, text, static_cast<model::DocumentKind>(kind));
  return 0;
}
