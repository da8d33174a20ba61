// Where the digests and keys come from that the commands of a step check files with.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "formats/deeds_verified.h"

namespace avouch::formats {

// "sha256sum", "shasum", "b2sum": a program that makes and checks digests no one can forge.
[[nodiscard]] bool IsSums(std::string_view program);

// A hexadecimal digest of 224 bits or more stands in the text.
[[nodiscard]] bool HasDigest(std::string_view text);

// "${X}" and "$X" are one.
[[nodiscard]] std::string Bare(std::string_view word);

// The files that a command names: words that are no options.
[[nodiscard]] std::vector<std::string_view> FilesOf(const Command& command);

// The commands in front of `at` whose output it reads, nearest first: "a | b | c".
[[nodiscard]] std::vector<std::size_t> PipedInto(const StepView& step, std::size_t at);

// Whose the digests are that all[at], which asks a program of sums to check, reads: kNot where
// what is fetched brings them.
[[nodiscard]] Verification OriginOfSums(const StepView& step, std::size_t at);

// Whose the text of all[at] is, or a file of its: a literal of the step, of the tree, of a
// variable or of the net.
[[nodiscard]] Verification OriginOfText(const StepView& step, std::size_t at, std::string_view text,
                                        int depth = 0);
[[nodiscard]] Verification OriginOfFile(const StepView& step, std::size_t at, std::string_view file,
                                        int depth = 0);

}  // namespace avouch::formats
