#include "formats/build_conditions.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::formats {
namespace {

constexpr std::size_t kMaxText = 60;
constexpr std::size_t kMaxDepth = 100;  // Deeper ones are counted, so that each has its end

bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

// "build_testing and not windows": for tests. "not build_testing", "latest" and "test x = y", which
// is a shell's, are not.
bool IsOfDevelopment(std::string_view text) {
  constexpr auto kWords = std::to_array<std::string_view>(
      {"tests", "testing", "unittests", "unittest", "benchmark", "benchmarks", "fuzz", "fuzzing",
       "fuzzers", "examples", "docs", "documentation", "samples"});
  const std::string lower = Lower(text);
  bool denied = false;
  for (std::size_t at = 0; at < lower.size();) {
    if (!IsLetter(lower[at])) {
      denied |= lower[at] == '!';
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < lower.size() && IsLetter(lower[end])) ++end;
    const std::string_view word = std::string_view(lower).substr(at, end - at);
    denied |= word == "not";
    const bool part = at > 0 && (lower[at - 1] == '_' || lower[at - 1] == '-');
    const bool test = (word == "test" || word == "doc") &&
                      (part || (end < lower.size() && (lower[end] == '_' || lower[end] == '-')));
    if (test || std::ranges::find(kWords, word) != kWords.end()) return !denied;
    at = end;
  }
  return false;
}

}  // namespace

void BuildConditions::Open(std::string_view text) {
  if (open_.size() == kMaxDepth) {
    ++deeper_;
    return;
  }
  open_.push_back({std::string(Trim(text).substr(0, kMaxText)), IsOfDevelopment(text)});
}

void BuildConditions::Change(std::string_view text) {
  if (deeper_ > 0) return;
  Close();
  Open(text.empty() ? std::string_view("else") : text);
}

void BuildConditions::Close() {
  if (deeper_ > 0)
    --deeper_;
  else if (!open_.empty())
    open_.pop_back();
}

std::string BuildConditions::Told() const {
  return open_.empty() ? std::string() : "if " + open_.back().text;
}

bool BuildConditions::ForDevelopment() const {
  return std::ranges::any_of(open_, &One::development);
}

}  // namespace avouch::formats
