// Whose the keys and identities are that the commands of a step verify signatures with.
//
// Pure; any thread.

#pragma once

#include <cstddef>
#include <string_view>

#include "formats/deeds_verified.h"

namespace avouch::formats {

[[nodiscard]] bool IsGpg(std::string_view program);

// "gpg --decrypt" of a signed text writes what it verified.
[[nodiscard]] bool Decrypts(const Command& command);

// step.all[i] verifies a signature with a key, in a file or by its address.
[[nodiscard]] Verification SignedByKey(const StepView& step, std::size_t i, std::string_view key);

// gpg: with the keys that the step took in, by their whole fingerprint or of the tree.
[[nodiscard]] Verification SignedByKeyring(const StepView& step, std::size_t i);

// cosign verify-blob: kNot where anybody's signature would do.
[[nodiscard]] Verification SignedByCosign(const StepView& step, std::size_t i);

}  // namespace avouch::formats
