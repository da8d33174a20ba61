#include "formats/os_release.h"

#include <utility>

#include "base/text.h"
#include "formats/manifest_reading.h"

namespace avouch::formats {
namespace {

// A shell value: in quotes of either kind, or bare; backslashes only in double
// quotes.
std::string Unquoted(std::string_view value) {
  value = Trim(value);
  if (value.size() < 2 || (value.front() != '"' && value.front() != '\''))
    return std::string(value);
  const char quote = value.front();
  std::string out;
  for (std::size_t i = 1; i < value.size() && value[i] != quote; ++i) {
    if (quote == '"' && value[i] == '\\' && i + 1 < value.size()) ++i;
    out += value[i];
  }
  return out;
}

struct Said {
  std::string id, version_id, build_id, vendor, home;
};

std::string* FieldIn(Said& said, std::string_view name) {
  if (name == "ID") return &said.id;
  if (name == "VERSION_ID") return &said.version_id;
  if (name == "BUILD_ID") return &said.build_id;
  if (name == "VENDOR_NAME") return &said.vendor;
  return name == "HOME_URL" ? &said.home : nullptr;
}

}  // namespace

bool IsOsRelease(const Path& path) {
  if (path.name() != "os-release") return false;
  const std::string_view folder = path.folder();
  return folder == "etc" || folder == "usr/lib" || folder.ends_with("/etc") ||
         folder.ends_with("/usr/lib");
}

Result<model::Manifest> ReadOsRelease(const Path& path, BytesView bytes) {
  model::Manifest manifest;
  manifest.format = "os-release";
  manifest.path = path;
  Said said;
  int line = 0, first = 0;
  for (std::string_view text : Lines(WithoutBom(bytes))) {
    ++line;
    const std::size_t equals = text.find('=');
    if (equals == text.npos || text.starts_with('#')) continue;
    if (first == 0) first = line;
    const std::string_view name = Trim(text.substr(0, equals));
    if (std::string* field = FieldIn(said, name)) *field = Unquoted(text.substr(equals + 1));
    if (name == "ID") first = line;
  }
  if (first == 0) return FailAt(path, 1, "no line is an assignment");
  model::Component system;
  if (said.id.empty()) manifest.notes.emplace_back("no ID: \"linux\", as the specification says");
  system.name = said.id.empty() ? "linux" : said.id;
  system.version = said.version_id.empty() ? said.build_id : said.version_id;
  system.origin = said.home;
  system.place = {path, first};
  system.detail.supplier = said.vendor;
  system.detail.direct = true;
  system.detail.qualifiers.emplace_back(
      "distro", system.name + (system.version.empty() ? "" : "-" + system.version));
  manifest.name = system.name;
  manifest.version = system.version;
  manifest.components.push_back(std::move(system));
  return manifest;
}

}  // namespace avouch::formats
