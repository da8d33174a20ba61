// Which Java runtime lies in a folder: its file "release".
//
// Spec: JEP 223 and what the JDK's own build writes there. Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

// "release" in a folder of "jvm" or "java", or in one that is called after a JDK, JRE or GraalVM.
[[nodiscard]] bool IsJavaRuntime(const Path& path);

// Format "java-runtime-installed": one component, "jdk" or "jre" as IMAGE_TYPE or the folder's
// name says ("java" where neither does); version JAVA_RUNTIME_VERSION, else JAVA_VERSION;
// supplier IMPLEMENTOR. A file without a version is a note and no component. Never fails.
[[nodiscard]] Result<model::Manifest> ReadJavaRuntime(const Path& path, BytesView bytes);

}  // namespace avouch::formats
