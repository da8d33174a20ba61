// Requirement ids in text: by the pattern of avouch.yaml, or of the regular form.
//
// A pattern is a small regular expression: literals, [A-Z0-9], \d \w ., groups
// with |, and the counts ? * + {2} {2,4}. It becomes a table of states, so that
// looking is linear whatever the pattern and the text. Without a pattern an id is
// ABC-123 or ABC-SEC-7 (capitals, '-' or '_', a number), but for names of other
// people's lists: CVE, CWE, ISO, RFC ... Any thread once made.

#pragma once

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace avouch::formats {

inline constexpr std::size_t kMaxIdPattern = 200;  // Bytes of a pattern; people write twenty
inline constexpr std::size_t kMaxIdStates = 512;   // Of its table; ROTA-[0-9]+ has seven
inline constexpr std::size_t kMaxIdBytes = 64;     // An id is a word, no sentence

class RequirementIds {
 public:
  // "" is the regular form. Anchors ^ and $ are passed over.
  // Fails with kConfiguration on what is no such pattern, on one that matches
  // nothing at all ("A*"), and beyond the bounds above.
  [[nodiscard]] static Result<RequirementIds> Parse(std::string_view pattern);

  // The regular form again, and of it only ids that begin with one of `prefixes`:
  // "ROTA-" has ROTA-17.
  [[nodiscard]] RequirementIds Only(std::set<std::string, std::less<>> prefixes) const;

  // Ids in `text`, in order, each the longest at its place. An id is a whole word:
  // ROTA-1 is not in ROTA-17, X-ROTA-1 or ROTA-1-2. Views into `text`.
  [[nodiscard]] std::vector<std::string_view> In(std::string_view text) const;

  [[nodiscard]] bool Is(std::string_view id) const { return Longest(id) == id.size(); }
  [[nodiscard]] bool regular() const { return regular_; }  // No pattern was given

 private:
  using Row = std::array<std::uint16_t, 256>;  // Next state by byte; 0 is nowhere

  RequirementIds() = default;
  // Length of the longest id at the start of `text`, or 0.
  [[nodiscard]] std::size_t Longest(std::string_view text) const;
  [[nodiscard]] bool IsTaken(std::string_view id) const;

  std::vector<Row> rows_;  // State 1 is the first
  std::vector<bool> ends_;
  bool regular_ = false, only_ = false;
  std::set<std::string, std::less<>> prefixes_;
};

// "ROTA-" of "ROTA-17": up to the last '-' or '_'.
[[nodiscard]] std::string_view PrefixOfId(std::string_view id);

}  // namespace avouch::formats
