#include "formats/archive.h"

#include <gtest/gtest.h>

#include "formats/jar_identity.h"
#include "formats/limits.h"
#include "testing/zip_archive.h"

namespace avouch::formats {
namespace {

using testing::ZipOf;
using testing::ZipPart;

ZipPart Properties(const std::string& group, const std::string& artifact,
                   const std::string& version, const std::string& folder = "") {
  return {folder + "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
          "#Generated\nversion=" + version + "\r\ngroupId = " + group + "\nartifactId=" + artifact +
              "\n"};
}

ZipPart Headers(const std::string& headers) { return {"META-INF/MANIFEST.MF", headers}; }

// "place: name version (licences) by supplier -> indexes it needs", a line each; then the notes.
std::string Text(const Path& path, const Bytes& bytes) {
  const auto read = ReadArchive(path, bytes, {.digests = false});
  if (!read) return "refused: " + ToString(read.error());
  std::string out;
  for (const auto& one : read->components) {
    out += one.place.path.bytes + ": " + one.name + " " + one.version;
    for (const auto& licence : one.detail.licences) out += " (" + licence + ")";
    if (!one.detail.supplier.empty()) out += " by " + one.detail.supplier;
    for (const auto to : one.detail.needs) out += " ->" + std::to_string(to);
    out += "\n";
  }
  for (const auto& one : read->requirements)
    out +=
        "-> " + one.name + " " + one.range + " {" + one.group + "}" + (one.exact ? "!" : "") + "\n";
  for (const auto& note : read->notes) out += "note: " + note + "\n";
  return out;
}

TEST(Archive, AJarByItsOwnMavenMetadataWithWhatIsShadedIntoItAndPackedInside) {
  const Bytes inner = ZipOf({Properties("org.in", "inner", "2.0")});
  const Bytes stored = ZipOf({{"x.class", "x"}});
  EXPECT_EQ(Text("lib/app-1.0.jar",
                 ZipOf({Headers("Manifest-Version: 1.0\nBundle-License: \"Apache-2.0\";link=\"https"
                                "://x\"\nImplementation-Vendor: Acme\n  Ltd\n\nName: x\n"),
                        Properties("org.shaded", "copy", "3.1"),
                        Properties("org.acme", "app", "1.0"),
                        {"BOOT-INF/lib/inner-2.0.jar", inner, true},
                        {"BOOT-INF/lib/plain-4.5.6.jar", stored}})),
            "lib/app-1.0.jar: org.acme:app 1.0 (Apache-2.0) by Acme Ltd ->1 ->2 ->3\n"
            "lib/app-1.0.jar!/META-INF/maven/org.shaded/copy: org.shaded:copy 3.1\n"
            "lib/app-1.0.jar!/BOOT-INF/lib/inner-2.0.jar: org.in:inner 2.0\n"
            "lib/app-1.0.jar!/BOOT-INF/lib/plain-4.5.6.jar: plain 4.5.6\n");
}

TEST(Archive, LicencesAndNamesOfAPomWithoutProperties) {
  const ZipPart pom{"META-INF/maven/g/a/pom.xml",
                    "<project><parent><groupId>org.g</groupId><artifactId>p</artifactId>"
                    "<version>7</version></parent><artifactId>a</artifactId><licenses><license>"
                    "<name>MIT</name></license></licenses></project>"};
  EXPECT_EQ(Text("a-7.war", ZipOf({pom})), "a-7.war: org.g:a 7 (MIT)\n");
  EXPECT_EQ(Text("a-7.war", ZipOf({{pom.name,
                                    "<project><artifactId>a</artifactId><version>"
                                    "${revision}</version></project>"}})),
            "a-7.war: a 7\n");
}

struct NameRow {
  const char* stem;
  const char* manifest;
  const char* name;
};

TEST(Archive, NamesWithoutMavenMetadata) {
  const NameRow rows[] = {
      {"plain-1.2.3", "", ":plain:1.2.3"},
      {"log4j-1.2-api-2.17.1", "", ":log4j-1.2-api:2.17.1"},
      {"guava-31.1-jre", "Bundle-Version: 31.1.0.jre\n", ":guava:31.1-jre"},
      {"a-1.0-beta-2", "", ":a:1.0-beta-2"},
      {"netty-epoll-4.1.100.Final-linux-x86_64", "", ":netty-epoll:4.1.100.Final"},
      {"org.acme.core_1.2.3.v2024", "", ":org.acme.core:1.2.3.v2024"},
      {"asm", "Bundle-SymbolicName: org.acme.asm;singleton:=true\nBundle-Version: 9.5\n",
       ":org.acme.asm:9.5"},
      {"app", "Implementation-Title: Acme App\nImplementation-Version: 2.0\n", ":app:2.0"},
      {"app", "Implementation-Title: acme-app\nImplementation-Version: ${v}\n", ":acme-app:"},
      {"app-1.0", "Implementation-Version: 3.0\n", ":app:3.0"},
      {"jack-core-2.1", "Bundle-SymbolicName: com.acme.jack.jack-core\n",
       "com.acme.jack:jack-core:2.1"},
      {"guava-3", "Bundle-SymbolicName: com.acme.guava\n", ":guava:3"},  // Two groups end so
      {"a-1", "Implementation-Vendor-Id: com.acme\n", "com.acme:a:1"},
      {"a-1", "Implementation-Vendor-Id: Acme Ltd\n", ":a:1"},
      {"a-1", "automatic-module-name: com.acme.a\n", ":a:1"},
      {"-", "", ":-:"},
      {"", "", "::"}};
  for (const auto& row : rows) {
    const auto name = NameByManifest(ReadJarManifest(row.manifest), row.stem);
    EXPECT_EQ(name.group + ":" + name.artifact + ":" + name.version, row.name) << row.stem;
  }
}

TEST(Archive, WhichOfSeveralPomsIsTheJarsOwn) {
  const std::vector<MavenName> two = {{"g", "a", "1"}, {"g", "a-b", "2"}};
  EXPECT_EQ(OwnPom(two, "a-b-2"), 1);
  EXPECT_EQ(OwnPom(two, "a-b"), 1);
  EXPECT_EQ(OwnPom(two, "a-1"), 0);
  EXPECT_EQ(OwnPom(two, "other"), -1);
  EXPECT_EQ(OwnPom({{"g", "a", "1"}}, "renamed"), 0);
  EXPECT_EQ(OwnPom({{"g", "a", "1"}}, "renamed-1.0"), 0);
  EXPECT_EQ(OwnPom({{"g", "a", "1"}}, "other-3.2"), -1);
  EXPECT_EQ(OwnPom({}, "x"), -1);
}

TEST(Archive, WheelsEggsAndNugetPackages) {
  const std::string metadata =
      "Metadata-Version: 2.1\nName: Acme_Tool\nVersion: 1.0\nLicense: UNKNOWN\n"
      "Classifier: License :: OSI Approved :: MIT License\nAuthor-email: \"A B\" <a@b>\n"
      "Requires-Python: >=3.9\nRequires-Dist: req[sock] (>=2.0,<3)\n"
      "Requires-Dist: pin==1.5; extra == \"dev\"\n\nName: not\n";
  EXPECT_EQ(Text("acme_tool-1.0-py3-none-any.whl",
                 ZipOf({{"acme_tool-1.0.dist-info/METADATA", metadata}})),
            "acme_tool-1.0-py3-none-any.whl: Acme_Tool 1.0 (MIT License) by \"A B\"\n");
  // What it brought along of others, as its own record says
  const auto vendored =
      ReadArchive("b.whl", ZipOf({{"b/vendor/c-2.dist-info/METADATA", "Name: c\nVersion: 2\n"},
                                  {"b/vendor/d-3.dist-info/METADATA", "no metadata"},
                                  {"b-1.dist-info/METADATA", "Name: b\nVersion: 1\n"}}));
  ASSERT_TRUE(vendored.has_value());
  ASSERT_EQ(vendored->components.size(), 2u);
  EXPECT_EQ(vendored->components[0].name, "b");
  EXPECT_EQ(vendored->components[0].detail.needs, std::vector<std::uint32_t>{1});
  EXPECT_EQ(vendored->components[1].name, "c");
  EXPECT_EQ(vendored->components[1].digests.size(), 0u);
  EXPECT_EQ(vendored->notes.size(), 1u);
  EXPECT_EQ(Text("a.egg", ZipOf({{"EGG-INFO/PKG-INFO", "Name: a\nVersion: 2\n"}})), "a.egg: a 2\n");
  EXPECT_EQ(
      Text("a.1.0.nupkg",
           ZipOf({{"Acme.nuspec",
                   "<package><metadata><id>Acme</id><version>1.0</version><authors>A"
                   "</authors><license type=\"expression\">MIT</license><dependencies>"
                   "<group targetFramework=\"net8.0\"><dependency id=\"B\" version=\"[2.0]\"/>"
                   "</group></dependencies></metadata></package>"}})),
      "a.1.0.nupkg: Acme 1.0 (MIT) by A\n-> B [2.0] {net8.0}!\n");
  EXPECT_EQ(Text("a.whl", ZipOf({{"a.py", ""}})),
            "refused: a.whl: a Python package without its metadata");
  EXPECT_EQ(Text("a.whl", ZipOf({{"a-1.dist-info/METADATA", "Name: a\n"}})).substr(0, 8),
            "refused:");
}

TEST(Archive, DigestsAreOfTheArchiveItself) {
  const auto read = ReadArchive("a-1.jar", ZipOf({{"a", "x"}}));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->components[0].digests.size(), 2u);
  EXPECT_EQ(read->components[0].digests[0].size(), 5u + 40u);
  EXPECT_EQ(read->components[0].digests[1].size(), 7u + 64u);
}

// Flaws published for scanners of archives: memory or disk used up by bombs, paths that lead
// out, a crash on a broken member, an error that hides the rest.
TEST(ArchiveAttack, JarsNested260DeepEndAtTheBoundWithANote) {
  Bytes jar = ZipOf({Properties("g", "deepest", "1")});
  for (int i = 0; i < 260; ++i) jar = ZipOf({{"nested.jar", jar, true}});
  const auto read = ReadArchive("outer.jar", jar);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->components.size(), static_cast<std::size_t>(kMaxArchiveDepth));
  ASSERT_EQ(read->notes.size(), 2u);
  EXPECT_NE(read->notes[0].find("lies too deep"), std::string::npos);
}

TEST(ArchiveAttack, NamesThatLeadOutAreToldAndTheRestIsRead) {
  EXPECT_EQ(Text("a-1.jar", ZipOf({{"../../etc/evil.jar", "x"},
                                   {"/abs.jar", "x"},
                                   {"lib/../../up.jar", "x"},
                                   Properties("g", "a", "1")})),
            "a-1.jar: g:a 1\nnote: a-1.jar: 3 names lead out of the archive\n"
            "note: not all of this archive is read: 3 members left\n");
}

TEST(ArchiveAttack, ABrokenMemberIsANoteAndTheOthersAreRead) {
  const std::string said = Text("a-1.jar", ZipOf({{"lib/broken.jar", "no archive"},
                                                  {"lib/lies.jar", Bytes(900, 'x'), true, 1000},
                                                  {"lib/huge.jar", "x", true, 0xFFFFFFF0},
                                                  {"lib/locked.jar", "x", false, -1, -1, 1},
                                                  Properties("g", "a", "1"),
                                                  {"lib/b-2.jar", ZipOf({{"x", ""}})}}));
  EXPECT_EQ(said,
            "a-1.jar: g:a 1 ->1\na-1.jar!/lib/b-2.jar: b 2\n"
            "note: a-1.jar!/lib/broken.jar: no ZIP archive, or one that is cut off\n"
            "note: a-1.jar: lib/lies.jar: a member that is not what its size says\n"
            "note: a-1.jar: lib/huge.jar: a member of 4294967280 bytes\n"
            "note: a-1.jar: lib/locked.jar: encrypted, or packed in a way that is not read\n"
            "note: not all of this archive is read: 4 members left\n");
}

TEST(ArchiveAttack, ABombOfManyNestedJarsUnpacksNoMoreThanTheBound) {
  std::vector<ZipPart> parts;
  for (int i = 0; i < 5; ++i)
    parts.push_back(
        {"n" + std::to_string(i) + "-1.jar", ZipOf({{"z", Bytes(100'000, 'z')}}), true});
  const auto read = ReadArchive("a-1.jar", ZipOf(parts), {.digests = false, .most = 250'000});
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->components.size(), 3u);  // Itself, and two of five
  ASSERT_EQ(read->notes.size(), 4u);
  EXPECT_EQ(read->notes[0].substr(0, 29), "a-1.jar: n2-1.jar: a member o");
}

// A kilobyte of a wheel that makes a gigabyte of one header.
TEST(ArchiveAttack, MetadataThatUnpacksBeyondItsBoundIsRefusedWhateverItsSizeSays) {
  const Bytes bomb = "Name: bomb\nVersion: 1\nFoo: " + Bytes(kMaxMetadata, 'A');
  struct Row {
    const char *name, *member;
  };
  for (const Row& row :
       {Row{"bomb-1.0-py3-none-any.whl", "bomb-1.0.dist-info/METADATA"},
        Row{"bomb-1.0-py3.egg", "EGG-INFO/PKG-INFO"}, Row{"bomb.1.0.nupkg", "bomb.nuspec"}}) {
    EXPECT_FALSE(ReadArchive(row.name, ZipOf({{row.member, bomb}})).has_value()) << row.name;
    EXPECT_FALSE(ReadArchive(row.name, ZipOf({{row.member, bomb, false, 30}})).has_value());
  }
  const std::string said = Text("a-1.jar", ZipOf({{"META-INF/MANIFEST.MF", bomb},
                                                  {"META-INF/maven/g/a/pom.properties", bomb},
                                                  {"META-INF/maven/g/b/pom.xml", bomb}}));
  EXPECT_NE(said.find("not all of this archive is read: 3 members left"), std::string::npos)
      << said;
}

TEST(ArchiveAttack, MembersUponOneAnotherAreNotUnpacked) {
  const Bytes one = ZipOf({{"a-1.jar", ZipOf({{"x", Bytes(1000, 'x')}})}});
  const auto start = one.find("PK\1\2", one.find("PK\5\6") + 4);
  const Bytes entry = one.substr(start, one.rfind("PK\5\6") - start);
  Bytes archive = one.substr(0, start);
  for (int i = 0; i < 100; ++i) archive += entry;
  archive += "PK\5\6" + testing::Little(0, 4) + testing::Little(100, 2) + testing::Little(100, 2) +
             testing::Little(100 * entry.size(), 4) + testing::Little(start, 4) +
             testing::Little(0, 2);
  EXPECT_EQ(Text("b-2.jar", archive),
            "b-2.jar: b 2\nnote: b-2.jar: members lie upon one another\n"
            "note: not all of this archive is read: 1 member left\n");
}

TEST(ArchiveAttack, WhereverItIsCutOrWrongItEnds) {
  const Bytes jar = ZipOf({Headers("Bundle-SymbolicName: x\n"),
                           Properties("g", "a", "1"),
                           {"b.jar", ZipOf({Properties("g", "b", "1")}), true}});
  for (std::size_t i = 0; i < jar.size(); ++i) {
    Bytes bad = jar;
    bad[i] = static_cast<char>(~bad[i]);
    (void)Text("a.jar", bad);
    (void)Text("a.jar", jar.substr(0, i));
  }
}

TEST(ArchiveAttack, ANameCannotDriveATerminalThroughNotes) {
  for (const char* name : {"\x1b[2J.jar", "META-INF/maven/\x1b[2J/pom.properties"})
    EXPECT_EQ(Text("a-1.jar", ZipOf({{name, "x"}})).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace avouch::formats
