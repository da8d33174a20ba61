// A value with a field list as canonical JSON, and back from exactly that.
//
// Spec: codec.h and RFC 8785. A template: include this in .cpp files only. Pure;
// any thread.

#pragma once

#include "statement/codec.h"
#include "syntax/canonical.h"
#include "syntax/json.h"

namespace avouch::statement {

template <class T>
[[nodiscard]] Result<Bytes> WriteValue(const T& value) {
  return syntax::WriteCanonical(Encode(value));
}

// Fails with kMalformed unless `json` is what WriteValue writes of some value,
// and its `schema` is `schema`.
template <class T>
[[nodiscard]] Result<T> ReadValue(BytesView json, std::string_view schema) {
  AVOUCH_TRY(syntax::Node node, syntax::ParseJson(json, {.allow_bom = false}));
  if (node["schema"].text() != schema)
    return Fail(ErrorKind::kMalformed, "not of schema " + std::string(schema));
  T out;
  AVOUCH_CHECK_OK(Decode(node, out));
  AVOUCH_TRY(Bytes again, WriteValue(out));
  if (again != json) return Fail(ErrorKind::kMalformed, "not in its one spelling");
  return out;
}

}  // namespace avouch::statement
