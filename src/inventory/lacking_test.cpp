#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "inventory/join.h"
#include "model/manifest_notes.h"

namespace avouch::inventory {
namespace {

using model::Manifest;

TEST(ManifestNotes, WhatIsNotKnownToBeHarmlessMeansThatSomethingIsMissing) {
  struct Row {
    const char* note;
    bool missing;
  };
  constexpr Row kRows[] = {
      {"line 3: a package without name or version", true},
      {"2 dependencies that nothing here is found for", true},
      {"what module extensions fetch is not read", true},
      {"line 9: something that a later reader says", true},
      {"line 3: left-pad 1.0.0 has no integrity", false},
      {"line 3: left-pad 1.0.0 has no hash", false},
      {"line 3: left-pad 1.0.0 is fetched over plain HTTP", false},
      {"line 3: a source over plain HTTP", false},
      {"1 package comes inside another's archive and share its digest", false},
      {"line 4: 'overrides' changes 2 dependencies", false},
      {"line 4: example.org/a is replaced by example.org/b v1.0.0", false},
      {"line 4: trusted without a digest: group=g", false},
      {"more needs than are kept: the edges are not all", false},
      {"1 signing key left out: no packages", false},
      {"and 20 more", false},
      {"line 3: left-pad has no version", true},
      // The text of the file cannot make its own entry harmless.
      {"line 3: not known: left-pad has no hash", true},
      {"line 3: not coordinates: x is fetched over plain HTTP", true},
      {"line 3: a is replaced by b has no version", true},
      {"and more has no version", true},
  };
  for (const Row& row : kRows) EXPECT_EQ(model::MeansMissing(row.note), row.missing) << row.note;
}

struct Noted {
  const char* format;
  bool lock;
  std::vector<std::string> requirements;
};

Manifest Of(const Noted& noted, const char* path, const char* note) {
  Manifest out;
  out.ecosystem = model::Ecosystem::kNpm;
  out.format = noted.format;
  out.path = Path(path);
  out.lock = noted.lock;
  for (const auto& name : noted.requirements) {
    model::Requirement wanted;
    wanted.name = name;
    out.requirements.push_back(std::move(wanted));
  }
  if (noted.lock) {
    model::Component one;
    one.name = "a";
    one.version = "1";
    out.components = {one};
  }
  if (note[0] != '\0') out.notes = {note};
  return out;
}

TEST(Join, IsPartialWhereANoteMeansThatAComponentMayBeMissing) {
  constexpr const char* kLeft = "line 3: a package without name or version";
  constexpr const char* kHarmless = "line 3: a 1 has no integrity";
  const Noted lock{"package-lock", true, {}}, asks{"package-json", false, {"a"}};
  struct Row {
    const char* name;
    std::vector<Manifest> manifests;
    bool partial;
  };
  const std::vector<Row> rows = {
      {"nothing to note", {Of(lock, "lock", "")}, false},
      {"a lock with an entry that was left out", {Of(lock, "lock", kLeft)}, true},
      {"a lock without a digest", {Of(lock, "lock", kHarmless)}, false},
      {"what is asked for is not all read, and its lock has it",
       {Of(lock, "lock", ""), Of(asks, "m", kLeft)},
       false},
      {"what is asked for is not all read, and nothing locks it", {Of(asks, "m", kLeft)}, true},
      {"what is asked for elsewhere is not all read",
       {Of(lock, "x/lock", ""), Of(asks, "y/m", kLeft)},
       true},
  };
  for (const Row& row : rows) {
    model::ComponentFacts facts;
    facts.manifests = row.manifests;
    EXPECT_EQ(Join({facts, {}, {}}, {}).partial, row.partial) << row.name;
  }
}

}  // namespace
}  // namespace avouch::inventory
