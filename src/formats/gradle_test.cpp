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

using Files = std::vector<std::pair<std::string, std::string>>;

std::vector<model::Manifest> Resolve(const Files& files) {
  std::vector<GradleFile> read;
  for (const auto& [path, text] : files) {
    auto file = ReadGradleFile(path, text);
    EXPECT_TRUE(file.has_value()) << path << ": " << ToString(file.error());
    if (file) read.push_back(std::move(*file));
  }
  return ResolveGradle(read);
}

TEST(GradleBuild, WhatIsWrittenOutIsReadAndTheRestIsNoted) {
  struct Row {
    const char* text;
    const char* wanted;
  };
  const Row rows[] = {
      {"dependencies {\n  implementation 'g:a:1'\n  testImplementation(\"g:b:2\")\n}",
       "g:a 1 @2\ng:b 2 @3 in testImplementation dev\n"},
      {"dependencies { api(platform(\"g:bom:3\")) { because(\"x:y:1\") }\n api 'g:a' }",
       "g:bom 3 @1 in import dev\ng:a  @2\n"},
      {"dependencies { testImplementation enforcedPlatform('g:bom:3'), 'g:b:1' }",
       "g:bom 3 @1 in import dev\ng:b 1 @1 in testImplementation dev\n"},
      {"dependencies {\n compileOnly group: 'g', name: 'a',\n  version: '1'\n}",
       "g:a 1 @2 in compileOnly\n"},
      {"dependencies { implementation(group = \"g\", name = \"a\", version = \"1\") }",
       "g:a 1 @1\n"},
      {"dependencies { implementation(\"g\", \"a\", \"1\") }", "g:a 1 @1\n"},
      {"dependencies {\n implementation 'g:a:1', \n 'g:b:2'\n}", "g:a 1 @2\ng:b 2 @3\n"},
      {"dependencies { \"implementation\"(\"g:a:1\")\n add(\"testImplementation\", \"g:b:1\") }",
       "g:a 1 @1\ng:b 1 @2 in testImplementation dev\n"},
      {"buildscript { dependencies { classpath 'g:p:1' } }", "g:p 1 @1 in build dev\n"},
      {"plugins {\n id 'java'\n id(\"o.p\") version \"1.2\" apply false\n kotlin(\"jvm\") version "
       "\"2\"\n}",
       "o.p 1.2 @3 in build dev\norg.jetbrains.kotlin.jvm 2 @4 in build dev\n"},
      {"dependencies {\n implementation(libs.a)\n implementation(project(\":x\"))\n"
       " implementation x\n implementation \"g:a:$v\"\n}",
       "g:a ${v} @5\nnote line 2: libs.a is in no catalogue of this tree\n"
       "note line 4: what implementation asks for is computed\n"
       "note line 5: g:a: its version is computed\n"},
      {"dependencies {\n implementation(projects.a.b)\n implementation(gradleApi())\n"
       " runtimeOnly(files(\"x.jar\"))\n testImplementation(testFixtures(project(\":x\")))\n}",
       ""},
      {"dependencies { constraints { implementation 'g:a:1' }\n implementation 'g:a' }",
       "g:a 1 @2\n"},
      {"dependencyManagement { imports { mavenBom 'g:bom:1' }\n"
       " dependencies { dependency 'g:a:2' } }\ndependencies { api 'g:a' }",
       "g:bom 1 @1 in import dev\ng:a 2 @3\n"},
      {"dependencies { implementation('g:a') { version { strictly '1.2'\n prefer '1.2' } } }",
       "g:a 1.2! @1\n"},
      {"// dependencies { api 'g:a:1' }\n/* dependencies {\n api 'g:b:1' } */", ""},
      {"def s = \"\"\"dependencies { api 'g:a:1' }\"\"\"", ""},
      {"dependencies { api 'g:a:1!!'\n api 'g:b:1:jdk15@jar' }", "g:a 1! @1\ng:b 1 @2\n"},
      {"plugins { kotlin(\"jvm\") version \"2\" }\n"
       "dependencies { implementation(kotlin(\"stdlib\"))\n implementation(npm(\"n\", \"1.0\")) }",
       "org.jetbrains.kotlin.jvm 2 @1 in build dev\norg.jetbrains.kotlin:kotlin-stdlib 2 @2\n"
       "npm:n 1.0 @3\n"},
      {"dependencies { if (x) { api 'g:a:1' } else { api 'g:b:1' } }", "g:a 1 @1\ng:b 1 @1\n"},
      {"dependencies {{{{ '", ""},
      {"dependencies { api(", "note line 1: what api asks for is computed\n"},
      {"dependencies { api(platform(platform(platform(",
       "note line 1: what api asks for is computed\n"},
      {"}}} /*", ""},
      {"dependencies { api \"g:a:${x(}\" }", "note line 1: what api asks for is computed\n"},
  };
  for (const Row& row : rows)
    EXPECT_EQ(Dump(ReadGradleBuild("build.gradle", row.text)), row.wanted) << row.text;
  EXPECT_EQ(ReadGradleBuild("settings.gradle.kts", "include(\":a:b\", \":c\")\ninclude 'd'\n")
                ->workspaces,
            (std::vector<std::string>{"a/b", "c", "d"}));
}

// What is for tests or the build alone is never told as what customers get.
TEST(GradleBuild, TheConfigurationSaysWhatItIsFor) {
  struct Row {
    const char* text;
    const char* wanted;  // Group of g:a
  };
  const Row rows[] = {
      {"dependencies { api 'g:a:1' }", ""},
      {"dependencies { runtimeOnly 'g:a:1' }", ""},
      {"dependencies { releaseImplementation 'g:a:1' }", ""},
      {"dependencies { compileOnlyApi 'g:a:1' }", "compileOnly"},
      {"dependencies { commonMainCompileOnly 'g:a:1' }", "compileOnly"},
      {"dependencies { kapt 'g:a:1' }", "annotationProcessor"},
      {"dependencies { kspAndroid 'g:a:1' }", "annotationProcessor"},
      {"dependencies { kaptTest 'g:a:1' }", "kaptTest"},
      {"dependencies { debugImplementation 'g:a:1' }", "debugImplementation"},
      {"dependencies { androidTestImplementation 'g:a:1' }", "androidTestImplementation"},
      {"dependencies { testFixturesApi 'g:a:1' }", "testFixturesApi"},
      {"dependencies { providedRuntime 'g:a:1' }", "provided"},
      {"dependencies { ownName 'g:a:1' }", "ownName"},
      {"dependencies { optionalApi 'g:a:1' }", "optional"},
      {"kotlin { sourceSets { commonMain.dependencies { implementation(\"g:a:1\") } } }", ""},
      {"kotlin { sourceSets { commonTest.dependencies { implementation(\"g:a:1\") } } }", "test"},
      {"kotlin { sourceSets { val jvmTest by getting { dependencies { api(\"g:a:1\") } } } }",
       "test"},
      {"kotlin { sourceSets { named(\"jvmTest\") { dependencies { api(\"g:a:1\") } } } }", "test"},
      {"testing { suites { check { dependencies { implementation(\"g:a:1\") } } } }", "test"},
      {"pluginManagement { dependencies { api 'g:a:1' } }", "build"},
  };
  for (const Row& row : rows) {
    const auto manifest = ReadGradleBuild("build.gradle.kts", row.text);
    ASSERT_EQ(manifest->requirements.size(), 1u) << row.text;
    EXPECT_EQ(manifest->requirements[0].group, row.wanted) << row.text;
  }
}

TEST(GradleBuild, NamesAreFollowedWithinTheTree) {
  struct Row {
    const char* rule;
    Files files;
    std::string wanted;  // Of the first file
  };
  const std::string asks = "dependencies { api \"g:a:$v\" }";
  const Row rows[] = {
      {"a value of the script", {{"build.gradle", "def v = '1'\n" + asks}}, "g:a 1 @2\n"},
      {"gradle.properties above",
       {{"m/build.gradle", asks}, {"gradle.properties", "# c\nv = 2\n"}},
       "g:a 2 @1\n"},
      {"ext of the root, not its local names",
       {{"m/build.gradle", "dependencies { api \"g:a:${rootProject.ext.v}\", \"g:b:$w\" }"},
        {"build.gradle", "ext { v = '3' }\ndef w = '4'\n"}},
       "g:a 3 @1\ng:b ${w} @1\nnote line 1: g:b: its version is computed\n"},
      {"a map in a script that is applied",
       {{"m/build.gradle", "dependencies { api deps.a, \"g:b:${versions.b}\" }"},
        {"gradle/deps.gradle", "ext.deps = [\n a: 'g:a:5',\n]\next.versions = ['b': \"6\"]\n"}},
       "g:a 5 @1\ng:b 6 @1\n"},
      {"constants of buildSrc",
       {{"m/build.gradle.kts", "dependencies { api(Deps.Net.a) }"},
        {"buildSrc/src/main/kotlin/Deps.kt",
         "object Deps {\n private const val v = \"7\"\n object Net {\n  const val a = "
         "\"g:a:$v\"\n }\n}\n"}},
       "g:a 7 @1\n"},
      {"property() and extra",
       {{"build.gradle.kts",
         "val w by extra(\"8\")\ndependencies { api(\"g:a:${property(\"v\")}\")\n"
         " api(\"g:b:\" + w) }"},
        {"gradle.properties", "v=9"}},
       "g:a 9 @2\ng:b 8 @3\n"},
      {"a name with two values has none",
       {{"build.gradle", "def v = '1'\nif (x) { v = '2' }\nv = '3'\n" + asks}},
       "g:a ${v} @4\nnote line 4: g:a: its version is computed\n"},
      {"a name that is itself",
       {{"build.gradle", "ext.v = \"$w\"\next.w = \"$v\"\n" + asks}},
       "g:a ${v} @3\nnote line 3: g:a: its version is computed\n"},
      {"what buildSrc asks for is of the build; what its scripts ask for is not",
       {{"buildSrc/build.gradle.kts", "dependencies { implementation(\"g:a:1\") }"}},
       "g:a 1 @1 in build dev\n"},
      {"a plugin's own script",
       {{"build-logic/src/main/kotlin/x.gradle.kts",
         "plugins { id(\"o.p\") }\ndependencies { implementation(\"g:a:1\") }"}},
       "g:a 1 @2\n"},
      {"a project that only tests of others take may be for tests alone",
       {{"core/data-test/build.gradle", "dependencies { api 'g:a:1' }"},
        {"core/data/build.gradle", "dependencies { testImplementation(projects.core.dataTest) }"}},
       "g:a 1 @1 in support\n"},
      {"one that main code takes, too, is not",
       {{"core/data-test/build.gradle", "dependencies { api 'g:a:1' }"},
        {"a/build.gradle", "dependencies { testImplementation project(':core:data-test') }"},
        {"b/build.gradle", "dependencies { api project(':core:data-test') }"}},
       "g:a 1 @1\n"},
      {"own plugins are none",
       {{"build.gradle.kts", "plugins { id(\"own.a\")\n id(\"own.b\")\n id(\"o.p\") }"},
        {"settings.gradle.kts", "pluginManagement { plugins { id(\"o.p\") version \"3\" } }"},
        {"buildSrc/src/main/kotlin/own.a.gradle.kts", ""},
        {"buildSrc/build.gradle.kts",
         "gradlePlugin { plugins { register(\"b\") { id = \"own.b\" } } }"}},
       "o.p 3 @3 in build dev\n"},
  };
  for (const Row& row : rows) EXPECT_EQ(Dump(Resolve(row.files).front()), row.wanted) << row.rule;
}

TEST(GradleCatalog, WhatTakesARowSaysWhatItIsFor) {
  struct Row {
    const char* rule;
    Files files;
    std::string wanted;  // Of the first file
    std::string rest;    // Of the catalogue, the last
  };
  const std::string toml = R"([versions]
w = { strictly = "2" }
[libraries]
wool-core = { module = "g:core", version.ref = "w" }
wool_io = "g:io:3"
old = "g:old:1"
[bundles]
wool = ["wool-core", "wool_io"]
[plugins]
spin = "o.spin:4"
)";
  const std::pair<std::string, std::string> catalog{"gradle/libs.versions.toml", toml};
  const std::string none = "note rows that no build file here takes: ";
  const Row rows[] = {
      {"a row, by its accessor; others are no component",
       {{"m/build.gradle.kts", "dependencies { testImplementation(libs.wool.io) }"}, catalog},
       "g:io 3 @1 in testImplementation dev\n",
       none + "g:core, g:old, o.spin\n"},
      {"a bundle and a plugin",
       {{"build.gradle.kts",
         "plugins { alias(libs.plugins.spin) apply false }\ndependencies {\n"
         " api(libs.bundles.wool)\n kapt(libs.old) }"},
        catalog},
       "o.spin 4 @1 in build dev\ng:core 2! @3\ng:io 3 @3\n"
       "g:old 1 @4 in annotationProcessor dev\n",
       ""},
      {"a row that is named elsewhere: what for is not said",
       {{"build.gradle.kts",
         "val x = listOf(libs.old)\ndependencies { api(libs.bundles.wool) }\n"
         "plugins { alias(libs.plugins.spin) }"},
        catalog},
       "g:core 2! @2\ng:io 3 @2\no.spin 4 @3 in build dev\n",
       "g:old 1 @6\n"},
      {"a script that computes may take any",
       {{"build.gradle.kts",
         "plugins { alias(libs.plugins.spin) }\n"
         "names.forEach { x(libs.findLibrary(it)) }"},
        catalog},
       "o.spin 4 @1 in build dev\n",
       "g:core 2! @4\ng:io 3 @5\ng:old 1 @6\n"},
      {"a plugin of the tree asks by name",
       {{"build-logic/src/main/kotlin/X.kt",
         "val old = libs.findLibrary(\"old\").get()\ndependencies {\n"
         " \"testImplementation\"(old)\n add(\"api\", libs.findBundle(\"wool\").get()) }"},
        catalog},
       "g:old 1 @3 in testImplementation dev\ng:core 2! @4\ng:io 3 @4\n",
       none + "o.spin\n"},
      {"a version by itself",
       {{"build.gradle.kts", "dependencies { api(\"g:x:${libs.versions.w.get()}\") }"}, catalog},
       "g:x 2 @1\n",
       none + "g:core, g:io, g:old, o.spin\n"},
      {"a catalogue that settings name; one that they write out",
       {{"m/build.gradle.kts", "dependencies { api(tests.wool.io)\n api(libs.here) }"},
        {"settings.gradle.kts",
         "dependencyResolutionManagement { versionCatalogs {\n"
         " create(\"tests\") { from(files(\"gradle/t.versions.toml\")) }\n"
         " create(\"libs\") { version(\"h\", \"5\")\n"
         "  library(\"here\", \"g\", \"here\").versionRef(\"h\") } } }"},
        {"gradle/t.versions.toml", toml}},
       "g:io 3 @1\ng:here 5 @2\n",
       none + "g:core, g:old, o.spin\n"},
  };
  for (const Row& row : rows) {
    const auto manifests = Resolve(row.files);
    EXPECT_EQ(Dump(manifests.front()), row.wanted) << row.rule;
    EXPECT_EQ(Dump(manifests.back()), row.rest) << row.rule;
  }
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
