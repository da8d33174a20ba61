#include "app/assess.h"

#include <algorithm>
#include <future>
#include <iterator>
#include <map>

#include "app/commits.h"
#include "app/decide.h"
#include "app/embedded_catalogue.h"
#include "app/filled_form.h"
#include "app/organisation_follow.h"
#include "app/patches.h"
#include "app/said.h"
#include "app/sources.h"
#include "base/text.h"
#include "claims/evaluate.h"
#include "claims/source_inputs.h"
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

// How customers get it, when nobody said: of several sources each shows its way, and
// the claims are asked for every one of them.
void AssumeDelivery(model::Product& product, const claims::Inputs& own,
                    const claims::SourceInputs& sources, model::Assessment& assessment) {
  std::string ways, because;
  auto assume = [&](const claims::Inputs& in, const std::string& source) {
    const claims::AssumedDelivery assumed = claims::AssumeDelivery(in.facts, in.reach);
    because += (because.empty() ? "" : "; ") + source + assumed.because;
    if (std::ranges::find(product.delivery, assumed.delivery) != product.delivery.end()) return;
    product.delivery.push_back(assumed.delivery);
    ways += (ways.empty() ? "" : ", ") + std::string(model::Name(assumed.delivery));
  };
  for (const auto& view : sources.views())
    if (view.in != nullptr) assume(*view.in, view.name + ": ");
  if (sources.views().empty()) assume(own, "");
  product.delivery_assumed = true;
  assessment.assumptions.push_back("delivery assumed: " + ways + " (" + because + ")");
}

void Assume(model::Product& product, const claims::Inputs& own, const claims::SourceInputs& sources,
            model::Assessment& assessment) {
  if (!product.scope) assessment.assumptions.push_back("scope assumed: all four themes apply");
  if (product.delivery.empty()) AssumeDelivery(product, own, sources, assessment);
  if (product.releases.are == model::ReleasesAre::kAssumed)
    assessment.assumptions.push_back("releases assumed: " +
                                     AssumedReleases(own.facts.history.value));
}

// What readers left of one source, whose name stands before each path; empty: the only
// source.
void AddLeft(const claims::Facts& facts, const std::string& source,
             std::vector<model::LeftOut>& out) {
  auto add = [&](const model::Coverage& coverage) {
    for (const auto& left : coverage.left)
      out.push_back(
          {source.empty() ? left.path : Path(source + ":" + left.path.bytes), left.reason});
  };
  add(facts.automation.coverage);
  add(facts.components.coverage);
  add(facts.containers.coverage);
  add(facts.documents.coverage);
  add(facts.history.coverage);
  add(facts.pipelines.coverage);
  add(facts.tree.coverage);
}

std::vector<model::LeftOut> InOrder(std::vector<model::LeftOut> out) {
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::tie(a.reason, a.path) < std::tie(b.reason, b.path);
  });
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

// Reads the other sources, each in turn. Whatever was seen of them joins `into` and the
// assessment; the facts of those that could be read are returned, by name.
std::map<std::string, claims::Facts> ReadBeside(const AssessOptions& options,
                                                const model::Product& product, Assessed& out,
                                                std::vector<OpenedSource>& beside,
                                                Evidenced& into) {
  std::map<std::string, claims::Facts> facts;
  model::Assessment& assessment = out.assessment;
  model::Subject& subject = assessment.subject;
  for (const auto& rule : product.sources) {
    if (rule.at == model::kThisRepository) {
      subject.sources.push_back({rule.name, subject.commit, subject.commit_date, subject.prefix,
                                 subject.refs, into.facts.tree.value.files,
                                 into.facts.history.value.commits, into.facts.history.value.tags,
                                 ""});
      continue;
    }
    OpenedSource& source =
        *std::ranges::find(beside, rule.name, [](const auto& one) { return one.told.name; });
    if (source.is_read()) {
      if (auto read = ReadSource(source, product, out.policy, options.threads)) {
        std::ranges::move(read->observations, std::back_inserter(into.observations));
        std::ranges::move(read->ids, std::back_inserter(into.ids));
        facts.emplace(rule.name, std::move(read->facts));
      }
    }
    if (!source.is_read())
      out.talk.notes.push_back("source '" + rule.name + "' (" + rule.at + ") is not read: " +
                               source.told.left + "; no claim is met without it");
    assessment.files += source.told.files;
    assessment.commits += source.told.commits;
    assessment.tags += source.told.tags;
    subject.sources.push_back(source.told);
  }
  std::ranges::sort(into.observations, {}, &statement::Observation::family);
  std::ranges::sort(into.ids, {}, &model::ObservationId::family);
  return facts;
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
  AVOUCH_CHECK_OK(MustBeSaidBy(sources, options.organisation, options.at));
  out.organisation = options.organisation;
  if (options.organisation.empty() && !options.alone) {
    AVOUCH_TRY(out.organisation,
               FollowOrganisation(file.product, {repository.work_tree(), repository.prefix()},
                                  sources, out.talk.notes));
  }
  model::Product product = options.product.value_or(file.product);
  const std::string own_name = model::HasSeveralSources(product) ? OwnSourceName(product) : "";
  std::vector<OpenedSource> beside;
  if (!own_name.empty()) {
    AVOUCH_TRY(beside, OpenSources(product, repository, options.source_pins));
  }
  if (options.confine) {
    std::vector<std::string> paths = PathsToRead(repository, options);
    for (auto& path : PathsOf(sources)) paths.push_back(std::move(path));
    for (auto& path : PathsOf(beside)) paths.push_back(std::move(path));
    options.confine(paths);
  }
  out.policy = options.policy.value_or(file.policy);

  // 3. What can be computed: each blob once, history once.
  //    The commits need nothing from the tree: they are read beside it.
  const auto launch = options.threads > 1 ? std::launch::async : std::launch::deferred;
  auto loading = std::async(
      launch, [&] { return git::Sweep(repository, {commit, {}, options.threads, {}, false}); });
  collect::TreeReading reading = collect::ReadTree(
      *tree, own_name.empty() ? product : ProductFor(product, own_name, true), options.threads);
  std::vector<std::string> watched = collect::WatchedPaths(*tree, reading, repository.prefix());
  for (const auto& path : SpokenPaths(product))
    watched.push_back(JoinPath(repository.prefix(), path));
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
  const statement::ObservedSubject observed{own_name.empty() ? subject.name : own_name,
                                            subject.commit, subject.prefix};
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
  const std::size_t own_documents = evidenced.facts.documents.value.documents.size();
  assessment.files = evidenced.facts.tree.value.files;
  assessment.commits = evidenced.facts.history.value.commits;
  assessment.tags = evidenced.facts.history.value.tags;
  std::map<std::string, claims::Facts> beside_facts;
  if (!own_name.empty()) {
    NameEvidence(evidenced, own_name);
    beside_facts = ReadBeside(options, product, out, beside, evidenced);
  }
  out.observations = std::move(evidenced.observations);
  assessment.observations = std::move(evidenced.ids);

  // 5. What people and other systems say of it.
  AVOUCH_TRY(Said said,
             TakeSaid(sources, {repository, history, *tree, product}, evidenced.facts, out.policy));
  out.payloads = std::move(said.payloads);
  out.only_said = SaidInForms(out.organisation, {subject.name, evidenced.facts.organisation.name},
                              out.catalogue, out.talk.notes);
  product.built_in = said.built_in;
  for (auto& note : said.notes) out.talk.notes.push_back(std::move(note));

  // 6. Verdicts. No clock, file or network from here on.
  std::vector<model::LeftOut> skipped = std::move(said.left);
  AddLeft(evidenced.facts, own_name, skipped);
  for (const auto& [name, facts] : beside_facts) AddLeft(facts, name, skipped);
  assessment.skipped = InOrder(std::move(skipped));
  subject.product = product;  // Which sources there are
  const claims::Reaches reach = claims::ComputeReach(evidenced.facts);
  claims::Inputs in{
      evidenced.facts, product,
      out.policy,      lifecycle,
      reach,           options.at,
      subject.commit,  ExemptionsOf(evidenced.facts.organisation, product, options.at)};
  in.sources = std::max<std::size_t>(1, subject.sources.size());
  const claims::SourceInputs inputs(in, subject, std::move(beside_facts), own_documents);
  Assume(product, in, inputs, assessment);
  subject.product = product;
  assessment.catalogue = out.catalogue.digest;
  assessment.arguments = out.arguments.digest;
  assessment.tables = lifecycle.digest;
  assessment.policy = out.policy;
  assessment.program = "avouch 0.1.0";
  assessment.time = options.at;
  AVOUCH_CHECK_OK(claims::Evaluate(inputs.Checks(), out.catalogue, out.arguments, assessment));
  DropCommandsWithoutPatch(assessment, FilesOf(*tree));
  out.facts = std::move(evidenced.facts);

  out.talk.seconds = static_cast<double>(os::MonotonicMicroseconds() - started) / 1e6;
  return out;
}

}  // namespace avouch::app
