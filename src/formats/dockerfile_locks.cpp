#include "formats/dockerfile_locks.h"

#include <algorithm>

#include "base/path.h"
#include "notation/glob.h"

namespace avouch::formats {

LockNames LockNamesOf(const model::Deed& install) {
  const std::string_view tool = install.tool;
  if (tool == "composer") return {"composer.json", {"composer.lock"}};
  if (tool == "poetry") return {"pyproject.toml", {"poetry.lock"}};
  if (tool == "pnpm") return {"package.json", {"pnpm-lock.yaml"}};
  if (tool == "yarn") return {"package.json", {"yarn.lock"}};
  if (tool == "bun") return {"package.json", {"bun.lock", "bun.lockb"}};
  return {};
}

bool MayBring(std::string_view source, std::string_view name) {
  while (source.ends_with('/')) source.remove_suffix(1);
  const std::string_view last = PathName(source);
  if (last.empty() || last == "." || last == ".." || source.find('$') != source.npos) return true;
  if (last.find_first_of("*?[") != last.npos &&
      notation::GlobMatch(last, name, notation::Dialect::kShell))
    return true;
  // A name without an ending is a folder's, and may hold anything.
  return last == name || last.find('.', 1) == last.npos;
}

void LoosenWithoutLock(const std::vector<std::string>& sources, model::Deed& install) {
  if (install.kind != model::DeedKind::kInstall || !install.locked) return;
  const LockNames names = LockNamesOf(install);
  const auto brings = [&](std::string_view name) {
    return std::ranges::any_of(sources,
                               [&](const std::string& source) { return MayBring(source, name); });
  };
  if (names.locks.empty() || !brings(names.manifest) ||
      std::ranges::any_of(names.locks, [&](std::string_view lock) { return brings(lock); }))
    return;
  install.locked = false;
  install.text += "  (" + std::string(names.locks[0]) + " is not copied in)";
}

}  // namespace avouch::formats
