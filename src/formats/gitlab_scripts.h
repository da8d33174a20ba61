// What the scripts of a GitLab job do, and what it does by keyword alone.
//
// Spec: GitLab's "CI/CD YAML syntax reference" (script, run, release, pages,
// artifacts:reports). Any thread.

#pragma once

#include <string>
#include <vector>

#include "formats/gitlab_rules.h"
#include "formats/gitlab_view.h"
#include "model/pipeline.h"

namespace avouch::formats {

// Reads the scripts of one pipeline's jobs and counts them together.
class GitlabScripts {
 public:
  // Adds the step `name` of `lines`, one shell text, to `job`; none for no lines.
  // An after_script changes nothing by its failure: what it does is tolerated.
  // With an environment, what is sent to another machine is a deployment.
  void Add(std::string name, const std::vector<GitlabValue>& lines,
           const GitlabVariables& variables, model::Job& job);
  // An item of run: that is something of others.
  static void AddUsed(const GitlabValue& step, model::Job& job);
  // What release:, pages: and artifacts: say.
  static void AddKeywords(GitlabView& view, const GitlabLayers& layers, model::Job& job);

  [[nodiscard]] bool cut() const;  // More was written than is read.
  [[nodiscard]] const std::vector<std::string>& odd() const {
    return odd_;
  }  // Jobs with lines that are no text

 private:
  std::size_t spent_ = 0;
  std::vector<std::string> odd_;
};

}  // namespace avouch::formats
