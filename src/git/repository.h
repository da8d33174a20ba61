// A git repository on disk, read with bounds: refs, packs, loose objects.
//
// Spec: gitformat-pack(5), gitrepository-layout(5), gitformat-index is not read.
// Every object is hashed and compared with its name. Commit-graph and multi-pack
// index are not read: both only repeat what packs and their indexes say, and
// what is not trusted need not be opened. Of `config` only the repository's
// format, its hash and its extensions are read; no program is run.
//
// A Repository may be used from several threads; a Reader by one.

#pragma once

#include <cstdint>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/digest.h"
#include "base/result.h"
#include "container/git_object.h"
#include "container/limits.h"
#include "crypto/hash.h"
#include "git/pack.h"

namespace avouch::git {

struct Ref {
  std::string name;  // "refs/heads/main"
  ObjectId id;
};

struct Object {
  container::ObjectType type = container::ObjectType::kNone;
  std::shared_ptr<const Bytes> bytes;
};

class Repository {
 public:
  // `path` is a work tree, a folder inside one, a linked work tree, or bare.
  // Fails with kNotFound when it is none, kUnsupported on an unknown format.
  [[nodiscard]] static Result<Repository> Open(const std::string& path);

  [[nodiscard]] crypto::HashKind hash() const { return hash_; }
  [[nodiscard]] std::size_t id_size() const { return hash_ == crypto::HashKind::kSha1 ? 20 : 32; }
  // The folder of the tree that `path` points at, or empty for its root.
  [[nodiscard]] const std::string& prefix() const { return prefix_; }
  [[nodiscard]] const std::string& work_tree() const { return work_tree_; }  // Or empty
  // Folders that reading this repository opens.
  [[nodiscard]] const std::vector<std::string>& folders() const { return folders_; }
  // Sorted by name; HEAD is not among them. Bad names are left out and counted.
  [[nodiscard]] const std::vector<Ref>& refs() const { return refs_; }
  [[nodiscard]] long long bad_refs() const { return bad_refs_; }
  [[nodiscard]] const std::unordered_set<ObjectId>& shallow() const { return shallow_; }
  [[nodiscard]] bool partial() const { return partial_; }

  // A revision: HEAD, a branch, a tag, a full or shortened id, each with ~n, ^
  // and ^n behind it. The id of a commit. Fails with kNotFound.
  [[nodiscard]] Result<ObjectId> Resolve(std::string_view revision) const;

 private:
  friend class Reader;
  Status ReadConfig();
  Status ReadRefs();
  Status AddObjects(const std::string& folder, int depth);
  Result<ObjectId> ReadHead() const;
  Result<ObjectId> ResolveName(std::string_view name) const;

  std::string git_dir_, common_dir_, work_tree_, prefix_;
  std::vector<std::string> folders_, object_folders_;
  crypto::HashKind hash_ = crypto::HashKind::kSha1;
  bool partial_ = false;
  std::vector<Ref> refs_;
  long long bad_refs_ = 0;
  std::unordered_set<ObjectId> shallow_;
  std::vector<std::unique_ptr<Pack>> packs_;
};

// Reads objects of one repository, with a bounded cache. One thread.
class Reader {
 public:
  explicit Reader(const Repository& repository, std::size_t cache_bytes = 96u << 20);

  // Fails with kNotFound (absent), kMalformed or kIntegrity (damaged), kTooLarge.
  [[nodiscard]] Result<Object> Read(const ObjectId& id,
                                    std::uint64_t limit = container::kMaxObjectBytesDefault);
  [[nodiscard]] Result<Object> ReadOf(const ObjectId& id, container::ObjectType type);
  // True the first time an id is asked about; a bit for each packed object.
  [[nodiscard]] bool FirstSight(const ObjectId& id);
  // Adds what another reader of the same repository has seen.
  void MergeSight(const Reader& other);
  [[nodiscard]] long long Sighted() const;
  [[nodiscard]] bool Has(const ObjectId& id) const;
  // Follows tags to what they name.
  [[nodiscard]] Result<ObjectId> Peel(ObjectId id, container::ObjectType type);

 private:
  struct Key {
    const Pack* pack;
    std::uint64_t offset;
    bool operator==(const Key&) const = default;
  };
  struct HashKey {
    std::size_t operator()(const Key& key) const {
      return reinterpret_cast<std::size_t>(key.pack) * 31 + key.offset * 0x9E3779B97F4A7C15ull;
    }
  };
  struct Cached {
    Key key;
    Object object;
    bool verified = false;  // Its bytes were hashed and are what their name says
  };

  Result<Object> ReadPacked(const Pack& pack, std::uint64_t offset, std::uint64_t limit);
  Result<Object> ReadLoose(const ObjectId& id, std::uint64_t limit);
  Cached* FindCached(const Key& key);
  void Keep(const Key& key, const Object& object, bool verified);

  const Repository& repository_;
  crypto::GitHasher hasher_;
  std::size_t cache_bytes_, cached_ = 0;
  int depth_ = 0;  // Of deltas that lead from pack to pack
  std::vector<std::vector<bool>> seen_;        // By pack, by position in its index
  std::unordered_set<ObjectId> seen_loose_;
  std::list<Cached> order_;
  std::unordered_map<Key, std::list<Cached>::iterator, HashKey> cache_;
};

}  // namespace avouch::git
