#include "git/repository.h"

#include <algorithm>

#include "base/text.h"
#include "git/config.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr std::uint64_t kMaxSmallFile = 1u << 20;    // config, HEAD, gitdir links
constexpr std::uint64_t kMaxShallow = 256ull << 20;  // As packed refs
constexpr std::size_t kMaxFolderEntries = 2'000'000;
constexpr int kMaxAlternates = 5;  // As deep as git goes
constexpr std::size_t kMaxAlternateFolders = 64;

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
  if (auto shallow = os::ReadWholeFile(out.common_dir_ + "/shallow", kMaxShallow))
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
  AVOUCH_TRY(Refs found, git::ReadRefs(common_dir_, id_size()));
  refs_ = std::move(found.refs);
  bad_refs_ = found.bad;
  return {};
}

}  // namespace avouch::git
