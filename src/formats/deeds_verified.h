// Whether what a command fetches is checked before anything uses it, as far as the commands of
// one step show.
//
// What counts is a digest that the text or the tree has, or a signature by a key of theirs; of this
// very file, after it came and before it is unpacked, run or installed; where the check is run
// whenever the file is fetched, and a failure stops what follows. What goes through a pipe is used
// as it comes. Pure; any thread.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds_addresses.h"
#include "formats/shell.h"

namespace avouch::formats {

enum class Verified {
  kNot,
  kByFetched,   // A signature, by a key that came over the same line or is not shown
  kByVariable,  // A digest that something outside of the step decides
  kByFile,      // A file that the step did not make: sure if the tree has it
  kSure,
};

struct Verification {
  Verified how = Verified::kNot;
  std::string file;  // kByFile: its path, as written
};

// The commands of one step, and what each fetches. Of one thread.
struct StepView {
  explicit StepView(const std::vector<Command>& commands);

  // Takes `count` looks at commands from the four million that a step is granted; false when none
  // are left, and what is asked then is not verified.
  bool Look(std::size_t count) const {
    left -= static_cast<long>(count);
    return left > 0;
  }

  const std::vector<Command>& all;
  std::vector<std::vector<Fetch>> fetches;
  mutable std::map<std::size_t, Verification> sums;  // Whose digests a check reads
  mutable long left = 4'000'000;
  mutable int depth = 0;  // Of a list of digests that is checked by another
};

// `fetch` is what `command` fetches: step.all[at], or a part of it.
[[nodiscard]] Verification VerificationOf(const StepView& step, std::size_t at,
                                          const Command& command, const Fetch& fetch);

}  // namespace avouch::formats
