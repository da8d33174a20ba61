#include "syntax/tree_builder.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "base/text.h"
#include "syntax/key_index.h"

namespace avouch::syntax {

std::string ToString(Place place) {
  return "line " + std::to_string(place.line) + ", column " + std::to_string(place.column);
}

std::unexpected<Error> FailAt(ErrorKind kind, std::string what, Place place) {
  return Fail(kind, std::move(what), place.line == 0 ? "" : ToString(place));
}

namespace {

// The start of a key, fit for one line of an error.
std::string Quoted(std::string_view key) {
  constexpr std::size_t kShown = 60;
  std::size_t end = std::min(key.size(), kShown);
  while (end < key.size() && end > 0 && (key[end] & 0xC0) == 0x80) --end;  // Whole characters.
  return "'" + Printable(key.substr(0, end)) + (end < key.size() ? "...'" : "'");
}

}  // namespace

TreeBuilder::TreeBuilder(Duplicates duplicates, std::vector<Problem>* problems, int max_depth)
    : duplicates_(duplicates),
      problems_(problems),
      max_depth_(static_cast<std::size_t>(max_depth)),
      arena_(std::make_unique<Arena>()) {}

Node TreeBuilder::MakeText(std::string_view kept, Place place, Style style) {
  Node node;
  node.kind_ = Kind::kText;
  node.style_ = style;
  node.size_ = static_cast<std::uint32_t>(kept.size());
  node.place_ = place;
  node.payload_.chars = kept.data();
  return node;
}

Node TreeBuilder::MakeNumber(std::string_view kept, Place place) {
  Node node = MakeText(kept, place);
  node.kind_ = Kind::kNumber;
  return node;
}

Node TreeBuilder::MakeInteger(std::int64_t value, Place place, Style style) {
  Node node;
  node.kind_ = Kind::kInteger;
  node.style_ = style;
  node.place_ = place;
  node.payload_.integer = value;
  return node;
}

Node TreeBuilder::MakeBoolean(bool value, Place place, Style style) {
  Node node = MakeInteger(value ? 1 : 0, place, style);
  node.kind_ = Kind::kBoolean;
  return node;
}

Node TreeBuilder::MakeNull(Place place, Style style) {
  Node node;
  node.style_ = style;
  node.place_ = place;
  return node;
}

Node TreeBuilder::Share(const Node& node) {
  Node shared;
  shared.kind_ = node.kind_;
  shared.style_ = node.style_;
  shared.flags_ = node.flags_;
  shared.size_ = node.size_;
  shared.place_ = node.place_;
  shared.payload_ = node.payload_;
  shared.tag_ = node.tag_;
  return shared;
}

const char* TreeBuilder::KeepTag(std::string_view tag) {
  char* kept = arena_->Take(tag.size() + 1);
  if (!tag.empty()) std::memcpy(kept, tag.data(), tag.size());
  kept[tag.size()] = '\0';
  return kept;
}

Status TreeBuilder::Add(Node node, std::uint32_t weight) {
  if (weight > kMaxNodes - nodes_) {
    return FailAt(ErrorKind::kTooLarge, "more than " + std::to_string(kMaxNodes) + " values",
                  node.place());
  }
  nodes_ += weight;
  parts_.push_back(Node::Entry{key_, key_place_, std::move(node)});
  key_ = {};
  key_place_ = {};
  return {};
}

Status TreeBuilder::Begin(Kind kind, Place place, Style style) {
  if (open_.size() == max_depth_) {
    return FailAt(ErrorKind::kTooLarge,
                  "more than " + std::to_string(max_depth_) + " levels of nesting", place);
  }
  open_.push_back(Frame{kind, style, place, key_, key_place_, parts_.size(), nullptr});
  key_ = {};
  key_place_ = {};
  return {};
}

Result<const Node*> TreeBuilder::End() {
  const Frame frame = open_.back();
  Node node;
  node.kind_ = frame.kind;
  node.style_ = frame.style;
  node.place_ = frame.place;
  node.tag_ = frame.tag;
  if (frame.kind == Kind::kMap) {
    index_.clear();
    if (parts_.size() - frame.first >= kIndexedFrom) SortKeys(frame.first);
    if (HasDuplicates(frame.first)) AVOUCH_CHECK_OK(HandleDuplicates(frame.first));
    PlaceMap(node, frame.first);
  } else {
    PlaceList(node, frame.first);
  }
  parts_.resize(frame.first);
  open_.pop_back();
  key_ = frame.key;
  key_place_ = frame.key_place;
  AVOUCH_CHECK_OK(Add(std::move(node)));
  return &parts_.back().value;
}

void TreeBuilder::TagOpen(std::string_view tag) { open_.back().tag = KeepTag(tag); }

Node TreeBuilder::TakePart(std::size_t position) {
  const auto at = parts_.begin() + static_cast<std::ptrdiff_t>(open_.back().first + position);
  Node part = std::move(at->value);
  parts_.erase(at);
  return part;
}

std::set<std::string_view> TreeBuilder::OpenKeys() const {
  std::set<std::string_view> keys;
  for (std::size_t i = open_.back().first; i < parts_.size(); ++i) keys.insert(parts_[i].key);
  return keys;
}

bool TreeBuilder::HasDuplicates(std::size_t first) {
  const Node::Entry* entries = parts_.data() + first;
  const std::size_t size = parts_.size() - first;
  for (std::size_t i = 1; i < index_.size(); ++i) {
    if (index_[i] >> 32 != index_[i - 1] >> 32) continue;
    if (entries[static_cast<std::uint32_t>(index_[i])].key ==
        entries[static_cast<std::uint32_t>(index_[i - 1])].key) {
      return true;
    }
  }
  if (!index_.empty()) return false;
  for (std::size_t i = 1; i < size; ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (entries[i].key == entries[j].key) return true;
    }
  }
  return false;
}

void TreeBuilder::SortKeys(std::size_t first) {
  const Node::Entry* entries = parts_.data() + first;
  const std::size_t size = parts_.size() - first;
  index_.resize(size);
  for (std::size_t i = 0; i < size; ++i) {
    index_[i] = std::uint64_t{HashKey(entries[i].key)} << 32 | i;
  }
  std::sort(index_.begin(), index_.end(), [&](std::uint64_t a, std::uint64_t b) {
    if (a >> 32 != b >> 32) return a < b;
    const auto& x = entries[static_cast<std::uint32_t>(a)].key;
    const auto& y = entries[static_cast<std::uint32_t>(b)].key;
    return x != y ? x < y : a < b;
  });
}

Status TreeBuilder::HandleDuplicates(std::size_t first) {
  SortKeys(first);
  if (duplicates_ == Duplicates::kTolerated) return MergeDuplicates(first), Status();
  const Node::Entry* entries = parts_.data() + first;
  const Node::Entry* worst = nullptr;  // The first in the document that repeats a key.
  for (std::size_t i = 1; i < index_.size(); ++i) {
    const Node::Entry* entry = &entries[static_cast<std::uint32_t>(index_[i])];
    if (entry->key != entries[static_cast<std::uint32_t>(index_[i - 1])].key) continue;
    if (worst == nullptr || entry < worst) worst = entry;
  }
  return FailAt(ErrorKind::kMalformed, "key given twice: " + Quoted(worst->key), worst->place);
}

// Keeps the last value of each key where its first one stood.
void TreeBuilder::MergeDuplicates(std::size_t first) {
  Node::Entry* entries = parts_.data() + first;
  std::vector<bool> dropped(index_.size());
  std::vector<std::size_t> repeated;
  for (std::size_t i = 1, keeper = 0; i < index_.size(); ++i) {
    const auto at = static_cast<std::uint32_t>(index_[i]);
    Node::Entry& kept = entries[static_cast<std::uint32_t>(index_[keeper])];
    if (entries[at].key != kept.key) {
      keeper = i;
      continue;
    }
    kept.value = std::move(entries[at].value);
    kept.place = entries[at].place;
    dropped[at] = true;
    repeated.push_back(at);
  }
  std::ranges::sort(repeated);
  for (const std::size_t at : repeated) {
    if (problems_ == nullptr) break;
    problems_->push_back({"key given twice: " + Quoted(entries[at].key), entries[at].place});
  }
  std::size_t to = 0;
  for (std::size_t from = 0; from < dropped.size(); ++from) {
    if (dropped[from]) continue;
    if (to != from) entries[to] = std::move(entries[from]);
    ++to;
  }
  parts_.resize(first + to);
  index_.clear();
  if (to >= kIndexedFrom) SortKeys(first);
}

void TreeBuilder::PlaceMap(Node& map, std::size_t first) {
  const std::size_t size = parts_.size() - first;
  const std::size_t indexed = size >= kIndexedFrom ? size * sizeof(std::uint64_t) : 0;
  map.payload_.entries = nullptr;
  map.size_ = static_cast<std::uint32_t>(size);
  if (size == 0) return;
  char* room = arena_->Take(indexed + size * sizeof(Node::Entry));
  if (indexed != 0) {
    std::memcpy(room, index_.data(), indexed);
    map.flags_ = Node::kIndexed;
  }
  map.payload_.entries = reinterpret_cast<Node::Entry*>(room + indexed);
  std::uninitialized_move_n(parts_.data() + first, size, map.payload_.entries);
}

void TreeBuilder::PlaceList(Node& list, std::size_t first) {
  const std::size_t size = parts_.size() - first;
  list.payload_.items = nullptr;
  list.size_ = static_cast<std::uint32_t>(size);
  if (size == 0) return;
  list.payload_.items = reinterpret_cast<Node*>(arena_->Take(size * sizeof(Node)));
  for (std::size_t i = 0; i < size; ++i) {
    std::construct_at(list.payload_.items + i, std::move(parts_[first + i].value));
  }
}

Node TreeBuilder::Finish() {
  Node root = std::move(parts_.front().value);
  root.arena_ = arena_.release();
  return root;
}

}  // namespace avouch::syntax
