// Any bytes: as a jar, a wheel and a NuGet package; as the texts that lie in them.

#include <cstddef>
#include <cstdint>

#include "formats/archive.h"
#include "formats/jar_identity.h"
#include "formats/nuspec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"a-1.jar", "a.whl", "a.nupkg"})
    (void)formats::ReadArchive(path, bytes, {.digests = false});
  const auto manifest = formats::ReadJarManifest(bytes);
  (void)formats::ManifestLicences(manifest);
  (void)formats::NameByManifest(manifest, bytes.substr(0, 100));
  (void)formats::OwnPom({formats::ReadPomProperties(bytes)}, bytes.substr(0, 100));
  (void)formats::ReadNuspec("a.nuspec", bytes);
  return 0;
}
