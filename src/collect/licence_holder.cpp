#include "collect/licence_holder.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace avouch::collect {
namespace {

constexpr int kMaxLines = 400;  // Notices stand at the head, or at the end of the Apache licence.

constexpr auto kEmptyWords = std::to_array<std::string_view>(
    {"the",       "and",     "authors",     "author",     "contributors", "contributor", "inc",
     "ltd",       "llc",     "gmbh",        "foundation", "project",      "rights",      "reserved",
     "team",      "others",  "corporation", "corp",       "all",          "company",     "software",
     "copyright", "for",     "its",         "affiliates", "individual",   "various",     "its",
     "listed",    "org",     "com",         "http",       "https",        "www",         "see",
     "file",      "present", "dev",         "group"});

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

// What follows "Copyright", without signs and years.
std::string_view AfterYears(std::string_view text) {
  for (;;) {
    text = Trim(text);
    if (text.starts_with("(c)") || text.starts_with("(C)"))
      text.remove_prefix(3);
    else if (text.starts_with("\xC2\xA9"))
      text.remove_prefix(2);
    else if (!text.empty() && ((text[0] >= '0' && text[0] <= '9') || text[0] == '-' ||
                               text[0] == ',' || text[0] == '.' || text[0] == ':'))
      text.remove_prefix(1);
    else if (text.starts_with("\xE2\x80\x93"))
      text.remove_prefix(3);
    else if (text.starts_with("by "))
      text.remove_prefix(3);
    else
      return text;
  }
}

// What a holder's name is told with: "notice for the X Project", "Project X. (MIT License)".
std::string_view Bare(std::string_view name) {
  if (name.starts_with("notice for ")) name.remove_prefix(11);
  if (const std::size_t at = name.find(" ("); at != name.npos && at > 0)
    if (const auto inside = Lower(name.substr(at)); inside.find("licen") != inside.npos)
      name = name.substr(0, at);
  return Trim(name);
}

// The Free Software Foundation is the author of its licences' own texts, and else a holder.
bool IsAuthorOfText(std::string_view lower, bool gnu) {
  return gnu && (lower.find("free software foundation") != lower.npos ||
                 lower.find("fsf.org") != lower.npos);
}

bool NamesNobody(std::string_view holder) {
  std::string lower = Lower(holder);
  for (std::string_view part :
       {"[yyyy]", "<year>", "{yyyy}", "name of copyright owner", "name of author", "owner]",
        "holder", "notice", "license", "licence", "owner", "statement", "interest", "law", "year",
        "in the work"})
    if (lower.find(part) != lower.npos) return true;
  return false;
}

}  // namespace

bool Holder::Shares(const Holder& other) const {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return other.words.contains(word); });
}

Holder HolderOf(std::string_view licence_text) {
  Holder holder;
  const bool gnu = licence_text.find("GNU ") != licence_text.npos;
  int seen = 0;
  for (std::string_view line : Lines(licence_text)) {
    if (++seen > kMaxLines) break;
    line = Trim(line);
    while (!line.empty() && (line[0] == '*' || line[0] == '/' || line[0] == '#' || line[0] == ' '))
      line.remove_prefix(1);
    if (line.size() < 12 || !EqualsIgnoreCase(line.substr(0, 9), "copyright")) continue;
    std::string_view name = AfterYears(line.substr(9));
    name = name.substr(0, std::min(name.find(". All"), name.find(" All rights")));
    name = Bare(name);
    if (name.empty() || !IsLetter(name[0]) || NamesNobody(name)) continue;
    if (IsAuthorOfText(Lower(name), gnu)) continue;
    std::size_t before = holder.words.size();
    for (std::size_t i = 0; i < name.size();) {
      std::size_t end = i;
      while (end < name.size() && IsLetter(name[end])) ++end;
      std::string word = Lower(name.substr(i, end - i));
      if (word.size() >= 3 &&
          std::find(kEmptyWords.begin(), kEmptyWords.end(), word) == kEmptyWords.end())
        holder.words.insert(std::move(word));
      i = std::max(end, i + 1);
    }
    if (before == 0 && !holder.words.empty()) holder.name = std::string(Trim(name)).substr(0, 60);
  }
  return holder;
}

std::string LicenceFamily(std::string_view licence_text) {
  struct Row {
    std::string_view words, family;
  };
  constexpr Row kRows[] = {{"Apache License", "apache"},
                           {"GNU ", "gpl"},
                           {"Mozilla Public License", "mpl"},
                           {"Permission is hereby granted, free of charge", "mit"},
                           {"Redistribution and use in source and binary", "bsd"},
                           {"Permission to use, copy, modify, and", "isc"}};
  std::string_view head = licence_text.substr(0, 4000);
  for (const Row& row : kRows)
    if (head.find(row.words) != head.npos) return std::string(row.family);
  return {};
}

}  // namespace avouch::collect
