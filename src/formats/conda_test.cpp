#include "formats/conda.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version;
    for (const auto& [key, value] : one.detail.qualifiers) out += " " + key + "=" + value;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " ->" + std::to_string(need);
    out += (one.detail.group.empty() ? "" : " " + one.detail.group) +
           (one.development ? " dev\n" : "\n");
  }
  return out;
}

TEST(CondaLock, PlatformsApartAndPipTold) {
  const auto m = ReadConda("conda-lock.yml", R"(version: 1
package:
- name: axle
  version: 2.1.0
  manager: conda
  platform: linux-64
  dependencies: {bolt: '>=1', __glibc: ''}
  url: https://conda.example/conda-forge/linux-64/axle-2.1.0-h5_0.conda
  hash: {md5: AA, sha256: BB}
  category: main
  optional: false
- {name: bolt, version: '1.4', manager: conda, platform: osx-64, category: main}
- {name: bolt, version: '1.4', manager: conda, platform: linux-64, category: dev}
- {name: nut, version: '1', manager: pip, platform: linux-64, url: 'https://h/a/b/nut-1-py3.tar.bz2', category: main}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(3 axle 2.1.0 build=h5_0 channel=conda-forge subdir=linux-64 type=conda sha256:bb md5:aa ->2
12 bolt 1.4
13 bolt 1.4 dev dev
14 nut 1 pip
)");
}

TEST(CondaEnvironment, ExactOnesAreComponents) {
  const auto m = ReadConda("environment.yml", R"(name: cart
dependencies:
  - python=3.12
  - conda-forge::axle=2.1.0=h5_0
  - bolt==1.4
  - nut>=1
  - pip:
    - wheel==0.3
    - -r more.txt
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m), "4 axle 2.1.0 build=h5_0\n5 bolt 1.4\n");
  std::string got;
  for (const auto& one : m->requirements)
    got += one.name + " [" + one.range + "] " + one.group + (one.exact ? " exact\n" : "\n");
  EXPECT_EQ(got,
            "python [=3.12] \naxle [=2.1.0=h5_0]  exact\nbolt [==1.4]  exact\nnut [>=1] \n"
            "wheel [==0.3] pip exact\n");
  EXPECT_EQ(m->notes, (Texts{"line 9: an option or file for pip: -r more.txt"}));
}

TEST(CondaMeta, OneInstalledPackage) {
  const auto m = ReadConda("opt/conda/conda-meta/axle-2.1.0-h5_0.json", R"({
  "name": "axle", "version": "2.1.0", "license": "MIT", "sha256": "bb",
  "url": "https://conda.example/pkgs/main/linux-64/axle-2.1.0-h5_0.tar.bz2",
  "depends": ["bolt >=1,<2", "nut"]})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m),
            "2 axle 2.1.0 build=h5_0 channel=main subdir=linux-64 type=tar.bz2 sha256:bb\n");
  EXPECT_EQ(m->requirements[0].range, ">=1,<2");
  for (const char* text : {"", "{}", "[]", "{\"name\": \"a\"}"})
    EXPECT_FALSE(ReadConda("conda-meta/a.json", text).has_value()) << text;
  EXPECT_FALSE(IsConda("my-conda-meta/a.json"));
}

}  // namespace
}  // namespace avouch::formats
