// The steps of a CircleCI job, with the commands that they use written out.
//
// Spec: CircleCI's "Configuration reference" (steps, run, when, commands). One
// expander belongs to one thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/circleci_scope.h"
#include "model/pipeline.h"
#include "syntax/node.h"

namespace avouch::formats {

// "node: circleci/node@5.1.0" of orbs:, by the name before the colon.
using CircleOrbs = std::map<std::string, model::Reference, std::less<>>;

// "circleci/node@5.1.0": exact versions are never replaced by the registry, so they
// are kVersion; all others move.
[[nodiscard]] model::Reference ReadOrb(std::string_view text, const model::Place& place);

class CircleSteps {
 public:
  // `commands` is the commands: of the definition. All must outlive this.
  CircleSteps(const Path& path, const syntax::Node& commands, const CircleOrbs& orbs)
      : path_(path), commands_(commands), orbs_(orbs) {}

  // Adds the steps of `list`, written in `scope`, to `job`.
  void Add(const syntax::Node& list, const CircleScope& scope, model::Job& job);

  [[nodiscard]] bool cut() const { return cut_; }  // There was more than is read here.

 private:
  struct Where {
    const CircleScope* scope;
    std::string condition;
    int depth = 0;
  };
  void List(const syntax::Node& list, const Where& where, model::Job& job);
  void One(std::string_view name, const syntax::Node& value, const syntax::Node& item,
           const Where& where, model::Job& job);
  void Run(const syntax::Node& value, const Where& where, model::Job& job);
  void When(bool holds_when, const syntax::Node& value, const Where& where, model::Job& job);
  void Command(std::string_view name, const syntax::Node& command, const syntax::Node& given,
               const Where& where, model::Job& job);
  model::Step& Push(const syntax::Node& node, const Where& where, model::Job& job);

  const Path& path_;
  const syntax::Node& commands_;
  const CircleOrbs& orbs_;
  std::size_t steps_ = 0, spent_ = 0;
  bool cut_ = false;
};

}  // namespace avouch::formats
