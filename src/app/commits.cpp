#include "app/commits.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "crypto/hash.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxProductFile = 1u << 20;

}  // namespace

std::string RefSetDigest(const git::Repository& repository) {
  std::vector<std::string> branches;
  for (const auto& ref : repository.refs()) {
    const std::string_view name = git::BranchOf(ref.name);
    if (name.empty()) continue;
    branches.push_back("branch " + std::string(name) + " " + ref.id.hex() + "\n");
  }
  std::sort(branches.begin(), branches.end());
  branches.erase(std::unique(branches.begin(), branches.end()), branches.end());
  std::string all;
  for (const auto& line : branches) all += line;
  // In order already: refs are sorted by name, and no name holds a blank.
  for (const auto& ref : repository.refs())
    if (ref.name.starts_with("refs/tags/"))
      all.append("tag ").append(ref.name, 10).append(" ").append(ref.id.hex()).append("\n");
  return crypto::Sha256Of(all).hex();
}

Result<container::Commit> ReadHead(const git::Repository& repository, const ObjectId& commit) {
  git::Reader reader(repository);
  auto object = reader.ReadOf(commit, container::ObjectType::kCommit);
  if (!object) {
    if (object.error().kind == ErrorKind::kIntegrity) object.error().kind = ErrorKind::kMalformed;
    return std::unexpected(object.error());
  }
  AVOUCH_TRY(container::Commit head, container::ParseCommit(*object->bytes));
  head.signature = head.message = {};  // Views into bytes that end here.
  return head;
}

Result<OpenedCommit> OpenCommit(const git::Repository& repository, const std::string& revision) {
  OpenedCommit out;
  AVOUCH_TRY(out.id, repository.Resolve(revision));
  AVOUCH_TRY(out.commit, ReadHead(repository, out.id));
  AVOUCH_TRY(out.tree, source::CommitTree::Open(repository, out.commit.tree, repository.prefix()));
  if (const source::Entry* entry = out.tree->Find(statement::kProductFileName)) {
    AVOUCH_TRY(const Bytes bytes, out.tree->Read(*entry, kMaxProductFile));
    AVOUCH_TRY(statement::ProductFile file, statement::ReadProductFile(bytes));
    out.product = std::move(file.product);
  }
  return out;
}

}  // namespace avouch::app
