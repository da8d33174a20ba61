// Other systems' answers, kept as they came: who has access, how they sign in,
// what rules hold, what was logged. Graded exported.
//
// Dated by their content where it says a time, else by the day in the file's
// name, else they have no date and count for nothing that must be fresh.
// Values only; any thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/assessment.h"
#include "model/said.h"

namespace avouch::model {

// Where an export came from and how much of it was understood: joins are
// counted and fail closed.
struct ExportHead {
  Path path;             // Below the organisation's folder: "inbox/2026-11-18-github-members.json"
  Digest id;             // SHA-256 of its bytes
  std::string profile;   // "github-members", ...
  std::string system;    // "GitHub", "Okta"
  std::string at;        // RFC 3339 or a day; empty: undated
  std::string dated_by;  // "its content", "its name", "records/inbox.sums"
  bool by_hand = false;  // A list that people keep, no system\'s answer: training.csv, tools.csv
  bool listed = false;   // Its digest stands in records/inbox.sums or a record
  std::vector<Said> said;  // Who signed exactly these bytes; made by trust
  long long rows = 0, used = 0;
  std::vector<LeftOut> left;  // Rows not understood, with why: "row 12: no e-mail address"

  bool operator==(const ExportHead&) const = default;
  AVOUCH_FIELDS(path, id, profile, system, at, dated_by, by_hand, listed, said, rows, used, left)
};

enum class Answer3 { kUnknown, kNo, kYes };
AVOUCH_NAMES(Answer3, "unknown", "no", "yes")

struct Account {
  std::string id;  // Login or user name, lower case
  std::string email, name;
  std::string role;  // As the system calls it: "admin", "member"
  std::vector<std::string> may;
  Answer3 second_factor = Answer3::kUnknown;
  Answer3 active = Answer3::kYes;
  bool machine = false;  // The system says it is a bot or service
  std::string created, last_seen;
  long long row = 0;

  bool operator==(const Account&) const = default;
  AVOUCH_FIELDS(id, email, name, role, may, second_factor, active, machine, created, last_seen, row)
};

// One list of accounts; `whole` when the export is one that lists everybody.
struct AccountList {
  ExportHead head;
  bool whole = true;
  bool lacks_factor =
      false;  // A list of accounts without a second factor, so an empty one is good news
  std::vector<Account> accounts;

  bool operator==(const AccountList&) const = default;
  AVOUCH_FIELDS(head, whole, lacks_factor, accounts)
};

// Settings of an organisation or account.
struct SystemSettings {
  ExportHead head;
  Answer3 second_factor_required = Answer3::kUnknown;
  long long session_lifetime = 0;  // Seconds; 0 = not said
  long long token_lifetime = 0;
  std::optional<long long> tokens_without_end;

  bool operator==(const SystemSettings&) const = default;
  AVOUCH_FIELDS(head, second_factor_required, session_lifetime, token_lifetime, tokens_without_end)
};

// Rules over a branch, tag pattern or environment.
struct ProtectionRule {
  std::string target;  // "refs/heads/main", "environment production"
  bool active = false;
  long long reviews = 0;     // Approvals needed
  bool reviews_told = true;  // False: this answer does not say whether any are needed
  bool owners_review = false, dismiss_stale = false, admins_too = false;
  bool no_force = false, no_delete = false, signatures = false;
  std::vector<std::string> checks;  // Required status checks
  std::vector<std::string> bypass;  // Who may pass by
  std::vector<std::string> reviewers;

  bool operator==(const ProtectionRule&) const = default;
  AVOUCH_FIELDS(target, active, reviews, reviews_told, owners_review, dismiss_stale, admins_too,
                no_force, no_delete, signatures, checks, bypass, reviewers)
};
struct RuleList {
  ExportHead head;
  std::vector<ProtectionRule> rules;

  bool operator==(const RuleList&) const = default;
  AVOUCH_FIELDS(head, rules)
};

struct AuditLog {
  ExportHead head;
  long long entries = 0;
  std::string oldest, newest;        // RFC 3339
  std::vector<std::string> actors;   // Sorted, unique
  std::vector<std::string> actions;  // Sorted, unique
  long long undated = 0;

  bool operator==(const AuditLog&) const = default;
  AVOUCH_FIELDS(head, entries, oldest, newest, actors, actions, undated)
};

struct SecretEntry {
  std::string name, kept_in, used_by, last_changed, owner;
  long long row = 0;

  bool operator==(const SecretEntry&) const = default;
  AVOUCH_FIELDS(name, kept_in, used_by, last_changed, owner, row)
};
struct SecretList {
  ExportHead head;
  std::vector<SecretEntry> secrets;

  bool operator==(const SecretList&) const = default;
  AVOUCH_FIELDS(head, secrets)
};

struct TrainingRow {
  std::string person;  // Id, e-mail or name, as the file has it
  std::string course, passed, expires, proof;
  long long row = 0;

  bool operator==(const TrainingRow&) const = default;
  AVOUCH_FIELDS(person, course, passed, expires, proof, row)
};
struct TrainingList {
  ExportHead head;
  std::vector<TrainingRow> rows;

  bool operator==(const TrainingList&) const = default;
  AVOUCH_FIELDS(head, rows)
};

struct ToolRow {
  std::string tool, version, supported_until, source;
  long long row = 0;

  bool operator==(const ToolRow&) const = default;
  AVOUCH_FIELDS(tool, version, supported_until, source, row)
};
struct ToolList {
  ExportHead head;
  std::vector<ToolRow> rows;

  bool operator==(const ToolList&) const = default;
  AVOUCH_FIELDS(head, rows)
};

// Issues of a tracker that are findings or vulnerabilities.
struct Ticket {
  std::string id, summary, severity,
      state;  // severity: critical, high, medium, low, none, or empty
  bool open = true, accepted = false;
  std::string created, due, resolved, accepted_by,
      about;  // about: CVE or finding, when the ticket names one
  long long row = 0;

  bool operator==(const Ticket&) const = default;
  AVOUCH_FIELDS(id, summary, severity, state, open, accepted, created, due, resolved, accepted_by,
                about, row)
};
struct TicketList {
  ExportHead head;
  std::vector<Ticket> tickets;

  bool operator==(const TicketList&) const = default;
  AVOUCH_FIELDS(head, tickets)
};

struct UpstreamClaim {
  std::string claim;
  Verdict verdict = Verdict::kNotEvidenced;
  bool affirmed = false;  // Covered by the signature in force, not excepted and no worse since

  bool operator==(const UpstreamClaim&) const = default;
  AVOUCH_FIELDS(claim, verdict, affirmed)
};

// A maker's own bundle, whole: every byte, signature and leaf of it was proved by who read
// it. Whose it is, the fingerprint says; what its verdicts rest on, it alone says.
struct UpstreamBundle {
  ExportHead head;  // system: the maker's name; at: for when it was decided
  std::string product, version;
  std::string fingerprint;  // Of the maker's list of keys that is in it, hex; empty: none is
  std::string log, root;    // The log's key, and its state that the bundle is of
  long long log_size = 0;
  std::string signed_on, signed_until;  // Of the affirmation in force; empty: nobody's counts
  std::vector<UpstreamClaim> claims;

  bool operator==(const UpstreamBundle&) const = default;
  AVOUCH_FIELDS(head, product, version, fingerprint, log, root, log_size, signed_on, signed_until,
                claims)
};

struct ExportFacts {
  std::vector<AccountList> accounts;
  std::vector<SystemSettings> settings;
  std::vector<RuleList> rules;
  std::vector<AuditLog> logs;
  std::vector<SecretList> secrets;
  std::vector<TrainingList> training;
  std::vector<ToolList> tools;
  std::vector<TicketList> tickets;
  std::vector<UpstreamBundle> upstreams;

  bool operator==(const ExportFacts&) const = default;
  AVOUCH_FIELDS(accounts, settings, rules, logs, secrets, training, tools, tickets, upstreams)
};

}  // namespace avouch::model
