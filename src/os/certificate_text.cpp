#include "os/certificate_text.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "base/time.h"

namespace avouch::os {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::string TwoDigits(std::string_view number) {
  return number.size() == 1 ? "0" + std::string(number) : std::string(number);
}

}  // namespace

std::string CertificateTime(std::string_view text) {
  const auto words = Words(text);
  if (words.size() != 5 || words[4] != "GMT") return {};
  const auto month = std::ranges::find(kMonths, words[0]);
  if (month == kMonths.end()) return {};
  const auto number = TwoDigits(std::to_string(month - kMonths.begin() + 1));
  const auto time = ParseTime(std::string(words[3]) + "-" + number + "-" + TwoDigits(words[1]) +
                              "T" + std::string(words[2]) + "Z");
  return time ? ToString(*time) : std::string();
}

std::vector<std::string> CertificateNames(std::string_view text) {
  std::vector<std::string> out;
  for (std::string_view part : Split(text, ',')) {
    part = Trim(part);
    if (!part.starts_with("DNS:") || out.size() == kMaxCertificateNames) continue;
    out.push_back(Printable(ToUtf8(part.substr(4, 253))));
  }
  return out;
}

}  // namespace avouch::os
