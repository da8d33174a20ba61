// Addresses of pages, and nothing else: https, a name, the standard port.
//
// Spec: RFC 3986, narrowed. Refused, each for what it has been used for: another
// scheme or port, a user name or password, an address instead of a name (also one
// spelt 0x7f.1 or 2130706433), a name of one part (localhost, what is inside a
// house), characters outside ASCII. Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace avouch::os {

inline constexpr std::size_t kMaxWebAddress = 2048;  // What every server and proxy bears

struct WebAddress {
  std::string host;    // Lower case, two parts or more
  std::string target;  // Path and query; begins with '/'

  [[nodiscard]] std::string Text() const { return "https://" + host + target; }
  [[nodiscard]] std::string Origin() const { return "https://" + host; }
  bool operator==(const WebAddress&) const = default;
};

// Takes the fragment away. Fails with kUsage, saying which rule it breaks.
[[nodiscard]] Result<WebAddress> ReadWebAddress(std::string_view text);

// Where a redirect leads: section 5.2, from a page at `base`. Fails as ReadWebAddress.
[[nodiscard]] Result<WebAddress> ResolveLocation(const WebAddress& base, std::string_view location);

// It has another scheme that is the web's without its lock: "http://...".
[[nodiscard]] bool IsPlainHttp(std::string_view text);

}  // namespace avouch::os
