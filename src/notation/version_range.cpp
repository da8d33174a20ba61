#include "notation/version_range.h"

#include <algorithm>

#include "base/text.h"
#include "notation/version_key_parts.h"
#include "notation/version_range_parts.h"
#include "notation/version_words.h"

namespace avouch::notation {
namespace {

bool Holds(Sign sign, std::strong_ordering order) {
  switch (sign) {
    case Sign::kLess:
      return order < 0;
    case Sign::kLessEqual:
      return order <= 0;
    case Sign::kEqual:
      return order == 0;
    case Sign::kNotEqual:
      return order != 0;
    case Sign::kGreaterEqual:
      return order >= 0;
    case Sign::kGreater:
      return order > 0;
  }
  return false;
}

}  // namespace

std::optional<bool> HoldAll(VersionOrder order, const std::vector<Bound>& bounds,
                            std::string_view version) {
  const auto key = KeyOf(order, version);
  if (!key) return std::nullopt;
  bool all = true;
  for (const Bound& bound : bounds) {
    const auto other = KeyOf(order, bound.version);
    if (!other) return std::nullopt;
    all = all && Holds(bound.sign, *key <=> *other);
  }
  return all;
}

std::optional<Sign> ReadSign(std::string_view text) {
  constexpr struct {
    std::string_view text;
    Sign sign;
  } kSigns[] = {
      {"<", Sign::kLess},          {"<<", Sign::kLess},   {"<=", Sign::kLessEqual},
      {"=", Sign::kEqual},         {"==", Sign::kEqual},  {"!=", Sign::kNotEqual},
      {">=", Sign::kGreaterEqual}, {">", Sign::kGreater}, {">>", Sign::kGreater},
  };
  const auto* found = std::ranges::find(kSigns, text, [](const auto& row) { return row.text; });
  return found == std::end(kSigns) ? std::nullopt : std::optional(found->sign);
}

std::string_view TakeSign(std::string_view& text, std::string_view set) {
  const std::string_view sign = text.substr(0, text.find_first_not_of(set));
  text = Trim(text.substr(sign.size()));
  return sign;
}

std::vector<std::string_view> SplitAt(std::string_view text, std::string_view between) {
  std::vector<std::string_view> out;
  for (std::size_t at = text.find(between); at != text.npos; at = text.find(between)) {
    out.push_back(text.substr(0, at));
    text.remove_prefix(at + between.size());
  }
  out.push_back(text);
  return out;
}

std::vector<std::string_view> Comparators(std::string_view text) {
  std::vector<std::string_view> out;
  bool open = false;  // The last one is a sign alone
  for (const std::string_view word : Words(text)) {
    if (open) {
      out.back() = {out.back().data(),
                    static_cast<std::size_t>(word.data() + word.size() - out.back().data())};
    } else {
      out.push_back(word);
    }
    open = word.find_first_not_of("<>=!~^") == word.npos;
  }
  return out;
}

std::optional<bool> AnyOf(const std::vector<std::optional<bool>>& alternatives) {
  bool any = false;
  for (const auto& one : alternatives) {
    if (!one) return std::nullopt;
    any = any || *one;
  }
  return any;
}

std::string Next(std::string_view digits) {
  std::string out(digits);
  for (std::size_t i = out.size(); i-- > 0;) {
    if (out[i] != '9') return ++out[i], out;
    out[i] = '0';
  }
  return "1" + out;
}

std::optional<bool> PlainAdmits(VersionOrder order, std::string_view range,
                                std::string_view version) {
  std::vector<Bound> bounds;
  for (std::string_view one : Split(range, ',')) {
    one = Trim(one);
    const auto sign = ReadSign(TakeSign(one));
    if (!sign) return std::nullopt;
    bounds.push_back({*sign, std::string(one)});
  }
  return HoldAll(order, bounds, version);
}

std::optional<bool> Admits(VersionOrder order, std::string_view range, std::string_view version) {
  range = Trim(range);
  version = Trim(version);
  if (range.size() > kMaxRangeText || !KeyOf(order, version)) return std::nullopt;
  switch (order) {
    case VersionOrder::kNpm:
      return NpmAdmits(range, version);
    case VersionOrder::kCargo:
      return CargoAdmits(range, version);
    case VersionOrder::kGo:
      return GoAdmits(range, version);
    case VersionOrder::kHex:
      return HexAdmits(range, version);
    case VersionOrder::kPub:
      return PubAdmits(range, version);
    case VersionOrder::kSwift:
      return SwiftAdmits(range, version);
    case VersionOrder::kPypi:
      return PypiAdmits(range, version);
    case VersionOrder::kMaven:
      return MavenAdmits(range, version);
    case VersionOrder::kGradle:
      return GradleAdmits(range, version);
    case VersionOrder::kNuget:
      return NugetAdmits(range, version);
    case VersionOrder::kComposer:
      return ComposerAdmits(range, version);
    case VersionOrder::kRubygems:
      return RubygemsAdmits(range, version);
    case VersionOrder::kHackage:
      return HackageAdmits(range, version);
    case VersionOrder::kDebian:
    case VersionOrder::kRpm:
    case VersionOrder::kAlpine:
    case VersionOrder::kCran:
    case VersionOrder::kSemver:
    case VersionOrder::kGeneric:
      return PlainAdmits(order, range, version);
  }
  return std::nullopt;
}

}  // namespace avouch::notation
