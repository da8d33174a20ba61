#include "app/collect.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/received.h"
#include "crypto/hash.h"
#include "os/curl_transport.h"
#include "os/file.h"
#include "testing/tls_server.h"

namespace avouch::app {
namespace {

using testing::Page;
using testing::Sends;

const Time kNow{1'795'651'200};  // 2026-11-26

// Every name is at one public address, as far as anybody is asked.
struct Everywhere : os::Resolver {
  Result<std::vector<os::IpAddress>> Resolve(const std::string& host) override {
    if (host == "inside.example") return std::vector{*os::ParseIpAddress("10.0.0.1")};
    return std::vector{*os::ParseIpAddress("8.8.8.8")};
  }
};

// Judged addresses are this machine's here, and here only.
struct ToThisMachine : os::WebTransport {
  explicit ToThisMachine(os::CurlTransport carrier) : real(std::move(carrier)) {}
  os::WebAnswer Get(const os::WebAddress& at, std::span<const os::IpAddress>,
                    const os::WebLimits& limits) override {
    return real.Get(at, std::vector{*os::ParseIpAddress("127.0.0.1")}, limits);
  }
  os::CurlTransport real;
};

class Collect : public ::testing::Test {
 protected:
  void SetUp() override {
    std::signal(SIGPIPE, SIG_IGN);
    folder_ = std::filesystem::temp_directory_path() /
              ("avouch-collect-" + std::to_string(getpid()) + "-" +
               ::testing::UnitTest::GetInstance()->current_test_info()->name());
    std::filesystem::create_directories(folder_ / "evidence");
    std::ofstream(folder_ / "root.pem") << authority_.Pem();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string Evidence() const { return (folder_ / "evidence").string(); }
  [[nodiscard]] std::string File(const std::string& name) const {
    return os::ReadWholeFile((folder_ / name).string(), 1u << 20).value_or("");
  }

  Answer See(const std::vector<Wanted>& wanted, testing::TlsServer& server) {
    auto real = os::CurlTransport::Load(
        {.port = server.port(), .trusted = (folder_ / "root.pem").string()});
    EXPECT_TRUE(real);
    ToThisMachine transport(*std::move(real));
    Everywhere resolver;
    return CollectPages(wanted, Evidence(), "avouch test", kNow, resolver, transport);
  }

  testing::Authority authority_;
  std::filesystem::path folder_;
};

const std::string kDisclosure =
    "<!doctype html><h1>Security</h1><h2>How to report</h2>"
    "<p>Report a vulnerability by e-mail to <a href='mailto:security@site.example'>us</a>.</p>"
    "<h2>What to expect</h2><p>We answer within two working days.</p>";
const std::string kSecurityTxt =
    "Contact: mailto:security@site.example\nExpires: 2027-06-30T00:00:00Z\n"
    "Canonical: https://site.example/.well-known/security.txt\n";

Sends Site(const std::string& target) {
  if (target == "/security")
    return {Page("200 OK\r\nStrict-Transport-Security: max-age=9", kDisclosure)};
  if (target == "/old") return {Page("301 Moved\r\nLocation: /security", "")};
  if (target == "/.well-known/security.txt") return {Page("200 OK", kSecurityTxt)};
  if (target == "/version")
    return {Page("200 OK", "{\"digest\":\"sha256:" + std::string(64, 'a') + "\"}")};
  if (target == "/plain") return {Page("302 Found\r\nLocation: http://site.example/", "")};
  if (target == "/inside") return {Page("302 Found\r\nLocation: https://inside.example/", "")};
  if (target == "/any/.well-known/security.txt") return {Page("200 OK", "<!doctype html>Welcome")};
  return {Page("404 Not Found", "no")};
}

TEST_F(Collect, APageIsKeptAsItCameAndReadByItsPurpose) {
  testing::TlsServer server(authority_, {}, Site);
  const Answer answer = See({{"disclosure", "https://site.example/old"},
                             {"security.txt", "https://site.example/.well-known/security.txt"},
                             {"version", "https://site.example/version"},
                             {"channel", "https://site.example/plain"},
                             {"support", "https://site.example/gone"},
                             {"support", "https://site.example/inside"},
                             {"security.txt", "https://site.example/any/.well-known/security.txt"}},
                            server);
  ASSERT_EQ(answer.exit, kDone) << answer.talk;
  const auto reading = ReadEvidenceFolder(Evidence(), {});
  ASSERT_TRUE(reading) << ToString(reading.error());
  EXPECT_TRUE(reading->left.empty());
  const auto& pages = reading->published.pages;
  ASSERT_EQ(pages.size(), 7u);

  EXPECT_EQ(pages[0].status, 200);
  EXPECT_EQ(pages[0].url, "https://site.example/old");
  EXPECT_EQ(pages[0].final_url, "https://site.example/security");
  EXPECT_EQ(pages[0].at, "2026-11-26T00:00:00Z");
  EXPECT_EQ(pages[0].tls_version, "TLSv1.3");
  EXPECT_TRUE(pages[0].chain_valid && pages[0].hsts);
  EXPECT_TRUE(std::ranges::find(pages[0].parts, "how-to-report") != pages[0].parts.end());
  EXPECT_EQ(File("evidence/" + BodyPath(crypto::Sha256Of(kDisclosure))), kDisclosure);

  EXPECT_EQ(pages[1].expires, "2027-06-30T00:00:00Z");
  EXPECT_EQ(pages[1].parts, (std::vector<std::string>{"canonical", "contact", "expires"}));
  EXPECT_EQ(pages[2].digest_reported, std::string(64, 'a'));
  EXPECT_TRUE(pages[3].downgrade);
  EXPECT_EQ(pages[4].status, 404);
  EXPECT_EQ(pages[5].status, 0);
  EXPECT_TRUE(pages[5].error.find("a private network") != std::string::npos) << pages[5].error;
  EXPECT_EQ(pages[6].status, 200);
  EXPECT_TRUE(pages[6].parts.empty() && pages[6].expires.empty()) << "any page is no security.txt";
}

TEST_F(Collect, ABodyThatWasChangedCountsForNothing) {
  testing::TlsServer server(authority_, {}, Site);
  ASSERT_EQ(See({{"disclosure", "https://site.example/security"}}, server).exit, kDone);
  std::ofstream(folder_ / "evidence" / BodyPath(crypto::Sha256Of(kDisclosure))) << "else";
  const auto reading = ReadEvidenceFolder(Evidence(), {});
  ASSERT_TRUE(reading);
  EXPECT_TRUE(reading->published.pages.empty());
  EXPECT_EQ(reading->left.size(), 1u);
}

TEST_F(Collect, PartsThatTheListAddsAreNotThoseOfTheBody) {
  testing::TlsServer server(authority_, {}, Site);
  ASSERT_EQ(See({{"version", "https://site.example/version"}}, server).exit, kDone);
  auto collected = ReadCollectedIn(Evidence());
  ASSERT_TRUE(collected);
  collected->pages.at(0).page.digest_reported = std::string(64, 'b');
  ASSERT_TRUE(WriteCollectedIn(Evidence(), *collected));
  EXPECT_EQ(ReadEvidenceFolder(Evidence(), {})->published.pages.at(0).digest_reported,
            std::string(64, 'a'));
}

TEST_F(Collect, NoAnswerAtAllIsWrittenDownAndExits4) {
  testing::TlsServer server(authority_, {.names = "DNS:other.example"}, Site);
  const Answer answer = See({{"channel", "https://site.example/"}}, server);
  EXPECT_EQ(answer.exit, kNotDone);
  EXPECT_EQ(answer.out, "");
  const auto collected = ReadCollectedIn(Evidence());
  ASSERT_TRUE(collected && collected->pages.size() == 1);
  EXPECT_EQ(collected->pages[0].chain, "wrong-name");
  EXPECT_EQ(collected->pages[0].certificate_names, std::vector<std::string>{"other.example"});
}

TEST_F(Collect, SeenTwiceIsWrittenTwice) {
  testing::TlsServer server(authority_, {}, Site);
  for (int i = 0; i < 2; ++i)
    ASSERT_EQ(See({{"channel", "https://site.example/security"}}, server).exit, kDone);
  EXPECT_EQ(ReadCollectedIn(Evidence())->pages.size(), 2u);
}

TEST_F(Collect, WhatIsLookedAtIsWhatIsTypedOrNamed) {
  std::ofstream(folder_ / "avouch.yaml")
      << "avouch: 1\nproduct: {name: x}\nuser-guide: https://x.example/help\norganisation: .\n";
  std::ofstream(folder_ / "avouch.org.yaml")
      << "avouch: 1\norganisation: {name: X}\npeople: {asha: {name: Asha}}\nchannels: "
         "[https://x.example/, 'parcel, sealed']\n"
         "documents: {disclosure: https://x.example/security, support: support.md}\n";
  CollectPublishedFlags flags;
  flags.product = folder_.string();
  const auto named = WantedPages(flags);
  ASSERT_TRUE(named) << ToString(named.error());
  EXPECT_EQ(*named, (std::vector<Wanted>{{"user-guide", "https://x.example/help"},
                                         {"disclosure", "https://x.example/security"},
                                         {"channel", "https://x.example/"}}));
  flags.urls = {"https://x.example/security", "https://y.example", "https://y.example/version",
                "support=https://y.example/s?a=b"};
  EXPECT_EQ(*WantedPages(flags),
            (std::vector<Wanted>{{"disclosure", "https://x.example/security"},
                                 {"channel", "https://y.example"},
                                 {"security.txt", "https://y.example/.well-known/security.txt"},
                                 {"version", "https://y.example/version"},
                                 {"support", "https://y.example/s?a=b"}}));
  for (const char* url : {"http://x.example/", "https://y.example/what", "https://127.0.0.1/",
                          "support=http://x.example/"}) {
    flags.urls = {url};
    const auto refused = WantedPages(flags);
    ASSERT_FALSE(refused) << url;
    EXPECT_EQ(refused.error().kind, ErrorKind::kUsage) << url;
  }
}

}  // namespace
}  // namespace avouch::app
