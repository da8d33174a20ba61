// avouch.yaml: what a vendor says of its product. Shape: declared-evidence.
//
// Values only; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/place.h"

namespace avouch::model {

// Whose duties apply (the Code, Table 1).
enum class ProductScope {
  kDeveloperAndDistributor,
  kReseller,
  kDeveloperOnly,
  kOpenSourceMaintainer
};
AVOUCH_NAMES(ProductScope, "developer-and-distributor", "reseller", "developer-only",
             "open-source-maintainer")

enum class Delivery { kSaas, kInstalled, kDevice, kLibrary, kTool };
AVOUCH_NAMES(Delivery, "saas", "installed", "device", "library", "tool")

enum class Gate { kNone, kNew, kNotMet, kOpen };
AVOUCH_NAMES(Gate, "none", "new", "not-met", "open")

enum class ReleasesAre { kAssumed, kTags, kRecords, kNone };
AVOUCH_NAMES(ReleasesAre, "assumed", "tags", "records", "none")

struct ReleaseRule {
  ReleasesAre are = ReleasesAre::kAssumed;
  std::string match;      // Glob over tag names; empty = tags that parse as versions
  std::string supported;  // "newest", or words

  bool operator==(const ReleaseRule&) const = default;
  AVOUCH_FIELDS(are, match, supported)
};

struct SourceRule {
  std::string name, at;

  bool operator==(const SourceRule&) const = default;
  AVOUCH_FIELDS(name, at)
};

inline constexpr std::string_view kThisRepository = ".";

struct Exclusion {
  Path path;
  std::string because, by;

  bool operator==(const Exclusion&) const = default;
  AVOUCH_FIELDS(path, because, by)
};

struct Gap {
  std::string claim, why, owner, by, visibility;
  Place place;

  bool operator==(const Gap&) const = default;
  AVOUCH_FIELDS(claim, why, owner, by, visibility, place)
};

// A document the product names for a purpose.
struct NamedDocument {
  std::string purpose;  // "disclosure", "support", "incident-plan", "threat-model", "test-plan",
                        // "user-guide", ...
  std::string at;       // Path in the tree, or address
  Place place;

  bool operator==(const NamedDocument&) const = default;
  AVOUCH_FIELDS(purpose, at, place)
};

struct OwnLife {
  std::string name, version, ends;
  Place place;

  bool operator==(const OwnLife&) const = default;
  AVOUCH_FIELDS(name, version, ends, place)
};

// A kind of user who can do what others cannot, and the requirement that asks
// for the second factor.
struct PrivilegedUser {
  std::string kind, requirement;
  Place place;

  bool operator==(const PrivilegedUser&) const = default;
  AVOUCH_FIELDS(kind, requirement, place)
};

// A way in for data, and how what comes in is held to its form: "schema + fuzz".
struct EntryPoint {
  std::string name, how;
  Place place;

  bool operator==(const EntryPoint&) const = default;
  AVOUCH_FIELDS(name, how, place)
};

struct SensitiveData {
  std::string what, stored, at_rest, in_transit, test;
  Place place;

  bool operator==(const SensitiveData&) const = default;
  AVOUCH_FIELDS(what, stored, at_rest, in_transit, test, place)
};

struct Product {
  bool configured = false;  // False: everything below is assumed
  std::string name, is, audience;
  std::string organisation_name;      // Empty: nobody has said who sells it
  std::string organisation;           // Where the organisation's papers live, as written
  std::optional<ProductScope> scope;  // Nothing: developer-and-distributor is assumed
  std::vector<Delivery> delivery;     // Empty: assumed from the tree
  bool delivery_assumed = true;
  ReleaseRule releases;
  Gate gate = Gate::kNone;
  Place gate_place;
  std::string built_in;
  std::vector<SourceRule> sources;
  std::vector<Exclusion> exclusions;
  std::vector<NamedDocument> documents;
  std::vector<OwnLife> own_life;
  std::string requirement_ids;  // Pattern of their ids, or empty
  std::vector<PrivilegedUser> privileged;
  std::vector<EntryPoint> entry_points;
  std::vector<SensitiveData> sensitive;
  std::vector<Gap> gaps;

  bool operator==(const Product&) const = default;
  AVOUCH_FIELDS(configured, name, is, audience, organisation_name, organisation, scope, delivery,
                delivery_assumed, releases, gate, gate_place, built_in, sources, exclusions,
                documents, own_life, requirement_ids, privileged, entry_points, sensitive, gaps)
};

// Products of one repository have none of what follows from there being several.
[[nodiscard]] inline bool HasSeveralSources(const Product& product) {
  return product.sources.size() > 1;
}

// Numbers and methods that the Code does not state: ours unless changed in sight.
struct Policy {
  long long window_days = 365;  // "In the window"
  long long review_of_documents_days =
      365;  // A document older than this is stale where being current is the claim
  long long commits_for_automation = 1;  // Robot updates in the window that show automation moved
  long long fix_critical_days = 7, fix_high_days = 14, fix_medium_days = 90;
  long long training_valid_days = 365, new_starter_grace_days = 60;
  long long access_review_days = 90;
  long long export_days = 90;          // An export of settings older than this shows the past
  long long advisory_data_hours = 24;  // Advisory data older than this is stale
  long long period_days = 100;         // "None in the period" says nothing about later than this
  long long results_days = 365;        // A result older than this shows the past
  long long notice_days = 365;         // The Code's own number
  long long incident_first_notice_hours = 24, incident_then_every_hours = 72;
  std::vector<std::string>
      changed;  // Names of values that are not the default; weaker ones are printed first

  bool operator==(const Policy&) const = default;
  AVOUCH_FIELDS(window_days, review_of_documents_days, commits_for_automation, fix_critical_days,
                fix_high_days, fix_medium_days, training_valid_days, new_starter_grace_days,
                access_review_days, export_days, period_days, advisory_data_hours, results_days,
                notice_days, incident_first_notice_hours, incident_then_every_hours, changed)
};

}  // namespace avouch::model
