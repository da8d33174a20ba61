// The members of an image on disk, by name: a folder (OCI layout), or a tar of one, or what
// docker save writes.
//
// A tar is mapped and its members found once; it must not be packed itself, since members
// are read where they lie. In a folder no link is followed. One thread.

#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.h"
#include "base/result.h"
#include "os/file.h"

namespace avouch::source {

class ImageBlobs {
 public:
  // Fails with kNotFound, kIo, kMalformed (a file that is no tar), kUnsupported (a packed
  // tar), kTooLarge (more members than any image has).
  [[nodiscard]] static Result<ImageBlobs> Open(const std::string& path);

  // The bytes of member `name` ("blobs/sha256/…", "manifest.json"), as long as this lives.
  // Links inside the archive, as older writers have for equal layers, are followed.
  // Fails with kNotFound, kIo.
  [[nodiscard]] Result<BytesView> Find(const std::string& name);

 private:
  struct Member {
    BytesView bytes;
    std::string link;  // Resolved; empty = none
  };
  [[nodiscard]] Status Index();

  std::string folder_;  // Empty: an archive
  std::map<std::string, Member> members_;
  std::map<std::string, os::MappedFile> files_;
};

}  // namespace avouch::source
