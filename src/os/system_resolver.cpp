#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <cstring>

#include "os/web.h"

namespace avouch::os {
namespace {

constexpr std::size_t kMaxAddresses = 32;  // A name with more is no site's

std::optional<IpAddress> AddressOf(const sockaddr* address) {
  IpAddress out;
  if (address->sa_family == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, address, sizeof v4);
    std::memcpy(out.bytes.data(), &v4.sin_addr, 4);
    return out;
  }
  if (address->sa_family != AF_INET6) return std::nullopt;
  sockaddr_in6 v6{};
  std::memcpy(&v6, address, sizeof v6);
  std::memcpy(out.bytes.data(), &v6.sin6_addr, 16);
  out.size = 16;
  return out;
}

}  // namespace

Result<std::vector<IpAddress>> SystemResolver::Resolve(const std::string& host) {
  addrinfo wanted{}, *found = nullptr;
  wanted.ai_socktype = SOCK_STREAM;
  // The dot at its end keeps this machine's search list from making another name of it.
  if (const int code = getaddrinfo((host + ".").c_str(), nullptr, &wanted, &found); code != 0)
    return Fail(code == EAI_NONAME ? ErrorKind::kNotFound : ErrorKind::kIo,
                std::string("the name has no address: ") + gai_strerror(code), host);
  std::vector<IpAddress> out;
  for (const addrinfo* one = found; one != nullptr && out.size() < kMaxAddresses;
       one = one->ai_next)
    if (const auto address = AddressOf(one->ai_addr);
        address && std::ranges::find(out, *address) == out.end())
      out.push_back(*address);
  freeaddrinfo(found);
  if (out.empty()) return Fail(ErrorKind::kNotFound, "the name has no address", host);
  return out;
}

}  // namespace avouch::os
