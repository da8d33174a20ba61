// What people and other systems said, as it was read for one decision: canonical
// bytes, so that anyone who is given them decides the same.
//
// Who stands by what is part of it: the signatures were checked by who made it.
// Holds names and addresses: for assessors at most. Any thread.

#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"
#include "model/document.h"
#include "model/export.h"
#include "model/organisation.h"
#include "model/paper.h"
#include "model/record.h"
#include "model/results.h"
#include "model/signed_files.h"

namespace avouch::statement {

struct ProductKeys {  // Who stands by the keys of avouch.yaml
  std::vector<model::SignedKey> keys;

  AVOUCH_FIELDS(keys)
};

struct OrganisationDocuments {  // Papers of the organisation, as documents are read
  std::vector<model::Document> documents;

  AVOUCH_FIELDS(documents)
};

// "organisation", "documents", "records", "exports", "results", "papers", "published",
// "product-keys", "signatures".
template <class T>
[[nodiscard]] std::string_view SaidFamily();

template <class T>
[[nodiscard]] Result<Bytes> WriteSaid(const T& facts);
// Accepts exactly what WriteSaid writes. Fails with kMalformed.
template <class T>
[[nodiscard]] Result<T> ReadSaid(BytesView json);

}  // namespace avouch::statement
