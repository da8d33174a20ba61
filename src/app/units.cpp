#include "app/units.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "base/text.h"

namespace avouch::app {
namespace {

constexpr long long kDay = 86400, kHour = 3600;

struct Limit {
  std::string_view key, name;
  long long model::OrganisationPolicy::* said;  // Seconds; 0 = not said
  long long model::Policy::* counts;            // In units
  long long unit;
};
constexpr Limit kLimits[] = {
    {"policy.training", "training-valid-days", &model::OrganisationPolicy::training_valid,
     &model::Policy::training_valid_days, kDay},
    {"policy.training", "new-starter-grace-days", &model::OrganisationPolicy::new_starter_grace,
     &model::Policy::new_starter_grace_days, kDay},
    {"policy.access-review", "access-review-days", &model::OrganisationPolicy::access_review_every,
     &model::Policy::access_review_days, kDay},
    {"policy.fix-within", "fix-critical-days", &model::OrganisationPolicy::fix_critical,
     &model::Policy::fix_critical_days, kDay},
    {"policy.fix-within", "fix-high-days", &model::OrganisationPolicy::fix_high,
     &model::Policy::fix_high_days, kDay},
    {"policy.fix-within", "fix-medium-days", &model::OrganisationPolicy::fix_medium,
     &model::Policy::fix_medium_days, kDay},
    {"policy.advisory-data", "advisory-data-hours",
     &model::OrganisationPolicy::advisory_data_older_than, &model::Policy::advisory_data_hours,
     kHour},
    {"policy.incident", "incident-first-notice-hours",
     &model::OrganisationPolicy::incident_first_notice, &model::Policy::incident_first_notice_hours,
     kHour},
    {"policy.incident", "incident-then-every-hours",
     &model::OrganisationPolicy::incident_then_every, &model::Policy::incident_then_every_hours,
     kHour},
};
constexpr std::string_view kWeaker = " (weaker)";

std::string Against(const Limit& limit, long long said, std::string_view whose, long long other) {
  return std::string(limit.name) + ": " + std::to_string(said) + ", " + std::string(whose) +
         " is " + std::to_string(other);
}

// A limit is a longest time: a larger one asks less. A part of a day counts as one.
class Merging {
 public:
  Merging(const Limit& limit, long long ours, std::vector<std::string>& notes)
      : limit_(limit), ours_(ours), counts_(ours), notes_(notes) {}

  void Organisation(const model::Organisation& organisation) {
    const long long said = In(organisation.policy);
    if (said == 0) return;
    above_ = true;
    if (said > counts_ && organisation.WhoStands(limit_.key, model::kSro).empty())
      notes_.push_back(Against(limit_, said, "ours", counts_) +
                       ": looser, and no Senior Responsible Owner signed it, so ours counts");
    else
      counts_ = said;
  }
  void Unit(const model::UnitRule& unit) {
    const long long said = In(unit.policy);
    if (said == 0) return;
    above_ = true;
    if (said > counts_)
      notes_.push_back("unit " + unit.label + ": " + unit.value + ": " +
                       Against(limit_, said, "what holds for all", counts_) +
                       ": looser, and a unit only tightens");
    counts_ = std::min(counts_, said);
  }
  // Nothing tells "not said" from "ours, as said": both fill nothing.
  void Product(long long said) {
    if (said == ours_) return;
    if (said > counts_ && above_)
      notes_.push_back("avouch.yaml: " + Against(limit_, said, "the organisation's", counts_) +
                       ": looser, so the organisation's counts");
    else
      counts_ = above_ ? std::min(counts_, said) : said;
  }
  [[nodiscard]] long long counts() const { return counts_; }

 private:
  [[nodiscard]] long long In(const model::OrganisationPolicy& policy) const {
    return (policy.*limit_.said + limit_.unit - 1) / limit_.unit;
  }

  const Limit& limit_;
  long long ours_, counts_;
  bool above_ = false;  // The organisation or a unit said something
  std::vector<std::string>& notes_;
};

bool HasLabel(const model::UnitRule& unit, const statement::ListedProduct* listed,
              const model::Product& product) {
  if (unit.label == "built-in" && unit.value == product.built_in) return true;
  if (unit.label == "product" && EqualsIgnoreCase(unit.value, product.name)) return true;
  return listed != nullptr &&
         std::ranges::find(listed->labels, std::pair(unit.label, unit.value)) !=
             listed->labels.end();
}

bool IsEnvironment(const model::Organisation& organisation, const std::string& name) {
  return std::ranges::any_of(organisation.environments,
                             [&](const auto& one) { return one.name == name; });
}

}  // namespace

const statement::ListedProduct* FindListed(const std::vector<statement::ListedProduct>& listed,
                                           const std::string& product) {
  const auto at = std::ranges::find_if(
      listed, [&](const auto& one) { return EqualsIgnoreCase(one.name, product); });
  return at == listed.end() || product.empty() ? nullptr : &*at;
}

std::vector<model::UnitRule> UnitsOf(const model::Organisation& organisation,
                                     const statement::ListedProduct* listed,
                                     const model::Product& product) {
  std::vector<model::UnitRule> out;
  for (const auto& unit : organisation.units)
    if (HasLabel(unit, listed, product)) out.push_back(unit);
  return out;
}

std::string BuiltIn(const model::Organisation& organisation,
                    const std::vector<model::UnitRule>& units, const model::Product& product,
                    std::vector<std::string>& notes) {
  std::set<std::string> by_units;
  for (const auto& unit : units)
    for (const auto& name : unit.inherits)
      if (IsEnvironment(organisation, name)) by_units.insert(name);
  if (by_units.empty() || by_units.contains(product.built_in)) return product.built_in;
  const std::string names = Join({by_units.begin(), by_units.end()}, " and ");
  if (by_units.size() > 1)
    notes.push_back("units: it is built in " + names +
                    ", and only one can be decided from: nothing is said of either");
  else if (IsEnvironment(organisation, product.built_in))
    notes.push_back("avouch.yaml: built-in: " + product.built_in + ", and units: of " +
                    std::string("avouch.org.yaml say ") + names + ": the organisation's counts");
  return names;
}

void AddTraining(const std::vector<model::UnitRule>& units, model::Organisation& organisation) {
  auto& courses = organisation.required_training;
  for (const auto& unit : units)
    for (const auto& name : unit.inherits)
      if (!IsEnvironment(organisation, name) && std::ranges::find(courses, name) == courses.end())
        courses.push_back(name);
}

void MergePolicy(const model::Organisation& organisation, const std::vector<model::UnitRule>& units,
                 model::Policy& policy, std::vector<std::string>& notes) {
  const model::Policy ours;
  for (const Limit& limit : kLimits) {
    Merging merging(limit, ours.*limit.counts, notes);
    merging.Organisation(organisation);
    for (const auto& unit : units) merging.Unit(unit);
    merging.Product(policy.*limit.counts);
    const long long counts = merging.counts(), our = ours.*limit.counts;
    policy.*limit.counts = counts;
    std::erase_if(policy.changed, [&](const std::string& line) {
      return line.starts_with(std::string(limit.name) + ": ");
    });
    if (counts == our) continue;
    policy.changed.push_back(Against(limit, counts, "ours", our) +
                             std::string(counts > our ? kWeaker : ""));
  }
  std::ranges::stable_partition(policy.changed,
                                [](const std::string& line) { return line.ends_with(kWeaker); });
}

}  // namespace avouch::app
