// Which folder of node_modules a package finds another in.
//
// Spec: Node.js, "Loading from node_modules folders": a package looks among its own
// packages, then among those of each folder above. Pure; any thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/slots.h"

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
  void Reserve(std::size_t spots) { spots_.reserve(spots + 1), children_.Reserve(spots); }

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
    std::string_view name;
  };
  [[nodiscard]] std::uint32_t Child(std::uint32_t parent, std::string_view name,
                                    std::size_t hash) const;

  std::vector<Spot> spots_;
  Slots children_;  // By parent and name
};

}  // namespace avouch::formats
