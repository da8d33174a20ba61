// Packages that are tar archives: gems, crates, npm's, Python's source distributions, Helm's
// charts, conda's older ones, Alpine's.
//
// Spec: RubyGems, Gem::Package; the Cargo Book, "cargo package"; docs.npmjs.com, "npm pack";
// Python packaging, "Source distribution format"; helm.sh, "The Chart File Structure"; conda's
// "Package specification"; apk's "v2 package format". Nothing is unpacked to anywhere; links are
// not followed. Pure; any thread.

#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "container/byte_stream.h"
#include "formats/limits.h"
#include "model/component.h"

namespace avouch::formats {

// By name: .gem .crate .tgz .tar.gz .tar.bz2 .apk.
[[nodiscard]] bool IsTarPackage(const Path& path);

// Formats "gem-archive", "crate-archive", "npm-archive", "sdist-archive", "helm-archive",
// "conda-archive", "apk-archive": the package first; of a chart also those that lie in it. Of a
// file of metadata that is there twice the last counts, as for those who unpack it, and a note
// says so. No more than `most` bytes are unpacked, and never more than kMaxTarPackage.
// Fails with kUnsupported where it is no package of these (any archive may be called .tar.gz),
// kMalformed where it is none but should be by its name, or its metadata cannot be read.
[[nodiscard]] Result<model::Manifest> ReadTarPackage(const Path& path, BytesView bytes,
                                                     std::uint64_t most = kMaxTarPackage);

// info/index.json of the tar in `stream`: format "conda-archive".
[[nodiscard]] Result<model::Manifest> ReadCondaInfo(const Path& path,
                                                    container::ByteStream& stream);

// The files of one tar, in order, by their names without "./". Names that lead out are counted
// and passed by. `wants` is asked of each file; what it wants goes to `take`, which ends the walk
// with false. Fails as the stream does; kTooLarge: a wanted file above kMaxMetadata.
struct TarWalk {
  long long outside = 0;  // Names that lead out
  long long linked = 0;   // Wanted names that are links
};
[[nodiscard]] Result<TarWalk> WalkTar(container::ByteStream& stream,
                                      const std::function<bool(std::string_view)>& wants,
                                      const std::function<bool(std::string_view, BytesView)>& take);

}  // namespace avouch::formats
