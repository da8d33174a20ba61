// ivy.xml, what a build of Ant and Ivy asks for.
//
// Spec: ant.apache.org/ivy, "Ivy Files": info, configurations, dependencies. Bytes in, value out;
// any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsIvy(const Path& path);

// Format "ivy", no lock; names are "organisation:module". group is "" where a configuration that
// programs run with asks (compile, default, master, runtime, or all), "test", "provided",
// "build", else the configuration; of several the one nearest to customers. Nothing is exact:
// Ivy takes the newest that is asked for. What a property would have to tell is a note.
// Fails with kMalformed when it is no XML or its root is not <ivy-module>; kTooLarge.
[[nodiscard]] Result<model::Manifest> ReadIvy(const Path& path, BytesView bytes);

}  // namespace avouch::formats
