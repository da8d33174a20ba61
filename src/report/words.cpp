// The small wordings of summary.h.

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "report/summary.h"

namespace avouch::report {
namespace {

struct Split2 {
  std::string principle;
  int last = -1;
};

Split2 SplitNumber(const std::string& number) {
  std::size_t dot = number.rfind('.');
  if (dot == std::string::npos || dot + 1 == number.size()) return {number, -1};
  std::string tail = number.substr(dot + 1);
  bool digits = tail.size() < 5 && tail.find_first_not_of("0123456789") == std::string::npos;
  return {number.substr(0, dot), digits ? std::atoi(tail.c_str()) : -1};
}

bool IsUnnamed(const model::Assessment& assessment) {
  return assessment.subject.name.empty() || assessment.subject.name == "unnamed";
}

}  // namespace

std::string Compress(const Numbers& claims) {
  std::string out;
  for (std::size_t i = 0; i < claims.size();) {
    Split2 first = SplitNumber(claims[i]);
    std::size_t end = i + 1;
    int last = first.last;
    while (end < claims.size() && last >= 0) {
      Split2 next = SplitNumber(claims[end]);
      if (next.principle != first.principle || next.last != last + 1) break;
      last = next.last;
      ++end;
    }
    out += (out.empty() ? "" : " ") + claims[i];
    if (end > i + 1) out += "-" + std::to_string(last);
    i = end;
  }
  return out;
}

std::string VerdictWord(model::Verdict verdict) {
  switch (verdict) {
    case model::Verdict::kMet:
      return "met";
    case model::Verdict::kNotMet:
      return "not met";
    case model::Verdict::kNotEvidenced:
      return "open";
    case model::Verdict::kNotApplicable:
      return "not applicable";
  }
  return {};
}

std::string ScopeWords(model::ProductScope scope) {
  switch (scope) {
    case model::ProductScope::kDeveloperAndDistributor:
      return "developer and distributor";
    case model::ProductScope::kReseller:
      return "reseller";
    case model::ProductScope::kDeveloperOnly:
      return "developer only";
    case model::ProductScope::kOpenSourceMaintainer:
      return "open-source maintainer";
  }
  return {};
}

std::string NumberWord(long long number) {
  static constexpr std::array<std::string_view, 13> kWords = {
      "no",    "one",   "two",  "three", "four",   "five",  "six",
      "seven", "eight", "nine", "ten",   "eleven", "twelve"};
  if (number < 0 || number > 12) return Thousands(number);
  return std::string(kWords[static_cast<std::size_t>(number)]);
}

std::string Capital(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 32);
  return text;
}

std::string LeftOutWords(const LeftOutGroup& group) {
  auto count = static_cast<long long>(group.items.size());
  std::string_view reason = group.reason;
  for (std::string_view kind : {"under ", "excluded "})
    if (reason.starts_with(kind)) return Count("file", count) + " " + group.reason;
  if (reason.starts_with("submodule"))
    return Count("submodule", count) + group.reason.substr(std::string_view("submodule").size());
  constexpr std::string_view kUnread = " is not read by this build";
  if (reason.ends_with(kUnread) && !reason.starts_with("this "))
    return Count(group.reason.substr(0, reason.size() - kUnread.size()) + " file", count) +
           ", not read by this build";
  bool of_history = std::all_of(group.items.begin(), group.items.end(), [](const auto* item) {
    return item->path.empty() || item->path.bytes.starts_with(".git/");
  });
  return of_history ? group.reason : Count("file", count) + ": " + group.reason;
}

std::string ShortDigest(std::string_view hex) {
  if (hex.size() < 12) return std::string(hex);
  return std::string(hex.substr(0, 4)) + "…" + std::string(hex.substr(hex.size() - 4));
}

std::string ShortCommit(std::string_view hex) { return std::string(hex.substr(0, 8)); }

std::string CodeTitle(const model::Catalogue& catalogue) {
  static constexpr std::array<std::string_view, 12> kMonths = {
      "January", "February", "March",     "April",   "May",      "June",
      "July",    "August",   "September", "October", "November", "December"};
  std::string out = catalogue.code.title;
  std::string_view date = catalogue.code.date;
  if (date.size() >= 7 && date[4] == '-') {
    int month = std::atoi(std::string(date.substr(5, 2)).c_str());
    if (month >= 1 && month <= 12)
      return out + ", " + std::string(kMonths[static_cast<std::size_t>(month - 1)]) + " " +
             std::string(date.substr(0, 4));
  }
  return date.empty() ? out : out + ", " + std::string(date);
}

std::string SubjectName(const model::Assessment& assessment) {
  return IsUnnamed(assessment) ? "an unnamed product" : assessment.subject.name;
}

std::string SubjectTitle(const model::Assessment& assessment) {
  return IsUnnamed(assessment) ? "An unnamed product" : assessment.subject.name;
}

std::string SubjectName(const model::Assessment& assessment, const model::Talk& talk) {
  if (!IsUnnamed(assessment)) return assessment.subject.name;
  std::string_view folder = talk.target;
  while (folder.ends_with('/')) folder.remove_suffix(1);
  if (folder.ends_with(".git")) folder.remove_suffix(4);
  while (folder.ends_with('/')) folder.remove_suffix(1);
  folder = folder.substr(folder.rfind('/') + 1);
  bool says = !folder.empty() && folder != "." && folder != "..";
  return says ? std::string(folder) : std::string("this repository");
}

std::string TargetArgument(const model::Talk& talk) {
  if (talk.target.empty() || talk.target == ".") return {};
  bool plain = std::all_of(talk.target.begin(), talk.target.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_./~@:+-").find(c) != std::string_view::npos;
  });
  if (plain) return " " + talk.target;
  return " '" + ReplaceAll(talk.target, "'", "'\\''") + "'";
}

}  // namespace avouch::report
