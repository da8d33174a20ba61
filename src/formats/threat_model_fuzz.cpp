// Any bytes: the first line is a file's name, which decides the form; the rest is
// read as a threat model, and once as a paper of each purpose. What was read holds
// to its own rules: names sorted and unique, places inside the text.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/front_matter.h"
#include "formats/threat_model.h"

namespace {

void Hold(bool good) {
  if (!good) std::abort();
}

bool IsTidy(const std::vector<std::string>& names) {
  return std::is_sorted(names.begin(), names.end()) &&
         std::adjacent_find(names.begin(), names.end()) == names.end();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const avouch::Path path(bytes.substr(0, end));
  const std::string_view text = bytes.substr(std::min(end + 1, bytes.size()));
  const auto lines = std::count(text.begin(), text.end(), '\n') + 1;
  if (const auto model = formats::ReadThreatModel(path, text)) {
    Hold(IsTidy(model->components) && IsTidy(model->flows));
    Hold(model->threats.size() <= formats::kMaxThreats);
    for (const auto& threat : model->threats) {
      Hold(threat.place.line >= 0 && threat.place.line <= lines);
      Hold(!threat.decided || !threat.decision.empty());
    }
  }
  for (std::string_view purpose :
       {"framework", "disclosure", "support", "incident-plan", "vulnerability-plan", "user-guide",
        "user-need", "test-plan", "threat-model", "requirements"})
    (void)formats::ReadPaper(purpose, path, text, "");
  return 0;
}
