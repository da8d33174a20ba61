#include "os/loopback.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <string>
#include <thread>
#include <vector>

#include "os/clock.h"

namespace avouch::os {
namespace {

int Connect(int port, in_addr_t to = INADDR_LOOPBACK) {
  const int fd = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(to);
  if (connect(fd, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0) return fd;
  close(fd);
  return -1;
}

// What came back on a connection, until its end.
std::string Talk(int port, const std::string& text) {
  const int fd = Connect(port);
  if (fd < 0) return "no connection";
  for (const char c : text) (void)!send(fd, &c, 1, MSG_NOSIGNAL);  // Byte by byte
  std::string out;
  char chunk[4096];
  for (ssize_t got = 0; (got = recv(fd, chunk, sizeof chunk, 0)) > 0;)
    out.append(chunk, static_cast<std::size_t>(got));
  close(fd);
  return out;
}

HttpResponse Echo(const HttpRequest& request) {
  return {200, "text/plain", request.target, request.target == "/last"};
}

TEST(Loopback, AnswersOneAtATimeUntilTheLast) {
  const auto server = Loopback::Listen();
  ASSERT_TRUE(server) << ToString(server.error());
  std::vector<int> silent;
  for (int i = 0; i < 5; ++i) silent.push_back(Connect(server->port()));  // As browsers do
  std::vector<std::string> said;
  std::thread client([&] {
    said.push_back(Talk(server->port(), "GET /one HTTP/1.1\r\nHost: a\r\n\r\n"));
    said.push_back(Talk(server->port(), "rubbish\r\n\r\n"));
    said.push_back(Talk(server->port(), "GET /last HTTP/1.1\r\n\r\n"));
  });
  EXPECT_TRUE(server->Serve(Echo, 20));
  client.join();
  ASSERT_EQ(said.size(), 3u);
  EXPECT_TRUE(said[0].starts_with("HTTP/1.1 200 OK\r\n")) << said[0];
  EXPECT_TRUE(said[0].ends_with("\r\n\r\n/one"));
  EXPECT_TRUE(said[0].contains("Content-Security-Policy: default-src 'none'"));
  EXPECT_TRUE(said[1].starts_with("HTTP/1.1 400 ")) << said[1];
  EXPECT_TRUE(said[2].ends_with("/last"));
  for (const int fd : silent) close(fd);
}

TEST(Loopback, EndsWhenNobodyAnswers) {
  const auto server = Loopback::Listen();
  ASSERT_TRUE(server);
  const long long start = MonotonicMicroseconds();
  const Status served = server->Serve(Echo, 1);
  ASSERT_FALSE(served);
  EXPECT_EQ(served.error().kind, ErrorKind::kNotFound);
  EXPECT_LT(MonotonicMicroseconds() - start, 5'000'000);
}

TEST(Loopback, ManyWhoAreSilentDoNotShutItForOne) {
  const auto server = Loopback::Listen();
  ASSERT_TRUE(server);
  std::vector<int> silent;
  for (int i = 0; i < 20; ++i) silent.push_back(Connect(server->port()));
  std::string said;
  std::thread client([&] { said = Talk(server->port(), "GET /last HTTP/1.1\r\n\r\n"); });
  EXPECT_TRUE(server->Serve(Echo, 20));
  client.join();
  EXPECT_TRUE(said.ends_with("/last"));
  for (const int fd : silent) close(fd);
}

}  // namespace
}  // namespace avouch::os
