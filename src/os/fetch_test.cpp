#include "os/fetch.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace avouch::os {
namespace {

// Names and their addresses; what a name says may change with every question.
struct Names : Resolver {
  std::map<std::string, std::vector<std::string>> known;
  std::vector<std::string> asked;

  Result<std::vector<IpAddress>> Resolve(const std::string& host) override {
    asked.push_back(host);
    const auto at = known.find(host);
    if (at == known.end()) return Fail(ErrorKind::kNotFound, "the name has no address", host);
    std::vector<IpAddress> out;
    for (const auto& text : at->second) out.push_back(*ParseIpAddress(text));
    return out;
  }
};

// Pages by address, and where each request went.
struct Pages : WebTransport {
  std::map<std::string, WebAnswer> pages;
  std::vector<std::string> asked, went_to;

  WebAnswer Get(const WebAddress& at, std::span<const IpAddress> addresses,
                const WebLimits&) override {
    asked.push_back(at.Text());
    for (const IpAddress& address : addresses) went_to.push_back(ToString(address));
    const auto page = pages.find(at.Text());
    if (page != pages.end()) return page->second;
    WebAnswer none;
    none.status = 404;
    return none;
  }
};

WebAnswer Answer(int status, std::vector<std::pair<std::string, std::string>> headers = {}) {
  WebAnswer out;
  out.status = status;
  out.headers = std::move(headers);
  return out;
}

struct World {
  Names names;
  Pages pages;

  World() {
    names.known = {{"a.example", {"8.8.8.8", "2606:4700::1111"}},
                   {"b.example", {"9.9.9.9"}},
                   {"inside.example", {"10.0.0.1"}},
                   {"mixed.example", {"8.8.8.8", "127.0.0.1"}},
                   {"metadata.example", {"169.254.169.254"}},
                   {"mapped.example", {"::ffff:8.8.8.8"}},
                   {"empty.example", {}}};
  }
  Fetched Get(const std::string& url) { return Fetch(*ReadWebAddress(url), names, pages); }
};

TEST(Fetch, AsksJudgedAddressesAndTellsTheWay) {
  World world;
  world.pages.pages["https://a.example/x"] = Answer(301, {{"location", "//b.example/y"}});
  world.pages.pages["https://b.example/y"] =
      Answer(200, {{"strict-transport-security", "includeSubDomains; max-age=\"31536000\""}});
  const Fetched got = world.Get("https://a.example/x");
  EXPECT_EQ(got.answer.status, 200);
  EXPECT_EQ(got.final_url, "https://b.example/y");
  EXPECT_EQ(got.way, (std::vector<std::string>{"https://a.example/x", "https://b.example/y"}));
  EXPECT_TRUE(got.hsts);
  EXPECT_FALSE(got.downgrade);
  EXPECT_EQ(world.pages.went_to,
            (std::vector<std::string>{"8.8.8.8", "2606:4700::1111", "9.9.9.9"}));
  EXPECT_EQ(world.names.asked.size(), 2u) << "a name is resolved once for each step";
}

TEST(Fetch, SendsNobodyInside) {
  for (const char* host : {"inside.example", "mixed.example", "metadata.example", "mapped.example",
                           "empty.example", "unknown.example"}) {
    World world;
    const std::string url = std::string("https://") + host + "/";
    const Fetched first = world.Get(url);
    EXPECT_EQ(first.answer.status, 0) << host;
    EXPECT_NE(first.answer.error, "") << host;
    EXPECT_TRUE(world.pages.asked.empty()) << host;
    // The same by a redirect of a public server.
    world.pages.pages["https://a.example/"] = Answer(302, {{"location", url}});
    const Fetched led = world.Get("https://a.example/");
    EXPECT_EQ(led.answer.status, 0) << host;
    EXPECT_EQ(world.pages.asked, std::vector<std::string>{"https://a.example/"}) << host;
  }
}

TEST(Fetch, ANameThatChangesIsJudgedAgainAtEachStep) {
  struct Rebinding : Names {
    Result<std::vector<IpAddress>> Resolve(const std::string& host) override {
      asked.push_back(host);
      return std::vector{*ParseIpAddress(asked.size() == 1 ? "8.8.8.8" : "127.0.0.1")};
    }
  } names;
  Pages pages;
  pages.pages["https://a.example/"] = Answer(302, {{"location", "/again"}});
  const Fetched got = Fetch(*ReadWebAddress("https://a.example/"), names, pages);
  EXPECT_EQ(got.answer.status, 0);
  EXPECT_EQ(pages.asked, std::vector<std::string>{"https://a.example/"});
  EXPECT_EQ(pages.went_to, std::vector<std::string>{"8.8.8.8"});
}

TEST(Fetch, RefusesRedirectsThatLeadAstray) {
  struct Row {
    const char* location;
    const char* error;
  };
  const Row kRows[] = {
      {"https://10.0.0.1/", "an address instead of a name"},
      {"https://localhost/", "a name of one part"},
      {"https://user:secret@b.example/", "a user name or password"},
      {"https://b.example:8443/", "another port"},
      {"file:///etc/passwd", "no https address"},
      {"javascript:alert(1)", "no https address"},
      {"", "without a Location"},
      {"/x\ty", "a character that no address has"},
      {"https://a.example/", "in a circle"},
      {"", "without a Location"},
  };
  for (const Row& row : kRows) {
    World world;
    world.pages.pages["https://a.example/"] = Answer(307, {{"location", row.location}});
    const Fetched got = world.Get("https://a.example/");
    EXPECT_EQ(got.answer.status, 0) << row.location;
    EXPECT_FALSE(got.answered()) << row.location;
    EXPECT_TRUE(got.answer.error.find(row.error) != std::string::npos)
        << row.location << ": " << got.answer.error;
    EXPECT_EQ(world.pages.asked.size(), 1u) << row.location;
  }
}

TEST(Fetch, ARedirectToPlainHttpIsToldAndNotFollowed) {
  World world;
  world.pages.pages["https://a.example/"] = Answer(301, {{"location", "HTTP://a.example/"}});
  const Fetched got = world.Get("https://a.example/");
  EXPECT_TRUE(got.downgrade);
  EXPECT_EQ(got.answer.status, 301);
  EXPECT_EQ(world.pages.asked.size(), 1u);
}

TEST(Fetch, CirclesAndToursEnd) {
  World world;
  world.pages.pages["https://a.example/1"] = Answer(302, {{"location", "2"}});
  world.pages.pages["https://a.example/2"] = Answer(302, {{"location", "1"}});
  EXPECT_TRUE(world.Get("https://a.example/1").answer.error.find("circle") != std::string::npos);
  EXPECT_EQ(world.pages.asked.size(), 2u);
  for (int i = 0; i < 20; ++i)
    world.pages.pages["https://b.example/" + std::to_string(i)] =
        Answer(302, {{"location", std::to_string(i + 1)}});
  world.pages.asked.clear();
  EXPECT_TRUE(world.Get("https://b.example/0").answer.error.find("more than 5 times") !=
              std::string::npos);
  EXPECT_EQ(world.pages.asked.size(), 6u);
}

TEST(Fetch, WhatComesPackedIsNotRead) {
  World world;
  world.pages.pages["https://a.example/"] = Answer(200, {{"content-encoding", "gzip"}});
  world.pages.pages["https://b.example/"] = Answer(200, {{"content-encoding", "identity"}});
  EXPECT_EQ(world.Get("https://a.example/").answer.status, 0);
  EXPECT_EQ(world.Get("https://b.example/").answer.status, 200);
}

TEST(Fetch, HttpsOnlyNeedsAnAge) {
  struct Row {
    const char* header;
    bool hsts;
  };
  const Row kRows[] = {{"max-age=1", true},
                       {"max-age=0", false},
                       {"max-age=\"0\"", false},
                       {"max-age", false},
                       {"", false},
                       {"includeSubDomains", false},
                       {"max-age=-1", false},
                       {"max-age=1x", false},
                       {"MAX-AGE = 60 ", true},
                       {"max-age=0; max-age=1", false}};
  for (const Row& row : kRows) {
    World world;
    world.pages.pages["https://a.example/"] =
        Answer(200, {{"strict-transport-security", row.header}});
    EXPECT_EQ(world.Get("https://a.example/").hsts, row.hsts) << row.header;
  }
}

}  // namespace
}  // namespace avouch::os
