// gradle-wrapper.properties and maven-wrapper.properties: the build tool that a build fetches.
//
// Spec: docs.gradle.org, "The Gradle Wrapper"; maven.apache.org, "Maven Wrapper". Bytes in,
// value out; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsBuildWrapper(const Path& path);

// Formats "gradle-wrapper" and "maven-wrapper"; a lock: the tool is fetched in this version and,
// when distributionSha256Sum says so, with this digest. Components "gradle",
// "org.apache.maven:apache-maven" and "org.apache.maven.wrapper:maven-wrapper" in group "build",
// for development; their origin is the address. An address without a version, over plain HTTP,
// or none, is a note.
[[nodiscard]] Result<model::Manifest> ReadBuildWrapper(const Path& path, BytesView bytes);

}  // namespace avouch::formats
