#include "collect/merges.h"

#include <queue>

#include "collect/people.h"

namespace avouch::collect {
namespace {

constexpr std::size_t kMergeSteps = 4096;   // Per merge: longer-lived branches are left undecided.
constexpr std::size_t kAllMergeSteps = 64;  // Times the number of commits, over all merges.

// Walks back from a merge, newest first: positions order parents before children.
class MergeWalk {
 public:
  explicit MergeWalk(const git::History& history)
      : history_(history),
        seen_(history.commits.size(), 0),
        side_(history.commits.size(), 0),
        left_(kAllMergeSteps * history.commits.size() + kMergeSteps) {}

  // Commits that the other parents of `merge` reach and the first does not; empty
  // when that cannot be told within the bounds.
  std::vector<std::uint32_t> TakenIn(std::uint32_t merge) {
    const auto& parents = history_.commits[merge].parents;
    ++round_;
    std::priority_queue<std::uint32_t> queue;
    std::size_t new_ones = 0;
    auto push = [&](std::uint32_t at, std::uint8_t side) {
      if (seen_[at] != round_) {
        seen_[at] = round_;
        side_[at] = side;
        queue.push(at);
        new_ones += side == kTopic;
      } else if (side == kTrunk && side_[at] == kTopic) {
        side_[at] = kTrunk;
        --new_ones;
      }
    };
    push(parents[0], kTrunk);
    for (std::size_t i = 1; i < parents.size(); ++i) push(parents[i], kTopic);
    std::vector<std::uint32_t> out;
    std::size_t steps = 0;
    while (!queue.empty() && new_ones > 0) {
      if (++steps > kMergeSteps || left_ == 0) return {};
      --left_;
      std::uint32_t at = queue.top();
      queue.pop();
      if (side_[at] == kTopic) {
        --new_ones;
        out.push_back(at);
      }
      for (auto parent : history_.commits[at].parents) push(parent, side_[at]);
    }
    return out;
  }

 private:
  static constexpr std::uint8_t kTrunk = 1, kTopic = 2;
  const git::History& history_;
  std::vector<std::uint32_t> seen_;
  std::vector<std::uint8_t> side_;
  std::uint32_t round_ = 0;
  std::size_t left_;
};

}  // namespace

std::vector<std::uint32_t> MergesOf(const git::History& history, const ObjectId& tip) {
  std::vector<std::uint32_t> merges(history.commits.size(), kNotMerged);
  std::vector<bool> mainline(history.commits.size(), false);
  for (long long at = history.Find(tip); at >= 0;) {
    const auto& commit = history.commits[static_cast<std::size_t>(at)];
    mainline[static_cast<std::size_t>(at)] = true;
    at = commit.parents.empty() ? -1 : static_cast<long long>(commit.parents[0]);
  }
  MergeWalk walk(history);
  for (std::uint32_t i = 0; i < history.commits.size(); ++i) {
    const auto& commit = history.commits[i];
    if (!commit.merge || commit.cut || commit.parents.size() < 2) continue;
    bool takes = IsProposalMerge(commit.subject) || (mainline[i] && !IsSyncMerge(commit.subject));
    if (!takes) continue;
    for (auto taken : walk.TakenIn(i))
      if (merges[taken] == kNotMerged) merges[taken] = i;
  }
  return merges;
}

}  // namespace avouch::collect
