// Claims about people, tools, items and the build environment, as far as the
// tree and its history show them. Most of these need people: what is here is
// set beside what they will say.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.h"
#include "claims/checks.h"
#include "claims/current.h"
#include "claims/tools.h"
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

// "container recipes" of which there is one.
std::string One(const std::string& plural) {
  if (plural == "policies and documents") return "policy or document";
  if (plural.ends_with("ies")) return plural.substr(0, plural.size() - 3) + "y";
  return plural.ends_with("s") ? plural.substr(0, plural.size() - 1) : plural;
}

bool IsBuildDefinition(const Inputs& in, const Path& path) {
  for (const auto& pipeline : in.facts.pipelines.value.pipelines)
    if (pipeline.path == path ||
        std::any_of(pipeline.jobs.begin(), pipeline.jobs.end(),
                    [&](const auto& job) { return job.place.path == path; }))
      return true;
  return false;
}

// A pattern of code owners that takes in what builds: workflows and actions, or
// all of their folder; not the list of owners itself, nor templates of issues.
bool OwnsBuilds(std::string_view pattern) {
  if (pattern == "*" || pattern == "**" || pattern == "/**") return true;
  for (std::string_view part : {".github/workflows", ".github/actions", ".gitlab-ci", ".gitlab/ci"})
    if (pattern.find(part) != pattern.npos) return true;
  while (!pattern.empty() && (pattern.back() == '*' || pattern.back() == '/'))
    pattern.remove_suffix(1);
  while (pattern.starts_with('/') || pattern.starts_with('*')) pattern.remove_prefix(1);
  return pattern == ".github" || pattern == ".gitlab";
}

// "python 3.8: support", "node:24-alpine3.21: support of alpine 3.21": an image
// is named for several things, and one of them ended.
std::string Ended(const ToolUse& tool) {
  bool plain = Lower(tool.text).find(Lower(tool.product)) == 0;
  return tool.text + ": support" + (plain ? "" : " of " + tool.product + " " + tool.cycle);
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
        examination.RestsOn(model::Grade::kSigned, acceptance.record->id);
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

void ExamineNamedDocuments(const Inputs& in, Examination& examination) {
  examination.Uses("documents");
  for (const auto& named : in.product.documents) {
    bool address = named.at.find("://") != std::string::npos;
    if (address) {
      examination.Missing(named.at + ", read where it is published", model::Where::kPublished);
      continue;
    }
    bool there = false;
    for (const auto& document : in.facts.documents.value.documents)
      if (document.path.bytes == named.at) {
        there = true;
        for (const auto& leftover : document.leftovers)
          examination.Bad(leftover.place, leftover.text, Reach::kRelease,
                          "write what belongs there", 5);
      }
    if (there)
      examination.Good();
    else
      examination.Bad(named.place, named.purpose + ": " + named.at + " is not in this commit",
                      Reach::kRelease, "commit it, or name the right path", 5);
  }
  if (!examination.findings().empty()) {
    examination.Headline("documents that avouch.yaml names are absent or unfinished");
    examination.Remedy("commit them, finished", 10);
  }
}

void ExaminePeople(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  auto authors = static_cast<long long>(history.authors_in_window.size());
  auto mergers = static_cast<long long>(history.mergers_in_window.size());
  if (authors > 0) {
    examination.Good();
    examination.Witness("changes by " + Count("person", authors, "people") + " came in" +
                        (mergers > 0 ? ", merged by " + Thousands(mergers) : "") + ", in the " +
                        std::to_string(in.policy.window_days) + " days before this commit");
  }
  if (history.shallow) examination.Missing("the history before the shallow cut");
}

void ExamineTools(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  examination.Uses("containers");
  examination.Uses("components");
  std::set<std::string> unknown, supported;
  long long ended = 0, extended = 0;  // Of those that build
  auto builds = [](Reach reach) { return reach == Reach::kRelease || reach == Reach::kUnknown; };
  for (const auto& tool : ToolsUsed(in)) {
    Support support = SupportOf(in.lifecycle, tool, in.time);
    switch (support.state) {
      case SupportState::kSupported:
        examination.Good();
        supported.insert(tool.product + " " + tool.cycle);
        break;
      case SupportState::kExtended:
        if (!builds(tool.reach)) break;  // Old ones are tested against on purpose.
        ++extended;
        examination.Good();
        examination.Bad(tool.place,
                        tool.text + ": regular support ended " + support.ends +
                            ", long-term support until " + support.last,
                        tool.reach, "plan the move to a newer one", 30, Weight::kListed);
        break;
      case SupportState::kEnded:
        if (!builds(tool.reach)) break;
        ++ended;
        examination.Bad(tool.place, Ended(tool) + " ended " + support.last, tool.reach,
                        "move to a supported one", 30);
        break;
      case SupportState::kUnknown:
        if (const auto* review = ReviewOf(in, tool)) {
          examination.Good();
          examination.RestsOn(model::Grade::kSigned, review->id);
          examination.Witness(tool.text + " is on the list that " + review->by + " reviewed",
                              {review->path, 0});
        } else {
          unknown.insert(tool.text);
        }
        break;
    }
  }
  if (!supported.empty()) {
    std::vector<std::string> names(supported.begin(), supported.end());
    if (names.size() > 6) names.resize(6), names.push_back("...");
    examination.Witness("supported on the day of this assessment: " + Join(names, ", ") +
                        " (table of " + in.lifecycle.date + ")");
  }
  if (!examination.findings().empty()) {
    examination.Headline(
        ended > 0 ? Count("tool", ended) +
                        (ended == 1 ? " that builds this is" : " that build this are") +
                        " past any support" +
                        (extended > 0 ? ", " + Thousands(extended) + " past regular support" : "")
                  : Count("tool", extended) +
                        (extended == 1 ? " that builds this is" : " that build this are") +
                        " past regular support");
    examination.Remedy("move to supported versions", 30);
  }
  if (!unknown.empty())
    examination.Missing(Count("tool", static_cast<long long>(unknown.size())) +
                            " that no table here knows, " + *unknown.begin() + " among them",
                        model::Where::kPerson);
}

void ExamineItems(const Inputs& in, Examination& examination) {
  examination.Uses("tree");
  std::vector<std::string> names;
  for (const auto& item : in.facts.tree.value.classes) {
    examination.Good();
    names.push_back(Thousands(item.files) + " " + (item.files == 1 ? One(item.name) : item.name));
  }
  if (!names.empty()) examination.Witness("under version control: " + Join(names, ", "));
  if (in.facts.tree.value.missing > 0)
    examination.Missing(Count("object", in.facts.tree.value.missing) + " of the tree absent here");
}

void ExamineReleasesOnBranch(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  const auto& history = in.facts.history.value;
  for (const auto& release : history.releases) {
    if (release.prerelease || DaysBetween(release.date, in.time) > in.policy.window_days) continue;
    if (release.on_branch) {
      examination.Good();
      continue;
    }
    // One branch in sight may only mean that the others were not cloned.
    bool enough = history.branches > 1 && !history.shallow && history.missing_objects == 0;
    examination.Bad(
        {"refs/tags/" + release.tag, 0}, release.tag + " is reachable from no branch here",
        enough ? Reach::kRelease : Reach::kUnknown, "keep the branch it was made on", 10);
  }
  if (examination.good() > 0)
    examination.Witness(Count("release", examination.good()) + " in the last " +
                        std::to_string(in.policy.window_days) + " days " +
                        (examination.good() == 1 ? "lies" : "lie") + " on a branch");
  if (!examination.findings().empty())
    examination.Headline(Count("release", static_cast<long long>(examination.findings().size())) +
                         " cannot be reached from any branch");
  if (examination.of() == 0)
    examination.Missing(
        "a release in the window: tags that parse as versions, or releases: in avouch.yaml");
}

void ExaminePermissions(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    if (pipeline.system != model::CiSystem::kGithubWorkflow || pipeline.jobs.empty()) continue;
    bool written = true, all = false;
    model::Place place{pipeline.path, 1};
    for (const auto& job : pipeline.jobs) {
      written &= job.permissions.written;
      if (job.permissions.write_all) all = true, place = job.permissions.place;
    }
    if (all)
      examination.Bad(place, "asks for every write permission", Reach::kRelease,
                      "name the scopes it needs", 5, Weight::kListed);
    else if (!written)
      examination.Bad({pipeline.path, 1}, "takes the forge's default permissions", Reach::kUnknown,
                      "permissions: contents: read at the top", 2, Weight::kListed);
    else
      examination.Good();
  }
  if (examination.good() > 0)
    examination.Witness(Thousands(examination.good()) + " of " + Thousands(examination.of()) +
                        (examination.of() == 1 ? " workflow says which permissions it needs"
                                               : " workflows say which permissions they need"));
  long long bad = examination.of() - examination.good();
  if (bad > 0) {
    examination.Missing("which permissions the token of " + Count("workflow", bad) + " needs");
    examination.Headline(Count("workflow", bad) + (bad == 1 ? " does" : " do") +
                         " not limit what " + (bad == 1 ? "its" : "their") + " token may change");
    examination.Remedy("start with permissions: contents: read", static_cast<int>(bad) * 2);
    examination.FixCommand("avouch fix 2.1.1");
  }
}

void ExaminePlaintext(const Inputs& in, Examination& examination) {
  examination.Uses("pipelines");
  std::set<std::string> secrets;
  auto see = [&](const model::Setting& setting, Reach reach) {
    if (!LooksLikeCredential(setting.key, setting.value)) return;
    examination.Bad(setting.place, setting.key + " = " + setting.value.substr(0, 2) + "...", reach,
                    "move it to the store of secrets, and change it", 20, Weight::kByReach,
                    setting.key);
  };
  for (const auto& pipeline : in.facts.pipelines.value.pipelines) {
    for (const auto& setting : pipeline.variables) {
      Reach reach = Reach::kDevelopment;
      for (const auto& job : pipeline.jobs)
        if (in.reach.OfJob(pipeline.path, job.id) == Reach::kRelease) reach = Reach::kRelease;
      see(setting, reach);
    }
    for (const auto& job : pipeline.jobs) {
      Reach reach = in.reach.OfJob(pipeline.path, job.id);
      for (const auto& name : job.secrets)
        if (!model::IsForgeToken(name)) secrets.insert(name);
      for (const auto& setting : job.variables) see(setting, reach);
      for (const auto& step : job.steps)
        for (const auto& setting : step.environment) see(setting, reach);
    }
  }
  if (!secrets.empty()) {
    examination.Good(static_cast<long long>(secrets.size()));
    examination.Witness(Count("named secret", static_cast<long long>(secrets.size())) +
                        (secrets.size() == 1 ? " is" : " are") +
                        " used, all from the CI store; their ages are not visible here");
  }
  if (!examination.findings().empty()) {
    examination.Headline("a credential stands in plain text in a CI definition");
    examination.Remedy("move it to the store of secrets, and change it", 20);
  }
}

void ExamineBuildChanges(const Inputs& in, Examination& examination) {
  examination.Uses("history");
  examination.Uses("documents");
  long long changes = 0, reviewed = 0;
  std::set<std::string> people;
  for (const auto& file : in.facts.history.value.files) {
    if (!IsBuildDefinition(in, file.path)) continue;
    changes += file.changes;
    reviewed += file.reviewed;
    people.insert(file.people.begin(), file.people.end());
  }
  if (changes > 0) {
    examination.Good();
    examination.Witness("build definitions were changed " + Count("time", changes) + " by " +
                        Count("person", static_cast<long long>(people.size()), "people") +
                        (reviewed > 0
                             ? "; " + Thousands(reviewed) + (reviewed == 1 ? " shows" : " show") +
                                   " another person's hand"
                             : ""));
  }
  // A forge honours one file, the first; a rule without owners takes them away.
  const auto& owners = in.facts.documents.value.code_owners;
  if (owners.empty()) return;
  for (const auto& rule : owners.front().rules) {
    bool builds = OwnsBuilds(rule.pattern);
    if (builds && !rule.owners.empty())
      examination.Witness("code owners stand over build definitions: " + rule.pattern, rule.place);
  }
}

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
