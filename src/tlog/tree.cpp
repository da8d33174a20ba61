#include "tlog/tree.h"

#include <cassert>
#include <span>

namespace avouch::tlog {
namespace {

// REQUIRES: a power of two of them.
Digest HashOfNodes(std::span<const Digest> nodes) {
  Frontier part;
  for (const Digest& node : nodes) part.Append(node);
  return part.root();
}

}  // namespace

void Tree::Append(const Digest& leaf) {
  head_.Append(leaf);
  Digest node = leaf;
  for (std::size_t level = 0;; ++level) {
    if (level == levels_.size()) levels_.emplace_back();
    std::vector<Digest>& nodes = levels_[level];
    nodes.push_back(node);
    if (nodes.size() % kFullWidth != 0) return;
    node = HashOfNodes(std::span(nodes).last(kFullWidth));
  }
}

Bytes Tree::Contents(const TileId& id) const {
  const std::vector<Digest>& nodes = levels_.at(static_cast<std::size_t>(id.level));
  std::size_t first = id.index * kFullWidth, count = static_cast<std::size_t>(id.width);
  assert(first + count <= nodes.size());
  return WriteTile(std::span(nodes).subspan(first, count));
}

Digest Tree::HashOf(const Subtree& subtree) const {
  const auto& nodes = levels_.at(static_cast<std::size_t>(subtree.height / kTileHeight));
  std::size_t count = std::size_t{1} << subtree.height % kTileHeight;
  return HashOfNodes(std::span(nodes).subspan(subtree.index * count, count));
}

Result<Proof> Tree::ProveInclusion(std::uint64_t index) const {
  return tlog::ProveInclusion(index, size(),
                              [this](const Subtree& at) -> Result<Digest> { return HashOf(at); });
}

Result<Proof> Tree::ProveConsistency(std::uint64_t old_size) const {
  return tlog::ProveConsistency(old_size, size(),
                                [this](const Subtree& at) -> Result<Digest> { return HashOf(at); });
}

}  // namespace avouch::tlog
