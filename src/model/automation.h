// Tools that propose updates: what each is told to look after.
//
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/component.h"
#include "model/reference.h"

namespace avouch::model {

struct UpdateRule {
  Ecosystem ecosystem = Ecosystem::kOther;
  std::string word;                      // The tool's own word: "gomod", "pip", "npm"
  std::vector<std::string> directories;  // Folders, "" = root; patterns kept ("packages/*")
  bool everywhere = false;               // The tool finds manifests by itself (Renovate)
  bool disabled = false;                 // enabled: false, or everything ignored
  long long pull_request_limit =
      -1;                            // -1 = not written; 0 = version updates off, security ones not
  std::vector<std::string> ignored;  // Names ignored: "*" = all
  bool ignored_with_reason = false;  // A comment stands beside the list
  Place ignored_place;               // Where the list stands, when there is one
  std::vector<std::string> left_out;  // Patterns of paths it does not look at
  std::string branch;                 // Where it proposes; empty = the default branch
  std::string schedule;
  Place place;

  bool operator==(const UpdateRule&) const = default;
  AVOUCH_FIELDS(ecosystem, word, directories, everywhere, disabled, pull_request_limit, ignored,
                ignored_with_reason, ignored_place, left_out, branch, schedule, place)
};

struct UpdateTool {
  std::string name;  // "dependabot", "renovate"
  Path path;
  std::vector<UpdateRule> rules;
  std::vector<Reference> presets;  // Renovate "extends" from elsewhere: settings not seen here
  std::vector<std::string> notes;

  bool operator==(const UpdateTool&) const = default;
  AVOUCH_FIELDS(name, path, rules, presets, notes)
};

struct AutomationFacts {
  std::vector<UpdateTool> tools;

  bool operator==(const AutomationFacts&) const = default;
  AVOUCH_FIELDS(tools)
};

}  // namespace avouch::model
