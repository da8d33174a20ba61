#include "collect/inventory_source.h"

#include <utility>

#include "collect/inventory_visitor.h"
#include "source/folder.h"
#include "source/image.h"
#include "source/image_layers.h"

namespace avouch::collect {
namespace {

Result<InventoryReading> ReadFolder(const std::string& path, const InventoryOptions& options) {
  InventoryReading out;
  InventoryVisitor visitor(options.readers);
  const source::FolderOptions leave{options.leave};
  visitor.Only(InventoryVisitor::Part::kOwners);
  AVOUCH_CHECK_OK(source::VisitFolder(path, leave, visitor));
  visitor.Only(InventoryVisitor::Part::kRest);
  AVOUCH_TRY(out.counts, source::VisitFolder(path, leave, visitor));
  source::PackageCaches caches = options.caches;
  for (const auto& found : visitor.caches()) caches.AddInside(path, found);
  visitor.MoveInto(caches, out);
  return out;
}

Result<InventoryReading> ReadImage(source::Image image, const InventoryOptions& options) {
  InventoryReading out;
  InventoryVisitor visitor(options.readers);
  for (const auto& layer : image.layers()) out.layers.push_back(layer.digest);
  out.image_name = image.name();
  out.image_digest = image.digest().empty() ? image.config_digest() : image.digest();
  out.notes = image.notes();
  AVOUCH_TRY(out.counts, source::VisitImage(image, visitor));
  visitor.MoveInto(options.caches, out);
  return out;
}

}  // namespace

Result<InventoryReading> ReadInventorySource(const std::string& path,
                                             const InventoryOptions& options) {
  if (!source::IsImage(path)) return ReadFolder(path, options);
  AVOUCH_TRY(auto image, source::Image::Open(path, options.platform));
  return ReadImage(std::move(image), options);
}

}  // namespace avouch::collect
