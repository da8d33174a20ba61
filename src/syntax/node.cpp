#include "syntax/node.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstring>
#include <memory>
#include <new>
#include <utility>

#include "syntax/arena.h"
#include "syntax/key_index.h"

namespace avouch::syntax {
namespace {

constexpr std::size_t kFirstCapacity = 4;

const char* NewChars(std::string_view text) {
  if (text.empty()) return nullptr;
  char* chars = new char[text.size()];
  std::memcpy(chars, text.data(), text.size());
  return chars;
}

template <class T>
T* NewArray(std::size_t capacity) {
  return static_cast<T*>(::operator new(capacity * sizeof(T)));
}

// True when an array of our own that holds `size` parts has no room for another.
// Capacities are powers of two, so they need not be stored.
bool IsFull(std::size_t size) {
  return size == 0 || (size >= kFirstCapacity && std::has_single_bit(size));
}

std::size_t CapacityFor(std::size_t size) { return std::max(kFirstCapacity, std::bit_ceil(size)); }

}  // namespace

Node& Node::operator=(Node&& other) noexcept {
  if (this == &other) return *this;
  if (flags_ & kOwnsPayload || arena_ != nullptr) Destroy();
  Take(other);
  return *this;
}

void Node::Destroy() noexcept {
  if (flags_ & kOwnsPayload) {
    if (kind_ == Kind::kList) {
      std::destroy_n(payload_.items, size_);
      ::operator delete(payload_.items);
    } else if (kind_ == Kind::kMap) {
      for (std::size_t i = 0; i < size_; ++i) delete[] payload_.entries[i].key.data();
      std::destroy_n(payload_.entries, size_);
      ::operator delete(payload_.entries);
    } else {
      delete[] payload_.chars;
    }
  }
  delete arena_;
  arena_ = nullptr;
  flags_ = 0;
  size_ = 0;
  kind_ = Kind::kNull;
}

const Node& Node::Absent() {
  static const Node absent;
  return absent;
}

std::uint32_t Node::LineAt(std::size_t offset) const {
  if (style_ != Style::kLiteral) return place_.line;
  const std::string_view before = text().substr(0, offset);
  return place_.line + 1 + static_cast<std::uint32_t>(std::ranges::count(before, '\n'));
}

std::string Node::AsText() const {
  switch (kind_) {
    case Kind::kBoolean:
      return payload_.integer != 0 ? "true" : "false";
    case Kind::kInteger:
      return std::to_string(payload_.integer);
    case Kind::kNumber:
    case Kind::kText:
      return {payload_.chars, size_};
    default:
      return {};
  }
}

const Node::Entry* Node::FindEntry(std::string_view key) const& {
  if (!is_map()) return nullptr;
  if (flags_ & kIndexed) {
    const auto* index = reinterpret_cast<const std::uint64_t*>(payload_.entries) - size_;
    return FindIndexed({index, size_}, payload_.entries, key);
  }
  for (const Entry& entry : entries()) {
    if (entry.key == key) return &entry;
  }
  return nullptr;
}

const Node& Node::At(std::initializer_list<std::string_view> keys) const& {
  const Node* node = this;
  for (const std::string_view key : keys) {
    node = node->Find(key);
    if (node == nullptr) return Absent();
  }
  return *node;
}

Node Node::Chars(Kind kind, std::string_view value) {
  Node node;
  node.kind_ = kind;
  node.size_ = static_cast<std::uint32_t>(value.size());
  node.payload_.chars = NewChars(value);
  if (!value.empty()) node.flags_ = kOwnsPayload;
  return node;
}

Node Node::Text(std::string_view value) { return Chars(Kind::kText, value); }
Node Node::Number(std::string_view value) { return Chars(Kind::kNumber, value); }

Node Node::Boolean(bool value) {
  Node node;
  node.kind_ = Kind::kBoolean;
  node.payload_.integer = value ? 1 : 0;
  return node;
}

Node Node::Integer(std::int64_t value) {
  Node node;
  node.kind_ = Kind::kInteger;
  node.payload_.integer = value;
  return node;
}

Node Node::List() {
  Node node;
  node.kind_ = Kind::kList;
  node.payload_.items = nullptr;
  return node;
}

Node Node::Map() {
  Node node;
  node.kind_ = Kind::kMap;
  node.payload_.entries = nullptr;
  return node;
}

// A parsed list or map becomes one of our own by the same move: its parts go to
// the heap, what lies below them stays in the arena that this node owns.
void Node::MakeRoomInList() {
  const bool owned = (flags_ & kOwnsPayload) != 0;
  if (owned && !IsFull(size_)) return;
  Node* items = NewArray<Node>(CapacityFor(size_ + std::size_t{1}));
  std::uninitialized_move_n(payload_.items, size_, items);
  if (owned) {
    std::destroy_n(payload_.items, size_);
    ::operator delete(payload_.items);
  }
  payload_.items = items;
  flags_ = kOwnsPayload;
}

void Node::MakeRoomInMap() {
  const bool owned = (flags_ & kOwnsPayload) != 0;
  if (owned && !IsFull(size_)) return;
  Entry* entries = NewArray<Entry>(CapacityFor(size_ + std::size_t{1}));
  std::uninitialized_move_n(payload_.entries, size_, entries);
  if (owned) {
    std::destroy_n(payload_.entries, size_);
    ::operator delete(payload_.entries);
  } else {
    for (std::size_t i = 0; i < size_; ++i) {
      entries[i].key = {NewChars(entries[i].key), entries[i].key.size()};
    }
  }
  payload_.entries = entries;
  flags_ = kOwnsPayload;
}

Node& Node::Set(std::string_view key, Node value) & {
  if (const Entry* entry = FindEntry(key); entry != nullptr) {
    MakeRoomInMap();  // Makes the entries ours; may move them.
    const_cast<Entry*>(FindEntry(key))->value = std::move(value);
    return *this;
  }
  return Append(key, std::move(value));
}

Node& Node::Append(std::string_view key, Node value) & {
  if (is_null()) *this = Map();
  assert(is_map());
  if (!is_map()) return *this;
  MakeRoomInMap();
  std::construct_at(payload_.entries + size_,
                    Entry{{NewChars(key), key.size()}, {}, std::move(value)});
  ++size_;
  return *this;
}

Node& Node::Add(Node value) & {
  if (is_null()) *this = List();
  assert(is_list());
  if (!is_list()) return *this;
  MakeRoomInList();
  std::construct_at(payload_.items + size_, std::move(value));
  ++size_;
  return *this;
}

Node Node::CopyInto(Arena& arena, const Node& from) {
  Node to;
  to.kind_ = from.kind_;
  to.style_ = from.style_;
  to.size_ = from.size_;
  to.place_ = from.place_;
  to.payload_ = from.payload_;
  if (from.tag_ != nullptr) to.tag_ = arena.Keep({from.tag_, std::strlen(from.tag_) + 1}).data();
  if (from.kind_ == Kind::kText || from.kind_ == Kind::kNumber) {
    to.payload_.chars = arena.Keep({from.payload_.chars, from.size_}).data();
  } else if (from.is_list() && from.size_ > 0) {
    to.payload_.items = reinterpret_cast<Node*>(arena.Take(from.size_ * sizeof(Node)));
    for (std::size_t i = 0; i < from.size_; ++i) {
      std::construct_at(to.payload_.items + i, CopyInto(arena, from.payload_.items[i]));
    }
  } else if (from.is_map() && from.size_ > 0) {
    const bool indexed = (from.flags_ & kIndexed) != 0;
    const std::size_t before = indexed ? from.size_ * sizeof(std::uint64_t) : 0;
    char* room = arena.Take(before + from.size_ * sizeof(Entry));
    if (indexed) {
      std::memcpy(room, reinterpret_cast<const char*>(from.payload_.entries) - before, before);
      to.flags_ = kIndexed;
    }
    to.payload_.entries = reinterpret_cast<Entry*>(room + before);
    for (std::size_t i = 0; i < from.size_; ++i) {
      const Entry& entry = from.payload_.entries[i];
      std::construct_at(to.payload_.entries + i,
                        Entry{arena.Keep(entry.key), entry.place, CopyInto(arena, entry.value)});
    }
  }
  return to;
}

Node Node::Clone() const {
  auto arena = std::make_unique<Arena>();
  Node copy = CopyInto(*arena, *this);
  copy.arena_ = arena.release();
  return copy;
}

bool operator==(const Node& a, const Node& b) {
  if (a.kind_ != b.kind_) return false;
  switch (a.kind_) {
    case Kind::kNull:
      return true;
    case Kind::kBoolean:
    case Kind::kInteger:
      return a.payload_.integer == b.payload_.integer;
    case Kind::kNumber:
      return a.number() == b.number();
    case Kind::kText:
      return a.text() == b.text();
    case Kind::kList:
      return std::ranges::equal(a.items(), b.items());
    case Kind::kMap:
      return std::ranges::equal(a.entries(), b.entries(),
                                [](const Node::Entry& x, const Node::Entry& y) {
                                  return x.key == y.key && x.value == y.value;
                                });
  }
  return false;
}

}  // namespace avouch::syntax
