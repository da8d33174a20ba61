#include "formats/circleci_scope.h"

#include "base/text.h"
#include "formats/limits.h"

namespace avouch::formats {
namespace {

using syntax::Node;

// "x" of "<< x >>", when the whole text is one such word.
std::string_view OnlyWord(std::string_view text) {
  text = Trim(text);
  if (!text.starts_with("<<") || !text.ends_with(">>") || text.size() < 4) return {};
  text = Trim(text.substr(2, text.size() - 4));
  return text.find("<<") == text.npos ? text : std::string_view();
}

std::optional<bool> AsTruth(std::string_view text) {
  if (text.find("<<") != text.npos) return std::nullopt;
  return !text.empty() && text != "false" && text != "0" && text != "null";
}

}  // namespace

CircleScope::CircleScope(const Node& pipeline_parameters) {
  for (const auto& entry : pipeline_parameters.entries())
    if (const Node& value = entry.value["default"]; value.is_scalar())
      texts_["pipeline.parameters." + std::string(entry.key)] = value.AsText();
}

CircleScope::CircleScope(const Node& declared, const Node& given, const CircleScope& from) {
  for (const auto& [name, text] : from.texts_)
    if (name.starts_with("pipeline.")) texts_[name] = text;
  auto set = [&](std::string_view key, const Node& value, const CircleScope& scope) {
    std::string name = "parameters." + std::string(key);
    if (value.is_list()) {
      steps_[name] = {&value, &scope};
      return;
    }
    if (Steps steps = scope.StepsOf(value.text()); steps.node != nullptr) steps_[name] = steps;
    texts_[name] = scope.Fill(value.AsText());
  };
  for (const auto& entry : declared.entries())
    if (const Node& value = entry.value["default"]; value.present()) set(entry.key, value, from);
  for (const auto& entry : given.entries())
    if (declared[entry.key].present()) set(entry.key, entry.value, from);
}

std::string CircleScope::Fill(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t open = text.find("<<", at), close = text.find(">>", open);
    if (open == text.npos || close == text.npos || out.size() > kMaxExpanded)
      return out += text.substr(at);
    out += text.substr(at, open - at);
    auto known = texts_.find(Trim(text.substr(open + 2, close - open - 2)));
    out += known != texts_.end() ? std::string_view(known->second)
                                 : text.substr(open, close + 2 - open);
    at = close + 2;
  }
  return out;
}

CircleScope::Steps CircleScope::StepsOf(std::string_view text) const {
  auto at = steps_.find(OnlyWord(text));
  return at == steps_.end() ? Steps() : at->second;
}

std::optional<bool> CircleScope::Holds(const Node& condition) const {
  if (condition.is_scalar() || condition.is_null()) return AsTruth(Fill(condition.AsText()));
  if (const Node& inner = condition["not"]; inner.present()) {
    auto holds = Holds(inner);
    return holds ? std::optional(!*holds) : std::nullopt;
  }
  if (const Node& equal = condition["equal"]; equal.size() == 2) {
    std::string left = Fill(equal.At(0).AsText()), right = Fill(equal.At(1).AsText());
    if (left.find("<<") != left.npos || right.find("<<") != right.npos) return std::nullopt;
    return left == right;
  }
  for (std::string_view word : {"and", "or"}) {
    if (!condition[word].is_list()) continue;
    const bool settles = word == "or";  // One that holds settles "or", one that does not "and".
    bool unknown = false;
    for (const auto& item : condition[word].items()) {
      auto holds = Holds(item);
      if (holds == settles) return settles;
      unknown |= !holds;
    }
    return unknown ? std::nullopt : std::optional(!settles);
  }
  return std::nullopt;
}

std::string CircleScope::Value(std::string_view name) const {
  auto at = texts_.find("parameters." + std::string(name));
  return at == texts_.end() ? std::string() : at->second;
}

}  // namespace avouch::formats
