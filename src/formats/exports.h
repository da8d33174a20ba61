// What is handed in and is no file of a repository: other systems' exports and
// results of tests and scanners. One table, found by content, read from bytes.
//
// To add a format of results: x.h and x.cpp, its test and fuzz target, a row in
// exports.cpp and in docs/profiles.md. To add an export: a row in
// catalogues/profiles.yaml. Readers are pure; any thread.

#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "formats/export_profile.h"
#include "formats/junit_cases.h"
#include "model/export.h"
#include "model/organisation.h"
#include "model/results.h"

namespace avouch::formats {

// How to read what is handed in.
struct ReceivedRules {
  std::span<const Profile> profiles;     // Of catalogues/profiles.yaml
  std::span<const model::ReadRule> own;  // The organisation's read:
  IdFinder ids;                          // Requirement ids in names of tests; may be empty
};

// What one file said. `as` is the profile or format: "github-members", "junit".
struct Received {
  std::string as;
  model::ExportFacts exports;
  model::ResultFacts results;
};

struct ReceivedFormat {
  std::string_view name;  // Also in docs/profiles.md
  bool (*detect)(const Path& path, BytesView bytes);
  Result<Received> (*read)(const ReceivedRules& rules, const Path& path, BytesView bytes);
};

// In order: the first row that detects the bytes reads them. Only bytes decide; a path helps
// where an empty list could be anything's.
[[nodiscard]] std::span<const ReceivedFormat> ReceivedFormats();

// The profile that `bytes` fit, with the organisation's own columns in it. A rule under read:
// that matches the path decides; else the content does, and where several profiles have the
// same content, the name among those.
// Fails with kUnsupported on unknown content, saying what was seen and looked for, with
// kConfiguration when a rule names no profile or a field it lacks, with kMalformed as ReadReceived.
[[nodiscard]] Result<Profile> DetectProfile(const ReceivedRules& rules, const Path& path,
                                            BytesView bytes);

// Reads whatever it is. `path` is below the organisation's folder. Dated by what the content says
// of when it was made (an audit log: its newest entry), else by the day in the name, else not.
// A row that is not understood is left and told; the rest counts.
// Fails as DetectProfile, with kMalformed (`where`: "path, line 3") and kTooLarge.
[[nodiscard]] Result<Received> ReadReceived(const ReceivedRules& rules, const Path& path,
                                            BytesView bytes);

}  // namespace avouch::formats
