#include "os/environment.h"

#include <cstdlib>

namespace avouch::os {
namespace {

std::optional<std::string> AbsolutePath(const char* name) {
  std::optional<std::string> value = Environment(name);
  if (!value || value->empty() || value->front() != '/') return std::nullopt;
  return value;
}

std::optional<std::string> Folder(const char* variable, const char* below_home) {
  if (auto folder = AbsolutePath(variable)) return *folder + "/avouch";
  if (auto home = AbsolutePath("HOME")) return *home + below_home + "/avouch";
  return std::nullopt;
}

}  // namespace

std::optional<std::string> Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::nullopt : std::optional<std::string>(value);
}

std::optional<std::string> CacheFolder() { return Folder("XDG_CACHE_HOME", "/.cache"); }

std::optional<std::string> StateFolder() { return Folder("XDG_STATE_HOME", "/.local/state"); }

}  // namespace avouch::os
