#include "statement/organisation_shape.h"

#include "model/organisation.h"
#include "statement/policy_shape.h"

namespace avouch::statement {
namespace {

using model::kSecurityLead;
using model::kSro;

constexpr std::string_view kAudiences[] = {"internal", "assessor", "customer", "public"};
constexpr std::string_view kOutsiderRules[] = {"reviewed-by-trained"};

constexpr Shape kText{};
constexpr Shape kTexts{.form = Form::kList, .item = &kText};
constexpr Shape kTextTable{.form = Form::kTable, .item = &kText};
constexpr Shape kPath{.form = Form::kPath};
constexpr Shape kPlace{.form = Form::kPlace};
constexpr Shape kDate{.form = Form::kDate};
constexpr Shape kDuration{.form = Form::kDuration};
constexpr Shape kClaim{.form = Form::kClaim};
constexpr Shape kOne{.form = Form::kInteger, .low = 1, .high = 1};
constexpr Shape kTokens{.form = Form::kInteger, .low = 0, .high = 1'000'000};
constexpr Shape kVisibility{.form = Form::kChoice, .choices = kAudiences};
constexpr Shape kOutsiderRule{.form = Form::kChoice, .choices = kOutsiderRules};

constexpr Key kNameKeys[] = {
    {"name", &kText, "What the organisation is called", true},
    {"company-number", &kText, "Its number in the register; quote it: \"09123456\""},
    {"country", &kText, "Where it is registered: GB"},
};
constexpr Shape kName{.form = Form::kMap, .keys = kNameKeys};

constexpr Key kPersonKeys[] = {
    {"name", &kText, "How people know them", true},
    {"roles", &kTexts, "Duties and roles: sro, security-lead, developer, support, or your own"},
    {"key", &kText, "Public key they sign with: ssh-ed25519 AAAA..., passkey:v1:..., openpgp:..."},
    {"keys", &kTexts, "The same, when there are several"},
    {"git", &kTexts, "E-mail addresses of their commits"},
    {"github", &kText, "Account there"},
    {"gitlab", &kText, "Account there"},
    {"since", &kDate, "First day on which the keys count"},
    {"until", &kDate, "Last day on which the keys count"},
};
constexpr Shape kPerson{.form = Form::kMap, .keys = kPersonKeys};
constexpr Shape kPeople{.form = Form::kTable, .item = &kPerson};

constexpr Key kMachineKeys[] = {
    {"owner", &kText, "The person who answers for it, by id", true},
    {"github", &kText, "Account there: larkhill-deploy[bot]"},
    {"gitlab", &kText, "Account there"},
    {"credential", &kText, "What it signs in with, and for how long"},
};
constexpr Shape kMachine{.form = Form::kMap, .keys = kMachineKeys};
constexpr Shape kMachines{.form = Form::kTable, .item = &kMachine};

constexpr Key kOutsiderKeys[] = {{"rule", &kOutsiderRule, "What is asked of their changes", true}};
constexpr Shape kOutsiders{.form = Form::kMap, .keys = kOutsiderKeys};

constexpr Key kFrameworkKeys[] = {
    {"name", &kText, "The secure development framework that is followed", true},
    {"version", &kText, "Its version; quote it: \"1.10\""},
    {"document", &kPlace, "Where the seven topics are written down"},
};
constexpr Shape kFramework{.form = Form::kMap, .keys = kFrameworkKeys};

constexpr Key kToolKeys[] = {
    {"supported-by", &kPath, "The list of tools: tool,version,supported-until,source"},
    {"required-training", &kTexts, "Courses that everyone who merges has passed"},
};
constexpr Shape kTools{.form = Form::kMap, .keys = kToolKeys};

constexpr Key kRoleKeys[] = {
    {"may", &kTexts, "What this role may do", true},
    {"people", &kTexts, "Who has it, by id", true},
};
constexpr Shape kRole{.form = Form::kMap, .keys = kRoleKeys};
constexpr Shape kRoles{.form = Form::kTable, .item = &kRole};

constexpr Key kSignInKeys[] = {
    {"again-after", &kDuration, "People sign in again after", true},
    {"token-lifetime", &kDuration, "Tokens end after"},
    {"long-lived-tokens", &kTokens, "How many end later, or never; each is in the list of secrets"},
};
constexpr Shape kSignIn{.form = Form::kMap, .keys = kSignInKeys};

constexpr Key kSecretKeys[] = {
    {"kept-in", &kText, "Where secrets are kept"},
    {"list", &kPath, "Their list: name,kept-in,used-by,last-changed,owner"},
    {"rotate-every", &kDuration, "Each is changed within"},
};
constexpr Shape kSecrets{.form = Form::kMap, .keys = kSecretKeys};

constexpr Key kLogKeys[] = {
    {"kept-for", &kDuration, "Logs are kept for"},
    {"copied-to", &kText, "Where they are copied, out of reach of those they are about"},
    {"may-read", &kTexts, "Who may read them, by id"},
};
constexpr Shape kLogs{.form = Form::kMap, .keys = kLogKeys};

constexpr Key kPlatformKeys[] = {
    {"from", &kText, "Whose platform it is", true},
    {"covers", &kTexts, "What it does for us and we cannot see: runner isolation, platform log"},
    {"report", &kText, "Which report says so: SOC 2 type 2", true},
    {"period-to", &kDate, "The last day the report is about", true},
    {"read-by", &kText, "Who read it, by id", true},
    {"visibility", &kVisibility, "Who may read the report"},
};
constexpr Shape kPlatform{.form = Form::kMap, .keys = kPlatformKeys};
constexpr Shape kPlatforms{.form = Form::kList, .item = &kPlatform};

constexpr Key kEnvironmentKeys[] = {
    {"is", &kText, "What builds and deploys", true},
    {"separate-from", &kText, "How it is apart from where code is written"},
    {"roles", &kRoles, "Who may do what in it"},
    {"sign-in", &kSignIn, "How long a sign-in lasts"},
    {"factor", &kTextTable, "The second factor by role: everyone: authenticator"},
    {"secrets", &kSecrets, "Where secrets are, and how often they change"},
    {"changes-by", &kText, "How a change to it is made and reviewed"},
    {"logs", &kLogs, "How long logs are kept, and who reads them"},
    {"platform", &kPlatforms, "What a platform does for us, by its own report"},
};
constexpr Shape kEnvironment{.form = Form::kMap, .keys = kEnvironmentKeys};
constexpr Shape kEnvironments{.form = Form::kTable, .item = &kEnvironment};

constexpr Key kDocumentKeys[] = {
    {"framework", &kPlace, "How software is developed securely; the same as framework: document:"},
    {"disclosure", &kPlace, "How others report a vulnerability, and what happens then"},
    {"vulnerability-plan", &kPlace, "How vulnerabilities are found, judged and fixed"},
    {"support", &kPlace, "What is supported, until when, and how updates arrive"},
    {"incident-plan", &kPlace, "What is done and told in an incident"},
    {"access-roles", &kPlace, "Who may do what, and how that is decided"},
    {"test-plan", &kPlace, "What is tested, how and when"},
    {"user-guide", &kPlace, "How customers use and secure the products"},
    {"user-need", &kPlace, "What users need, and how that is known"},
    {"verification", &kPlace, "How customers check that what they got is what was released"},
};
constexpr Shape kDocuments{.form = Form::kMap, .keys = kDocumentKeys};

constexpr Key kProductKeys[] = {
    {"from", &kText, "The files that list products: catalog/*.yaml", true},
    {"else", &kText, "An export that lists the others"},
};
constexpr Shape kProducts{.form = Form::kMap, .keys = kProductKeys};

constexpr Shape kDigest{.form = Form::kDigest};
constexpr Key kUpstreamKeys[] = {
    {"product", &kText, "What they make, as their bundle calls it", true},
    {"fingerprint", &kDigest, "Theirs, as they told it by another road than the bundle", true},
};
constexpr Shape kUpstream{.form = Form::kMap, .keys = kUpstreamKeys};
constexpr Shape kUpstreams{.form = Form::kList, .item = &kUpstream};

constexpr Key kWhereProductKeys[] = {{"product", &kText, "The product's name", true}};
constexpr Shape kWhereProduct{.form = Form::kMap, .keys = kWhereProductKeys};
constexpr Key kExemptionKeys[] = {
    {"where", &kWhereProduct, "Which product", true},
    {"claim", &kClaim, "Which claim", true},
    {"because", &kText, "Why it cannot apply, or is held to less", true},
    {"approved-by", &kText, "Who approves it, by id", true},
    {"until", &kDate, "The last day it counts", true},
};
constexpr Shape kExemption{.form = Form::kMap, .keys = kExemptionKeys};
constexpr Shape kExemptions{.form = Form::kList, .item = &kExemption};

constexpr Key kReadKeys[] = {
    {"files", &kText, "Which files: inbox/okta-users-*.csv", true},
    {"profile", &kText, "As what they are read", true},
    {"columns", &kTextTable, "The profile's name of a column, and the file's"},
    {"map", &kTextTable, "The profile's name of a field, and the file's"},
};
constexpr Shape kRead{.form = Form::kMap, .keys = kReadKeys};
constexpr Shape kReads{.form = Form::kList, .item = &kRead};

}  // namespace

const Shape& OrganisationShape() {
  // The two that hold the table of policy:, which lives in another file.
  static const Key kUnitKeys[] = {
      {"where", &kTextTable, "One label and its value: { built-in: ghe }", true},
      {"inherits", &kTexts, "Build environments and training that hold for its products"},
      {"policy", &OrganisationPolicyShape(), "Stricter numbers; looser ones need an exemption"},
  };
  static const Shape kUnit{.form = Form::kMap, .keys = kUnitKeys};
  static const Shape kUnits{.form = Form::kList, .item = &kUnit};
  static const Key kTopKeys[] = {
      {"avouch", &kOne, "The version of this file's form", true},
      {"organisation", &kName, "Who speaks here", true},
      {"people", &kPeople, "Everyone who is named anywhere, by an id of their own", true},
      {"machines", &kMachines, "Accounts that are no person's, each with its owner"},
      {"outsiders", &kOutsiders, "What is asked of people who are not ours"},
      {"framework", &kFramework, "The secure development framework"},
      {"tools", &kTools, "The list of tools, and the training they need"},
      {"items", &kTexts, "What has to be under version control (claim 1.1.4)"},
      {"repositories", &kTexts, "Where that is"},
      {"channels", &kTexts, "Addresses from which software reaches customers"},
      {"upstream", &kUpstreams,
       "Makers of what is resold or bought in; their bundles are in inbox/"},
      {"build-environments", &kEnvironments, "Each is assessed once, for all built there", false,
       kSecurityLead},
      {"policy", &OrganisationPolicyShape(), "Numbers that the Code does not state", false, kSro},
      {"documents", &kDocuments, "Where the organisation's documents are"},
      {"units", &kUnits, "What holds for products by label, never by list of names", false, kSro},
      {"products", &kProducts, "Where products are listed"},
      {"exemptions", &kExemptions, "What is loosened or cannot apply, with an end", false, kSro},
      {"read", &kReads, "How exports with columns of their own are read"},
  };
  static const Shape kTop{.form = Form::kMap, .keys = kTopKeys};
  return kTop;
}

}  // namespace avouch::statement
