#include "os/http_request.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::os {
namespace {

TEST(HttpRequest, IsReadWholeAndOnlyWhole) {
  const std::string text =
      "POST /abc/answer HTTP/1.1\r\nHost: localhost:8123\r\nOrigin:http://localhost:8123\r\n"
      "content-type: application/json\r\nX-Other: a b\r\nContent-Length: 4\r\n\r\n{\r\n}";
  const auto request = ReadHttpRequest(text);
  ASSERT_TRUE(request && *request);
  EXPECT_EQ(**request, (HttpRequest{"POST", "/abc/answer", "localhost:8123",
                                    "http://localhost:8123", "application/json", "{\r\n}"}));
  for (std::size_t size = 0; size < text.size(); ++size) {
    const auto part = ReadHttpRequest(std::string_view(text).substr(0, size));
    ASSERT_TRUE(part) << size;
    EXPECT_FALSE(*part) << size;
  }
}

TEST(HttpRequest, WhatHasSmuggledElsewhereIsRefused) {
  const std::string kLine = "GET / HTTP/1.1\r\n";
  const std::string cases[] = {
      "GET / HTTP/1.0\r\n\r\n",
      "GET / HTTP/1.1 \r\n\r\n",
      "GET  / HTTP/1.1\r\n\r\n",
      "get / HTTP/1.1\r\n\r\n",
      "GET http://localhost/ HTTP/1.1\r\n\r\n",
      "GET /a b HTTP/1.1\r\n\r\n",
      "GET /\x01 HTTP/1.1\r\n\r\n",
      "\r\n" + kLine + "\r\n",
      kLine + "Host: a\r\nHost: b\r\n\r\n",
      kLine + "Origin: a\r\norigin: a\r\n\r\n",
      kLine + "Content-Length: 1\r\nContent-Length: 1\r\n\r\nx",
      kLine + "Content-Length: +1\r\n\r\nx",
      kLine + "Content-Length: 1, 1\r\n\r\nx",
      kLine + "Content-Length:\r\n\r\n",
      kLine + "Content-Length: 65537\r\n\r\n",
      kLine + "Content-Length: 99999999999999999999\r\n\r\n",
      kLine + "Content-Length: 1\r\n\r\nxy",
      kLine + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      kLine + "Host : a\r\n\r\n",
      kLine + " Host: a\r\n\r\n",
      kLine + ": a\r\n\r\n",
      kLine + "Host: a\nX: b\r\n\r\n",
      kLine + "Host: a\r\n\r\nGET / HTTP/1.1\r\n\r\n",
      kLine + std::string("Host: a\0b\r\n\r\n", 13),
      kLine + "X: " + std::string(kMaxHttpHead, 'x'),
  };
  for (const std::string& text : cases) EXPECT_FALSE(ReadHttpRequest(text)) << text.substr(0, 80);
}

}  // namespace
}  // namespace avouch::os
