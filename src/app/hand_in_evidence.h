// What the evidence of a claim is: its name, day, grade and who may see it, by the
// digest that a check rests on.
//
// Filled from facts, or from what of them travels in a bundle. One thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "claims/facts.h"
#include "report/hand_in.h"

namespace avouch::app {

class EvidenceIndex {
 public:
  // Families of observations: "components".
  void AddObservation(const std::string& family, const std::string& digest, Time date,
                      const std::string& visibility);
  void Add(const model::RecordFacts& facts);
  void Add(const model::ExportFacts& facts);
  void Add(const model::PaperFacts& facts);
  void Add(const model::ResultFacts& facts);
  void Add(const model::PublishedFacts& facts);
  void Add(const model::Organisation& organisation);
  // Who may see the bytes with that digest, hex, and what they are called where
  // nothing above knows them.
  void Visible(const std::string& digest, const std::string& visibility, const std::string& kind,
               const std::string& name);

  // `names` as CheckResult::evidence holds them: families, and "sha256:HEX".
  [[nodiscard]] std::vector<report::HandInEvidence> Of(const std::vector<std::string>& names) const;

 private:
  report::HandInEvidence& At(const Digest& id, std::string_view kind, const std::string& what,
                             std::string_view on, model::Grade grade);
  template <class Lists>
  void AddLists(const Lists& lists);

  std::map<std::string, report::HandInEvidence, std::less<>> by_digest_, by_family_;
};

}  // namespace avouch::app
