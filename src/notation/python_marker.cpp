#include "notation/python_marker.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "base/text.h"
#include "notation/version_range.h"

namespace avouch::notation {
namespace {

using Truth = std::optional<bool>;  // Nullopt: not known

Truth And(Truth a, Truth b) {
  if (a == false || b == false) return false;
  return a && b ? Truth(true) : std::nullopt;
}

Truth Or(Truth a, Truth b) {
  if (a == true || b == true) return true;
  return a && b ? Truth(false) : std::nullopt;
}

enum class Kind { kEnd, kName, kText, kSign, kOpen, kClose, kWrong };

struct Token {
  Kind kind = Kind::kEnd;
  std::string_view text;
};

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '.';
}

// The next word of `rest`, which is cut off.
Token Next(std::string_view& rest) {
  while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t')) rest.remove_prefix(1);
  if (rest.empty()) return {};
  const auto take = [&](std::size_t size, Kind kind) {
    const Token out{kind, rest.substr(0, size)};
    rest.remove_prefix(size);
    return out;
  };
  const char first = rest.front();
  if (first == '(') return take(1, Kind::kOpen);
  if (first == ')') return take(1, Kind::kClose);
  if (first == '"' || first == '\'') {
    const std::size_t end = rest.find(first, 1);
    if (end == rest.npos) return {Kind::kWrong, {}};
    Token out = take(end + 1, Kind::kText);
    out.text = out.text.substr(1, out.text.size() - 2);
    return out;
  }
  std::size_t end = 0;
  while (end < rest.size() && IsNameByte(rest[end])) ++end;
  if (end > 0) return take(end, Kind::kName);
  while (end < rest.size() && std::string_view("<>=!~").contains(rest[end])) ++end;
  return end > 0 ? take(end, Kind::kSign) : Token{Kind::kWrong, {}};
}

std::vector<int> NumbersOf(std::string_view version) {
  std::vector<int> out;
  for (const auto part : Split(version, '.')) {
    int number = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), number);
    if (error != std::errc() || end != part.data() + part.size()) break;
    out.push_back(number);
  }
  return out;
}

// Of a version only the first numbers are known: whether `sign asked` holds for all that begin so.
Truth HoldsForAll(const std::vector<int>& known, std::string_view sign, std::string_view asked) {
  const std::vector<int> numbers = NumbersOf(asked);
  const std::size_t both = std::min(known.size(), numbers.size());
  if (both == 0) return std::nullopt;
  for (std::size_t i = 0; i < both; ++i) {
    if (known[i] == numbers[i]) continue;
    const bool less = known[i] < numbers[i];
    if (sign == "<" || sign == "<=") return less;
    if (sign == ">" || sign == ">=") return !less;
    if (sign == "==" || sign == "===") return false;
    if (sign == "!=") return true;
    // "~=3.8" takes 3.9, and neither 4.0 nor what is before it.
    if (sign == "~=") return !less && i > 0 && i + 1 == numbers.size();
    return std::nullopt;
  }
  if (numbers.size() > known.size()) return std::nullopt;
  if (sign == ">=") return true;
  if (sign == "<") return false;
  return std::nullopt;
}

std::string Turned(std::string_view sign) {
  std::string out(sign);
  for (char& c : out) c = c == '<' ? '>' : c == '>' ? '<' : c;
  return out;
}

std::string Normal(std::string_view name) {
  std::string out = Lower(name);
  for (char& c : out)
    if (c == '_' || c == '.') c = '-';
  return out;
}

class Reader {
 public:
  Reader(std::string_view text, const PythonEnvironment& environment, std::string_view extra)
      : rest_(text), environment_(environment), extra_(Normal(extra)) {
    Step();
  }

  // Nullopt too where it is no marker: nothing then tells.
  Truth Read() {
    const Truth out = Either(0);
    return wrong_ || token_.kind != Kind::kEnd ? std::nullopt : out;
  }

 private:
  void Step() { token_ = Next(rest_); }
  [[nodiscard]] bool At(std::string_view word) const {
    return token_.kind == Kind::kName && token_.text == word;
  }

  Truth Either(int depth) {
    Truth out = Both(depth);
    while (!wrong_ && At("or")) {
      Step();
      out = Or(out, Both(depth));
    }
    return out;
  }

  Truth Both(int depth) {
    Truth out = One(depth);
    while (!wrong_ && At("and")) {
      Step();
      out = And(out, One(depth));
    }
    return out;
  }

  Truth One(int depth) {
    if (token_.kind != Kind::kOpen) return Comparison();
    if (depth == kMaxMarkerDepth) return Wrong();
    Step();
    const Truth out = Either(depth + 1);
    if (token_.kind != Kind::kClose) return Wrong();
    Step();
    return out;
  }

  Truth Comparison() {
    const Token left = token_;
    Step();
    std::string sign(token_.text);
    if (token_.kind == Kind::kName) {
      if (sign == "not") {
        Step();
        if (!At("in")) return Wrong();
        sign = "not in";
      } else if (sign != "in") {
        return Wrong();
      }
    } else if (token_.kind != Kind::kSign) {
      return Wrong();
    }
    Step();
    const Token right = token_;
    const auto is_side = [](const Token& token) {
      return token.kind == Kind::kName || token.kind == Kind::kText;
    };
    if (!is_side(left) || !is_side(right)) return Wrong();
    Step();
    if (left.kind == Kind::kName && right.kind == Kind::kText)
      return Compare(left.text, sign, right.text, false);
    if (left.kind == Kind::kText && right.kind == Kind::kName)
      return Compare(right.text, Turned(sign), left.text, true);
    return std::nullopt;
  }

  // `turned`: the text stands first, which matters to "in" alone.
  [[nodiscard]] Truth Compare(std::string_view name, std::string_view sign, std::string_view text,
                              bool turned) const {
    if (name == "extra") return Text(extra_, sign, Normal(text), turned);
    if (name == "python_version" || name == "python_full_version") {
      const std::vector<int> known = NumbersOf(environment_.version);
      if (sign == "in" || sign == "not in") return std::nullopt;
      if (name == "python_version" && known.size() > 1 && sign != "===")
        return Admits(VersionOrder::kPypi, std::string(sign) + std::string(text),
                      environment_.version);
      return HoldsForAll(known, sign, text);
    }
    const std::string_view value = ValueOf(name);
    return value.empty() ? std::nullopt : Text(value, sign, text, turned);
  }

  // Of what is known; empty where it is not.
  [[nodiscard]] std::string_view ValueOf(std::string_view name) const {
    struct Row {
      std::string_view name, value;
      bool known;
    };
    const bool linux = environment_.linux, cpython = environment_.cpython;
    for (const Row& row :
         std::to_array<Row>({{"sys_platform", "linux", linux},
                             {"platform_system", "Linux", linux},
                             {"os_name", "posix", linux},
                             {"platform_python_implementation", "CPython", cpython},
                             {"python_implementation", "CPython", cpython},
                             {"implementation_name", "cpython", cpython}}))
      if (row.name == name && row.known) return row.value;
    return {};
  }

  static Truth Text(std::string_view value, std::string_view sign, std::string_view text,
                    bool turned) {
    if (sign == "==" || sign == "===") return value == text;
    if (sign == "!=") return value != text;
    const bool inside = turned ? value.contains(text) : text.contains(value);
    if (sign == "in") return inside;
    if (sign == "not in") return !inside;
    return std::nullopt;
  }

  Truth Wrong() {
    wrong_ = true;
    return std::nullopt;
  }

  std::string_view rest_;
  Token token_;
  const PythonEnvironment& environment_;
  std::string extra_;
  bool wrong_ = false;
};

}  // namespace

std::optional<bool> MarkerHolds(std::string_view marker, const PythonEnvironment& environment,
                                std::string_view extra) {
  if (marker.size() > kMaxMarkerText) return std::nullopt;
  return Reader(marker, environment, extra).Read();
}

}  // namespace avouch::notation
