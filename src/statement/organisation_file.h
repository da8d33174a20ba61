// avouch.org.yaml: what an organisation says once for all its products, read
// strictly; and the digests by which a signature over an older version of the
// file still counts for the values that have not changed since.
//
// Spec: docs/schemas/avouch-org-1.schema.json, which follows from the table of
// organisation_shape.cpp; DESIGN, "Statements".
//
// Bytes in, values out; any thread.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "model/organisation.h"
#include "syntax/node.h"

namespace avouch::statement {

inline constexpr std::string_view kOrganisationFileName = "avouch.org.yaml";

// 100,000 people, with a key and an address each, are 20 MB.
inline constexpr std::size_t kMaxOrganisationBytes = std::size_t{24} << 20;

// Parses `yaml` and holds it to the table; what the table cannot say is not
// looked at. `name` is how errors call the file.
// Fails with kConfiguration; `where` is "<name>:<line>:<column>".
[[nodiscard]] Result<syntax::Node> ParseOrganisation(BytesView yaml,
                                                     std::string_view name = kOrganisationFileName);

// ParseOrganisation, and the values. Ids are unique and have one spelling, each
// id that is referred to exists, no account or address is two people's, days
// are in order. `fingerprint`, `signed_keys` and every Said are left empty: trust
// makes them.
// Fails as ParseOrganisation does.
[[nodiscard]] Result<model::Organisation> ReadOrganisationFile(
    BytesView yaml, std::string_view name = kOrganisationFileName);

// The value at a path of keys, by the digest of its canonical JSON.
struct KeyDigest {
  std::string key;  // "build-environments.cloud.logs"
  Digest digest;    // SHA-256 of the canonical JSON of the value there

  bool operator==(const KeyDigest&) const = default;
};

inline constexpr int kMaxKeyDepth = 4;

// Every path of keys through the maps of `root`, kMaxKeyDepth keys at most,
// sorted by key. Equal digests mean equal values, whatever comments, order,
// quotes and aliases the file has. A key with a dot in it is part of no path, so
// no two values share one: the map that holds it is the least that can be
// signed. Any parsed YAML will do, avouch.yaml too; one whose values have no
// canonical form, or that says more than kMaxShapeText, has no keys at all.
[[nodiscard]] std::vector<KeyDigest> OrganisationKeys(const syntax::Node& root);

// Canonical {"organisation": {"company-number", "country", "name"}, "people":
// [{"id", "keys", "roles", "since", "until"}]}, people by id, roles and keys sorted and
// unique, the days between which keys count "" when they are not told.
// The SHA-256 of this, for the file's first version, is the organisation's
// fingerprint.
// Fails with kMalformed on text that is not UTF-8, which no file read above has.
[[nodiscard]] Result<Bytes> CanonicalFirst(const model::Organisation& organisation);

// The same with all that is said of each person: names, addresses and accounts. Two versions of a
// file with the same bytes here name the same people, with nothing added to what any of their keys
// can do. Fails as CanonicalFirst does.
[[nodiscard]] Result<Bytes> CanonicalPeople(const model::Organisation& organisation);

// The JSON Schema of avouch.org.yaml.
[[nodiscard]] syntax::Node OrganisationSchema();

}  // namespace avouch::statement
