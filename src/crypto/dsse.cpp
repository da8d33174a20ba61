#include "crypto/dsse.h"

namespace avouch::crypto {

Bytes DsseCovers(std::string_view payload_type, BytesView payload) {
  Bytes out = "DSSEv1 " + std::to_string(payload_type.size()) + " ";
  out.append(payload_type).append(" ").append(std::to_string(payload.size())).append(" ");
  return out.append(payload);
}

}  // namespace avouch::crypto
