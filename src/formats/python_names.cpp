#include "formats/python_names.h"

#include <algorithm>

#include "base/text.h"
#include "notation/version_range.h"

namespace avouch::formats {
namespace {

// The version at which "^1.2.3" or "~1.2.3" ends: the number `which` counted up by one.
std::string NextAt(std::string_view version, std::size_t which) {
  const auto numbers = Split(version, '.');
  std::string out;
  for (std::size_t i = 0; i < which && i < numbers.size(); ++i)
    out += std::string(numbers[i]) + ".";
  int number = 0;
  if (which < numbers.size())
    for (const char c : numbers[which].substr(0, 8))
      if (c >= '0' && c <= '9') number = number * 10 + (c - '0');
  return out + std::to_string(number + 1);
}

// Where "^0.2.3" ends: at the first number that is not 0.
std::size_t FirstCounting(std::string_view version) {
  const auto numbers = Split(version, '.');
  std::size_t first = 0;
  while (first + 1 < numbers.size() && numbers[first] == "0") ++first;
  return first;
}

// One clause of Poetry's in the words of PEP 440.
std::string Standard(std::string_view clause) {
  if (clause.empty() || clause == "*") return {};
  const std::size_t end = clause.find_first_not_of("<>=!~^");
  const std::string_view sign = clause.substr(0, end);
  const std::string version(end == clause.npos ? "" : Trim(clause.substr(end)));
  if (sign.empty()) return "==" + version;
  if (sign == "^") return ">=" + version + ",<" + NextAt(version, FirstCounting(version));
  if (sign == "~")
    return ">=" + version + ",<" + NextAt(version, version.find('.') == version.npos ? 0 : 1);
  return std::string(clause);
}

bool AdmitsAll(std::string_view clauses, std::string_view version) {
  std::string range;
  for (const auto clause : Split(clauses, ','))
    if (const std::string one = Standard(Trim(clause)); !one.empty())
      range += (range.empty() ? "" : ",") + one;
  return range.empty() ||
         notation::Admits(notation::VersionOrder::kPypi, range, version).value_or(true);
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
    if (AdmitsAll(range.substr(0, bar), version)) return true;
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
