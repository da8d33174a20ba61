#include <gtest/gtest.h>

#include "formats/app_recipes.h"
#include "formats/machine_recipes.h"
#include "formats/vcpkg.h"

namespace avouch::formats {
namespace {

// A component a line: "line: name version [origin] digests", development marked with "~"; then
// "-> name range {group}" of each requirement; then the notes.
std::string Text(const Result<model::Manifest>& read) {
  if (!read) return "refused: " + ToString(read.error());
  std::string out = read->format + " " + read->name + " " + read->version + "\n";
  for (const auto& one : read->components) {
    out += std::to_string(one.place.line) + ": " + (one.development ? "~" : "") + one.name + " " +
           one.version + " [" + one.origin + "]";
    for (const auto& digest : one.digests) out += " " + digest.substr(0, 12);
    out += "\n";
  }
  for (const auto& one : read->requirements)
    out += "-> " + std::string(one.development ? "~" : "") + one.name + " " + one.range + " {" +
           one.group + "}" + (one.exact ? "!" : "") + "\n";
  for (const auto& note : read->notes) out += "note: " + note + "\n";
  return out;
}

const std::string kCommit(40, 'c'), kHex(64, 'a');

TEST(AppRecipes, PartsOfASnapWithWhatTheyStage) {
  EXPECT_EQ(Text(ReadAppRecipe(
                "snap/snapcraft.yaml",
                "name: tea\nversion: '4.2'\nbase: core24\nlicense: MIT\nparts:\n  pot:\n"
                "    source: https://github.com/ada/pot.git\n    source-tag: v1.2\n"
                "    stage-packages: [libtea1, 'libcup=1.0-1']\n    build-packages: [gcc]\n"
                "    stage-snaps: [kettle/latest/stable]\n"
                "  pinned:\n    source: https://u:p@example.org/x\n    source-type: git\n"
                "    source-commit: " +
                    kCommit +
                    "\n  archive:\n    source: https://example.org/tea-1.0.tar.xz\n"
                    "    source-checksum: sha256/" +
                    kHex + "\n  own: {plugin: dump, source: .}\n")),
            "snapcraft tea 4.2\n7: pot v1.2 [https://github.com/ada/pot.git]\n"
            "13: pinned " +
                kCommit + " [https://example.org/x#" + kCommit +
                "]\n17: archive  [https://example.org/tea-1.0.tar.xz] sha256:aaaaa\n"
                "-> core24  {}\n-> libtea1  {}\n-> libcup 1.0-1 {}!\n-> kettle/latest/stable  {}\n"
                "-> ~gcc  {build}\n");
  EXPECT_EQ(Text(ReadAppRecipe("snapcraft.yaml", "- a\n")),
            "refused: snapcraft.yaml, line 1: not one map");
}

TEST(AppRecipes, SourcesOfEveryModuleOfAFlatpakAlsoInModules) {
  const std::string json =
      "{\"app-id\":\"org.a.B\", /* people write comments */ \"runtime\":\"org.gnome.Platform//47\","
      "\"sdk\":\"org.gnome.Sdk\",\"runtime-version\":\"47\",\"modules\":[\"shared.json\",{\"name\":"
      "\"cup\",\"sources\":[{\"type\":\"archive\",\"url\":\"https://example.org/cup-1.2.tar.xz\","
      "\"sha256\":\"" +
      kHex +
      "\"},{\"type\":\"patch\",\"path\":\"a.patch\"},\"generated.json\"],\"modules\":[{\"name\":"
      "\"saucer\",\"sources\":[{\"type\":\"git\",\"url\":\"https://github.com/a/saucer\",\"tag\":"
      "\"v2\",\"commit\":\"" +
      kCommit +
      "\"},{\"type\":\"git\",\"url\":\"https://github.com/a/sub.git\",\"branch\":\"main\"}]}]}]}";
  EXPECT_EQ(Text(ReadAppRecipe("org.a.B.json", json)),
            "flatpak org.a.B \n1: cup  [https://example.org/cup-1.2.tar.xz] sha256:aaaaa\n"
            "1: saucer v2 [https://github.com/a/saucer#" +
                kCommit +
                "]\n1: sub  [https://github.com/a/sub.git]\n"
                "-> org.gnome.Platform 47 {}\n-> ~org.gnome.Sdk 47 {build}\n"
                "note: line 1: shared.json is not read with it\n"
                "note: line 1: generated.json is not read with it\n");
  EXPECT_EQ(Text(ReadAppRecipe("org.a.b.json", "{\"anything\": 1}")), "flatpak  \n");
  EXPECT_EQ(Text(ReadAppRecipe("org.a.b.yml", "runtime: x\n# modules\n")), "flatpak  \n");
  std::string deep = "runtime: x\nmodules: ";
  for (int i = 0; i < 20; ++i) deep += "[{modules: ";
  for (int i = 0; i < 20; ++i) deep += i == 0 ? "[]}]" : "}]";
  EXPECT_NE(Text(ReadAppRecipe("org.a.b.yml", deep)).find("modules too deep"), std::string::npos);
}

TEST(AppRecipes, AreKnownByTheirNames) {
  for (const char* path : {"snapcraft.yaml", "snap/.snapcraft.yaml", "org.gnome.Tea.json",
                           "flatpak/io.github.ada.Tea.yml", "com.ada.Tea.yaml"})
    EXPECT_TRUE(IsAppRecipe(path)) << path;
  for (const char* path : {"org.json", "org.x.json", "tsconfig.a.b.c.json", "org.gnome.Tea.xml"})
    EXPECT_FALSE(IsAppRecipe(path)) << path;
}

TEST(MachineRecipes, RolesAndCollectionsOfAnsible) {
  EXPECT_EQ(
      Text(ReadMachineRecipe(
          "requirements.yml",
          "roles:\n- ada.tea\n- {name: ada.cup, version: 1.2.3}\n"
          "- {src: 'https://github.com/ada/pot', version: v2, name: pot}\n"
          "- {src: 'git+https://example.org/k.git', scm: git, version: " +
              kCommit +
              "}\n- include: more.yml\ncollections:\n- {name: ada.milk, version: '>=1,<2'}\n"
              "- {name: 'https://example.org/sugar.git', type: git, version: main}\n"
              "- {name: ./own, type: dir}\n- {name: x.y, version: '==3.0.0'}\n- {}\n")),
      "ansible-requirements  \n4: ~github.com/ada/pot v2 [https://github.com/ada/pot]\n"
      "5: ~example.org/k " +
          kCommit + " [https://example.org/k.git#" + kCommit +
          "]\n9: ~example.org/sugar main [https://example.org/sugar.git]\n"
          "-> ~ada.tea  {}\n-> ~ada.cup 1.2.3 {}!\n-> ~ada.milk >=1,<2 {}\n-> ~x.y ==3.0.0 {}!\n"
          "note: line 6: more.yml is not read with it\n"
          "note: line 12: neither a name nor a source\n");
  EXPECT_EQ(Text(ReadMachineRecipe("roles/requirements.yaml", "- src: ada.tea\n- ada.cup,v1\n")),
            "ansible-requirements  \n-> ~ada.tea  {}\n-> ~ada.cup v1 {}\n");
  EXPECT_EQ(Text(ReadMachineRecipe("requirements.yaml",
                                   "dependencies:\n- {name: pot, version: 1.0.0}\n")),
            "helm-chart  \n-> pot 1.0.0 {}!\n");
  EXPECT_EQ(Text(ReadMachineRecipe("galaxy.yml",
                                   "namespace: ada\nname: tea\nversion: 1.0.0\n"
                                   "dependencies: {ada.cup: '>=1.0.0', ada.pot: '*'}\n")),
            "ansible-collection ada.tea 1.0.0\n-> ada.cup >=1.0.0 {}\n-> ada.pot  {}\n");
}

TEST(MachineRecipes, ABrewfileAsFarAsItIsWrittenOut) {
  EXPECT_EQ(Text(ReadMachineRecipe(
                "Brewfile",
                "tap \"ada/tea\"\nbrew \"node@22\", link: true  # x\ncask 'kettle' if OS.mac?\n"
                "mas \"Tea\", id: 1\nbrew name\nvscode \"ada.tea\"\nputs 'x'\n")),
            "brewfile  \n-> ~ada/tea  {dev}\n-> ~node@22 22 {dev}\n-> ~kettle  {dev}\n"
            "-> ~Tea  {dev}\n-> ~ada.tea  {dev}\nnote: line 5: what it asks for is computed\n");
}

TEST(Vcpkg, ItsLockHoldsRegistriesAndNoPorts) {
  const auto read = ReadVcpkg("vcpkg-lock.json",
                              "{\"https://github.com/microsoft/vcpkg\":{\n"
                              "\"HEAD\":\"" +
                                  kCommit + "\"},\"x\":{\"HEAD\":1}}");
  EXPECT_EQ(Text(read), "vcpkg-registries  \n2: ~github.com/microsoft/vcpkg " + kCommit +
                            " [https://github.com/microsoft/vcpkg#" + kCommit +
                            "]\nnote: line 2: a registry without repository or baseline\n");
  EXPECT_FALSE(read->lock);
}

TEST(MachineRecipes, ARoleMayBeCalledGit) {
  EXPECT_EQ(Text(ReadMachineRecipe("requirements.yml", "- src: ada.git\n- name: ada.git\n")),
            "ansible-requirements  \n-> ~ada.git  {}\n-> ~ada.git  {}\n");
}

TEST(MachineRecipes, WhatAnotherBrewfileAsksForIsNoted) {
  EXPECT_EQ(Text(ReadMachineRecipe("Brewfile", "instance_eval(File.read(\"more\"))\n")),
            "brewfile  \nnote: line 1: what it asks for is computed\n");
}

}  // namespace
}  // namespace avouch::formats
