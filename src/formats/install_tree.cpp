#include "formats/install_tree.h"

namespace avouch::formats {

std::uint32_t InstallTree::AddFolder(std::uint32_t parent) {
  spots_.push_back({parent, false});
  return static_cast<std::uint32_t>(spots_.size() - 1);
}

std::uint32_t InstallTree::Add(std::uint32_t parent, std::string_view name) {
  const std::uint32_t spot = AddFolder(parent);
  spots_[parent].holds = true;
  children_.try_emplace({parent, name}, spot);
  return spot;
}

std::uint32_t InstallTree::Find(std::uint32_t from, std::string_view name) const {
  for (int level = 0; from != kNone && level < kMaxLevels; ++level, from = spots_[from].parent) {
    if (!spots_[from].holds) continue;
    const auto found = children_.find({from, name});
    if (found != children_.end()) return found->second;
  }
  return kNone;
}

}  // namespace avouch::formats
