#include <algorithm>

#include "base/text.h"
#include "collect/called.h"

namespace avouch::collect {
namespace {

// "$DIR/ci/x.sum", "./ci/x.sum", "/src/ci/x.sum": what may stand in the tree.
std::string_view InTree(std::string_view path) {
  if (const std::size_t variable = path.rfind('$'); variable != path.npos) {
    const std::size_t slash = path.find('/', variable);
    path = slash == path.npos ? std::string_view() : path.substr(slash);
  }
  while (path.starts_with("./") || path.starts_with("../") || path.starts_with('/'))
    path.remove_prefix(path.find('/') + 1);
  return path;
}

// The file that a path of a build names, from the root or from a folder on either side.
bool IsSame(std::string_view entry, std::string_view path) {
  return entry == path || entry.ends_with("/" + std::string(path)) ||
         path.ends_with("/" + std::string(entry));
}

}  // namespace

void Follower::Confirm(std::vector<model::Reference>& references) {
  for (auto& reference : references) {
    std::string_view file = reference.comment;
    if (!file.starts_with(model::kCheckedBy)) continue;
    file.remove_prefix(model::kCheckedBy.size());
    const bool elsewhere = file.starts_with("/tmp/") || file.starts_with("/var/") ||
                           file.starts_with('~') || file.starts_with("$HOME");
    const std::string_view path = InTree(file);
    HasFolder("");
    const auto named = by_name_.find(PathName(path));
    const bool tracked =
        !elsewhere && !path.empty() && named != by_name_.end() &&
        std::ranges::any_of(named->second, [&](const source::Entry* entry) {
          return entry->kind == source::EntryKind::kFile && IsSame(entry->path.bytes, path);
        });
    if (tracked && reference.pin != model::Pin::kCommit) reference.pin = model::Pin::kDigest;
    reference.comment.clear();
  }
}

}  // namespace avouch::collect
