#include "formats/shell_variables.h"

#include <algorithm>

#include "base/text.h"
#include "formats/shell_input.h"
#include "formats/shell_words.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxHeld = 256, kMaxValue = 4'096;  // Names, bytes of each value
constexpr std::size_t kMaxFilled = 64 * 1024;             // Bytes of a word

bool IsNameOf(char c, bool first) {
  return ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || (!first && c >= '0' && c <= '9');
}

// The name behind the dollar at `at`, and the end of "$NAME" or "${NAME}"; an empty name where
// something else stands there.
std::pair<std::string_view, std::size_t> NameAt(std::string_view word, std::size_t at) {
  const bool braced = at + 1 < word.size() && word[at + 1] == '{';
  const std::size_t from = at + (braced ? 2 : 1);
  std::size_t end = from;
  const bool digit = from < word.size() && word[from] >= '0' && word[from] <= '9';
  if (digit) {
    ++end;
    while (braced && end < word.size() && word[end] >= '0' && word[end] <= '9') ++end;
  } else {
    while (end < word.size() && IsNameOf(word[end], end == from)) ++end;
  }
  if (braced && (end >= word.size() || word[end] != '}')) return {{}, from};
  return {word.substr(from, end - from), end + (braced ? 1 : 0)};
}

// Each "$NAME" for which `of` has a text, as that text.
template <class Of>
std::string FillWith(std::string_view word, Of of) {
  std::string out;
  for (std::size_t at = 0; at < word.size();) {
    const std::size_t dollar = std::min(word.find('$', at), word.size());
    out += word.substr(at, dollar - at);
    if (dollar == word.size()) break;
    const auto [name, end] = NameAt(word, dollar);
    const std::string value = name.empty() ? std::string() : of(name);
    const bool fills = !value.empty() && out.size() + value.size() <= kMaxFilled;
    out += fills ? std::string_view(value) : word.substr(dollar, end - dollar);
    at = end;
  }
  return out;
}

}  // namespace

bool IsWithin(const std::vector<int>& inner, const std::vector<int>& outer) {
  return outer.size() <= inner.size() && std::equal(outer.begin(), outer.end(), inner.begin());
}

ShellHeld::ShellHeld(const ShellVariables& variables) {
  for (const auto& [name, value] : variables)
    if (values_.size() < kMaxHeld && value.size() <= kMaxValue)
      values_.emplace(name, Value{value, {}});
}

void ShellHeld::Put(std::string name, std::string value, const std::vector<int>& within) {
  const bool computed =
      value.size() > kMaxValue || value.find("$(") != value.npos || value.find('`') != value.npos;
  if (computed) value.clear();
  if (values_.size() >= kMaxHeld && !values_.contains(name)) return;
  values_[std::move(name)] = {std::move(value), within};
}

void ShellHeld::Set(std::string_view setting, const std::vector<int>& within) {
  const std::size_t equals = setting.find('=');
  if (equals == setting.npos) return;
  std::string name(setting.substr(0, equals)), value(setting.substr(equals + 1));
  if (name.ends_with('+')) name.pop_back(), value.clear();
  // "X=${X:-a}" is what it was, or a; "$X" of itself says nothing.
  if (value.find('$' + name) != value.npos || value.find("${" + name) != value.npos) value.clear();
  Put(std::move(name), std::move(value), within);
}

void ShellHeld::SetAlias(std::string_view setting, const std::vector<int>& within) {
  const std::size_t equals = setting.find('=');
  if (equals != setting.npos)
    Put("alias " + std::string(setting.substr(0, equals)), std::string(setting.substr(equals + 1)),
        within);
}

std::string ShellHeld::Of(std::string_view name, const std::vector<int>& within) const {
  const auto at = values_.find(name);
  return at != values_.end() && IsWithin(within, at->second.within) ? at->second.text
                                                                    : std::string();
}

std::string ShellHeld::Alias(std::string_view name, const std::vector<int>& within) const {
  return Of("alias " + std::string(name), within);
}

std::string ShellHeld::Fill(std::string_view word, const std::vector<int>& within) const {
  if (word.find('$') == word.npos) return std::string(word);
  return FillWith(word, [&](std::string_view name) { return Of(name, within); });
}

void ShellHeld::Take(const Command& command) {
  const auto& words = command.words;
  for (const auto& setting : command.settings)
    if (words.empty()) Set(setting, command.within);
  if (words.empty()) return;
  const bool alias = words[0] == "alias";
  if (!alias && !(words[0] == "local" || words[0] == "declare" || words[0] == "readonly" ||
                  words[0] == "typeset"))
    return;
  for (std::size_t i = 1; i < words.size(); ++i)
    alias ? SetAlias(words[i], command.within) : Set(words[i], command.within);
}

void ReplaceProgram(Command& command, const ShellHeld& variables) {
  auto& words = command.words;
  const std::string_view name = WholeVariable(words[0]);
  const std::string value =
      name.empty() ? variables.Alias(words[0], command.within) : variables.Of(name, command.within);
  const auto held = Words(value);
  if (held.empty()) words[0] = variables.Fill(words[0], command.within);
  if (held.empty() || value.find_first_of("`(") != value.npos || held[0].starts_with('$')) return;
  std::vector<std::string> all(held.begin(), held.end());
  all.insert(all.end(), words.begin() + 1, words.end());
  words = std::move(all);
  Unwrap(command);
  if (words.empty()) words = {"true"};
}

std::vector<ShellToken> BodyOf(const std::vector<ShellToken>& body,
                               const std::vector<std::string>& words) {
  std::vector<ShellToken> out;
  out.reserve(body.size());
  const auto given = [&](std::string_view name) {
    if (name[0] < '1' || name[0] > '9' || name.size() > 2) return std::string();
    const auto at = static_cast<std::size_t>(std::stoi(std::string(name)));
    return at < words.size() ? words[at] : std::string();
  };
  for (const auto& token : body) {
    if (!token.is_operator && !token.is_plain && (token.text == "$@" || token.text == "$*")) {
      for (std::size_t i = 1; i < words.size(); ++i) {
        out.push_back(token);
        out.back().text = words[i];
      }
      continue;
    }
    out.push_back(token);
    if (token.is_operator || token.is_plain || token.text.find('$') == token.text.npos) continue;
    out.back().text = FillWith(token.text, given);
    out.back().inside = FillWith(token.inside, given);
  }
  return out;
}

}  // namespace avouch::formats
