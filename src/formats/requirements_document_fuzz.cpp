// Any bytes: a file's name, a pattern of ids, and the document, a line each and the
// rest. Each id that comes out is one by the pattern; each place holds it.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>
#include <string>
#include <string_view>

#include "formats/requirements_document.h"
#include "formats/requirements_document_mentions.h"
#include "formats/test_plan.h"

namespace {

void Hold(bool good) {
  if (!good) std::abort();
}

std::string_view TakeLine(std::string_view& bytes) {
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view line = bytes.substr(0, end);
  bytes = bytes.substr(std::min(end + 1, bytes.size()));
  return line;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const avouch::Path path(TakeLine(bytes));
  const std::string_view pattern = TakeLine(bytes);
  const auto ids = formats::RequirementIds::Parse(pattern);
  if (ids) {
    std::size_t at = 0;
    for (std::string_view id : ids->In(bytes)) {
      Hold(!id.empty() && id.size() <= formats::kMaxIdBytes && ids->Is(id));
      Hold(id.data() >= bytes.data() + at);  // In order, none over another
      at = static_cast<std::size_t>(id.data() - bytes.data()) + id.size();
    }
  }
  (void)formats::ReadTestPlan(path, bytes, pattern);
  const auto document = formats::ReadRequirementsDocument(path, bytes, pattern);
  if (!document) return 0;
  std::set<std::string> seen;
  std::vector<std::string> all;
  for (const auto& requirement : document->requirements) {
    Hold(seen.insert(requirement.id).second);
    all.push_back(requirement.id);
  }
  for (const auto& duplicate : document->duplicates)
    Hold(seen.contains(duplicate.id) && duplicate.places.size() > 1);
  for (const auto& mention : formats::IdMentions(all).In("tests/x.py", bytes))
    Hold(seen.contains(mention.id) && mention.place.line >= 1);
  return 0;
}
