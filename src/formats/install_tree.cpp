#include "formats/install_tree.h"

#include <functional>

namespace avouch::formats {
namespace {

std::size_t HashOf(std::uint32_t parent, std::size_t name) {
  return name + parent * std::size_t{0x9E3779B97F4A7C15};
}

}  // namespace

std::uint32_t InstallTree::AddFolder(std::uint32_t parent) {
  spots_.push_back({parent, false, {}});
  return static_cast<std::uint32_t>(spots_.size() - 1);
}

std::uint32_t InstallTree::Add(std::uint32_t parent, std::string_view name) {
  const std::uint32_t spot = AddFolder(parent);
  spots_[spot].name = name;
  spots_[parent].holds = true;
  const std::size_t hash = HashOf(parent, std::hash<std::string_view>()(name));
  if (Child(parent, name, hash) == kNone) children_.Add(hash, spot);
  return spot;
}

std::uint32_t InstallTree::Child(std::uint32_t parent, std::string_view name,
                                 std::size_t hash) const {
  return children_.Find(hash, [&](std::uint32_t spot) {
    return spots_[spot].parent == parent && spots_[spot].name == name;
  });
}

std::uint32_t InstallTree::Find(std::uint32_t from, std::string_view name) const {
  const std::size_t hash = std::hash<std::string_view>()(name);
  for (int level = 0; from != kNone && level < kMaxLevels; ++level, from = spots_[from].parent) {
    if (!spots_[from].holds) continue;
    const std::uint32_t found = Child(from, name, HashOf(from, hash));
    if (found != kNone) return found;
  }
  return kNone;
}

}  // namespace avouch::formats
