// Results of tests and scanners, bound to a commit: deeds, not definitions.
//
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/evidence.h"

namespace avouch::model {

enum class TestOutcome { kPassed, kFailed, kSkipped };
AVOUCH_NAMES(TestOutcome, "passed", "failed", "skipped")

struct TestCase {
  std::string name;  // "suite.case"
  TestOutcome outcome = TestOutcome::kSkipped;
  std::vector<std::string> ids;  // Requirement ids that its name or properties mention

  bool operator==(const TestCase&) const = default;
  AVOUCH_FIELDS(name, outcome, ids)
};

// One run of a suite. A run that ran nothing passed nothing.
struct TestRun {
  Path path;           // Name of the file it came from
  Digest id;           // SHA-256 of the file's bytes
  std::string format;  // "junit", "trx", ...
  std::string commit;  // Hex; empty: bound to nothing, counts for nothing
  std::string at;      // RFC 3339, or empty
  std::string kind;    // "unit", "integration", "fuzz", "first-run", as told; or empty
  Grade grade = Grade::kExported;
  long long passed = 0, failed = 0, skipped = 0, errors = 0;
  std::vector<TestCase> cases;  // Those with ids, and failed ones; others are only counted
  bool partial = false;         // Cut, malformed at the end, or over a limit

  bool operator==(const TestRun&) const = default;
  AVOUCH_FIELDS(path, id, format, commit, at, kind, grade, passed, failed, skipped, errors, cases,
                partial)
};

enum class Severity { kUnknown, kNone, kLow, kMedium, kHigh, kCritical };
AVOUCH_NAMES(Severity, "unknown", "none", "low", "medium", "high", "critical")

struct ScanFinding {
  std::string rule;  // "python.sql-format", "CVE-2026-41234"
  std::string text;  // One line
  Severity severity = Severity::kUnknown;
  std::vector<std::string> cwe;  // "CWE-89"
  Place place;
  std::string fingerprint;  // As the tool gives it, or ours
  std::string component;    // Vulnerability: purl or name@version
  std::string fixed_in;
  bool suppressed = false;  // Told by the tool itself
  std::string suppressed_why;

  bool operator==(const ScanFinding&) const = default;
  AVOUCH_FIELDS(rule, text, severity, cwe, place, fingerprint, component, fixed_in, suppressed,
                suppressed_why)
};

enum class ScanKind { kCode, kSecrets, kVulnerabilities, kFuzz, kOther };
AVOUCH_NAMES(ScanKind, "code", "secrets", "vulnerabilities", "fuzz", "other")

struct ScanRun {
  Path path;
  Digest id;
  std::string format;  // "sarif", "gitleaks", "grype", "cyclonedx"
  std::string tool, tool_version;
  ScanKind kind = ScanKind::kOther;
  std::string commit;          // Hex; empty: bound to nothing
  std::string at;              // RFC 3339 when the report says so
  std::string data_at;         // Vulnerabilities: date of the advisory data used
  bool whole_history = false;  // Secrets: tree and history
  bool ended_well = true;      // False: the tool says that it failed or was cut short
  Grade grade = Grade::kExported;
  long long rules = 0;  // Rules that ran, when told
  std::vector<ScanFinding> findings;
  bool partial = false;

  bool operator==(const ScanRun&) const = default;
  AVOUCH_FIELDS(path, id, format, tool, tool_version, kind, commit, at, data_at, whole_history,
                ended_well, grade, rules, findings, partial)
};

// A component list that customers get.
struct ShippedList {
  Path path;
  Digest id;
  std::string format;  // "cyclonedx", "spdx"
  std::string commit;
  std::string at;                  // RFC 3339 when it says so
  std::vector<std::string> purls;  // Sorted, unique
  bool partial = false;

  bool operator==(const ShippedList&) const = default;
  AVOUCH_FIELDS(path, id, format, commit, at, purls, partial)
};

// Results of one commit that are about a release's components: it lies on the release's
// first-parent line, and nothing that says which components there are changed from it on.
struct SameComponents {
  std::string commit;   // Hex; results name it
  std::string release;  // The release's own commit, hex; no results name it

  bool operator==(const SameComponents&) const = default;
  AVOUCH_FIELDS(commit, release)
};

struct ResultFacts {
  std::vector<TestRun> tests;
  std::vector<ScanRun> scans;
  std::vector<ShippedList> lists;
  IfAny<SameComponents> same_components;  // Of each release the nearest, and found by us

  bool operator==(const ResultFacts&) const = default;
  AVOUCH_FIELDS(tests, scans, lists, same_components)
};

}  // namespace avouch::model
