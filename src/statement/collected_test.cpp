#include "statement/collected.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::statement {
namespace {

const std::string kCommit(40, 'a'), kSum(64, 'b');
const std::string kFile = R"("name":"j.xml","sha256":")" + kSum + R"(","commit":")" + kCommit +
                          R"(","at":"2026-11-20T08:00:00Z")";
const std::string kPage =
    R"("purpose":"channel","url":"https://a.example/","at":"2026-11-20T08:00:00Z")";

TEST(Collected, IsReadBackAsItWasWritten) {
  const std::string whole =
      R"({"avouch":1,"files":[{)" + kFile +
      R"(,"kind":"unit","whole-history":true,"run":"https://ci.example/1","by":"avouch"}],"pages":[{)" +
      kPage +
      R"(,"final":"https://b.example/","status":200,"tls":"TLSv1.3","chain":"valid","certificate":{"until":"2027-01-01T00:00:00Z","names":["a.example"]},"hsts":true,"downgrade":true,"body":")" +
      kSum + R"(","parts":["roles"],"digest":"c","expires":"2027-01-01","by":"avouch"},{)" + kPage +
      R"(,"error":"timed out"}]})";
  const auto read = ReadCollected(whole);
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ(read->Find("j.xml")->kind, "unit");
  EXPECT_EQ(read->Find("other.xml"), nullptr);
  EXPECT_EQ(read->pages.at(0).page.final_url, "https://b.example/");
  EXPECT_TRUE(read->pages.at(0).page.chain_valid);
  EXPECT_EQ(read->pages.at(1).page.status, 0);
  const auto written = WriteCollected(*read);
  ASSERT_TRUE(written);
  const auto again = ReadCollected(*written);
  ASSERT_TRUE(again) << ToString(again.error());
  EXPECT_EQ(*again, *read);
}

TEST(Collected, ByHandOneCommitIsEnough) {
  const auto read = ReadCollected(
      R"({"commit":"c","at":"2026-11-20","kinds":{"j.xml":"unit"},"whole-history":["g.json"]})");
  ASSERT_TRUE(read) << ToString(read.error());
  EXPECT_EQ(read->commit, "c");
  EXPECT_EQ(read->kinds.at(0).second, "unit");
  EXPECT_EQ(read->whole_history.at(0), "g.json");
  EXPECT_EQ(*ReadCollected(*WriteCollected(*read)), *read);
}

TEST(Collected, OnlyAChainThatHoldsIsValid) {
  for (const std::string chain : {"expired", "wrong-name", "unknown-root", "invalid"}) {
    const auto read = ReadCollected(R"({"pages":[{)" + kPage + R"(,"chain":")" + chain + "\"}]}");
    ASSERT_TRUE(read) << chain;
    EXPECT_FALSE(read->pages.at(0).page.chain_valid) << chain;
  }
}

TEST(Collected, WhatNobodyReadsIsRefused) {
  struct Row {
    std::string json, error;
  };
  const Row kRows[] = {
      {"", ""},
      {"[]", "no map"},
      {R"({"avouch":2})", "another version"},
      {R"({"comit":"c"})", "unknown key 'comit'"},
      {R"({"commit":1})", "no text"},
      {R"({"files":{}})", "no list"},
      {R"({"files":[1]})", "no map"},
      {R"({"files":[{}]})", "lacks 'name'"},
      {R"({"files":[{)" + kFile + R"(,"claim":"1.2.3"}]})", "unknown key 'claim'"},
      {R"({"files":[{)" + kFile + "},{" + kFile + "}]}", "a file twice"},
      {R"({"files":[{"name":"../x","sha256":")" + kSum + R"(","commit":")" + kCommit +
           R"(","at":"2026-11-20"}]})",
       "no name of a file"},
      {R"({"files":[{"name":"x","sha256":")" + kSum + R"(","commit":"abc","at":"2026-11-20"}]})",
       "no full id"},
      {R"({"files":[{"name":"x","sha256":"b","commit":")" + kCommit + R"(","at":"2026-11-20"}]})",
       "sha256: no SHA-256"},
      {R"({"pages":[{"purpose":"a","url":"b"}]})", "lacks 'at'"},
      {R"({"pages":[{"purpose":"a","url":"b","at":"soon"}]})", "at: no time"},
      {R"({"pages":[{)" + kPage + R"(,"chain":"fine"}]})", "none of valid"},
      {R"({"pages":[{)" + kPage + R"(,"status":"200"}]})", "status: no whole number"},
      {R"({"pages":[{)" + kPage + R"(,"hsts":1}]})", "hsts: neither"},
      {R"({"pages":[{)" + kPage + R"(,"parts":"x"}]})", "parts: no list"},
      {R"({"pages":[{)" + kPage + R"(,"certificate":{"issuer":"x"}}]})", "unknown key 'issuer'"},
      {R"({"commit":"c","commit":"d"})", "twice"},
  };
  for (const Row& row : kRows) {
    const auto read = ReadCollected(row.json);
    ASSERT_FALSE(read) << row.json;
    EXPECT_EQ(read.error().kind, ErrorKind::kConfiguration) << row.json;
    EXPECT_TRUE(read.error().what.find(row.error) != std::string::npos)
        << row.json << ": " << ToString(read.error());
  }
}

}  // namespace
}  // namespace avouch::statement
