// Going through two trees side by side, past what is the same in both.
//
// Spec: git's tree objects, as container::NextTreeEntry reads them. Trees are
// sorted; of one that is not, more is taken for different than is. One thread.

#pragma once

#include <memory>

#include "base/bytes.h"
#include "base/digest.h"
#include "container/git_object.h"

namespace avouch::git {

// Stands before the first entry, at one, or behind the last.
class TreeCursor {
 public:
  TreeCursor(std::shared_ptr<const Bytes> tree, const ObjectId& id, std::size_t id_size)
      : tree_(std::move(tree)), id_(id), id_size_(id_size) {}

  // Goes to the next entry, or behind the last. False when the tree ends inside
  // an entry; then it is at its end.
  [[nodiscard]] bool Advance();

  [[nodiscard]] bool valid() const { return valid_; }
  // REQUIRES: valid().
  [[nodiscard]] const container::TreeEntry& entry() const { return entry_; }
  // The entry's own bytes: mode, name and id.
  [[nodiscard]] BytesView raw() const { return BytesView(*tree_).substr(start_, at_ - start_); }
  [[nodiscard]] const ObjectId& id() const { return id_; }  // The tree's

 private:
  friend void SkipSame(TreeCursor& a, TreeCursor& b);

  std::shared_ptr<const Bytes> tree_;
  ObjectId id_;
  std::size_t id_size_, start_ = 0, at_ = 0;
  container::TreeEntry entry_;
  bool valid_ = false;
};

// Puts both behind the entries that follow byte for byte the same in both,
// without parsing them: most of two versions of a tree.
void SkipSame(TreeCursor& a, TreeCursor& b);

// The order of git's trees: folders as if their names ended with '/'.
[[nodiscard]] int CompareNames(const container::TreeEntry& a, const container::TreeEntry& b);

}  // namespace avouch::git
