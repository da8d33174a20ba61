// Which claim a sentence states, however it is written.
//
// Words are compared by their stems and weighed by how few claims share them, so a
// sentence in other words is still known and one of another code is not. Pure; any
// thread.

#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/catalogue.h"
#include "model/form.h"

namespace avouch::formats {

class FormWording {
 public:
  FormWording(const model::FormWords& words, const model::Catalogue& catalogue);

  // The claim's number; empty when no claim is meant, or no one claim more than others.
  [[nodiscard]] std::string ClaimOf(std::string_view sentence) const;

 private:
  using Stems = std::set<std::string>;
  struct Known {
    std::string claim;
    Stems stems;           // Of the claim
    std::string sentence;  // The catalogue's own, as plain words
    double weight = 0;     // Of all stems
  };

  std::vector<Known> known_;
  std::map<std::string, double> weights_;
};

// Lower case words with single spaces, without punctuation.
[[nodiscard]] std::string PlainWords(std::string_view text);

}  // namespace avouch::formats
