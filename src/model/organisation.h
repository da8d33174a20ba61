// avouch.org.yaml: what an organisation says once for all its products.
//
// Shape: docs/schemas/avouch-org-1.schema.json. Durations are seconds; 0 = not
// said. Values only; any thread.

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/product.h"
#include "model/said.h"

namespace avouch::model {

// Duties by name; a person may hold several. Free words are roles too and grant nothing here.
inline constexpr std::string_view kSro = "sro";
inline constexpr std::string_view kSecurityLead = "security-lead";

struct PersonEntry {
  std::string id;  // Outside the organisation's file only this appears
  std::string name;
  std::vector<std::string> roles;  // "sro", "security-lead", "developer", "support", ...
  std::vector<std::string>
      keys;  // As written: "ssh-ed25519 AAAA...", "passkey:v1:...", "openpgp:FINGERPRINT"
  std::vector<std::string> git;  // E-mail addresses used in commits, lower case
  std::string github, gitlab;    // Account names, lower case
  std::string since, until;      // Days between which the keys count; empty = always
  Place place;

  bool operator==(const PersonEntry&) const = default;
  AVOUCH_FIELDS(id, name, roles, keys, git, github, gitlab, since, until, place)
};

struct MachineEntry {
  std::string id, owner;  // owner: a person's id
  std::string github, gitlab;
  std::string credential;  // "OIDC to Azure for 1 h"
  Place place;

  bool operator==(const MachineEntry&) const = default;
  AVOUCH_FIELDS(id, owner, github, gitlab, credential, place)
};

struct RoleEntry {
  std::string name;
  std::vector<std::string> may, people;

  bool operator==(const RoleEntry&) const = default;
  AVOUCH_FIELDS(name, may, people)
};

// What a platform does and its customer cannot see; its report was read by somebody.
struct PlatformReport {
  std::string from, report, period_to, read_by, visibility;
  std::vector<std::string> covers;

  bool operator==(const PlatformReport&) const = default;
  AVOUCH_FIELDS(from, report, period_to, read_by, visibility, covers)
};

struct FactorRule {
  std::string whom, factor;  // "everyone": "authenticator"

  bool operator==(const FactorRule&) const = default;
  AVOUCH_FIELDS(whom, factor)
};

struct BuildEnvironment {
  std::string name, is, separate_from;
  std::vector<RoleEntry> roles;
  long long again_after = 0;     // Sign in again after, seconds
  long long token_lifetime = 0;  // Seconds
  std::optional<long long> long_lived_tokens;
  std::vector<FactorRule> factor;
  std::string secrets_kept_in, secrets_list;
  long long rotate_every = 0;  // Seconds
  std::string changes_by;
  long long logs_kept_for = 0;  // Seconds
  std::string logs_copied_to;
  std::vector<std::string> logs_may_read;
  std::vector<PlatformReport> platform;
  Place place;

  bool operator==(const BuildEnvironment&) const = default;
  AVOUCH_FIELDS(name, is, separate_from, roles, again_after, token_lifetime, long_lived_tokens,
                factor, secrets_kept_in, secrets_list, rotate_every, changes_by, logs_kept_for,
                logs_copied_to, logs_may_read, platform, place)
};

// Numbers that the Code does not state. 0 = not said: ours counts.
struct OrganisationPolicy {
  long long training_valid = 0, new_starter_grace = 0;
  long long access_review_every = 0;
  long long fix_critical = 0, fix_high = 0, fix_medium = 0;
  std::string fix_low;  // In words: "next release"
  long long advisory_data_older_than = 0;
  long long notice_at_least = 0;  // The Code itself: a year
  std::string notice_in;          // "contract clause 11.2"
  long long incident_first_notice = 0, incident_then_every = 0;

  bool operator==(const OrganisationPolicy&) const = default;
  AVOUCH_FIELDS(training_valid, new_starter_grace, access_review_every, fix_critical, fix_high,
                fix_medium, fix_low, advisory_data_older_than, notice_at_least, notice_in,
                incident_first_notice, incident_then_every)
};

// Loosens a rule or says not applicable; with an approver and an end.
struct Exemption {
  std::string product, claim, because, approved_by, until;
  Place place;

  bool operator==(const Exemption&) const = default;
  AVOUCH_FIELDS(product, claim, because, approved_by, until, place)
};

// Whose bundles of what product are taken for theirs: the fingerprint that they told by
// another road than the bundle.
struct UpstreamPin {
  std::string product, fingerprint;  // Hex
  Place place;

  bool operator==(const UpstreamPin&) const = default;
  AVOUCH_FIELDS(product, fingerprint, place)
};

// Which files of inbox/ are read how: a profile, and own column names (for JSON:
// names of fields). A setting of the reader and no fact, so it has no field list.
struct ReadRule {
  std::string files;                                         // Glob below the organisation's folder
  std::string profile;                                       // Name in docs/profiles.md
  std::vector<std::pair<std::string, std::string>> columns;  // Profile's name, column's name

  bool operator==(const ReadRule&) const = default;
};

// What holds for every product with a label: { built-in: ghe }.
struct UnitRule {
  std::string label, value;
  std::vector<std::string> inherits;
  OrganisationPolicy policy;

  bool operator==(const UnitRule&) const = default;
  AVOUCH_FIELDS(label, value, inherits, policy)
};

// Where the products of an organisation are listed, when not each says so itself.
struct ProductsRule {
  std::string from;       // Glob below the organisation's folder: "catalog/*.yaml"
  std::string otherwise;  // An export that lists the others

  bool operator==(const ProductsRule&) const = default;
  AVOUCH_FIELDS(from, otherwise)
};

// A key of the file and who signed exactly its present value.
struct SignedKey {
  std::string key;  // "policy.fix-within", "build-environments.cloud.logs"
  std::vector<Said> said;

  bool operator==(const SignedKey&) const = default;
  AVOUCH_FIELDS(key, said)
};

struct Organisation {
  bool present = false;
  Digest id;  // SHA-256 of the file's bytes
  Path path;  // "avouch.org.yaml"
  std::string name, company_number, country;
  std::string fingerprint;  // Of its first version, hex; see trust
  std::vector<PersonEntry> people;
  std::vector<MachineEntry> machines;
  std::string outsiders;  // "reviewed-by-trained", or empty
  std::string framework_name, framework_version, framework_document;
  std::string tools_supported_by;  // Path of the list
  std::vector<std::string> required_training;
  std::vector<std::string> items;  // Claim 1.1.4: what must be under version control
  std::vector<std::string> repositories;
  std::vector<std::string> channels;  // Distribution addresses
  std::vector<UpstreamPin> upstream;  // Makers of what is resold or bought in
  std::vector<BuildEnvironment> environments;
  OrganisationPolicy policy;
  std::vector<NamedDocument> documents;
  std::vector<UnitRule> units;
  ProductsRule products;
  std::vector<Exemption> exemptions;
  std::vector<ReadRule> read;
  std::vector<SignedKey> signed_keys;  // Sorted by key; made by trust, empty from the reader

  // Who stands by the value at `key`, or by a map that holds it.
  [[nodiscard]] bool Stands(std::string_view key, std::string_view person) const {
    for (const auto& one : signed_keys)
      if ((key == one.key || (key.starts_with(one.key) && key[one.key.size()] == '.')) &&
          StandsBy(one.said, person))
        return true;
    return false;
  }
  // A person with `duty` who stands by the value at `key`; empty if none.
  [[nodiscard]] std::string WhoStands(std::string_view key, std::string_view duty) const {
    for (const auto& person : people)
      for (const auto& role : person.roles)
        if ((duty.empty() || role == duty) && Stands(key, person.id)) return person.id;
    return {};
  }
  [[nodiscard]] const PersonEntry* Find(std::string_view person_id) const {
    for (const auto& person : people)
      if (person.id == person_id) return &person;
    return nullptr;
  }
  [[nodiscard]] bool Holds(std::string_view person_id, std::string_view duty) const {
    const PersonEntry* person = Find(person_id);
    if (person == nullptr) return false;
    for (const auto& role : person->roles)
      if (role == duty) return true;
    return false;
  }

  bool operator==(const Organisation&) const = default;
  AVOUCH_FIELDS(present, id, path, name, company_number, country, fingerprint, people, machines,
                outsiders, framework_name, framework_version, framework_document,
                tools_supported_by, required_training, items, repositories, channels, upstream,
                environments, policy, documents, units, products, exemptions, signed_keys)
};

}  // namespace avouch::model
