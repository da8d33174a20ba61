#include "source/image_blobs.h"

#include <utility>

#include "base/path.h"
#include "container/tar_stream.h"
#include "os/file.h"
#include "source/limits.h"

namespace avouch::source {
namespace {

constexpr int kMaxLinks = 8;

}  // namespace

Result<ImageBlobs> ImageBlobs::Open(const std::string& path) {
  ImageBlobs out;
  if (os::KindOf(path) == os::FileKind::kFolder) {
    out.folder_ = path;
    return out;
  }
  AVOUCH_TRY(auto file, os::MappedFile::Open(path));
  out.files_.emplace("", std::move(file));
  if (auto indexed = out.Index(); !indexed) {
    indexed.error().where = path;
    return std::unexpected(std::move(indexed.error()));
  }
  return out;
}

Status ImageBlobs::Index() {
  const BytesView whole = files_.at("").bytes();
  if (whole.starts_with("\x1F\x8B") || whole.starts_with("\x28\xB5\x2F\xFD"))
    return Fail(ErrorKind::kUnsupported, "an image archive that is packed", "", "unpack it first");
  const auto stream = container::StreamOf(whole);
  container::TarStream tar(*stream);
  container::TarEntry entry;
  for (;;) {
    AVOUCH_TRY(const bool more, tar.Next(&entry));
    if (!more) break;
    const std::string name = ResolvePath("", entry.path);
    if (name.empty()) continue;
    if (members_.size() == kMaxImageMembers)
      return Fail(ErrorKind::kTooLarge, "more members than an image has");
    Member member;
    if (entry.kind == container::TarKind::kFile && !entry.sparse) {
      if (entry.at > whole.size() || entry.size > whole.size() - entry.at)
        return Fail(ErrorKind::kMalformed, "a member that leads past the end");
      member.bytes = whole.substr(entry.at, entry.size);
    } else if (entry.kind == container::TarKind::kSymlink) {
      member.link = ResolvePath(PathFolder(name), entry.link);
    } else if (entry.kind == container::TarKind::kHardLink) {
      member.link = ResolvePath("", entry.link);
    } else {
      continue;
    }
    members_.insert_or_assign(name, std::move(member));
  }
  if (members_.empty()) return Fail(ErrorKind::kMalformed, "no image archive: it holds no file");
  return {};
}

Result<BytesView> ImageBlobs::Find(const std::string& name) {
  if (folder_.empty()) {
    auto at = members_.find(name);
    for (int i = 0; i < kMaxLinks && at != members_.end() && !at->second.link.empty(); ++i)
      at = members_.find(at->second.link);
    if (at == members_.end() || !at->second.link.empty())
      return Fail(ErrorKind::kNotFound, "the image has no such member", name);
    return at->second.bytes;
  }
  if (const auto at = files_.find(name); at != files_.end()) return at->second.bytes();
  if (name.empty() || ResolvePath("", name) != name)
    return Fail(ErrorKind::kNotFound, "the image has no such member", name);
  const std::string path = folder_ + "/" + name;
  AVOUCH_TRY(const std::string real, os::RealPath(path));
  AVOUCH_TRY(const std::string root, os::RealPath(folder_));
  if (!real.starts_with(root + "/"))
    return Fail(ErrorKind::kNotFound, "a link that leads out of the image", name);
  AVOUCH_TRY(auto file, os::MappedFile::Open(real));
  return files_.emplace(name, std::move(file)).first->second.bytes();
}

}  // namespace avouch::source
