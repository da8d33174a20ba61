#include "source/tree.h"

#include <algorithm>

#include "crypto/hash.h"

namespace avouch::source {

const Entry* Tree::Find(std::string_view path) const {
  const auto& all = entries();
  auto at = std::lower_bound(
      all.begin(), all.end(), path,
      [](const Entry& entry, std::string_view key) { return entry.path.bytes < key; });
  return at != all.end() && at->path.bytes == path ? &*at : nullptr;
}

MemoryTree::MemoryTree(std::vector<File> files) {
  std::sort(files.begin(), files.end(),
            [](const File& a, const File& b) { return a.path < b.path; });
  for (auto& file : files) {
    ObjectId id = crypto::GitObjectId(crypto::HashKind::kSha1, "blob", file.bytes);
    entries_.push_back({file.path, file.kind, id});
    bytes_.push_back(std::move(file.bytes));
  }
}

Result<Bytes> MemoryTree::Read(const Entry& entry, std::uint64_t limit) const {
  const Entry* found = Find(entry.path.bytes);
  if (found == nullptr) return Fail(ErrorKind::kNotFound, "no such file", entry.path.bytes);
  const Bytes& bytes = bytes_[static_cast<std::size_t>(found - entries_.data())];
  if (bytes.size() > limit)
    return Fail(ErrorKind::kTooLarge, "larger than this reader takes", entry.path.bytes);
  return bytes;
}

}  // namespace avouch::source
