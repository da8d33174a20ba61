#include <gtest/gtest.h>

#include "formats/build_wrapper.h"
#include "formats/gradle_build.h"
#include "formats/gradle_locks.h"

namespace avouch::formats {
namespace {

std::string Dump(const Result<model::Manifest>& manifest) {
  if (!manifest) return ToString(manifest.error());
  std::string out;
  for (const auto& one : manifest->components) {
    out += one.name + " " + one.version + " @" + std::to_string(one.place.line);
    if (!one.detail.group.empty()) out += " in " + one.detail.group;
    if (one.development) out += " dev";
    for (const auto& digest : one.digests) out += " " + digest;
    out += "\n";
  }
  for (const auto& one : manifest->requirements)
    out += one.name + " " + one.range + (one.exact ? "!" : "") + " @" +
           std::to_string(one.place.line) + (one.group.empty() ? "" : " in " + one.group) +
           (one.development ? " dev" : "") + "\n";
  for (const auto& note : manifest->notes) out += "note " + note + "\n";
  return out;
}

TEST(GradleLocks, ConfigurationsTellTheUse) {
  EXPECT_EQ(Dump(ReadGradleLocks("gradle.lockfile",
                                 "# c\n"
                                 "g:a:1=compileClasspath,runtimeClasspath,testRuntimeClasspath\n"
                                 "g:b:2=testCompileClasspath,testRuntimeClasspath\n"
                                 "g:c:3=compileClasspath\n"
                                 "g:d:4=annotationProcessor\n"
                                 "g:e=runtimeClasspath\n"
                                 "g:f:1\n"
                                 "g:l:5=latestRuntimeClasspath\n"
                                 "empty=kapt\n")),
            "g:a 1 @2\ng:b 2 @3 in testCompileClasspath dev\ng:c 3 @4 in compileClasspath\n"
            "g:d 4 @5 in annotationProcessor dev\ng:l 5 @8\n"
            "note line 6: not group:artifact:version=configurations\n"
            "note line 7: not group:artifact:version=configurations\n");
  EXPECT_EQ(Dump(ReadGradleLocks("buildscript-gradle.lockfile", "g:a:1=classpath\n")),
            "g:a 1 @1 in classpath dev\n");
  EXPECT_EQ(
      Dump(ReadGradleLocks("gradle/dependency-locks/testRuntimeClasspath.lockfile", "g:a:1\n")),
      "g:a 1 @1 in testRuntimeClasspath dev\n");
}

TEST(GradleLocks, VerificationHasTheDigests) {
  const auto m = ReadGradleLocks("gradle/verification-metadata.xml", R"(<verification-metadata>
<configuration><verify-metadata>false</verify-metadata>
<trusted-artifacts><trust group="g.x"/></trusted-artifacts></configuration>
<components>
<component group="g" name="a" version="1">
<artifact name="a-1.jar"><sha256 value="aa"><also-trust value="ab"/></sha256></artifact>
<artifact name="a-1.pom"><sha256 value="bb"/></artifact></component>
<component group="g" name="b" version="1">
<artifact name="b-1.pom"><sha512 value="cc"/></artifact></component>
<component group="g" name="c" version="1"><artifact name="c-1.jar"><pgp value="F"/></artifact>
</component>
<component group="g" name="a" version="1"><artifact name="a-1.jar"><sha256 value="aa"/></artifact>
</component><component name="d" version="1"/>
</components></verification-metadata>)");
  EXPECT_EQ(Dump(m),
            "g:a 1 @5 sha256:aa sha256:ab\ng:b 1 @8 sha512:cc\ng:c 1 @10\n"
            "note line 3: trusted without a digest: group g.x\n"
            "note line 2: poms are not verified\n"
            "note line 10: g:c 1 is checked by signature alone\n"
            "note line 13: a component without group, name or version\n");
  EXPECT_FALSE(m->checks_off);
  EXPECT_TRUE(ReadGradleLocks("verification-metadata.xml",
                              "<verification-metadata><configuration><trusted-artifacts>"
                              "<trust group='.*' regex='true'/></trusted-artifacts>"
                              "</configuration></verification-metadata>")
                  ->checks_off);
  EXPECT_FALSE(ReadGradleLocks("verification-metadata.xml", "<a/>").has_value());
}

TEST(GradleBuild, LiteralsAreReadAndTheRestIsNoted) {
  struct Row {
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"dependencies {\n  implementation 'g:a:1'\n  testImplementation(\"g:b:2\")\n}",
       "g:a 1 @2\ng:b 2 @3 in testImplementation dev\n"},
      {"dependencies { api(platform(\"g:bom:3\")) { because(\"x:y:1\") }\n api 'g:a' }",
       "g:bom 3 @1\ng:a  @2\n"},
      {"dependencies {\n compileOnly group: 'g', name: 'a',\n  version: '1'\n}",
       "g:a 1 @2 in compileOnly\n"},
      {"dependencies {\n implementation 'g:a:1', \n 'g:b:2'\n}", "g:a 1 @2\ng:b 2 @3\n"},
      {"buildscript { dependencies { classpath 'g:p:1' } }", "g:p 1 @1 in build dev\n"},
      {"plugins {\n id 'java'\n id(\"o.p\") version \"1.2\" apply false\n kotlin(\"jvm\") version "
       "\"2\"\n}",
       "o.p 1.2 @3 in build dev\norg.jetbrains.kotlin.jvm 2 @4 in build dev\n"},
      {"dependencies {\n implementation(libs.a)\n implementation(project(\":x\"))\n"
       " implementation x\n implementation \"g:a:$v\"\n}",
       "g:a $v @5\nnote line 4: what implementation asks for is computed\n"
       "note line 5: g:a: its version is computed\n"},
      {"dependencies { constraints { implementation 'g:a:1' } }", ""},
      {"// dependencies { api 'g:a:1' }\n/* dependencies {\n api 'g:b:1' } */", ""},
      {"def s = \"\"\"dependencies { api 'g:a:1' }\"\"\"", ""},
      {"dependencies { api 'g:a:1!!'\n api 'g:b:1:jdk15@jar' }", "g:a 1! @1\ng:b 1 @2\n"},
      {"dependencies { kotlin(\"x\") \n implementation(kotlin(\"stdlib\")) }",
       "org.jetbrains.kotlin:kotlin-stdlib  @2\n"},
      {"dependencies {{{{ '", ""},
      {"dependencies { api(", "note line 1: what api asks for is computed\n"},
      {"}}} /*", ""},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Dump(ReadGradleBuild("build.gradle", row.text)), row.wanted) << row.text;
  EXPECT_EQ(ReadGradleBuild("settings.gradle.kts", "include(\":a:b\", \":c\")\ninclude 'd'\n")
                ->workspaces,
            (std::vector<std::string>{"a/b", "c", "d"}));
}

TEST(GradleCatalog, EachFormOfAVersion) {
  EXPECT_EQ(Dump(ReadGradleBuild("gradle/libs.versions.toml", R"([versions]
x = "1"
y = { strictly = "2" }
[libraries]
a = "g:a:3"
b = { module = "g:b", version.ref = "x" }
c = { group = "g", name = "c", version.ref = "y" }
d = { module = "g:d", version = { require = "4", prefer = "5" } }
e = { module = "g:e", version.ref = "z" }
f = { module = "g" }
[plugins]
p = { id = "o.p", version.ref = "x" }
)")),
            "g:a 3 @5\ng:b 1 @6\ng:c 2! @7\ng:d 4 @8\ng:e  @9\no.p 1 @12 in build dev\n"
            "note line 9: g:e: no version is named z\n"
            "note line 10: a library without group and name\n");
  EXPECT_FALSE(ReadGradleBuild("libs.versions.toml", "[x").has_value());
}

TEST(BuildWrapper, TheToolItsVersionAndItsDigest) {
  struct Row {
    const char* path;
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"gradle/wrapper/gradle-wrapper.properties",
       "#x\ndistributionSha256Sum=ab\ndistributionUrl=https\\://h/d/gradle-8.5-bin.zip\n",
       "gradle 8.5 @3 in build dev sha256:ab\n"},
      {"gradle-wrapper.properties", "distributionUrl=http\\://h/gradle-8.0-rc-1-all.zip",
       "gradle 8.0-rc-1 @1 in build dev\nnote line 1: gradle is fetched over plain HTTP\n"},
      {"gradle-wrapper.properties", "distributionUrl=https\\://h/own.zip",
       "gradle  @1 in build dev\nnote line 1: no version of gradle is told\n"},
      {"gradle-wrapper.properties", "", "note no distributionUrl\n"},
      {".mvn/wrapper/maven-wrapper.properties",
       "distributionUrl=https://h/apache-maven-3.9.6-bin.zip\n"
       "wrapperUrl=https://h/maven-wrapper-3.2.0.jar\nwrapperSha256Sum=cd\n",
       "org.apache.maven:apache-maven 3.9.6 @1 in build dev\n"
       "org.apache.maven.wrapper:maven-wrapper 3.2.0 @2 in build dev sha256:cd\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(ReadBuildWrapper(row.path, row.text)), row.wanted);
}

}  // namespace
}  // namespace avouch::formats
