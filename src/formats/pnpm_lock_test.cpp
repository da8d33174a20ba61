#include "formats/pnpm_lock.h"

#include <gtest/gtest.h>

#include <string>

#include "formats/lock_graph.h"

namespace avouch::formats {
namespace {

using model::SourceKind;

model::Manifest Read(std::string_view text) {
  auto manifest = ReadPnpmLock("pnpm-lock.yaml", text);
  EXPECT_TRUE(manifest.has_value()) << ToString(manifest.error());
  return manifest ? std::move(*manifest) : model::Manifest();
}

TEST(PnpmLock, NineSaysScopesByWhatProjectsAskFor) {
  const auto m = Read(R"(lockfileVersion: '9.0'

overrides:
  a: 1.0.0

importers:

  .:
    dependencies:
      '@s/a':
        specifier: ^1.0.0
        version: 1.0.0(b@2.0.0(c@1.0.0))
      w:
        specifier: workspace:*
        version: link:packages/w
    devDependencies:
      b:
        specifier: ^2.0.0
        version: 2.0.0(c@1.0.0)
  packages/w:
    optionalDependencies:
      old:
        specifier: npm:real@1
        version: real@1.0.0
    devDependencies:
      g:
        specifier: owner/g
        version: https://codeload.github.com/owner/g/tar.gz/0123

packages:

  '@s/a@1.0.0':
    resolution: {integrity: sha512-A}
    peerDependencies:
      b: '*'

  b@2.0.0:
    resolution: {integrity: sha512-B}

  c@1.0.0:
    resolution: {integrity: sha512-C}

  g@https://codeload.github.com/owner/g/tar.gz/0123:
    resolution: {tarball: https://codeload.github.com/owner/g/tar.gz/0123}
    version: 0.1.0

  real@1.0.0:
    resolution: {integrity: sha512-R}

snapshots:

  '@s/a@1.0.0(b@2.0.0(c@1.0.0))':
    dependencies:
      c: 1.0.0
      gone: 1.0.0

  b@2.0.0(c@1.0.0):
    dependencies:
      c: 1.0.0

  c@1.0.0: {}

  g@https://codeload.github.com/owner/g/tar.gz/0123:
    dependencies:
      b: 2.0.0(c@1.0.0)

  real@1.0.0:
    optional: true
)");
  EXPECT_EQ(m.workspaces, (std::vector<std::string>{"packages/w"}));
  EXPECT_EQ(GraphText(m),
            "@s/a@1.0.0!: c@1.0.0\nb@2.0.0!d: c@1.0.0\nc@1.0.0:\ng@0.1.0!d: b@2.0.0\n"
            "real@1.0.0!o:\n");
  EXPECT_EQ(m.components[0].place.line, 32);
  EXPECT_EQ(m.components[0].digests, (std::vector<std::string>{"sha512-A"}));
  EXPECT_EQ(m.components[3].source, SourceKind::kGit);
  EXPECT_EQ(m.notes, (std::vector<std::string>{"line 4: 'overrides' changes 1 dependency",
                                               "1 dependency that nothing here is found for"}));
}

TEST(PnpmLock, FiveAndSixSayThemOfEachPackage) {
  const auto five = Read(R"(lockfileVersion: 5.3
dependencies:
  a: 1.0.0_b@2.0.0+c@1.0.0
  old: /real/1.0.0
devDependencies:
  b: 2.0.0
packages:
  /a/1.0.0_b@2.0.0+c@1.0.0:
    resolution: {integrity: sha512-A}
    dependencies:
      b: 2.0.0
      string_decoder: 1.1.1
    dev: false
  /a/1.0.0_b@3.0.0:
    resolution: {integrity: sha512-A}
    dependencies:
      g: github.com/owner/g/0123
    dev: true
  /b/2.0.0:
    resolution: {integrity: sha512-B}
    dev: true
    optional: true
  /real/1.0.0:
    resolution: {integrity: sha512-R, tarball: 'http://r/real.tgz'}
    dev: false
  /string_decoder/1.1.1:
    resolution: {integrity: sha512-S}
  /early/1.0.0_@babel/core@7.1.0:
    resolution: {integrity: sha512-E}
  github.com/owner/g/0123:
    resolution: {commit: 0123, repo: 'https://github.com/owner/g.git', type: git}
    name: g
    version: 0.1.0
    dev: true
)");
  EXPECT_EQ(GraphText(five),
            "a@1.0.0!: b@2.0.0 string_decoder@1.1.1 g@0.1.0\nb@2.0.0!do:\nreal@1.0.0!:\n"
            "string_decoder@1.1.1:\nearly@1.0.0:\ng@0.1.0d:\n")
      << "two sets of peers are one package, shipped where one of them is";
  const auto six = Read(R"(lockfileVersion: '6.0'
importers:
  .:
    dependencies:
      '@s/a': {specifier: '1', version: 1.0.0(b@2.0.0)}
packages:
  /@s/a@1.0.0(b@2.0.0):
    resolution: {integrity: sha512-A}
    dependencies: {b: 2.0.0}
    dev: false
  /b@2.0.0:
    resolution: {integrity: sha512-B}
    dev: false
  file:../c:
    resolution: {directory: ../c, type: directory}
    name: c
    version: 0.1.0
  file:dir/d:
    resolution: {directory: dir/d, type: directory}
    name: d
)");
  EXPECT_EQ(GraphText(six), "@s/a@1.0.0!: b@2.0.0\nb@2.0.0:\nc@0.1.0:\nd@:\n")
      << "a folder needs no version";
  EXPECT_EQ(six.components[2].source, SourceKind::kPath);
}

TEST(PnpmLock, TwoDocumentsAreOneLock) {
  const auto m = Read(
      "---\nlockfileVersion: '9.0'\nimporters: {.: {dependencies: {a: {version: 1.0.0}}}}\n"
      "packages: {a@1.0.0: {resolution: {integrity: sha512-A}}}\nsnapshots: {a@1.0.0: {}}\n"
      "---\nlockfileVersion: '9.0'\nimporters: {.: {dependencies: {b: {version: 1.0.0}}}}\n"
      "packages: {b@1.0.0: {resolution: {integrity: sha512-B}}}\nsnapshots: {b@1.0.0: {}}\n");
  EXPECT_EQ(GraphText(m), "a@1.0.0!:\nb@1.0.0!:\n");
}

TEST(PnpmLock, Refused) {
  for (const char* text :
       {"", "[]", "a: 1", "lockfileVersion: 4", "lockfileVersion: '10.0'", "lockfileVersion: x",
        "lockfileVersion: 5.3\npackages: {nothing: {resolution: {integrity: sha512-A}}}",
        "lockfileVersion: '9.0'\npackages: {a: {resolution: {integrity: sha512-A}}}"})
    EXPECT_FALSE(ReadPnpmLock("pnpm-lock.yaml", text).has_value()) << text;
}

TEST(PnpmLock, HostileTextEnds) {
  std::string peers = "a@1", cycle = "lockfileVersion: '9.0'\npackages:\n", snapshots;
  for (int i = 0; i < 100'000; ++i) peers += "(b@1";
  peers += std::string(99'999, ')');
  const auto odd = Read("lockfileVersion: '9.0'\npackages:\n  ? \"" + peers +
                        "\"\n  : {}\n  c@1: 1\n  d@1:\nsnapshots:\n  c@1: {dependencies: [1]}\n"
                        "  e@1(: 1\n  c@1(e@1): {dependencies: {c: 1(e@1), d: '', c@1: ~}}\n"
                        "importers: {.: [], a: {dependencies: {c: {version: [1]}}}}\n");
  EXPECT_EQ(odd.components.size(), 3u);
  for (int i = 0; i < 3000; ++i) {
    const std::string one = "a" + std::to_string(i), next = "a" + std::to_string((i + 1) % 3000);
    cycle += "  " + one + "@1: {resolution: {integrity: x}}\n";
    snapshots += "  " + one + "@1: {dependencies: {" + next + ": 1}}\n";
  }
  const auto m = Read(cycle + "snapshots:\n" + snapshots +
                      "importers: {.: {devDependencies: {a7: {version: 1}}}}\n");
  ASSERT_EQ(m.components.size(), 3000u);
  EXPECT_TRUE(m.components[2999].development);
}

}  // namespace
}  // namespace avouch::formats
