// The poms of one tree as a family, and those of a repository that they name: who is whose parent,
// what a property stands for.
//
// Spec: maven.apache.org, "POM Reference", "Inheritance" and "Properties"; "Maven CI Friendly
// Versions". Pure; a value that only grows; one thread each.

#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "formats/maven_pom.h"

namespace avouch::formats {

class PomFamily {
 public:
  // REQUIRES: `poms` stays, and `source`, where there is one.
  explicit PomFamily(std::span<const Pom> poms, PomSource* source = nullptr);

  struct Member {
    std::vector<std::size_t> chain;  // Itself, its parent, ...; as far as the tree has them
    bool ready = false;
    bool open = false;     // A further parent is not in the tree, or not followed
    std::string why;       // Why it is open: "the parent g:a 1 is not in this tree"
    std::size_t last = 0;  // Of the chain: the pom whose parent is not there
    std::string group, artifact, version;
  };

  struct Filled {
    std::string text;
    bool whole = true;  // No ${...} is left
  };

  // Those of the tree come first; what a source gave follows.
  [[nodiscard]] const Pom& pom(std::size_t pom) const { return *poms_[pom]; }
  [[nodiscard]] bool IsOwn(std::size_t pom) const { return pom < own_; }
  [[nodiscard]] bool HasSource() const { return source_ != nullptr; }
  [[nodiscard]] const Member& Of(std::size_t pom);
  // `text` with each ${...} that pom `pom` and its parents tell.
  [[nodiscard]] Filled Fill(std::size_t pom, std::string_view text);
  // The tree's pom of this name, and of this version unless it is empty; npos when there is none.
  [[nodiscard]] std::size_t Find(const std::string& name, std::string_view version) const;
  // The tree's, or the source's; npos when neither has it. Each is asked for once.
  [[nodiscard]] std::size_t Fetch(const std::string& group, const std::string& artifact,
                                  const std::string& version);
  static constexpr std::size_t npos = static_cast<std::size_t>(-1);

  // The newest version in `range` of which the source has a pom; empty where there is none.
  [[nodiscard]] std::string NewestIn(const std::string& group, const std::string& artifact,
                                     const std::string& range);

 private:
  using Properties = std::unordered_map<std::string_view, const std::string*>;
  void Add(const Pom& pom);
  [[nodiscard]] std::string_view Own(std::size_t pom, std::string_view text) const;
  [[nodiscard]] bool IsParent(std::size_t child, std::size_t pom) const;
  [[nodiscard]] std::size_t ParentOf(std::size_t pom);
  void FindChain(std::size_t pom);
  [[nodiscard]] const std::string* Value(std::size_t pom, std::string_view name);
  void FillInto(std::size_t pom, std::string_view text, int depth, int& steps, Filled& out);

  PomSource* source_ = nullptr;
  std::size_t own_ = 0;
  std::vector<const Pom*> poms_;
  std::deque<Pom> fetched_;
  std::deque<Member> members_;
  std::deque<Properties> properties_;
  std::unordered_map<std::string_view, std::size_t> by_path_;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_artifact_;
  std::unordered_map<std::string, std::vector<std::size_t>> by_name_;  // "group:artifact"
  std::unordered_map<std::string, std::string> newest_;                // By "group:artifact range"
  std::unordered_map<std::string, std::size_t> asked_;  // "group:artifact:version" of the source
};

}  // namespace avouch::formats
