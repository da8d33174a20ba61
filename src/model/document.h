// Documents people write: policies, support statements, owners, suppressions.
//
// What a document says is computed; that it is good enough is not.
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/place.h"

namespace avouch::model {

enum class DocumentKind {
  kSecurityPolicy,  // SECURITY.md where a forge honours it, or declared
  kSupportPolicy,   // SUPPORT.md, support and end-of-life tables, RELEASES.md
  kIncidentPlan,
  kVulnerabilityPlan,
  kFramework,  // Secure development framework
  kThreatModel,
  kTestPlan,
  kRequirements,
  kUserGuide,
  kContributing,
  kChangelog,
  kReadme,
  kLicence,
  kOther,
};
AVOUCH_NAMES(DocumentKind, "security-policy", "support-policy", "incident-plan",
             "vulnerability-plan", "framework", "threat-model", "test-plan", "requirements",
             "user-guide", "contributing", "changelog", "readme", "licence", "other")

// A part that a kind of document is asked to have, found or not. Part ids of a
// security policy: how-to-report, private-channel, public-tracker, scope,
// supported-versions, what-to-expect, time-frame, safe-harbour. Of a support
// policy: versions, dates, rule, update-frequency, how-updates-arrive,
// how-one-is-told.
struct DocumentPart {
  std::string id;
  std::string text;  // The words found, at most 200 bytes, one line
  Place place;

  bool operator==(const DocumentPart&) const = default;
  AVOUCH_FIELDS(id, text, place)
};

struct Link {
  std::string target;    // As written
  std::string resolved;  // Path in the tree when it leads to one that exists, else empty
  bool broken = false;   // Leads inside the tree, to nothing
  Place place;

  bool operator==(const Link&) const = default;
  AVOUCH_FIELDS(target, resolved, broken, place)
};

// Text left from a template: "[Insert company]", TBD, REPLACE_WITH.
struct Leftover {
  std::string text;
  Place place;

  bool operator==(const Leftover&) const = default;
  AVOUCH_FIELDS(text, place)
};

// A sentence about this repository that the tree can confirm or contradict.
struct Assertion {
  std::string id;  // "dependabot-runs", "renovate-runs", "codeql-runs", "releases-signed",
                   // "lock-used", "sbom-published"
  std::string text;
  Place place;

  bool operator==(const Assertion&) const = default;
  AVOUCH_FIELDS(id, text, place)
};

struct SupportRow {
  std::string version;  // "1.2.x"
  std::string words;    // "supported", "end of life"
  bool supported = false;
  std::string until;  // "2028-04-30" when a date stands there, else empty
  Place place;

  bool operator==(const SupportRow&) const = default;
  AVOUCH_FIELDS(version, words, supported, until, place)
};

struct Document {
  DocumentKind kind = DocumentKind::kOther;
  Path path;
  std::string title;
  std::vector<DocumentPart> parts;
  std::vector<Link> links;
  std::vector<std::string> addresses;  // E-mail addresses, lower case, sorted
  std::vector<Leftover> leftovers;
  std::vector<Assertion> assertions;
  std::vector<SupportRow> support;
  std::string owner, approved_by, review_by;  // From front matter
  long long words = 0;

  bool operator==(const Document&) const = default;
  AVOUCH_FIELDS(kind, path, title, parts, links, addresses, leftovers, assertions, support, owner,
                approved_by, review_by, words)
};

// RFC 9116.
struct SecurityTxt {
  Path path;
  std::vector<std::string> contacts, policies, encryption, canonical;
  std::string expires;  // As written
  bool expires_valid = false;
  Time expires_at;
  bool served = false;  // Lies where a web server would serve it (.well-known in a public root)
  bool is_signed = false;
  std::vector<Leftover> problems;  // Each with its line

  bool operator==(const SecurityTxt&) const = default;
  AVOUCH_FIELDS(path, contacts, policies, encryption, canonical, expires, expires_valid, expires_at,
                served, is_signed, problems)
};

// OpenSSF Security Insights v1 and v2. It points at evidence and is none.
struct SecurityInsights {
  Path path;
  std::string version;
  std::string expires, last_reviewed;
  std::vector<std::string> contacts;
  std::vector<DocumentPart>
      pointers;  // id: "security-policy", "sbom", "support-policy", ...; text: address
  std::vector<Leftover> problems;

  bool operator==(const SecurityInsights&) const = default;
  AVOUCH_FIELDS(path, version, expires, last_reviewed, contacts, pointers, problems)
};

struct OwnerRule {
  std::string pattern;
  std::vector<std::string> owners;
  Place place;

  bool operator==(const OwnerRule&) const = default;
  AVOUCH_FIELDS(pattern, owners, place)
};

struct CodeOwners {
  Path path;
  std::vector<OwnerRule> rules;

  bool operator==(const CodeOwners&) const = default;
  AVOUCH_FIELDS(path, rules)
};

// One accepted or silenced finding: .trivyignore, .gitleaksignore, osv-scanner.toml ...
struct Suppression {
  std::string tool, id, reason, until;  // Empty when the file says nothing
  Place place;

  bool operator==(const Suppression&) const = default;
  AVOUCH_FIELDS(tool, id, reason, until, place)
};

struct DocumentFacts {
  std::vector<Document> documents;
  std::vector<SecurityTxt> security_txt;
  std::vector<SecurityInsights> insights;
  std::vector<CodeOwners> code_owners;  // The one the forge honours comes first
  std::vector<Suppression> suppressions;

  bool operator==(const DocumentFacts&) const = default;
  AVOUCH_FIELDS(documents, security_txt, insights, code_owners, suppressions)
};

}  // namespace avouch::model
