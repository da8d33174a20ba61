// The members of an image on disk, by name: a folder (OCI layout), or a tar of one, or what
// docker save writes; the tar may be packed with gzip or zstd.
//
// A tar is mapped and its members found once. Of a packed one small members are held, and the
// others are unpacked again when they are asked for: nothing is written, and no layer is held.
// In a folder no link is followed. One thread.

#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "container/byte_stream.h"
#include "os/file.h"

namespace avouch::source {

// A member as it is stored: a view, or where it is not held, a stream of it.
struct MemberBytes {
  BytesView held;
  std::unique_ptr<container::ByteStream> stream;  // nullptr: `held` is all of it
  std::uint64_t size = 0;
  container::Packing packing = container::Packing::kNone;
};

class ImageBlobs {
 public:
  // Fails with kNotFound, kIo, kMalformed (a file that is no tar), kUnsupported (zstd, and
  // nothing here unpacks it), kTooLarge (more members than any image has, a bomb).
  [[nodiscard]] static Result<ImageBlobs> Open(const std::string& path);

  // The bytes of member `name` ("blobs/sha256/…", "manifest.json"), as long as this lives.
  // Links inside the archive, as older writers have for equal layers, are followed.
  // Fails with kNotFound, kIo, kTooLarge (a member of a packed archive that is not held).
  [[nodiscard]] Result<BytesView> Find(const std::string& name);

  // A member of any size. A stream ends with the next call. Fails as Find does, with kTooLarge
  // where members lie so that the archive would be unpacked too often.
  [[nodiscard]] Result<MemberBytes> OpenMember(const std::string& name);

 private:
  struct Member {
    BytesView bytes;
    std::string link;  // Resolved; empty = none
    bool far = false;  // Not held: at `at` of the unpacked archive
    std::uint64_t at = 0, size = 0;
    container::Packing packing = container::Packing::kNone;
  };
  class Slice;
  // The unpacked archive, read up to `at`.
  struct Cursor {
    std::unique_ptr<container::ByteStream> stream;
    std::uint64_t at = 0;
  };
  [[nodiscard]] Status Index();
  [[nodiscard]] Status IndexPacked(BytesView whole);
  [[nodiscard]] Result<const Member*> Resolve(const std::string& name) const;
  [[nodiscard]] Result<BytesView> InFolder(const std::string& name);

  std::string folder_;  // Empty: an archive
  std::map<std::string, Member> members_;
  std::map<std::string, os::MappedFile> files_;
  // Of a packed archive
  std::vector<std::unique_ptr<Bytes>> held_;
  std::unique_ptr<Cursor> cursor_;
  std::uint64_t work_ = 0;  // Bytes that may still be unpacked
};

}  // namespace avouch::source
