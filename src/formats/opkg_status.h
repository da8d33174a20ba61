// What opkg has installed: OpenWrt and Yocto images.
//
// Spec: opkg's status file, which is dpkg's in form. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// lib/opkg/status below any folder (usr, var or the root).
[[nodiscard]] bool IsOpkgStatus(const Path& path);

// Format "opkg-status"; as formats/dpkg_status.h says of dpkg's.
[[nodiscard]] Result<model::Manifest> ReadOpkgStatus(const Path& path, BytesView bytes);

}  // namespace avouch::formats
