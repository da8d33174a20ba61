// A server on this machine's own address, for one page and one answer.
//
// Spec: RFC 9112; WebAuthn Level 3 section 5.1.3 (a page of localhost may ask for
// a passkey). Listens on 127.0.0.1 alone. Several connections may wait, since
// browsers open some without a word, but requests are answered one at a time and
// each connection once. Whom to answer is the handler's to say. One thread.

#pragma once

#include <functional>
#include <string>

#include "base/result.h"
#include "os/http_request.h"

namespace avouch::os {

struct HttpResponse {
  int status = 200;  // 200, 400, 403, 404, 405
  std::string type = "text/plain; charset=utf-8";
  Bytes body;
  bool last = false;  // The server ends once this is sent
};

class Loopback {
 public:
  // `port` 0: any that is free. Fails with kIo.
  [[nodiscard]] static Result<Loopback> Listen(int port = 0);
  Loopback(Loopback&& other) noexcept;
  Loopback& operator=(Loopback&&) = delete;
  ~Loopback();

  [[nodiscard]] int port() const { return port_; }

  // Answers until a response is the last one, for `seconds` at most.
  // Fails with kNotFound when the time is over, kIo.
  [[nodiscard]] Status Serve(const std::function<HttpResponse(const HttpRequest&)>& handler,
                             int seconds) const;

 private:
  Loopback(int fd, int port) : fd_(fd), port_(port) {}

  int fd_;
  int port_;
};

}  // namespace avouch::os
