#include "formats/pixi.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Listed(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.components) {
    out += std::to_string(one.place.line) + " " + one.name + " " + one.version + " [" +
           one.detail.group + "]" + (one.development ? " dev " : " ") +
           std::string(model::Name(one.source));
    for (const auto& [key, value] : one.detail.qualifiers) out += " " + key + "=" + value;
    for (const auto& digest : one.digests) out += " " + digest;
    for (const auto need : one.detail.needs) out += " ->" + std::to_string(need);
    out += "\n";
  }
  return out;
}

TEST(PixiLock, EnvironmentsPlatformsAndBothIndexes) {
  const auto m = ReadPixi("pixi.lock", R"(version: 6
environments:
  default:
    packages:
      linux-64:
      - conda: https://h/forge/linux-64/python-3.12.1-h1_0.conda
      - conda: https://h/forge/noarch/numpy-2.0-py_1.conda
      - pypi: https://p/axle-1.2-py3-none-any.whl
      - pypi: ./
      osx-64:
      - conda: https://h/forge/osx-64/python-3.11.1-h2_0.conda
      - conda: https://h/forge/noarch/numpy-2.0-py_1.conda
  test:
    packages:
      linux-64:
      - conda: https://h/forge/linux-64/python-3.12.1-h1_0.conda
      - conda: https://h/forge/noarch/py-test-8.0-py_1.tar.bz2
  gpu:
    packages:
      linux-64:
      - conda: https://h/forge/linux-64/cuda-12-0.conda
packages:
- conda: https://h/forge/linux-64/python-3.12.1-h1_0.conda
  sha256: AA01
  md5: bb
  license: Python-2.0
- conda: https://h/forge/osx-64/python-3.11.1-h2_0.conda
- conda: https://h/forge/noarch/numpy-2.0-py_1.conda
  depends:
  - python >=3.9
  - __glibc >=2.17
  purls:
  - pkg:pypi/numpy?source=x
- conda: https://h/forge/noarch/py-test-8.0-py_1.tar.bz2
  depends: [python]
- conda: https://h/forge/linux-64/cuda-12-0.conda
- pypi: https://p/axle-1.2-py3-none-any.whl
  name: Axle
  version: '1.2'
  sha256: cc
  requires_dist:
  - numpy>=1.2 ; python_version >= '3.9'
  - cart ; extra == 'own'
- pypi: ./
  name: cart
  version: 0.1.0
  requires_dist:
  - axle==1.2
- pypi: git+https://u:p@g/bolt#0123456789012345678901234567890123456789
  name: bolt
  version: '3'
- conda: https://h/odd.conda
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(
      Listed(*m),
      R"(23 python 3.12.1 [] registry build=h1_0 channel=forge subdir=linux-64 type=conda sha256:aa01 md5:bb
27 python 3.11.1 [] registry build=h2_0 channel=forge subdir=osx-64 type=conda
28 numpy 2.0 [] registry build=py_1 channel=forge subdir=noarch type=conda ->0 ->1
34 py-test 8.0 [test] dev registry build=py_1 channel=forge subdir=noarch type=tar.bz2 ->0
36 cuda 12 [] registry build=0 channel=forge subdir=linux-64 type=conda
37 Axle 1.2 [pip] registry sha256:cc ->2
44 cart 0.1.0 [pip] path ->5
49 bolt 3 [pip] git
)");
  EXPECT_EQ(m->components[7].origin, "https://g/bolt#0123456789012345678901234567890123456789");
  EXPECT_EQ(m->notes, Texts{"line 52: a package without name or version"});
}

TEST(PixiLock, TheFormBeforeVersionSix) {
  const auto m = ReadPixi("pixi.lock", R"(version: 5
environments:
  default:
    packages:
      linux-64:
      - conda: https://h/forge/linux-64/zlib-1.3-h5_0.conda
packages:
- kind: conda
  name: zlib
  version: '1.3'
  url: https://h/forge/linux-64/zlib-1.3-h5_0.conda
  sha256: aa
- kind: pypi
  name: own
  version: 0.1.0
  path: .
- conda_source: cart[0123] @ src/cart-a-b
  depends: [zlib]
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Listed(*m),
            R"(8 zlib 1.3 [] registry build=h5_0 channel=forge subdir=linux-64 type=conda sha256:aa
13 own 0.1.0 [pip] path
17 cart  [] path
)");
}

TEST(PixiToml, FeaturesTargetsAndIndexes) {
  const auto m = ReadPixi("pixi.toml", R"([workspace]
name = "cart"
version = "0.3.0"
requires-pixi = ">=0.40"
[dependencies]
python = ">=3.12,<4"
numpy = "==2.0"
own = {path = "../own"}
[host-dependencies]
zlib = "*"
[pypi-dependencies]
Axle = {version = "==1.2", extras = ["x"]}
[target.win-64.dependencies]
vs = "2022"
[feature.test.dependencies]
pytest = "*"
[feature.cuda.target.linux-64.pypi-dependencies]
torch = {git = "https://h/torch"}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  std::string got;
  for (const auto& one : m->requirements)
    got += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  EXPECT_EQ(got, R"(6 python [>=3.12,<4]  registry
7 numpy [==2.0]  exact registry
8 own []  path
10 zlib [] build registry
12 axle [==1.2] pip exact registry
14 vs [2022]  registry if platform win-64
16 pytest [] test dev registry
18 torch [] pip git if platform linux-64
)");
  EXPECT_EQ(m->tools, Texts{"pixi >=0.40"});
}

TEST(Pixi, HostileFilesAreRefusedOrEnd) {
  // Many lists, each with one package that needs much.
  std::string lists = "version: 6\nenvironments:\n", package;
  for (int i = 0; i < 2'000; ++i)
    lists += " e" + std::to_string(i) + ": {packages: {l: [{conda: x/a-1-0.conda}]}}\n";
  for (int i = 0; i < 2'000; ++i) package += "  - b" + std::to_string(i) + "\n";
  const auto m =
      ReadPixi("pixi.lock", lists + "packages:\n- conda: x/a-1-0.conda\n  depends:\n" + package);
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->notes, Texts{"too many environments; some edges are missing"});
  for (const char* text : {"", "version: 3\n", "version: 8\n", "version: 6\n",
                           "version: 6\npackages: 7\n", "version: 6\npackages: [", "[]"})
    EXPECT_FALSE(ReadPixi("pixi.lock", text).has_value()) << text;
  EXPECT_TRUE(ReadPixi("pixi.lock", "version: 6\npackages: [7, [], {conda: []}]\n").has_value());
}

}  // namespace
}  // namespace avouch::formats
