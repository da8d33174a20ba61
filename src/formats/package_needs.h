// What installed packages need, as edges between them: names asked for, met by
// packages of that name or by those that provide it.
//
// Values in, edges out, in one sorting and one look-up a name. Pure; any
// thread.

#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "model/component.h"

namespace avouch::formats {

// Names asked for or offered that are kept of one installation; 5,000 packages
// have 100,000.
inline constexpr std::size_t kMaxPackageNames = 2'000'000;

class PackageNeeds {
 public:
  // `package` (an index into the components) is called or provides `name`.
  // Views must live until Resolve.
  void Offers(std::uint32_t package, std::string_view name, bool own_name) {
    if (offers_.size() == kMaxPackageNames) return void(full_ = true);
    offers_.push_back({name, package, own_name});
  }
  // `package` needs one of the alternatives, best first, that follow each
  // other.
  void Wants(std::uint32_t package, const std::vector<std::string_view>& alternatives);

  // Fills Detail::needs of the components. Of the alternatives, the first that
  // anything installed meets; packages of that name before those that provide
  // it; of several architectures, the asking package's own. What nothing meets
  // is no edge.
  void Resolve(std::vector<model::Component>* components);
  // A bound was met: the edges are not all.
  [[nodiscard]] bool full() const { return full_; }

 private:
  struct Offer {
    std::string_view name;
    std::uint32_t package;
    bool own;
  };
  struct Want {
    std::uint32_t package, first, count;  // In names_
  };
  [[nodiscard]] bool Meet(std::uint32_t package, std::string_view name,
                          std::vector<model::Component>& components) const;

  std::vector<Offer> offers_;
  std::vector<Want> wants_;
  std::vector<std::string_view> names_;
  bool full_ = false;
};

}  // namespace avouch::formats
