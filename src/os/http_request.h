// One request of HTTP/1.1, read strictly: what a page on this machine sends.
//
// Spec: RFC 9112 sections 2 to 6. Left out, and why: chunked bodies, folded
// lines, pipelining, trailers and other versions, since the one page that talks
// to us needs none of them and each has let requests be smuggled. Pure; any thread.

#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace avouch::os {

inline constexpr std::size_t kMaxHttpHead = 16384;  // A browser's headers are about 1 KiB
inline constexpr std::size_t kMaxHttpBody = 65536;  // A passkey's answer is about 2 KiB

struct HttpRequest {
  std::string method;                      // "GET", "POST": letters, as sent
  std::string target;                      // "/path": begins with a slash, printable ASCII
  std::string host, origin, content_type;  // Empty when not sent
  Bytes body;

  bool operator==(const HttpRequest&) const = default;
};

// The request that `bytes`, all that came so far, are; nothing when there is more
// to come. Fails with kMalformed, kTooLarge.
[[nodiscard]] Result<std::optional<HttpRequest>> ReadHttpRequest(BytesView bytes);

}  // namespace avouch::os
