#include "formats/package_json.h"

#include <gtest/gtest.h>

namespace avouch::formats {
namespace {

TEST(PackageJson, GroupsToolsLicenceAndWorkspaces) {
  const auto m = ReadPackageJson("web/package.json", R"({
  "name": "x", "version": "1.0.0", "license": "MIT",
  "engines": {"node": ">=20", "npm": 10},
  "packageManager": "pnpm@9.1.0+sha512.abc",
  "workspaces": {"packages": ["packages/*"]},
  "dependencies": {
    "a": "^1.2.0", "b": "1.2.3", "c": "npm:@s/real@~2.0.0",
    "d": "github:o/d#0123456789012345678901234567890123456789",
    "e": "file:../e", "f": "workspace:*", "g": "https://example.org/g.tgz", "h": 7
  },
  "devDependencies": {"t": "*"},
  "peerDependencies": {"p": ">=1"},
  "overrides": {"z": "1.0.0"}
})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->licences, (std::vector<std::string>{"MIT"}));
  EXPECT_EQ(m->tools, (std::vector<std::string>{"node >=20", "npm 10", "pnpm 9.1.0"}));
  EXPECT_EQ(m->workspaces, (std::vector<std::string>{"packages/*"}));
  ASSERT_EQ(m->requirements.size(), 9u);
  const auto& r = m->requirements;
  EXPECT_FALSE(r[0].exact);
  EXPECT_TRUE(r[1].exact);
  EXPECT_EQ(r[2].name, "@s/real");
  EXPECT_EQ(r[2].range, "~2.0.0");
  EXPECT_EQ(r[2].place.line, 7);
  EXPECT_EQ(r[3].source, model::SourceKind::kGit);
  EXPECT_TRUE(r[3].exact);
  EXPECT_EQ(r[4].source, model::SourceKind::kPath);
  EXPECT_EQ(r[5].source, model::SourceKind::kWorkspace);
  EXPECT_EQ(r[6].source, model::SourceKind::kUrl);
  EXPECT_TRUE(r[7].development);
  EXPECT_EQ(r[8].group, "peer");
  EXPECT_EQ(m->notes.size(), 3u);
}

TEST(PackageJson, ADuplicateKeyIsTheLastOneAndANote) {
  const auto m =
      ReadPackageJson("package.json", R"({"dependencies": {"a": "1.0.0", "a": "2.0.0"}})");
  ASSERT_TRUE(m.has_value());
  EXPECT_EQ(m->requirements.at(0).range, "2.0.0");
  EXPECT_EQ(m->notes.size(), 1u);
}

TEST(PackageJson, ShapesThatAreNotItsOwnAreRefusedOrLeft) {
  EXPECT_FALSE(ReadPackageJson("package.json", "[]").has_value());
  EXPECT_FALSE(ReadPackageJson("package.json", "{").has_value());
  const auto m = ReadPackageJson("package.json", R"({"dependencies": ["a"], "workspaces": 1})");
  ASSERT_TRUE(m.has_value());
  EXPECT_TRUE(m->requirements.empty());
}

TEST(PackageJson, SpecifiersSayWhereThingsComeFrom) {
  using model::SourceKind;
  for (const auto& [text, want] : {std::pair{"^1.0.0", SourceKind::kRegistry},
                                   {"latest", SourceKind::kRegistry},
                                   {">=1 <2 || 3.x", SourceKind::kRegistry},
                                   {"npm:@a/b@1", SourceKind::kRegistry},
                                   {"owner/name#semver:^1", SourceKind::kGit},
                                   {"git+ssh://git@h/x.git", SourceKind::kGit},
                                   {"https://h/x.git#main", SourceKind::kGit},
                                   {"https://h/x.tgz", SourceKind::kUrl},
                                   {"link:../x", SourceKind::kPath},
                                   {"./x", SourceKind::kPath},
                                   {"", SourceKind::kRegistry}})
    EXPECT_EQ(NpmSource(text), want) << text;
}

TEST(PackageJson, SaysHowItReachesOthersOnlyInSoManyWords) {
  struct {
    const char *what, *ships;
  } const rows[] = {
      {R"("main": "index.js")", "unsaid"},  // `npm init` writes it for programs too
      {R"("files": ["lib"])", "library"},
      {R"("exports": "./x.js")", "library"},
      {R"("publishConfig": {"access": "public"})", "library"},
      {R"("bin": "./cli.js")", "program"},
      {R"("bin": {"x": "./cli.js"}, "exports": "./x.js")", "program"},
      {R"("private": true, "bin": "./cli.js")", "nothing"},
      {R"("private": false, "types": "x.d.ts")", "library"},
      {R"("version": null, "files": ["lib"])", "unsaid"},
  };
  for (const auto& row : rows) {
    const auto m = ReadPackageJson(
        "package.json", R"({"name": "x", "version": "1.0.0", )" + std::string(row.what) + "}");
    ASSERT_TRUE(m.has_value()) << row.what;
    EXPECT_EQ(model::Name(m->ships), row.ships) << row.what;
  }
}

}  // namespace
}  // namespace avouch::formats
