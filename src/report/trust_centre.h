// A static trust centre: what sealed bundles say, as pages that anyone can read and
// check, each with the same as JSON beside it.
//
// Spec: docs/publish.md. Filled by app/publish_reading.h out of bundles that were
// proved; the pages are made from these values and nothing else, so that a page can
// say no more than its bundle. Pure; any thread.

#pragma once

#include <string>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "base/time.h"
#include "report/hand_in.h"

namespace avouch::report {

inline constexpr std::string_view kVerifierFile = "verify.html";

// One check of a claim, as everybody with a bundle is told of it.
struct CentreRule {
  std::string rule;  // What holds when satisfied
  model::Outcome outcome = model::Outcome::kNoEvidence;
};

// How the signature in force stands to a claim.
struct CentreStanding {
  std::string name;   // "stands", "expired", "reserved", ...; empty: nobody signed
  std::string until;  // Day; only of "stands"
};

struct CentreClaim {
  std::string claim;
  std::vector<CentreRule> rules;
  CentreStanding standing;
  std::vector<model::WaivedFindings> waived;
};

// What travels in the bundle.
struct CentreItem {
  std::string kind, name, visibility, digest;
  long long bytes = 0;
};

// What does not: the commitment binds it, and tells nothing of it.
struct CentreWithheld {
  std::string kind, visibility, commitment;
  long long leaf = 0;
};

struct CentreSupport {
  std::string version, words, until;  // until: a day, or empty
  std::string file, digest;           // The document that says so
};

// How to report a vulnerability, as a document in the bundle says.
struct CentreReporting {
  std::string file, digest;
  std::vector<std::string> contacts;  // "mailto:a@b.example", "https://..."
  std::vector<std::string> policies;  // Addresses
  std::string expires;                // Day, of security.txt; or empty
  bool expired = false;               // On the day of publishing
  std::string text;                   // The policy's words; or empty
};

struct CentreRelease {
  std::string version, commit, on;  // on: a day; commit: empty where only a record tells of it
  std::string file, digest;         // What was released and its SHA-256, as a record says; or empty
  std::string record;               // Where that record lies in the bundle; or empty
};

// What an edition said of one claim, shortly.
struct CentreState {
  std::string claim, verdict, grade, until;  // until: of a gap, a day; or empty
};

struct CentreChange {
  std::string claim;  // Empty: of the rules
  std::string before, after;
};

// One bundle of a product: what was said then.
struct CentreEdition {
  std::string version, commit, file, digest;  // file: below the product's folder
  long long bytes = 0;
  Time assessed, sealed;
  std::string sentence, signed_by, signed_until;
  std::string log;   // Name and size
  std::string grew;  // What the log shows of the edition before; empty: of the first
  std::vector<CentreState> claims;
  std::vector<CentreChange> changes;  // Since the edition before
};

struct CentreProduct {
  HandIn what;                      // The newest edition
  std::string folder;               // "rota", of its pages
  std::vector<CentreClaim> claims;  // As what.claims
  std::vector<CentreItem> items;
  std::vector<CentreWithheld> withheld;
  std::vector<CentreSupport> support;
  std::vector<CentreReporting> reporting;
  std::vector<CentreRelease> releases;
  std::vector<CentreEdition> editions;  // Oldest first; the last is the newest
};

struct TrustCentre {
  Time published;
  std::string program, audience;          // audience: "public" or "customer"
  std::string organisation, fingerprint;  // Of all products
  std::string verifier_digest;            // SHA-256 of the page that checks bundles, hex
  std::vector<CentreProduct> products;    // By name; at least one
};

struct CentreFile {
  std::string name;  // "rota/claims.html"
  Bytes bytes;
};

// All pages and their JSON, sorted by name. The bundles, the page that checks them and
// the list of sums are the caller's.
// Fails with kInternal when a value cannot be written.
[[nodiscard]] Result<std::vector<CentreFile>> TrustCentreFiles(const TrustCentre& centre);

}  // namespace avouch::report
