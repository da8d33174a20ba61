// Claim 1.4.3: default passwords in container files, in what scanners found, and at
// first run.

#include <algorithm>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/word.h"

namespace avouch::claims {
namespace {

using model::Reach;

// Only the last stage that is not a test is shipped; what others set stays behind.
bool IsShipped(const model::Dockerfile& dockerfile, int line) {
  int end = 0;  // Line on which the stage after it begins
  for (auto stage = dockerfile.stages.rbegin(); stage != dockerfile.stages.rend(); ++stage) {
    if (!IsTestStage(*stage)) return line > stage->place.line && (end == 0 || line < end);
    end = stage->place.line;
  }
  return false;
}

// Named for developers or tests: "dev/compose.yaml", "docker-compose.override.yml".
bool IsForDevelopment(const Path& path) {
  std::string words = Lower(path.bytes);
  for (char& c : words)
    if (c == '/' || c == '.' || c == '_') c = '-';
  for (auto word : Split(words, '-'))
    for (std::string_view known :
         {"dev", "devel", "development", "test", "tests", "testing", "ci", "e2e", "integration",
          "local", "debug", "override", "example", "examples", "ephemeral", "dockerephemeral"})
      if (word == known) return true;
  return false;
}

// What it starts is the source as it lies on the disk of who writes it.
bool RunsTheWorkingCopy(const model::Compose& compose) {
  return std::any_of(compose.services.begin(), compose.services.end(),
                     [](const auto& service) { return service.mounts_source; });
}

// Scans of code or for secrets that looked for default credentials: one in a known
// class contradicts, a password in the code may be one.
void SearchForDefaults(const Inputs& in, Examination& examination) {
  auto scans = CurrentScans(in, examination, model::ScanKind::kCode);
  for (const auto* run : CurrentScans(in, examination, model::ScanKind::kSecrets))
    scans.push_back(run);
  if (scans.empty())
    return examination.Missing("a look through code and settings for default credentials",
                               model::Where::kScan);
  auto has = [](const model::ScanFinding& finding, std::initializer_list<std::string_view> ids) {
    return std::any_of(finding.cwe.begin(), finding.cwe.end(), [&](const auto& one) {
      return std::find(ids.begin(), ids.end(), one) != ids.end();
    });
  };
  for (const auto* run : scans) {
    examination.RestsOn(run->grade, run->id);
    for (const auto& finding : run->findings) {
      const bool is_default = has(finding, {"CWE-1392", "CWE-1393", "CWE-1394"});
      if (!is_default && !has(finding, {"CWE-259", "CWE-798"})) continue;
      if (const auto acceptance = AcceptanceOf(in, finding); acceptance.counts) {
        examination.Waive(NameOf(finding), *acceptance.record);
        continue;
      }
      const bool decides = is_default && !IsTestPath(finding.place.path) && !finding.suppressed;
      examination.Bad(PlaceOf(finding, *run), run->tool + " " + finding.rule,
                      decides ? Reach::kRelease : Reach::kDevelopment,
                      "set it at first run, or refuse to start without it", 30,
                      decides ? Weight::kByReach : Weight::kListed, finding.fingerprint);
      if (!IsTestPath(finding.place.path))
        examination.Missing("whether what " + run->tool + " found is a default credential",
                            model::Where::kPerson);
    }
  }
  examination.Good();
  examination.Witness("code or settings were searched for default credentials by " +
                      Count("scan", static_cast<long long>(scans.size())));
}

// What happens at first run: a test of it passed, or a person drew a sample and
// found none.
void ShowFirstRun(const Inputs& in, Examination& examination) {
  bool shown = false;
  EachRun(in, in.facts.results.tests, [&](const model::TestRun& run) {
    if (run.kind != "first-run" || !IsCurrent(in, run.commit)) return;
    if (run.failed + run.errors > 0)
      examination.Missing("a first run whose tests pass, in " + run.path.bytes,
                          model::Where::kTests);
    if (!PassedWhole(run)) return;
    examination.RestsOn(run.grade, run.id);
    shown = true;
  });
  for (const auto* sample : RecordsOf(in, model::RecordKind::kSample)) {
    if (shown || sample->topic != "default-credentials" || !sample->found.empty() ||
        sample->looked_at.empty() || IsStale(in, sample->on) ||
        WordOf(in, *sample, {}).grade == model::Grade::kClaimed)
      continue;
    examination.RestsOn(model::Grade::kSigned, sample->id);
    shown = true;
  }
  if (shown) return examination.Good();
  examination.Missing("a passing test of the first run, or a signed sample on default-credentials",
                      model::Where::kTests);
}

}  // namespace

void ExamineDefaultCredentials(const Inputs& in, Examination& examination) {
  examination.Uses("containers");
  for (const auto& dockerfile : in.facts.containers.value.dockerfiles)
    for (const auto& credential : dockerfile.credentials) {
      if (credential.placeholder || !credential.well_known) continue;
      if (!IsShipped(dockerfile, credential.place.line)) continue;
      examination.Bad(
          credential.place,
          credential.key + " = " + credential.value.substr(0, 2) + "... is in the image",
          in.reach.OfDockerfile(dockerfile.path),
          "set it at first run, or refuse to start without it", 30, Weight::kByReach,
          credential.key);
    }
  long long listed = 0;
  for (const auto& compose : in.facts.containers.value.composes) {
    if (IsForDevelopment(compose.path) || RunsTheWorkingCopy(compose)) continue;
    for (const auto& service : compose.services)
      for (const auto& credential : service.credentials) {
        if (credential.placeholder || !credential.well_known) continue;
        ++listed;
        examination.Bad(
            credential.place,
            service.name + ": " + credential.key + " = " + credential.value.substr(0, 2) + "...",
            Reach::kUnknown, "let the start fail without a chosen value", 10, Weight::kListed,
            service.name + credential.key);
      }
  }
  if (listed > 0)
    examination.Missing("whether customers start this compose file as it is",
                        model::Where::kPerson);
  const auto in_files = static_cast<long long>(examination.findings().size());
  SearchForDefaults(in, examination);
  ShowFirstRun(in, examination);
  if (in_files == 0 && !examination.findings().empty()) {
    examination.Headline(Count("credential", examination.bad()) + " in the code");
    examination.Remedy("set it at first run, or refuse to start without it", 30);
  }
  if (in_files > 0) {
    examination.Headline(Count("well-known password", in_files) + " in container files");
    examination.Remedy("let the start fail without a chosen value", 20);
  }
}

}  // namespace avouch::claims
