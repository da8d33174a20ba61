// What poms manage: the version, scope and exclusions that a dependency has where it says none.
//
// Spec: maven.apache.org, "Introduction to the Dependency Mechanism", "Dependency Management" and
// "Importing Dependencies". Pure but for what the family's source reads; a value that only grows;
// one thread each.

#pragma once

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "formats/maven_context.h"

namespace avouch::formats {

// By which one dependency is the same as another: "group:artifact:type:classifier".
[[nodiscard]] std::string ManagedKey(std::string_view group, std::string_view artifact,
                                     std::string_view type, std::string_view classifier);

class PomManagement {
 public:
  // REQUIRES: `family` stays.
  explicit PomManagement(PomFamily& family) : family_(family) {}

  struct Answer {
    const PomDependency* managed = nullptr;
    std::size_t context = 0;  // Whose properties it speaks of
    bool sure = true;         // False: what is not at hand could have answered first
  };
  // What pom `pom` and its parents manage stands first; then the lists that they import, in order.
  [[nodiscard]] Answer Find(std::size_t pom, const std::string& key);
  // A parent or a list that is not at hand could manage more.
  [[nodiscard]] bool IsOpen(std::size_t pom) { return ListsOf(pom, 0).open; }
  // The pom of an imported list; npos where it is not at hand.
  [[nodiscard]] std::size_t FindImport(std::size_t pom, const PomDependency& import);
  // The version that the pom or a parent manages for the plugin "group:artifact"; or empty.
  [[nodiscard]] std::string_view PluginVersion(std::size_t pom, const std::string& name);

  [[nodiscard]] std::size_t work() const { return work_; }
  void Work(std::size_t more) { work_ += more; }

 private:
  struct Managed {
    std::unordered_map<std::string, const PomDependency*> plain, plugins;
    std::vector<const PomDependency*> odd;  // Their names have ${...}
  };
  struct Import {
    std::size_t pom;
    bool sure;  // Nothing unknown comes before it

    auto operator<=>(const Import&) const = default;
  };
  using Answers = std::unordered_map<std::string, Answer>;
  struct Lists {
    bool ready = false, entered = false;
    std::vector<Import> imports;  // In order, with what they import themselves
    Answers* found = nullptr;     // In `imports`, by key: shared by all who import the same
    bool open = false;            // What lies outside of the tree could answer, too
    // By key: the level of the chain and what it manages there.
    std::unordered_map<std::string, std::pair<std::size_t, const PomDependency*>> odd;
  };
  const Managed& ManagedOf(std::size_t pom);
  const Lists& ListsOf(std::size_t pom, int depth);
  void AddImport(std::size_t pom, const PomDependency& import, int depth,
                 std::unordered_set<std::size_t>& have, Lists& lists);
  Answer InImports(const Lists& lists, const std::string& key);
  const PomDependency* InChain(std::size_t pom, const std::string& key, const Lists& lists);

  PomFamily& family_;
  std::vector<std::unique_ptr<Managed>> managed_;
  std::vector<std::unique_ptr<Lists>> lists_;
  std::map<std::vector<Import>, Answers> found_;
  std::size_t work_ = 0;
};

}  // namespace avouch::formats
