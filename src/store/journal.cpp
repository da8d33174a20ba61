#include "store/journal.h"

#include <cassert>
#include <cstring>

#include "crypto/hash.h"

namespace avouch::store {
namespace {

constexpr std::string_view kMark = "avjr";

Bytes BigEndian(std::uint64_t number, int bytes) {
  Bytes out;
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) {
    out += static_cast<char>(number >> shift & 0xff);
  }
  return out;
}

std::uint64_t Number(BytesView bytes) {
  std::uint64_t out = 0;
  for (char byte : bytes) out = out << 8 | static_cast<std::uint8_t>(byte);
  return out;
}

BytesView View(const Digest& digest) {
  return {reinterpret_cast<const char*>(digest.bytes.data()), digest.bytes.size()};
}

// REQUIRES: 32 bytes.
Digest DigestFrom(BytesView bytes) {
  Digest out;
  std::memcpy(out.bytes.data(), bytes.data(), out.bytes.size());
  return out;
}

Digest Chained(const Digest& before, BytesView record) {
  Bytes input(View(before));
  input += record;
  return crypto::Sha256Of(input);
}

std::unexpected<Error> NotWhole(std::string_view what) {
  return Fail(ErrorKind::kMalformed, std::string(what));
}

}  // namespace

Bytes JournalHead(std::string_view origin) {
  return "avouch-journal-v1\n" + std::string(origin) + "\n";
}

Digest HeadDigest(std::string_view origin) { return crypto::Sha256Of(JournalHead(origin)); }

Bytes WriteRecord(const Digest& before, std::uint64_t first, std::span<const Entry> entries) {
  assert(!entries.empty() && entries.size() <= kMaxBatch);
  Bytes out(kMark);
  out += BigEndian(8 + entries.size() * kEntryBytes, 4);
  out += BigEndian(first, 8);
  for (const Entry& entry : entries) {
    out += tlog::WriteLeaf(entry.leaf);
    out += View(entry.payload);
    out += View(entry.envelope);
  }
  out += View(Chained(before, out));
  return out;
}

Result<Record> ReadRecord(BytesView bytes, const Digest& before, std::uint64_t first) {
  if (bytes.size() < kRecordExtra || !bytes.starts_with(kMark)) return NotWhole("no record");
  std::uint64_t body = Number(bytes.substr(4, 4));
  if (body < 8 + kEntryBytes || (body - 8) % kEntryBytes != 0 ||
      (body - 8) / kEntryBytes > kMaxBatch) {
    return NotWhole("a record of another length");
  }
  if (bytes.size() - 40 < body) return NotWhole("a record that was cut off");
  BytesView hashed = bytes.substr(0, 8 + body);
  Record out{{}, hashed.size() + 32, DigestFrom(bytes.substr(hashed.size(), 32))};
  if (Chained(before, hashed) != out.digest) return NotWhole("a record with another digest");
  if (Number(bytes.substr(8, 8)) != first) return NotWhole("a record of other entries");
  for (BytesView rest = hashed.substr(16); !rest.empty(); rest.remove_prefix(kEntryBytes)) {
    AVOUCH_TRY(tlog::Leaf leaf, tlog::ParseLeaf(rest.substr(0, tlog::kLeafBytes)));
    out.entries.push_back({leaf, DigestFrom(rest.substr(tlog::kLeafBytes, 32)),
                           DigestFrom(rest.substr(tlog::kLeafBytes + 32, 32))});
  }
  return out;
}

Result<Journal> ReadJournal(BytesView bytes, std::string_view origin) {
  Bytes head = JournalHead(origin);
  if (!bytes.starts_with(head)) return Fail(ErrorKind::kMalformed, "no journal of this log");
  Journal out{{}, {}, head.size(), HeadDigest(origin)};
  while (out.whole < bytes.size()) {
    auto record = ReadRecord(bytes.substr(out.whole), out.last, out.entries.size());
    if (!record) return out;
    if (out.entries.size() + record->entries.size() > kMaxEntries) {
      return Fail(ErrorKind::kTooLarge, "a journal of too many entries");
    }
    out.entries.insert(out.entries.end(), record->entries.begin(), record->entries.end());
    out.ends.push_back(out.entries.size());
    out.whole += record->bytes;
    out.last = record->digest;
  }
  return out;
}

}  // namespace avouch::store
