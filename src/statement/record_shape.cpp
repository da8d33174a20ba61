#include "statement/record_shape.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "model/organisation.h"

namespace avouch::statement {
namespace {

using model::RecordKind;

constexpr auto kKindNames = NamesOf(RecordKind{});
constexpr std::string_view kAudiences[] = {"internal", "assessor", "customer", "public"};
constexpr std::string_view kNone[] = {"none"};
constexpr std::string_view kOnAccounts[] = {"keep", "remove", "change"};
constexpr std::string_view kOutcomes[] = {"passed", "failed"};
constexpr std::string_view kDeliveries[] = {"accepted", "refused"};
constexpr std::string_view kRotations[] = {"changed", "revoked"};
constexpr std::string_view kSeverities[] = {"critical", "high", "medium", "low"};

constexpr Shape kText{};
constexpr Shape kTexts{.form = Form::kList, .item = &kText};
constexpr Shape kPath{.form = Form::kPath};
constexpr Shape kDate{.form = Form::kDate};
constexpr Shape kTime{.form = Form::kTime};
constexpr Shape kMoment{.form = Form::kMoment};
constexpr Shape kDigest{.form = Form::kDigest};
constexpr Shape kDuration{.form = Form::kDuration};
constexpr Shape kClaim{.form = Form::kClaim};
constexpr Shape kCount{.form = Form::kInteger, .low = 0, .high = 1'000'000'000};
constexpr Shape kCounts{.form = Form::kTable, .item = &kCount};
constexpr Shape kVisibility{.form = Form::kChoice, .choices = kAudiences};
constexpr Shape kOnlyNone{.form = Form::kChoice, .choices = kNone};
constexpr Shape kOnAccount{.form = Form::kChoice, .choices = kOnAccounts};
constexpr Shape kDecisions{.form = Form::kTable, .item = &kOnAccount};
constexpr Shape kOutcome{.form = Form::kChoice, .choices = kOutcomes};
constexpr Shape kDelivery{.form = Form::kChoice, .choices = kDeliveries};
constexpr Shape kRotation{.form = Form::kChoice, .choices = kRotations};
constexpr Shape kSeverity{.form = Form::kChoice, .choices = kSeverities};

// Exactly these bytes; or a file, when which bytes does not decide.
constexpr Key kBytesKeys[] = {
    {"file", &kPath, "The file", true},
    {"sha256", &kDigest, "The SHA-256 of its bytes, as sha256sum prints it", true},
};
constexpr Shape kBytes{.form = Form::kMap, .keys = kBytesKeys};
constexpr Key kFileKeys[] = {
    {"file", &kPath, "The file", true},
    {"sha256", &kDigest, "The SHA-256 of its bytes"},
};
constexpr Shape kFile{.form = Form::kEither, .keys = kFileKeys, .item = &kPath};

constexpr Key kTellingKeys[] = {
    {"to", &kText, "To whom: a team, an address"},
    {"how", &kText, "How: e-mail to 212 practices"},
    {"at", &kMoment, "When; or leave it out, and say because:"},
    {"text", &kPath, "The text they were sent"},
    {"of", &kCount, "How many there are to tell"},
    {"bounced", &kCount, "How many it did not reach"},
    {"because", &kText, "Why they were not told, or not yet"},
};
constexpr Shape kTelling{.form = Form::kMap, .keys = kTellingKeys};
constexpr Key kOthersKeys[] = {
    {"considered", &kTexts, "Whom one thought of: authorities, upstream, partners"},
    {"told", &kTexts, "Who of them was told; [] for nobody"},
    {"how", &kText, "How"},
    {"at", &kMoment, "When; or leave it out, and say because:"},
    {"text", &kPath, "The text they were sent"},
    {"because", &kText, "Why the others were not told"},
};
constexpr Shape kOthers{.form = Form::kMap, .keys = kOthersKeys};

// ---- What each kind has of its own ----

constexpr Key kAccessReviewKeys[] = {
    {"of", &kFile, "The export of accounts that was reviewed", true},
    {"decisions", &kDecisions, "Every account of it: keep, remove or change", true},
};
constexpr Key kIncidentKeys[] = {
    {"about", &kText, "What happened, or the name it is known by", true},
    {"known-at", &kMoment, "When one knew of it", true},
    {"closed-at", &kTime, "When it was over"},
    {"internal", &kTelling, "Who inside was told"},
    {"customers", &kTelling, "How customers were told"},
    {"others", &kOthers, "Who else was told"},
    {"found", &kTexts, "What was found out"},
    {"changed", &kTexts, "What was changed after it"},
};
constexpr Key kIncidentPeriodKeys[] = {
    {"from", &kDate, "First day of the period", true},
    {"to", &kDate, "Last day of the period", true},
    {"incidents", &kOnlyNone, "none; an incident has a record of its own", true},
    {"looked-at", &kTexts, "Where one looked", true},
};
constexpr Key kVulnerabilityPeriodKeys[] = {
    {"from", &kDate, "First day of the period", true},
    {"to", &kDate, "Last day of the period", true},
    {"vulnerabilities", &kOnlyNone, "none; each that is handled has records of its own", true},
    {"looked-at", &kTexts, "Where one looked", true},
};
constexpr Key kToldKeys[] = {
    {"about", &kText, "The vulnerability: CVE-2026-41234", true},
    {"internal", &kTelling, "The security team inside"},
    {"customers", &kTelling, "The customers it affects"},
    {"others", &kOthers, "Authorities, upstream, partners"},
};
constexpr Key kExerciseKeys[] = {
    {"of", &kFile, "The plan that was exercised", true},
    {"took-part", &kTexts, "Who took part, by id", true},
    {"scenario", &kText, "What was played", true},
    {"found", &kTexts, "What did not work"},
    {"changed", &kTexts, "What was changed after it"},
};
constexpr Key kToolsReviewKeys[] = {
    {"of", &kFile, "The list that was reviewed: tools.csv", true},
    {"decision", &kText, "What was decided", true},
    {"changed", &kTexts, "What was changed"},
};
constexpr Key kReportKeys[] = {
    {"kind", &kText, "penetration-test, laboratory, audit, ...", true},
    {"file", &kBytes, "The report; only its digest leaves the house", true},
    {"done-by", &kText, "Who made it", true},
    {"scope", &kText, "What was looked at: a release, an environment", true},
    {"findings", &kCounts, "How many, by severity: { high: 0, medium: 2, open: 1 }"},
};
constexpr Key kTrainingKeys[] = {
    {"person", &kText, "Who, by id", true},
    {"course", &kText, "Which course was passed", true},
    {"until", &kDate, "The last day it counts, when the course has one"},
    {"of", &kFile, "What shows it"},
};
constexpr Key kPromiseKeys[] = {
    {"in", &kText, "Where customers are promised it: contract clause 11.2", true},
    {"at-least", &kDuration, "How long before the end of support they are told; the Code: 1y",
     true},
    {"of", &kFile, "The text of the promise"},
};
constexpr Key kNoticeKeys[] = {
    {"about", &kText, "What ends: a product, a version", true},
    {"ends", &kDate, "The last day of its support", true},
    {"in", &kText, "Where it was told"},
    {"of", &kFile, "The text that told it"},
};
constexpr Key kApprovalKeys[] = {
    {"of", &kBytes, "The document; exactly these bytes are approved", true},
    {"because", &kText, "What one went by"},
    {"until", &kDate, "The day of the next review"},
};
constexpr Key kComponentTestKeys[] = {
    {"about", &kText, "The component: name@version, or its purl", true},
    {"decision", &kOutcome, "passed or failed", true},
    {"of", &kFile, "The results"},
    {"done-by", &kText, "Who tested it, when it was others"},
    {"scope", &kText, "What was tested"},
};
constexpr Key kDeliveryCheckKeys[] = {
    {"about", &kText, "The component: name@version", true},
    {"of", &kBytes, "The file as it was delivered", true},
    {"decision", &kDelivery, "accepted or refused", true},
    {"because", &kText, "What it was held against: signature, published digest", true},
};
constexpr Key kUpdateReviewKeys[] = {
    {"looked-at", &kTexts, "What no tool covers and was looked through", true},
    {"decision", &kText, "What was decided", true},
    {"found", &kTexts, "What was out of date"},
    {"changed", &kTexts, "What was updated"},
};
constexpr Key kRotationKeys[] = {
    {"about", &kText, "The secret's name, or the finding's fingerprint", true},
    {"decision", &kRotation, "changed or revoked", true},
    {"because", &kText, "Why: planned, leaked"},
};
constexpr Key kReleaseKeys[] = {
    {"about", &kText, "The release: its version or tag", true},
    {"of", &kBytes, "The artefact that was released or deployed", true},
    {"scope", &kText, "Where it was deployed"},
};
constexpr Key kFixKeys[] = {
    {"about", &kText, "The vulnerability: CVE-2026-41234", true},
    {"severity", &kSeverity, "As the vendor judged it", true},
    {"known-at", &kTime, "When one knew of it", true},
    {"decided-at", &kTime, "When it was decided what to do"},
    {"decision", &kText, "What was decided: fix, not affected, ..."},
    {"fixed-in", &kText, "The release that has the fix: its version or tag"},
    {"released-at", &kTime, "When customers could have it"},
    {"because", &kText, "Why it took longer, or is not fixed; published"},
};
constexpr Key kInterviewKeys[] = {
    {"topic", &kText, "What was asked about: a word of docs/records.md, or your own", true},
    {"took-part", &kTexts, "Who answered, by id", true},
    {"found", &kTexts, "What was said", true},
};
constexpr Key kSampleKeys[] = {
    {"topic", &kText, "What was looked at: a word of docs/records.md, or your own", true},
    {"scope", &kText, "Of how many, and how they were drawn", true},
    {"looked-at", &kTexts, "The ones drawn", true},
    {"found", &kTexts, "What was found; [] for nothing", true},
};
constexpr Key kWaiverKeys[] = {
    {"about", &kText, "The finding's fingerprint, or the rule's id", true},
    {"because", &kText, "Why it is accepted", true},
    {"until", &kDate, "The last day it is", true},
    {"claim", &kClaim, "The claim it was found for"},
};
constexpr Key kGapKeys[] = {
    {"claim", &kClaim, "The claim that is open", true},
    {"because", &kText, "What is missing", true},
    {"owner", &kText, "Who closes it, by id", true},
    {"until", &kDate, "Until when", true},
};
constexpr Key kNotApplicableKeys[] = {
    {"claim", &kClaim, "The claim that cannot apply", true},
    {"because", &kText, "Why it cannot", true},
    {"until", &kDate, "When this is looked at again", true},
};

// ---- And what all have ----

constexpr auto kKindShapes = [] {
  std::array<Shape, kKindNames.size()> shapes{};
  for (std::size_t i = 0; i < shapes.size(); ++i)
    shapes[i] = {.form = Form::kChoice, .choices = std::span(&kKindNames[i], 1)};
  return shapes;
}();

template <RecordKind kind, std::size_t size>
constexpr std::array<Key, size + 6> Whole(const Key (&own)[size]) {
  std::array<Key, size + 6> keys{};
  keys[0] = {"record", &kKindShapes[static_cast<std::size_t>(kind)], "What is recorded", true};
  keys[1] = {"by", &kText, "Who says so, by id; their signature makes it count", true};
  keys[2] = {"on", &kDate, "The day it is about; else the day in the file's name"};
  std::ranges::copy(own, keys.begin() + 3);
  keys[size + 3] = {"products", &kTexts, "Which products it is about; all when not said"};
  keys[size + 4] = {"replaces", &kPath, "The record that this one corrects"};
  keys[size + 5] = {"visibility", &kVisibility, "Who may read it; internal when not said"};
  return keys;
}

template <RecordKind kind, const auto& own>
struct Row {
  static constexpr auto kKeys = Whole<kind>(own);
  static constexpr Shape kShape{.form = Form::kMap, .keys = kKeys};
};

template <RecordKind kind, const auto& own>
constexpr RecordRow Of(std::string_view duty, std::string_view bears_on, std::string_view says) {
  return {kind, &Row<kind, own>::kShape, duty, bears_on, says};
}

constexpr RecordRow kTable[] = {
    Of<RecordKind::kAccessReview, kAccessReviewKeys>(model::kSecurityLead, "2.1.6",
                                                     "Who has access was reviewed"),
    Of<RecordKind::kIncident, kIncidentKeys>("", "4.3.2", "One incident, and who was told when"),
    Of<RecordKind::kIncidentPeriod, kIncidentPeriodKeys>("", "4.3.2",
                                                         "No incident between two days"),
    Of<RecordKind::kVulnerabilityPeriod, kVulnerabilityPeriodKeys>(
        "", "3.4.1, 3.4.2, 3.5.1, 3.5.2", "No vulnerability was handled between two days"),
    Of<RecordKind::kTold, kToldKeys>("", "3.4.1, 3.4.2", "Who was told of a vulnerability, when"),
    Of<RecordKind::kExercise, kExerciseKeys>("", "3.3.2, 4.3.1", "A plan was exercised"),
    Of<RecordKind::kToolsReview, kToolsReviewKeys>("", "1.1.3", "The list of tools was reviewed"),
    Of<RecordKind::kReport, kReportKeys>("", "1.3.1, 2.2.1, 2.2.2, 2.2.3, 2.2.4",
                                         "A report that others made, by its digest"),
    Of<RecordKind::kTraining, kTrainingKeys>("", "1.1.2", "One person passed one course"),
    Of<RecordKind::kPromise, kPromiseKeys>(model::kSro, "4.2.1",
                                           "Customers are promised notice before support ends"),
    Of<RecordKind::kNotice, kNoticeKeys>("", "4.2.1", "The end of support was told on a day"),
    Of<RecordKind::kApproval, kApprovalKeys>(
        "", "1.1.1, 1.1.5, 1.1.6, 1.3.1, 1.4.1, 3.1.1, 3.2.1, 3.3.2, 4.1.1, 4.1.2, 4.1.3, 4.3.1",
        "A document is approved, by somebody who did not write it alone"),
    Of<RecordKind::kComponentTest, kComponentTestKeys>("", "1.2.3, 1.2.4",
                                                       "A component was tested elsewhere"),
    Of<RecordKind::kDeliveryCheck, kDeliveryCheckKeys>(
        "", "1.2.2, 3.1.1, 3.1.2", "A bought component was checked at delivery"),
    Of<RecordKind::kUpdateReview, kUpdateReviewKeys>("", "1.2.5",
                                                     "What no tool covers was looked through"),
    Of<RecordKind::kRotation, kRotationKeys>("", "1.4.5, 2.1.4", "A secret was changed or revoked"),
    Of<RecordKind::kRelease, kReleaseKeys>("", "3.1.1", "A release, and the digest of its bytes"),
    Of<RecordKind::kFix, kFixKeys>("", "3.3.2, 3.5.1, 3.5.2",
                                   "A vulnerability: known, decided, fixed, released"),
    Of<RecordKind::kInterview, kInterviewKeys>("", "",
                                               "Somebody was asked; beside the check of its topic"),
    Of<RecordKind::kSample, kSampleKeys>("", "", "A sample was looked at; what it found is open"),
    Of<RecordKind::kWaiver, kWaiverKeys>("", "", "A finding is accepted until a day"),
    Of<RecordKind::kGap, kGapKeys>("", "", "A claim is open, and somebody closes it"),
    Of<RecordKind::kNotApplicable, kNotApplicableKeys>(
        model::kSro, "", "A claim cannot apply; counts only as an exemption"),
};
static_assert(std::size(kTable) == kKindNames.size());

// A waiver without `record`, which the list's name says, and with its day.
constexpr auto kAcceptedKeys = [] {
  auto keys = Whole<RecordKind::kWaiver>(kWaiverKeys);
  std::array<Key, keys.size() - 1> out{};
  std::ranges::copy(keys.begin() + 1, keys.end(), out.begin());
  out[1].required = true;
  return out;
}();
constexpr Shape kAccepted{.form = Form::kMap, .keys = kAcceptedKeys};
constexpr Shape kAcceptedList{.form = Form::kList, .item = &kAccepted};

}  // namespace

std::span<const RecordRow> RecordTable() { return kTable; }

const RecordRow& RowOf(RecordKind kind) { return kTable[static_cast<std::size_t>(kind)]; }

bool NamesWhatItIsAbout(RecordKind kind) {
  return kind == RecordKind::kWaiver || kind == RecordKind::kGap ||
         kind == RecordKind::kNotApplicable;
}

const Shape& AcceptedShape() { return kAcceptedList; }

syntax::Node RecordSchema() {
  using syntax::Node;
  Node kinds = Node::List();
  for (const RecordRow& row : kTable) {
    const Node whole = SchemaOf(*row.shape, "", "");
    Node branch = Node::Map().Set("title", Name(row.kind)).Set("description", row.says);
    if (!row.duty.empty()) branch.Set("x-duty", row.duty);
    if (!row.bears_on.empty()) branch.Set("x-bears-on", row.bears_on);
    for (const auto& entry : whole.entries())
      if (!entry.key.starts_with('$') && entry.key != "title")
        branch.Set(entry.key, entry.value.Clone());
    kinds.Add(std::move(branch));
  }
  return Node::Map()
      .Set("$schema", "https://json-schema.org/draft/2020-12/schema")
      .Set("$id", "urn:x-avouch:schema:record:v1")
      .Set("title", "A record: a person says that something happened or holds")
      .Set("oneOf", std::move(kinds));
}

}  // namespace avouch::statement
