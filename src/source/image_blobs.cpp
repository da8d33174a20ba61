#include "source/image_blobs.h"

#include <algorithm>
#include <utility>

#include "base/path.h"
#include "container/tar_stream.h"
#include "os/file.h"
#include "source/limits.h"

namespace avouch::source {
namespace {

using container::Packing;
using container::TarEntry;
using container::TarKind;

constexpr int kMaxLinks = 8;

// The name of an entry, and of what it links to; false for what is no file and no link.
bool NamesOf(const TarEntry& entry, std::string* name, std::string* link) {
  *name = ResolvePath("", entry.path);
  link->clear();
  if (name->empty()) return false;
  if (entry.kind == TarKind::kSymlink) *link = ResolvePath(PathFolder(*name), entry.link);
  if (entry.kind == TarKind::kHardLink) *link = ResolvePath("", entry.link);
  const bool is_link = entry.kind == TarKind::kSymlink || entry.kind == TarKind::kHardLink;
  return is_link || (entry.kind == TarKind::kFile && !entry.sparse);
}

}  // namespace

// What is left of one member of the unpacked archive.
class ImageBlobs::Slice : public container::ByteStream {
 public:
  Slice(Cursor& cursor, std::uint64_t size) : cursor_(cursor), left_(size) {}
  Result<BytesView> Take(std::size_t size) override {
    AVOUCH_TRY(const BytesView out, cursor_.stream->Take(std::min<std::uint64_t>(size, left_)));
    cursor_.at += out.size();
    left_ -= out.size();
    return out;
  }
  Result<std::uint64_t> Skip(std::uint64_t size) override {
    AVOUCH_TRY(const std::uint64_t out, cursor_.stream->Skip(std::min(size, left_)));
    cursor_.at += out;
    left_ -= out;
    return out;
  }

 private:
  Cursor& cursor_;
  std::uint64_t left_;
};

Result<ImageBlobs> ImageBlobs::Open(const std::string& path) {
  ImageBlobs out;
  if (os::KindOf(path) == os::FileKind::kFolder) {
    out.folder_ = path;
    return out;
  }
  AVOUCH_TRY(auto file, os::MappedFile::Open(path));
  out.files_.emplace("", std::move(file));
  const BytesView whole = out.files_.at("").bytes();
  auto indexed =
      container::PackingOf(whole) == Packing::kNone ? out.Index() : out.IndexPacked(whole);
  if (indexed && out.members_.empty())
    indexed = Fail(ErrorKind::kMalformed, "no image archive: it holds no file");
  if (!indexed) {
    indexed.error().where = path;
    return std::unexpected(std::move(indexed.error()));
  }
  return out;
}

Status ImageBlobs::Index() {
  const BytesView whole = files_.at("").bytes();
  const auto stream = container::StreamOf(whole);
  container::TarStream tar(*stream);
  TarEntry entry;
  std::string name;
  for (;;) {
    AVOUCH_TRY(const bool more, tar.Next(&entry));
    if (!more) return {};
    Member member;
    if (!NamesOf(entry, &name, &member.link)) continue;
    if (members_.size() == kMaxImageMembers)
      return Fail(ErrorKind::kTooLarge, "more members than an image has");
    if (entry.kind == TarKind::kFile) {
      if (entry.at > whole.size() || entry.size > whole.size() - entry.at)
        return Fail(ErrorKind::kMalformed, "a member that leads past the end");
      member.bytes = whole.substr(entry.at, entry.size);
    }
    members_.insert_or_assign(name, std::move(member));
  }
}

Status ImageBlobs::IndexPacked(BytesView whole) {
  AVOUCH_TRY(const auto stream, container::OpenStream(whole));
  container::TarStream tar(*stream);
  TarEntry entry;
  std::string name;
  std::uint64_t held = 0, end = 0;
  for (;;) {
    AVOUCH_TRY(const bool more, tar.Next(&entry));
    if (!more) break;
    end = entry.at + entry.size;
    Member member;
    if (!NamesOf(entry, &name, &member.link)) continue;
    if (members_.size() == kMaxImageMembers)
      return Fail(ErrorKind::kTooLarge, "more members than an image has");
    member.at = entry.at;
    member.size = entry.size;
    if (entry.kind == TarKind::kFile) {
      const bool hold = entry.size <= kMaxImageJson && held + entry.size <= kMaxHeldMembers;
      AVOUCH_TRY(const BytesView body, tar.Body(hold ? entry.size : kPackingHead));
      member.far = !hold;
      member.packing = container::PackingOf(body);
      if (hold) {
        held += entry.size;
        member.bytes = *held_.emplace_back(std::make_unique<Bytes>(body));
      }
    }
    members_.insert_or_assign(name, std::move(member));
  }
  // Layers that lie in another order than theirs cost an unpacking each; bombs get but one.
  work_ = kMaxUnpackings * std::min<std::uint64_t>(end, kHonestRatio * whole.size()) + end;
  return {};
}

Result<const ImageBlobs::Member*> ImageBlobs::Resolve(const std::string& name) const {
  auto at = members_.find(name);
  for (int i = 0; i < kMaxLinks && at != members_.end() && !at->second.link.empty(); ++i)
    at = members_.find(at->second.link);
  if (at == members_.end() || !at->second.link.empty())
    return Fail(ErrorKind::kNotFound, "the image has no such member", name);
  return &at->second;
}

Result<BytesView> ImageBlobs::InFolder(const std::string& name) {
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

Result<BytesView> ImageBlobs::Find(const std::string& name) {
  if (!folder_.empty()) return InFolder(name);
  AVOUCH_TRY(const Member* member, Resolve(name));
  if (member->far) return Fail(ErrorKind::kTooLarge, "larger than any of its kind", name);
  return member->bytes;
}

Result<MemberBytes> ImageBlobs::OpenMember(const std::string& name) {
  MemberBytes out;
  const Member* member = nullptr;
  if (folder_.empty()) {
    AVOUCH_TRY(member, Resolve(name));
  }
  if (member == nullptr || !member->far) {
    AVOUCH_TRY(out.held, Find(name));
    out.size = out.held.size();
    out.packing = container::PackingOf(out.held);
    return out;
  }
  const bool again = cursor_ == nullptr || cursor_->at > member->at;
  const std::uint64_t cost = member->at + member->size - (again ? 0 : cursor_->at);
  if (cost > work_)
    return Fail(ErrorKind::kTooLarge, "the archive would be unpacked too often for it", name);
  work_ -= cost;
  if (again) {
    cursor_ = std::make_unique<Cursor>();
    AVOUCH_TRY(cursor_->stream, container::OpenStream(files_.at("").bytes()));
  }
  AVOUCH_TRY(const std::uint64_t skipped, cursor_->stream->Skip(member->at - cursor_->at));
  cursor_->at += skipped;
  out.stream = std::make_unique<Slice>(*cursor_, member->size);
  out.size = member->size;
  out.packing = member->packing;
  return out;
}

}  // namespace avouch::source
