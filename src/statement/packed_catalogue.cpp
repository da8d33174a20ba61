#include "statement/packed_catalogue.h"

#include "statement/packed.h"

namespace avouch::statement {

Bytes PackCatalogue(const model::Catalogue& catalogue) {
  Bytes out;
  Pack(catalogue.digest, out);
  Pack(catalogue, out);
  return out;
}

Result<model::Catalogue> UnpackCatalogue(BytesView packed) {
  model::Catalogue out;
  Unpacker unpacker(packed);
  unpacker.Read(out.digest);
  unpacker.Read(out);
  if (!unpacker.IsDone()) return Fail(ErrorKind::kInternal, "the embedded catalogue is damaged");
  return out;
}

}  // namespace avouch::statement
