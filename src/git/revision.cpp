// Names that people give commits, looked up: Repository::Resolve.
//
// Spec: gitrevisions(7): names in the order of its rules, shortened ids, ~n, ^ and ^n.

#include <algorithm>

#include "base/text.h"
#include "git/repository.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr std::uint64_t kMaxHead = 1u << 20;
constexpr std::size_t kMaxFolderEntries = 2'000'000;

}  // namespace

Result<ObjectId> Repository::ReadHead() const {
  AVOUCH_TRY(Bytes text, os::ReadWholeFile(git_dir_ + "/HEAD", kMaxHead));
  std::string_view line = Trim(text);
  if (!line.starts_with("ref:")) {
    auto id = ParseObjectId(line);
    if (!id)
      return Fail(ErrorKind::kMalformed, "HEAD names neither a branch nor a commit", git_dir_);
    return *id;
  }
  std::string name(Trim(line.substr(4)));
  const Ref* at = FindRef(refs_, name);
  if (at == nullptr)
    return Fail(ErrorKind::kNotFound, "HEAD has no commit yet", "", "commit something first");
  return at->id;
}

Result<ObjectId> Repository::ResolveName(std::string_view name) const {
  if (name == "HEAD" || name == "@") return ReadHead();
  for (std::string_view before : {"", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"}) {
    std::string full = std::string(before) + std::string(name);
    if (const Ref* at = FindRef(refs_, full)) return at->id;
  }
  std::string hex = Lower(name);
  bool all_hex = hex.size() >= 4 && hex.find_first_not_of("0123456789abcdef") == std::string::npos;
  if (all_hex && hex.size() == id_size() * 2) return ParseObjectId(hex);
  std::vector<ObjectId> found;
  if (all_hex && hex.size() < id_size() * 2) {
    for (const auto& pack : packs_) pack->Matching(hex, found);
    for (const auto& folder : object_folders_)
      if (auto entries = os::ListFolder(folder + "/" + hex.substr(0, 2), kMaxFolderEntries))
        for (const auto& entry : *entries)
          if (auto id = ParseObjectId(hex.substr(0, 2) + entry.name);
              id && id->hex().starts_with(hex))
            found.push_back(*id);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    // Only commits and tags are meant by a revision.
    Reader reader(*this, 1u << 20);
    std::erase_if(found, [&](const ObjectId& id) {
      auto object = reader.Read(id);
      return !object || (object->type != container::ObjectType::kCommit &&
                         object->type != container::ObjectType::kTag);
    });
    if (found.size() > 1)
      return Fail(ErrorKind::kNotFound, "more than one object starts with " + hex, "",
                  "give more digits");
    if (found.size() == 1) return found[0];
  }
  return Fail(ErrorKind::kNotFound, "no such revision: '" + Printable(name) + "'");
}

Result<ObjectId> Repository::Resolve(std::string_view revision) const {
  std::size_t end = revision.find_first_of("~^");
  AVOUCH_TRY(ObjectId id, ResolveName(revision.substr(0, end)));
  Reader reader(*this, 4u << 20);
  AVOUCH_TRY(id, reader.Peel(id, container::ObjectType::kCommit));
  while (end < revision.size()) {
    char step = revision[end++];
    std::size_t digits = end;
    long long count = 0;
    while (end < revision.size() && revision[end] >= '0' && revision[end] <= '9' &&
           count < 1'000'000)
      count = count * 10 + (revision[end++] - '0');
    if (digits == end) count = 1;
    bool known = step == '~' || step == '^';
    if (!known)
      return Fail(ErrorKind::kNotFound, "no such revision: '" + Printable(revision) + "'");
    long long hops = step == '~' ? count : count > 0 ? 1 : 0;
    std::size_t parent = step == '^' && count > 0 ? static_cast<std::size_t>(count - 1) : 0;
    for (long long i = 0; i < hops; ++i) {
      AVOUCH_TRY(Object object, reader.ReadOf(id, container::ObjectType::kCommit));
      AVOUCH_TRY(container::Commit commit, container::ParseCommit(*object.bytes));
      if (parent >= commit.parents.size())
        return Fail(ErrorKind::kNotFound, "no such revision: '" + Printable(revision) + "'");
      id = commit.parents[parent];
    }
  }
  return id;
}

}  // namespace avouch::git
