// Records: small files in which a person says that something happened or holds.
//
// A record of evidence names no claim: its kind decides what it can bear on.
// Gap and waiver name what they are about, and neither makes a claim met.
// Values only; any thread.

#pragma once

#include <string>
#include <vector>

#include "model/said.h"

namespace avouch::model {

enum class RecordKind {
  kAccessReview,         // 2.1.6
  kIncident,             // 4.3.2: one incident, with times
  kIncidentPeriod,       // 4.3.2: none between two days, and where one looked
  kVulnerabilityPeriod,  // 3.4.1, 3.4.2, 3.5.1: none handled between two days, and where one looked
  kTold,                 // 3.4.1, 3.4.2
  kExercise,             // 3.3.2, 4.3.1
  kToolsReview,          // 1.1.3
  kReport,               // 1.3.1, 2.2.x: a report by others, by digest
  kTraining,             // 1.1.2: one person, one course
  kPromise,              // 4.2.1: a contract's year of notice
  kNotice,               // 4.2.1: an end date first told on a day
  kApproval,             // A document's bytes are
                         // approved: 1.1.1, 1.1.5, 1.1.6, 1.3.1, 1.4.1, 3.2.1, 3.3.2, 4.1.x, 4.3.1
  kComponentTest,        // 1.2.3, 1.2.4: a component tested elsewhere
  kDeliveryCheck,        // 1.2.2: a binary checked at delivery
  kUpdateReview,         // 1.2.5: what no tool covers was looked through
  kRotation,             // 1.4.5, 2.1.4: a secret was changed or revoked
  kRelease,              // 3.1.1: a release's digest, as it was sealed or deployed
  kFix,                  // 3.5.1, 3.3.2: a vulnerability: known, decided, fixed in, released
  kInterview,            // A person was asked; bears on what it names as topic, never alone
  kSample,               // A sample was drawn and looked at
  kWaiver,               // A finding is accepted, with reason and end
  kGap,                  // A claim is open, with owner and date; changes no verdict
  kNotApplicable,        // A claim cannot apply, with reason; counts only as an exemption
};
AVOUCH_NAMES(RecordKind, "access-review", "incident", "incident-period", "vulnerability-period",
             "told", "exercise", "tools-review", "report", "training", "promise", "notice",
             "approval", "component-test", "delivery-check", "update-review", "rotation", "release",
             "fix", "interview", "sample", "waiver", "gap", "not-applicable")

// Bytes that a record is about: exactly these were reviewed, approved, read.
struct AboutFile {
  std::string file;    // Below the organisation's folder, or the product's
  std::string sha256;  // Hex; empty: the record names no bytes

  bool operator==(const AboutFile&) const = default;
  AVOUCH_FIELDS(file, sha256)
};

struct Decision {
  std::string of, decision;  // account: "keep" | "remove" | "change"

  bool operator==(const Decision&) const = default;
  AVOUCH_FIELDS(of, decision)
};

// Somebody was told: when, how, how many of how many.
struct Telling {
  std::string whom;  // "internal", "customers", "others"
  std::string to, how, text, because;
  std::string at;  // RFC 3339 as written; empty = not told
  long long of = 0, bounced = 0;
  std::vector<std::string> considered, told;

  bool operator==(const Telling&) const = default;
  AVOUCH_FIELDS(whom, to, how, text, because, at, of, bounced, considered, told)
};

struct FindingCount {
  std::string name;
  long long count = 0;

  bool operator==(const FindingCount&) const = default;
  AVOUCH_FIELDS(name, count)
};

struct Record {
  RecordKind kind = RecordKind::kGap;
  Digest id;  // SHA-256 of the file's bytes
  Path path;  // In the organisation's folder, or the product's tree
  bool in_product = false;
  std::string by;          // Who it says is speaking
  std::string on;          // The day it is about: "2026-10-05"; else the day in the file's name
  std::vector<Said> said;  // Made by trust; empty from the reader
  std::string replaces;    // Path of a record that this one corrects
  AboutFile of;
  std::vector<Decision> decisions;
  std::string from, to;  // A period's days
  bool none = false;     // Nothing of the kind in the period
  std::vector<std::string> looked_at;
  std::string about;  // CVE, finding's fingerprint, component, secret, incident, version
  std::vector<Telling> tellings;
  std::vector<std::string> took_part, found, changed;
  std::string scenario, decision, report_kind, done_by, scope, course, person, severity, topic;
  long long at_least = 0;  // A promise's notice, seconds
  std::string known_at, decided_at, fixed_in, released_at, closed_at, until, ends, in, because,
      claim, owner;
  std::vector<FindingCount> findings;
  std::vector<std::string> products;  // Names of those it is about; empty: all of the organisation
  std::string visibility;             // "internal" unless said
  Place place;

  bool operator==(const Record&) const = default;
  // As AVOUCH_FIELDS, which cannot take so many at once.
  template <class Self, class Visit>
  static void Fields(Self& self, Visit& visit) {
    AVOUCH_EXPAND(AVOUCH_EACH_FIELD(kind, id, path, in_product, by, on, said, replaces, of,
                                    decisions, from, to, none, looked_at, about, tellings,
                                    took_part, found, changed))
    AVOUCH_EXPAND(AVOUCH_EACH_FIELD(scenario, decision, report_kind, done_by, scope, course, person,
                                    severity, topic, at_least, known_at, decided_at, fixed_in))
    AVOUCH_EXPAND(AVOUCH_EACH_FIELD(released_at, closed_at, until, ends, in, because, claim, owner,
                                    findings, products, visibility, place))
  }
};

struct RecordFacts {
  std::vector<Record> records;   // Sorted by path
  std::vector<LeftOut> refused;  // Files below records/ that are none, each with why

  bool operator==(const RecordFacts&) const = default;
  AVOUCH_FIELDS(records, refused)
};

}  // namespace avouch::model
