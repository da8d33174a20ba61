// Git objects: inflating, deltas, and the text inside commits, trees and tags.
//
// Spec: gitformat-pack(5), git-hash-object(1). Bytes in, values out; any thread.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/digest.h"
#include "base/result.h"

namespace avouch::container {

enum class ObjectType : std::uint8_t { kNone, kCommit, kTree, kBlob, kTag };
[[nodiscard]] std::string_view Name(ObjectType type);  // "commit"; "" for kNone

// Inflates one zlib stream of exactly `size` bytes that starts `bytes`; what
// follows it is left alone. Fails with kMalformed.
[[nodiscard]] Result<Bytes> Inflate(BytesView bytes, std::uint64_t size);
// The same, instead of what `out` held; its memory is used again.
[[nodiscard]] Status InflateInto(BytesView bytes, std::uint64_t size, Bytes& out);
// As Inflate where the size is not known, up to `limit`. Fails with kTooLarge too.
[[nodiscard]] Result<Bytes> InflateUnknown(BytesView bytes, std::uint64_t limit);

// A raw deflate stream of `bytes`, as a ZIP archive holds it; empty where it would be no
// smaller. And their CRC-32, as it stands beside it.
[[nodiscard]] Bytes DeflateRaw(BytesView bytes);
// What a raw deflate stream holds, of exactly `size` bytes, into `out`. Fails with kTooLarge,
// before memory is taken, where no stream of this length can hold so much; with kMalformed.
[[nodiscard]] Status InflateRawInto(BytesView bytes, std::uint64_t size, Bytes& out);
[[nodiscard]] std::uint32_t Crc32(BytesView bytes);

// Applies a delta to its base. Fails with kMalformed or kTooLarge.
[[nodiscard]] Result<Bytes> ApplyDelta(BytesView base, BytesView delta, std::uint64_t limit);

struct TreeEntry {
  std::uint32_t mode = 0;  // As written, octal: 0100644, 0040000, 0160000, 0120000
  std::string_view name;   // Into the tree's bytes
  ObjectId id;

  [[nodiscard]] bool is_tree() const { return (mode & 0170000) == 0040000; }
  [[nodiscard]] bool is_submodule() const { return (mode & 0170000) == 0160000; }
  [[nodiscard]] bool is_symlink() const { return (mode & 0170000) == 0120000; }
};

// Reads the next entry at `at` and moves it on. `id_size` is 20 or 32.
// Fails with kMalformed; then nothing after it can be read either.
[[nodiscard]] Result<TreeEntry> NextTreeEntry(BytesView tree, std::size_t& at, std::size_t id_size);
// A name that no honest tree holds: empty, ".", "..", ".git" in any case, or with '/'.
[[nodiscard]] bool IsOddName(std::string_view name);
// A mode that is neither file, folder, symbolic link nor submodule.
[[nodiscard]] bool IsOddMode(std::uint32_t mode);

struct Signature {
  std::string name, email;  // Bytes as typed
  std::int64_t seconds = 0;
  int zone_minutes = 0;
};

struct Commit {
  ObjectId tree;
  std::vector<ObjectId> parents;
  Signature author, committer;
  std::string_view signature;  // Armoured, continuation blanks still in it; or empty
  std::string_view message;    // Into the object's bytes
};
// Reads headers where git does, so that both see the same commit: the tree first,
// parents right behind it, and of any header given twice the first.
// Fails with kMalformed.
[[nodiscard]] Result<Commit> ParseCommit(BytesView bytes);

struct Tag {
  ObjectId target;
  ObjectType target_type = ObjectType::kNone;
  std::string name;
  Signature tagger;            // name empty when the tag has none
  std::string_view signature;  // Armoured, or empty
};
// A signature starts a line, and is the last that does: one quoted in the message is none.
// Fails with kMalformed.
[[nodiscard]] Result<Tag> ParseTag(BytesView bytes);

}  // namespace avouch::container
