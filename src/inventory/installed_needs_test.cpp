#include "inventory/installed_needs.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace avouch::inventory {
namespace {

using model::Ecosystem;
using model::Manifest;

struct Asked {
  const char* name;
  const char* range = "";
  const char* condition = "";
  const char* extras = "";
  bool development = false;
};

Manifest Of(Ecosystem ecosystem, const char* format, const std::string& path, const char* name,
            const char* version, const std::vector<Asked>& asks) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = format;
  out.path = Path(path);
  model::Component one;
  one.name = name;
  one.version = version;
  out.components.push_back(one);
  for (const Asked& asked : asks) {
    model::Requirement wanted;
    wanted.name = asked.name;
    wanted.range = asked.range;
    wanted.condition = asked.condition;
    wanted.group = asked.extras;
    wanted.development = asked.development;
    out.requirements.push_back(wanted);
  }
  return out;
}

Manifest Npm(const std::string& folder, const char* name, const char* version = "1.0.0",
             const std::vector<Asked>& asks = {}) {
  return Of(Ecosystem::kNpm, "npm-installed", folder + "/package.json", name, version, asks);
}

Manifest Python(const std::string& site, const char* name, const char* version = "1",
                const std::vector<Asked>& asks = {}) {
  return Of(Ecosystem::kPython, "python-installed",
            site + "/" + name + "-" + version + ".dist-info/METADATA", name, version, asks);
}

Manifest Gem(const std::string& folder, const char* name, const char* version = "1",
             const std::vector<Asked>& asks = {}) {
  return Of(Ecosystem::kRubygems, "gem-installed", folder + "/" + name + "-" + version + ".gemspec",
            name, version, asks);
}

// "from > to" by index.
std::string Told(const std::vector<Manifest>& manifests) {
  std::string out;
  for (const auto& [from, to] : FindInstalledNeeds(manifests).edges)
    out += (out.empty() ? "" : ", ") + std::to_string(from) + ">" + std::to_string(to);
  return out;
}

TEST(InstalledNeeds, AreFoundAsTheLoaderFindsThem) {
  struct Row {
    const char* rule;
    std::vector<Manifest> manifests;
    const char* told;
  };
  const std::string site = "usr/lib/python3.11/site-packages";
  const std::string store = "app/node_modules/.pnpm/";
  const Row rows[] = {
      {"npm: its own node_modules first, then upwards; what is not there is nothing",
       {Npm("a/node_modules/tea", "tea", "1.0.0", {{"cup"}, {"pot"}, {"spoon"}}),
        Npm("a/node_modules/tea/node_modules/cup", "cup", "2.0.0", {{"pot"}, {"tea"}}),
        Npm("a/node_modules/cup", "cup"), Npm("node_modules/pot", "pot", "1.0.0", {{"cup"}}),
        Npm("b/node_modules/spoon", "spoon")},
       "0>1, 0>3, 1>0, 1>3"},
      {"npm: with a scope, and under another name than its own",
       {Npm("node_modules/@a/tea", "@a/tea", "1.0.0", {{"@b/cup"}, {"other"}, {"cup"}}),
        Npm("node_modules/@b/cup", "@b/cup"), Npm("node_modules/other", "cup")},
       "0>1, 0>2"},
      {"npm: a name that leads elsewhere is none",
       {Npm("a/node_modules/tea", "tea", "1.0.0", {{"../cup"}, {""}, {"cup/../cup"}, {"."}}),
        Npm("a/node_modules/cup", "cup")},
       ""},
      {"pnpm: links are not followed; one version, or the one that is admitted",
       {Npm(store + "tea@1.0.0/node_modules/tea", "tea", "1.0.0",
            {{"cup", "^9"}, {"pot", "^2.0.0"}, {"spoon", "*"}}),
        Npm(store + "cup@1.0.0/node_modules/cup", "cup"),
        Npm(store + "pot@1.0.0/node_modules/pot", "pot"),
        Npm(store + "pot@2.1.0/node_modules/pot", "pot", "2.1.0"),
        Npm(store + "spoon@1.0.0/node_modules/spoon", "spoon"),
        Npm(store + "spoon@2.0.0/node_modules/spoon", "spoon", "2.0.0")},
       "0>1, 0>3"},
      {"Python: names are spelled in many ways; another site is another installation",
       {Python(site, "tea", "1", {{"A.b"}, {"pot"}}), Python(site, "a_B"),
        Python("opt/venv/lib/python3.11/site-packages", "pot")},
       "0>1"},
      {"Python: lib64 beside lib, and Debian's packages below their own",
       {Python("usr/lib64/python3.11/site-packages", "tea", "1", {{"cup"}}),
        Python("usr/lib/python3.11/site-packages", "cup"),
        Python("r/usr/local/lib/python3.11/dist-packages", "pot", "1", {{"spoon"}}),
        Python("r/usr/lib/python3/dist-packages", "spoon", "1", {{"pot"}})},
       "0>1, 2>3"},
      {"Python: markers, by the folder's version; one that cannot be decided is met",
       {Python(site, "tea", "1",
               {{"a", "", "python_version < '3.8'"},
                {"b", "", "sys_platform == 'win32'"},
                {"c", "", "python_version >= '3.8'"},
                {"d", "", "platform_machine == 'x86_64'"},
                {"e", "", "no marker"}}),
        Python(site, "a"), Python(site, "b"), Python(site, "c"), Python(site, "d"),
        Python(site, "e")},
       "0>3, 0>4, 0>5"},
      {"Python: in a folder that tells nothing, what is there is needed",
       {Python("srv/target", "tea", "1", {{"a", "", "python_version < '3.8'"}}),
        Python("srv/target", "a")},
       "0>1"},
      {"Python: an extra that nobody asks for is no need, though the package is there",
       {Python(site, "tea", "1", {{"cup", "", "extra == 'cups'"}}), Python(site, "cup")},
       ""},
      {"Python: an extra that a package asks for, and one that this one asks for in turn",
       {Python(site, "tea", "1",
               {{"tea", "", "extra == 'all'", "cups,Pots"},
                {"cup", "", "extra == 'cups'"},
                {"pot", "", "extra == 'pots'"},
                {"spoon", "", "extra == 'spoons'"}}),
        Python(site, "cup"), Python(site, "pot"), Python(site, "spoon"),
        Python(site, "table", "1", {{"tea", "", "", "all"}})},
       "0>0, 0>1, 0>2, 4>0"},
      {"Python: what an undecided marker asks of an extra is not certain",
       {Python(site, "tea", "1", {{"cup", "", "extra == 'cups'"}}), Python(site, "cup"),
        Python(site, "table", "1", {{"tea", "", "platform_machine == 'x'", "cups"}})},
       "2>0"},
      {"Python: of two that an update left, the one that is admitted, else none",
       {Python(site, "tea", "1", {{"cup", ">=2"}}), Python(site, "cup", "1"),
        Python(site, "cup", "2"), Python(site, "pot", "1", {{"cup", ">=1"}})},
       "0>2"},
      {"Ruby: the highest that is admitted, default gems too; not what makers need",
       {Gem("g/specifications", "tea", "1", {{"cup", "~> 1.0"}, {"pot", "", "", "", true}}),
        Gem("g/specifications", "cup", "1.9"), Gem("g/specifications/default", "cup", "1.10"),
        Gem("g/specifications", "cup", "2.0"), Gem("g/specifications", "pot"),
        Gem("h/specifications", "cup", "1.11")},
       "0>2"},
  };
  for (const auto& row : rows) EXPECT_EQ(Told(row.manifests), row.told) << row.rule;
}

TEST(InstalledNeeds, OnlyRecordsOfOnePackageTellThem) {
  Manifest many = Npm("node_modules/tea", "tea", "1.0.0", {{"tea"}});
  EXPECT_TRUE(TellsNeeds(many));
  many.components.push_back(many.components.front());
  EXPECT_FALSE(TellsNeeds(many));
  many.components.clear();
  EXPECT_FALSE(TellsNeeds(many));
  Manifest wheel = Python("x", "tea");
  wheel.format = "python-wheel";
  EXPECT_FALSE(TellsNeeds(wheel));
}

// Folders in folders, each asking for what is nowhere; extras that ask for one another.
TEST(InstalledNeeds, LookUpsAreBounded) {
  const std::vector<Asked> many(500, Asked{"nowhere"});
  std::vector<Manifest> nested;
  std::string folder;
  for (int i = 0; i < 100; ++i) {
    folder += (i == 0 ? "" : "/") + std::string("node_modules/a");
    nested.push_back(Npm(folder, "a", "1.0.0", many));
  }
  EXPECT_TRUE(FindInstalledNeeds(nested, 100'000).full);
  EXPECT_FALSE(FindInstalledNeeds(nested).full);
  std::vector<std::string> words;
  for (int i = 0; i < 400; ++i) words.push_back("extra == 'e" + std::to_string(i) + "'");
  std::string all;
  for (int i = 0; i < 400; ++i) all += (i == 0 ? "e" : ",e") + std::to_string(i);
  std::vector<Asked> extras;
  for (const auto& word : words) extras.push_back({"a", "", word.c_str(), all.c_str()});
  extras.push_back({"a", "", "", all.c_str()});
  EXPECT_TRUE(FindInstalledNeeds({Python("s", "a", "1", extras)}, 100'000).full);
}

}  // namespace
}  // namespace avouch::inventory
