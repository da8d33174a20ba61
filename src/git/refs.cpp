#include "git/refs.h"

#include <algorithm>
#include <map>

#include "base/text.h"
#include "os/file.h"

namespace avouch::git {
namespace {

constexpr std::uint64_t kMaxPackedRefs = 256ull << 20;  // 10^6 refs take about 80 MB
constexpr std::uint64_t kMaxLooseRef = 1u << 20;
constexpr std::size_t kMaxFolderEntries = 2'000'000;
constexpr int kMaxSymbolicHops = 5;  // As deep as git goes
constexpr int kMaxRefDepth = 32;     // Folders below refs/

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
      } else if (auto text = os::ReadWholeFile(git_dir + "/" + name, kMaxLooseRef)) {
        refs.Add(name, *text);
      }
    }
  }
}

}  // namespace

Result<Refs> ReadRefs(const std::string& folder, std::size_t id_size) {
  RefList list(id_size);
  if (auto packed = os::MappedFile::Open(folder + "/packed-refs")) {
    if (packed->bytes().size() > kMaxPackedRefs)
      return Fail(ErrorKind::kTooLarge, "more refs than this reader takes", folder);
    ReadPackedRefs(packed->bytes(), list);
  }
  ReadLooseRefs(folder, list);  // These win.
  Refs out;
  out.refs = list.Take();
  out.bad = list.bad;
  return out;
}

std::string_view BranchOf(std::string_view name) {
  constexpr std::string_view kHeads = "refs/heads/", kRemotes = "refs/remotes/";
  if (name.starts_with(kHeads)) return name.substr(kHeads.size());
  if (!name.starts_with(kRemotes)) return {};
  name.remove_prefix(kRemotes.size());
  const std::size_t slash = name.find('/');
  if (slash != name.npos) name.remove_prefix(slash + 1);
  return name == "HEAD" ? std::string_view() : name;
}

const Ref* FindRef(const std::vector<Ref>& refs, std::string_view name) {
  const auto at = std::ranges::lower_bound(refs, name, {}, &Ref::name);
  return at != refs.end() && at->name == name ? &*at : nullptr;
}

}  // namespace avouch::git
