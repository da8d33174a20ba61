// One value tree for every syntax: JSON, YAML, TOML and XML all become Nodes.
//
// A parsed tree lives in one arena that its root owns: a child is reached by
// const reference, costs 40 bytes, and dies with the root in one sweep. A tree
// that code builds (Node::Map().Set(...)) owns its parts one by one. A Node is
// moved, or copied deeply by Clone(). A value may be read by many threads.
//
// Reading never fails: what is absent, or is of another kind, answers with the
// empty value, so `root["jobs"]["build"]["runs-on"].text()` is safe on anything.
// Views and references are of a Node that stays: a temporary gives none.

#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace avouch::syntax {

class Arena;

enum class Kind : std::uint8_t { kNull, kBoolean, kInteger, kNumber, kText, kList, kMap };

// How a value was written; kNone outside YAML.
enum class Style : std::uint8_t {
  kNone,
  kPlain,
  kSingleQuoted,
  kDoubleQuoted,
  kLiteral,  // "|": line i of the text is line() + 1 + i of the file.
  kFolded,   // ">"
  kFlow,     // [a, b] or {a: b}
  kBlock,    // A list or map by indentation.
};

// Where something starts in its document. Columns count characters (code
// points), not bytes. 0 means that there is no such place: a built value.
struct Place {
  std::uint32_t line = 0;    // 1-based.
  std::uint32_t column = 0;  // 1-based.

  bool operator==(const Place&) const = default;
};

// Something tolerated while reading, to be shown to people.
struct Problem {
  std::string what;
  Place place;

  bool operator==(const Problem&) const = default;
};

// What to do with a key that a map holds twice.
enum class Duplicates : std::uint8_t {
  kRefused,    // kMalformed with the line and column of the second one.
  kTolerated,  // The last value counts, in the first one's position; a Problem is recorded.
};

class Node {
 public:
  struct Entry;

  Node() = default;  // null
  Node(Node&& other) noexcept { Take(other); }
  Node& operator=(Node&& other) noexcept;
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;
  ~Node() {
    if (flags_ & kOwnsPayload || arena_ != nullptr) Destroy();
  }
  [[nodiscard]] Node Clone() const;  // A deep copy.

  // ---- What it is ----
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] bool is_null() const { return kind_ == Kind::kNull; }
  [[nodiscard]] bool is_boolean() const { return kind_ == Kind::kBoolean; }
  [[nodiscard]] bool is_integer() const { return kind_ == Kind::kInteger; }
  [[nodiscard]] bool is_number() const { return kind_ == Kind::kNumber; }  // Not an int64.
  [[nodiscard]] bool is_text() const { return kind_ == Kind::kText; }
  [[nodiscard]] bool is_list() const { return kind_ == Kind::kList; }
  [[nodiscard]] bool is_map() const { return kind_ == Kind::kMap; }
  [[nodiscard]] bool is_scalar() const { return kind_ < Kind::kList && kind_ != Kind::kNull; }
  // False only for the answer to a key or index that is not there.
  [[nodiscard]] bool present() const { return this != &Absent(); }

  // ---- Where it is ----
  [[nodiscard]] std::uint32_t line() const { return place_.line; }
  [[nodiscard]] std::uint32_t column() const { return place_.column; }
  [[nodiscard]] Place place() const { return place_; }
  [[nodiscard]] Style style() const { return style_; }
  // A YAML tag that is not of the standard ones, as written: "!reference"; else "".
  [[nodiscard]] std::string_view tag() const& { return tag_ == nullptr ? "" : tag_; }
  // Line of the document on which byte `offset` of text() stands. Exact for
  // literal blocks ("|") and one-line texts; otherwise the line it starts on.
  [[nodiscard]] std::uint32_t LineAt(std::size_t offset) const;

  // ---- Scalars ----
  // The text of a kText; "" for every other kind.
  [[nodiscard]] std::string_view text() const& {
    return kind_ == Kind::kText ? std::string_view(payload_.chars, size_) : std::string_view();
  }
  // The spelling of a kNumber: "1.5e3"; "" for every other kind.
  [[nodiscard]] std::string_view number() const& {
    return kind_ == Kind::kNumber ? std::string_view(payload_.chars, size_) : std::string_view();
  }
  [[nodiscard]] std::optional<std::int64_t> integer() const {
    return is_integer() ? std::optional(payload_.integer) : std::nullopt;
  }
  [[nodiscard]] std::optional<bool> boolean() const {
    return is_boolean() ? std::optional(payload_.integer != 0) : std::nullopt;
  }
  // Any scalar as text: "true", "42", "1.5"; "" for null, lists and maps.
  [[nodiscard]] std::string AsText() const;

  // ---- Lists and maps ----
  [[nodiscard]] std::size_t size() const { return is_list() || is_map() ? size_ : 0; }
  [[nodiscard]] bool empty() const { return size() == 0; }
  [[nodiscard]] std::span<const Node> items() const& {  // Empty unless a list.
    return is_list() ? std::span(payload_.items, size_) : std::span<const Node>();
  }
  [[nodiscard]] std::span<const Entry> entries() const&;  // Document order; empty unless a map.
  // The value at `key`, or nullptr. Logarithmic in parsed maps, linear in built ones.
  [[nodiscard]] const Node* Find(std::string_view key) const& {
    const Entry* entry = FindEntry(key);
    return entry == nullptr ? nullptr : ValueOf(entry);
  }
  [[nodiscard]] const Entry* FindEntry(std::string_view key) const&;  // With the key's place.
  // The value at `key`, or an absent null.
  [[nodiscard]] const Node& operator[](std::string_view key) const& {
    const Node* found = Find(key);
    return found == nullptr ? Absent() : *found;
  }
  // The value at the end of a path of keys: node.At({"jobs", "build", "steps"}).
  [[nodiscard]] const Node& At(std::initializer_list<std::string_view> keys) const&;
  // Item `index` of a list, or an absent null.
  [[nodiscard]] const Node& At(std::size_t index) const& {
    return is_list() && index < size_ ? payload_.items[index] : Absent();
  }

  // ---- Of a temporary: none ----
  std::string_view tag() const&& = delete;
  std::string_view text() const&& = delete;
  std::string_view number() const&& = delete;
  std::span<const Node> items() const&& = delete;
  std::span<const Entry> entries() const&& = delete;
  const Node* Find(std::string_view) const&& = delete;
  const Entry* FindEntry(std::string_view) const&& = delete;
  const Node& operator[](std::string_view) const&& = delete;
  const Node& At(std::initializer_list<std::string_view>) const&& = delete;
  const Node& At(std::size_t) const&& = delete;

  // ---- Building ----
  [[nodiscard]] static Node Null() { return {}; }
  [[nodiscard]] static Node Boolean(bool value);
  [[nodiscard]] static Node Integer(std::int64_t value);
  [[nodiscard]] static Node Text(std::string_view value);
  // REQUIRES: `value` is spelled as JSON spells a number.
  [[nodiscard]] static Node Number(std::string_view value);
  [[nodiscard]] static Node List();
  [[nodiscard]] static Node Map();
  // Sets `key`, replacing what it held; turns a null into a map. Linear in size().
  // REQUIRES: this is a map or null, and for Add a list or null.
  Node& Set(std::string_view key, Node value) &;
  Node&& Set(std::string_view key, Node value) && { return std::move(Set(key, std::move(value))); }
  Node& Set(std::string_view key, std::string_view value) & { return Set(key, Text(value)); }
  Node&& Set(std::string_view key, std::string_view value) && {
    return std::move(Set(key, Text(value)));
  }
  // As Set, in constant time.
  // REQUIRES: the map has no `key`; writers refuse a map that has it twice.
  Node& Append(std::string_view key, Node value) &;
  Node& Add(Node value) &;
  Node&& Add(Node value) && { return std::move(Add(std::move(value))); }
  Node& Add(std::string_view value) & { return Add(Text(value)); }
  Node&& Add(std::string_view value) && { return std::move(Add(Text(value))); }
  // Gives a built value a place, so that errors about it can be shown.
  Node& SetPlace(Place place) & { return place_ = place, *this; }

  // Same kinds, values and order of entries; places, styles and tags do not count.
  friend bool operator==(const Node& a, const Node& b);

 private:
  friend class TreeBuilder;

  enum Flag : std::uint8_t {
    kOwnsPayload = 1,  // The payload, and keys, are on the heap and ours.
    kIndexed = 2,      // A sorted index of hashes lies before the entries.
  };
  union Payload {
    std::int64_t integer;
    const char* chars;
    Node* items;
    Entry* entries;
  };

  static const Node& Absent();
  static const Node* ValueOf(const Entry* entry);
  static Node Chars(Kind kind, std::string_view value);
  static Node CopyInto(Arena& arena, const Node& from);
  void Take(Node& other) noexcept {
    kind_ = other.kind_, style_ = other.style_, flags_ = other.flags_, size_ = other.size_;
    place_ = other.place_, payload_ = other.payload_, tag_ = other.tag_, arena_ = other.arena_;
    other.kind_ = Kind::kNull, other.flags_ = 0, other.size_ = 0, other.arena_ = nullptr;
  }
  void Destroy() noexcept;
  void MakeRoomInMap();
  void MakeRoomInList();

  Kind kind_ = Kind::kNull;
  Style style_ = Style::kNone;
  std::uint8_t flags_ = 0;
  std::uint32_t size_ = 0;  // Bytes of chars, or number of items or entries.
  Place place_;
  Payload payload_{0};
  const char* tag_ = nullptr;  // Ends with NUL; in the arena.
  Arena* arena_ = nullptr;     // Owned; roots of parsed trees only.
};

struct Node::Entry {
  std::string_view key;
  Place place;  // Of the key.
  Node value;
};

inline std::span<const Node::Entry> Node::entries() const& {
  return is_map() ? std::span<const Entry>(payload_.entries, size_) : std::span<const Entry>();
}
inline const Node* Node::ValueOf(const Entry* entry) { return &entry->value; }

}  // namespace avouch::syntax
