// What dpkg has installed: var/lib/dpkg/status, and status.d/NAME of images
// without a package manager; what opkg has, in the same form; licences from
// copyright files.
//
// Spec: dpkg-query(1), deb822(5), Debian Policy 7; machine-readable
// copyright 1.0. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// lib/dpkg/status, and lib/dpkg/status.d/NAME but for NAME.md5sums, below any
// folder.
[[nodiscard]] bool IsDpkgStatus(const Path& path);

// Format "dpkg-status". Components are the packages whose files are there:
// installed, also while triggers or their configuration wait (a note says so);
// in status.d each. Qualifiers: "arch", and "upstream" ("name@version") where
// the source is called or counted otherwise. Supplier is the maintainer without
// address. Edges are Depends and Pre-Depends. A package without name or version
// is a note with its line. Fails with kMalformed when no line is a field.
[[nodiscard]] Result<model::Manifest> ReadDpkgStatus(const Path& path, BytesView bytes);

// The same of opkg: format "opkg-status", ecosystem kOther.
[[nodiscard]] Result<model::Manifest> ReadOpkgPackages(const Path& path, BytesView bytes);

// Short names of the licences in usr/share/doc/NAME/copyright, each once, in
// order: of License fields, or, in a file of plain words, of the common
// licences it points to. Empty when it names none.
[[nodiscard]] std::vector<std::string> ReadDebianCopyright(BytesView bytes);

}  // namespace avouch::formats
