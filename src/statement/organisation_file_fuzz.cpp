// avouch.org.yaml from anybody: a value or one error, never a crash. What is
// accepted keeps its promises, and its keys and first bytes are there.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "statement/organisation_file.h"
#include "statement/strict_yaml.h"
#include "syntax/yaml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  if (const auto any = syntax::ParseYaml(bytes)) {
    const auto keys = statement::OrganisationKeys(*any);
    for (std::size_t i = 1; i < keys.size(); ++i)
      if (!(keys[i - 1].key < keys[i].key)) std::abort();  // No two values share a path.
  }
  const auto file = statement::ReadOrganisationFile(bytes);
  if (!file) {
    if (file.error().kind != ErrorKind::kConfiguration) std::abort();
    if (file.error().what.find('\n') != std::string::npos) std::abort();
    return 0;
  }
  if (!file->present || file->people.empty() || !file->signed_keys.empty()) std::abort();
  for (const auto& machine : file->machines)
    if (file->Find(machine.owner) == nullptr) std::abort();
  for (const auto& exemption : file->exemptions)
    if (file->Find(exemption.approved_by) == nullptr || exemption.until.empty()) std::abort();
  for (const auto& environment : file->environments)
    if (!statement::IsId(environment.name) || environment.again_after < 0) std::abort();
  const auto root = statement::ParseOrganisation(bytes);
  if (!root || statement::OrganisationKeys(*root).empty()) std::abort();
  if (!statement::CanonicalFirst(*file)) std::abort();
  return 0;
}
