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
  // `official` is the wording that the user supplied, by claim: known as it stands, and
  // its words where ours know none.
  FormWording(const model::FormWords& words, const model::Catalogue& catalogue,
              const std::map<std::string, std::string>& official = {});

  // The claim's number; empty when no claim is meant, or no one claim more than others.
  [[nodiscard]] std::string ClaimOf(std::string_view sentence) const;

 private:
  using Stems = std::set<std::string>;
  struct Known {
    std::string claim;
    Stems stems;
    double weight = 0;  // Of all stems
  };
  // Claims by the words that tell them apart.
  class Index {
   public:
    void Add(const std::string& claim, Stems stems);
    void Weigh();  // After the last of Add
    [[nodiscard]] std::string ClaimOf(const Stems& sentence) const;

   private:
    std::vector<Known> known_;
    std::map<std::string, double> weights_;
  };

  std::map<std::string, std::string> sentences_;  // As plain words; "" where two claims have it
  Index ours_, official_;
};

// Lower case words with single spaces, without punctuation.
[[nodiscard]] std::string PlainWords(std::string_view text);

}  // namespace avouch::formats
