#include "formats/maven_graph.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "formats/maven_pom.h"

namespace avouch::formats {
namespace {

std::string Tag(std::string_view name, std::string_view text) {
  return "<" + std::string(name) + ">" + std::string(text) + "</" + std::string(name) + ">";
}

// "a:1" is org:a:1; "" for no version.
std::string Named(const std::string& coordinates) {
  const auto words = Split(coordinates, ':');
  std::string out = Tag("groupId", "org") + Tag("artifactId", words[0]);
  if (words.size() > 1 && !words[1].empty()) out += Tag("version", words[1]);
  return out;
}

std::string Need(const std::string& coordinates, const std::string& more = "") {
  return Tag("dependency", Named(coordinates) + more);
}

std::string Scope(std::string_view scope) { return Tag("scope", scope); }

std::string Without(std::string_view group, std::string_view artifact) {
  return Tag("exclusions", Tag("exclusion", Tag("groupId", group) + Tag("artifactId", artifact)));
}

std::string Needs(const std::string& needs) { return Tag("dependencies", needs); }
std::string Manages(const std::string& managed) {
  return Tag("dependencyManagement", Needs(managed));
}

// A repository in memory, which counts what is read.
class Repository : public PomSource {
 public:
  void Add(const std::string& coordinates, const std::string& text = "") {
    poms_[coordinates] = "<project>" + Named(coordinates) + text + "</project>";
  }
  std::optional<Pom> Find(const std::string& group, const std::string& artifact,
                          const std::string& version) override {
    ++asked;
    const auto at = poms_.find(artifact + ":" + version);
    if (group != "org" || at == poms_.end()) return std::nullopt;
    auto pom = ReadPom(artifact + "-" + version + ".pom", at->second);
    if (!pom) return std::nullopt;
    return std::move(*pom);
  }
  std::vector<std::string> Versions(const std::string&, const std::string& artifact) override {
    std::vector<std::string> out;
    for (const auto& [name, text] : poms_)
      if (name.starts_with(artifact + ":")) out.push_back(name.substr(artifact.size() + 1));
    return out;
  }
  std::size_t asked = 0;

 private:
  std::map<std::string, std::string> poms_;
};

struct Resolved {
  std::string components;  // "a:1*[test] > b c;": direct, list, what it needs
  std::vector<std::string> notes;
};

std::string NameOf(const model::Component& one) { return one.name.substr(4) + ":" + one.version; }

// Of the first pom.
Resolved Resolve(const std::vector<std::string>& texts, PomSource& source) {
  std::vector<Pom> poms;
  for (const auto& text : texts) {
    const std::string path = poms.empty() ? "pom.xml" : std::to_string(poms.size()) + "/pom.xml";
    auto pom = ReadPom(path, "<project>" + text + "</project>");
    EXPECT_TRUE(pom.has_value()) << text;
    if (pom) poms.push_back(std::move(*pom));
  }
  const auto manifest = ResolvePoms(poms, &source).front();
  Resolved out;
  out.notes = manifest.notes;
  for (const auto& one : manifest.components) {
    out.components += NameOf(one) + (one.detail.direct ? "*" : "");
    if (!one.detail.group.empty()) out.components += "[" + one.detail.group + "]";
    if (!one.detail.needs.empty()) out.components += " >";
    for (const auto to : one.detail.needs) out.components += " " + NameOf(manifest.components[to]);
    out.components += "; ";
  }
  return out;
}

struct Row {
  const char* what;
  std::vector<std::pair<std::string, std::string>> poms;  // Of the repository
  std::string root;
  const char* wanted;
};

TEST(MavenGraph, IsMediatedAsMavenDoes) {
  const Row rows[] = {
      {"the nearest stands, and what another would need is not needed",
       {{"a:1", Needs(Need("b:1"))},
        {"b:1", Needs(Need("c:1"))},
        {"c:1", Needs(Need("d:1"))},
        {"e:1", Needs(Need("c:2"))},
        {"c:2", ""},
        {"d:1", ""}},
       Needs(Need("a:1") + Need("e:1")),
       "a:1* > b:1; e:1* > c:2; b:1 > c:2; c:2; "},
      {"of two as near the first",
       {{"a:1", Needs(Need("c:1"))}, {"b:1", Needs(Need("c:2"))}, {"c:1", ""}, {"c:2", ""}},
       Needs(Need("a:1") + Need("b:1")),
       "a:1* > c:1; b:1* > c:1; c:1; "},
      {"what is asked for directly stands before all",
       {{"a:1", Needs(Need("b:9"))}, {"b:9", ""}, {"b:1", ""}},
       Needs(Need("a:1") + Need("b:1")),
       "a:1* > b:1; b:1*; "},
      {"optional, tests and what is provided go no further",
       {{"a:1", Needs(Need("b:1", Tag("optional", "true")) + Need("c:1", Scope("test")) +
                      Need("d:1", Scope("provided")) + Need("e:1", Scope("runtime")) +
                      Need("f:1", Tag("optional", "${yes}"))) +
                    Tag("properties", Tag("yes", "true"))},
        {"e:1", ""}},
       Needs(Need("a:1")),
       "a:1* > e:1; e:1[runtime]; "},
      {"what is left out is left out of all below, by name or whole",
       {{"a:1", Needs(Need("b:1"))},
        {"b:1", Needs(Need("c:1") + Need("d:1"))},
        {"d:1", ""},
        {"e:1", Needs(Need("b:1"))}},
       Needs(Need("a:1", Without("org", "c")) + Need("e:1", Without("*", "*"))),
       "a:1* > b:1; e:1*; b:1 > d:1; d:1; "},
      {"the widest scope stands, and below it",
       {{"a:1", Needs(Need("c:1"))},
        {"b:1", Needs(Need("c:1"))},
        {"c:1", Needs(Need("d:1"))},
        {"d:1", ""}},
       Needs(Need("a:1", Scope("test")) + Need("b:1", Scope("runtime"))),
       "a:1*[test] > c:1; b:1*[runtime] > c:1; c:1[runtime] > d:1; d:1[runtime]; "},
      {"what the root asks for itself keeps its scope",
       {{"a:1", Needs(Need("b:1"))}, {"b:1", Needs(Need("c:1"))}, {"c:1", ""}},
       Needs(Need("a:1") + Need("b:1", Scope("test"))),
       "a:1* > b:1; b:1*[test] > c:1; c:1[test]; "},
      {"what the root manages stands before what those further down ask for",
       {{"a:1", Needs(Need("b:1") + Need("c:1"))}, {"b:2", Needs(Need("d:1"))}, {"c:1", ""}},
       Manages(Need("b:2", Without("org", "d")) + Need("c:", Scope("test"))) + Needs(Need("a:1")),
       "a:1* > b:2 c:1; b:2; c:1[test]; "},
      {"what a pom further down manages holds for what it asks for itself",
       {{"a:1", Manages(Need("b:1") + Need("c:9")) + Needs(Need("b:"))},
        {"b:1", Needs(Need("c:1"))},
        {"c:1", ""}},
       Needs(Need("a:1")),
       "a:1* > b:1; b:1 > c:1; c:1; "},
      {"parents and lists of the repository",
       {{"up:1", Manages(Need("list:1", Tag("type", "pom") + Scope("import"))) +
                     Tag("properties", Tag("v", "3"))},
        {"list:1", Manages(Need("a:${v}")) + Tag("properties", Tag("v", "2"))},
        {"a:2", Tag("parent", Named("up:1")) + Needs(Need("b:${v}"))},
        {"b:3", ""}},
       Tag("parent", Named("up:1")) + Needs(Need("a:")),
       "a:2* > b:3; b:3; "},
      {"what has moved is told by its new name",
       {{"old:1", Tag("distributionManagement", Tag("relocation", Named("new:2")))},
        {"new:2", Needs(Need("b:1"))},
        {"b:1", ""}},
       Needs(Need("old:1")),
       "new:2* > b:1; b:1; "},
      {"a range is the newest that is there",
       {{"a:1.9", ""}, {"a:1.10", ""}, {"a:2.0", ""}, {"a:0.9", ""}},
       Needs(Need("a:[1.0,2.0)")),
       "a:1.10*; "},
      {"natives are artefacts of their own",
       {{"a:1", Needs(Need("a:1", Tag("classifier", "linux")))}},
       Needs(Need("a:1")),
       "a:1* > a:1; a:1; "},
      {"who needs one another are told once",
       {{"a:1", Needs(Need("b:1"))}, {"b:1", Needs(Need("a:2") + Need("self:1"))}, {"a:2", ""}},
       Needs(Need("a:1")),
       "a:1* > b:1; b:1 > a:1; "},
  };
  for (const Row& row : rows) {
    Repository repository;
    for (const auto& [name, text] : row.poms) repository.Add(name, text);
    EXPECT_EQ(Resolve({Named("self:1") + row.root}, repository).components, row.wanted) << row.what;
  }
}

TEST(MavenGraph, WhatAModuleOfTheTreeNeedsIsAskedForDirectly) {
  Repository repository;
  repository.Add("a:1", Needs(Need("b:1")));
  repository.Add("b:1");
  const auto got = Resolve(
      {Named("self:1") + Needs(Need("core:1")), Named("core:1") + Needs(Need("a:1"))}, repository);
  EXPECT_EQ(got.components, "a:1* > b:1; b:1; ");
  EXPECT_TRUE(got.notes.empty());
}

TEST(MavenGraph, WhatIsNotCachedIsSaidOnce) {
  Repository repository;
  repository.Add("a:1", Needs(Need("gone:1") + Need("b:1")));
  repository.Add("b:1", Needs(Need("gone:1")));
  const auto got = Resolve({Named("self:1") + Needs(Need("a:1"))}, repository);
  EXPECT_EQ(got.components, "a:1* > gone:1 b:1; gone:1; b:1 > gone:1; ");
  EXPECT_EQ(got.notes, std::vector<std::string>{"org:gone 1: its pom is not in the package cache, "
                                                "so what it needs is not told"});
}

// A list that is not at hand could have answered first: what another one says leaves nothing out.
TEST(MavenGraph, WhatMayNotBeInForceHidesNothing) {
  Repository repository;
  const std::string import = Tag("type", "pom") + Scope("import");
  repository.Add("list:1", Manages(Need("b:2", Scope("test") + Without("*", "*"))));
  repository.Add("a:1", Needs(Need("b:1")));
  repository.Add("b:2", Needs(Need("c:1")));
  repository.Add("c:1");
  const auto got =
      Resolve({Named("self:1") + Manages(Need("gone:1", import) + Need("list:1", import)) +
               Needs(Need("a:1"))},
              repository);
  EXPECT_EQ(got.components, "a:1* > b:2; b:2 > c:1; c:1; ");
  EXPECT_EQ(got.notes,
            std::vector<std::string>{"line 1: the list org:gone 1 is neither here nor cached"});
}

TEST(MavenGraph, WhatOnlyAProfileAsksForIsSaid) {
  Repository repository;
  const auto profile = [](const std::string& need) {
    return Tag("profiles", Tag("profile", Tag("id", "jdk") + Needs(Need(need))));
  };
  repository.Add("a:1", profile("b:1") + Needs(Need("c:1")));
  repository.Add("c:1", profile("a:1"));
  const auto got = Resolve({Named("self:1") + Needs(Need("a:1"))}, repository);
  EXPECT_EQ(got.components, "a:1* > c:1; c:1; ");
  EXPECT_EQ(got.notes, std::vector<std::string>{
                           "org:a 1: what profiles of its pom ask for is not followed: org:b"});
}

// Only what is asked for is read, and each once.
TEST(MavenGraph, ReadsNoPomTwiceAndNoneThatNobodyNames) {
  Repository repository;
  for (int i = 0; i < 1000; ++i) repository.Add("x" + std::to_string(i) + ":1");
  repository.Add("a:1", Needs(Need("b:1")));
  repository.Add("b:1");
  std::vector<Pom> poms;
  for (int i = 0; i < 50; ++i)
    poms.push_back(*ReadPom(
        std::to_string(i) + "/pom.xml",
        "<project>" + Named("m" + std::to_string(i) + ":1") + Needs(Need("a:1")) + "</project>"));
  (void)ResolvePoms(poms, &repository);
  EXPECT_EQ(repository.asked, 2u);
}

// ---- Hostile repositories ----

TEST(MavenGraphAttack, APomThatIsItsOwnParentEnds) {
  Repository repository;
  repository.Add("a:1", Tag("parent", Named("a:1")) + Needs(Need("b:1")));
  repository.Add("b:1", Tag("parent", Named("a:1")));
  EXPECT_EQ(Resolve({Named("self:1") + Needs(Need("a:1"))}, repository).components,
            "a:1* > b:1; b:1; ");
}

// Each pom is made when it is asked for: there is no end to them.
class Endless : public PomSource {
 public:
  explicit Endless(std::string (*text)(int)) : text_(text) {}
  std::optional<Pom> Find(const std::string&, const std::string& artifact,
                          const std::string&) override {
    const int number = std::stoi(artifact.substr(1));
    auto pom = ReadPom(artifact + ".pom",
                       "<project>" + Named(artifact + ":1") + text_(number) + "</project>");
    return pom ? std::optional(std::move(*pom)) : std::nullopt;
  }
  std::vector<std::string> Versions(const std::string&, const std::string&) override { return {}; }

 private:
  std::string (*text_)(int);
};

std::string Next(int number, int more = 1) { return "a" + std::to_string(number + more) + ":1"; }

TEST(MavenGraphAttack, ParentsNeedsAndListsWithoutEndAreBounded) {
  Endless parents([](int n) { return Tag("parent", Named(Next(n))); });
  EXPECT_EQ(Resolve({Named("self:1") + Needs(Need("a0:1"))}, parents).components, "a0:1*; ");

  Endless needs([](int n) { return Needs(Need(Next(n), Without("x", "x"))); });
  const auto deep = Resolve({Named("self:1") + Needs(Need("a0:1"))}, needs);
  EXPECT_EQ(std::ranges::count(deep.components, ';'), 256);
  EXPECT_EQ(deep.notes,
            std::vector<std::string>{"what is needed goes too far down to be followed"});

  Endless wide([](int n) { return Needs(Need(Next(2 * n)) + Need(Next(2 * n, 2))); });
  const auto many = Resolve({Named("self:1") + Needs(Need("a0:1"))}, wide);
  EXPECT_LE(std::ranges::count(many.components, ';'), 40'100);
  EXPECT_FALSE(many.notes.empty());

  Endless lists([](int n) {
    const auto import = Tag("type", "pom") + Scope("import");
    return Manages(Need(Next(2 * n), import) + Need(Next(2 * n, 2), import)) + Needs(Need("x1:"));
  });
  EXPECT_FALSE(Resolve({Named("self:1") + Needs(Need("a0:1"))}, lists).notes.empty());

  Endless moved(
      [](int n) { return Tag("distributionManagement", Tag("relocation", Named(Next(n)))); });
  EXPECT_EQ(Resolve({Named("self:1") + Needs(Need("a0:1"))}, moved).components, "a8:1*; ");
}

TEST(MavenGraphAttack, PropertiesThatDoubleStayAsWritten) {
  Repository repository;
  std::string doubling = Tag("p0", "x");
  for (int i = 1; i < 40; ++i) {
    const std::string before = "${p" + std::to_string(i - 1) + "}";
    doubling += Tag("p" + std::to_string(i), before + before);
  }
  repository.Add("a:1", Tag("properties", doubling) + Needs(Need("b:${p39}")));
  const auto got = Resolve({Named("self:1") + Needs(Need("a:1"))}, repository);
  EXPECT_EQ(got.components, "a:1*; ");
  ASSERT_EQ(got.notes.size(), 1u);
  EXPECT_TRUE(got.notes[0].starts_with("org:b: which version it is")) << got.notes[0];
}

}  // namespace
}  // namespace avouch::formats
