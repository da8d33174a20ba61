#include "formats/snap_record.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// "format name version", then "line: name version {group} (qualifiers) -> needs", then the notes.
std::string Text(const char* path, const std::string& text) {
  const auto read = ReadSnapRecord(Path(path), text);
  if (!read) return "refused: " + ToString(read.error());
  std::string out = read->format + ' ' + read->name + ' ' + read->version + '\n';
  for (const auto& one : read->components) {
    out += std::to_string(one.place.line) + ": " + one.name + ' ' + one.version;
    if (!one.detail.group.empty()) out += " {" + one.detail.group + '}';
    for (const auto& [name, value] : one.detail.qualifiers) out += ' ' + name + '=' + value;
    for (const auto to : one.detail.needs) out += " ->" + std::to_string(to);
    out += '\n';
  }
  for (const auto& note : read->notes) out += "note: " + note + '\n';
  return out;
}

TEST(SnapRecord, LiesWhereASnapIsUnpackedOrMounted) {
  for (const char* path :
       {"meta/snap.yaml", "snap/tea/4/meta/snap.yaml", "snap/manifest.yaml",
        "snap/tea/4/snap/manifest.yaml", "snap/core22/1/usr/share/snappy/dpkg.yaml"})
    EXPECT_TRUE(IsSnapRecord(Path(path))) << path;
  for (const char* path : {"snap.yaml", "meta/manifest.yaml", "mysnap/manifest.yaml",
                           "snap/snapcraft.yaml", "share/snappy/dpkg.yaml"})
    EXPECT_FALSE(IsSnapRecord(Path(path))) << path;
}

TEST(SnapRecord, TheSnapAndWhatItWasPrimedWith) {
  EXPECT_EQ(Text("meta/snap.yaml", "name: tea\nversion: '4.2'\nbase: core22\nlicense: MIT\n"),
            "snap-installed  \n1: tea 4.2\n");
  EXPECT_EQ(Text("snap/manifest.yaml",
                 "name: tea\nversion: 4.2\nbase: core22\n"
                 "snapcraft-os-release-id: ubuntu\nsnapcraft-os-release-version-id: '20.04'\n"
                 "primed-stage-packages:\n- libcup1=1.2-3\n- libpot:i386=2:4.0\n- libcup1=1.2-3\n"
                 "parts:\n  main:\n    stage-packages: [never=1]\n"
                 "    build-packages: [gcc, make]\n    installed-packages: [gcc=11.2]\n"),
            "snap-packages-installed ubuntu 22.04\n"
            "1: tea 4.2 {snap} ->1 ->2\n"
            "7: libcup1 1.2-3 distro=ubuntu-22.04\n"
            "8: libpot 2:4.0 arch=i386 distro=ubuntu-22.04\n"
            "13: gcc 11.2 {build} distro=ubuntu-22.04\n"
            "note: line 13: make has no version\n");
}

TEST(SnapRecord, OlderOnesSayWhatEachPartStaged) {
  EXPECT_EQ(Text("snap/manifest.yaml",
                 "name: tea\nversion: 1\nparts:\n  a: {stage-packages: [x=1, y=2]}\n"
                 "  b: {stage-packages: [x=1]}\n"),
            "snap-packages-installed ubuntu 16.04\n1: tea 1 {snap} ->1 ->2\n"
            "4: x 1 distro=ubuntu-16.04\n4: y 2 distro=ubuntu-16.04\n");
  EXPECT_EQ(Text("snap/manifest.yaml", "name: tea\nbase: bare\nprimed-stage-packages: [x=1]\n"),
            "snap-packages-installed ubuntu \n1: tea  {snap} ->1\n3: x 1\n");
  EXPECT_EQ(Text("usr/share/snappy/dpkg.yaml", "packages:\n- base-files=12\n"),
            "snap-packages-installed ubuntu \n2: base-files 12\n");
}

TEST(SnapRecordAttack, WhatIsNoListOfTexts) {
  EXPECT_EQ(Text("snap/manifest.yaml", "- a\n"),
            "refused: snap/manifest.yaml, line 1: not one map");
  EXPECT_EQ(Text("meta/snap.yaml", "version: 1\n"), "snap-installed  \nnote: no name\n");
  EXPECT_EQ(Text("snap/manifest.yaml",
                 "parts: [a]\nprimed-stage-packages: [[], '=1', x=, {a: b}]\nbuild-packages: a\n"),
            "snap-packages-installed ubuntu 16.04\n"
            "note: line 2: a package that is no text\nnote: line 2: a package that is no text\n"
            "note: line 2: x has no version\nnote: line 2: a package that is no text\n");
}

}  // namespace
}  // namespace avouch::formats
