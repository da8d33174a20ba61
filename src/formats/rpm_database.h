// What rpm has installed: rpmdb.sqlite, Packages.db and Packages.
//
// Spec: rpm-query(8), rpm's "Package Format" and "Tags". Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// A file of one of these names in lib/rpm, lib/sysimage/rpm or share/rpm below
// any folder.
[[nodiscard]] bool IsRpmDatabase(const Path& path);

// Format "rpm-database". A version is as rpm compares it,
// "epoch:version-release", the epoch where it is not 0; qualifiers "arch",
// "epoch" (then a purl's version has none), "upstream" (the source package's
// file). Edges are Requires, met by names, provides and files; what begins with
// rpmlib( or if( is none. The keys kept as gpg-pubkey are no packages and are a
// note. Places have no line. Fails as ForEachRpmBlob does.
[[nodiscard]] Result<model::Manifest> ReadRpmDatabase(const Path& path, BytesView bytes);

}  // namespace avouch::formats
