// Objects that were just read, by where they stand and by name: bounded, the
// least recently used go first.
//
// A history holds millions of small trees, each asked for a few times: entries
// lie in one array, linked by their numbers, so that remembering one takes no
// allocation but the object's own. One thread.

#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "container/git_object.h"

namespace avouch::git {

class Pack;

struct Object {
  container::ObjectType type = container::ObjectType::kNone;
  std::shared_ptr<const Bytes> bytes;
};

class ObjectCache {
 public:
  // Where an object stands; a loose one has no pack, and a number of its own.
  struct Key {
    const Pack* pack = nullptr;
    std::uint64_t offset = 0;
    bool operator==(const Key&) const = default;
  };
  struct Entry {
    Key key;
    Object object;
    ObjectId verified;                      // The name its bytes were hashed to, or none yet
    std::uint32_t newer = 0, older = 0;     // Numbers of entries
    std::uint32_t by_key = 0, by_name = 0;  // The next in the same bucket
  };

  // Remembers at most `limit` bytes, and no object larger than an eighth of them.
  explicit ObjectCache(std::size_t limit) : limit_(limit), entries_(1) {}

  // The entry, from now on the newest, or null. Valid until the next Keep.
  [[nodiscard]] const Entry* Find(const Key& key);
  // The same for a name that the bytes were hashed to.
  [[nodiscard]] const Entry* FindName(const ObjectId& id);
  // Remembers an object; of one that is known, only the name is taken over.
  void Keep(const Key& key, const Object& object, const ObjectId& verified);
  void Clear();

 private:
  static constexpr std::uint32_t kNone = 0;  // Entry 0 is both ends of the list

  std::uint32_t& KeyBucket(const Key& key);
  std::uint32_t& NameBucket(const ObjectId& id);
  std::uint32_t NumberOf(const Key& key);
  const Entry* Renew(std::uint32_t number);
  std::uint32_t Room();
  void SetName(std::uint32_t number, const ObjectId& verified);
  void Link(std::uint32_t number);
  void Unlink(std::uint32_t number);
  void DropOldest();
  void Grow();

  std::size_t limit_, bytes_ = 0;
  std::vector<Entry> entries_;
  std::vector<std::uint32_t> keys_, names_;  // Buckets; as many of both, a power of two
  std::uint32_t free_ = kNone, used_ = 0;
};

}  // namespace avouch::git
