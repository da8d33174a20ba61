// Which folder of node_modules a package finds another in.
//
// Spec: Node.js, "Loading from node_modules folders": a package looks among its own
// packages, then among those of each folder above. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace avouch::formats {

// A tree of installed packages, the names being views into the document read. Spot 0 is
// the project's root.
class InstallTree {
 public:
  static constexpr std::uint32_t kRoot = 0, kNone = UINT32_MAX;
  // Folders inside each other that are looked through. The deepest real lock has 20; without
  // a bound, millions of names would each be looked for in hundreds of folders.
  static constexpr int kMaxLevels = 40;

  InstallTree() { spots_.emplace_back(); }
  void Reserve(std::size_t spots) { spots_.reserve(spots + 1), children_.reserve(spots); }

  // A new spot for `name` in `parent`'s node_modules; the first of a name is the one found.
  // REQUIRES: `parent` was given out before.
  std::uint32_t Add(std::uint32_t parent, std::string_view name);
  // A new spot that no name finds: a folder of the project itself.
  std::uint32_t AddFolder(std::uint32_t parent);

  // Where `from` finds `name`; kNone = nowhere.
  [[nodiscard]] std::uint32_t Find(std::uint32_t from, std::string_view name) const;

 private:
  struct Spot {
    std::uint32_t parent = kNone;
    bool holds = false;  // Has packages of its own
  };
  struct Key {
    std::uint32_t parent;
    std::string_view name;
    bool operator==(const Key&) const = default;
  };
  struct Hash {
    std::size_t operator()(const Key& key) const {
      return std::hash<std::string_view>()(key.name) + key.parent * std::size_t{0x9E3779B97F4A7C15};
    }
  };

  std::vector<Spot> spots_;
  std::unordered_map<Key, std::uint32_t, Hash> children_;
};

}  // namespace avouch::formats
