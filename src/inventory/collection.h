// The parts of an inventory while it is put together: each once, by its purl.
//
// One thread.

#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/slots.h"
#include "model/inventory.h"

namespace avouch::inventory {

class Collection {
 public:
  // Adds `part`, or its places and digests to the one that is there; its index.
  // Of two scopes the one nearer to customers stands, of two ways of knowing
  // the surer.
  std::uint32_t Add(model::Part&& part);
  void Reserve(std::size_t more);  // So many parts are about to be added
  void AddNeed(std::uint32_t from, std::uint32_t to);
  [[nodiscard]] model::Part& part(std::uint32_t index) { return parts_[index]; }
  [[nodiscard]] const std::vector<model::Part>& parts() const { return parts_; }

  // Parts and needs in order, without repeats.
  void MoveInto(model::Inventory& out);

 private:
  std::vector<model::Part> parts_;
  std::vector<model::Need> needs_;
  Slots index_;  // By what makes a part the same
};

// Of two scopes, the one that customers meet first: shipped, optional, unsaid,
// build, test, development.
[[nodiscard]] model::Scope Nearer(model::Scope a, model::Scope b);

}  // namespace avouch::inventory
