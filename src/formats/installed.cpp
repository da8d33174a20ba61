#include "formats/installed.h"

#include <utility>

#include "formats/apk_installed.h"
#include "formats/dpkg_status.h"
#include "formats/java_runtime.h"
#include "formats/opkg_status.h"
#include "formats/os_release.h"
#include "formats/rpm_database.h"
#include "formats/snap_record.h"

namespace avouch::formats {
namespace {

template <auto Read>
Result<Reading> As(const Path& path, BytesView bytes) {
  auto value = Read(path, bytes);
  if (!value) return std::unexpected(std::move(value.error()));
  return Reading(std::move(*value));
}

constexpr Format kFormats[] = {
    {"dpkg-status", "installed", IsDpkgStatus, As<ReadDpkgStatus>},
    {"opkg-status", "installed", IsOpkgStatus, As<ReadOpkgStatus>},
    {"apk-installed", "installed", IsApkInstalled, As<ReadApkInstalled>},
    {"rpm-database", "installed", IsRpmDatabase, As<ReadRpmDatabase>},
    {"os-release", "installed", IsOsRelease, As<ReadOsRelease>},
    {"snap-record", "installed", IsSnapRecord, As<ReadSnapRecord>},
    {"java-runtime", "installed", IsJavaRuntime, As<ReadJavaRuntime>},
};

}  // namespace

std::span<const Format> InstalledFormats() { return kFormats; }

const Format* InstalledFormatOf(const Path& path) {
  for (const auto& format : kFormats)
    if (format.matches(path)) return &format;
  return nullptr;
}

}  // namespace avouch::formats
