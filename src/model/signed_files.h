// How files came to count as signed: the git objects that show it.
//
// Spec: docs/predicates/said.md, family "signatures". Enough for who has nothing
// else to check again that a commit signed by a listed key changed a file, and to
// what. Holds names, addresses and messages: for assessors at most. Values only;
// any thread.

#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "model/fields.h"

namespace avouch::model {

// One object. Its name is not told: whoever reads it computes it.
struct SignedObject {
  std::string kind;              // "commit", "tree", "blob"
  std::string base;              // Hex name of an object before this one, or empty
  long long head = 0, tail = 0;  // Bytes at the beginning and end that are the base's
  std::string text;              // What stands between them

  bool operator==(const SignedObject&) const = default;
  AVOUCH_FIELDS(kind, base, head, tail, text)
};

// A commit that changed a file. Of one path the newest comes first.
struct SignedPlace {
  std::string path;    // From the root of the repository
  std::string commit;  // Hex

  bool operator==(const SignedPlace&) const = default;
  AVOUCH_FIELDS(path, commit)
};

// A signature in a file of its own, over the present bytes of `path`.
struct SignedBeside {
  std::string path;    // Of what is signed
  std::string suffix;  // ".sig", ".passkey.json"
  std::string text;
  Time when;

  bool operator==(const SignedBeside&) const = default;
  AVOUCH_FIELDS(path, suffix, text, when)
};

struct SignedRepository {
  std::string side;    // "organisation", "product"
  std::string hash;    // "sha1", "sha256"
  std::string prefix;  // The folder inside it, or empty
  std::vector<SignedObject> objects;
  std::vector<SignedPlace> places;
  std::vector<SignedBeside> beside;
  long long left = 0;  // Places that would have been too much

  bool operator==(const SignedRepository&) const = default;
  AVOUCH_FIELDS(side, hash, prefix, objects, places, beside, left)
};

struct SignedFiles {
  std::vector<SignedRepository> repositories;  // Each side at most once

  bool operator==(const SignedFiles&) const = default;
  AVOUCH_FIELDS(repositories)
};

}  // namespace avouch::model
