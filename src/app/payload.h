// Bytes that a verdict may rest on, as they came: what a seal keeps.
//
// Values only; any thread.

#pragma once

#include <string>

#include "base/bytes.h"
#include "base/digest.h"

namespace avouch::app {

struct Payload {
  Digest id;               // SHA-256 of bytes
  std::string kind;        // "organisation", "record", "list", "export", "paper", "results"
  std::string name;        // Path below the organisation's folder or the product's
  std::string visibility;  // "internal", "assessor", "customer", "public"
  Bytes bytes;
};

}  // namespace avouch::app
