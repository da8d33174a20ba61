#include "formats/maven_pom.h"

#include <gtest/gtest.h>

#include <map>

namespace avouch::formats {
namespace {

using Files = std::vector<std::pair<std::string, std::string>>;

std::vector<Pom> Parse(const Files& files) {
  std::vector<Pom> poms;
  for (const auto& [path, text] : files) {
    auto pom = ReadPom(path, "<project>" + text + "</project>");
    EXPECT_TRUE(pom.has_value()) << path << ": " << ToString(pom.error());
    if (pom) poms.push_back(std::move(*pom));
  }
  return poms;
}

std::string Dump(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements) {
    out += one.name + " " + one.range + (one.exact ? "" : " ~") +
           (one.group.empty() ? "" : " in " + one.group) +
           (one.condition.empty() ? "" : " if " + one.condition) +
           (one.source == model::SourceKind::kWorkspace ? " own" : "") + "\n";
  }
  for (const auto& one : manifest.components) {
    out += one.name + " " + one.version + (one.detail.group.empty() ? "" : " in ") +
           one.detail.group + (one.optional ? " optional" : "");
    for (const auto& [key, value] : one.detail.qualifiers) out += " " + key + "=" + value;
    out += "\n";
  }
  return out;
}

std::string Dependency(const std::string& name, const std::string& rest = "") {
  const auto colon = name.find(':'), second = name.find(':', colon + 1);
  std::string out = "<dependency><groupId>" + name.substr(0, colon) + "</groupId><artifactId>" +
                    name.substr(colon + 1, second - colon - 1) + "</artifactId>";
  if (second != name.npos) out += "<version>" + name.substr(second + 1) + "</version>";
  return out + rest + "</dependency>";
}

std::string Named(const std::string& artifact) {
  return "<groupId>t</groupId><artifactId>" + artifact + "</artifactId><version>1</version>";
}

std::string Child(const std::string& artifact, const std::string& relative = "") {
  return "<parent><groupId>t</groupId><artifactId>root</artifactId><version>1</version>" +
         relative + "</parent><artifactId>" + artifact + "</artifactId>";
}

std::string Needs(const std::string& list) { return "<dependencies>" + list + "</dependencies>"; }

std::string Manages(const std::string& list) {
  return "<dependencyManagement>" + Needs(list) + "</dependencyManagement>";
}

const std::string kImport = "<type>pom</type><scope>import</scope>";

TEST(MavenPom, WhatIsInForceInTheFirstPomOfATree) {
  struct Row {
    const char* rule;
    Files files;
    std::string wanted;
  };
  const Row rows[] = {
      {"scopes are groups, the main one has no name",
       {{"pom.xml", Needs(Dependency("g:a:1", "<scope>compile</scope>") +
                          Dependency("g:b:2", "<scope>test</scope>") +
                          Dependency("g:c:3", "<scope>provided</scope>") +
                          Dependency("g:d:4", "<optional>true</optional>"))}},
       "g:a 1\ng:b 2 in test\ng:c 3 in provided\ng:d 4 if optional\n"},
      {"only one version and no other is exact",
       {{"pom.xml", Needs(Dependency("g:a:[1]") + Dependency("g:b:[1,2)") +
                          Dependency("g:c:LATEST") + Dependency("g:d:1-SNAPSHOT"))}},
       "g:a [1]\ng:b [1,2) ~\ng:c LATEST ~\ng:d 1-SNAPSHOT ~\n"},
      {"a property of the child is before its parent's; project.version is the child's",
       {{"m/pom.xml", Child("m") + "<version>7</version><properties><v>2</v></properties>"},
        {"pom.xml", Named("root") + "<properties><v>1</v></properties>" +
                        Needs(Dependency("g:a:${v}") + Dependency("g:b:${project.version}"))}},
       "g:a 2\ng:b 7\n"},
      {"management of parents, and its scope",
       {{"m/pom.xml", Child("m") + Needs(Dependency("g:a") + Dependency("g:b"))},
        {"pom.xml", Named("root") +
                        Manages(Dependency("g:a:5", "<scope>test</scope>") + Dependency("g:b:6"))}},
       "g:a 5 in test\ng:b 6\n"},
      {"the version that is asked for is before the one that is managed",
       {{"pom.xml", Manages(Dependency("g:a:5")) + Needs(Dependency("g:a:4"))}},
       "g:a 4\n"},
      {"a list of the tree is imported, with its own properties",
       {{"pom.xml", Named("x") + "<properties><v>9</v></properties>" +
                        Manages(Dependency("t:bom:1", kImport)) + Needs(Dependency("g:a"))},
        {"bom/pom.xml",
         Named("bom") + "<properties><v>3</v></properties>" + Manages(Dependency("g:a:${v}"))}},
       "g:a 3\n"},
      {"what a list outside of the tree could answer is no answer behind it",
       {{"pom.xml", Named("x") +
                        Manages(Dependency("o:bom:1", kImport) + Dependency("t:bom:1", kImport)) +
                        Needs(Dependency("g:a"))},
        {"bom/pom.xml", Named("bom") + Manages(Dependency("g:a:3"))}},
       "g:a  ~\no:bom 1 in import\n"},
      {"a parent outside of the tree is asked for, and could manage before a list",
       {{"pom.xml",
         Child("x") + Manages(Dependency("t:bom:1", kImport)) + Needs(Dependency("g:a"))},
        {"bom/pom.xml", Named("bom") + Manages(Dependency("g:a:3"))}},
       "t:root 1 in parent\ng:a  ~\n"},
      {"a pom at the parent's place and of another version is not the parent",
       {{"m/pom.xml", Child("m") + Needs(Dependency("g:a"))},
        {"pom.xml", "<groupId>t</groupId><artifactId>root</artifactId><version>2</version>" +
                        Manages(Dependency("g:a:5"))}},
       "t:root 1 in parent\ng:a  ~\n"},
      {"a parent is found by its name where relativePath is empty",
       {{"m/pom.xml", Child("m", "<relativePath/>") + Needs(Dependency("g:a"))},
        {"else/where/pom.xml", Named("root") + Manages(Dependency("g:a:5"))}},
       "g:a 5\n"},
      {"${revision} is one text in parent and child",
       {{"m/pom.xml",
         "<parent><groupId>t</groupId><artifactId>root</artifactId><version>${revision}</version>"
         "</parent><artifactId>m</artifactId>" +
             Needs(Dependency("t:n:${project.version}"))},
        {"pom.xml",
         "<groupId>t</groupId><artifactId>root</artifactId><version>${revision}"
         "</version><properties><revision>4</revision></properties>"},
        {"n/pom.xml",
         "<parent><groupId>t</groupId><artifactId>root</artifactId><version>4</version></parent>"
         "<artifactId>n</artifactId>"}},
       "t:n 4 own\n"},
      {"plugins are of the build; their versions are managed apart",
       {{"pom.xml",
         "<build><pluginManagement><plugins><plugin><artifactId>p</artifactId><version>3</version>"
         "</plugin></plugins></pluginManagement><plugins><plugin><artifactId>p</artifactId>" +
             Needs(Dependency("g:h:1")) + "</plugin></plugins></build>"}},
       "org.apache.maven.plugins:p 3 in build\ng:h 1 in build\n"},
      {"what is optional and runs in the compiler is not shipped",
       {{"pom.xml", Needs(Dependency("g:x-processor:1", "<optional>true</optional>") +
                          Dependency("org.projectlombok:lombok:1", "<optional>true</optional>") +
                          Dependency("g:x-devtools:1", "<optional>true</optional>") +
                          Dependency("g:y-processor:1"))}},
       "g:x-processor 1 in annotationProcessor if optional\n"
       "org.projectlombok:lombok 1 in annotationProcessor if optional\n"
       "g:x-devtools 1 in development if optional\ng:y-processor 1\n"},
      {"a parent that is not here may have made a library of tests one of tests",
       {{"pom.xml",
         Child("x") + Needs(Dependency("junit:junit") + Dependency("g:a") +
                            Dependency("g:test-kit") + Dependency("junit:junit-dep:1"))}},
       "t:root 1 in parent\njunit:junit  ~ in managed\ng:a  ~\ng:test-kit  ~ in managed\n"
       "junit:junit-dep 1\n"},
      {"an artefact of its own is told as it is; a type that is a jar is none",
       {{"pom.xml",
         Needs(Dependency("g:a:1", "<classifier>linux-x86_64</classifier>") + Dependency("g:a:1") +
               Dependency("g:b:2", "<type>test-jar</type><scope>test</scope>") +
               Dependency("g:c:3", "<type>war</type><optional>true</optional>") +
               Dependency("g:d:4", "<type>ejb</type>") + Dependency("g:e", "<type>zip</type>") +
               Dependency("g:f:5", "<classifier>x</classifier><scope>provided</scope>"))}},
       "g:a 1\ng:d 4\ng:e  ~\ng:f 5 in provided\ng:a 1 classifier=linux-x86_64\n"
       "g:b 2 in test classifier=tests\ng:c 3 optional type=war\n"},
      {"what a profile asks for is conditional",
       {{"pom.xml",
         "<profiles><profile><id>q</id>" + Needs(Dependency("g:a:1")) + "</profile></profiles>"}},
       "g:a 1 if profile q\n"},
  };
  for (const Row& row : rows) {
    const auto poms = Parse(row.files);
    EXPECT_EQ(Dump(ResolvePoms(poms).front()), row.wanted) << row.rule;
  }
}

TEST(MavenPom, WhatMeansItselfEnds) {
  struct Row {
    const char* attack;
    Files files;
    std::string wanted;
    std::string note;
  };
  std::string doubling = "<p0></p0>";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "${p" + std::to_string(i - 1) + "}", own = "p" + std::to_string(i);
    doubling += "<" + own + ">" + before + before + "</" + own + ">";
  }
  const Row rows[] = {
      {"a property that is itself",
       {{"pom.xml",
         "<properties><a>${b}</a><b>${a}</b></properties>" + Needs(Dependency("g:a:${a}"))}},
       "g:a ${a} ~\n",
       "line 1: g:a: nothing in this tree tells ${a}"},
      {"a parent that is itself",
       {{"pom.xml",
         Child("root", "<relativePath>pom.xml</relativePath>") + Needs(Dependency("g:a"))}},
       "t:root 1 in parent\ng:a  ~\n",
       "line 1: the parent t:root is its own ancestor"},
      {"parents in a circle",
       {{"pom.xml",
         "<parent><groupId>t</groupId><artifactId>b</artifactId><version>1</version>"
         "<relativePath>b</relativePath></parent><artifactId>a</artifactId>"},
        {"b/pom.xml",
         "<parent><groupId>t</groupId><artifactId>a</artifactId><version>1</version>"
         "</parent><artifactId>b</artifactId>"}},
       "t:a 1 in parent\n",
       "line 1: the parent t:a is its own ancestor"},
      {"lists that import each other",
       {{"pom.xml", Named("a") + Manages(Dependency("t:b:1", kImport)) + Needs(Dependency("g:a"))},
        {"b/pom.xml", Named("b") + Manages(Dependency("t:a:1", kImport))}},
       "g:a  ~\n",
       "line 1: g:a: no version is told in this tree"},
      {"properties that double",
       {{"pom.xml",
         "<properties>" + doubling + "</properties>" + Needs(Dependency("g:a:x${env.HOME}"))}},
       "g:a x${env.HOME} ~\n",
       "line 1: g:a: nothing in this tree tells x${env.HOME}"},
      {"a path out of the tree",
       {{"pom.xml", Child("m", "<relativePath>../../../etc/passwd</relativePath>")}},
       "t:root 1 in parent\n",
       "line 1: the parent t:root 1 is not in this tree"},
  };
  for (const Row& row : rows) {
    const auto manifests = ResolvePoms(Parse(row.files));
    EXPECT_EQ(Dump(manifests.front()), row.wanted) << row.attack;
    ASSERT_FALSE(manifests.front().notes.empty()) << row.attack;
    EXPECT_EQ(manifests.front().notes.front(), row.note) << row.attack;
  }
  const auto deep = ResolvePoms(Parse({{"pom.xml", "<properties>" + doubling + "</properties>" +
                                                       Needs(Dependency("g:a:${p39}"))}}));
  EXPECT_FALSE(deep.front().requirements[0].exact);
}

TEST(MavenPom, ManyModulesOfOneParentAreBounded) {
  Files files = {{"pom.xml", Named("root")}};
  std::string needs;
  for (int i = 0; i < 1000; ++i) needs += Dependency("g:a" + std::to_string(i) + ":1");
  files[0].second += Needs(needs);
  for (int i = 0; i < 1000; ++i)
    files.push_back({"m" + std::to_string(i) + "/pom.xml", Child("m" + std::to_string(i))});
  const auto manifests = ResolvePoms(Parse(files));
  EXPECT_EQ(manifests[1].requirements.size(), 1000u);
  EXPECT_EQ(manifests.back().requirements.size(), 0u);
  EXPECT_EQ(manifests.back().notes,
            std::vector<std::string>{"too much is inherited here: not all is told"});
}

TEST(MavenPom, ThePackageItself) {
  const auto m = ReadMavenPom("a/pom.xml", R"(<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <parent>
    <groupId>t</groupId><artifactId>root</artifactId><version>1</version>
  </parent>
  <artifactId>a</artifactId>
  <licenses><license><name>MIT</name></license></licenses>
  <properties><maven.compiler.release>21</maven.compiler.release></properties>
  <modules><module>b</module></modules>
  <dependencies>
    <dependency>
      <groupId>${project.groupId}</groupId>
      <artifactId>c</artifactId>
    </dependency>
    <dependency><artifactId>c</artifactId></dependency>
  </dependencies>
</project>)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->name, "t:a");
  EXPECT_EQ(m->version, "1");
  EXPECT_EQ(m->licences, std::vector<std::string>{"MIT"});
  EXPECT_EQ(m->tools, std::vector<std::string>{"java 21"});
  EXPECT_EQ(m->workspaces, std::vector<std::string>{"b"});
  ASSERT_EQ(m->requirements.size(), 2u);
  EXPECT_EQ(m->requirements[1].name, "t:c");
  EXPECT_EQ(m->requirements[1].place.line, 11);
  EXPECT_EQ(m->notes, (std::vector<std::string>{"line 15: a dependency without groupId",
                                                "line 3: the parent t:root 1 is not in this tree",
                                                "line 11: t:c: no version is told in this tree"}));
}

TEST(MavenPom, WhatIsNoPomIsRefused) {
  for (const char* bytes : {"", "x", "<project>", "<settings/>",
                            "<!DOCTYPE p [<!ENTITY a 'b'>]><project>&a;</project>"})
    EXPECT_FALSE(ReadMavenPom("pom.xml", bytes).has_value()) << bytes;
}

}  // namespace
}  // namespace avouch::formats
