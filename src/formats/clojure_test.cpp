#include "formats/clojure.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::formats {
namespace {

using Texts = std::vector<std::string>;

std::string Asked(const model::Manifest& manifest) {
  std::string out;
  for (const auto& one : manifest.requirements)
    out += std::to_string(one.place.line) + " " + one.name + " [" + one.range + "] " + one.group +
           (one.development ? " dev" : "") + (one.exact ? " exact" : "") + " " +
           std::string(model::Name(one.source)) +
           (one.condition.empty() ? "" : " if " + one.condition) + "\n";
  return out;
}

TEST(Leiningen, DependenciesScopesPluginsAndProfiles) {
  const auto m = ReadClojure("project.clj", R"x(; [ghost "1"]
(def v "1.0")
(defproject o/cart "0.3.0"
  :license {:name "EPL-2.0" :url "https://h"}
  :min-lein-version "2.9.0"
  :dependencies [[org.clojure/clojure "1.11.1"]
                 [ring "1.9.0" :exclusions [ghost/x "[1,)"]]
                 #_[ghost "1"]
                 [bolt "[1.0,2.0)"]
                 [computed ~v]
                 [managed/dep]
                 [check "1.1" :scope "test"]
                 [api "4.0" :scope "provided"]
                 [head "1.0-SNAPSHOT"]
                 ~other]
  :managed-dependencies [[managed/dep "3.1"]]
  :plugins [[lein-x "0.2.0"]]
  :source-paths ["src" #"a\"]" \]]
  :aliases {"t" ["with-profile" "dev"]}
  :profiles {:dev {:dependencies [[mock "0.4"]] :plugins [[lein-y "1"]]}
             :1.10 {:dependencies [[org.clojure/clojure "1.10.3"]]}
             :uberjar ^:leaky {:dependencies [[prod "1"]]}})
)x");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(6 org.clojure:clojure [1.11.1]  exact registry
7 ring:ring [1.9.0]  exact registry
9 bolt:bolt [[1.0,2.0)]  registry
10 computed:computed []  registry
11 managed:dep [3.1]  exact registry
12 check:check [1.1] test dev exact registry
13 api:api [4.0] provided exact registry
14 head:head [1.0-SNAPSHOT]  registry
17 lein-x:lein-x [0.2.0] plugin exact registry
20 mock:mock [0.4] dev dev exact registry if profile dev
20 lein-y:lein-y [1] plugin dev exact registry if profile dev
21 org.clojure:clojure [1.10.3] dev dev exact registry if profile 1.10
22 prod:prod [1]  exact registry if profile uberjar
)");
  EXPECT_EQ(m->name + " " + m->version + " " + m->licences.at(0), "o:cart 0.3.0 EPL-2.0");
  EXPECT_EQ(m->tools, Texts{"leiningen >=2.9.0"});
  EXPECT_EQ(m->notes,
            (Texts{"line 10: the version of computed:computed is computed",
                   "line 15: 1 requirement is computed when the file is run, and not told here"}));
}

TEST(DepsEdn, VersionsCommitsFoldersAndAliases) {
  const auto m = ReadClojure("deps.edn", R"({:paths ["src"]
 :deps {org.clojure/clojure {:mvn/version "1.11.1"}, ring {:mvn/version "1.9.0"}
        io.github.o/axle {:git/tag "v1" :git/sha "0123456"}
        own/own {:local/root "../own"}}
 :aliases {;; {:extra-deps {ghost {}}}
  :test {:extra-paths ["test"] :extra-deps {o/check {:mvn/version "1.1"}}}
  :build {:deps {o/tools {:mvn/version "0.9"}} :ns-default build}
  :old {:override-deps {ring {:mvn/version "1.0"}}}
  :native {:extra-deps {o/graal {:mvn/version "22"}}}
  :main-opts ["-m" "x"]}}
)");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m), R"(2 org.clojure:clojure [1.11.1]  exact registry
2 ring:ring [1.9.0]  exact registry
3 io.github.o:axle [0123456]  exact git
4 own:own []  path
6 o:check [1.1] test dev exact registry if profile test
7 o:tools [0.9] build exact registry if profile build
9 o:graal [22]  exact registry if profile native
)");
}

TEST(Clojure, HostileFilesAreRefusedOrEnd) {
  struct Row {
    const char* path;
    std::string text;
    bool refused;
  };
  for (const auto& [path, text, refused] :
       {Row{"deps.edn", "", true},
        {"deps.edn", "{", true},
        {"deps.edn", "{]", true},
        {"deps.edn", "}", true},
        {"deps.edn", "{:deps {a \"", true},
        {"deps.edn", "{:deps", true},
        {"deps.edn", "{:deps #=(x)}", true},
        {"deps.edn", "{:deps a}", true},
        {"deps.edn", "{:deps {a}}", false},
        {"deps.edn", "{} #_", false},
        {"deps.edn", "{} {}", true},
        {"deps.edn", std::string(50'000, '('), true},
        {"deps.edn", std::string(50'000, '\''), true},
        {"deps.edn", "{:a " + std::string(50'000, '^') + "}", true},
        {"deps.edn", "{" + std::string(50'000, ',') + "}", false},
        {"project.clj", "(ns x)", true},
        {"project.clj", "(defproject)", false},
        {"project.clj", "(defproject a \"1\" :dependencies ~(x))", true}})
    EXPECT_EQ(!ReadClojure(path, text).has_value(), refused) << text.substr(0, 40);
}

TEST(DepsEdn, SeveralMarksPassOverAsManyValues) {
  const auto m = ReadClojure("deps.edn", R"({:deps {a/one {:mvn/version "1"}
  #_#_ a/gone {:mvn/version "9"}
  #_ #_ #_a/x {:mvn/version "9"} a/y
  a/two {:mvn/version "2"}
  a/three #_{:mvn/version "9"} {:mvn/version "3"}}})");
  ASSERT_TRUE(m.has_value()) << ToString(m.error());
  EXPECT_EQ(Asked(*m),
            "1 a:one [1]  exact registry\n4 a:two [2]  exact registry\n"
            "5 a:three [3]  exact registry\n");
  EXPECT_TRUE(m->notes.empty());
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "#_";
  (void)ReadClojure("deps.edn", "{:deps {" + deep + "}}");
}

}  // namespace
}  // namespace avouch::formats
