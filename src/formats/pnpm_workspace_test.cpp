#include "formats/pnpm_workspace.h"

#include <gtest/gtest.h>

#include <string>

#include "base/text.h"
#include "formats/package_json.h"

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

// "group name range" of each row of a catalog.
std::string RowsOf(const Result<model::Manifest>& manifest) {
  std::string told;
  if (!manifest) return ToString(manifest.error());
  for (const auto& one : manifest->requirements)
    told += one.group + " " + one.name + " " + one.range + "|";
  return told;
}

TEST(PnpmWorkspace, YarnAndBunKeepTheirCatalogsElsewhere) {
  EXPECT_EQ(RowsOf(ReadYarnSettings(".yarnrc.yml",
                                    "nodeLinker: node-modules\ncatalog:\n  tea: ^1.2.0\n"
                                    "catalogs:\n  next:\n    tea: ^2.0.0\n")),
            "catalog tea ^1.2.0|catalog:next tea ^2.0.0|");
  EXPECT_EQ(RowsOf(ReadYarnSettings(".yarnrc.yml", "# nothing\n")), "");
  EXPECT_FALSE(ReadYarnSettings(".yarnrc.yml", "- a\n"));
  EXPECT_EQ(RowsOf(ReadPackageJson("package.json",
                                   R"({"workspaces": {"packages": ["a"], "catalog": {"tea": "^1"},
      "catalogs": {"next": {"tea": "^2"}}}, "catalog": {"cup": "3.0.0"},
      "dependencies": {"tea": "catalog:next"}})")),
            " tea catalog:next|catalog cup 3.0.0|catalog tea ^1|catalog:next tea ^2|");
  EXPECT_EQ(RowsOf(ReadPackageJson("package.json", R"({"workspaces": ["a"], "catalogs": [1]})")),
            "");
}

}  // namespace
}  // namespace avouch::formats
