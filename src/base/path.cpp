#include "base/path.h"

#include "base/text.h"

namespace avouch {

std::string_view PathName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string_view PathFolder(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? std::string_view() : path.substr(0, slash);
}

std::string_view PathExtension(std::string_view path) {
  const std::string_view last = PathName(path);
  const std::size_t dot = last.rfind('.');
  return dot == last.npos || dot == 0 ? std::string_view() : last.substr(dot + 1);
}

std::string_view Path::name() const& { return PathName(bytes); }
std::string_view Path::folder() const& { return PathFolder(bytes); }
std::string_view Path::extension() const& { return PathExtension(bytes); }

bool Path::IsUnder(std::string_view folder) const {
  if (folder.empty()) return true;
  return bytes.starts_with(folder) &&
         (bytes.size() == folder.size() || bytes[folder.size()] == '/');
}

std::string ResolvePath(std::string_view folder, std::string_view relative) {
  std::vector<std::string> parts;
  auto walk = [&](std::string_view text) {
    for (auto part : Split(text, '/')) {
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.emplace_back(part);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!relative.starts_with('/') && !walk(folder)) return {};
  if (!walk(relative)) return {};
  return Join(parts, "/");
}

std::string JoinPath(std::string_view folder, std::string_view name) {
  if (folder.empty()) return std::string(name);
  return std::string(folder) + "/" + std::string(name);
}

}  // namespace avouch
