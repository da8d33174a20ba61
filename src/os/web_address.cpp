#include "os/web_address.h"

#include <algorithm>
#include <vector>

#include "base/bytes.h"
#include "base/text.h"

namespace avouch::os {
namespace {

constexpr std::size_t kMaxHost = 253, kMaxLabel = 63;  // RFC 1035 section 2.3.4

std::unexpected<Error> No(std::string what, std::string_view text, std::string hint = {}) {
  return Fail(ErrorKind::kUsage, std::move(what), Printable(text.substr(0, 200)), std::move(hint));
}

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// RFC 3986 section 2: unreserved, reserved, and '%' of an escape.
bool IsOfAddress(char c) {
  return IsDigit(c) || IsLetter(c) ||
         std::string_view("-._~:/?#[]@!$&'()*+,;=%").find(c) != std::string_view::npos;
}

// The length of "name:" at the start, its colon too; 0 when there is no scheme.
std::size_t SchemeOf(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && (IsLetter(text[at]) || IsDigit(text[at]) || text[at] == '+' ||
                              text[at] == '-' || text[at] == '.'))
    ++at;
  return at > 0 && at < text.size() && text[at] == ':' && IsLetter(text[0]) ? at + 1 : 0;
}

bool IsLabel(std::string_view label) {
  if (label.empty() || label.size() > kMaxLabel || label.front() == '-' || label.back() == '-')
    return false;
  return std::ranges::all_of(
      label, [](char c) { return IsDigit(c) || IsLetter(c) || c == '-' || c == '_'; });
}

Result<std::string> HostOf(std::string_view authority, std::string_view text) {
  if (authority.find('@') != authority.npos)
    return No("a user name or password in an address is sent to nobody", text);
  if (authority.starts_with('[')) return No("an address instead of a name", text);
  if (const std::size_t colon = authority.find(':'); colon != authority.npos) {
    const std::string_view port = authority.substr(colon + 1);
    if (!port.empty() && port != "443") return No("another port than 443", text);
    authority = authority.substr(0, colon);
  }
  std::string host = Lower(authority);
  const auto labels = Split(host, '.');
  if (host.size() > kMaxHost || !std::ranges::all_of(labels, IsLabel))
    return No("no name of a server", text, "names outside ASCII are written xn--...");
  // Every form of an IPv4 address that inet_aton reads has a number at its end.
  if (IsDigit(labels.back()[0])) return No("an address instead of a name", text);
  if (labels.size() < 2) return No("a name of one part is nobody's on the internet", text);
  return host;
}

Status CheckCharacters(std::string_view text) {
  if (text.size() > kMaxWebAddress) return No("longer than an address may be", text);
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!IsOfAddress(text[at])) return No("a character that no address has", text);
    if (text[at] == '%' && FromHex(text.substr(at + 1, 2)).value_or("").empty())
      return No("a '%' without its two digits", text);
  }
  return {};
}

// Section 5.2.4, for a path that begins with '/'.
std::string WithoutDots(std::string_view path) {
  std::vector<std::string_view> kept;
  const auto parts = Split(path.substr(1), '/');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const bool last = i + 1 == parts.size(), dot = parts[i] == ".", up = parts[i] == "..";
    if (up && !kept.empty()) kept.pop_back();
    if (!dot && !up) kept.push_back(parts[i]);
    if (last && (dot || up)) kept.emplace_back();
  }
  std::string out;
  for (const std::string_view part : kept) out.append("/").append(part);
  return out.empty() ? "/" : out;
}

}  // namespace

Result<WebAddress> ReadWebAddress(std::string_view text) {
  AVOUCH_CHECK_OK(CheckCharacters(text));
  const std::size_t scheme = SchemeOf(text);
  if (scheme == 0 || !EqualsIgnoreCase(text.substr(0, scheme), "https:") ||
      !text.substr(scheme).starts_with("//"))
    return No(
        IsPlainHttp(text) ? "plain http, which others can change on its way" : "no https address",
        text, "https://...");
  std::string_view rest = text.substr(scheme + 2);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t end = std::min(rest.find_first_of("/?"), rest.size());
  AVOUCH_TRY(std::string host, HostOf(rest.substr(0, end), text));
  std::string target(rest.substr(end));
  if (!target.starts_with('/')) target.insert(0, "/");
  return WebAddress{std::move(host), std::move(target)};
}

Result<WebAddress> ResolveLocation(const WebAddress& base, std::string_view location) {
  location = Trim(location);
  AVOUCH_CHECK_OK(CheckCharacters(location));
  if (SchemeOf(location) > 0) return ReadWebAddress(location);
  if (location.starts_with("//")) return ReadWebAddress("https:" + std::string(location));
  location = location.substr(0, location.find('#'));
  if (location.empty()) return base;
  const std::string_view path = std::string_view(base.target).substr(0, base.target.find('?'));
  if (location[0] == '?')
    return ReadWebAddress(base.Origin() + std::string(path) + std::string(location));
  const std::size_t query = std::min(location.find('?'), location.size());
  std::string merged(location[0] == '/' ? std::string_view() : path.substr(0, path.rfind('/') + 1));
  merged += location.substr(0, query);
  return ReadWebAddress(base.Origin() + WithoutDots(merged) + std::string(location.substr(query)));
}

bool IsPlainHttp(std::string_view text) {
  return EqualsIgnoreCase(Trim(text).substr(0, 5), "http:");
}

}  // namespace avouch::os
