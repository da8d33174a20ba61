// Any text as the address of a page, as where a redirect leads, as a machine's
// address and as what a certificate says: refused, or within the rules that keep a
// program from being sent somewhere else.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "os/certificate_text.h"
#include "os/ip_address.h"
#include "os/web_address.h"

namespace avouch {

namespace {

void HoldAddress(const os::WebAddress& address) {
  const auto again = os::ReadWebAddress(address.Text());
  if (!again || *again != address) std::abort();
  if (address.host.find('@') != std::string::npos) std::abort();
  if (address.host.find('.') == std::string::npos || !address.target.starts_with('/')) std::abort();
  for (const char c : address.Text())
    if (c <= ' ' || c > '~') std::abort();
  if (os::ParseIpAddress(address.host)) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  if (const auto address = os::ReadWebAddress(text)) HoldAddress(*address);
  static const os::WebAddress base{"larkhill.example", "/trust/page?x=1"};
  if (const auto led = os::ResolveLocation(base, text)) HoldAddress(*led);
  (void)os::IsPlainHttp(text);
  if (const auto ip = os::ParseIpAddress(text)) {
    const auto again = os::ParseIpAddress(os::ToString(*ip));
    if (!again || *again != *ip || os::WhyNotPublic(*ip) != os::WhyNotPublic(*again)) std::abort();
  }
  if (const std::string time = os::CertificateTime(text); !time.empty() && time.size() != 20)
    std::abort();
  if (os::CertificateNames(text).size() > os::kMaxCertificateNames) std::abort();
  return 0;
}

}  // namespace avouch
