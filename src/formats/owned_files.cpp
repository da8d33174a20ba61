#include "formats/owned_files.h"

#include <string>

#include "formats/apk_installed.h"
#include "formats/rpm_blobs.h"
#include "formats/rpm_database.h"
#include "formats/rpm_header.h"

namespace avouch::formats {
namespace {

using Each = std::function<void(std::string_view, std::string_view)>;

constexpr std::string_view kList = ".list", kSums = ".md5sums";

template <class Line>
void ForEachLine(BytesView bytes, Line line) {
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    line(bytes.substr(0, end));
    bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
  }
}

void DpkgFiles(const Path& path, BytesView bytes, const Each& file) {
  std::string_view package = path.name();
  const bool sums = package.ends_with(kSums);
  package.remove_suffix(sums ? kSums.size() : kList.size());
  package = package.substr(0, package.find(':'));
  ForEachLine(bytes, [&](std::string_view line) {
    if (sums) {  // "DIGEST  usr/bin/tea"
      const std::size_t blank = line.find("  ");
      line = blank == line.npos ? std::string_view() : line.substr(blank + 2);
    }
    while (line.starts_with('/')) line.remove_prefix(1);
    if (!line.empty() && line != ".") file(package, line);
  });
}

void ApkFiles(BytesView bytes, const Each& file) {
  std::string_view package, folder;
  std::string whole;
  ForEachLine(bytes, [&](std::string_view line) {
    if (line.size() < 2 || line[1] != ':') return;
    const std::string_view value = line.substr(2);
    if (line[0] == 'P') package = value, folder = {};
    if (line[0] == 'F') folder = value;
    if (line[0] != 'R') return;
    whole.assign(folder).append(folder.empty() ? "" : "/").append(value);
    file(package, whole);
  });
}

void RpmFiles(BytesView bytes, const Each& file) {
  std::string whole;
  (void)ForEachRpmBlob(
      bytes,
      [&](BytesView blob) {
        const auto header = RpmHeader::Read(blob);
        if (!header) return;
        const std::string_view package = header->Text(RpmTag::kName);
        const auto folders = header->Texts(RpmTag::kFolderNames);
        const auto which = header->Numbers(RpmTag::kFolderIndexes);
        const auto names = header->Texts(RpmTag::kFileNames);
        for (std::size_t i = 0; i < names.size() && i < which.size(); ++i) {
          if (which[i] >= folders.size()) continue;
          std::string_view folder = folders[which[i]];
          while (folder.starts_with('/')) folder.remove_prefix(1);
          whole.assign(folder).append(names[i]);
          file(package, whole);
        }
      },
      nullptr);
}

bool IsUnder(std::string_view path, std::string_view folder) {
  const std::size_t slash = path.rfind('/');
  if (slash == path.npos) return false;
  path = path.substr(0, slash);
  return path.ends_with(folder) &&
         (path.size() == folder.size() || path[path.size() - folder.size() - 1] == '/');
}

}  // namespace

bool IsDpkgFileList(std::string_view path) {
  if (path.ends_with(kList)) return IsUnder(path, "lib/dpkg/info");
  return path.ends_with(kSums) && IsUnder(path, "lib/dpkg/status.d");
}

void ForEachOwnedFile(const Path& path, BytesView bytes, const Each& file) {
  if (IsDpkgFileList(path.bytes)) return DpkgFiles(path, bytes, file);
  if (IsApkInstalled(path)) return ApkFiles(bytes, file);
  if (IsRpmDatabase(path)) RpmFiles(bytes, file);
}

}  // namespace avouch::formats
