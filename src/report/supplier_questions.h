// Questions that a buyer who is no security person can put to a supplier, with
// what a good answer looks like.
//
// Ours, in the order in which they are worth asking; the Code asks none of them in
// these words. Values; any thread.

#pragma once

#include <string_view>
#include <vector>

#include "report/hand_in.h"

namespace avouch::report {

struct SupplierQuestion {
  std::string_view claim;  // The claim that it is about
  std::string_view ask;    // To paste into an e-mail
  std::string_view good;   // How a good answer looks
};

// At most `most`: first of what is not met, then open, then rests on a signature
// alone, then of the rest; each in the order of the table.
[[nodiscard]] std::vector<SupplierQuestion> QuestionsFor(const HandIn& what, std::size_t most);

}  // namespace avouch::report
