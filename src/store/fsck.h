// Everything in the ledger looked at again, and its root made again from the
// journal alone. Reads only; takes no lock, so it is for a ledger at rest.
//
// One thread.

#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "store/disk.h"
#include "tlog/checkpoint.h"

namespace avouch::store {

struct FsckReport {
  tlog::Checkpoint head;              // As signed
  std::uint64_t unfinished = 0;       // Bytes of the journal that no checkpoint covers
  std::uint64_t payloads = 0;         // Read, with the digest that they should have
  std::uint64_t erased = 0;           // For a reason that is there
  std::uint64_t tiles = 0;            // Read, with the contents that they should have
  std::uint64_t unpublished = 0;      // Of the last batch, whose writer was stopped before its end
  std::vector<std::string> problems;  // "tile/0/000: ..."; empty when all is well

  bool operator==(const FsckReport&) const = default;
};

// `secret` may be empty: then the commitments of the entries are not made again.
// Fails with kNotFound when there is no ledger, kIo when the disk does not answer,
// and kIntegrity when checkpoint and journal do not agree: the rest is then moot.
[[nodiscard]] Result<FsckReport> Fsck(Disk& disk, const tlog::NoteKey& log, BytesView secret = {});

}  // namespace avouch::store
