// Puts a Node together from events, within the bounds of limits.h.
//
// The parsers of this folder all write their trees through it, so depth, size
// and keys given twice are judged in one place. One thread.

#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "syntax/arena.h"
#include "syntax/limits.h"
#include "syntax/node.h"

namespace avouch::syntax {

// "line 3, column 14"
[[nodiscard]] std::string ToString(Place place);
[[nodiscard]] std::unexpected<Error> FailAt(ErrorKind kind, std::string what, Place place);

class TreeBuilder {
 public:
  TreeBuilder(Duplicates duplicates, std::vector<Problem>* problems, int max_depth = kMaxDepth);
  TreeBuilder(const TreeBuilder&) = delete;
  TreeBuilder& operator=(const TreeBuilder&) = delete;

  // Text must come from Keep, or be a literal.
  [[nodiscard]] std::string_view Keep(std::string_view text) { return arena_->Keep(text); }

  static Node MakeText(std::string_view kept, Place place, Style style = Style::kNone);
  static Node MakeNumber(std::string_view kept, Place place);
  static Node MakeInteger(std::int64_t value, Place place, Style style = Style::kNone);
  static Node MakeBoolean(bool value, Place place, Style style = Style::kNone);
  static Node MakeNull(Place place, Style style = Style::kNone);
  // The same value once more: shares everything below it with `node`, which
  // must live in this builder's arena.
  static Node Share(const Node& node);
  void SetTag(Node& node, std::string_view tag) { node.tag_ = KeepTag(tag); }

  // The key of the value that comes next. REQUIRES: in a map, no key pending.
  void Key(std::string_view kept, Place place) { key_ = kept, key_place_ = place; }
  // A finished value that counts as `weight` nodes (more than 1 for a shared
  // one). Fails with kTooLarge.
  [[nodiscard]] Status Add(Node node, std::uint32_t weight = 1);
  // A list or map whose parts follow, up to End. Fails with kTooLarge.
  [[nodiscard]] Status Begin(Kind kind, Place place, Style style = Style::kNone);
  // Ends the innermost list or map and returns it where it now stands, until the
  // next call. Fails with kMalformed on a key given twice.
  [[nodiscard]] Result<const Node*> End();

  // What is open: depth() is 0 outside everything.
  [[nodiscard]] int depth() const { return static_cast<int>(open_.size()); }
  [[nodiscard]] bool in_map() const { return !open_.empty() && open_.back().kind == Kind::kMap; }
  [[nodiscard]] std::uint32_t nodes() const { return nodes_; }
  // Gives the innermost list or map a tag.
  void TagOpen(std::string_view tag);

  // Parts of the innermost list or map so far, by position.
  [[nodiscard]] std::size_t parts() const { return parts_.size() - open_.back().first; }
  [[nodiscard]] const Node& PartAt(std::size_t position) const {
    return parts_[open_.back().first + position].value;
  }
  // Removes a part, linear in the number of those behind it.
  [[nodiscard]] Node TakePart(std::size_t position);
  [[nodiscard]] std::set<std::string_view> OpenKeys() const;

  // The root, which takes the arena along. REQUIRES: one value added, nothing open.
  [[nodiscard]] Node Finish();

 private:
  struct Frame {
    Kind kind;
    Style style;
    Place place;
    std::string_view key;  // Under which it stands in its parent.
    Place key_place;
    std::size_t first;  // Where its parts start in parts_.
    const char* tag;
  };

  const char* KeepTag(std::string_view tag);
  [[nodiscard]] bool HasDuplicates(std::size_t first);
  void SortKeys(std::size_t first);
  [[nodiscard]] Status HandleDuplicates(std::size_t first);
  void MergeDuplicates(std::size_t first);
  void PlaceMap(Node& map, std::size_t first);
  void PlaceList(Node& list, std::size_t first);

  Duplicates duplicates_;
  std::vector<Problem>* problems_;
  std::size_t max_depth_;
  std::unique_ptr<Arena> arena_;
  std::vector<Node::Entry> parts_;  // Parts of everything open, innermost last.
  std::vector<Frame> open_;
  std::vector<std::uint64_t> index_;  // Of the map being ended; see key_index.h.
  std::string_view key_;
  Place key_place_;
  std::uint32_t nodes_ = 0;
};

}  // namespace avouch::syntax
