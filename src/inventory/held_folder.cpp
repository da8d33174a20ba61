#include "inventory/held_folder.h"

#include "base/path.h"

namespace avouch::inventory {
namespace {

std::string_view Above(std::string_view folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == folder.npos ? std::string_view() : folder.substr(0, slash);
}

}  // namespace

std::string_view HeldFolder(const model::Manifest& lock) {
  std::string_view folder = lock.path.folder();
  if (lock.format == "gradle-verification") return Above(folder);
  constexpr std::string_view kInside = "/xcshareddata/swiftpm";
  if (!folder.ends_with(kInside)) return folder;
  folder.remove_suffix(kInside.size());
  if (folder.ends_with(".xcodeproj/project.xcworkspace")) folder = Above(folder);
  const bool xcode = folder.ends_with(".xcodeproj") || folder.ends_with(".xcworkspace");
  return xcode ? Above(folder) : lock.path.folder();
}

}  // namespace avouch::inventory
