// Any bytes: JSON is read or refused, as a stream just as a tree; what can be written is read
// back the same.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "syntax/canonical.h"
#include "syntax/json.h"
#include "syntax/json_reader.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using avouch::syntax::ParseJson;
  using avouch::syntax::WriteCanonical;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)ParseJson(bytes, {.allow_comments = true});
  (void)avouch::syntax::ParseJsonLines(bytes);
  const auto node = ParseJson(bytes, {.duplicates = avouch::syntax::Duplicates::kTolerated});
  avouch::syntax::JsonReader stream(bytes);
  stream.Skip();
  const bool bounded = !node && node.error().kind == avouch::ErrorKind::kTooLarge;
  if (!bounded && stream.Finish().has_value() != node.has_value()) std::abort();
  if (!node) return 0;
  const auto once = WriteCanonical(*node);
  if (!once) return 0;
  const auto again = ParseJson(*once);
  if (!again) std::abort();
  const auto twice = WriteCanonical(*again);
  if (!twice || *twice != *once) std::abort();
  return 0;
}
