#include "source/commit.h"

namespace avouch::source {
namespace {

constexpr std::size_t kCacheBytes = 16u << 20;  // For each thread that reads

EntryKind KindOf(std::uint32_t mode) {
  switch (mode & 0170000) {
    case 0120000:
      return EntryKind::kSymlink;
    case 0160000:
      return EntryKind::kSubmodule;
    default:
      return (mode & 0111) ? EntryKind::kExecutable : EntryKind::kFile;
  }
}

}  // namespace

Result<std::unique_ptr<CommitTree>> CommitTree::Open(const git::Repository& repository,
                                                     const ObjectId& tree,
                                                     const std::string& prefix) {
  std::unique_ptr<CommitTree> out(new CommitTree(repository));
  git::Reader reader(repository, kCacheBytes);
  AVOUCH_TRY(git::Listing listing, git::ListTree(reader, tree, repository.id_size()));
  out->missing_ = listing.missing + listing.corrupt;
  out->odd_ = listing.odd;
  for (auto& entry : listing.entries) {
    Path path(std::move(entry.path));
    if (!prefix.empty()) {
      if (!path.IsUnder(prefix) || path.bytes.size() <= prefix.size()) continue;
      path.bytes.erase(0, prefix.size() + 1);
    }
    out->entries_.push_back({std::move(path), KindOf(entry.mode), entry.id});
  }
  if (!prefix.empty() && out->entries_.empty())
    return Fail(ErrorKind::kNotFound, "the commit has no such folder", prefix);
  return out;
}

Result<Bytes> CommitTree::Read(const Entry& entry, std::uint64_t limit) const {
  std::unique_ptr<git::Reader> reader;
  {
    std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      reader = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!reader) reader = std::make_unique<git::Reader>(repository_, kCacheBytes);
  auto object = reader->Read(entry.id, limit);
  Result<Bytes> out = Fail(ErrorKind::kMalformed, "not a blob", entry.path.bytes);
  if (!object)
    out = std::unexpected(object.error());
  else if (object->type == container::ObjectType::kBlob)
    out = *object->bytes;
  std::lock_guard lock(mutex_);
  idle_.push_back(std::move(reader));
  return out;
}

}  // namespace avouch::source
