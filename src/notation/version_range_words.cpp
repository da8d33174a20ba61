// Composer's constraints, Gem::Requirement (and CocoaPods, which copied it), Cabal's.

#include <algorithm>
#include <string>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_range_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

// ---- Composer ----

bool HasStability(std::string_view text) {
  return text.find_first_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ") != text.npos;
}
// A lower bound takes in the pre-releases of its version, an upper one that is left out none.
std::string Least(std::string_view text) {
  return std::string(text) + (HasStability(text) ? "" : "-dev");
}

// "1.2.3" raised at place 1 is "1.3".
std::string Raised(const std::vector<std::string_view>& numbers, std::size_t place) {
  std::string out;
  for (std::size_t i = 0; i < place; ++i) out += std::string(numbers[i]) + ".";
  return out + Next(numbers[place]);
}

// The leading numbers of "1.2.3-beta"; empty when it does not begin with numbers.
std::vector<std::string_view> NumbersOf(std::string_view text) {
  std::vector<std::string_view> out;
  for (const std::string_view part : Split(text.substr(0, text.find_first_of("-+@")), '.')) {
    const std::string_view digits = part.substr(0, DigitsAt(part, 0));
    if (digits.empty()) break;
    out.push_back(digits);
    if (digits.size() < part.size()) break;
  }
  return out;
}

bool AddFromTo(std::string_view text, std::size_t place,
               const std::vector<std::string_view>& numbers, std::vector<Bound>& out) {
  if (place >= numbers.size() || numbers.size() > 4) return false;
  out.push_back({Sign::kGreaterEqual, Least(text)});
  out.push_back({Sign::kLess, Raised(numbers, place) + "-dev"});
  return true;
}

// "1.2.*", "1.x", "*".
std::optional<std::vector<std::string_view>> OpenNumbers(std::string_view text) {
  std::vector<std::string_view> out;
  bool open = false;
  for (const std::string_view part : Split(text, '.')) {
    const bool star = part == "*" || part == "x" || part == "X";
    if (!star && (open || !IsDigits(part))) return std::nullopt;
    open = open || star;
    if (!star) out.push_back(part);
  }
  return open ? std::optional(out) : std::nullopt;
}

bool AddComposer(std::string_view one, std::vector<Bound>& out) {
  const std::string_view sign = TakeSign(one, "<>=!~^");
  one = one.substr(0, one.find('@'));
  if (one.starts_with('v') || one.starts_with('V')) one.remove_prefix(1);
  const auto numbers = NumbersOf(one);
  if (sign == "^") {
    std::size_t place = 0;
    while (place + 1 < numbers.size() && IsZero(numbers[place])) ++place;
    return AddFromTo(one, place, numbers, out);
  }
  if (sign == "~") return AddFromTo(one, numbers.size() < 3 ? 0 : numbers.size() - 2, numbers, out);
  if (sign.empty()) {
    if (const auto open = OpenNumbers(one)) {
      return open->empty() ||
             AddFromTo(Join({open->begin(), open->end()}, "."), open->size() - 1, *open, out);
    }
  }
  const auto plain = ReadSign(sign == "<>" ? "!=" : sign.empty() ? "=" : sign);
  if (!plain || sign == "<<" || sign == ">>" || one.empty()) return false;
  const bool least = *plain == Sign::kLess || *plain == Sign::kGreaterEqual;
  out.push_back({*plain, least ? Least(one) : std::string(one)});
  return true;
}

std::optional<bool> ComposerAll(std::string_view text, std::string_view version) {
  std::vector<Bound> bounds;
  if (const std::size_t at = text.find(" - "); at != text.npos) {
    const std::string_view from = Trim(text.substr(0, at)), to = Trim(text.substr(at + 3));
    const auto numbers = NumbersOf(to);
    if (from.find(' ') != from.npos || to.find(' ') != to.npos || numbers.empty())
      return std::nullopt;
    bounds.push_back({Sign::kGreaterEqual, Least(from)});
    const bool whole = numbers.size() >= 3 || HasStability(to);
    bounds.push_back(whole ? Bound{Sign::kLessEqual, std::string(to)}
                           : Bound{Sign::kLess, Raised(numbers, numbers.size() - 1) + "-dev"});
    return HoldAll(VersionOrder::kComposer, bounds, version);
  }
  const std::string spaced = ReplaceAll(text, ",", " ");
  if (Words(spaced).empty()) return std::nullopt;
  for (const std::string_view one : Comparators(spaced)) {
    if (!AddComposer(one, bounds)) return std::nullopt;
  }
  return HoldAll(VersionOrder::kComposer, bounds, version);
}

// ---- RubyGems ----

// "1.2.3" to "1.3", "1" to "2"; words behind the numbers go first.
std::optional<std::string> Bumped(std::string_view text) {
  auto numbers = NumbersOf(text);
  if (numbers.empty()) return std::nullopt;
  if (numbers.size() > 1) numbers.pop_back();
  return Raised(numbers, numbers.size() - 1);
}

// Without what makes it a pre-release: everything from the first word on.
std::string ReleaseOf(std::string_view version) {
  const auto numbers = NumbersOf(version);
  return Join({numbers.begin(), numbers.end()}, ".");
}

}  // namespace

std::optional<bool> ComposerAdmits(std::string_view range, std::string_view version) {
  const std::string single = ReplaceAll(range, "||", "|");
  std::vector<std::optional<bool>> alternatives;
  for (const std::string_view one : SplitAt(single, "|")) {
    alternatives.push_back(ComposerAll(Trim(one), version));
  }
  return AnyOf(alternatives);
}

std::optional<bool> RubygemsAdmits(std::string_view range, std::string_view version) {
  std::vector<Bound> bounds;
  bool below = true;
  for (std::string_view one : Split(range, ',')) {
    one = Trim(one);
    const std::string_view sign = TakeSign(one);
    if (sign == "~>") {
      const auto bumped = Bumped(one);
      if (!bumped) return std::nullopt;
      bounds.push_back({Sign::kGreaterEqual, std::string(one)});
      const auto release =
          HoldAll(VersionOrder::kRubygems, {{Sign::kLess, *bumped}}, ReleaseOf(version));
      if (!release) return std::nullopt;
      below = below && *release;
      continue;
    }
    const auto plain = ReadSign(sign.empty() ? "=" : sign);
    if (!plain || sign == "==" || sign == "<<" || sign == ">>") return std::nullopt;
    bounds.push_back({*plain, std::string(one)});
  }
  const auto all = HoldAll(VersionOrder::kRubygems, bounds, version);
  return all ? std::optional(*all && below) : std::nullopt;
}

// "^>= 1.2.3" is from there to before 1.3: the first two numbers are the major version.
std::optional<bool> HackageAdmits(std::string_view range, std::string_view version) {
  std::vector<std::optional<bool>> alternatives;
  for (const std::string_view alternative : SplitAt(range, "||")) {
    std::vector<Bound> bounds;
    for (std::string_view one : SplitAt(alternative, "&&")) {
      one = Trim(one);
      const std::string_view sign = TakeSign(one);
      const auto numbers = NumbersOf(one);
      const auto plain = ReadSign(sign);
      const bool any_ending = one.ends_with(".*");
      if (numbers.empty() || (!plain && sign != "^>=")) return std::nullopt;
      if (sign == "^>=" || any_ending) {
        if (any_ending && sign != "==") return std::nullopt;
        const std::size_t place =
            any_ending ? numbers.size() - 1 : std::min<std::size_t>(numbers.size(), 2) - 1;
        if (any_ending) one.remove_suffix(2);
        bounds.push_back({Sign::kGreaterEqual, std::string(one)});
        const bool padded = !any_ending && numbers.size() == 1;
        bounds.push_back({Sign::kLess, padded ? std::string(one) + ".1" : Raised(numbers, place)});
        continue;
      }
      if (sign == "=" || *plain == Sign::kNotEqual) return std::nullopt;
      bounds.push_back({*plain, std::string(one)});
    }
    alternatives.push_back(HoldAll(VersionOrder::kHackage, bounds, version));
  }
  return AnyOf(alternatives);
}

}  // namespace avouch::notation
