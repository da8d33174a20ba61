#include "formats/terraform_lock.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

TEST(TerraformLock, ProvidersWithTheirHashes) {
  const auto m = ReadTerraformLock("infra/.terraform.lock.hcl", R"(# Written by a tool.
/* two
lines */
provider "registry.terraform.io/acme/axle" {
  version     = "2.1.0"
  constraints = "~> 2.0, != 2.0.1"
  hashes = [
    "h1:AAAA=",
    "zh:00ff",
  ]
}
provider "registry.terraform.io/acme/bolt" {
  version = "1.4.0"
}
provider "x" {
}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  ASSERT_EQ(m->components.size(), 2u);
  EXPECT_EQ(m->components[0].name, "registry.terraform.io/acme/axle");
  EXPECT_EQ(m->components[0].version, "2.1.0");
  EXPECT_EQ(m->components[0].origin, "registry.terraform.io");
  EXPECT_EQ(m->components[0].digests, (Texts{"h1:AAAA=", "zh:00ff"}));
  EXPECT_EQ(m->components[0].place.line, 4);
  EXPECT_EQ(m->notes, (Texts{"line 12: registry.terraform.io/acme/bolt has no hashes",
                             "line 15: a provider without address or version"}));
}

TEST(TerraformLock, WhatTheToolsDoNotWriteIsRefusedWithItsLine) {
  for (const char* text :
       {"\n{", "\nprovider \"a", "\nprovider \"a\" {", "\nprovider \"a\" { x }",
        "\nprovider \"a\" { x = y }", "\nprovider \"a\" { x = [", "\nprovider \"a\" { x = [1] }",
        "\n= 1", "\nprovider \"a\" { x = \"${\n"}) {
    const auto m = ReadTerraformLock(".terraform.lock.hcl", text);
    ASSERT_FALSE(m.has_value()) << text;
    EXPECT_EQ(m.error().where, ".terraform.lock.hcl, line 2") << text;
  }
  EXPECT_FALSE(ReadTerraformLock(".terraform.lock.hcl", std::string(100'000, '{')).has_value());
}

}  // namespace
}  // namespace avouch::formats
