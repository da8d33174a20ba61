// Lock files cut into their entries, so that what did not change from one version of a
// file to the next need not be read again.
//
// A lock is a head, thousands of entries and a tail, and a commit changes a few of the
// entries. What such a file names is what its entries name, each read alone in a document
// of the same kind, and what the rest names. The cut is by lines, as the package managers
// write them; a file that is laid out otherwise is not cut. An entry that is cut wrongly
// does not parse alone: whoever reads it then reads the whole.
//
// Formats: package-lock.json, pnpm-lock.yaml, yarn.lock, composer.lock, Cargo.lock,
// poetry.lock, uv.lock. Pure; any thread.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/bytes.h"

namespace avouch::formats {

struct LockPiece {
  BytesView text;           // With its last line's end
  std::uint32_t frame = 0;  // Position in LockPieces::frames
  // Of the version before, the piece that is the same to the byte; or none.
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t same = kNone;
  std::size_t key = 0;  // A hash of its first line and its frame
};

// What makes a document of a piece.
struct LockFrame {
  Bytes before;
  std::string_view after;

  bool operator==(const LockFrame&) const = default;
};

struct LockPieces {
  std::vector<LockFrame> frames;
  std::vector<LockPiece> pieces;  // In the order of the file; views into it
  Bytes rest;                     // The file without them: a document, too
  Bytes indent;                   // Of JSON, one step
};

// Nothing where the format has no such entries, the file is laid out in a way of its own, an entry
// is there twice, or the file is larger than any that is worth it. `before` is the cut of another
// version of the same file.
[[nodiscard]] std::optional<LockPieces> CutLock(std::string_view format, BytesView bytes,
                                                const LockPieces* before);

// The document that holds this piece alone.
[[nodiscard]] Bytes DocumentOf(const LockPieces& pieces, const LockPiece& piece);

}  // namespace avouch::formats
