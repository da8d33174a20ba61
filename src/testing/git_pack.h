// Writes git objects, packs and indexes, honest ones and lying ones, for tests.
//
// Spec: gitformat-pack(5). What is written is what was asked for: no size, offset,
// order or name is checked here. Values only; any thread.

#pragma once

#include <libdeflate.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/digest.h"
#include "container/git_object.h"
#include "crypto/hash.h"

namespace avouch::testing {

// One zlib stream.
inline Bytes Deflate(BytesView bytes) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> one(
      libdeflate_alloc_compressor(9), &libdeflate_free_compressor);
  Bytes out(libdeflate_zlib_compress_bound(one.get(), bytes.size()), '\0');
  out.resize(
      libdeflate_zlib_compress(one.get(), bytes.data(), bytes.size(), out.data(), out.size()));
  return out;
}

inline Bytes Big(std::uint64_t value, int size) {
  Bytes out;
  for (int i = size; i-- > 0;) out += static_cast<char>(value >> 8 * i & 255);
  return out;
}

// The two sizes that open a delta, and its instructions.
inline Bytes DeltaSizes(std::uint64_t base, std::uint64_t result) {
  Bytes out;
  for (std::uint64_t value : {base, result}) {
    for (; value > 127; value >>= 7) out += static_cast<char>(128 | (value & 127));
    out += static_cast<char>(value);
  }
  return out;
}
// REQUIRES: size < 2^24; 0 stands for 65,536.
inline Bytes DeltaCopy(std::uint32_t offset, std::uint32_t size) {
  Bytes out(1, '\xff');
  for (int i = 0; i < 4; ++i) out += static_cast<char>(offset >> 8 * i & 255);
  for (int i = 0; i < 3; ++i) out += static_cast<char>(size >> 8 * i & 255);
  return out;
}
// REQUIRES: text has 1 to 127 bytes.
inline Bytes DeltaInsert(std::string_view text) {
  return static_cast<char>(text.size()) + Bytes(text);
}

struct TreeLine {
  std::string mode;  // As written: "100644"
  std::string name;
  ObjectId id;
};
inline Bytes TreeBytes(const std::vector<TreeLine>& lines) {
  Bytes out;
  for (const auto& line : lines) {
    out += line.mode + " " + line.name;
    out += '\0';
    out += line.id.view();
  }
  return out;
}

inline Bytes CommitBytes(const ObjectId& tree, const std::vector<ObjectId>& parents = {},
                         std::string_view message = "message\n") {
  Bytes out = "tree " + tree.hex() + "\n";
  for (const auto& parent : parents) out += "parent " + parent.hex() + "\n";
  out += "author A <a@example.org> 1700000000 +0100\n";
  out += "committer C <c@example.org> 1700000001 -0230\n\n";
  return out.append(message);
}

// Lays out entries one after another; the index says what each Add claimed.
class PackWriter {
 public:
  using Type = container::ObjectType;

  explicit PackWriter(crypto::HashKind hash = crypto::HashKind::kSha1)
      : hash_(hash), pack_("PACK" + Big(2, 4) + Big(0, 4)) {}

  ObjectId Add(Type type, BytesView bytes) {
    const ObjectId id = crypto::GitObjectId(hash_, container::Name(type), bytes);
    AddRaw(static_cast<int>(type), bytes.size(), {}, Deflate(bytes), id);
    return id;
  }
  // A delta on what stands at `base`. `id` is the name the index gives it.
  void AddOffsetDelta(std::uint64_t base, BytesView delta, const ObjectId& id) {
    std::uint64_t back = pack_.size() - base;
    Bytes distance(1, static_cast<char>(back & 127));
    while ((back >>= 7) != 0) distance.insert(0, 1, static_cast<char>(128 | (--back & 127)));
    AddRaw(6, delta.size(), distance, Deflate(delta), id);
  }
  void AddNamedDelta(const ObjectId& base, BytesView delta, const ObjectId& id) {
    AddRaw(7, delta.size(), Bytes(base.view()), Deflate(delta), id);
  }
  // An entry as told: a type of 0 to 7, a size, what names a base, a stream.
  void AddRaw(int type, std::uint64_t size, BytesView base, BytesView stream, const ObjectId& id) {
    rows_.push_back({id, pack_.size()});
    auto byte = static_cast<unsigned>(type << 4 | static_cast<int>(size & 15));
    for (size >>= 4; size != 0; size >>= 7) {
      pack_ += static_cast<char>(128 | byte);
      byte = size & 127;
    }
    pack_ += static_cast<char>(byte);
    pack_ += base;
    pack_ += stream;
  }
  // A further row of the index, for an entry that is there, or is not.
  void AddRow(const ObjectId& id, std::uint64_t offset) { rows_.push_back({id, offset}); }

  [[nodiscard]] std::uint64_t last() const { return rows_.back().offset; }
  [[nodiscard]] std::uint64_t end() const { return pack_.size(); }
  [[nodiscard]] std::size_t id_size() const { return hash_ == crypto::HashKind::kSha1 ? 20 : 32; }

  [[nodiscard]] Bytes Pack() const {
    Bytes out = pack_;
    out.replace(8, 4, Big(rows_.size(), 4));
    return out + Bytes(id_size(), '\0');
  }
  // Index version 2. Offsets from `large_from` on go to the table of eight bytes.
  [[nodiscard]] Bytes Index(std::uint64_t large_from = 1ull << 31) const {
    std::vector<Row> rows = Sorted();
    Bytes names, checks, offsets, large;
    for (const auto& row : rows) {
      names += row.id.view();
      checks += Big(0, 4);
      if (row.offset < large_from) {
        offsets += Big(row.offset, 4);
      } else {
        offsets += Big(0x80000000u | large.size() / 8, 4);
        large += Big(row.offset, 8);
      }
    }
    return "\377tOc" + Big(2, 4) + Fanout(rows) + names + checks + offsets + large +
           Bytes(2 * id_size(), '\0');
  }
  [[nodiscard]] Bytes IndexVersion1() const {
    std::vector<Row> rows = Sorted();
    Bytes out = Fanout(rows);
    for (const auto& row : rows) out += Big(row.offset, 4) + Bytes(row.id.view());
    return out + Bytes(2 * id_size(), '\0');
  }

 private:
  struct Row {
    ObjectId id;
    std::uint64_t offset;
  };

  [[nodiscard]] std::vector<Row> Sorted() const {
    std::vector<Row> rows = rows_;
    std::stable_sort(rows.begin(), rows.end(), [](auto& a, auto& b) { return a.id < b.id; });
    return rows;
  }
  static Bytes Fanout(const std::vector<Row>& rows) {
    Bytes out;
    for (unsigned first = 0; first < 256; ++first)
      out += Big(
          static_cast<std::uint64_t>(std::count_if(
              rows.begin(), rows.end(), [&](const Row& row) { return row.id.bytes[0] <= first; })),
          4);
    return out;
  }

  crypto::HashKind hash_;
  Bytes pack_;
  std::vector<Row> rows_;
};

}  // namespace avouch::testing
