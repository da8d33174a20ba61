#include "app/sources.h"

#include <algorithm>
#include <future>

#include "app/commits.h"
#include "base/path.h"
#include "base/text.h"
#include "collect/history_facts.h"
#include "collect/watched.h"
#include "git/changes.h"
#include "git/history.h"
#include "os/file.h"

namespace avouch::app {
namespace {

constexpr std::string_view kLeadsOut = "it leads out of the folder that holds this repository";
constexpr std::size_t kMaxAround = 10'000;  // Entries of the folder that sources lie in

// Where sources may lie: in the folder that holds this repository.
class Neighbourhood {
 public:
  explicit Neighbourhood(const git::Repository& own) {
    const auto root = os::RealPath(own.work_tree());
    if (own.work_tree().empty() || !root) return;
    here_ = JoinPath(*root, own.prefix());
    around_ = root->substr(0, root->rfind('/') + 1);
    taken_.push_back({OneName(own), "this repository"});
  }

  // Opens it, or says why not.
  std::string Open(const std::string& at, const std::string& name,
                   std::optional<git::Repository>& into) {
    if (here_.empty()) return "nothing is beside a bare repository";
    // Before it is looked at: whether a folder is there is nobody's business, either.
    if (!IsAround("/" + ResolvePath(here_.substr(1), at))) return std::string(kLeadsOut);
    const auto folder = os::RealPath(here_ + "/" + at);
    if (!folder || os::KindOf(*folder) != os::FileKind::kFolder) return "no such folder";
    if (!IsAround(*folder)) return std::string(kLeadsOut);
    auto opened = git::Repository::Open(*folder);
    if (!opened)
      return opened.error().kind == ErrorKind::kUnsupported ? "a git repository of a form not read"
                                                            : "not a git repository";
    // A folder in a repository is one of that repository, wherever it begins.
    if (!opened->work_tree().empty() && !IsAround(opened->work_tree()))
      return "not a git repository of its own";
    const std::string id = OneName(*opened);
    for (const auto& [other, called] : taken_)
      if (other == id) return "the same repository as " + called;
    taken_.emplace_back(id, "'" + name + "'");
    into = std::move(*opened);
    return {};
  }

 private:
  static std::string OneName(const git::Repository& repository) {
    return os::RealPath(repository.common_dir()).value_or(repository.common_dir());
  }
  [[nodiscard]] bool IsAround(const std::string& folder) const {
    return folder.starts_with(around_) && folder.size() > around_.size();
  }

  std::string here_, around_;
  std::vector<std::pair<std::string, std::string>> taken_;  // Where, and what it is called
};

// The commit and its tree; says why not.
std::string OpenCommit(const std::string& revision, OpenedSource& source) {
  const auto commit = source.repository->Resolve(revision);
  if (!commit)
    return commit.error().kind == ErrorKind::kNotFound ? "it has no commit there"
                                                       : "its commit cannot be read";
  auto head = ReadHead(*source.repository, *commit);
  if (!head) return "its commit cannot be read";
  auto tree = source::CommitTree::Open(*source.repository, head->tree, source.repository->prefix());
  if (!tree) return "its tree cannot be read";
  source.head = std::move(*head);
  source.tree = std::move(*tree);
  source.told.commit = commit->hex();
  source.told.commit_date = {source.head.committer.seconds};
  source.told.prefix = source.repository->prefix();
  source.told.refs = RefSetDigest(*source.repository);
  return {};
}

// Nothing of what is not read is told but why.
void Leave(OpenedSource& source, std::string why) {
  source.told = {source.told.name, "", {}, "", "", 0, 0, 0, std::move(why)};
  source.tree = nullptr;
  source.repository = std::nullopt;
}

}  // namespace

Result<std::vector<OpenedSource>> OpenSources(const model::Product& product,
                                              const git::Repository& own, const SourcePins& pins) {
  Neighbourhood around(own);
  std::vector<OpenedSource> out;
  out.reserve(product.sources.size());  // Trees look at the repositories beside them.
  for (const auto& rule : product.sources) {
    if (rule.at == model::kThisRepository) continue;
    OpenedSource& source = out.emplace_back(rule.at, model::SubjectSource{});
    source.told.name = rule.name;
    const auto pin = pins.find(rule.name);
    const bool pinned = pin != pins.end();
    if (pinned && pin->second.commit.empty()) {
      Leave(source, pin->second.left);
      continue;
    }
    std::string why = around.Open(rule.at, rule.name, source.repository);
    if (why.empty()) why = OpenCommit(pinned ? pin->second.commit : "HEAD", source);
    if (why.empty()) continue;
    if (pinned)
      return Fail(ErrorKind::kIo,
                  "source '" + rule.name + "' at commit " + pin->second.commit + ": " + why,
                  rule.at, "check it out there, beside this repository");
    Leave(source, std::move(why));
  }
  return out;
}

std::vector<std::string> PathsOf(const std::vector<OpenedSource>& sources) {
  std::vector<std::string> out;
  for (const auto& source : sources)
    if (source.repository)
      out.insert(out.end(), source.repository->folders().begin(),
                 source.repository->folders().end());
  return out;
}

std::vector<std::string> RepositoriesAround(const git::Repository& own) {
  std::vector<std::string> out;
  const auto root = os::RealPath(own.work_tree());
  if (own.work_tree().empty() || !root) return out;
  const std::string around = root->substr(0, root->rfind('/') + 1);
  const auto entries = os::ListFolder(around, kMaxAround);
  if (!entries) return out;
  for (const auto& entry : *entries) {
    const std::string folder = around + entry.name;
    const bool bare = os::KindOf(folder + "/HEAD") == os::FileKind::kFile;
    if (bare || os::KindOf(folder + "/.git") != os::FileKind::kNone) out.push_back(folder);
  }
  return out;
}

model::Product ProductFor(const model::Product& product, std::string_view source, bool own) {
  model::Product out = product;
  out.exclusions.clear();
  for (model::Exclusion exclusion : product.exclusions) {
    const std::string& path = exclusion.path.bytes;
    const std::size_t colon = path.find(':');
    const bool named = colon != path.npos &&
                       std::ranges::any_of(product.sources, [&](const model::SourceRule& rule) {
                         return rule.name == std::string_view(path).substr(0, colon);
                       });
    if (named ? path.substr(0, colon) != source : !own) continue;
    if (named) exclusion.path = path.substr(colon + 1);
    out.exclusions.push_back(std::move(exclusion));
  }
  return out;
}

std::optional<Evidenced> ReadSource(OpenedSource& source, const model::Product& product,
                                    const model::Policy& policy, int threads) {
  const git::Repository& repository = *source.repository;
  const auto commit = ParseObjectId(source.told.commit);
  if (!commit) return std::nullopt;
  const auto launch = threads > 1 ? std::launch::async : std::launch::deferred;
  auto loading =
      std::async(launch, [&] { return git::Sweep(repository, {*commit, {}, threads, {}, false}); });
  const model::Product mine = ProductFor(product, source.told.name, false);
  collect::TreeReading reading = collect::ReadTree(*source.tree, mine, threads);
  const std::vector<std::string> watched =
      collect::WatchedPaths(*source.tree, reading, repository.prefix());
  const std::vector<collect::RobotIdentity> identities = collect::Identities(reading);
  const statement::ObservedSubject observed{source.told.name, source.told.commit,
                                            source.told.prefix};
  auto evidenced = ToFacts(std::move(reading), observed, source.told.commit_date);
  auto history = loading.get();
  const bool read =
      evidenced && history &&
      git::FindChanges(repository, {*commit, git::PathFilter::Only(watched), threads}, *history);
  if (!read) {
    Leave(source, evidenced ? "its history cannot be read" : "its tree cannot be told");
    return std::nullopt;
  }
  collect::Read<model::HistoryFacts> facts = collect::MakeHistoryFacts(
      {*history, *commit, repository.prefix(), policy, product.releases, identities, *source.tree});
  if (repository.bad_refs() > 0)
    facts.coverage.left.push_back(
        {"", Count("ref", repository.bad_refs()) + " with a bad name or value"});
  if (!AddHistory(*evidenced, std::move(facts), observed, source.told.commit_date)) {
    Leave(source, "its history cannot be told");
    return std::nullopt;
  }
  NameEvidence(*evidenced, source.told.name);
  source.told.files = evidenced->facts.tree.value.files;
  source.told.commits = evidenced->facts.history.value.commits;
  source.told.tags = evidenced->facts.history.value.tags;
  return std::move(*evidenced);
}

void NameEvidence(Evidenced& evidenced, std::string_view source) {
  for (auto& one : evidenced.observations)
    one.family = statement::NameOfEvidence(one.family, source);
  for (auto& one : evidenced.ids) one.family = statement::NameOfEvidence(one.family, source);
}

const std::string& OwnSourceName(const model::Product& product) {
  return std::ranges::find(product.sources, model::kThisRepository, &model::SourceRule::at)->name;
}

}  // namespace avouch::app
