#include "statement/shape.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/digest.h"
#include "base/path.h"
#include "base/text.h"
#include "base/time.h"

namespace avouch::statement {
namespace {

using syntax::Node;

constexpr long long kHoursPerDay = 24, kDaysPerYear = 365;
constexpr const char* kDayPattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
constexpr const char* kClockPattern =
    "[0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?([Zz]|[+-][0-9]{2}:[0-9]{2})";

std::string Quoted(std::string_view text) { return "'" + Printable(text.substr(0, 80)) + "'"; }

class Checker {
 public:
  explicit Checker(std::string_view file) : file_(file) {}

  // `name` is how the value is called in an error. Recursion is as deep as the table.
  [[nodiscard]] Status Check(const Node& node, const Shape& shape, std::string_view name) {
    switch (shape.form) {
      case Form::kMap:
        return CheckMap(node, shape, name);
      case Form::kTable:
        return CheckTable(node, shape, name);
      case Form::kList:
        return CheckList(node, shape, name);
      case Form::kInteger:
        return CheckInteger(node, shape, name);
      case Form::kEither:
        return node.is_map() ? CheckMap(node, shape, name) : Check(node, *shape.item, name);
      default:
        if (node.text().size() > text_left_) return Bad(node.place(), "aliases repeat too much");
        text_left_ -= node.text().size();
        return CheckText(node, shape, name);
    }
  }

 private:
  std::unexpected<Error> Bad(syntax::Place place, std::string what, std::string hint = {}) const {
    return Fail(ErrorKind::kConfiguration, std::move(what), WhereIn(file_, place), std::move(hint));
  }
  std::unexpected<Error> Wants(const Node& node, std::string_view name,
                               std::string_view what) const {
    return Bad(node.place(), Quoted(name) + " wants " + std::string(what));
  }

  Status CheckMap(const Node& node, const Shape& shape, std::string_view name) {
    if (!node.is_map()) return Wants(node, name, "keys and values");
    std::vector<std::string_view> known;
    for (const Key& key : shape.keys) known.push_back(key.name);
    for (const auto& entry : node.entries()) {
      const auto key = std::ranges::find(shape.keys, entry.key, &Key::name);
      if (key == shape.keys.end()) return UnknownKey(entry, known);
      AVOUCH_CHECK_OK(Check(entry.value, *key->shape, key->name));
    }
    for (const Key& key : shape.keys) {
      if (key.required && node.Find(key.name) == nullptr) {
        return Bad(node.place(), Quoted(name) + " lacks " + Quoted(key.name));
      }
    }
    return {};
  }

  Status UnknownKey(const Node::Entry& entry, std::span<const std::string_view> known) const {
    const std::string_view nearest = Nearest(entry.key, known);
    return Bad(entry.place, "unknown key " + Quoted(entry.key),
               nearest.empty() ? "known here: " + JoinNames(known)
                               : "did you mean " + Quoted(nearest) + "?");
  }

  Status CheckTable(const Node& node, const Shape& shape, std::string_view name) {
    if (!node.is_map()) return Wants(node, name, "keys and values");
    for (const auto& entry : node.entries()) {
      AVOUCH_CHECK_OK(Check(entry.value, *shape.item, entry.key));
    }
    return {};
  }

  Status CheckList(const Node& node, const Shape& shape, std::string_view name) {
    if (!node.is_list()) return Wants(node, name, "a list, such as [a, b]");
    for (const Node& item : node.items()) AVOUCH_CHECK_OK(Check(item, *shape.item, name));
    return {};
  }

  Status CheckInteger(const Node& node, const Shape& shape, std::string_view name) const {
    const auto value = node.integer();
    if (value && *value >= shape.low && *value <= shape.high) return {};
    if (shape.low == shape.high) return Wants(node, name, std::to_string(shape.low));
    return Wants(
        node, name,
        "a whole number from " + std::to_string(shape.low) + " to " + std::to_string(shape.high));
  }

  Status CheckText(const Node& node, const Shape& shape, std::string_view name) const {
    const std::string text = node.AsText();
    if (!node.is_scalar() || node.is_boolean() || Trim(text).empty()) {
      return Wants(node, name, shape.form == Form::kChoice ? OneOf(shape.choices) : "text");
    }
    switch (shape.form) {
      case Form::kChoice:
        return CheckChoice(node, text, shape, name);
      case Form::kDuration:
        return HoursOf(text) ? Status() : Wants(node, name, "a time such as 24h, 14d or 1y");
      case Form::kDate:
        return ParseDate(text) ? Status() : Wants(node, name, "a date such as 2026-11-24");
      case Form::kPath:
        return IsInside(text) ? Status() : Wants(node, name, "a path inside the repository");
      case Form::kPlace:
        return text.starts_with("https://") || IsInside(text)
                   ? Status()
                   : Wants(node, name, "a path inside the repository, or an https:// address");
      case Form::kClaim:
        return IsClaim(text) ? Status() : Wants(node, name, "the number of a claim, such as 1.2.2");
      case Form::kTime:
        return ParseTime(text) ? Status()
                               : Wants(node, name, "a date or a time, such as 2026-11-24T08:10Z");
      case Form::kMoment:
        return text.contains(':') && ParseTime(text)
                   ? Status()
                   : Wants(node, name, "a time of day, such as 2026-11-24T08:10Z");
      case Form::kDigest:
        return ParseDigest(text) ? Status() : Wants(node, name, "a SHA-256: 64 hexadecimal digits");
      default:
        return {};
    }
  }

  Status CheckChoice(const Node& node, std::string_view text, const Shape& shape,
                     std::string_view name) const {
    if (std::ranges::find(shape.choices, text) != shape.choices.end()) return {};
    const std::string_view nearest = Nearest(text, shape.choices);
    return Bad(node.place(),
               Quoted(name) + " cannot be " + Quoted(text) + ": " + OneOf(shape.choices),
               nearest.empty() ? "" : "did you mean " + Quoted(nearest) + "?");
  }

  static std::string JoinNames(std::span<const std::string_view> names) {
    std::string out;
    for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + std::string(name);
    return out;
  }
  static std::string OneOf(std::span<const std::string_view> choices) {
    return "one of " + JoinNames(choices);
  }
  static bool IsInside(std::string_view path) {
    if (path.starts_with('/') || path.contains('\0')) return false;
    return path == "." || path == "./" || !ResolvePath("", path).empty();
  }
  static bool IsClaim(std::string_view text) {
    const auto digit = [&](std::size_t i) { return text[i] >= '1' && text[i] <= '9'; };
    return text.size() == 5 && digit(0) && text[1] == '.' && digit(2) && text[3] == '.' && digit(4);
  }

  std::string_view file_;
  std::size_t text_left_ = kMaxShapeText;
};

// Letters to change, add, drop or swap with the next one. Words are short.
std::size_t Distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> cost(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t k = 0; k <= b.size(); ++k) {
      if (i == 0 || k == 0) {
        cost[i][k] = i + k;
        continue;
      }
      const std::size_t change = cost[i - 1][k - 1] + (a[i - 1] == b[k - 1] ? 0 : 1);
      cost[i][k] = std::min({cost[i - 1][k] + 1, cost[i][k - 1] + 1, change});
      const bool swapped = i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1];
      if (swapped) cost[i][k] = std::min(cost[i][k], cost[i - 2][k - 2] + 1);
    }
  }
  return cost[a.size()][b.size()];
}

Node TextSchema(std::string_view pattern) {
  return Node::Map().Set("type", "string").Set("pattern", pattern);
}

// Text that a number may stand for: YAML reads 16 as a number and 3.12.1 as
// text, and both are versions or names of folders. A pattern binds text only.
Node ScalarSchema(std::string_view pattern) {
  return Node::Map().Set("type", Node::List().Add("string").Add("number")).Set("pattern", pattern);
}

Node SchemaNode(const Shape& shape);

Node MapSchema(const Shape& shape) {
  Node properties = Node::Map(), required = Node::List();
  for (const Key& key : shape.keys) {
    Node property = SchemaNode(*key.shape);
    if (!key.says.empty()) property.Set("description", key.says);
    if (!key.duty.empty()) property.Set("x-duty", key.duty);
    properties.Append(key.name, std::move(property));
    if (key.required) required.Add(key.name);
  }
  Node node = Node::Map().Set("type", "object").Set("properties", std::move(properties));
  if (!required.empty()) node.Set("required", std::move(required));
  return std::move(node).Set("additionalProperties", Node::Boolean(false));
}

Node SchemaNode(const Shape& shape) {
  switch (shape.form) {
    case Form::kMap:
      return MapSchema(shape);
    case Form::kTable:
      return Node::Map().Set("type", "object").Set("additionalProperties", SchemaNode(*shape.item));
    case Form::kList:
      return Node::Map().Set("type", "array").Set("items", SchemaNode(*shape.item));
    case Form::kInteger:
      return Node::Map()
          .Set("type", "integer")
          .Set("minimum", Node::Integer(shape.low))
          .Set("maximum", Node::Integer(shape.high));
    case Form::kChoice: {
      Node choices = Node::List();
      for (const std::string_view choice : shape.choices) choices.Add(choice);
      return Node::Map().Set("enum", std::move(choices));
    }
    case Form::kDuration:
      return TextSchema("^[1-9][0-9]{0,5}[hdy]$");
    case Form::kDate:
      return TextSchema("^" + std::string(kDayPattern) + "$");
    case Form::kClaim:
      return TextSchema("^[1-9]\\.[1-9]\\.[1-9]$");
    case Form::kTime:
      return TextSchema("^" + std::string(kDayPattern) + "([Tt ]" + kClockPattern + ")?$");
    case Form::kMoment:
      return TextSchema("^" + std::string(kDayPattern) + "[Tt ]" + kClockPattern + "$");
    case Form::kDigest:
      return ScalarSchema("^[0-9a-fA-F]{64}$");
    case Form::kEither:
      return Node::Map().Set("anyOf",
                             Node::List().Add(SchemaNode(*shape.item)).Add(MapSchema(shape)));
    case Form::kPath:
      return ScalarSchema("^(?=[\\s\\S]*\\S)[^/]");
    case Form::kPlace:
      return ScalarSchema("^(?=[\\s\\S]*\\S)[^/]");
    case Form::kText:
      break;
  }
  return ScalarSchema("\\S");
}

}  // namespace

Status CheckShape(const Node& node, const Shape& shape, std::string_view file) {
  return Checker(file).Check(node, shape, file);
}

Node SchemaOf(const Shape& shape, std::string_view id, std::string_view title) {
  Node node = Node::Map()
                  .Set("$schema", "https://json-schema.org/draft/2020-12/schema")
                  .Set("$id", id)
                  .Set("title", title);
  const Node schema = SchemaNode(shape);
  for (const auto& entry : schema.entries()) node.Append(entry.key, entry.value.Clone());
  return node;
}

std::string WhereIn(std::string_view file, syntax::Place place) {
  return std::string(file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string_view Nearest(std::string_view word, std::span<const std::string_view> words) {
  constexpr std::size_t kLongest = 40;  // Nobody misspells a key into more.
  if (word.size() > kLongest) return {};
  std::string_view best;
  std::size_t least = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string_view candidate : words) {
    const std::size_t distance = Distance(Lower(word), candidate);
    if (distance < least) least = distance, best = candidate;
  }
  return best;
}

std::optional<long long> HoursOf(std::string_view duration) {
  constexpr std::size_t kMostDigits = 6;
  if (duration.size() < 2 || duration.size() > kMostDigits + 1) return std::nullopt;
  long long number = 0;
  const char* last = duration.data() + duration.size() - 1;
  const auto [end, error] = std::from_chars(duration.data(), last, number);
  if (error != std::errc() || end != last || number <= 0) return std::nullopt;
  switch (*last) {
    case 'h':
      return number;
    case 'd':
      return number * kHoursPerDay;
    case 'y':
      return number * kHoursPerDay * kDaysPerYear;
    default:
      return std::nullopt;
  }
}

}  // namespace avouch::statement
