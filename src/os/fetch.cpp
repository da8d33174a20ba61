#include "os/fetch.h"

#include <algorithm>

#include "base/text.h"

namespace avouch::os {
namespace {

// Addresses of `host`, or why nobody may be sent there. One that is not public
// among public ones is a trap, so all of them are refused.
Result<std::vector<IpAddress>> Judged(const std::string& host, Resolver& resolver) {
  AVOUCH_TRY(std::vector<IpAddress> addresses, resolver.Resolve(host));
  if (addresses.empty()) return Fail(ErrorKind::kNotFound, "the name has no address", host);
  for (const IpAddress& address : addresses)
    if (const auto why = WhyNotPublic(address); !why.empty())
      return Fail(ErrorKind::kUsage,
                  "leads to " + ToString(address) + ": " + std::string(why) + "; not asked", host);
  return addresses;
}

WebAnswer NoAnswer(std::string error) {
  WebAnswer out;
  out.error = Printable(ToUtf8(error));
  return out;
}

bool IsRedirect(int status) {
  return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// RFC 6797 section 6.1: a max-age that is not 0.
bool AsksForHttpsOnly(std::string_view header) {
  for (const std::string_view directive : Split(header, ';')) {
    const std::size_t equals = directive.find('=');
    if (!EqualsIgnoreCase(Trim(directive.substr(0, equals)), "max-age")) continue;
    if (equals == directive.npos) return false;
    std::string_view age = Trim(directive.substr(equals + 1));
    if (age.size() >= 2 && age.front() == '"' && age.back() == '"')
      age = age.substr(1, age.size() - 2);
    const bool digits =
        !age.empty() && std::ranges::all_of(age, [](char c) { return c >= '0' && c <= '9'; });
    return digits && age.find_first_not_of('0') != age.npos;
  }
  return false;
}

// Whatever was packed, though plain bytes were asked for, stays packed: what unpacks
// into more than it is cannot harm what never unpacks.
bool IsPacked(const WebAnswer& answer) {
  const std::string_view packing = Trim(answer.Header("content-encoding"));
  return !packing.empty() && !EqualsIgnoreCase(packing, "identity");
}

}  // namespace

Fetched Fetch(const WebAddress& start, Resolver& resolver, WebTransport& transport,
              const WebLimits& limits) {
  Fetched out;
  WebAddress at = start;
  for (int step = 0; step <= limits.redirects; ++step) {
    out.final_url = at.Text();
    if (std::ranges::find(out.way, out.final_url) != out.way.end()) {
      out.answer = NoAnswer("redirects in a circle, to " + out.final_url);
      return out;
    }
    out.way.push_back(out.final_url);
    const auto addresses = Judged(at.host, resolver);
    if (!addresses) {
      out.answer = NoAnswer(ToString(addresses.error()));
      return out;
    }
    out.answer = transport.Get(at, *addresses, limits);
    if (!IsRedirect(out.answer.status)) {
      if (out.answer.status != 0 && IsPacked(out.answer))
        out.answer = NoAnswer("came packed, though plain bytes were asked for");
      out.hsts = AsksForHttpsOnly(out.answer.Header("strict-transport-security"));
      return out;
    }
    const std::string location(out.answer.Header("location"));
    if (IsPlainHttp(location)) {
      out.downgrade = true;
      out.answer.error = "redirects to plain http: " + Printable(location.substr(0, 200));
      return out;
    }
    const auto next = location.empty()
                          ? Result<WebAddress>(Fail(ErrorKind::kMalformed, "without a Location"))
                          : ResolveLocation(at, location);
    if (!next) {
      out.answer = NoAnswer("redirects: " + ToString(next.error()));
      return out;
    }
    at = *next;
  }
  out.answer = NoAnswer("redirects more than " + Count("time", limits.redirects));
  return out;
}

}  // namespace avouch::os
