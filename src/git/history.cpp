#include "git/history.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <queue>
#include <set>
#include <thread>

#include "base/text.h"
#include "git/signature.h"

namespace avouch::git {
namespace {

using container::ObjectType;

constexpr std::size_t kMaxSubject = 256;
constexpr std::size_t kMaxTrailers = 32;
constexpr int kMaxFolders = 256;            // Depth of a path; honest ones stay below 30
constexpr std::size_t kMaxEntries = 1'000'000;
constexpr std::size_t kWorkerCache = 48u << 20;  // Bytes of trees each thread remembers
constexpr std::size_t kMaxParents = 4096;   // Octopus merges of public history stay below 70

constexpr std::string_view kTrailers[] = {"signed-off-by:", "reviewed-by:", "co-authored-by:",
                                          "acked-by:",      "tested-by:",   "reviewed-on:",
                                          "approved-by:"};

void Count(const Error& error, History& out) {
  if (error.kind == ErrorKind::kNotFound)
    ++out.missing;
  else
    ++out.corrupt;
}

void ReadMessage(std::string_view message, HistoryCommit& commit) {
  auto lines = Lines(message);
  if (!lines.empty()) commit.subject = lines[0].substr(0, kMaxSubject);
  for (auto line : lines) {
    if (line.size() > 300 || line.find(':') == line.npos) continue;
    std::string low = Lower(line.substr(0, line.find(':') + 1));
    for (auto trailer : kTrailers)
      if (low == trailer && commit.trailers.size() < kMaxTrailers) commit.trailers.emplace_back(line);
  }
}

// Compares the commits of a range with their first parents. Each worker has its
// own reader; what it counts is kept as sets, so that the sum does not depend on
// how the commits were divided.
class Worker {
 public:
  Worker(const Repository& repository, const History& history,
         const std::vector<ObjectId>& first_parent)
      : repository_(repository), history_(history), first_parent_(first_parent),
        reader_(repository, kWorkerCache) {}

  // Newest first: a child's tree was just read when its parent's is compared,
  // and deltas run from newer to older.
  void Run(std::size_t first, std::size_t last) {
    for (std::size_t i = last; i-- > first;) {
      const HistoryCommit& commit = history_.commits[i];
      commit_ = static_cast<std::uint32_t>(i);
      ObjectId before;
      if (!commit.parents.empty() && history_.commits[commit.parents[0]].id == first_parent_[i])
        before = history_.commits[commit.parents[0]].tree;
      merge_ = commit.merge;
      // Behind a cut there is something to compare with, and it is not here.
      compare_ = !commit.cut || before;
      if (commit.tree != before) Compare(before, commit.tree, "", 0);
    }
  }

  struct Seen {
    std::uint32_t commit = 0, path = 0;  // Path by its place in `paths`
    ObjectId before, after;
  };
  std::vector<Seen> changes;
  std::vector<std::string> paths;
  std::unordered_set<ObjectId> missing, corrupt, odd;  // Trees

  Reader& reader() { return reader_; }

 private:
  std::shared_ptr<const Bytes> Tree(const ObjectId& id) {
    static const auto empty = std::make_shared<const Bytes>();
    if (!id || missing.contains(id) || corrupt.contains(id)) return empty;
    auto object = reader_.ReadOf(id, ObjectType::kTree);
    if (object) return object->bytes;
    (object.error().kind == ErrorKind::kNotFound ? missing : corrupt).insert(id);
    return empty;
  }

  // git sorts folders as if their names ended with '/'.
  static int CompareNames(const container::TreeEntry& a, const container::TreeEntry& b) {
    std::size_t at = std::min(a.name.size(), b.name.size());
    int order = std::memcmp(a.name.data(), b.name.data(), at);
    if (order != 0) return order;
    auto next = [at](const container::TreeEntry& entry) -> int {
      if (at < entry.name.size()) return static_cast<unsigned char>(entry.name[at]);
      return entry.is_tree() ? '/' : 0;
    };
    int left = next(a), right = next(b);
    if (left != right) return left - right;
    return static_cast<int>(a.name.size()) - static_cast<int>(b.name.size());
  }

  struct Cursor {
    BytesView tree;
    ObjectId id;
    std::size_t start = 0, at = 0;
    container::TreeEntry entry;
    bool valid = false;

    [[nodiscard]] BytesView raw() const { return tree.substr(start, at - start); }
  };

  void Advance(Cursor& cursor) {
    cursor.valid = false;
    cursor.start = cursor.at;
    if (cursor.at >= cursor.tree.size()) return;
    auto entry = container::NextTreeEntry(cursor.tree, cursor.at, repository_.id_size());
    if (!entry) {
      cursor.at = cursor.tree.size();
      corrupt.insert(cursor.id);
      return;
    }
    cursor.entry = *entry;
    cursor.valid = true;
  }

  // Most of two trees is the same, byte for byte: passed over without parsing.
  static void SkipSame(Cursor& a, Cursor& b, std::size_t id_size) {
    std::size_t same = a.at;
    std::size_t size = std::min(a.tree.size(), b.tree.size());
    // Both stand at the same place only as long as nothing differed.
    if (a.at != b.at) return;
    while (same < size) {
      const void* end = std::memchr(a.tree.data() + same, 0, size - same);
      if (end == nullptr) break;
      std::size_t next =
          static_cast<std::size_t>(static_cast<const char*>(end) - a.tree.data()) + 1 + id_size;
      if (next > size || std::memcmp(a.tree.data() + same, b.tree.data() + same, next - same) != 0)
        break;
      same = next;
    }
    a.at = b.at = same;
  }

  void Compare(const ObjectId& before, const ObjectId& after, const std::string& folder, int depth) {
    if (depth > kMaxFolders) {
      odd.insert(after ? after : before);
      return;
    }
    bool fresh = after && reader_.FirstSight(after);
    // A merge repeats what its branch already told; only what it made is new.
    if (merge_ && !fresh) return;
    auto old_bytes = Tree(before), new_bytes = Tree(after);
    Cursor a{*old_bytes, before, 0, 0, {}, false}, b{*new_bytes, after, 0, 0, {}, false};
    SkipSame(a, b, repository_.id_size());
    Advance(a);
    Advance(b);
    while (a.valid || b.valid) {
      int order = !a.valid ? 1 : !b.valid ? -1 : CompareNames(a.entry, b.entry);
      if (order < 0) {
        Entry(&a.entry, nullptr, folder, depth, before);
        Advance(a);
      } else if (order > 0) {
        Entry(nullptr, &b.entry, folder, depth, after);
        Advance(b);
      } else {
        if (a.raw() != b.raw()) Entry(&a.entry, &b.entry, folder, depth, after);
        if (a.at == b.at) SkipSame(a, b, repository_.id_size());
        Advance(a);
        Advance(b);
      }
    }
  }

  void Entry(const container::TreeEntry* before, const container::TreeEntry* after,
             const std::string& folder, int depth, const ObjectId& tree) {
    const container::TreeEntry& entry = after ? *after : *before;
    if (container::IsOddName(entry.name)) {
      odd.insert(tree);
      return;
    }
    bool folder_before = before && before->is_tree(), folder_after = after && after->is_tree();
    std::string path = Below(folder, entry.name);
    if (folder_before || folder_after)
      Compare(folder_before ? before->id : ObjectId(), folder_after ? after->id : ObjectId(), path,
              depth + 1);
    bool file_before = before && !folder_before && !before->is_submodule();
    bool file_after = after && !folder_after && !after->is_submodule();
    if (file_after) (void)reader_.FirstSight(after->id);
    if ((!file_before && !file_after) || merge_ || !compare_) return;
    changes.push_back({commit_, PathIndex(path), file_before ? before->id : ObjectId(),
                       file_after ? after->id : ObjectId()});
  }

  static std::string Below(const std::string& folder, std::string_view name) {
    std::string out;
    out.reserve(folder.size() + name.size() + 1);
    out += folder;
    if (!folder.empty()) out += '/';
    out += name;
    return out;
  }

  std::uint32_t PathIndex(const std::string& path) {
    auto [at, fresh] = path_index_.try_emplace(path, static_cast<std::uint32_t>(paths.size()));
    if (fresh) paths.push_back(path);
    return at->second;
  }

  const Repository& repository_;
  const History& history_;
  const std::vector<ObjectId>& first_parent_;
  Reader reader_;
  std::unordered_map<std::string, std::uint32_t> path_index_;
  std::uint32_t commit_ = 0;
  bool merge_ = false, compare_ = true;
};

class Sweeper {
 public:
  Sweeper(const Repository& repository, const SweepOptions& options)
      : repository_(repository), options_(options), reader_(repository) {}

  Result<History> Run() {
    auto target = reader_.ReadOf(options_.target, ObjectType::kCommit);
    if (!target) return std::unexpected(target.error());
    out_.keys.emplace_back();
    out_.shallow = !repository_.shallow().empty();
    out_.partial = repository_.partial();
    std::vector<ObjectId> tips = {options_.target}, branch_tips = {options_.target};
    tips.insert(tips.end(), options_.also.begin(), options_.also.end());
    ReadTips(tips, branch_tips);
    Load(tips);
    Order();
    MarkBranches(branch_tips);
    for (auto& tag : out_.tags) Date(tag);
    if (options_.changes) Changes();
    return std::move(out_);
  }

 private:
  void ReadTips(std::vector<ObjectId>& tips, std::vector<ObjectId>& branch_tips) {
    std::set<std::string> branches;
    for (const auto& ref : repository_.refs()) {
      std::string_view name = ref.name;
      if (name.starts_with("refs/tags/")) {
        ReadTag(name.substr(10), ref.id, tips);
        continue;
      }
      if (name.starts_with("refs/heads/")) {
        branches.emplace(name.substr(11));
      } else {
        std::size_t slash = name.find('/', 13);
        if (slash == name.npos || name.substr(slash + 1) == "HEAD") continue;
        branches.emplace(name.substr(slash + 1));
      }
      tips.push_back(ref.id);
      branch_tips.push_back(ref.id);
    }
    out_.branches.assign(branches.begin(), branches.end());
  }

  void ReadTag(std::string_view name, ObjectId id, std::vector<ObjectId>& tips) {
    HistoryTag tag;
    tag.name = name;
    for (int hops = 0; hops < 10; ++hops) {
      auto object = reader_.Read(id);
      if (!object) {
        Count(object.error(), out_);
        break;
      }
      if (object->type == ObjectType::kCommit) {
        tag.target = id;
        tips.push_back(id);
        break;
      }
      if (object->type != ObjectType::kTag) break;
      auto parsed = container::ParseTag(*object->bytes);
      if (!parsed) {
        ++out_.corrupt;
        break;
      }
      if (!tag.annotated) {
        tag.annotated = true;
        tag.tagger = {parsed->tagger.name, parsed->tagger.email};
        tag.seconds = parsed->tagger.seconds;
        SignatureName signature = NameSignature(parsed->signature);
        tag.signature = signature.armour;
        tag.key = signature.key;
      }
      id = parsed->target;
    }
    out_.tags.push_back(std::move(tag));
  }

  void Date(HistoryTag& tag) const {
    if (tag.seconds != 0 || !tag.target) return;
    long long at = out_.Find(tag.target);
    if (at >= 0) tag.seconds = out_.commits[static_cast<std::size_t>(at)].committer_seconds;
  }

  std::uint32_t Intern(const container::Signature& who) {
    Identity identity{who.name, who.email};
    auto [at, fresh] = identities_.try_emplace(identity, static_cast<std::uint32_t>(out_.identities.size()));
    if (fresh) out_.identities.push_back(std::move(identity));
    return at->second;
  }

  std::uint32_t InternKey(const std::string& key) {
    if (key.empty()) return 0;
    auto [at, fresh] = keys_.try_emplace(key, static_cast<std::uint32_t>(out_.keys.size()));
    if (fresh) out_.keys.push_back(key);
    return at->second;
  }

  // Reads every commit that can be reached. Parents are kept as ids until ordered.
  void Load(const std::vector<ObjectId>& tips) {
    std::vector<ObjectId> todo(tips.rbegin(), tips.rend());
    std::unordered_set<ObjectId> absent;
    while (!todo.empty()) {
      ObjectId id = todo.back();
      todo.pop_back();
      if (out_.positions.contains(id) || absent.contains(id)) continue;
      auto object = reader_.Read(id);
      Result<container::Commit> parsed = Fail(ErrorKind::kMalformed, "not a commit");
      if (object && object->type == ObjectType::kCommit) parsed = container::ParseCommit(*object->bytes);
      if (!parsed) {
        // What lies behind a shallow cut is not missing by mistake, and still missing.
        absent.insert(id);
        Count(object ? parsed.error() : object.error(), out_);
        continue;
      }
      if (parsed->parents.size() > kMaxParents) parsed->parents.resize(kMaxParents), ++out_.odd;
      HistoryCommit commit;
      commit.id = id;
      commit.tree = parsed->tree;
      commit.author = Intern(parsed->author);
      commit.committer = Intern(parsed->committer);
      commit.author_seconds = parsed->author.seconds;
      commit.committer_seconds = parsed->committer.seconds;
      commit.merge = parsed->parents.size() > 1;
      SignatureName signature = NameSignature(parsed->signature);
      commit.signature = signature.armour;
      commit.key = InternKey(signature.key);
      ReadMessage(parsed->message, commit);
      out_.positions[id] = static_cast<std::uint32_t>(out_.commits.size());
      out_.commits.push_back(std::move(commit));
      bool cut = repository_.shallow().contains(id);
      parents_.push_back(cut ? std::vector<ObjectId>() : parsed->parents);
      out_.commits.back().cut = cut && !parsed->parents.empty();
      for (const auto& parent : parents_.back()) todo.push_back(parent);
    }
  }

  // Parents before children; among those that could come next the smallest id.
  void Order() {
    std::size_t n = out_.commits.size();
    std::vector<std::uint32_t> waits(n, 0);
    std::vector<std::vector<std::uint32_t>> children(n);
    for (std::size_t i = 0; i < n; ++i)
      for (const auto& parent : parents_[i])
        if (auto at = out_.positions.find(parent); at != out_.positions.end()) {
          children[at->second].push_back(static_cast<std::uint32_t>(i));
          ++waits[i];
        } else {
          out_.commits[i].cut = true;
        }
    auto later = [&](std::uint32_t a, std::uint32_t b) {
      return out_.commits[a].id > out_.commits[b].id;
    };
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(later)> ready(later);
    for (std::size_t i = 0; i < n; ++i)
      if (waits[i] == 0) ready.push(static_cast<std::uint32_t>(i));
    std::vector<std::uint32_t> order;
    order.reserve(n);
    while (!ready.empty()) {
      std::uint32_t i = ready.top();
      ready.pop();
      order.push_back(i);
      for (auto child : children[i])
        if (--waits[child] == 0) ready.push(child);
    }
    // Hash names cannot make a cycle; a reader that relied on it would hang.
    std::vector<std::uint32_t> place(n, 0);
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint32_t>(i);
    std::vector<HistoryCommit> ordered;
    ordered.reserve(order.size());
    for (auto i : order) {
      HistoryCommit& commit = out_.commits[i];
      for (const auto& parent : parents_[i])
        if (auto at = out_.positions.find(parent); at != out_.positions.end())
          commit.parents.push_back(place[at->second]);
      first_parent_.push_back(parents_[i].empty() ? ObjectId() : parents_[i][0]);
      ordered.push_back(std::move(commit));
    }
    out_.commits = std::move(ordered);
    for (auto& [id, at] : out_.positions) at = place[at];
    parents_.clear();
    parents_.shrink_to_fit();
  }

  void MarkBranches(const std::vector<ObjectId>& tips) {
    out_.on_branch.assign(out_.commits.size(), false);
    for (const auto& tip : tips) {
      auto peeled = reader_.Peel(tip, ObjectType::kCommit);
      if (!peeled) continue;
      long long at = out_.Find(*peeled);
      if (at >= 0) out_.on_branch[static_cast<std::size_t>(at)] = true;
    }
    for (std::size_t i = out_.commits.size(); i-- > 0;)
      if (out_.on_branch[i])
        for (auto parent : out_.commits[i].parents) out_.on_branch[parent] = true;
  }

  // The commits divided among workers; what they found put together in order.
  void Changes() {
    std::size_t n = out_.commits.size();
    std::size_t count = n < 2000 ? 1 : static_cast<std::size_t>(std::max(1, options_.threads));
    std::vector<std::unique_ptr<Worker>> workers;
    for (std::size_t i = 0; i < count; ++i)
      workers.push_back(std::make_unique<Worker>(repository_, out_, first_parent_));
    std::vector<std::thread> threads;
    for (std::size_t i = 1; i < count; ++i)
      threads.emplace_back([&, i] { workers[i]->Run(n * i / count, n * (i + 1) / count); });
    workers[0]->Run(0, n / count);
    for (auto& thread : threads) thread.join();
    std::unordered_set<ObjectId> missing, corrupt, odd;
    for (auto& worker : workers) {
      missing.merge(worker->missing);
      corrupt.merge(worker->corrupt);
      odd.merge(worker->odd);
      Take(*worker);
      if (worker != workers[0]) workers[0]->reader().MergeSight(worker->reader());
    }
    out_.missing += static_cast<long long>(missing.size());
    out_.corrupt += static_cast<long long>(corrupt.size());
    out_.odd += static_cast<long long>(odd.size());
    out_.objects = workers[0]->reader().Sighted();
    std::stable_sort(out_.changes.begin(), out_.changes.end(), [&](const Change& a, const Change& b) {
      if (a.commit != b.commit) return a.commit < b.commit;
      return out_.paths[a.path] < out_.paths[b.path];
    });
  }

  void Take(const Worker& worker) {
    std::vector<std::uint32_t> place;
    place.reserve(worker.paths.size());
    for (const auto& path : worker.paths) place.push_back(PathIndex(path));
    for (const auto& change : worker.changes)
      if (place[change.path] != kUnwanted)
        out_.changes.push_back({change.commit, place[change.path], change.before, change.after});
  }

  std::uint32_t PathIndex(const std::string& path) {
    auto [at, fresh] = path_index_.try_emplace(path, kUnwanted);
    if (fresh && options_.wants && options_.wants(path)) {
      at->second = static_cast<std::uint32_t>(out_.paths.size());
      out_.paths.push_back(path);
    }
    return at->second;
  }

  static constexpr std::uint32_t kUnwanted = 0xffffffffu;

  const Repository& repository_;
  const SweepOptions& options_;
  Reader reader_;
  History out_;
  std::vector<std::vector<ObjectId>> parents_;
  std::vector<ObjectId> first_parent_;
  std::map<Identity, std::uint32_t> identities_;
  std::map<std::string, std::uint32_t> keys_;
  std::unordered_map<std::string, std::uint32_t> path_index_;
};

class Lister {
 public:
  Lister(Reader& reader, std::size_t id_size) : reader_(reader), id_size_(id_size) {}

  Result<Listing> Run(const ObjectId& tree) {
    AVOUCH_CHECK_OK(Folder(tree, "", 0));
    auto& all = out_.entries;
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    auto twice = std::unique(all.begin(), all.end(),
                             [](const auto& a, const auto& b) { return a.path == b.path; });
    out_.odd += all.end() - twice;
    all.erase(twice, all.end());
    return std::move(out_);
  }

 private:
  Status Folder(const ObjectId& id, const std::string& folder, int depth) {
    if (depth > kMaxFolders) return Fail(ErrorKind::kTooLarge, "folders nested too deep", folder.substr(0, 80));
    auto object = reader_.ReadOf(id, ObjectType::kTree);
    if (!object) {
      if (depth == 0) return std::unexpected(object.error());
      ++(object.error().kind == ErrorKind::kNotFound ? out_.missing : out_.corrupt);
      return {};
    }
    for (std::size_t at = 0; at < object->bytes->size();) {
      auto entry = container::NextTreeEntry(*object->bytes, at, id_size_);
      if (!entry) {
        ++out_.corrupt;
        break;
      }
      if (container::IsOddName(entry->name)) {
        ++out_.odd;
        continue;
      }
      std::string path = folder.empty() ? std::string(entry->name) : folder + "/" + std::string(entry->name);
      if (++seen_ > kMaxEntries) return Fail(ErrorKind::kTooLarge, "more files than this reader takes");
      if (entry->is_tree()) {
        AVOUCH_CHECK_OK(Folder(entry->id, path, depth + 1));
      } else {
        out_.entries.push_back({std::move(path), entry->mode, entry->id});
      }
    }
    return {};
  }

  Reader& reader_;
  std::size_t id_size_, seen_ = 0;
  Listing out_;
};

}  // namespace

long long History::Find(const ObjectId& id) const {
  auto at = positions.find(id);
  return at == positions.end() ? -1 : static_cast<long long>(at->second);
}

Result<History> Sweep(const Repository& repository, const SweepOptions& options) {
  return Sweeper(repository, options).Run();
}

Result<ObjectId> MergeBase(const History& history, const ObjectId& a, const ObjectId& b) {
  long long first = history.Find(a), second = history.Find(b);
  if (first < 0 || second < 0) return Fail(ErrorKind::kNotFound, "a commit is not in this history");
  std::vector<unsigned char> marks(history.commits.size(), 0);
  marks[static_cast<std::size_t>(first)] |= 1;
  marks[static_cast<std::size_t>(second)] |= 2;
  for (std::size_t i = history.commits.size(); i-- > 0;) {
    // Children come later, so all marks that can reach a commit have.
    if (marks[i] == 3) return history.commits[i].id;
    for (auto parent : history.commits[i].parents) marks[parent] |= marks[i];
  }
  return Fail(ErrorKind::kNotFound, "no common ancestor in this clone", "",
              "fetch the whole history, in CI with fetch-depth: 0");
}

Result<Listing> ListTree(Reader& reader, const ObjectId& tree, std::size_t id_size) {
  return Lister(reader, id_size).Run(tree);
}

}  // namespace avouch::git
