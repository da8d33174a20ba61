// A page of the public internet, and the way to it: every step judged before it
// is taken.
//
// A name is resolved once, all its addresses are judged, and the connection goes to
// one of those judged: what the name says a moment later does not matter. Each
// redirect is a new address and goes through the same gate; one to plain http ends
// the way and is told. Nothing of the caller's is sent: no cookie, no credential, no
// body. One thread.

#pragma once

#include <string>
#include <vector>

#include "os/web.h"

namespace avouch::os {

struct Fetched {
  WebAnswer answer;              // Of the last step; status 0 and its error when there is none
  std::string final_url;         // Of the last step that was taken, or tried
  std::vector<std::string> way;  // Every address that was asked, the first one too
  bool downgrade = false;        // A redirect went to plain http; it was not followed
  bool hsts = false;             // The last answer asks browsers for https only

  // An answer that says what is at the place: no redirect, whole, readable.
  [[nodiscard]] bool answered() const { return answer.status != 0; }
};

[[nodiscard]] Fetched Fetch(const WebAddress& at, Resolver& resolver, WebTransport& transport,
                            const WebLimits& limits = {});

}  // namespace avouch::os
