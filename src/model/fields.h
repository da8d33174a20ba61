// How a value lists its fields, once: the codec (statement/codec.h) writes and
// reads observations from this list, so no struct is mirrored by hand.
//
// AVOUCH_FIELDS(a, b) inside a struct names its fields in order; JSON keys are
// the same words with '-' for '_'. AVOUCH_NAMES(E, "x", "y") after an enum
// gives its values their only spelling. Any thread.

#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

#define AVOUCH_PARENS ()
#define AVOUCH_EXPAND(...) AVOUCH_EXPAND3(AVOUCH_EXPAND3(AVOUCH_EXPAND3(__VA_ARGS__)))
#define AVOUCH_EXPAND3(...) AVOUCH_EXPAND2(AVOUCH_EXPAND2(AVOUCH_EXPAND2(__VA_ARGS__)))
#define AVOUCH_EXPAND2(...) AVOUCH_EXPAND1(AVOUCH_EXPAND1(AVOUCH_EXPAND1(__VA_ARGS__)))
#define AVOUCH_EXPAND1(...) __VA_ARGS__
#define AVOUCH_EACH_FIELD(name, ...) \
  visit(#name, self.name);           \
  __VA_OPT__(AVOUCH_EACH_AGAIN AVOUCH_PARENS(__VA_ARGS__))
#define AVOUCH_EACH_AGAIN() AVOUCH_EACH_FIELD

#define AVOUCH_FIELDS(...)                        \
  template <class Self, class Visit>              \
  static void Fields(Self& self, Visit& visit) {  \
    AVOUCH_EXPAND(AVOUCH_EACH_FIELD(__VA_ARGS__)) \
  }

#define AVOUCH_NAMES(Enum, ...)                                                           \
  constexpr auto NamesOf(Enum) { return std::to_array<std::string_view>({__VA_ARGS__}); } \
  constexpr std::string_view Name(Enum value) {                                           \
    return NamesOf(value)[static_cast<std::size_t>(value)];                               \
  }

namespace avouch::model {

// A list that is written only when something is in it: what most values do not have
// leaves their bytes as they were.
template <class T>
struct IfAny : std::vector<T> {
  using std::vector<T>::vector;
};

// A mark that is written only when it is set: what most values do not have leaves their bytes
// as they were.
struct IfSet {
  bool value = false;

  constexpr IfSet() = default;
  constexpr IfSet(bool set) : value(set) {}
  constexpr operator bool() const { return value; }
  bool operator==(const IfSet&) const = default;
};

// The value spelt `name`, or nothing.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> FromName(std::string_view name) {
  constexpr auto names = NamesOf(Enum{});
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace avouch::model
