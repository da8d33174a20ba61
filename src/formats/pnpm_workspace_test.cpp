#include "formats/pnpm_workspace.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"

namespace avouch::formats {
namespace {

TEST(PnpmWorkspace, ACatalogIsATableOfVersionsByName) {
  const auto manifest = ReadPnpmWorkspace("pnpm-workspace.yaml", R"(packages:
  - 'apps/*'
  - '!apps/old'
catalog:
  tea: ^1.2.0
  pot: 2.0.0
catalogs:
  default:
    cup: 3.0.0
  next:
    tea: ^2.0.0
    odd: [1]
overrides:
  leaf: 1.0.0
)");
  ASSERT_TRUE(manifest) << ToString(manifest.error());
  std::string told;
  for (const auto& one : manifest->requirements)
    told += one.group + " " + one.name + " " + one.range + (one.exact ? "=" : "") + "@" +
            std::to_string(one.place.line) + "|";
  EXPECT_EQ(told,
            "catalog tea ^1.2.0@5|catalog pot 2.0.0=@6|catalog cup 3.0.0=@9|"
            "catalog:next tea ^2.0.0@11|");
  EXPECT_EQ(Join(manifest->workspaces, " "), "apps/* !apps/old");
  EXPECT_EQ(Join(manifest->notes, "|"),
            "line 12: odd has no version in text|line 14: 1 dependency overridden by 'overrides'");
  EXPECT_FALSE(manifest->lock);
  EXPECT_TRUE(ReadPnpmWorkspace("pnpm-workspace.yaml", "# only settings\n"));
  EXPECT_FALSE(ReadPnpmWorkspace("pnpm-workspace.yaml", "- a\n"));
}

}  // namespace
}  // namespace avouch::formats
