#include "formats/lock_graph.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "formats/install_tree.h"

namespace avouch::formats {
namespace {

model::Manifest Of(std::vector<std::vector<std::uint32_t>> needs) {
  model::Manifest out;
  for (auto& list : needs) {
    out.components.emplace_back();
    out.components.back().name = std::string(1, static_cast<char>('a' + out.components.size() - 1));
    out.components.back().detail.needs = std::move(list);
  }
  TidyNeeds(out.components);
  return out;
}

TEST(LockGraph, ScopesFollowTheRoots) {
  auto m = Of({{1}, {0, 2}, {2}, {2, 4}, {}, {6}, {5}, {}});
  MarkScopes(m, {{0, 900}, {3, kNoComponent}, {5}});
  EXPECT_EQ(GraphText(m),
            "a@!: b@\nb@: a@ c@\nc@: c@\nd@!d: c@ e@\ne@d:\nf@!o: g@\ng@o: f@\nh@:\n");
}

TEST(LockGraph, NeedsAreInOrderEachOnceAndOnlyOfWhatIsThere) {
  auto m = Of({{2, 1, 2, 1, 77, kNoComponent}, {}, {}});
  EXPECT_EQ(m.components[0].detail.needs, (std::vector<std::uint32_t>{1, 2}));
}

TEST(LockGraph, AChainOfAHundredThousandIsFollowed) {
  std::vector<std::vector<std::uint32_t>> chain;
  for (std::uint32_t i = 0; i < 100'000; ++i) chain.push_back({(i + 1) % 100'000});
  const auto m = Of(std::move(chain));
  const std::uint32_t root = 5;
  const auto reached = ReachedFrom(m.components, {&root, 1});
  EXPECT_EQ(std::count(reached.begin(), reached.end(), true), 100'000);
}

TEST(InstallTree, TheNearestFolderWins) {
  InstallTree tree;
  const auto a = tree.Add(InstallTree::kRoot, "a"), b = tree.Add(a, "b");
  const auto top = tree.Add(InstallTree::kRoot, "b");
  EXPECT_EQ(tree.Find(a, "b"), b);
  EXPECT_EQ(tree.Find(b, "b"), b) << "beside it";
  EXPECT_EQ(tree.Find(InstallTree::kRoot, "b"), top);
  EXPECT_EQ(tree.Find(b, "c"), InstallTree::kNone);
}

}  // namespace
}  // namespace avouch::formats
