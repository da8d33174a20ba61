#include "formats/opkg_status.h"

#include "formats/dpkg_status.h"

namespace avouch::formats {

bool IsOpkgStatus(const Path& path) {
  const std::string_view folder = path.folder();
  return path.name() == "status" && (folder == "lib/opkg" || folder.ends_with("/lib/opkg"));
}

Result<model::Manifest> ReadOpkgStatus(const Path& path, BytesView bytes) {
  return ReadOpkgPackages(path, bytes);
}

}  // namespace avouch::formats
