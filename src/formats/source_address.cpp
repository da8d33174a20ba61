#include "formats/source_address.h"

#include <algorithm>

#include "formats/manifest_reading.h"

namespace avouch::formats {

std::string VersionOfAddress(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  if (!url.starts_with("https://github.com/") && !url.starts_with("http://github.com/") &&
      url.find("/-/archive/") == url.npos)
    return {};
  for (const std::string_view part : {"/releases/download/", "/-/archive/", "/archive/refs/tags/",
                                      "/archive/refs/heads/", "/archive/"}) {
    const auto at = url.find(part);
    if (at == url.npos) continue;
    std::string_view rest = url.substr(at + part.size());
    const bool folder = part == "/releases/download/" || part == "/-/archive/";
    if (folder) return std::string(rest.substr(0, rest.find('/')));
    if (part == "/archive/refs/heads/") return {};
    for (const std::string_view end : {".tar.gz", ".zip", ".tgz", ".tar.bz2", ".tar.xz"})
      if (rest.ends_with(end)) return std::string(rest.substr(0, rest.size() - end.size()));
    return {};
  }
  return {};
}

bool IsMovingName(std::string_view tag) {
  if (tag.empty()) return true;
  if (IsCommitId(tag)) return false;
  return std::ranges::none_of(tag, [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace avouch::formats
