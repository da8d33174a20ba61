#include "collect/inventory_readers.h"

#include <utility>

#include "formats/archive.h"
#include "formats/binary.h"

namespace avouch::collect {

ContentReaders DefaultContentReaders() {
  ContentReaders out;
  out.is_program = formats::IsBinary;
  out.read_program = [](const Path& path, BytesView bytes, bool owned) {
    formats::BinaryOptions options;
    options.marks = !owned;
    return formats::ReadBinary(path, bytes, options);
  };
  out.is_archive = [](std::string_view path) { return formats::IsArchive(Path(path)); };
  out.read_archive = [](const Path& path, BytesView bytes) -> Result<std::vector<model::Manifest>> {
    auto manifest = formats::ReadArchive(path, bytes);
    std::vector<model::Manifest> all;
    if (manifest)
      all.push_back(std::move(*manifest));
    else if (manifest.error().kind != ErrorKind::kUnsupported || !formats::MayBeNoPackage(path))
      return std::unexpected(std::move(manifest.error()));
    return all;
  };
  return out;
}

}  // namespace avouch::collect
