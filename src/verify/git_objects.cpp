#include "verify/git_objects.h"

namespace avouch::verify {
namespace {

using container::ObjectType;

std::unexpected<Error> Wrong(ErrorKind kind, std::string what) {
  return Fail(kind, std::move(what), "signatures");
}

ObjectType TypeOf(std::string_view word) {
  for (const ObjectType type : {ObjectType::kCommit, ObjectType::kTree, ObjectType::kBlob})
    if (word == container::Name(type)) return type;
  return ObjectType::kNone;
}

}  // namespace

Result<GitObjects> GitObjects::Read(const model::SignedRepository& repository) {
  const bool sha256 = repository.hash == "sha256";
  if (!sha256 && repository.hash != "sha1") return Wrong(ErrorKind::kMalformed, "no such hash");
  if (repository.objects.size() > kMaxSignedObjects)
    return Wrong(ErrorKind::kTooLarge, "more objects than are read");
  GitObjects out(sha256 ? crypto::HashKind::kSha256 : crypto::HashKind::kSha1);
  crypto::GitHasher hasher(out.hash_);
  std::uint64_t budget = kMaxSignedBytes;
  for (const auto& one : repository.objects) AVOUCH_CHECK_OK(out.Add(one, hasher, budget));
  return out;
}

Status GitObjects::Add(const model::SignedObject& one, crypto::GitHasher& hasher,
                       std::uint64_t& budget) {
  Object object{TypeOf(one.kind), {}};
  if (object.type == ObjectType::kNone) return Wrong(ErrorKind::kMalformed, "no such kind");
  BytesView base;
  if (!one.base.empty()) {
    AVOUCH_TRY(const ObjectId id, ParseObjectId(one.base));
    const Object* found = Find(id, object.type);
    if (found == nullptr) return Wrong(ErrorKind::kIntegrity, "an object on nothing");
    base = found->bytes;
  }
  const auto size = static_cast<long long>(base.size());
  if (one.head < 0 || one.tail < 0 || one.head > size || one.tail > size - one.head)
    return Wrong(ErrorKind::kMalformed, "more of an object than it has");
  const std::uint64_t made = static_cast<std::uint64_t>(one.head + one.tail) + one.text.size();
  if (made > budget) return Wrong(ErrorKind::kTooLarge, "more bytes than are read");
  budget -= made;
  object.bytes.reserve(made);
  object.bytes.append(base.substr(0, static_cast<std::size_t>(one.head)));
  object.bytes.append(one.text);
  object.bytes.append(base.substr(static_cast<std::size_t>(size - one.tail)));
  const ObjectId id = hasher.Name(one.kind, object.bytes);
  if (!objects_.emplace(id, std::move(object)).second)
    return Wrong(ErrorKind::kIntegrity, "an object given twice");
  return {};
}

const GitObjects::Object* GitObjects::Find(const ObjectId& id, ObjectType type) const {
  const auto found = objects_.find(id);
  return found == objects_.end() || found->second.type != type ? nullptr : &found->second;
}

Result<BytesView> GitObjects::Commit(const ObjectId& id) const {
  const Object* found = Find(id, ObjectType::kCommit);
  if (found == nullptr) return Wrong(ErrorKind::kNotFound, "a commit that is not carried");
  return BytesView(found->bytes);
}

std::optional<BytesView> GitObjects::Blob(const ObjectId& id) const {
  const Object* found = Find(id, ObjectType::kBlob);
  if (found == nullptr) return std::nullopt;
  return BytesView(found->bytes);
}

Result<std::optional<ObjectId>> GitObjects::FileAt(const ObjectId& tree,
                                                   std::string_view path) const {
  ObjectId folder = tree;
  const std::size_t id_size = hash_ == crypto::HashKind::kSha1 ? 20 : 32;
  for (;;) {
    const Object* found = Find(folder, ObjectType::kTree);
    if (found == nullptr) return Wrong(ErrorKind::kNotFound, "a tree that is not carried");
    const std::size_t slash = path.find('/');
    const std::string_view name = path.substr(0, slash);
    const bool last = slash == std::string_view::npos;
    std::optional<container::TreeEntry> entry;
    for (std::size_t at = 0; at < found->bytes.size();) {
      AVOUCH_TRY(const container::TreeEntry next,
                 container::NextTreeEntry(found->bytes, at, id_size));
      if (next.name != name) continue;
      if (entry) return Wrong(ErrorKind::kMalformed, "a name given twice in a tree");
      entry = next;
    }
    if (!entry || entry->is_submodule() || entry->is_symlink() || entry->is_tree() == last)
      return std::optional<ObjectId>();
    if (last) return std::optional<ObjectId>(entry->id);
    folder = entry->id;
    path.remove_prefix(slash + 1);
  }
}

Result<ObjectId> GitObjects::Changed(const ObjectId& id, std::string_view path) const {
  AVOUCH_TRY(const BytesView bytes, Commit(id));
  AVOUCH_TRY(const container::Commit commit, container::ParseCommit(bytes));
  AVOUCH_TRY(const auto after, FileAt(commit.tree, path));
  if (!after) return Wrong(ErrorKind::kIntegrity, "a commit that has no such file");
  for (const auto& parent_id : commit.parents) {
    AVOUCH_TRY(const BytesView parent_bytes, Commit(parent_id));
    AVOUCH_TRY(const container::Commit parent, container::ParseCommit(parent_bytes));
    AVOUCH_TRY(const auto before, FileAt(parent.tree, path));
    if (before == after)
      return Wrong(ErrorKind::kIntegrity, "a commit that did not change the file");
  }
  return *after;
}

}  // namespace avouch::verify
