#include "notation/member_folder.h"

#include "notation/glob.h"

namespace avouch::notation {

bool IsMemberFolder(const std::vector<std::string>& patterns, std::string_view workspace,
                    std::string_view folder) {
  if (!workspace.empty()) {
    if (!folder.starts_with(workspace) || folder.size() == workspace.size() ||
        folder[workspace.size()] != '/')
      return false;
    folder.remove_prefix(workspace.size() + 1);
  }
  if (folder.empty()) return false;
  std::vector<std::string> plain;
  for (std::string_view pattern : patterns) {
    const bool taken_back = pattern.starts_with('!');
    if (taken_back) pattern.remove_prefix(1);
    while (pattern.starts_with("./")) pattern.remove_prefix(2);
    while (pattern.ends_with('/')) pattern.remove_suffix(1);
    plain.push_back((taken_back ? "!" : "") + std::string(pattern));
  }
  return GlobListMatch(plain, folder, Dialect::kShell);
}

}  // namespace avouch::notation
