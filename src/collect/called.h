// What the tree says of a call that a step or a recipe makes: the commands behind "make build",
// "npm run x", "./ci/all.sh".
//
// Work is bounded by the files read, their bytes and the calls followed; a call that would go
// past a bound is not read, and said so. Any thread; one Follower belongs to one.

#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "formats/targets.h"
#include "model/pipeline.h"
#include "source/tree.h"

namespace avouch::collect {

class Follower {
 public:
  explicit Follower(const source::Tree& tree) : tree_(tree) {}

  // Puts in the place of each call among `deeds`, of the file `in`, what it does: its tests, builds
  // and installs, what it switches off, and, among `references`, what it fetches; each with its
  // place where it is written. A call that the tree does not tell stays. A test that only the name
  // of a call promised is kept where the call runs something that may be one.
  void Settle(const Path& in, std::vector<model::Deed>& deeds,
              std::vector<model::Reference>& references);

  // A download that is held against a file, model::kCheckedBy, is fixed by its digest where the
  // tree has that file, by its path from some folder; else it stays as it is.
  // (called_checks.cpp)
  void Confirm(std::vector<model::Reference>& references);

  // The builds of images in all that was followed, each once.
  [[nodiscard]] const std::vector<model::Deed>& builds() const { return builds_; }

 private:
  enum class State { kUnread, kRead, kNothing };  // kNothing: of no file of the tree
  struct Found {
    State state = State::kUnread;
    std::vector<model::Deed> deeds;
    std::vector<model::Reference> references;
    bool may_test = false;  // Runs something that no table knows
  };

  Found Of(const model::Deed& call, const Path& in);
  Found Make(const model::Deed& call, const Path& in);
  Found Listed(const model::Deed& call, const Path& in);
  Found Everywhere(const std::vector<std::string>& names);
  Found Script(const model::Deed& call, const Path& in);
  Found Others(std::string_view tool, const std::vector<std::string>& folders);

  // Adds what the target does, and those it needs; false where it is not told.
  bool Add(const formats::Targets& targets, const Path& file, std::string_view name,
           std::set<std::string>& seen, Found& into);
  void AddCommands(const std::vector<formats::Command>& commands, const Path& file, Found& into);
  void Append(std::vector<model::Deed> deeds, std::vector<model::Reference> references,
              Found& into);

  [[nodiscard]] std::vector<std::string> FoldersOf(const model::Deed& call, const Path& in) const;
  const source::Entry* FileIn(const std::vector<std::string>& folders,
                              std::initializer_list<std::string_view> names) const;
  const source::Entry* ScriptAt(const model::Deed& call, const Path& in);
  [[nodiscard]] bool IsGenerated(const std::vector<std::string>& folders) const;
  bool HasFolder(const std::string& folder);
  const std::string* Text(const source::Entry& entry);  // Null: not read
  const formats::Targets& MakeTargets(const source::Entry& entry, const std::string& text,
                                      const std::string& folder,
                                      const std::vector<std::string>& given);

  const source::Tree& tree_;
  std::map<std::string, std::string> texts_;
  std::map<std::string, formats::Targets> targets_;
  std::map<std::string, Found> known_;
  std::map<std::string, std::vector<const source::Entry*>, std::less<>> by_name_;
  std::set<std::string, std::less<>> folders_;
  std::set<std::string> open_;  // Calls being followed
  std::uint64_t bytes_ = 0;
  std::vector<model::Deed> builds_;
};

}  // namespace avouch::collect
