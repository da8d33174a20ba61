// Which licence a text is: the text itself, or one that looks like it.
//
// Spec: SPDX licence list, "Matching Guidelines"; licence_text_table.cpp holds what is to be
// compared, made from the list's templates by tests/conformance/licence_text_cases_test.cpp:
// digests, and no text. Pure; any thread; in proportion to the text.

#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace avouch::formats {

inline constexpr std::size_t kMaxLicenceFile = 512 * 1024;  // Bytes; the longest listed has 70,000

struct LicenceMatch {
  // On the SPDX list. Several where one text serves several: "GPL-2.0-only", "GPL-2.0-or-later".
  // Empty: nothing is near.
  std::vector<std::string> ids;
  // The whole text is the licence's, with nothing added, left out or changed but what the list
  // says may be. Else it looks like it: `shared` of the `sampled` passages are in it.
  bool whole = false;
  int shared = 0, sampled = 0;
};

[[nodiscard]] LicenceMatch MatchLicence(BytesView text);

// "MIT"; "GPL-2.0-only or GPL-2.0-or-later"; "looks like MIT (15 of 16 passages)"; "".
[[nodiscard]] std::string Describe(const LicenceMatch& match);

// A row of the table. `shape` is what a text consists of, in order, apart by spaces:
// "12:0a1b2c3d:0123456789abcdef" so many words of that LicenceWords::Hash and Digest; "v" up to
// kMaxGap words that hold no condition; "c" the same, that begin as a copyright notice does; "( ...
// )" may be absent; "[ ... | ... ]" one of these. `sample` are hashes, 8 digits each, of passages
// of kPassage words that are in every such text.
struct LicenceRow {
  std::string_view ids, shape, sample;
};
inline constexpr std::size_t kPassage = 5, kSamples = 16, kMaxGap = 25;
[[nodiscard]] std::span<const LicenceRow> LicenceRows();

}  // namespace avouch::formats
