// How a check is allowed to reach its outcome.
//
// A check never names an outcome. It reports what it saw, item by item, and
// Conclude derives the outcome by the project's rules (docs/rules.md):
//   1  not met needs something found: only a finding with a place, on a path
//      that reaches a release, violates;
//   2  empty sets prove nothing: satisfied needs at least one good item;
//   -  what is only claimed never satisfies;
//   6  nothing is skipped silently: anything missing, unread or of unknown
//      reach turns satisfied into no evidence.
// So absence cannot become violated, and nothing cannot become satisfied.
// One examination belongs to one thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"
#include "model/record.h"

namespace avouch::claims {

// What a bad item does to the check.
enum class Weight {
  kByReach,  // Violates when its reach is kRelease, blocks when kUnknown, else listed
  kListed,   // Shown, never deciding
};

class Examination {
 public:
  Examination(std::string_view check, std::string_view rule) {
    result_.check = check;
    result_.rule = rule;
  }

  // An item that is as it should be; counted. Say it in words with Witness.
  void Good(long long items = 1) { result_.good += items, result_.of += items; }
  // Items that are not as they should be and contradict nothing; counted. Say what
  // they lack with Missing.
  // REQUIRES: the caller names it with Missing, so that the check is not satisfied.
  void Open(long long items = 1) { result_.of += items; }
  // An item that contradicts the rule, at `place`. `normalised` is what the
  // fingerprint is made of: content without line numbers.
  // REQUIRES: place.path is not empty.
  void Bad(const model::Place& place, std::string text, model::Reach reach, std::string fix = {},
           int minutes = 0, Weight weight = Weight::kByReach, std::string_view normalised = {});
  // Something true and worth knowing, beside the items.
  void Witness(std::string text, const model::Place& place = {});
  // Something that would have to be shown before this can be satisfied.
  void Missing(std::string text, model::Where where = model::Where::kHere);
  // Names an observation the check looked at.
  void Uses(std::string_view family);
  // Families and digests named so far.
  [[nodiscard]] const std::vector<std::string>& evidence() const { return result_.evidence; }
  // The items rest on this evidence: its grade weakens the check's, and what is
  // only claimed never satisfies. `id` is a digest; its hex is listed.
  void RestsOn(model::Grade grade, const Digest& id);
  // A finding did not count, since a signed waiver accepts it until that day; the
  // check rests on the waiver.
  void Waive(std::string finding, const model::Record& waiver);
  // The sentence people read when there are findings, and what to do.
  void Headline(std::string text) { result_.headline = std::move(text); }
  void Remedy(std::string text, int minutes = 0) {
    result_.remedy = std::move(text);
    result_.minutes = minutes;
  }
  void FixCommand(std::string command) { result_.fix_command = std::move(command); }

  [[nodiscard]] long long good() const { return result_.good; }
  [[nodiscard]] long long of() const { return result_.of; }
  [[nodiscard]] long long bad() const { return static_cast<long long>(result_.findings.size()); }
  [[nodiscard]] const std::vector<model::Finding>& findings() const { return result_.findings; }

  [[nodiscard]] model::CheckResult Conclude() &&;

 private:
  model::CheckResult result_;
  std::vector<std::string> missing_;
};

// Names a finding: hex of the first 16 bytes of SHA-256 over check, path and the
// normalised text (ASCII lower case, white space as one blank), a zero byte between
// them. Stable over moves of a line. Cryptographic, because --since lets pass what has
// the name of an old finding: nobody can write a new one that has.
[[nodiscard]] std::string Fingerprint(std::string_view check, std::string_view path,
                                      std::string_view text);

}  // namespace avouch::claims
