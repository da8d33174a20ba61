#include "statement/product_shape.h"

#include "model/product.h"

namespace avouch::statement {
namespace {

constexpr auto kScopes = NamesOf(model::ProductScope{});
constexpr auto kDeliveries = NamesOf(model::Delivery{});
constexpr auto kGates = NamesOf(model::Gate{});
constexpr std::string_view kReleasesAre[] = {"tags", "records", "none"};
constexpr std::string_view kAudiences[] = {"internal", "assessor", "customer", "public"};
constexpr std::string_view kSro = "sro";

constexpr Shape kText{};
constexpr Shape kPath{.form = Form::kPath};
constexpr Shape kPlace{.form = Form::kPlace};
constexpr Shape kDate{.form = Form::kDate};
constexpr Shape kDuration{.form = Form::kDuration};
constexpr Shape kClaim{.form = Form::kClaim};
constexpr Shape kOne{.form = Form::kInteger, .low = 1, .high = 1};
constexpr Shape kDays{.form = Form::kInteger, .low = 1, .high = 3650};
constexpr Shape kCommits{.form = Form::kInteger, .low = 1, .high = 1000};
constexpr Shape kScope{.form = Form::kChoice, .choices = kScopes};
constexpr Shape kDelivery{.form = Form::kChoice, .choices = kDeliveries};
constexpr Shape kDeliveryList{.form = Form::kList, .item = &kDelivery};
constexpr Shape kGate{.form = Form::kChoice, .choices = kGates};
constexpr Shape kReleaseKind{.form = Form::kChoice, .choices = kReleasesAre};
constexpr Shape kVisibility{.form = Form::kChoice, .choices = kAudiences};
constexpr Shape kTexts{.form = Form::kTable, .item = &kText};

constexpr Key kProductKeys[] = {
    {"name", &kText, "What customers call it", true},
    {"is", &kText, "What it is, in a few words"},
    {"audience", &kText, "Who uses it"},
};
constexpr Shape kProduct{.form = Form::kMap, .keys = kProductKeys};

constexpr Key kReleaseKeys[] = {
    {"are", &kReleaseKind, "What marks a release", true},
    {"match", &kText, "Which tags are releases: a pattern such as live/*"},
    {"supported", &kText, "Which releases are supported: newest, or in words"},
};
constexpr Shape kReleases{.form = Form::kMap, .keys = kReleaseKeys};

constexpr Key kSourceKeys[] = {
    {"name", &kText, "What this source is called", true},
    {"at", &kText, "Where it is: . is this repository, ../infra one beside it", true},
};
constexpr Shape kSource{.form = Form::kMap, .keys = kSourceKeys};
constexpr Shape kSources{.form = Form::kList, .item = &kSource};

constexpr Key kExclusionKeys[] = {
    {"path", &kPath, "File or folder, read and counted but not decided by", true},
    {"because", &kText, "Why it is not part of the product", true},
    {"by", &kText, "Who says so"},
};
constexpr Shape kExclusion{.form = Form::kMap, .keys = kExclusionKeys};
constexpr Shape kExclusions{.form = Form::kList, .item = &kExclusion};

constexpr Key kRequirementKeys[] = {
    {"in", &kPlace, "The document that holds the requirements", true},
    {"ids", &kText, "A pattern of their ids, such as ROTA-[0-9]+"},
};
constexpr Shape kRequirements{.form = Form::kMap, .keys = kRequirementKeys};

constexpr Key kDocumentKeys[] = {
    {"disclosure", &kPlace, "How others report a vulnerability, and what happens then"},
    {"vulnerability-plan", &kPlace, "How vulnerabilities are found, judged and fixed"},
    {"support", &kPlace, "What is supported, until when, and how updates arrive"},
    {"incident-plan", &kPlace, "What is done and told in an incident"},
    {"framework", &kPlace, "The secure development framework that is followed"},
    {"requirements", &kPlace, "The requirements, security ones among them"},
    {"test-plan", &kPlace, "What is tested, how and when"},
    {"threat-model", &kPlace, "How the software might be exploited, and what was decided"},
    {"user-guide", &kPlace, "How customers use and secure it"},
    {"user-need", &kPlace, "What users need, and how that is known"},
    {"verification", &kPlace, "How customers check that what they got is what was released"},
};
constexpr Shape kDocuments{.form = Form::kMap, .keys = kDocumentKeys};

constexpr Key kSensitiveKeys[] = {
    {"what", &kText, "The data or credential", true},
    {"stored", &kText, "Where it is kept"},
    {"at-rest", &kText, "What protects it there"},
    {"in-transit", &kText, "What protects it on the way"},
    {"test", &kText, "The test or requirement that shows it"},
};
constexpr Shape kSensitive{.form = Form::kMap, .keys = kSensitiveKeys};
constexpr Shape kSensitiveList{.form = Form::kList, .item = &kSensitive};

constexpr Key kOwnLifeKeys[] = {
    {"name", &kText, "A component that ends by itself", true},
    {"version", &kText, "The version in use; quote it: \"3.10\""},
    {"ends", &kDate, "The last day it is supported", true},
};
constexpr Shape kOwnLife{.form = Form::kMap, .keys = kOwnLifeKeys};
constexpr Shape kOwnLives{.form = Form::kList, .item = &kOwnLife};

constexpr Key kGapKeys[] = {
    {"claim", &kClaim, "The claim that is open", true}, {"why", &kText, "What is missing", true},
    {"owner", &kText, "Who closes it", true},           {"by", &kDate, "Until when", true},
    {"visibility", &kVisibility, "Who may read this"},
};
constexpr Shape kGap{.form = Form::kMap, .keys = kGapKeys};
constexpr Shape kGaps{.form = Form::kList, .item = &kGap};

constexpr Key kFixKeys[] = {
    {"critical", &kDuration, "Fixed within"},
    {"high", &kDuration, "Fixed within"},
    {"medium", &kDuration, "Fixed within"},
    {"low", &kText, "Fixed within, or in words"},
};
constexpr Shape kFix{.form = Form::kMap, .keys = kFixKeys};
constexpr Key kTrainingKeys[] = {
    {"valid", &kDuration, "How long a course counts"},
    {"new-starter-grace", &kDuration, "How long a new person may go without"},
};
constexpr Shape kTraining{.form = Form::kMap, .keys = kTrainingKeys};
constexpr Key kReviewKeys[] = {{"every", &kDuration, "How often access is reviewed"}};
constexpr Shape kReview{.form = Form::kMap, .keys = kReviewKeys};
constexpr Key kAdvisoryKeys[] = {
    {"older-than", &kDuration, "Advisory data older than this"},
    {"counts-as", &kText, "counts as"},
};
constexpr Shape kAdvisory{.form = Form::kMap, .keys = kAdvisoryKeys};
constexpr Key kNoticeKeys[] = {
    {"at-least", &kDuration, "Notice before support ends; the Code asks for a year"},
    {"in", &kText, "Where customers are promised it"},
};
constexpr Shape kNotice{.form = Form::kMap, .keys = kNoticeKeys};
constexpr Key kIncidentKeys[] = {
    {"first-notice", &kDuration, "Customers hear within"},
    {"then-every", &kDuration, "and then every"},
};
constexpr Shape kIncident{.form = Form::kMap, .keys = kIncidentKeys};

constexpr Key kPolicyKeys[] = {
    {"window-days", &kDays, "How far back is looked, in days; ours is 365"},
    {"review-of-documents-days", &kDays, "When a document is stale, in days; ours is 365"},
    {"commits-for-automation", &kCommits, "Updates by a robot that show it moves; ours is 1"},
    {"fix-critical-days", &kDays, "Critical vulnerabilities are fixed within; ours is 7"},
    {"fix-high-days", &kDays, "High ones; ours is 14"},
    {"fix-medium-days", &kDays, "Medium ones; ours is 90"},
    {"fix-within", &kFix, "The same three, written 7d"},
    {"training", &kTraining, "Kept for a later version"},
    {"access-review", &kReview, "Kept for a later version"},
    {"advisory-data", &kAdvisory, "Kept for a later version"},
    {"end-of-support-notice", &kNotice, "Kept for a later version"},
    {"incident", &kIncident, "Kept for a later version"},
};
constexpr Shape kPolicy{.form = Form::kMap, .keys = kPolicyKeys};

constexpr Key kTopKeys[] = {
    {"avouch", &kOne, "The version of this file's form", true},
    {"product", &kProduct, "What is assessed"},
    {"organisation-name", &kText, "Who sells it; leave out when nobody does"},
    {"organisation", &kText, "Where the organisation's papers live: a folder or a signed file"},
    {"gate", &kGate, "What makes `avouch check` exit 1; none unless chosen"},
    {"scope", &kScope, "Whose duties apply (the Code, Table 1)", false, kSro},
    {"delivery", &kDeliveryList, "How customers get it; a claim is met only if it is for each"},
    {"releases", &kReleases, "What a release is"},
    {"built-in", &kText, "The organisation's build environment it is built in"},
    {"sources", &kSources, "The repositories it is made of; one of them is this one"},
    {"exclusions", &kExclusions, "Paths that are not the product, with reasons", false, kSro},
    {"documents", &kDocuments, "Where documents are, when not where one would look"},
    {"requirements", &kRequirements, "The requirements and how they are numbered"},
    {"test-plan", &kPlace, "What is tested, how and when"},
    {"threat-model", &kPlace, "How the software might be exploited, and what was decided"},
    {"user-guide", &kPlace, "How customers use and secure it"},
    {"user-need", &kPlace, "What users need, and how that is known"},
    {"privileged-users", &kTexts, "Each kind, and the requirement of its second factor"},
    {"entry-points", &kTexts, "Each way in for data, and how it is validated"},
    {"sensitive-data", &kSensitiveList, "What is stored, and what protects it"},
    {"components-with-own-life", &kOwnLives, "What ends by itself: databases, runtimes"},
    {"policy", &kPolicy, "Numbers that the Code does not state", false, kSro},
    {"gaps", &kGaps, "What is known to be open; changes no verdict"},
};
constexpr Shape kTop{.form = Form::kMap, .keys = kTopKeys};

constexpr DocumentKey kTopDocuments[] = {
    {"test-plan", "test-plan"},
    {"threat-model", "threat-model"},
    {"user-guide", "user-guide"},
    {"user-need", "user-need"},
};

}  // namespace

const Shape& ProductShape() { return kTop; }

std::span<const DocumentKey> TopDocuments() { return kTopDocuments; }

}  // namespace avouch::statement
