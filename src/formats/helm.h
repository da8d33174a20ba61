// Charts of Helm: Chart.yaml and Chart.lock.
//
// Spec: helm.sh, "Charts", sections "The Chart.yaml File" and "Chart Dependencies".
// Pure; any thread.

#pragma once

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/component.h"

namespace avouch::formats {

[[nodiscard]] bool IsHelm(const Path& path);

// Format "helm-lock"; a lock. Every chart in it is direct; a repository "file://..." is
// kPath. Its "digest" is of what was asked for and not of the charts: no digest of any.
// Format "helm-chart": dependencies are requirements with their condition; the Kubernetes it
// asks for is a tool.
// Fails with kMalformed when it is not YAML or no map.
[[nodiscard]] Result<model::Manifest> ReadHelm(const Path& path, BytesView bytes);

}  // namespace avouch::formats
