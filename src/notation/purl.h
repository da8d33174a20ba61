// Package URLs: the one name of a package that every tool shares.
//
// Spec: ECMA-427 (package-url), parsing and building, with the types' own rules
// for case and characters from the table in purl.cpp. Any thread.

#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace avouch::notation {

// "pkg:npm/%40babel/core@7.0.0?arch=x#lib": the parts decoded. Empty = not there.
struct Purl {
  std::string type;        // Lower case.
  std::string name_space;  // Segments joined by '/': "@babel", "org.apache.commons".
  std::string name;
  std::string version;
  std::vector<std::pair<std::string, std::string>> qualifiers;  // Sorted by key; no empty values.
  std::string subpath;

  auto operator<=>(const Purl&) const = default;
};

// Reads a purl and brings it to its canonical form. Fails with kMalformed.
[[nodiscard]] Result<Purl> ParsePurl(std::string_view text);

// Applies the type's rules to parts that come from elsewhere (a lock file):
// case, characters, order and emptiness. Fails with kMalformed on parts that no
// purl can have, such as an empty name.
[[nodiscard]] Result<Purl> NormalisePurl(Purl purl);

// The canonical spelling.
// REQUIRES: `purl` comes from ParsePurl or NormalisePurl.
[[nodiscard]] std::string FormatPurl(const Purl& purl);

// The canonical purl of a package, or "" where NormalisePurl fails.
[[nodiscard]] std::string MakePurl(std::string_view type, std::string_view name_space,
                                   std::string_view name, std::string_view version);

}  // namespace avouch::notation
