#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "formats/limits.h"
#include "formats/manifest_reading.h"
#include "formats/sbom_shape_check.h"

namespace avouch::formats {
namespace {

using syntax::Node;

std::string Shown(std::string_view text) {
  return "'" + Printable(text.substr(0, kMaxNotedName)) + "'";
}

// A few words of a long list.
std::string Words(const Shape& shape) {
  std::string out;
  for (std::size_t i = 0; i < shape.parts.size(); ++i) {
    if (i == 12) return out + ", ...";
    out += (i == 0 ? "" : ", ") + shape.parts[i].word;
  }
  return out;
}

// The value as text that is equal for equal values.
void AppendValue(const Node& node, std::string& out) {
  if (node.is_map()) {
    out += '{';
    for (const auto& entry : node.entries()) {
      out.append(entry.key) += '\1';
      AppendValue(entry.value, out);
    }
    out += '}';
  } else if (node.is_list()) {
    out += '[';
    for (const auto& item : node.items()) AppendValue(item, out);
    out += ']';
  } else {
    out += node.is_text() ? '"' : '#';
    out += ScalarText(node);
    out += '\2';
  }
}

}  // namespace

void AddProblem(SbomValidation& out, std::uint32_t line, std::string where, std::string what) {
  if (out.problems.size() >= kMaxSbomProblems) {
    ++out.more;
    return;
  }
  out.problems.push_back({line, std::move(where), std::move(what)});
}

Status JsonShapes::Check(std::string_view root, const Node& node) {
  const Shape* shape = book_.Find(root);
  if (shape == nullptr) return Fail(ErrorKind::kInternal, "no shape " + std::string(root));
  (void)Fits(*shape, node);
  if (work_.left() == 0) return Fail(ErrorKind::kTooLarge, "an SBOM that takes too much work");
  return {};
}

bool JsonShapes::Wrong(const Node& node, std::string what) {
  if (tell_) AddProblem(out_, node.line(), where_.empty() ? "/" : where_, std::move(what));
  return false;
}

bool JsonShapes::Quietly(const Shape& shape, const Node& node) {
  const bool before = std::exchange(tell_, false);
  const bool fits = Fits(shape, node);
  tell_ = before;
  return fits;
}

bool JsonShapes::Fits(const Shape& shape, const Node& node) {
  if (!work_.Spend(1)) return false;
  const std::string& word = shape.word;
  if (word.starts_with('@')) {
    const Shape* row = book_.Find(std::string_view(word).substr(1));
    return row == nullptr || Fits(*row, node);
  }
  if (word == "any") return true;
  if (word == "s") return node.is_text() || Wrong(node, "must be a text");
  if (word == "b") return node.is_boolean() || Wrong(node, "must be true or false");
  if (word == "null") return node.is_null() || Wrong(node, "must be null");
  if (word == "i" || word == "n") return FitsNumber(shape, node);
  if (word == "e" || word == "p" || word == "f" || word == "l") return FitsText(shape, node);
  if (word == "a") return FitsList(shape, node);
  if (word == "o" || word == "om") return FitsObject(shape, node);
  if (word == "O" || word == "Om") return !node.is_map() || FitsObject(shape, node);
  if (word == "r") {
    bool all = true;
    for (const auto& key : shape.parts)
      if (node.is_map() && node.Find(key.word) == nullptr)
        all = Wrong(node, "'" + key.word + "' is missing");
    return all;
  }
  return FitsChoice(shape, node);
}

bool JsonShapes::FitsChoice(const Shape& shape, const Node& node) {
  if (shape.word == "&") {
    bool all = true;
    for (const auto& part : shape.parts) all = Fits(part, node) && all;
    return all;
  }
  if (shape.word == "!") {
    if (!Quietly(shape.parts[0], node)) return true;
    return Wrong(node, "has what excludes one another: " + Words(shape.parts[0]));
  }
  if (shape.word == "if") return Fits(shape.parts[Quietly(shape.parts[0], node) ? 1 : 2], node);
  std::size_t fitting = 0;
  for (const auto& part : shape.parts) fitting += Quietly(part, node) ? 1 : 0;
  if (fitting == 1 || (fitting > 1 && shape.word == "|")) return true;
  if (fitting > 1) return Wrong(node, "fits more than one of the forms that exclude one another");
  // The form that it comes nearest to says more than that none fits.
  if (tell_ && shape.parts.size() == 1) return Fits(shape.parts[0], node);
  return Wrong(node, "fits none of the forms that it may have");
}

bool JsonShapes::FitsText(const Shape& shape, const Node& node) {
  const std::string& what = shape.parts.empty() ? shape.word : shape.parts[0].word;
  if (shape.word == "e") {
    const std::string text = ScalarText(node);
    const bool scalar = !node.is_map() && !node.is_list();
    if (scalar && std::ranges::find(shape.parts, text, &Shape::word) != shape.parts.end())
      return true;
    return Wrong(node, Shown(text) + " is none of: " + Words(shape));
  }
  if (!node.is_text()) return Wrong(node, "must be a text");
  const std::string_view text = node.text();
  if (shape.word == "p")
    return HasPattern(what, text) || Wrong(node, Shown(text) + " is no " + what);
  if (shape.word == "f")
    return HasFormat(what, text) || Wrong(node, Shown(text) + " is no " + what);
  return text.size() >= static_cast<std::size_t>(shape.Number(0, 0)) || Wrong(node, "is too short");
}

bool JsonShapes::FitsNumber(const Shape& shape, const Node& node) {
  const bool integer = shape.word == "i";
  if (!node.is_integer() && (integer || !node.is_number()))
    return Wrong(node, integer ? "must be a whole number" : "must be a number");
  if (shape.parts.empty()) return true;
  const double value = node.is_integer() ? static_cast<double>(*node.integer())
                                         : std::strtod(std::string(node.number()).c_str(), nullptr);
  const bool low =
      shape.parts[0].word != "-" && value < std::strtod(shape.parts[0].word.c_str(), nullptr);
  const bool high = shape.parts.size() > 1 && shape.parts[1].word != "-" &&
                    value > std::strtod(shape.parts[1].word.c_str(), nullptr);
  return (!low && !high) || Wrong(node, "is out of bounds");
}

bool JsonShapes::FitsList(const Shape& shape, const Node& node) {
  if (!node.is_list()) return Wrong(node, "must be a list");
  bool fits = true;
  const auto least = static_cast<std::size_t>(shape.Number(0, 0));
  const auto most = static_cast<std::size_t>(shape.Number(1, 0));
  if (node.size() < least) fits = Wrong(node, "has too few items");
  if (most > 0 && node.size() > most) fits = Wrong(node, "has too many items");
  const std::size_t length = where_.size();
  std::unordered_set<std::string> seen;
  std::size_t at = 0;
  for (const auto& item : node.items()) {
    where_ += "/" + std::to_string(at++);
    fits = Fits(shape.parts[3], item) && fits;
    if (shape.parts[2].word == "u") {
      std::string value;
      AppendValue(item, value);
      if (!work_.Spend(value.size() / 16)) return false;
      if (!seen.insert(std::move(value)).second) fits = Wrong(item, "stands twice in its list");
    }
    where_.resize(length);
  }
  return fits;
}

bool JsonShapes::FitsObject(const Shape& shape, const Node& node) {
  if (!node.is_map()) return Wrong(node, "must be an object");
  bool fits = true;
  const bool closed = shape.word == "o" || shape.word == "O";
  const std::size_t length = where_.size();
  std::size_t known = 0;
  for (const auto& field : shape.parts) {  // (k key SHAPE) or (k key ! SHAPE)
    const bool required = field.parts.size() == 3;
    const std::string& key = field.parts[0].word;
    const Node* value = node.Find(key);
    if (value == nullptr) {
      if (required) fits = Wrong(node, "'" + key + "' is missing");
      continue;
    }
    ++known;
    where_.append(1, '/').append(key);
    fits = Fits(field.parts.back(), *value) && fits;
    where_.resize(length);
  }
  if (!closed || known == node.size()) return fits;
  for (const auto& entry : node.entries()) {
    const bool is_field = std::ranges::any_of(
        shape.parts, [&](const Shape& field) { return field.parts[0].word == entry.key; });
    if (!is_field) fits = Wrong(entry.value, Shown(entry.key) + " is no field here");
  }
  return fits;
}

}  // namespace avouch::formats
