#include "app/organisation_follow.h"

#include "base/path.h"
#include "base/text.h"
#include "os/file.h"

namespace avouch::app {
namespace {

// An address, git's own "host:path" among them, or a place that starts at a root.
bool LeadsAway(const std::string& at) {
  return at.starts_with('/') || at.starts_with('~') || at.find(':') != std::string::npos;
}

bool IsFolder(const std::string& path) { return os::KindOf(path) == os::FileKind::kFolder; }

}  // namespace

Result<std::string> FollowOrganisation(const model::Product& product, const FollowFrom& from,
                                       SaidSources& sources, std::vector<std::string>& notes) {
  const std::string& at = product.organisation;
  if (at.empty() || sources.organisation != nullptr) return std::string();
  const auto leave = [&](const std::string& why) -> std::string {
    notes.push_back("organisation: " + at + " is not followed: " + why);
    return {};
  };
  if (LeadsAway(at))
    return leave("only a folder beside the product is; --org FOLDER reads another");
  if (from.work_tree.empty()) return leave("nothing is beside a bare repository; --org FOLDER");
  std::string folder = JoinPath(from.work_tree, from.prefix) + "/" + at;
  if (!IsFolder(folder)) folder = from.work_tree + "/" + at;
  if (!IsFolder(folder)) return leave("no such folder here; --org FOLDER says where it is");
  auto opened = OpenSaid(folder, {});
  if (!opened && opened.error().kind == ErrorKind::kNotFound) return leave(opened.error().what);
  if (!opened) return std::unexpected(opened.error());
  const std::string_view name = PathName(from.work_tree);
  if (!opened->organisation->Names(product.name, name))
    return leave(
        "its avouch.org.yaml names this product neither under repositories: nor under "
        "products:; --org FOLDER reads it all the same");
  sources.organisation = std::move(opened->organisation);
  return folder;
}

}  // namespace avouch::app
