#include "collect/members.h"

#include <algorithm>

#include "formats/package_json.h"
#include "notation/member_folder.h"

namespace avouch::collect {

std::vector<const source::Entry*> TakeNamedMembers(const source::Tree& tree, const Origins& origins,
                                                   const std::vector<model::Manifest>& manifests,
                                                   std::vector<model::LeftOut>& left) {
  std::vector<const model::Manifest*> workspaces;
  for (const auto& one : manifests)
    if (one.ecosystem == model::Ecosystem::kNpm && !one.workspaces.empty())
      workspaces.push_back(&one);
  std::vector<const source::Entry*> out;
  if (workspaces.empty()) return out;
  std::erase_if(left, [&](const model::LeftOut& one) {
    if (!formats::IsPackageJson(one.path) || one.reason == "excluded in avouch.yaml" ||
        origins.Of(one.path).origin != model::Origin::kDocumentation)
      return false;
    const bool named = std::ranges::any_of(workspaces, [&](const model::Manifest* workspace) {
      return notation::IsMemberFolder(workspace->workspaces, workspace->path.folder(),
                                      one.path.folder());
    });
    const source::Entry* entry = named ? tree.Find(one.path.bytes) : nullptr;
    if (entry != nullptr) out.push_back(entry);
    return entry != nullptr;
  });
  return out;
}

}  // namespace avouch::collect
