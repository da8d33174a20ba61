#include "formats/known_manifests.h"

#include <string>
#include <string_view>

namespace avouch::formats {
namespace {

using model::Ecosystem;

// A pattern is a file's whole name, or "*end" or "start*", or "start*end".
struct Row {
  std::string_view pattern;
  Ecosystem ecosystem;
  std::string_view format;
};

constexpr Row kRows[] = {
    {"bower.json", Ecosystem::kNpm, "bower"},     {"Gopkg.toml", Ecosystem::kGo, "dep"},
    {"Gopkg.lock", Ecosystem::kGo, "dep-lock"},   {"glide.yaml", Ecosystem::kGo, "glide"},
    {"glide.lock", Ecosystem::kGo, "glide-lock"}, {"flake.nix", Ecosystem::kNix, "nix-flake"},
};

bool Matches(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == pattern.npos) return pattern == name;
  const std::string_view start = pattern.substr(0, star), end = pattern.substr(star + 1);
  return name.size() > start.size() + end.size() && name.starts_with(start) && name.ends_with(end);
}

}  // namespace

std::optional<model::UnreadManifest> KnownManifest(const Path& path) {
  const std::string_view name = path.name();
  for (const Row& row : kRows)
    if (Matches(row.pattern, name))
      return model::UnreadManifest{row.ecosystem, std::string(row.format), path};
  return std::nullopt;
}

}  // namespace avouch::formats
