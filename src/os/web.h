// One page asked for over https: what came, and what the connection showed.
//
// The two seams that tests replace: who knows the addresses of a name, and who
// carries one request to an address that was already judged. Values; the
// implementations say which thread may call them.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "os/ip_address.h"
#include "os/web_address.h"

namespace avouch::os {

// Bounds on what a stranger's server may send, each with its reason.
struct WebLimits {
  std::size_t head = 64u << 10;  // Servers themselves take no more than 8 to 64 KiB
  std::size_t body = 4u << 20;   // Larger pages are not policies (formats/markdown.h)
  int connect_seconds = 10;
  int seconds = 30;   // In all, for one request: a slow body is no page
  int redirects = 5;  // More is a circle, or a tour
};

// What is known of whoever answered. kUntrusted: this machine knows no root for it,
// which may be this machine's fault; the others are the certificate's own.
enum class WebTrust { kUnknown, kValid, kExpired, kWrongName, kUntrusted };

struct WebAnswer {
  int status = 0;                                            // HTTP; 0 = none was had
  std::string error;                                         // Why there is none, in one line
  std::vector<std::pair<std::string, std::string>> headers;  // Names in lower case, in order
  Bytes body;
  std::string tls_version;  // "TLSv1.3"
  WebTrust trust = WebTrust::kUnknown;
  std::string certificate_until;               // RFC 3339, or empty
  std::vector<std::string> certificate_names;  // DNS names, at most 100

  // The first of that name, or empty.
  [[nodiscard]] std::string_view Header(std::string_view name) const {
    for (const auto& [key, value] : headers)
      if (key == name) return value;
    return {};
  }
};

class Resolver {
 public:
  virtual ~Resolver() = default;
  // Every address of `host`. Fails with kNotFound, kIo.
  [[nodiscard]] virtual Result<std::vector<IpAddress>> Resolve(const std::string& host) = 0;
};

class WebTransport {
 public:
  virtual ~WebTransport() = default;
  // One GET, no redirect followed, to one of `addresses` and no other machine.
  // Whatever goes wrong is an answer with `error`.
  [[nodiscard]] virtual WebAnswer Get(const WebAddress& at, std::span<const IpAddress> addresses,
                                      const WebLimits& limits) = 0;
};

// As this machine's resolver says. One thread.
class SystemResolver : public Resolver {
 public:
  [[nodiscard]] Result<std::vector<IpAddress>> Resolve(const std::string& host) override;
};

}  // namespace avouch::os
