#include "collect/inventory_source.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "collect/inventory_names.h"
#include "testing/tar_archive.h"

namespace avouch::collect {
namespace {

namespace fs = std::filesystem;
using testing::OciImage;
using testing::TarOf;
using Strings = std::vector<std::string>;

class Temporary {
 public:
  Temporary() {
    char name[] = "/tmp/avouch-inventory-XXXXXX";
    path_ = mkdtemp(name);
  }
  ~Temporary() { fs::remove_all(path_); }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  std::string Write(const std::string& name, const Bytes& bytes, bool executable = false) const {
    const std::string path = path_ + "/" + name;
    fs::create_directories(fs::path(path).parent_path());
    std::ofstream(path, std::ios::binary) << bytes;
    if (executable) fs::permissions(path, fs::perms::owner_all);
    return path;
  }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// A "program" begins with "RUN"; its reader says one manifest of what it loads and one of
// what it was built of.
ContentReaders Readers() {
  ContentReaders out;
  out.is_program = [](BytesView head) { return head.starts_with("RUN"); };
  out.read_program = [](const Path& path, BytesView, bool owned) {
    model::Manifest elf, go;
    elf.format = "elf", go.format = "go-binary";
    elf.path = go.path = path;
    elf.name = owned ? "owned" : "free";
    return std::optional<Result<std::vector<model::Manifest>>>(std::vector{elf, go});
  };
  return out;
}

// "format path owner Lnumber" of each item.
Strings Listed(const InventoryReading& reading) {
  Strings out;
  for (const auto& item : reading.items)
    out.push_back(item.manifest.format + " " + item.manifest.path.bytes +
                  (item.owner.empty() ? "" : " of " + item.owner) + " L" +
                  std::to_string(item.layer));
  return out;
}

const Bytes kProgram = "RUN" + Bytes(100, '.');
constexpr std::string_view kStatus =
    "Package: tea\nStatus: install ok installed\nVersion: 1\nArchitecture: amd64\n\n"
    "Package: mug\nStatus: install ok installed\nVersion: 2\nArchitecture: all\n";

TEST(InventorySource, AFolderIsReadOnceEachFileByItsReader) {
  const Temporary folder;
  folder.Write("etc/os-release", "ID=tea\nVERSION_ID=4\n");
  folder.Write("var/lib/dpkg/status", Bytes(kStatus));
  folder.Write("var/lib/dpkg/info/tea.list", "/.\n/bin\n/bin/brew\n/usr/lib/app/package.json\n");
  folder.Write("usr/share/doc/tea/copyright",
               "Format: x/copyright-format/1.0/\n\nFiles: *\nLicense: MIT\n");
  folder.Write("usr/bin/brew", kProgram, true);
  folder.Write("usr/local/bin/own", kProgram, true);
  folder.Write("usr/local/bin/quiet", kProgram, false);
  folder.Write("usr/lib/app/package.json", "{\"name\":\"app\",\"version\":\"1.0.0\"}");
  folder.Write("srv/package.json", "{\"name\":");
  folder.Write("proc/package.json", "{}");
  const auto reading = ReadInventorySource(folder.path(), {{"proc"}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  EXPECT_EQ(Listed(*reading),
            (Strings{"os-release etc/os-release L0",
                     "go-binary usr/bin/brew of tea L0",  // What it loads, tea says
                     "package-json usr/lib/app/package.json of tea L0", "elf usr/local/bin/own L0",
                     "go-binary usr/local/bin/own L0", "dpkg-status var/lib/dpkg/status L0"}));
  const auto& status = reading->items.back().manifest;
  EXPECT_EQ(status.name + " " + status.version, "tea 4");
  EXPECT_EQ(status.components[0].detail.licences, (Strings{"MIT"}));
  EXPECT_EQ(
      status.components[1].detail.qualifiers,
      (std::vector<std::pair<std::string, std::string>>{{"arch", "all"}, {"distro", "tea-4"}}));
  ASSERT_EQ(reading->coverage.left.size(), 2u);
  EXPECT_EQ(reading->coverage.left[0].path.bytes, "proc");
  EXPECT_EQ(reading->coverage.left[1].path.bytes, "srv/package.json");
  EXPECT_TRUE(reading->partial());
}

// Else a list that is left behind, or put there, hides whatever it names.
TEST(InventorySourceAttack, AListOfAPackageThatTheDatabaseHasNotOwnsNothing) {
  const Temporary folder;
  for (const std::string root : {"", "srv/jail/"}) {
    folder.Write(root + "var/lib/dpkg/info/gone:amd64.list", "/.\n/usr/bin/brew\n");
    folder.Write(root + "var/lib/dpkg/info/tea.list", "/.\n/usr/bin/pour\n");
    folder.Write(root + "usr/bin/brew", kProgram, true);
    folder.Write(root + "usr/bin/pour", kProgram, true);
  }
  folder.Write("var/lib/dpkg/status", Bytes(kStatus));
  const auto reading = ReadInventorySource(folder.path(), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  EXPECT_EQ(Listed(*reading),
            (Strings{// Where there is no database, the list is all that tells
                     "go-binary srv/jail/usr/bin/brew of gone L0",
                     "go-binary srv/jail/usr/bin/pour of tea L0", "elf usr/bin/brew L0",
                     "go-binary usr/bin/brew L0", "go-binary usr/bin/pour of tea L0",
                     "dpkg-status var/lib/dpkg/status L0"}));
}

// One file that no reader understands ended whole scans of others.
TEST(InventorySourceAttack, ADatabaseThatCannotBeReadIsLeftAndTheRestIsRead) {
  const Temporary folder;
  folder.Write("var/lib/rpm/Packages", Bytes("\0\0\0\0no database", 15) + Bytes(9000, 'x'));
  folder.Write("var/lib/rpm/rpmdb.sqlite", "SQLite format 3" + Bytes(4096, '\0'));
  folder.Write("lib/apk/db/installed", Bytes(10, '\0'));
  folder.Write("app/package-lock.json", Bytes(1'000'000, '['));
  folder.Write("app/yarn.lock", Bytes(1000, '\xFF'));
  folder.Write("var/lib/dpkg/status", Bytes(kStatus));
  const auto read = ReadInventorySource(folder.path(), {});
  ASSERT_TRUE(read.has_value()) << ToString(read.error());
  EXPECT_TRUE(read->partial());
  EXPECT_GE(read->coverage.left.size(), 3u);
  std::size_t packages = 0;
  for (const auto& item : read->items)
    if (item.manifest.format == "dpkg-status") packages += item.manifest.components.size();
  EXPECT_EQ(packages, 2u);
}

TEST(InventorySource, APackageKeepsTheLayerThatBroughtItInThisVersion) {
  const Temporary folder;
  const Bytes later = Bytes(kStatus).replace(kStatus.rfind("2"), 1, "3") +
                      "\nPackage: cup\nStatus: install ok installed\nVersion: 1\n";
  const Bytes image = OciImage({TarOf({{"var/lib/dpkg/status", Bytes(kStatus)},
                                       {"app/package.json", "{\"name\":\"a\"}"},
                                       {"gone/package.json", "{\"name\":\"g\"}"},
                                       {"usr/lib/os-release", "ID=tea\n"}}),
                                TarOf({{"var/lib/dpkg/status", later},
                                       {".wh.gone", ""},
                                       {"bin/run", kProgram, '0', "", 0755}})});
  const auto reading = ReadInventorySource(folder.Write("i.tar", image), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  EXPECT_EQ(Listed(*reading),
            (Strings{"package-json app/package.json L0", "elf bin/run L1", "go-binary bin/run L1",
                     "os-release usr/lib/os-release L0", "dpkg-status var/lib/dpkg/status L1"}));
  EXPECT_EQ(reading->items.back().component_layers, (std::vector<std::uint32_t>{0, 1, 1}));
  EXPECT_EQ(reading->layers.size(), 2u);
  EXPECT_EQ(reading->image_name, "tea:4.2");
  EXPECT_FALSE(reading->partial());
}

Bytes ListOf(int components) {
  Bytes out = R"({"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"name":"a"})";
  for (int i = 1; i < components; ++i) out += R"(,{"name":"a"})";
  return out + "]}";
}

// "path Lnumber components of owner" of each list.
Strings ListedLists(const InventoryReading& reading) {
  Strings out;
  for (const auto& one : reading.lists) {
    const auto layer = std::ranges::find(reading.layers, one.layer);
    out.push_back(one.path.bytes + (one.owner.empty() ? "" : " of " + one.owner) + " L" +
                  std::to_string(layer - reading.layers.begin()) + " " +
                  std::to_string(one.list.parts.size()));
  }
  return out;
}

TEST(InventorySource, SbomsAreListsWithTheirLayerAndOwnerUntilALayerTakesThemAway) {
  const Temporary folder;
  const Bytes image = OciImage(
      {TarOf({{"var/lib/dpkg/status", Bytes(kStatus)},
              {"var/lib/dpkg/info/tea.list", "/.\n/usr/share/sbom/tea.json\n"},
              {"usr/share/sbom/tea.json", ListOf(2)},
              {"opt/gone/gone.cdx.json", ListOf(3)},
              {"opt/new/new.cdx.json", ListOf(4)}}),
       TarOf({{"opt/.wh.gone", ""}, {"opt/new/new.cdx.json", ListOf(5)}, {"bom.json", "{}"}})});
  const auto reading = ReadInventorySource(folder.Write("i.tar", image), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  EXPECT_EQ(ListedLists(*reading),
            (Strings{"opt/new/new.cdx.json L1 5", "usr/share/sbom/tea.json of tea L0 2"}));
  EXPECT_FALSE(reading->partial());
}

TEST(InventorySourceAttack, SbomsThatAreNoneOrTooManyAreLeft) {
  const Temporary folder;
  folder.Write("a.cdx.json", "{\"bomFormat\":");
  folder.Write("b.cdx.json", Bytes(1'000'000, '['));
  folder.Write("b.spdx.rdf", "<rdf:RDF/>");
  folder.Write("bom.json", "[]");
  for (const char* name : {"c/c.cdx.json", "d/d.cdx.json", "e/e.cdx.json"})
    folder.Write(name, ListOf(80'000));
  const auto reading = ReadInventorySource(folder.path(), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  Strings left;
  for (const auto& one : reading->coverage.left) left.push_back(one.path.bytes);
  EXPECT_EQ(reading->lists.size(), 1u);
  ASSERT_EQ(left.size(), 5u);
  EXPECT_EQ((Strings{left[0], left[1], left[2]}),
            (Strings{"a.cdx.json", "b.cdx.json", "b.spdx.rdf"}));
}

TEST(InventorySource, ARuntimeIsToldWhereNoPackageBroughtIt) {
  const Temporary folder;
  folder.Write("var/lib/dpkg/status", Bytes(kStatus));
  folder.Write("var/lib/dpkg/info/tea.list", "/.\n/usr/lib/jvm/tea/release\n");
  folder.Write("usr/lib/jvm/tea/release", "JAVA_VERSION=\"17\"\n");
  folder.Write("opt/jdk/release", "JAVA_VERSION=\"21\"\n");
  const auto reading = ReadInventorySource(folder.path(), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  EXPECT_EQ(Listed(*reading), (Strings{"java-runtime-installed opt/jdk/release L0",
                                       "dpkg-status var/lib/dpkg/status L0"}));
}

TEST(InventorySource, APomIsReadWithItsParent) {
  const Temporary folder;
  folder.Write("pom.xml",
               "<project><groupId>g</groupId><artifactId>p</artifactId><version>1</version>"
               "<properties><tea>2.5</tea></properties></project>");
  folder.Write("a/pom.xml",
               "<project><parent><groupId>g</groupId><artifactId>p</artifactId><version>1</version>"
               "</parent><artifactId>a</artifactId><dependencies><dependency><groupId>x</groupId>"
               "<artifactId>tea</artifactId><version>${tea}</version></dependency></dependencies>"
               "</project>");
  folder.Write("b/pom.xml", "<project>");
  const auto reading = ReadInventorySource(folder.path(), {{}, Readers()});
  ASSERT_TRUE(reading.has_value()) << ToString(reading.error());
  ASSERT_EQ(Listed(*reading), (Strings{"maven-pom a/pom.xml L0", "maven-pom pom.xml L0"}));
  std::map<std::string, std::string> asked;
  for (const auto& one : reading->items[0].manifest.requirements) asked[one.name] = one.range;
  EXPECT_EQ(asked["x:tea"], "2.5");
  ASSERT_EQ(reading->coverage.left.size(), 1u);
  EXPECT_EQ(reading->coverage.left[0].path.bytes, "b/pom.xml");
}

TEST(InventorySource, ASystemInAFolderNamesItsOwnPackagesOnly) {
  const Temporary folder;
  folder.Write("etc/os-release", "ID=outer\n");
  folder.Write("srv/jail/etc/os-release", "ID=inner\n");
  folder.Write("srv/jail/lib/apk/db/installed", "P:a\nV:1\n");
  folder.Write("lib/apk/db/installed", "P:a\nV:1\n");
  const auto reading = ReadInventorySource(folder.path(), {});
  ASSERT_TRUE(reading.has_value());
  std::map<std::string, std::string> systems;
  for (const auto& item : reading->items) systems[item.manifest.path.bytes] = item.manifest.name;
  EXPECT_EQ(systems["srv/jail/lib/apk/db/installed"], "inner");
  EXPECT_EQ(systems["lib/apk/db/installed"], "outer");
}

// The list of what is passed over is only for speed: no row may want a file on it.
TEST(InventoryNames, NoRowWantsAFileOfAnExtensionThatIsPassedOver) {
  for (const auto extension : PassedOver())
    for (const char* start : {"a.", "x/a.", "usr/lib/python3/dist-packages/a-1.dist-info/a.",
                              "usr/lib/node_modules/a/package.", "usr/share/maven/pom."}) {
      const Path path{start + std::string(extension)};
      for (const auto& format : formats::Formats())
        if (format.family == "components" && format.name != "browser-scripts") {
          EXPECT_FALSE(format.matches(path)) << format.name << " " << path.bytes;
        }
    }
}

TEST(InventoryNames, ALibraryWithAVersionIsNoManualPage) {
  const InventoryNames names(nullptr);
  EXPECT_EQ(names.Judge("usr/lib/libtea.so.1").role, FileRole::kProgram);
  EXPECT_EQ(names.Judge("usr/share/man/man1/tea.1").role, FileRole::kNone);
  EXPECT_EQ(names.Judge("usr/bin/tea").role, FileRole::kUnsure);
  EXPECT_EQ(names.Judge("var/lib/dpkg/info/tea.list").role, FileRole::kFileList);
  EXPECT_EQ(names.Judge("usr/share/doc/tea/copyright").role, FileRole::kCopyright);
  EXPECT_EQ(names.Judge("var/lib/rpm/Packages").role, FileRole::kInstalled);
  EXPECT_EQ(names.Judge("srv/package-lock.json").role, FileRole::kManifest);
  EXPECT_EQ(names.Judge("srv/tea.py").role, FileRole::kNone);
}

// Of the rows that want one name, each finds it in a folder as it does in a commit.
TEST(InventoryNames, ARecipeThatIsAProgramIsReadAndOtherProgramsAreNot) {
  const InventoryNames names(nullptr);
  for (const char* path : {"setup.py", "conanfile.py", "lib/tea/conanfile.py"})
    EXPECT_EQ(names.Judge(path).role, FileRole::kManifest) << path;
  for (const char* path : {"tea.py", "setup.pyc", "conanfile.lua", "src/A.kt"})
    EXPECT_EQ(names.Judge(path).role, FileRole::kNone) << path;
}

}  // namespace
}  // namespace avouch::collect
