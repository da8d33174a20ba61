#include "inventory/artefacts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "inventory/join.h"

namespace avouch::inventory {
namespace {

using model::Component;
using model::Ecosystem;
using model::Manifest;

std::string Hex(char digit, std::size_t count) { return std::string(count, digit); }
const std::string kA = "sha256:" + Hex('a', 64), kB = "sha256:" + Hex('b', 64);
const std::string kShort = "sha1:" + Hex('a', 40);

Manifest Of(Ecosystem ecosystem, const char* format, const char* path, const char* name,
            std::vector<std::string> digests) {
  Manifest out;
  out.ecosystem = ecosystem;
  out.format = format;
  out.path = Path(path);
  out.lock = std::string_view(format).ends_with("-lock");
  Component one;
  one.name = name;
  one.version = "1.0";
  one.digests = std::move(digests);
  one.place = {Path(path), out.lock ? 3 : 0};
  out.components = {one};
  return out;
}

struct Row {
  const char* name;
  Manifest lock, artefact;
  const char* property;  // Behind "avouch:artefact:"; empty: none
  bool digest_kept = true;
};

TEST(Artefacts, ALockedPackageSaysWhatLiesBesideItsLock) {
  constexpr Ecosystem kPython = Ecosystem::kPython, kNuget = Ecosystem::kNuget;
  const Manifest lock = Of(kPython, "x-lock", "x.lock", "left-pad", {kA});
  const Row rows[] = {
      {"the lock's digest", lock, Of(kPython, "python-wheel", "d/p.whl", "left_pad", {kA}),
       "equal"},
      {"another digest", lock, Of(kPython, "python-wheel", "d/p.whl", "left_pad", {kB}), "differs",
       false},
      {"another package", lock, Of(kPython, "python-wheel", "d/p.whl", "other", {kB}), ""},
      {"no digest", lock, Of(kPython, "kept-packages", "d/p.whl", "left_pad", {}), ""},
      {"another ecosystem", lock, Of(Ecosystem::kNpm, "npm-archive", "d/p.tgz", "left-pad", {kB}),
       ""},
      {"a gem, by its archive", Of(Ecosystem::kRubygems, "x-lock", "x.lock", "g", {kA}),
       Of(Ecosystem::kRubygems, "gem-archive", "d/g.gem", "g", {kShort, kA}), "equal"},
      {"SHA-1 alone holds nothing", Of(kPython, "x-lock", "x.lock", "left-pad", {kShort}),
       Of(kPython, "python-wheel", "d/p.whl", "left_pad", {kShort}), ""},
      {"a signed package of NuGet has another digest than its lock",
       Of(kNuget, "x-lock", "x.lock", "N", {kA}), Of(kNuget, "nupkg", "d/n.nupkg", "N", {kB}), ""},
      {"a wrapper is the build's own tool", Of(Ecosystem::kMaven, "x-lock", "x.lock", "w", {kA}),
       Of(Ecosystem::kMaven, "kept-packages", "gradle/wrapper/gradle-wrapper.jar", "w", {kB}), ""},
      {"Gradle's lock is of Maven's packages",
       Of(Ecosystem::kGradle, "x-lock", "x.lock", "g:jar", {kA}),
       Of(Ecosystem::kMaven, "java-archive", "libs/jar-1.0.jar", "jar", {kB}), "differs", false},
      {"what is only installed is no artefact", lock,
       Of(kPython, "python-installed", "d/METADATA", "left_pad", {kB}), ""},
  };
  for (const Row& row : rows) {
    model::ComponentFacts facts;
    facts.manifests = {row.artefact, row.lock};
    const auto inventory = Join({facts, {}, {}}, {});
    std::string told;
    bool kept = false;
    for (const auto& part : inventory.parts) {
      for (const auto& [name, value] : part.properties) {
        told += name;
        EXPECT_NE(value.find(row.artefact.path.bytes), value.npos) << row.name;
        EXPECT_NE(value.find("x.lock"), value.npos) << row.name;
      }
      for (const auto& digest : part.digests) kept |= digest.hex == Hex('b', 64);
    }
    const std::string wanted =
        row.property[0] == '\0' ? "" : std::string("avouch:artefact:") + row.property;
    EXPECT_EQ(told, wanted) << row.name;
    EXPECT_TRUE(row.digest_kept || !kept) << row.name << ": the wrong digest is the package's";
    EXPECT_EQ(std::ranges::count_if(inventory.notes,
                                    [](const auto& note) { return note.contains(" names sha"); }),
              told.ends_with("differs"))
        << row.name;
  }
}

// Of each artefact one look-up, whatever number of locks names it.
TEST(ArtefactsAttack, TwentyThousandCopiesOfOneFileAreToldOnceEach) {
  model::ComponentFacts facts;
  facts.manifests.push_back(Of(Ecosystem::kPython, "x-lock", "x.lock", "a", {kA}));
  Manifest kept = Of(Ecosystem::kPython, "kept-packages", "d/a.whl", "a", {kA});
  kept.components.resize(20'000, kept.components[0]);
  facts.manifests.push_back(kept);
  EXPECT_EQ(FindBesideLocks(facts.manifests).size(), 20'000u);
}

}  // namespace
}  // namespace avouch::inventory
