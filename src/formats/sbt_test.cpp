#include "formats/sbt.h"

#include <gtest/gtest.h>

#include "formats/ivy.h"

namespace avouch::formats {
namespace {

std::string Dump(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += one.name + " " + one.range + " @" + std::to_string(one.place.line) +
           (one.group.empty() ? "" : " in " + one.group) + (one.development ? " dev" : "") + "\n";
  for (const auto& note : manifest.notes) out += "note " + note + "\n";
  return out;
}

struct Given {
  const char* rule;
  std::vector<std::pair<std::string, std::string>> files;
  std::string wanted;  // Of the last file
};

TEST(Sbt, WhatIsAskedForAndWhatFor) {
  const std::string scala = "scalaVersion := \"2.13.12\"\n";
  const Given rows[] = {
      {"each form of a module",
       {{"build.sbt",
         scala + "libraryDependencies += \"g\" % \"a\" % \"1\"\n"
                 "libraryDependencies ++= Seq(\n  \"g\" %% \"b\" % \"2\",\n"
                 "  \"g\" %% \"c\" % \"3\" % Test,\n  \"g\" % \"d\" % \"4\" % \"test,it\",\n"
                 "  \"g\" % \"e\" % \"5\" % Provided,\n  \"g\" % \"f\" % \"6\" % \"tool\",\n"
                 "  \"g\" % \"h\" % \"7\" exclude(\"x\", \"y\"))\n"}},
       "g:a 1 @2\ng:b_2.13 2 @4\ng:c_2.13 3 @5 in test dev\ng:d 4 @6 in test dev\n"
       "g:e 5 @7 in provided\ng:f 6 @8 in tool\ng:h 7 @9\n"},
      {"plugins are of the build, and all in project/*.sbt",
       {{"project/plugins.sbt",
         "addSbtPlugin(\"g\" % \"p\" % \"1\")\nlibraryDependencies += \"g\" % \"q\" % \"2\""}},
       "g:p 1 @1 in build dev\ng:q 2 @2 in build dev\n"},
      {"a compiler's plugin",
       {{"build.sbt",
         "addCompilerPlugin(\"g\" % \"k\" % \"1\")\n"
         "libraryDependencies += compilerPlugin(\"g\" % \"l\" % \"1\")"}},
       "g:k 1 @1 in build dev\ng:l 1 @2 in build dev\n"},
      {"a setting of tests",
       {{"build.sbt",
         "Test / libraryDependencies += \"g\" % \"a\" % \"1\"\n"
         "libraryDependencies in IntegrationTest += \"g\" % \"b\" % \"1\""}},
       "g:a 1 @1 in test dev\ng:b 1 @2 in test dev\n"},
      {"overrides say versions, exclusions nothing",
       {{"build.sbt",
         "dependencyOverrides += \"g\" % \"a\" % \"1\"\n"
         "excludeDependencies += \"g\" % \"b\""}},
       ""},
      {"settings that ask for nothing, and one that is not known",
       {{"build.sbt",
         "mimaPreviousArtifacts := Set(\"g\" % \"a\" % \"1\")\n"
         "libraryDependencySchemes += \"g\" % \"b\" % VersionScheme.Always\n"
         "scalafixDependencies += \"g\" % \"c\" % \"1\"\n"
         "other += \"g\" % \"d\" % \"1\"\n"}},
       "g:c 1 @3 in build dev\ng:d 1 @4 in named\n"},
      {"a setting that holds a module",
       {{"build.sbt",
         "lazy val a = Def.setting(\"g\" %%% \"a\" % \"1\")\n"
         "libraryDependencies ++= Seq(a.value % Test)"}},
       "g:a 1 @1 in test dev\n"
       "note line 1: g:a: its name ends with a version of Scala that is not told\n"},
      {"what a list is mapped to",
       {{"build.sbt",
         "libraryDependencies ++= Seq(\"g\" % \"a\" % \"1\") ++ Seq(\"g\" % \"b\" % "
         "\"1\", \"g\" % \"c\" % \"1\").map(_ % Test)\n"
         "libraryDependencies ++= Seq(\"g\" % \"d\" % \"1\").map(m => m % \"test\")"}},
       "g:a 1 @1\ng:b 1 @1 in test dev\ng:c 1 @1 in test dev\ng:d 1 @2 in test dev\n"},
      {"a version of Scala that is not told, or told twice",
       {{"a/build.sbt", "scalaVersion := \"3.3.1\"\n"},
        {"build.sbt", scala + "libraryDependencies += \"g\" %% \"a\" % \"1\""}},
       "g:a 1 @2\nnote line 2: g:a: its name ends with a version of Scala that is not told\n"},
      {"values of a source of the build, by who takes them",
       {{"build.sbt",
         "ThisBuild / scalaVersion := Versions.scala\nimport Dependencies._\n"
         "lazy val root = (project in file(\".\")).settings(\n"
         "  name := \"x\",\n  libraryDependencies ++= core,\n"
         "  libraryDependencies ++= Seq(kit % Test),\n  publish / skip := true)\n"},
        {"project/Dependencies.scala",
         "object Versions {\n val scala = \"3.3.1\"\n val a = \"1.1\"\n}\nobject Dependencies {\n"
         " val a = \"g\" %% \"a\" % Versions.a\n val kit =\n   \"g\" %% \"kit\" % \"2\"\n"
         " val never = \"g\" % \"never\" % \"9\"\n val core = Seq(a, \"g\" % \"b\" % \"3\")\n}\n"}},
       "g:b 3 @10\ng:a_3 1.1 @6\ng:kit_3 2 @8 in test dev\ng:never 9 @9 in named\n"},
      {"a version that is computed",
       {{"build.sbt",
         "libraryDependencies += \"g\" % \"a\" % f(x)\n"
         "libraryDependencies += \"g\" % \"b\" % v"}},
       "g:a ${f} @1\ng:b ${v} @2\nnote line 1: g:a: its version is computed\n"
       "note line 2: g:b: its version is computed\n"},
      {"values that are each other",
       {{"build.sbt",
         "val v = w\nval w = v\nval x = Seq(y)\nval y = Seq(x)\n"
         "libraryDependencies ++= x\nlibraryDependencies += \"g\" % \"a\" % v"}},
       "g:a ${v} @6\nnote line 6: g:a: its version is computed\n"},
      {"a list of something that is not seen, and lists that are",
       {{"build.sbt",
         "val none = Seq.empty[ModuleID]\n"
         "libraryDependencies ++= Deps.all\n"
         "libraryDependencies ++= Seq(\"g\" % \"a\" % \"1\") ++ Deps.more\n"
         "libraryDependencies ++= none\nlibraryDependencies += one.get\n"
         "scalacOptions ++= Options.all\n"}},
       "g:a 1 @3\nnote line 2: what 'Deps.all' asks for is not seen\n"
       "note line 3: what 'Deps.more' asks for is not seen\n"
       "note line 5: what 'one.get' asks for is not seen\n"},
      {"no build",
       {{"build.sbt",
         "% % \"a\" % ((((( } ] ' % %% %%%% \"b\" % \n % % \"c\" libraryDependencies"}},
       ""},
  };
  for (const Given& row : rows) {
    std::vector<SbtFile> files;
    for (const auto& [path, text] : row.files) files.push_back(ReadSbtFile(path, text));
    EXPECT_EQ(Dump(ResolveSbt(files).back()), row.wanted) << row.rule;
  }
  EXPECT_EQ(ReadSbt("project/build.properties", "# c\nsbt.version = 1.9.7\n")->tools,
            std::vector<std::string>{"sbt 1.9.7"});
}

TEST(Ivy, ConfigurationsSayWhatFor) {
  const auto read = [](const std::string& list) {
    return ReadIvy("ivy.xml",
                   "<ivy-module><info organisation=\"o\" module=\"m\" revision=\"1\">"
                   "<license name=\"MIT\"/></info>" +
                       list + "</ivy-module>");
  };
  const auto m = read(R"xml(<dependencies defaultconf="test->default">
<dependency org="g" name="a" rev="1" conf="compile->default;test->*"/>
<dependency org="g" name="b" rev="2+" conf="test->*(*)"/>
<dependency org="g" name="c" rev="3"/>
<dependency name="d" rev="${d.version}" conf="runtime"/>
<dependency org="g" name="e" rev="1" conf="provided,test->default"/>
<dependency org="g" name="f" rev="1" conf="spark->default"/>
<dependency org="g" name="h" rev="1"><conf name="build"/></dependency>
<dependency rev="1"/>
</dependencies>)xml");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(m->name, "o:m");
  EXPECT_EQ(m->licences, std::vector<std::string>{"MIT"});
  EXPECT_EQ(Dump(*m),
            "g:a 1 @2\ng:b 2+ @3 in test dev\ng:c 3 @4 in test dev\no:d ${d.version} @5\n"
            "g:e 1 @6 in provided\ng:f 1 @7 in spark\ng:h 1 @8 in build dev\n"
            "note line 5: o:d: nothing here tells ${d.version}\n"
            "note line 9: a dependency without org or name\n");
  EXPECT_EQ(Dump(*read("<dependencies><dependency org='g' name='a' rev='1'/></dependencies>")),
            "g:a 1 @1\n");
  for (const char* bytes : {"", "x", "<project/>", "<ivy-module>"})
    EXPECT_FALSE(ReadIvy("ivy.xml", bytes).has_value()) << bytes;
}

}  // namespace
}  // namespace avouch::formats
