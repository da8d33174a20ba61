#include "git/tree_cursor.h"

#include <algorithm>
#include <cstring>

namespace avouch::git {
namespace {

// How many bytes two texts start with in common, of `size`.
std::size_t CommonStart(const char* a, const char* b, std::size_t size) {
  std::size_t at = 0;
  for (std::uint64_t x, y; at + sizeof x <= size; at += sizeof x) {
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    if (x != y) break;
  }
  while (at < size && a[at] == b[at]) ++at;
  return at;
}

}  // namespace

bool TreeCursor::Advance() {
  valid_ = false;
  start_ = at_;
  if (at_ >= tree_->size()) return true;
  auto entry = container::NextTreeEntry(*tree_, at_, id_size_);
  if (!entry) {
    start_ = at_ = tree_->size();
    return false;
  }
  entry_ = *entry;
  return valid_ = true;
}

void SkipSame(TreeCursor& a, TreeCursor& b) {
  const char* text = a.tree_->data() + a.at_;
  const std::size_t size = std::min(a.tree_->size() - a.at_, b.tree_->size() - b.at_);
  const std::size_t same = CommonStart(text, b.tree_->data() + b.at_, size);
  std::size_t whole = 0;  // Bytes of whole entries
  while (whole < same) {
    const void* end = std::memchr(text + whole, 0, same - whole);
    if (end == nullptr) break;
    const std::size_t next =
        static_cast<std::size_t>(static_cast<const char*>(end) - text) + 1 + a.id_size_;
    if (next > same) break;
    whole = next;
  }
  a.at_ += whole;
  b.at_ += whole;
}

int CompareNames(const container::TreeEntry& a, const container::TreeEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  const int order = std::memcmp(a.name.data(), b.name.data(), common);
  if (order != 0) return order;
  const auto next = [common](const container::TreeEntry& entry) -> int {
    if (common < entry.name.size()) return static_cast<unsigned char>(entry.name[common]);
    return entry.is_tree() ? '/' : 0;
  };
  const int left = next(a), right = next(b);
  if (left != right) return left - right;
  return static_cast<int>(a.name.size()) - static_cast<int>(b.name.size());
}

}  // namespace avouch::git
