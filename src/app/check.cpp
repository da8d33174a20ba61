#include "app/check.h"

#include <algorithm>

#include "app/patches.h"
#include "app/wording.h"
#include "base/text.h"
#include "fix/patch.h"
#include "git/history.h"
#include "os/durable.h"
#include "os/file.h"
#include "report/comparison.h"
#include "report/table.h"
#include "report/text.h"
#include "source/commit.h"

namespace avouch::app {
namespace {

constexpr std::uint64_t kMaxDigestsFile = 16u << 20;

// The commit that `since` and the assessed one grew from.
Result<ObjectId> FindBase(const AssessOptions& options, const std::string& since) {
  AVOUCH_TRY(git::Repository repository, git::Repository::Open(options.path));
  AVOUCH_TRY(ObjectId commit, repository.Resolve(options.commit));
  auto other = repository.Resolve(since);
  if (!other) {
    if (other.error().hint.empty())
      other.error().hint = "in CI fetch it first, with fetch-depth: 0";
    return other;
  }
  git::SweepOptions sweep{commit, {}};
  sweep.changes = false;
  sweep.also = {*other};
  AVOUCH_TRY(git::History history, git::Sweep(repository, sweep));
  return git::MergeBase(history, commit, *other);
}

// Of the other sources no commit is known that would belong to the base.
Status MustBeOne(const Assessed& assessed) {
  const std::size_t sources = assessed.assessment.subject.sources.size();
  if (sources < 2) return {};
  return Fail(ErrorKind::kUsage,
              "--since compares one repository, and this product is made of " +
                  std::to_string(sources) + " sources",
              "", "check it without --since, or each repository by itself");
}

// The base, decided with the same time and under its own rules; what is
// assessed is decided again under the base's, so that a change cannot loosen
// the rules that judge it.
struct Since {
  Assessed base, now;
  report::Comparison comparison;
};

Result<Since> CompareSince(const CheckOptions& options, const Assessed& now) {
  AVOUCH_TRY(ObjectId base_id, FindBase(options.assess, options.since));
  AssessOptions base_options = options.assess;
  base_options.commit = base_id.hex();
  base_options.organisation = now.organisation;
  Since out;
  AVOUCH_TRY(out.base, Assess(base_options));
  AVOUCH_CHECK_OK(MustBeOne(out.base));
  AssessOptions strict = options.assess;
  strict.policy = out.base.policy;
  strict.organisation = now.organisation;
  strict.product = now.assessment.subject.product;
  strict.product->exclusions = out.base.assessment.subject.product.exclusions;
  if (strict.product->delivery_assumed) strict.product->delivery.clear();
  AVOUCH_TRY(out.now, Assess(strict));
  out.comparison = report::Compare(out.base.assessment, out.now.assessment);
  out.comparison.base = base_id.hex();
  out.comparison.loosened = report::Loosened(out.base.policy, out.base.assessment.subject.product,
                                             now.policy, now.assessment.subject.product);
  return out;
}

// Evidence that a commit can change; the rest never fails a proposed change.
bool ACommitCanChange(const model::ClaimAnswer& claim) {
  return std::any_of(claim.checks.begin(), claim.checks.end(), [](const model::CheckResult& check) {
    return check.outcome == model::Outcome::kViolated || check.where == model::Where::kHere;
  });
}

report::GateAnswer Judge(const CheckOptions& options, const Assessed& assessed,
                         const report::Comparison* since) {
  report::GateAnswer gate;
  const model::Product& product = assessed.assessment.subject.product;
  gate.gate = options.fail_on.value_or(product.gate);
  gate.from = options.fail_on
                  ? "--fail-on"
                  : product.gate_place.path.bytes + ":" + std::to_string(product.gate_place.line);
  if (gate.gate == model::Gate::kNone) gate.from.clear();
  if (gate.gate == model::Gate::kNew && since != nullptr) {
    for (const auto& finding : since->fresh)
      gate.by.push_back(finding.place.path.bytes + ":" + std::to_string(finding.place.line));
    gate.by.insert(gate.by.end(), since->loosened.begin(), since->loosened.end());
  }
  if (gate.gate == model::Gate::kNotMet || gate.gate == model::Gate::kOpen)
    for (const auto& claim : assessed.assessment.claims) {
      bool fails =
          claim.verdict == model::Verdict::kNotMet ||
          (gate.gate == model::Gate::kOpen && claim.verdict == model::Verdict::kNotEvidenced);
      if (fails && (since == nullptr || ACommitCanChange(claim))) gate.by.push_back(claim.claim);
    }
  gate.exit = gate.by.empty() ? kDone : kGateFailed;
  return gate;
}

Status WriteFolder(const std::string& folder, const Assessed& assessed) {
  auto put = [&](const std::string& name, BytesView bytes) {
    return os::WriteFileDurably(folder + "/" + name, bytes);
  };
  AVOUCH_CHECK_OK(os::MakeFolders(folder + "/observations"));
  AVOUCH_CHECK_OK(os::MakeFolders(folder + "/details"));
  for (const auto& observation : assessed.observations)
    AVOUCH_CHECK_OK(put("observations/" + observation.family + ".json", observation.bytes));
  for (const auto& claim : assessed.assessment.claims) {
    AVOUCH_TRY(Bytes detail, statement::WriteDetail(assessed.assessment, claim));
    AVOUCH_CHECK_OK(put("details/" + claim.claim + ".json", detail));
  }
  AVOUCH_TRY(Bytes bytes, statement::WriteAssessment(assessed.assessment));
  return put("assessment.json", bytes);
}

std::string NotesOf(const model::Talk& talk) {
  std::string out;
  for (const auto& note : talk.notes) out += "avouch: " + Printable(note) + "\n";
  return out;
}

report::Options ReportOptions(const ShowOptions& show) {
  report::Options out;
  out.width = show.width;
  out.colour = show.colour;
  out.verbose = show.verbose;
  return out;
}

bool IsClaim(const Assessed& assessed, const std::string& number) {
  return model::FindClaim(assessed.catalogue, number) != nullptr;
}

Error NoSuchClaim(const std::string& number) {
  return {ErrorKind::kUsage, "no such claim: '" + Printable(number) + "'", "",
          "avouch catalogue list shows them"};
}

}  // namespace

Answer Refuse(const Error& error) {
  return {ExitCodeOf(error.kind), "", "avouch: " + Printable(ToString(error)) + "\n"};
}

Answer Check(const CheckOptions& options) {
  if (options.fail_on == model::Gate::kNew && options.since.empty())
    return Refuse(
        {ErrorKind::kUsage, "--fail-on new needs --since REV", "", "such as --since origin/main"});

  auto assessed = Assess(options.assess);
  if (!assessed) return Refuse(assessed.error());

  std::optional<Since> since;
  if (!options.since.empty()) {
    if (auto one = MustBeOne(*assessed); !one) return Refuse(one.error());
    auto compared = CompareSince(options, *assessed);
    if (!compared) return Refuse(compared.error());
    since = std::move(*compared);
  }
  const report::Comparison* comparison = since ? &since->comparison : nullptr;
  const Assessed& shown = since ? since->now : *assessed;
  report::GateAnswer gate = Judge(options, shown, comparison);

  report::Material material{shown.assessment, shown.catalogue, shown.arguments,
                            assessed->talk,   comparison,      &shown.only_said};
  report::Options report_options = ReportOptions(options.show);
  if (!options.output.empty()) report_options.colour = false;
  report_options.gate = gate;
  const report::Format* format = report::FindFormat(options.show.format);
  if (format == nullptr)
    return Refuse({ErrorKind::kUsage, "no such format: '" + options.show.format + "'"});
  auto text = format->write(material, report_options);
  if (!text) return Refuse(text.error());

  Answer answer{gate.exit, "", NotesOf(assessed->talk)};
  if (!options.output_dir.empty())
    if (auto written = WriteFolder(options.output_dir, shown); !written)
      return Refuse(written.error());
  if (options.output.empty()) {
    answer.out = std::move(*text);
    return answer;
  }
  if (auto written = os::WriteFileDurably(options.output, *text); !written)
    return Refuse(written.error());
  answer.talk += "avouch: wrote " + options.output + "\n";
  return answer;
}

Answer Explain(const std::string& claim, const AssessOptions& assess, const ShowOptions& show) {
  const auto words = KeptWording();  // Before anything is confined to the repository
  if (!words) return Refuse(words.error());
  auto assessed = Assess(assess);
  if (!assessed) return Refuse(assessed.error());
  if (!IsClaim(*assessed, claim)) return Refuse(NoSuchClaim(claim));
  Overlay(*words, assessed->catalogue);
  report::Material material{
      assessed->assessment, assessed->catalogue, assessed->arguments, assessed->talk, nullptr,
      &assessed->only_said};
  auto text = report::ExplainText(material, claim, ReportOptions(show));
  if (!text) return Refuse(text.error());
  return {kDone, std::move(*text), NotesOf(assessed->talk)};
}

Answer Fix(const std::string& claim, const AssessOptions& assess, const std::string& digests) {
  fix::Options options;
  if (!digests.empty()) {
    auto text = os::ReadWholeFile(digests, kMaxDigestsFile);
    if (!text) return Refuse(text.error());
    options.digests = std::move(*text);
  }
  auto assessed = Assess(assess);
  if (!assessed) return Refuse(assessed.error());
  if (!IsClaim(*assessed, claim)) return Refuse(NoSuchClaim(claim));

  auto repository = git::Repository::Open(assess.path);
  if (!repository) return Refuse(repository.error());
  auto commit = repository->Resolve(assess.commit);
  if (!commit) return Refuse(commit.error());
  git::Reader reader(*repository);
  auto object = reader.ReadOf(*commit, container::ObjectType::kCommit);
  if (!object) return Refuse(object.error());
  auto parsed = container::ParseCommit(*object->bytes);
  if (!parsed) return Refuse(parsed.error());
  auto tree = source::CommitTree::Open(*repository, parsed->tree, repository->prefix());
  if (!tree) return Refuse(tree.error());
  auto patch =
      fix::Patches(claim, OfThisRepository(assessed->assessment), FilesOf(**tree), options);
  if (!patch) return Refuse(patch.error());
  return {kDone, std::move(*patch), NotesOf(assessed->talk)};
}

}  // namespace avouch::app
