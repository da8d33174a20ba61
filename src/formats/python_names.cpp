#include "formats/python_names.h"

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "notation/version_key.h"

namespace avouch::formats {
namespace {

std::optional<std::strong_ordering> Compare(std::string_view a, std::string_view b) {
  return notation::CompareVersionsIn(notation::VersionOrder::kPypi, a, b);
}

// "1.2" of "1.2.*" is how "1.2.3" and "1.2" start.
bool StartsWith(std::string_view version, std::string_view prefix) {
  return version.starts_with(prefix) &&
         (version.size() == prefix.size() || version[prefix.size()] == '.');
}

// The version at which "^1.2.3" or "~=1.2.3" ends: the number `which` counted up by one.
std::string NextAt(std::string_view version, std::size_t which) {
  std::vector<std::string_view> numbers = Split(version, '.');
  numbers.resize(std::min(numbers.size(), which + 1));
  std::string out;
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i > 0) out += '.';
    if (i + 1 < numbers.size()) {
      out += numbers[i];
      continue;
    }
    int number = 0;
    for (const char c : numbers[i].substr(0, 8))
      if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
    out += std::to_string(number + 1);
  }
  return out;
}

bool Between(std::string_view version, std::string_view from, const std::string& below) {
  const auto low = Compare(version, from), high = Compare(version, below);
  return !low || !high || (*low >= 0 && *high < 0);
}

bool Admits(std::string_view clause, std::string_view version) {
  const std::size_t end = clause.find_first_not_of("<>=!~^");
  if (end == clause.npos) return true;
  const std::string_view sign = clause.substr(0, end), wanted = Trim(clause.substr(end));
  if (wanted == "*") return true;
  if (wanted.ends_with(".*")) {
    const bool same = StartsWith(version, wanted.substr(0, wanted.size() - 2));
    return sign == "!=" ? !same : same;
  }
  const std::size_t numbers = Split(wanted, '.').size();
  if (sign == "~=") return Between(version, wanted, NextAt(wanted, numbers < 2 ? 0 : numbers - 2));
  if (sign == "~") return Between(version, wanted, NextAt(wanted, numbers < 2 ? 0 : 1));
  if (sign == "^") {
    std::size_t first = 0;
    for (const auto part : Split(wanted, '.')) {
      if (part != "0" || first + 1 == numbers) break;
      ++first;
    }
    return Between(version, wanted, NextAt(wanted, first));
  }
  const auto order = Compare(version, wanted);
  if (!order) return true;
  if (sign == ">=") return *order >= 0;
  if (sign == "<=") return *order <= 0;
  if (sign == ">") return *order > 0;
  if (sign == "<") return *order < 0;
  if (sign == "!=") return *order != 0;
  return *order == 0;
}

}  // namespace

std::string PythonName(std::string_view name) {
  std::string out;
  out.reserve(name.size());
  for (const char c : name) {
    if (c != '-' && c != '_' && c != '.')
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    else if (!out.ends_with('-'))
      out += '-';
  }
  return out;
}

bool AdmitsPythonVersion(std::string_view range, std::string_view version) {
  for (;;) {
    const std::size_t bar = range.find("||");
    bool all = true;
    for (const auto clause : Split(range.substr(0, bar), ',')) all &= Admits(Trim(clause), version);
    if (all) return true;
    if (bar == range.npos) return false;
    range = range.substr(bar + 2);
  }
}

PythonNames::PythonNames(const std::vector<model::Component>& components)
    : components_(components) {
  by_name_.reserve(components.size());
  for (std::uint32_t i = 0; i < components.size(); ++i)
    by_name_[PythonName(components[i].name)].push_back(i);
}

const std::vector<std::uint32_t>* PythonNames::Of(std::string_view name) const {
  const auto found = by_name_.find(PythonName(name));
  return found == by_name_.end() ? nullptr : &found->second;
}

void PythonNames::Find(std::string_view name, std::string_view range,
                       std::vector<std::uint32_t>& needs) const {
  const auto* found = Of(name);
  if (found == nullptr) return;
  const std::size_t before = needs.size(), most = std::min(found->size(), kMaxVersions);
  for (std::size_t i = 0; found->size() > 1 && i < most; ++i)
    if (AdmitsPythonVersion(range, components_[(*found)[i]].version)) needs.push_back((*found)[i]);
  if (needs.size() == before)
    needs.insert(needs.end(), found->begin(), found->begin() + static_cast<std::ptrdiff_t>(most));
}

void PythonNames::FindExact(std::string_view name, std::string_view version,
                            std::vector<std::uint32_t>& needs) const {
  const auto* found = Of(name);
  if (found == nullptr) return;
  const std::size_t most = std::min(found->size(), kMaxVersions);
  for (std::size_t i = 0; i < most; ++i)
    if (version.empty() || components_[(*found)[i]].version == version)
      needs.push_back((*found)[i]);
}

}  // namespace avouch::formats
