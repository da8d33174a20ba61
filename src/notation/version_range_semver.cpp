// Ranges over SemVer: npm's, Cargo's, Go's, Hex's, Pub's and Swift's.
//
// "^" and "~" and partial versions become bounds. An upper bound that is not written but meant
// is "2.0.0-0", the least of all that begin with 2.0.0, so that no pre-release of it slips in.

#include <algorithm>
#include <array>

#include "base/text.h"
#include "notation/version.h"
#include "notation/version_key_parts.h"
#include "notation/version_range_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

// "1.2.x", "1", "*", "1.2.3-rc.1+b": numbers up to the first that is open.
struct Partial {
  std::array<std::string_view, 3> numbers = {"0", "0", "0"};
  std::size_t given = 0;
  std::string_view pre;

  [[nodiscard]] std::string Tuple() const {
    return std::string(numbers[0]) + "." + std::string(numbers[1]) + "." + std::string(numbers[2]);
  }
  [[nodiscard]] std::string Text() const {
    return Tuple() + (pre.empty() ? "" : "-" + std::string(pre));
  }
  // 1.2.3 above 1 is 1.3.0.
  [[nodiscard]] std::string Above(std::size_t place) const {
    std::string out;
    for (std::size_t i = 0; i < 3; ++i) {
      out += (i > 0 ? "." : "") + (i < place    ? std::string(numbers[i])
                                   : i == place ? Next(numbers[i])
                                                : "0");
    }
    return out;
  }
  // The place of the first number that is not 0, or of the last that is given.
  [[nodiscard]] std::size_t Leading() const {
    std::size_t place = 0;
    while (place + 1 < given && IsZero(numbers[place])) ++place;
    return place;
  }
};

std::optional<Partial> ReadPartial(std::string_view text) {
  Partial out;
  if (text.starts_with('v') || text.starts_with('=')) text.remove_prefix(1);
  text = text.substr(0, text.find('+'));
  if (const std::size_t dash = text.find('-'); dash != text.npos) {
    out.pre = text.substr(dash + 1);
    text = text.substr(0, dash);
    if (out.pre.empty()) return std::nullopt;
  }
  const auto parts = Split(text, '.');
  if (parts.size() > 3) return std::nullopt;
  bool open = false;
  for (const std::string_view part : parts) {
    if (part == "*" || part == "x" || part == "X") {
      open = true;
    } else if (!IsDigits(part) || (part.size() > 1 && part[0] == '0')) {
      return std::nullopt;
    } else if (!open) {
      out.numbers[out.given++] = part;
    }
  }
  if (!out.pre.empty() && !IsSemver(out.Text())) return std::nullopt;
  return out.pre.empty() || out.given == 3 ? std::optional(out) : std::nullopt;
}

constexpr std::string_view kLeast = "-0";

// What `sign` and a version mean, as bounds. False for a sign that is none.
bool AddBounds(std::string_view sign, const Partial& at, std::vector<Bound>& out) {
  const auto from_to = [&](std::size_t place) {
    out.push_back({Sign::kGreaterEqual, at.Text()});
    out.push_back({Sign::kLess, at.Above(place) + std::string(kLeast)});
  };
  const bool whole = at.given == 3, any = at.given == 0;
  if (any && sign != "<" && sign != ">") {
    return sign.empty() || sign == "=" || sign == "^" || sign == "~" || sign == ">=" ||
           sign == "<=";
  }
  if (any) return out.push_back({Sign::kLess, "0.0.0-0"}), true;
  if (sign == "^") return from_to(at.Leading()), true;
  if (sign == "~") return from_to(at.given == 1 ? 0 : 1), true;
  const auto plain = ReadSign(sign.empty() ? "=" : sign);
  if (!plain) return false;
  if (whole || *plain == Sign::kGreaterEqual) return out.push_back({*plain, at.Text()}), true;
  const std::string above = at.Above(at.given - 1);
  switch (*plain) {
    case Sign::kEqual:
      return from_to(at.given - 1), true;
    case Sign::kGreater:
      return out.push_back({Sign::kGreaterEqual, above}), true;
    case Sign::kLess:
      return out.push_back({Sign::kLess, at.Text() + std::string(kLeast)}), true;
    case Sign::kLessEqual:
      return out.push_back({Sign::kLess, above + std::string(kLeast)}), true;
    default:
      return false;
  }
}

std::string_view WithoutBuild(std::string_view version) {
  if (version.starts_with('v') || version.starts_with('=')) version.remove_prefix(1);
  return version.substr(0, version.find('+'));
}
bool IsPrerelease(std::string_view version) {
  return WithoutBuild(version).find('-') != version.npos;
}
std::string_view TupleOf(std::string_view version) {
  version = WithoutBuild(version);
  return version.substr(0, version.find('-'));
}

// All bounds; a pre-release only where a bound is a pre-release of the same three numbers.
std::optional<bool> Within(VersionOrder order, const std::vector<Bound>& bounds,
                           std::string_view version) {
  const auto all = HoldAll(order, bounds, version);
  if (!all || !*all || !IsPrerelease(version)) return all;
  return std::ranges::any_of(bounds, [&](const Bound& bound) {
    return IsPrerelease(bound.version) && TupleOf(bound.version) == TupleOf(version);
  });
}

bool IsVersion(std::string_view version) {
  if (version.starts_with('v') || version.starts_with('=')) version.remove_prefix(1);
  return IsSemver(version);
}

// "1.2 - 2.3": from the first to the whole of the second.
std::optional<std::vector<Bound>> HyphenBounds(std::string_view text) {
  const std::size_t at = text.find(" - ");
  const auto from = ReadPartial(Trim(text.substr(0, at)));
  const auto to = ReadPartial(Trim(text.substr(at + 3)));
  std::vector<Bound> out;
  if (!from || !to || !AddBounds(">=", *from, out) || !AddBounds("<=", *to, out)) {
    return std::nullopt;
  }
  return out;
}

std::optional<std::vector<Bound>> NpmBounds(std::string_view text) {
  if (text.find(" - ") != text.npos) return HyphenBounds(text);
  std::vector<Bound> out;
  for (std::string_view one : Comparators(text)) {
    std::string_view sign = TakeSign(one);
    if (sign == "~>") sign = "~";
    const auto partial = ReadPartial(one);
    if (!partial || sign == "==" || sign == "!=" || sign == "<<" || sign == ">>" ||
        !AddBounds(sign, *partial, out)) {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace

std::optional<bool> NpmAdmits(std::string_view range, std::string_view version) {
  if (!IsVersion(version)) return std::nullopt;
  std::vector<std::optional<bool>> alternatives;
  for (const std::string_view one : SplitAt(range, "||")) {
    auto bounds = NpmBounds(Trim(one));
    if (bounds) {  // As node-semver: ">=0.0.0" is no bound, so 0.0.0-rc.1 is not below it.
      std::erase_if(*bounds, [](const Bound& bound) {
        return bound.sign == Sign::kGreaterEqual && bound.version == "0.0.0";
      });
    }
    alternatives.push_back(bounds ? Within(VersionOrder::kNpm, *bounds, version) : std::nullopt);
  }
  return AnyOf(alternatives);
}

std::optional<bool> CargoAdmits(std::string_view range, std::string_view version) {
  if (!IsVersion(version)) return std::nullopt;
  std::vector<Bound> bounds;
  for (std::string_view one : Split(range, ',')) {
    one = Trim(one);
    std::string_view sign = TakeSign(one);
    const auto partial = ReadPartial(one);
    const bool open = one.find_first_of("*xX") != one.npos && partial && partial->pre.empty();
    if (sign.empty()) sign = open ? "=" : "^";
    if (!partial || one.starts_with('v') || one.starts_with('=') || sign == "==" || sign == "!=" ||
        sign == "<<" || sign == ">>" || !AddBounds(sign, *partial, bounds)) {
      return std::nullopt;
    }
  }
  return Within(VersionOrder::kCargo, bounds, version);
}

// A requirement is the least version; nothing newer under the same path is refused.
std::optional<bool> GoAdmits(std::string_view range, std::string_view version) {
  if (!range.starts_with('v') || !IsSemver(range.substr(1)) || !IsVersion(version)) {
    return std::nullopt;
  }
  return HoldAll(VersionOrder::kGo, {{Sign::kGreaterEqual, std::string(range)}}, version);
}

std::optional<bool> HexAdmits(std::string_view range, std::string_view version) {
  if (!IsVersion(version)) return std::nullopt;
  std::vector<std::optional<bool>> alternatives;
  for (const std::string_view alternative : SplitAt(range, " or ")) {
    std::vector<Bound> bounds;
    bool names_pre = false;
    for (std::string_view one : SplitAt(alternative, " and ")) {
      one = Trim(one);
      const std::string_view sign = TakeSign(one);
      const auto partial = ReadPartial(one);
      if (!partial || one.find_first_of("*xX") < one.find('-')) return std::nullopt;
      names_pre = names_pre || !partial->pre.empty();
      if (sign == "~>" && partial->given >= 2) {
        bounds.push_back({Sign::kGreaterEqual, partial->Text()});
        bounds.push_back({Sign::kLess, partial->Above(partial->given - 2) + std::string(kLeast)});
      } else if (partial->given != 3 || !AddBounds(sign, *partial, bounds) || sign == "^" ||
                 sign == "~") {
        return std::nullopt;
      }
    }
    auto within = HoldAll(VersionOrder::kHex, bounds, version);
    if (within && IsPrerelease(version) && !names_pre) within = false;
    alternatives.push_back(within);
  }
  return AnyOf(alternatives);
}

// Pre-releases are versions like others, but for those of an upper bound that is none itself.
std::optional<bool> PubAdmits(std::string_view range, std::string_view version) {
  if (!IsVersion(version)) return std::nullopt;
  if (range == "any") return true;
  std::vector<Bound> bounds;
  std::string least;
  for (std::string_view one : Comparators(range)) {
    const std::string_view sign = TakeSign(one);
    const auto partial = ReadPartial(one);
    if (!partial || partial->given != 3) return std::nullopt;
    if (sign == "^") {
      bounds.push_back({Sign::kGreaterEqual, std::string(one)});
      const std::size_t place = IsZero(partial->numbers[0]) ? 1 : 0;
      bounds.push_back({Sign::kLess, partial->Above(place) + std::string(kLeast)});
      continue;
    }
    const auto plain = ReadSign(sign.empty() ? "=" : sign);
    if (!plain || sign == "=" || sign == "==" || *plain == Sign::kNotEqual || sign == "<<" ||
        sign == ">>") {
      return std::nullopt;
    }
    bounds.push_back({sign.empty() ? Sign::kEqual : *plain, std::string(one)});
    if (*plain == Sign::kGreaterEqual || *plain == Sign::kGreater) least = one;
  }
  if (bounds.empty()) return std::nullopt;
  for (Bound& bound : bounds) {
    const bool keeps = IsPrerelease(bound.version) ||
                       (IsPrerelease(least) && TupleOf(least) == TupleOf(bound.version));
    if (bound.sign == Sign::kLess && !keeps && bound.version.find('+') == std::string::npos) {
      bound.version += kLeast;
    }
  }
  return HoldAll(VersionOrder::kPub, bounds, version);
}

// "1.2.3..<2.0.0" and "1.2.3...1.9.9". No pre-release but of a bound that is one.
std::optional<bool> SwiftAdmits(std::string_view range, std::string_view version) {
  const bool closed = range.find("..<") == range.npos;
  const auto sides = SplitAt(range, closed ? "..." : "..<");
  if (sides.size() != 2 || !IsVersion(version)) return std::nullopt;
  const std::string_view from = Trim(sides[0]), to = Trim(sides[1]);
  if (!IsSemver(from) || !IsSemver(to)) return std::nullopt;
  return Within(VersionOrder::kSwift,
                {{Sign::kGreaterEqual, std::string(from)},
                 {closed ? Sign::kLessEqual : Sign::kLess, std::string(to)}},
                version);
}

}  // namespace avouch::notation
