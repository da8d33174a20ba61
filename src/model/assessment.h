// The answer: outcomes of checks, verdicts of claims and principles, findings.
//
// What reports print and canonical bytes hold: everything here is deterministic;
// durations, local paths and work-tree state live in model::Talk. Any thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/digest.h"
#include "base/time.h"
#include "model/evidence.h"
#include "model/place.h"
#include "model/product.h"

namespace avouch::model {

enum class Verdict { kMet, kNotMet, kNotEvidenced, kNotApplicable };
AVOUCH_NAMES(Verdict, "met", "not-met", "not-evidenced", "not-applicable")

enum class Outcome { kSatisfied, kViolated, kNoEvidence, kNotApplicable };
AVOUCH_NAMES(Outcome, "satisfied", "violated", "no-evidence", "not-applicable")

// Where the evidence that is missing would be found.
enum class Where {
  kHere,        // In this repository
  kPublished,   // Published pages and releases
  kForge,       // Settings and members of the forge
  kAdvisories,  // Advisory data
  kScan,        // A deeper scan of the content
  kTests,       // Results of tests and scanners
  kPerson,      // A named person
};
AVOUCH_NAMES(Where, "here", "published", "forge", "advisories", "scan", "tests", "person")

struct Finding {
  std::string id;  // Fingerprint: of check, path and normalised content; 32 hexadecimal digits
  std::string check;
  Place place;
  std::string text;  // The fact at that place: "gcr.io/distroless/static-debian12:latest"
  Reach reach = Reach::kUnknown;
  bool decides = false;  // Undoes the claim; else listed beside it
  std::string fix;       // What to do at this place, imperative, or empty
  int minutes = 0;       // A guess; 0 = not guessed

  bool operator==(const Finding&) const = default;
  AVOUCH_FIELDS(id, check, place, text, reach, decides, fix, minutes)
};

// A true thing found, with its place: what an "already here" line is made of.
struct Witness {
  std::string text;  // "339 of 339 Go modules have a digest in go.sum"
  Place place;

  bool operator==(const Witness&) const = default;
  AVOUCH_FIELDS(text, place)
};

// Something found that a signed waiver accepts until a day, and that therefore did not
// count. Names what was found: as private as findings are.
struct Waived {
  std::string finding;  // Its fingerprint, rule or name, as the check knows it
  std::string until;    // Last day, as the waiver has it: "2027-03-31"

  auto operator<=>(const Waived&) const = default;
  AVOUCH_FIELDS(finding, until)
};

// What one of several sources shows of a check.
struct SourceOutcome {
  std::string source;
  Outcome outcome = Outcome::kNoEvidence;
  bool nothing = false;  // kNoEvidence because there is nothing of this kind in it
  long long good = 0, of = 0;

  bool operator==(const SourceOutcome&) const = default;
  AVOUCH_FIELDS(source, outcome, nothing, good, of)
};

struct CheckResult {
  std::string check;  // "integrity.images"
  std::string rule;   // What holds when satisfied: "every base image is named by digest"
  Outcome outcome = Outcome::kNoEvidence;
  std::string headline;  // One sentence for people, of what is so: "3 published images take content
                         // from a tag that can change under you"
  std::string remedy;    // What to do, one line; empty when nothing
  std::string fix_command;        // "avouch fix 1.2.2", or empty when there is no patch
  int minutes = 0;                // For all findings together; 0 = "decide"
  long long good = 0, of = 0;     // "35 of 35"; of = 0: no count
  std::vector<Finding> findings;  // Deciding ones first, then by place
  std::vector<Witness> witnesses;
  std::vector<Waived> waived;  // Sorted, unique
  std::string missing;         // kNoEvidence: what would have to be shown
  Where where = Where::kHere;  // kNoEvidence: and where it would be
  bool partial = false;        // kNoEvidence although something true was found
  bool nothing = false;        // kNoEvidence because there is nothing of this kind here
  Grade grade = Grade::kComputed;
  std::vector<std::string>
      evidence;                  // Names of observation families, sorted; ids are in Assessment
  IfAny<SourceOutcome> sources;  // Of a product of several: those that were asked

  bool operator==(const CheckResult&) const = default;
  AVOUCH_FIELDS(check, rule, outcome, headline, remedy, fix_command, minutes, good, of, findings,
                witnesses, waived, missing, where, partial, nothing, grade, evidence, sources)
};

// One step on the shortest way to met.
struct NextStep {
  std::string text;
  int minutes = 0;
  Where where = Where::kHere;
  std::string command;  // One this build has, or empty

  bool operator==(const NextStep&) const = default;
  AVOUCH_FIELDS(text, minutes, where, command)
};

// The shape of an argument as it was decided, for drawing.
// kEachOf: every part that has something to look at, and at least one has.
enum class ArgumentKind { kCheck, kAllOf, kAnyOf, kEachOf };
AVOUCH_NAMES(ArgumentKind, "check", "all-of", "any-of", "each-of")

struct ArgumentNode {
  ArgumentKind kind = ArgumentKind::kCheck;
  std::string check;                // kCheck
  std::vector<ArgumentNode> parts;  // Others
  Outcome outcome = Outcome::kNoEvidence;

  bool operator==(const ArgumentNode&) const = default;
  AVOUCH_FIELDS(kind, check, parts, outcome)
};

struct ClaimAnswer {
  std::string claim;  // "1.2.2"
  Verdict verdict = Verdict::kNotEvidenced;
  std::optional<Grade> grade;  // Only when met
  std::string argument;        // "integrity/default@1"
  ArgumentNode tree;
  std::vector<std::string> beside;   // Checks that cannot make the claim met and can undo it
  std::vector<std::string> reasons;  // One line each, deciding ones first
  std::vector<CheckResult> checks;   // In the argument's order
  std::vector<NextStep> next;        // Shortest first
  std::vector<Where> where;          // What is open, grouped; sorted, unique

  bool operator==(const ClaimAnswer&) const = default;
  AVOUCH_FIELDS(claim, verdict, grade, argument, tree, beside, reasons, checks, next, where)
};

struct PrincipleAnswer {
  std::string principle;
  Verdict verdict = Verdict::kNotEvidenced;

  bool operator==(const PrincipleAnswer&) const = default;
  AVOUCH_FIELDS(principle, verdict)
};

// How many findings of one claim waivers accept until one day: what everybody is told
// of them. No finding, reason or name.
struct WaivedFindings {
  std::string claim;
  long long findings = 0;
  std::string until;

  bool operator==(const WaivedFindings&) const = default;
  AVOUCH_FIELDS(claim, findings, until)
};

struct ObservationId {
  std::string family;  // "pipelines", "components", ...; "pipelines@api" of several sources
  Digest id;
  long long seen = 0, read = 0, left = 0;

  bool operator==(const ObservationId&) const = default;
  AVOUCH_FIELDS(family, id, seen, read, left)
};

// One of several sources, as it was read.
struct SubjectSource {
  std::string name;    // As avouch.yaml has it
  std::string commit;  // Hex; empty when it was not read
  Time commit_date;
  std::string prefix;  // Folder inside its repository, or empty
  std::string refs;    // Digest of its ref set
  long long files = 0, commits = 0, tags = 0;
  std::string left;  // Why it was not read: no claim is met then; or empty

  bool operator==(const SubjectSource&) const = default;
  AVOUCH_FIELDS(name, commit, commit_date, prefix, refs, files, commits, tags, left)
};

struct Subject {
  std::string name;    // product.name, else the root manifest's, else "unnamed"
  std::string commit;  // Hex
  Time commit_date;    // Committer's, as typed
  std::string prefix;  // Folder inside the repository, or empty
  std::string refs;    // Digest of the ref set
  Product product;
  IfAny<SubjectSource> sources;  // Of a product of several, in the order of avouch.yaml; the
                                 // commit above is that of the one at "."

  bool operator==(const Subject&) const = default;
  AVOUCH_FIELDS(name, commit, commit_date, prefix, refs, product, sources)
};

struct Assessment {
  Subject subject;
  std::string catalogue;  // Digest, hex
  std::string arguments;  // Digest, hex
  std::string tables;     // Digest, hex
  Policy policy;
  std::string program;  // "avouch 0.1.0"
  Time time;
  long long files = 0, commits = 0, tags = 0;
  std::vector<std::string> assumptions;  // "delivery assumed: tool"; printed once
  std::vector<ObservationId> observations;
  std::vector<ClaimAnswer> claims;  // All, in the catalogue's order
  std::vector<PrincipleAnswer> principles;
  std::vector<WaivedFindings> waived;  // Those in effect, by claim in the catalogue's order, by day
  std::vector<LeftOut> skipped;        // Sorted by reason, path

  bool operator==(const Assessment&) const = default;
  AVOUCH_FIELDS(subject, catalogue, arguments, tables, policy, program, time, files, commits, tags,
                assumptions, observations, claims, principles, waived, skipped)
};

// What people are told and canonical bytes never hold.
struct Talk {
  std::string target;  // The path as typed: "~/src/grype"
  double seconds = 0;
  std::optional<bool> work_tree_clean;
  std::vector<std::string> notes;
};

}  // namespace avouch::model
