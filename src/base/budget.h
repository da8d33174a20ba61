// A bound on work in bytes or steps, never in seconds, so that the same input
// meets the same bound on every machine.
//
// One budget belongs to one thread.

#pragma once

#include <cstdint>

namespace avouch {

class Budget {
 public:
  explicit Budget(std::uint64_t units) : left_(units) {}

  // Takes `units`; false, and nothing left, when there are not that many.
  [[nodiscard]] bool Spend(std::uint64_t units) {
    if (units > left_) return left_ = 0, false;
    left_ -= units;
    return true;
  }
  [[nodiscard]] std::uint64_t left() const { return left_; }

 private:
  std::uint64_t left_;
};

}  // namespace avouch
