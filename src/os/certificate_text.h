// What libcurl prints of a certificate, read back: its end and its names.
//
// Lines "Key:value", as CURLINFO_CERTINFO has them with OpenSSL. What is not
// understood is left empty; nothing is decided by it. Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace avouch::os {

inline constexpr std::size_t kMaxCertificateNames = 100;  // More is no reader's to look through

// "Nov 26 11:45:39 2027 GMT" as "2027-11-26T11:45:39Z"; empty for anything else.
[[nodiscard]] std::string CertificateTime(std::string_view text);
// "DNS:a.example, IP Address:...": the DNS names, in order.
[[nodiscard]] std::vector<std::string> CertificateNames(std::string_view text);

}  // namespace avouch::os
