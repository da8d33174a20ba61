#include "app/lint_online.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "os/fetch.h"

namespace avouch::app {
namespace {

using model::FormFault;

constexpr int kOk = 200, kNextClass = 300, kUnauthorised = 401, kForbidden = 403;

// What is wrong with it; empty: it answers.
std::string Look(const std::string& address, os::Resolver& resolver, os::WebTransport& transport) {
  if (os::IsPlainHttp(address)) return "is plain http, and was not looked at";
  const auto at = os::ReadWebAddress(address);
  if (!at) return "was not looked at: " + at.error().what;
  const os::Fetched got = os::Fetch(*at, resolver, transport);
  if (got.downgrade) return "leads to plain http";
  if (!got.answered()) return "does not answer: " + got.answer.error;
  const int status = got.answer.status;
  if (status >= kOk && status < kNextClass) return {};
  const std::string answers = "answers " + std::to_string(status);
  if (status == kUnauthorised || status == kForbidden)
    return answers + ": a reader outside may not see it";
  return answers;
}

}  // namespace

std::vector<std::string> AddressesIn(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n<>\"'|\\^`{}";
  constexpr std::string_view kStops = ".,;:!?)]";
  std::vector<std::string> out;
  const std::string low = Lower(text);
  for (std::size_t at = low.find("http"); at != low.npos; at = low.find("http", at + 1)) {
    const auto rest = std::string_view(low).substr(at);
    if (!rest.starts_with("https://") && !rest.starts_with("http://")) continue;
    auto address = text.substr(at, text.find_first_of(kEnds, at) - at);
    while (!address.empty() && kStops.find(address.back()) != kStops.npos) address.remove_suffix(1);
    if (std::ranges::find(out, address) == out.end()) out.emplace_back(address);
  }
  return out;
}

std::vector<model::FormFinding> DeadAddresses(const model::Form& form, os::Resolver& resolver,
                                              os::WebTransport& transport) {
  std::vector<model::FormFinding> out;
  std::map<std::string, std::string> seen;
  std::size_t left = 0;
  for (const auto& row : form.rows)
    for (const auto& address : AddressesIn(row.evidence + "\n" + row.argument)) {
      auto found = seen.find(address);
      if (found == seen.end() && seen.size() >= kMostAddresses) {
        ++left;
        continue;
      }
      if (found == seen.end())
        found = seen.emplace(address, Look(address, resolver, transport)).first;
      if (!found->second.empty())
        out.push_back({FormFault::kDeadAddress, row.claim, row.where,
                       Printable(address) + " " + found->second});
    }
  if (left > 0)
    out.push_back({FormFault::kDeadAddress,
                   {},
                   {},
                   Count("address", static_cast<long long>(left), "addresses") +
                       " more than are looked at: " + std::to_string(kMostAddresses)});
  return out;
}

}  // namespace avouch::app
