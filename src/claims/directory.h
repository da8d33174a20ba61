// Whose an account, an address or a name is, by what the organisation's file lists.
//
// An export of a large firm has tens of thousands of rows, and its file thousands
// of people: each name is put in order once, and found in one step. Values only;
// any thread.

#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "model/organisation.h"

namespace avouch::claims {

class Directory {
 public:
  // REQUIRES: `organisation` outlives it, and does not change.
  explicit Directory(const model::Organisation& organisation);

  // The person whose id, name, account or address `text` is, in either case; of
  // several the first in the file; null for nobody.
  [[nodiscard]] const model::PersonEntry* Person(std::string_view text) const;
  // The declared machine whose id or account it is.
  [[nodiscard]] const model::MachineEntry* Machine(std::string_view account) const;

 private:
  std::unordered_map<std::string, const model::PersonEntry*> people_;
  std::unordered_map<std::string, const model::MachineEntry*> machines_;
};

}  // namespace avouch::claims
