#include "formats/rpm_blobs.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "formats/sqlite_rows.h"

namespace avouch::formats {
namespace {

using Each = std::function<void(BytesView)>;

// Numbers of a file written on a machine of either order.
class Words {
 public:
  Words(BytesView bytes, bool big) : bytes_(bytes), big_(big) {}
  // REQUIRES: at + 4 (or 2) is within the bytes.
  [[nodiscard]] std::uint32_t U32(std::size_t at) const { return Number(at, 4); }
  [[nodiscard]] std::uint32_t U16(std::size_t at) const { return Number(at, 2); }
  [[nodiscard]] std::uint8_t U8(std::size_t at) const {
    return static_cast<std::uint8_t>(bytes_[at]);
  }
  [[nodiscard]] BytesView bytes() const { return bytes_; }

 private:
  [[nodiscard]] std::uint32_t Number(std::size_t at, std::size_t size) const {
    std::uint32_t out = 0;
    for (std::size_t i = 0; i < size; ++i) out = out << 8 | U8(at + (big_ ? i : size - 1 - i));
    return out;
  }
  BytesView bytes_;
  bool big_;
};

// ---- ndb: slots of 16 bytes that name blobs by their offset in units of 16
// ----

constexpr std::uint32_t kNdbMagic = 0x506D7052, kSlotMagic = 0x746F6C53, kBlobMagic = 0x53626C42;
constexpr std::size_t kNdbPage = 4096, kNdbUnit = 16;

bool ReadNdbBlob(const Words& file, std::uint32_t package, std::uint64_t at, const Each& each) {
  const std::uint64_t size = file.bytes().size();
  if (at + 16 > size || file.U32(at) != kBlobMagic || file.U32(at + 4) != package) return false;
  const std::uint64_t length = file.U32(at + 12);
  if (length > size - at - 16) return false;
  each(file.bytes().substr(at + 16, length));
  return true;
}

Status ReadNdb(BytesView bytes, const Each& each, std::size_t* left) {
  const Words file(bytes, false);
  if (bytes.size() < kNdbPage) return Fail(ErrorKind::kMalformed, "an ndb file that ends early");
  const std::uint64_t pages = file.U32(12);
  if (pages == 0 || pages > bytes.size() / kNdbPage)
    return Fail(ErrorKind::kMalformed, "an ndb file whose slots lead outside");
  std::uint64_t spent = 0;  // Blobs do not overlap: together they are no larger than the file.
  for (std::uint64_t at = 32; at + 16 <= pages * kNdbPage; at += 16) {
    if (file.U32(at) != kSlotMagic) {
      ++*left;
      continue;
    }
    const std::uint32_t package = file.U32(at + 4);
    const std::uint64_t units = file.U32(at + 12);
    if (package == 0) continue;  // Free
    spent += units * kNdbUnit;
    if (spent > bytes.size() ||
        !ReadNdbBlob(file, package, file.U32(at + 8) * std::uint64_t{kNdbUnit}, each))
      ++*left;
  }
  return {};
}

// ---- Berkeley DB: pages of a hash; large values lie on chains of overflow
// pages ----

constexpr std::uint32_t kHashMagic = 0x00061561, kHashMagicSwapped = 0x61150600;
constexpr std::size_t kPageHead = 26;

class Berkeley {
 public:
  Berkeley(BytesView bytes, bool big, const Each& each, std::size_t* left)
      : file_(bytes, big), big_(big), each_(each), left_(left) {}

  Status Read() {
    page_ = file_.U32(20);
    if (page_ < 512 || page_ > 65536 || (page_ & (page_ - 1)) != 0)
      return Fail(ErrorKind::kMalformed, "a Berkeley DB page size that cannot be");
    if (file_.U8(24) != 0) return Fail(ErrorKind::kUnsupported, "an encrypted Berkeley DB");
    const std::uint64_t pages = file_.bytes().size() / page_;
    seen_.assign(pages, false);
    for (std::uint64_t i = 1; i < pages; ++i) {
      const Words page(file_.bytes().substr(i * page_, page_), big_);
      if (page.U8(25) == 2 || page.U8(25) == 13) HashPage(page);
    }
    return {};
  }

 private:
  // Items are pairs of key and value; the value's place is at each odd index.
  void HashPage(const Words& page) {
    const std::size_t entries = page.U16(20);
    if (kPageHead + entries * 2 > page_ || entries % 2 != 0) return void(++*left_);
    std::size_t spent = 0;  // Items do not overlap.
    for (std::size_t i = 1; i < entries; i += 2) {
      const std::size_t at = page.U16(kPageHead + i * 2);
      const std::size_t end = page.U16(kPageHead + i * 2 - 2);  // Items grow downwards.
      if (at + 1 > page_ || end > page_ || at >= end || (spent += end - at) > page_) {
        ++*left_;
        continue;
      }
      if (page.U8(at) == 3 && at + 12 <= page_) {
        Overflow(page.U32(at + 4), page.U32(at + 8));
      } else if (page.U8(at) == 1) {
        if (end - at > 9) each_(page.bytes().substr(at + 1, end - at - 1));  // 4: the last number
      } else {
        ++*left_;
      }
    }
  }

  void Overflow(std::uint32_t number, std::uint64_t size) {
    together_.clear();
    while (together_.size() < size && number != 0) {
      if (number >= seen_.size() || seen_[number]) break;
      seen_[number] = true;
      const Words page(file_.bytes().substr(std::uint64_t{number} * page_, page_), big_);
      const std::size_t there = page.U16(22);
      if (page.U8(25) != 7 || there > page_ - kPageHead) break;
      together_.append(page.bytes().substr(kPageHead, there));
      number = page.U32(16);
    }
    if (together_.size() != size) return void(++*left_);
    each_(together_);
  }

  Words file_;
  bool big_;
  const Each& each_;
  std::size_t* left_;
  std::uint64_t page_ = 0;
  std::vector<bool> seen_;
  Bytes together_;
};

}  // namespace

Status ForEachRpmBlob(BytesView file, const Each& blob, std::size_t* left) {
  std::size_t own = 0;
  if (left == nullptr) left = &own;
  *left = 0;
  if (IsSqlite(file)) {
    std::size_t odd = 0;
    const auto row = [&](const SqliteRow& values) {
      if (values.size() == 2 && values[1].kind == SqliteValue::Kind::kBlob)
        blob(values[1].bytes);
      else
        ++odd;
    };
    AVOUCH_CHECK_OK(ForEachSqliteRow(file, "Packages", row, left));
    *left += odd;
    return {};
  }
  if (file.size() < 512) return Fail(ErrorKind::kMalformed, "no RPM database");
  const Words words(file, false);
  if (words.U32(0) == kNdbMagic) return ReadNdb(file, blob, left);
  if (words.U32(12) == kHashMagic) return Berkeley(file, false, blob, left).Read();
  if (words.U32(12) == kHashMagicSwapped) return Berkeley(file, true, blob, left).Read();
  return Fail(ErrorKind::kMalformed, "no RPM database");
}

}  // namespace avouch::formats
