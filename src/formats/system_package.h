// Packages of Debian and of RPM as files.
//
// Spec: deb(5); rpm's "Package Format" (lead, signature, header). What they install is not
// unpacked to anywhere. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "formats/rpm_header.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsSystemPackage(const Path& path);  // .deb .udeb .ddeb .ipk .rpm

// Format "deb-archive": the package, with the licences of its own copyright file where that is
// among the first kMaxDebianData bytes; requirements as of ReadDebianControl. `name` of the
// manifest is "ubuntu" where the version says so.
// Format "rpm-archive": as of rpm's database; requirements by names of packages, not those by
// libraries, files and features. `name` is the id of the distribution that its vendor is.
// Fails with kMalformed where it is none, or ends early; kUnsupported where its control part is
// packed in a way that nothing here unpacks.
[[nodiscard]] Result<model::Manifest> ReadSystemPackage(const Path& path, BytesView bytes);

// The package of one RPM header: version with release, and with the epoch that is also a
// qualifier, as "arch" and "upstream" are.
[[nodiscard]] model::Component ComponentOf(const RpmHeader& header, const Path& path);

}  // namespace avouch::formats
