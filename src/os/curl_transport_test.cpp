#include "os/curl_transport.h"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "os/certificate_text.h"
#include "os/clock.h"
#include "testing/tls_server.h"

namespace avouch::os {
namespace {

using testing::Authority;
using testing::CertificateSays;
using testing::Page;
using testing::Sends;
using testing::TlsServer;

const IpAddress kThisMachine{{127, 0, 0, 1}, 4};
const WebLimits kLimits{.head = 2000, .body = 5000, .connect_seconds = 2, .seconds = 2};

// A server, and a client that knows its root.
class Curl : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { std::signal(SIGPIPE, SIG_IGN); }

  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() /
              ("avouch-curl-" + std::to_string(getpid()) + "-" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_);
    std::ofstream(folder_ / "root.pem") << authority_.Pem();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  void Serve(const Sends& sends, const CertificateSays& says = {}, int newest = TLS1_3_VERSION) {
    server_.emplace(authority_, says, [sends](const std::string&) { return sends; }, newest);
  }

  WebAnswer Ask(const std::string& target = "/", std::vector<IpAddress> to = {kThisMachine}) {
    auto transport = CurlTransport::Load({.port = server_->port(), .trusted = Root()});
    EXPECT_TRUE(transport) << ToString(transport.error());
    return transport->Get({"site.example", target}, to, kLimits);
  }

  [[nodiscard]] std::string Root() const { return (folder_ / "root.pem").string(); }

  Authority authority_;
  std::filesystem::path folder_;
  std::optional<TlsServer> server_;
};

TEST_F(Curl, TellsWhatCameAndByWhichConnection) {
  Serve({Page("200 Fine\r\nStrict-Transport-Security: max-age=1\r\nX: a\r\nx: b", "hello")});
  const WebAnswer answer = Ask("/a/../b?c");
  EXPECT_EQ(answer.error, "");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "hello");
  EXPECT_EQ(answer.Header("x"), "a");
  EXPECT_EQ(answer.Header("strict-transport-security"), "max-age=1");
  EXPECT_EQ(answer.tls_version, "TLSv1.3");
  EXPECT_EQ(answer.trust, WebTrust::kValid);
  EXPECT_EQ(answer.certificate_names, std::vector<std::string>{"site.example"});
  EXPECT_EQ(answer.certificate_until.size(), 20u) << answer.certificate_until;
  EXPECT_TRUE(server_->requests().at(0).starts_with("GET /a/../b?c HTTP/1.1\r\n"));
}

TEST_F(Curl, SendsNothingOfTheCallers) {
  Serve({Page("200 OK\r\nSet-Cookie: a=b", "x")});
  setenv("https_proxy", "http://127.0.0.1:9/", 1);
  setenv("ALL_PROXY", "http://127.0.0.1:9/", 1);
  std::ofstream(folder_ / ".netrc") << "machine site.example login a password secret\n";
  setenv("HOME", folder_.c_str(), 1);
  EXPECT_EQ(Ask().status, 200);
  EXPECT_EQ(Ask().status, 200);
  unsetenv("https_proxy"), unsetenv("ALL_PROXY");
  for (const std::string& head : server_->requests())
    EXPECT_EQ(head,
              "GET / HTTP/1.1\r\nHost: site.example\r\nUser-Agent: avouch\r\n"
              "Accept: text/html, text/plain;q=0.9, */*;q=0.5\r\n"
              "Accept-Encoding: identity\r\nConnection: close\r\n\r\n");
}

TEST_F(Curl, RefusesCertificatesThatDoNotHoldAndSaysWhichWay) {
  struct Row {
    const char* title;
    CertificateSays says;
    bool known;
    WebTrust trust;
  };
  const Row kRows[] = {
      {"expired", {.from_days = -20, .until_days = -1}, true, WebTrust::kExpired},
      {"not yet", {.from_days = 1}, true, WebTrust::kUntrusted},
      {"another name", {.names = "DNS:other.example"}, true, WebTrust::kWrongName},
      {"a wildcard too high", {.names = "DNS:*.example"}, true, WebTrust::kWrongName},
      {"a root that nobody knows", {}, false, WebTrust::kUntrusted},
      {"expired, of such a root",
       {.from_days = -20, .until_days = -1},
       false,
       WebTrust::kUntrusted},
  };
  for (const Row& row : kRows) {
    Serve({Page("200 OK", "x")}, row.says);
    std::ofstream(folder_ / "root.pem") << (row.known ? authority_.Pem() : Authority().Pem());
    const WebAnswer answer = Ask();
    EXPECT_EQ(answer.status, 0) << row.title;
    EXPECT_EQ(answer.body, "") << row.title;
    EXPECT_NE(answer.error, "") << row.title;
    EXPECT_EQ(static_cast<int>(answer.trust), static_cast<int>(row.trust)) << row.title;
    EXPECT_EQ(answer.tls_version, "TLSv1.3") << row.title;
    EXPECT_EQ(answer.certificate_names.size(), 1u) << row.title;
    EXPECT_TRUE(server_->requests().empty()) << row.title << ": a request was sent";
  }
}

TEST_F(Curl, OldProtocolsAreNoConnection) {
  Serve({Page("200 OK", "x")}, {}, TLS1_2_VERSION);
  EXPECT_EQ(Ask().tls_version, "TLSv1.2");
  Serve({Page("200 OK", "x")}, {}, TLS1_1_VERSION);
  const WebAnswer old = Ask();
  EXPECT_EQ(old.status, 0);
  EXPECT_EQ(old.trust, WebTrust::kUnknown);
}

TEST_F(Curl, BoundsWhatAStrangerSends) {
  struct Row {
    const char* title;
    Sends sends;
    const char* error;  // Words of it; "" = an answer
  };
  const std::string kBig(5001, 'x'), kHeaders = "HTTP/1.1 200 OK\r\nA: " + std::string(2000, 'a');
  const std::string kChunk = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  const Row kRows[] = {
      {"as long as may be", {Page("200 OK", kBig.substr(1))}, ""},
      {"told too long",
       {"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\nx"},
       "aximum file size"},
      {"too long, untold", {"HTTP/1.1 200 OK\r\n\r\n" + kBig}, "longer than 5,000"},
      {"too long in chunks", {kChunk + "1389\r\n" + kBig + "\r\n0\r\n\r\n"}, "longer than 5,000"},
      {"shorter than it says", {"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx"}, "remaining"},
      {"cut chunks", {kChunk + "5\r\nab"}, "transfer closed"},
      {"long headers", {kHeaders + "\r\n\r\n"}, "headers are longer than 2,000"},
      {"headers without end",
       {std::string("HTTP/1.1 200 OK\r\nA: ") + std::string(150'000, 'a')},
       ""},
      {"many interim answers",
       {[] {
         std::string out;
         for (int i = 0; i < 500; ++i) out += "HTTP/1.1 103 Early\r\nA: b\r\n\r\n";
         return out;
       }()},
       "headers are longer"},
      {"no answer at all", {""}, "mpty reply"},
      {"HTTP/0.9", {"hello"}, "HTTP/0.9"},
      {"slow, byte by byte", {Page("200 OK", std::string(100, 'x')), 100}, "timed out"},
      {"two lengths",
       {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 5\r\n\r\nxxxxx"},
       ""},
      {"negative length", {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx"}, "Content-Length"},
  };
  for (const Row& row : kRows) {
    Serve(row.sends);
    const long long start = MonotonicMicroseconds();
    const WebAnswer answer = Ask();
    EXPECT_LT(MonotonicMicroseconds() - start, 4'000'000) << row.title;
    EXPECT_LE(answer.body.size(), kLimits.body) << row.title;
    if (row.error[0] == 0) continue;
    EXPECT_EQ(answer.status, 0) << row.title;
    EXPECT_TRUE(answer.error.find(row.error) != std::string::npos)
        << row.title << ": " << answer.error;
    EXPECT_TRUE(answer.body.empty()) << row.title;
  }
}

TEST_F(Curl, APackedBodyStaysPacked) {
  const std::string gzip = "\x1f\x8b\x08";
  Serve({Page("200 OK\r\nContent-Encoding: gzip", gzip)});
  const WebAnswer answer = Ask();
  EXPECT_EQ(answer.body, gzip);
  EXPECT_EQ(answer.Header("content-encoding"), "gzip");
}

TEST_F(Curl, InterimAnswersAndTrailersAreNotTheAnswers) {
  Serve(
      {"HTTP/1.1 103 Early\r\nA: early\r\n\r\nHTTP/1.1 200 OK\r\nB: c\r\n"
       "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nLocation: https://evil.example/\r\n\r\n"});
  const WebAnswer answer = Ask();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.Header("a"), "");
  EXPECT_EQ(answer.Header("b"), "c");
  EXPECT_EQ(answer.Header("location"), "");
}

TEST_F(Curl, ARedirectIsAnAnswerAndIsNotFollowed) {
  Serve({Page("302 Found\r\nLocation: https://site.example/elsewhere", "")});
  EXPECT_EQ(Ask().status, 302);
  EXPECT_EQ(server_->requests().size(), 1u);
}

TEST_F(Curl, GoesToTheGivenAddressesOnly) {
  Serve({Page("200 OK", "x")});
  const IpAddress closed{{127, 0, 0, 99}, 4};  // The server listens on 127.0.0.1 alone
  const WebAnswer none = Ask("/", {closed});
  EXPECT_EQ(none.status, 0);
  EXPECT_NE(none.error, "");
  EXPECT_EQ(server_->connections(), 0);
  EXPECT_EQ(Ask("/", {closed, kThisMachine}).status, 200);  // The second where the first is shut
}

TEST(CertificateText, IsReadBack) {
  EXPECT_EQ(CertificateTime("Nov 26 11:45:39 2027 GMT"), "2027-11-26T11:45:39Z");
  EXPECT_EQ(CertificateTime("Feb  3 01:02:03 2030 GMT"), "2030-02-03T01:02:03Z");
  for (const char* text : {"", "Nov 26 11:45:39 2027", "Nov 31 11:45:39 2027 GMT",
                           "Foo 26 11:45:39 2027 GMT", "Nov 26 11:45:39 2027 CET"})
    EXPECT_EQ(CertificateTime(text), "") << text;
  EXPECT_EQ(CertificateNames("DNS:a.example, IP Address:192.0.2.1, DNS:*.b.example"),
            (std::vector<std::string>{"a.example", "*.b.example"}));
  EXPECT_TRUE(CertificateNames("").empty());
}

}  // namespace
}  // namespace avouch::os
