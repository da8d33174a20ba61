// What a pom needs, directly and further down, where the poms of what it needs are at hand.
//
// Spec: maven.apache.org, "Introduction to the Dependency Mechanism": transitive dependencies,
// mediation (the nearest definition, of two as near the first), scopes, exclusions, optional, and
// what the pom manages itself. As Maven 3 does it: what is managed by a pom further down holds for
// what that pom asks for, and for nothing below. Pure but for what the family's source reads; one
// thread each.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "formats/manifest_reading.h"
#include "formats/maven_managed.h"
#include "model/component.h"

namespace avouch::formats {

// Of a purl. Types that are jars by another name say nothing; "test-jar" is a classifier's.
using PomQualifiers = std::vector<std::pair<std::string, std::string>>;
[[nodiscard]] PomQualifiers PomQualifiersOf(const std::string& type, const std::string& classifier);

// One version and no other: "1.2", "[1.2]"; neither a range nor what moves.
[[nodiscard]] bool IsExactMaven(std::string_view version);

class PomGraph {
 public:
  // Lists that a pom asks for things in itself, as its manifest tells them, by ManagedKey.
  using Directs = std::unordered_map<std::string, std::string>;

  // REQUIRES: both stay.
  PomGraph(PomFamily& family, PomManagement& management)
      : family_(family), management_(management) {}

  // Adds what `pom` needs to manifest.components, in the order in which it is met: direct where
  // the pom, or one of this tree that it needs, asks for it; with `needs`, the list it is needed
  // for ("" = compile, "runtime", "provided", "test", or as `directs` says), and the licences of
  // its pom. Of what moves or is a range nothing tells the version: a requirement, indirect. Notes
  // say, once for all poms, which of them are not at hand.
  void AddTo(std::size_t pom, const Directs& directs, model::Manifest& manifest, Notes& notes);

 private:
  // How near to customers what a list is for comes; of two the greater stands.
  enum Rank : std::uint8_t { kTest, kDevelopment, kProcessor, kProvided, kRuntime, kCompile };

  struct Need {  // One dependency of one pom, as in force there
    std::string group, artifact, version, type, classifier, scope;
    std::string range;  // What was asked for, where the version is chosen by us
    bool optional = false;
    bool sometimes = false;  // In a profile
    const std::vector<PomExclusion>* exclusions = nullptr;
    model::Place place;
  };
  struct Excluded {
    const std::vector<PomExclusion>* list;
    std::size_t above;  // Index of another, or kNone
  };
  struct Node {  // What was met first of its key
    Need need;
    std::size_t pom = PomFamily::npos;
    std::size_t depth = 0, excluded = 0;
    Rank rank = kTest;
    bool direct = false, asked = false;  // asked: by the root itself
    std::vector<std::pair<std::uint32_t, Rank>> needs;
  };
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

  const std::vector<Need>& NeedsOf(std::size_t pom);
  void Expand(std::size_t root, std::uint32_t at, const Directs& directs, Notes& notes);
  void Meet(std::size_t root, std::uint32_t at, const Need& asked, const Directs& directs,
            Notes& notes);
  static Rank RankOfDirect(const Need& asked, Rank rank, const Directs& directs);
  bool IsTooMuch(Notes& notes);
  bool Follow(std::size_t root, const Node& from, Need& need, std::size_t& pom,
              const std::vector<PomExclusion>*& managed);
  void Manage(std::size_t root, Need& need, const std::vector<PomExclusion>*& managed);
  [[nodiscard]] bool IsExcluded(std::size_t at, const Need& need);
  std::size_t Exclude(std::size_t above, const std::vector<PomExclusion>* list);
  void Spread();
  void Tell(model::Manifest& manifest, Notes& notes);
  void TellProfiles(Notes& notes);
  [[nodiscard]] model::Component ComponentOf(const Node& node);

  PomFamily& family_;
  PomManagement& management_;
  std::unordered_map<std::size_t, std::vector<Need>> needs_;
  std::unordered_set<std::string> told_;  // Poms that are not at hand
  std::size_t met_ = 0;                   // Of all roots
  // Of one root
  std::vector<Node> nodes_;  // The first is the root
  std::vector<Excluded> excluded_;
  std::vector<std::pair<std::string, std::uint32_t>> sometimes_;  // Name; index of who asks
  std::unordered_set<std::string> moved_;  // Names that it asks for, and that have another now
  std::unordered_map<std::string, std::uint32_t> by_key_;
};

}  // namespace avouch::formats
