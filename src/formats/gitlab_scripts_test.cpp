#include "formats/gitlab_scripts.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "formats/gitlab_ci.h"

namespace avouch::formats {
namespace {

// "test pytest 5" of the first job; "download https://h.example/x digest".
std::string Told(std::string_view text) {
  const auto pipeline = ReadGitlabCi(".gitlab-ci.yml", text);
  if (!pipeline || pipeline->jobs.empty()) return "?";
  std::vector<std::string> out;
  for (const auto& step : pipeline->jobs[0].steps) {
    for (const auto& deed : step.deeds)
      if (deed.kind != model::DeedKind::kCall)
        out.push_back(std::string(model::Name(deed.kind)) + " " + deed.tool + " " +
                      std::to_string(deed.place.line));
    for (const auto& reference : step.references)
      out.push_back(std::string(model::Name(reference.kind)) + " " + reference.name + " " +
                    std::string(model::Name(reference.pin)));
  }
  return Join(out, ", ");
}

TEST(GitlabScripts, OneShellReadsAllLines) {
  EXPECT_EQ(Told("a:\n  before_script:\n    - |\n      t() {\n        pytest\n      }\n"
                 "  script:\n    - t\n"),
            "test pytest 5");
  EXPECT_EQ(Told("a:\n  before_script:\n    - |\n      t() {\n        pytest\n      }\n"
                 "  script:\n    - make\n"),
            "build make 8");
  EXPECT_EQ(Told("a:\n  script:\n    - exit 0\n    - pytest\n"), "");
  EXPECT_EQ(Told("a:\n  script:\n    - \"[ -n x ] && exit 0\"\n    - pytest\n"), "test pytest 4");
  EXPECT_EQ(Told("a:\n  script: [exit 0]\n  after_script: [pytest]\n"), "test pytest 3");
}

TEST(GitlabScripts, VariablesOfTheFileAndOfEarlierLinesStandInTheirWords) {
  EXPECT_EQ(Told("variables: {V: 1.2.3}\na:\n  script:\n    - curl -O https://h.example/$V/x\n"),
            "download https://h.example/1.2.3/x version");
  EXPECT_EQ(Told("a:\n  script:\n    - V=1.2.3\n    - curl -O https://h.example/$V/x\n"),
            "download https://h.example/1.2.3/x version");
}

}  // namespace
}  // namespace avouch::formats
