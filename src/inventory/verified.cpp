#include "inventory/verified.h"

#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/text.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;

bool IsVerification(const Manifest& manifest) { return manifest.format == "gradle-verification"; }

struct Sure {
  std::unordered_set<std::string> locked;  // "group:artifact:version"
  std::unordered_set<std::string> asked;   // "group:artifact"
  bool any_lock = false;
};

Sure SureOf(const model::ComponentFacts& facts) {
  Sure sure;
  for (const auto& manifest : facts.manifests) {
    if (manifest.ecosystem != Ecosystem::kGradle || IsVerification(manifest)) continue;
    if (manifest.format == "gradle-lock") {
      sure.any_lock = true;
      for (const auto& one : manifest.components) sure.locked.insert(one.name + ":" + one.version);
    }
    for (const auto& wanted : manifest.requirements) sure.asked.insert(wanted.name);
  }
  return sure;
}

}  // namespace

bool KeepVerified(model::ComponentFacts& facts) {
  bool any = false;
  for (const auto& manifest : facts.manifests) any |= IsVerification(manifest);
  if (!any) return false;
  const Sure sure = SureOf(facts);
  bool lacks = false;
  for (auto& manifest : facts.manifests) {
    if (!IsVerification(manifest)) continue;
    std::unordered_map<std::string, int> versions;
    for (const auto& one : manifest.components) ++versions[one.name];
    const auto left = std::erase_if(manifest.components, [&](const Component& one) {
      return !sure.locked.contains(one.name + ":" + one.version) &&
             !(versions[one.name] == 1 && sure.asked.contains(one.name));
    });
    if (left == 0 || sure.any_lock) continue;
    lacks = true;
    manifest.notes.push_back(Count("artefact", static_cast<long long>(left)) +
                             " may be used or not: a gradle.lockfile would say which are");
  }
  return lacks;
}

}  // namespace avouch::inventory
