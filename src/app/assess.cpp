#include "app/assess.h"

#include <algorithm>
#include <future>
#include <set>

#include "app/decide.h"
#include "app/embedded_catalogue.h"
#include "app/organisation_follow.h"
#include "app/patches.h"
#include "app/said.h"
#include "base/text.h"
#include "claims/evaluate.h"
#include "collect/history_facts.h"
#include "collect/watched.h"
#include "crypto/hash.h"
#include "git/changes.h"
#include "git/history.h"
#include "notation/version.h"
#include "os/clock.h"
#include "os/file.h"
#include "source/commit.h"
#include "statement/argument_file.h"
#include "statement/embedded.h"
#include "statement/packed_catalogue.h"
#include "statement/product_file.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxProductFile = 1u << 20;

// Pairs (branch, id) and tags, in order: what HEAD is checked out as, which
// remote a branch came by, and whether refs are packed do not show in it.
std::string RefSetDigest(const git::Repository& repository) {
  std::vector<std::string> branches;
  for (const auto& ref : repository.refs()) {
    std::string_view name = ref.name;
    if (name.starts_with("refs/heads/")) {
      name = name.substr(11);
    } else if (std::size_t slash = name.find('/', 13); name.starts_with("refs/remotes/") &&
                                                       slash != name.npos &&
                                                       name.substr(slash) != "/HEAD") {
      name = name.substr(slash + 1);
    } else {
      continue;
    }
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

// avouch.yaml of the assessed commit, unless a file was named.
Result<statement::ProductFile> ReadProduct(const AssessOptions& options, const source::Tree& tree,
                                           model::Talk& talk) {
  if (!options.config.empty()) {
    auto bytes = os::ReadWholeFile(options.config, kMaxProductFile);
    if (!bytes) return Fail(ErrorKind::kConfiguration, bytes.error().what, options.config);
    talk.notes.push_back("configuration from " + options.config + ", " +
                         crypto::Sha256Of(*bytes).hex().substr(0, 12));
    return statement::ReadProductFile(*bytes, options.config);
  }
  const source::Entry* entry = tree.Find(statement::kProductFileName);
  if (entry == nullptr) return statement::ProductFile{};
  auto bytes = tree.Read(*entry, kMaxProductFile);
  if (!bytes)
    return Fail(ErrorKind::kConfiguration, bytes.error().what,
                std::string(statement::kProductFileName));
  return statement::ReadProductFile(*bytes);
}

// An avouch.yaml that is not the commit's is not what counts: people are told.
void NoteUncommitted(const git::Repository& repository, const source::Tree& tree,
                     model::Talk& talk) {
  if (repository.work_tree().empty()) return;
  std::string folder = JoinPath(repository.work_tree(), repository.prefix());
  auto here =
      os::ReadWholeFile(folder + "/" + std::string(statement::kProductFileName), kMaxProductFile);
  if (!here) return;
  const source::Entry* entry = tree.Find(statement::kProductFileName);
  if (entry == nullptr)
    talk.notes.push_back("avouch.yaml in the work tree is not committed, so it does not count yet");
  else if (auto committed = tree.Read(*entry, kMaxProductFile); committed && *committed != *here)
    talk.notes.push_back(
        "avouch.yaml in the work tree differs from the commit's; the commit's counts");
}

// Everything that this or another look at the same repository opens.
std::vector<std::string> PathsToRead(const git::Repository& repository,
                                     const AssessOptions& options) {
  std::vector<std::string> out = repository.folders();
  if (!options.config.empty()) out.push_back(options.config);
  if (!repository.work_tree().empty()) {
    out.push_back(repository.work_tree() + "/.git");
    out.push_back(JoinPath(repository.work_tree(), repository.prefix()) + "/" +
                  std::string(statement::kProductFileName));
  }
  return out;
}

// The commit itself must be readable: a damaged one is nothing to decide about.
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

// Which tags were taken, when tags of other names are versions too, as in a tree of
// several products.
std::string AssumedReleases(const model::HistoryFacts& history) {
  const std::string rule = "tags that parse as versions";
  auto other = std::find_if(history.other_tags.begin(), history.other_tags.end(),
                            [](const std::string& tag) {
                              return notation::ReadTag(tag).kind == notation::TagKind::kRelease;
                            });
  if (history.releases.empty() || other == history.other_tags.end()) return rule;
  return rule + " and are named as " + history.releases.front().tag + " is, not as " + *other;
}

void Assume(model::Product& product, const claims::Facts& facts, const claims::Reaches& reach,
            model::Assessment& assessment) {
  if (!product.scope) assessment.assumptions.push_back("scope assumed: all four themes apply");
  if (product.delivery.empty()) {
    claims::AssumedDelivery assumed = claims::AssumeDelivery(facts, reach);
    product.delivery = {assumed.delivery};
    product.delivery_assumed = true;
    assessment.assumptions.push_back(
        "delivery assumed: " + std::string(model::Name(assumed.delivery)) + " (" + assumed.because +
        ")");
  }
  if (product.releases.are == model::ReleasesAre::kAssumed)
    assessment.assumptions.push_back("releases assumed: " + AssumedReleases(facts.history.value));
}

std::vector<model::LeftOut> Skipped(const claims::Facts& facts, std::vector<model::LeftOut> out) {
  auto add = [&](const model::Coverage& coverage) {
    out.insert(out.end(), coverage.left.begin(), coverage.left.end());
  };
  add(facts.automation.coverage);
  add(facts.components.coverage);
  add(facts.containers.coverage);
  add(facts.documents.coverage);
  add(facts.history.coverage);
  add(facts.pipelines.coverage);
  add(facts.tree.coverage);
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.reason, a.path) < std::tie(b.reason, b.path);
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

}  // namespace

Result<model::Catalogue> LoadCatalogue() { return statement::UnpackCatalogue(PackedCatalogue()); }

Result<model::Arguments> LoadArguments() {
  return statement::ReadArguments(statement::EmbeddedFile("arguments.yaml").value_or(""));
}

Result<Assessed> Assess(const AssessOptions& options) {
  long long started = os::MonotonicMicroseconds();
  Assessed out;
  out.talk.target = options.path;

  // 1. What decides: the Code, our arguments, our tables.
  AVOUCH_TRY(out.catalogue, LoadCatalogue());
  AVOUCH_TRY(out.arguments, LoadArguments());
  AVOUCH_TRY(
      model::LifecycleTable lifecycle,
      statement::ReadLifecycleTable(statement::EmbeddedFile("end-of-support.yaml").value_or("")));

  // 2. What is decided about: one commit, and what its product says of itself.
  AVOUCH_TRY(git::Repository repository, git::Repository::Open(options.path));
  auto resolved = repository.Resolve(options.commit);
  if (!resolved) {
    if (resolved.error().kind == ErrorKind::kIntegrity)
      resolved.error().kind = ErrorKind::kMalformed;
    return std::unexpected(resolved.error());
  }
  const ObjectId commit = *resolved;
  AVOUCH_TRY(container::Commit head, ReadHead(repository, commit));
  auto opened = source::CommitTree::Open(repository, head.tree, repository.prefix());
  if (!opened) {
    if (opened.error().kind == ErrorKind::kIntegrity) opened.error().kind = ErrorKind::kMalformed;
    return std::unexpected(opened.error());
  }
  auto tree = std::move(*opened);

  AVOUCH_TRY(statement::ProductFile file, ReadProduct(options, *tree, out.talk));
  if (options.config.empty()) NoteUncommitted(repository, *tree, out.talk);
  AVOUCH_TRY(SaidSources sources, OpenSaid(options.organisation, options.evidence));
  out.organisation = options.organisation;
  if (options.organisation.empty() && !options.alone) {
    AVOUCH_TRY(out.organisation,
               FollowOrganisation(file.product, {repository.work_tree(), repository.prefix()},
                                  sources, out.talk.notes));
  }
  if (options.confine) {
    std::vector<std::string> paths = PathsToRead(repository, options);
    for (auto& path : PathsOf(sources)) paths.push_back(std::move(path));
    options.confine(paths);
  }
  model::Product product = options.product.value_or(file.product);
  out.policy = options.policy.value_or(file.policy);

  // 3. What can be computed: each blob once, history once.
  //    The commits need nothing from the tree: they are read beside it.
  const auto launch = options.threads > 1 ? std::launch::async : std::launch::deferred;
  auto loading = std::async(
      launch, [&] { return git::Sweep(repository, {commit, {}, options.threads, {}, false}); });
  collect::TreeReading reading = collect::ReadTree(*tree, product, options.threads);
  std::vector<std::string> watched = collect::WatchedPaths(*tree, reading, repository.prefix());
  for (const auto& path : SpokenPaths(product))
    watched.push_back(JoinPath(repository.prefix(), path));
  AVOUCH_CHECK_OK(MustBeSaidBy(sources, options.organisation, options.at));
  const std::vector<collect::RobotIdentity> identities = collect::Identities(reading);

  // 4. Observations: canonical bytes, each with its digest. Those of the tree are
  //    written while commits are still read.
  model::Assessment& assessment = out.assessment;
  model::Subject& subject = assessment.subject;
  subject.name = !product.name.empty()            ? product.name
                 : !reading.manifest_name.empty() ? reading.manifest_name
                                                  : "unnamed";
  subject.commit = commit.hex();
  subject.commit_date = {head.committer.seconds};
  subject.prefix = repository.prefix();
  subject.refs = RefSetDigest(repository);
  const statement::ObservedSubject observed{subject.name, subject.commit, subject.prefix};
  AVOUCH_TRY(Evidenced evidenced, ToFacts(std::move(reading), observed, subject.commit_date));

  AVOUCH_TRY(git::History history, loading.get());
  AVOUCH_CHECK_OK(git::FindChanges(
      repository, {commit, git::PathFilter::Only(watched), options.threads}, history));
  collect::Read<model::HistoryFacts> history_facts = collect::MakeHistoryFacts(
      {history, commit, repository.prefix(), out.policy, product.releases, identities, *tree});
  if (repository.bad_refs() > 0)
    history_facts.coverage.left.push_back(
        {"", Count("ref", repository.bad_refs()) + " with a bad name or value"});
  AVOUCH_CHECK_OK(AddHistory(evidenced, std::move(history_facts), observed, subject.commit_date));
  out.observations = std::move(evidenced.observations);
  assessment.observations = std::move(evidenced.ids);

  // 5. What people and other systems say of it.
  AVOUCH_TRY(Said said,
             TakeSaid(sources, {repository, history, *tree, product}, evidenced.facts, out.policy));
  out.payloads = std::move(said.payloads);
  product.built_in = said.built_in;
  for (auto& note : said.notes) out.talk.notes.push_back(std::move(note));

  // 6. Verdicts. No clock, file or network from here on.
  claims::Reaches reach = claims::ComputeReach(evidenced.facts);
  Assume(product, evidenced.facts, reach, assessment);
  subject.product = product;
  assessment.catalogue = out.catalogue.digest;
  assessment.arguments = out.arguments.digest;
  assessment.tables = lifecycle.digest;
  assessment.policy = out.policy;
  assessment.program = "avouch 0.1.0";
  assessment.time = options.at;
  assessment.files = evidenced.facts.tree.value.files;
  assessment.commits = evidenced.facts.history.value.commits;
  assessment.tags = evidenced.facts.history.value.tags;
  assessment.skipped = Skipped(evidenced.facts, std::move(said.left));
  claims::Inputs in{
      evidenced.facts, product,
      out.policy,      lifecycle,
      reach,           options.at,
      subject.commit,  ExemptionsOf(evidenced.facts.organisation, product, options.at)};
  AVOUCH_CHECK_OK(claims::Evaluate(in, out.catalogue, out.arguments, assessment));
  DropCommandsWithoutPatch(assessment, FilesOf(*tree));
  out.facts = std::move(evidenced.facts);

  out.talk.seconds = static_cast<double>(os::MonotonicMicroseconds() - started) / 1e6;
  return out;
}

}  // namespace avouch::app
