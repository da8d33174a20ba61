// What Bazel builds are made of: MODULE.bazel, WORKSPACE, MODULE.bazel.lock, and the lock of
// Maven packages, maven_install.json.
//
// Spec: bazel.build, "MODULE.bazel files", "Bazel Lockfile", "repository rules: http, git";
// rules_jvm_external, "Pinning artifacts". Build files are programs: literals at the top are
// read, nothing is run. Bytes in, value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// Also *.MODULE.bazel, WORKSPACE.bazel, WORKSPACE.bzlmod, *_install.json of that kind, and *.bzl.
[[nodiscard]] bool IsBazel(const Path& path);

// "bazel-module", "bazel-workspace": bazel_dep is a requirement, the lowest that will do;
// archives and git repositories are components, with "sha256:..." or integrity as written;
// Maven packages are requirements in group "maven". "bazel-macros" (*.bzl): the same, wherever its
// functions fetch it, called or not; empty where nothing is fetched. "bazel-module-lock": the
// selected modules, a lock; the digest is of the registry's source.json, which has the archive's
// own, and is written "source-json-sha256:...". "bazel-maven-lock": a lock of ecosystem Maven with
// the jars' SHA-256 and edges. Fails with kMalformed for what is no Starlark or JSON, or not these;
// kUnsupported for a version not yet known; kTooLarge.
[[nodiscard]] Result<model::Manifest> ReadBazel(const Path& path, BytesView bytes);

}  // namespace avouch::formats
