// One request over https, carried by libcurl, which is loaded when first asked for.
//
// Spec: RFC 9110 and 9112, TLS 1.2 and 1.3, as libcurl 7.85 or newer with OpenSSL has
// them. A kept library, since chains, names and framing of hostile servers are its
// daily work; loaded late, since it brings thirty libraries that only this verb needs.
//
// What is switched off, and stays so whatever the environment says: proxies, cookies,
// netrc, credentials, redirects, other protocols, HTTP/2, unpacking, caches. One thread.

#pragma once

#include <string>

#include "os/web.h"

namespace avouch::os {

struct CurlOptions {
  int port = 443;       // A test's server has another
  std::string trusted;  // PEM file of roots instead of this machine's, or empty
  std::string user_agent = "avouch";
};

class CurlTransport : public WebTransport {
 public:
  // Fails with kUnsupported when there is no such library here.
  [[nodiscard]] static Result<CurlTransport> Load(CurlOptions options = {});

  // Where the certificate does not hold, nothing is sent; a second connection, on
  // which nothing is sent either, looks at what it is.
  [[nodiscard]] WebAnswer Get(const WebAddress& at, std::span<const IpAddress> addresses,
                              const WebLimits& limits) override;

 private:
  explicit CurlTransport(CurlOptions options) : options_(std::move(options)) {}

  CurlOptions options_;
};

}  // namespace avouch::os
