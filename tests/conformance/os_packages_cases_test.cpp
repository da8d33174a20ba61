// The readers of what is installed against files and expectations that others gathered:
// AVOUCH_DATA/lockfiles/scalibr/os. Nothing of them is copied here.
//
// Where ours is another answer the case stands in kJudged with the reason, and must differ.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <set>
#include <string>

#include "formats/apk_installed.h"
#include "formats/dpkg_status.h"
#include "formats/opkg_status.h"
#include "formats/rpm_database.h"
#include "syntax/json.h"

namespace avouch {
namespace {

namespace fs = std::filesystem;

// "path | case": why ours is another answer.
const std::map<std::string, std::string> kJudged = {
    {"dpkg/opkg/statusfield | statusfield",
     "what is unpacked is there, though not configured: its files can run"},
    {"dpkg/opkg/statusfield | statusfield including not installed",
     "the peer's option to list what is not installed"},
    {"rpm/Packages_epoch | custom_rpm", "a version holds its epoch, as rpm compares it"},
};

struct Kind {
  std::string_view folder;
  Result<model::Manifest> (*read)(const Path&, BytesView);
  std::string_view name;
};
const Kind kKinds[] = {
    {"apk/", formats::ReadApkInstalled, "lib/apk/db/installed"},
    {"dpkg/dpkg/status.d/", formats::ReadDpkgStatus, "var/lib/dpkg/status.d/foo"},
    {"dpkg/dpkg/", formats::ReadDpkgStatus, "var/lib/dpkg/status"},
    {"dpkg/opkg/", formats::ReadOpkgStatus, "usr/lib/opkg/status"},
    {"rpm/", formats::ReadRpmDatabase, "var/lib/rpm/Packages"},
};

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::string Text(const std::multiset<std::string>& names) {
  std::string out;
  for (const auto& name : names) out += "\n  " + name;
  return out;
}

TEST(OsPackages, SayWhatThePeersExpectationsSay) {
  const char* data = std::getenv("AVOUCH_DATA");
  const std::string folder = data == nullptr ? "" : std::string(data) + "/lockfiles/";
  if (folder.empty() || !fs::exists(folder + "scalibr/EXPECTED.json"))
    GTEST_SKIP() << "AVOUCH_DATA/lockfiles/scalibr is not here";
  const std::string json = ReadAll(folder + "scalibr/EXPECTED.json");
  const auto expected = syntax::ParseJson(json);
  ASSERT_TRUE(expected.has_value()) << ToString(expected.error());
  int held = 0, judged = 0;
  for (const auto& [path, place, cases] : expected->entries()) {
    if (!path.starts_with("scalibr/os/") || path.ends_with(".md5sums")) continue;
    const std::string brief(path.substr(sizeof("scalibr/os/") - 1));
    const Kind* kind = nullptr;
    for (const Kind& one : kKinds)
      if (kind == nullptr && brief.starts_with(one.folder)) kind = &one;
    if (kind == nullptr) continue;
    const auto manifest = kind->read(Path(kind->name), ReadAll(folder + std::string(path)));
    for (const auto& one : cases.items()) {
      const std::string id = brief + " | " + std::string(one["case"].text());
      const bool refused = one["error"].boolean().value_or(false);
      std::multiset<std::string> ours, theirs;
      if (manifest)
        for (const auto& c : manifest->components) ours.insert(c.name + " " + c.version);
      for (const auto& p : one["packages"].items())
        theirs.insert(std::string(p["name"].text()) + " " + std::string(p["version"].text()));
      const bool same = refused ? !manifest.has_value() : manifest.has_value() && ours == theirs;
      if (kJudged.contains(id)) {
        EXPECT_FALSE(same) << id << ": agrees now; take it off the list";
        ++judged;
      } else {
        EXPECT_TRUE(same) << id << "\nours:" << Text(ours) << "\ntheirs:" << Text(theirs);
        ++held;
      }
    }
  }
  std::cout << held << " cases held, " << judged << " judged otherwise\n";
  EXPECT_GT(held, 0);
}

}  // namespace
}  // namespace avouch
