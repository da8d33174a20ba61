#include "formats/gitlab_view.h"

#include <gtest/gtest.h>

#include <string>

namespace avouch::formats {
namespace {

// `width` names that each extend, and refer to, each of three others.
std::size_t LookUps(int width) {
  std::string text;
  for (int i = 0; i < width; ++i) {
    std::string extends, refers;
    for (int k : {1, 2, 5}) {
      const std::string other = "j" + std::to_string((i + k) % width);
      extends += (extends.empty() ? "" : ", ") + other;
      refers += (refers.empty() ? "" : ", ") + ("!reference [" + other + ", image]");
    }
    text += "j" + std::to_string(i) + ": {extends: [" + extends + "], image: !reference [j" +
            std::to_string((i + 3) % width) + ", image], services: [" + refers + "]}\n";
  }
  const GitlabFile file{".gitlab-ci.yml", text};
  auto view = GitlabView::Read({&file, 1});
  if (!view) return 0;
  for (const auto& name : view->JobNames()) {
    const GitlabLayers layers = view->Job(name);
    for (std::string_view key : {"image", "services"}) (void)view->Items(view->Get(layers, {key}));
  }
  return view->spent();
}

TEST(GitlabView, NamesInCirclesCostNoMoreThanTheirNumber) {
  const std::size_t few = LookUps(50), many = LookUps(500);
  ASSERT_GT(few, 0u);
  EXPECT_LT(many, 12 * few);
  EXPECT_LT(many, 200'000u) << "before the bound, which hides growth";
}

}  // namespace
}  // namespace avouch::formats
