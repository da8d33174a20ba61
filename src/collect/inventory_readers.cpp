#include "collect/inventory_readers.h"

#include <utility>

#include "base/text.h"
#include "collect/kept.h"
#include "crypto/hash.h"
#include "formats/archive.h"
#include "formats/binary.h"

namespace avouch::collect {
namespace {

// With the digest that locks of its kind write, too, so that a lock beside it can be held to it.
Result<std::vector<model::Manifest>> ReadPackage(const Path& path, BytesView bytes,
                                                 std::vector<model::FoundList>& lists) {
  std::vector<model::Manifest> all;
  if (IsYarnArchive(path)) {
    all.push_back(ReadYarnArchive(path, bytes));
    return all;
  }
  AVOUCH_TRY(auto manifest, formats::ReadArchive(path, bytes, {.lists = &lists}));
  const bool of_512 = manifest.ecosystem == model::Ecosystem::kNpm ||
                      manifest.ecosystem == model::Ecosystem::kNuget;
  if (of_512 && !manifest.components.empty())
    manifest.components.front().digests.push_back("sha512-" + ToBase64(crypto::Sha512Of(bytes)));
  all.push_back(std::move(manifest));
  return all;
}

}  // namespace

ContentReaders DefaultContentReaders() {
  ContentReaders out;
  out.is_program = formats::IsBinary;
  out.read_program = [](const Path& path, BytesView bytes, bool owned) {
    formats::BinaryOptions options;
    options.marks = !owned;
    return formats::ReadBinary(path, bytes, options);
  };
  out.is_archive = [](std::string_view name) {
    const Path path(name);
    return formats::IsArchive(path) || IsYarnArchive(path);
  };
  out.read_archive = ReadPackage;
  return out;
}

}  // namespace avouch::collect
