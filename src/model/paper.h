// The product's own papers: requirements, threat models, test plans, and any
// document with front matter, with who approved exactly these bytes.
//
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/document.h"
#include "model/said.h"

namespace avouch::model {

// Not model::Requirement, which is a dependency that a manifest asks for.
struct WrittenRequirement {
  std::string id, text;
  bool security = false;           // Its words or section say so
  std::vector<std::string> tests;  // What the document says shows it
  Place place;

  bool operator==(const WrittenRequirement&) const = default;
  AVOUCH_FIELDS(id, text, security, tests, place)
};

struct Threat {
  std::string id, component, text, decision, shown_by;
  bool decided = false;  // Decision names what is done: prevent, accept, mitigate, transfer, ...
  std::string accepted_until;  // When the decision says so
  Place place;

  bool operator==(const Threat&) const = default;
  AVOUCH_FIELDS(id, component, text, decision, shown_by, decided, accepted_until, place)
};

struct ThreatModel {
  Path path;
  std::string format;                          // "table", "prose", "otm", "threat-dragon"
  std::vector<std::string> components, flows;  // Names, sorted, unique
  std::vector<Threat> threats;
  std::vector<LeftOut> left;

  bool operator==(const ThreatModel&) const = default;
  AVOUCH_FIELDS(path, format, components, flows, threats, left)
};

struct TestPlan {
  Path path;
  std::vector<std::string>
      kinds;  // "unit", "integration", "fuzz", "static", "dynamic", "review", "penetration", ...
  std::vector<std::string> requirements;  // Ids it names
  std::vector<std::string> parts;         // Ids of parts found: scope, kinds, when, who, pass-rule
  Place place;

  bool operator==(const TestPlan&) const = default;
  AVOUCH_FIELDS(path, kinds, requirements, parts, place)
};

// A paper as somebody answers for it.
struct Paper {
  std::string purpose;  // "framework", "disclosure", "threat-model", ... as it was named
  Path path;
  bool in_product = false;
  Digest id;                                                       // SHA-256 of its bytes
  std::string owner, approved_by, review_by, audience, framework;  // Front matter
  std::vector<std::string> parts;                                  // Ids found
  std::vector<Place> leftovers;
  std::vector<SupportRow> support;   // Purpose "support": versions, and until when
  std::vector<std::string> authors;  // Ids of the people whose commits wrote it
  std::vector<Said> approved;        // Who signed exactly these bytes; made by trust
  Place place;

  bool operator==(const Paper&) const = default;
  AVOUCH_FIELDS(purpose, path, in_product, id, owner, approved_by, review_by, audience, framework,
                parts, leftovers, support, authors, approved, place)
};

struct PaperFacts {
  std::vector<Paper> papers;
  std::vector<WrittenRequirement> requirements;
  std::vector<std::string> duplicate_ids;
  std::vector<std::string> ids_in_tests;  // Ids that test files of the tree mention, sorted
  std::vector<ThreatModel> threat_models;
  std::vector<TestPlan> test_plans;

  bool operator==(const PaperFacts&) const = default;
  AVOUCH_FIELDS(papers, requirements, duplicate_ids, ids_in_tests, threat_models, test_plans)
};

// What a published place showed on a day. Computed by whoever asked; repeatable
// only while the place stays as it is.
struct PublishedPage {
  std::string url, final_url, at;  // RFC 3339
  std::string purpose;   // "security.txt", "disclosure", "support", "incident-plan", "user-guide",
                         // "version", "release", "channel"
  long long status = 0;  // HTTP; 0 = no answer
  std::string error;     // One line when there was no answer
  std::string tls_version;                                    // "TLSv1.3"; empty: plain HTTP
  bool chain_valid = false, hsts = false, downgrade = false;  // downgrade: a redirect went to http
  Digest body;                                                // SHA-256 of what came
  std::vector<std::string> parts;                             // As of a document of that purpose
  std::string digest_reported;  // purpose "version": what the service says it runs
  std::string expires;          // security.txt

  bool operator==(const PublishedPage&) const = default;
  AVOUCH_FIELDS(url, final_url, at, purpose, status, error, tls_version, chain_valid, hsts,
                downgrade, body, parts, digest_reported, expires)
};

struct PublishedFacts {
  std::vector<PublishedPage> pages;  // Sorted by purpose, url, at

  bool operator==(const PublishedFacts&) const = default;
  AVOUCH_FIELDS(pages)
};

}  // namespace avouch::model
