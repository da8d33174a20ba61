// Any bytes: as a package of each kind, as the texts of metadata that lie in them.

#include <cstddef>
#include <cstdint>

#include "formats/archive.h"
#include "formats/package_metadata.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  namespace formats = avouch::formats;
  const avouch::BytesView bytes(reinterpret_cast<const char*>(data), size);
  for (const char* path : {"a-1.gem", "a-1.crate", "a-1.tgz", "a-1.tar.gz", "a-1-0.tar.bz2",
                           "a-1.apk", "a.deb", "a.ipk", "a.rpm", "a.vsix", "a.conda", "a.ipa"})
    (void)formats::ReadArchive(path, bytes, {.digests = false});
  (void)formats::ReadGemMetadata("a.gem", bytes);
  (void)formats::ReadCrateMetadata("a.crate", bytes);
  (void)formats::ReadNpmMetadata("a.tgz", bytes);
  (void)formats::ReadPkgInfo("a.apk", bytes);
  (void)formats::ReadDebianControl("a.deb", bytes);
  return 0;
}
