// The poms of one tree as a family: who is whose parent, what a property stands for.
//
// Spec: maven.apache.org, "POM Reference", "Inheritance" and "Properties"; "Maven CI Friendly
// Versions". Pure; a value that only grows; one thread each.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/maven_pom.h"

namespace avouch::formats {

class PomFamily {
 public:
  // REQUIRES: `poms` stays.
  explicit PomFamily(std::span<const Pom> poms);

  struct Member {
    std::vector<std::size_t> chain;  // Itself, its parent, ...; as far as the tree has them
    bool open = false;               // A further parent is not in the tree, or not followed
    std::string why;                 // Why it is open: "the parent g:a 1 is not in this tree"
    std::size_t last = 0;            // Of the chain: the pom whose parent is not there
    std::string group, artifact, version;
  };

  struct Filled {
    std::string text;
    bool whole = true;  // No ${...} is left
  };

  [[nodiscard]] std::span<const Pom> poms() const { return poms_; }
  [[nodiscard]] const Member& Of(std::size_t pom) const { return members_[pom]; }
  // `text` with each ${...} that pom `pom` and its parents tell.
  [[nodiscard]] Filled Fill(std::size_t pom, std::string_view text) const;
  // The pom of this name, and of this version unless it is empty; npos when there is none.
  [[nodiscard]] std::size_t Find(const std::string& name, std::string_view version) const;
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

 private:
  std::string_view Own(std::size_t pom, std::string_view text) const;
  bool IsParent(std::size_t child, std::size_t pom) const;
  std::size_t ParentOf(std::size_t pom) const;
  void FindChain(std::size_t pom);
  const std::string* Value(std::size_t pom, std::string_view name) const;
  void FillInto(std::size_t pom, std::string_view text, int depth, int& steps, Filled& out) const;

  std::span<const Pom> poms_;
  std::vector<Member> members_;
  std::unordered_map<std::string_view, std::size_t> by_path_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_artifact_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;  // "group:artifact"
  std::vector<std::unordered_map<std::string_view, const std::string*>> properties_;
};

}  // namespace avouch::formats
