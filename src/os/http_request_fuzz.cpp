// A request from anybody: nothing yet, a request that fits its bounds, or one
// error. More bytes never turn a refusal of the head into a request.

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "os/http_request.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace avouch;
  const BytesView bytes{reinterpret_cast<const char*>(data), size};
  const auto request = os::ReadHttpRequest(bytes);
  if (!request) {
    if (os::ReadHttpRequest(Bytes(bytes) + "x")) std::abort();
    return 0;
  }
  if (!*request) return 0;
  if ((*request)->target.empty() || (*request)->target[0] != '/') std::abort();
  if ((*request)->body.size() > os::kMaxHttpBody || (*request)->method.empty()) std::abort();
  if (os::ReadHttpRequest(Bytes(bytes) + "x")) std::abort();  // Nothing may follow.
  return 0;
}
