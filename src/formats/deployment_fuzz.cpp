// Any bytes: as a manifest of Kubernetes, a kustomization, the values of a chart.

#include <cstddef>
#include <cstdint>

#include "formats/deployment.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  (void)formats::LooksLikeKubernetes(bytes);
  (void)formats::ReadKubernetes("pod.yaml", bytes);
  (void)formats::ReadKustomization("kustomization.yaml", bytes);
  (void)formats::ReadHelmValues("values.yaml", bytes);
  return 0;
}
