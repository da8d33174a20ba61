// The packages of a Python lock by name, as those who need them spell it.
//
// Spec: Python packaging, "Names and normalization", "Version specifiers". Pure; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "formats/lock_graph.h"
#include "model/component.h"

namespace avouch::formats {

// "Foo.Bar_baz" is "foo-bar-baz".
[[nodiscard]] std::string PythonName(std::string_view name);

// True when `range` admits `version`: clauses of PEP 440 joined by ',', several such lists by
// "||", Poetry's '^' and '~' too. A clause without a sign is a version. True also where the range
// cannot be read, or does not decide by itself, as for pre-releases.
[[nodiscard]] bool AdmitsPythonVersion(std::string_view range, std::string_view version);

class PythonNames {
 public:
  // REQUIRES: `components` lives on and its names do not change.
  explicit PythonNames(const std::vector<model::Component>& components);

  // Adds to `needs` the packages of that name: the one there is; of several those whose version
  // `range` admits, and all where it admits none.
  void Find(std::string_view name, std::string_view range, std::vector<std::uint32_t>& needs) const;
  // The same, of exactly that version where one is told.
  void FindExact(std::string_view name, std::string_view version,
                 std::vector<std::uint32_t>& needs) const;

 private:
  // Versions of one name that are looked through: locks for several platforms hold a few.
  static constexpr std::size_t kMaxVersions = 64;

  [[nodiscard]] const std::vector<std::uint32_t>* Of(std::string_view name) const;

  const std::vector<model::Component>& components_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> by_name_;
};

// Which extras of which packages are asked for.
class PythonExtras {
 public:
  void Add(std::string_view name, std::string_view extra) { asked_.insert(Key(name, extra)); }
  [[nodiscard]] bool Has(std::string_view name, std::string_view extra) const {
    return !asked_.empty() && asked_.contains(Key(name, extra));
  }

 private:
  static std::string Key(std::string_view name, std::string_view extra) {
    return PythonName(name) + "[" + PythonName(extra);
  }
  std::unordered_set<std::string> asked_;
};

}  // namespace avouch::formats
