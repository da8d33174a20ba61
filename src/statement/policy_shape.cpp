#include "statement/policy_shape.h"

namespace avouch::statement {
namespace {

constexpr std::string_view kStale[] = {"stale"};

constexpr Shape kText{};
constexpr Shape kDuration{.form = Form::kDuration};
constexpr Shape kCountsAs{.form = Form::kChoice, .choices = kStale};

constexpr Key kTrainingKeys[] = {
    {"valid", &kDuration, "How long a course counts; ours is 1y"},
    {"new-starter-grace", &kDuration, "How long a new person may go without; ours is 60d"},
};
constexpr Shape kTraining{.form = Form::kMap, .keys = kTrainingKeys};

constexpr Key kReviewKeys[] = {
    {"every", &kDuration, "How often access is reviewed; ours is 90d"},
};
constexpr Shape kReview{.form = Form::kMap, .keys = kReviewKeys};

constexpr Key kFixKeys[] = {
    {"critical", &kDuration, "Fixed within; ours is 7d"},
    {"high", &kDuration, "Fixed within; ours is 14d"},
    {"medium", &kDuration, "Fixed within; ours is 90d"},
    {"low", &kText, "Fixed within, or in words"},
};
constexpr Shape kFix{.form = Form::kMap, .keys = kFixKeys};

constexpr Key kAdvisoryKeys[] = {
    {"older-than", &kDuration, "Advisory data older than this; ours is 24h"},
    {"counts-as", &kCountsAs, "counts as"},
};
constexpr Shape kAdvisory{.form = Form::kMap, .keys = kAdvisoryKeys};

constexpr Key kNoticeKeys[] = {
    {"at-least", &kDuration, "Notice before support ends; the Code asks for a year"},
    {"in", &kText, "Where customers are promised it"},
};
constexpr Shape kNotice{.form = Form::kMap, .keys = kNoticeKeys};

constexpr Key kIncidentKeys[] = {
    {"first-notice", &kDuration, "Customers hear within; ours is 24h"},
    {"then-every", &kDuration, "and then every; ours is 72h"},
};
constexpr Shape kIncident{.form = Form::kMap, .keys = kIncidentKeys};

constexpr Key kPolicyKeys[] = {
    {"training", &kTraining, "How long training counts"},
    {"access-review", &kReview, "How often access is reviewed"},
    {"fix-within", &kFix, "How fast vulnerabilities are fixed"},
    {"advisory-data", &kAdvisory, "When advisory data is too old"},
    {"end-of-support-notice", &kNotice, "How early the end of support is told"},
    {"incident", &kIncident, "How fast customers hear of an incident"},
};
constexpr Shape kPolicy{.form = Form::kMap, .keys = kPolicyKeys};

// Group, key, and the field of the same number.
struct Number {
  std::string_view group, key;
  long long model::OrganisationPolicy::* field;
};
constexpr Number kNumbers[] = {
    {"training", "valid", &model::OrganisationPolicy::training_valid},
    {"training", "new-starter-grace", &model::OrganisationPolicy::new_starter_grace},
    {"access-review", "every", &model::OrganisationPolicy::access_review_every},
    {"fix-within", "critical", &model::OrganisationPolicy::fix_critical},
    {"fix-within", "high", &model::OrganisationPolicy::fix_high},
    {"fix-within", "medium", &model::OrganisationPolicy::fix_medium},
    {"advisory-data", "older-than", &model::OrganisationPolicy::advisory_data_older_than},
    {"end-of-support-notice", "at-least", &model::OrganisationPolicy::notice_at_least},
    {"incident", "first-notice", &model::OrganisationPolicy::incident_first_notice},
    {"incident", "then-every", &model::OrganisationPolicy::incident_then_every},
};

}  // namespace

const Shape& OrganisationPolicyShape() { return kPolicy; }

model::OrganisationPolicy ReadOrganisationPolicy(const syntax::Node& policy) {
  model::OrganisationPolicy out;
  for (const Number& number : kNumbers)
    out.*number.field = SecondsOf(policy[number.group][number.key].text());
  out.fix_low = policy["fix-within"]["low"].AsText();
  out.notice_in = policy["end-of-support-notice"]["in"].AsText();
  return out;
}

long long SecondsOf(std::string_view duration) {
  constexpr long long kSecondsPerHour = 3600;
  return HoursOf(duration).value_or(0) * kSecondsPerHour;
}

}  // namespace avouch::statement
