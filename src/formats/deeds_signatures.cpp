#include "formats/deeds_signatures.h"

#include <algorithm>
#include <string>

#include "formats/deeds_commands.h"
#include "formats/deeds_digests.h"
#include "formats/deeds_words.h"

namespace avouch::formats {
namespace {

// A pattern of an identity names its owner: "https://github.com/o/r/.*", and no "https://.*".
bool NamesSomebody(std::string_view pattern) {
  std::string plain;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '\\' && i + 1 < pattern.size())
      plain += pattern[++i];
    else if (c == '^' && i == 0)
      continue;
    else if (std::string_view("*+?()[]{}|^$").find(c) != std::string_view::npos ||
             (c == '.' && i + 1 < pattern.size() &&
              std::string_view("*+?{").find(pattern[i + 1]) != std::string_view::npos))
      break;
    else
      plain += c;
  }
  const std::size_t scheme = plain.find("://");
  if (scheme == plain.npos) return plain.size() > 3 && plain.find('@') != plain.npos;
  const std::size_t owner = plain.find('/', scheme + 3);
  return owner != plain.npos && plain.find('/', owner + 1) != plain.npos &&
         plain.find('/', owner + 1) > owner + 1;
}

}  // namespace

Verification SignedByKey(const StepView& step, std::size_t i, std::string_view key) {
  if (key.find("://") != key.npos && key.find("kms://") == key.npos)
    return {Verified::kByFetched, {}};
  const Verification origin = OriginOfFile(step, i, key);
  return origin.how == Verified::kNot ? Verification{Verified::kByFetched, {}} : origin;
}

Verification SignedByCosign(const StepView& step, std::size_t i) {
  const auto& words = step.all[i].words;
  if (const std::string key = OptionOf(words, {"--key"}); !key.empty())
    return SignedByKey(step, i, key);
  const std::string identity = OptionOf(words, {"--certificate-identity-regexp"});
  if (!identity.empty() && !NamesSomebody(identity)) return {};
  const std::string issuer = OptionOf(words, {"--certificate-oidc-issuer-regexp"});
  if (!issuer.empty() && issuer.find_first_not_of(".*+^$()") == std::string::npos) return {};
  const std::string exact = OptionOf(words, {"--certificate-identity"});
  if (identity.empty() && exact.empty()) return {};
  return {Verified::kSure, {}};
}

Verification SignedByKeyring(const StepView& step, std::size_t i) {
  const Verification fetched{Verified::kByFetched, {}};
  Verification out = fetched;
  if (const std::string ring = OptionOf(step.all[i].words, {"--keyring"}); !ring.empty())
    out = SignedByKey(step, i, ring);
  for (std::size_t j = 0; j < i; ++j) {
    const auto& words = step.all[j].words;
    if (words.empty()) continue;
    if (!IsGpg(ProgramName(words[0]))) {
      const bool loop = words[0] == "for" && std::ranges::any_of(words, [](const auto& word) {
                          return word.size() >= 40 && IsHexOf(word, word.size());
                        });
      if (loop) out = {Verified::kSure, {}};
      continue;
    }
    const bool imports = HasWord(words, "--import") || HasWord(words, "--dearmor");
    const auto before = PipedInto(step, j);
    if (imports && !before.empty()) return fetched;
    for (const auto file : FilesOf(step.all[j]))
      if (imports) {
        out = SignedByKey(step, j, file);
        if (out.how == Verified::kByFetched) return out;
      }
    // "--recv-keys <fingerprint>" names the key itself; a short id can be made to match.
    if (!HasWord(words, "--recv-keys") && !HasWord(words, "--recv-key") &&
        !HasWord(words, "--recv"))
      continue;
    for (const auto word : FilesOf(step.all[j])) {
      const bool hex = IsHexOf(word, word.size());
      if (hex && word.size() < 40 && word.size() >= 8) return fetched;
      if (hex && word.size() >= 40) out = {Verified::kSure, {}};
    }
  }
  return out;
}

bool IsGpg(std::string_view program) { return program == "gpg" || program == "gpg2"; }

bool Decrypts(const Command& command) {
  return !command.words.empty() && IsGpg(ProgramName(command.words[0])) &&
         (HasWord(command.words, "--decrypt") || HasWord(command.words, "-d"));
}

}  // namespace avouch::formats
