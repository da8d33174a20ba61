// What every report tells, in one place: the same groups, sentences and counts
// in text, Markdown and HTML.
//
// Pointers lead into the assessment, which must outlive them. Pure; any thread.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "report/material.h"

namespace avouch::report {

using Numbers = std::vector<std::string>;  // Of claims, in the catalogue's order

// Something true of this commit that can be fixed or decided here.
struct Issue {
  Numbers claims;  // All that rest on the check
  const model::CheckResult* check = nullptr;
  bool decides = false;  // Undoes a claim; else worth knowing
};
// Deciding ones first, then those on the way to a release, then the rest.
[[nodiscard]] std::vector<Issue> Issues(const model::Assessment& assessment);
[[nodiscard]] std::string HeadlineOf(const model::CheckResult& check);
[[nodiscard]] std::string EffortOf(int minutes);           // "5 min", "3 h" or "decide"
[[nodiscard]] std::string EffortWords(long long minutes);  // "5 minutes" or "3 hours"

// Findings of one check with the same text in one file, as one line; so are
// single words found in the same lines of a file.
struct PlaceLine {
  Path path;
  std::vector<int> lines;  // Empty: the whole file
  std::string text;
  std::string reach;  // "only in development", when it does not decide; else empty
  bool decides = false;
};
// "only in development", when that is so of every finding and none decides; else empty.
[[nodiscard]] std::string SharedReach(const model::CheckResult& check);
[[nodiscard]] std::vector<PlaceLine> PlaceLines(const model::CheckResult& check);
// "release.yml:16, :31", with at most `most` lines named.
[[nodiscard]] std::string PlaceText(const PlaceLine& line, std::size_t most = 4);
[[nodiscard]] std::string PlaceText(const model::Place& place);

// Its text begins with its place, which need not be told again.
[[nodiscard]] bool NamesItsPlace(const model::Witness& witness);

// True things found, by the claims that they bear on.
struct Said {
  std::string text;
  std::vector<model::Place> places;  // In order; may be empty
};
struct Held {
  Numbers claims;
  std::vector<Said> said;  // Each text once
};
[[nodiscard]] std::vector<Held> AlreadyHere(const model::Assessment& assessment);
// "a.yml:3, :9, b.yml:1 and 2 files more", with at most `most` files named.
[[nodiscard]] std::string PlacesText(const std::vector<model::Place>& places, std::size_t most = 3);

// Open claims by where the rest would be found; each claim once.
struct NotSeen {
  model::Where where = model::Where::kHere;
  Numbers claims;
};
[[nodiscard]] std::vector<NotSeen> NotSeenByPlace(const model::Assessment& assessment);
[[nodiscard]] std::string_view WhereName(model::Where where);    // "published places"
[[nodiscard]] std::string_view WhereToLook(model::Where where);  // What to hand in, or a command

struct LeftOutGroup {
  std::string reason;
  std::vector<const model::LeftOut*> items;
};
[[nodiscard]] std::vector<LeftOutGroup> LeftOutByReason(const model::Assessment& assessment);
// "26 files under test/", "2 submodules: another source's contents".
[[nodiscard]] std::string LeftOutWords(const LeftOutGroup& group);

struct Counts {
  long long all = 0, met = 0, not_met = 0, open = 0, out = 0;
  Numbers not_met_claims;
};
[[nodiscard]] Counts CountVerdicts(const model::Assessment& assessment);
// "45 claims: 0 met, 1 not met (1.2.2), 44 open: not evidenced."
[[nodiscard]] std::string CountsLine(const Counts& counts);

// What weakens the rules or takes claims away; printed on top of every report.
[[nodiscard]] std::vector<std::string> ChangedRules(const model::Assessment& assessment);

// The three plain sentences of a page: whose answers these are, what is true.
[[nodiscard]] std::string WhoseAnswers(const model::Assessment& assessment);
[[nodiscard]] std::string WhatIsTrue(const std::vector<Issue>& issues);
[[nodiscard]] std::string WhyAFirstRunLooksLikeThis();

// "1.1.1-3 2.2.1": neighbours under one principle are joined.
[[nodiscard]] std::string Compress(const Numbers& claims);
[[nodiscard]] std::string VerdictWord(
    model::Verdict verdict);  // "met", "not met", "open", "not applicable"
[[nodiscard]] std::string ScopeWords(model::ProductScope scope);  // "developer and distributor"
[[nodiscard]] std::string NumberWord(long long number);           // "four"; digits above twelve
[[nodiscard]] std::string Capital(std::string text);              // First letter, ASCII
[[nodiscard]] std::string ShortDigest(std::string_view hex);      // "7c1e…40aa"
[[nodiscard]] std::string ShortCommit(std::string_view hex);      // Eight digits
[[nodiscard]] std::string CodeTitle(const model::Catalogue& catalogue);  // With month and year
// "an unnamed product" when nothing names it.
[[nodiscard]] std::string SubjectName(const model::Assessment& assessment);
[[nodiscard]] std::string SubjectTitle(const model::Assessment& assessment);  // To begin a line
// For texts: a folder's name stands in for one that nothing says.
[[nodiscard]] std::string SubjectName(const model::Assessment& assessment, const model::Talk& talk);
// `target` as a word that a shell takes, with a blank before it; empty for ".".
[[nodiscard]] std::string TargetArgument(const model::Talk& talk);

}  // namespace avouch::report
