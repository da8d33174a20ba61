#include "inventory/verified.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::Manifest;

// "a:tea@1 a:tea@2"
Manifest Lock(std::string format, std::string_view components) {
  Manifest manifest;
  manifest.ecosystem = Ecosystem::kGradle;
  manifest.format = std::move(format);
  manifest.lock = true;
  for (const auto word : Words(components)) {
    const std::size_t at = word.find('@');
    manifest.components.push_back(
        {.name = std::string(word.substr(0, at)), .version = std::string(word.substr(at + 1))});
  }
  return manifest;
}

TEST(Verified, WhatWasEverVerifiedIsNoList) {
  const struct {
    const char* rule;
    std::string_view verified, locked, asked, want;
    bool lacks;
  } rows[] = {
      {"nobody asks for it", "a:tea@1 a:pot@2", "", "", "", true},
      {"asked for, and no other version would be taken", "a:tea@1 a:pot@2", "", "a:tea", "a:tea@1",
       true},
      {"asked for, and two would be taken", "a:tea@1 a:tea@2", "", "a:tea", "", true},
      {"a lock says which of two", "a:tea@1 a:tea@2 a:pot@3", "a:tea@2", "a:tea", "a:tea@2", false},
      {"all is asked for", "a:tea@1", "", "a:tea", "a:tea@1", false},
  };
  for (const auto& row : rows) {
    model::ComponentFacts facts;
    facts.manifests.push_back(Lock("gradle-verification", row.verified));
    if (!row.locked.empty()) facts.manifests.push_back(Lock("gradle-lock", row.locked));
    Manifest build = Lock("gradle-build", "");
    build.lock = false;
    for (const auto name : Words(row.asked))
      build.requirements.push_back({.name = std::string(name)});
    facts.manifests.push_back(build);
    EXPECT_EQ(KeepVerified(facts), row.lacks) << row.rule;
    std::vector<std::string> left;
    for (const auto& one : facts.manifests[0].components)
      left.push_back(one.name + "@" + one.version);
    EXPECT_EQ(Join(left, " "), row.want) << row.rule;
    EXPECT_EQ(facts.manifests[0].notes.empty(), !row.lacks) << row.rule;
  }
}

}  // namespace
}  // namespace avouch::inventory
