// Which files the packages of a system's own package manager brought: dpkg's lists, apk's
// and rpm's databases.
//
// Spec: dpkg-query(1) --listfiles; apk(5); RPM tags DIRNAMES, DIRINDEXES, BASENAMES.
// Pure; any thread.

#pragma once

#include <functional>
#include <string_view>

#include "base/bytes.h"
#include "base/path.h"

namespace avouch::formats {

// lib/dpkg/info/NAME.list or NAME:ARCH.list, and status.d/NAME.md5sums of images without dpkg.
[[nodiscard]] bool IsDpkgFileList(std::string_view path);

// Calls `file` with (package, path) of each file, path as "usr/bin/tea", for a list of dpkg's,
// an apk database or an RPM database, by `path`. Views live for the call. What cannot be read
// is skipped: it then has no owner.
void ForEachOwnedFile(const Path& path, BytesView bytes,
                      const std::function<void(std::string_view, std::string_view)>& file);

}  // namespace avouch::formats
