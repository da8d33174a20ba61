// PEP 440, "Version specifiers": parted by commas, each of which must hold.
//
// A pre-release that no specifier asks for is taken when nothing final fits: what else there is
// decides, not the range. Versions that PEP 440 does not allow are in no range.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_pypi.h"
#include "notation/version_range_parts.h"

namespace avouch::notation {
namespace {

struct Parts {
  bool pre = true, post = true, dev = true, local = true;
};

// The key of what is left of a version without the parts that are not asked for.
Bytes KeyOfParts(PypiVersion version, Parts parts) {
  if (!parts.pre) version.pre_letter = '\0';
  if (!parts.post) version.post = {};
  if (!parts.dev) version.dev = {};
  if (!parts.local) version.local.clear();
  KeyWriter key;
  WritePypi(version, key);
  return key.Take();
}

// "1.2.*": the release begins with these numbers.
bool BeginsWith(const PypiVersion& version, const PypiVersion& prefix, std::size_t numbers) {
  if (KeyWriter a, b; a.Number(version.epoch), b.Number(prefix.epoch), a.Take() != b.Take()) {
    return false;
  }
  for (std::size_t i = 0; i < numbers; ++i) {
    KeyWriter a, b;
    a.Number(i < version.release.size() ? version.release[i] : "0");
    b.Number(prefix.release[i]);
    if (a.Take() != b.Take()) return false;
  }
  return true;
}

constexpr Parts kPublic{.local = false};

// What is left of `version` is `than`.
bool Is(const PypiVersion& version, Parts left, const PypiVersion& than) {
  return KeyOfParts(version, left) == KeyOfParts(than, kPublic);
}

// Neither a post-release nor a local version of what it is to be greater than.
bool Greater(const PypiVersion& version, const PypiVersion& than) {
  if (KeyOfParts(version, {}) <= KeyOfParts(than, {})) return false;
  const bool after = !version.post.empty() && than.post.empty();
  if (after && Is(version, {.post = false, .dev = false, .local = false}, than)) return false;
  return version.local.empty() || !Is(version, kPublic, than);
}

// No pre-release of what it is to be less than.
bool Less(const PypiVersion& version, const PypiVersion& than) {
  if (KeyOfParts(version, {}) >= KeyOfParts(than, {})) return false;
  const bool before = version.is_prerelease() && !than.is_prerelease();
  return !before || !Is(version, {.pre = false, .dev = false, .local = false}, than);
}

struct Specifier {
  std::string_view sign;
  std::string text;  // In lower case; the parts are views into it
  bool any_ending = false;
};

std::optional<bool> Holds(const Specifier& specifier, const PypiVersion& version) {
  const auto than = ReadPypi(specifier.text);
  if (!than) return std::nullopt;
  const std::string_view sign = specifier.sign;
  const std::size_t numbers = than->release.size();
  if (specifier.any_ending) {
    const bool bare = !than->is_prerelease() && than->post.empty() && than->local.empty();
    if (!bare || (sign != "==" && sign != "!=")) return std::nullopt;
    return BeginsWith(version, *than, numbers) == (sign == "==");
  }
  const Bytes public_key = KeyOfParts(version, kPublic), key = KeyOfParts(*than, {});
  if (sign == "==" || sign == "!=") {
    const Bytes& mine = than->local.empty() ? public_key : KeyOfParts(version, {});
    return (mine == key) == (sign == "==");
  }
  if (!than->local.empty()) return std::nullopt;  // No order with a local version is allowed
  if (sign == "<=") return public_key <= key;
  if (sign == ">=") return public_key >= key;
  if (sign == "<") return Less(version, *than);
  if (sign == ">") return Greater(version, *than);
  if (sign != "~=" || numbers < 2) return std::nullopt;
  return public_key >= key && BeginsWith(version, *than, numbers - 1);
}

}  // namespace

std::optional<bool> PypiAdmits(std::string_view range, std::string_view version) {
  const std::string lower = Lower(version);
  const auto parts = ReadPypi(lower);
  if (!parts) return std::nullopt;
  if (range.starts_with('(') && range.ends_with(')'))
    range = Trim(range.substr(1, range.size() - 2));
  bool all = true, names_pre = false;
  for (std::string_view one : Split(range, ',')) {
    one = Trim(one);
    if (one.empty()) continue;
    Specifier specifier;
    specifier.sign = TakeSign(one);
    specifier.text = Lower(one);
    if (specifier.sign == "===") {
      all = all && specifier.text == lower;
      const auto same = ReadPypi(specifier.text);
      names_pre = names_pre || (same && same->is_prerelease());
      continue;
    }
    if (specifier.text.ends_with(".*")) {
      specifier.any_ending = true;
      specifier.text.resize(specifier.text.size() - 2);
    }
    const auto holds = Holds(specifier, *parts);
    if (!holds) return std::nullopt;
    all = all && *holds;
    names_pre = names_pre || (specifier.sign != "!=" && ReadPypi(specifier.text)->is_prerelease());
  }
  if (all && parts->is_prerelease() && !names_pre) return std::nullopt;
  return all;
}

}  // namespace avouch::notation
