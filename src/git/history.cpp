#include "git/history.h"

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <numeric>
#include <queue>
#include <unordered_map>
#include <unordered_set>

#include "base/text.h"
#include "git/changes.h"
#include "git/signature.h"

namespace avouch::git {
namespace {

using container::ObjectType;

constexpr std::size_t kMaxSubject = 256;
constexpr std::size_t kMaxTrailers = 32;
constexpr std::size_t kCacheBytes = 8u << 20;  // Commits are read once; few are deltas
constexpr std::size_t kMaxParents = 4096;      // Octopus merges of public history stay below 70

constexpr std::string_view kTrailers[] = {
    "signed-off-by:", "reviewed-by:", "co-authored-by:", "acked-by:",
    "tested-by:",     "reviewed-on:", "approved-by:"};

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
    std::string_view key = line.substr(0, line.find(':') + 1);
    for (auto trailer : kTrailers)
      if (EqualsIgnoreCase(key, trailer) && commit.trailers.size() < kMaxTrailers)
        commit.trailers.emplace_back(line);
  }
}

class Sweeper {
 public:
  Sweeper(const Repository& repository, const SweepOptions& options)
      : repository_(repository), options_(options), reader_(repository, kCacheBytes) {}

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
    if (options_.changes) AVOUCH_CHECK_OK(FindChanges(repository_, options_, out_));
    return std::move(out_);
  }

 private:
  void ReadTips(std::vector<ObjectId>& tips, std::vector<ObjectId>& branch_tips) {
    auto& branches = out_.branches;
    out_.tags.reserve(static_cast<std::size_t>(
        std::count_if(repository_.refs().begin(), repository_.refs().end(),
                      [](const Ref& ref) { return ref.name.starts_with("refs/tags/"); })));
    for (const auto& ref : repository_.refs()) {
      std::string_view name = ref.name;
      if (name.starts_with("refs/tags/")) {
        ReadTag(name.substr(10), ref.id, tips);
        continue;
      }
      const std::string_view branch = BranchOf(name);
      if (branch.empty()) continue;
      branches.emplace_back(branch);
      AddTip(ref.id, tips);
      AddTip(ref.id, branch_tips);
    }
    std::sort(branches.begin(), branches.end());
    branches.erase(std::unique(branches.begin(), branches.end()), branches.end());
  }

  // A million tags often name few commits.
  static void AddTip(const ObjectId& id, std::vector<ObjectId>& tips) {
    if (tips.empty() || tips.back() != id) tips.push_back(id);
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
        AddTip(id, tips);
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
    std::string both = std::string(who.name) + '\n' + std::string(who.email);
    auto [at, fresh] = identities_.try_emplace(std::move(both),
                                               static_cast<std::uint32_t>(out_.identities.size()));
    if (fresh) out_.identities.push_back({std::string(who.name), std::string(who.email)});
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
      if (object && object->type == ObjectType::kCommit)
        parsed = container::ParseCommit(*object->bytes);
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
      bool cut = repository_.shallow().contains(id);
      commit.cut = cut && !parsed->parents.empty();
      out_.positions.emplace(id, static_cast<std::uint32_t>(loaded_.size()));
      loaded_.push_back(std::move(commit));
      parents_.push_back(cut ? std::vector<ObjectId>() : std::move(parsed->parents));
      for (const auto& parent : parents_.back()) todo.push_back(parent);
    }
  }

  // The parents that were read, as numbers of loaded commits.
  void FindParents() {
    for (std::size_t i = 0; i < loaded_.size(); ++i) {
      HistoryCommit& commit = loaded_[i];
      commit.parents.reserve(parents_[i].size());
      for (const auto& parent : parents_[i])
        if (auto at = out_.positions.find(parent); at != out_.positions.end())
          commit.parents.push_back(at->second);
        else
          commit.cut = true;
      commit.first_absent = !parents_[i].empty() && !out_.positions.contains(parents_[i][0]);
    }
    parents_ = {};
  }

  // Parents before children; among those that could come next the smallest id.
  [[nodiscard]] std::vector<std::uint32_t> InOrder() const {
    const std::size_t n = loaded_.size();
    std::vector<std::uint32_t> waits(n, 0), first(n + 1, 0);
    for (std::size_t i = 0; i < n; ++i) {
      waits[i] = static_cast<std::uint32_t>(loaded_[i].parents.size());
      for (auto parent : loaded_[i].parents) ++first[parent + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());
    // The children of i are children[first[i]] up to children[first[i + 1]].
    std::vector<std::uint32_t> children(first[n]), filled(first.begin(), first.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
      for (auto parent : loaded_[i].parents)
        children[filled[parent]++] = static_cast<std::uint32_t>(i);
    auto later = [&](std::uint32_t a, std::uint32_t b) { return loaded_[a].id > loaded_[b].id; };
    std::priority_queue<std::uint32_t, std::vector<std::uint32_t>, decltype(later)> ready(later);
    for (std::size_t i = 0; i < n; ++i)
      if (waits[i] == 0) ready.push(static_cast<std::uint32_t>(i));
    std::vector<std::uint32_t> order;
    order.reserve(n);
    while (!ready.empty()) {
      const std::uint32_t i = ready.top();
      ready.pop();
      order.push_back(i);
      for (std::uint32_t at = first[i]; at < first[i + 1]; ++at)
        if (--waits[children[at]] == 0) ready.push(children[at]);
    }
    return order;
  }

  void Order() {
    FindParents();
    // Hash names cannot make a cycle; a reader that relied on it would hang.
    const std::vector<std::uint32_t> order = InOrder();
    std::vector<std::uint32_t> place(loaded_.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = static_cast<std::uint32_t>(i);
    out_.commits.reserve(order.size());
    for (auto i : order) {
      for (auto& parent : loaded_[i].parents) parent = place[parent];
      out_.commits.push_back(std::move(loaded_[i]));
    }
    for (auto& [id, at] : out_.positions) at = place[at];
    loaded_ = {};
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

  const Repository& repository_;
  const SweepOptions& options_;
  Reader reader_;
  History out_;
  std::deque<HistoryCommit> loaded_;                           // As they were met
  std::vector<std::vector<ObjectId>> parents_;                 // Of each loaded commit
  std::unordered_map<std::string, std::uint32_t> identities_;  // By name, line feed, address
  std::map<std::string, std::uint32_t> keys_;
};

}  // namespace

PathFilter PathFilter::Only(const std::vector<std::string>& paths) {
  struct Paths {
    std::unordered_set<std::string> files, folders;
  };
  auto known = std::make_shared<Paths>();
  for (const auto& path : paths) {
    known->files.insert(path);
    for (std::size_t end = path.rfind('/'); end != path.npos && end > 0;
         end = path.rfind('/', end - 1))
      if (!known->folders.insert(path.substr(0, end)).second) break;
  }
  if (!paths.empty()) known->folders.insert("");
  PathFilter out(
      [known](std::string_view path) { return known->files.contains(std::string(path)); });
  out.leads_ = [known](std::string_view path) {
    return known->folders.contains(std::string(path));
  };
  return out;
}

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

}  // namespace avouch::git
