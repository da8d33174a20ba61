// Parameters of a CircleCI definition: what << parameters.X >> stands for in one
// use of a command, job or executor.
//
// Spec: CircleCI's "Configuration reference" (parameters, pipeline values, logic
// statements). Pure; any thread.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "syntax/node.h"

namespace avouch::formats {

// The parameters of one use. Nodes belong to the definition, which must outlive it.
class CircleScope {
 public:
  // The scope of the whole: pipeline parameters, at the defaults that a push takes.
  explicit CircleScope(const syntax::Node& pipeline_parameters);
  // One use: `declared` names parameters and defaults, `given` their values, written
  // in the scope `from`. A value that a matrix sets is left as it is written.
  CircleScope(const syntax::Node& declared, const syntax::Node& given, const CircleScope& from);

  // `text` with what is known of << ... >> filled in, up to kMaxExpanded bytes.
  [[nodiscard]] std::string Fill(std::string_view text) const;
  // The steps that "<< parameters.X >>" stands for, with the scope they are written
  // in; or nulls.
  struct Steps {
    const syntax::Node* node = nullptr;
    const CircleScope* scope = nullptr;
  };
  [[nodiscard]] Steps StepsOf(std::string_view text) const;
  // Whether a condition of when: or unless: holds, where the file says so.
  [[nodiscard]] std::optional<bool> Holds(const syntax::Node& condition) const;
  // The value of the parameter `name`, filled in; empty if there is none.
  [[nodiscard]] std::string Value(std::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>>
      texts_;  // "parameters.x", "pipeline.parameters.y"
  std::map<std::string, Steps, std::less<>> steps_;
};

}  // namespace avouch::formats
