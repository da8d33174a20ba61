// The steps of an Azure Pipelines job.
//
// Spec: the "YAML schema reference for Azure Pipelines" (steps). One reader belongs to
// one thread.

#pragma once

#include <string>

#include "model/pipeline.h"
#include "syntax/node.h"

namespace avouch::formats {

class AzureSteps {
 public:
  // `repositories` is resources: repositories: of the file. Both must outlive this.
  AzureSteps(const Path& path, const syntax::Node& repositories)
      : path_(path), repositories_(repositories) {}

  // Adds the steps of `list` to `job`.
  void Add(const syntax::Node& list, model::Job& job);

  [[nodiscard]] bool cut() const { return cut_; }  // There was more than is read here.

 private:
  void One(const syntax::Node& node, const std::string& condition, model::Job& job);
  void Shell(const syntax::Node& text, model::Step& step);
  void Task(const syntax::Node& node, model::Step& step, model::Job& job);

  const Path& path_;
  const syntax::Node& repositories_;
  std::size_t steps_ = 0;
  bool cut_ = false;
};

}  // namespace avouch::formats
