// The signed table of contents of a bundle.
//
// Spec: docs/bundle.md sections 3 and 4; the keys are the field names with '-'
// for '_'. What is absent is an empty text. Values, and bytes from and to them;
// any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "base/time.h"
#include "model/fields.h"

namespace avouch::statement {

inline constexpr std::string_view kBundleSchema = "urn:x-avouch:bundle:v1";  // Also payloadType
inline constexpr std::string_view kIndexMember = "index.dsse.json";
inline constexpr std::string_view kCheckpointMember = "checkpoint";

// From what anyone may see to what stays in the house.
enum class Audience { kPublic, kCustomer, kAssessor, kInternal };
AVOUCH_NAMES(Audience, "public", "customer", "assessor", "internal")

enum class ItemKind {
  kVerdicts,
  kAssessment,
  kKeys,
  kObservation,
  kSaid,
  kDetail,
  kPayload,
  kAffirmation,
};
AVOUCH_NAMES(ItemKind, "verdicts", "assessment", "keys", "observation", "said", "detail", "payload",
             "affirmation")

struct BundleItem {
  ItemKind kind = ItemKind::kPayload;
  std::string name;
  Audience visibility = Audience::kInternal;
  long long leaf = 0;
  Time time;
  Digest commitment;
  std::vector<Digest> proof;
  std::string id, salt, member;  // Hex, hex, a member's name; empty when withheld

  [[nodiscard]] bool withheld() const { return member.empty(); }
  bool operator==(const BundleItem&) const = default;
  AVOUCH_FIELDS(kind, name, visibility, leaf, time, commitment, proof, id, salt, member)
};

struct BundleMember {
  std::string name;
  Digest sha256;
  long long size = 0;

  bool operator==(const BundleMember&) const = default;
  AVOUCH_FIELDS(name, sha256, size)
};

struct EarlierHead {
  long long size = 0;
  Digest root;
  std::vector<Digest> proof;  // Of consistency, from here to the bundle's head

  bool operator==(const EarlierHead&) const = default;
  AVOUCH_FIELDS(size, root, proof)
};

struct BundleLog {
  std::string key;  // "name+hash+key"
  long long size = 0;
  Digest root;
  Digest checkpoint;  // SHA-256 of the member
  std::vector<EarlierHead> earlier;

  bool operator==(const BundleLog&) const = default;
  AVOUCH_FIELDS(key, size, root, checkpoint, earlier)
};

struct BundleProduct {
  std::string name, version, commit;

  bool operator==(const BundleProduct&) const = default;
  AVOUCH_FIELDS(name, version, commit)
};

struct BundleOrganisation {
  std::string name, fingerprint;
  std::vector<std::string> chain;  // Fingerprints, the first list of keys first

  bool operator==(const BundleOrganisation&) const = default;
  AVOUCH_FIELDS(name, fingerprint, chain)
};

struct BundleIndex {
  std::string schema{kBundleSchema};
  Audience audience = Audience::kInternal;
  BundleProduct product;
  Digest assessment, verdicts;
  BundleOrganisation organisation;
  BundleLog log;
  std::vector<BundleItem> items;      // By leaf
  std::vector<BundleMember> members;  // By name

  bool operator==(const BundleIndex&) const = default;
  AVOUCH_FIELDS(schema, audience, product, assessment, verdicts, organisation, log, items, members)
};

// The name of the member that holds an item of this kind, name and id. Of evidence
// from one of several sources, "history@api", it is "observations/api/history.json".
[[nodiscard]] std::string MemberFor(ItemKind kind, std::string_view name, std::string_view id);

[[nodiscard]] Result<Bytes> WriteBundleIndex(const BundleIndex& index);
// Accepts exactly what WriteBundleIndex writes; nothing in it is proved.
// Fails with kMalformed.
[[nodiscard]] Result<BundleIndex> ReadBundleIndex(BytesView json);

}  // namespace avouch::statement
