#include "os/loopback.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>
#include <vector>

#include "os/clock.h"

namespace avouch::os {
namespace {

constexpr std::size_t kMaxConnections = 32;    // A browser opens six to one place
constexpr long long kMaxSilence = 10'000'000;  // Microseconds that one may hold a connection
constexpr std::size_t kChunk = 16384;

std::unexpected<Error> FailWith(const char* doing) {
  return Fail(ErrorKind::kIo, std::string(doing) + ": " + std::strerror(errno), "127.0.0.1");
}

const char* Phrase(int status) {
  switch (status) {
    case 200:
      return "OK";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    default:
      return "Bad Request";
  }
}

// Nothing of a page may be kept, framed, sniffed, or fetched from elsewhere.
std::string Written(const HttpResponse& response) {
  return "HTTP/1.1 " + std::to_string(response.status) + " " + Phrase(response.status) +
         "\r\nContent-Type: " + response.type +
         "\r\nContent-Length: " + std::to_string(response.body.size()) +
         "\r\nConnection: close\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer"
         "\r\nX-Content-Type-Options: nosniff\r\nX-Frame-Options: DENY"
         "\r\nCross-Origin-Resource-Policy: same-origin\r\nCross-Origin-Opener-Policy: same-origin"
         "\r\nContent-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
         "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
         "\r\n\r\n" +
         response.body;
}

// Sends all, or gives up after kMaxSilence.
void Send(int fd, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t sent = send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent > 0) {
      bytes.remove_prefix(static_cast<std::size_t>(sent));
      continue;
    }
    if (sent == 0) return;
    pollfd wait = {fd, POLLOUT, 0};
    if (errno != EINTR && (errno != EAGAIN || poll(&wait, 1, kMaxSilence / 1000) <= 0)) return;
  }
}

struct Connection {
  int fd = -1;
  long long since = 0;
  Bytes bytes;
};

// What has come in on one connection, and the answer once it is a request.
// Returns false when the connection is done with.
bool Hear(Connection& from, const std::function<HttpResponse(const HttpRequest&)>& handler,
          bool& last) {
  char chunk[kChunk];
  const ssize_t got = recv(from.fd, chunk, sizeof chunk, MSG_DONTWAIT);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  if (got == 0) return false;
  from.bytes.append(chunk, static_cast<std::size_t>(got));
  const auto request = ReadHttpRequest(from.bytes);
  if (request && !*request) return true;
  const HttpResponse response =
      request ? handler(**request) : HttpResponse{400, {}, request.error().what + "\n", false};
  Send(from.fd, Written(response));
  shutdown(from.fd, SHUT_WR);
  last = response.last;
  return false;
}

}  // namespace

Result<Loopback> Loopback::Listen(int port) {
  const int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (fd < 0) return FailWith("cannot make a socket");
  Loopback out(fd, port);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* where = reinterpret_cast<sockaddr*>(&address);
  if (bind(fd, where, size) != 0 || listen(fd, 64) != 0 || getsockname(fd, where, &size) != 0)
    return FailWith("cannot listen");
  out.port_ = ntohs(address.sin_port);
  return out;
}

Loopback::Loopback(Loopback&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), port_(other.port_) {}

Loopback::~Loopback() {
  if (fd_ >= 0) close(fd_);
}

Status Loopback::Serve(const std::function<HttpResponse(const HttpRequest&)>& handler,
                       int seconds) const {
  const long long end = MonotonicMicroseconds() + 1'000'000LL * seconds;
  std::vector<Connection> open;
  bool last = false;
  while (!last) {
    const long long now = MonotonicMicroseconds();
    if (now >= end) break;
    std::erase_if(open, [&](const Connection& one) {
      return now - one.since > kMaxSilence && close(one.fd) == 0;
    });
    std::vector<pollfd> waits;
    for (const Connection& one : open) waits.push_back({one.fd, POLLIN, 0});
    if (open.size() < kMaxConnections) waits.push_back({fd_, POLLIN, 0});
    if (poll(waits.data(), waits.size(), 250) < 0 && errno != EINTR) break;
    for (std::size_t i = open.size(); i-- > 0 && !last;) {
      if (waits[i].revents == 0 || Hear(open[i], handler, last)) continue;
      close(open[i].fd);
      open.erase(open.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (waits.empty() || waits.back().fd != fd_ || (waits.back().revents & POLLIN) == 0) continue;
    const int fd = accept4(fd_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (fd >= 0) open.push_back({fd, now, {}});
  }
  for (const Connection& one : open) close(one.fd);
  if (last) return {};
  return Fail(ErrorKind::kNotFound, "nobody answered in time", "127.0.0.1");
}

}  // namespace avouch::os
