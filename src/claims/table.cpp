#include <algorithm>
#include <cassert>

#include "claims/checks.h"
#include "claims/examined.h"

namespace avouch::claims {
namespace {

using enum model::Where;

// Rows with a function are decided here. Rows without one wait for evidence
// that this build cannot take in; they are open, never more.
constexpr Check kChecks[] = {
    {"access.authentication", "users of the build environment sign in again on a regular basis",
     kForge, ExamineAuthentication, "", "sign-in"},
    {"access.credentials-bound", "every account of the build environment has one owner", kForge,
     ExamineBoundCredentials, "", "accounts"},
    {"access.multi-factor", "every person's account of the build environment has a second factor",
     kForge, ExamineSecondFactor, "", "second-factor"},
    {"access.permissions", "every workflow says which permissions its token needs", kHere,
     ExaminePermissions, ""},
    {"access.proposals", "no outsider's code runs with this repository's secrets or token", kHere,
     ExamineProposals, ""},
    {"access.review", "access to the build environment was reviewed, account by account", kForge,
     ExamineAccessReview, "", "access-review"},
    {"access.roles", "roles are defined, and nobody holds more than a role grants", kForge,
     ExamineRoles, "", "roles"},
    {"access.secret-ages", "every secret of the build has an owner, a store and a date of change",
     kForge, ExamineSecretAges, "", "build-secrets"},
    {"advisory.customers-told", "affected customers were told of each vulnerability fixed", kPerson,
     ExamineCustomersTold, "", "customers-told"},
    {"advisory.internal-told", "the internal security team was told of each vulnerability handled",
     kPerson, ExamineInternalTold, "", "security-team-told"},
    {"build.audit-log", "access to and changes of the build environment are logged", kForge,
     ExamineAuditLog, "", "build-log"},
    {"build.authorised", "only those who may change the build environment do", kForge,
     ExamineAuthorised, "", "changes-to-the-build"},
    {"build.definitions", "changes to build definitions are in history, with their authors", kHere,
     ExamineBuildChanges, ""},
    {"build.log-protection", "logs of the build environment are protected from reading and change",
     kPerson, ExamineLogProtection, "", "log-protection"},
    {"build.log-retention", "logs of the build environment are kept for an agreed period", kPerson,
     ExamineLogRetention, "", "log-retention"},
    {"build.no-plaintext", "no credential stands in plain text in a CI definition", kHere,
     ExaminePlaintext, ""},
    {"components.declared", "the component list customers get is the one found here", kPublished,
     ExamineDeclared, ""},
    {"components.history", "every change of a component is in history", kHere,
     ExamineComponentHistory, ""},
    {"credentials.defaults", "no default password reaches customers", kScan,
     ExamineDefaultCredentials, "", "default-credentials"},
    {"credentials.multi-factor",
     "privileged users of the product cannot act without a second factor", kTests,
     ExamineMultiFactor, "", "privileged-users"},
    {"credentials.storage", "no secret in the tree or its history; sensitive data is protected",
     kScan, ExamineStorage, "", "sensitive-data"},
    {"design.threat-model", "a threat model names components, flows and threats, each decided",
     kPerson, ExamineThreatModel, "", "threat-model"},
    {"design.user-need", "the design rests on what users need", kPerson, ExamineUserNeed, "",
     "user-need"},
    {"disclosure.accepted", "the disclosure policy is published and its owner stands by it",
     kPublished, ExamineDisclosureAccepted, "", "disclosure"},
    {"disclosure.parts",
     "the disclosure policy says how to report, what is covered and what follows", kHere,
     ExaminePolicyParts, ""},
    {"disclosure.private-channel", "the policy says how to report in private", kHere,
     ExaminePrivateChannel, ""},
    {"disclosure.security-txt", "security.txt has a contact and has not expired", kHere,
     ExamineSecurityTxt, ""},
    {"documents.assertions", "what documents say of this repository is so", kHere,
     ExamineAssertions, ""},
    {"documents.named", "every document that avouch.yaml names is here and finished", kHere,
     ExamineNamedDocuments, ""},
    {"findings.addressed", "defects that tests found were dealt with before release", kTests,
     ExamineFindingsAddressed, "", "findings"},
    {"findings.suppressions", "every silenced finding has a reason and an end", kHere,
     ExamineSuppressions, ""},
    {"framework.documented",
     "a secure development framework is named and its seven topics written down", kPerson,
     ExamineFramework, "", "framework"},
    {"incident.customers-told", "customers were told of each relevant incident in time", kPerson,
     ExamineIncidents, "", "incidents"},
    {"incident.plan-accepted", "the incident plan is published and its owner stands by it", kPerson,
     ExamineIncidentPlanAccepted, "", "incident-plan"},
    {"incident.plan-parts", "the incident plan has its parts and no placeholder", kHere,
     ExamineIncidentPlan, ""},
    {"input.validated", "every entry point's input is validated", kTests, ExamineInputValidated, "",
     "entry-points"},
    {"integrity.actions", "every outside action is named by its commit", kHere, ExamineActions, ""},
    {"integrity.consumed", "builds install what the lock names", kHere, ExamineConsumed, ""},
    {"integrity.delivered", "what was bought in was checked when it was delivered", kPerson,
     ExamineDelivered, ""},
    {"integrity.downloads", "every file fetched in a build is verified", kHere, ExamineDownloads,
     ""},
    {"integrity.images", "every container image is named by digest", kHere, ExamineImages, ""},
    {"integrity.locks", "every locked component has a digest", kHere, ExamineLocks, ""},
    {"integrity.packages", "what builds install by name has a version", kHere, ExaminePackages, ""},
    {"integrity.scripts", "every outside browser script carries an integrity value", kHere,
     ExamineScripts, ""},
    {"integrity.submodules", "every submodule is pinned to a commit", kHere, ExamineSubmodules, ""},
    {"integrity.transport", "nothing comes over plain HTTP, no check is switched off", kHere,
     ExamineTransport, ""},
    {"integrity.vendored", "copies of others' code equal what their authors published", kScan,
     ExamineVendored, ""},
    {"release.channel", "releases and updates come over trusted channels", kPublished,
     ExamineChannel, "", "channels"},
    {"release.service-digest", "the service reports the digest of a release that was sealed",
     kPublished, ExamineServiceDigest, "", "deployed-release"},
    {"release.verifiable", "a customer can verify every release", kPublished, ExamineReleaseSigning,
     "", "verification"},
    {"requirements.recorded", "requirements have ids, security ones among them, and lead to tests",
     kPerson, ExamineRequirements, "", "requirements"},
    {"support.accepted", "the published support statement is the vendor's own", kPublished,
     ExamineSupportAccepted, "", "support"},
    {"support.dates", "every supported version has an end date, or a rule that gives one", kHere,
     ExamineSupportDates, ""},
    {"support.guide", "the guide tells how to apply updates and use the product securely",
     kPublished, ExamineGuide, "", "user-guide"},
    {"support.notice", "customers get at least a year's notice of the end of support", kPerson,
     ExamineNotice, "", "notice"},
    {"support.update-policy",
     "how often updates come, how they arrive and how one is told is written", kHere,
     ExamineUpdatePolicy, ""},
    {"testing.gate", "publishing waits for the tests", kHere, ExamineGate, ""},
    {"testing.on-change", "tests run on every change", kHere, ExamineOnChange, ""},
    {"testing.plan", "a test plan covers requirements and components", kTests, ExamineTestKinds,
     ""},
    {"testing.plan-approved", "somebody answers for the test plan", kPerson,
     ExamineTestPlanApproved, "", "test-plan"},
    {"testing.release-results", "the tests of each release passed", kTests, ExamineReleaseResults,
     "", "release-tests"},
    {"testing.security-updates", "each security update was tested and made no default weaker",
     kTests, ExamineSecurityUpdates, "", "security-updates"},
    {"tools.reviewed", "somebody answers for the list of tools", kPerson, ExamineToolsReviewed, "",
     "tools"},
    {"tools.supported", "every tool that builds the product is still supported", kHere,
     ExamineTools, ""},
    {"training.people", "who writes and merges is known", kHere, ExaminePeople, ""},
    {"training.register", "everyone who can merge or release is trained", kPerson,
     ExamineTrainingRegister, "", "training"},
    {"updates.automated", "a tool proposes updates for every place that holds dependencies", kHere,
     ExamineAutomation, ""},
    {"updates.first-use-tested", "each new component was tested before it was first released",
     kTests, ExamineFirstUseTested, "", "new-components"},
    {"updates.moved", "updates that the tool proposed are taken", kHere, ExamineMoved, "",
     "updates"},
    {"updates.tested", "each component update was tested", kTests, ExamineUpdatesTested, "",
     "component-updates"},
    {"versioned.identified", "somebody has listed what must be under version control", kPerson,
     ExamineVersionedIdentified, "", "controlled-items"},
    {"versioned.items", "source, build, CI and lock files are under version control", kHere,
     ExamineItems, ""},
    {"versioned.releases", "every release lies on a branch", kHere, ExamineReleasesOnBranch, ""},
    {"vulnerabilities.known", "every supported release is matched against fresh advisory data",
     kAdvisories, ExamineKnownVulnerabilities, ""},
    {"vulnerabilities.plan", "a plan says how vulnerabilities are assessed and by when fixed",
     kPerson, ExamineVulnerabilityPlan, "", "vulnerability-plan"},
    {"vulnerabilities.updates-in-time", "security updates came within the plan's deadlines",
     kPublished, ExamineUpdatesInTime, "", "fixes"},
};

// Whether the lock beside a file that a program would have to compute names all that it asks for.
bool HasItsLock(const model::ComponentFacts& components, const Path& path) {
  static constexpr std::pair<std::string_view, std::string_view> kLocks[] = {
      {"Gemfile", "Gemfile.lock"},
      {"Package.swift", "Package.resolved"},
      {"Podfile", "Podfile.lock"}};
  const auto pair =
      std::ranges::find(kLocks, path.name(), [](const auto& one) { return one.first; });
  return pair != std::end(kLocks) &&
         std::ranges::any_of(components.manifests, [&](const model::Manifest& one) {
           return one.lock && one.path.folder() == path.folder() && one.path.name() == pair->second;
         });
}

// A file that a check looks through and that could not be read may hold what contradicts it.
// Documents are not among them: each is looked for by itself, and one that is not read is not
// there.
void SeeUnread(const Facts& facts, Examination& examination) {
  const std::pair<std::string_view, const model::Coverage*> kFamilies[] = {
      {"automation", &facts.automation.coverage},
      {"components", &facts.components.coverage},
      {"containers", &facts.containers.coverage},
      {"pipelines", &facts.pipelines.coverage}};
  for (const auto& [family, coverage] : kFamilies) {
    if (std::ranges::find(examination.evidence(), family) == examination.evidence().end()) continue;
    for (const auto& left : coverage->left)
      if (model::CouldNotBeRead(left) && !HasItsLock(facts.components.value, left.path))
        examination.Missing("what is in " + left.path.bytes + ", which could not be read");
  }
}

}  // namespace

std::span<const Check> Checks() { return kChecks; }

const Check* FindCheck(std::string_view id) {
  auto at =
      std::lower_bound(std::begin(kChecks), std::end(kChecks), id,
                       [](const Check& check, std::string_view key) { return check.id < key; });
  return at != std::end(kChecks) && at->id == id ? at : nullptr;
}

model::CheckResult Run(const Check& check, const Inputs& in) {
  Examination examination(check.id, check.rule);
  if (check.examine != nullptr)
    check.examine(in, examination);
  else
    examination.Missing(std::string(check.missing), check.where);
  SeeExamined(in, check.topic, examination);
  SeeUnread(in.facts, examination);
  model::CheckResult result = std::move(examination).Conclude();
  if (result.missing.empty()) result.where = check.where;
  return result;
}

}  // namespace avouch::claims
