// Who stands by a value, as far as a signature shows it.
//
// Source: docs/rules.md, rules 4 and 9; DESIGN "Who may say what". Only `trust`
// makes a Said of grade kSigned. Values only; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "base/time.h"
#include "model/evidence.h"
#include "model/place.h"

namespace avouch::model {

struct Said {
  std::string by;                 // Id under people:, or empty when nobody is named
  Grade grade = Grade::kClaimed;  // kSigned only when a key listed for `by` signed these bytes
  std::string how;  // "commit 8e21f0c4, ssh-ed25519 SHA256:..."; or why it is only claimed
  Time when;        // Typed by the signer: claimed

  bool operator==(const Said&) const = default;
  AVOUCH_FIELDS(by, grade, how, when)
};

// A list of who stands by it; empty: nobody.
[[nodiscard]] inline bool StandsBy(const std::vector<Said>& said, std::string_view person) {
  for (const auto& one : said)
    if (one.grade == Grade::kSigned && one.by == person) return true;
  return false;
}

}  // namespace avouch::model
