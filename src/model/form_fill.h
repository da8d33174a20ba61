// What is written into a self-assessment form, ours or somebody's template.
//
// Values; any thread.

#pragma once

#include <string>
#include <vector>

namespace avouch::model {

struct FilledClaim {
  std::string claim;   // "1.2.2"
  std::string words;   // What a row says that has to be made: the claim's sentence
  std::string status;  // "Met"; of a form without such a column the first line of `argument`
  std::vector<std::string> evidence, argument;  // Lines

  bool operator==(const FilledClaim&) const = default;
};

struct FilledPrinciple {
  std::string number, words, status;

  bool operator==(const FilledPrinciple&) const = default;
};

// What forms have no row for.
struct FilledSection {
  std::string heading;
  std::vector<std::string> lines;

  bool operator==(const FilledSection&) const = default;
};

struct FormFill {
  std::string organisation, product, version;
  std::string by, role, on;
  std::vector<FilledClaim> claims;          // All, in the catalogue's order
  std::vector<FilledPrinciple> principles;  // All, in the catalogue's order
  std::vector<FilledSection> more;

  bool operator==(const FormFill&) const = default;
};

}  // namespace avouch::model
