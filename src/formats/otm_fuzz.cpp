// Any bytes as OTM and as Threat Dragon, JSON when they begin with a brace, else
// YAML: each threat belongs to a part of the model or to none.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "formats/otm.h"
#include "formats/threat_dragon.h"
#include "syntax/json.h"
#include "syntax/yaml.h"

namespace {

void Check(const avouch::Result<avouch::model::ThreatModel>& model) {
  if (!model) return;
  for (const auto& threat : model->threats) {
    const bool known =
        threat.component.empty() ||
        std::binary_search(model->components.begin(), model->components.end(), threat.component) ||
        std::binary_search(model->flows.begin(), model->flows.end(), threat.component);
    if (!known && model->left.empty()) std::abort();  // Cut lists are told in `left`
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  namespace syntax = avouch::syntax;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto root = bytes.starts_with('{') ? syntax::ParseJson(bytes) : syntax::ParseYaml(bytes);
  if (!root) return 0;
  Check(formats::ReadOtm("m.otm", *root));
  Check(formats::ReadThreatDragon("m.json", *root));
  return 0;
}
