// A value with what it rests on: grade, date, source, and what was left unread.
//
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/digest.h"
#include "base/time.h"
#include "model/place.h"

namespace avouch::model {

// From strongest to weakest; a verdict carries the weakest it rests on.
enum class Grade {
  kComputed,  // Computed from the artefact; anyone with it can repeat it.
  kAttested,  // Another system made and signed it.
  kExported,  // Another system's answer, kept as it came.
  kSigned,    // A named person with that duty answers for it.
  kClaimed,   // Only said. Never makes a claim met.
};
AVOUCH_NAMES(Grade, "computed", "attested", "exported", "signed", "claimed")

// One thing a reader saw and did not read, and why.
struct LeftOut {
  Path path;
  std::string reason;  // "test data", "larger than 8 MiB", "not UTF-8", "object missing"

  auto operator<=>(const LeftOut&) const = default;
  AVOUCH_FIELDS(path, reason)
};

// True for what a reader wanted and could not have or understand; false for what a rule leaves
// out. By the words that observations hold.
[[nodiscard]] inline bool CouldNotBeRead(const LeftOut& left) {
  return left.reason.starts_with("not understood") || left.reason.starts_with("object ") ||
         left.reason.starts_with("larger than");
}

struct Coverage {
  long long seen = 0;  // Items in reach of the reader.
  long long read = 0;  // Items it understood.
  std::vector<LeftOut> left;

  bool operator==(const Coverage&) const = default;
  AVOUCH_FIELDS(seen, read, left)
};

template <class T>
struct Evidence {
  T value;
  Digest id;  // SHA-256 of the observation's canonical bytes.
  Grade grade = Grade::kComputed;
  Time date;  // Of the commit that was read, or of the statement.
  std::string source;
  Coverage coverage;
};

}  // namespace avouch::model
