// What packages of RubyGems, crates.io, npm, Alpine and Debian say of themselves, in the files
// of metadata that lie in them.
//
// Spec: RubyGems' Gem::Specification as YAML; the Cargo Book, "The Manifest Format";
// docs.npmjs.com, "package.json"; apk's .PKGINFO (abuild); deb-control(5). Each gives the package
// as the one component, and as requirements what it asks for where it is used: not what its
// makers work with. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// `path` is the archive's, for places and errors. Each fails with kMalformed where the text is
// none of its kind, or has no name or no version.

// A platform other than "ruby" is a qualifier.
[[nodiscard]] Result<model::Manifest> ReadGemMetadata(const Path& path, BytesView bytes);
// Cargo.toml as it is published; the supplier is its first author.
[[nodiscard]] Result<model::Manifest> ReadCrateMetadata(const Path& path, BytesView bytes);
[[nodiscard]] Result<model::Manifest> ReadNpmMetadata(const Path& path, BytesView bytes);
// Qualifiers "arch", and "upstream" where the origin is called otherwise. Left: needs of
// libraries, commands and files, which are no names of packages.
[[nodiscard]] Result<model::Manifest> ReadPkgInfo(const Path& path, BytesView bytes);
// As of dpkg's status (dpkg_status.h), with Depends and Pre-Depends; of alternatives the first,
// the others as its condition.
[[nodiscard]] Result<model::Manifest> ReadDebianControl(const Path& path, BytesView bytes);

}  // namespace avouch::formats
