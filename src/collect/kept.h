// What others published and is kept in the tree as they published it: packages as archives
// (wheelhouse, offline cache, vendor/cache, libs), vendored crates with their sums, npm's record
// of what it installed, programs.
//
// Sources: The Cargo Book (directory sources), Yarn (offline mirror, zero-installs), the file
// names that pip, NuGet, RubyGems and Maven give. Facts only: whose digest is right is decided
// elsewhere. Reads through source::Tree; any number of threads gives the same.

#pragma once

#include <vector>

#include "base/bytes.h"
#include "collect/origin.h"
#include "model/component.h"
#include "model/product.h"
#include "source/tree.h"

namespace avouch::collect {

// Manifests, no locks:
//   "kept-packages"    of one kind in one folder: each archive by the name and version that it
//                      gives itself, else its file name; digests of its bytes; `place` the file
//   "kept-programs"    of one folder: libraries and programs without a source here
//   "cargo-vendor"     of one folder: each crate by its Cargo.toml; digests: what its sums say of
//                      its package, if every file is as they say; none where that cannot be told
//   "cargo-changed"    files of vendored crates that are not as their sums say: name is the crate,
//                      digests what is told and what is found
//   "npm-hidden-lock"  node_modules/.package-lock.json
// Tests, examples and what avouch.yaml excludes are passed by. Bytes are bounded: beyond, there are
// no digests.
[[nodiscard]] std::vector<model::Manifest> FindKept(const source::Tree& tree,
                                                    const Origins& origins,
                                                    const model::Product& product, int threads);

// One of Yarn's own archives by its place, and as "kept-packages" says it.
[[nodiscard]] bool IsYarnArchive(const Path& path);
[[nodiscard]] model::Manifest ReadYarnArchive(const Path& path, BytesView bytes);

}  // namespace avouch::collect
