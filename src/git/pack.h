// One pack and its index, mapped.
//
// Spec: gitformat-pack(5), pack versions 2 and 3, index versions 1 and 2. Every
// offset is checked where it is used. May be read from several threads.

#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "base/digest.h"
#include "base/result.h"
#include "container/git_object.h"
#include "os/file.h"

namespace avouch::git {

// What stands at an offset of a pack, before inflating.
struct PackEntry {
  container::ObjectType type = container::ObjectType::kNone;  // kNone for a delta
  std::uint64_t size = 0;         // Of the inflated data: the object's or the delta's
  std::uint64_t data = 0;         // Offset of the stream
  std::uint64_t base_offset = 0;  // Delta: base in this pack, or 0
  ObjectId base_id;               // Delta: base by name
};

class Pack {
 public:
  // Fails with kMalformed or kIo; such a pack counts as damaged.
  [[nodiscard]] static Result<std::unique_ptr<Pack>> Open(const std::string& index_path,
                                                          std::size_t id_size);
  // The same over bytes in memory. REQUIRES: they outlive the pack.
  [[nodiscard]] static Result<std::unique_ptr<Pack>> Over(BytesView index, BytesView pack,
                                                          std::size_t id_size,
                                                          const std::string& where = {});

  [[nodiscard]] std::uint32_t count() const { return count_; }
  // REQUIRES: position < count().
  [[nodiscard]] ObjectId IdAt(std::uint32_t position) const;
  [[nodiscard]] std::optional<std::uint32_t> Position(const ObjectId& id) const;
  [[nodiscard]] std::optional<std::uint64_t> Offset(const ObjectId& id) const;
  // REQUIRES: position < count().
  [[nodiscard]] std::optional<std::uint64_t> OffsetAt(std::uint32_t position) const;
  // Ids whose hexadecimal starts so; at most two are wanted.
  void Matching(std::string_view hex, std::vector<ObjectId>& out) const;
  // Fails with kMalformed.
  [[nodiscard]] Result<PackEntry> EntryAt(std::uint64_t offset) const;
  [[nodiscard]] Result<Bytes> InflateAt(const PackEntry& entry) const;
  // The same, instead of what `out` held; its memory is used again.
  [[nodiscard]] Status InflateInto(const PackEntry& entry, Bytes& out) const;

 private:
  [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> Range(unsigned char first) const;

  std::optional<os::MappedFile> index_file_, pack_file_;
  BytesView index_, pack_;
  std::size_t id_size_ = 20;
  bool version1_ = false;
  std::uint32_t count_ = 0;
  std::size_t fanout_ = 0, names_ = 0, offsets_ = 0, large_ = 0, large_count_ = 0;
};

}  // namespace avouch::git
