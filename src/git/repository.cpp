#include "git/repository.h"

#include <algorithm>

#include "base/text.h"
#include "container/limits.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr std::uint64_t kMaxSmallFile = 1u << 20;       // config, HEAD, gitdir links
constexpr std::uint64_t kMaxPackedRefs = 256ull << 20;  // 10^6 refs take about 80 MB
constexpr std::size_t kMaxFolderEntries = 2'000'000;
constexpr int kMaxAlternates = 5;  // As deep as git goes
constexpr std::size_t kMaxAlternateFolders = 64;
constexpr int kMaxPackHops = 64;     // Thin packs on disk are rare; chains of them are hostile
constexpr int kMaxSymbolicHops = 5;  // As deep as git goes
constexpr std::size_t kMostKeptDelta = 1u << 20;  // Bytes; deltas of trees stay far below
constexpr std::size_t kAskedPacks = 16;      // Beyond, one table over the smaller packs is faster
constexpr std::size_t kMaxLooseHeader = 32;  // "commit 536870912" and its end
constexpr int kMaxRefDepth = 32;             // Folders below refs/

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

// What stands behind the '=': without a comment, quotes or blanks around it.
std::string ConfigValue(std::string_view text) {
  std::string out;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    if (c == '"') {
      quoted = !quoted;
      continue;
    }
    if (!quoted && (c == '#' || c == ';')) break;
    if (c == '\\' && i + 1 < text.size()) c = text[++i];
    out += c;
  }
  return std::string(Trim(out));
}

// Only [core] repositoryformatversion and [extensions]; nothing else is looked at.
Config ParseConfig(std::string_view text) {
  Config out;
  std::string section;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (auto line : Lines(text)) {
    line = Trim(line);
    if (line.empty() || line[0] == '#' || line[0] == ';') continue;
    if (line[0] == '[') {
      std::size_t close = line.find(']');
      section = Lower(Trim(line.substr(1, close == line.npos ? close : close - 1)));
      line = close == line.npos ? std::string_view() : Trim(line.substr(close + 1));
      if (line.empty()) continue;
    }
    std::size_t equals = line.find('=');
    std::string key = Lower(Trim(line.substr(0, equals)));
    std::string value = equals == line.npos ? "true" : ConfigValue(line.substr(equals + 1));
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

// The refs of a repository as they are found; the last of a name wins.
class RefList {
 public:
  explicit RefList(std::size_t id_size) : id_size_(id_size) {}

  void Add(std::string_view name, std::string_view value) {
    if (!Wanted(name)) return;
    value = Trim(value);
    if (value.starts_with("ref:")) {
      // A remote's HEAD is no branch.
      if (!name.starts_with("refs/remotes/") || !name.ends_with("/HEAD"))
        symbolic_[std::string(name)] = Trim(value.substr(4));
      return;
    }
    auto id = ParseObjectId(value);
    if (!IsGoodRefName(name) || !id || id->size != id_size_)
      ++bad;
    else
      refs_.push_back({std::string(name), *id});
  }

  std::vector<Ref> Take() {
    Sort();
    std::vector<Ref> found;
    for (const auto& [name, target] : symbolic_) {
      const Ref* ref = Follow(target);
      if (ref == nullptr || !IsGoodRefName(name))
        ++bad;
      else
        found.push_back({name, ref->id});
    }
    refs_.insert(refs_.end(), found.begin(), found.end());
    Sort();
    return std::move(refs_);
  }

  long long bad = 0;

 private:
  static bool Earlier(const Ref& a, const Ref& b) { return a.name < b.name; }

  // The last of a name is kept. Packed refs come sorted, and there may be a million.
  void Sort() {
    if (!std::is_sorted(refs_.begin(), refs_.end(), Earlier))
      std::stable_sort(refs_.begin(), refs_.end(), Earlier);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < refs_.size(); ++i)
      if (i + 1 == refs_.size() || refs_[i].name != refs_[i + 1].name) {
        if (kept != i) refs_[kept] = std::move(refs_[i]);
        ++kept;
      }
    refs_.resize(kept);
  }

  // What a symbolic ref leads to, over others if need be.
  const Ref* Follow(std::string target) const {
    for (int hop = 0; hop < kMaxSymbolicHops; ++hop) {
      auto next = symbolic_.find(target);
      if (next == symbolic_.end()) {
        auto at = std::lower_bound(refs_.begin(), refs_.end(), Ref{target, {}}, Earlier);
        return at != refs_.end() && at->name == target ? &*at : nullptr;
      }
      target = next->second;
    }
    return nullptr;
  }

  std::size_t id_size_;
  std::vector<Ref> refs_;
  std::map<std::string, std::string> symbolic_;  // Name, what it names
};

void ReadPackedRefs(BytesView text, RefList& refs) {
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = std::min(text.find('\n', at), text.size());
    std::string_view line = text.substr(at, end - at);
    at = end + 1;
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() || line[0] == '#' || line[0] == '^') continue;
    std::size_t blank = line.find(' ');
    if (blank == line.npos)
      ++refs.bad;
    else
      refs.Add(line.substr(blank + 1), line.substr(0, blank));
  }
}

// An explicit stack, as names may nest.
void ReadLooseRefs(const std::string& git_dir, RefList& refs) {
  std::vector<std::pair<std::string, int>> folders = {
      {"refs/heads", 0}, {"refs/tags", 0}, {"refs/remotes", 0}};
  while (!folders.empty()) {
    auto [folder, depth] = folders.back();
    folders.pop_back();
    auto entries = os::ListFolder(git_dir + "/" + folder, kMaxFolderEntries);
    if (!entries) continue;
    for (const auto& entry : *entries) {
      std::string name = folder + "/" + entry.name;
      if (entry.kind == os::FileKind::kFolder) {
        if (depth < kMaxRefDepth) folders.emplace_back(name, depth + 1);
      } else if (entry.kind != os::FileKind::kFile) {
        ++refs.bad;
      } else if (auto text = os::ReadWholeFile(git_dir + "/" + name, kMaxSmallFile)) {
        refs.Add(name, *text);
      }
    }
  }
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
  out.OrderPacks();
  AVOUCH_CHECK_OK(out.ReadRefs());
  if (auto shallow = os::ReadWholeFile(out.common_dir_ + "/shallow", kMaxPackedRefs))
    for (auto line : Lines(*shallow))
      if (auto id = ParseObjectId(Trim(line)); id && id->size == out.id_size())
        out.shallow_.insert(*id);
  return out;
}

Repository Repository::OfPacks(std::vector<std::unique_ptr<Pack>> packs, crypto::HashKind hash) {
  Repository out;
  out.hash_ = hash;
  out.packs_ = std::move(packs);
  out.OrderPacks();
  return out;
}

// Asking each of a thousand packs for each object costs more than reading it: what
// the smaller ones hold is put into one table.
void Repository::OrderPacks() {
  std::stable_sort(packs_.begin(), packs_.end(),
                   [](const auto& a, const auto& b) { return a->count() > b->count(); });
  for (std::size_t pack = kAskedPacks; pack < packs_.size(); ++pack)
    for (std::uint32_t position = 0; position < packs_[pack]->count(); ++position)
      rows_.push_back(
          {packs_[pack]->IdAt(position).prefix(), static_cast<std::uint32_t>(pack), position});
  std::sort(rows_.begin(), rows_.end());
}

template <class Visit>
void Repository::EachCopy(const ObjectId& id, Visit visit) const {
  for (std::size_t pack = 0; pack < std::min(packs_.size(), kAskedPacks); ++pack)
    if (auto position = packs_[pack]->Position(id); position && visit(pack, *position)) return;
  if (rows_.empty()) return;
  auto row = std::lower_bound(rows_.begin(), rows_.end(), Row{id.prefix(), 0, 0});
  for (; row != rows_.end() && row->prefix == id.prefix(); ++row)
    if (packs_[row->pack]->IdAt(row->position) == id && visit(row->pack, row->position)) return;
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
    return Fail(ErrorKind::kUnsupported, "repository format " + Printable(config.version),
                common_dir_);
  if (config.object_format == "sha256")
    hash_ = crypto::HashKind::kSha256;
  else if (config.object_format != "sha1")
    return Fail(ErrorKind::kUnsupported, "object format " + Printable(config.object_format),
                common_dir_);
  if (config.ref_storage != "files")
    return Fail(ErrorKind::kUnsupported, "refs kept as " + Printable(config.ref_storage),
                common_dir_);
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
  RefList refs(id_size());
  if (auto packed = os::MappedFile::Open(common_dir_ + "/packed-refs")) {
    if (packed->bytes().size() > kMaxPackedRefs)
      return Fail(ErrorKind::kTooLarge, "more refs than this reader takes", common_dir_);
    ReadPackedRefs(packed->bytes(), refs);
  }
  ReadLooseRefs(common_dir_, refs);  // These win.
  refs_ = refs.Take();
  bad_refs_ = refs.bad;
  return {};
}

Result<ObjectId> Repository::ReadHead() const {
  AVOUCH_TRY(Bytes text, os::ReadWholeFile(git_dir_ + "/HEAD", kMaxSmallFile));
  std::string_view line = Trim(text);
  if (!line.starts_with("ref:")) {
    auto id = ParseObjectId(line);
    if (!id)
      return Fail(ErrorKind::kMalformed, "HEAD names neither a branch nor a commit", git_dir_);
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
    auto at =
        std::lower_bound(refs_.begin(), refs_.end(), full,
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

Reader::Reader(const Repository& repository, std::size_t cache_bytes)
    : repository_(repository), hasher_(repository.hash()), cache_(cache_bytes) {}

bool Reader::Has(const ObjectId& id) const {
  bool found = false;
  repository_.EachCopy(id, [&](std::size_t, std::uint32_t) { return found = true; });
  if (found) return true;
  std::string hex = id.hex();
  for (const auto& folder : repository_.object_folders_)
    if (os::KindOf(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2)) == os::FileKind::kFile)
      return true;
  return false;
}

std::optional<Reader::Copy> Reader::FirstCopy(const ObjectId& id) const {
  std::optional<Copy> first;
  repository_.EachCopy(id, [&](std::size_t pack, std::uint32_t position) {
    first = Copy{pack, position};
    return true;
  });
  return first;
}

Result<Object> Reader::Read(const ObjectId& id, std::uint64_t limit) {
  hops_ = 0;
  return ReadCopies(id, limit);
}

// The first copy whose bytes are what the name says; every other is passed over.
Result<Object> Reader::ReadCopies(const ObjectId& id, std::uint64_t limit) {
  const ObjectCache::Entry* known = cache_.FindName(id);
  if (known != nullptr && known->object.bytes->size() <= limit) return known->object;
  const std::optional<Copy> first = FirstCopy(id);
  if (!first) return ReadLoose(id, limit);
  Result<Object> object = ReadCopy(id, *first, limit);
  if (object) return object;
  repository_.EachCopy(id, [&](std::size_t pack, std::uint32_t position) {
    if (Copy{pack, position} != *first) object = ReadCopy(id, {pack, position}, limit);
    return object.has_value();
  });
  if (object) return object;
  auto loose = ReadLoose(id, limit);
  if (loose || loose.error().kind != ErrorKind::kNotFound) return loose;
  return object;
}

Result<Object> Reader::ReadCopy(const ObjectId& id, const Copy& copy, std::uint64_t limit) {
  const Pack& pack = *repository_.packs_[copy.pack];
  const auto offset = pack.OffsetAt(copy.position);
  if (!offset) return Fail(ErrorKind::kMalformed, "an index leads past its own end", id.hex());
  const ObjectCache::Entry* cached = cache_.Find({&pack, *offset});
  const bool verified = cached != nullptr && cached->verified == id;
  Result<Object> object =
      cached != nullptr ? Result<Object>(cached->object) : ReadPacked(pack, *offset, limit);
  if (object && object->bytes->size() > limit)
    object = Fail(ErrorKind::kTooLarge, "object is larger than wanted");
  if (object && !verified && hasher_.Name(container::Name(object->type), *object->bytes) != id)
    object = Fail(ErrorKind::kIntegrity, "object is not what its name says");
  if (!object) {
    object.error().where = id.hex();
    return object;
  }
  if (!verified) cache_.Keep({&pack, *offset}, *object, id);
  return object;
}

Result<Object> Reader::ReadOf(const ObjectId& id, container::ObjectType type) {
  AVOUCH_TRY(Object object, Read(id));
  if (object.type != type)
    return Fail(ErrorKind::kMalformed,
                "a " + std::string(container::Name(object.type)) + " where a " +
                    std::string(container::Name(type)) + " belongs",
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
// `limit` holds for the object asked for: how large its base is depends on packing.
Result<Object> Reader::ReadPacked(const Pack& pack, std::uint64_t offset, std::uint64_t limit) {
  std::vector<std::pair<std::uint64_t, PackEntry>> chain;
  Object object;
  std::uint64_t at = offset;
  while (!object.bytes) {
    if (!chain.empty())
      if (const ObjectCache::Entry* cached = cache_.Find({&pack, at})) {
        object = cached->object;
        break;
      }
    AVOUCH_TRY(PackEntry entry, pack.EntryAt(at));
    if (entry.size > container::kMaxObjectBytes || !made_.Spend(entry.size))
      return Fail(ErrorKind::kTooLarge, "more to inflate than one reader may");
    if (entry.type != container::ObjectType::kNone) {
      if (chain.empty() && entry.size > limit)
        return Fail(ErrorKind::kTooLarge, "object is larger than wanted");
      AVOUCH_TRY(Bytes bytes, pack.InflateAt(entry));
      object = {entry.type, std::make_shared<const Bytes>(std::move(bytes))};
      if (!chain.empty()) cache_.Keep({&pack, at}, object, {});
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
      if (++hops_ > kMaxPackHops)
        return Fail(ErrorKind::kTooLarge, "deltas that lead through too many packs");
      AVOUCH_TRY(object, ReadCopies(entry.base_id, container::kMaxObjectBytes));
    }
  }
  return ApplyChain(pack, std::move(object), std::move(chain), limit);
}

Result<Object> Reader::ApplyChain(const Pack& pack, Object object,
                                  std::vector<std::pair<std::uint64_t, PackEntry>> chain,
                                  std::uint64_t limit) {
  Budget left(container::kMaxChainBytes);
  while (!chain.empty()) {
    auto [place, entry] = chain.back();
    chain.pop_back();
    AVOUCH_CHECK_OK(pack.InflateInto(entry, delta_));
    AVOUCH_TRY(Bytes bytes,
               container::ApplyDelta(*object.bytes, delta_,
                                     chain.empty() ? limit : container::kMaxObjectBytes));
    if (!left.Spend(bytes.size()) || !made_.Spend(bytes.size()))
      return Fail(ErrorKind::kTooLarge, "deltas that make more than one object may cost");
    object.bytes = std::make_shared<const Bytes>(std::move(bytes));
    if (!chain.empty()) cache_.Keep({&pack, place}, object, {});
  }
  if (delta_.capacity() > kMostKeptDelta) delta_ = Bytes();
  return object;
}

Result<Object> Reader::ReadLoose(const ObjectId& id, std::uint64_t limit) {
  std::string hex = id.hex();
  Result<Object> out = Fail(ErrorKind::kNotFound, "object is not here", hex);
  for (const auto& folder : repository_.object_folders_) {
    auto file = os::MappedFile::Open(folder + "/" + hex.substr(0, 2) + "/" + hex.substr(2));
    if (!file) {
      if (file.error().kind != ErrorKind::kNotFound) out = std::unexpected(file.error());
      continue;
    }
    out = ReadLooseFile(file->bytes(), id, limit);
    if (out) {
      cache_.Keep({nullptr, ++loose_}, *out, id);
      return out;
    }
    out.error().where = hex;
  }
  return out;
}

Result<Object> Reader::ReadLooseFile(BytesView file, const ObjectId& id, std::uint64_t limit) {
  AVOUCH_TRY(Bytes all, container::InflateUnknown(file, limit + kMaxLooseHeader));
  if (!made_.Spend(all.size()))
    return Fail(ErrorKind::kTooLarge, "more to inflate than one reader may");
  std::size_t end = all.find('\0');
  if (end == all.npos || end >= kMaxLooseHeader)
    return Fail(ErrorKind::kMalformed, "a loose object's header");
  std::string_view header = std::string_view(all).substr(0, end);
  Object object;
  for (auto type : {container::ObjectType::kCommit, container::ObjectType::kTree,
                    container::ObjectType::kBlob, container::ObjectType::kTag})
    if (header == std::string(container::Name(type)) + " " + std::to_string(all.size() - end - 1))
      object.type = type;
  if (object.type == container::ObjectType::kNone)
    return Fail(ErrorKind::kMalformed, "a loose object's header");
  all.erase(0, end + 1);
  if (all.size() > limit) return Fail(ErrorKind::kTooLarge, "object is larger than wanted");
  object.bytes = std::make_shared<const Bytes>(std::move(all));
  if (hasher_.Name(container::Name(object.type), *object.bytes) != id)
    return Fail(ErrorKind::kIntegrity, "object is not what its name says");
  return object;
}

}  // namespace avouch::git
