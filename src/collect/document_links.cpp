#include "collect/document_links.h"

#include <set>
#include <string>
#include <string_view>

namespace avouch::collect {

void ResolveLinks(const source::Tree& tree, std::vector<model::Document>& documents) {
  std::set<std::string> folders;
  for (const auto& entry : tree.entries())
    for (std::string_view at = entry.path.folder(); !at.empty();
         at = at.substr(0, at.find('/') == at.npos ? 0 : at.rfind('/')))
      if (!folders.emplace(at).second) break;
  for (auto& document : documents)
    for (auto& link : document.links) {
      std::string_view target = link.target;
      if (target.empty() || target.front() == '#' || target.find(':') != target.npos ||
          target.starts_with("//") ||
          (target.find('@') != target.npos && target.find('/') == target.npos))
        continue;
      target = target.substr(0, target.find_first_of("#?"));
      std::string path = ResolvePath(document.path.folder(), target);
      if (path.empty()) continue;  // Out of the tree: another place's matter.
      bool there = tree.Find(path) != nullptr || folders.contains(path);
      link.broken = !there;
      if (there) link.resolved = path;
    }
}

}  // namespace avouch::collect
