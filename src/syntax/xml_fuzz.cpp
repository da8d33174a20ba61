// Any bytes: XML is told as balanced events, or refused with a place.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "syntax/xml.h"

namespace {

using avouch::Status;

struct Balance : avouch::syntax::XmlHandler {
  std::vector<std::string> open;
  Status Start(const avouch::syntax::XmlElement& element) override {
    for (const auto& [key, value] : element.attributes)
      if (!avouch::IsUtf8(value) || !element.Has(key)) std::abort();
    return open.emplace_back(element.name), Status();
  }
  Status End(std::string_view name) override {
    if (open.empty() || open.back() != name) std::abort();
    return open.pop_back(), Status();
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Balance handler;
  const auto end = avouch::syntax::ReadXml(bytes, handler);
  if (end && (*end == avouch::syntax::XmlEnd::kWhole) != handler.open.empty()) std::abort();
  if (!end && end.error().where.empty()) std::abort();
  (void)avouch::syntax::XmlRootOf(bytes);
  return 0;
}
