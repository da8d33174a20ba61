// Notes of readers of dependency files, by what they mean for a list of components.
//
// A note that is not known to be harmless means that something may be missing: a reader that
// learns a new one need not say so here for the list to be honest. Pure; any thread.

#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "model/component.h"

namespace avouch::model {

// False for what names no component less: a digest or version that is not written, how something
// is fetched, what was replaced, edges.
[[nodiscard]] inline bool MeansMissing(std::string_view note) {
  // Those that end with what the file itself says, and could say anything.
  constexpr auto kQuoting = std::to_array<std::string_view>(
      {"not ", "no name/version", "a section that is not known", "what ", "a package ",
       "an option or file", "a gem ", "neither "});
  constexpr auto kLeft =
      std::to_array<std::string_view>({" has no version", " has no uuid", " leads nowhere",
                                       " is not locked", " has no resolved version"});
  constexpr auto kBeginnings = std::to_array<std::string_view>(
      {"the version of ", "gems come from ", "gems are fetched over plain HTTP",
       "a checksum of no gem", "disable-tls", "secure-http is off", "no lock-version",
       "SPEC CHECKSUMS ", "no version of ", "versions managed in the profile ",
       "properties of the profile ", "trusted without a digest:"});
  constexpr auto kEndings =
      std::to_array<std::string_view>({" has no integrity",
                                       " has no checksum",
                                       " has no checksum of its podspec",
                                       " has no hash",
                                       " has no hashes",
                                       " has no hash of its go.mod",
                                       " has no SHA-256",
                                       " has no contentHash",
                                       " has no narHash",
                                       " has no source_hash",
                                       " has no patch_hash",
                                       " has no digest",
                                       " has neither version nor revision",
                                       " has more than one hash",
                                       "a hash that is not h1",
                                       " is fetched without a digest",
                                       " is fetched without a hash",
                                       " is fetched by no commit id",
                                       " over plain HTTP",
                                       "whose certificate is not checked",
                                       " is checked by signature alone",
                                       "poms are not verified",
                                       " is held to a branch",
                                       " by a patch of the project's own",
                                       " by patches of the project's own",
                                       " share its digest",
                                       " retracted",
                                       " of others excluded",
                                       "keeps no lock of what it asks for",
                                       ": its version is computed",
                                       ": its address is computed",
                                       ": part of its address or hash is computed",
                                       "as the specification says",
                                       "left out: no packages",
                                       "the edges are not all",
                                       "is linked to the first of them"});
  constexpr auto kMiddles = std::to_array<std::string_view>(
      {" is replaced by ", " is the newest that is cached of ", "overridden by '",
       " are replaced by '", "' changes ", " stands for "});
  if (note.starts_with("line ")) {
    const std::size_t colon = note.find(": ");
    if (colon != note.npos) note.remove_prefix(colon + 2);
  }
  if (note.starts_with("and ") && note.ends_with(" more")) return false;  // Of those that are kept
  const auto begins = [&](std::string_view one) { return note.starts_with(one); };
  const auto ends = [&](std::string_view one) { return note.ends_with(one); };
  if (std::ranges::any_of(kQuoting, begins) || std::ranges::any_of(kLeft, ends)) return true;
  return std::ranges::none_of(kBeginnings, begins) && std::ranges::none_of(kEndings, ends) &&
         std::ranges::none_of(kMiddles, [&](auto one) { return note.contains(one); });
}

// True where a note of its reader means that not all it names is told.
[[nodiscard]] inline bool MayLack(const Manifest& manifest) {
  return std::ranges::any_of(manifest.notes, MeansMissing);
}

}  // namespace avouch::model
