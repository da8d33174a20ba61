// Any bytes: prose that the readers of documents bear, never much longer than the
// page; and a digest, or none.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/text.h"
#include "formats/markdown.h"
#include "formats/web_page.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  (void)formats::IsWebPage(bytes);
  const std::string prose = formats::ProseOfPage(bytes);
  if (!IsUtf8(prose) || prose.size() > 16 * size + 16) std::abort();
  if (prose.size() <= formats::kMaxProseBytes)
    (void)formats::ReadProse(prose, formats::Markup::kMarkdown);
  if (const auto digest = formats::ReportedDigest(bytes); digest && digest->size() != 64)
    std::abort();
  return 0;
}
