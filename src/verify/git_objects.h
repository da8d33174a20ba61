// The git objects that a bundle carries, each under the name that its bytes have.
//
// Spec: docs/bundle.md section 8; model/signed_files.h. Hostile: bounded before it
// is expanded. Pure; any thread.

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"
#include "container/git_object.h"
#include "crypto/hash.h"
#include "model/signed_files.h"

namespace avouch::verify {

inline constexpr std::size_t kMaxSignedObjects = 200'000;
// All objects together, expanded: ten years of a record a day in one folder.
inline constexpr std::uint64_t kMaxSignedBytes = 256u << 20;

class GitObjects {
 public:
  // Fails with kMalformed for a word that is none, kTooLarge, and kIntegrity for
  // an object on a base that is not before it, or one given twice.
  [[nodiscard]] static Result<GitObjects> Read(const model::SignedRepository& repository);

  [[nodiscard]] crypto::HashKind hash() const { return hash_; }
  // The bytes of a commit. Fails with kNotFound.
  [[nodiscard]] Result<BytesView> Commit(const ObjectId& id) const;
  // The bytes of a blob; nothing when it is not carried.
  [[nodiscard]] std::optional<BytesView> Blob(const ObjectId& id) const;
  // The name of the file at `path` below a tree; nothing when there is none.
  // Fails with kNotFound when a tree on the way is not carried, kMalformed.
  [[nodiscard]] Result<std::optional<ObjectId>> FileAt(const ObjectId& tree,
                                                       std::string_view path) const;
  // The name of the file that `commit` left at `path`, which none of its parents
  // had there. Fails with kNotFound when something on the way is not carried,
  // kIntegrity when the commit did not change it or took it away.
  [[nodiscard]] Result<ObjectId> Changed(const ObjectId& commit, std::string_view path) const;

 private:
  struct Object {
    container::ObjectType type = container::ObjectType::kNone;
    Bytes bytes;
  };
  explicit GitObjects(crypto::HashKind hash) : hash_(hash) {}
  Status Add(const model::SignedObject& one, crypto::GitHasher& hasher, std::uint64_t& budget);
  [[nodiscard]] const Object* Find(const ObjectId& id, container::ObjectType type) const;

  crypto::HashKind hash_;
  std::unordered_map<ObjectId, Object> objects_;
};

}  // namespace avouch::verify
