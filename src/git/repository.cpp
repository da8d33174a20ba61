#include "git/repository.h"

#include <algorithm>

#include "base/text.h"
#include "container/limits.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr std::uint64_t kMaxSmallFile = 1u << 20;        // config, HEAD, gitdir links
constexpr std::uint64_t kMaxPackedRefs = 256ull << 20;   // 10^6 refs take about 80 MB
constexpr std::size_t kMaxFolderEntries = 2'000'000;
constexpr int kMaxAlternates = 5;                        // As deep as git goes
constexpr std::size_t kMaxAlternateFolders = 64;
constexpr int kMaxPackHops = 8;                          // Thin packs on disk are rare; chains of them are hostile
constexpr int kMaxRefDepth = 32;                         // Folders below refs/

std::unexpected<Error> NotARepository(const std::string& path) {
  return Fail(ErrorKind::kNotFound, "not a git repository", path,
              "point at a folder that git init or git clone made");
}

bool IsGitDir(const std::string& path) {
  return os::KindOf(path + "/HEAD") == os::FileKind::kFile &&
         (os::KindOf(path + "/objects") == os::FileKind::kFolder ||
          os::KindOf(path + "/commondir") == os::FileKind::kFile);
}

std::string Under(const std::string& folder, std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  return folder + "/" + std::string(path);
}

// Git's rules for names, as far as they protect us: no "..", no control bytes.
bool IsGoodRefName(std::string_view name) {
  if (!name.starts_with("refs/") || name.ends_with('/') || name.ends_with(".lock")) return false;
  if (name.find("..") != name.npos || name.find("//") != name.npos || name.find("@{") != name.npos)
    return false;
  for (unsigned char c : name)
    if (c < 0x21 || c == 0x7f || c == '~' || c == '^' || c == ':' || c == '?' || c == '*' ||
        c == '[' || c == '\\')
      return false;
  return true;
}

bool Wanted(std::string_view name) {
  return name.starts_with("refs/heads/") || name.starts_with("refs/tags/") ||
         name.starts_with("refs/remotes/");
}

struct Config {
  std::string version = "0", object_format = "sha1", ref_storage = "files";
  bool partial = false;
  std::string unknown;  // An extension that changes what the repository means
};

// Only [core] repositoryformatversion and [extensions]; nothing else is looked at.
Config ParseConfig(std::string_view text) {
  Config out;
  std::string section;
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    if (line[0] == '[') {
      section = Lower(line.substr(1, line.find_first_of(" ]\"") - 1));
      std::size_t close = line.find(']');
      line = close == line.npos ? std::string_view() : Trim(line.substr(close + 1));
      if (line.empty()) continue;
    }
    std::size_t equals = line.find('=');
    std::string key = Lower(Trim(line.substr(0, equals)));
    std::string value = equals == line.npos ? "true" : std::string(Trim(line.substr(equals + 1)));
    if (section == "core" && key == "repositoryformatversion") out.version = value;
    if (section != "extensions") continue;
    if (key == "objectformat")
      out.object_format = Lower(value);
    else if (key == "refstorage")
      out.ref_storage = Lower(value);
    else if (key == "partialclone")
      out.partial = true;
    else if (key != "noop" && key != "worktreeconfig" && key != "preciousobjects" &&
             key != "relativeworktrees" && key != "compatobjectformat" && key != "noop-v1")
      out.unknown = key;
  }
  return out;
}

}  // namespace

Result<Repository> Repository::Open(const std::string& path) {
  auto real = os::RealPath(path);
  if (!real) return Fail(real.error().kind, "no such folder", path);
  Repository out;
  std::string at = *real;
  if (IsGitDir(at) && os::KindOf(at + "/.git") == os::FileKind::kNone) {
    out.git_dir_ = at;
  } else {
    for (; out.git_dir_.empty(); at = at.substr(0, at.rfind('/'))) {
      std::string candidate = at + "/.git";
      if (os::KindOf(candidate) == os::FileKind::kFolder && IsGitDir(candidate)) {
        out.git_dir_ = candidate;
      } else if (os::KindOf(candidate) == os::FileKind::kFile) {
        AVOUCH_TRY(Bytes link, os::ReadWholeFile(candidate, kMaxSmallFile));
        if (!link.starts_with("gitdir:")) return NotARepository(path);
        auto target = os::RealPath(Under(at, Trim(std::string_view(link).substr(7))));
        if (!target || !IsGitDir(*target))
          return Fail(ErrorKind::kNotFound, "its .git file leads to no repository", path);
        out.git_dir_ = *target;
      } else if (IsGitDir(at)) {
        out.git_dir_ = at;  // Inside a bare repository.
        break;
      }
      if (!out.git_dir_.empty()) {
        out.work_tree_ = at;
        out.prefix_ = real->size() > at.size() ? real->substr(at.size() + (at == "/" ? 0 : 1)) : "";
        break;
      }
      if (at.empty() || at == "/") return NotARepository(path);
    }
  }
  out.common_dir_ = out.git_dir_;
  if (auto common = os::ReadWholeFile(out.git_dir_ + "/commondir", kMaxSmallFile)) {
    auto target = os::RealPath(Under(out.git_dir_, Trim(*common)));
    if (!target || os::KindOf(*target + "/objects") != os::FileKind::kFolder)
      return Fail(ErrorKind::kNotFound, "its commondir leads to no repository", path);
    out.common_dir_ = *target;
  }
  out.folders_ = {out.git_dir_};
  if (out.common_dir_ != out.git_dir_) out.folders_.push_back(out.common_dir_);
  AVOUCH_CHECK_OK(out.ReadConfig());
  AVOUCH_CHECK_OK(out.AddObjects(out.common_dir_ + "/objects", 0));
  AVOUCH_CHECK_OK(out.ReadRefs());
  if (auto shallow = os::ReadWholeFile(out.common_dir_ + "/shallow", kMaxPackedRefs))
    for (auto line : Lines(*shallow))
      if (auto id = ParseObjectId(Trim(line)); id && id->size == out.id_size())
        out.shallow_.insert(*id);
  return out;
}

Status Repository::ReadConfig() {
  auto text = os::ReadWholeFile(common_dir_ + "/config", kMaxSmallFile);
  if (!text) {
    if (text.error().kind == ErrorKind::kNotFound) return {};
    return std::unexpected(text.error());
  }
  Config config = ParseConfig(*text);
  partial_ = config.partial || text->find("promisor") != std::string::npos;
  if (config.version == "0") return {};
  if (config.version != "1")
    return Fail(ErrorKind::kUnsupported, "repository format " + Printable(config.version), common_dir_);
  if (config.object_format == "sha256")
    hash_ = crypto::HashKind::kSha256;
  else if (config.object_format != "sha1")
    return Fail(ErrorKind::kUnsupported, "object format " + Printable(config.object_format), common_dir_);
  if (config.ref_storage != "files")
    return Fail(ErrorKind::kUnsupported, "refs kept as " + Printable(config.ref_storage), common_dir_);
  if (!config.unknown.empty())
    return Fail(ErrorKind::kUnsupported, "repository extension " + Printable(config.unknown),
                common_dir_);
  return {};
}

Status Repository::AddObjects(const std::string& folder, int depth) {
  auto real = os::RealPath(folder);
  if (!real) return {};
  if (std::find(object_folders_.begin(), object_folders_.end(), *real) != object_folders_.end() ||
      object_folders_.size() >= kMaxAlternateFolders)
    return {};
  object_folders_.push_back(*real);
  if (depth > 0) folders_.push_back(*real);
  if (auto entries = os::ListFolder(*real + "/pack", kMaxFolderEntries)) {
    for (const auto& entry : *entries) {
      if (!entry.name.ends_with(".idx")) continue;
      // A damaged pack is as if it were not there: its objects are missing, and
      // every one of them that is asked for is counted.
      if (auto pack = Pack::Open(*real + "/pack/" + entry.name, id_size()))
        packs_.push_back(std::move(*pack));
    }
  }
  if (depth >= kMaxAlternates) return {};
  if (auto alternates = os::ReadWholeFile(*real + "/info/alternates", kMaxSmallFile))
    for (auto line : Lines(*alternates))
      if (!Trim(line).empty() && line[0] != '#')
        AVOUCH_CHECK_OK(AddObjects(Under(*real, Trim(line)), depth + 1));
  return {};
}

Status Repository::ReadRefs() {
  std::map<std::string, ObjectId> refs;
  auto add = [&](std::string_view name, std::string_view hex) {
    if (!Wanted(name)) return;
    auto id = ParseObjectId(Trim(hex));
    if (!IsGoodRefName(name) || !id || id->size != id_size())
      ++bad_refs_;
    else
      refs[std::string(name)] = *id;
  };
  if (auto packed = os::MappedFile::Open(common_dir_ + "/packed-refs")) {
    if (packed->bytes().size() > kMaxPackedRefs)
      return Fail(ErrorKind::kTooLarge, "more refs than this reader takes", common_dir_);
    BytesView text = packed->bytes();
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = std::min(text.find('\n', at), text.size());
      std::string_view line = text.substr(at, end - at);
      at = end + 1;
      if (line.ends_with('\r')) line.remove_suffix(1);
      if (line.empty() || line[0] == '#' || line[0] == '^') continue;
      std::size_t blank = line.find(' ');
      if (blank == line.npos) {
        ++bad_refs_;
        continue;
      }
      add(line.substr(blank + 1), line.substr(0, blank));
    }
  }
  // Loose refs win. An explicit stack, as names may nest.
  std::vector<std::pair<std::string, int>> folders = {
      {"refs/heads", 0}, {"refs/tags", 0}, {"refs/remotes", 0}};
  while (!folders.empty()) {
    auto [folder, depth] = folders.back();
    folders.pop_back();
    auto entries = os::ListFolder(common_dir_ + "/" + folder, kMaxFolderEntries);
    if (!entries) continue;
    for (const auto& entry : *entries) {
      std::string name = folder + "/" + entry.name;
      if (entry.kind == os::FileKind::kFolder) {
        if (depth < kMaxRefDepth) folders.emplace_back(name, depth + 1);
        continue;
      }
      if (entry.kind != os::FileKind::kFile) {
        ++bad_refs_;
        continue;
      }
      auto text = os::ReadWholeFile(common_dir_ + "/" + name, kMaxSmallFile);
      if (!text || text->starts_with("ref:")) continue;  // A remote's HEAD is no branch.
      add(name, *text);
    }
  }
  refs_.reserve(refs.size());
  for (auto& [name, id] : refs) refs_.push_back({name, id});
  return {};
}

Result<ObjectId> Repository::ReadHead() const {
  AVOUCH_TRY(Bytes text, os::ReadWholeFile(git_dir_ + "/HEAD", kMaxSmallFile));
  std::string_view line = Trim(text);
  if (!line.starts_with("ref:")) {
    auto id = ParseObjectId(line);
    if (!id) return Fail(ErrorKind::kMalformed, "HEAD names neither a branch nor a commit", git_dir_);
    return *id;
  }
  std::string name(Trim(line.substr(4)));
  auto at = std::lower_bound(refs_.begin(), refs_.end(), name,
                             [](const Ref& ref, const std::string& key) { return ref.name < key; });
  if (at == refs_.end() || at->name != name)
    return Fail(ErrorKind::kNotFound, "HEAD has no commit yet", "", "commit something first");
  return at->id;
}

Result<ObjectId> Repository::ResolveName(std::string_view name) const {
  if (name == "HEAD" || name == "@") return ReadHead();
  for (std::string_view before : {"", "refs/", "refs/tags/", "refs/heads/", "refs/remotes/"}) {
    std::string full = std::string(before) + std::string(name);
    auto at = std::lower_bound(refs_.begin(), refs_.end(), full,
                               [](const Ref& ref, const std::string& key) { return ref.name < key; });
    if (at != refs_.end() && at->name == full) return at->id;
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
          if (auto id = ParseObjectId(hex.substr(0, 2) + entry.name); id && id->hex().starts_with(hex))
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
      return Fail(ErrorKind::kNotFound, "more than one object starts with " + hex, "", "give more digits");
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
    while (end < revision.size() && revision[end] >= '0' && revision[end] <= '9' && count < 1'000'000)
      count = count * 10 + (revision[end++] - '0');
    if (digits == end) count = 1;
    bool known = step == '~' || step == '^';
    if (!known) return Fail(ErrorKind::kNotFound, "no such revision: '" + Printable(revision) + "'");
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

Reader::Reader(const Repository& repository, std::size_t cache_bytes)
    : repository_(repository), hasher_(repository.hash()), cache_bytes_(cache_bytes) {}

bool Reader::Has(const ObjectId& id) const {
  for (const auto& pack : repository_.packs_)
    if (pack->Position(id)) return true;
  std::string hex = id.hex();
  for (const auto& folder : repository_.object_folders_)
    if (os::KindOf(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2)) == os::FileKind::kFile)
      return true;
  return false;
}

bool Reader::FirstSight(const ObjectId& id) {
  seen_.resize(repository_.packs_.size());
  for (std::size_t i = 0; i < seen_.size(); ++i) {
    auto position = repository_.packs_[i]->Position(id);
    if (!position) continue;
    if (seen_[i].empty()) seen_[i].resize(repository_.packs_[i]->count());
    if (seen_[i][*position]) return false;
    return seen_[i][*position] = true;
  }
  return seen_loose_.insert(id).second;
}

void Reader::MergeSight(const Reader& other) {
  seen_.resize(repository_.packs_.size());
  for (std::size_t i = 0; i < other.seen_.size(); ++i) {
    if (seen_[i].size() < other.seen_[i].size()) seen_[i].resize(other.seen_[i].size());
    for (std::size_t k = 0; k < other.seen_[i].size(); ++k)
      if (other.seen_[i][k]) seen_[i][k] = true;
  }
  seen_loose_.insert(other.seen_loose_.begin(), other.seen_loose_.end());
}

long long Reader::Sighted() const {
  auto out = static_cast<long long>(seen_loose_.size());
  for (const auto& pack : seen_) out += std::count(pack.begin(), pack.end(), true);
  return out;
}

Result<Object> Reader::Read(const ObjectId& id, std::uint64_t limit) {
  Result<Object> object;
  bool packed = false;
  for (const auto& pack : repository_.packs_) {
    auto offset = pack->Offset(id);
    if (!offset) continue;
    packed = true;
    Cached* cached = FindCached({pack.get(), *offset});
    if (cached != nullptr && cached->verified) return cached->object;
    object = cached != nullptr ? Result<Object>(cached->object) : ReadPacked(*pack, *offset, limit);
    if (object) {
      if (hasher_.Name(container::Name(object->type), *object->bytes) == id) {
        Keep({pack.get(), *offset}, *object, true);
        return object;
      }
      object = Fail(ErrorKind::kIntegrity, "object is not what its name says", id.hex());
    }
  }
  auto loose = ReadLoose(id, limit);
  if (loose || loose.error().kind != ErrorKind::kNotFound || !packed) return loose;
  object.error().where = id.hex();  // Every packed copy was damaged.
  return object;
}

Result<Object> Reader::ReadOf(const ObjectId& id, container::ObjectType type) {
  AVOUCH_TRY(Object object, Read(id));
  if (object.type != type)
    return Fail(ErrorKind::kMalformed, "a " + std::string(container::Name(object.type)) +
                                           " where a " + std::string(container::Name(type)) + " belongs",
                id.hex());
  return object;
}

Result<ObjectId> Reader::Peel(ObjectId id, container::ObjectType type) {
  for (int i = 0; i < 10; ++i) {
    AVOUCH_TRY(Object object, Read(id));
    if (object.type == type) return id;
    if (object.type != container::ObjectType::kTag) break;
    AVOUCH_TRY(container::Tag tag, container::ParseTag(*object.bytes));
    id = tag.target;
  }
  return Fail(ErrorKind::kNotFound, "names no " + std::string(container::Name(type)), id.hex());
}

// Walks the chain of deltas down to a whole object or a remembered one, then
// applies them on the way back. Intermediate objects are remembered unhashed
// under their place; an object is handed out only after its own hash was right.
Result<Object> Reader::ReadPacked(const Pack& pack, std::uint64_t offset, std::uint64_t limit) {
  std::vector<std::pair<std::uint64_t, PackEntry>> chain;
  Object object;
  std::uint64_t at = offset;
  while (!object.bytes) {
    if (!chain.empty())
      if (const Cached* cached = FindCached({&pack, at})) {
        object = cached->object;
        break;
      }
    AVOUCH_TRY(PackEntry entry, pack.EntryAt(at));
    if (entry.type != container::ObjectType::kNone) {
      if (entry.size > limit) return Fail(ErrorKind::kTooLarge, "object is larger than wanted");
      AVOUCH_TRY(Bytes bytes, pack.InflateAt(entry));
      object = {entry.type, std::make_shared<const Bytes>(std::move(bytes))};
      if (!chain.empty()) Keep({&pack, at}, object, false);
      break;
    }
    chain.emplace_back(at, entry);
    if (chain.size() > container::kMaxDeltaChain)
      return Fail(ErrorKind::kTooLarge, "a chain of deltas without end");
    if (entry.base_offset != 0) {
      at = entry.base_offset;
    } else if (auto base = pack.Offset(entry.base_id)) {
      at = *base;
    } else {
      // A thin pack's base lies elsewhere; it is read, and hashed, by name.
      if (depth_ >= kMaxPackHops)
        return Fail(ErrorKind::kTooLarge, "deltas that lead through too many packs");
      ++depth_;
      auto elsewhere = Read(entry.base_id, limit);
      --depth_;
      if (!elsewhere) return elsewhere;
      object = *elsewhere;
    }
  }
  while (!chain.empty()) {
    auto [place, entry] = chain.back();
    chain.pop_back();
    AVOUCH_TRY(Bytes delta, pack.InflateAt(entry));
    AVOUCH_TRY(Bytes bytes, container::ApplyDelta(*object.bytes, delta, limit));
    object.bytes = std::make_shared<const Bytes>(std::move(bytes));
    if (!chain.empty()) Keep({&pack, place}, object, false);
  }
  return object;
}

Result<Object> Reader::ReadLoose(const ObjectId& id, std::uint64_t limit) {
  std::string hex = id.hex();
  for (const auto& folder : repository_.object_folders_) {
    auto file = os::MappedFile::Open(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2));
    if (!file) continue;
    AVOUCH_TRY(Bytes all, container::InflateUnknown(file->bytes(), limit + 32));
    std::size_t end = all.find('\0');
    if (end == all.npos || end > 28) return Fail(ErrorKind::kMalformed, "a loose object's header", hex);
    std::string_view header = std::string_view(all).substr(0, end);
    Object object;
    for (auto type : {container::ObjectType::kCommit, container::ObjectType::kTree,
                      container::ObjectType::kBlob, container::ObjectType::kTag})
      if (header == std::string(container::Name(type)) + " " + std::to_string(all.size() - end - 1))
        object.type = type;
    if (object.type == container::ObjectType::kNone)
      return Fail(ErrorKind::kMalformed, "a loose object's header", hex);
    object.bytes = std::make_shared<const Bytes>(all.substr(end + 1));
    if (hasher_.Name(container::Name(object.type), *object.bytes) != id)
      return Fail(ErrorKind::kIntegrity, "object is not what its name says", hex);
    return object;
  }
  return Fail(ErrorKind::kNotFound, "object is not here", hex);
}

Reader::Cached* Reader::FindCached(const Key& key) {
  auto at = cache_.find(key);
  if (at == cache_.end()) return nullptr;
  order_.splice(order_.begin(), order_, at->second);
  return &*at->second;
}

void Reader::Keep(const Key& key, const Object& object, bool verified) {
  std::size_t size = object.bytes->size() + 128;
  if (size > cache_bytes_ / 8) return;
  if (auto at = cache_.find(key); at != cache_.end()) {
    at->second->verified |= verified;
    return;
  }
  order_.push_front({key, object, verified});
  cache_[key] = order_.begin();
  cached_ += size;
  while (cached_ > cache_bytes_) {
    cached_ -= order_.back().object.bytes->size() + 128;
    cache_.erase(order_.back().key);
    order_.pop_back();
  }
}

}  // namespace avouch::git
