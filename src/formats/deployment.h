// What is deployed: images that Kubernetes manifests, kustomizations and the values of Helm
// charts name.
//
// Spec: kubernetes.io, the API's PodSpec, by shape and not by kind, so that resources of others
// that hold pods are read too; kubectl.docs.kubernetes.io, "kustomization"; helm.sh, "Values
// Files". Templates are not filled in. Pure; any thread.

#pragma once

#include <optional>

#include "base/bytes.h"
#include "base/path.h"
#include "base/result.h"
#include "model/container.h"

namespace avouch::formats {

// By its name it may be one: .yaml, .yml, Kustomization.
[[nodiscard]] bool MayBeDeployment(const Path& path);
// Nearly all YAML files are none, which their bytes tell without being parsed: one with apiVersion
// and kind at the start of lines and an image somewhere.
[[nodiscard]] bool LooksLikeKubernetes(BytesView bytes);

// A service for each container of each document, named "kind/name container": containers,
// initContainers, ephemeralContainers, and volumes that are images. In a List likewise. Nothing
// where no document has any.
// Fails with kMalformed where it is no YAML.
[[nodiscard]] Result<std::optional<model::Compose>> ReadKubernetes(const Path& path,
                                                                   BytesView bytes);

[[nodiscard]] bool IsKustomization(const Path& path);  // kustomization.yaml, .yml, Kustomization
// `images:` that get another name, tag or digest; resources and components from elsewhere, as
// checkouts. Charts that it takes in are notes. Fails as ReadKubernetes does.
[[nodiscard]] Result<model::Compose> ReadKustomization(const Path& path, BytesView bytes);

// values.yaml of a chart: each map under a key that is or ends in "image", with `repository` and
// perhaps `registry`, `tag` and `digest`, and each such key with a text. Without a tag the chart's
// appVersion counts in most charts: kVariable. Fails as ReadKubernetes does.
[[nodiscard]] Result<model::Compose> ReadHelmValues(const Path& path, BytesView bytes);

}  // namespace avouch::formats
