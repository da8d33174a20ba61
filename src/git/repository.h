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
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/budget.h"
#include "base/digest.h"
#include "base/result.h"
#include "container/git_object.h"
#include "container/limits.h"
#include "crypto/hash.h"
#include "git/object_cache.h"
#include "git/pack.h"
#include "git/refs.h"

namespace avouch::git {

class Repository {
 public:
  // `path` is a work tree, a folder inside one, a linked work tree, or bare.
  // Fails with kNotFound when it is none, kUnsupported on an unknown format.
  [[nodiscard]] static Result<Repository> Open(const std::string& path);
  // Packs alone, no refs and no folder: what tests and fuzz targets read.
  [[nodiscard]] static Repository OfPacks(std::vector<std::unique_ptr<Pack>> packs,
                                          crypto::HashKind hash);

  [[nodiscard]] crypto::HashKind hash() const { return hash_; }
  [[nodiscard]] std::size_t id_size() const { return hash_ == crypto::HashKind::kSha1 ? 20 : 32; }
  // The folder of the tree that `path` points at, or empty for its root.
  [[nodiscard]] const std::string& prefix() const { return prefix_; }
  [[nodiscard]] const std::string& work_tree() const { return work_tree_; }  // Or empty
  // What linked work trees share: one repository has one.
  [[nodiscard]] const std::string& common_dir() const { return common_dir_; }
  // Folders that reading this repository opens.
  [[nodiscard]] const std::vector<std::string>& folders() const { return folders_; }
  // Sorted by name; HEAD is not among them. A branch that names another branch
  // has its commit. Bad names, values and circles are left out and counted.
  [[nodiscard]] const std::vector<Ref>& refs() const { return refs_; }
  [[nodiscard]] long long bad_refs() const { return bad_refs_; }
  [[nodiscard]] const std::unordered_set<ObjectId>& shallow() const { return shallow_; }
  [[nodiscard]] bool partial() const { return partial_; }

  // A revision: HEAD, a branch, a tag, a full or shortened id, each with ~n, ^
  // and ^n behind it. The id of a commit. Fails with kNotFound.
  [[nodiscard]] Result<ObjectId> Resolve(std::string_view revision) const;

 private:
  friend class Reader;
  // An object of one of the smaller packs, by the first eight bytes of its name.
  struct Row {
    std::uint64_t prefix;
    std::uint32_t pack, position;
    auto operator<=>(const Row&) const = default;
  };

  // Beyond so many packs, one table over the smaller ones is faster.
  static constexpr std::size_t kAskedPacks = 16;

  void OrderPacks();
  // Calls visit(pack number, position) for each packed copy until it says true.
  template <class Visit>
  void EachCopy(const ObjectId& id, Visit visit) const;
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
  std::vector<std::unique_ptr<Pack>> packs_;  // Largest first
  std::vector<Row> rows_;                     // Of packs_[kAskedPacks...], sorted
};

// Reads objects of one repository, with a bounded cache. One thread.
class Reader {
 public:
  explicit Reader(const Repository& repository, std::size_t cache_bytes = 96u << 20);

  // Fails with kNotFound (absent), kMalformed or kIntegrity (damaged), kTooLarge
  // (more than `limit` bytes, or more work than one object or one reader may cost).
  // Whether it is packed, and on which base, makes no difference to what is returned.
  [[nodiscard]] Result<Object> Read(const ObjectId& id,
                                    std::uint64_t limit = container::kMaxObjectBytesDefault);
  [[nodiscard]] Result<Object> ReadOf(const ObjectId& id, container::ObjectType type);
  // Gives back the memory of what is remembered.
  void Forget() { cache_.Clear(); }
  [[nodiscard]] bool Has(const ObjectId& id) const;
  // Follows tags to what they name.
  [[nodiscard]] Result<ObjectId> Peel(ObjectId id, container::ObjectType type);

 private:
  // Where a packed copy is: the pack's number, the position in its index.
  struct Copy {
    std::size_t pack = 0;
    std::uint32_t position = 0;
    bool operator==(const Copy&) const = default;
  };

  [[nodiscard]] std::optional<Copy> FirstCopy(const ObjectId& id) const;
  Result<Object> ReadCopies(const ObjectId& id, std::uint64_t limit);
  Result<Object> ReadCopy(const ObjectId& id, const Copy& copy, std::uint64_t limit);
  Result<Object> ReadPacked(const Pack& pack, std::uint64_t offset, std::uint64_t limit);
  Result<Object> ApplyChain(const Pack& pack, Object object,
                            std::vector<std::pair<std::uint64_t, PackEntry>> chain,
                            std::uint64_t limit);
  Result<Object> ReadLoose(const ObjectId& id, std::uint64_t limit);
  Result<Object> ReadLooseFile(BytesView file, const ObjectId& id, std::uint64_t limit);

  const Repository& repository_;
  crypto::GitHasher hasher_;
  ObjectCache cache_;
  std::uint64_t loose_ = 0;  // Loose objects remembered so far
  Bytes delta_;              // Of ApplyChain, kept so that each delta needs no memory of its own
  int hops_ = 0;             // From pack to pack, for the object that is being read
  Budget made_{container::kMaxMadeBytes};
};

}  // namespace avouch::git
